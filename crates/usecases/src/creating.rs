//! Creating an agent, from nothing or from another one.

use callboard_model::{
    Access as FieldAccess, AgentId, CallboardError, ChangeKind, ConnectionId, Control, Edits, ErrorCode,
    JobId, Result, SaveOutcome,
};
use serde_json::{Value, json};

use crate::access::Access;
use crate::jobs::{Events, Job};
use crate::merge::{differences, same};
use crate::{Callboard, beside};

impl Callboard {
    pub(crate) async fn create(&self, access: &Access, job: &Job<'_>, edits: &Edits) -> Result<SaveOutcome> {
        let session = access.session(&self.client, &job.call);
        let created = access.system.create(&session, edits).await?;
        let id = access.system.agent_id(&created.document).ok_or_else(|| {
            CallboardError::new(ErrorCode::UnreadableAnswer)
                .with_system(access.connection.system.clone())
                .with_detail("a new agent without an id")
        })?;
        let second_step = if created.remaining.0.is_empty() {
            access.system.read(&session, &id).await
        } else {
            access.system.update(&session, &id, &created.document, &created.remaining).await
        };
        match second_step {
            Ok(stored) => {
                let differences = differences(edits, &stored);
                let record = self.record(access, stored)?;
                let entry =
                    self.entry(access, &id, &record.summary.name, ChangeKind::Created, &json!({}), edits);
                let change = (!entry.changes.is_empty()).then(|| entry.id.clone());
                self.remember(entry, false).await?;
                Ok(SaveOutcome::Saved { record: Box::new(record), merged: Vec::new(), differences, change })
            }
            Err(error) => {
                let mut stored = edits.clone();
                stored.0.retain(|pointer, _| !created.remaining.0.contains_key(pointer));
                let record = self.record(access, created.document)?;
                let entry =
                    self.entry(access, &id, &record.summary.name, ChangeKind::Created, &json!({}), &stored);
                self.remember(entry, false).await?;
                Ok(SaveOutcome::PartlyCreated {
                    record: Box::new(record),
                    remaining: created.remaining,
                    error: Box::new(error),
                })
            }
        }
    }

    /// What a new agent gets that shall be like this one: every field that can be written, without what belongs to one
    /// agent alone (its person, its picture and its recordings).
    pub async fn duplicate_edits(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        job: JobId,
        events: Events,
    ) -> Result<Edits> {
        let access = self.access(&connection).await?;
        let job = self.jobs.begin(job, events);
        let document = access.system.read(&access.session(&self.client, &job.call), &agent).await?;
        let mut edits = self.writable_edits(&access, &document);
        for (_, field) in access.system.description().fields() {
            let own = matches!(field.control, Control::Avatar | Control::Drops)
                || (matches!(field.control, Control::Reference { .. })
                    && field.access == FieldAccess::CreateOnly);
            if own {
                edits.0.remove(&field.pointer);
            }
        }
        Ok(edits)
    }

    /// Everything of a document that can be written again.
    pub(crate) fn writable_edits(&self, access: &Access, document: &Value) -> Edits {
        let mut edits = Edits::default();
        for (_, field) in access.system.description().fields() {
            let value = field.pointer.read_or_null(document);
            if field.access != FieldAccess::ReadOnly && !same(&value, &Value::Null) {
                edits.0.insert(field.pointer.clone(), value);
            }
        }
        edits
    }

    /// The form of a new agent is done with once there is one.
    pub(crate) async fn discard_new_draft(&self, connection: &ConnectionId) -> Result<()> {
        let (journal, connection) = (self.journal.clone(), connection.clone());
        beside(move || journal.discard_draft(&connection, None)).await
    }
}
