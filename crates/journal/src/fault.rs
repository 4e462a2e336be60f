//! From SQLite's, the file system's and JSON's errors to the program's.

use std::io;

use callboard_model::{CallboardError, ErrorCode, Result};
use rusqlite::ErrorCode as Sqlite;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The program's error for a statement that failed. The detail is SQLite's own sentence: it names tables and
/// conditions, never values.
pub(crate) fn of(what: &str, error: &rusqlite::Error) -> CallboardError {
    let code = match error.sqlite_error_code() {
        Some(Sqlite::DiskFull) => ErrorCode::DiskFull,
        _ => ErrorCode::StorageFault,
    };
    CallboardError::new(code).with_operation(what).with_detail(error)
}

/// The program's error for a file that could not be made or moved.
pub(crate) fn of_file(what: &str, error: &io::Error) -> CallboardError {
    CallboardError::new(ErrorCode::of_writing(error)).with_operation(what).with_detail(error)
}

/// Whether the file itself is broken or no database, so that a new one is the only way on.
pub(crate) fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(Sqlite::DatabaseCorrupt | Sqlite::NotADatabase))
}

/// A value as a row keeps it.
pub(crate) fn to_json(what: &str, value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value)
        .map_err(|error| CallboardError::new(ErrorCode::Internal).with_operation(what).with_detail(error))
}

/// A value from a row. The detail gives the kind of error and its place, not the text around it.
pub(crate) fn from_json<T: DeserializeOwned>(what: &str, document: &str) -> Result<T> {
    serde_json::from_str(document).map_err(|error| {
        CallboardError::new(ErrorCode::StorageFault).with_operation(what).with_detail(format!(
            "a kept value cannot be read: {:?} in column {}",
            error.classify(),
            error.column()
        ))
    })
}

/// As [`readable`], for values that stand beside a key.
pub(crate) fn readable_each<K, T: DeserializeOwned>(what: &str, rows: Vec<(K, String)>) -> Vec<(K, T)> {
    rows.into_iter()
        .filter_map(|(key, document)| {
            let value = from_json(what, &document).inspect_err(|error| log::warn!("{error}")).ok()?;
            Some((key, value))
        })
        .collect()
}

/// The values that can be read; the others are logged, and stay in the file for a version that can.
pub(crate) fn readable<T: DeserializeOwned>(what: &str, documents: &[String]) -> Vec<T> {
    documents
        .iter()
        .filter_map(|document| from_json(what, document).inspect_err(|error| log::warn!("{error}")).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

    use std::collections::BTreeMap;

    use callboard_model::{AccountId, ConnectionId, Draft, Edits, ErrorCode};
    use serde_json::json;

    use crate::Journal;

    #[test]
    fn a_full_disk_is_named_and_costs_only_the_draft_that_found_no_room() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(&folder.path().join("journal.sqlite"), jiff::Timestamp::UNIX_EPOCH)
            .unwrap()
            .journal;
        let draft = |text: &str| Draft {
            connection: ConnectionId("one".to_owned()),
            agent: None,
            base: json!(text),
            edits: Edits(BTreeMap::new()),
            updated_at: String::new(),
        };
        let account = AccountId("one".to_owned());
        journal.keep_draft(&account, &draft("short")).unwrap();
        // SQLite answers SQLITE_FULL at this bound as it does when the file system has no room.
        journal.lock().pragma_update_and_check(None, "max_page_count", 1, |_| Ok(())).unwrap();
        let error = journal.keep_draft(&account, &draft(&"x".repeat(100_000))).unwrap_err();
        assert_eq!(error.code, ErrorCode::DiskFull, "the admin is not told to make room");
        assert_eq!(
            journal.drafts().unwrap(),
            [(account, draft("short"))],
            "the draft that was kept before is lost"
        );
    }
}
