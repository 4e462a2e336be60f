//! Addresses and bodies of MessageFlow's requests.
//!
//! Every address carries the tenant, and every body nests the agent. An update replaces the agent, so all of it is sent:
//! the freshest copy with the edits in it. `agent` is closed, so what answers carry beside name, description and
//! configuration stays behind; the configuration is open, so nothing of it does. Nulls of documented members are left out,
//! because answers may hold them and requests may not.

use callboard_model::{Edits, Result, SystemDescription};
use serde_json::{Map, Value};
use url::Url;

use super::description::{PROMPTS, TENANT, pointer};
use crate::dialect::{address_below, connection_value};
use crate::request_body::{Purpose, Shape, edited, without_documented_nulls};
use crate::session::Session;

/// What a request may name.
const AGENT: [&str; 3] = ["name", "description", "configuration"];

const SHAPE: Shape = Shape::Record(&[
    ("name", Shape::Verbatim),
    ("description", Shape::Verbatim),
    (
        "configuration",
        Shape::Record(&[
            ("name", Shape::Verbatim),
            ("description", Shape::Verbatim),
            ("prompt", Shape::List(&PROMPT)),
        ]),
    ),
]);
const PROMPT: Shape = Shape::Record(&[
    ("id", Shape::Verbatim),
    ("name", Shape::Verbatim),
    ("prompt", Shape::Verbatim),
    ("initial_response", Shape::Verbatim),
    ("voice", Shape::Verbatim),
    ("function_ids", Shape::Verbatim),
    ("tools", Shape::Verbatim),
    ("actions", Shape::Verbatim),
    (
        "integration",
        Shape::Record(&[
            ("id", Shape::Verbatim),
            ("name", Shape::Verbatim),
            ("server", Shape::Verbatim),
            ("bearer_token", Shape::Verbatim),
        ]),
    ),
]);

/// The address of `path` for the connection's tenant.
pub(super) fn address(session: &Session<'_>, path: &[&str]) -> Result<Url> {
    let tenant = connection_value(session, TENANT)?;
    let mut url = address_below(session, path)?;
    url.query_pairs_mut().append_pair("tenant_id", tenant);
    Ok(url)
}

/// The body that puts the edited agent in the place of the fresh one.
pub(super) fn update_body(
    description: &SystemDescription,
    fresh: &Value,
    edits: &Edits,
) -> Result<Map<String, Value>> {
    let mut agent = members(Value::Object(edited(description, fresh, edits, Purpose::Update)?));
    follow_the_agent(&mut agent, fresh, edits);
    Ok(wrapped(agent))
}

/// Leaves out what the configuration repeats of an agent that gets another name or description. In the document's example
/// the request omits both, and the answer's configuration has the new ones: sent along, the old ones would be kept.
fn follow_the_agent(agent: &mut Map<String, Value>, fresh: &Value, edits: &Edits) {
    let Some(configuration) = agent.get_mut("configuration").and_then(Value::as_object_mut) else { return };
    for member in ["name", "description"] {
        let (own, repeated) = (pointer(&format!("/{member}")), pointer(&format!("/configuration/{member}")));
        let is_repeated = own.read(fresh).is_some() && own.read(fresh) == repeated.read(fresh);
        if edits.0.contains_key(&own) && !edits.0.contains_key(&repeated) && is_repeated {
            configuration.shift_remove(member);
        }
    }
}

/// The members of a new agent: what is set, and nothing else.
pub(super) fn new_agent(description: &SystemDescription, edits: &Edits) -> Result<Map<String, Value>> {
    let mut agent = Value::Object(edited(description, &Value::Null, edits, Purpose::Create)?);
    // Ids of another agent's prompts and integrations are not a new one's.
    for prompt in agent.pointer_mut(PROMPTS).and_then(Value::as_array_mut).into_iter().flatten() {
        without_id(prompt);
        if let Some(integration) = prompt.get_mut("integration") {
            without_id(integration);
        }
    }
    Ok(members(agent))
}

fn without_id(value: &mut Value) {
    if let Some(members) = value.as_object_mut() {
        members.shift_remove("id");
    }
}

fn members(mut agent: Value) -> Map<String, Value> {
    without_documented_nulls(&mut agent, &SHAPE);
    match agent {
        Value::Object(mut members) => {
            members.retain(|name, _| AGENT.contains(&name.as_str()));
            members
        }
        _ => Map::new(),
    }
}

/// The body that carries an agent.
pub(super) fn wrapped(agent: Map<String, Value>) -> Map<String, Value> {
    Map::from_iter([("agent".to_owned(), Value::Object(agent))])
}

#[cfg(test)]
mod tests;
