//! Reading agents: pages of a list, an index of names, one agent, and what changes by the minute.

use std::collections::HashSet;
use std::sync::Arc;

use callboard_journal::Journal;
use callboard_model::{
    AgentId, AgentPage, AgentRecord, AgentSummary, ConnectionId, ErrorCode, IndexedAgent, JobId, ListQuery,
    Openness, Result,
};
use callboard_systems::Session;
use serde::Serialize;
use serde_json::Value;
use specta::Type;

use crate::connection_list::ConnectionList;
use crate::found::{Found, Source, agent_of};
use crate::gateway::{Access, Gateway};
use crate::jobs::Events;
use crate::known::{KnownAgents, Moment, Newest};
use crate::open_changes::OpenChanges;
use crate::surroundings::Clock;
use crate::walks::Walks;

/// Whether one agent is open now.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AgentOpenness {
    /// The agent.
    pub agent: AgentId,
    /// Open or not, and until when.
    pub openness: Openness,
}

/// What changes by the minute about an agent, in the forms of its system; null where it has no such thing.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LiveState {
    /// Availability.
    pub availability: Value,
    /// Workload.
    pub workload: Value,
}

/// How often an agent is read that is changed from here again and again meanwhile.
const READINGS: u32 = 3;

/// The agents of connections: read, listed, and remembered where they cannot be read.
pub struct Agents {
    pub(crate) gateway: Arc<Gateway>,
    pub(crate) connections: Arc<ConnectionList>,
    pub(crate) journal: Arc<Journal>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) known: Arc<KnownAgents>,
    open_changes: Arc<OpenChanges>,
    walks: Walks,
}

impl Agents {
    pub(crate) fn new(
        gateway: Arc<Gateway>,
        connections: Arc<ConnectionList>,
        journal: Arc<Journal>,
        clock: Arc<dyn Clock>,
        known: Arc<KnownAgents>,
        open_changes: Arc<OpenChanges>,
    ) -> Self {
        Self { gateway, connections, journal, clock, known, open_changes, walks: Walks::default() }
    }

    /// One page of a connection's agents. Entries that name no agent are left out and counted.
    ///
    /// # Errors
    /// [`ErrorCode::ListTooLong`] where the list does not come to an end.
    /// What keeps the system from being read: [`ErrorCode::ConnectionNotFound`], the keychain, the network, a refusal,
    /// [`ErrorCode::Cancelled`].
    pub async fn list_agents(
        &self,
        connection: ConnectionId,
        query: ListQuery,
        cursor: Option<String>,
        job: JobId,
        events: Events,
    ) -> Result<AgentPage> {
        let job = self.gateway.begin(job, events);
        let access = self.gateway.access(&connection, &job.call).await?;
        let session = self.gateway.session(&access, &job.call);
        let (walk, cursor) = self.walks.begin_or_go_on(cursor.as_deref());
        let asked = self.known.now();
        let page = self.page_with_added(&access, &session, &query, cursor.as_deref()).await?;
        let page = self.walks.admit(access.system, walk, cursor.as_deref(), page)?;
        self.open_changes.it_answers(&connection);
        let (mut agents, mut unreadable) = (Vec::new(), 0_u32);
        for document in page.documents {
            match access.system.agent_id(&document) {
                Some(id) => agents.extend(self.keep_listed(&access, id, &document, asked)),
                None => unreadable = unreadable.saturating_add(1),
            }
        }
        Ok(AgentPage { agents, next: page.next, total: page.total, unreadable })
    }

    /// Every agent of a connection by name, as quickly as its system can say.
    ///
    /// # Errors
    /// What keeps the system from being read: [`ErrorCode::ConnectionNotFound`], the keychain, the network, a refusal,
    /// [`ErrorCode::Cancelled`]. [`ErrorCode::Unsupported`] where the system has no such list.
    pub async fn index_agents(
        &self,
        connection: ConnectionId,
        job: JobId,
        events: Events,
    ) -> Result<Vec<IndexedAgent>> {
        let job = self.gateway.begin(job, events);
        let access = self.gateway.access(&connection, &job.call).await?;
        let index = access.part("index", |parts| parts.index)?;
        let mut agents = index.index(&self.gateway.session(&access, &job.call)).await?;
        let mut listed = HashSet::new();
        agents.retain(|agent| listed.insert(agent.id.clone()));
        for agent in &mut agents {
            access.masking().scrub_text(&mut agent.name);
        }
        Ok(agents)
    }

    /// One agent, fresh from its system.
    ///
    /// # Errors
    /// What keeps the system from being read: [`ErrorCode::ConnectionNotFound`], the keychain, the network, a refusal,
    /// [`ErrorCode::Cancelled`]. [`ErrorCode::AgentNotFound`].
    pub async fn read_agent(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        job: JobId,
        events: Events,
    ) -> Result<AgentRecord> {
        let job = self.gateway.begin(job, events);
        let access = self.gateway.access(&connection, &job.call).await?;
        let read = self.read_newest(&access, &self.gateway.session(&access, &job.call), Some(&agent)).await;
        if let Err(error) = &read
            && error.code == ErrorCode::AgentNotFound
        {
            self.known.remove(&connection, &agent);
        }
        let (found, asked) = read?;
        if !found.is_remembered()
            && let Err(error) = self.remember_answer(&access, &agent, &found.document).await
        {
            // What was read is shown all the same.
            log::warn!("what the system said is not remembered: {:?}", error.code);
        }
        self.open_changes.it_answers(&connection);
        self.record_read(&access, found, asked)
    }

    /// The caller's own agent.
    ///
    /// # Errors
    /// What keeps the system from being read: [`ErrorCode::ConnectionNotFound`], the keychain, the network, a refusal,
    /// [`ErrorCode::Cancelled`]. [`ErrorCode::Unsupported`] where there is no such agent.
    pub async fn read_own_agent(
        &self,
        connection: ConnectionId,
        job: JobId,
        events: Events,
    ) -> Result<AgentRecord> {
        let job = self.gateway.begin(job, events);
        let access = self.gateway.access(&connection, &job.call).await?;
        let (found, asked) =
            self.read_newest(&access, &self.gateway.session(&access, &job.call), None).await?;
        self.record_read(&access, found, asked)
    }

    /// An agent, the caller's own where none is named, and when it was asked for. A slow answer that a change from here has
    /// overtaken may tell of before that change: the agent is read again.
    async fn read_newest(
        &self,
        access: &Access,
        session: &Session<'_>,
        agent: Option<&AgentId>,
    ) -> Result<(Found, Moment)> {
        let mut left = READINGS;
        loop {
            let asked = self.known.now();
            let found = if let Some(agent) = agent {
                self.find(access, session, agent).await?
            } else {
                let own = access.part("readOwn", |parts| parts.own_agent)?;
                own.read_own(session).await.map(Found::fresh)?
            };
            let id = agent_of(access, &found.document)?;
            left -= 1;
            if left == 0 || !self.known.changed_since(&access.connection.id, &id, asked) {
                return Ok((found, asked));
            }
        }
    }

    /// Availability and workload of an agent, fresh from its system.
    ///
    /// # Errors
    /// What keeps the system from being read: [`ErrorCode::ConnectionNotFound`], the keychain, the network, a refusal,
    /// [`ErrorCode::Cancelled`].
    pub async fn live_state(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        job: JobId,
        events: Events,
    ) -> Result<LiveState> {
        let job = self.gateway.begin(job, events);
        let access = self.gateway.access(&connection, &job.call).await?;
        let session = self.gateway.session(&access, &job.call);
        let Some(state) = access.parts().live_state else {
            return Ok(LiveState { availability: Value::Null, workload: Value::Null });
        };
        let (availability, workload) =
            tokio::try_join!(state.availability(&session, &agent), state.workload(&session, &agent))?;
        let masked = |value| access.masking().mask(&value);
        Ok(LiveState { availability: masked(availability), workload: masked(workload) })
    }

    /// Whether the agents read so far are open at this minute. Nothing is asked of the system.
    ///
    /// # Errors
    /// [`ErrorCode::ConnectionNotFound`], [`ErrorCode::Unsupported`], [`ErrorCode::StorageFault`].
    pub fn openness(&self, connection: &ConnectionId) -> Result<Vec<AgentOpenness>> {
        let system = self.connections.system(connection)?;
        let now = self.clock.now();
        let openness = |(agent, document): (AgentId, Arc<Value>)| AgentOpenness {
            openness: system.summary(connection, agent.clone(), &document, now).openness,
            agent,
        };
        Ok(self.known.all(connection).into_iter().map(openness).collect())
    }

    /// The record of an agent that was found as a change left it, its secrets masked, with the time of what is remembered;
    /// empty where nothing was said yet.
    pub(crate) fn record_found(&self, access: &Access, found: Found) -> Result<AgentRecord> {
        let record = self.record(access, found)?;
        self.known.keep_changed(&access.connection.id, record.id.clone(), record.document.clone());
        Ok(record)
    }

    /// The same of an agent that was asked for at `asked`.
    fn record_read(&self, access: &Access, found: Found, asked: Moment) -> Result<AgentRecord> {
        let record = self.record(access, found)?;
        self.known.keep_read(&access.connection.id, record.id.clone(), record.document.clone(), asked);
        Ok(record)
    }

    fn record(&self, access: &Access, found: Found) -> Result<AgentRecord> {
        let Found { document, source } = found;
        let id = agent_of(access, &document)?;
        let document = access.masking().mask(&document);
        let summary = access.system.summary(&access.connection.id, id.clone(), &document, self.clock.now());
        let connection = access.connection.id.clone();
        let (read_at, remembered) = match source {
            Source::System => (self.clock.now().to_string(), false),
            Source::Remembered { said_at } => (said_at.unwrap_or_default(), true),
        };
        Ok(AgentRecord { connection, id, document, summary, read_at, remembered })
    }

    /// What a list says of an agent, or what became known of it since the list was asked for; none where it is gone by now.
    fn keep_listed(
        &self,
        access: &Access,
        id: AgentId,
        listed: &Value,
        asked: Moment,
    ) -> Option<AgentSummary> {
        let masked = access.masking().mask(listed);
        let summary = |id, document: &Value| {
            access.system.summary(&access.connection.id, id, document, self.clock.now())
        };
        let read = summary(id.clone(), &masked);
        match self.known.keep_read(&access.connection.id, id.clone(), masked, asked) {
            Newest::Read => Some(read),
            Newest::Known(document) => Some(summary(id, &document)),
            Newest::Gone => None,
        }
    }

    /// The name of an agent that was read before.
    pub(crate) fn known_name(&self, access: &Access, agent: &AgentId) -> String {
        let document = self.known.document(&access.connection.id, agent).unwrap_or_default();
        access.name_of(&document)
    }
}
