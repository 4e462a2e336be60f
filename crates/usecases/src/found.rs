//! An agent that was found, and where what is said of it is from.

use callboard_journal::RememberedAnswer;
use callboard_model::{AgentId, CallboardError, ErrorCode, Result};
use serde_json::Value;

use crate::gateway::Access;

/// An agent's document, and where it is from.
pub(crate) struct Found {
    /// As the system sent it, or with masked secrets where it is remembered.
    pub(crate) document: Value,
    pub(crate) source: Source,
}

/// Where a document is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// The system has just said it.
    System,
    /// An earlier answer said it, at that time; none where only the agent's id is known.
    Remembered { said_at: Option<String> },
}

impl Found {
    pub(crate) fn fresh(document: Value) -> Self {
        Self { document, source: Source::System }
    }

    pub(crate) fn remembered(answer: RememberedAnswer) -> Self {
        Self { document: answer.document, source: Source::Remembered { said_at: answer.at } }
    }

    pub(crate) fn is_remembered(&self) -> bool {
        matches!(self.source, Source::Remembered { .. })
    }
}

/// The id of a document that was just made or read.
pub(crate) fn agent_of(access: &Access, document: &Value) -> Result<AgentId> {
    access.system.agent_id(document).ok_or_else(|| {
        CallboardError::new(ErrorCode::UnreadableAnswer)
            .with_system(access.connection.system.clone())
            .with_detail("an agent without an id")
    })
}
