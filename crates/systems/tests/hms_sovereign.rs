//! HMS Sovereign: what is sent, what is made of the answer, and what the admin is told when it goes wrong.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use callboard_model::{AgentId, CallboardError, ConnectionTest, ErrorCode, ListQuery, Pointer};
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
    AgentId(AGENT.into())
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
    hms().create(&stage.session(), &edits).await.map(|created| created.document)
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
        stage.answers_at("GET", &place(), ok(&body)).await;
        assert_eq!(hms().read(&stage.session(), &id()).await.unwrap(), body["agent"], "{name}");
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
async fn a_new_agent_is_read_again_because_the_answer_holds_only_part_of_it() {
    let stage = Stage::of(NAME).await;
    stage.answers_at("GET", "/agents", listed(&[])).await;
    stage.answers_at("POST", "/agents", ResponseTemplate::new(201).set_body_json(created())).await;
    stage.answers_at("GET", &place(), ok(&json!({ "agent": agent() }))).await;
    assert_eq!(create(&stage).await.unwrap(), agent());
    let heard = stage.heard().await;
    let verbs: Vec<_> = heard.iter().map(|(verb, place, _)| format!("{verb} {place}")).collect();
    assert_eq!(verbs, ["GET /base/agents", "POST /base/agents", &format!("GET /base/agents/{AGENT}")]);
    contract::assert_takes_in(CONTRACT, "CreateAgentRequest", &heard[1].2);
    assert_eq!(heard[1].2, json!({"name": "Klantenservice"}));
}

#[tokio::test]
async fn a_new_agent_that_cannot_be_read_again_is_still_told_as_created() {
    let stage = Stage::of(NAME).await;
    stage.answers_at("GET", "/agents", listed(&[])).await;
    stage.answers_at("POST", "/agents", ok(&created())).await;
    stage.answers_at("GET", &place(), ResponseTemplate::new(404)).await;
    let document = create(&stage).await.expect("the admin would create it a second time");
    assert_eq!((&document["id"], &document["max_duration_seconds"]), (&json!(AGENT), &json!(600)));
}

#[tokio::test]
async fn a_create_whose_answer_was_lost_is_found_and_not_sent_again() {
    let lost = [
        ResponseTemplate::new(500).set_body_json(json!({"error": {"code": "internal_error"}})),
        ResponseTemplate::new(504),
        ResponseTemplate::new(200).set_body_string("{\"agent\": {\"id\": \"17a"),
        ok(&created()).set_delay(Duration::from_secs(2)),
    ];
    for answer in lost {
        let stage = Stage::of(NAME).await;
        let other = json!({"id": "old", "name": "Klantenservice", "created_at": "2025-12-12T10:00:00.000Z"});
        stage.answers_first_at("GET", "/agents", listed(std::slice::from_ref(&other))).await;
        stage.answers_at("GET", "/agents", listed(&[other, agent()])).await;
        stage.answers_at("POST", "/agents", answer).await;
        stage.answers_at("GET", &place(), ok(&json!({ "agent": agent() }))).await;
        assert_eq!(create(&stage).await.unwrap(), agent(), "the one that was there before is not it");
        assert_eq!(stage.posts().await, 1, "the agent would be there twice");
    }
}

#[tokio::test]
async fn a_create_nobody_can_tell_about_says_so() {
    let another =
        |id: &str, name: &str, created: &str| json!({"id": id, "name": name, "created_at": created});
    let before = another("old", "Somebody", "2025-12-13T10:00:00.000Z");
    let after = [
        ("nothing new", vec![before.clone()]),
        ("another name", vec![before.clone(), another("n", "Other", "2025-12-13T11:00:00.000Z")]),
        (
            "one that was hidden before",
            vec![before.clone(), another("n", "Klantenservice", "2025-12-01T10:00:00.000Z")],
        ),
        (
            "two at once",
            vec![
                before.clone(),
                another("n", "Klantenservice", "2025-12-13T11:00:00.000Z"),
                another("m", "Klantenservice", "2025-12-13T11:00:00.000Z"),
            ],
        ),
    ];
    for (case, agents) in after {
        let stage = Stage::of(NAME).await;
        stage.answers_first_at("GET", "/agents", listed(std::slice::from_ref(&before))).await;
        stage.answers_at("GET", "/agents", listed(&agents)).await;
        stage.answers_at("POST", "/agents", ResponseTemplate::new(502)).await;
        let error = create(&stage).await.unwrap_err();
        assert_eq!((error.code, error.status), (ErrorCode::UnclearOutcome, Some(502)), "{case}");
        assert_eq!(error.operation.as_deref(), Some("createAgent"));
        assert_eq!(stage.posts().await, 1, "{case}");
    }
}

#[tokio::test]
async fn a_create_that_was_refused_is_a_refusal_and_names_its_field() {
    let stage = Stage::of(NAME).await;
    stage.answers_at("GET", "/agents", listed(&[])).await;
    let body = json!({"error": "Validation failed", "message": "no", "details": [{"field": "tts_config.speed", "message": "has to be a number from 0.5 to 2."}]});
    stage.answers_at("POST", "/agents", ResponseTemplate::new(400).set_body_json(body)).await;
    let error = create(&stage).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::RefusedValues);
    assert_eq!(error.field, Some(Pointer::parse("/tts_config/speed").unwrap()));
    assert!(error.detail.unwrap().contains("from 0.5 to 2"));
    assert_eq!(stage.requests().await.len(), 2, "nothing has to be looked for");
}

#[tokio::test]
async fn nothing_is_created_where_the_list_cannot_be_read() {
    let stage = Stage::of(NAME).await;
    stage
        .answers_at(
            "GET",
            "/agents",
            ResponseTemplate::new(401).set_body_json(json!({"error": "Unauthorized"})),
        )
        .await;
    assert_eq!(create(&stage).await.unwrap_err().code, ErrorCode::WrongKey);
    assert_eq!(stage.posts().await, 0);
}

#[tokio::test]
async fn an_update_sends_the_edited_members_and_reads_the_agent_again() {
    let stage = Stage::of(NAME).await;
    let answer = contract::answer_of(CONTRACT, "/agents/{id}", "patch", "200", "updated");
    stage.answers_at("PATCH", &place(), ok(&answer)).await;
    stage.answers_at("GET", &place(), ok(&json!({ "agent": agent() }))).await;
    let edits = edits(&[
        ("/first_message", Value::Null),
        ("/llm_config/temperature", json!(1.5)),
        ("/is_active", json!(false)),
    ]);
    let stored = hms().update(&stage.session(), &id(), &agent(), &edits).await.unwrap();
    assert_eq!(stored, agent(), "the rest of the agent would be shown as empty");
    let (verb, _, body) = stage.heard().await.remove(0);
    let mut model = agent()["llm_config"].clone();
    model["temperature"] = json!(1.5);
    assert_eq!(verb, "PATCH");
    assert_eq!(body, json!({"first_message": null, "is_active": false, "llm_config": model}));
    contract::assert_takes_in(CONTRACT, "UpdateAgentRequest", &body);
}

#[tokio::test]
async fn an_agent_is_deleted_where_the_system_says_so() {
    let delete =
        |stage: Stage| async move { hms().delete(&stage.session(), &id()).await.map_err(|error| error.code) };
    let answered = |answer: ResponseTemplate| async move {
        let stage = Stage::of(NAME).await;
        stage.answers_at("DELETE", &place(), answer).await;
        stage
    };
    assert_eq!(delete(answered(ok(&json!({"success": true}))).await).await, Ok(()));
    let refused = answered(ok(&json!({"success": false, "message": "in a call"}))).await;
    assert_eq!(
        delete(refused).await,
        Err(ErrorCode::SystemFault),
        "the agent would be called gone and is not"
    );
    let gone = || ResponseTemplate::new(404).set_body_json(json!({"error": "Agent not found"}));
    assert_eq!(delete(answered(gone()).await).await, Err(ErrorCode::AgentNotFound));
    let stage = answered(gone()).await;
    stage.answers_first_at("DELETE", &place(), ResponseTemplate::new(503)).await;
    assert_eq!(delete(stage).await, Ok(()), "the first try did it and its answer was lost");
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
        let error = hms().read(&stage.session(), &id()).await.unwrap_err();
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
    let summary = hms().summary(&connection, &agent(), now);
    assert_eq!(
        (summary.id, summary.name.as_str(), summary.status.as_deref()),
        (id(), "Klantenservice", Some("active"))
    );
    assert_eq!(summary.created_at.as_deref(), Some("2025-12-13T10:00:00.000Z"));
    let odd = hms().summary(&connection, &json!({"id": AGENT, "name": null, "is_active": "yes"}), now);
    assert_eq!((odd.name.as_str(), odd.status), ("", None));
}
