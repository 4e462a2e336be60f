//! HMS Sovereign's operations.

use async_trait::async_trait;
use callboard_model::{
    AgentId, AgentSummary, CallboardError, ConnectionId, ConnectionTest, Edits, ListQuery, Outline, Result,
    SystemDescription,
};
use reqwest::Method;
use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};
use serde_json::{Map, Value};
use url::Url;

use super::{HmsSovereign, answers, copying, requests, summary};
use crate::client::Answer;
use crate::collection::{self, Collection};
use crate::dialect::{Dialect, Subject, address_below, credential_header};
use crate::document::text_id;
use crate::outline::Adopted;
use crate::session::Session;
use crate::system::{DocumentPage, Parts, System, UpdateAgent};

impl Dialect for HmsSovereign {
    fn address(&self, session: &Session<'_>, path: &[&str]) -> Result<Url> {
        address_below(session, path)
    }

    fn credentials(&self, session: &Session<'_>) -> Result<Vec<(HeaderName, HeaderValue)>> {
        Ok(vec![credential_header(AUTHORIZATION, "Bearer ", session.credential)?])
    }

    fn refusal(&self, answer: &Answer, subject: Subject) -> CallboardError {
        answers::refusal(answer, subject, System::description(self))
    }
}

impl Collection for HmsSovereign {
    fn listed(answer: &Answer) -> Result<Vec<Value>> {
        answers::list(answer)
    }

    fn document(answer: &Answer) -> Result<Value> {
        answers::agent(answer)
    }

    fn members(&self, edits: &Edits) -> Result<Map<String, Value>> {
        requests::create_body(System::description(self), edits)
    }

    fn deleted(answer: &Answer) -> Result<()> {
        answers::deleted(answer)
    }
}

#[async_trait]
impl System for HmsSovereign {
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
        collection::test(self, session).await
    }

    /// The API has no filters and no pages: every answer is the whole list.
    async fn list(
        &self,
        session: &Session<'_>,
        _query: &ListQuery,
        _cursor: Option<&str>,
    ) -> Result<DocumentPage> {
        collection::list(self, session).await
    }

    fn agent_id(&self, document: &Value) -> Option<AgentId> {
        text_id(document)
    }

    fn summary(
        &self,
        connection: &ConnectionId,
        id: AgentId,
        document: &Value,
        _now: jiff::Timestamp,
    ) -> AgentSummary {
        summary::summary(connection, id, document)
    }

    fn outline(&self, document: &Value) -> Outline {
        copying::outline(System::description(self), document)
    }

    fn adopt(&self, outline: &Outline) -> Adopted {
        copying::adopt(System::description(self), outline)
    }
}

#[async_trait]
impl UpdateAgent for HmsSovereign {
    async fn update(
        &self,
        session: &Session<'_>,
        id: &AgentId,
        fresh: &Value,
        edits: &Edits,
    ) -> Result<Option<Value>> {
        let body = requests::update_body(System::description(self), fresh, edits)
            .map_err(|error| self.redacted(session, error, "updateAgent"))?;
        if !body.is_empty() {
            let request = self.request(session, "updateAgent", Method::PATCH, &["agents", id.as_str()])?;
            self.change(session, &request.with_body(body), id, answers::agent).await?;
        }
        Ok(None)
    }
}
