//! The workspace's agents and media files in SQLite. Agents are kept as whole JSON documents, so unknown fields survive.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;

use super::refusal::Refusal;
use super::rules;
use crate::error::SandboxError;

/// Stands for the server's own origin in stored documents: the port may differ at the next start.
const ORIGIN: &str = "sandbox-origin:";

const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS agents (id TEXT PRIMARY KEY, position INTEGER NOT NULL, document TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS media (id TEXT PRIMARY KEY, agent_id TEXT NOT NULL, object_key TEXT NOT NULL, recipe TEXT);
    CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
";

/// A media file of an agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MediaFile {
    pub(super) id: String,
    pub(super) agent_id: String,
    /// Where the storage keeps it.
    pub(super) object_key: String,
    /// How to make it, for sample media that nobody has asked for yet.
    pub(super) recipe: Option<String>,
}

/// What a fresh workspace holds.
pub(super) struct Sample {
    pub(super) agents: Vec<Value>,
    pub(super) media: Vec<MediaFile>,
    /// The agent that belongs to the caller: the first person.
    pub(super) own_id: String,
}

pub(super) struct Store {
    connection: Mutex<Connection>,
    origin: String,
}

impl Store {
    pub(super) fn open(path: &Path, origin: &str) -> Result<Self, SandboxError> {
        let connection = Connection::open(path)?;
        connection.execute_batch(SCHEMA)?;
        Ok(Self { connection: Mutex::new(connection), origin: origin.to_owned() })
    }

    pub(super) fn is_seeded(&self) -> Result<bool, SandboxError> {
        Ok(self.own_id()?.is_some())
    }

    /// Replaces everything by the sample.
    pub(super) fn replace_all(&self, sample: &Sample) -> Result<(), SandboxError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        transaction.execute_batch("DELETE FROM agents; DELETE FROM media; DELETE FROM settings;")?;
        for agent in &sample.agents {
            insert_agent(&transaction, &self.origin, agent)?;
        }
        for media in &sample.media {
            insert_media(&transaction, media)?;
        }
        transaction
            .execute("INSERT INTO settings (name, value) VALUES ('me', ?1)", params![sample.own_id])?;
        transaction.commit()?;
        Ok(())
    }

    /// The id of the caller's own agent; still known when that agent was deleted.
    pub(super) fn own_id(&self) -> Result<Option<String>, SandboxError> {
        let connection = self.connection();
        let found = connection
            .query_row("SELECT value FROM settings WHERE name = 'me'", [], |row| row.get(0))
            .optional()?;
        Ok(found)
    }

    /// All agents, in the order in which they were created.
    pub(super) fn all(&self) -> Result<Vec<Value>, SandboxError> {
        self.read_all(&self.connection())
    }

    pub(super) fn get(&self, id: &str) -> Result<Option<Value>, SandboxError> {
        self.read_one(&self.connection(), id)
    }

    /// Adds an agent unless one alike exists.
    pub(super) fn create(&self, agent: &Value) -> Result<(), Refusal> {
        let mut connection = self.connection();
        let transaction = connection.transaction().map_err(SandboxError::from)?;
        rules::check_duplicate(&self.read_all(&transaction)?, agent)?;
        insert_agent(&transaction, &self.origin, agent)?;
        transaction.commit().map_err(SandboxError::from)?;
        Ok(())
    }

    /// Changes an agent in place and returns what it became. 404 without one.
    pub(super) fn change(&self, id: &str, edit: impl FnOnce(&mut Value)) -> Result<Value, Refusal> {
        let mut connection = self.connection();
        let transaction = connection.transaction().map_err(SandboxError::from)?;
        let mut agent = self.read_one(&transaction, id)?.ok_or_else(Refusal::agent_not_found)?;
        edit(&mut agent);
        transaction
            .execute(
                "UPDATE agents SET document = ?2 WHERE id = ?1",
                params![id, to_stored(&self.origin, &agent)],
            )
            .map_err(SandboxError::from)?;
        transaction.commit().map_err(SandboxError::from)?;
        Ok(agent)
    }

    /// Deletes an agent and forgets its media. False without one.
    pub(super) fn delete(&self, id: &str) -> Result<bool, SandboxError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        let deleted = transaction.execute("DELETE FROM agents WHERE id = ?1", params![id])?;
        transaction.execute("DELETE FROM media WHERE agent_id = ?1", params![id])?;
        transaction.commit()?;
        Ok(deleted > 0)
    }

    pub(super) fn add_media(&self, media: &MediaFile) -> Result<(), SandboxError> {
        insert_media(&self.connection(), media)
    }

    pub(super) fn media(&self, agent_id: &str, id: &str) -> Result<Option<MediaFile>, SandboxError> {
        let connection = self.connection();
        let found = connection
            .query_row(
                "SELECT object_key, recipe FROM media WHERE id = ?1 AND agent_id = ?2",
                params![id, agent_id],
                |row| {
                    Ok(MediaFile {
                        id: id.to_owned(),
                        agent_id: agent_id.to_owned(),
                        object_key: row.get(0)?,
                        recipe: row.get(1)?,
                    })
                },
            )
            .optional()?;
        Ok(found)
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        // A panic while the lock was held leaves at worst a transaction that SQLite rolls back.
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read_all(&self, connection: &Connection) -> Result<Vec<Value>, SandboxError> {
        let mut statement = connection.prepare_cached("SELECT document FROM agents ORDER BY position")?;
        let documents = statement.query_map([], |row| row.get::<_, String>(0))?;
        documents.map(|document| from_stored(&self.origin, &document?)).collect()
    }

    fn read_one(&self, connection: &Connection, id: &str) -> Result<Option<Value>, SandboxError> {
        let document: Option<String> = connection
            .query_row("SELECT document FROM agents WHERE id = ?1", params![id], |row| row.get(0))
            .optional()?;
        document.map(|document| from_stored(&self.origin, &document)).transpose()
    }
}

fn insert_agent(connection: &Connection, origin: &str, agent: &Value) -> Result<(), SandboxError> {
    let id = agent.get("id").and_then(Value::as_str).unwrap_or_default();
    connection
        .prepare_cached(
            "INSERT INTO agents (id, position, document)
             VALUES (?1, (SELECT COALESCE(MAX(position), 0) + 1 FROM agents), ?2)",
        )?
        .execute(params![id, to_stored(origin, agent)])?;
    Ok(())
}

fn insert_media(connection: &Connection, media: &MediaFile) -> Result<(), SandboxError> {
    connection
        .prepare_cached("INSERT INTO media (id, agent_id, object_key, recipe) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![media.id, media.agent_id, media.object_key, media.recipe])?;
    Ok(())
}

/// Only whole addresses of the sandbox are replaced, as JSON writes them: at the beginning of a text.
fn to_stored(origin: &str, agent: &Value) -> String {
    agent.to_string().replace(&format!("\"{origin}/"), &format!("\"{ORIGIN}/"))
}

fn from_stored(origin: &str, document: &str) -> Result<Value, SandboxError> {
    Ok(serde_json::from_str(&document.replace(&format!("\"{ORIGIN}/"), &format!("\"{origin}/")))?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn addresses_of_the_sandbox_follow_it_to_another_port() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("store.sqlite3");
        let agent =
            json!({"id": "1", "avatarUrl": "http://127.0.0.1:1/a.png", "unknown": [null, {"x": 1.5}]});
        Store::open(&path, "http://127.0.0.1:1").unwrap().create(&agent).unwrap();
        let read = Store::open(&path, "http://127.0.0.1:2").unwrap().get("1").unwrap().unwrap();
        assert_eq!(read["avatarUrl"], "http://127.0.0.1:2/a.png", "pictures would be broken after a restart");
        assert_eq!(read["unknown"], agent["unknown"], "a field nobody knows got lost");
    }
}
