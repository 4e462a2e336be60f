//! History and undo: what was before can be seen and put back, and nothing secret is kept.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use callboard_model::{ChangeKind, ErrorCode, SaveOutcome};
use serde_json::{Value, json};
use support::{Office, deleted, edits, pointer, saved};

#[tokio::test]
async fn the_history_holds_before_and_after_and_no_secret() {
    let office = Office::open().await;
    let before = office.person("Noah Jansen").await;
    let (.., change) =
        saved(office.save(&before, edits([("/bio", json!("New")), ("/wrapUpTime", json!(52))])).await);
    let history = office.history(Some(&before)).await;
    let [entry] = history.as_slice() else { panic!("{history:?}") };
    assert_eq!(
        (&entry.id, entry.kind, entry.agent_name.as_str()),
        (&change, ChangeKind::Updated, "Noah Jansen")
    );
    let changes: Vec<_> =
        entry.changes.iter().map(|change| (change.pointer.as_str(), &change.before, &change.after)).collect();
    assert_eq!(
        changes,
        [("/bio", &before["bio"], &json!("New")), ("/wrapUpTime", &before["wrapUpTime"], &json!(52))]
    );
    office.assert_no_secret_is_written();
}

#[tokio::test]
async fn undo_puts_back_what_was_and_can_itself_be_undone() {
    let office = Office::open().await;
    let before = office.person("Noah Jansen").await;
    let mine = edits([("/bio", json!("New")), ("/forwardNumber/number", json!("+31201234567"))]);
    let (.., change) = saved(office.save(&before, mine).await);
    let (after, _, undone) = saved(office.undo(&change).await);
    assert_eq!((&after["bio"], &after["forwardNumber"]), (&before["bio"], &before["forwardNumber"]));
    let (again, ..) = saved(office.undo(&undone).await);
    assert_eq!((&again["bio"], &again["forwardNumber"]["number"]), (&json!("New"), &json!("+31201234567")));
    let history = office.history(None).await;
    let kinds: Vec<_> = history.iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, [ChangeKind::Undone, ChangeKind::Undone, ChangeKind::Updated]);
}

#[tokio::test]
async fn undo_refuses_when_the_field_moved_since_and_says_which() {
    let office = Office::open().await;
    let before = office.person("Noah Jansen").await;
    let (.., change) =
        saved(office.save(&before, edits([("/bio", json!("New")), ("/wrapUpTime", json!(52))])).await);
    office.colleague_changes(&before, &json!({"bio": "A colleague's"})).await;
    let error = office.undo(&change).await.unwrap_err();
    assert_eq!((error.code, error.field), (ErrorCode::CannotUndo, Some(pointer("/bio"))));
    assert!(office.sent("updateAgent").is_empty(), "a colleague's text was overwritten");
    assert_eq!(office.stored(&before).await["bio"], "A colleague's");
}

#[tokio::test]
async fn undo_leaves_what_others_changed_elsewhere() {
    let office = Office::open().await;
    let before = office.person("Noah Jansen").await;
    let (.., change) = saved(office.save(&before, edits([("/bio", json!("New"))])).await);
    office.colleague_changes(&before, &json!({"wrapUpTime": 99})).await;
    let (after, ..) = saved(office.undo(&change).await);
    assert_eq!((&after["bio"], &after["wrapUpTime"]), (&before["bio"], &json!(99)));
}

/// What a person is, without what the system gives to every new agent.
fn person(document: &Value) -> Value {
    let ids = |list: &Value| -> Vec<Value> {
        list.as_array().into_iter().flatten().map(|item| item["id"].clone()).collect()
    };
    let names = [
        "name",
        "bio",
        "type",
        "status",
        "avatarUrl",
        "dropVms",
        "wrapUpTime",
        "timezone",
        "defaultCountryCode",
        "defaultCallerId",
        "forwardNumber",
        "transcriptionLocale",
        "weeklySchedule",
        "holidays",
        "assignedSkills",
        "defaultSenderId",
        "outOfOfficeResponse",
    ];
    let mut person: Value = names.iter().map(|name| ((*name).to_owned(), document[*name].clone())).collect();
    person["user"] = document["user"]["id"].clone();
    person["teams"] = json!(ids(&document["teams"]));
    person["activity"] = document["availability"]["activity"].clone();
    person
}

#[tokio::test]
async fn a_deleted_agent_is_created_again_with_its_person_and_teams() {
    let office = Office::open().await;
    for name in ["Marta Vidal Soler", "Priya Raghunathan"] {
        let before = office.person(name).await;
        let change = deleted(office.delete(&before).await);
        assert!(office.everybody().await.iter().all(|agent| agent["id"] != before["id"]));
        let (after, ..) = saved(office.undo(&change).await);
        assert_ne!(after["id"], before["id"]);
        assert_eq!(person(&after), person(&before), "{name} did not come back whole");
    }
}

#[tokio::test]
async fn undoing_a_deletion_leaves_the_draft_of_a_new_agent_alone() {
    let office = Office::open().await;
    let before = office.person("Noah Jansen").await;
    office.keep_draft(None, &edits([("/name", json!("Somebody new"))])).await;
    let change = deleted(office.delete(&before).await);
    saved(office.undo(&change).await);
    let drafts = office.drafts().await;
    assert_eq!(drafts.len(), 1, "a half-written new agent was thrown away");
    assert_eq!(drafts[0].agent, None);
}

#[tokio::test]
async fn undoing_a_creation_deletes_the_agent_and_keeps_it_in_the_history() {
    let office = Office::open().await;
    let created = office.create(edits([("/name", json!("Somebody new"))])).await.unwrap();
    let SaveOutcome::Saved { change: Some(change), record, .. } = created else { panic!("{created:?}") };
    let undone = deleted(office.undo(&change).await);
    assert!(office.everybody().await.iter().all(|agent| agent["id"] != record.document["id"]));
    let (again, ..) = saved(office.undo(&undone).await);
    assert_eq!(again["name"], "Somebody new", "what was taken back cannot be brought back");
    assert_eq!(office.undo("no such change").await.unwrap_err().code, ErrorCode::CannotUndo);
}
