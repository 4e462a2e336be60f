//! Files that reached the storage but are not yet on their agent, to be finished later.

use callboard_model::media::PendingAttachment;
use callboard_model::{AccountId, Result};
use rusqlite::params;

use crate::{Journal, fault};

impl Journal {
    /// Keeps an attachment that is still to be finished, in place of one of the same id.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::DiskFull`] or [`callboard_model::ErrorCode::StorageFault`].
    pub fn keep_attachment(&self, account: &AccountId, attachment: &PendingAttachment) -> Result<()> {
        let document = fault::to_json("keep an attachment", attachment)?;
        self.write("keep an attachment", |transaction| {
            transaction
                .prepare_cached(
                    "INSERT INTO attachments (id, account, document) VALUES (?1, ?2, ?3)
                     ON CONFLICT (id) DO UPDATE SET account = excluded.account, document = excluded.document",
                )?
                .execute(params![attachment.id, account.as_str(), document])
                .map(drop)
        })
    }

    /// All attachments that are still to be finished, each with its account, the first kept first. One that cannot be read is
    /// passed over, logged and kept.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::StorageFault`].
    pub fn attachments(&self) -> Result<Vec<(AccountId, PendingAttachment)>> {
        let documents = self.read("read the attachments", |database| {
            database
                .prepare_cached("SELECT account, document FROM attachments ORDER BY rowid")?
                .query_map([], |row| Ok((AccountId(row.get(0)?), row.get(1)?)))?
                .collect::<rusqlite::Result<Vec<(AccountId, String)>>>()
        })?;
        Ok(fault::readable_each("read the attachments", documents))
    }

    /// Forgets an attachment that was finished or given up. That there is none is no error.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::DiskFull`] or [`callboard_model::ErrorCode::StorageFault`].
    pub fn finish_attachment(&self, id: &str) -> Result<()> {
        self.write("finish an attachment", |transaction| {
            transaction.prepare_cached("DELETE FROM attachments WHERE id = ?1")?.execute([id]).map(drop)
        })
    }
}
