//! What all adapters do alike around one request: build it, send it, say what a refusal means, complete its error.
//!
//! An adapter says where its addresses lie, how it shows its credential and what a refusal means. Nothing here knows one
//! system's names or paths.

use callboard_model::{AgentId, CallboardError, Done, ErrorCode, Result, Sensitive};
use reqwest::Method;
use reqwest::header::{HeaderName, HeaderValue};
use serde_json::Value;
use url::Url;

use crate::client::{Answer, AttemptOutcome, Failure, Pace, Request};
use crate::connection::BASE_URL;
use crate::document;
use crate::secrets::Forms;
use crate::session::Session;
use crate::system::System;

/// What an operation is about, which decides what a 404 means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// The account and all in it.
    Account,
    /// One agent.
    Agent,
    /// One stored file.
    Media,
}

/// How one system is spoken to.
pub(crate) trait Dialect: System {
    /// The address of `path`; each segment is percent-encoded.
    fn address(&self, session: &Session<'_>, path: &[&str]) -> Result<Url>;

    /// The headers that carry the credential, marked as sensitive.
    fn credentials(&self, session: &Session<'_>) -> Result<Vec<(HeaderName, HeaderValue)>>;

    /// The error of an answer whose status says that it was not done.
    fn refusal(&self, answer: &Answer, subject: Subject) -> CallboardError;

    /// A request without query or body.
    fn request(
        &self,
        session: &Session<'_>,
        operation: &'static str,
        method: Method,
        path: &[&str],
    ) -> Result<Request> {
        let build = || {
            let (url, credentials) = (self.address(session, path)?, self.credentials(session)?);
            let pace = self
                .description()
                .capabilities
                .requests_per_minute
                .map(|per_minute| Pace { connection: session.connection.id.clone(), per_minute });
            Ok(Request { operation, method, url, credentials, body: None, harmless: false, pace })
        };
        build().map_err(|error| self.redacted(session, error, operation))
    }

    /// Sends and answers what came back, whatever its status.
    fn send(
        &self,
        session: &Session<'_>,
        request: &Request,
    ) -> impl Future<Output = Result<Answer, Failure>> + Send {
        async move {
            session.client.send(request, session.call).await.map_err(|failure| Failure {
                error: self.redacted(session, failure.error, request.operation),
                outcome: failure.outcome,
            })
        }
    }

    /// Sends and answers what came back, where its status says that it was done.
    fn send_successfully(
        &self,
        session: &Session<'_>,
        request: &Request,
        subject: Subject,
    ) -> impl Future<Output = Result<Answer>> + Send {
        async move {
            let answer = self.send(session, request).await.map_err(|failure| failure.error)?;
            if answer.is_success() {
                Ok(answer)
            } else {
                Err(self.refused(session, &answer, request, subject))
            }
        }
    }

    /// Sends and runs `read` on the answer. What cannot be read was done all the same, and its error says so.
    fn ask<T>(
        &self,
        session: &Session<'_>,
        request: &Request,
        subject: Subject,
        read: impl FnOnce(&Answer) -> Result<T> + Send,
    ) -> impl Future<Output = Result<T>> + Send {
        async move {
            let answer = self.send_successfully(session, request, subject).await?;
            read(&answer).map_err(|error| {
                let done = match error.code {
                    // Which of the two agents was changed nobody knows.
                    ErrorCode::AnotherAgent if request.changes() => Done::Unclear,
                    _ => request.done(AttemptOutcome::Status(answer.status)),
                };
                self.redacted(session, error.with_done(done), request.operation)
            })
        }
    }

    /// Refuses an answer that is about another agent than the one that was asked for.
    fn same_agent(&self, id: &AgentId, document: Value, answer: &Answer) -> Result<Value> {
        match self.agent_id(&document) {
            Some(told) if document::is_same_id(&told, id) => Ok(document),
            Some(_) => Err(answer.error(ErrorCode::AnotherAgent)),
            None => Err(answer.unreadable("the answer names no agent")),
        }
    }

    /// Sends a change of one agent. An answer that names another agent leaves unclear which of the two was changed; one that
    /// names none contradicts nothing.
    fn change(
        &self,
        session: &Session<'_>,
        request: &Request,
        id: &AgentId,
        document: impl FnOnce(&Answer) -> Result<Value> + Send,
    ) -> impl Future<Output = Result<()>> + Send {
        async move {
            let answer = self.send_successfully(session, request, Subject::Agent).await?;
            match document(&answer).ok().and_then(|document| self.agent_id(&document)) {
                Some(told) if !document::is_same_id(&told, id) => {
                    let error = answer.error(ErrorCode::AnotherAgent).with_done(Done::Unclear);
                    Err(self.redacted(session, error, request.operation))
                }
                _ => Ok(()),
            }
        }
    }

    /// The error of an answer that was not done, whole.
    fn refused(
        &self,
        session: &Session<'_>,
        answer: &Answer,
        request: &Request,
        subject: Subject,
    ) -> CallboardError {
        let done = request.done(AttemptOutcome::Status(answer.status));
        let mut error = self.refusal(answer, subject).with_done(done);
        error.retry_after_seconds = answer
            .retry_after(session.client.limits().clock)
            .map(|wait| u32::try_from(wait.as_secs()).unwrap_or(u32::MAX));
        self.redacted(session, error, request.operation)
    }

    /// The error with system and operation, and without any secret: a server may have echoed one. Every error of an adapter goes
    /// through here.
    fn redacted(&self, session: &Session<'_>, error: CallboardError, operation: &str) -> CallboardError {
        let error = Forms::of(session.secrets()).scrub_error(error);
        error.with_system(self.description().id.clone()).with_operation(operation)
    }
}

/// The value of a connection that an address cannot do without.
pub(crate) fn connection_value<'a>(session: &Session<'a>, key: &str) -> Result<&'a str> {
    session
        .connection
        .values
        .get(key)
        .map(String::as_str)
        .filter(|value| !value.is_empty())
        .ok_or_else(|| CallboardError::new(ErrorCode::ConnectionIncomplete).with_context("key", key))
}

/// `path` below the base URL of the connection. A segment that would lead to another operation than the one that is meant
/// names no agent.
pub(crate) fn address_below(session: &Session<'_>, path: &[&str]) -> Result<Url> {
    let invalid = || CallboardError::new(ErrorCode::InvalidAddress).with_context("key", BASE_URL);
    let mut url =
        Url::parse(connection_value(session, BASE_URL)?).map_err(|error| invalid().with_detail(error))?;
    if path.iter().any(|segment| matches!(*segment, "" | "." | "..")) {
        return Err(ErrorCode::AgentNotFound.into());
    }
    url.path_segments_mut().map_err(|()| invalid())?.pop_if_empty().extend(path);
    Ok(url)
}

/// A header that carries a credential, `prefix` before it. Fails with [`ErrorCode::CredentialMalformed`] where the key holds
/// what no header can.
pub(crate) fn credential_header(
    name: HeaderName,
    prefix: &str,
    credential: &Sensitive,
) -> Result<(HeaderName, HeaderValue)> {
    let text = format!("{prefix}{}", credential.expose().trim());
    let mut value =
        HeaderValue::from_str(&text).map_err(|_| CallboardError::new(ErrorCode::CredentialMalformed))?;
    value.set_sensitive(true);
    Ok((name, value))
}
