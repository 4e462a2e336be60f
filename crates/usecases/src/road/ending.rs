//! Reading back and confirming: what was stored goes into the history as it was read, and leaves the draft, in one step.

use callboard_journal::{Confirmation, Intent, RememberedAnswer, StoredEdits};
use callboard_model::{
    AgentId, CallboardError, ChangeKind, ChangeRecord, Difference, Done, Draft, Edits, ErrorCode, Pointer,
    Result, SaveOutcome, SystemDescription,
};
use serde_json::{Value, json};

use super::Changes;
use super::deed::{Ground, Step};
use crate::blocking::spawn_blocking;
use crate::drafts::base_of;
use crate::found::Found;
use crate::gateway::Access;
use crate::masking;
use crate::merge::{apply, as_stored, differences, merge, same};
use crate::plan::changes_between;
use crate::writable::{only_by_update, writable_edits};

/// What there is after a change.
pub(crate) enum Seen {
    /// The agent as it is now.
    Agent(Found),
    /// It was made, and nobody can see it: somebody deleted the agent since, or which of the new ones it is cannot be told.
    Unseen,
    /// No agent any more.
    Gone,
    /// Nothing that can be read; what the system answered.
    Answer(Value),
}

/// A change that is done.
pub(crate) struct Confirmed {
    pub(crate) outcome: SaveOutcome,
    /// Whether the history knows of it. Where it does not, the intent stays.
    pub(crate) recorded: bool,
}

impl Changes {
    /// Reads back what was sent.
    pub(super) async fn read_back(
        &self,
        ground: &Ground<'_>,
        intent: &Intent,
        step: &Step,
        answer: Option<Value>,
    ) -> Result<Seen> {
        match intent.kind {
            ChangeKind::VersionLaunched | ChangeKind::WebhookCreated => {
                Ok(Seen::Answer(answer.unwrap_or_default()))
            }
            ChangeKind::Deleted => match self.find_again(ground, intent).await {
                Err(error) if error.code == ErrorCode::AgentNotFound => Ok(Seen::Gone),
                Err(error) => Err(error),
                Ok(_) => Err(CallboardError::new(ErrorCode::UnclearOutcome)
                    .with_system(ground.access.connection.system.clone())
                    .with_detail("the agent was deleted and can still be read")),
            },
            _ => {
                if let Some(document) = answer {
                    // An operation that answers a part of the agent leaves the rest as it was.
                    let whole = if document.is_object() { document } else { step.fresh.clone() };
                    return Ok(Seen::Agent(Found::fresh(whole)));
                }
                self.find_again(ground, intent).await.map(Seen::Agent)
            }
        }
    }

    /// The agent of a change as it is now, or as it was last said to be where its system cannot be asked.
    pub(super) async fn find_again(&self, ground: &Ground<'_>, intent: &Intent) -> Result<Found> {
        let Ground { access, session, .. } = ground;
        if intent.own {
            return access
                .part("readOwn", |parts| parts.own_agent)?
                .read_own(session)
                .await
                .map(Found::fresh);
        }
        let agent = intent.agent.as_ref().ok_or_else(|| CallboardError::new(ErrorCode::AgentNotFound))?;
        self.agents.find(access, session, agent).await
    }

    /// Ends an intent that was done: history, draft, attachment and remembered answer in one step. Where the journal refuses,
    /// the change is told as done and not recorded, and the intent stays to be settled.
    ///
    /// # Errors
    /// [`ErrorCode::UnreadableAnswer`] where the agent that was read has no id.
    pub(crate) async fn confirm(
        &self,
        access: &Access,
        intent: &Intent,
        seen: Seen,
        theirs: Vec<Pointer>,
        remaining: Edits,
    ) -> Result<Confirmed> {
        match seen {
            Seen::Agent(found) => self.confirm_agent(access, intent, found, theirs, remaining).await,
            Seen::Unseen => self.confirm_unseen(access, intent).await,
            Seen::Gone => self.confirm_gone(access, intent).await,
            Seen::Answer(answer) => self.confirm_answer(access, intent, answer).await,
        }
    }

    async fn confirm_agent(
        &self,
        access: &Access,
        intent: &Intent,
        found: Found,
        theirs: Vec<Pointer>,
        remaining: Edits,
    ) -> Result<Confirmed> {
        let description = access.description();
        let told = (!found.is_remembered()).then(|| found.document.clone());
        let record = self.agents.record_found(access, found)?;
        let masked = &record.document;
        let created = intent.kind == ChangeKind::Created;
        let mut sent = intent.edits.clone();
        // A new agent that was found by a look had a request of which nobody knows what it left over.
        let remaining = if created && remaining.0.is_empty() {
            let mut only = only_by_update(description, &sent);
            only.0.retain(|pointer, value| !same(value, &pointer.read_or_null(masked)));
            only
        } else {
            remaining
        };
        sent.0.retain(|pointer, _| !remaining.0.contains_key(pointer));
        // What only a create request carries is compared with where the agent has it.
        let after =
            if created { apply(masked, &writable_edits(description, masked)) } else { masked.clone() };
        let before = if created { json!({}) } else { intent.before.clone() };
        let differences = stored_otherwise(description, &sent, &after);
        let otherwise = differences.iter().map(|difference| &difference.pointer);
        let before = with_others(description, &before, &after, &sent, otherwise);
        let mut changes = changes_between(description, &before, &after, sent.0.keys());
        changes.retain(|change| !same(&change.before, &change.after));
        let entry =
            ChangeRecord { changes, ..self.entry(access, intent, Some(&record.id), &record.summary.name) };
        // Also what somebody changed again before it was read back: it was made, and is told without changes.
        let worth_telling = created || !entry.changes.is_empty() || !differences.is_empty();
        let remaining_draft = (!remaining.0.is_empty()).then(|| Draft {
            connection: access.connection.id.clone(),
            agent: Some(record.id.clone()),
            base: base_of(description, masked, &remaining),
            edits: access.masking().forgotten(&remaining),
            updated_at: self.clock.now().to_string(),
        });
        let confirmation = Confirmation {
            record: worth_telling.then(|| entry.clone()),
            stored: intent.drafted.clone().map(|edits| StoredEdits {
                agent: if created { None } else { intent.agent.clone() },
                edits,
                document: masked.clone(),
            }),
            gone: None,
            remaining: remaining_draft,
            // A file that somebody took off the agent again meanwhile is not lost.
            attachment: intent.attachment.clone().filter(|_| differences.is_empty()),
            answer: match told {
                Some(document) => self.answer_to_keep(access, &record.id, &document).await,
                None => None,
            },
        };
        let unrecorded = self.write_confirmation(intent, confirmation).await?;
        let outcome = SaveOutcome::Saved {
            record: Box::new(record),
            merged: theirs,
            differences,
            change: worth_telling.then_some(entry.id),
            unrecorded,
            missing: Vec::new(),
        };
        Ok(Confirmed { outcome, recorded: !unrecorded })
    }

    /// The history tells what was sent, for nothing can be read. The draft of a new agent goes, but for what a create does not
    /// carry; that of an agent that is gone stays until its admin discards it.
    async fn confirm_unseen(&self, access: &Access, intent: &Intent) -> Result<Confirmed> {
        let created = intent.kind == ChangeKind::Created;
        let before = if created { json!({}) } else { intent.before.clone() };
        let after = apply(&before, &intent.edits);
        let changes = changes_between(access.description(), &before, &after, intent.edits.0.keys());
        let agent = intent.agent.as_ref();
        let entry = ChangeRecord { changes, ..self.entry(access, intent, agent, &intent.agent_name) };
        let change = entry.id.clone();
        let stored = intent.drafted.clone().filter(|_| created).map(|mut edits| {
            let left = only_by_update(access.description(), &edits);
            edits.0.retain(|pointer, _| !left.0.contains_key(pointer));
            StoredEdits { agent: None, edits, document: after }
        });
        let confirmation = Confirmation { record: Some(entry), stored, ..Confirmation::default() };
        let recorded = !self.write_confirmation(intent, confirmation).await?;
        Ok(Confirmed { outcome: SaveOutcome::Done { answer: Value::Null, change }, recorded })
    }

    async fn confirm_gone(&self, access: &Access, intent: &Intent) -> Result<Confirmed> {
        let description = access.description();
        let agent = intent.agent.clone().ok_or_else(|| CallboardError::new(ErrorCode::AgentNotFound))?;
        self.agents.known.remove(&access.connection.id, &agent);
        let kept = writable_edits(description, &intent.before);
        let before = apply(&intent.before, &kept);
        let changes = changes_between(description, &before, &Value::Null, kept.0.keys());
        let entry = ChangeRecord {
            changes,
            document: intent.before.clone(),
            ..self.entry(access, intent, Some(&agent), &intent.agent_name)
        };
        let change = entry.id.clone();
        let confirmation = Confirmation { record: Some(entry), gone: Some(agent), ..Confirmation::default() };
        let recorded = !self.write_confirmation(intent, confirmation).await?;
        Ok(Confirmed { outcome: SaveOutcome::Deleted { change }, recorded })
    }

    async fn confirm_answer(&self, access: &Access, intent: &Intent, answer: Value) -> Result<Confirmed> {
        let agent = intent.agent.clone().ok_or_else(|| CallboardError::new(ErrorCode::AgentNotFound))?;
        let entry = ChangeRecord {
            document: Value::String(intent.subject.clone()),
            ..self.entry(access, intent, Some(&agent), &intent.agent_name)
        };
        let change = entry.id.clone();
        let confirmation = Confirmation { record: Some(entry), ..Confirmation::default() };
        let recorded = !self.write_confirmation(intent, confirmation).await?;
        Ok(Confirmed { outcome: SaveOutcome::Done { answer, change }, recorded })
    }

    /// The history entry of an intent, without what it changed.
    fn entry(&self, access: &Access, intent: &Intent, agent: Option<&AgentId>, name: &str) -> ChangeRecord {
        ChangeRecord {
            id: intent.id.0.clone(),
            account: access.account.clone(),
            connection: access.connection.id.clone(),
            agent: agent.cloned(),
            agent_name: name.to_owned(),
            kind: intent.kind,
            at: self.clock.now().to_string(),
            batch: intent.batch.clone(),
            changes: Vec::new(),
            document: Value::Null,
        }
    }

    /// Writes a confirmation and answers whether the journal refused it for want of room.
    async fn write_confirmation(&self, intent: &Intent, confirmation: Confirmation) -> Result<bool> {
        let (journal, account, id) = (self.journal.clone(), intent.account.clone(), intent.id.clone());
        match spawn_blocking(move || journal.confirm(&account, &id, &confirmation)).await {
            Ok(()) => Ok(false),
            Err(error) if matches!(error.code, ErrorCode::DiskFull | ErrorCode::StorageFault) => {
                log::error!("the history does not know of what was done: {:?}", error.code);
                Ok(true)
            }
            Err(error) => Err(error.with_done(Done::Yes)),
        }
    }

    /// What is kept of an answer that cannot be asked for again.
    async fn answer_to_keep(
        &self,
        access: &Access,
        agent: &AgentId,
        document: &Value,
    ) -> Option<RememberedAnswer> {
        if access.parts().read.is_some() {
            return None;
        }
        let (journal, account, id) = (self.journal.clone(), access.account.clone(), agent.clone());
        let known = spawn_blocking(move || journal.answer(&account, &id)).await.ok().flatten();
        Some(RememberedAnswer {
            agent: agent.clone(),
            document: access.masking().mask(document),
            at: Some(self.clock.now().to_string()),
            added: known.is_some_and(|known| known.added),
        })
    }
}

/// The document before a change, with what others did at these places of the same until it was read again: taking the change
/// back must not take that back, too.
pub(super) fn with_others<'p>(
    description: &SystemDescription,
    before: &Value,
    after: &Value,
    sent: &Edits,
    places: impl Iterator<Item = &'p Pointer>,
) -> Value {
    let back = Edits(places.map(|place| (place.clone(), place.read_or_null(before))).collect());
    let mut ours = apply(before, sent);
    for place in back.0.keys() {
        let stored = as_stored(&place.read_or_null(&ours), &place.read_or_null(after));
        place.write(&mut ours, stored);
    }
    let merged = merge(description, &ours, after, &back, &[]);
    let without_ours = apply(after, &merged.to_send);
    let parted = |place: &Pointer| merged.conflicts.iter().all(|conflict| &conflict.pointer != place);
    let places = back.0.keys().filter(|place| parted(place));
    let others = places.map(|place| (place.clone(), place.read_or_null(&without_ours))).collect();
    apply(before, &Edits(others))
}

/// What the system stored otherwise than asked. Secrets are left out: a system may tell them or not.
pub(super) fn stored_otherwise(
    description: &SystemDescription,
    sent: &Edits,
    stored: &Value,
) -> Vec<Difference> {
    differences(
        &masking::without_secrets(description, sent),
        &masking::document_without_secrets(description, stored),
    )
}
