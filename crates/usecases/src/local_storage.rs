//! Whether anything can be kept on this computer.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use callboard_journal::Journal;
use callboard_model::{CallboardError, Result};

use crate::blocking::spawn_blocking;
use crate::surroundings::{SetAsideFile, Store};

/// What keeps things on this computer: the journal, and the file with settings and a copy of the connections.
pub struct LocalStorage {
    journal: Arc<Journal>,
    store: Arc<dyn Store>,
    /// Where a damaged journal was put.
    journal_set_aside: Option<PathBuf>,
    /// Why another journal stands in for the file.
    journal_fault: Mutex<Option<CallboardError>>,
}

impl LocalStorage {
    pub(crate) fn new(
        journal: Arc<Journal>,
        store: Arc<dyn Store>,
        journal_set_aside: Option<PathBuf>,
        journal_fault: Option<CallboardError>,
    ) -> Self {
        Self { journal, store, journal_set_aside, journal_fault: Mutex::new(journal_fault) }
    }

    /// Why nothing can be kept on this computer, if that is so: nothing may be changed anywhere then, because nothing could be
    /// written down before it is sent.
    pub fn fault(&self) -> Option<CallboardError> {
        self.journal_fault().or_else(|| self.store.fault())
    }

    /// Tries again to keep things on this computer. `reopen` answers the journal's file where another journal stands in for it.
    ///
    /// # Errors
    /// Why nothing can be kept still.
    pub async fn try_again(
        &self,
        reopen: impl FnOnce() -> Result<Option<Journal>> + Send + 'static,
    ) -> Result<()> {
        let (store, journal) = (self.store.clone(), self.journal.clone());
        let tried = spawn_blocking(move || {
            store.try_again()?;
            if let Some(file) = reopen()? {
                journal.go_on_with(file);
            }
            journal.probe()
        });
        let fault = tried.await.err();
        self.lock().clone_from(&fault);
        fault.map_or(Ok(()), Err)
    }

    /// Why another journal stands in for the file.
    pub(crate) fn journal_fault(&self) -> Option<CallboardError> {
        self.lock().clone()
    }

    pub(crate) fn journal_set_aside(&self) -> Option<String> {
        self.journal_set_aside.as_ref().map(|path| path.display().to_string())
    }

    pub(crate) fn settings_set_aside(&self) -> Option<SetAsideFile> {
        self.store.set_aside()
    }

    fn lock(&self) -> MutexGuard<'_, Option<CallboardError>> {
        self.journal_fault.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
