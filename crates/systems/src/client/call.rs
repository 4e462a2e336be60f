//! How one call waits and how it is stopped.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use callboard_model::{ErrorCode, Sensitive};
use tokio_util::sync::CancellationToken;

/// How one call waits and how it is stopped.
#[derive(Clone)]
pub struct CallContext {
    /// Stops the call at its next await.
    pub cancel: CancellationToken,
    /// Told when the call waits before another try.
    pub waiting: Arc<dyn Waiting>,
    /// How long a call may take, tries and pauses together, for another try to begin.
    pub retry_budget: Duration,
    /// Secrets beside the credentials that no error of the call may repeat, such as those of the agent that is sent.
    pub secrets: Arc<[Sensitive]>,
}

impl CallContext {
    /// How long a call goes on trying where nobody says otherwise: 15 seconds.
    pub const RETRY_BUDGET: Duration = Duration::from_secs(15);

    /// A call that tells `waiting` when it waits and stops with `cancel`.
    pub fn new(cancel: CancellationToken, waiting: Arc<dyn Waiting>) -> Self {
        Self { cancel, waiting, retry_budget: Self::RETRY_BUDGET, secrets: Arc::default() }
    }

    /// A call that nobody watches or stops.
    pub fn quiet() -> Self {
        Self::new(CancellationToken::new(), Arc::new(Quiet))
    }

    /// How long a test of a connection goes on trying: somebody is waiting for a plain answer.
    const TEST_BUDGET: Duration = Duration::from_secs(4);

    /// The same call for a test of a connection, which gives up earlier.
    #[must_use]
    pub fn for_test(&self) -> Self {
        self.with_retry_budget(Self::TEST_BUDGET.min(self.retry_budget))
    }

    /// The same call, of whose errors none may repeat these secrets.
    #[must_use]
    pub fn hiding(&self, secrets: Vec<Sensitive>) -> Self {
        Self { secrets: secrets.into(), ..self.clone() }
    }

    /// The same call with another budget for tries.
    #[must_use]
    pub fn with_retry_budget(&self, retry_budget: Duration) -> Self {
        Self { retry_budget, ..self.clone() }
    }
}

impl fmt::Debug for CallContext {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("CallContext")
            .field("cancelled", &self.cancel.is_cancelled())
            .field("retry_budget", &self.retry_budget)
            .finish_non_exhaustive()
    }
}

/// Told that a call waits before another try, and that it goes on.
pub trait Waiting: Send + Sync {
    /// The call begins to wait.
    fn begins(&self, notice: &WaitNotice);
    /// The call goes on: it tries again, or was stopped.
    fn ends(&self);
}

/// Why and how long a call waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitNotice {
    /// How long.
    pub pause: Duration,
    /// Which try comes next; the first retry is 2.
    pub attempt: u32,
    /// What went wrong with the try before.
    pub reason: ErrorCode,
}

/// Tells nobody.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quiet;

impl Waiting for Quiet {
    fn begins(&self, _notice: &WaitNotice) {}
    fn ends(&self) {}
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    /// What a call said about its waits.
    #[derive(Default)]
    pub(in crate::client) struct Heard {
        pub(in crate::client) notices: Mutex<Vec<WaitNotice>>,
        pub(in crate::client) ended: AtomicU32,
    }

    impl Waiting for Heard {
        fn begins(&self, notice: &WaitNotice) {
            self.notices.lock().unwrap().push(*notice);
        }
        fn ends(&self) {
            self.ended.fetch_add(1, Ordering::SeqCst);
        }
    }
}
