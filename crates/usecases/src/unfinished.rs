//! Values that are being typed and are none yet, such as JSON with an open bracket. They are no edits, so that nothing half
//! typed is ever sent; they are kept beside the drafts, so that they are there after a restart, and belong to the same account.

use std::collections::BTreeMap;

use callboard_model::{AccountId, Pointer, Result, UnfinishedText, UnfinishedTexts};
use callboard_systems::secrets::may_hold_secret;
use serde_json::Value;

use crate::accounts::account_of;
use crate::blocking::spawn_blocking;
use crate::drafts::Drafts;

/// Where an earlier version kept them, by connection, beside the settings.
const BESIDE_SETTINGS: &str = "unfinished";

impl Drafts {
    /// Keeps what is half typed on an agent's page, on disk before it answers. Answers the places that are not kept: a text
    /// that names a secret may hold it, and secrets are not written to this computer's disk.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::StorageFault`] or [`callboard_model::ErrorCode::DiskFull`].
    pub async fn keep_unfinished(&self, mut typed: UnfinishedTexts) -> Result<Vec<Pointer>> {
        if let Some(fault) = self.local_storage.journal_fault() {
            return Err(fault);
        }
        let connection = self.connections.get(&typed.connection)?;
        let account = account_of(&connection)?;
        let (left_out, kept): (BTreeMap<Pointer, UnfinishedText>, _) =
            typed.texts.into_iter().partition(|(_, typed)| may_hold_secret(&typed.text));
        typed.texts = kept;
        let journal = self.journal.clone();
        spawn_blocking(move || journal.keep_half_typed(&account, &typed)).await?;
        Ok(left_out.into_keys().collect())
    }

    /// What is half typed on the pages of accounts that connections lead to. That of other accounts is set aside
    /// ([`crate::Connections::set_aside`]).
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::StorageFault`].
    pub async fn unfinished(&self) -> Result<Vec<UnfinishedTexts>> {
        let journal = self.journal.clone();
        let kept = spawn_blocking(move || journal.half_typed()).await?;
        let reached = self.connections.reached_accounts()?;
        let own = |(account, typed): (AccountId, UnfinishedTexts)| {
            let connection = reached.connection(&account, &typed.connection)?;
            Some(UnfinishedTexts { connection, ..typed })
        };
        Ok(kept.into_iter().filter_map(own).collect())
    }

    /// Gives what an earlier version kept by connection to the accounts that the connections lead to.
    pub(crate) async fn adopt_unfinished(&self) -> Result<()> {
        let kept = self.store.read(BESIDE_SETTINGS).unwrap_or_default();
        let kept: Vec<UnfinishedTexts> = serde_json::from_value(kept).unwrap_or_default();
        if kept.is_empty() {
            return Ok(());
        }
        for typed in kept {
            if let Ok(account) = self.connections.get(&typed.connection).and_then(|to| account_of(&to)) {
                let journal = self.journal.clone();
                spawn_blocking(move || journal.keep_half_typed(&account, &typed)).await?;
            }
        }
        let store = self.store.clone();
        spawn_blocking(move || store.write(BESIDE_SETTINGS, Value::Null)).await
    }
}
