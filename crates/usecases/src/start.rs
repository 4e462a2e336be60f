//! What the window needs to begin with.

use std::sync::{MutexGuard, PoisonError};

use callboard_journal::Journal;
use callboard_model::media::PendingAttachment;
use callboard_model::settings::Settings;
use callboard_model::{
    CallboardError, ConnectionView, Draft, ErrorCode, KeychainState, OpenChange, Result, SetAside,
    SystemDescription, UnfinishedTexts,
};
use serde::Serialize;
use serde_json::Value;
use specta::Type;

use crate::surroundings::SetAsideFile;
use crate::{Callboard, beside};

const SETTINGS: &str = "settings";

/// Everything the window needs to draw its first screen.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StartUp {
    /// How somebody likes to use the program.
    pub settings: Settings,
    /// The systems the program speaks to.
    pub systems: Vec<SystemDescription>,
    /// The connections, in the admin's order.
    pub connections: Vec<ConnectionView>,
    /// Whether credentials can be kept.
    pub keychain: KeychainState,
    /// Unsaved edits of an earlier run.
    pub drafts: Vec<Draft>,
    /// Files that were uploaded but not yet stored on their agents.
    pub attachments: Vec<PendingAttachment>,
    /// Changes that an earlier run sent and did not confirm, and those that are under way.
    pub changes: Vec<OpenChange>,
    /// What belongs to accounts that no connection leads to any more.
    pub set_aside: Vec<SetAside>,
    /// Where a journal that could not be read was put, so that nothing in it is lost for good; told once.
    pub journal_set_aside: Option<String>,
    /// The same for the file with settings and connections.
    pub settings_set_aside: Option<SetAsideFile>,
    /// Why nothing can be kept on this computer. While it is set nothing is changed anywhere.
    pub storage: Option<CallboardError>,
    /// Half-typed values of an earlier run.
    pub unfinished: Vec<UnfinishedTexts>,
    /// The program's version.
    pub version: String,
}

impl Callboard {
    /// Reads what the window needs to begin with.
    pub async fn start_up(&self) -> Result<StartUp> {
        let vault = self.vault.clone();
        let keychain = beside(move || Ok(vault.state())).await?;
        // None of this is worth a program that does not start: a full disk is told by the first change instead.
        let prepared = [
            self.adopt_connections(),
            self.adopt_unfinished().await,
            self.restore_changes().await,
            self.forget_old_history().await,
        ];
        for error in prepared.into_iter().filter_map(Result::err) {
            log::warn!("the journal could not be prepared: {:?}", error.code);
        }
        Ok(StartUp {
            settings: self.settings(),
            systems: callboard_systems::all().iter().map(|system| system.description().clone()).collect(),
            connections: self.connection_views().await?,
            keychain,
            drafts: self.drafts().await?,
            attachments: self.pending_attachments().await?,
            changes: self.open_changes(),
            set_aside: self.set_aside().await?,
            journal_set_aside: self.journal_set_aside.clone(),
            settings_set_aside: self.store.set_aside(),
            storage: self.storage_fault(),
            unfinished: self.unfinished().await?,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    /// Forgets what the history need not keep any longer.
    async fn forget_old_history(&self) -> Result<()> {
        let Some(days) = self.settings().history_days else { return Ok(()) };
        let kept = jiff::SignedDuration::from_hours(i64::from(days) * 24);
        let Ok(from) = self.clock.now().checked_sub(kept) else { return Ok(()) };
        let journal = self.journal.clone();
        beside(move || journal.forget_changes_before(&from.to_string()).map(drop)).await
    }

    /// Why nothing can be kept on this computer, if that is so: nothing may be changed anywhere then, because nothing could be
    /// written down before it is sent.
    pub fn storage_fault(&self) -> Option<CallboardError> {
        self.journal_fault().clone().or_else(|| self.store.fault())
    }

    /// Tries again to keep things on this computer. `reopen` answers the journal's file where another journal stands in for it.
    ///
    /// # Errors
    /// Why nothing can be kept still.
    pub async fn try_storage_again(
        &self,
        reopen: impl FnOnce() -> Result<Option<Journal>> + Send + 'static,
    ) -> Result<()> {
        let (store, journal) = (self.store.clone(), self.journal.clone());
        let tried = beside(move || {
            store.try_again()?;
            if let Some(file) = reopen()? {
                journal.go_on_with(file);
            }
            journal.probe()
        });
        let fault = tried.await.err();
        self.journal_fault().clone_from(&fault);
        fault.map_or(Ok(()), Err)
    }

    pub(crate) fn journal_fault(&self) -> MutexGuard<'_, Option<CallboardError>> {
        self.journal_fault.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The settings. What an earlier version did not keep has its default; what cannot be read is left out.
    pub fn settings(&self) -> Settings {
        let Some(Value::Object(kept)) = self.store.read(SETTINGS) else { return Settings::default() };
        let Ok(Value::Object(mut settings)) = serde_json::to_value(Settings::default()) else {
            return Settings::default();
        };
        for (name, value) in kept {
            let before = settings.insert(name.clone(), value);
            if serde_json::from_value::<Settings>(Value::Object(settings.clone())).is_err() {
                match before {
                    Some(before) => settings.insert(name, before),
                    None => settings.remove(&name),
                };
            }
        }
        serde_json::from_value(Value::Object(settings)).unwrap_or_default()
    }

    /// Keeps the settings.
    pub fn save_settings(&self, settings: &Settings) -> Result<()> {
        let value = serde_json::to_value(settings)
            .map_err(|error| CallboardError::new(ErrorCode::Internal).with_detail(error))?;
        self.store.write(SETTINGS, value)
    }

    /// Asks the operating system to unlock the keychain, which may ask the admin for a password.
    pub async fn unlock_keychain(&self) -> Result<KeychainState> {
        let vault = self.vault.clone();
        beside(move || Ok(vault.unlock())).await
    }

    /// Looks again whether the keychain can be used.
    pub async fn probe_keychain(&self) -> Result<KeychainState> {
        let vault = self.vault.clone();
        beside(move || Ok(vault.probe())).await
    }
}
