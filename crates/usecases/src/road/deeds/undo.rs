//! Putting back what an earlier change changed, as far as nobody moved it since.

use async_trait::async_trait;
use callboard_model::{AgentId, CallboardError, ChangeKind, ChangeRecord, Edits, ErrorCode, Result};

use super::send_edits;
use crate::merge::{apply, merge, with_what_came_back};
use crate::road::deed::{Deed, Ground, Planned, Sent, Step, Wanted};

/// A change of an agent that is taken back.
pub(crate) struct Undo {
    pub(crate) agent: AgentId,
    pub(crate) change: ChangeRecord,
}

#[async_trait]
impl Deed for Undo {
    fn kind(&self) -> ChangeKind {
        ChangeKind::Undone
    }

    fn wanted(&self) -> Wanted {
        Wanted {
            agent: Some(self.agent.clone()),
            agent_name: self.change.agent_name.clone(),
            ..Wanted::default()
        }
    }

    /// The change backwards is an edit that began from what was read back after it: what others did to other items of a list
    /// stays, and what they did to the same is a conflict.
    async fn plan(&self, ground: &Ground<'_>, _again: bool) -> Result<Planned> {
        let Ground { changes, access, session } = ground;
        let description = access.description();
        let found = changes.agents.find(access, session, &self.agent).await?;
        let fresh = access.masking().mask(&found.document);
        let changes = self.change.changes.iter();
        let after = changes.clone().map(|change| (change.pointer.clone(), change.after.clone()));
        let before = changes.map(|change| {
            let now = change.pointer.read_or_null(&fresh);
            (change.pointer.clone(), with_what_came_back(&change.before, &change.after, &now))
        });
        let base = apply(&fresh, &Edits(after.collect()));
        let merged = merge(description, &base, &fresh, &Edits(before.collect()), &[]);
        if let Some(moved) = merged.conflicts.into_iter().next() {
            let mut error = CallboardError::new(ErrorCode::CannotUndo);
            error.field = Some(moved.pointer);
            return Err(error);
        }
        if merged.to_send.0.is_empty() {
            return Ok(Planned::True { found: Some(found), theirs: Vec::new() });
        }
        Ok(Planned::Send(Step {
            fresh: found.document,
            edits: merged.to_send,
            theirs: Vec::new(),
            present_before: None,
        }))
    }

    async fn send(&self, ground: &Ground<'_>, step: &Step) -> Result<Sent> {
        send_edits(ground, Some(&self.agent), step, &Edits::default()).await
    }
}
