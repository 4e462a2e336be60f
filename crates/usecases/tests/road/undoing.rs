//! Undo: compared with what was read back, and only as far as nobody moved it since.

use callboard_model::{AgentId, ChangeKind, ErrorCode, SaveOutcome};
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
async fn a_new_prompt_can_be_undone_where_a_colleague_added_one_before_it_was_read_back() {
    let office = Office::open().await;
    let connection = office.connect("messageflow").await;
    let id = office.agents_of(&connection).await[0].id.clone();
    let record = office.read_of(&connection, &id).await.unwrap();
    let mut prompts = pointer(PROMPTS).read_or_null(&record.document).as_array().cloned().unwrap();
    prompts.push(json!({"name": "Mine", "prompt": "Be kind."}));
    office.sandbox.requests().clear();
    office.fault_once(FaultKind::LateAnswer { milliseconds: 800 }, "messageflow.updateAgent");
    let saving = office.begins_for(&record, edits([(PROMPTS, json!(prompts))]));
    office.until_sent("messageflow.updateAgent").await;
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    office.messageflow_colleague_adds_prompt(&id, "Theirs").await;
    let (after, change) = match saving.await.unwrap().unwrap() {
        SaveOutcome::Saved { record, change, .. } => (record.document, change.unwrap()),
        other => panic!("not saved: {other:?}"),
    };
    let holds = |document: &Value, name: &str| {
        let prompts = pointer(PROMPTS).read_or_null(document);
        prompts.as_array().unwrap().iter().any(|prompt| prompt["name"] == name)
    };
    assert!(holds(&after, "Mine") && holds(&after, "Theirs"));
    let (undone, ..) = saved(office.undo(&change).await);
    assert!(!holds(&undone, "Mine"), "it was made, and the history does not know it");
    assert!(holds(&undone, "Theirs"), "undo takes out what a colleague added");
}

impl Office {
    /// A colleague reads an agent and puts it back with one prompt more.
    async fn messageflow_colleague_adds_prompt(&self, id: &AgentId, name: &str) {
        let account = self.sandbox.account("messageflow").unwrap();
        let (base, tenant) = (&account.base_url, account.value("tenantId").unwrap());
        let url = format!("{base}/agents/{}?tenant_id={tenant}", id.as_str());
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let get = client.get(&url).bearer_auth(super::support::KEY).send().await.unwrap();
        let mut agent: Value = get.error_for_status().unwrap().json().await.unwrap();
        let prompts = agent["configuration"]["prompt"].as_array_mut().unwrap();
        prompts.push(json!({"name": name, "prompt": ""}));
        let body = json!({"agent": {
            "name": agent["name"],
            "description": agent["description"].as_str().unwrap_or_default(),
            "configuration": agent["configuration"],
        }});
        let put = client.put(&url).bearer_auth(super::support::KEY).json(&body).send().await.unwrap();
        put.error_for_status().unwrap();
    }
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
