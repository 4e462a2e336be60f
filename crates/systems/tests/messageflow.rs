//! MessageFlow: what is sent, what is made of the answer, and what the admin is told when it goes wrong.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use callboard_model::{AgentId, CallboardError, ConnectionId, ConnectionTest, Done, ErrorCode, ListQuery};
use callboard_systems::System;
use serde_json::{Value, json};
use support::{KEY, Stage, contract, edits, ok, system};
use wiremock::matchers::{method, path, query_param};
use wiremock::{Mock, ResponseTemplate};

const CONTRACT: &str = "messageflow";
const NAME: &str = "messageflow";

fn messageflow() -> &'static dyn System {
    system(NAME)
}

fn id() -> AgentId {
    AgentId::parse("1").unwrap()
}

fn agent() -> Value {
    contract::answer_of(CONTRACT, "/agents/{id}", "get", "200", "configured")
}

/// An account of the tenant `12 3`, whose space has to be encoded.
async fn stage() -> Stage {
    let mut stage = Stage::of(NAME).await;
    stage.connection.values.insert("tenantId".to_owned(), "12 3".to_owned());
    stage
}

async fn answers(stage: &Stage, verb: &str, place: &str, answer: ResponseTemplate) {
    Mock::given(method(verb))
        .and(path(format!("/base{place}")))
        .and(query_param("tenant_id", "12 3"))
        .respond_with(answer)
        .mount(&stage.server)
        .await;
}

async fn create(stage: &Stage) -> Result<Value, CallboardError> {
    let edits = edits(&[("/name", json!("After hours")), ("/description", Value::Null)]);
    messageflow()
        .parts()
        .create
        .unwrap()
        .create(&stage.session(), &edits)
        .await
        .map(|created| created.document)
}

#[tokio::test]
async fn the_list_is_a_bare_array_of_the_tenant_asked_with_the_key_in_its_header() {
    let stage = stage().await;
    let several = contract::answer_of(CONTRACT, "/agents", "get", "200", "several");
    answers(&stage, "GET", "/agents", ok(&several)).await;
    let page = messageflow().list(&stage.session(), &ListQuery::default(), None).await.unwrap();
    assert_eq!((json!(page.documents), page.next, page.total), (several, None, Some(2)));
    let request = &stage.requests().await[0];
    assert_eq!(request.headers["authorization"], format!("Bearer {KEY}"));
    assert_eq!(request.url.query(), Some("tenant_id=12+3"));
    let tested = messageflow().test(&stage.session()).await.unwrap();
    assert_eq!(tested, ConnectionTest { agents: Some(2), own_name: None });
}

#[tokio::test]
async fn every_example_of_the_contract_is_read_as_it_is() {
    for name in ["configured", "unconfigured"] {
        let stage = stage().await;
        let body = contract::answer_of(CONTRACT, "/agents/{id}", "get", "200", name);
        let id = messageflow().agent_id(&body).unwrap();
        answers(&stage, "GET", &format!("/agents/{}", id.as_str()), ok(&body)).await;
        assert_eq!(
            messageflow().parts().read.unwrap().read(&stage.session(), &id).await.unwrap(),
            body,
            "{name}"
        );
    }
}

#[test]
fn a_row_shows_what_the_list_says_and_an_id_that_is_a_number() {
    let connection = ConnectionId("c-1".into());
    let listed = json!({"id": 2, "name": "After hours", "number": "t123def789", "description": null});
    let summary = messageflow().summary(
        &connection,
        AgentId::parse("2").unwrap(),
        &listed,
        jiff::Timestamp::UNIX_EPOCH,
    );
    assert_eq!((summary.id.as_str(), summary.name.as_str()), ("2", "After hours"));
    assert_eq!(messageflow().agent_id(&json!({"id": "2"})), Some(AgentId::parse("2").unwrap()));
    assert_eq!(messageflow().agent_id(&json!({"id": null})), None);
}

/// What a save does: read, put an edit of the window in, send. The document and the edits pass through the window's JSON.
#[tokio::test]
async fn ids_beyond_what_a_double_holds_survive_the_save_of_a_neighbouring_text() {
    let stage = stage().await;
    let stored = r#"{"id":9007199254740995,"name":"Desk","configuration":{"prompt":[{"id":9007199254740993,"name":"Day",
        "function_ids":[12345678901234567890,7,0.1234567890123456789],"integration":{"id":18446744073709551616,"name":"CRM"}}]}}"#;
    for verb in ["GET", "PUT"] {
        let answer = ResponseTemplate::new(200).set_body_raw(stored, "application/json");
        answers(&stage, verb, "/agents/9007199254740995", answer).await;
    }
    let id = AgentId::parse("9007199254740995").unwrap();
    let document = messageflow().parts().read.unwrap().read(&stage.session(), &id).await.unwrap();
    assert_eq!(messageflow().agent_id(&document), Some(id.clone()), "the agent could not be opened again");
    let mut prompts = document["configuration"]["prompt"].clone();
    prompts[0]["name"] = json!("Night");
    let shown: Value = serde_json::from_str(&prompts.to_string()).unwrap();
    let edits = edits(&[("/configuration/prompt", shown)]);
    messageflow().parts().update.unwrap().update(&stage.session(), &id, &document, &edits).await.unwrap();
    let requests = stage.requests().await;
    let put = requests.iter().find(|request| request.method.as_str() == "PUT").unwrap();
    let sent = std::str::from_utf8(&put.body).unwrap();
    for whole in [
        "9007199254740993,",
        "[12345678901234567890,7,0.1234567890123456789]",
        "18446744073709551616,",
        "\"Night\"",
    ] {
        assert!(sent.contains(whole), "{whole} was stored otherwise: {sent}");
    }
}

#[tokio::test]
async fn a_new_agent_is_one_request_and_told_as_it_was_answered() {
    let stage = stage().await;
    let created = contract::answer_of(CONTRACT, "/agents", "post", "201", "created");
    answers(&stage, "POST", "/agents", ResponseTemplate::new(201).set_body_json(&created)).await;
    assert_eq!(create(&stage).await.unwrap(), created);
    let heard = stage.heard().await;
    assert_eq!(heard.len(), 1);
    assert_eq!((heard[0].0.as_str(), heard[0].1.as_str()), ("POST", "/base/agents?tenant_id=12+3"));
    contract::assert_takes_in(CONTRACT, "CreateAgentRequest", &heard[0].2);
    assert_eq!(heard[0].2, json!({"agent": {"name": "After hours"}}));
}

#[tokio::test]
async fn a_create_is_never_sent_again_and_says_whether_it_was_done() {
    for (answer, code, done) in [
        (ResponseTemplate::new(500), ErrorCode::SystemFault, Done::Unclear),
        (ResponseTemplate::new(201).set_body_string("{\"id\": "), ErrorCode::UnreadableAnswer, Done::Yes),
        (
            ResponseTemplate::new(201).set_body_json(json!({"id": null})),
            ErrorCode::UnreadableAnswer,
            Done::Yes,
        ),
        (ResponseTemplate::new(429), ErrorCode::RateLimited, Done::No),
        (ResponseTemplate::new(422), ErrorCode::RefusedValues, Done::No),
    ] {
        let stage = stage().await;
        answers(&stage, "POST", "/agents", answer).await;
        let error = create(&stage).await.unwrap_err();
        assert_eq!((error.code, error.done), (code, done));
        assert_eq!(stage.requests().await.len(), 1, "the agent would be there twice: {error}");
    }
}

#[tokio::test]
async fn an_update_sends_the_whole_agent_once() {
    let stage = stage().await;
    let mut fresh = agent();
    fresh["configuration"]["prompt"][0]["new"] = json!({"kept": null});
    fresh["tenant_id"] = json!(123);
    answers(&stage, "PUT", "/agents/1", ok(&agent())).await;
    let edits = edits(&[("/name", json!("Robin"))]);
    let stored =
        messageflow().parts().update.unwrap().update(&stage.session(), &id(), &fresh, &edits).await.unwrap();
    assert_eq!((stored, stage.requests().await.len()), (None, 1));
    let (verb, _, body) = stage.heard().await.remove(0);
    assert_eq!(verb, "PUT");
    let mut configuration = fresh["configuration"].clone();
    configuration.as_object_mut().unwrap().shift_remove("name");
    let expected = json!({"agent": {
        "name": "Robin", "description": fresh["description"], "configuration": configuration,
    }});
    assert_eq!(body, expected, "a server that replaces the agent would lose what is not sent");
    contract::assert_takes_in(CONTRACT, "UpdateAgentRequest", &body);
}

#[tokio::test]
async fn an_update_is_never_sent_again_from_a_stale_copy() {
    for (status, done) in [(502, Done::Unclear), (429, Done::No), (503, Done::Unclear)] {
        let stage = stage().await;
        answers(&stage, "PUT", "/agents/1", ResponseTemplate::new(status)).await;
        let edits = edits(&[("/name", json!("Robin"))]);
        let error = messageflow()
            .parts()
            .update
            .unwrap()
            .update(&stage.session(), &id(), &agent(), &edits)
            .await
            .unwrap_err();
        assert_eq!(error.done, done, "{status}");
        assert_eq!(
            stage.requests().await.len(),
            1,
            "a colleague's change in between would be lost: {status}"
        );
    }
}

#[tokio::test]
async fn an_agent_is_deleted_by_one_request() {
    for (answer, expected) in [
        (ok(&json!({"status": "Agent 1 deleted"})), None),
        (ResponseTemplate::new(503), Some((ErrorCode::SystemFault, Done::Unclear))),
        (ResponseTemplate::new(404), Some((ErrorCode::AgentNotFound, Done::No))),
    ] {
        let stage = stage().await;
        answers(&stage, "DELETE", "/agents/1", answer).await;
        let error = messageflow().parts().delete.unwrap().delete(&stage.session(), &id()).await.err();
        assert_eq!(error.map(|error| (error.code, error.done)), expected);
        assert_eq!(stage.requests().await.len(), 1);
    }
}

#[tokio::test]
async fn another_agent_in_the_place_of_the_one_asked_for_is_refused() {
    let stage = stage().await;
    answers(&stage, "GET", "/agents/1", ok(&json!({"id": 2, "name": "Another"}))).await;
    let error = messageflow().parts().read.unwrap().read(&stage.session(), &id()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::AnotherAgent, "a whole agent would be saved over another");
}

#[tokio::test]
async fn an_empty_error_says_by_its_status_and_place_what_is_wrong() {
    let table = [
        (401, ErrorCode::WrongKey, ErrorCode::WrongKey),
        (404, ErrorCode::WrongWorkspace, ErrorCode::AgentNotFound),
        (400, ErrorCode::RefusedValues, ErrorCode::RefusedValues),
        (422, ErrorCode::RefusedValues, ErrorCode::RefusedValues),
        (500, ErrorCode::SystemFault, ErrorCode::SystemFault),
    ];
    for (status, of_list, of_agent) in table {
        let stage = stage().await;
        answers(&stage, "GET", "/agents", ResponseTemplate::new(status)).await;
        answers(&stage, "GET", "/agents/1", ResponseTemplate::new(status)).await;
        let list = messageflow().test(&stage.session()).await.unwrap_err();
        assert_eq!((list.code, list.status), (of_list, Some(status)));
        if status == 404 {
            assert_eq!(list.context.get("key").map(String::as_str), Some("tenantId"));
        }
        let read = messageflow().parts().read.unwrap().read(&stage.session(), &id()).await.unwrap_err();
        assert_eq!((read.code, read.operation.as_deref()), (of_agent, Some("getAgent")));
    }
}

#[tokio::test]
async fn an_id_cannot_lead_to_another_tenant_or_operation() {
    let stage = stage().await;
    answers(&stage, "DELETE", "/agents", ok(&json!({}))).await;
    for odd in [".", ".."] {
        let error = messageflow()
            .parts()
            .delete
            .unwrap()
            .delete(&stage.session(), &AgentId::parse(odd).unwrap())
            .await
            .unwrap_err();
        assert_eq!(error.code, ErrorCode::AgentNotFound, "{odd:?}");
    }
    let odd = AgentId::parse("1?tenant_id=9&x=/../2").unwrap();
    let _ = messageflow().parts().delete.unwrap().delete(&stage.session(), &odd).await.unwrap_err();
    let heard = stage.heard().await;
    assert_eq!(heard.len(), 1);
    assert_eq!(heard[0].1, "/base/agents/1%3Ftenant_id=9&x=%2F..%2F2?tenant_id=12+3");
}
