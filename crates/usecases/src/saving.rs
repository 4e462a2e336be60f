//! Saving an agent: validate, read again, merge, send, read back, compare, remember.

use callboard_model::{
    AgentId, CallboardError, ChangeKind, ChangeRecord, ConnectionId, Difference, Edits, ErrorCode, JobId,
    Pick, Result, SaveOutcome, SystemDescription,
};
use callboard_systems::Session;
use serde::Deserialize;
use serde_json::Value;
use specta::Type;

use crate::access::Access;
use crate::by_id::Found;
use crate::jobs::{Events, Job};
use crate::merge::{apply, differences, merge, real_edits};
use crate::plan::{changes, plan};
use crate::writable::writable_edits;
use crate::{Callboard, beside, masking};

/// What is to be saved.
#[derive(Clone, Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SaveRequest {
    /// The connection.
    pub connection: ConnectionId,
    /// The agent; none to create one.
    pub agent: Option<AgentId>,
    /// Whether it is the caller's own agent, saved by the operation for that.
    pub own: bool,
    /// The document the edits began from.
    pub base: Value,
    /// The edits.
    pub edits: Edits,
    /// What the admin picked in conflicts of an earlier try.
    pub picks: Vec<Pick>,
}

impl Callboard {
    /// Saves an agent's edits, or creates the agent. Conflicts and refused values are outcomes, not errors.
    pub async fn save_agent(&self, request: SaveRequest, job: JobId, events: Events) -> Result<SaveOutcome> {
        let access = self.access(&request.connection).await?;
        let job = self.jobs.begin(job, events);
        let plan = plan(access.system.description(), &request.base, &request.edits, request.agent.is_none());
        if plan.is_blocked() {
            return Ok(SaveOutcome::Refused { findings: plan.findings });
        }
        let masked = masking::mask_edits(access.description(), &request.edits);
        let mut edits = request.edits.clone();
        let real = real_edits(&request.base, &masked);
        edits.0.retain(|pointer, _| real.0.contains_key(pointer));
        match &request.agent {
            None => {
                let outcome = self.create(&access, &job, &edits).await?;
                despite_journal(self.discard_new_draft(&request.connection).await)?;
                Ok(outcome)
            }
            Some(agent) => self.update(&access, &job, &request, agent, &edits).await,
        }
    }

    async fn update(
        &self,
        access: &Access,
        job: &Job<'_>,
        request: &SaveRequest,
        agent: &AgentId,
        edits: &Edits,
    ) -> Result<SaveOutcome> {
        let session = access.session(&self.client, &job.call);
        let description = access.description();
        let found = if request.own {
            Found {
                document: access.system.read_own(&session).await?,
                remembered_at: None,
                remembered: false,
            }
        } else {
            self.find(access, &session, agent).await?
        };
        let fresh = masking::mask(description, &found.document);
        let masked = masking::mask_edits(description, edits);
        let merged = merge(description, &request.base, &fresh, &masked, &request.picks);
        if !merged.conflicts.is_empty() {
            let fresh = Box::new(self.record_found(access, found)?);
            return Ok(SaveOutcome::Conflicts { fresh, conflicts: merged.conflicts });
        }
        let to_send = masking::typed_again(description, &merged.to_send, edits);
        let stored = if to_send.0.is_empty() {
            found.document.clone()
        } else {
            let whose = (!request.own).then_some(agent);
            self.send_update(access, &session, whose, &found.document, &to_send).await?
        };
        let differences = stored_otherwise(description, &to_send, &stored);
        let record = self.record(access, &stored)?;
        let name = &record.summary.name;
        let entry = self.entry(access, agent, name, ChangeKind::Updated, &fresh, &merged.to_send);
        let change = (!entry.changes.is_empty()).then(|| entry.id.clone());
        self.remember(entry, true).await?;
        Ok(SaveOutcome::Saved { record: Box::new(record), merged: merged.theirs, differences, change })
    }

    /// Sends edits, their masked secrets put back from the freshest document; the caller's own agent where `agent` is none.
    /// What a system without an operation to read answers is remembered.
    pub(crate) async fn send_update(
        &self,
        access: &Access,
        session: &Session<'_>,
        agent: Option<&AgentId>,
        fresh: &Value,
        edits: &Edits,
    ) -> Result<Value> {
        let description = access.description();
        let sent = masking::unmask(description, edits, fresh)?;
        let updated = match agent {
            Some(agent) => access.system.update(session, agent, fresh, &sent).await,
            None => access.system.update_own(session, fresh, &sent).await,
        };
        let stored = updated.map_err(|error| masking::scrub(description, error, fresh, &sent))?;
        if let Some(agent) = agent {
            despite_journal(self.remember_answer(access, agent, &stored).await)?;
        }
        Ok(stored)
    }

    /// Deletes an agent. Answers the name of the entry in the history, from which it can be created again.
    pub async fn delete_agent(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        job: JobId,
        events: Events,
    ) -> Result<String> {
        let access = self.access(&connection).await?;
        let job = self.jobs.begin(job, events);
        let session = access.session(&self.client, &job.call);
        let before = access.system.read(&session, &agent).await?;
        access.system.delete(&session, &agent).await?;
        self.known.remove(&connection, &agent);
        let summary = access.system.summary(&connection, &before, self.clock.now());
        let before = masking::mask(access.description(), &before);
        let kept = writable_edits(access.system.description(), &before);
        let before = apply(&before, &kept);
        let emptied = kept.0.into_keys().map(|pointer| (pointer, Value::Null)).collect();
        let entry = self.entry(&access, &agent, &summary.name, ChangeKind::Deleted, &before, &Edits(emptied));
        let change = entry.id.clone();
        self.remember(entry, true).await?;
        Ok(change)
    }

    /// The history entry of edits on `before`.
    pub(crate) fn entry(
        &self,
        access: &Access,
        agent: &AgentId,
        agent_name: &str,
        kind: ChangeKind,
        before: &Value,
        edits: &Edits,
    ) -> ChangeRecord {
        ChangeRecord {
            id: uuid::Uuid::new_v4().to_string(),
            connection: access.connection.id.clone(),
            agent: agent.clone(),
            agent_name: agent_name.to_owned(),
            kind,
            at: self.now_text(),
            changes: changes(access.system.description(), before, edits),
        }
    }

    /// Writes an entry into the history and, where the draft is done with, discards it. The change itself is made by
    /// then.
    pub(crate) async fn remember(&self, entry: ChangeRecord, draft_is_done: bool) -> Result<()> {
        let journal = self.journal.clone();
        let kept = beside(move || {
            if draft_is_done {
                journal.discard_draft(&entry.connection, Some(&entry.agent))?;
            }
            if entry.changes.is_empty() { Ok(()) } else { journal.record_change(&entry) }
        })
        .await;
        despite_journal(kept)
    }
}

/// What the system stored otherwise than asked. Secrets are left out: a system may tell them or not.
pub(crate) fn stored_otherwise(
    description: &SystemDescription,
    sent: &Edits,
    stored: &Value,
) -> Vec<Difference> {
    differences(
        &masking::without_secrets(description, sent),
        &masking::document_without_secrets(description, stored),
    )
}

/// What was done by then is done: a journal that fails is logged and must not make it look failed, or the admin does it
/// again.
pub(crate) fn despite_journal(kept: Result<()>) -> Result<()> {
    match kept {
        Err(CallboardError { code: code @ (ErrorCode::DiskFull | ErrorCode::StorageFault), .. }) => {
            log::error!("the journal does not know of what was done: {code:?}");
            Ok(())
        }
        other => other,
    }
}
