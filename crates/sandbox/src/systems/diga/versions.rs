//! What an agent is made of: its versions, each a whole document, and how an update and a launch change them.
//!
//! An agent is kept as `{"versions"}`, oldest version first. At most the last one is a draft.

use jiff::Timestamp;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::table;

/// What a field becomes when null clears it: empty, or its default where an answer cannot be null.
fn cleared(name: &str) -> Value {
    match name {
        "language" => Value::from("es"),
        "mode" => Value::from("free"),
        "max_reminder_count" => Value::from(3),
        "reminder_frequency_ms" => Value::from(7500),
        "reminder_messages" | "integrations" | "call_tools" => json!([]),
        _ => Value::Null,
    }
}

/// A moment as the API writes it, in seconds.
pub(super) fn moment(timestamp: Timestamp) -> Value {
    Value::from(timestamp.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// The versions of a stored agent, oldest first.
pub(super) fn versions(agent: &Value) -> &[Value] {
    agent.get("versions").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// What the API shows as the agent: its draft, or without one its newest version.
pub(super) fn current(agent: &Value) -> Value {
    versions(agent).last().cloned().unwrap_or_default()
}

/// Writes the fields into the draft; without a draft the newest version is the model of a new one.
pub(super) fn update(agent: &mut Value, request: Map<String, Value>, now: Timestamp) {
    let drafted = is(versions(agent).last(), "is_draft");
    let Some(versions) = agent.get_mut("versions").and_then(Value::as_array_mut) else { return };
    if !drafted && let Some(copy) = versions.last().map(|newest| successor(newest, now)) {
        versions.push(copy);
    }
    let Some(draft) = versions.last_mut().and_then(Value::as_object_mut) else { return };
    for (name, value) in request {
        if name == "voice_id" {
            draft.insert("voice".to_owned(), table::voice(value.as_str()));
        } else {
            let value = if value.is_null() { cleared(&name) } else { value };
            draft.insert(name, value);
        }
    }
    draft.insert("modified_at".to_owned(), moment(now));
}

/// Makes the draft a published version; without a draft the newest version is published once more under a new number.
pub(super) fn launch(agent: &mut Value, name: Option<&str>, now: Timestamp) {
    let drafted = is(versions(agent).last(), "is_draft");
    let Some(versions) = agent.get_mut("versions").and_then(Value::as_array_mut) else { return };
    if !drafted && let Some(copy) = versions.last().map(|newest| successor(newest, now)) {
        versions.push(copy);
    }
    for version in versions.iter_mut().filter_map(Value::as_object_mut) {
        version.insert("is_published".to_owned(), Value::from(false));
    }
    let Some(launched) = versions.last_mut().and_then(Value::as_object_mut) else { return };
    if let Some(name) = name {
        launched.insert("version_name".to_owned(), Value::from(name));
    }
    launched.insert("is_draft".to_owned(), Value::from(false));
    launched.insert("is_published".to_owned(), Value::from(true));
    launched.insert("version_created_at".to_owned(), moment(now));
    launched.insert("modified_at".to_owned(), moment(now));
}

/// The next draft after a version.
fn successor(version: &Value, now: Timestamp) -> Value {
    let mut copy = version.clone();
    let number = version.get("version_number").and_then(Value::as_u64).unwrap_or_default() + 1;
    if let Some(members) = copy.as_object_mut() {
        members.insert("version_id".to_owned(), Value::from(Uuid::new_v4().to_string()));
        members.insert("version_number".to_owned(), Value::from(number));
        members.insert("version_name".to_owned(), Value::from(format!("v{number}")));
        members.insert("version_created_at".to_owned(), moment(now));
        members.insert("is_draft".to_owned(), Value::from(true));
        members.insert("is_published".to_owned(), Value::from(false));
    }
    copy
}

fn is(version: Option<&Value>, mark: &str) -> bool {
    version.and_then(|version| version.get(mark)).and_then(Value::as_bool).unwrap_or_default()
}
