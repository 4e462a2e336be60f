//! The agents that were read already, by connection: what pickers learn from and what "open now" is counted from.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use callboard_model::{AgentId, ConnectionId};
use serde_json::Value;

/// Documents as they were last read. In memory only.
#[derive(Default)]
pub(crate) struct KnownAgents {
    documents: Mutex<HashMap<ConnectionId, BTreeMap<AgentId, Value>>>,
}

impl KnownAgents {
    pub(crate) fn keep(&self, connection: &ConnectionId, id: AgentId, document: Value) {
        self.lock().entry(connection.clone()).or_default().insert(id, document);
    }

    pub(crate) fn remove(&self, connection: &ConnectionId, id: &AgentId) {
        if let Some(agents) = self.lock().get_mut(connection) {
            agents.remove(id);
        }
    }

    pub(crate) fn forget(&self, connection: &ConnectionId) {
        self.lock().remove(connection);
    }

    pub(crate) fn document(&self, connection: &ConnectionId, id: &AgentId) -> Option<Value> {
        self.lock().get(connection)?.get(id).cloned()
    }

    /// Lets `look` see every document of the connection.
    pub(crate) fn each(&self, connection: &ConnectionId, mut look: impl FnMut(&AgentId, &Value)) {
        if let Some(agents) = self.lock().get(connection) {
            for (id, document) in agents {
                look(id, document);
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<ConnectionId, BTreeMap<AgentId, Value>>> {
        self.documents.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
