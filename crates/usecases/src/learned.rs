//! Suggestions for pickers, for an API that lists no such things: what the agents read so far have.

use std::collections::BTreeMap;

use callboard_model::{ConnectionId, Learned};
use serde::Serialize;
use serde_json::Value;
use specta::Type;

use crate::agents::Agents;

/// A value that other agents have.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LearnedValue {
    /// The value to store.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// How many agents have it.
    pub agents: u32,
    /// The whole thing as one of them has it.
    pub item: Value,
}

impl Agents {
    /// What other agents of the connection have at this place, the most common first.
    pub fn learned_values(&self, connection: &ConnectionId, learned: &Learned) -> Vec<LearnedValue> {
        let mut found: BTreeMap<String, LearnedValue> = BTreeMap::new();
        for (_, document) in self.known.all(connection) {
            for item in items(learned.from.read(&document)) {
                let Some(value) = text(learned.value.as_ref().map_or(Some(item), |place| place.read(item)))
                else {
                    continue;
                };
                let label = text(learned.label.as_ref().map_or(Some(item), |place| place.read(item)));
                found.entry(value.clone()).and_modify(|known| known.agents += 1).or_insert_with(|| {
                    LearnedValue {
                        label: label.unwrap_or_else(|| value.clone()),
                        value,
                        agents: 1,
                        item: item.clone(),
                    }
                });
            }
        }
        let mut values: Vec<_> = found.into_values().collect();
        values.sort_by(|one, other| other.agents.cmp(&one.agents).then_with(|| one.label.cmp(&other.label)));
        values
    }
}

/// The things at a place: one, or a list of them.
fn items(place: Option<&Value>) -> Vec<&Value> {
    match place {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(items)) => items.iter().collect(),
        Some(one) => vec![one],
    }
}

fn text(value: Option<&Value>) -> Option<String> {
    value.and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned)
}
