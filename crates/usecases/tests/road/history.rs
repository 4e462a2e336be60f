//! The history: over all accounts, found again, written to files, kept as long as was chosen.

use ChangeKind::{Deleted, Undone, Updated};
use callboard_model::settings::Settings;
use callboard_model::{
    AccountId, AgentId, Change, ChangeKind, ChangeRecord, ConnectionId, HistoryFormat, HistoryQuery,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::support::{Office, deleted, edits, id_of, pointer, saved};

impl Office {
    async fn finds(&self, query: HistoryQuery) -> Vec<ChangeRecord> {
        self.callboard.history.history(query).await.unwrap().entries
    }
}

/// Changes of two connections, one agent deleted, and an undo; answers the second connection.
async fn busy() -> (Office, ConnectionId, Value, Value) {
    let office = Office::open().await;
    let (noah, emily) = (office.person("Noah Jansen").await, office.person("Emily Carter").await);
    let (.., change) = saved(office.save(&noah, edits([("/bio", json!("Answers in Dütch."))])).await);
    saved(office.undo(&change).await);
    deleted(office.delete(&emily).await);
    let diga = office.connect("diga").await;
    let id = office.agents_of(&diga).await[0].id.clone();
    let record = office.read_of(&diga, &id).await.unwrap();
    saved(office.save_of(&record, edits([("/greeting", json!("Buenos días"))])).await);
    (office, diga, noah, emily)
}

#[tokio::test]
async fn it_is_asked_by_connection_agent_kind_words_and_time() {
    let (office, diga, noah, emily) = busy().await;
    let kinds = |entries: &[ChangeRecord]| entries.iter().map(|entry| entry.kind).collect::<Vec<_>>();
    let all = office.finds(HistoryQuery::default()).await;
    assert_eq!(kinds(&all), [Updated, Deleted, Undone, Updated], "newest first, over all connections");
    assert_eq!(kinds(&office.history_of(&diga, None).await), [Updated]);
    assert_eq!(kinds(&office.history(None).await), [Deleted, Undone, Updated]);
    assert_eq!(kinds(&office.history(Some(&noah)).await), [Undone, Updated]);
    let by = |text: &str| HistoryQuery { text: text.to_owned(), ..HistoryQuery::default() };
    assert_eq!(kinds(&office.finds(by("EMILY carter")).await), [Deleted], "a deleted agent is not found");
    assert_eq!(office.finds(by("dütch noah")).await.len(), 2, "an umlaut is not found");
    assert_eq!(office.finds(by("buenos")).await.len(), 1);
    assert!(office.finds(by("100%")).await.is_empty(), "a sign of a search language is taken for one");
    let of_kind = HistoryQuery { kinds: vec![Deleted, Undone], ..HistoryQuery::default() };
    assert_eq!(kinds(&office.finds(of_kind).await), [Deleted, Undone]);
    let (since, until) = (Some(all[2].at.clone()), Some(all[1].at.clone()));
    let between = HistoryQuery { since, until, ..HistoryQuery::default() };
    assert_eq!(kinds(&office.finds(between).await), [Undone]);
    let whole = office.callboard.history.history_entry(all[1].id.clone()).await.unwrap();
    assert_eq!(whole.document, emily);
}

#[tokio::test]
async fn it_comes_in_pages_that_neither_skip_nor_repeat() {
    let mut office = Office::open().await;
    office.restart_with(|journal| fill(journal, 250)).await;
    let (mut seen, mut query) = (Vec::new(), HistoryQuery::default());
    loop {
        let page = office.callboard.history.history(query.clone()).await.unwrap();
        assert_eq!(page.total, 250);
        seen.extend(page.entries.into_iter().map(|entry| entry.id));
        query.cursor = page.next;
        if query.cursor.is_none() {
            break;
        }
    }
    let expected: Vec<String> = (0..250).rev().map(|number| format!("c-{number}")).collect();
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn it_is_written_as_csv_and_as_json() {
    let (office, ..) = busy().await;
    let (csv, json) = (office.file("history.csv"), office.file("history.json"));
    let export =
        |format, path| office.callboard.history.export_history(HistoryQuery::default(), format, path);
    export(HistoryFormat::Csv, csv.clone()).await.unwrap();
    export(HistoryFormat::Json, json.clone()).await.unwrap();
    let text = std::fs::read_to_string(csv).unwrap();
    assert!(text.starts_with('\u{feff}'), "spreadsheets show other letters");
    assert!(
        text.contains("Answers in Dütch.") && text.contains("Emily Carter") && text.contains("Buenos días")
    );
    let entries: Vec<ChangeRecord> = serde_json::from_slice(&std::fs::read(json).unwrap()).unwrap();
    assert_eq!(entries.len(), 4);
    assert!(entries[1].changes.iter().any(|change| change.pointer == pointer("/name")));
    assert_eq!(entries[1].document["name"], "Emily Carter", "the file lacks what is left of a deleted agent");
    let nowhere = office.file("no such folder/history.csv");
    export(HistoryFormat::Csv, nowhere).await.expect_err("nobody learns that nothing was written");
}

#[tokio::test]
async fn it_is_kept_as_long_as_was_chosen() {
    let office = Office::open().await;
    let noah = office.person("Noah Jansen").await;
    saved(office.save(&noah, edits([("/bio", json!("Old"))])).await);
    office.clock.goes_forward(SignedDuration::from_hours(24 * 40));
    saved(office.save(&noah, edits([("/wrapUpTime", json!(4))])).await);
    office.callboard.start_up().await.unwrap();
    assert_eq!(office.history(None).await.len(), 2, "something is forgotten although nobody chose that");
    let settings = Settings { history_days: Some(30), ..office.callboard.preferences.settings() };
    office.callboard.preferences.save_settings(&settings).unwrap();
    office.callboard.start_up().await.unwrap();
    let left = office.history(None).await;
    assert_eq!((left.len(), left[0].changes[0].pointer.as_str()), (1, "/wrapUpTime"));
    assert_eq!(left[0].agent, Some(id_of(&noah)));
}

/// Puts entries into the journal's file, the oldest first.
fn fill(journal: &rusqlite::Connection, count: usize) {
    journal.execute_batch("BEGIN").unwrap();
    {
        let mut statement = journal
            .prepare(
                "INSERT INTO changes (id, account, agent, kind, at, sought, document)
                 VALUES (?1, ?2, ?3, 'updated', ?4, ?5, ?6)",
            )
            .unwrap();
        for number in 0..count {
            let at = Timestamp::from_second(1_700_000_000 + i64::try_from(number).unwrap()).unwrap();
            let record = ChangeRecord {
                id: format!("c-{number}"),
                account: AccountId(format!("bird|{}", number % 5)),
                connection: ConnectionId("one".to_owned()),
                agent: Some(AgentId::parse(format!("a-{}", number % 1000)).unwrap()),
                agent_name: format!("Agent {}", number % 1000),
                kind: ChangeKind::Updated,
                at: at.to_string(),
                batch: None,
                changes: vec![Change {
                    pointer: pointer("/bio"),
                    section: "profile".to_owned(),
                    before: json!("before ".repeat(40)),
                    after: json!(format!("after {number} {}", "text ".repeat(60))),
                }],
                document: Value::Null,
            };
            let sought = format!("agent {}\n/bio\nafter {number}", number % 1000);
            let document = serde_json::to_string(&record).unwrap();
            let ChangeRecord { id, account, at, .. } = &record;
            let agent = record.agent.as_ref().unwrap();
            statement
                .execute(rusqlite::params![id, account.as_str(), agent.as_str(), at, sought, document])
                .unwrap();
        }
    }
    journal.execute_batch("COMMIT").unwrap();
}

/// Measured by hand: `cargo test --release -p callboard-usecases --test road a_hundred_thousand -- --ignored --nocapture`.
#[tokio::test]
#[ignore = "a measurement, for people to read"]
#[expect(clippy::print_stderr, reason = "the measurement is what it is for")]
async fn a_hundred_thousand_entries_open_quickly() {
    let mut office = Office::open().await;
    office.restart_with(|journal| fill(journal, 100_000)).await;
    let by = |text: &str| HistoryQuery { text: text.to_owned(), ..HistoryQuery::default() };
    for (what, query) in [
        ("the first page", HistoryQuery::default()),
        ("the first page again", HistoryQuery::default()),
        (
            "one agent",
            HistoryQuery { agent: Some(AgentId::parse("a-17").unwrap()), ..HistoryQuery::default() },
        ),
        ("a common word", by("agent")),
        ("a word of one entry", by("99")),
        ("a word of no entry", by("nowhere")),
        (
            "a kind without entries",
            HistoryQuery { kinds: vec![ChangeKind::Deleted], ..HistoryQuery::default() },
        ),
    ] {
        let began = std::time::Instant::now();
        let page = office.callboard.history.history(query).await.unwrap();
        eprintln!("{what}: {} entries in {:?}", page.entries.len(), began.elapsed());
    }
}
