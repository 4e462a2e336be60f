//! Deleting: the copy before the request, and a way back that is not lost.

use callboard_model::{ChangeKind, Done, ErrorCode, HistoryQuery, MaskedSecret, OpenState, SaveOutcome};
use callboard_sandbox::{Fault, FaultKind};

use super::support::{Office, deleted, id_of, job, quiet, saved};

const NOAH: &str = "Noah Jansen";

#[tokio::test]
async fn the_whole_agent_is_on_disk_before_it_is_deleted() {
    let office = Office::open().await;
    let before = office.person(NOAH).await;
    office.fault(FaultKind::LateApplying { milliseconds: 600 }, "deleteAgent");
    let (callboard, connection, id) = (office.callboard.clone(), office.connection.clone(), id_of(&before));
    let deleting =
        tokio::spawn(async move { callboard.changes.delete_agent(connection, id, job(), quiet()).await });
    office.until_sent("deleteAgent").await;
    let [wanted] = &office.intents_by_now()[..] else {
        panic!("a kill now and nothing is left of the agent")
    };
    assert_eq!(wanted.before, before);
    deleted(deleting.await.unwrap());
}

#[tokio::test]
async fn a_kill_during_a_deletion_leaves_the_agent_in_the_history() {
    let mut office = Office::open().await;
    let before = office.person(NOAH).await;
    office.fault(FaultKind::LateApplying { milliseconds: 500 }, "deleteAgent");
    let (callboard, connection, id) = (office.callboard.clone(), office.connection.clone(), id_of(&before));
    let deleting =
        tokio::spawn(async move { callboard.changes.delete_agent(connection, id, job(), quiet()).await });
    office.until_sent("deleteAgent").await;
    office.restart().await;
    deleting.abort();
    assert_eq!(office.callboard.changes.open_changes()[0].agent_name, NOAH);
    office.until_called(NOAH, 0).await;
    assert!(office.settle().await.is_empty());
    let entry = office.history(Some(&before)).await.remove(0);
    assert_eq!((entry.kind, entry.agent_name.as_str()), (ChangeKind::Deleted, NOAH));
    let (again, ..) = saved(office.undo(&entry.id).await);
    assert_eq!((&again["name"], &again["bio"]), (&before["name"], &before["bio"]));
}

#[tokio::test]
async fn a_deleted_agent_stays_in_the_history_after_a_restart_and_can_be_created_again() {
    let mut office = Office::open().await;
    let before = office.person(NOAH).await;
    let change = deleted(office.delete(&before).await);
    office.restart().await;
    let query = HistoryQuery { kinds: vec![ChangeKind::Deleted], ..HistoryQuery::default() };
    let page = office.callboard.history.history(query).await.unwrap();
    assert_eq!((page.entries.len(), &page.entries[0].id), (1, &change), "the dialog promised a way back");
    assert_eq!(office.callboard.history.history_entry(change.clone()).await.unwrap().document, before);
    saved(office.undo(&change).await);
}

#[tokio::test]
async fn a_deletion_whose_answer_is_lost_is_told_as_done_and_one_that_failed_as_not() {
    let office = Office::open().await;
    let before = office.person(NOAH).await;
    office.fault(FaultKind::InternalError, "deleteAgent");
    let error = office.delete(&before).await.unwrap_err();
    assert_eq!((error.code, error.done), (ErrorCode::SystemFault, Done::No));
    assert!(office.history(None).await.is_empty(), "an agent that is there is called deleted");
    office.sandbox.faults().clear();
    office.fault(FaultKind::ConnectionReset { after_applying: true }, "deleteAgent");
    deleted(office.delete(&before).await);
}

#[tokio::test]
async fn stop_while_a_deletion_hangs_says_what_became_of_the_agent() {
    let office = Office::open().await;
    let before = office.person(NOAH).await;
    office.fault(FaultKind::LateAnswer { milliseconds: 60_000 }, "deleteAgent");
    let (callboard, connection, id, name) =
        (office.callboard.clone(), office.connection.clone(), id_of(&before), job());
    let deleting = {
        let name = name.clone();
        tokio::spawn(async move { callboard.changes.delete_agent(connection, id, name, quiet()).await })
    };
    office.until_called(NOAH, 0).await;
    office.callboard.jobs.cancel(&name);
    deleted(deleting.await.unwrap());
    assert_eq!(office.history(Some(&before)).await.len(), 1);
}

#[tokio::test]
async fn creating_a_deleted_agent_again_names_what_is_missing_and_can_be_tried_again() {
    let office = Office::open().await;
    let connection = office.connect("hmsSovereign").await;
    let mut record = None;
    for agent in office.agents_of(&connection).await {
        let read = office.read_of(&connection, &agent.id).await.unwrap();
        if MaskedSecret::of_value(&read.document["webhook_secret"]).is_some() {
            record = Some(read);
        }
    }
    let record = record.expect("a sample agent with a signing secret");
    let deleting = office.callboard.changes.delete_agent(connection.clone(), record.id, job(), quiet());
    let change = deleted(deleting.await);
    office.fault(FaultKind::InternalError, "hmsSovereign.createAgent");
    let error = office.undo(&change).await.unwrap_err();
    assert_eq!((error.code, error.done), (ErrorCode::SystemFault, Done::No));
    office.sandbox.faults().clear();
    let outcome = office.undo(&change).await.unwrap();
    let SaveOutcome::Saved { missing, record: again, .. } = outcome else { panic!("{outcome:?}") };
    assert_eq!(again.document["name"], record.document["name"]);
    assert!(
        missing.iter().any(|field| format!("{field:?}").contains("webhook_secret")),
        "it is said to be as it was before: {missing:?}"
    );
}

#[tokio::test]
async fn an_agent_that_is_there_after_its_deletion_was_answered_is_not_called_deleted() {
    let office = Office::open().await;
    let before = office.person(NOAH).await;
    office.sandbox.faults().add(Fault::new(FaultKind::InternalError).on("getAgent").after(1));
    let outcome = office.delete(&before).await.unwrap();
    assert!(matches!(outcome, SaveOutcome::Sent { .. }), "nobody has looked: {outcome:?}");
    office.sandbox.faults().clear();
    assert!(office.settle().await.is_empty());
    assert_eq!(office.history(Some(&before)).await[0].kind, ChangeKind::Deleted);
    assert!(
        office
            .callboard
            .changes
            .open_changes()
            .iter()
            .all(|open| !matches!(open.state, OpenState::Sent { .. }))
    );
}
