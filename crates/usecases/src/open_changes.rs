//! The changes that are not done with, as the window shows them: waiting, running, to be decided, or sent without anybody
//! knowing what became of them.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use callboard_model::{AgentId, ChangeId, ConnectionId, OpenChange, OpenState, Stage};
use tokio::sync::{Notify, watch};

/// The open changes, in the order in which somebody wanted them.
pub(crate) struct OpenChanges {
    changes: Mutex<Vec<OpenChange>>,
    moved: watch::Sender<u64>,
    /// The connections that answered while something of theirs waits to be looked up.
    answering: Mutex<BTreeSet<ConnectionId>>,
    answered: Notify,
}

impl Default for OpenChanges {
    fn default() -> Self {
        Self {
            changes: Mutex::default(),
            moved: watch::Sender::new(0),
            answering: Mutex::default(),
            answered: Notify::new(),
        }
    }
}

impl OpenChanges {
    pub(crate) fn list(&self) -> Vec<OpenChange> {
        self.lock().clone()
    }

    pub(crate) fn get(&self, id: &ChangeId) -> Option<OpenChange> {
        self.lock().iter().find(|change| &change.id == id).cloned()
    }

    /// Counts what happens to the list, so that somebody can wait for the next thing.
    pub(crate) fn watch(&self) -> watch::Receiver<u64> {
        self.moved.subscribe()
    }

    /// Adds a change. What an earlier one of the same agent left to be decided is decided by wanting another.
    pub(crate) fn add(&self, change: OpenChange) {
        self.change(|list| {
            list.retain(|each| {
                if each.id == change.id {
                    return false;
                }
                let same = each.connection == change.connection && each.agent == change.agent;
                !(same && each.kind == change.kind && is_over(&each.state))
            });
            list.push(change);
        });
    }

    pub(crate) fn set(&self, id: &ChangeId, state: OpenState) {
        self.change(|list| {
            if let Some(change) = list.iter_mut().find(|change| &change.id == id) {
                if !is_running(&state) {
                    change.job = None;
                }
                change.state = state;
            }
        });
    }

    pub(crate) fn stage(&self, id: &ChangeId, stage: Stage) {
        self.set(id, OpenState::Running { stage });
    }

    /// Says which agent it is about, once that is known.
    pub(crate) fn name(&self, id: &ChangeId, agent: Option<&AgentId>, name: &str) {
        self.change(|list| {
            if let Some(change) = list.iter_mut().find(|change| &change.id == id) {
                change.agent = agent.cloned().or(change.agent.take());
                if !name.is_empty() {
                    name.clone_into(&mut change.agent_name);
                }
            }
        });
    }

    pub(crate) fn remove(&self, id: &ChangeId) {
        self.change(|list| list.retain(|change| &change.id != id));
    }

    /// Forgets the changes of a connection that is gone, but those that are under way.
    pub(crate) fn forget_connection(&self, connection: &ConnectionId) {
        self.change(|list| {
            list.retain(|change| &change.connection != connection || is_running(&change.state));
        });
    }

    /// Says that a connection answers, so that what waits to be looked up there is looked up.
    pub(crate) fn it_answers(&self, connection: &ConnectionId) {
        let unsettled = |change: &OpenChange| {
            &change.connection == connection && matches!(change.state, OpenState::Sent { .. })
        };
        if self.lock().iter().any(unsettled) {
            self.answering.lock().unwrap_or_else(PoisonError::into_inner).insert(connection.clone());
            self.answered.notify_one();
        }
    }

    /// Waits until a connection answers of which something waits to be looked up; answers all that did meanwhile.
    pub(crate) async fn next_answering(&self) -> BTreeSet<ConnectionId> {
        self.answered.notified().await;
        std::mem::take(&mut *self.answering.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn change(&self, work: impl FnOnce(&mut Vec<OpenChange>)) {
        work(&mut self.lock());
        self.moved.send_modify(|count| *count = count.wrapping_add(1));
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<OpenChange>> {
        self.changes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether somebody works on it.
pub(crate) fn is_running(state: &OpenState) -> bool {
    matches!(state, OpenState::Waiting | OpenState::Running { .. })
}

/// Whether it ended and only waits to be seen.
pub(crate) fn is_over(state: &OpenState) -> bool {
    matches!(state, OpenState::Conflicts { .. } | OpenState::Refused { .. } | OpenState::Failed { .. })
}
