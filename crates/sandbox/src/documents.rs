//! Whole JSON documents in SQLite, for the systems that need no more than that: unknown fields survive.
//!
//! What a document means and which changes are allowed is the business of the systems.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;

use crate::error::SandboxError;

const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS documents (
        system TEXT NOT NULL, collection TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL,
        document TEXT NOT NULL, PRIMARY KEY (system, collection, id));
    CREATE TABLE IF NOT EXISTS seeds (system TEXT PRIMARY KEY, used_number INTEGER NOT NULL);
";

/// A document of a system's sample data.
pub(crate) struct Sample {
    /// The kind of document within the system.
    pub(crate) collection: &'static str,
    pub(crate) id: String,
    pub(crate) document: Value,
}

/// The documents of all systems that have no store of their own.
pub(crate) struct Documents {
    connection: Mutex<Connection>,
}

/// One kind of document of one system.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Collection {
    /// The system's id.
    pub(crate) system: &'static str,
    pub(crate) name: &'static str,
}

impl Documents {
    pub(crate) fn open(path: &Path) -> Result<Self, SandboxError> {
        let connection = Connection::open(path)?;
        connection.execute_batch(SCHEMA)?;
        Ok(Self { connection: Mutex::new(connection) })
    }

    /// Whether a system has had its sample data, even if all of it was deleted since.
    pub(crate) fn is_seeded(&self, system: &str) -> Result<bool, SandboxError> {
        let connection = self.connection();
        let found = connection
            .query_row("SELECT 1 FROM seeds WHERE system = ?1", params![system], |_| Ok(()))
            .optional()?;
        Ok(found.is_some())
    }

    /// Replaces everything a system has by the sample. Numbers given out by [`Documents::next_number`] start after
    /// the number of documents in it.
    pub(crate) fn replace_all(&self, system: &'static str, sample: &[Sample]) -> Result<(), SandboxError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        transaction.execute("DELETE FROM documents WHERE system = ?1", params![system])?;
        for Sample { collection, id, document } in sample {
            insert(&transaction, Collection { system, name: collection }, id, document)?;
        }
        transaction.execute(
            "INSERT OR REPLACE INTO seeds (system, used_number) VALUES (?1, ?2)",
            params![system, i64::try_from(sample.len()).unwrap_or(i64::MAX)],
        )?;
        transaction.commit()?;
        Ok(())
    }

    /// A number that the system never used before, for ids that count up.
    pub(crate) fn next_number(&self, system: &str) -> Result<i64, SandboxError> {
        let number = self.connection().query_row(
            "UPDATE seeds SET used_number = used_number + 1 WHERE system = ?1 RETURNING used_number",
            params![system],
            |row| row.get(0),
        )?;
        Ok(number)
    }

    /// All documents, in the order in which they were added.
    pub(crate) fn all(&self, collection: Collection) -> Result<Vec<Value>, SandboxError> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(
            "SELECT document FROM documents WHERE system = ?1 AND collection = ?2 ORDER BY position",
        )?;
        let documents = statement
            .query_map(params![collection.system, collection.name], |row| row.get::<_, String>(0))?;
        documents.map(|document| Ok(serde_json::from_str(&document?)?)).collect()
    }

    pub(crate) fn get(&self, collection: Collection, id: &str) -> Result<Option<Value>, SandboxError> {
        read(&self.connection(), collection, id)
    }

    /// Adds a document after the others. An error if the id is taken.
    pub(crate) fn add(&self, collection: Collection, id: &str, document: &Value) -> Result<(), SandboxError> {
        insert(&self.connection(), collection, id, document)
    }

    /// Changes a document in place and returns what it became. None without one.
    pub(crate) fn change(
        &self,
        collection: Collection,
        id: &str,
        edit: impl FnOnce(&mut Value),
    ) -> Result<Option<Value>, SandboxError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        let Some(mut document) = read(&transaction, collection, id)? else { return Ok(None) };
        edit(&mut document);
        transaction.execute(
            "UPDATE documents SET document = ?4 WHERE system = ?1 AND collection = ?2 AND id = ?3",
            params![collection.system, collection.name, id, document.to_string()],
        )?;
        transaction.commit()?;
        Ok(Some(document))
    }

    /// Deletes a document. False without one.
    pub(crate) fn delete(&self, collection: Collection, id: &str) -> Result<bool, SandboxError> {
        let deleted = self.connection().execute(
            "DELETE FROM documents WHERE system = ?1 AND collection = ?2 AND id = ?3",
            params![collection.system, collection.name, id],
        )?;
        Ok(deleted > 0)
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        // A panic while the lock was held leaves at worst a transaction that SQLite rolls back.
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn insert(
    connection: &Connection,
    collection: Collection,
    id: &str,
    document: &Value,
) -> Result<(), SandboxError> {
    connection
        .prepare_cached(
            "INSERT INTO documents (system, collection, id, position, document)
             VALUES (?1, ?2, ?3, (SELECT COALESCE(MAX(position), 0) + 1 FROM documents), ?4)",
        )?
        .execute(params![collection.system, collection.name, id, document.to_string()])?;
    Ok(())
}

fn read(connection: &Connection, collection: Collection, id: &str) -> Result<Option<Value>, SandboxError> {
    let document: Option<String> = connection
        .query_row(
            "SELECT document FROM documents WHERE system = ?1 AND collection = ?2 AND id = ?3",
            params![collection.system, collection.name, id],
            |row| row.get(0),
        )
        .optional()?;
    Ok(document.map(|document| serde_json::from_str(&document)).transpose()?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    const AGENTS: Collection = Collection { system: "diga", name: "agents" };
    const VERSIONS: Collection = Collection { system: "diga", name: "versions" };

    #[test]
    fn collections_keep_their_documents_apart_whole_and_in_order() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("documents.sqlite3");
        let documents = Documents::open(&path).unwrap();
        documents.replace_all("diga", &[]).unwrap();
        let odd = json!({"z": 1.10, "a": [null, {"unknown": true}]});
        documents.add(AGENTS, "b", &odd).unwrap();
        documents.add(AGENTS, "a", &json!({"second": true})).unwrap();
        documents.add(VERSIONS, "b", &json!({})).unwrap();
        assert!(documents.add(AGENTS, "b", &json!({})).is_err(), "an agent was overwritten by a new one");
        assert!(documents.delete(VERSIONS, "b").unwrap());
        drop(documents);
        let documents = Documents::open(&path).unwrap();
        assert_eq!(documents.all(AGENTS).unwrap(), [odd, json!({"second": true})], "lost after a restart");
        assert!(documents.is_seeded("diga").unwrap() && !documents.is_seeded("raia").unwrap());
    }

    #[test]
    fn a_number_is_given_out_once() {
        let directory = tempfile::tempdir().unwrap();
        let documents = Documents::open(&directory.path().join("documents.sqlite3")).unwrap();
        let sample = Sample { collection: "agents", id: "1".to_owned(), document: json!({}) };
        documents.replace_all("messageflow", &[sample]).unwrap();
        assert_eq!(documents.next_number("messageflow").unwrap(), 2);
        assert_eq!(documents.next_number("messageflow").unwrap(), 3);
    }
}
