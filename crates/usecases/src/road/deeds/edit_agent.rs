//! Saving an agent's edits.

use async_trait::async_trait;
use callboard_model::{AgentId, ChangeKind, Edits, HistoryQuery, Pick, Result};
use serde_json::Value;

use super::send_edits;
use crate::blocking::spawn_blocking;
use crate::found::Found;
use crate::gateway::Access;
use crate::merge::{apply, merge, real_edits, same};
use crate::plan::plan;
use crate::road::Changes;
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

/// Most changes of an agent that are looked through for what was done from here since the edits began.
const OWN_CHANGES: u32 = 50;

impl EditAgent {
    /// The document the edits began from, with what was changed from here since: nobody is told of a conflict with
    /// themselves, where they went on typing while an earlier save was under way.
    async fn base(&self, changes: &Changes, access: &Access, fresh: &Value) -> Result<Value> {
        let query = HistoryQuery { agent: Some(self.agent.clone()), ..HistoryQuery::default() };
        let (journal, account) = (changes.journal.clone(), access.account.clone());
        let page = spawn_blocking(move || journal.changes(Some(&account), &query, None, OWN_CHANGES)).await;
        // Without the history somebody may be asked once too often.
        let Ok(page) = page else { return Ok(self.base.clone()) };
        let mut moved = Edits::default();
        for change in page.entries.into_iter().rev().flat_map(|entry| entry.changes) {
            let known = moved.0.get(&change.pointer).cloned();
            let is_next =
                same(&known.unwrap_or_else(|| change.pointer.read_or_null(&self.base)), &change.before);
            if is_next && has_same_items(&change.before, &change.after) {
                moved.0.insert(change.pointer, change.after);
            }
        }
        moved.0.retain(|pointer, value| same(value, &pointer.read_or_null(fresh)));
        Ok(apply(&self.base, &moved))
    }
}

/// Whether a list has no other items than before. What was added or taken out from here is merged with the list that the edits
/// began from: as a part of it, a prompt that the system numbered since would be sent as a new one, and what a colleague added at
/// the same time would be taken out.
fn has_same_items(before: &Value, after: &Value) -> bool {
    let (Some(before), Some(after)) = (before.as_array(), after.as_array()) else { return true };
    let is_in = |item: &Value, list: &[Value]| {
        list.iter().any(|other| match (item.get("id"), other.get("id")) {
            (Some(id), Some(other)) => same(id, other),
            _ => same(item, other),
        })
    };
    before.len() == after.len() && before.iter().all(|item| is_in(item, after))
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
        let Ground { changes, access, session } = ground;
        let description = access.description();
        let found = if self.own {
            Found::fresh(access.part("readOwn", |parts| parts.own_agent)?.read_own(session).await?)
        } else {
            changes.agents.find(access, session, &self.agent).await?
        };
        let fresh = access.masking().mask(&found.document);
        let base = self.base(changes, access, &fresh).await?;
        let edits = real_edits(&base, &access.masking().mask_edits(&self.edits));
        let merged = merge(description, &base, &fresh, &edits, &self.picks);
        if !merged.conflicts.is_empty() {
            let fresh = Box::new(changes.agents.record_found(access, found)?);
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
