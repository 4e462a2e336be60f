//! Unsaved edits: one draft for each agent, and one for an agent that is not created yet.

use callboard_model::{AgentId, ConnectionId, Draft, Result};
use rusqlite::{OptionalExtension, params};

use crate::{Journal, fault};

impl Journal {
    /// Keeps a draft in place of the one its agent had. When this answers, the draft survives a power cut.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::DiskFull`] or [`callboard_model::ErrorCode::StorageFault`]; the draft that was
    /// there before is still there then.
    pub fn keep_draft(&self, draft: &Draft) -> Result<()> {
        let document = fault::to_json("keep a draft", draft)?;
        let (is_new, agent) = columns(draft.agent.as_ref());
        self.write("keep a draft", |transaction| {
            transaction
                .prepare_cached(
                    "INSERT INTO drafts (connection, is_new, agent, document) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT DO UPDATE SET document = excluded.document",
                )?
                .execute(params![draft.connection.as_str(), is_new, agent, document])
                .map(drop)
        })
    }

    /// The draft of an agent, or of the one that is not created yet.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::StorageFault`], also where what is kept cannot be read.
    pub fn draft(&self, connection: &ConnectionId, agent: Option<&AgentId>) -> Result<Option<Draft>> {
        let (is_new, agent) = columns(agent);
        let document: Option<String> = self.read("read a draft", |database| {
            database
                .prepare_cached(
                    "SELECT document FROM drafts WHERE connection = ?1 AND is_new = ?2 AND agent = ?3",
                )?
                .query_row(params![connection.as_str(), is_new, agent], |row| row.get(0))
                .optional()
        })?;
        document.map(|document| fault::from_json("read a draft", &document)).transpose()
    }

    /// All drafts. One that cannot be read is passed over, logged and kept.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::StorageFault`].
    pub fn drafts(&self) -> Result<Vec<Draft>> {
        let documents = self.read("read the drafts", |database| {
            database
                .prepare_cached("SELECT document FROM drafts ORDER BY rowid")?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<String>>>()
        })?;
        Ok(fault::readable("read the drafts", &documents))
    }

    /// Discards a draft. That there is none is no error.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::DiskFull`] or [`callboard_model::ErrorCode::StorageFault`].
    pub fn discard_draft(&self, connection: &ConnectionId, agent: Option<&AgentId>) -> Result<()> {
        let (is_new, agent) = columns(agent);
        self.write("discard a draft", |transaction| {
            transaction
                .prepare_cached("DELETE FROM drafts WHERE connection = ?1 AND is_new = ?2 AND agent = ?3")?
                .execute(params![connection.as_str(), is_new, agent])
                .map(drop)
        })
    }
}

/// How the key's two columns tell "not created yet" from an agent of whatever id.
fn columns(agent: Option<&AgentId>) -> (bool, &str) {
    (agent.is_none(), agent.map(AgentId::as_str).unwrap_or_default())
}
