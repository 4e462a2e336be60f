//! Creating an agent in a system whose list says nothing of when, and finding out what became of a create whose answer
//! never came.
//!
//! A create is not sent a second time. The list is read before; after an unclear failure it is read again, and the one
//! agent of that name that was not there before is the one.

use std::collections::HashSet;
use std::time::Duration;

use callboard_model::{AgentId, CallboardError, ErrorCode, ListQuery, Result};
use jiff::Timestamp;
use serde_json::Value;

use super::{Answer, Dialect, Repeat, Request, Subject, Trouble, paging, pause};
use crate::session::Session;

/// How often the list is read before the outcome is called unclear: the server may still be at it.
const LOOKS: u32 = 3;
/// Most pages of one look.
const PAGES: usize = 50;
/// Clocks inside one system differ a little.
const TOLERANCE: Duration = Duration::from_secs(2);

/// What is to be created.
pub(crate) struct Creation<'a> {
    /// The request that creates it.
    pub(crate) request: Request,
    /// Its name.
    pub(crate) name: &'a str,
    /// The member that says when an agent was created; none where the system does not say.
    pub(crate) created_at: Option<&'static str>,
}

/// The agents that were there before.
struct Before {
    ids: HashSet<AgentId>,
    /// When the youngest of them was created, by the server's clock.
    youngest: Option<Timestamp>,
}

/// Creates an agent and answers what the system says of it: `read` of the answer or, after an unclear failure, the agent
/// as the list has it. Fails with [`ErrorCode::UnclearOutcome`] where nobody can say.
pub(crate) async fn create<S: Dialect>(
    system: &S,
    session: &Session<'_>,
    creation: Creation<'_>,
    read: fn(&Answer) -> Result<Value>,
) -> Result<Value> {
    let Creation { request, name, created_at } = creation;
    let request = request.repeated(Repeat::Create);
    let before = before(system, session, created_at).await?;
    let cause = match system.send(session, &request).await {
        Ok(answer) if answer.is_success() => match read(&answer) {
            Ok(document) => return Ok(document),
            Err(error) => system.tell(session, error, request.operation),
        },
        Ok(answer) => {
            let error = system.refused(session, &answer, &request, Subject::Account);
            if !Trouble::Status(answer.status).is_unclear() {
                return Err(error);
            }
            error
        }
        Err(failure) if failure.trouble.is_unclear() => failure.error,
        Err(failure) => return Err(failure.error),
    };
    log::warn!("{}: no clear answer ({:?}), looking for the agent", request.operation, cause.code);
    let is_ours = |document: &Value| {
        document.get("name").and_then(Value::as_str) == Some(name)
            && system.agent_id(document).is_some_and(|id| !before.ids.contains(&id))
            && is_young_enough(document, created_at, before.youngest)
    };
    look_for(system, session, is_ours, cause).await
}

async fn before<S: Dialect>(
    system: &S,
    session: &Session<'_>,
    created_at: Option<&'static str>,
) -> Result<Before> {
    let documents = list(system, session).await?;
    Ok(Before {
        ids: documents.iter().filter_map(|document| system.agent_id(document)).collect(),
        youngest: documents.iter().filter_map(|document| moment(document, created_at)).max(),
    })
}

/// Who was created after the list was read is no older than the youngest on it; one that is was hidden before.
fn is_young_enough(document: &Value, created_at: Option<&'static str>, youngest: Option<Timestamp>) -> bool {
    match (moment(document, created_at), youngest.and_then(|moment| moment.checked_sub(TOLERANCE).ok())) {
        (Some(created), Some(earliest)) => created >= earliest,
        _ => true,
    }
}

fn moment(document: &Value, member: Option<&'static str>) -> Option<Timestamp> {
    document.get(member?)?.as_str()?.parse().ok()
}

async fn list<S: Dialect>(system: &S, session: &Session<'_>) -> Result<Vec<Value>> {
    paging::walk(system, session, &ListQuery::default(), PAGES).await
}

async fn look_for<S: Dialect>(
    system: &S,
    session: &Session<'_>,
    is_ours: impl Fn(&Value) -> bool,
    cause: CallboardError,
) -> Result<Value> {
    let stopped = |cause: &CallboardError| {
        CallboardError { code: ErrorCode::Cancelled, ..cause.clone() }.with_context("outcome", "unclear")
    };
    let mut last = None;
    for look in 0..LOOKS {
        if !pause(session.call, session.client.limits().first_pause * 2_u32.pow(look)).await {
            return Err(stopped(&cause));
        }
        match list(system, session).await {
            Ok(documents) => {
                let mut candidates = documents.into_iter().filter(|document| is_ours(document));
                match (candidates.next(), candidates.next()) {
                    (Some(document), None) => return Ok(document),
                    // More than one is no answer: somebody else creates the same.
                    (Some(_), Some(_)) => break,
                    (None, _) => last = None,
                }
            }
            Err(error) if error.code == ErrorCode::Cancelled => return Err(stopped(&cause)),
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
