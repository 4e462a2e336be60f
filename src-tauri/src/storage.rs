//! Where the program keeps things on this computer, and what it does where it cannot: it starts all the same and says so.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use callboard_journal::{Journal, Opened};
use callboard_model::{CallboardError, Result};
use jiff::Timestamp;
use tempfile::TempDir;

use crate::set_aside::DamagedFile;
use crate::settings_file::fault;
use crate::{private, set_aside, stand_in};

/// The journal within the data folder.
pub(crate) const JOURNAL: &str = "journal.sqlite";

/// The program's data folder.
pub(crate) struct Storage {
    folder: PathBuf,
    /// Whether the open journal is the file in the folder, and not what stands in for it.
    is_file: AtomicBool,
    /// What stands in for the folder, until the program ends.
    stand_in: Option<TempDir>,
}

/// The journal at the start.
pub(crate) struct OpenedJournal {
    pub(crate) journal: Journal,
    pub(crate) set_aside: Option<PathBuf>,
    /// Why nothing can be kept.
    pub(crate) fault: Option<CallboardError>,
}

impl Storage {
    /// Opens the journal; where its file cannot be opened, a copy of it, so that drafts and history can be read at least; where
    /// there is no copy either, an empty one in memory.
    pub(crate) fn open(folder: PathBuf) -> Result<(Self, OpenedJournal)> {
        let (is_file, temporary) = (AtomicBool::new(true), std::env::temp_dir());
        stand_in::remove_abandoned(&temporary);
        match open_file(&folder) {
            Ok(Opened { journal, set_aside }) => {
                let fault = journal.probe().err();
                let stand_in = fault.as_ref().and_then(|_| stand_in::begin(&temporary).ok());
                Ok((Self { folder, is_file, stand_in }, OpenedJournal { journal, set_aside, fault }))
            }
            Err(error) => {
                log::error!("the journal cannot be opened: {error}");
                is_file.store(false, Ordering::Relaxed);
                let stand_in = stand_in::begin(&temporary).ok();
                let copy = stand_in.as_ref().and_then(|stand_in| open_copy(&folder, stand_in.path()));
                let journal = copy.map_or_else(Journal::in_memory, Ok)?;
                let opened = OpenedJournal { journal, set_aside: None, fault: Some(error) };
                Ok((Self { folder, is_file, stand_in }, opened))
            }
        }
    }

    /// The journal's file, where it is not the one that is open.
    pub(crate) fn reopen(&self) -> Result<Option<Journal>> {
        if self.is_file.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let journal = open_file(&self.folder)?.journal;
        self.is_file.store(true, Ordering::Relaxed);
        Ok(Some(journal))
    }

    /// Where the web view keeps what it keeps, where the data folder is of no use: it ends the program where it cannot write.
    pub(crate) fn web_view_folder(&self) -> Option<PathBuf> {
        self.stand_in.as_ref().map(|stand_in| stand_in.path().join("web-view"))
    }

    /// The damaged files that were set aside, the last one first.
    pub(crate) fn damaged_files(&self) -> Result<Vec<DamagedFile>> {
        set_aside::list(&self.folder)
    }

    /// Removes a damaged file that was set aside.
    pub(crate) fn remove_damaged_file(&self, name: &str) -> Result<()> {
        set_aside::remove(&self.folder, name)
    }

    /// The folder of a room of the program.
    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

fn open_file(folder: &Path) -> Result<Opened> {
    private::create_folder(folder).map_err(|error| fault("open the data folder", &error))?;
    Journal::open(&folder.join(JOURNAL), Timestamp::now())
}

/// A copy of the journal with its last commits, for as long as the program runs.
fn open_copy(folder: &Path, stand_in: &Path) -> Option<Journal> {
    let place = stand_in.join(JOURNAL);
    fs::copy(folder.join(JOURNAL), &place).ok()?;
    let commits = format!("{JOURNAL}-wal");
    // There is none after an orderly end.
    let _ = fs::copy(folder.join(&commits), stand_in.join(&commits));
    // The copy of a file that may only be read may only be read.
    for copied in [&place, &stand_in.join(&commits)] {
        make_writable(copied);
    }
    Journal::open(&place, Timestamp::now()).ok().map(|opened| opened.journal)
}

fn make_writable(file: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let _ = fs::set_permissions(file, fs::Permissions::from_mode(0o600));
    }
    #[cfg(not(unix))]
    if let Ok(metadata) = fs::metadata(file) {
        let mut permissions = metadata.permissions();
        permissions.set_readonly(false);
        let _ = fs::set_permissions(file, permissions);
    }
}
