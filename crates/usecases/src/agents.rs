//! Reading agents: pages of a list, an index of names, one agent, and what changes by the minute.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use callboard_model::{
    AgentId, AgentPage, AgentRecord, AgentSummary, ConnectionId, ErrorCode, IndexedAgent, JobId, ListQuery,
    Openness, Result,
};
use callboard_systems::{DocumentPage, PageGuard, Session};
use serde::Serialize;
use serde_json::Value;
use specta::Type;

use crate::access::Access;
use crate::by_id::{Found, agent_of};
use crate::jobs::Events;
use crate::known::{Moment, Newest};
use crate::{Callboard, masking};

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

impl Callboard {
    /// One page of a connection's agents.
    pub async fn list_agents(
        &self,
        connection: ConnectionId,
        query: ListQuery,
        cursor: Option<String>,
        job: JobId,
        events: Events,
    ) -> Result<AgentPage> {
        let job = self.jobs.begin(job, events);
        let access = self.access(&connection).await?;
        let session = access.session(&self.client, &job.call);
        let (walk, cursor) = self.walks.begin_or_go_on(cursor.as_deref());
        let asked = self.known.now();
        let page = self.page_with_added(&access, &session, &query, cursor.as_deref()).await?;
        let page = self.walks.admit(&access, walk, page)?;
        self.it_answers(&connection);
        let agents = page
            .documents
            .into_iter()
            .filter_map(|document| self.keep_listed(&access, &document, asked).transpose())
            .collect::<Result<Vec<_>>>()?;
        Ok(AgentPage { agents, next: page.next, total: page.total })
    }

    /// Every agent of a connection by name, as quickly as its system can say.
    pub async fn index_agents(
        &self,
        connection: ConnectionId,
        job: JobId,
        events: Events,
    ) -> Result<Vec<IndexedAgent>> {
        let job = self.jobs.begin(job, events);
        let access = self.access(&connection).await?;
        access.part("index", |parts| parts.index)?.index(&access.session(&self.client, &job.call)).await
    }

    /// One agent, fresh from its system.
    pub async fn read_agent(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        job: JobId,
        events: Events,
    ) -> Result<AgentRecord> {
        let job = self.jobs.begin(job, events);
        let access = self.access(&connection).await?;
        let read = self.read_newest(&access, &access.session(&self.client, &job.call), Some(&agent)).await;
        if let Err(error) = &read
            && error.code == ErrorCode::AgentNotFound
        {
            self.known.remove(&connection, &agent);
        }
        let (found, asked) = read?;
        if !found.remembered
            && let Err(error) = self.remember_answer(&access, &agent, &found.document).await
        {
            // What was read is shown all the same.
            log::warn!("what the system said is not remembered: {:?}", error.code);
        }
        self.it_answers(&connection);
        self.record_read(&access, found, asked)
    }

    /// The caller's own agent.
    pub async fn read_own_agent(
        &self,
        connection: ConnectionId,
        job: JobId,
        events: Events,
    ) -> Result<AgentRecord> {
        let job = self.jobs.begin(job, events);
        let access = self.access(&connection).await?;
        let (found, asked) =
            self.read_newest(&access, &access.session(&self.client, &job.call), None).await?;
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
            let found = match agent {
                Some(agent) => self.find(access, session, agent).await?,
                None => {
                    let own = access.part("readOwn", |parts| parts.own_agent)?;
                    own.read_own(session).await.map(Found::fresh)?
                }
            };
            let id = agent_of(access, &found.document)?;
            left -= 1;
            if left == 0 || !self.known.changed_since(&access.connection.id, &id, asked) {
                return Ok((found, asked));
            }
        }
    }

    /// Availability and workload of an agent, fresh from its system.
    pub async fn live_state(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        job: JobId,
        events: Events,
    ) -> Result<LiveState> {
        let job = self.jobs.begin(job, events);
        let access = self.access(&connection).await?;
        let session = access.session(&self.client, &job.call);
        let Some(state) = access.parts().live_state else {
            return Ok(LiveState { availability: Value::Null, workload: Value::Null });
        };
        let (availability, workload) =
            tokio::try_join!(state.availability(&session, &agent), state.workload(&session, &agent))?;
        let masked = |value| masking::mask(access.description(), &value);
        Ok(LiveState { availability: masked(availability), workload: masked(workload) })
    }

    /// Whether the agents read so far are open at this minute. Nothing is asked of the system.
    pub fn openness(&self, connection: &ConnectionId) -> Result<Vec<AgentOpenness>> {
        let system = self.system(connection)?;
        let now = self.clock.now();
        let mut all = Vec::new();
        self.known.each(connection, |agent, document| {
            let openness = system.summary(connection, document, now).openness;
            all.push(AgentOpenness { agent: agent.clone(), openness });
        });
        Ok(all)
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
        self.known.keep_read(&access.connection.id, record.id.clone(), &record.document, asked);
        Ok(record)
    }

    fn record(&self, access: &Access, found: Found) -> Result<AgentRecord> {
        let Found { document, remembered_at, remembered } = found;
        let id = agent_of(access, &document)?;
        let summary = access.system.summary(&access.connection.id, &document, self.clock.now());
        let document = masking::mask(access.description(), &document);
        let read_at = if remembered { remembered_at.unwrap_or_default() } else { self.now_text() };
        let connection = access.connection.id.clone();
        Ok(AgentRecord { connection, id, document, summary, read_at, remembered })
    }

    /// What a list says of an agent, or what became known of it since the list was asked for; none where it is gone by now.
    fn keep_listed(&self, access: &Access, listed: &Value, asked: Moment) -> Result<Option<AgentSummary>> {
        let id = agent_of(access, listed)?;
        let masked = masking::mask(access.description(), listed);
        let summary =
            |document: &Value| access.system.summary(&access.connection.id, document, self.clock.now());
        Ok(match self.known.keep_read(&access.connection.id, id, &masked, asked) {
            Newest::Read => Some(summary(listed)),
            Newest::Known(document) => Some(summary(&document)),
            Newest::Gone => None,
        })
    }
}

/// Walks that are remembered at once: more than lists that are ever open side by side.
const WALKS: usize = 64;

/// The walks through lists that are under way: a system that names the same next page twice is told from one that has very
/// many agents. Each walk has its own number, which stands before the cursor that the window is given, so that two walks over
/// one connection do not take each other's agents for repeated ones.
#[derive(Default)]
pub(crate) struct Walks(Mutex<Guards>);

#[derive(Default)]
struct Guards {
    last: u64,
    guards: BTreeMap<u64, PageGuard>,
}

impl Walks {
    /// The walk of a cursor, and the system's own cursor in it; a new walk where there is none.
    fn begin_or_go_on(&self, cursor: Option<&str>) -> (u64, Option<String>) {
        let known = cursor.and_then(|cursor| cursor.split_once(':'));
        if let Some((walk, cursor)) = known
            && let Ok(walk) = walk.parse()
        {
            return (walk, Some(cursor.to_owned()));
        }
        let mut walks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        walks.last += 1;
        let walk = walks.last;
        walks.guards.insert(walk, PageGuard::default());
        if walks.guards.len() > WALKS {
            walks.guards.pop_first();
        }
        (walk, cursor.map(str::to_owned))
    }

    fn admit(&self, access: &Access, walk: u64, page: DocumentPage) -> Result<DocumentPage> {
        let mut walks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let page = walks.guards.entry(walk).or_default().admit(access.system, page)?;
        if page.next.is_none() {
            walks.guards.remove(&walk);
        }
        Ok(DocumentPage { next: page.next.map(|cursor| format!("{walk}:{cursor}")), ..page })
    }
}
