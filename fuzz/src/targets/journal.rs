//! The stored journal: a file that was torn or forged, and rows that somebody else wrote.

use std::path::{Path, PathBuf};

use callboard_journal::Journal;
use callboard_model::{AccountId, AgentId, HistoryQuery};
use jiff::Timestamp;
use rusqlite::Connection;
use rusqlite::params_from_iter;
use rusqlite::types::Value as Sql;
use tempfile::TempDir;

use crate::bytes_change::changed;
use crate::chance::Drawn;
use crate::run::Target;

const ACCOUNT: &str = "acc-1";

/// Reads whatever the program reads at its start, and writes a little.
fn use_all(journal: &Journal) {
    let (account, agent) = (AccountId(ACCOUNT.into()), AgentId::parse("a-1"));
    let query = HistoryQuery::default();
    let _ = journal.probe();
    let _ = journal.connections();
    let _ = journal.drafts();
    let _ = journal.draft(&account, agent.as_ref());
    let _ = journal.half_typed();
    let _ = journal.intents();
    let _ = journal.attachments();
    let _ = journal.answers(&account);
    let _ = journal.set_aside(&[]);
    let _ = journal.changes(None, &query, None, 50);
    let _ = journal.change("1");
    let _ = journal.count_changes(None);
    let _ = journal.end_unsent_intents();
    let _ = journal.change_connections(|connections| {
        connections.clear();
        Ok(())
    });
    let _ = journal.forget_account(&account, true);
}

/// A journal with a row in each table, made from what its own schema says.
fn seed(folder: &Path) -> Result<PathBuf, String> {
    let path = folder.join("seed.sqlite3");
    let opened = Journal::open(&path, Timestamp::UNIX_EPOCH).map_err(|error| format!("{:?}", error.code))?;
    drop(opened);
    let failed = |error: rusqlite::Error| error.to_string();
    let connection = Connection::open(&path).map_err(failed)?;
    for (table, columns) in tables(&connection).map_err(failed)? {
        for (number, document) in (1..).zip(DOCUMENTS) {
            let values = columns.iter().map(|column| match column.as_str() {
                "account" => Sql::Text(ACCOUNT.to_owned()),
                "document" => Sql::Text(document.to_owned()),
                "sequence" | "is_new" | "was_sent" => Sql::Integer(number),
                _ => Sql::Text(number.to_string()),
            });
            let places = vec!["?"; columns.len()].join(", ");
            let statement = format!("INSERT INTO \"{table}\" VALUES ({places})");
            connection.execute(&statement, params_from_iter(values)).map_err(failed)?;
        }
    }
    connection.pragma_update(None, "journal_mode", "DELETE").map_err(failed)?;
    Ok(path)
}

fn tables(connection: &Connection) -> rusqlite::Result<Vec<(String, Vec<String>)>> {
    let mut names = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")?;
    let names: Vec<String> = names.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let columns = |table: &String| {
        let mut info = connection.prepare(&format!("SELECT name FROM pragma_table_info('{table}')"))?;
        info.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()
    };
    names.iter().map(|table| Ok((table.clone(), columns(table)?))).collect()
}

/// Bytes of the file are changed.
pub(super) struct JournalFile {
    folder: TempDir,
    seed: Vec<u8>,
}

impl JournalFile {
    pub(super) fn open() -> Result<Self, String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let seed = std::fs::read(seed(folder.path())?).map_err(|error| error.to_string())?;
        Ok(Self { folder, seed })
    }
}

impl Target for JournalFile {
    type Input = Vec<u8>;

    fn make(&self, drawn: &mut Drawn<'_>) -> Vec<u8> {
        changed(drawn, &self.seed, std::slice::from_ref(&self.seed), &["SQLite format 3\0", "CREATE TABLE "])
    }

    fn execute(&mut self, input: &Vec<u8>) -> Result<(), String> {
        let folder = tempfile::tempdir_in(self.folder.path()).map_err(|error| error.to_string())?;
        let path = folder.path().join("journal.sqlite3");
        std::fs::write(&path, input).map_err(|error| error.to_string())?;
        let Ok(opened) = Journal::open(&path, Timestamp::UNIX_EPOCH) else { return Ok(()) };
        use_all(&opened.journal);
        match opened.set_aside {
            Some(aside) if !aside.exists() => Err("the damaged file is gone".to_owned()),
            _ => Ok(()),
        }
    }
}

/// A value that somebody wrote into a row.
#[derive(Clone, Debug)]
pub(super) struct Forged {
    table: String,
    column: String,
    value: Sql,
}

/// Rows hold what no version of the program wrote.
pub(super) struct JournalRows {
    folder: TempDir,
    seed: PathBuf,
    tables: Vec<(String, Vec<String>)>,
}

impl JournalRows {
    pub(super) fn open() -> Result<Self, String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let seed = seed(folder.path())?;
        let connection = Connection::open(&seed).map_err(|error| error.to_string())?;
        let tables = tables(&connection).map_err(|error| error.to_string())?;
        Ok(Self { folder, seed, tables })
    }
}

const DOCUMENTS: [&str; 5] = [
    r#"{"id":"c-1","system":"bird","name":"N","values":{"baseUrl":"https://x.example"},"sample":false}"#,
    r#"{"id":"1","account":"acc-1","agent":"a-1","agentName":"A","system":"bird","kind":"edit","at":"2026-01-01T00:00:00Z","changes":[]}"#,
    r#"{"agent":"a-1","base":{},"edits":{"/name":"x"},"at":"2026-01-01T00:00:00Z"}"#,
    r#"{"edits":{"not a pointer":1,"/a~2":2}}"#,
    "[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]",
];

impl Target for JournalRows {
    type Input = Vec<Forged>;

    fn make(&self, drawn: &mut Drawn<'_>) -> Vec<Forged> {
        let texts: Vec<Vec<u8>> = DOCUMENTS.iter().map(|text| text.as_bytes().to_vec()).collect();
        let forged = |drawn: &mut Drawn<'_>| {
            let (table, columns) = drawn.one(&self.tables)?;
            let column = drawn.one(columns)?.clone();
            let value = match drawn.below(8) {
                0 => Sql::Null,
                1 => Sql::Integer(drawn.any()),
                2 => Sql::Real(f64::INFINITY),
                3 => Sql::Blob(vec![0xff; 9]),
                4 => Sql::Text("9999-12-31T23:59:60.999999999999Z".to_owned()),
                _ => {
                    let seed = drawn.one(&texts).map_or(&[][..], Vec::as_slice);
                    Sql::Text(
                        String::from_utf8_lossy(&changed(drawn, seed, &texts, &["\0", "{\"$masked\":"]))
                            .into_owned(),
                    )
                }
            };
            Some(Forged { table: table.clone(), column, value })
        };
        (0..=drawn.below(5)).filter_map(|_| forged(drawn)).collect()
    }

    fn execute(&mut self, input: &Vec<Forged>) -> Result<(), String> {
        let folder = tempfile::tempdir_in(self.folder.path()).map_err(|error| error.to_string())?;
        let path = folder.path().join("journal.sqlite3");
        std::fs::copy(&self.seed, &path).map_err(|error| error.to_string())?;
        let connection = Connection::open(&path).map_err(|error| error.to_string())?;
        for Forged { table, column, value } in input {
            // What a table does not take cannot stand in it.
            let _ = connection.execute(&format!("UPDATE \"{table}\" SET \"{column}\" = ?1"), [value.clone()]);
        }
        drop(connection);
        let Ok(opened) = Journal::open(&path, Timestamp::UNIX_EPOCH) else { return Ok(()) };
        use_all(&opened.journal);
        Ok(())
    }
}
