//! raia's operations.

use async_trait::async_trait;
use callboard_model::{
    AgentId, AgentSummary, CallboardError, ConnectionId, ConnectionTest, ErrorCode, ListQuery, Result,
    Sensitive, Statistic, SystemDescription, UserPage, UserQuery, WebhookDraft,
};
use futures_util::{StreamExt, TryStreamExt, stream};
use jiff::Timestamp;
use reqwest::Method;
use reqwest::header::{HeaderName, HeaderValue};
use serde_json::Value;
use url::Url;

use super::{Raia, answers, requests, summary};
use crate::client::{Answer, Request};
use crate::dialect::{Dialect, Subject};
use crate::document::{self, text_id};
use crate::session::{HeldKey, Session};
use crate::system::{Activity, AgentKeys, DocumentPage, Parts, ReadAgent, System, Webhooks};

/// Most agents that are asked for at once.
const AT_ONCE: usize = 4;

impl Raia {
    /// A request that an agent's own key opens.
    fn request_by_key(
        &self,
        session: &Session<'_>,
        key: &Sensitive,
        operation: &'static str,
        method: Method,
        path: &[&str],
    ) -> Result<Request> {
        let none = Sensitive::new("");
        let mut request =
            self.request(&Session { credential: &none, ..*session }, operation, method, path)?;
        let header = requests::agent_key(key).map_err(|error| self.redacted(session, error, operation))?;
        request.credentials.push(header);
        Ok(request)
    }

    async fn ask_agent(&self, session: &Session<'_>, key: &Sensitive) -> Result<Value> {
        let request = self.request_by_key(session, key, "getAgentByApiKey", Method::GET, &["by-api-key"])?;
        self.ask(session, &request, Subject::Agent, answers::agent).await
    }

    /// Every agent whose key is held, in the order of the keys. One that fails fails the whole, with the agent in the
    /// error's context (`agent`, and `name` where it is known): a list without it would be taken for complete.
    async fn ask_all(&self, session: &Session<'_>) -> Result<Vec<Value>> {
        let questions: Vec<_> = session.agent_keys.iter().map(|held| self.ask_held(session, held)).collect();
        stream::iter(questions).buffered(AT_ONCE).try_collect().await
    }

    async fn ask_held(&self, session: &Session<'_>, held: &HeldKey) -> Result<Value> {
        self.ask_agent(session, &held.key).await.map_err(|error| {
            let Some(agent) = &held.agent else { return error };
            let error = error.with_context("agent", agent.as_str());
            match session.connection.agent_keys.iter().find(|kept| kept.agent == *agent) {
                Some(kept) => error.with_context("name", &kept.name),
                None => error,
            }
        })
    }

    /// The key of an agent. Fails with [`ErrorCode::CredentialMissing`] where none is held.
    fn key_of<'a>(
        &self,
        session: &Session<'a>,
        id: &AgentId,
        operation: &'static str,
    ) -> Result<&'a Sensitive> {
        held_key(session, id).ok_or_else(|| self.no_key(session, id, operation))
    }

    fn no_key(&self, session: &Session<'_>, id: &AgentId, operation: &str) -> CallboardError {
        let error = CallboardError::new(ErrorCode::CredentialMissing).with_context("agent", id.as_str());
        self.redacted(session, error, operation)
    }

    async fn users_by_organization(
        &self,
        session: &Session<'_>,
        id: &AgentId,
        query: &UserQuery,
    ) -> Result<UserPage> {
        if !has_organization_key(session) {
            return Err(self.no_key(session, id, "listAgentUsersByOrganization"));
        }
        let path = [id.as_str(), "users"];
        let request = self.request(session, "listAgentUsersByOrganization", Method::GET, &path)?;
        self.ask_users(session, request, query).await
    }

    async fn ask_users(
        &self,
        session: &Session<'_>,
        mut request: Request,
        query: &UserQuery,
    ) -> Result<UserPage> {
        let pairs = requests::user_query(query);
        if !pairs.is_empty() {
            request.url.query_pairs_mut().extend_pairs(pairs);
        }
        let asked = query.page.unwrap_or(1);
        self.ask(session, &request, Subject::Agent, |answer| answers::users(answer, asked)).await
    }
}

fn held_key<'a>(session: &Session<'a>, id: &AgentId) -> Option<&'a Sensitive> {
    session.agent_keys.iter().find(|held| held.agent.as_ref() == Some(id)).map(|held| &held.key)
}

fn has_organization_key(session: &Session<'_>) -> bool {
    !session.credential.expose().trim().is_empty()
}

impl Dialect for Raia {
    fn address(&self, session: &Session<'_>, path: &[&str]) -> Result<Url> {
        requests::address(session, path)
    }

    /// The organisation's key, where there is one.
    fn credentials(&self, session: &Session<'_>) -> Result<Vec<(HeaderName, HeaderValue)>> {
        if !has_organization_key(session) {
            return Ok(Vec::new());
        }
        Ok(vec![requests::organization_key(session.credential)?])
    }

    fn refusal(&self, answer: &Answer, _subject: Subject) -> CallboardError {
        answers::refusal(answer)
    }
}

#[async_trait]
impl System for Raia {
    fn description(&self) -> &SystemDescription {
        &self.description
    }

    fn parts(&self) -> Parts<'_> {
        Parts {
            read: Some(self),
            agent_keys: Some(self),
            activity: Some(self),
            webhooks: Some(self),
            ..Parts::default()
        }
    }

    /// Asks for every agent whose key is held. With the organisation's key alone there is nothing that could be asked
    /// without an agent's id, and no answer is made up: such a connection is taken for one that works.
    async fn test(&self, session: &Session<'_>) -> Result<ConnectionTest> {
        if session.agent_keys.is_empty() {
            return Ok(ConnectionTest::default());
        }
        let call = session.call.for_test();
        let agents = self.ask_all(&Session { call: &call, ..*session }).await?;
        Ok(ConnectionTest { agents: u32::try_from(agents.len()).ok(), own_name: None })
    }

    /// One page of all agents whose keys are held; the API has no list and knows no filters.
    async fn list(
        &self,
        session: &Session<'_>,
        _query: &ListQuery,
        _cursor: Option<&str>,
    ) -> Result<DocumentPage> {
        let documents = self.ask_all(session).await?;
        Ok(DocumentPage::whole(documents))
    }

    fn agent_id(&self, document: &Value) -> Option<AgentId> {
        text_id(document)
    }

    fn summary(
        &self,
        connection: &ConnectionId,
        id: AgentId,
        document: &Value,
        _now: Timestamp,
    ) -> AgentSummary {
        summary::summary(connection, id, document)
    }

    fn avatar_url(&self, document: &Value) -> Option<Url> {
        document::avatar_url(document)
    }
}

#[async_trait]
impl ReadAgent for Raia {
    /// The agent that the key held for `id` stands for. Fails with [`ErrorCode::AnotherAgent`] where that is another one
    /// by now.
    async fn read(&self, session: &Session<'_>, id: &AgentId) -> Result<Value> {
        let key = self.key_of(session, id, "getAgentByApiKey")?;
        let document = self.ask_agent(session, key).await?;
        if self.agent_id(&document).is_some_and(|told| document::is_same_id(&told, id)) {
            return Ok(document);
        }
        let error =
            CallboardError::new(ErrorCode::AnotherAgent).with_detail("the key stands for another agent now");
        Err(self.redacted(session, error, "getAgentByApiKey"))
    }
}

#[async_trait]
impl AgentKeys for Raia {
    async fn read_by_key(&self, session: &Session<'_>, key: &Sensitive) -> Result<Value> {
        // Among the session's keys it is taken out of whatever an error repeats.
        let mut held = session.agent_keys.to_vec();
        held.push(HeldKey { agent: None, key: key.clone() });
        self.ask_agent(&Session { agent_keys: &held, ..*session }, key).await
    }
}

#[async_trait]
impl Activity for Raia {
    /// By the agent's own key, or by the organisation's. Where the agent's key is answered as the document has it, with the
    /// agent in the place of its users, the organisation's key is tried where there is one.
    async fn users(&self, session: &Session<'_>, id: &AgentId, query: &UserQuery) -> Result<UserPage> {
        let Some(key) = held_key(session, id) else {
            return self.users_by_organization(session, id, query).await;
        };
        let request = self.request_by_key(session, key, "listAgentUsers", Method::GET, &["users"])?;
        let page = self.ask_users(session, request, query).await?;
        if page.without_users && has_organization_key(session) {
            return self.users_by_organization(session, id, query).await;
        }
        Ok(page)
    }

    async fn statistic(
        &self,
        session: &Session<'_>,
        id: &AgentId,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Statistic> {
        let key = self.key_of(session, id, "getAgentStatistic")?;
        let mut request =
            self.request_by_key(session, key, "getAgentStatistic", Method::GET, &["statistic"])?;
        request
            .url
            .query_pairs_mut()
            .append_pair("startDate", &from.to_string())
            .append_pair("endDate", &to.to_string());
        self.ask(session, &request, Subject::Agent, answers::statistic).await
    }
}

#[async_trait]
impl Webhooks for Raia {
    async fn create_webhook(
        &self,
        session: &Session<'_>,
        id: &AgentId,
        draft: &WebhookDraft,
    ) -> Result<Value> {
        let key = self.key_of(session, id, "createAgentWebhook")?;
        let request = self
            .request_by_key(session, key, "createAgentWebhook", Method::POST, &["webhooks"])?
            .with_body(requests::webhook_body(draft));
        let answered =
            self.ask(session, &request, Subject::Agent, |answer| Ok(answers::webhook(answer))).await;
        answered.map_err(|error| without_values(error, draft))
    }
}

/// Takes the values of the headers, which may be secrets, out of what a server may have echoed.
fn without_values(error: CallboardError, draft: &WebhookDraft) -> CallboardError {
    let values = draft.headers.iter().map(|header| header.value.trim()).filter(|value| !value.is_empty());
    let detail = error.detail.map(|text| values.fold(text, |text, value| text.replace(value, "…")));
    CallboardError { detail, ..error }
}
