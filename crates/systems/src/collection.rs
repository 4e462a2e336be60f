//! APIs whose agents are one collection below `/agents`, listed whole: what their adapters do alike.

use callboard_model::{AgentId, ConnectionTest, Edits, IndexedAgent, Result};
use reqwest::Method;
use serde_json::{Map, Value};

use crate::client::Answer;
use crate::dialect::{Dialect, Subject};
use crate::document;
use crate::session::Session;
use crate::system::{Created, Wanted};

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

    /// The whole list.
    async fn list_all(&self, session: &Session<'_>) -> Result<Vec<Value>> {
        let request = self.request(session, "listAgents", Method::GET, &[AGENTS])?;
        self.ask(session, &request, Subject::Account, Self::listed).await
    }

    /// Reads the list once, giving up early.
    async fn test_by_list(&self, session: &Session<'_>) -> Result<ConnectionTest> {
        let call = session.call.for_test();
        let agents = self.list_all(&Session { call: &call, ..*session }).await?;
        Ok(ConnectionTest { agents: u32::try_from(agents.len()).ok(), own_name: None })
    }

    /// The least about every agent, out of the list.
    async fn index_of_list(&self, session: &Session<'_>) -> Result<Vec<IndexedAgent>> {
        let documents = self.list_all(session).await?;
        // An index has no opening hours, so any time will do.
        let now = jiff::Timestamp::UNIX_EPOCH;
        let summaries = documents.iter().map(|document| self.summary(&session.connection.id, document, now));
        Ok(summaries.filter_map(document::indexed).collect())
    }

    /// One agent.
    async fn read_one(&self, session: &Session<'_>, id: &AgentId) -> Result<Value> {
        let request = self.request(session, "getAgent", Method::GET, &[AGENTS, id.as_str()])?;
        self.ask(session, &request, Subject::Agent, |answer| {
            self.same_agent(id, Self::document(answer)?, answer)
        })
        .await
    }

    /// Creates an agent.
    async fn create_one(&self, session: &Session<'_>, edits: &Edits) -> Result<Created> {
        let body = Self::body(self.new_members(session, edits)?);
        let request = self.request(session, "createAgent", Method::POST, &[AGENTS])?.with_body(body);
        let document = self.ask(session, &request, Subject::Account, Self::document).await?;
        Ok(Created { document, remaining: Edits::default() })
    }

    /// How a new agent is told from others.
    fn wanted_one(&self, session: &Session<'_>, edits: &Edits) -> Result<Wanted> {
        self.new_members(session, edits).map(Wanted::new)
    }

    /// Deletes an agent and answers what came back.
    async fn delete_one(&self, session: &Session<'_>, id: &AgentId) -> Result<Answer> {
        let request = self.request(session, "deleteAgent", Method::DELETE, &[AGENTS, id.as_str()])?;
        self.send_successfully(session, &request, Subject::Agent).await
    }

    /// The members of a new agent, with the error of edits that cannot be sent complete.
    fn new_members(&self, session: &Session<'_>, edits: &Edits) -> Result<Map<String, Value>> {
        self.members(edits).map_err(|error| self.redacted(session, error, "createAgent"))
    }
}
