//! Creating an agent, from nothing or from another one.

use callboard_model::{
    Access as FieldAccess, AgentId, ChangeKind, ConnectionId, Control, Edits, FieldDescription, JobId,
    Learned, Result, SaveOutcome, SectionKind, SystemDescription,
};
use serde_json::{Value, json};

use crate::access::Access;
use crate::by_id::agent_of;
use crate::jobs::{Events, Job};
use crate::merge::{apply, same};
use crate::saving::stored_otherwise;
use crate::{Callboard, beside, masking};

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
        Ok(copy_of(access.description(), &document))
    }

    /// The form of a new agent is done with once there is one.
    pub(crate) async fn discard_new_draft(&self, connection: &ConnectionId) -> Result<()> {
        let (journal, connection) = (self.journal.clone(), connection.clone());
        beside(move || journal.discard_draft(&connection, None)).await
    }
}

/// What another agent of the same system gets of a document.
pub(crate) fn copy_of(description: &SystemDescription, document: &Value) -> Edits {
    let mut edits = writable_edits(description, document);
    for (section, field) in description.fields() {
        let own = section.kind == SectionKind::Availability
            || matches!(field.control, Control::Avatar | Control::Drops)
            || (matches!(field.control, Control::Reference { .. })
                && field.access == FieldAccess::CreateOnly);
        if own {
            edits.0.remove(&field.pointer);
        }
    }
    masking::forgotten(description, &edits)
}

/// Everything of a document that can be written again.
pub(crate) fn writable_edits(description: &SystemDescription, document: &Value) -> Edits {
    let mut edits = Edits::default();
    for (_, field) in description.fields().filter(|(_, field)| field.access != FieldAccess::ReadOnly) {
        let value = match field.pointer.read(document) {
            Some(value) => value.clone(),
            None => told_elsewhere(field, document),
        };
        if !same(&value, &Value::Null) {
            edits.0.insert(field.pointer.clone(), value);
        }
    }
    edits
}

/// A request may ask for ids where the answer tells whole things: Bird's `teamIds` come back as `teams`. Where pickers learn
/// the ids from, this agent's own are found too.
fn told_elsewhere(field: &FieldDescription, document: &Value) -> Value {
    let ids = |learned: &Learned| {
        let things = learned.from.read_or_null(document);
        let things = if let Value::Array(things) = things { things } else { vec![things] };
        let id =
            |thing: &Value| learned.value.as_ref().map_or(Some(thing), |place| place.read(thing)).cloned();
        things.iter().filter_map(id).filter(|id| !id.is_null()).collect::<Vec<_>>()
    };
    match &field.control {
        Control::Chips { learned: Some(learned), .. } => Value::Array(ids(learned)),
        Control::Reference { learned: Some(learned) } => ids(learned).into_iter().next().unwrap_or_default(),
        _ => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_of_an_agent_or_one_created_again_keeps_its_teams() {
        let bird = callboard_systems::by_id(&callboard_model::SystemId::new("bird")).unwrap().description();
        let document = json!({"name": "Ana", "teams": [{"id": "t1", "name": "Billing"}, {"id": "t2"}], "user": {"id": "u1"}});
        let edits = writable_edits(bird, &document);
        let at = |pointer: &str| edits.0.get(&callboard_model::Pointer::parse(pointer).unwrap()).cloned();
        assert_eq!(at("/teamIds"), Some(json!(["t1", "t2"])));
        assert_eq!(at("/userId"), Some(json!("u1")));
        assert_eq!(at("/teams"), None, "what the system only tells is not sent");
    }
}
