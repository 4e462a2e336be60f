//! The tables, version by version. `user_version` counts the steps that were taken.

use rusqlite::{Connection, Transaction};

/// One step each, in order; a step that was published is never changed, a new one is added.
///
/// `document` is the whole value as JSON: the program reads it back through its own types, so a new member of a type
/// needs no step here. Columns beside it are what rows are found and ordered by.
const STEPS: [&str; 5] = [
    "
    CREATE TABLE drafts (
        connection TEXT NOT NULL,
        is_new INTEGER NOT NULL,
        agent TEXT NOT NULL,
        document TEXT NOT NULL,
        PRIMARY KEY (connection, is_new, agent)
    ) STRICT;
    CREATE TABLE changes (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        connection TEXT NOT NULL,
        agent TEXT NOT NULL,
        document TEXT NOT NULL
    ) STRICT;
    CREATE INDEX changes_of_agent ON changes (connection, agent, sequence);
    CREATE TABLE attachments (
        id TEXT PRIMARY KEY,
        connection TEXT NOT NULL,
        document TEXT NOT NULL
    ) STRICT;
",
    "
    CREATE TABLE answers (
        connection TEXT NOT NULL,
        agent TEXT NOT NULL,
        document TEXT NOT NULL,
        PRIMARY KEY (connection, agent)
    ) STRICT;
",
    // What belonged to a connection belongs to an account from here on. Which one that is, only the program knows: until it
    // says so (`Journal::adopt`), a connection's own name behind `connection:` stands in its place.
    "
    ALTER TABLE drafts RENAME TO drafts_of_connections;
    CREATE TABLE drafts (
        account TEXT NOT NULL,
        is_new INTEGER NOT NULL,
        agent TEXT NOT NULL,
        document TEXT NOT NULL,
        PRIMARY KEY (account, is_new, agent)
    ) STRICT;
    INSERT INTO drafts (account, is_new, agent, document)
        SELECT 'connection:' || connection, is_new, agent, document FROM drafts_of_connections ORDER BY rowid;
    DROP TABLE drafts_of_connections;

    ALTER TABLE changes RENAME TO changes_of_connections;
    DROP INDEX changes_of_agent;
    CREATE TABLE changes (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        account TEXT NOT NULL,
        agent TEXT NOT NULL,
        kind TEXT NOT NULL,
        at TEXT NOT NULL,
        batch TEXT,
        sought TEXT NOT NULL,
        document TEXT NOT NULL
    ) STRICT;
    INSERT INTO changes (sequence, id, account, agent, kind, at, sought, document)
        SELECT sequence, id, 'connection:' || connection, agent, coalesce(document ->> '$.kind', ''),
            coalesce(document ->> '$.at', ''), lower(coalesce(document ->> '$.agentName', '')), document
        FROM changes_of_connections;
    DROP TABLE changes_of_connections;
    CREATE INDEX changes_of_agent ON changes (agent, sequence);
    CREATE INDEX changes_of_account ON changes (account, sequence);
    CREATE INDEX changes_by_kind ON changes (kind, sequence);
    CREATE INDEX changes_by_time ON changes (at);
    CREATE INDEX changes_of_batch ON changes (batch, sequence) WHERE batch IS NOT NULL;

    ALTER TABLE attachments RENAME COLUMN connection TO account;
    UPDATE attachments SET account = 'connection:' || account;

    ALTER TABLE answers RENAME COLUMN connection TO account;
    UPDATE answers SET account = 'connection:' || account;

    CREATE TABLE intents (
        id TEXT PRIMARY KEY,
        account TEXT NOT NULL,
        was_sent INTEGER NOT NULL,
        document TEXT NOT NULL
    ) STRICT;

    CREATE TABLE connections (
        id TEXT PRIMARY KEY,
        document TEXT NOT NULL
    ) STRICT;

    CREATE TABLE accounts (
        id TEXT PRIMARY KEY,
        document TEXT NOT NULL
    ) STRICT;
",
    "
    CREATE TABLE half_typed (
        account TEXT NOT NULL,
        is_new INTEGER NOT NULL,
        agent TEXT NOT NULL,
        document TEXT NOT NULL,
        PRIMARY KEY (account, is_new, agent)
    ) STRICT;

    UPDATE changes SET document = json_set(document, '$.agent', NULL)
        WHERE json_valid(document) AND document ->> '$.agent' = '';
",
    "
    CREATE TABLE begun_files (path TEXT PRIMARY KEY) STRICT;
",
];

/// How far the file's tables are.
pub(crate) enum Version {
    /// As this program knows them, after the steps that were missing; the number that a file of an earlier version had.
    Current { earlier: Option<i64> },
    /// Written by a later program, whose tables this one does not know.
    Later(i64),
}

/// Takes the missing steps, all or none.
pub(crate) fn run(connection: &mut Connection) -> rusqlite::Result<Version> {
    let transaction: Transaction<'_> = connection.transaction()?;
    let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let Some(missing) = usize::try_from(version).ok().and_then(|taken| STEPS.get(taken..)) else {
        return Ok(Version::Later(version));
    };
    for (step, number) in missing.iter().zip(version + 1..) {
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", number)?;
    }
    transaction.commit()?;
    Ok(Version::Current { earlier: (version > 0 && !missing.is_empty()).then_some(version) })
}
