//! HMS Sovereign: what is sent, what is made of the answer, and what the admin is told when it goes wrong.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use callboard_model::{AgentId, CallboardError, ConnectionTest, Done, ErrorCode, ListQuery, Pointer};
use callboard_systems::{CallContext, System, WaitNotice, Waiting};
use serde_json::{Value, json};
use support::{KEY, Stage, contract, edits, ok, system};
use tokio_util::sync::CancellationToken;
use wiremock::ResponseTemplate;

const CONTRACT: &str = "hms-sovereign";
const NAME: &str = "hmsSovereign";
const AGENT: &str = "17a00000-0000-4000-8000-000000000001";

fn hms() -> &'static dyn System {
    system(NAME)
}

fn id() -> AgentId {
    AgentId::parse(AGENT).unwrap()
}

fn place() -> String {
    format!("/agents/{AGENT}")
}

fn agent() -> Value {
    contract::answer_of(CONTRACT, "/agents/{id}", "get", "200", "dutch")["agent"].clone()
}

fn listed(agents: &[Value]) -> ResponseTemplate {
    ok(&json!({ "agents": agents }))
}

fn created() -> Value {
    contract::answer_of(CONTRACT, "/agents", "post", "201", "created")
}

async fn create(stage: &Stage) -> Result<Value, CallboardError> {
    let edits = edits(&[("/name", json!("Klantenservice")), ("/first_message", Value::Null)]);
    hms().parts().create.unwrap().create(&stage.session(), &edits).await.map(|created| created.document)
}

#[tokio::test]
async fn the_list_is_read_whole_from_both_envelopes_with_the_key_in_its_header() {
    for envelope in ["agents", "assistants"] {
        let stage = Stage::of(NAME).await;
        stage.answers_at("GET", "/agents", ok(&json!({ envelope: [agent()] }))).await;
        let page = hms().list(&stage.session(), &ListQuery::default(), None).await.unwrap();
        assert_eq!((page.documents, page.next, page.total), (vec![agent()], None, Some(1)), "{envelope}");
        let request = &stage.requests().await[0];
        assert_eq!(request.headers["authorization"], format!("Bearer {KEY}"));
        assert_eq!(request.url.query(), None);
    }
}

#[tokio::test]
async fn every_example_of_the_contract_is_read_as_it_is() {
    for name in ["dutch", "elevenlabs"] {
        let stage = Stage::of(NAME).await;
        let body = contract::answer_of(CONTRACT, "/agents/{id}", "get", "200", name);
        let id = hms().agent_id(&body["agent"]).unwrap();
        stage.answers_at("GET", &format!("/agents/{}", id.as_str()), ok(&body)).await;
        assert_eq!(
            hms().parts().read.unwrap().read(&stage.session(), &id).await.unwrap(),
            body["agent"],
            "{name}"
        );
    }
    for (name, count) in [("several", 2), ("one", 1), ("empty", 0)] {
        let stage = Stage::of(NAME).await;
        stage
            .answers_at("GET", "/agents", ok(&contract::answer_of(CONTRACT, "/agents", "get", "200", name)))
            .await;
        let tested = hms().test(&stage.session()).await.unwrap();
        assert_eq!(tested, ConnectionTest { agents: Some(count), own_name: None }, "{name}");
    }
}

#[tokio::test]
async fn a_new_agent_is_one_request_and_told_as_it_was_answered() {
    let stage = Stage::of(NAME).await;
    stage.answers_at("POST", "/agents", ResponseTemplate::new(201).set_body_json(created())).await;
    assert_eq!(create(&stage).await.unwrap(), created()["agent"]);
    let heard = stage.heard().await;
    assert_eq!(heard.len(), 1);
    contract::assert_takes_in(CONTRACT, "CreateAgentRequest", &heard[0].2);
    assert_eq!(heard[0].2, json!({"name": "Klantenservice"}));
}

#[tokio::test]
async fn a_create_is_never_sent_again_and_says_whether_it_was_done() {
    let fault = ResponseTemplate::new(500).set_body_json(json!({"error": {"code": "internal_error"}}));
    let cut_short = ResponseTemplate::new(200).set_body_string("{\"agent\": {\"id\": \"17a");
    for (answer, code, done) in [
        (fault, ErrorCode::SystemFault, Done::Unclear),
        (ResponseTemplate::new(504), ErrorCode::SystemFault, Done::Unclear),
        (cut_short, ErrorCode::UnreadableAnswer, Done::Yes),
        (ok(&json!({"agent": {"name": "no id"}})), ErrorCode::UnreadableAnswer, Done::Yes),
        (ok(&created()).set_delay(Duration::from_secs(2)), ErrorCode::TimedOut, Done::Unclear),
        (ResponseTemplate::new(429), ErrorCode::RateLimited, Done::No),
        (ResponseTemplate::new(401), ErrorCode::WrongKey, Done::No),
    ] {
        let stage = Stage::of(NAME).await;
        stage.answers_at("POST", "/agents", answer).await;
        let error = create(&stage).await.unwrap_err();
        assert_eq!((error.code, error.done), (code, done));
        assert_eq!(error.operation.as_deref(), Some("createAgent"));
        assert_eq!(stage.requests().await.len(), 1, "the agent would be there twice: {error}");
    }
}

#[tokio::test]
async fn a_create_that_was_refused_is_a_refusal_and_names_its_field() {
    let stage = Stage::of(NAME).await;
    let body = json!({"error": "Validation failed", "message": "no", "details": [{"field": "tts_config.speed", "message": "has to be a number from 0.5 to 2."}]});
    stage.answers_at("POST", "/agents", ResponseTemplate::new(400).set_body_json(body)).await;
    let error = create(&stage).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::RefusedValues);
    assert_eq!(error.field, Some(Pointer::parse("/tts_config/speed").unwrap()));
    assert!(error.detail.as_ref().unwrap().contains("from 0.5 to 2"));
    assert_eq!((error.done, stage.requests().await.len()), (Done::No, 1));
}

#[tokio::test]
async fn another_agent_in_the_place_of_the_one_asked_for_is_refused() {
    let stage = Stage::of(NAME).await;
    stage.answers_at("GET", &place(), ok(&json!({"agent": {"id": "another"}}))).await;
    let error = hms().parts().read.unwrap().read(&stage.session(), &id()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::AnotherAgent, "another agent would be shown and saved");
}

#[tokio::test]
async fn an_update_sends_the_edited_members_once() {
    let stage = Stage::of(NAME).await;
    let answer = contract::answer_of(CONTRACT, "/agents/{id}", "patch", "200", "updated");
    stage.answers_at("PATCH", &place(), ok(&answer)).await;
    let edits = edits(&[
        ("/first_message", Value::Null),
        ("/llm_config/temperature", json!(1.5)),
        ("/is_active", json!(false)),
    ]);
    let stored =
        hms().parts().update.unwrap().update(&stage.session(), &id(), &agent(), &edits).await.unwrap();
    assert_eq!(
        (stored, stage.requests().await.len()),
        (None, 1),
        "the rest of the agent would be shown as empty"
    );
    let (verb, _, body) = stage.heard().await.remove(0);
    let mut model = agent()["llm_config"].clone();
    model["temperature"] = json!(1.5);
    assert_eq!(verb, "PATCH");
    assert_eq!(body, json!({"first_message": null, "is_active": false, "llm_config": model}));
    contract::assert_takes_in(CONTRACT, "UpdateAgentRequest", &body);
}

#[tokio::test]
async fn an_agent_is_deleted_where_the_system_says_so() {
    let gone = ResponseTemplate::new(404).set_body_json(json!({"error": "Agent not found"}));
    let unreadable = Some((ErrorCode::UnreadableAnswer, Done::Unclear));
    for (answer, expected) in [
        (ok(&json!({"success": true})), None),
        (ResponseTemplate::new(204), None),
        // The agent would be called gone and is not.
        (ok(&json!({"success": false, "message": "in a call"})), Some((ErrorCode::SystemFault, Done::No))),
        (ok(&json!({"deleted": 1})), unreadable),
        (ResponseTemplate::new(200).set_body_string("<html>"), unreadable),
        (ResponseTemplate::new(503), Some((ErrorCode::SystemFault, Done::Unclear))),
        (gone, Some((ErrorCode::AgentNotFound, Done::No))),
    ] {
        let stage = Stage::of(NAME).await;
        stage.answers_at("DELETE", &place(), answer).await;
        let error = hms().parts().delete.unwrap().delete(&stage.session(), &id()).await.err();
        assert_eq!(error.map(|error| (error.code, error.done)), expected);
        assert_eq!(stage.requests().await.len(), 1);
    }
}

#[tokio::test]
async fn each_status_becomes_what_an_admin_can_act_on() {
    let table = [
        (401, ErrorCode::WrongKey),
        (402, ErrorCode::PaymentRequired),
        (403, ErrorCode::NotAllowed),
        (404, ErrorCode::AgentNotFound),
        (400, ErrorCode::RefusedValues),
        (422, ErrorCode::RefusedValues),
        (500, ErrorCode::SystemFault),
    ];
    for (status, code) in table {
        let stage = Stage::of(NAME).await;
        let body = json!({"error": {"code": "c", "message": format!("said to {KEY}"), "param": null}});
        stage.answers_at("GET", &place(), ResponseTemplate::new(status).set_body_json(body)).await;
        let error = hms().parts().read.unwrap().read(&stage.session(), &id()).await.unwrap_err();
        assert_eq!((error.code, error.status), (code, Some(status)));
        assert_eq!(error.detail.as_deref(), Some("c: said to …"), "the key must not be shown");
        assert_eq!(error.system.unwrap().as_str(), NAME);
    }
}

#[tokio::test]
async fn too_many_requests_say_how_long_to_wait() {
    let stage = Stage::of(NAME).await;
    let body = json!({"error": "Too many requests", "message": "Rate limit exceeded"});
    let answer = ResponseTemplate::new(429).insert_header("retry-after", "30").set_body_json(body);
    stage.answers_at("GET", "/agents", answer).await;
    let error = hms().list(&stage.session(), &ListQuery::default(), None).await.unwrap_err();
    assert_eq!((error.code, error.retry_after_seconds), (ErrorCode::RateLimited, Some(30)));
}

#[derive(Default)]
struct Heard(Mutex<Vec<WaitNotice>>);

impl Waiting for Heard {
    fn begins(&self, notice: &WaitNotice) {
        self.0.lock().unwrap().push(*notice);
    }
    fn ends(&self) {}
}

#[tokio::test]
async fn the_hundred_and_first_request_of_a_minute_waits_here_and_can_be_stopped() {
    let mut stage = Stage::of(NAME).await;
    stage.answers_at("GET", "/agents", listed(&[])).await;
    for _ in 0..100 {
        hms().list(&stage.session(), &ListQuery::default(), None).await.unwrap();
    }
    let heard = Arc::new(Heard::default());
    let cancel = CancellationToken::new();
    stage.call = CallContext::new(cancel.clone(), heard.clone());
    let stop = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        cancel.cancel();
    };
    let (session, query) = (stage.session(), ListQuery::default());
    let (outcome, ()) = tokio::join!(hms().list(&session, &query, None), stop);
    assert_eq!(outcome.unwrap_err().code, ErrorCode::Cancelled);
    assert_eq!(stage.requests().await.len(), 100, "the account would be refused for a minute");
    let told = heard.0.lock().unwrap().clone();
    assert_eq!((told.len(), told[0].reason), (1, ErrorCode::RateLimited));
    assert!(told[0].pause > Duration::from_secs(30), "{:?}", told[0].pause);
}

#[test]
fn a_row_shows_the_name_and_whether_the_agent_is_switched_on() {
    let connection = callboard_model::ConnectionId("c-1".into());
    let now = jiff::Timestamp::UNIX_EPOCH;
    let summary = hms().summary(&connection, id(), &agent(), now);
    assert_eq!(
        (summary.id, summary.name.as_str(), summary.status.as_deref()),
        (id(), "Klantenservice", Some("active"))
    );
    assert_eq!(summary.created_at.as_deref(), Some("2025-12-13T10:00:00.000Z"));
    let odd = hms().summary(&connection, id(), &json!({"id": AGENT, "name": null, "is_active": "yes"}), now);
    assert_eq!((odd.name.as_str(), odd.status), ("", None));
}
