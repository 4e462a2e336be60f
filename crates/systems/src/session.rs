//! What one operation runs with: the account, its credential, the client, and how to wait or stop.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use callboard_model::{AgentId, Connection, ErrorCode, Sensitive};
use tokio_util::sync::CancellationToken;

use crate::client::Client;

/// Everything an operation needs besides its arguments.
#[derive(Clone, Copy, Debug)]
pub struct Session<'a> {
    /// The account.
    pub connection: &'a Connection,
    /// The account's credential; empty where the system works without one and none is kept.
    pub credential: &'a Sensitive,
    /// The agents' own keys, where the system has such.
    pub agent_keys: &'a [HeldKey],
    /// The client that sends.
    pub client: &'a Client,
    /// How this call waits and how it is stopped.
    pub call: &'a CallContext,
}

/// An agent's own key.
#[derive(Clone, Debug)]
pub struct HeldKey {
    /// The agent it stands for.
    pub agent: AgentId,
    /// The key.
    pub key: Sensitive,
}

impl Session<'_> {
    /// A value of the connection; empty where it has none.
    pub fn value(&self, key: &str) -> &str {
        self.connection.values.get(key).map_or("", String::as_str)
    }
}

/// How one call waits and how it is stopped.
#[derive(Clone)]
pub struct CallContext {
    /// Stops the call at its next await.
    pub cancel: CancellationToken,
    /// Told when the call waits before another try.
    pub waiting: Arc<dyn Waiting>,
    /// How long a call may take, tries and pauses together, for another try to begin.
    pub retry_budget: Duration,
}

impl CallContext {
    /// How long a call goes on trying where nobody says otherwise: 15 seconds.
    pub const RETRY_BUDGET: Duration = Duration::from_secs(15);

    /// A call that tells `waiting` when it waits and stops with `cancel`.
    pub fn new(cancel: CancellationToken, waiting: Arc<dyn Waiting>) -> Self {
        Self { cancel, waiting, retry_budget: Self::RETRY_BUDGET }
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
