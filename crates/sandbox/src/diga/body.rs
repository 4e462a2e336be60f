//! Request bodies, checked as strictly as the contract describes them: fields, types and bounds, nothing more.

use axum::http::{HeaderMap, StatusCode, header};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::Refusal;

/// The languages of the document.
const LANGUAGES: &[&str] = &[
    "es", "en", "multi", "fr", "ca", "de", "bg", "zh", "zh-TW", "zh-HK", "cs", "da", "nl", "et", "fi",
    "nl-BE", "de-CH", "el", "hi", "hu", "id", "it", "ja", "ko", "lv", "lt", "ms", "no", "pl", "pt", "ro",
    "ru", "sk", "sv", "th", "tr", "uk", "vi",
];

/// The form of a value in a request body.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    Text,
    Uuid,
    /// A whole number of at least this.
    Integer(i64),
    Number,
    OneOf(&'static [&'static str]),
    List(&'static Shape),
    /// Every member is optional and no other is allowed.
    Object(Fields),
    /// An object with any members.
    Record,
    CallTool,
}

type Fields = &'static [(&'static str, Shape)];

const INTEGRATION: Shape =
    Shape::Object(&[("integration_id", Shape::Uuid), ("tool_ids", Shape::List(&Shape::Uuid))]);

/// The form of the document.
const DOCUMENTED_CALL_TOOL: Shape =
    Shape::Object(&[("call_tool_id", Shape::Uuid), ("settings", Shape::Record)]);

/// The texts of the form that the public page shows today; other members are open there.
const CURRENT_CALL_TOOL: &[&str] = &["type", "name", "target_number", "description", "transfer_type"];

/// `UpdateAgentRequest` of the contract.
pub(super) const UPDATE: Fields = &[
    ("name", Shape::Text),
    ("description", Shape::Text),
    ("prompt", Shape::Text),
    ("greeting", Shape::Text),
    ("time_before_start", Shape::Number),
    ("voice_id", Shape::Uuid),
    ("boosted_keywords", Shape::List(&Shape::Text)),
    ("language", Shape::OneOf(LANGUAGES)),
    ("redirect_number", Shape::Text),
    ("max_reminder_count", Shape::Integer(0)),
    ("reminder_frequency_ms", Shape::Integer(1000)),
    ("reminder_messages", Shape::List(&Shape::Text)),
    ("knowledge_base_ids", Shape::List(&Shape::Uuid)),
    ("mode", Shape::OneOf(&["free", "path"])),
    ("conversational_path_id", Shape::Uuid),
    ("integrations", Shape::List(&INTEGRATION)),
    ("call_tools", Shape::List(&Shape::CallTool)),
    ("voice_speed", Shape::Number),
    ("dynamic_variables", Shape::Record),
    ("background_audio", Shape::Text),
    ("pronunciation_dict", Shape::Record),
];

/// `LaunchVersionRequest` of the contract.
pub(super) const LAUNCH: Fields = &[("version_name", Shape::Text)];

/// Parses a body and holds it against its fields, each of which may also be null.
///
/// 415 for another media type, 400 for what is not JSON, 422 for the rest.
pub(super) fn parse(
    headers: &HeaderMap,
    bytes: &[u8],
    fields: Fields,
) -> Result<Map<String, Value>, Refusal> {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !content_type.is_some_and(|value| value.starts_with("application/json")) {
        return Err(Refusal::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "The body has to be application/json.",
        ));
    }
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        Refusal::new(StatusCode::BAD_REQUEST, &format!("The body is not JSON: {error}."))
    })?;
    let Value::Object(members) = value else { return Err(Refusal::invalid("The body has to be an object.")) };
    for (name, value) in members.iter().filter(|(_, value)| !value.is_null()) {
        check_member(name, value, name, fields).map_err(|message| Refusal::invalid(&message))?;
    }
    // A null for a field that does not exist is no better than another value.
    match members.keys().find(|name| !fields.iter().any(|(known, _)| known == name)) {
        Some(unknown) => Err(Refusal::invalid(&format!("{unknown} is not a known field."))),
        None => Ok(members),
    }
}

fn check_member(name: &str, value: &Value, place: &str, fields: Fields) -> Result<(), String> {
    let Some((_, shape)) = fields.iter().find(|(known, _)| *known == name) else {
        return Err(format!("{place} is not a known field."));
    };
    check(value, *shape, place)
}

fn check(value: &Value, shape: Shape, place: &str) -> Result<(), String> {
    let fits = match shape {
        Shape::Text => value.is_string(),
        Shape::Uuid => value.as_str().is_some_and(|text| Uuid::parse_str(text).is_ok()),
        Shape::Integer(least) => value.as_i64().is_some_and(|number| number >= least),
        Shape::Number => value.is_number(),
        Shape::OneOf(values) => value.as_str().is_some_and(|text| values.contains(&text)),
        Shape::Record => value.is_object(),
        Shape::List(item) => {
            let Some(items) = value.as_array() else { return Err(format!("{place} has to be a list.")) };
            for (index, value) in items.iter().enumerate() {
                check(value, *item, &format!("{place}[{index}]"))?;
            }
            true
        }
        Shape::Object(fields) => {
            let Some(object) = value.as_object() else {
                return Err(format!("{place} has to be an object."));
            };
            for (name, value) in object {
                check_member(name, value, &format!("{place}.{name}"), fields)?;
            }
            true
        }
        Shape::CallTool => return check_call_tool(value, place),
    };
    if fits { Ok(()) } else { Err(format!("{place} has to be {}.", wanted(shape))) }
}

/// Either of the two forms; a `type` tells the current one.
fn check_call_tool(value: &Value, place: &str) -> Result<(), String> {
    if value.get("type").is_none() {
        return check(value, DOCUMENTED_CALL_TOOL, place);
    }
    CURRENT_CALL_TOOL
        .iter()
        .filter_map(|name| value.get(name).map(|value| (name, value)))
        .try_for_each(|(name, value)| check(value, Shape::Text, &format!("{place}.{name}")))
}

fn wanted(shape: Shape) -> String {
    match shape {
        Shape::Text => "a text".to_owned(),
        Shape::Uuid => "a UUID".to_owned(),
        Shape::Integer(least) => format!("a whole number of at least {least}"),
        Shape::Number => "a number".to_owned(),
        Shape::OneOf(values) => format!("one of {}", values.join(", ")),
        Shape::List(_) => "a list".to_owned(),
        Shape::Object(_) | Shape::Record | Shape::CallTool => "an object".to_owned(),
    }
}
