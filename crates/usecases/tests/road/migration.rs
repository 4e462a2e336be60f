//! What an earlier version kept by connection is there, and belongs to the account that the connection leads to.

use callboard_model::{ChangeKind, HistoryQuery};
use callboard_usecases::Store;
use serde_json::{Value, json};

use super::support::{Office, id_of, saved};

/// The tables of the second version, as they were published.
const SECOND_VERSION: &str = "
    CREATE TABLE drafts (connection TEXT NOT NULL, is_new INTEGER NOT NULL, agent TEXT NOT NULL,
        document TEXT NOT NULL, PRIMARY KEY (connection, is_new, agent)) STRICT;
    CREATE TABLE changes (sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
        connection TEXT NOT NULL, agent TEXT NOT NULL, document TEXT NOT NULL) STRICT;
    CREATE INDEX changes_of_agent ON changes (connection, agent, sequence);
    CREATE TABLE attachments (id TEXT PRIMARY KEY, connection TEXT NOT NULL, document TEXT NOT NULL) STRICT;
    CREATE TABLE answers (connection TEXT NOT NULL, agent TEXT NOT NULL, document TEXT NOT NULL,
        PRIMARY KEY (connection, agent)) STRICT;
    PRAGMA user_version = 2;
";

#[tokio::test]
async fn drafts_history_attachments_and_answers_of_an_earlier_version_are_there() {
    let mut office = Office::open().await;
    let before = office.person("Noah Jansen").await;
    office.colleague_changes(&before, &json!({"bio": "Mine"})).await;
    let (connection, agent) = (office.connection.0.clone(), String::from(id_of(&before)));
    let old = office.folder.path().join("old");
    std::fs::create_dir(&old).unwrap();
    let database = rusqlite::Connection::open(old.join("journal.sqlite")).unwrap();
    database.execute_batch(SECOND_VERSION).unwrap();
    let put = |statement: &str, document: Value| {
        let document = document.to_string();
        database.execute(statement, rusqlite::params![connection, agent, document]).unwrap();
    };
    put(
        "INSERT INTO drafts VALUES (?1, 0, ?2, ?3)",
        json!({"connection": connection, "agent": agent, "base": before, "edits": {"/bio": "More"},
            "updatedAt": "2026-01-01T00:00:00Z"}),
    );
    put(
        "INSERT INTO changes (id, connection, agent, document) VALUES ('c-1', ?1, ?2, ?3)",
        json!({"id": "c-1", "connection": connection, "agent": agent, "agentName": "Noah Jansen",
            "kind": "updated", "at": "2026-01-01T00:00:00Z", "changes": [{"pointer": "/bio",
            "section": "profile", "before": before["bio"], "after": "Mine"}]}),
    );
    put(
        "INSERT INTO attachments SELECT 'a-1', ?1, ?3 WHERE ?2 <> ''",
        json!({"id": "a-1", "connection": connection, "agent": agent, "media": "avatar", "name": "me.png",
            "mediaUrl": "https://media.example.com/me.png", "fileId": null, "replaces": null,
            "uploadedAt": "2026-01-01T00:00:00Z"}),
    );
    put(
        "INSERT INTO answers VALUES (?1, ?2, ?3)",
        json!({"agent": agent, "document": {"id": agent}, "at": null, "added": true}),
    );
    drop(database);
    // The earlier version kept the connections among the settings.
    assert!(office.store.read("connections").is_some());

    office.restart_from(old).await;
    let drafts = office.drafts().await;
    assert_eq!(drafts.len(), 1, "what was typed before the update is lost");
    assert_eq!(drafts[0].connection, office.connection);
    assert_eq!(office.callboard.uploads.pending_attachments().await.unwrap().len(), 1);
    let page = office
        .callboard
        .history
        .history(HistoryQuery { text: "noah".to_owned(), ..HistoryQuery::default() })
        .await
        .unwrap();
    assert_eq!((page.entries.len(), page.entries[0].kind), (1, ChangeKind::Updated));
    assert_eq!(office.history(Some(&before)).await, page.entries, "the entry belongs to no account");
    let (undone, ..) = saved(office.undo("c-1").await);
    assert_eq!(undone["bio"], before["bio"], "what was changed before the update cannot be undone");
}
