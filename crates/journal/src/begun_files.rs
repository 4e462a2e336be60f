//! Files that are being written beside a place of the admin's: their names, for the start after a kill.

use std::path::{Path, PathBuf};

use callboard_model::Result;

use crate::Journal;

impl Journal {
    /// Remembers a file that is about to be written. One whose name is no Unicode cannot be remembered.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::DiskFull`] or [`callboard_model::ErrorCode::StorageFault`].
    pub fn begin_file(&self, path: &Path) -> Result<()> {
        let Some(path) = path.to_str() else { return Ok(()) };
        self.write("remember a file", |transaction| {
            transaction
                .prepare_cached("INSERT OR IGNORE INTO begun_files (path) VALUES (?1)")?
                .execute([path])
                .map(drop)
        })
    }

    /// Forgets a file that is whole or gone. That it was not remembered is no error.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::DiskFull`] or [`callboard_model::ErrorCode::StorageFault`].
    pub fn end_file(&self, path: &Path) -> Result<()> {
        let Some(path) = path.to_str() else { return Ok(()) };
        self.write("forget a file", |transaction| {
            transaction.prepare_cached("DELETE FROM begun_files WHERE path = ?1")?.execute([path]).map(drop)
        })
    }

    /// The files that were begun and not ended.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::StorageFault`].
    pub fn begun_files(&self) -> Result<Vec<PathBuf>> {
        self.read("read the begun files", |database| {
            database
                .prepare_cached("SELECT path FROM begun_files ORDER BY rowid")?
                .query_map([], |row| row.get::<_, String>(0).map(PathBuf::from))?
                .collect()
        })
    }
}
