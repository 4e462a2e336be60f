//! Creating an agent, and finding out what became of a create whose answer never came.
//!
//! A create is not sent a second time. The list is asked for agents of the name, and the one that was created since
//! the request began is the one. "Since" is told by the server's own clock: its `Date` minus the time that passed here.

use std::time::Duration;

use callboard_model::{AgentId, CallboardError, ErrorCode, ListQuery, Result, SortKey};
use jiff::Timestamp;
use serde_json::{Map, Value};
use tokio::time::Instant;

use super::answers;
use super::{Bird, query, summary};
use crate::client::{Dialect, Repeat, Subject, Trouble, pause};
use crate::session::Session;
use crate::system::DocumentPage;
use reqwest::Method;

/// How often the list is asked before the outcome is called unclear: the server may still be at it.
const LOOKS: u32 = 3;
/// Most pages of one look.
const PAGES: usize = 20;
/// `Date` has no fractions, and clocks inside one system differ a little.
const TOLERANCE: Duration = Duration::from_secs(2);

/// Creates the agent and answers its document.
pub(super) async fn create(bird: &Bird, session: &Session<'_>, body: Map<String, Value>) -> Result<Value> {
    let began = Instant::now();
    let request = bird.request(session, "createAgent", Method::POST, &["agents"])?;
    let request = request.with_body(body.clone()).repeated(Repeat::Create);
    let cause = match bird.send(session, &request).await {
        Ok(answer) if answer.is_success() => match answers::agent(&answer) {
            Ok(document) => return Ok(document),
            Err(error) => bird.tell(session, error, "createAgent"),
        },
        Ok(answer) => {
            let error = bird.refused(session, &answer, &request, Subject::Account);
            if !Trouble::Status(answer.status).is_unclear() {
                return Err(error);
            }
            error
        }
        Err(failure) if failure.trouble.is_unclear() => failure.error,
        Err(failure) => return Err(failure.error),
    };
    log::warn!("createAgent: no clear answer ({:?}), looking for the agent", cause.code);
    look_for(bird, session, &body, began, cause).await
}

async fn look_for(
    bird: &Bird,
    session: &Session<'_>,
    body: &Map<String, Value>,
    began: Instant,
    cause: CallboardError,
) -> Result<Value> {
    let mut last = None;
    for look in 0..LOOKS {
        if !pause(session.call, session.client.limits().first_pause * 2_u32.pow(look)).await {
            return Err(cause_of_stop(&cause));
        }
        match look_once(bird, session, body, began).await {
            Ok(Some(document)) => return Ok(document),
            Ok(None) => last = None,
            Err(error) if error.code == ErrorCode::Cancelled => return Err(cause_of_stop(&cause)),
            Err(error) => last = Some(error),
        }
    }
    let detail = [cause.detail.clone(), last.map(|error| format!("looking for it: {error}"))];
    Err(CallboardError {
        code: ErrorCode::UnclearOutcome,
        detail: Some(detail.into_iter().flatten().collect::<Vec<_>>().join("; "))
            .filter(|text| !text.is_empty()),
        ..cause
    })
}

fn cause_of_stop(cause: &CallboardError) -> CallboardError {
    CallboardError { code: ErrorCode::Cancelled, ..cause.clone() }.with_context("outcome", "unclear")
}

/// One look through the list. More than one candidate is no answer: somebody else may be creating the same.
async fn look_once(
    bird: &Bird,
    session: &Session<'_>,
    body: &Map<String, Value>,
    began: Instant,
) -> Result<Option<Value>> {
    let Some(name) = body.get("name").and_then(Value::as_str) else { return Ok(None) };
    let question = ListQuery {
        name: Some(name.to_owned()),
        sort: Some(SortKey::CreatedAt),
        reverse: true,
        ..ListQuery::default()
    };
    let mut guard = crate::client::paging::PageGuard::default();
    let mut cursor: Option<String> = None;
    let mut candidates: Vec<AgentId> = Vec::new();
    for _ in 0..PAGES {
        let (page, date) =
            bird.list_dated(session, &question, cursor.as_deref(), query::LARGEST_PAGE).await?;
        let Some(since) = date.and_then(|date| started(date, began.elapsed())) else { return Ok(None) };
        let DocumentPage { documents, next, .. } = guard.admit(bird, page)?;
        candidates.extend(
            documents.iter().filter(|document| is_ours(document, body, since)).filter_map(summary::agent_id),
        );
        cursor = next;
        if cursor.is_none() {
            break;
        }
    }
    let [id] = candidates.as_slice() else { return Ok(None) };
    bird.read_agent(session, id).await.map(Some)
}

/// When the request began, by the server's clock.
fn started(server_now: Timestamp, passed: Duration) -> Option<Timestamp> {
    server_now.checked_sub(passed + TOLERANCE).ok()
}

fn is_ours(document: &Value, sent: &Map<String, Value>, since: Timestamp) -> bool {
    let created = document.get("createdAt").and_then(Value::as_str);
    let created = created.and_then(|text| text.parse::<Timestamp>().ok());
    let same_user = sent.get("userId").is_none_or(|user| document.pointer("/user/id") == Some(user));
    document.get("name") == sent.get("name") && same_user && created.is_some_and(|created| created >= since)
}
