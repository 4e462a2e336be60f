//! Creating an agent, from nothing or from another one.

use callboard_model::{AgentId, ChangeKind, ConnectionId, CopyPlan, Edits, JobId, Result, SaveOutcome};
use serde_json::{Value, json};

use crate::access::Access;
use crate::by_id::agent_of;
use crate::jobs::{Events, Job};
use crate::merge::apply;
use crate::saving::stored_otherwise;
use crate::writable::writable_edits;
use crate::{Callboard, beside, copying, masking};

impl Callboard {
    pub(crate) async fn create(&self, access: &Access, job: &Job<'_>, edits: &Edits) -> Result<SaveOutcome> {
        let session = access.session(&self.client, &job.call);
        let description = access.description();
        let sent = masking::unmask(description, edits, &Value::Null)?;
        let edits = &masking::mask_edits(description, edits);
        let created = access
            .system
            .create(&session, &sent)
            .await
            .map_err(|error| masking::scrub(description, error, &Value::Null, &sent))?;
        let id = agent_of(access, &created.document)?;
        let second_step = if created.remaining.0.is_empty() {
            access.system.read(&session, &id).await
        } else {
            access.system.update(&session, &id, &created.document, &created.remaining).await
        };
        match second_step {
            Ok(stored) => {
                // What only a create request carries is compared with where the agent has it.
                let requested = apply(&stored, &writable_edits(description, &stored));
                let differences = stored_otherwise(description, edits, &requested);
                let record = self.record(access, &stored)?;
                let entry =
                    self.entry(access, &id, &record.summary.name, ChangeKind::Created, &json!({}), edits);
                let change = (!entry.changes.is_empty()).then(|| entry.id.clone());
                self.remember(entry, false).await?;
                Ok(SaveOutcome::Saved { record: Box::new(record), merged: Vec::new(), differences, change })
            }
            Err(error) => {
                let mut stored = edits.clone();
                stored.0.retain(|pointer, _| !created.remaining.0.contains_key(pointer));
                let record = self.record(access, &created.document)?;
                let entry =
                    self.entry(access, &id, &record.summary.name, ChangeKind::Created, &json!({}), &stored);
                self.remember(entry, false).await?;
                Ok(SaveOutcome::PartlyCreated {
                    record: Box::new(record),
                    remaining: masking::without_typed(description, &created.remaining),
                    error: Box::new(masking::scrub(description, error, &Value::Null, &sent)),
                })
            }
        }
    }

    /// What a new agent gets that shall be like this one: every field that can be written, without what belongs to one
    /// agent alone (its person, its picture, its recordings and its state of the moment). Secrets have to be typed again.
    /// What the system sent and no field describes stays behind, and is listed.
    pub async fn duplicate_edits(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        job: JobId,
        events: Events,
    ) -> Result<CopyPlan> {
        let access = self.access(&connection).await?;
        let job = self.jobs.begin(job, events);
        let document = access.system.read(&access.session(&self.client, &job.call), &agent).await?;
        Ok(copying::duplicate(access.description(), &masking::mask(access.description(), &document)))
    }

    /// The form of a new agent is done with once there is one.
    pub(crate) async fn discard_new_draft(&self, connection: &ConnectionId) -> Result<()> {
        let (journal, connection) = (self.journal.clone(), connection.clone());
        beside(move || journal.discard_draft(&connection, None)).await
    }
}
