//! Files the admin chose: their paths stay here, the window knows their tokens.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use callboard_media::{ChosenFiles, recording};
use callboard_model::Result;
use callboard_model::media::ChosenFile;

use crate::blocking::spawn_blocking;

/// The chosen files, by their tokens.
pub struct Files {
    chosen: Arc<ChosenFiles>,
    /// Those that were recorded here.
    recorded: Mutex<HashMap<String, PathBuf>>,
}

impl Files {
    pub(crate) fn new() -> Self {
        let chosen = ChosenFiles::new(|| uuid::Uuid::new_v4().to_string());
        Self { chosen: Arc::new(chosen), recorded: Mutex::default() }
    }

    /// Takes a file the admin chose; from here on the window knows it by its token.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::FileUnreadable`] or [`callboard_model::ErrorCode::FileEmpty`] (`file`).
    pub async fn choose_file(&self, path: PathBuf) -> Result<ChosenFile> {
        let files = self.chosen.clone();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        spawn_blocking(move || files.choose(&path)).await.map_err(|error| error.with_context("file", name))
    }

    /// Takes a recording, which is shown under that name.
    pub(crate) async fn choose_recording(&self, file: PathBuf, name: String) -> Result<ChosenFile> {
        let chosen = self.choose_file(file.clone()).await?;
        self.recorded().insert(chosen.token.clone(), file);
        Ok(ChosenFile { name, ..chosen })
    }

    /// Where a chosen file lies.
    pub(crate) fn path(&self, token: &str) -> Result<PathBuf> {
        self.chosen.path(token)
    }

    /// Whether a recording is a chosen file now.
    pub(crate) fn has_recording(&self, file: &Path) -> bool {
        self.recorded().values().any(|recorded| recorded == file)
    }

    /// Forgets a chosen file. A recording made here is removed from the disk; a file of the admin's is only forgotten.
    pub(crate) fn forget(&self, token: &str) {
        self.chosen.forget(token);
        let recorded = self.recorded().remove(token);
        if let Some(file) = recorded
            && let Err(error) = recording::remove(&file)
        {
            // It is offered again, which says that it is still there.
            log::warn!("a recording could not be deleted: {error}");
        }
    }

    fn recorded(&self) -> MutexGuard<'_, HashMap<String, PathBuf>> {
        self.recorded.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
