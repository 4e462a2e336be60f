//! The journal as a program meets it: killed, damaged, full, and with whatever values there are.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use callboard_journal::{Confirmation, Journal, StoredEdits};
use callboard_model::media::{MediaKind, PendingAttachment};
use callboard_model::{
    AccountId, AgentId, Change, ChangeId, ChangeKind, ChangeRecord, ConnectionId, Draft, Edits, ErrorCode,
    HistoryQuery, Pointer,
};
use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const NOW: Timestamp = Timestamp::constant(1_800_000_000, 0);

fn open(path: &Path) -> Journal {
    let opened = Journal::open(path, NOW).unwrap();
    assert_eq!(
        opened.set_aside, None,
        "a whole journal was set aside: drafts and history are gone from the window"
    );
    opened.journal
}

fn connection(name: &str) -> ConnectionId {
    ConnectionId(name.to_owned())
}

/// The account that a connection of this name leads to.
fn account(of: &str) -> AccountId {
    AccountId(format!("system|{of}"))
}

fn draft(of: &str, agent: Option<&str>, bio: &str) -> Draft {
    Draft {
        connection: connection(of),
        agent: agent.map(|id| AgentId::parse(id).unwrap()),
        base: json!({"bio": "before", "unknown": null}),
        edits: Edits(BTreeMap::from([(Pointer::parse("/bio").unwrap(), json!(bio))])),
        updated_at: "2027-01-15T08:00:00Z".to_owned(),
    }
}

fn change(id: &str, of: &str, agent: &str) -> ChangeRecord {
    ChangeRecord {
        id: id.to_owned(),
        account: account(of),
        connection: connection(of),
        agent: Some(AgentId::parse(agent).unwrap()),
        agent_name: "Maria".to_owned(),
        kind: ChangeKind::Updated,
        at: "2027-01-15T08:00:00Z".to_owned(),
        batch: None,
        document: Value::Null,
        changes: vec![Change {
            pointer: Pointer::parse("/bio").unwrap(),
            section: "profile".to_owned(),
            before: Value::Null,
            after: json!({"deep": [1, null, "x"]}),
        }],
    }
}

fn attachment(id: &str, of: &str) -> PendingAttachment {
    PendingAttachment {
        id: id.to_owned(),
        connection: connection(of),
        agent: AgentId::parse("a").unwrap(),
        media: MediaKind::Avatar,
        name: "me.png".to_owned(),
        media_url: "https://media.example/me.png".to_owned(),
        file_id: None,
        replaces: None,
        uploaded_at: "2027-01-15T08:00:00Z".to_owned(),
        was: Some(json!("https://media.example/before.png")),
    }
}

#[test]
fn the_last_draft_of_each_agent_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new").join("journal.sqlite");
    let journal = open(&path);
    journal.keep_draft(&account("one"), &draft("one", Some("a"), "first")).unwrap();
    journal.keep_draft(&account("one"), &draft("one", Some("a"), "second")).unwrap();
    journal.keep_draft(&account("one"), &draft("one", None, "a new agent")).unwrap();
    journal.keep_draft(&account("two"), &draft("two", Some("a"), "the same id elsewhere")).unwrap();
    drop(journal);

    let journal = open(&path);
    let kept = |of: &str, agent: Option<&str>| {
        let agent = agent.map(|id| AgentId::parse(id).unwrap());
        journal.draft(&account(of), agent.as_ref()).unwrap()
    };
    assert_eq!(kept("one", Some("a")), Some(draft("one", Some("a"), "second")), "the last words are lost");
    assert_eq!(kept("one", None), Some(draft("one", None, "a new agent")));
    assert_eq!(kept("one", Some("b")), None);
    assert_eq!(journal.drafts().unwrap().len(), 3);

    journal.discard_draft(&account("one"), None).unwrap();
    journal.discard_draft(&account("one"), None).unwrap();
    assert_eq!(journal.draft(&account("one"), None).unwrap(), None);
    assert_eq!(journal.drafts().unwrap().len(), 2, "discarding one draft took another with it");
}

#[test]
fn the_history_is_told_latest_first_and_found_by_its_id() {
    let folder = tempfile::tempdir().unwrap();
    let journal = open(&folder.path().join("journal.sqlite"));
    for (id, of, agent) in [("1", "one", "a"), ("2", "one", "b"), ("3", "one", "a"), ("4", "two", "a")] {
        journal.record_change(&change(id, of, agent)).unwrap();
    }
    let ids = |agent: Option<&str>, limit: u32| -> Vec<String> {
        let agent = agent.map(|id| AgentId::parse(id).unwrap());
        let query = HistoryQuery { agent, ..HistoryQuery::default() };
        let told = journal.changes(Some(&account("one")), &query, None, limit).unwrap();
        told.entries.into_iter().map(|change| change.id).collect()
    };
    assert_eq!(ids(None, 10), ["3", "2", "1"]);
    assert_eq!(ids(None, 2), ["3", "2"]);
    assert_eq!(ids(Some("a"), 10), ["3", "1"]);

    let mut undone = change("1", "one", "a");
    undone.kind = ChangeKind::Undone;
    journal.record_change(&undone).unwrap();
    assert_eq!(ids(None, 10), ["3", "2", "1"], "a change recorded again moved to the front");
    assert_eq!(journal.change("1").unwrap(), Some(undone), "undo would put back something else");
    assert_eq!(journal.change("9").unwrap(), None);
}

#[test]
fn an_upload_that_is_not_on_its_agent_yet_is_remembered_until_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.sqlite");
    let journal = open(&path);
    journal.keep_attachment(&account("one"), &attachment("1", "one")).unwrap();
    journal.keep_attachment(&account("one"), &attachment("1", "one")).unwrap();
    journal.keep_attachment(&account("one"), &attachment("2", "one")).unwrap();
    drop(journal);
    let journal = open(&path);
    let kept = |id: &str| (account("one"), attachment(id, "one"));
    assert_eq!(journal.attachments().unwrap(), [kept("1"), kept("2")]);
    journal.finish_attachment("1").unwrap();
    journal.finish_attachment("1").unwrap();
    assert_eq!(journal.attachments().unwrap(), [kept("2")]);
}

#[test]
fn a_forgotten_account_leaves_nothing_behind_and_takes_nothing_of_another() {
    let folder = tempfile::tempdir().unwrap();
    let journal = open(&folder.path().join("journal.sqlite"));
    let count = |of: &str| journal.count_changes(Some(&account(of))).unwrap();
    for of in ["one", "two"] {
        journal.keep_draft(&account(of), &draft(of, Some("a"), "x")).unwrap();
        journal.record_change(&change(of, of, "a")).unwrap();
        journal.keep_attachment(&account(of), &attachment(of, of)).unwrap();
    }
    journal.forget_account(&account("one"), false).unwrap();
    assert_eq!(count("one"), 1, "the history went although it was to be kept");
    journal.forget_account(&account("one"), true).unwrap();
    assert_eq!(journal.drafts().unwrap(), [(account("two"), draft("two", Some("a"), "x"))]);
    assert_eq!((count("one"), count("two")), (0, 1));
    assert_eq!(journal.attachments().unwrap(), [(account("two"), attachment("two", "two"))]);
}

#[test]
fn many_threads_keep_drafts_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let journal = open(&folder.path().join("journal.sqlite"));
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let journal = &journal;
            scope.spawn(move || {
                for round in 0..5 {
                    let agent = format!("{thread}-{round}");
                    journal.keep_draft(&account("one"), &draft("one", Some(&agent), "x")).unwrap();
                }
            });
        }
    });
    assert_eq!(journal.drafts().unwrap().len(), 40, "two windows' drafts got in each other's way");
}

/// Played by a second process of this same test program, see below; without the variable there is nothing to do.
#[test]
#[expect(
    clippy::print_stdout,
    reason = "its output is how the test that kills it learns that the draft was kept"
)]
fn the_part_of_the_program_that_is_killed() {
    let Some(path) = std::env::var_os("CALLBOARD_TEST_JOURNAL") else { return };
    let journal = open(Path::new(&path));
    journal.keep_draft(&account("one"), &draft("one", Some("a"), "the last words")).unwrap();
    println!("\nkept");
    loop {
        std::thread::park();
    }
}

#[test]
fn a_draft_survives_a_program_that_is_killed_right_after_it_was_kept() {
    let folder = tempfile::tempdir().unwrap();
    for round in 0..3 {
        let path = folder.path().join(format!("{round}.sqlite"));
        let mut program = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "the_part_of_the_program_that_is_killed", "--nocapture"])
            .env("CALLBOARD_TEST_JOURNAL", &path)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap() == "kept"), "the program ended before it kept the draft");
        // SIGKILL on Unix, TerminateProcess on Windows: nothing of the program runs after this.
        program.kill().unwrap();
        program.wait().unwrap();
        assert_eq!(
            open(&path).drafts().unwrap(),
            [(account("one"), draft("one", Some("a"), "the last words"))],
            "somebody's last words are gone with the program"
        );
    }
}

/// Makes a journal of some pages, closed.
fn filled(path: &Path) {
    let journal = open(path);
    for agent in 0..40 {
        journal
            .keep_draft(&account("one"), &draft("one", Some(&agent.to_string()), &"x".repeat(900)))
            .unwrap();
    }
}

#[test]
fn a_truncated_file_is_set_aside_and_not_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.sqlite");
    filled(&path);
    let whole = fs::read(&path).unwrap();
    assert!(whole.len() > 20_000);
    for length in [whole.len() - 4096, whole.len() / 2, 5000, 100, 17] {
        fs::write(&path, &whole[..length]).unwrap();
        let opened = Journal::open(&path, NOW).unwrap();
        let aside =
            opened.set_aside.unwrap_or_else(|| panic!("{length} bytes were taken for a whole journal"));
        assert_eq!(
            fs::read(&aside).unwrap(),
            whole[..length],
            "what could be rescued of the old journal is lost"
        );
        assert!(
            aside
                .file_name()
                .unwrap()
                .to_str()
                .unwrap()
                .starts_with("journal.sqlite.damaged-20270115T080000Z")
        );
        assert_eq!(opened.journal.drafts().unwrap(), []);
        opened.journal.keep_draft(&account("one"), &draft("one", None, "goes on")).unwrap();
        assert_eq!(opened.journal.drafts().unwrap().len(), 1, "the new journal cannot be written");
    }
    let aside = fs::read_dir(folder.path())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_str().unwrap().contains("damaged"));
    assert_eq!(aside.count(), 5, "one damaged journal took the place of another");
}

#[test]
fn a_file_that_is_something_else_is_set_aside() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.sqlite");
    let letter = "Dear Sir or Madam,\n".repeat(200);
    fs::write(&path, &letter).unwrap();
    let aside = Journal::open(&path, NOW).unwrap().set_aside.unwrap();
    assert_eq!(fs::read_to_string(aside).unwrap(), letter);
}

#[test]
fn a_broken_page_is_noticed_when_the_program_starts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.sqlite");
    filled(&path);
    let mut bytes = fs::read(&path).unwrap();
    let pages = bytes.len() / 4096;
    for page in 1..pages {
        bytes[page * 4096..page * 4096 + 8].fill(0xEE);
    }
    fs::write(&path, &bytes).unwrap();
    assert!(
        Journal::open(&path, NOW).unwrap().set_aside.is_some(),
        "drafts fail one by one later, in the midst of work"
    );
}

#[test]
fn an_empty_file_is_a_new_journal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.sqlite");
    fs::write(&path, "").unwrap();
    assert_eq!(open(&path).drafts().unwrap(), []);
}

#[test]
fn a_journal_of_a_later_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.sqlite");
    filled(&path);
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let error = Journal::open(&path, NOW).unwrap_err();
    assert_eq!((error.code, error.context["version"].as_str()), (ErrorCode::StorageFault, "99"));
    let database = rusqlite::Connection::open(&path).unwrap();
    let drafts: i64 = database.query_row("SELECT count(*) FROM drafts", [], |row| row.get(0)).unwrap();
    assert_eq!(drafts, 40, "going back to an older version cost somebody the drafts of the newer one");
}

#[test]
fn a_place_that_cannot_be_written_is_an_error_and_nothing_is_moved() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "mine").unwrap();
    let error = Journal::open(&file.join("journal.sqlite"), NOW).unwrap_err();
    assert_eq!(error.code, ErrorCode::StorageFault);
    assert_eq!(Journal::open(folder.path(), NOW).unwrap_err().code, ErrorCode::StorageFault);
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}

#[test]
fn a_row_nobody_can_read_hides_no_other_and_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.sqlite");
    open(&path).keep_draft(&account("one"), &draft("one", Some("a"), "x")).unwrap();
    let database = rusqlite::Connection::open(&path).unwrap();
    database
        .execute("INSERT INTO drafts VALUES ('system|one', 0, 'b', '{\"of\": \"a later version\"}')", [])
        .unwrap();
    drop(database);
    let journal = open(&path);
    assert_eq!(journal.drafts().unwrap(), [(account("one"), draft("one", Some("a"), "x"))]);
    let error = journal.draft(&account("one"), Some(&AgentId::parse("b").unwrap())).unwrap_err();
    assert_eq!(error.code, ErrorCode::StorageFault);
    assert!(!error.to_string().contains("later version"), "the error tells what stood in the draft");
    drop(journal);
    let database = rusqlite::Connection::open(&path).unwrap();
    let rows: i64 = database.query_row("SELECT count(*) FROM drafts", [], |row| row.get(0)).unwrap();
    assert_eq!(rows, 2);
}

#[cfg(unix)]
#[test]
fn nobody_else_on_the_computer_can_read_the_drafts() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.sqlite");
    let journal = open(&path);
    journal.keep_draft(&account("one"), &draft("one", None, "x")).unwrap();
    for entry in fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", entry.path().display());
    }
}

/// Any JSON a system may send: numbers of every size, texts of every script, deep and empty things.
fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_filter("JSON has no infinity", |number| number.is_finite()).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((any::<String>(), inner), 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn any_edits() -> impl Strategy<Value = Edits> {
    let pointer = any::<String>().prop_map(|name| Pointer::of_member(&name));
    prop::collection::btree_map(pointer, any_value(), 0..6).prop_map(Edits)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn any_edits_come_back_to_the_letter(edits in any_edits(), base in any_value(), agent in any::<Option<String>>()) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.sqlite");
        let mut kept = draft("one", None, "");
        kept.agent = agent.and_then(AgentId::parse);
        kept.base = base;
        kept.edits = edits;
        open(&path).keep_draft(&account("one"), &kept).unwrap();
        let found = open(&path).draft(&account("one"), kept.agent.as_ref()).unwrap();
        prop_assert_eq!(found, Some(kept));
    }
}

#[test]
fn a_list_that_was_typed_again_during_its_save_begins_from_what_was_sent_or_a_colleagues_item_would_be_taken_out()
 {
    let folder = tempfile::tempdir().unwrap();
    let journal = open(&folder.path().join("journal.sqlite"));
    let at = |list: Value| Edits(BTreeMap::from([(Pointer::parse("/words").unwrap(), list)]));
    let draft = Draft {
        edits: at(json!(["a", "mine", "more"])),
        base: json!({"words": ["a"]}),
        ..draft("one", Some("a"), "")
    };
    journal.keep_draft(&account("one"), &draft).unwrap();
    let confirmation = Confirmation {
        stored: Some(StoredEdits {
            agent: draft.agent.clone(),
            edits: at(json!(["a", "mine"])),
            document: json!({"words": ["a", "mine", "theirs"]}),
        }),
        ..Confirmation::default()
    };
    journal.confirm(&account("one"), &ChangeId("c".to_owned()), &confirmation).unwrap();
    let kept = journal.draft(&account("one"), draft.agent.as_ref()).unwrap().unwrap();
    assert_eq!(kept.base["words"], json!(["a", "mine"]));
    assert_eq!(kept.edits, draft.edits);
}
