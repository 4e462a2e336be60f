//! What HMS Sovereign's answers mean.

use callboard_model::{CallboardError, Done, ErrorCode, Pointer, Result, SystemDescription};
use serde_json::Value;

use crate::client::{Answer, code_of_status, server_words};
use crate::dialect::Subject;
use crate::document;

/// The error of an answer whose status says that it was not done.
pub(super) fn refusal(answer: &Answer, subject: Subject, description: &SystemDescription) -> CallboardError {
    let body = answer.json().ok().filter(|body| body.get("error").is_some());
    let code = match (answer.status, subject) {
        // Every error of the system names itself. A 404 that does not comes from somewhere else.
        (404, Subject::Agent) if body.is_some() => ErrorCode::AgentNotFound,
        (status, _) => code_of_status(status),
    };
    let error = answer.error(code);
    let Some(body) = body else { return error };
    // An agent that is not found has its id named, which is nothing to correct in a form.
    let field = if code == ErrorCode::RefusedValues { named_field(&body, description) } else { None };
    CallboardError { detail: message(&body), field, ..error }
}

/// The server's own words, whichever of the three documented forms they have.
fn message(body: &Value) -> Option<String> {
    let texts = ["/error/code", "/error/message", "/error", "/message"];
    let texts = texts.iter().filter_map(|place| body.pointer(place).and_then(Value::as_str));
    let details = details(body).filter_map(|detail| match detail {
        Value::String(text) => Some(text.as_str()),
        detail => detail.get("message").and_then(Value::as_str),
    });
    let mut parts: Vec<&str> = Vec::new();
    for text in texts.chain(details).map(str::trim).filter(|text| !text.is_empty()) {
        if !parts.contains(&text) {
            parts.push(text);
        }
    }
    let text = parts.join(": ");
    server_words(&text)
}

/// The described field that an error names. The items of `details` are not documented: a record with the usual members,
/// and a text that begins with the name, are understood.
fn named_field(body: &Value, description: &SystemDescription) -> Option<Pointer> {
    let params = ["/error/param", "/param"].into_iter().filter_map(|place| body.pointer(place)?.as_str());
    let details = details(body).filter_map(|detail| match detail {
        Value::String(text) => text.split_whitespace().next(),
        detail => ["field", "param", "path"].iter().find_map(|name| detail.get(*name)?.as_str()),
    });
    document::named_field(params.chain(details), description)
}

fn details(body: &Value) -> impl Iterator<Item = &Value> {
    body.get("details").and_then(Value::as_array).into_iter().flatten()
}

/// Every entry of the list.
pub(super) fn list(answer: &Answer) -> Result<Vec<Value>> {
    let mut body = answer.json_of_list(|body| member(body, ["agents", "assistants"]))?;
    answer.entries(member(&mut body, ["agents", "assistants"]), "/agents")
}

/// One agent's document, or the part of it that the answer carries; one without an id cannot be worked with.
pub(super) fn agent(answer: &Answer) -> Result<Value> {
    let mut body = answer.json()?;
    let document = member(&mut body, ["agent", "assistant"]).map(Value::take);
    let document = document.ok_or_else(|| answer.unreadable("/agent is missing"))?;
    match document::text_id(&document) {
        Some(_) => Ok(document),
        None => Err(answer.unreadable("the agent has no id")),
    }
}

/// Whether the agent was deleted. An answer without a body says no more than its status; one that does not say it in the
/// documented form leaves it unclear.
pub(super) fn deleted(answer: &Answer) -> Result<()> {
    if answer.body.is_empty() {
        return Ok(());
    }
    let body = answer.json().map_err(|error| error.with_done(Done::Unclear))?;
    match body.get("success") {
        Some(Value::Bool(false)) => Err(CallboardError {
            detail: message(&body).or_else(|| Some("the system says that it did not delete".to_owned())),
            ..answer.error(ErrorCode::SystemFault)
        }),
        Some(Value::Bool(true)) => Ok(()),
        _ => Err(answer.unreadable("/success is missing").with_done(Done::Unclear)),
    }
}

/// The vendor calls agents assistants today; both envelopes are in use.
fn member<'a>(body: &'a mut Value, names: [&str; 2]) -> Option<&'a mut Value> {
    let name = names.into_iter().find(|name| body.get(*name).is_some())?;
    body.get_mut(name)
}

#[cfg(test)]
mod tests;
