//! The body of a new webhook, checked as strictly as the contract describes it, and the answer to it.
//!
//! The vendor's page leaves the answer empty. Here it holds an id, the agent, the moment, and all that was sent.

use axum::http::{HeaderMap, StatusCode, header};
use serde_json::{Map, Value};

use super::refusal::Refusal;

const REQUIRED: &[&str] = &["title", "description", "url", "triggerCondition"];

/// Parses `CreateWebhookRequest`. 415 for another media type, 400 for the rest.
pub(super) fn parse(headers: &HeaderMap, bytes: &[u8]) -> Result<Map<String, Value>, Refusal> {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !content_type.is_some_and(|value| value.starts_with("application/json")) {
        return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "The body has to be application/json."));
    }
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|error| Refusal::invalid(&format!("The body is not JSON: {error}.")))?;
    let Value::Object(members) = value else { return Err(Refusal::invalid("The body has to be an object.")) };
    check(&members).map_err(|message| Refusal::invalid(&message))?;
    Ok(members)
}

fn check(members: &Map<String, Value>) -> Result<(), String> {
    for name in REQUIRED {
        let text = members.get(*name).and_then(Value::as_str).unwrap_or_default();
        if text.trim().is_empty() {
            return Err(format!("{name} has to be a text that is not empty."));
        }
    }
    let address = members.get("url").and_then(Value::as_str).and_then(|text| url::Url::parse(text).ok());
    if !address.is_some_and(|address| matches!(address.scheme(), "http" | "https")) {
        return Err("url has to be an address that begins with http or https.".to_owned());
    }
    if members.get("headers").is_some_and(|headers| !headers.is_object()) {
        return Err("headers has to be an object.".to_owned());
    }
    let unknown = members.keys().find(|name| *name != "headers" && !REQUIRED.contains(&name.as_str()));
    unknown.map_or(Ok(()), |name| Err(format!("{name} is not a known field.")))
}

/// The webhook as it is kept and answered.
pub(super) fn created(request: Map<String, Value>, id: &str, agent: &str, created_at: Value) -> Value {
    let mut webhook = Map::new();
    webhook.insert("id".to_owned(), Value::from(id));
    webhook.insert("agentId".to_owned(), Value::from(agent));
    webhook.extend(request);
    webhook.insert("createdAt".to_owned(), created_at);
    Value::Object(webhook)
}
