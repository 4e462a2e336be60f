//! The folder of one program: a journal on a disk that fails, and that a kill leaves torn.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use callboard_journal::{Intent, Journal};
use jiff::Timestamp;

use crate::chance::Chance;

/// Every table that the program writes into refuses to be written while the disk fails.
const TABLES: [&str; 5] = ["intents", "changes", "drafts", "attachments", "answers"];

pub(crate) struct Disk {
    folder: PathBuf,
    /// A second look at the same file.
    pub(crate) journal: Journal,
    side: Mutex<rusqlite::Connection>,
}

/// How far the file was written at a moment.
pub(crate) struct Mark {
    log: u64,
    moved: Option<SystemTime>,
}

impl Disk {
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.join("journal.sqlite")
    }

    pub(crate) fn open(folder: PathBuf) -> Self {
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("journal.sqlite");
        let opened = Journal::open(&path, Timestamp::UNIX_EPOCH).unwrap();
        assert!(opened.set_aside.is_none(), "the journal was damaged by a kill");
        let side = rusqlite::Connection::open(&path).unwrap();
        side.execute_batch("PRAGMA synchronous = OFF; CREATE TABLE IF NOT EXISTS simulated_disk (failing);")
            .unwrap();
        for table in TABLES {
            for event in ["INSERT", "UPDATE", "DELETE"] {
                side.execute_batch(&format!(
                    "CREATE TRIGGER IF NOT EXISTS failing_{event}_{table} BEFORE {event} ON {table}
                     WHEN EXISTS (SELECT 1 FROM simulated_disk)
                     BEGIN SELECT RAISE(ABORT, 'the disk fails'); END"
                ))
                .unwrap();
            }
        }
        side.execute_batch("DELETE FROM simulated_disk").unwrap();
        Self { folder, journal: opened.journal, side: Mutex::new(side) }
    }

    pub(crate) fn intents(&self) -> Vec<Intent> {
        self.journal.intents().unwrap()
    }

    pub(crate) fn fail(&self, failing: bool) {
        let side = self.side.lock().unwrap_or_else(PoisonError::into_inner);
        side.execute_batch("DELETE FROM simulated_disk").unwrap();
        if failing {
            side.execute_batch("INSERT INTO simulated_disk VALUES (1)").unwrap();
        }
    }

    fn log(&self) -> PathBuf {
        self.folder.join("journal.sqlite-wal")
    }

    pub(crate) fn mark(&self) -> Mark {
        Mark {
            log: fs::metadata(self.log()).map_or(0, |file| file.len()),
            moved: fs::metadata(self.path()).and_then(|file| file.modified()).ok(),
        }
    }

    /// What a kill leaves in a new folder. What was written since the mark was answered to nobody, so that all of it, a
    /// part of it or nothing may have reached the disk.
    pub(crate) fn killed(&self, mark: &Mark, folder: &Path, chance: &mut Chance) -> &'static str {
        fs::create_dir_all(folder).unwrap();
        fs::copy(self.path(), folder.join("journal.sqlite")).unwrap();
        let now = self.mark();
        if now.log == 0 {
            return "empty log";
        }
        let torn = folder.join("journal.sqlite-wal");
        fs::copy(self.log(), &torn).unwrap();
        if now.log <= mark.log || now.moved != mark.moved {
            return "nothing new in the log";
        }
        let grown = usize::try_from(now.log - mark.log).unwrap();
        let (kept, told) = match chance.below(3) {
            0 => (grown, "all of the log kept"),
            1 => (0, "the last transaction lost"),
            _ => (chance.below(grown), "the log torn"),
        };
        let file = fs::OpenOptions::new().write(true).open(&torn).unwrap();
        file.set_len(mark.log + u64::try_from(kept).unwrap()).unwrap();
        told
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}
