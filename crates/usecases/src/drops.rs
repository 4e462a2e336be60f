//! Voicemail drops that are stored already: listed, edited, and copied to other agents.
//!
//! A copy is a new entry in the other agent's list that points to the same recording; nothing is uploaded.

use callboard_model::media::Drop;
use callboard_model::{
    AgentId, CallboardError, ChangeKind, ConnectionId, DropCopy, DropCopyOutcome, DropEdit, DropPresence,
    DropTarget, Edits, ErrorCode, JobEvent, JobId, ListQuery, Result, SystemId,
};
use callboard_systems::walk;
use serde_json::Value;

use crate::Callboard;
use crate::access::Access;
use crate::jobs::{Events, Job};
use crate::merge::differences;

/// Most pages of agents that are looked through.
const PAGES: usize = 1000;

impl Callboard {
    /// The drops of an agent's document, in the window's words.
    pub fn drops(&self, system: &SystemId, document: &Value) -> Result<Vec<Drop>> {
        Ok(system_by_id(system)?.drops(document))
    }

    /// What the drops' field becomes with an edit. Nothing is sent.
    pub fn edit_drops(&self, system: &SystemId, document: &Value, edit: &DropEdit) -> Result<Value> {
        system_by_id(system)?.edit_drops(document, edit).map(|(_, value)| value)
    }

    /// The other agents of the connection, with what each has of a drop, by name.
    pub async fn drop_targets(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        drop: Drop,
        job: JobId,
        events: Events,
    ) -> Result<Vec<DropTarget>> {
        let access = self.access(&connection).await?;
        let job = self.jobs.begin(job, events);
        let session = access.session(&self.client, &job.call);
        let documents = walk(access.system, &session, &ListQuery::default(), PAGES).await?;
        let mut targets = Vec::new();
        for document in documents {
            let summary = access.system.summary(&connection, &document, self.clock.now());
            if summary.id != agent && !summary.id.as_str().is_empty() {
                targets.push(DropTarget {
                    agent: summary.id,
                    name: summary.name,
                    picture: summary.picture,
                    kind: summary.kind,
                    presence: presence(&access.system.drops(&document), &drop),
                });
            }
        }
        targets.sort_by_key(|target| target.name.to_lowercase());
        Ok(targets)
    }

    /// Adds a stored drop to the lists of other agents, one after the other. An agent that fails does not stop the rest;
    /// after a stop those that are left fail as cancelled. Only where the drop itself cannot be read does all of it fail.
    pub async fn copy_drop(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        drop: Drop,
        targets: Vec<AgentId>,
        job: JobId,
        events: Events,
    ) -> Result<Vec<DropCopy>> {
        let access = self.access(&connection).await?;
        let job = self.jobs.begin(job, events);
        let from = access.system.read(&access.session(&self.client, &job.call), &agent).await?;
        let index = place_of(&access.system.drops(&from), &drop)
            .ok_or_else(|| CallboardError::new(ErrorCode::MediaNotFound))?;
        let mut copies = Vec::new();
        for target in targets {
            let outcome = match self.copy_to(&access, &job, &from, index, &target).await {
                Ok(outcome) => outcome,
                Err(error) => DropCopyOutcome::Failed { error },
            };
            let copy = DropCopy { agent: target, outcome };
            (job.events)(JobEvent::DropCopied { copy: copy.clone() });
            copies.push(copy);
        }
        Ok(copies)
    }

    async fn copy_to(
        &self,
        access: &Access,
        job: &Job<'_>,
        from: &Value,
        index: u32,
        target: &AgentId,
    ) -> Result<DropCopyOutcome> {
        if job.call.cancel.is_cancelled() {
            return Err(ErrorCode::Cancelled.into());
        }
        let session = access.session(&self.client, &job.call);
        let fresh = access.system.read(&session, target).await?;
        let wanted = access.system.drops(from).into_iter().find(|drop| drop.index == index);
        if wanted
            .is_some_and(|drop| presence(&access.system.drops(&fresh), &drop) == DropPresence::SameRecording)
        {
            return Ok(DropCopyOutcome::Present);
        }
        let edits = Edits([access.system.adopt_drop(&fresh, from, index)?].into());
        let stored = access.system.update(&session, target, &fresh, &edits).await?;
        if let Some(difference) = differences(&edits, &stored).into_iter().next() {
            let mut error = CallboardError::new(ErrorCode::UnclearOutcome)
                .with_system(access.connection.system.clone())
                .with_detail("the agent reads back without the drop");
            error.field = Some(difference.pointer);
            return Err(error);
        }
        let name = self.record(access, &stored)?.summary.name;
        let entry = self.entry(access, target, &name, ChangeKind::Updated, &fresh, &edits);
        self.remember(entry, false).await?;
        Ok(DropCopyOutcome::Copied)
    }
}

/// Where a drop is in a list that may have changed since: the same recording, at the same place where there are several.
pub(crate) fn place_of(list: &[Drop], wanted: &Drop) -> Option<u32> {
    let named = |drop: &&Drop| drop.name == wanted.name;
    let same = |drop: &&Drop| {
        drop.id == wanted.id
            && drop.media_url == wanted.media_url
            && (wanted.id.is_some() || wanted.media_url.is_some() || named(drop))
    };
    let found = || list.iter().filter(same);
    found()
        .find(|drop| drop.index == wanted.index)
        .or_else(|| found().find(named))
        .or_else(|| found().next())
        .map(|drop| drop.index)
}

fn presence(list: &[Drop], wanted: &Drop) -> DropPresence {
    if list.iter().any(|drop| drop.media_url.is_some() && drop.media_url == wanted.media_url) {
        DropPresence::SameRecording
    } else if list.iter().any(|drop| drop.name.is_some() && drop.name == wanted.name) {
        DropPresence::SameName
    } else {
        DropPresence::Missing
    }
}

fn system_by_id(id: &SystemId) -> Result<&'static dyn callboard_systems::System> {
    callboard_systems::by_id(id)
        .ok_or_else(|| CallboardError::new(ErrorCode::Unsupported).with_system(id.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drop(index: u32, id: Option<&str>, name: Option<&str>, address: Option<&str>) -> Drop {
        let text = |value: Option<&str>| value.map(str::to_owned);
        Drop { index, id: text(id), name: text(name), media_url: text(address) }
    }

    #[test]
    fn a_drop_is_found_where_it_is_now_or_another_one_would_be_replaced() {
        let list = [
            drop(0, None, Some("A"), Some("x")),
            drop(1, None, Some("B"), Some("x")),
            drop(2, Some("1"), Some("C"), Some("y")),
            drop(3, None, None, None),
        ];
        let cases = [
            (drop(1, None, Some("B"), Some("x")), Some(1)),
            (drop(7, None, Some("B"), Some("x")), Some(1)),
            (drop(0, Some("1"), Some("Renamed meanwhile"), Some("y")), Some(2)),
            (drop(2, Some("2"), Some("C"), Some("y")), None),
            (drop(3, None, None, None), Some(3)),
            (drop(3, None, Some("Gone"), None), None),
            (drop(2, Some("1"), Some("C"), Some("another recording")), None),
        ];
        for (wanted, place) in cases {
            assert_eq!(place_of(&list, &wanted), place, "{wanted:?}");
        }
    }
}
