//! Undo: compared with what was read back, and only as far as nobody moved it since.

use callboard_model::{ChangeKind, ErrorCode};
use callboard_sandbox::FaultKind;
use serde_json::{Value, json};

use super::support::{Office, edits, pointer, saved};

const PROMPTS: &str = "/configuration/prompt";

#[tokio::test]
async fn a_new_prompt_that_the_server_numbered_can_be_undone_and_its_undo_too() {
    let office = Office::open().await;
    let connection = office.connect("messageflow").await;
    for agent in office.agents_of(&connection).await {
        let record = office.read_of(&connection, &agent.id).await.unwrap();
        let Some(mut prompts) = pointer(PROMPTS).read_or_null(&record.document).as_array().cloned() else {
            continue;
        };
        prompts.push(json!({"name": "New", "prompt": "Be kind."}));
        let (after, _, change) = saved(office.save_of(&record, edits([(PROMPTS, json!(prompts))])).await);
        let stored = pointer(PROMPTS).read_or_null(&after);
        assert!(!stored[prompts.len() - 1]["id"].is_null(), "the sandbox numbers no prompt");
        let (undone, _, again) = saved(office.undo(&change).await);
        assert_eq!(
            pointer(PROMPTS).read_or_null(&undone),
            pointer(PROMPTS).read_or_null(&record.document),
            "Undo says that something else was changed"
        );
        let (redone, ..) = saved(office.undo(&again).await);
        assert_eq!(pointer(PROMPTS).read_or_null(&redone).as_array().unwrap().len(), prompts.len());
        return;
    }
    panic!("no sample agent has prompts");
}

#[tokio::test]
async fn what_a_colleague_added_between_two_tries_is_not_taken_back_with_the_change() {
    let office = Office::unhurried().await;
    let before = office.person("Noah Jansen").await;
    let holiday = |name: &str, day: u32| json!({"name": name, "day": day, "month": 6});
    let list = |items: &[Value]| {
        let mut all = before["holidays"].as_array().cloned().unwrap_or_default();
        all.extend_from_slice(items);
        json!(all)
    };
    let (mine, theirs) = (holiday("Mine", 11), holiday("Theirs", 12));
    office.fault_once(FaultKind::ConnectionReset { after_applying: false }, "updateAgent");
    let saving = office.begins(
        Some(&before),
        edits([("/holidays", list(std::slice::from_ref(&mine)))]),
        &super::support::job(),
    );
    office.until_sent("updateAgent").await;
    office.colleague_changes(&before, &json!({"holidays": list(std::slice::from_ref(&theirs))})).await;
    let (after, _, change) = saved(saving.await.unwrap());
    let holds = |document: &Value, name: &str| {
        document["holidays"].as_array().unwrap().iter().any(|each| each["name"] == name)
    };
    assert!(holds(&after, "Mine") && holds(&after, "Theirs"));
    let (undone, ..) = saved(office.undo(&change).await);
    assert!(!holds(&undone, "Mine"));
    assert!(holds(&undone, "Theirs"), "undo takes out what a colleague added");
}

#[tokio::test]
async fn an_undo_whose_answer_is_lost_is_read_and_told_as_done() {
    let office = Office::open().await;
    let before = office.person("Noah Jansen").await;
    let (.., change) = saved(office.save(&before, edits([("/bio", json!("Mine"))])).await);
    office.fault(FaultKind::AppliedThen { status: 500 }, "updateAgent");
    office.sandbox.requests().clear();
    let (undone, ..) = saved(office.undo(&change).await);
    assert_eq!((&undone["bio"], office.sent("updateAgent").len()), (&before["bio"], 1));
    assert_eq!(office.history(None).await[0].kind, ChangeKind::Undone);
}

#[tokio::test]
async fn undone_twice_is_undone_once() {
    let office = Office::open().await;
    let before = office.person("Noah Jansen").await;
    let (.., change) = saved(office.save(&before, edits([("/bio", json!("Mine"))])).await);
    saved(office.undo(&change).await);
    office.sandbox.requests().clear();
    let (.., second) = saved(office.undo(&change).await);
    assert_eq!((second.as_str(), office.sent("updateAgent").len()), ("", 0));
    assert_eq!(office.history(None).await.len(), 2, "nothing was done, and the history says otherwise");
}

#[tokio::test]
async fn what_has_no_way_back_says_so() {
    let office = Office::open().await;
    assert_eq!(office.undo("no such change").await.unwrap_err().code, ErrorCode::CannotUndo);
}
