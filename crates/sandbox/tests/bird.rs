//! Every operation of Bird's contract, over the wire.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::collections::HashSet;

use callboard_sandbox::{Sandbox, SandboxOptions};
use common::{Fixture, KEY};
use reqwest::Method;
use serde_json::{Value, json};

fn names(list: &Value) -> Vec<String> {
    list["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|agent| agent["name"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn the_sample_is_large_varied_and_the_same_for_the_same_seed() {
    let fixture = Fixture::start().await;
    let list = fixture.get("/agents?limit=100&sortBy=name").await;
    let agents = list["results"].as_array().unwrap();
    let of = |kind: &str| agents.iter().filter(|agent| agent["type"] == kind).count();
    assert!(of("user") >= 64, "too few people to search and scroll through");
    assert_eq!(of("bot"), 5);
    let distinct = |pointer: &str| {
        agents
            .iter()
            .filter_map(|agent| agent.pointer(pointer))
            .map(Value::to_string)
            .collect::<HashSet<_>>()
            .len()
    };
    assert!(distinct("/timezone") > 25);
    assert!(distinct("/weeklySchedule") > 8);
    assert!(distinct("/availability/activity") >= 5);
    assert_eq!(distinct("/teams/0/name"), 8);
    assert_eq!(distinct("/workload/rule/name"), 3);
    let pictures = agents.iter().filter(|agent| agent["avatarUrl"].is_string()).count();
    assert!((40..55).contains(&pictures), "{pictures} of {} have a picture", agents.len());
    assert!(agents.iter().any(|agent| agent["status"] == "training"), "no undocumented value to keep");
    assert!(agents.iter().any(|agent| agent["deskPhone"].is_object()), "no undocumented field to keep");
    let drops = agents.iter().filter_map(|agent| agent["dropVms"].as_array()).flatten();
    assert!(drops.clone().all(|drop| drop["name"].is_string() && drop["mediaUrl"].is_string()));
    assert!(drops.clone().any(|drop| drop["transcript"].is_object()), "no drop with an undocumented member");
    let over = agents.iter().filter(|agent| {
        agent.pointer("/workload/workload/messaging").unwrap().as_u64()
            > agent.pointer("/workload/rule/capacity/messaging").unwrap().as_u64()
    });
    assert!(over.count() >= 3, "nobody is over capacity");
    assert!(agents.iter().all(|agent| {
        agent["userEmails"]
            .as_array()
            .unwrap()
            .iter()
            .all(|email| email.as_str().unwrap().ends_with("@example.com"))
    }));

    let other = Fixture::start().await.get("/agents?limit=100&sortBy=name").await;
    let ids = |list: &Value| {
        list["results"].as_array().unwrap().iter().map(|agent| agent["id"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&list), ids(&other), "tests could not rely on the sample");
}

#[tokio::test]
async fn a_large_account_has_the_usual_people_and_as_many_more_as_asked_for() {
    let directory = tempfile::tempdir().unwrap();
    let usual = Fixture::start().await.get("/agents?limit=100&sortBy=createdAt").await;
    let mut options = SandboxOptions::new(directory.path(), KEY);
    options.more_people = 429;
    let sandbox = Sandbox::start(options).await.unwrap();
    let fixture =
        Fixture { sandbox, client: reqwest::Client::builder().no_proxy().build().unwrap(), directory };
    let (mut ids, mut emails, mut all, mut token) =
        (HashSet::new(), HashSet::new(), Vec::new(), String::new());
    loop {
        let page = fixture.get(&format!("/agents?limit=100{token}")).await;
        all.extend(names(&page));
        for agent in page["results"].as_array().unwrap() {
            ids.insert(agent["id"].to_string());
            emails.extend(agent["userEmails"].as_array().unwrap().iter().map(Value::to_string));
        }
        let Some(next) = page["nextPageToken"].as_str().filter(|next| !next.is_empty()) else { break };
        token = format!("&pageToken={next}");
    }
    assert_eq!((all.len(), ids.len(), emails.len()), (500, 500, 495));
    assert!(names(&usual).iter().all(|name| all.contains(name)), "somebody of the usual sample is missing");
}

#[tokio::test]
async fn paging_shows_everybody_once_in_both_directions() {
    let fixture = Fixture::start().await;
    for query in
        ["limit=7&sortBy=name", "limit=7&sortBy=assignedCount&reverse=true", "limit=1&sortBy=createdAt"]
    {
        let mut seen = Vec::new();
        let mut token = String::new();
        loop {
            let page = fixture.get(&format!("/agents?{query}&pageToken={token}")).await;
            assert_eq!(page["total"], 71);
            seen.extend(page["results"].as_array().unwrap().iter().map(|agent| agent["id"].to_string()));
            match page.get("nextPageToken") {
                Some(next) => next.as_str().unwrap().clone_into(&mut token),
                None => break,
            }
        }
        assert_eq!(seen.len(), 71, "{query}");
        assert_eq!(seen.iter().collect::<HashSet<_>>().len(), 71, "{query} lists somebody twice");
    }
    assert_eq!(fixture.get("/agents").await["results"].as_array().unwrap().len(), 10, "the default limit");
    assert_eq!(fixture.get("/agents?limit=71").await.get("nextPageToken"), None);
    for query in ["limit=0", "limit=101", "pageToken=nonsense", "sortBy=shoeSize"] {
        assert_eq!(fixture.status(Method::GET, &format!("/agents?{query}")).await, 400, "{query}");
    }
}

#[tokio::test]
async fn filters_find_people_in_any_script() {
    let fixture = Fixture::start().await;
    assert_eq!(names(&fixture.get("/agents?name=ana%20RUIZ").await), ["Ana Ruiz"]);
    assert_eq!(names(&fixture.get("/agents?name=%E7%94%B0%E4%B8%AD").await), ["田中 美咲"]);
    assert_eq!(names(&fixture.get("/agents?email=misaki.tanaka").await), ["田中 美咲"]);
    let training = fixture.get("/agents?agentStatuses=training").await;
    assert_eq!(training["total"], 2);
    let own = fixture.get("/agents/me").await;
    let role = own["roles"][0]["id"].as_str().unwrap();
    let with_role = fixture.get(&format!("/agents?limit=100&roleIds={role}")).await;
    assert!(with_role["total"].as_u64().unwrap() < 20);
    let id = own["id"].as_str().unwrap();
    assert_eq!(fixture.get(&format!("/agents?ids={id}&name=nobody")).await["total"], 1);
    assert_eq!(fixture.get("/agents?lastStatusActivitySince=2999-01-01T00:00:00Z").await["total"], 0);
    assert_eq!(fixture.get("/agents?lastStatusActivity=2999-01-01T00:00:00Z").await["total"], 71);
    let all = fixture.get("/all-agents").await;
    assert_eq!(all["results"].as_array().unwrap().len(), 71);
    let members: Vec<_> = all["results"][0].as_object().unwrap().keys().cloned().collect();
    assert_eq!(members, ["id", "status", "activity", "name", "avatarUrl", "createdAt"]);
}

#[tokio::test]
async fn a_wrong_key_and_a_wrong_workspace_are_told_apart() {
    let fixture = Fixture::start().await;
    let with = |value: &str| fixture.client.get(fixture.url("/agents")).header("Authorization", value).send();
    for wrong in ["AccessKey wrong", "Basic test-key", "test-key", ""] {
        let response = with(wrong).await.unwrap();
        assert_eq!(response.status(), 401, "{wrong}");
        let body: Value = response.json().await.unwrap();
        assert!(body["code"].is_string() && body["message"].is_string());
    }
    assert_eq!(with(&format!("AccessKey {KEY}")).await.unwrap().status(), 200);
    assert_eq!(with(&format!("Bearer {KEY}")).await.unwrap().status(), 200);
    let elsewhere = format!("{}/workspaces/other/agents", fixture.account("bird").base_url);
    let response = fixture
        .client
        .get(elsewhere)
        .header("Authorization", format!("AccessKey {KEY}"))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 404);
    assert_eq!(response.json::<Value>().await.unwrap()["code"], "workspace_not_found");
}

#[tokio::test]
async fn an_agent_is_created_read_changed_and_deleted() {
    let fixture = Fixture::start().await;
    let team = fixture.get("/agents/me").await["teams"][0]["id"].clone();
    let body = json!({
        "name": "Nieuw Iemand",
        "bio": "New here.",
        "userId": "11111111-1111-4111-8111-111111111111",
        "teamIds": [team],
        "timezone": "Europe/Amsterdam",
        "weeklySchedule": {"friday": {"from": {"hour": 22, "minute": 0}, "to": {"hour": 6, "minute": 0}}},
        "holidays": [{"name": "Koningsdag", "day": 27, "month": 4}],
    });
    let created = fixture.send(Method::POST, "/agents", &body, 201).await;
    let path = format!("/agents/{}", created["id"].as_str().unwrap());
    assert_eq!(created["weeklySchedule"], body["weeklySchedule"]);
    assert_eq!(created["teams"][0]["id"], team);
    assert_eq!(fixture.get(&path).await, created);
    assert_eq!(fixture.get(&format!("{path}/workload")).await["rule"]["name"], "Default capacity");

    let change =
        json!({"name": "Iemand Anders", "status": "offline", "wrapUpTime": 90, "weeklySchedule": {}});
    let changed = fixture.send(Method::PATCH, &path, &change, 200).await;
    for (field, value) in change.as_object().unwrap() {
        assert_eq!(&changed[field], value);
    }
    assert_eq!(changed["availability"]["status"], "offline", "status and availability disagree");
    assert_eq!(changed["statusBeforeOffline"], "active");
    assert_eq!(changed["bio"], "New here.", "a field left out was touched");
    assert_eq!(fixture.get(&path).await, changed);

    assert_eq!(fixture.status(Method::DELETE, &path).await, 204);
    for (method, suffix) in [
        (Method::GET, ""),
        (Method::DELETE, ""),
        (Method::GET, "/availability"),
        (Method::GET, "/workload"),
        (Method::GET, "/presigned-upload"),
        (Method::POST, "/presigned-upload/audio"),
    ] {
        assert_eq!(fixture.status(method, &format!("{path}{suffix}")).await, 404, "{suffix}");
    }
    fixture.send(Method::PATCH, &path, &json!({}), 404).await;
}

#[tokio::test]
async fn what_is_alike_or_invalid_is_refused() {
    let fixture = Fixture::start().await;
    let user = "22222222-2222-4222-8222-222222222222";
    fixture.send(Method::POST, "/agents", &json!({"name": "One", "userId": user}), 201).await;
    fixture.send(Method::POST, "/agents", &json!({"name": "Two", "userId": user}), 409).await;
    fixture.send(Method::POST, "/agents", &json!({"name": "Three"}), 201).await;
    fixture.send(Method::POST, "/agents", &json!({"name": "three"}), 409).await;
    for body in [
        json!({}),
        json!({"name": " "}),
        json!({"name": "A", "timezone": "Europe/Nowhere"}),
        json!({"name": "A", "nickname": "B"}),
        json!({"name": null}),
        json!({"name": "A", "weeklySchedule": {"monday": {"from": {"hour": 9, "minute": 60}}}}),
        json!({"name": "A", "teamIds": ["33333333-3333-4333-8333-333333333333"]}),
        json!(["A"]),
    ] {
        let refusal = fixture.send(Method::POST, "/agents", &body, 422).await;
        assert_eq!(refusal["code"], "invalid_agent");
    }
    let response = fixture
        .request(Method::POST, "/agents")
        .header("Content-Type", "application/json")
        .body("{\"name\": ")
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 400);
    assert_eq!(fixture.get("/agents").await["total"], 73, "a refused agent was kept");
}

#[tokio::test]
async fn what_nobody_documented_survives_a_change() {
    let fixture = Fixture::start().await;
    let list = fixture.get("/agents?limit=100").await;
    let agents = list["results"].as_array().unwrap();
    let before = agents.iter().find(|agent| agent["deskPhone"].is_object()).unwrap();
    let path = format!("/agents/{}", before["id"].as_str().unwrap());
    let after = fixture.send(Method::PATCH, &path, &json!({"bio": "Changed."}), 200).await;
    let mut expected = before.clone();
    expected["bio"] = json!("Changed.");
    expected["updatedAt"] = after["updatedAt"].clone();
    assert_eq!(after, expected, "more than the bio changed");
}

#[tokio::test]
async fn my_own_agent_and_availability_can_be_changed() {
    let fixture = Fixture::start().await;
    let own = fixture.send(Method::PATCH, "/agents/me", &json!({"outOfOfficeResponse": "Away."}), 200).await;
    assert_eq!(fixture.get("/agents/me").await["outOfOfficeResponse"], "Away.");
    let path = format!("/agents/{}/availability", own["id"].as_str().unwrap());
    let request =
        json!({"status": "offline", "activity": "away", "activityTtl": 600, "activityText": "Lunch"});
    let answer = fixture.send(Method::PATCH, &path, &request, 200).await;
    assert_eq!(fixture.get(&path).await, answer);
    for (field, value) in request.as_object().unwrap() {
        assert_eq!(&answer[field], value);
    }
    assert_eq!(fixture.get("/agents/me").await["status"], "offline");
    fixture.send(Method::PATCH, &path, &json!({"activityTtl": "soon"}), 422).await;
    fixture.send(Method::PATCH, &path, &json!({"mood": "good"}), 422).await;
}

#[tokio::test]
async fn changes_outlive_a_restart_on_another_port_and_a_reset_undoes_them() {
    let fixture = Fixture::start().await;
    fixture.send(Method::PATCH, "/agents/me", &json!({"bio": "Kept."}), 200).await;
    let Fixture { sandbox, client, directory } = fixture;
    sandbox.stop().await;
    let mut options = SandboxOptions::new(directory.path(), KEY);
    options.control_key = Some(common::CONTROL_KEY.to_owned());
    let sandbox = Sandbox::start(options).await.unwrap();
    let fixture = Fixture { sandbox, client, directory };
    let own = fixture.get("/agents/me").await;
    assert_eq!(own["bio"], "Kept.", "the demo forgets");
    let picture = own["avatarUrl"].as_str().unwrap();
    assert!(picture.starts_with(&fixture.account("bird").base_url), "{picture} points at the old port");
    let bytes =
        fixture.client.get(picture).send().await.unwrap().error_for_status().unwrap().bytes().await.unwrap();
    assert!(bytes.starts_with(b"\x89PNG"));
    fixture.sandbox.reset().await.unwrap();
    assert_ne!(fixture.get("/agents/me").await["bio"], "Kept.");
    assert_eq!(fixture.control(Method::POST, "reset", None).await.status(), 204);
    assert_eq!(fixture.client.get(picture).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn starting_takes_less_than_a_second() {
    let directory = tempfile::tempdir().unwrap();
    let begun = std::time::Instant::now();
    let sandbox = Sandbox::start(SandboxOptions::new(directory.path(), KEY)).await.unwrap();
    assert!(begun.elapsed().as_millis() < 1000, "the demo opens with a wait of {:?}", begun.elapsed());
    sandbox.stop().await;
}
