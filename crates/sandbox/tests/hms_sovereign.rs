//! HMS Sovereign as a client sees it: every operation, partial answers, three forms of errors, the rate limit.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use callboard_sandbox::{Fault, FaultKind, Sandbox, SandboxOptions};
use common::{Fixture, KEY};
use jiff::{SignedDuration, Timestamp};
use reqwest::Method;
use serde_json::{Value, json};

async fn call(fixture: &Fixture, method: Method, path: &str, body: Option<&Value>) -> (u16, Value) {
    let url = format!("{}{path}", fixture.account("hmsSovereign").base_url);
    fixture.bearer(method, &url, body).await
}

async fn agents(fixture: &Fixture) -> Vec<Value> {
    let (status, answer) = call(fixture, Method::GET, "/agents", None).await;
    assert_eq!(status, 200, "{answer}");
    answer["agents"].as_array().unwrap().clone()
}

async fn path_of(fixture: &Fixture, name: &str) -> String {
    let agents = agents(fixture).await;
    let agent = agents.iter().find(|agent| agent["name"] == name).unwrap();
    format!("/agents/{}", agent["id"].as_str().unwrap())
}

#[tokio::test]
async fn the_sample_shows_every_provider_and_what_nobody_expects() {
    let fixture = Fixture::start().await;
    let agents = agents(&fixture).await;
    assert_eq!(agents.len(), 9);
    let providers = |configuration: &str| {
        let named = agents.iter().filter_map(|agent| agent[configuration]["provider"].as_str());
        named.collect::<BTreeSet<_>>()
    };
    assert!(providers("stt_config").is_superset(&["deepgram"].into()));
    let models = ["openai", "anthropic", "groq", "mistral", "xai", "xai_realtime"];
    assert!(providers("llm_config").is_superset(&models.into()), "{:?}", providers("llm_config"));
    let voices = ["openai", "elevenlabs", "cartesia", "local", "azure_neural"];
    assert!(providers("tts_config").is_superset(&voices.into()), "{:?}", providers("tts_config"));
    let unlike = |test: &dyn Fn(&Value) -> bool| agents.iter().filter(|agent| test(agent)).count();
    assert_eq!(unlike(&|agent| agent["is_active"] == false), 1);
    assert_eq!(unlike(&|agent| agent["webhook_secret"].is_string()), 1);
    assert_eq!(unlike(&|agent| agent["labels"].is_array()), 1, "no agent has a field nobody knows");
    assert_eq!(
        unlike(&|agent| {
            let prompt = agent["llm_config"]["messages"][0]["content"].as_str().unwrap_or_default();
            agent["tts_config"]["model"] == "eleven_v3" && prompt.contains("[whispering]")
        }),
        1
    );
    assert!(unlike(&|agent| agent["llm_config"]["tools"].is_array()) > 0);
    assert!(
        unlike(&|agent| agent["analysis_plan"]["structured_data_plan"]["properties"].is_object()) > 0,
        "no agent shows a JSON Schema"
    );
}

#[tokio::test]
async fn create_answers_a_part_and_the_agent_is_there_whole() {
    let fixture = Fixture::start().await;
    let sent = json!({
        "name": "Nieuw",
        "first_message": "Hallo",
        "webhook_url": "https://hooks.example.com/a",
        "webhook_secret": "s3cret",
        "tts_config": {"provider": "elevenlabs", "voice_id": "v", "language": "nl", "speed": 0.5},
        "analysis_plan": {"structured_data_plan": {"type": "object"}, "min_messages_threshold": 2},
    });
    let (status, answer) = call(&fixture, Method::POST, "/agents", Some(&sent)).await;
    assert_eq!(status, 201, "{answer}");
    let created = answer["agent"].as_object().unwrap();
    assert_eq!(created["name"], "Nieuw");
    assert_eq!(created["max_duration_seconds"], 600);
    for absent in ["tts_config", "first_message", "webhook_secret"] {
        assert!(!created.contains_key(absent), "a client that trusts this answer would not be found out");
    }
    let path = format!("/agents/{}", created["id"].as_str().unwrap());
    let (status, read) = call(&fixture, Method::GET, &path, None).await;
    assert_eq!(status, 200);
    for (name, value) in sent.as_object().unwrap() {
        assert_eq!(&read["agent"][name], value, "{name} was lost");
    }
    assert_eq!(agents(&fixture).await.len(), 10);
}

#[tokio::test]
async fn an_update_changes_what_it_names_and_answers_a_part() {
    let fixture = Fixture::start().await;
    let path = path_of(&fixture, "Proef nieuwe stem").await;
    let (_, before) = call(&fixture, Method::GET, &path, None).await;
    let change = json!({
        "first_message": null,
        "is_active": false,
        "llm_config": {"provider": "groq", "model": "llama-3.3-70b-versatile"},
    });
    let (status, answer) = call(&fixture, Method::PATCH, &path, Some(&change)).await;
    assert_eq!(status, 200, "{answer}");
    let names: BTreeSet<&str> = answer["agent"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(names, ["id", "first_message", "is_active", "updated_at"].into());
    let (_, after) = call(&fixture, Method::GET, &path, None).await;
    for (name, value) in before["agent"].as_object().unwrap() {
        if name != "updated_at" {
            let wanted = change.get(name).unwrap_or(value);
            assert_eq!(&after["agent"][name], wanted, "{name} is not what it should be");
        }
    }
    assert_ne!(after["agent"]["updated_at"], before["agent"]["updated_at"]);
}

#[tokio::test]
async fn a_provider_that_only_the_service_knows_can_be_sent_back_and_not_made_up() {
    let fixture = Fixture::start().await;
    let path = path_of(&fixture, "Proef nieuwe stem").await;
    let (_, before) = call(&fixture, Method::GET, &path, None).await;
    let mut voice = before["agent"]["tts_config"].clone();
    voice["voice_id"] = json!("nl-NL-MaartenNeural");
    let change = json!({"tts_config": voice});
    assert_eq!(call(&fixture, Method::PATCH, &path, Some(&change)).await.0, 200, "{change}");
    let (_, after) = call(&fixture, Method::GET, &path, None).await;
    assert_eq!(after["agent"]["tts_config"], voice);
    for (field, value) in [("provider", "made_up"), ("pitch", "+9st")] {
        let mut wrong = voice.clone();
        wrong[field] = json!(value);
        let change = json!({"tts_config": wrong});
        assert_eq!(call(&fixture, Method::PATCH, &path, Some(&change)).await.0, 400, "{change}");
    }
    let other = path_of(&fixture, "Klantenservice").await;
    assert_eq!(call(&fixture, Method::PATCH, &other, Some(&json!({"tts_config": voice}))).await.0, 400);
}

#[tokio::test]
async fn a_deleted_agent_is_gone_and_the_rest_survives_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let options = SandboxOptions::new(directory.path(), KEY);
    let mut left = Vec::new();
    for round in 0..2 {
        let sandbox = Sandbox::start(options.clone()).await.unwrap();
        let url = format!("{}/agents", sandbox.account("hmsSovereign").unwrap().base_url);
        let list = || async { client.get(&url).bearer_auth(KEY).send().await.unwrap() };
        let answer: Value = list().await.json().await.unwrap();
        if round == 0 {
            let id = answer["agents"][0]["id"].as_str().unwrap();
            let request = || client.delete(format!("{url}/{id}")).bearer_auth(KEY).send();
            let deleted: Value = request().await.unwrap().json().await.unwrap();
            assert_eq!(deleted, json!({"success": true}));
            assert_eq!(request().await.unwrap().status(), 404);
            left.clone_from(list().await.json::<Value>().await.unwrap()["agents"].as_array().unwrap());
            assert_eq!(left.len(), 8);
        } else {
            assert_eq!(answer["agents"].as_array().unwrap(), &left, "changes were lost with a restart");
            sandbox.reset().await.unwrap();
            let fresh: Value = list().await.json().await.unwrap();
            assert_eq!(fresh["agents"].as_array().unwrap().len(), 9, "a reset brings the sample back");
        }
        sandbox.stop().await;
    }
}

#[tokio::test]
async fn what_does_not_fit_is_refused_with_details() {
    let fixture = Fixture::start().await;
    let path = path_of(&fixture, "Klantenservice").await;
    let voice = json!({"provider": "elevenlabs", "voice_id": "v", "language": "nl", "speed": 2.5});
    let wrong = [
        (json!({"nickname": "K"}), "nickname"),
        (json!({"is_active": null}), "is_active"),
        (json!({"max_duration_seconds": 1.5}), "max_duration_seconds"),
        (json!({"webhook_url": "nowhere"}), "webhook_url"),
        (json!({"llm_config": {"provider": "llamafarm", "model": "x"}}), "llm_config.provider"),
        (
            json!({"llm_config": {"provider": "openai", "model": "x", "temperature": 2.1}}),
            "llm_config.temperature",
        ),
        (json!({"stt_config": {"provider": "deepgram", "model": "nova-3-general"}}), "stt_config.language"),
        (json!({"tts_config": voice}), "tts_config.speed"),
        (json!({"analysis_plan": {"structured_data_plan": []}}), "analysis_plan.structured_data_plan"),
    ];
    for (body, field) in wrong {
        let (status, answer) = call(&fixture, Method::PATCH, &path, Some(&body)).await;
        assert_eq!((status, &answer["error"]), (400, &json!("Validation failed")), "{body}");
        assert_eq!(answer["details"][0]["field"], field, "{answer}");
    }
    let (status, answer) = call(&fixture, Method::POST, "/agents", Some(&json!({}))).await;
    assert_eq!((status, &answer["error"]["code"]), (400, &json!("missing_parameter")));
    assert_eq!(answer["error"]["param"], "name");
    let url = format!("{}{path}", fixture.account("hmsSovereign").base_url);
    let text =
        fixture.client.patch(url).bearer_auth(KEY).header("Content-Type", "application/json").body("{");
    assert_eq!(text.send().await.unwrap().status(), 400);
}

#[tokio::test]
async fn refusals_come_in_the_three_documented_forms() {
    let fixture = Fixture::start().await;
    let base = &fixture.account("hmsSovereign").base_url;
    for authorization in ["", "Bearer wrong", &format!("AccessKey {KEY}")] {
        let request = fixture.client.get(format!("{base}/agents")).header("Authorization", authorization);
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 401, "{authorization}");
        let body: Value = response.json().await.unwrap();
        assert_eq!(body["error"], "Unauthorized");
        assert!(body["message"].is_string());
    }
    let unknown = "/agents/17a00000-0000-4000-8000-00000000dead";
    for method in [Method::GET, Method::DELETE] {
        let (status, answer) = call(&fixture, method, unknown, None).await;
        assert_eq!((status, &answer["error"]["code"]), (404, &json!("not_found")));
    }
    let (status, answer) = call(&fixture, Method::GET, "/assistants", None).await;
    assert_eq!((status, &answer["error"]["code"]), (404, &json!("not_found")));
    assert_eq!(call(&fixture, Method::PUT, "/agents", None).await.0, 405);

    for (form, is_form) in [
        (1, (|body: &Value| body["error"]["code"].is_string()) as fn(&Value) -> bool),
        (2, |body| body["error"].is_string() && body["message"].is_string() && body.get("details").is_none()),
        (3, |body| body["error"].is_string() && body["details"].is_array()),
    ] {
        let fault = Fault::new(FaultKind::Refused { status: 409, form: Some(form) }).times(1);
        fixture.sandbox.faults().add(fault.on("hmsSovereign.createAgent"));
        let (status, body) = call(&fixture, Method::POST, "/agents", Some(&json!({"name": "A"}))).await;
        assert!(status == 409 && is_form(&body), "form {form}: {status} {body}");
    }
    let faults = json!([
        {"kind": "unavailable", "retryAfterSeconds": 2, "operation": "hmsSovereign.listAgents", "times": 1},
        {"kind": "notOffered", "operation": "hmsSovereign.getAgent", "times": 1},
    ]);
    assert_eq!(fixture.control(Method::POST, "faults", Some(&faults)).await.status(), 200);
    let (status, body) = call(&fixture, Method::GET, "/agents", None).await;
    assert_eq!((status, &body["error"]["type"]), (503, &json!("api_error")));
    let path = path_of(&fixture, "Klantenservice").await;
    assert_eq!(call(&fixture, Method::GET, &path, None).await.0, 404);
    assert_eq!(call(&fixture, Method::GET, &path, None).await.0, 200);
}

#[tokio::test]
async fn answers_can_be_wrapped_as_the_newer_address_does_and_be_empty() {
    let fixture = Fixture::start().await;
    let path = path_of(&fixture, "Receptie").await;
    let faults = fixture.sandbox.faults();
    faults.add(Fault::new(FaultKind::WrappedAs { name: "assistant".to_owned() }));
    let (_, list) = call(&fixture, Method::GET, "/agents", None).await;
    assert_eq!(list["assistants"].as_array().unwrap().len(), 9);
    assert!(list.get("agents").is_none());
    let (_, one) = call(&fixture, Method::GET, &path, None).await;
    assert_eq!(one["assistant"]["name"], "Receptie");
    let (_, changed) = call(&fixture, Method::PATCH, &path, Some(&json!({"is_active": true}))).await;
    assert_eq!(changed["assistant"]["is_active"], true);
    faults.clear();
    faults.add(Fault::new(FaultKind::EmptyList));
    assert!(agents(&fixture).await.is_empty());
}

#[tokio::test]
async fn the_hundred_and_first_request_of_a_minute_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let start = Timestamp::now();
    let passed = Arc::new(AtomicI64::new(0));
    let mut options = SandboxOptions::new(directory.path(), KEY);
    let seconds = Arc::clone(&passed);
    options.clock = Arc::new(move || start + SignedDuration::from_secs(seconds.load(Ordering::Relaxed)));
    let sandbox = Sandbox::start(options).await.unwrap();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let list = || {
        let request = client.get(format!("{}/agents", sandbox.account("hmsSovereign").unwrap().base_url));
        async { request.bearer_auth(KEY).send().await.unwrap() }
    };
    for _ in 0..100 {
        assert_eq!(list().await.status(), 200);
    }
    passed.store(20, Ordering::Relaxed);
    let refused = list().await;
    assert_eq!((refused.status().as_u16(), refused.headers()["retry-after"].to_str().unwrap()), (429, "40"));
    assert_eq!(refused.json::<Value>().await.unwrap()["error"]["code"], "rate_limit_exceeded");
    let other =
        client.get(format!("{}/agents?tenant_id=123", sandbox.account("messageflow").unwrap().base_url));
    assert_eq!(other.bearer_auth(KEY).send().await.unwrap().status(), 200, "another system is another limit");
    passed.store(60, Ordering::Relaxed);
    assert_eq!(list().await.status(), 200, "a minute later the client may go on");
}

#[tokio::test]
async fn requests_are_recorded_under_the_name_of_their_system() {
    let fixture = Fixture::start().await;
    let path = path_of(&fixture, "Receptie").await;
    call(&fixture, Method::PATCH, &path, Some(&json!({"is_active": true}))).await;
    let requests = fixture.sandbox.requests().list();
    let operations: Vec<&str> = requests.iter().filter_map(|request| request.operation.as_deref()).collect();
    assert_eq!(operations, ["hmsSovereign.listAgents", "hmsSovereign.updateAgent"]);
}
