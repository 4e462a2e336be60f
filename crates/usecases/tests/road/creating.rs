//! Creating: sent once, looked for, never made twice.

use callboard_model::{ChangeKind, Done, Edits, ErrorCode, LookResult, Verdict};
use callboard_sandbox::FaultKind;
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::support::{Office, code_of, edits, job, saved, sent};
use super::{failure_of, look_of};

const LOST: FaultKind = FaultKind::ConnectionReset { after_applying: true };
const NEVER_CAME: FaultKind = FaultKind::ConnectionReset { after_applying: false };

fn somebody() -> Edits {
    edits([("/name", json!("Somebody New")), ("/bio", json!("Starts on Monday."))])
}

#[tokio::test]
async fn a_create_whose_answer_is_lost_while_the_list_fails_is_found_later_and_was_made_once() {
    for system in ["bird", "hmsSovereign", "messageflow"] {
        let office = Office::open().await;
        let (connection, prefix, mine) = match system {
            "bird" => (office.connection.clone(), String::new(), somebody()),
            other => {
                (office.connect(other).await, format!("{other}."), edits([("/name", json!("Somebody New"))]))
            }
        };
        let before = office.agents_of(&connection).await.len();
        let (create, list) = (format!("{prefix}createAgent"), format!("{prefix}listAgents"));
        office.sandbox.requests().clear();
        office.fault(FaultKind::LateAnswer { milliseconds: 400 }, &create);
        office.fault(LOST, &create);
        let creating = office.begins_over(&connection, None, mine.clone(), &job());
        office.until_sent(&create).await;
        office.fault(FaultKind::InternalError, &list);
        sent(creating.await.unwrap());
        assert_eq!(look_of(&office.callboard.changes.open_changes()), LookResult::Unreadable, "{system}");

        let again = office.create_over(&connection, mine.clone()).await;
        assert_eq!(code_of(again), ErrorCode::AlreadySent, "{system}: a twin would be made");
        assert_eq!(look_of(&office.settle().await), LookResult::Unreadable, "{system}");
        office.sandbox.faults().clear();
        assert!(office.settle().await.is_empty(), "{system}: it is there and nobody says so");
        assert_eq!(office.sent(&create).len(), 1, "{system}: looking must not send");
        assert_eq!(office.agents_of(&connection).await.len(), before + 1, "{system}");
        let history = office.history_of(&connection, None).await;
        assert_eq!((history.len(), history[0].kind), (1, ChangeKind::Created), "{system}");
    }
}

#[tokio::test]
async fn stop_while_a_create_hangs_says_that_it_was_made() {
    let office = Office::open().await;
    office.fault(FaultKind::LateAnswer { milliseconds: 60_000 }, "createAgent");
    let name = job();
    let creating = office.begins(None, somebody(), &name);
    office.until("the agent", || !office.sent("createAgent").is_empty()).await;
    office.until_called("Somebody New", 1).await;
    office.callboard.jobs.cancel(&name);
    saved(creating.await.unwrap());
    assert_eq!((office.called("Somebody New").await, office.history(None).await.len()), (1, 1));
}

#[tokio::test]
async fn a_create_that_arrives_after_stop_is_waited_for_and_then_found() {
    let office = Office::open().await;
    office.fault(FaultKind::LateApplying { milliseconds: 2_000 }, "createAgent");
    let name = job();
    let creating = office.begins(None, somebody(), &name);
    office.until_sent("createAgent").await;
    office.callboard.jobs.cancel(&name);
    sent(creating.await.unwrap());
    assert_eq!(
        look_of(&office.callboard.changes.open_changes()),
        LookResult::NotYet,
        "it was said not to be made"
    );
    assert_eq!(code_of(office.create(somebody()).await), ErrorCode::AlreadySent);
    office.until_called("Somebody New", 1).await;
    assert!(office.settle().await.is_empty());
    assert_eq!((office.sent("createAgent").len(), office.called("Somebody New").await), (1, 1));
}

#[tokio::test]
async fn a_create_that_never_arrived_is_given_up_only_after_a_while_and_can_be_sent_then() {
    let office = Office::open().await;
    office.keep_draft(None, &somebody()).await;
    office.fault_once(NEVER_CAME, "createAgent");
    sent(office.create(somebody()).await);
    assert_eq!(look_of(&office.settle().await), LookResult::NotYet);
    office.clock.goes_forward(SignedDuration::from_secs(121));
    let open = office.settle().await;
    assert_eq!(failure_of(&open), ErrorCode::UnclearOutcome);
    let super::OpenState::Failed { error } = &open[0].state else { unreachable!() };
    assert_eq!(error.done, Done::No);
    assert_eq!(office.drafts().await.len(), 1, "what was typed is lost");
    saved(office.create(somebody()).await);
    assert_eq!(office.called("Somebody New").await, 1);
    assert!(office.drafts().await.is_empty());
}

#[tokio::test]
async fn after_a_kill_behind_the_request_the_agent_is_looked_for_and_not_made_again() {
    let mut office = Office::open().await;
    office.keep_draft(None, &somebody()).await;
    office.fault(FaultKind::LateAnswer { milliseconds: 2_000 }, "createAgent");
    let creating = office.begins(None, somebody(), &job());
    office.until_sent("createAgent").await;
    office.restart().await;
    creating.abort();
    office.sandbox.faults().clear();
    assert_eq!(look_of(&office.callboard.start_up().await.unwrap().changes), LookResult::NotLooked);
    assert_eq!(code_of(office.create(somebody()).await), ErrorCode::AlreadySent, "a second one is made");
    office.until_called("Somebody New", 1).await;
    assert!(office.settle().await.is_empty());
    assert_eq!(office.called("Somebody New").await, 1);
    assert!(office.drafts().await.is_empty(), "an agent that is there is offered to be created");
    assert_eq!(office.history(None).await[0].kind, ChangeKind::Created);
}

#[tokio::test]
async fn what_the_create_did_not_carry_is_a_draft_of_the_agent_that_was_found_after_a_kill() {
    let mut office = Office::open().await;
    let mut mine = somebody();
    mine.0.extend(edits([("/wrapUpTime", json!(20))]).0);
    office.keep_draft(None, &mine).await;
    office.fault(FaultKind::LateAnswer { milliseconds: 2_000 }, "createAgent");
    let creating = office.begins(None, mine, &job());
    office.until_sent("createAgent").await;
    office.restart().await;
    creating.abort();
    office.sandbox.faults().clear();
    office.until_called("Somebody New", 1).await;
    assert!(office.settle().await.is_empty());
    let drafts = office.drafts().await;
    let [draft] = drafts.as_slice() else { panic!("what was typed is lost: {drafts:?}") };
    assert!(draft.agent.is_some());
    assert_eq!(draft.edits, edits([("/wrapUpTime", json!(20))]));
}

#[tokio::test]
async fn a_colleagues_agent_of_the_same_content_is_not_taken_for_ours() {
    let office = Office::open().await;
    // Nobody knows who was there before.
    office.fault(FaultKind::InternalError, "listAgents");
    office.fault(NEVER_CAME, "createAgent");
    let change = sent(office.create(somebody()).await);
    office.sandbox.faults().clear();
    let body = json!({"name": "Somebody New", "bio": "Starts on Monday."});
    office.colleague_creates(&body).await;
    assert_eq!(look_of(&office.settle().await), LookResult::CannotTell);
    assert!(office.history(None).await.is_empty(), "a colleague's agent is called ours");
    assert!(office.callboard.changes.decide_change(change, Verdict::NotMade).await.unwrap().is_empty());
    office.sandbox.requests().clear();
    // Bird allows no two of one name.
    assert_eq!(code_of(office.create(somebody()).await), ErrorCode::AlreadyExists);
    assert_eq!(office.sent("createAgent").len(), 1, "the admin has said that it was not made");
}

#[tokio::test]
async fn two_new_agents_of_another_content_do_not_stand_in_each_others_way() {
    let office = Office::open().await;
    office.fault_once(NEVER_CAME, "createAgent");
    sent(office.create(somebody()).await);
    saved(office.create(edits([("/name", json!("Somebody Else"))])).await);
}

#[tokio::test]
async fn a_new_agent_does_not_wait_for_another_one() {
    let office = Office::open().await;
    office.fault_once(FaultKind::LateAnswer { milliseconds: 60_000 }, "createAgent");
    let name = job();
    let slow = office.begins(None, somebody(), &name);
    office.until_sent("createAgent").await;
    let quick = office.create(edits([("/name", json!("Somebody Else"))]));
    let quick = tokio::time::timeout(super::PATIENCE, quick).await;
    saved(quick.expect("one slow create holds up every other one"));
    office.callboard.jobs.cancel(&name);
    saved(slow.await.unwrap());
    assert_eq!((office.called("Somebody New").await, office.called("Somebody Else").await), (1, 1));
}

#[tokio::test]
async fn what_the_admin_says_was_created_is_in_the_history_also_where_nobody_can_tell_which_it_is() {
    let office = Office::open().await;
    let connection = office.connect("hmsSovereign").await;
    let mine = edits([("/name", json!("Somebody New")), ("/business_name", json!("Mine"))]);
    office.fault_once(LOST, "hmsSovereign.createAgent");
    office.fault(FaultKind::InternalError, "hmsSovereign.listAgents");
    let change = sent(office.create_over(&connection, mine.clone()).await);
    office.sandbox.faults().clear();
    // Changed before anybody looks: it may as well be a colleague's of the same name.
    let made = office.agent_of(&connection, "Somebody New").await;
    saved(office.save_of(&made, edits([("/business_name", json!("Theirs"))])).await);
    assert_eq!(look_of(&office.settle().await), LookResult::CannotTell);
    office.callboard.changes.decide_change(change.clone(), Verdict::Made).await.unwrap();
    let history = office.history_of(&connection, None).await;
    let entry = history.iter().find(|entry| entry.id == change.0);
    let entry = entry.unwrap_or_else(|| panic!("what was made is not in the history: {history:?}"));
    assert_eq!((entry.kind, &entry.agent), (ChangeKind::Created, &None));
    assert_eq!(entry.agent_name, "Somebody New");
    assert!(!entry.changes.is_empty(), "nobody sees what it was created with");
    assert_eq!(code_of(office.undo(&change.0).await), ErrorCode::CannotUndo);
}

#[tokio::test]
async fn two_clicks_make_one_agent() {
    let office = Office::open().await;
    office.fault(FaultKind::LateAnswer { milliseconds: 200 }, "createAgent");
    office.fault(LOST, "createAgent");
    let (one, other) = (office.begins(None, somebody(), &job()), office.begins(None, somebody(), &job()));
    let outcomes = [one.await.unwrap(), other.await.unwrap()];
    assert_eq!(office.sent("createAgent").len(), 1, "{outcomes:?}");
    // Which of the two comes first, nobody decides.
    let second = match outcomes {
        [Ok(_), Err(second)] | [Err(second), Ok(_)] => second,
        outcomes => panic!("one was made: {outcomes:?}"),
    };
    assert_eq!((second.code, second.done), (ErrorCode::AlreadySent, Done::No));
    assert_eq!(office.callboard.changes.open_changes(), [], "the second click waits for somebody");
}

impl Office {
    async fn colleague_creates(&self, body: &Value) {
        let bird = self.sandbox.account("bird").unwrap();
        let (base, workspace) = (&bird.base_url, bird.value("workspaceId").unwrap());
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let request = client.post(format!("{base}/workspaces/{workspace}/agents")).json(body);
        let request = request.header("Authorization", format!("AccessKey {}", super::support::KEY));
        request.send().await.unwrap().error_for_status().unwrap();
    }
}
