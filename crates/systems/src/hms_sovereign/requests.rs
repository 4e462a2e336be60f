//! Addresses and bodies of HMS Sovereign's requests.
//!
//! An update names the top-level members that the edits touch and no other. A nested edit sends its whole configuration,
//! merged on the freshest copy, because a server may replace one. Null clears a member of the agent; inside a
//! configuration, where the contract takes no null, the member is left out.

use callboard_model::{Edits, Result, SystemDescription};
use serde_json::{Map, Value};

use super::description::pointer;
use crate::request_body::{Purpose, Shape, edited, refused, touched_members, without_documented_nulls};

/// Every member that is a record of its own, with its documented form.
const CONFIGURATIONS: [(&str, Shape); 4] = [
    (
        "stt_config",
        Shape::Record(&[
            ("provider", Shape::Verbatim),
            ("model", Shape::Verbatim),
            ("language", Shape::Verbatim),
            ("keyterms", Shape::Verbatim),
        ]),
    ),
    (
        "llm_config",
        Shape::Record(&[
            ("provider", Shape::Verbatim),
            ("model", Shape::Verbatim),
            ("temperature", Shape::Verbatim),
            ("messages", Shape::List(&MESSAGE)),
            ("tools", Shape::Verbatim),
            ("voice", Shape::Verbatim),
        ]),
    ),
    (
        "tts_config",
        Shape::Record(&[
            ("provider", Shape::Verbatim),
            ("voice_id", Shape::Verbatim),
            ("language", Shape::Verbatim),
            ("model", Shape::Verbatim),
            ("speed", Shape::Verbatim),
            ("stability", Shape::Verbatim),
            ("similarity_boost", Shape::Verbatim),
            ("use_speaker_boost", Shape::Verbatim),
            ("style", Shape::Verbatim),
        ]),
    ),
    (
        "analysis_plan",
        Shape::Record(&[
            ("structured_data_plan", Shape::Verbatim),
            ("min_messages_threshold", Shape::Verbatim),
        ]),
    ),
];
const MESSAGE: Shape = Shape::Record(&[("role", Shape::Verbatim), ("content", Shape::Verbatim)]);

/// The body that carries the edits; empty where there are none.
pub(super) fn update_body(
    description: &SystemDescription,
    fresh: &Value,
    edits: &Edits,
) -> Result<Map<String, Value>> {
    let whole = edited(description, fresh, edits, Purpose::Update)?;
    let mut body = touched_members(&whole, edits);
    for (pointer, value) in &edits.0 {
        if value.is_null() && pointer.segments().count() == 1 && is_configuration(&pointer.root()) {
            return Err(refused(pointer, "no way to take a configuration away is documented"));
        }
    }
    without_nulls(&mut body);
    Ok(body)
}

/// The body that creates an agent: what is set, and nothing else.
pub(super) fn create_body(description: &SystemDescription, edits: &Edits) -> Result<Map<String, Value>> {
    let mut body = edited(description, &Value::Null, edits, Purpose::Create)?;
    without_nulls(&mut body);
    // The contract takes nulls to clear what is there, and a new agent has nothing.
    body.retain(|_, value| !value.is_null());
    for name in half_done(description, &body) {
        body.shift_remove(&name);
    }
    Ok(body)
}

/// Configurations that lack what they need and that the form does not show, as those beside a model that speaks by itself:
/// the system would refuse them, and nobody could fill them in.
fn half_done(description: &SystemDescription, body: &Map<String, Value>) -> Vec<String> {
    let document = Value::Object(body.clone());
    let is_half_done = |name: &&str| {
        let place = pointer(&format!("/{name}"));
        let mut needed = description
            .fields()
            .map(|(_, field)| field)
            .filter(|field| field.required_within.as_ref() == Some(&place));
        needed.any(|field| !field.is_shown(&document) && field.pointer.read_or_null(&document).is_null())
    };
    let names = CONFIGURATIONS.iter().map(|(name, _)| *name);
    names.filter(|name| body.contains_key(*name)).filter(is_half_done).map(str::to_owned).collect()
}

fn is_configuration(member: &str) -> bool {
    CONFIGURATIONS.iter().any(|(name, _)| *name == member)
}

fn without_nulls(body: &mut Map<String, Value>) {
    for (name, shape) in &CONFIGURATIONS {
        if let Some(configuration) = body.get_mut(*name) {
            without_documented_nulls(configuration, shape);
        }
    }
}

#[cfg(test)]
mod tests;
