//! Saving: what is sent, what somebody else changed meanwhile, what happens when the system fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::time::{Duration, Instant};

use callboard_model::{Done, DropEdit, ErrorCode, FindingCode, JobEvent, SaveOutcome};
use callboard_sandbox::FaultKind;
use serde_json::{Value, json};
use support::{Office, code_of, deleted, edits, heard, id_of, job, pointer, quiet, saved};

/// The document without what every save moves.
fn settled(document: &Value) -> Value {
    let mut settled = document.clone();
    settled.as_object_mut().unwrap().remove("updatedAt");
    settled
}

#[tokio::test]
async fn only_what_was_edited_is_sent_and_nothing_else_moves() {
    let office = Office::open().await;
    let before = office.person("Noah Jansen").await;
    let outcome =
        office.save(&before, edits([("/bio", json!("Answers in Dutch.")), ("/wrapUpTime", json!(52))]));
    let (after, merged, _) = saved(outcome.await);
    assert_eq!(office.bodies("updateAgent"), [json!({"bio": "Answers in Dutch.", "wrapUpTime": 52})]);
    assert!(merged.is_empty() && office.sent("updateAvailability").is_empty());
    let mut expected = settled(&before);
    expected["bio"] = json!("Answers in Dutch.");
    expected["wrapUpTime"] = json!(52);
    assert_eq!(settled(&after), expected);
    assert_eq!(after, office.stored(&before).await, "what is shown is not what is stored");
}

#[tokio::test]
async fn what_a_colleague_changed_meanwhile_is_kept_and_named() {
    let office = Office::open().await;
    let base = office.person("Noah Jansen").await;
    office.colleague_changes(&base, &json!({"outOfOfficeResponse": "Back on Monday."})).await;
    let (after, merged, _) = saved(office.save(&base, edits([("/bio", json!("Mine"))])).await);
    assert_eq!(merged, [pointer("/outOfOfficeResponse")], "clocks of the system are nobody's change");
    assert_eq!(office.bodies("updateAgent"), [json!({"bio": "Mine"})]);
    assert_eq!((&after["bio"], &after["outOfOfficeResponse"]), (&json!("Mine"), &json!("Back on Monday.")));
}

#[tokio::test]
async fn the_same_field_changed_on_both_sides_is_shown_and_nothing_is_sent() {
    let office = Office::open().await;
    let base = office.person("Noah Jansen").await;
    let mine = edits([("/bio", json!("Mine")), ("/wrapUpTime", json!(52))]);
    office.keep_draft(Some(&base), &mine).await;
    office.colleague_changes(&base, &json!({"bio": "Theirs"})).await;
    let SaveOutcome::Conflicts { fresh, conflicts } = office.save(&base, mine).await.unwrap() else {
        panic!("a colleague's text was overwritten")
    };
    assert_eq!(fresh.document["bio"], "Theirs");
    let [conflict] = conflicts.as_slice() else { panic!("{conflicts:?}") };
    assert_eq!(conflict.pointer, pointer("/bio"));
    assert_eq!(
        (&conflict.original, &conflict.theirs, &conflict.mine),
        (&base["bio"], &json!("Theirs"), &json!("Mine"))
    );
    assert!(office.sent("updateAgent").is_empty());
    assert_eq!(office.drafts().await.len(), 1, "the edits are lost before somebody picked");
}

#[tokio::test]
async fn values_that_cannot_be_saved_are_refused_before_anything_is_sent() {
    let office = Office::open().await;
    let base = office.person("Noah Jansen").await;
    let wrong = edits([("/name", json!(" ")), ("/defaultCallerId", json!("12"))]);
    let SaveOutcome::Refused { findings } = office.save(&base, wrong).await.unwrap() else {
        panic!("not refused")
    };
    let codes: Vec<_> = findings.iter().map(|finding| (finding.pointer.as_str(), finding.code)).collect();
    assert_eq!(codes, [("/name", FindingCode::Required), ("/defaultCallerId", FindingCode::NotAPhoneNumber)]);
    let asked = office.sandbox.requests().list();
    assert!(asked.iter().all(|request| request.method == "GET"), "{asked:?}");
    // What cannot be saved is judged on the agent as it is by then, which others may have mended.
    assert_eq!(asked.len(), 1);
}

#[tokio::test]
async fn what_no_document_mentions_survives_a_save() {
    let office = Office::open().await;
    for name in ["Priya Raghunathan", "田中 美咲"] {
        let before = office.person(name).await;
        let (after, ..) = saved(office.save(&before, edits([("/bio", json!("New"))])).await);
        let mut expected = settled(&before);
        expected["bio"] = json!("New");
        assert_eq!(settled(&after), expected, "{name} lost something");
    }
    assert_eq!(office.person("Priya Raghunathan").await["status"], "training");
    assert!(office.person("田中 美咲").await["deskPhone"].is_object());
}

#[tokio::test]
async fn a_renamed_drop_keeps_what_the_program_does_not_know_about_it() {
    let office = Office::open().await;
    let before = office.person("Emily Carter").await;
    assert!(before["dropVms"][1]["transcript"].is_object());
    let system = callboard_model::SystemId::new("bird");
    let rename = DropEdit::Rename { index: 1, name: "Renamed".to_owned() };
    let list = office.callboard.voicemail_drops.edit_drops(&system, &before, &rename).unwrap();
    let (after, ..) = saved(office.save(&before, edits([("/dropVms", list)])).await);
    let mut expected = before["dropVms"].clone();
    expected[1]["name"] = json!("Renamed");
    assert_eq!(after["dropVms"], expected);
}

#[tokio::test]
async fn a_part_of_a_whole_is_sent_with_the_freshest_copy_of_the_rest() {
    let office = Office::open().await;
    let base = office.person("Noah Jansen").await;
    let mask = !base["forwardNumber"]["maskCaller"].as_bool().unwrap();
    let mut theirs = base["forwardNumber"].clone();
    theirs["maskCaller"] = json!(mask);
    office.colleague_changes(&base, &json!({"forwardNumber": theirs})).await;
    let (after, merged, _) =
        saved(office.save(&base, edits([("/forwardNumber/number", json!("+31201234567"))])).await);
    let mut whole = theirs.clone();
    whole["number"] = json!("+31201234567");
    assert_eq!(office.bodies("updateAgent"), [json!({"forwardNumber": whole})]);
    assert_eq!(after["forwardNumber"], whole, "a colleague's switch was put back");
    assert_eq!(merged, [pointer("/forwardNumber/maskCaller")]);
}

#[tokio::test]
async fn availability_goes_to_the_operation_of_its_own() {
    let office = Office::open().await;
    let base = office.person("Noah Jansen").await;
    let mine = edits([
        ("/availability/activityText", json!("In a meeting")),
        ("/availability/activityTtl", json!(1800)),
    ]);
    let (after, ..) = saved(office.save(&base, mine).await);
    assert!(office.sent("updateAgent").is_empty());
    assert_eq!(
        office.bodies("updateAvailability"),
        [json!({"activityText": "In a meeting", "activityTtl": 1800})]
    );
    assert_eq!(after["availability"]["activityText"], "In a meeting");
}

#[tokio::test]
async fn availability_that_fails_after_the_rest_was_stored_says_so() {
    let office = Office::open().await;
    let base = office.person("Noah Jansen").await;
    office.fault(FaultKind::InternalError, "updateAvailability");
    let mine = edits([("/bio", json!("Mine")), ("/availability/activityText", json!("In a meeting"))]);
    office.keep_draft(Some(&base), &mine).await;
    let error = office.save(&base, mine.clone()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::SystemFault);
    assert_eq!(error.done, Done::Partly, "the form says that nothing was changed");
    let history = office.history(Some(&base)).await;
    let told: Vec<&str> = history[0].changes.iter().map(|change| change.pointer.as_str()).collect();
    assert_eq!((history.len(), told), (1, vec!["/bio"]), "what was stored cannot be undone");
    let left = &office.drafts().await[0].edits;
    assert_eq!(left, &edits([("/availability/activityText", json!("In a meeting"))]));
    office.sandbox.faults().clear();
    let (after, ..) = saved(office.save(&base, mine).await);
    assert_eq!(
        (&after["bio"], &after["availability"]["activityText"]),
        (&json!("Mine"), &json!("In a meeting"))
    );
    assert!(office.drafts().await.is_empty());
}

#[tokio::test]
async fn a_system_that_fails_leaves_the_agent_and_the_draft_as_they_were() {
    let office = Office::open().await;
    let base = office.person("Noah Jansen").await;
    let mine = edits([("/bio", json!("Mine"))]);
    for (kind, operation, code) in [
        (FaultKind::CutShort, "getAgent", ErrorCode::UnreadableAnswer),
        (FaultKind::InvalidJson, "getAgent", ErrorCode::UnreadableAnswer),
        (FaultKind::InternalError, "getAgent", ErrorCode::SystemFault),
        (FaultKind::InternalError, "updateAgent", ErrorCode::SystemFault),
        (FaultKind::Unavailable { retry_after_seconds: None }, "updateAgent", ErrorCode::SystemFault),
        (
            FaultKind::RateLimited { retry_after_seconds: 60, as_date: false },
            "updateAgent",
            ErrorCode::RateLimited,
        ),
        (
            FaultKind::RateLimited { retry_after_seconds: 60, as_date: true },
            "updateAgent",
            ErrorCode::RateLimited,
        ),
    ] {
        office.keep_draft(Some(&base), &mine).await;
        let what = format!("{kind:?} in {operation}");
        office.fault(kind, operation);
        let error = office.save(&base, mine.clone()).await.unwrap_err();
        office.sandbox.faults().clear();
        assert_eq!((error.code, error.done), (code, Done::No), "{what}: {error}");
        assert_eq!(error.operation.as_deref(), Some(operation), "{what}");
        if code == ErrorCode::RateLimited {
            let wait = error.retry_after_seconds.unwrap();
            assert!((58..=60).contains(&wait), "{what}: told to wait {wait} s");
        }
        assert_eq!(office.stored(&base).await, base, "{what}");
        let drafts = office.drafts().await;
        assert_eq!((drafts.len(), &drafts[0].edits), (1, &mine), "{what}: what was typed is lost");
    }
    saved(office.save(&base, mine).await);
    assert!(office.drafts().await.is_empty(), "a saved draft is offered again");
}

#[tokio::test]
async fn an_answer_that_is_lost_after_the_change_was_made_is_read_back() {
    for kind in
        [FaultKind::CutShort, FaultKind::InvalidJson, FaultKind::ConnectionReset { after_applying: true }]
    {
        let office = Office::open().await;
        let base = office.person("Noah Jansen").await;
        office.fault_once(kind, "updateAgent");
        let (after, ..) = saved(office.save(&base, edits([("/bio", json!("Mine"))])).await);
        assert_eq!(after["bio"], "Mine");
    }
}

#[tokio::test]
async fn being_asked_to_wait_is_obeyed_in_both_forms_and_told() {
    for as_date in [false, true] {
        let office = Office::open().await;
        let base = office.person("Noah Jansen").await;
        office.fault_once(FaultKind::RateLimited { retry_after_seconds: 2, as_date }, "updateAgent");
        let (events, list) = heard();
        let began = Instant::now();
        saved(office.save_heard(&base, edits([("/bio", json!("Mine"))]), events).await);
        let list = list.lock().unwrap().clone();
        let [JobEvent::Waiting { seconds, attempt: 2, reason: ErrorCode::RateLimited }, JobEvent::Trying] =
            list.as_slice()
        else {
            panic!("the form does not say that it waits: {list:?}")
        };
        assert!((1.0..=2.0).contains(seconds), "{seconds}");
        assert!(began.elapsed() >= Duration::from_secs_f64(*seconds), "the system was not left alone");
    }
}

#[tokio::test]
async fn a_system_that_stays_down_is_given_up_within_fifteen_seconds() {
    let office = Office::unhurried().await;
    let base = office.person("Noah Jansen").await;
    office.fault(FaultKind::Unavailable { retry_after_seconds: None }, "updateAgent");
    let began = Instant::now();
    let code = code_of(office.save(&base, edits([("/bio", json!("Mine"))])).await);
    assert_eq!(code, ErrorCode::SystemFault);
    let (took, tries) = (began.elapsed(), office.sent("updateAgent").len());
    assert!(took < Duration::from_secs(16) && tries >= 3, "{tries} tries in {took:?}");
}

#[tokio::test]
async fn stopping_while_it_waits_stops_at_once() {
    let office = Office::open().await;
    let base = office.person("Noah Jansen").await;
    office.fault(FaultKind::RateLimited { retry_after_seconds: 10, as_date: false }, "updateAgent");
    let (events, list) = heard();
    let request = callboard_usecases::SaveRequest {
        connection: office.connection.clone(),
        target: callboard_usecases::SaveTarget::Agent { agent: id_of(&base) },
        base: base.clone(),
        edits: edits([("/bio", json!("Mine"))]),
        picks: Vec::new(),
    };
    let name = job();
    let (callboard, began) = (office.callboard.clone(), Instant::now());
    let (saving, ()) = tokio::join!(callboard.changes.save_agent(request, name.clone(), events), async {
        while list.lock().unwrap().is_empty() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        office.callboard.jobs.cancel(&name);
    });
    assert_eq!(code_of(saving), ErrorCode::Cancelled);
    assert!(began.elapsed() < Duration::from_secs(5));
    office.sandbox.faults().clear();
    assert_eq!(office.stored(&base).await, base);
}

#[tokio::test]
async fn an_agent_deleted_meanwhile_is_told_and_the_draft_is_kept() {
    let office = Office::open().await;
    let base = office.person("Noah Jansen").await;
    let mine = edits([("/bio", json!("Mine"))]);
    office.keep_draft(Some(&base), &mine).await;
    deleted(office.delete(&base).await);
    office.keep_draft(Some(&base), &mine).await;
    assert_eq!(code_of(office.save(&base, mine).await), ErrorCode::AgentNotFound);
    assert_eq!(office.drafts().await.len(), 1);
}

#[tokio::test]
async fn ones_own_agent_is_saved_by_the_operation_for_that() {
    let office = Office::open().await;
    let record =
        office.callboard.agents.read_own_agent(office.connection.clone(), job(), quiet()).await.unwrap();
    let request = callboard_usecases::SaveRequest {
        connection: office.connection.clone(),
        target: callboard_usecases::SaveTarget::Own { agent: record.id.clone() },
        base: record.document,
        edits: edits([("/bio", json!("Me")), ("/availability/activityText", json!("Here"))]),
        picks: Vec::new(),
    };
    let (after, ..) = saved(office.callboard.changes.save_agent(request, job(), quiet()).await);
    assert_eq!(office.bodies("updateOwnAgent"), [json!({"bio": "Me"})]);
    assert_eq!(office.bodies("updateAvailability"), [json!({"activityText": "Here"})]);
    assert_eq!((&after["bio"], &after["availability"]["activityText"]), (&json!("Me"), &json!("Here")));
}

#[tokio::test]
async fn what_a_colleague_added_to_a_list_is_there_after_mine_was_saved() {
    let office = Office::open().await;
    let base = office.person("Marta Vidal Soler").await;
    let mut theirs = base["holidays"].as_array().cloned().unwrap_or_default();
    let mut mine = theirs.clone();
    theirs.push(json!({"name": "Theirs", "day": 3, "month": 3}));
    mine.push(json!({"name": "Mine", "day": 4, "month": 4}));
    office.colleague_changes(&base, &json!({"holidays": theirs})).await;
    let (after, merged, _) = saved(office.save(&base, edits([("/holidays", json!(mine))])).await);
    assert_eq!(merged, [pointer("/holidays")], "nobody is told that something of a colleague's was kept");
    let names: Vec<_> = after["holidays"].as_array().unwrap().iter().map(|day| day["name"].clone()).collect();
    for name in ["Theirs", "Mine"] {
        assert!(names.contains(&json!(name)), "{name} is gone: {names:?}");
    }
}
