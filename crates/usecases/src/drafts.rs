//! Unsaved edits, kept with every pause of the typing and offered again after a crash.

use std::sync::Arc;

use callboard_journal::Journal;
use callboard_model::{
    AccountId, AgentId, ConnectionId, Control, Draft, Edits, Meaning, Plan, Pointer, Result, SectionKind,
    SystemDescription,
};
use serde_json::{Value, json};

use crate::accounts::{account_of, system_of};
use crate::blocking::spawn_blocking;
use crate::connection_list::ConnectionList;
use crate::local_storage::LocalStorage;
use crate::masking::Maskings;
use crate::plan::plan;
use crate::surroundings::{Clock, Store};

/// What was typed and is not saved yet.
pub struct Drafts {
    pub(crate) connections: Arc<ConnectionList>,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) journal: Arc<Journal>,
    pub(crate) local_storage: Arc<LocalStorage>,
    clock: Arc<dyn Clock>,
    maskings: Arc<Maskings>,
}

impl Drafts {
    pub(crate) fn new(
        connections: Arc<ConnectionList>,
        store: Arc<dyn Store>,
        journal: Arc<Journal>,
        local_storage: Arc<LocalStorage>,
        clock: Arc<dyn Clock>,
        maskings: Arc<Maskings>,
    ) -> Self {
        Self { connections, store, journal, local_storage, clock, maskings }
    }

    /// The plan for edits of an agent, or of a new one where `agent` is none. Sends nothing.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::ConnectionNotFound`], [`callboard_model::ErrorCode::Unsupported`].
    pub fn check_edits(
        &self,
        connection: &ConnectionId,
        agent: Option<&AgentId>,
        base: &Value,
        edits: &Edits,
    ) -> Result<Plan> {
        let description = self.connections.system(connection)?.description();
        let edits = self.maskings.of(description, connection).mask_edits(edits);
        Ok(plan(description, base, &edits, agent.is_none()))
    }

    /// Keeps a draft, but for secrets that were typed: those have to be typed again. One without edits is discarded. On disk
    /// before it answers.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::ConnectionNotFound`], [`callboard_model::ErrorCode::StorageFault`],
    /// [`callboard_model::ErrorCode::DiskFull`].
    pub async fn keep_draft(&self, mut draft: Draft) -> Result<()> {
        // What stands in for the journal would take it, and lose it with the program.
        if let Some(fault) = self.local_storage.journal_fault() {
            return Err(fault);
        }
        draft.updated_at = self.clock.now().to_string();
        let connection = self.connections.get(&draft.connection)?;
        let account = account_of(&connection)?;
        let description = system_of(&connection)?.description();
        let masking = self.maskings.of(description, &draft.connection);
        draft.edits = masking.without_typed(&draft.edits);
        draft.base = base_of(description, &masking.mask(&draft.base), &draft.edits);
        let journal = self.journal.clone();
        spawn_blocking(move || {
            if draft.edits.0.is_empty() {
                journal.discard_draft(&account, draft.agent.as_ref())
            } else {
                journal.keep_draft(&account, &draft)
            }
        })
        .await
    }

    /// Throws a draft away.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::ConnectionNotFound`], [`callboard_model::ErrorCode::StorageFault`],
    /// [`callboard_model::ErrorCode::DiskFull`].
    pub async fn discard_draft(&self, connection: ConnectionId, agent: Option<AgentId>) -> Result<()> {
        let (journal, account) = (self.journal.clone(), account_of(&self.connections.get(&connection)?)?);
        spawn_blocking(move || journal.discard_draft(&account, agent.as_ref())).await
    }

    /// The drafts of the accounts that connections lead to. Those of other accounts are set aside
    /// ([`crate::Connections::set_aside`]): an edit is never applied to another account's agent.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::StorageFault`].
    pub async fn drafts(&self) -> Result<Vec<Draft>> {
        let journal = self.journal.clone();
        let kept = spawn_blocking(move || journal.drafts()).await?;
        let reached = self.connections.reached_accounts()?;
        let own = |(account, draft): (AccountId, Draft)| {
            let connection = reached.connection(&account, &draft.connection)?;
            Some(Draft { connection, ..draft })
        };
        Ok(kept.into_iter().filter_map(own).collect())
    }
}

/// What a draft keeps of the document that its edits began from: what is edited, what decides which fields a form has, and the
/// agent's name. The rest is nobody's to keep; saving reads the agent first.
pub(crate) fn base_of(description: &SystemDescription, document: &Value, edits: &Edits) -> Value {
    let is_near = |place: &Pointer, other: &Pointer| place.lies_within(other) || other.lies_within(place);
    let is_edited = |place: &Pointer| edits.0.keys().any(|edited| is_near(edited, place));
    let mut places: Vec<&Pointer> = edits.0.keys().collect();
    for (section, field) in description.fields() {
        // A week is read with its time zone and its holidays.
        let is_whole = section.kind == SectionKind::Hours;
        let others = || description.fields().filter(|(other, _)| other.id == section.id);
        let decides = matches!(field.control, Control::Choice { .. }) || field.meaning == Some(Meaning::Name);
        if decides
            || is_edited(&field.pointer)
            || (is_whole && others().any(|(_, field)| is_edited(&field.pointer)))
        {
            places.push(&field.pointer);
        }
    }
    let mut kept = json!({});
    // Whose it is.
    for name in ["id", "agent_id"] {
        if let Some(id) = document.get(name) {
            Pointer::of_member(name).write(&mut kept, id.clone());
        }
    }
    for place in places {
        if let Some(value) = place.read(document) {
            place.write(&mut kept, value.clone());
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use callboard_model::SystemId;

    use super::*;

    #[test]
    fn a_draft_keeps_of_its_agent_only_what_is_edited() {
        let edits = |at: &str| Edits([(Pointer::parse(at).unwrap(), json!("new"))].into());
        let of = |system: &str, document: &Value, at: &str| {
            let system = callboard_systems::by_id(&SystemId::new(system)).unwrap();
            base_of(system.description(), document, &edits(at))
        };
        let document = json!({"id": "a1", "name": "Ana", "first_message": "Hello", "webhook_url": "https://host/hook",
            "tts_config": {"provider": "elevenlabs", "voice_id": "v1"}, "unknown": {"odd": "s3cret"}});
        assert_eq!(
            of("hmsSovereign", &document, "/first_message"),
            json!({"id": "a1", "first_message": "Hello", "name": "Ana", "tts_config": {"provider": "elevenlabs", "voice_id": "v1"}}),
            "a file on this computer would hold the whole agent"
        );
        let document =
            json!({"name": "Ana", "configuration": {"prompt": [{"name": "Day"}, {"name": "Night"}]}});
        let kept = of("messageflow", &document, "/configuration/prompt/0/name");
        assert_eq!(kept, document, "what others did to the list could not be told from what was edited");
    }
}
