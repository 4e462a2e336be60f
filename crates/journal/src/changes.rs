//! What was saved, with before and after: the history, and what undo goes by.

use callboard_model::{AgentId, ChangeRecord, ConnectionId, Result};
use rusqlite::{OptionalExtension, params};

use crate::{Journal, fault};

impl Journal {
    /// Records a change. Recorded again under the same id, it takes the place of the first and keeps its rank.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::DiskFull`] or [`callboard_model::ErrorCode::StorageFault`].
    pub fn record_change(&self, change: &ChangeRecord) -> Result<()> {
        let document = fault::to_json("record a change", change)?;
        self.write("record a change", |transaction| {
            transaction
                .prepare_cached(
                    "INSERT INTO changes (id, connection, agent, document) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT (id) DO UPDATE SET connection = excluded.connection,
                         agent = excluded.agent, document = excluded.document",
                )?
                .execute(params![change.id, change.connection.as_str(), change.agent.as_str(), document])
                .map(drop)
        })
    }

    /// The latest changes over a connection, of one agent or of all, the last recorded first, at most `limit`.
    /// One that cannot be read is passed over, logged and kept.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::StorageFault`].
    pub fn changes(
        &self,
        connection: &ConnectionId,
        agent: Option<&AgentId>,
        limit: u32,
    ) -> Result<Vec<ChangeRecord>> {
        let documents = self.read("read the changes", |database| match agent {
            Some(agent) => database
                .prepare_cached(
                    "SELECT document FROM changes WHERE connection = ?1 AND agent = ?2
                     ORDER BY sequence DESC LIMIT ?3",
                )?
                .query_map(params![connection.as_str(), agent.as_str(), limit], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<String>>>(),
            None => database
                .prepare_cached(
                    "SELECT document FROM changes WHERE connection = ?1 ORDER BY sequence DESC LIMIT ?2",
                )?
                .query_map(params![connection.as_str(), limit], |row| row.get(0))?
                .collect(),
        })?;
        Ok(fault::readable("read the changes", &documents))
    }

    /// The change of that id.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::StorageFault`], also where what is kept cannot be read.
    pub fn change(&self, id: &str) -> Result<Option<ChangeRecord>> {
        let document: Option<String> = self.read("read a change", |database| {
            database
                .prepare_cached("SELECT document FROM changes WHERE id = ?1")?
                .query_row([id], |row| row.get(0))
                .optional()
        })?;
        document.map(|document| fault::from_json("read a change", &document)).transpose()
    }
}
