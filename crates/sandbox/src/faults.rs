//! The ways in which the sandbox can be told to fail, and the list of those switched on.
//!
//! Only the description and the counting live here; `server::gate` and the operations carry them out.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The operations of S3 and of the public media address, next to the operation ids of the contracts.
pub(crate) mod operation {
    /// A form posted to the storage.
    pub(crate) const UPLOAD_OBJECT: &str = "uploadObject";
    /// An object read from the storage by a presigned address.
    pub(crate) const DOWNLOAD_OBJECT: &str = "downloadObject";
    /// A media file read at its public address (no credential).
    pub(crate) const SHOW_MEDIA: &str = "showMedia";
}

/// One way to fail, or one of the forms the contract leaves open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum FaultKind {
    /// Waits before doing anything.
    Latency {
        /// How long, in milliseconds.
        milliseconds: u64,
    },
    /// 429 with `Retry-After`.
    RateLimited {
        /// Seconds until the next try may succeed.
        retry_after_seconds: u64,
        /// Write the header as an HTTP date instead of seconds.
        #[serde(default)]
        as_date: bool,
    },
    /// 500.
    InternalError,
    /// 503, with `Retry-After` in seconds if given.
    Unavailable {
        /// Seconds until the next try may succeed.
        #[serde(default)]
        retry_after_seconds: Option<u64>,
    },
    /// The connection is reset without an answer.
    ConnectionReset {
        /// Does what was asked first, so that the client cannot know the outcome.
        #[serde(default)]
        after_applying: bool,
    },
    /// Does what was asked, and answers with this status as if it had failed.
    AppliedThen {
        /// 400 to 599; others become 400.
        status: u16,
    },
    /// Does what was asked, and answers only after a while.
    LateAnswer {
        /// How long, in milliseconds.
        milliseconds: u64,
    },
    /// Does what was asked only after a while, also where nobody waits for the answer any more.
    LateApplying {
        /// How long, in milliseconds.
        milliseconds: u64,
    },
    /// `Content-Length` announces the whole answer, half of it is sent.
    CutShort,
    /// A complete answer that is not JSON: half of it, with a matching length.
    InvalidJson,
    /// The upload form handed out is already expired.
    ExpiredPolicy,
    /// The upload form fixes `Content-Type` to one value and carries it in its fields.
    FixedContentType {
        /// The only type accepted, such as `image/png`.
        content_type: String,
    },
    /// The storage refuses the upload whatever was sent.
    StorageRefusal {
        /// The reason it gives.
        refusal: StorageRefusal,
    },
    /// The storage reads the upload no faster than this, so that progress and cancel can be seen.
    SlowUpload {
        /// Bytes per second, at least 1.
        bytes_per_second: u64,
    },
    /// The last page carries `nextPageToken: null`. Without this and the next one the token is left out.
    LastPageNull,
    /// The last page carries `nextPageToken: ""`.
    LastPageEmpty,
    /// A list answers that there is nothing.
    EmptyList,
    /// A page of a list holds no more than this, whatever was asked for, so that short lists have several pages.
    SmallPages {
        /// Items per page, at least 1.
        items: usize,
    },
    /// Every page of a list but the first names its own cursor as the next one, so the list never ends.
    RepeatedCursor,
    /// The last item of a page shows again as the first of the next one.
    DuplicateAtBorder,
    /// A list of several pages is cut so that its last page is full, with nothing after it.
    ExactlyFull,
    /// HMS Sovereign's answers carry one agent under `name` and several under `name` with an s, as those of its newer
    /// address do with `assistant`.
    WrappedAs {
        /// Instead of `agent`.
        name: String,
    },
    /// raia's users of an agent by its own key come in the form that the vendor's page describes: the fields of the agent
    /// instead of users.
    AsDocumented,
    /// The request is refused with this status, in the form in which the system documents its errors.
    Refused {
        /// 400 to 599; others become 400.
        status: u16,
        /// Which of several documented forms, counted from 1; without a number the one usual for the status.
        #[serde(default)]
        form: Option<u8>,
    },
    /// 404 as for an unknown address: the account does not have this operation.
    NotOffered,
}

/// The refusals of S3 that an upload can meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum StorageRefusal {
    /// `EntityTooLarge`, 400.
    TooLarge,
    /// `EntityTooSmall`, 400.
    TooSmall,
    /// `InvalidPolicyDocument` about `content-type`, 400.
    WrongType,
    /// `SignatureDoesNotMatch`, 403.
    WrongSignature,
    /// `InvalidPolicyDocument`, 400.
    InvalidPolicy,
    /// `AccessDenied` "Request has expired", 403.
    Expired,
}

/// A fault with its scope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Fault {
    /// What happens.
    #[serde(flatten)]
    pub kind: FaultKind,
    /// The operation it happens to: an operation id of Bird's contract, one of another contract behind the system's name
    /// and a dot (`hmsSovereign.listAgents`), or `uploadObject`, `downloadObject` or
    /// `showMedia`. Without one it happens to every operation of all contracts that the kind concerns (and, for what only
    /// concerns uploads, to `uploadObject`), so that pictures loading in the background never use a fault up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// How many requests pass first, so that a late page of a list can fail; counted down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<u32>,
    /// How many more requests it happens to; without a number until it is cleared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
}

impl Fault {
    /// A fault on every operation it concerns, until it is cleared.
    pub fn new(kind: FaultKind) -> Self {
        Self { kind, operation: None, after: None, times: None }
    }

    /// The same fault on one operation only.
    #[must_use]
    pub fn on(mut self, operation: &str) -> Self {
        self.operation = Some(operation.to_owned());
        self
    }

    /// The same fault, once `requests` requests that it concerns have passed.
    #[must_use]
    pub fn after(mut self, requests: u32) -> Self {
        self.after = Some(requests);
        self
    }

    /// The same fault for the next `times` requests only.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    fn concerns(&self, operation: &str) -> bool {
        if self.operation.as_deref().is_some_and(|scope| scope != operation) {
            return false;
        }
        match self.kind {
            FaultKind::ExpiredPolicy | FaultKind::FixedContentType { .. } => {
                matches!(operation, "presignAvatarUpload" | "presignAudioUpload")
            }
            FaultKind::StorageRefusal { .. } | FaultKind::SlowUpload { .. } => {
                operation == operation::UPLOAD_OBJECT
            }
            FaultKind::LastPageNull | FaultKind::LastPageEmpty => operation == "listAgents",
            FaultKind::EmptyList
            | FaultKind::SmallPages { .. }
            | FaultKind::RepeatedCursor
            | FaultKind::DuplicateAtBorder
            | FaultKind::ExactlyFull => is_list(operation),
            FaultKind::AsDocumented => operation == "raia.listAgentUsers",
            FaultKind::WrappedAs { .. } => operation.starts_with("hmsSovereign."),
            _ => {
                self.operation.is_some()
                    || !matches!(
                        operation,
                        operation::UPLOAD_OBJECT | operation::DOWNLOAD_OBJECT | operation::SHOW_MEDIA
                    )
            }
        }
    }
}

/// Whether an operation answers several items, in pages or not.
fn is_list(operation: &str) -> bool {
    operation.rsplit('.').next().is_some_and(|name| name.starts_with("list"))
}

/// The faults switched on; clones share one list.
#[derive(Debug, Clone, Default)]
pub struct Faults {
    list: Arc<Mutex<Vec<Fault>>>,
}

impl Faults {
    /// Switches a fault on, after those already on.
    pub fn add(&self, fault: Fault) {
        self.locked(|list| list.push(fault));
    }

    /// Switches all faults off.
    pub fn clear(&self) {
        self.locked(Vec::clear);
    }

    /// The faults still on, with the number of requests each is still good for.
    pub fn list(&self) -> Vec<Fault> {
        self.locked(|list| list.clone())
    }

    /// The faults for one request; counts it and drops those used up.
    pub(crate) fn take(&self, operation: &str) -> ActiveFaults {
        self.locked(|list| {
            let mut active = Vec::new();
            for fault in list.iter_mut().filter(|fault| fault.concerns(operation)) {
                if let Some(passing) = fault.after.as_mut().filter(|passing| **passing > 0) {
                    *passing -= 1;
                    continue;
                }
                if let Some(times) = &mut fault.times {
                    if *times == 0 {
                        continue;
                    }
                    *times -= 1;
                }
                active.push(fault.kind.clone());
            }
            list.retain(|fault| fault.times != Some(0));
            ActiveFaults(active)
        })
    }

    fn locked<T>(&self, work: impl FnOnce(&mut Vec<Fault>) -> T) -> T {
        work(&mut self.list.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The faults that one request meets. Travels with the request as an extension.
#[derive(Debug, Clone, Default)]
pub(crate) struct ActiveFaults(pub(crate) Vec<FaultKind>);

impl ActiveFaults {
    pub(crate) fn has(&self, kind: &FaultKind) -> bool {
        self.0.contains(kind)
    }

    pub(crate) fn latency(&self) -> Duration {
        let milliseconds = self.0.iter().filter_map(|kind| match kind {
            FaultKind::Latency { milliseconds } => Some(*milliseconds),
            _ => None,
        });
        Duration::from_millis(milliseconds.fold(0, u64::saturating_add))
    }

    /// How long the answer is kept back after everything was done.
    pub(crate) fn late_answer(&self) -> Duration {
        let milliseconds = self.0.iter().filter_map(|kind| match kind {
            FaultKind::LateAnswer { milliseconds } => Some(*milliseconds),
            _ => None,
        });
        Duration::from_millis(milliseconds.fold(0, u64::saturating_add))
    }

    /// How long the work waits while the client may go; none where it is done at once.
    pub(crate) fn late_applying(&self) -> Option<Duration> {
        self.0.iter().find_map(|kind| match kind {
            FaultKind::LateApplying { milliseconds } => Some(Duration::from_millis(*milliseconds)),
            _ => None,
        })
    }

    /// The status of an answer that hides that everything was done.
    pub(crate) fn applied_then(&self) -> Option<u16> {
        self.0.iter().find_map(|kind| match kind {
            FaultKind::AppliedThen { status } => Some(*status),
            _ => None,
        })
    }

    /// How many items a page may hold when `asked` were asked for.
    pub(crate) fn page_size(&self, asked: usize) -> usize {
        let caps = self.0.iter().filter_map(|kind| match kind {
            FaultKind::SmallPages { items } => Some((*items).max(1)),
            _ => None,
        });
        caps.min().map_or(asked, |cap| asked.min(cap))
    }

    /// What one agent stands under in an answer that usually has `usual`.
    pub(crate) fn wrapper<'a>(&'a self, usual: &'a str) -> &'a str {
        let names = self.0.iter().find_map(|kind| match kind {
            FaultKind::WrappedAs { name } => Some(name.as_str()),
            _ => None,
        });
        names.unwrap_or(usual)
    }

    pub(crate) fn fixed_content_type(&self) -> Option<&str> {
        self.0.iter().find_map(|kind| match kind {
            FaultKind::FixedContentType { content_type } => Some(content_type.as_str()),
            _ => None,
        })
    }

    pub(crate) fn refusal(&self) -> Option<StorageRefusal> {
        self.0.iter().find_map(|kind| match kind {
            FaultKind::StorageRefusal { refusal } => Some(*refusal),
            _ => None,
        })
    }

    pub(crate) fn bytes_per_second(&self) -> Option<u64> {
        self.0.iter().find_map(|kind| match kind {
            FaultKind::SlowUpload { bytes_per_second } => Some((*bytes_per_second).max(1)),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_fault_limited_to_two_requests_is_gone_at_the_third() {
        let faults = Faults::default();
        faults.add(Fault::new(FaultKind::InternalError).on("listAgents").times(2));
        assert!(faults.take("getAgent").0.is_empty(), "another operation must not use the fault up");
        assert_eq!(faults.take("listAgents").0, [FaultKind::InternalError]);
        assert_eq!(faults.take("listAgents").0, [FaultKind::InternalError]);
        assert!(faults.take("listAgents").0.is_empty());
        assert!(faults.list().is_empty());
    }

    #[test]
    fn a_fault_can_let_the_first_pages_pass() {
        let faults = Faults::default();
        faults.add(Fault::new(FaultKind::InternalError).on("listAgents").after(2).times(1));
        let met: Vec<usize> = (0..4).map(|_| faults.take("listAgents").0.len()).collect();
        assert_eq!(met, [0, 0, 1, 0], "only the third page was meant to fail");
    }

    #[test]
    fn a_fault_without_an_operation_leaves_pictures_alone() {
        let faults = Faults::default();
        faults.add(Fault::new(FaultKind::InternalError).times(1));
        assert!(faults.take(operation::SHOW_MEDIA).0.is_empty());
        assert_eq!(faults.take("getWorkload").0.len(), 1);
    }

    #[test]
    fn faults_are_written_as_flat_json() {
        let text =
            r#"{"kind":"rateLimited","retryAfterSeconds":2,"asDate":true,"operation":"getAgent","times":1}"#;
        let fault: Fault = serde_json::from_str(text).unwrap();
        assert_eq!(fault.kind, FaultKind::RateLimited { retry_after_seconds: 2, as_date: true });
        assert_eq!(serde_json::to_string(&fault).unwrap(), text);
    }
}
