//! Failures without an answer, and how far the work may have got by then.

use callboard_model::{CallboardError, Done, ErrorCode};
use callboard_network::{TransportFault, TransportFaultKind};

/// A request that got no answer.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    /// What went wrong; how far the work got is filled in where the request is known.
    pub(crate) error: CallboardError,
    pub(crate) outcome: AttemptOutcome,
}

/// How a try ended, as far as the retry policy and the errors of writes ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AttemptOutcome {
    /// The server answered with this status.
    Status(u16),
    /// There was no answer.
    NoAnswer(TransportFaultKind),
    /// Stopped by the admin before the request was sent.
    Stopped,
    /// Stopped by the admin while the request was under way.
    StoppedUnderWay,
}

impl AttemptOutcome {
    /// How far the server got with a request that changes something.
    pub(crate) fn done(self) -> Done {
        match self {
            Self::Status(200..=299) => Done::Yes,
            Self::Status(408 | 500..) | Self::StoppedUnderWay => Done::Unclear,
            Self::Status(_) | Self::Stopped => Done::No,
            Self::NoAnswer(kind) => match kind {
                TransportFaultKind::NotSent | TransportFaultKind::NotConnected | TransportFaultKind::Tls => {
                    Done::No
                }
                TransportFaultKind::TimedOut | TransportFaultKind::Broken | TransportFaultKind::TooLarge => {
                    Done::Unclear
                }
            },
        }
    }
}

impl Failure {
    /// What the transport reports.
    pub(crate) fn of_transport(fault: TransportFault) -> Self {
        Self { outcome: AttemptOutcome::NoAnswer(fault.kind), error: fault.into() }
    }

    /// Refused here; nothing was sent.
    pub(crate) fn not_sent(error: CallboardError) -> Self {
        Self { error, outcome: AttemptOutcome::NoAnswer(TransportFaultKind::NotSent) }
    }

    /// Stopped before the request was sent.
    pub(crate) fn stopped() -> Self {
        Self { error: ErrorCode::Cancelled.into(), outcome: AttemptOutcome::Stopped }
    }

    /// Stopped while the request was under way.
    pub(crate) fn stopped_under_way() -> Self {
        Self { outcome: AttemptOutcome::StoppedUnderWay, ..Self::stopped() }
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
                AttemptOutcome::Status(status).done(),
                expected,
                "{status}: the admin would be told otherwise"
            );
        }
    }

    #[test]
    fn every_failure_says_whether_something_was_changed() {
        let table = [
            (AttemptOutcome::NoAnswer(TransportFaultKind::NotSent), Done::No),
            (AttemptOutcome::NoAnswer(TransportFaultKind::NotConnected), Done::No),
            (AttemptOutcome::NoAnswer(TransportFaultKind::Tls), Done::No),
            (AttemptOutcome::Stopped, Done::No),
            (AttemptOutcome::NoAnswer(TransportFaultKind::TimedOut), Done::Unclear),
            (AttemptOutcome::NoAnswer(TransportFaultKind::Broken), Done::Unclear),
            (AttemptOutcome::NoAnswer(TransportFaultKind::TooLarge), Done::Unclear),
            (AttemptOutcome::StoppedUnderWay, Done::Unclear),
        ];
        for (outcome, done) in table {
            assert_eq!(outcome.done(), done, "{outcome:?}");
        }
    }
}
