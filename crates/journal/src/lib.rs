//! Drafts of unsaved edits and half-typed texts, changes that are under way, a record of each confirmed change with before and after, uploads that
//! are still to be put on their agent, and the connections. One SQLite file; what a method has answered `Ok` to survives a killed program and a power cut.
//!
//! Knows no system and no clock. No credential may enter: the rows hold documents whose secrets were masked before
//! they came here. Calls are short and block; a caller on an async thread moves them to a blocking one.

mod accounts;
mod answers;
mod attachments;
mod begun_files;
mod changes;
mod drafts;
mod fault;
mod file;
mod half_typed;
mod intents;
mod migrations;

pub use answers::RememberedAnswer;
pub use changes::ChangePage;
pub use intents::{Confirmation, Intent, StoredEdits};

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use callboard_model::Result;
use jiff::Timestamp;
use rusqlite::{Connection, Transaction};

/// The journal. `Send` and `Sync`: one connection behind a lock, for its calls are short and few.
#[derive(Debug)]
pub struct Journal {
    connection: Mutex<Connection>,
}

/// A journal that was opened.
#[derive(Debug)]
pub struct Opened {
    /// The journal.
    pub journal: Journal,
    /// Where a damaged file was put, if there was one; the journal is a new one then.
    pub set_aside: Option<PathBuf>,
}

impl Journal {
    /// Opens the journal, or begins one. Missing folders are made. A file that is damaged, or is no journal, is given
    /// another name beside the old one, with `now` in it, and a new journal is begun: nothing is deleted.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::DiskFull`], or [`callboard_model::ErrorCode::StorageFault`] where the file cannot
    /// be opened, cannot be set aside, or was written by a later version of the program (`version` says which).
    pub fn open(path: &Path, now: Timestamp) -> Result<Opened> {
        Self::opened(path, now, file::Holding::Alone)
    }

    /// As [`Journal::open`], but others may look into the file at the same time: for what watches a program from outside. The
    /// program itself holds its file alone, because the index that is shared then can end it on a full disk.
    ///
    /// # Errors
    /// Those of [`Journal::open`].
    pub fn open_shared(path: &Path, now: Timestamp) -> Result<Opened> {
        Self::opened(path, now, file::Holding::Shared)
    }

    fn opened(path: &Path, now: Timestamp, holding: file::Holding) -> Result<Opened> {
        let (connection, set_aside) = file::open(path, now, holding)?;
        Ok(Opened { journal: Self { connection: Mutex::new(connection) }, set_aside })
    }

    /// A journal that forgets everything with the program, for where no file can be opened.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::StorageFault`] where there is not even memory for it.
    pub fn in_memory() -> Result<Self> {
        Ok(Self { connection: Mutex::new(file::in_memory()?) })
    }

    /// Finds out whether anything can be kept, by writing what is there already.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::DiskFull`] or [`callboard_model::ErrorCode::StorageFault`].
    pub fn probe(&self) -> Result<()> {
        file::probe(&self.lock())
    }

    /// Goes on with another journal, such as the file that can be opened at last. What this one held is dropped.
    pub fn go_on_with(&self, other: Self) {
        let other = other.connection.into_inner().unwrap_or_else(PoisonError::into_inner);
        *self.lock() = other;
    }

    /// Reads with one statement or several that need not see the same moment.
    fn read<T>(&self, what: &str, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        work(&self.lock()).map_err(|error| fault::of(what, &error))
    }

    /// Writes all or nothing.
    fn write<T>(&self, what: &str, work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>) -> Result<T> {
        let mut connection = self.lock();
        let written = connection.transaction().and_then(|transaction| {
            let answer = work(&transaction)?;
            transaction.commit()?;
            Ok(answer)
        });
        written.map_err(|error| fault::of(what, &error))
    }

    /// Writes all or nothing, and leaves no remains of what it deletes: neither in the file nor in the write-ahead log.
    fn wipe<T>(&self, what: &str, work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>) -> Result<T> {
        let before = self.lock().total_changes();
        let answer = self.write(what, work)?;
        let connection = self.lock();
        // Most of what is discarded while somebody types was never there.
        if connection.total_changes() != before {
            file::cut_log(&connection);
        }
        Ok(answer)
    }

    /// A thread that died while holding the lock left no half-written state: its transaction was rolled back.
    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
