//! Addresses, cursors and bodies of Diga's requests.
//!
//! An update sends the top-level members that the edits touch and no other; a nested edit sends its whole member, merged on
//! the freshest copy. Null is what clears a member. The items of `integrations` and `call_tools` come back in forms that no
//! document describes, while the request takes documented members only and replaces all there was: an item that cannot be
//! written in the request's form stops the save before anything is lost.

use callboard_model::{AgentId, CallboardError, Edits, ErrorCode, Pointer, Result, SystemDescription};
use serde_json::{Map, Value, json};
use url::Url;
use uuid::Uuid;

use crate::dialect::address_below;
use crate::document::id_of_text;
use crate::request_body::{self, Purpose, refused, touched_members};
use crate::session::Session;

/// Largest page that the vendor's public pages allow.
pub(super) const LARGEST_PAGE: u32 = 100;

/// What a cursor begins with where the answer named no item to go on after and a page is asked for by its number.
const BY_NUMBER: &str = "page:";

/// The address of `path`.
pub(super) fn address(session: &Session<'_>, path: &[&str]) -> Result<Url> {
    address_below(session, path)
}

/// The same address with a slash at its end, which is part of the list's path.
pub(super) fn with_slash(mut url: Url) -> Url {
    if let Ok(mut segments) = url.path_segments_mut() {
        segments.push("");
    }
    url
}

/// The cursor of a page that is asked for by its number.
pub(super) fn cursor_of_number(number: u64) -> String {
    format!("{BY_NUMBER}{number}")
}

/// The query of one page.
pub(super) fn page_query(cursor: Option<&str>, limit: u32) -> Vec<(&'static str, String)> {
    let mut query = vec![("limit", limit.to_string())];
    if let Some(cursor) = cursor {
        query.push(match cursor.strip_prefix(BY_NUMBER) {
            Some(number) => ("page", number.to_owned()),
            None => ("after", cursor.to_owned()),
        });
    }
    query
}

/// The document of an agent of which nothing but its id is known.
pub(super) fn document_of_id(id: &str) -> Result<Value> {
    let id = Uuid::parse_str(id.trim())
        .map_err(|_| CallboardError::new(ErrorCode::InvalidEdits).with_detail("an agent's id is a UUID"))?;
    Ok(json!({ "agent_id": id.hyphenated().to_string() }))
}

/// Which agent a document is about.
pub(super) fn agent_id(document: &Value) -> Option<AgentId> {
    id_of_text(document.get("agent_id")?.as_str()?)
}

/// The body that carries the edits.
pub(super) fn update_body(
    description: &SystemDescription,
    fresh: &Value,
    edits: &Edits,
) -> Result<Map<String, Value>> {
    let edited = request_body::edited(description, fresh, edits, Purpose::Update)?;
    let mut members = touched_members(&edited, edits);
    for (name, form) in [("integrations", integration as Form), ("call_tools", call_tool as Form)] {
        if let Some(Value::Array(items)) = members.get_mut(name) {
            for (index, item) in items.iter_mut().enumerate() {
                let told = item.as_object().ok_or("it is no record").and_then(form);
                let place = Pointer::of_member(name);
                let place = Pointer::parse(format!("{place}/{index}")).unwrap_or(place);
                *item = Value::Object(told.map_err(|reason| refused(&place, reason))?);
            }
        }
    }
    Ok(members)
}

/// Writes an item in the form of the request, or says why that cannot be done.
type Form = fn(&Map<String, Value>) -> Result<Map<String, Value>, &'static str>;

fn integration(item: &Map<String, Value>) -> Result<Map<String, Value>, &'static str> {
    if !is_set(item, "integration_id") {
        return Err("the integration has no integration_id");
    }
    let told = only(item, &["integration_id", "tool_ids"]);
    // Without the list, whatever tells the tools is in a member nobody documents, and would be lost.
    if !told.contains_key("tool_ids") && item.len() > told.len() {
        return Err("the integration does not tell its tools as tool_ids");
    }
    Ok(told)
}

fn call_tool(item: &Map<String, Value>) -> Result<Map<String, Value>, &'static str> {
    if is_set(item, "type") {
        // The form of the public page, which is open: whatever else the item holds goes back with it.
        return Ok(item.iter().filter(|(_, value)| !value.is_null()).map(owned).collect());
    }
    if is_set(item, "target_number") || is_set(item, "transfer_type") {
        return Err("the call tool has no type");
    }
    if !is_set(item, "call_tool_id") {
        return Err("the call tool has neither call_tool_id nor type");
    }
    Ok(only(item, &["call_tool_id", "settings"]))
}

fn is_set(item: &Map<String, Value>, name: &str) -> bool {
    item.get(name).and_then(Value::as_str).is_some_and(|text| !text.is_empty())
}

fn only(item: &Map<String, Value>, names: &[&str]) -> Map<String, Value> {
    item.iter()
        .filter(|(name, value)| names.contains(&name.as_str()) && !value.is_null())
        .map(owned)
        .collect()
}

fn owned((name, value): (&String, &Value)) -> (String, Value) {
    (name.clone(), value.clone())
}
