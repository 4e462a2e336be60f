//! Work that can be stopped, and what it tells meanwhile.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use callboard_model::{JobEvent, JobId};
use callboard_systems::{CallContext, WaitNotice, Waiting};
use tokio_util::sync::CancellationToken;

/// Where the events of a piece of work go.
pub type Events = Arc<dyn Fn(JobEvent) + Send + Sync>;

/// For work whose events nobody listens to.
pub(crate) fn no_events() -> Events {
    Arc::new(|_| {})
}

/// The running work, by the name the window gave it.
#[derive(Default)]
pub struct Jobs {
    running: Mutex<HashMap<JobId, CancellationToken>>,
}

/// One piece of running work; forgotten when dropped.
pub(crate) struct Job<'a> {
    jobs: &'a Jobs,
    /// The name the window gave it.
    pub(crate) id: JobId,
    /// Given to every call of the work.
    pub(crate) call: CallContext,
    /// Where its events go.
    pub(crate) events: Events,
}

impl Jobs {
    /// Stops a piece of work. Nothing happens where it is over already.
    pub fn cancel(&self, job: &JobId) {
        if let Some(cancel) = self.lock().get(job) {
            cancel.cancel();
        }
    }

    pub(crate) fn begin(&self, id: JobId, events: Events) -> Job<'_> {
        let cancel = CancellationToken::new();
        self.lock().insert(id.clone(), cancel.clone());
        let waiting: Arc<dyn Waiting> = Arc::new(RetryEvents(events.clone()));
        Job { jobs: self, id, call: CallContext::new(cancel, waiting), events }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<JobId, CancellationToken>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Job<'_> {
    fn drop(&mut self) {
        self.jobs.lock().remove(&self.id);
    }
}

/// Tells the window about retries.
struct RetryEvents(Events);

impl Waiting for RetryEvents {
    fn begins(&self, notice: &WaitNotice) {
        (self.0)(JobEvent::Waiting {
            seconds: notice.pause.as_secs_f64(),
            attempt: notice.attempt,
            reason: notice.reason,
        });
    }

    fn ends(&self) {
        (self.0)(JobEvent::Trying);
    }
}
