//! The agents that were read already, by connection: what pickers learn from and what "open now" is counted from. What
//! was asked for before an agent was saved, created or deleted, and is answered only afterwards, does not undo what is known.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use callboard_model::{AgentId, ConnectionId};
use serde_json::Value;

/// Counts what became known, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Moment(u64);

/// What was read of an agent, against what is known.
pub(crate) enum Newest {
    /// What was read is as new as anything that is known.
    Read,
    /// This was asked for later.
    Known(Arc<Value>),
    /// It was deleted later.
    Gone,
}

/// Documents as they were last read; none where the agent was deleted. In memory only.
#[derive(Default)]
pub(crate) struct KnownAgents(Mutex<Known>);

#[derive(Default)]
struct Known {
    now: u64,
    agents: HashMap<ConnectionId, BTreeMap<AgentId, KnownAgent>>,
}

struct KnownAgent {
    /// What is said of it was asked for then.
    asked: Moment,
    /// When it was last changed from here, as far as that is known.
    changed: Option<Moment>,
    document: Option<Arc<Value>>,
}

impl KnownAgents {
    /// What was asked for now cannot know of what becomes known from here on.
    pub(crate) fn now(&self) -> Moment {
        Moment(self.lock().now)
    }

    /// Keeps what an agent is after a change from here.
    pub(crate) fn keep_changed(&self, connection: &ConnectionId, id: AgentId, document: Value) {
        self.note(connection, id, Some(Arc::new(document)));
    }

    /// Notes that an agent is not there any more.
    pub(crate) fn remove(&self, connection: &ConnectionId, id: &AgentId) {
        self.note(connection, id.clone(), None);
    }

    /// Whether an agent was changed from here since `asked`, so that what was asked for then may tell of before.
    pub(crate) fn changed_since(&self, connection: &ConnectionId, id: &AgentId, asked: Moment) -> bool {
        let known = self.lock();
        let agent = known.agents.get(connection).and_then(|agents| agents.get(id));
        agent.and_then(|agent| agent.changed).is_some_and(|changed| changed > asked)
    }

    /// Keeps what a list, or a reading of one agent, that was asked for at `asked` says, unless something newer is known.
    pub(crate) fn keep_read(
        &self,
        connection: &ConnectionId,
        id: AgentId,
        document: Value,
        asked: Moment,
    ) -> Newest {
        let mut known = self.lock();
        let agents = known.agents.entry(connection.clone()).or_default();
        match agents.get(&id) {
            Some(KnownAgent { asked: newer, document, .. }) if *newer > asked => {
                document.clone().map_or(Newest::Gone, Newest::Known)
            }
            other => {
                let changed = other.and_then(|agent| agent.changed);
                agents.insert(id, KnownAgent { asked, changed, document: Some(Arc::new(document)) });
                Newest::Read
            }
        }
    }

    pub(crate) fn forget(&self, connection: &ConnectionId) {
        self.lock().agents.remove(connection);
    }

    pub(crate) fn document(&self, connection: &ConnectionId, id: &AgentId) -> Option<Arc<Value>> {
        self.lock().agents.get(connection)?.get(id)?.document.clone()
    }

    /// Every agent of the connection as it is known now. Whoever counts over them keeps nobody from reading another one.
    pub(crate) fn all(&self, connection: &ConnectionId) -> Vec<(AgentId, Arc<Value>)> {
        let known = self.lock();
        let agents = known.agents.get(connection).into_iter().flatten();
        agents.filter_map(|(id, agent)| Some((id.clone(), agent.document.clone()?))).collect()
    }

    fn note(&self, connection: &ConnectionId, id: AgentId, document: Option<Arc<Value>>) {
        let mut known = self.lock();
        known.now += 1;
        let moment = Moment(known.now);
        let agent = KnownAgent { asked: moment, changed: Some(moment), document };
        known.agents.entry(connection.clone()).or_default().insert(id, agent);
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
