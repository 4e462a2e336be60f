//! Addresses and bodies of Bird's requests.
//!
//! A body holds the top-level members that the edits touch and no other. A nested edit sends its whole member, merged
//! on the freshest copy, because a server may replace a nested object. Null is never sent for a documented member:
//! the documents do not say that it clears one, and the contract refuses it.

use std::collections::BTreeMap;

use callboard_model::{
    Clearing, Connection, Control, Edits, FieldAccess, FieldDescription, Pointer, Result, Sensitive,
    SystemDescription,
};
use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};
use serde_json::{Map, Value, json};
use url::Url;

use crate::client::{address_below, connection_value, credential_header};
use crate::request_body::{Shape, refused, without_documented_nulls};
use crate::session::Session;

use super::description::{AUTH_SCHEME, BASE_URL, BEARER, WORKSPACE};

/// The member that has an operation of its own.
const AVAILABILITY: &str = "availability";

/// The address of `path` below the connection's workspace. Each segment is percent-encoded.
pub(super) fn address(session: &Session<'_>, path: &[&str]) -> Result<Url> {
    let workspace = connection_value(session, WORKSPACE)?;
    address_below(session, BASE_URL, &[&["workspaces", workspace], path].concat())
}

/// The `Authorization` header in the connection's scheme.
pub(super) fn authorization(
    connection: &Connection,
    credential: &Sensitive,
) -> Result<(HeaderName, HeaderValue)> {
    let bearer = connection.values.get(AUTH_SCHEME).is_some_and(|scheme| scheme == BEARER);
    credential_header(AUTHORIZATION, if bearer { "Bearer " } else { "AccessKey " }, credential)
}

/// What a save sends.
#[derive(Debug, Default, PartialEq)]
pub(super) struct UpdateBodies {
    /// To the agent.
    pub(super) agent: Map<String, Value>,
    /// To its availability.
    pub(super) availability: Map<String, Value>,
}

/// The bodies that carry the edits.
pub(super) fn update_bodies(
    description: &SystemDescription,
    fresh: &Value,
    edits: &Edits,
) -> Result<UpdateBodies> {
    let mut bodies = UpdateBodies::default();
    for (pointer, value) in &edits.0 {
        let access = access_of(description, pointer);
        if !matches!(access, Some(FieldAccess::Editable | FieldAccess::UpdateOnly)) {
            return Err(refused(pointer, "this cannot be changed"));
        }
        let root = pointer.root();
        if root == AVAILABILITY {
            put_availability(description, &mut bodies.availability, pointer, value)?;
            continue;
        }
        let current = || fresh.get(&root).cloned().unwrap_or(Value::Null);
        let member = bodies.agent.entry(root.clone()).or_insert_with(current);
        put(description, member, pointer, value)?;
    }
    for (name, member) in &mut bodies.agent {
        without_documented_nulls(member, shape_of(name));
    }
    Ok(bodies)
}

/// The body that creates an agent, and the edits it cannot carry. A field that is empty is not sent.
pub(super) fn create_body(
    description: &SystemDescription,
    edits: &Edits,
) -> Result<(Map<String, Value>, Edits)> {
    let mut body = Map::new();
    let mut remaining = BTreeMap::new();
    for (pointer, value) in edits.0.iter().filter(|(_, value)| !value.is_null()) {
        match access_of(description, pointer) {
            Some(FieldAccess::Editable | FieldAccess::CreateOnly) => {
                let member = body.entry(pointer.root()).or_insert(Value::Null);
                put(description, member, pointer, value)?;
            }
            Some(FieldAccess::UpdateOnly) => {
                remaining.insert(pointer.clone(), value.clone());
            }
            Some(FieldAccess::ReadOnly) | None => return Err(refused(pointer, "this cannot be set")),
        }
    }
    for (name, member) in &mut body {
        without_documented_nulls(member, shape_of(name));
    }
    Ok((body, Edits(remaining)))
}

/// Puts an edit into its top-level member.
fn put(description: &SystemDescription, member: &mut Value, pointer: &Pointer, value: &Value) -> Result<()> {
    let nested = pointer.segments().count() > 1;
    let value = match (value, described(description, pointer)) {
        (Value::Null, Some(field)) => emptied(field)?,
        (Value::Null, None) if nested => {
            remove(member, pointer);
            return Ok(());
        }
        (value, _) => value.clone(),
    };
    // The pointer begins at the document, so the member is put back into one for the length of this call.
    let mut document = json!({});
    if let Some(members) = document.as_object_mut() {
        members.insert(pointer.root(), member.take());
    }
    let written = pointer.write(&mut document, value);
    *member = document.get_mut(pointer.root()).map(Value::take).unwrap_or_default();
    if written { Ok(()) } else { Err(refused(pointer, "the agent has no such place any more")) }
}

/// Takes an undescribed place (a day of a week) out of its parent.
fn remove(member: &mut Value, pointer: &Pointer) {
    let inner: Vec<String> = pointer.segments().skip(1).collect();
    let Some((last, parents)) = inner.split_last() else { return };
    let parent = parents.iter().try_fold(member, |place, segment| place.get_mut(segment.as_str()));
    if let Some(members) = parent.and_then(Value::as_object_mut) {
        members.shift_remove(last);
    }
}

fn put_availability(
    description: &SystemDescription,
    body: &mut Map<String, Value>,
    pointer: &Pointer,
    value: &Value,
) -> Result<()> {
    let segments: Vec<String> = pointer.segments().collect();
    let [_, name] = segments.as_slice() else {
        return Err(refused(pointer, "availability is changed field by field"));
    };
    let value = match described(description, pointer) {
        Some(field) if value.is_null() => emptied(field)?,
        _ => value.clone(),
    };
    body.insert(name.clone(), value);
    Ok(())
}

fn described<'a>(description: &'a SystemDescription, pointer: &Pointer) -> Option<&'a FieldDescription> {
    description.fields().map(|(_, field)| field).find(|field| &field.pointer == pointer)
}

/// When the place can be written: as its field says, as the field it lies in, or as the fields that lie in it.
fn access_of(description: &SystemDescription, pointer: &Pointer) -> Option<FieldAccess> {
    let related =
        |field: &&FieldDescription| pointer.lies_within(&field.pointer) || field.pointer.lies_within(pointer);
    described(description, pointer)
        .or_else(|| description.fields().map(|(_, field)| field).find(related))
        .map(|field| field.access)
}

/// What is sent for a field that the admin emptied.
fn emptied(field: &FieldDescription) -> Result<Value> {
    match field.clearing {
        Clearing::EmptyText => Ok(json!("")),
        Clearing::Null => Ok(Value::Null),
        Clearing::EmptyCollection if matches!(field.control, Control::Schedule) => Ok(json!({})),
        Clearing::EmptyCollection => Ok(json!([])),
        Clearing::NotPossible => Err(refused(&field.pointer, "no way to empty this is documented")),
    }
}

const TIME: Shape = Shape::Record(&[("hour", Shape::Verbatim), ("minute", Shape::Verbatim)]);
const DAY: Shape = Shape::Record(&[("from", TIME), ("to", TIME)]);
const WEEK: Shape = Shape::Record(&[
    ("monday", DAY),
    ("tuesday", DAY),
    ("wednesday", DAY),
    ("thursday", DAY),
    ("friday", DAY),
    ("saturday", DAY),
    ("sunday", DAY),
]);
const FORWARD_NUMBER: Shape = Shape::Record(&[
    ("enabled", Shape::Verbatim),
    ("number", Shape::Verbatim),
    ("maskCaller", Shape::Verbatim),
]);
const HOLIDAY: Shape =
    Shape::Record(&[("name", Shape::Verbatim), ("day", Shape::Verbatim), ("month", Shape::Verbatim)]);
const SKILL_VALUE: Shape =
    Shape::Record(&[("id", Shape::Verbatim), ("value", Shape::Verbatim), ("icon", Shape::Verbatim)]);
const SKILL: Shape = Shape::Record(&[
    ("id", Shape::Verbatim),
    ("name", Shape::Verbatim),
    ("valueType", Shape::Verbatim),
    ("selectedValues", Shape::List(&SKILL_VALUE)),
]);

fn shape_of(member: &str) -> &'static Shape {
    match member {
        "weeklySchedule" => &WEEK,
        "forwardNumber" => &FORWARD_NUMBER,
        "holidays" => &Shape::List(&HOLIDAY),
        "assignedSkills" => &Shape::List(&SKILL),
        _ => &Shape::Verbatim,
    }
}

#[cfg(test)]
pub(super) mod tests;
