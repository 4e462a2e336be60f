//! What is typed and is no value yet, such as JSON with an open bracket: no edit, but kept like one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::change::FindingCode;
use crate::ids::AgentId;
use crate::ids::ConnectionId;
use crate::pointer::Pointer;

/// A value that is being typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct UnfinishedText {
    /// As it was typed.
    pub text: String,
    /// What is wrong with it.
    pub code: FindingCode,
    /// Values for the sentence.
    pub context: BTreeMap<String, String>,
}

/// What is half typed on one agent's page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct UnfinishedTexts {
    /// The connection.
    pub connection: ConnectionId,
    /// The agent; none for a new one.
    pub agent: Option<AgentId>,
    /// The texts by their places.
    pub texts: BTreeMap<Pointer, UnfinishedText>,
}
