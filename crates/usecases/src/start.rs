//! What the window needs to begin with.

use callboard_model::media::PendingAttachment;
use callboard_model::settings::Settings;
use callboard_model::{
    CallboardError, ConnectionView, Draft, KeychainState, OpenChange, Result, SetAside, SystemDescription,
    UnfinishedTexts,
};
use serde::Serialize;
use specta::Type;

use crate::Callboard;
use crate::blocking::spawn_blocking;
use crate::surroundings::SetAsideFile;

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
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::StorageFault`].
    pub async fn start_up(&self) -> Result<StartUp> {
        let keychain = self.credentials.keychain_state().await?;
        // None of this is worth a program that does not start: a full disk is told by the first change instead.
        let prepared = [
            self.connections.adopt(),
            self.drafts.adopt_unfinished().await,
            self.changes.restore_changes().await,
            self.forget_old_history().await,
            self.remove_half_files().await,
        ];
        for error in prepared.into_iter().filter_map(Result::err) {
            log::warn!("the journal could not be prepared: {:?}", error.code);
        }
        Ok(StartUp {
            settings: self.preferences.settings(),
            systems: callboard_systems::all().iter().map(|system| system.description().clone()).collect(),
            connections: self.connections.connection_views().await?,
            keychain,
            drafts: self.drafts.drafts().await?,
            attachments: self.uploads.pending_attachments().await?,
            changes: self.changes.open_changes(),
            set_aside: self.connections.set_aside().await?,
            journal_set_aside: self.local_storage.journal_set_aside(),
            settings_set_aside: self.local_storage.settings_set_aside(),
            storage: self.local_storage.fault(),
            unfinished: self.drafts.unfinished().await?,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    /// Removes what a killed program left beside files of the admin's.
    async fn remove_half_files(&self) -> Result<()> {
        let files = self.begun_files.clone();
        spawn_blocking(move || files.clear()).await
    }

    /// Forgets what the history need not keep any longer.
    async fn forget_old_history(&self) -> Result<()> {
        let Some(days) = self.preferences.settings().history_days else { return Ok(()) };
        self.history.forget_older(days).await
    }
}
