//! The agents that were read already, by connection: what pickers learn from and what "open now" is counted from. A list that
//! was asked for before an agent was saved, created or deleted, and that answers only afterwards, does not undo what is known.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use callboard_model::{AgentId, ConnectionId};
use serde_json::Value;

/// Counts what became known, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Moment(u64);

/// What a list says of an agent, against what is known.
pub(crate) enum Newest {
    /// The list is as new as anything that is known.
    Listed,
    /// The agent was read after the list was asked for.
    Known(Arc<Value>),
    /// It was deleted after the list was asked for.
    Gone,
}

/// Documents as they were last read; none where the agent was deleted. In memory only.
#[derive(Default)]
pub(crate) struct KnownAgents(Mutex<Known>);

#[derive(Default)]
struct Known {
    now: u64,
    agents: HashMap<ConnectionId, BTreeMap<AgentId, (Moment, Option<Arc<Value>>)>>,
}

impl KnownAgents {
    /// What was asked for now cannot know of what becomes known from here on.
    pub(crate) fn now(&self) -> Moment {
        Moment(self.lock().now)
    }

    /// Keeps what was just read of one agent.
    pub(crate) fn keep(&self, connection: &ConnectionId, id: AgentId, document: Value) {
        self.note(connection, id, Some(Arc::new(document)));
    }

    /// Notes that an agent is not there any more.
    pub(crate) fn remove(&self, connection: &ConnectionId, id: &AgentId) {
        self.note(connection, id.clone(), None);
    }

    /// Keeps what a list that was asked for at `asked` says of an agent, unless something newer is known.
    pub(crate) fn keep_listed(
        &self,
        connection: &ConnectionId,
        id: AgentId,
        document: Value,
        asked: Moment,
    ) -> Newest {
        let mut known = self.lock();
        let agents = known.agents.entry(connection.clone()).or_default();
        match agents.get(&id) {
            Some((moment, Some(newer))) if *moment > asked => Newest::Known(newer.clone()),
            Some((moment, None)) if *moment > asked => Newest::Gone,
            _ => {
                agents.insert(id, (asked, Some(Arc::new(document))));
                Newest::Listed
            }
        }
    }

    pub(crate) fn forget(&self, connection: &ConnectionId) {
        self.lock().agents.remove(connection);
    }

    pub(crate) fn document(&self, connection: &ConnectionId, id: &AgentId) -> Option<Arc<Value>> {
        self.lock().agents.get(connection)?.get(id)?.1.clone()
    }

    /// Every agent of the connection as it is known now. Whoever counts over them keeps nobody from reading another one.
    pub(crate) fn all(&self, connection: &ConnectionId) -> Vec<(AgentId, Arc<Value>)> {
        let known = self.lock();
        let agents = known.agents.get(connection).into_iter().flatten();
        agents.filter_map(|(id, (_, document))| Some((id.clone(), document.clone()?))).collect()
    }

    fn note(&self, connection: &ConnectionId, id: AgentId, document: Option<Arc<Value>>) {
        let mut known = self.lock();
        known.now += 1;
        let moment = Moment(known.now);
        known.agents.entry(connection.clone()).or_default().insert(id, (moment, document));
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
