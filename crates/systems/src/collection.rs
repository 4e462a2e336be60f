//! APIs whose agents are one collection below `/agents`, listed whole: what their adapters do alike.

use async_trait::async_trait;
use callboard_model::{AgentId, ConnectionTest, Edits, IndexedAgent, Result};
use reqwest::Method;
use serde_json::{Map, Value};

use crate::client::Answer;
use crate::dialect::{Dialect, Subject};
use crate::document;
use crate::session::Session;
use crate::system::{AgentIndex, CreateAgent, Created, DeleteAgent, DocumentPage, ReadAgent, Wanted};

/// The path of the collection.
const AGENTS: &str = "agents";

/// An API of that kind: how its answers are read and its bodies made.
pub(crate) trait Collection: Dialect {
    /// Every agent of the list.
    fn listed(answer: &Answer) -> Result<Vec<Value>>;

    /// One agent's document, or the part of it that the answer carries.
    fn document(answer: &Answer) -> Result<Value>;

    /// The members of a new agent.
    fn members(&self, edits: &Edits) -> Result<Map<String, Value>>;

    /// The body that carries an agent's members.
    fn body(members: Map<String, Value>) -> Map<String, Value> {
        members
    }

    /// Reads the answer to a deletion, where it says more than its status.
    fn deleted(_answer: &Answer) -> Result<()> {
        Ok(())
    }
}

/// The whole list, as its only page.
pub(crate) async fn list(system: &impl Collection, session: &Session<'_>) -> Result<DocumentPage> {
    listed(system, session).await.map(DocumentPage::whole)
}

/// Reads the list once, giving up early.
pub(crate) async fn test(system: &impl Collection, session: &Session<'_>) -> Result<ConnectionTest> {
    let call = session.call.for_test();
    let agents = listed(system, &Session { call: &call, ..*session }).await?;
    Ok(ConnectionTest { agents: u32::try_from(agents.len()).ok(), own_name: None })
}

async fn listed<C: Collection>(system: &C, session: &Session<'_>) -> Result<Vec<Value>> {
    let request = system.request(session, "listAgents", Method::GET, &[AGENTS])?.for_list();
    system.ask(session, &request, Subject::Account, C::listed).await
}

fn new_members(system: &impl Collection, session: &Session<'_>, edits: &Edits) -> Result<Map<String, Value>> {
    system.members(edits).map_err(|error| system.redacted(session, error, "createAgent"))
}

#[async_trait]
impl<C: Collection> AgentIndex for C {
    async fn index(&self, session: &Session<'_>) -> Result<Vec<IndexedAgent>> {
        let documents = listed(self, session).await?;
        // An index has no opening hours, so any time will do.
        let now = jiff::Timestamp::UNIX_EPOCH;
        let summaries = documents.iter().filter_map(|document| {
            Some(self.summary(&session.connection.id, self.agent_id(document)?, document, now))
        });
        Ok(summaries.map(document::indexed).collect())
    }
}

#[async_trait]
impl<C: Collection> ReadAgent for C {
    async fn read(&self, session: &Session<'_>, id: &AgentId) -> Result<Value> {
        let request = self.request(session, "getAgent", Method::GET, &[AGENTS, id.as_str()])?;
        let read = |answer: &Answer| self.same_agent(id, C::document(answer)?, answer);
        self.ask(session, &request, Subject::Agent, read).await
    }
}

#[async_trait]
impl<C: Collection> CreateAgent for C {
    async fn create(&self, session: &Session<'_>, edits: &Edits) -> Result<Created> {
        let body = C::body(new_members(self, session, edits)?);
        let request = self.request(session, "createAgent", Method::POST, &[AGENTS])?.with_body(body);
        let document = self.ask(session, &request, Subject::Account, C::document).await?;
        Ok(Created { document, remaining: Edits::default() })
    }

    fn wanted(&self, session: &Session<'_>, edits: &Edits) -> Result<Wanted> {
        new_members(self, session, edits).map(Wanted::new)
    }
}

#[async_trait]
impl<C: Collection> DeleteAgent for C {
    async fn delete(&self, session: &Session<'_>, id: &AgentId) -> Result<()> {
        let request = self.request(session, "deleteAgent", Method::DELETE, &[AGENTS, id.as_str()])?;
        let answer = self.send_successfully(session, &request, Subject::Agent).await?;
        C::deleted(&answer).map_err(|error| self.redacted(session, error, "deleteAgent"))
    }
}
