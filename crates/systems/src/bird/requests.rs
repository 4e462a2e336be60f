//! Addresses and bodies of Bird's requests.
//!
//! A body holds the top-level members that the edits touch and no other. A nested edit sends its whole member, merged
//! on the freshest copy, because a server may replace a nested object. Null is never sent for a documented member:
//! the documents do not say that it clears one, and the contract refuses it.

use std::collections::BTreeMap;

use callboard_model::{Connection, Edits, FieldAccess, Pointer, Result, Sensitive, SystemDescription};
use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};
use serde_json::{Map, Value};
use url::Url;

use crate::dialect::{address_below, connection_value, credential_header};
use crate::request_body::{Shape, access_of, put, refused, sent_value, without_documented_nulls};
use crate::session::Session;

use super::description::{AUTH_SCHEME, BEARER, WORKSPACE};

/// The member that has an operation of its own.
const AVAILABILITY: &str = "availability";

/// The address of `path` below the connection's workspace. Each segment is percent-encoded.
pub(super) fn address(session: &Session<'_>, path: &[&str]) -> Result<Url> {
    let workspace = connection_value(session, WORKSPACE)?;
    address_below(session, &[&["workspaces", workspace], path].concat())
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
        let current = fresh.get(&root).cloned().unwrap_or(Value::Null);
        bodies.agent.entry(root).or_insert(current);
        put(description, &mut bodies.agent, pointer, value)?;
    }
    without_nulls(&mut bodies.agent);
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
                body.entry(pointer.root()).or_insert(Value::Null);
                put(description, &mut body, pointer, value)?;
            }
            Some(FieldAccess::UpdateOnly) => {
                remaining.insert(pointer.clone(), value.clone());
            }
            Some(FieldAccess::ReadOnly) | None => return Err(refused(pointer, "this cannot be set")),
        }
    }
    without_nulls(&mut body);
    Ok((body, Edits(remaining)))
}

fn without_nulls(body: &mut Map<String, Value>) {
    for (name, member) in body {
        without_documented_nulls(member, shape_of(name));
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
    body.insert(name.clone(), sent_value(description, pointer, value)?);
    Ok(())
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
