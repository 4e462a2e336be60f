//! Creating: in one step or two, never twice, and found again when the answer was lost.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use callboard_model::{AgentRecord, ChangeKind, Done, Edits, ErrorCode, SaveOutcome};
use callboard_sandbox::FaultKind;
use serde_json::{Value, json};
use support::{Office, code_of, edits, id_of, job, pointer, quiet, saved};

impl Office {
    async fn called(&self, name: &str) -> Vec<Value> {
        let mut agents = self.everybody().await;
        agents.retain(|agent| agent["name"] == name);
        agents
    }

    async fn duplicate_of(&self, document: &Value) -> Edits {
        let asked =
            self.callboard.copying.duplicate_edits(self.connection.clone(), id_of(document), job(), quiet());
        asked.await.unwrap().edits
    }
}

#[tokio::test]
async fn what_the_create_request_does_not_take_follows_in_a_second_step() {
    let office = Office::open().await;
    let team = office.person("Noah Jansen").await["teams"][0]["id"].clone();
    let mine = edits([
        ("/name", json!("Somebody New")),
        ("/bio", json!("Starts on Monday.")),
        ("/timezone", json!("Europe/Madrid")),
        ("/teamIds", json!([team])),
        ("/wrapUpTime", json!(20)),
        ("/forwardNumber/number", json!("+34911234567")),
        ("/availability/activityText", json!("New here")),
    ]);
    office.keep_draft(None, &mine).await;
    let (agent, ..) = saved(office.create(mine).await);
    assert_eq!(
        office.bodies("createAgent"),
        [
            json!({"bio": "Starts on Monday.", "name": "Somebody New", "teamIds": [team], "timezone": "Europe/Madrid"})
        ]
    );
    assert_eq!(
        office.bodies("updateAgent"),
        [json!({"forwardNumber": {"number": "+34911234567"}, "wrapUpTime": 20})]
    );
    assert_eq!(office.bodies("updateAvailability"), [json!({"activityText": "New here"})]);
    assert_eq!((&agent["teams"][0]["id"], &agent["wrapUpTime"]), (&team, &json!(20)));
    assert_eq!(office.called("Somebody New").await, std::slice::from_ref(&agent));
    assert!(office.drafts().await.is_empty(), "the new agent is offered a second time");
    let history = office.history(Some(&agent)).await;
    let kinds: Vec<ChangeKind> = history.iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, [ChangeKind::Updated, ChangeKind::Created], "each step has its way back");
}

#[tokio::test]
async fn a_second_step_that_fails_leaves_the_agent_and_names_what_is_missing() {
    let office = Office::open().await;
    office.fault(FaultKind::InternalError, "updateAgent");
    let mine =
        edits([("/name", json!("Somebody New")), ("/bio", json!("Hello")), ("/wrapUpTime", json!(20))]);
    let outcome = office.create(mine).await.unwrap();
    let SaveOutcome::PartlyCreated { record, remaining, error } = outcome else { panic!("{outcome:?}") };
    let record: AgentRecord = *record;
    assert_eq!((error.code, &remaining), (ErrorCode::SystemFault, &edits([("/wrapUpTime", json!(20))])));
    assert_eq!(record.document["bio"], "Hello");
    let history = office.history(None).await;
    let recorded: Vec<_> = history[0].changes.iter().map(|change| change.pointer.as_str()).collect();
    assert_eq!(recorded, ["/name", "/bio"], "the history claims more than was stored");
    office.sandbox.faults().clear();
    saved(office.save(&record.document, remaining).await);
    assert_eq!(office.called("Somebody New").await.len(), 1);
    assert_eq!(office.called("Somebody New").await[0]["wrapUpTime"], 20);
}

#[tokio::test]
async fn a_created_agent_whose_answer_was_lost_is_found_and_not_made_twice() {
    for kind in
        [FaultKind::ConnectionReset { after_applying: true }, FaultKind::CutShort, FaultKind::InvalidJson]
    {
        let office = Office::open().await;
        let before = office.everybody().await.len();
        office.sandbox.requests().clear();
        office.fault(kind.clone(), "createAgent");
        let mine = edits([("/name", json!("Somebody New")), ("/wrapUpTime", json!(20))]);
        let (agent, ..) = saved(office.create(mine).await);
        assert_eq!(office.sent("createAgent").len(), 1, "{kind:?}");
        assert_eq!(office.everybody().await.len(), before + 1, "{kind:?}");
        assert_eq!(office.called("Somebody New").await, [agent], "{kind:?}");
    }
}

#[tokio::test]
async fn a_namesake_who_was_there_before_is_not_taken_for_the_new_agent() {
    let office = Office::open().await;
    let namesake = office.person("Noah Jansen").await;
    office.fault(FaultKind::ConnectionReset { after_applying: true }, "createAgent");
    let (agent, ..) = saved(office.create(edits([("/name", json!("Noah Jansen"))])).await);
    assert_ne!(agent["id"], namesake["id"]);
}

#[tokio::test]
async fn a_create_that_failed_leaves_the_draft_and_can_be_sent_again() {
    let office = Office::open().await;
    let before = office.everybody().await.len();
    let mine = edits([("/name", json!("Somebody New"))]);
    office.keep_draft(None, &mine).await;
    office.sandbox.requests().clear();
    office.fault(FaultKind::InternalError, "createAgent");
    let error = office.create(mine.clone()).await.unwrap_err();
    assert_eq!(
        (error.code, error.done),
        (ErrorCode::SystemFault, Done::No),
        "it was looked for, and not found"
    );
    assert_eq!(office.sent("createAgent").len(), 1, "sent again without knowing");
    office.sandbox.faults().clear();
    assert_eq!(office.everybody().await.len(), before);
    assert_eq!(office.drafts().await.len(), 1, "what was typed is lost");
    saved(office.create(mine).await);
    assert_eq!(office.everybody().await.len(), before + 1);
}

#[tokio::test]
async fn a_create_that_is_told_to_wait_is_sent_again_because_nothing_was_done() {
    let office = Office::open().await;
    office.fault_once(FaultKind::RateLimited { retry_after_seconds: 1, as_date: false }, "createAgent");
    saved(office.create(edits([("/name", json!("Somebody New"))])).await);
    assert_eq!((office.sent("createAgent").len(), office.called("Somebody New").await.len()), (2, 1));
}

#[tokio::test]
async fn a_person_who_has_an_agent_already_gets_no_second_one() {
    let office = Office::open().await;
    let user = office.person("Noah Jansen").await["user"]["id"].clone();
    let mine = edits([("/name", json!("Noah again")), ("/userId", user)]);
    office.keep_draft(None, &mine).await;
    assert_eq!(code_of(office.create(mine).await), ErrorCode::AlreadyExists);
    assert_eq!(office.drafts().await.len(), 1);
}

#[tokio::test]
async fn a_duplicate_has_everything_but_the_person_the_picture_and_the_recordings() {
    let office = Office::open().await;
    let original = office.person("Marta Vidal Soler").await;
    let mut mine = office.duplicate_of(&original).await;
    for own in ["/userId", "/avatarUrl", "/dropVms"] {
        assert!(!mine.0.contains_key(&pointer(own)), "two agents would share {own}");
    }
    assert_eq!(mine.0[&pointer("/bio")], original["bio"]);
    mine.0.insert(pointer("/name"), json!("Somebody New"));
    let (copy, ..) = saved(office.create(mine).await);
    for same in
        ["bio", "timezone", "weeklySchedule", "holidays", "assignedSkills", "forwardNumber", "wrapUpTime"]
    {
        assert_eq!(copy[same], original[same], "{same}");
    }
    let teams = |agent: &Value| -> Vec<Value> {
        agent["teams"].as_array().unwrap().iter().map(|team| team["id"].clone()).collect()
    };
    assert_eq!(teams(&copy), teams(&original), "the copy is in no team");
    assert_eq!((&copy["user"], &copy["avatarUrl"]), (&Value::Null, &Value::Null));
    assert_eq!(office.stored(&original).await, original);
}
