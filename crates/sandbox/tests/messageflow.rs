//! MessageFlow as a client sees it: every operation, the tenant, a PUT that replaces, refusals without a body.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use callboard_sandbox::{Fault, FaultKind, Sandbox, SandboxOptions};
use common::{Fixture, KEY};
use reqwest::Method;
use serde_json::{Value, json};

async fn call(fixture: &Fixture, method: Method, path: &str, body: Option<&Value>) -> (u16, Value) {
    let account = fixture.account("messageflow");
    let url = format!("{}{path}?tenant_id={}", account.base_url, account.value("tenantId").unwrap());
    fixture.bearer(method, &url, body).await
}

#[tokio::test]
async fn the_list_is_bare_and_reading_adds_the_configuration() {
    let fixture = Fixture::start().await;
    let (status, list) = call(&fixture, Method::GET, "/agents", None).await;
    let list = list.as_array().unwrap();
    assert_eq!((status, list.len()), (200, 7));
    let mut prompts = Vec::new();
    for (agent, id) in list.iter().zip(1..) {
        assert_eq!(agent["id"], id);
        assert!(agent["number"].as_str().unwrap().starts_with("t123"));
        assert!(agent.get("configuration").is_none(), "a client that trusts the list would not be found out");
        let (status, read) = call(&fixture, Method::GET, &format!("/agents/{id}"), None).await;
        assert_eq!((status, &read["name"]), (200, &agent["name"]));
        assert_eq!(read["configuration"]["name"], agent["name"]);
        prompts.push(read["configuration"]["prompt"].as_array().unwrap().len());
    }
    assert_eq!((prompts.iter().min(), prompts.iter().max()), (Some(&1), Some(&4)));
    let (_, third) = call(&fixture, Method::GET, "/agents/3", None).await;
    assert!(third["configuration"]["prompt"][1]["integration"]["bearer_token"].is_string());
    assert!(third["configuration"]["fallback"].is_object(), "no agent has a field nobody knows");
}

#[tokio::test]
async fn create_answers_without_configuration_and_never_uses_an_id_twice() {
    let fixture = Fixture::start().await;
    let sent = json!({"agent": {
        "name": "After hours",
        "configuration": {"prompt": [{"name": "Greeting", "prompt": "Hello.", "voice": "verse", "mood": "calm"}]},
    }});
    let (status, created) = call(&fixture, Method::POST, "/agents", Some(&sent)).await;
    assert_eq!(status, 201);
    assert_eq!((&created["id"], &created["tenant_id"]), (&json!(8), &json!(123)));
    assert!(created.get("configuration").is_none());
    assert_eq!(created["description"], Value::Null);
    let (_, read) = call(&fixture, Method::GET, "/agents/8", None).await;
    let prompt = &read["configuration"]["prompt"][0];
    assert_eq!((&prompt["id"], &prompt["mood"], &prompt["actions"]), (&json!(1), &json!("calm"), &json!({})));

    let (status, deleted) = call(&fixture, Method::DELETE, "/agents/8", None).await;
    assert_eq!((status, deleted), (200, json!({"status": "Agent 8 deleted"})));
    assert_eq!(call(&fixture, Method::DELETE, "/agents/8", None).await.0, 404);
    let (_, next) = call(&fixture, Method::POST, "/agents", Some(&sent)).await;
    assert_eq!(next["id"], 9);
}

#[tokio::test]
async fn an_update_replaces_the_whole_agent() {
    let fixture = Fixture::start().await;
    let (_, before) = call(&fixture, Method::GET, "/agents/3", None).await;
    let kept = &before["configuration"]["prompt"][1];
    let sent = json!({"agent": {
        "name": "Pakketservice",
        "configuration": {"prompt": [kept, {"name": "Nieuw", "prompt": "Nieuw.", "voice": "ash"}]},
    }});
    let (status, answer) = call(&fixture, Method::PUT, "/agents/3", Some(&sent)).await;
    assert_eq!(status, 200);
    let (_, read) = call(&fixture, Method::GET, "/agents/3", None).await;
    assert_eq!(answer, read);
    assert_eq!((&read["name"], &read["number"]), (&json!("Pakketservice"), &before["number"]));
    assert_eq!(read["plan"], before["plan"], "what only the server sets is not the client's to lose");
    assert_eq!(read["description"], Value::Null, "a description left out is gone");
    let configuration = read["configuration"].as_object().unwrap();
    assert!(!configuration.contains_key("fallback"), "a field left out is gone");
    let prompts = configuration["prompt"].as_array().unwrap();
    assert_eq!(prompts.len(), 2, "prompts left out are gone");
    assert_eq!(
        &prompts[0], kept,
        "a prompt sent back whole stays whole, its token and unknown fields included"
    );
    assert_eq!(prompts[1]["id"], 5, "a new prompt is numbered after those there were");

    call(&fixture, Method::PUT, "/agents/3", Some(&json!({"agent": {"name": "Pakketservice"}}))).await;
    let (_, read) = call(&fixture, Method::GET, "/agents/3", None).await;
    assert_eq!(read["configuration"]["prompt"], json!([]));

    let new = json!({"agent": {"name": "Pakketservice", "configuration": {"prompt": [{"name": "Weer"}]}}});
    let (_, answer) = call(&fixture, Method::PUT, "/agents/3", Some(&new)).await;
    let number = &answer["configuration"]["prompt"][0]["id"];
    assert_eq!(number, 6, "a new prompt would be taken for the one that was taken out");
}

#[tokio::test]
async fn what_does_not_fit_is_refused_without_a_body() {
    let fixture = Fixture::start().await;
    let prompt = |prompt: Value| json!({"agent": {"name": "A", "configuration": {"prompt": [prompt]}}});
    let wrong = [
        json!({}),
        json!({"name": "Not nested"}),
        json!({"agent": {}}),
        json!({"agent": {"name": " "}}),
        json!({"agent": {"name": "A", "description": null}}),
        json!({"agent": {"name": "A", "number": "t1"}}),
        json!({"agent": {"name": "A"}, "tenant_id": 123}),
        prompt(json!({"voice": "nova"})),
        prompt(json!({"initial_response": null})),
        prompt(json!({"integration": {"bearer_token": 5}})),
    ];
    for body in wrong {
        let refused = (422, Value::Null);
        assert_eq!(call(&fixture, Method::POST, "/agents", Some(&body)).await, refused, "{body}");
        assert_eq!(call(&fixture, Method::PUT, "/agents/1", Some(&body)).await, refused, "{body}");
    }
    assert_eq!(call(&fixture, Method::GET, "/agents", None).await.1.as_array().unwrap().len(), 7);
    let url = format!("{}/agents?tenant_id=123", fixture.account("messageflow").base_url);
    let broken =
        fixture.client.post(url).bearer_auth(KEY).header("Content-Type", "application/json").body("{");
    assert_eq!(broken.send().await.unwrap().status(), 400);
}

#[tokio::test]
async fn tenant_credential_and_address_are_checked() {
    let fixture = Fixture::start().await;
    let base = &fixture.account("messageflow").base_url;
    for (query, status) in
        [("", 400), ("?tenant_id=", 400), ("?tenant_id=124", 404), ("?other=1&tenant_id=123", 200)]
    {
        let url = format!("{base}/agents/1{query}");
        assert_eq!(fixture.bearer(Method::GET, &url, None).await.0, status, "{query}");
    }
    for id in ["0", "99", "x"] {
        let path = format!("/agents/{id}");
        assert_eq!(call(&fixture, Method::GET, &path, None).await, (404, Value::Null));
        assert_eq!(call(&fixture, Method::PUT, &path, Some(&json!({"agent": {"name": "A"}}))).await.0, 404);
    }
    assert_eq!(call(&fixture, Method::GET, "/agent", None).await, (404, Value::Null));
    assert_eq!(call(&fixture, Method::PATCH, "/agents/1", None).await.0, 405);
    let request = fixture.client.get(format!("{base}/agents?tenant_id=123")).bearer_auth("wrong");
    let response = request.send().await.unwrap();
    assert_eq!((response.status().as_u16(), response.text().await.unwrap().as_str()), (401, ""));
}

#[tokio::test]
async fn faults_hit_this_system_alone_when_they_name_it() {
    let fixture = Fixture::start().await;
    let faults = fixture.sandbox.faults();
    let limited = FaultKind::RateLimited { retry_after_seconds: 3, as_date: false };
    faults.add(Fault::new(limited).on("messageflow.listAgents").times(1));
    assert_eq!(fixture.status(Method::GET, "/agents").await, 200, "Bird's list has its own name");
    assert_eq!(call(&fixture, Method::GET, "/agents", None).await, (429, Value::Null));
    faults.add(Fault::new(FaultKind::EmptyList).on("messageflow.listAgents").times(1));
    assert_eq!(call(&fixture, Method::GET, "/agents", None).await, (200, json!([])));
    faults.add(Fault::new(FaultKind::Refused { status: 409, form: None }).on("messageflow.updateAgent"));
    let body = json!({"agent": {"name": "A"}});
    assert_eq!(call(&fixture, Method::PUT, "/agents/1", Some(&body)).await, (409, Value::Null));
}

#[tokio::test]
async fn changes_survive_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let options = SandboxOptions::new(directory.path(), KEY);
    let sandbox = Sandbox::start(options.clone()).await.unwrap();
    let url = |sandbox: &Sandbox| {
        format!("{}/agents/2?tenant_id=123", sandbox.account("messageflow").unwrap().base_url)
    };
    let body =
        json!({"agent": {"name": "Renamed", "configuration": {"prompt": [], "unknown": {"x": [1, null]}}}});
    let answer = client.put(url(&sandbox)).bearer_auth(KEY).json(&body).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    sandbox.stop().await;
    let sandbox = Sandbox::start(options).await.unwrap();
    let answer = client.get(url(&sandbox)).bearer_auth(KEY).send().await.unwrap();
    let read: Value = answer.json().await.unwrap();
    assert_eq!(read["name"], "Renamed");
    assert_eq!(read["configuration"]["unknown"], json!({"x": [1, null]}));
}
