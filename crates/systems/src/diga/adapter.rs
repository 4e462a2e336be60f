//! Diga's operations.

use async_trait::async_trait;
use callboard_model::{
    AgentId, AgentSummary, CallboardError, ConnectionId, ConnectionTest, Done, Edits, ErrorCode, ListQuery,
    Result, SystemDescription, VersionPage,
};
use jiff::Timestamp;
use reqwest::Method;
use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};
use serde_json::{Map, Value};
use url::Url;

use super::requests::{self, LARGEST_PAGE};
use super::{Diga, answers, summary};
use crate::client::{Answer, Request, code_of_status};
use crate::dialect::{Dialect, Subject, credential_header};
use crate::session::Session;
use crate::system::{AgentById, DocumentPage, Parts, System, UpdateAgent, Versions};
use crate::walk;

/// Most pages that are looked through to find out whether the agent is gone or the operation is not there.
const PAGES: usize = 50;

impl Diga {
    fn list_request(&self, session: &Session<'_>, cursor: Option<&str>, limit: u32) -> Result<Request> {
        let mut request = self.request(session, "listAgents", Method::GET, &["v1", "agent"])?.for_list();
        request.url = requests::with_slash(request.url);
        request.url.query_pairs_mut().extend_pairs(requests::page_query(cursor, limit));
        Ok(request)
    }

    /// The error of a refused operation on versions. A 404 may mean that the agent is gone, or that the account has no such
    /// operation: an agent that the list still names is not gone.
    async fn refused_version(
        &self,
        session: &Session<'_>,
        id: &AgentId,
        answer: &Answer,
        request: &Request,
    ) -> CallboardError {
        let error = self.refused(session, answer, request, Subject::Agent);
        if !answers::may_mean_not_offered(answer.status) {
            return error;
        }
        // A server that has no such operation did nothing, even where it says so with a 501.
        let not_offered = CallboardError { code: ErrorCode::NotOffered, done: Done::No, ..error.clone() };
        if answer.status != 404 {
            return not_offered;
        }
        match walk(self, session, &ListQuery::default(), PAGES).await {
            Ok(documents)
                if !documents.iter().any(|document| self.agent_id(document).as_ref() == Some(id)) =>
            {
                error
            }
            Err(stopped) if stopped.code == ErrorCode::Cancelled => stopped,
            _ => not_offered,
        }
    }
}

impl Dialect for Diga {
    fn address(&self, session: &Session<'_>, path: &[&str]) -> Result<Url> {
        requests::address(session, path)
    }

    fn credentials(&self, session: &Session<'_>) -> Result<Vec<(HeaderName, HeaderValue)>> {
        Ok(vec![credential_header(AUTHORIZATION, "Bearer ", session.credential)?])
    }

    fn refusal(&self, answer: &Answer, subject: Subject) -> CallboardError {
        answers::refusal(answer, subject, System::description(self))
    }
}

#[async_trait]
impl System for Diga {
    fn description(&self) -> &SystemDescription {
        &self.description
    }

    fn parts(&self) -> Parts<'_> {
        Parts { update: Some(self), by_id: Some(self), versions: Some(self), ..Parts::default() }
    }

    /// Asks for a page of one agent. Where the account has no list, nothing else can be asked without touching an agent: a
    /// 404 says nothing about the key, and is taken for a connection that works.
    async fn test(&self, session: &Session<'_>) -> Result<ConnectionTest> {
        let call = session.call.for_test();
        let session = &Session { call: &call, ..*session };
        let request = self.list_request(session, None, 1)?;
        let counted = self
            .ask(session, &request, Subject::Account, |answer| {
                answers::page(answer, None)?;
                Ok(answers::count(answer))
            })
            .await;
        match counted {
            Ok(agents) => Ok(ConnectionTest { agents, own_name: None }),
            Err(error) if error.code == ErrorCode::NotOffered => match error.status {
                Some(403) => Err(CallboardError { code: code_of_status(403), ..error }),
                _ => Ok(ConnectionTest::default()),
            },
            Err(error) => Err(error),
        }
    }

    /// The API knows no filters: every query is answered with all agents.
    async fn list(
        &self,
        session: &Session<'_>,
        _query: &ListQuery,
        cursor: Option<&str>,
    ) -> Result<DocumentPage> {
        let request = self.list_request(session, cursor, LARGEST_PAGE)?;
        let page =
            self.ask(session, &request, Subject::Account, |answer| answers::page(answer, cursor)).await;
        page.map_err(|error| match error.status {
            // Whoever answered the first page has a list; without the others it is not whole.
            Some(status) if cursor.is_some() && error.code == ErrorCode::NotOffered => {
                CallboardError { code: code_of_status(status), ..error }
            }
            _ => error,
        })
    }

    fn agent_id(&self, document: &Value) -> Option<AgentId> {
        requests::agent_id(document)
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
}

#[async_trait]
impl UpdateAgent for Diga {
    /// The answer is the whole agent and all that can be known of it: there is no operation to read one.
    async fn update(
        &self,
        session: &Session<'_>,
        id: &AgentId,
        fresh: &Value,
        edits: &Edits,
    ) -> Result<Option<Value>> {
        let body = requests::update_body(System::description(self), fresh, edits)
            .map_err(|error| self.redacted(session, error, "updateAgent"))?;
        if body.is_empty() {
            return Ok(Some(fresh.clone()));
        }
        let path = ["v1", "agent", id.as_str()];
        let request = self.request(session, "updateAgent", Method::PATCH, &path)?.with_body(body);
        self.ask(session, &request, Subject::Agent, |answer| {
            self.same_agent(id, answers::agent(answer)?, answer)
        })
        .await
        .map(Some)
    }
}

impl AgentById for Diga {
    fn document_of_id(&self, id: &str) -> Result<Value> {
        requests::document_of_id(id).map_err(|error| error.with_system(System::description(self).id.clone()))
    }
}

#[async_trait]
impl Versions for Diga {
    async fn versions(
        &self,
        session: &Session<'_>,
        id: &AgentId,
        cursor: Option<&str>,
    ) -> Result<VersionPage> {
        let path = ["v1", "agent", id.as_str(), "version"];
        let mut request = self.request(session, "listAgentVersions", Method::GET, &path)?.for_list();
        request.url.query_pairs_mut().extend_pairs(requests::page_query(cursor, LARGEST_PAGE));
        let answer = self.send(session, &request).await.map_err(|failure| failure.error)?;
        if !answer.is_success() {
            return Err(self.refused_version(session, id, &answer, &request).await);
        }
        answers::versions(&answer, cursor).map_err(|error| self.redacted(session, error, request.operation))
    }

    async fn launch_version(&self, session: &Session<'_>, id: &AgentId, name: &str) -> Result<()> {
        let path = ["v1", "agent", id.as_str(), "version"];
        let mut body = Map::new();
        body.insert("version_name".to_owned(), Value::from(name));
        let request = self.request(session, "launchAgentVersion", Method::POST, &path)?.with_body(body);
        let answer = self.send(session, &request).await.map_err(|failure| failure.error)?;
        if answer.is_success() {
            return Ok(());
        }
        Err(self.refused_version(session, id, &answer, &request).await)
    }
}
