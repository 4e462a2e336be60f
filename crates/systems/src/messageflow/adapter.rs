//! MessageFlow's operations.

use std::collections::BTreeSet;

use async_trait::async_trait;
use callboard_model::{
    AgentId, AgentSummary, CallboardError, ConnectionId, ConnectionTest, Edits, IndexedAgent, ListQuery,
    Outline, Result, SystemDescription,
};
use reqwest::Method;
use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};
use serde_json::{Map, Value};
use url::Url;

use super::{MessageFlow, across, answers, requests, summary};
use crate::client::looking::{self, Wanted};
use crate::client::{Answer, Dialect, Subject, credential_header};
use crate::outline::Adopted;
use crate::session::Session;
use crate::system::{
    AgentIndex, CreateAgent, Created, DeleteAgent, DocumentPage, Parts, ReadAgent, System, UpdateAgent,
};

impl MessageFlow {
    async fn agents(&self, session: &Session<'_>) -> Result<Vec<Value>> {
        let request = self.request(session, "listAgents", Method::GET, &["agents"])?;
        self.ask(session, &request, Subject::Account, answers::list).await
    }

    async fn agent(&self, session: &Session<'_>, id: &AgentId) -> Result<Value> {
        let request = self.request(session, "getAgent", Method::GET, &["agents", id.as_str()])?;
        self.ask(session, &request, Subject::Agent, |answer| self.about(id, answers::agent(answer)?, answer))
            .await
    }

    /// The members of a create.
    fn new_agent(&self, session: &Session<'_>, edits: &Edits) -> Result<Map<String, Value>> {
        requests::new_agent(System::description(self), edits)
            .map_err(|error| self.tell(session, error, "createAgent"))
    }
}

impl Dialect for MessageFlow {
    fn address(&self, session: &Session<'_>, path: &[&str]) -> Result<Url> {
        requests::address(session, path)
    }

    fn credentials(&self, session: &Session<'_>) -> Result<Vec<(HeaderName, HeaderValue)>> {
        Ok(vec![credential_header(AUTHORIZATION, "Bearer ", session.credential)?])
    }

    fn refusal(&self, answer: &Answer, subject: Subject) -> CallboardError {
        answers::refusal(answer, subject)
    }
}

#[async_trait]
impl System for MessageFlow {
    fn description(&self) -> &SystemDescription {
        &self.description
    }

    fn parts(&self) -> Parts<'_> {
        Parts {
            read: Some(self),
            create: Some(self),
            update: Some(self),
            delete: Some(self),
            index: Some(self),
            ..Parts::default()
        }
    }

    async fn test(&self, session: &Session<'_>) -> Result<ConnectionTest> {
        let call = session.call.for_test();
        let agents = self.agents(&Session { call: &call, ..*session }).await?;
        Ok(ConnectionTest { agents: u32::try_from(agents.len()).ok(), own_name: None })
    }

    /// The API has no filters and no pages: every answer is the whole list, without the agents' configurations.
    async fn list(
        &self,
        session: &Session<'_>,
        _query: &ListQuery,
        _cursor: Option<&str>,
    ) -> Result<DocumentPage> {
        let documents = self.agents(session).await?;
        Ok(DocumentPage::whole(documents))
    }

    fn agent_id(&self, document: &Value) -> Option<AgentId> {
        summary::agent_id(document)
    }

    fn summary(&self, connection: &ConnectionId, document: &Value, _now: jiff::Timestamp) -> AgentSummary {
        summary::summary(connection, document)
    }

    fn outline(&self, document: &Value) -> Outline {
        across::outline(System::description(self), document)
    }

    fn adopt(&self, outline: &Outline) -> Adopted {
        across::adopt(System::description(self), outline)
    }
}

#[async_trait]
impl ReadAgent for MessageFlow {
    async fn read(&self, session: &Session<'_>, id: &AgentId) -> Result<Value> {
        self.agent(session, id).await
    }
}

#[async_trait]
impl CreateAgent for MessageFlow {
    async fn create(&self, session: &Session<'_>, edits: &Edits) -> Result<Created> {
        let body = requests::wrapped(self.new_agent(session, edits)?);
        let request = self.request(session, "createAgent", Method::POST, &["agents"])?.with_body(body);
        let document = self.ask(session, &request, Subject::Account, answers::agent).await?;
        Ok(Created { document, remaining: Edits::default() })
    }

    async fn present_before(&self, session: &Session<'_>, edits: &Edits) -> Result<BTreeSet<AgentId>> {
        looking::present(self, session, &Wanted::new(&self.new_agent(session, edits)?)).await
    }

    async fn look_for(&self, session: &Session<'_>, edits: &Edits) -> Result<Vec<Value>> {
        looking::look_for(self, session, &Wanted::new(&self.new_agent(session, edits)?)).await
    }
}

#[async_trait]
impl UpdateAgent for MessageFlow {
    async fn update(
        &self,
        session: &Session<'_>,
        id: &AgentId,
        fresh: &Value,
        edits: &Edits,
    ) -> Result<Option<Value>> {
        if !edits.0.is_empty() {
            let body = requests::update_body(System::description(self), fresh, edits)
                .map_err(|error| self.tell(session, error, "updateAgent"))?;
            let request = self.request(session, "updateAgent", Method::PUT, &["agents", id.as_str()])?;
            self.done(session, &request.with_body(body), Subject::Agent).await?;
        }
        Ok(None)
    }
}

#[async_trait]
impl DeleteAgent for MessageFlow {
    async fn delete(&self, session: &Session<'_>, id: &AgentId) -> Result<()> {
        let request = self.request(session, "deleteAgent", Method::DELETE, &["agents", id.as_str()])?;
        self.done(session, &request, Subject::Agent).await.map(drop)
    }
}

#[async_trait]
impl AgentIndex for MessageFlow {
    async fn index(&self, session: &Session<'_>) -> Result<Vec<IndexedAgent>> {
        let documents = self.agents(session).await?;
        Ok(documents
            .iter()
            .filter_map(|document| summary::indexed(&session.connection.id, document))
            .collect())
    }
}
