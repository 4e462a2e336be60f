//! What raia's answers mean. Numbers are numbers of any kind, texts may be null, and one operation answers something else
//! than its name says.

use callboard_model::agent::shown;
use callboard_model::{AgentUser, CallboardError, ErrorCode, Result, Statistic, UserPage, number};
use serde_json::{Map, Value, json};

use crate::client::{Answer, code_of_status, server_words};
use crate::document::text_id;
use crate::paging;

/// Members of a user that have a place of their own.
const TOLD: [&str; 6] = ["id", "firstName", "lastName", "email", "phoneNumber", "source"];

/// The error of an answer whose status says that it was not done. A wrong key is answered with 403, and every operation but
/// one names its agent by the key alone, so a 404 is always about the agent.
pub(super) fn refusal(answer: &Answer) -> CallboardError {
    let code = match answer.status {
        403 => ErrorCode::WrongKey,
        404 => ErrorCode::AgentNotFound,
        status => code_of_status(status),
    };
    CallboardError { detail: message(answer), ..answer.error(code) }
}

/// The server's own words.
fn message(answer: &Answer) -> Option<String> {
    let body = answer.json().ok()?;
    let words = ["name", "message"].iter().filter_map(|member| match body.get(*member)? {
        Value::String(text) => Some(text.clone()),
        Value::Array(texts) => Some(texts.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; ")),
        _ => None,
    });
    let text = words.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(": ");
    server_words(&text)
}

/// An agent's document; one without an id cannot be worked with.
pub(super) fn agent(answer: &Answer) -> Result<Value> {
    let document = answer.json()?;
    match text_id(&document) {
        Some(_) => Ok(document),
        None => Err(answer.unreadable("the agent has no id")),
    }
}

/// A page of users, or the agent that the document promises in its place.
pub(super) fn users(answer: &Answer, asked: u32) -> Result<UserPage> {
    let body = answer.json_of_list(|body| body.get_mut("data"))?;
    let number = |name: &str| body.get(name).and_then(number::as_f64).map(whole);
    let users = match body.get("data") {
        Some(Value::Array(users)) => Some(users.iter().filter(|user| user.is_object()).map(user).collect()),
        Some(Value::Null) | None => None,
        Some(_) => return Err(answer.unreadable("/data is no list")),
    };
    if users.is_none() && number("currentPage").is_none() && text_id(&body).is_none() {
        return Err(answer.unreadable("the answer is neither a page of users nor an agent"));
    }
    let page = number("currentPage").unwrap_or(asked);
    let pages = number("totalPages").unwrap_or(page);
    let next = body.get("hasNextPage").and_then(Value::as_bool);
    let has_next = next.unwrap_or(page < pages);
    // An earlier page in the place of the one that was asked for, with more to come, would come again and again.
    if has_next && page < asked {
        return Err(paging::repeated_cursor());
    }
    Ok(UserPage {
        without_users: users.is_none(),
        users: users.unwrap_or_default(),
        page,
        pages,
        total: number("totalItems").unwrap_or_default(),
        has_next,
    })
}

fn user(document: &Value) -> AgentUser {
    let text = |name: &str| match document.get(name) {
        Some(Value::String(text)) => shown(text.trim()),
        Some(value) => shown(&number::as_text(value).unwrap_or_default()),
        None => String::new(),
    };
    let name = format!("{} {}", text("firstName"), text("lastName"));
    let more: Map<String, Value> = document
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(name, value)| !TOLD.contains(&name.as_str()) && !value.is_null())
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    AgentUser {
        id: text("id"),
        name: name.trim().to_owned(),
        email: text("email"),
        phone: text("phoneNumber"),
        source: text("source"),
        more: Value::Object(more),
    }
}

/// Numbers of a period. A null counts as zero: what is divided by no conversations is no number.
pub(super) fn statistic(answer: &Answer) -> Result<Statistic> {
    let body = answer.json()?;
    let number = |name: &str| match body.get(name) {
        Some(Value::Null) => Ok(0.0),
        value => value
            .and_then(number::as_f64)
            .filter(|number| number.is_finite())
            .ok_or_else(|| answer.unreadable(format!("/{name} is no number"))),
    };
    Ok(Statistic {
        tokens: number("tokensUsed")?,
        tokens_per_conversation: number("tokensPerConversation")?,
        call_seconds: number("vapiSecondsUsed")?,
        average_call_seconds: number("averageCallDuration")?,
        text_messages: number("smsUsed")?,
        text_messages_per_conversation: number("smsPerConversation")?,
        emails: number("emailsUsed")?,
        emails_per_conversation: number("emailsPerConversation")?,
    })
}

/// What was said of a new webhook. The form is not documented, and the webhook is there whatever it is.
pub(super) fn webhook(answer: &Answer) -> Value {
    answer.json().unwrap_or_else(|_| json!({}))
}

/// A count as the API writes it, a number of any kind.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to what fits")]
fn whole(number: f64) -> u32 {
    number.round().clamp(0.0, f64::from(u32::MAX)) as u32
}
