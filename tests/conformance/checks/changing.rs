//! Creating, changing and deleting: exactly what was asked, and nothing else.

use std::sync::Arc;

use callboard_model::{Done, Edits, ErrorCode, ListQuery, Pointer};
use callboard_sandbox::FaultKind;
use callboard_systems::{look_for, present_before, walk};
use serde_json::{Value, json};

use crate::conformance::contract;
use crate::conformance::deed::{Deed, edits, ids};
use crate::conformance::stage::Stage;
use crate::conformance::subject::under_agent;

/// The operation of the contract that does `deed`.
fn operation(stage: &Stage, deed: Deed) -> &'static str {
    stage.deeds().find(|(known, _)| *known == deed).expect("an operation").1
}

/// The body of the last request of `deed` that reached the sandbox.
fn sent(stage: &Stage, deed: Deed) -> Value {
    let seen = stage.seen(operation(stage, deed));
    seen.last().expect("a request").body.clone().expect("a body")
}

/// The document without what the system itself moves, and without one more member.
fn settled(stage: &Stage, document: &Value, without: &str) -> Value {
    let mut document = document.clone();
    let members = document.as_object_mut().expect("a document");
    members.retain(|name, _| name != without && !stage.subject.moving.contains(&name.as_str()));
    // MessageFlow's configuration repeats what the agent is called: it changes with it.
    if let Some(configuration) = document.get_mut("configuration").and_then(Value::as_object_mut) {
        configuration.remove(without);
    }
    document
}

async fn names(stage: &Stage, name: &str) -> usize {
    let direct = stage.direct();
    let all = walk(stage.system, &direct.session(), &ListQuery::default(), 200).await.expect("the list");
    all.iter().filter(|document| document["name"] == name).count()
}

pub(super) async fn a_new_agent_is_all_that_was_asked_for(stage: Arc<Stage>) {
    let (account, wanted) = (stage.judged(), stage.new_agent());
    let created = stage
        .system
        .parts()
        .create
        .expect("a part the system has")
        .create(&account.session(), &wanted)
        .await
        .expect("a new agent");
    assert!(created.remaining.0.is_empty(), "what a new agent can be given was left for later");
    let id = stage.system.agent_id(&created.document).expect("its id");
    let read = stage.fresh(&account, &id).await;
    for (place, value) in &wanted.0 {
        let found = place.read(&read).unwrap_or(&Value::Null);
        assert!(contains(found, value), "{place} of the agent: {found} instead of {value}");
        // An answer may tell a part of the new agent.
        if let Some(found) = place.read(&created.document) {
            assert!(contains(found, value), "{place} of the answer: {found} instead of {value}");
        }
    }
    let all = walk(stage.system, &account.session(), &ListQuery::default(), 200).await.expect("the list");
    assert!(ids(&stage, &all).as_array().unwrap().contains(&json!(id)), "it is not in the list");
    assert_eq!(all.len(), stage.subject.agents + 1);
}

/// Whether `found` is `wanted`, or holds all of it: a system may add an id to a new item.
fn contains(found: &Value, wanted: &Value) -> bool {
    match (found, wanted) {
        (Value::Object(found), Value::Object(wanted)) => {
            wanted.iter().all(|(name, value)| contains(found.get(name).unwrap_or(&Value::Null), value))
        }
        (Value::Array(found), Value::Array(wanted)) => {
            found.len() == wanted.len()
                && found.iter().zip(wanted).all(|(found, wanted)| contains(found, wanted))
        }
        _ => found == wanted,
    }
}

/// Resets a connection, which is no answer a contract knows, so it goes to the sandbox directly.
pub(super) async fn a_new_agent_whose_answer_is_lost_is_found_and_not_made_twice(stage: Arc<Stage>) {
    let found = lost(&stage, true, &stage.new_agent()).await;
    assert_eq!(found, 1, "the agent that was made is not found, and would be made again");
    let found = lost(&stage, false, &stage.new_agent()).await;
    assert_eq!(found, 0, "an agent that nobody made was found");
}

/// Creates an agent and loses the answer, before or after it was made. Answers how many are found that were not there.
async fn lost(stage: &Stage, after_applying: bool, wanted: &Edits) -> usize {
    let (account, create) = (stage.direct(), operation(stage, Deed::Create));
    let session = account.session();
    let before =
        present_before(stage.system.parts().create.expect("a part the system has"), &session, wanted)
            .await
            .expect("who is there by that name");
    stage.fault(create, FaultKind::ConnectionReset { after_applying }, |fault| fault.times(1));
    let tries = stage.seen(create).len();
    let unclear = stage
        .system
        .parts()
        .create
        .expect("a part the system has")
        .create(&session, wanted)
        .await
        .expect_err("the answer was lost");
    assert_eq!(unclear.done, Done::Unclear, "{unclear}");
    assert_eq!(stage.seen(create).len() - tries, 1, "a create was sent again");
    let found = look_for(stage.system.parts().create.expect("a part the system has"), &session, wanted)
        .await
        .expect("a look");
    let name = wanted.0[&Pointer::parse("/name").unwrap()].as_str().expect("a name");
    assert_eq!(names(stage, name).await, found.len(), "an agent of that name is not as it was asked for");
    let is_new = |document: &&Value| {
        let id = stage.system.agent_id(document).expect("an id");
        !before.contains(&id)
    };
    found.iter().filter(is_new).count()
}

pub(super) async fn a_change_is_sent_alone_and_keeps_what_nobody_knows(stage: Arc<Stage>) {
    let (account, id) = (stage.judged(), &stage.sample_id);
    let (place, text) = stage.subject.change;
    let name = place.trim_start_matches('/');
    let before = stage.fresh(&account, id).await;
    assert_ne!(before.pointer(place), Some(&json!(text)), "the change changes nothing");
    let answered = stage.saved(&account, id, &before, &stage.subject.change()).await;
    let answered = answered.expect("save the change");

    let (sent, smallest) = (sent(&stage, Deed::Update), json!({ name: text }));
    if updated_whole(&stage) {
        // Whatever is left out is gone, so all of it goes back.
        let sent = under_agent(&sent);
        assert_eq!(sent[name], text);
        let configuration = sent["configuration"].as_object().expect("the configuration");
        for (member, value) in before["configuration"].as_object().expect("the configuration") {
            let follows = member == name && *value == before[name];
            assert!(
                value.is_null() || follows || configuration.contains_key(member),
                "{member} was left out"
            );
        }
    } else {
        assert_eq!(sent, smallest, "more was sent than was changed");
    }

    let read = stage.fresh(&account, id).await;
    assert_eq!(
        settled(&stage, &answered, ""),
        settled(&stage, &read, ""),
        "the answer is not what is stored"
    );
    assert_eq!(read.pointer(place), Some(&json!(text)));
    let (before, after) = (settled(&stage, &before, name), settled(&stage, &read, name));
    assert_eq!(without_nulls(after), without_nulls(before), "another member changed with it");
    assert!(read.pointer(stage.subject.unknown).is_some_and(|value| !value.is_null()));
}

/// A request that may hold no null leaves the member out, and the server's copy may lack it then.
fn without_nulls(mut value: Value) -> Value {
    match &mut value {
        Value::Object(members) => {
            members.retain(|_, member| !member.is_null());
            for member in members.values_mut() {
                *member = without_nulls(member.take());
            }
        }
        Value::Array(items) => {
            for item in items {
                *item = without_nulls(item.take());
            }
        }
        _ => {}
    }
    value
}

pub(super) async fn every_sample_agent_can_be_saved(stage: Arc<Stage>) {
    let direct = stage.direct();
    let all = walk(stage.system, &direct.session(), &ListQuery::default(), 200).await.expect("the list");
    for document in &all {
        // Another account each time, so that no rate is met: what is saved is in question here, not how fast.
        let account = stage.judged();
        let id = stage.system.agent_id(document).expect("an id");
        let before = if stage.can(Deed::Read) {
            stage
                .system
                .parts()
                .read
                .expect("a part the system has")
                .read(&account.session(), &id)
                .await
                .expect("the agent")
        } else {
            document.clone()
        };
        let stored = stage.saved(&account, &id, &before, &stage.subject.change()).await;
        let stored = stored.unwrap_or_else(|error| panic!("{}: {error}", document["name"]));
        assert_eq!(stored.pointer(stage.subject.change.0), Some(&json!(stage.subject.change.1)));
    }
    assert_eq!(all.len(), stage.subject.agents);
}

pub(super) async fn what_only_an_answer_carries_is_not_sent_back(stage: Arc<Stage>) {
    let (nested, absent) = stage.subject.carried.as_ref().expect("an item that says more");
    let account = stage.judged();
    let before = stage.find(nested.agent, |document| document["name"] == nested.agent).await;
    assert!(before.pointer(absent).is_some(), "the sample data have nothing at {absent}");
    let id = stage.system.agent_id(&before).expect("an id");
    let change = edits(&[(nested.place, (nested.value)())]);
    let stored = stage.saved(&account, &id, &before, &change).await.expect("save the change");
    assert_eq!(stored.pointer(nested.place), Some(&(nested.value)()));
    assert_eq!(sent(&stage, Deed::Update).pointer(absent), None, "{absent} was sent back");
}

pub(super) async fn a_change_deep_inside_leaves_its_neighbours(stage: Arc<Stage>) {
    let nested = stage.subject.nested.as_ref().expect("a place deep inside");
    let account = stage.judged();
    let before = stage.find(nested.agent, |document| document["name"] == nested.agent).await;
    let id = stage.system.agent_id(&before).expect("an id");
    let change = edits(&[(nested.place, (nested.value)())]);
    stage.saved(&account, &id, &before, &change).await.expect("save the change");
    let after = stage.fresh(&account, &id).await;
    let place = Pointer::parse(nested.place).unwrap();
    assert_eq!(place.read(&after), Some(&(nested.value)()));
    let mut expected = settled(&stage, &before, "");
    assert!(place.write(&mut expected, (nested.value)()));
    assert_eq!(
        without_nulls(settled(&stage, &after, "")),
        without_nulls(expected),
        "something beside the changed place is another"
    );
}

pub(super) async fn an_emptied_field_is_sent_the_way_it_is_emptied(stage: Arc<Stage>) {
    let emptied = stage.subject.emptied.as_ref().expect("a field that can be emptied");
    let place = emptied.place;
    let account = stage.judged();
    let change = edits(&[(place, Value::Null)]);
    let stored = stage.saved(&account, &stage.sample_id, &stage.sample, &change).await;
    let stored = stored.expect("empty the field");
    let sent = sent(&stage, Deed::Update);
    for (name, value) in (emptied.sent)().as_object().expect("members") {
        assert_eq!(under_agent(&sent).get(name), Some(value), "{place}");
    }
    let left = stored.pointer(place).unwrap_or(&Value::Null);
    assert!(left.is_null() || left == "", "{place} still holds {left}");
}

pub(super) async fn availability_is_changed_beside_the_rest(stage: Arc<Stage>) {
    let account = stage.judged();
    let (place, text) = stage.subject.change;
    let both = edits(&[
        (place, json!(text)),
        ("/availability/activity", json!("away")),
        ("/availability/activityText", json!("Lunch")),
    ]);
    let stored = stage.saved(&account, &stage.sample_id, &stage.sample, &both).await;
    let stored = stored.expect("save both");
    for (place, value) in &both.0 {
        assert_eq!(place.read(&stored), Some(value), "{place}");
    }
    let now = stage
        .system
        .parts()
        .live_state
        .expect("a part the system has")
        .availability(&account.session(), &stage.sample_id)
        .await
        .expect("its availability");
    assert_eq!(now["activity"], "away");
    stage
        .system
        .parts()
        .live_state
        .expect("a part the system has")
        .workload(&account.session(), &stage.sample_id)
        .await
        .expect("its workload");
}

pub(super) async fn a_deleted_agent_is_gone(stage: Arc<Stage>) {
    let account = stage.judged();
    let id = stage.created().await;
    stage
        .system
        .parts()
        .delete
        .expect("a part the system has")
        .delete(&account.session(), &id)
        .await
        .expect("delete the agent");
    let gone = stage
        .system
        .parts()
        .read
        .expect("a part the system has")
        .read(&account.session(), &id)
        .await
        .expect_err("a deleted agent is gone");
    assert_eq!(gone.code, ErrorCode::AgentNotFound, "{gone}");
    let again = stage
        .system
        .parts()
        .delete
        .expect("a part the system has")
        .delete(&account.session(), &id)
        .await
        .expect_err("it is gone already");
    assert_eq!(again.code, ErrorCode::AgentNotFound, "{again}");
    let all = walk(stage.system, &account.session(), &ListQuery::default(), 200).await.expect("the list");
    assert_eq!(all.len(), stage.subject.agents, "another agent is gone with it");
}

/// Whether an update replaces the whole agent: the contract has a PUT for it.
fn updated_whole(stage: &Stage) -> bool {
    let update = operation(stage, Deed::Update);
    contract::operations(stage.subject.contract)
        .iter()
        .any(|operation| operation.id == update && operation.method.eq_ignore_ascii_case("put"))
}
