//! Saving an agent's edits.

use async_trait::async_trait;
use callboard_model::{AgentId, ChangeKind, Edits, Pick, Result, SystemDescription};
use serde_json::Value;

use super::send_edits;
use crate::by_id::Found;
use crate::masking;
use crate::merge::{merge, real_edits};
use crate::plan::plan;
use crate::road::deed::{Deed, Ground, Planned, Sent, Step, Wanted};

/// Edits of an agent, and the document they began from.
pub(crate) struct EditAgent {
    pub(crate) agent: AgentId,
    pub(crate) agent_name: String,
    /// Whether it is the caller's own agent, saved by the operation for that.
    pub(crate) own: bool,
    /// The document the edits began from, secrets masked.
    pub(crate) base: Value,
    /// The edits. Secrets that were typed stand in the clear.
    pub(crate) edits: Edits,
    /// What the admin picked where somebody else had changed the same.
    pub(crate) picks: Vec<Pick>,
    /// The edits as their draft has them; none where they come from no draft.
    pub(crate) drafted: Option<Edits>,
}

impl EditAgent {
    /// The edits that change something, masked.
    fn masked(&self, description: &SystemDescription) -> Edits {
        real_edits(&self.base, &masking::mask_edits(description, &self.edits))
    }
}

#[async_trait]
impl Deed for EditAgent {
    fn kind(&self) -> ChangeKind {
        ChangeKind::Updated
    }

    fn wanted(&self) -> Wanted {
        Wanted {
            agent: Some(self.agent.clone()),
            agent_name: self.agent_name.clone(),
            own: self.own,
            drafted: self.drafted.clone(),
            ..Wanted::default()
        }
    }

    async fn plan(&self, ground: &Ground<'_>, _again: bool) -> Result<Planned> {
        let Ground { callboard, access, session } = ground;
        let description = access.description();
        let found = if self.own {
            Found::fresh(access.system.read_own(session).await?)
        } else {
            callboard.find(access, session, &self.agent).await?
        };
        let fresh = masking::mask(description, &found.document);
        let merged = merge(description, &self.base, &fresh, &self.masked(description), &self.picks);
        if !merged.conflicts.is_empty() {
            let fresh = Box::new(callboard.record_found(access, found)?);
            return Ok(Planned::Conflicts { fresh, conflicts: merged.conflicts });
        }
        // Judged is what would be stored, not what the form had before others changed it.
        let judged = plan(description, &fresh, &merged.to_send, false);
        if judged.is_blocked() {
            return Ok(Planned::Refused { findings: judged.findings });
        }
        if merged.to_send.0.is_empty() {
            return Ok(Planned::True { found: Some(found), theirs: merged.theirs });
        }
        Ok(Planned::Send(Step {
            fresh: found.document,
            edits: merged.to_send,
            theirs: merged.theirs,
            present_before: None,
        }))
    }

    async fn send(&self, ground: &Ground<'_>, step: &Step) -> Result<Sent> {
        send_edits(ground, (!self.own).then_some(&self.agent), step, &self.edits).await
    }
}
