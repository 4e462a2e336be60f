//! Request bodies as the contract describes them: fields, types and bounds, nothing more. Every field may be null.

use axum::http::{HeaderMap, StatusCode, header};
use serde_json::{Map, Value};

use super::refusal::Refusal;
use crate::shape::{Mismatch, Shape, check};

const TEXT: Shape = Shape::OrNull(&Shape::Text);
const TEXTS: Shape = Shape::OrNull(&Shape::List(&Shape::Text));
const UUID: Shape = Shape::OrNull(&Shape::Uuid);
const NUMBER: Shape = Shape::OrNull(&Shape::Number(f64::NEG_INFINITY, f64::INFINITY));
const RECORD: Shape = Shape::OrNull(&Shape::OpenObject(&[]));

/// The languages of the document.
const LANGUAGES: &[&str] = &[
    "es", "en", "multi", "fr", "ca", "de", "bg", "zh", "zh-TW", "zh-HK", "cs", "da", "nl", "et", "fi",
    "nl-BE", "de-CH", "el", "hi", "hu", "id", "it", "ja", "ko", "lv", "lt", "ms", "no", "pl", "pt", "ro",
    "ru", "sk", "sv", "th", "tr", "uk", "vi",
];

const INTEGRATIONS: Shape =
    Shape::List(&Shape::Object(&[("integration_id", Shape::Uuid), ("tool_ids", Shape::List(&Shape::Uuid))]));

/// A call tool in the form of the document.
const DOCUMENTED_CALL_TOOL: Shape =
    Shape::Object(&[("call_tool_id", Shape::Uuid), ("settings", Shape::OpenObject(&[]))]);

/// A call tool in the form that the public page shows today.
const CURRENT_CALL_TOOL: Shape = Shape::OpenObject(&[
    ("type", Shape::Text),
    ("name", Shape::Text),
    ("target_number", Shape::Text),
    ("description", Shape::Text),
    ("transfer_type", Shape::Text),
]);

/// `UpdateAgentRequest` of the contract, but for what tells the forms of call tools apart.
const UPDATE: Shape = Shape::Object(&[
    ("name", TEXT),
    ("description", TEXT),
    ("prompt", TEXT),
    ("greeting", TEXT),
    ("time_before_start", NUMBER),
    ("voice_id", UUID),
    ("boosted_keywords", TEXTS),
    ("language", Shape::OrNull(&Shape::OneOf(LANGUAGES))),
    ("redirect_number", TEXT),
    ("max_reminder_count", Shape::OrNull(&Shape::Integer(0, i64::MAX))),
    ("reminder_frequency_ms", Shape::OrNull(&Shape::Integer(1000, i64::MAX))),
    ("reminder_messages", TEXTS),
    ("knowledge_base_ids", Shape::OrNull(&Shape::List(&Shape::Uuid))),
    ("mode", Shape::OrNull(&Shape::OneOf(&["free", "path"]))),
    ("conversational_path_id", UUID),
    ("integrations", Shape::OrNull(&INTEGRATIONS)),
    ("call_tools", Shape::OrNull(&Shape::List(&Shape::OpenObject(&[])))),
    ("voice_speed", NUMBER),
    ("dynamic_variables", RECORD),
    ("background_audio", TEXT),
    ("pronunciation_dict", RECORD),
]);

/// `LaunchVersionRequest` of the contract.
const LAUNCH: Shape = Shape::Object(&[("version_name", TEXT)]);

/// The fields of an update. 415 for another media type, 400 for what is not JSON, 422 for the rest.
pub(super) fn update(headers: &HeaderMap, bytes: &[u8]) -> Result<Map<String, Value>, Refusal> {
    let members = parse(headers, bytes, UPDATE)?;
    let call_tools = members.get("call_tools").and_then(Value::as_array);
    for (index, tool) in call_tools.into_iter().flatten().enumerate() {
        check_call_tool(tool)
            .map_err(|mismatch| Refusal::invalid(&format!("call_tools[{index}]: {}", mismatch.message)))?;
    }
    Ok(members)
}

/// The name of the version to launch, if one is given. Refuses as [`update`] does.
pub(super) fn launch(headers: &HeaderMap, bytes: &[u8]) -> Result<Option<String>, Refusal> {
    let members = parse(headers, bytes, LAUNCH)?;
    Ok(members.get("version_name").and_then(Value::as_str).map(str::to_owned))
}

fn parse(headers: &HeaderMap, bytes: &[u8], shape: Shape) -> Result<Map<String, Value>, Refusal> {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !content_type.is_some_and(|value| value.starts_with("application/json")) {
        let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
        return Err(Refusal::new(status, "The body has to be application/json."));
    }
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|error| Refusal::new(StatusCode::BAD_REQUEST, &format!("The body is not JSON: {error}.")))?;
    check(&value, shape).map_err(|mismatch| Refusal::invalid(&mismatch.message))?;
    match value {
        Value::Object(members) => Ok(members),
        _ => Err(Refusal::invalid("The body has to be an object.")),
    }
}

/// Either of the two forms; only the current one has a `type`.
fn check_call_tool(tool: &Value) -> Result<(), Mismatch> {
    let shape = if tool.get("type").is_some() { CURRENT_CALL_TOOL } else { DOCUMENTED_CALL_TOOL };
    check(tool, shape)
}
