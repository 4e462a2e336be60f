//! Half-typed texts: those of each agent of an account, and those of one that is not created yet.

use callboard_model::{AccountId, Result, UnfinishedTexts};
use rusqlite::params;

use crate::drafts::columns;
use crate::{Journal, fault};

impl Journal {
    /// Keeps what is half typed on an agent's page in place of what was kept before; where nothing is, nothing is kept. When
    /// this answers, it survives a power cut.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::DiskFull`] or [`callboard_model::ErrorCode::StorageFault`].
    pub fn keep_half_typed(&self, account: &AccountId, typed: &UnfinishedTexts) -> Result<()> {
        let document = fault::to_json("keep what is half typed", typed)?;
        let (is_new, agent) = columns(typed.agent.as_ref());
        if typed.texts.is_empty() {
            return self.wipe("forget what is half typed", |transaction| {
                let statement = "DELETE FROM half_typed WHERE account = ?1 AND is_new = ?2 AND agent = ?3";
                transaction
                    .prepare_cached(statement)?
                    .execute(params![account.as_str(), is_new, agent])
                    .map(drop)
            });
        }
        self.write("keep what is half typed", |transaction| {
            transaction
                .prepare_cached(
                    "INSERT INTO half_typed (account, is_new, agent, document) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT DO UPDATE SET document = excluded.document",
                )?
                .execute(params![account.as_str(), is_new, agent, document])
                .map(drop)
        })
    }

    /// All of it, each agent's with its account. What cannot be read is passed over, logged and kept.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::StorageFault`].
    pub fn half_typed(&self) -> Result<Vec<(AccountId, UnfinishedTexts)>> {
        let documents = self.read("read what is half typed", |database| {
            database
                .prepare_cached("SELECT account, document FROM half_typed ORDER BY rowid")?
                .query_map([], |row| Ok((AccountId(row.get(0)?), row.get(1)?)))?
                .collect::<rusqlite::Result<Vec<(AccountId, String)>>>()
        })?;
        Ok(fault::readable_each("read what is half typed", documents))
    }
}
