//! Unsaved edits: one draft for each agent of an account, and one for an agent that is not created yet.

use callboard_model::{AccountId, AgentId, Draft, Edits, Result};
use rusqlite::{OptionalExtension, Transaction, params};
use serde_json::Value;

use crate::{Journal, fault};

impl Journal {
    /// Keeps a draft in place of the one its agent had. When this answers, the draft survives a power cut.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::DiskFull`] or [`callboard_model::ErrorCode::StorageFault`]; the draft that was
    /// there before is still there then.
    pub fn keep_draft(&self, account: &AccountId, draft: &Draft) -> Result<()> {
        let document = fault::to_json("keep a draft", draft)?;
        self.write("keep a draft", |transaction| keep(transaction, account, draft.agent.as_ref(), &document))
    }

    /// The draft of an agent, or of the one that is not created yet.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::StorageFault`], also where what is kept cannot be read.
    pub fn draft(&self, account: &AccountId, agent: Option<&AgentId>) -> Result<Option<Draft>> {
        let (is_new, agent) = columns(agent);
        let document: Option<String> = self.read("read a draft", |database| {
            database
                .prepare_cached(
                    "SELECT document FROM drafts WHERE account = ?1 AND is_new = ?2 AND agent = ?3",
                )?
                .query_row(params![account.as_str(), is_new, agent], |row| row.get(0))
                .optional()
        })?;
        document.map(|document| fault::from_json("read a draft", &document)).transpose()
    }

    /// All drafts, each with its account. One that cannot be read is passed over, logged and kept.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::StorageFault`].
    pub fn drafts(&self) -> Result<Vec<(AccountId, Draft)>> {
        let documents = self.read("read the drafts", |database| {
            database
                .prepare_cached("SELECT account, document FROM drafts ORDER BY rowid")?
                .query_map([], |row| Ok((AccountId(row.get(0)?), row.get(1)?)))?
                .collect::<rusqlite::Result<Vec<(AccountId, String)>>>()
        })?;
        Ok(fault::readable_each("read the drafts", documents))
    }

    /// Discards a draft. That there is none is no error.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::DiskFull`] or [`callboard_model::ErrorCode::StorageFault`].
    pub fn discard_draft(&self, account: &AccountId, agent: Option<&AgentId>) -> Result<()> {
        self.wipe("discard a draft", |transaction| discard(transaction, account, agent))
    }
}

/// Keeps a draft within a transaction.
pub(crate) fn keep(
    transaction: &Transaction<'_>,
    account: &AccountId,
    agent: Option<&AgentId>,
    document: &str,
) -> rusqlite::Result<()> {
    let (is_new, agent) = columns(agent);
    transaction
        .prepare_cached(
            "INSERT INTO drafts (account, is_new, agent, document) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET document = excluded.document",
        )?
        .execute(params![account.as_str(), is_new, agent, document])
        .map(drop)
}

/// Takes from a draft exactly the edits that were stored, within a transaction: one that was typed again meanwhile stays. A draft that cannot be read stays as it is.
pub(crate) fn take_stored(
    transaction: &Transaction<'_>,
    account: &AccountId,
    agent: Option<&AgentId>,
    sent: &Edits,
    stored: &Value,
) -> rusqlite::Result<()> {
    let (is_new, name) = columns(agent);
    let kept: Option<String> = transaction
        .prepare_cached("SELECT document FROM drafts WHERE account = ?1 AND is_new = ?2 AND agent = ?3")?
        .query_row(params![account.as_str(), is_new, name], |row| row.get(0))
        .optional()?;
    let Some(mut draft) = kept.and_then(|document| serde_json::from_str::<Draft>(&document).ok()) else {
        return Ok(());
    };
    for (pointer, value) in &sent.0 {
        if draft.edits.0.get(pointer) == Some(value) {
            draft.edits.0.remove(pointer);
        }
        // What was typed again began from what was sent. Of a list that others changed, too, more is stored than that, and
        // with what is stored as its base the next save would take their items out.
        let typed_again = draft.edits.0.contains_key(pointer);
        let base = if typed_again && (value.is_array() || value.is_object()) {
            value.clone()
        } else {
            pointer.read_or_null(stored)
        };
        pointer.write(&mut draft.base, base);
    }
    match serde_json::to_string(&draft) {
        Ok(document) if !draft.edits.0.is_empty() => keep(transaction, account, agent, &document),
        _ => discard(transaction, account, agent),
    }
}

/// Keeps what is still to be saved of a new agent, within a transaction. What somebody typed into its form since is newer and
/// stays.
pub(crate) fn keep_remaining(
    transaction: &Transaction<'_>,
    account: &AccountId,
    remaining: &Draft,
    document: &str,
) -> rusqlite::Result<()> {
    let agent = remaining.agent.as_ref();
    let (is_new, name) = columns(agent);
    let kept: Option<String> = transaction
        .prepare_cached("SELECT document FROM drafts WHERE account = ?1 AND is_new = ?2 AND agent = ?3")?
        .query_row(params![account.as_str(), is_new, name], |row| row.get(0))
        .optional()?;
    let Some(mut draft) = kept.and_then(|document| serde_json::from_str::<Draft>(&document).ok()) else {
        return keep(transaction, account, agent, document);
    };
    for (pointer, value) in &remaining.edits.0 {
        draft.edits.0.entry(pointer.clone()).or_insert_with(|| value.clone());
    }
    match serde_json::to_string(&draft) {
        Ok(document) => keep(transaction, account, agent, &document),
        Err(_) => Ok(()),
    }
}

/// Discards a draft within a transaction.
pub(crate) fn discard(
    transaction: &Transaction<'_>,
    account: &AccountId,
    agent: Option<&AgentId>,
) -> rusqlite::Result<()> {
    let (is_new, agent) = columns(agent);
    transaction
        .prepare_cached("DELETE FROM drafts WHERE account = ?1 AND is_new = ?2 AND agent = ?3")?
        .execute(params![account.as_str(), is_new, agent])
        .map(drop)
}

/// How the key's two columns tell "not created yet" from an agent of whatever id.
pub(crate) fn columns(agent: Option<&AgentId>) -> (bool, &str) {
    (agent.is_none(), agent.map(AgentId::as_str).unwrap_or_default())
}
