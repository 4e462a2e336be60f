//! Saving: planned anew for every try, read back, settled, and told as it is.

use callboard_model::{
    ChangeKind, Done, Draft, ErrorCode, LookResult, OpenState, SaveOutcome, Stage, Verdict,
};
use callboard_sandbox::{Fault, FaultKind};
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::support::{Office, deleted, edits, job, quiet, saved, sent};
use super::{failure_of, look_of};

const NOAH: &str = "Noah Jansen";

#[tokio::test]
async fn what_is_wanted_is_on_disk_before_the_first_byte_is_sent() {
    let office = Office::open().await;
    let before = office.person(NOAH).await;
    office.fault(FaultKind::Latency { milliseconds: 800 }, "getAgent");
    office.fault(FaultKind::LateAnswer { milliseconds: 800 }, "updateAgent");
    let saving = office.begins(Some(&before), edits([("/bio", json!("Mine"))]), &job());
    office.until_sent("getAgent").await;
    let [wanted] = &office.intents_by_now()[..] else {
        panic!("a kill now and nobody knows what was wanted")
    };
    assert!(!wanted.was_sent, "nothing was sent yet");
    office.until_sent("updateAgent").await;
    let [wanted] = &office.intents_by_now()[..] else { panic!("a kill now and nobody knows what was sent") };
    assert!(wanted.was_sent);
    assert_eq!(wanted.edits, edits([("/bio", json!("Mine"))]));
    assert_eq!(wanted.before["bio"], before["bio"]);
    saved(saving.await.unwrap());
    assert!(office.intents_by_now().is_empty());
}

#[tokio::test]
async fn a_change_that_was_stored_and_cannot_be_read_back_is_probably_stored_and_settled_by_reading() {
    let office = Office::open().await;
    let before = office.person(NOAH).await;
    let mine = edits([("/bio", json!("Mine"))]);
    office.keep_draft(Some(&before), &mine).await;
    office.sandbox.faults().add(Fault::new(FaultKind::InternalError).on("getAgent").after(1));
    sent(office.save(&before, mine).await);
    assert_eq!(look_of(&office.callboard.changes.open_changes()), LookResult::Unreadable);
    assert_eq!(office.drafts().await.len(), 1, "it is not certain yet");
    office.sandbox.faults().clear();
    assert!(office.settle().await.is_empty());
    let history = office.history(Some(&before)).await;
    assert_eq!((history.len(), &history[0].changes[0].after), (1, &json!("Mine")));
    assert!(office.drafts().await.is_empty(), "Discard would show a value that is not there any more");
    let (undone, ..) = saved(office.undo(&history[0].id).await);
    assert_eq!(undone["bio"], before["bio"]);
}

#[tokio::test]
async fn an_error_after_applying_is_read_and_told_as_stored() {
    for status in [500, 502, 503, 504] {
        let office = Office::open().await;
        let before = office.person(NOAH).await;
        office.fault(FaultKind::AppliedThen { status }, "updateAgent");
        let (after, ..) = saved(office.save(&before, edits([("/bio", json!("Mine"))])).await);
        assert_eq!((&after["bio"], office.sent("updateAgent").len()), (&json!("Mine"), 1), "{status}");
        assert_eq!(office.history(Some(&before)).await[0].changes[0].before, before["bio"], "{status}");
    }
}

#[tokio::test]
async fn garbage_after_applying_is_settled_by_the_list_where_an_agent_cannot_be_read() {
    let office = Office::open().await;
    let connection = office.connect("diga").await;
    let record = {
        let id = office.agents_of(&connection).await[0].id.clone();
        office.read_of(&connection, &id).await.unwrap()
    };
    office.sandbox.requests().clear();
    office.fault(FaultKind::InvalidJson, "diga.updateAgent");
    let (after, _, change) = saved(office.save_of(&record, edits([("/greeting", json!("Hello"))])).await);
    assert_eq!((&after["greeting"], office.sent("diga.updateAgent").len()), (&json!("Hello"), 1));
    office.sandbox.faults().clear();
    let (undone, ..) = saved(office.undo(&change).await);
    assert_eq!(undone["greeting"], record.document["greeting"]);
}

#[tokio::test]
async fn garbage_where_nothing_can_be_read_is_sent_once_and_the_admin_says() {
    let office = Office::open().await;
    let connection = office.connect("diga").await;
    let id = office.agents_of(&connection).await[0].id.clone();
    office.fault(FaultKind::NotOffered, "diga.listAgents");
    office.callboard.agents.add_agent_by_id(connection.clone(), id.as_str().to_owned()).await.unwrap();
    let record = office.read_of(&connection, &id).await.unwrap();
    assert!(record.remembered);
    office.sandbox.requests().clear();
    office.fault(FaultKind::InvalidJson, "diga.updateAgent");
    let change = sent(office.save_of(&record, edits([("/greeting", json!("Hello"))])).await);
    assert_eq!(office.sent("diga.updateAgent").len(), 1, "sent again from a copy that nobody could refresh");
    assert_eq!(look_of(&office.settle().await), LookResult::CannotTell);
    assert!(office.callboard.changes.decide_change(change, Verdict::Made).await.unwrap().is_empty());
    let history = office.history_of(&connection, Some(id.clone())).await;
    assert_eq!(history[0].changes[0].after, json!("Hello"), "there is no way back");
    let again = office.read_of(&connection, &id).await.unwrap();
    assert_eq!(again.document["greeting"], "Hello", "the next save would blame somebody else");
}

#[tokio::test]
async fn what_a_colleague_saves_in_the_pause_before_a_repeat_stays() {
    let office = Office::unhurried().await;
    let connection = office.connect("messageflow").await;
    let id = office.agents_of(&connection).await[0].id.clone();
    let record = office.read_of(&connection, &id).await.unwrap();
    office.sandbox.requests().clear();
    office.fault_once(FaultKind::AppliedThen { status: 502 }, "messageflow.updateAgent");
    let saving = office.begins_for(&record, edits([("/name", json!("Mine"))]));
    office.until_sent("messageflow.updateAgent").await;
    let colleague = office.messageflow_colleague(&id, "description", "Theirs").await;
    assert_eq!(colleague["agent"]["name"], "Mine", "the first try was applied");
    let (after, ..) = saved(saving.await.unwrap());
    assert_eq!((&after["name"], &after["description"]), (&json!("Mine"), &json!("Theirs")));
}

#[tokio::test]
async fn a_repeat_that_meets_a_colleagues_value_asks_and_does_not_overwrite_it() {
    let office = Office::unhurried().await;
    let before = office.person(NOAH).await;
    office.fault_once(FaultKind::ConnectionReset { after_applying: false }, "updateAgent");
    let saving = office.begins(Some(&before), edits([("/bio", json!("Mine"))]), &job());
    office.until_sent("updateAgent").await;
    let body = json!({"bio": "Theirs"});
    office.colleague_changes(&before, &body).await;
    let outcome = saving.await.unwrap();
    assert_eq!(office.stored(&before).await["bio"], "Theirs", "{outcome:?}");
    // The first try may still arrive, so that it has to be settled before anybody picks.
    assert!(matches!(outcome, Ok(SaveOutcome::Sent { .. })), "{outcome:?}");
    assert_eq!(look_of(&office.callboard.changes.open_changes()), LookResult::CannotTell);
}

#[tokio::test]
async fn a_save_that_never_arrived_is_said_so_after_a_while_and_its_draft_is_kept() {
    let office = Office::open().await;
    let before = office.person(NOAH).await;
    let mine = edits([("/bio", json!("Mine"))]);
    office.keep_draft(Some(&before), &mine).await;
    office.fault(FaultKind::ConnectionReset { after_applying: false }, "updateAgent");
    sent(office.save(&before, mine.clone()).await);
    office.sandbox.faults().clear();
    assert_eq!(look_of(&office.settle().await), LookResult::NotYet);
    office.clock.goes_forward(SignedDuration::from_secs(121));
    assert_eq!(failure_of(&office.settle().await), ErrorCode::UnclearOutcome);
    assert_eq!(office.stored(&before).await, before);
    assert_eq!(office.drafts().await[0].edits, mine);
    office.callboard.changes.dismiss_change(&office.callboard.changes.open_changes()[0].id);
    assert!(office.callboard.changes.open_changes().is_empty());
}

#[tokio::test]
async fn stop_while_an_applied_save_hangs_says_that_it_was_stored() {
    let office = Office::open().await;
    let before = office.person(NOAH).await;
    office.fault(FaultKind::LateAnswer { milliseconds: 60_000 }, "updateAgent");
    let name = job();
    let saving = office.begins(Some(&before), edits([("/bio", json!("Mine"))]), &name);
    office.until_stored(&before, |agent| agent["bio"] == "Mine").await;
    office.callboard.jobs.cancel(&name);
    let (after, _, change) = saved(saving.await.unwrap());
    assert_eq!(after["bio"], "Mine");
    office.sandbox.faults().clear();
    saved(office.undo(&change).await);
}

#[tokio::test]
async fn stop_before_anything_is_sent_sends_nothing() {
    let office = Office::open().await;
    let before = office.person(NOAH).await;
    office.fault(FaultKind::Latency { milliseconds: 60_000 }, "getAgent");
    let name = job();
    let saving = office.begins(Some(&before), edits([("/bio", json!("Mine"))]), &name);
    office.until_sent("getAgent").await;
    office.callboard.jobs.cancel(&name);
    let error = saving.await.unwrap().unwrap_err();
    assert_eq!((error.code, error.done), (ErrorCode::Cancelled, Done::No));
    assert!(office.sent("updateAgent").is_empty() && office.callboard.changes.open_changes().is_empty());
    assert!(office.intents_by_now().is_empty());
}

#[tokio::test]
async fn a_change_that_runs_can_be_stopped_by_who_finds_it_after_a_reload() {
    let office = Office::open().await;
    let before = office.person(NOAH).await;
    office.fault(FaultKind::Latency { milliseconds: 60_000 }, "getAgent");
    let saving = office.begins(Some(&before), edits([("/bio", json!("Mine"))]), &job());
    office.until_sent("getAgent").await;
    let open = office.callboard.changes.open_changes();
    office.callboard.jobs.cancel(open[0].job.as_ref().expect("there is no way to stop it"));
    assert_eq!(saving.await.unwrap().unwrap_err().code, ErrorCode::Cancelled);

    office.sandbox.faults().clear();
    office.fault_once(FaultKind::ConnectionReset { after_applying: false }, "updateAgent");
    office.fault(FaultKind::Refused { status: 403, form: None }, "updateAgent");
    office.save(&before, edits([("/bio", json!("Mine"))])).await.unwrap();
    assert_eq!(office.callboard.changes.open_changes()[0].job, None, "Stop is offered where nothing runs");
}

#[tokio::test]
async fn what_may_still_arrive_is_not_told_as_partly_made() {
    let office = Office::open().await;
    let before = office.person(NOAH).await;
    office.fault(FaultKind::LateApplying { milliseconds: 1_500 }, "updateAgent");
    let name = job();
    let mine = edits([("/bio", json!("Mine")), ("/outOfOfficeResponse", json!("Back on Monday."))]);
    let saving = office.begins(Some(&before), mine, &name);
    office.until_sent("updateAgent").await;
    office.sandbox.faults().clear();
    office.colleague_changes(&before, &json!({"bio": "Mine"})).await;
    office.callboard.jobs.cancel(&name);
    sent(saving.await.unwrap());
    assert!(matches!(office.settle().await[0].state, OpenState::Sent { .. }));
    office.until_stored(&before, |agent| agent["outOfOfficeResponse"] == "Back on Monday.").await;
    assert!(office.settle().await.is_empty());
    let history = office.history(Some(&before)).await;
    assert_eq!(history.len(), 1, "what arrived afterwards is not in the history");
}

#[tokio::test]
async fn what_was_not_stored_stays_in_the_draft_also_where_the_admin_says_that_it_was_made() {
    let office = Office::open().await;
    let before = office.person(NOAH).await;
    let mine = edits([("/bio", json!("Mine")), ("/wrapUpTime", json!(52))]);
    office.keep_draft(Some(&before), &mine).await;
    office.fault(FaultKind::AppliedThen { status: 502 }, "updateAgent");
    office.sandbox.faults().add(Fault::new(FaultKind::InternalError).on("getAgent").after(1));
    let change = sent(office.save(&before, mine).await);
    office.sandbox.faults().clear();
    // A colleague puts one of the two back, and rewrites the other.
    let back = json!({"bio": "Theirs", "wrapUpTime": before["wrapUpTime"]});
    office.colleague_changes(&before, &back).await;
    assert_eq!(look_of(&office.settle().await), LookResult::CannotTell);
    assert!(office.callboard.changes.decide_change(change, Verdict::Made).await.unwrap().is_empty());
    let drafts = office.drafts().await;
    assert_eq!(drafts.len(), 1, "what was typed is nowhere any more");
    // Of what somebody else has written over nobody knows whether it ever arrived.
    assert_eq!(drafts[0].edits, edits([("/bio", json!("Mine")), ("/wrapUpTime", json!(52))]));
    let history = office.history(Some(&before)).await;
    assert_eq!(history[0].changes[0].pointer.as_str(), "/bio");
}

#[tokio::test]
async fn what_the_admin_says_was_made_is_in_the_history_also_where_the_agent_is_gone() {
    let office = Office::open().await;
    let before = office.person(NOAH).await;
    office.sandbox.faults().add(Fault::new(FaultKind::InternalError).on("getAgent").after(1));
    let change = sent(office.save(&before, edits([("/bio", json!("Mine"))])).await);
    office.sandbox.faults().clear();
    deleted(office.delete(&before).await);
    assert!(office.callboard.changes.decide_change(change.clone(), Verdict::Made).await.unwrap().is_empty());
    let history = office.history(Some(&before)).await;
    let entry = history.iter().find(|entry| entry.id == change.0).expect("what was made is told nowhere");
    assert_eq!((&entry.changes[0].before, &entry.changes[0].after), (&before["bio"], &json!("Mine")));
}

#[tokio::test]
async fn what_the_admin_says_was_made_stays_open_where_the_history_cannot_be_written() {
    let mut office = Office::open().await;
    let before = office.person(NOAH).await;
    office.sandbox.faults().add(Fault::new(FaultKind::InternalError).on("getAgent").after(1));
    let change = sent(office.save(&before, edits([("/bio", json!("Mine"))])).await);
    office.sandbox.faults().clear();
    let refuse = "CREATE TRIGGER refuse BEFORE INSERT ON changes BEGIN SELECT RAISE(ABORT, 'no'); END";
    office.restart_with(|journal| journal.execute_batch(refuse).unwrap()).await;
    let error = office.callboard.changes.decide_change(change.clone(), Verdict::Made).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::StorageFault);
    assert_eq!(office.callboard.changes.open_changes().len(), 1, "it is neither open nor in the history");
    office.restart_with(|journal| journal.execute_batch("DROP TRIGGER refuse").unwrap()).await;
    assert!(office.callboard.changes.decide_change(change, Verdict::Made).await.unwrap().is_empty());
    assert_eq!(office.history(Some(&before)).await.len(), 1);
}

#[tokio::test]
async fn what_is_typed_during_a_save_stays_in_the_draft() {
    let office = Office::open().await;
    let before = office.person(NOAH).await;
    let mine = edits([("/bio", json!("Mine")), ("/wrapUpTime", json!(52))]);
    office.keep_draft(Some(&before), &mine).await;
    office.fault(FaultKind::LateAnswer { milliseconds: 500 }, "updateAgent");
    let saving = office.begins(Some(&before), mine, &job());
    office.until_sent("updateAgent").await;
    // Another field, the sent one once more, and the old value of the other one typed again.
    let typed = edits([
        ("/bio", json!("Mine, and more")),
        ("/wrapUpTime", before["wrapUpTime"].clone()),
        ("/outOfOfficeResponse", json!("Back on Monday.")),
    ]);
    office.keep_draft(Some(&before), &typed).await;
    saved(saving.await.unwrap());
    let drafts = office.drafts().await;
    let [Draft { base, edits, .. }] = drafts.as_slice() else { panic!("what was typed is lost") };
    assert_eq!(edits, &typed);
    assert_eq!(
        (&base["bio"], &base["wrapUpTime"]),
        (&json!("Mine"), &json!(52)),
        "it began from what is stored"
    );
    let (after, ..) = saved(office.save(base, edits.clone()).await);
    assert_eq!((&after["bio"], &after["wrapUpTime"]), (&json!("Mine, and more"), &before["wrapUpTime"]));
    assert!(office.drafts().await.is_empty());
}

#[tokio::test]
async fn a_second_save_waits_visibly_for_the_first_and_nobody_conflicts_with_themselves() {
    let office = Office::open().await;
    let before = office.person(NOAH).await;
    office.fault(FaultKind::LateApplying { milliseconds: 500 }, "updateAgent");
    let first = office.begins(Some(&before), edits([("/bio", json!("First"))]), &job());
    office.until_sent("updateAgent").await;
    // The page was left and opened again meanwhile: it shows the old value.
    let second = office.begins(Some(&before), edits([("/bio", json!("Second"))]), &job());
    office.until("the second save", || office.callboard.changes.open_changes().len() == 2).await;
    let states: Vec<OpenState> =
        office.callboard.changes.open_changes().into_iter().map(|open| open.state).collect();
    assert_eq!(states, [OpenState::Running { stage: Stage::Sending }, OpenState::Waiting]);
    assert_eq!(office.callboard.changes.changes_running(), 2);
    saved(first.await.unwrap());
    let (after, merged, _) = saved(second.await.unwrap());
    assert_eq!(
        (&after["bio"], merged),
        (&json!("Second"), Vec::new()),
        "somebody else is blamed for one's own"
    );
    let texts: Vec<Value> =
        office.history(Some(&before)).await.iter().map(|entry| entry.changes[0].before.clone()).collect();
    assert_eq!(texts, [json!("First"), before["bio"].clone()]);
    office.callboard.changes.when_idle().await;
}

#[tokio::test]
async fn the_same_list_saved_twice_is_sent_once_also_where_the_system_numbers_its_items() {
    let office = Office::open().await;
    let connection = office.connect("messageflow").await;
    let id = office.agents_of(&connection).await[0].id.clone();
    let record = office.read_of(&connection, &id).await.unwrap();
    let place = super::support::pointer("/configuration/prompt");
    let mut prompts = place.read_or_null(&record.document).as_array().cloned().unwrap();
    prompts.push(json!({"name": "New", "prompt": "Be kind."}));
    let mine = edits([("/configuration/prompt", json!(prompts))]);
    let (first, ..) = saved(office.save_of(&record, mine.clone()).await);
    office.sandbox.requests().clear();
    let (second, ..) = saved(office.save_of(&record, mine).await);
    assert_eq!(
        place.read_or_null(&second),
        place.read_or_null(&first),
        "the new prompt has another number, and what points to it points to nothing"
    );
    assert!(office.sent("messageflow.updateAgent").is_empty());
}

#[tokio::test]
async fn other_agents_do_not_wait() {
    let office = Office::open().await;
    let (noah, emily) = (office.person(NOAH).await, office.person("Emily Carter").await);
    office.fault_once(FaultKind::LateAnswer { milliseconds: 60_000 }, "updateAgent");
    let name = job();
    let slow = office.begins(Some(&noah), edits([("/bio", json!("Slow"))]), &name);
    office.until_sent("updateAgent").await;
    saved(office.save(&emily, edits([("/bio", json!("Quick"))])).await);
    office.callboard.jobs.cancel(&name);
    saved(slow.await.unwrap());
}

#[tokio::test]
async fn confirming_is_all_or_nothing() {
    let mut office = Office::open().await;
    let before = office.person(NOAH).await;
    let mine = edits([("/bio", json!("Mine"))]);
    office.keep_draft(Some(&before), &mine).await;
    let refuse = "CREATE TRIGGER refuse BEFORE DELETE ON drafts BEGIN SELECT RAISE(ABORT, 'no'); END";
    office.restart_with(|journal| journal.execute_batch(refuse).unwrap()).await;
    let outcome = office.save(&before, mine).await.unwrap();
    assert!(matches!(outcome, SaveOutcome::Saved { unrecorded: true, .. }), "{outcome:?}");
    assert!(office.history(None).await.is_empty(), "half of it was written");
    assert_eq!((office.drafts().await.len(), office.intents_by_now().len()), (1, 1));
    office.restart_with(|journal| journal.execute_batch("DROP TRIGGER refuse").unwrap()).await;
    assert!(office.settle().await.is_empty());
    assert_eq!((office.drafts().await.len(), office.intents_by_now().len()), (0, 0));
    assert_eq!(office.history(None).await[0].kind, ChangeKind::Updated);
}

#[tokio::test]
async fn ones_own_agent_is_settled_by_the_operation_for_that() {
    let office = Office::open().await;
    let record =
        office.callboard.agents.read_own_agent(office.connection.clone(), job(), quiet()).await.unwrap();
    office.sandbox.faults().add(Fault::new(FaultKind::InternalError).on("getOwnAgent").after(1));
    let request = callboard_usecases::SaveRequest {
        connection: office.connection.clone(),
        target: callboard_usecases::SaveTarget::Own { agent: record.id.clone() },
        base: record.document.clone(),
        edits: edits([("/bio", json!("Me"))]),
        picks: Vec::new(),
    };
    sent(office.callboard.changes.save_agent(request, job(), quiet()).await);
    office.sandbox.faults().clear();
    office.sandbox.requests().clear();
    assert!(office.settle().await.is_empty());
    assert!(office.sent("getAgent").is_empty() && !office.sent("getOwnAgent").is_empty());
    let history = office.history_of(&office.connection, Some(record.id)).await;
    assert_eq!(history[0].changes[0].after, json!("Me"));
}

#[tokio::test]
async fn a_change_whose_agent_is_busy_or_whose_connection_is_gone_stays_as_it_was() {
    let office = Office::open().await;
    let before = office.person(NOAH).await;
    office.sandbox.faults().add(Fault::new(FaultKind::InternalError).on("getAgent").after(1).times(20));
    sent(office.save(&before, edits([("/bio", json!("Mine"))])).await);
    office.sandbox.faults().clear();
    office.fault(FaultKind::Latency { milliseconds: 400 }, "getAgent");
    let name = job();
    let other = office.begins(Some(&before), edits([("/wrapUpTime", json!(3))]), &name);
    office.until("the other save", || office.callboard.changes.open_changes().len() == 2).await;
    let open = office.settle().await;
    assert!(matches!(open[0].state, OpenState::Sent { .. }), "{open:?}");
    other.await.unwrap().unwrap();
    assert!(office.settle().await.is_empty());
    assert_eq!(office.history(Some(&before)).await.len(), 2);
}

impl Office {
    /// A colleague reads an agent of MessageFlow, changes one member and puts the whole back, as that system wants it.
    async fn messageflow_colleague(&self, id: &callboard_model::AgentId, member: &str, value: &str) -> Value {
        let account = self.sandbox.account("messageflow").unwrap();
        let (base, tenant) = (&account.base_url, account.value("tenantId").unwrap());
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let url = format!("{base}/agents/{}?tenant_id={tenant}", id.as_str());
        let mut document = self.bodies("messageflow.updateAgent")[0].clone();
        document["agent"][member] = json!(value);
        let put = client.put(&url).bearer_auth(super::support::KEY).json(&document).send().await.unwrap();
        let (status, text) = (put.status(), put.text().await.unwrap());
        assert!(status.is_success(), "{status} {text}");
        document
    }
}
