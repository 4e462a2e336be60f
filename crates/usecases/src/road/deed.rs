//! What kinds of change have in common: how one is planned on what was just read, and how it is sent.

use async_trait::async_trait;
use callboard_model::{
    AgentId, AgentRecord, ChangeKind, Conflict, Edits, Finding, JobEvent, Pointer, Result,
};
use callboard_systems::Session;
use serde_json::Value;

use super::Changes;
use crate::found::Found;
use crate::gateway::Access;

/// What a change works with.
#[derive(Clone, Copy)]
pub(crate) struct Ground<'a> {
    pub(crate) changes: &'a Changes,
    pub(crate) access: &'a Access,
    pub(crate) session: Session<'a>,
}

/// What is known of a change before anything is read.
#[derive(Default)]
pub(crate) struct Wanted {
    /// The agent; none for one that is not created yet.
    pub(crate) agent: Option<AgentId>,
    /// Its name, as far as it is known.
    pub(crate) agent_name: String,
    /// Whether it is the caller's own agent, changed by the operation for that.
    pub(crate) own: bool,
    /// The edits, typed secrets masked; none where they depend on what is read.
    pub(crate) edits: Edits,
    /// The edits as their draft has them.
    pub(crate) drafted: Option<Edits>,
    /// The attachment that is finished with it.
    pub(crate) attachment: Option<String>,
    /// What a version is called, or where a webhook leads.
    pub(crate) subject: String,
}

/// One try, as it is planned on what was just read.
pub(crate) struct Step {
    /// The agent as it was read, in the clear; null where there is none yet.
    pub(crate) fresh: Value,
    /// What is sent. Secrets that were not typed anew are still masked.
    pub(crate) edits: Edits,
    /// Fields that somebody else changed and that are kept.
    pub(crate) theirs: Vec<Pointer>,
    /// What was there before and must not be taken for ours.
    pub(crate) present_before: Option<Vec<String>>,
}

/// What a plan comes to.
pub(crate) enum Planned {
    /// There is something to send.
    Send(Step),
    /// What is wanted is true already: the agent as it was read, or no agent any more.
    True { found: Option<Found>, theirs: Vec<Pointer> },
    /// Somebody else changed the same things.
    Conflicts { fresh: Box<AgentRecord>, conflicts: Vec<Conflict> },
    /// The values cannot be saved like this.
    Refused { findings: Vec<Finding> },
}

/// What the system answered.
#[derive(Default)]
pub(crate) struct Sent {
    /// The agent it is about, where that is known only now.
    pub(crate) agent: Option<AgentId>,
    /// The agent's document, where the answer is all that can be known of it; or what else the system said.
    pub(crate) answer: Option<Value>,
    /// What was wanted and could not be sent with this request.
    pub(crate) remaining: Edits,
}

/// One kind of change.
#[async_trait]
pub(crate) trait Deed: Send + Sync {
    /// Its kind.
    fn kind(&self) -> ChangeKind;

    /// What is known of it before anything is read.
    fn wanted(&self) -> Wanted;

    /// Reads, merges and validates; nothing is sent. `again` where it was sent before and nobody knows whether it was done.
    async fn plan(&self, ground: &Ground<'_>, again: bool) -> Result<Planned>;

    /// Sends it once.
    async fn send(&self, ground: &Ground<'_>, step: &Step) -> Result<Sent>;

    /// Whether it may be planned anew and sent again where nobody knows whether it was done: only where doing it twice is the
    /// same as doing it once.
    fn is_repeatable(&self) -> bool {
        true
    }

    /// Told the window as the change goes on.
    fn event(&self) -> Option<JobEvent> {
        None
    }
}
