//! Changes that are under way, and those of which nobody knows yet what became of them.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::agent::AgentRecord;
use crate::change::{ChangeKind, Conflict, Finding};
use crate::error::CallboardError;
use crate::ids::{AgentId, ChangeId, ConnectionId};
use crate::job::JobId;

/// A change that is not done with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OpenChange {
    /// Its name.
    pub id: ChangeId,
    /// The connection it was asked for over.
    pub connection: ConnectionId,
    /// The agent; none for one that is not created yet.
    pub agent: Option<AgentId>,
    /// The agent's name, as far as it is known.
    pub agent_name: String,
    /// What kind of change it is.
    pub kind: ChangeKind,
    /// When somebody wanted it (RFC 3339, UTC).
    pub began_at: String,
    /// The batch it is a part of.
    pub batch: Option<String>,
    /// The job by which it can be stopped, whoever began it; none where it is not under way.
    pub job: Option<JobId>,
    /// Where it is.
    pub state: OpenState,
}

/// Where an open change is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum OpenState {
    /// Another change of the same agent comes first. Nothing was sent.
    Waiting,
    /// It is under way.
    Running {
        /// What is being done.
        stage: Stage,
    },
    /// Somebody else changed the same things: the admin picks. Nothing was sent.
    Conflicts {
        /// The agent as it is on the server.
        fresh: Box<AgentRecord>,
        /// What was changed on both sides.
        conflicts: Vec<Conflict>,
    },
    /// The values cannot be saved like this. Nothing was sent.
    Refused {
        /// Why, field by field.
        findings: Vec<Finding>,
    },
    /// It failed; the error says how far it got.
    Failed {
        /// Why.
        error: CallboardError,
    },
    /// It was sent and nobody knows yet whether it was done.
    Sent {
        /// Why nobody knows, where it is known.
        error: Option<CallboardError>,
        /// What a look at the system said last.
        look: LookResult,
    },
}

/// What is being done for a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Stage {
    /// The agent is read. Nothing was sent.
    Reading,
    /// It is sent.
    Sending,
    /// It was sent; the agent is read again.
    Checking,
    /// It was sent without a clear answer; the system is looked through for it.
    Looking,
}

/// What a look for a change said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum LookResult {
    /// Nobody has looked yet.
    NotLooked,
    /// The system could not be read.
    Unreadable,
    /// It was not there; it may still arrive.
    NotYet,
    /// It cannot be told from what somebody else did, or the system has no way to look.
    CannotTell,
}

/// What the admin says of a change that nobody else can tell about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// It was made: it goes into the history.
    Made,
    /// It was not made: it is forgotten, and can be made again.
    NotMade,
}
