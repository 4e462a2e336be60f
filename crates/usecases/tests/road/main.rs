//! The one road of every change, step by step: nothing lost, nothing doubled, nothing misreported.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../support/mod.rs"]
mod support;

mod accounts;
mod attaching;
mod creating;
mod deleting;
mod disk;
mod history;
mod merging;
mod migration;
mod reading;
mod saving;
mod undoing;

use std::sync::Arc;
use std::time::{Duration, Instant};

use callboard_model::{
    AgentRecord, ConnectionId, Edits, ErrorCode, JobId, LookResult, OpenChange, OpenState, Result,
    SaveOutcome,
};
use callboard_usecases::{SaveRequest, SaveTarget};
use serde_json::{Value, json};
use support::{Office, id_of, quiet};
use tokio::task::JoinHandle;

/// How long a test waits for what it expects.
const PATIENCE: Duration = Duration::from_secs(20);

impl Office {
    /// Starts saving an agent, or creating one, and comes back at once, as the window does.
    fn begins(&self, base: Option<&Value>, edits: Edits, job: &JobId) -> JoinHandle<Result<SaveOutcome>> {
        self.begins_over(&self.connection, base, edits, job)
    }

    fn begins_over(
        &self,
        connection: &ConnectionId,
        base: Option<&Value>,
        edits: Edits,
        job: &JobId,
    ) -> JoinHandle<Result<SaveOutcome>> {
        let request = SaveRequest {
            connection: connection.clone(),
            target: base.map_or(SaveTarget::New, |base| SaveTarget::Agent { agent: id_of(base) }),
            base: base.cloned().unwrap_or_else(|| json!({})),
            edits,
            picks: Vec::new(),
        };
        let (callboard, job) = (Arc::clone(&self.callboard), job.clone());
        tokio::spawn(async move { callboard.changes.save_agent(request, job, quiet()).await })
    }

    /// Starts saving an agent of any system.
    fn begins_for(&self, record: &AgentRecord, edits: Edits) -> JoinHandle<Result<SaveOutcome>> {
        let request = support::request_for(record, edits);
        let callboard = Arc::clone(&self.callboard);
        tokio::spawn(async move { callboard.changes.save_agent(request, support::job(), quiet()).await })
    }

    /// Creates an agent over any connection.
    async fn create_over(&self, connection: &ConnectionId, edits: Edits) -> Result<SaveOutcome> {
        self.begins_over(connection, None, edits, &support::job()).await.unwrap()
    }

    /// Waits until so many agents have this name on the server.
    async fn until_called(&self, name: &str, count: usize) {
        let began = Instant::now();
        while self.called(name).await != count {
            assert!(began.elapsed() < PATIENCE, "waited in vain until {count} are called {name}");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Waits until an agent is so on the server.
    async fn until_stored(&self, agent: &Value, holds: impl Fn(&Value) -> bool) {
        let began = Instant::now();
        while !holds(&self.stored(agent).await) {
            assert!(began.elapsed() < PATIENCE, "waited in vain for what should be stored");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    async fn called(&self, name: &str) -> usize {
        self.everybody().await.iter().filter(|agent| agent["name"] == name).count()
    }
}

/// What a look for the only open change said last.
#[track_caller]
fn look_of(open: &[OpenChange]) -> LookResult {
    match open {
        [OpenChange { state: OpenState::Sent { look, .. }, .. }] => *look,
        other => panic!("not one change that is to be settled: {other:?}"),
    }
}

/// The code of the error with which the only open change ended.
#[track_caller]
fn failure_of(open: &[OpenChange]) -> ErrorCode {
    match open {
        [OpenChange { state: OpenState::Failed { error }, .. }] => error.code,
        other => panic!("not one change that failed: {other:?}"),
    }
}
