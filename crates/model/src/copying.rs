//! Carrying an agent into another system: what maps, what does not, what has to be filled in.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use crate::edits::Edits;
use crate::field::Meaning;
use crate::pointer::Pointer;

/// What an agent is, in words that every system shares. Texts are none where the agent has nothing of the kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// The parts there are.
    pub parts: Vec<OutlinePart>,
}

/// One part of an outline.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlinePart {
    /// What it means.
    pub meaning: Meaning,
    /// Where the agent has it.
    pub pointer: Pointer,
    /// The value, a text or a list of texts. A system's own voice is named as the system names it.
    pub value: Value,
}

/// What becomes of an agent in another system, before anything is created.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CopyPlan {
    /// What the new agent's form is filled with.
    pub edits: Edits,
    /// What maps.
    pub carried: Vec<CarriedField>,
    /// What the other system has no place for, or not this value.
    pub left_out: Vec<LeftOutField>,
    /// Fields of the new agent that have to be filled in before it can be created.
    pub missing: Vec<Pointer>,
}

/// A value that maps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CarriedField {
    /// What it means.
    pub meaning: Meaning,
    /// Where it comes from.
    pub from: Pointer,
    /// Where it goes.
    pub to: Pointer,
    /// The value as the new agent gets it.
    pub value: Value,
}

/// A value that does not map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LeftOutField {
    /// Where the agent has it.
    pub pointer: Pointer,
    /// The value.
    pub value: Value,
    /// Why.
    pub reason: LeftOutReason,
}

/// Why a value does not map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum LeftOutReason {
    /// The other system has no such setting.
    NoPlace,
    /// The other system has the setting, and not this value.
    OtherValues,
    /// It is a secret.
    Secret,
    /// The system sent it, and no field describes it.
    Undescribed,
}
