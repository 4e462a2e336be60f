//! What Diga's answers mean. Errors are not documented: the status decides, and a body is only quoted.

use callboard_model::{
    AgentVersion, CallboardError, ErrorCode, Pointer, Result, SystemDescription, VersionPage,
};
use serde_json::Value;

use super::requests::{agent_id, cursor_of_number};
use crate::client::{Answer, code_of_status, server_words};
use crate::dialect::Subject;
use crate::document;
use crate::paging;
use crate::system::DocumentPage;

/// Whether a status may be how a server says that it has no such operation for this account.
pub(super) fn may_mean_not_offered(status: u16) -> bool {
    matches!(status, 403 | 404 | 405 | 501)
}

/// The error of an answer whose status says that it was not done. The only operation about a whole account is the list,
/// which not every account has.
pub(super) fn refusal(answer: &Answer, subject: Subject, description: &SystemDescription) -> CallboardError {
    let code = match (answer.status, subject) {
        (status, Subject::Account) if may_mean_not_offered(status) => ErrorCode::NotOffered,
        (404, _) => ErrorCode::AgentNotFound,
        (status, _) => code_of_status(status),
    };
    let error = answer.error(code);
    let Some(body) = answer.json().ok() else { return error };
    CallboardError { detail: message(&body), field: named_field(&body, description), ..error }
}

/// The server's own words: a text, or a list of records each with one.
fn message(body: &Value) -> Option<String> {
    let words =
        ["detail", "message", "error"].iter().filter_map(|name| body.get(*name)).find_map(
            |told| match told {
                Value::String(text) => Some(text.clone()),
                Value::Array(items) => {
                    let texts: Vec<&str> =
                        items.iter().filter_map(|item| item.get("msg")?.as_str()).collect();
                    Some(texts.join("; "))
                }
                _ => None,
            },
        );
    words.as_deref().and_then(server_words)
}

/// The described field that an item's `loc` names, such as `["body", "reminder_frequency_ms"]`.
fn named_field(body: &Value, description: &SystemDescription) -> Option<Pointer> {
    let name_of = |item: &Value| {
        let segments = item.get("loc")?.as_array()?.iter().skip(1).map(|segment| match segment {
            Value::String(name) => name.clone(),
            other => other.to_string(),
        });
        Some(segments.collect::<Vec<_>>().join("/"))
    };
    let names: Vec<String> = body.get("detail")?.as_array()?.iter().filter_map(name_of).collect();
    document::named_field(names.iter().map(String::as_str), description)
}

/// An agent's document; one without an id cannot be worked with.
pub(super) fn agent(answer: &Answer) -> Result<Value> {
    let document = answer.json()?;
    match agent_id(&document) {
        Some(_) => Ok(with_voice_id(document)),
        None => Err(answer.unreadable("the agent has no agent_id")),
    }
}

/// A page of the list.
pub(super) fn page(answer: &Answer, asked: Option<&str>) -> Result<DocumentPage> {
    let (items, next) = cut(answer, asked)?;
    Ok(DocumentPage { documents: items.into_iter().map(with_voice_id).collect(), next, total: None })
}

/// How many agents there are, from an answer whose pages hold one each.
pub(super) fn count(answer: &Answer) -> Option<u32> {
    let body = answer.json().ok()?;
    let shown = body.get("data")?.as_array()?.len();
    let pages = body.get("total_pages").and_then(Value::as_u64);
    match (shown, pages) {
        (0, _) => Some(0),
        (1, Some(pages)) => u32::try_from(pages).ok(),
        _ => None,
    }
}

/// A page of versions.
pub(super) fn versions(answer: &Answer, asked: Option<&str>) -> Result<VersionPage> {
    let (items, next) = cut(answer, asked)?;
    Ok(VersionPage { versions: items.iter().map(version).collect(), next })
}

fn version(document: &Value) -> AgentVersion {
    let text = |name: &str| document::shown_text(document, name);
    let marked = |name: &str| document.get(name).and_then(Value::as_bool).unwrap_or_default();
    AgentVersion {
        id: text("version_id").unwrap_or_default(),
        number: document
            .get("version_number")
            .and_then(Value::as_u64)
            .and_then(|number| u32::try_from(number).ok()),
        name: text("version_name").unwrap_or_default(),
        created_at: text("version_created_at"),
        is_draft: marked("is_draft"),
        is_published: marked("is_published"),
    }
}

/// The items of a page and where the next one begins. What `last_id` holds is not documented for every list, so it is sent
/// back as it came; without one the next page is asked for by its number.
fn cut(answer: &Answer, asked: Option<&str>) -> Result<(Vec<Value>, Option<String>)> {
    let mut body = answer.json_of_list(|body| body.get_mut("data"))?;
    let data = body.get_mut("data").filter(|data| data.is_array());
    let items = answer.entries(data, "/data")?;
    let number = |name: &str| body.get(name).and_then(Value::as_u64);
    let more = match body.get("has_more").and_then(Value::as_bool) {
        Some(more) => more,
        None => number("current_page").zip(number("total_pages")).is_some_and(|(page, pages)| page < pages),
    };
    if !more {
        return Ok((items, None));
    }
    let last = body.get("last_id").and_then(Value::as_str).filter(|id| !id.is_empty()).map(str::to_owned);
    let next = last.or_else(|| number("current_page")?.checked_add(1).map(cursor_of_number));
    match next {
        None => Err(answer.unreadable("there is more, and the answer does not say where")),
        Some(next) if Some(next.as_str()) == asked => Err(paging::repeated_cursor()),
        Some(next) => Ok((items, Some(next))),
    }
}

/// A request names a voice by its id, an answer holds the whole voice. The id is put where the form looks for it.
fn with_voice_id(mut document: Value) -> Value {
    let told = document.pointer("/voice/id").filter(|id| id.is_string()).cloned();
    if let (Some(id), Some(members)) = (told, document.as_object_mut()) {
        members.entry("voice_id").or_insert(id);
    }
    document
}
