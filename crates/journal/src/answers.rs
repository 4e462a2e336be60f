//! What a system last said about an agent that cannot be read when one likes.

use callboard_model::{AccountId, AgentId, Result};
use rusqlite::{OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Journal, fault};

/// What a system last said about an agent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RememberedAnswer {
    /// The agent.
    pub agent: AgentId,
    /// Its document, secrets masked.
    pub document: Value,
    /// When it was said (RFC 3339, UTC); none where nothing was said yet.
    pub at: Option<String>,
    /// Whether somebody added the agent by its id, so that it is listed although no list names it.
    pub added: bool,
}

impl Journal {
    /// Keeps an answer in place of the one before.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::DiskFull`] or [`callboard_model::ErrorCode::StorageFault`]; the answer that was
    /// there before is still there then.
    pub fn keep_answer(&self, account: &AccountId, answer: &RememberedAnswer) -> Result<()> {
        let document = fault::to_json("keep an answer", answer)?;
        self.write("keep an answer", |transaction| keep(transaction, account, &answer.agent, &document))
    }

    /// What was last said about an agent.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::StorageFault`], also where what is kept cannot be read.
    pub fn answer(&self, account: &AccountId, agent: &AgentId) -> Result<Option<RememberedAnswer>> {
        let document: Option<String> = self.read("read an answer", |database| {
            database
                .prepare_cached("SELECT document FROM answers WHERE account = ?1 AND agent = ?2")?
                .query_row(params![account.as_str(), agent.as_str()], |row| row.get(0))
                .optional()
        })?;
        document.map(|document| fault::from_json("read an answer", &document)).transpose()
    }

    /// Everything that was said about an account's agents, in the order in which they were first met. What cannot be
    /// read is passed over, logged and kept.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::StorageFault`].
    pub fn answers(&self, account: &AccountId) -> Result<Vec<RememberedAnswer>> {
        let documents = self.read("read the answers", |database| {
            database
                .prepare_cached("SELECT document FROM answers WHERE account = ?1 ORDER BY rowid")?
                .query_map([account.as_str()], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<String>>>()
        })?;
        Ok(fault::readable("read the answers", &documents))
    }

    /// Forgets what was said about an agent. That there is nothing is no error.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::DiskFull`] or [`callboard_model::ErrorCode::StorageFault`].
    pub fn forget_answer(&self, account: &AccountId, agent: &AgentId) -> Result<()> {
        self.write("forget an answer", |transaction| {
            transaction
                .prepare_cached("DELETE FROM answers WHERE account = ?1 AND agent = ?2")?
                .execute(params![account.as_str(), agent.as_str()])
                .map(drop)
        })
    }
}

/// Keeps an answer within a transaction.
pub(crate) fn keep(
    transaction: &Transaction<'_>,
    account: &AccountId,
    agent: &AgentId,
    document: &str,
) -> rusqlite::Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO answers (account, agent, document) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET document = excluded.document",
        )?
        .execute(params![account.as_str(), agent.as_str(), document])
        .map(drop)
}
