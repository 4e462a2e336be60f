//! What is done with voicemail drops that are stored already: edits of an agent's list, and copies on other agents.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{AgentId, CallboardError, ChangeId, PictureAddress};

/// An edit of an agent's list of drops. Places are counted from 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum DropEdit {
    /// Gives a drop another name.
    Rename {
        /// Its place.
        index: u32,
        /// The name.
        name: String,
    },
    /// Takes a drop away.
    Remove {
        /// Its place.
        index: u32,
    },
    /// Puts a drop at another place; those between move up by one.
    Move {
        /// Where it is.
        from: u32,
        /// Where it is afterwards.
        to: u32,
    },
}

/// What an agent has of a drop that may be copied to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum DropPresence {
    /// Neither its recording nor another one of its name.
    Missing,
    /// Another recording of the same name.
    SameName,
    /// The recording itself.
    SameRecording,
}

/// An agent that a drop may be copied to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DropTarget {
    /// The agent.
    pub agent: AgentId,
    /// Its name.
    pub name: String,
    /// Where its picture is shown from.
    pub picture: Option<PictureAddress>,
    /// Person or bot, in the system's word.
    pub kind: Option<String>,
    /// What it has of the drop.
    pub presence: DropPresence,
}

/// What became of a copy on one agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum DropCopyOutcome {
    /// It is stored and was read back.
    Copied,
    /// The agent had the recording already; nothing was sent.
    Present,
    /// It was sent, and nobody knows yet whether it was stored: it is among the open changes.
    Sent {
        /// The open change.
        change: ChangeId,
    },
    /// It was not stored.
    Failed {
        /// Why.
        error: CallboardError,
    },
}

/// A drop's copy on one agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DropCopy {
    /// The agent.
    pub agent: AgentId,
    /// What became of it.
    pub outcome: DropCopyOutcome,
}
