//! What Bird's answers mean.

use callboard_model::ConnectionId;
use callboard_model::media::UploadForm;
use callboard_model::{CallboardError, ErrorCode, IndexedAgent, Pointer, Result, SystemDescription};
use callboard_network::check_address;
use serde_json::Value;
use url::Url;

use crate::client::{Answer, server_words};
use crate::dialect::Subject;
use crate::document;
use crate::system::DocumentPage;

/// The error of an answer whose status says that it was not done.
pub(super) fn refusal(answer: &Answer, subject: Subject, description: &SystemDescription) -> CallboardError {
    let body = answer.json().ok().filter(Value::is_object);
    let code = match (answer.status, subject) {
        // Bird answers every error with a record. A 404 without one comes from somewhere that is not Bird.
        (404, Subject::Account) if body.is_some() => ErrorCode::WrongWorkspace,
        (404, Subject::Agent) => ErrorCode::AgentNotFound,
        (404, Subject::Media) => ErrorCode::MediaNotFound,
        (status, _) => crate::client::code_of_status(status),
    };
    let error = answer.error(code);
    let Some(body) = body else { return error };
    CallboardError { detail: message(&body), field: named_field(&body, description), ..error }
}

/// The server's own words: its code and its message.
fn message(body: &Value) -> Option<String> {
    let parts: Vec<&str> =
        ["code", "message"].iter().filter_map(|name| body.get(*name).and_then(Value::as_str)).collect();
    let text = parts.join(": ");
    server_words(&text)
}

/// The field that an error names. No document says how; the usual places are looked at, and only a field that is
/// described counts.
fn named_field(body: &Value, description: &SystemDescription) -> Option<Pointer> {
    let text_at = |place: &str| body.pointer(place).and_then(Value::as_str);
    let details = body.get("details").and_then(Value::as_object);
    let candidates = [text_at("/field"), text_at("/errors/0/field"), text_at("/details/0/field")]
        .into_iter()
        .flatten()
        .chain(details.into_iter().flat_map(|members| members.keys().map(String::as_str)));
    document::named_field(candidates, description)
}

/// The body as a record.
pub(super) fn record(answer: &Answer) -> Result<Value> {
    let body = answer.json()?;
    if body.is_object() { Ok(body) } else { Err(answer.unreadable("the answer is no record")) }
}

/// An agent's document; one without an id cannot be worked with.
pub(super) fn agent(answer: &Answer) -> Result<Value> {
    let document = record(answer)?;
    match document::text_id(&document) {
        Some(_) => Ok(document),
        None => Err(answer.unreadable("the agent has no id")),
    }
}

/// The document with its members where a create has them: an answer holds user and teams as records, a create their ids.
pub(super) fn as_sent(document: &Value) -> Value {
    let mut document = document.clone();
    let user = document.pointer("/user/id").cloned();
    let teams = document.get("teams").and_then(Value::as_array);
    let teams: Option<Vec<Value>> =
        teams.map(|teams| teams.iter().filter_map(|team| team.get("id").cloned()).collect());
    if let Some(members) = document.as_object_mut() {
        members.extend(user.map(|user| ("userId".to_owned(), user)));
        members.extend(teams.map(|teams| ("teamIds".to_owned(), Value::Array(teams))));
    }
    document
}

/// One page of the list. How the last page shows is not documented: no token, null and an empty one all mean it.
pub(super) fn page(answer: &Answer) -> Result<DocumentPage> {
    let (documents, body) = results(answer)?;
    let next = body.get("nextPageToken").and_then(Value::as_str).filter(|token| !token.is_empty());
    let total = body.get("total").and_then(Value::as_u64).and_then(|total| u32::try_from(total).ok());
    Ok(DocumentPage { next: next.map(str::to_owned), documents, total })
}

/// The least about every agent.
pub(super) fn index(answer: &Answer, connection: &ConnectionId) -> Result<Vec<IndexedAgent>> {
    let (documents, _) = results(answer)?;
    Ok(documents
        .iter()
        .filter_map(|document| {
            Some(IndexedAgent {
                connection: connection.clone(),
                id: document::text_id(document)?,
                name: document::shown_text(document, "name").unwrap_or_default(),
                status: document::shown_text(document, "status"),
                activity: document::shown_text(document, "activity"),
            })
        })
        .collect())
}

/// The entries of a page, and the rest of the answer.
fn results(answer: &Answer) -> Result<(Vec<Value>, Value)> {
    let mut body = answer.json_of_list(|body| body.get_mut("results"))?;
    let entries = answer.entries(body.get_mut("results"), "/results")?;
    Ok((entries, body))
}

/// The form for an upload.
pub(super) fn upload_form(answer: &Answer) -> Result<UploadForm> {
    let mut body = record(answer)?;
    if let Some(members) = body.as_object_mut() {
        // The two members that may be left out may be null as well.
        members.retain(|_, value| !value.is_null());
    }
    let mut form: UploadForm = serde_json::from_value(body)
        .map_err(|_| answer.unreadable("the upload form lacks its address or its form data"))?;
    form.given_at =
        answer.date().and_then(|date| jiff::Timestamp::try_from(date).ok()).map(|date| date.to_string());
    let storage =
        Url::parse(&form.url).map_err(|_| answer.unreadable("the upload form's address is none"))?;
    check_address(&storage)?;
    Ok(form)
}

/// Where a download leads: the redirect's target, or the location in the body. The form of that body is not
/// documented: the address alone, as text or as JSON, or a record with an address in it are understood.
pub(super) fn location(answer: &Answer, asked: &Url) -> Result<Url> {
    let from_body = || match answer.json() {
        Ok(Value::String(text)) => Some(text),
        Ok(Value::Object(members)) => ["url", "location", "downloadUrl", "mediaUrl", "fileUrl"]
            .iter()
            .filter_map(|name| members.get(*name).and_then(Value::as_str))
            .map(str::to_owned)
            .next(),
        Ok(_) => None,
        Err(_) => std::str::from_utf8(&answer.body).ok().map(|text| text.trim().to_owned()),
    };
    let text = answer.location().map(str::to_owned).or_else(from_body).unwrap_or_default();
    let absolute = Url::parse(&text).ok();
    // Only a redirect may be relative; a body that is no address must not be read as a path.
    let target = absolute.or_else(|| answer.location().and_then(|relative| asked.join(relative).ok()));
    let target = target.ok_or_else(|| answer.unreadable("the answer names no file location"))?;
    check_address(&target)?;
    Ok(target)
}
