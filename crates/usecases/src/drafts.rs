//! Unsaved edits, kept with every pause of the typing and offered again after a crash.

use std::sync::Arc;

use callboard_journal::Journal;
use callboard_model::{AccountId, AgentId, ConnectionId, Draft, Edits, Plan, Result};
use serde_json::Value;

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
        draft.base = masking.mask(&draft.base);
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
