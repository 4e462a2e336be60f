//! Failures without an answer, and how far the work may have got by then.

use callboard_model::{CallboardError, Done, ErrorCode};

use super::transport::{TransportFault, TransportTrouble};

/// A request that got no answer.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    /// What went wrong; how far the work got is filled in where the request is known.
    pub(crate) error: CallboardError,
    pub(crate) trouble: Trouble,
}

/// How a try ended, as far as the retry policy and the errors of writes ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The server answered with this status.
    Status(u16),
    /// There was no answer.
    Transport(TransportTrouble),
    /// Stopped by the admin before the request was sent.
    Stopped,
    /// Stopped by the admin while the request was under way.
    StoppedUnderWay,
}

impl Trouble {
    /// How far the server got with a request that changes something.
    pub(crate) fn done(self) -> Done {
        match self {
            Self::Status(200..=299) => Done::Yes,
            Self::Status(408 | 500..) | Self::StoppedUnderWay => Done::Unclear,
            Self::Status(_) | Self::Stopped => Done::No,
            Self::Transport(trouble) => match trouble {
                TransportTrouble::NotSent | TransportTrouble::NotConnected | TransportTrouble::Tls => {
                    Done::No
                }
                TransportTrouble::TimedOut | TransportTrouble::Broken | TransportTrouble::TooLarge => {
                    Done::Unclear
                }
            },
        }
    }
}

impl Failure {
    /// What the transport reports.
    pub(crate) fn of_transport(fault: TransportFault) -> Self {
        let error = CallboardError { detail: fault.detail, ..CallboardError::new(fault.code) };
        Self { error, trouble: Trouble::Transport(fault.trouble) }
    }

    /// Refused here; nothing was sent.
    pub(crate) fn not_sent(error: CallboardError) -> Self {
        Self { error, trouble: Trouble::Transport(TransportTrouble::NotSent) }
    }

    /// Stopped before the request was sent.
    pub(crate) fn stopped() -> Self {
        Self { error: ErrorCode::Cancelled.into(), trouble: Trouble::Stopped }
    }

    /// Stopped while the request was under way.
    pub(crate) fn stopped_under_way() -> Self {
        Self { trouble: Trouble::StoppedUnderWay, ..Self::stopped() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pinned table: how far a change got, for every status.
    #[test]
    fn every_status_says_whether_something_was_changed() {
        for status in 100..=999 {
            let expected = match status {
                200..=299 => Done::Yes,
                408 | 500..=999 => Done::Unclear,
                _ => Done::No,
            };
            assert_eq!(
                Trouble::Status(status).done(),
                expected,
                "{status}: the admin would be told otherwise"
            );
        }
    }

    #[test]
    fn every_failure_says_whether_something_was_changed() {
        let table = [
            (Trouble::Transport(TransportTrouble::NotSent), Done::No),
            (Trouble::Transport(TransportTrouble::NotConnected), Done::No),
            (Trouble::Transport(TransportTrouble::Tls), Done::No),
            (Trouble::Stopped, Done::No),
            (Trouble::Transport(TransportTrouble::TimedOut), Done::Unclear),
            (Trouble::Transport(TransportTrouble::Broken), Done::Unclear),
            (Trouble::Transport(TransportTrouble::TooLarge), Done::Unclear),
            (Trouble::StoppedUnderWay, Done::Unclear),
        ];
        for (trouble, done) in table {
            assert_eq!(trouble.done(), done, "{trouble:?}");
        }
    }
}
