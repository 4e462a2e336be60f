//! What is deleted is gone from the disk, and what is kept is closed to others.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use callboard_journal::Journal;
use callboard_model::{
    Account, AccountId, AgentId, Connection, ConnectionId, Draft, Edits, FindingCode, Pointer, SystemId,
    UnfinishedText, UnfinishedTexts,
};
use jiff::Timestamp;
use serde_json::json;
use tempfile::TempDir;

/// Stands in everything that is to be deleted.
const SECRET: &str = "call-me-under-555-0147";

fn open(path: &Path) -> Journal {
    Journal::open(path, Timestamp::UNIX_EPOCH).unwrap().journal
}

fn account() -> AccountId {
    AccountId("bird|https://api.bird.com|w".to_owned())
}

fn draft(agent: &str, length: usize) -> Draft {
    let text = SECRET.repeat(length);
    Draft {
        connection: ConnectionId("c".to_owned()),
        agent: Some(AgentId::parse(agent).unwrap()),
        base: json!({ "bio": text }),
        edits: Edits([(Pointer::parse("/bio").unwrap(), json!(text))].into()),
        updated_at: String::new(),
    }
}

/// The files of the folder that hold the secret.
fn found_in(folder: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let holds = |path: &PathBuf| {
        let bytes = std::fs::read(path).unwrap();
        bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes())
    };
    files.filter(holds).collect()
}

#[test]
fn a_discarded_draft_is_nowhere_on_the_disk() {
    let folder = TempDir::new().unwrap();
    let journal = open(&folder.path().join("journal.sqlite"));
    for length in [1, 30, 3000] {
        // As while somebody types: the same draft again and again, beside others.
        for typed in [length, 1, length * 2] {
            journal.keep_draft(&account(), &draft("agent-1", typed)).unwrap();
            journal.keep_draft(&account(), &draft("agent-2", 1)).unwrap();
        }
        assert!(!found_in(folder.path()).is_empty(), "the test looks at the wrong files");
        for agent in ["agent-1", "agent-2"] {
            journal.discard_draft(&account(), Some(&AgentId::parse(agent).unwrap())).unwrap();
        }
        let found = found_in(folder.path());
        assert!(found.is_empty(), "what somebody threw away can be read in {found:?}");
    }
}

#[test]
fn a_forgotten_account_is_nowhere_on_the_disk() {
    let folder = TempDir::new().unwrap();
    let journal = open(&folder.path().join("journal.sqlite"));
    let values = [("workspaceId".to_owned(), SECRET.to_owned())].into();
    let kept = Account { id: account(), system: SystemId::new("bird"), name: SECRET.to_owned(), values };
    journal.keep_account(&kept).unwrap();
    for agent in 0..50 {
        journal.keep_draft(&account(), &draft(&format!("agent-{agent}"), 40)).unwrap();
    }
    assert!(!found_in(folder.path()).is_empty());
    journal.forget_account(&account(), true).unwrap();
    let found = found_in(folder.path());
    assert!(found.is_empty(), "a forgotten account can be read in {found:?}");
    assert_eq!(journal.drafts().unwrap().len(), 0);
}

#[test]
fn what_is_half_typed_and_a_removed_connection_are_nowhere_on_the_disk() {
    let folder = TempDir::new().unwrap();
    let journal = open(&folder.path().join("journal.sqlite"));
    let text =
        UnfinishedText { text: SECRET.to_owned(), code: FindingCode::Required, context: BTreeMap::new() };
    let typed = |texts| UnfinishedTexts {
        connection: ConnectionId("c".to_owned()),
        agent: AgentId::parse("agent-1"),
        texts,
    };
    let pointer = Pointer::parse("/bio").unwrap();
    journal.keep_half_typed(&account(), &typed([(pointer, text)].into())).unwrap();
    let values = [("workspaceId".to_owned(), SECRET.to_owned())].into();
    let connection =
        Connection::new(ConnectionId("c".to_owned()), SystemId::new("bird"), "Northwind", values);
    let change = |after: Vec<Connection>| {
        journal.change_connections(|connections| {
            *connections = after;
            Ok(())
        })
    };
    change(vec![connection]).unwrap();
    assert!(!found_in(folder.path()).is_empty());
    change(Vec::new()).unwrap();
    journal.keep_half_typed(&account(), &typed(BTreeMap::new())).unwrap();
    let found = found_in(folder.path());
    assert!(found.is_empty(), "what was taken out again can be read in {found:?}");
}

#[test]
fn remains_of_an_earlier_version_are_wiped_once() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("journal.sqlite");
    drop(open(&path));
    let earlier = rusqlite::Connection::open(&path).unwrap();
    let text = SECRET.repeat(500);
    earlier
        .execute_batch(&format!(
            "PRAGMA secure_delete = OFF; DROP TABLE begun_files;
             INSERT INTO drafts VALUES ('a', 0, 'b', '{text}'); DELETE FROM drafts; PRAGMA user_version = 4;"
        ))
        .unwrap();
    drop(earlier);
    assert!(!found_in(folder.path()).is_empty(), "an earlier version left nothing, so nothing is tried here");
    let journal = open(&path);
    let found = found_in(folder.path());
    assert!(found.is_empty(), "what was thrown away years ago can be read in {found:?}");
    assert!(journal.begun_files().unwrap().is_empty());
}

#[cfg(unix)]
#[test]
fn nobody_else_on_the_computer_can_read_the_journal() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("journal.sqlite");
    drop(open(&path));
    // As a version left it that went by the user's mask.
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
    let journal = open(&path);
    journal.keep_draft(&account(), &draft("agent-1", 1)).unwrap();
    let files: Vec<PathBuf> =
        std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(files.len() > 1, "there is no write-ahead log to look at: {files:?}");
    for file in files {
        let mode = std::fs::metadata(&file).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", file.display());
    }
}

#[test]
fn begun_files_are_remembered_until_they_are_over() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("journal.sqlite");
    let journal = open(&path);
    let files = ["/music/.callboard-1.part", "/music/.callboard-2.part"].map(PathBuf::from);
    for file in &files {
        journal.begin_file(file).unwrap();
        journal.begin_file(file).unwrap();
    }
    journal.end_file(&files[0]).unwrap();
    journal.end_file(&files[0]).unwrap();
    drop(journal);
    assert_eq!(open(&path).begun_files().unwrap(), files[1..]);
}
