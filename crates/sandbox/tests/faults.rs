//! Every fault does what it says, as a client sees it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::time::{Duration, Instant};

use callboard_sandbox::{Fault, FaultKind};
use common::Fixture;
use reqwest::Method;
use reqwest::header::RETRY_AFTER;
use serde_json::{Value, json};

async fn with(fault: Fault) -> Fixture {
    let fixture = Fixture::start().await;
    fixture.sandbox.faults().add(fault);
    fixture
}

async fn list(fixture: &Fixture) -> reqwest::Result<reqwest::Response> {
    fixture.request(Method::GET, "/agents").send().await
}

#[tokio::test]
async fn latency_delays_the_answer() {
    let fixture = with(Fault::new(FaultKind::Latency { milliseconds: 300 }).times(1)).await;
    let begun = Instant::now();
    assert_eq!(list(&fixture).await.unwrap().status(), 200);
    assert!(begun.elapsed() >= Duration::from_millis(300));
}

#[tokio::test]
async fn rate_limits_say_when_to_come_back_in_both_forms() {
    let seconds = FaultKind::RateLimited { retry_after_seconds: 3, as_date: false };
    let fixture = with(Fault::new(seconds).on("listAgents").times(1)).await;
    let response = list(&fixture).await.unwrap();
    assert_eq!(response.status(), 429);
    assert_eq!(response.headers()[RETRY_AFTER], "3");
    assert_eq!(list(&fixture).await.unwrap().status(), 200, "one request was asked for");

    let date = FaultKind::RateLimited { retry_after_seconds: 60, as_date: true };
    fixture.sandbox.faults().add(Fault::new(date));
    let response = list(&fixture).await.unwrap();
    let moment = httpdate::parse_http_date(response.headers()[RETRY_AFTER].to_str().unwrap()).unwrap();
    let wait = moment.duration_since(std::time::SystemTime::now()).unwrap();
    assert!((57..=60).contains(&wait.as_secs()), "{wait:?}");
}

#[tokio::test]
async fn server_errors_carry_a_body_and_only_their_operation_is_hit() {
    let fixture = with(Fault::new(FaultKind::InternalError).on("getOwnAgent")).await;
    assert_eq!(list(&fixture).await.unwrap().status(), 200);
    let response = fixture.request(Method::GET, "/agents/me").send().await.unwrap();
    assert_eq!(response.status(), 500);
    assert!(response.json::<Value>().await.unwrap()["message"].is_string());
    fixture.sandbox.faults().clear();
    fixture.sandbox.faults().add(Fault::new(FaultKind::Unavailable { retry_after_seconds: Some(1) }));
    let response = list(&fixture).await.unwrap();
    assert_eq!((response.status().as_u16(), response.headers()[RETRY_AFTER].to_str().unwrap()), (503, "1"));
}

#[tokio::test]
async fn a_reset_connection_gives_no_answer_and_does_nothing() {
    let fixture = with(Fault::new(FaultKind::ConnectionReset { after_applying: false }).times(1)).await;
    let error =
        fixture.request(Method::POST, "/agents").json(&json!({"name": "Lost"})).send().await.unwrap_err();
    assert!(error.status().is_none() && !error.is_timeout(), "{error:?}");
    assert_eq!(fixture.get("/agents?name=Lost").await["total"], 0);
}

#[tokio::test]
async fn a_connection_reset_after_a_create_leaves_the_agent_there() {
    let fault = Fault::new(FaultKind::ConnectionReset { after_applying: true }).on("createAgent").times(1);
    let fixture = with(fault).await;
    let answer = fixture.request(Method::POST, "/agents").json(&json!({"name": "Unclear"})).send().await;
    assert!(answer.is_err(), "the client knows the outcome");
    assert_eq!(fixture.get("/agents?name=Unclear").await["total"], 1);
}

#[tokio::test]
async fn an_answer_cut_short_announces_more_than_it_sends() {
    let fixture = with(Fault::new(FaultKind::CutShort).times(1)).await;
    let response = list(&fixture).await.unwrap();
    assert_eq!(response.status(), 200);
    assert!(response.content_length().unwrap() > 1000);
    assert!(response.bytes().await.is_err(), "the client must notice");
}

#[tokio::test]
async fn invalid_json_arrives_complete() {
    let fixture = with(Fault::new(FaultKind::InvalidJson).times(1)).await;
    let text = list(&fixture).await.unwrap().text().await.unwrap();
    assert!(text.starts_with("{\"results\"") && serde_json::from_str::<Value>(&text).is_err());
}

#[tokio::test]
async fn the_last_page_can_end_in_three_ways() {
    let fixture = with(Fault::new(FaultKind::LastPageNull).times(1)).await;
    assert_eq!(fixture.get("/agents?limit=100").await.get("nextPageToken"), Some(&Value::Null));
    assert_eq!(fixture.get("/agents?limit=100").await.get("nextPageToken"), None);
    fixture.sandbox.faults().add(Fault::new(FaultKind::LastPageEmpty));
    assert_eq!(fixture.get("/agents?limit=100").await["nextPageToken"], "");
    let first = fixture.get("/agents?limit=10").await;
    assert!(first["nextPageToken"].as_str().unwrap().len() > 8, "only the last page is concerned");
}

#[tokio::test]
async fn faults_and_requests_can_be_reached_from_another_process() {
    let fixture = Fixture::start().await;
    let faults = json!([
        {"kind": "internalError", "operation": "listAgents", "times": 1},
        {"kind": "rateLimited", "retryAfterSeconds": 1, "operation": "getOwnAgent"},
    ]);
    assert_eq!(fixture.control(Method::POST, "faults", Some(&faults)).await.status(), 200);
    assert_eq!(list(&fixture).await.unwrap().status(), 500);
    assert_eq!(fixture.status(Method::GET, "/agents/me").await, 429);
    assert_eq!(fixture.control(Method::DELETE, "faults", None).await.status(), 204);
    assert_eq!(fixture.status(Method::GET, "/agents/me").await, 200);
    let mistaken = fixture.control(Method::POST, "faults", Some(&json!({"kind": "earthquake"}))).await;
    assert_eq!(mistaken.status(), 400, "a misspelt fault must not pass for a harmless one");
    let misspelt = json!({"kind": "latency", "milliseconds": 1, "operatoin": "listAgents"});
    assert_eq!(fixture.control(Method::POST, "faults", Some(&misspelt)).await.status(), 400);

    fixture.control(Method::DELETE, "requests", None).await;
    fixture.send(Method::PATCH, "/agents/me", &json!({"bio": "Seen."}), 200).await;
    let text = fixture.control(Method::GET, "requests", None).await.text().await.unwrap();
    assert!(!text.contains(common::KEY), "a credential was recorded");
    let seen: Value = serde_json::from_str(&text).unwrap();
    let request = &seen["requests"][0];
    assert_eq!(request["method"], "PATCH");
    assert_eq!(request["operation"], "updateOwnAgent");
    assert_eq!(request["body"], json!({"bio": "Seen."}));
    assert!(request["headers"].as_array().unwrap().contains(&json!("authorization")));
    assert_eq!(fixture.sandbox.requests().list().len(), 1);
}

#[tokio::test]
async fn a_web_page_cannot_switch_faults() {
    let fixture = Fixture::start().await;
    let response = fixture
        .client
        .delete(fixture.control_url("faults"))
        .header("x-sandbox-key", common::CONTROL_KEY)
        .header("Origin", "https://example.com")
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 403);
}

#[tokio::test]
async fn a_paged_list_can_repeat_its_cursor() {
    let fixture = with(Fault::new(FaultKind::RepeatedCursor)).await;
    fixture.sandbox.faults().add(Fault::new(FaultKind::SmallPages { items: 20 }));
    let first = fixture.get("/agents?limit=100").await;
    assert_eq!(first["results"].as_array().unwrap().len(), 20, "a page is as small as asked for");
    let token = first["nextPageToken"].as_str().unwrap();
    let second = fixture.get(&format!("/agents?limit=100&pageToken={token}")).await;
    assert_eq!(second["nextPageToken"], token, "the list has to lead back to where it was");
    assert_ne!(second["results"][0]["id"], first["results"][0]["id"]);
}

#[tokio::test]
async fn a_paged_list_can_show_an_agent_twice_at_the_border() {
    let fixture = with(Fault::new(FaultKind::DuplicateAtBorder)).await;
    let mut seen = Vec::new();
    let mut path = "/agents?limit=30".to_owned();
    loop {
        let page = fixture.get(&path).await;
        seen.push(
            page["results"].as_array().unwrap().iter().map(|agent| agent["id"].clone()).collect::<Vec<_>>(),
        );
        let Some(token) = page["nextPageToken"].as_str() else { break };
        path = format!("/agents?limit=30&pageToken={token}");
    }
    assert!(seen.len() > 2);
    for pages in seen.windows(2) {
        assert_eq!(pages[0].last(), pages[1].first());
    }
    fixture.sandbox.faults().clear();
    let total = fixture.get("/agents?limit=1").await["total"].as_u64().unwrap();
    let different: std::collections::BTreeSet<String> = seen.iter().flatten().map(Value::to_string).collect();
    assert_eq!(different.len() as u64, total, "nobody may be left out");
}

#[tokio::test]
async fn a_paged_list_can_end_with_a_full_page() {
    let fixture = with(Fault::new(FaultKind::ExactlyFull)).await;
    fixture.sandbox.faults().add(Fault::new(FaultKind::SmallPages { items: 25 }).on("listAgents"));
    let first = fixture.get("/agents?limit=100").await;
    let token = first["nextPageToken"].as_str().unwrap();
    let second = fixture.get(&format!("/agents?limit=100&pageToken={token}")).await;
    assert_eq!((&first["total"], second["results"].as_array().unwrap().len()), (&json!(50), 25));
    assert!(
        second.get("nextPageToken").is_none(),
        "a full page must not be taken for one with more behind it"
    );
}

#[tokio::test]
async fn a_late_page_can_fail() {
    let fixture = with(Fault::new(FaultKind::InternalError).on("listAgents").after(1)).await;
    let first = fixture.get("/agents").await;
    let token = first["nextPageToken"].as_str().unwrap();
    assert_eq!(fixture.status(Method::GET, &format!("/agents?pageToken={token}")).await, 500);
}

#[tokio::test]
async fn a_list_can_be_empty_and_an_operation_refused_or_missing() {
    let fixture = with(Fault::new(FaultKind::EmptyList).times(1)).await;
    assert_eq!(fixture.get("/agents").await, json!({"results": [], "total": 0}));
    fixture.sandbox.faults().add(Fault::new(FaultKind::EmptyList).times(1));
    assert_eq!(fixture.get("/all-agents").await, json!({"results": []}));
    fixture.sandbox.faults().add(Fault::new(FaultKind::Refused { status: 409, form: None }).times(1));
    let body = fixture.send(Method::POST, "/agents", &json!({"name": "Twice"}), 409).await;
    assert_eq!(body["code"], "agent_already_exists");
    fixture.sandbox.faults().add(Fault::new(FaultKind::NotOffered).on("getOwnAgent").times(1));
    assert_eq!(fixture.status(Method::GET, "/agents/me").await, 404);
    assert_eq!(fixture.status(Method::GET, "/agents/me").await, 200);
}

#[tokio::test]
async fn a_failure_after_applying_hides_what_was_done() {
    let fixture = with(Fault::new(FaultKind::AppliedThen { status: 502 }).on("updateAgent").times(1)).await;
    let path = format!("/agents/{}", fixture.own_id().await);
    let answer = fixture.request(Method::PATCH, &path).json(&json!({"bio": "Mine"})).send().await.unwrap();
    assert_eq!(answer.status(), 502);
    assert_eq!(fixture.get(&path).await["bio"], "Mine");
}

#[tokio::test]
async fn a_late_answer_comes_after_the_work_and_late_work_is_done_although_the_client_has_gone() {
    for (kind, done_at_once) in [
        (FaultKind::LateAnswer { milliseconds: 60_000 }, true),
        (FaultKind::LateApplying { milliseconds: 400 }, false),
    ] {
        let fixture = with(Fault::new(kind).on("updateAgent").times(1)).await;
        let path = format!("/agents/{}", fixture.own_id().await);
        let before = fixture.get(&path).await["bio"].clone();
        let request = fixture.request(Method::PATCH, &path).json(&json!({"bio": "Mine"}));
        request.timeout(Duration::from_millis(200)).send().await.unwrap_err();
        let now = fixture.get(&path).await["bio"].clone();
        assert_eq!(now, if done_at_once { json!("Mine") } else { before });
        let began = Instant::now();
        while fixture.get(&path).await["bio"] != "Mine" {
            assert!(began.elapsed() < Duration::from_secs(10), "the work was given up with the client");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}
