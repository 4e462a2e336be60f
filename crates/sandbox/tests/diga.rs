//! Every operation of Diga's contract, over the wire.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::collections::HashSet;

use callboard_sandbox::{Fault, FaultKind, Sandbox, SandboxOptions};
use common::{Fixture, KEY, expect};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};

fn request(fixture: &Fixture, method: Method, path: &str) -> RequestBuilder {
    fixture.client.request(method, format!("{}{path}", fixture.account("diga").base_url)).bearer_auth(KEY)
}

async fn get(fixture: &Fixture, path: &str) -> Value {
    expect(request(fixture, Method::GET, path).send().await.unwrap(), StatusCode::OK).await
}

async fn send(fixture: &Fixture, method: Method, path: &str, body: &Value, status: u16) -> Value {
    let response = request(fixture, method, path).json(body).send().await.unwrap();
    expect(response, StatusCode::from_u16(status).unwrap()).await
}

async fn patch(fixture: &Fixture, id: &str, body: &Value) -> Value {
    send(fixture, Method::PATCH, &format!("/v1/agent/{id}"), body, 200).await
}

fn items(page: &Value) -> &Vec<Value> {
    page["data"].as_array().unwrap()
}

fn ids(page: &Value, id: &str) -> Vec<String> {
    items(page).iter().map(|item| item[id].as_str().unwrap().to_owned()).collect()
}

async fn all(fixture: &Fixture) -> Vec<Value> {
    items(&get(fixture, "/v1/agent/?limit=100&order=asc").await).clone()
}

/// The id of the first agent that fits.
async fn id_of(fixture: &Fixture, wanted: impl Fn(&Value) -> bool) -> String {
    let agents = all(fixture).await;
    agents.iter().find(|agent| wanted(agent)).expect("such an agent")["agent_id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_sample_shows_every_form_an_agent_can_take() {
    let fixture = Fixture::start().await;
    let agents = all(&fixture).await;
    assert_eq!(agents.len(), 12);
    let some = |what: &str, wanted: &dyn Fn(&Value) -> bool| {
        assert!(agents.iter().any(wanted), "no sample agent shows {what}");
    };
    for language in ["es", "ca", "en", "multi", "fr"] {
        some(language, &|agent| agent["language"] == language);
    }
    some("a path", &|agent| agent["mode"] == "path" && agent["conversational_path_id"].is_string());
    some("reminders switched off", &|agent| agent["max_reminder_count"] == 0);
    some("no greeting", &|agent| agent["greeting"].is_null());
    some("a draft", &|agent| agent["is_draft"] == true && agent["is_published"] == false);
    some("a published agent", &|agent| agent["is_draft"] == false && agent["is_published"] == true);
    some("tools of an integration", &|agent| agent.pointer("/integrations/0/tool_ids/0").is_some());
    let tools: Vec<&Value> =
        agents.iter().flat_map(|agent| agent["call_tools"].as_array().unwrap()).collect();
    assert!(tools.iter().any(|tool| tool["call_tool_id"].is_string() && tool["settings"].is_object()));
    assert!(tools.iter().any(|tool| tool["type"] == "transfer_call"), "no call tool in the current form");
    some("a faster voice", &|agent| agent["voice_speed"] == 1.1);
    some("background audio", &|agent| agent["background_audio"] == "call_center");
    some("variables", &|agent| agent["dynamic_variables"]["empresa"].is_string());
    some("a field that no page describes", &|agent| agent["recording"].is_object());
    let voices: HashSet<&str> = agents.iter().map(|agent| agent["voice"]["name"].as_str().unwrap()).collect();
    assert!(voices.len() >= 6, "too few voices: {voices:?}");
}

#[tokio::test]
async fn pages_by_number_and_by_cursor_cover_everything_once() {
    let fixture = Fixture::start().await;
    let first = get(&fixture, "/v1/agent/").await;
    assert_eq!(items(&first).len(), 10, "the default is ten a page");
    assert_eq!(
        (&first["has_more"], &first["current_page"], &first["total_pages"]),
        (&json!(true), &json!(1), &json!(2))
    );
    let mut newest_first = ids(&get(&fixture, "/v1/agent/?limit=100").await, "agent_id");
    let mut by_number = ids(&first, "agent_id");
    assert_eq!(
        (first["first_id"].as_str(), first["last_id"].as_str()),
        (by_number.first().map(String::as_str), by_number.last().map(String::as_str))
    );
    let second = get(&fixture, "/v1/agent/?page=2").await;
    assert_eq!((&second["has_more"], &second["current_page"]), (&json!(false), &json!(2)));
    by_number.extend(ids(&second, "agent_id"));
    assert_eq!(by_number, newest_first, "an agent is missing or doubled between pages");

    let mut by_cursor = Vec::new();
    let mut path = "/v1/agent/?limit=5".to_owned();
    loop {
        let page = get(&fixture, &path).await;
        by_cursor.extend(ids(&page, "agent_id"));
        if page["has_more"] == false {
            break;
        }
        path = format!("/v1/agent/?limit=5&after={}", page["last_id"].as_str().unwrap());
    }
    assert_eq!(by_cursor, newest_first, "cursors lead another way than page numbers");

    let before = get(&fixture, &format!("/v1/agent/?limit=3&before={}", newest_first[5])).await;
    assert_eq!(ids(&before, "agent_id"), newest_first[2..5]);
    assert_eq!(before["has_more"], true);
    let before = get(&fixture, &format!("/v1/agent/?limit=3&before={}", newest_first[2])).await;
    assert_eq!((ids(&before, "agent_id"), &before["has_more"]), (newest_first[..2].to_vec(), &json!(false)));

    newest_first.reverse();
    assert_eq!(ids(&get(&fixture, "/v1/agent/?limit=100&order=asc").await, "agent_id"), newest_first);
}

#[tokio::test]
async fn the_edges_of_pages_hold() {
    let fixture = Fixture::start().await;
    let full = get(&fixture, "/v1/agent/?limit=12").await;
    assert_eq!((items(&full).len(), &full["has_more"], &full["total_pages"]), (12, &json!(false), &json!(1)));
    let last = full["last_id"].as_str().unwrap();
    for path in ["/v1/agent/?page=9", &format!("/v1/agent/?after={last}")] {
        let beyond = get(&fixture, path).await;
        assert!(items(&beyond).is_empty(), "{path}");
        assert_eq!((&beyond["has_more"], &beyond["first_id"]), (&json!(false), &Value::Null), "{path}");
    }
    let stranger = "3c90c3cc-0d44-4b50-8888-8dd25736052a";
    for query in [
        "limit=0".to_owned(),
        "limit=101".to_owned(),
        "limit=ten".to_owned(),
        "page=0".to_owned(),
        "order=sideways".to_owned(),
        "after=7".to_owned(),
        format!("after={stranger}"),
        format!("page=1&after={last}"),
    ] {
        let response = request(&fixture, Method::GET, &format!("/v1/agent/?{query}")).send().await.unwrap();
        let body = expect(response, StatusCode::UNPROCESSABLE_ENTITY).await;
        assert!(body["detail"].is_string(), "{query}: {body}");
    }
    let without_slash = request(&fixture, Method::GET, "/v1/agent").send().await.unwrap();
    assert_eq!(without_slash.status(), StatusCode::NOT_FOUND, "the slash is part of the address");
}

#[tokio::test]
async fn an_update_changes_what_it_names_and_keeps_the_rest() {
    let fixture = Fixture::start().await;
    let id = id_of(&fixture, |agent| agent["is_draft"] == true && agent["recording"].is_object()).await;
    let before = all(&fixture).await.into_iter().find(|agent| agent["agent_id"] == id.as_str()).unwrap();
    let voices = all(&fixture).await;
    let voice = &voices.iter().find(|agent| agent["voice"] != before["voice"]).unwrap()["voice"];
    let after = patch(
        &fixture,
        &id,
        &json!({ "greeting": "Bon dia.", "language": "ca", "voice_id": voice["id"], "time_before_start": 2 }),
    )
    .await;
    assert_eq!(after["voice"], *voice, "the answer does not carry the voice as an object");
    assert!(after.get("voice_id").is_none(), "voice_id is a field of the request only");
    assert_eq!((&after["greeting"], &after["language"]), (&json!("Bon dia."), &json!("ca")));
    assert_ne!(after["modified_at"], before["modified_at"]);
    for (name, value) in before.as_object().unwrap() {
        if !["greeting", "language", "voice", "time_before_start", "modified_at"].contains(&name.as_str()) {
            assert_eq!(&after[name], value, "{name} changed though nobody named it");
        }
    }
    let listed = all(&fixture).await.into_iter().find(|agent| agent["agent_id"] == id.as_str()).unwrap();
    assert_eq!(listed, after, "the list shows another agent than the update answered");
}

#[tokio::test]
async fn null_clears_or_puts_the_default_back() {
    let fixture = Fixture::start().await;
    let id = id_of(&fixture, |agent| agent["recording"].is_object()).await;
    let names = [
        "name",
        "description",
        "prompt",
        "greeting",
        "time_before_start",
        "voice_id",
        "boosted_keywords",
        "language",
        "redirect_number",
        "max_reminder_count",
        "reminder_frequency_ms",
        "reminder_messages",
        "knowledge_base_ids",
        "mode",
        "conversational_path_id",
        "integrations",
        "call_tools",
        "voice_speed",
        "dynamic_variables",
        "background_audio",
        "pronunciation_dict",
    ];
    let nulls: Value = names.iter().map(|name| ((*name).to_owned(), Value::Null)).collect();
    let after = patch(&fixture, &id, &nulls).await;
    let defaults = json!({
        "language": "es", "mode": "free", "max_reminder_count": 3, "reminder_frequency_ms": 7500,
        "reminder_messages": [], "integrations": [], "call_tools": [],
    });
    for name in names.into_iter().filter(|name| *name != "voice_id") {
        assert_eq!(after[name], defaults[name], "{name}");
    }
    assert!(after["voice"]["id"].is_string(), "an answer without a voice breaks the contract");
}

#[tokio::test]
async fn integrations_and_call_tools_replace_all_that_was_there() {
    let fixture = Fixture::start().await;
    let id = id_of(&fixture, |agent| agent["call_tools"].as_array().unwrap().len() > 1).await;
    let tools = json!({
        "integrations": [{ "integration_id": "14710000-0000-4000-8000-000000000001",
                           "tool_ids": ["70010000-0000-4000-8000-000000000001"] }],
        "call_tools": [
            { "call_tool_id": "ca110000-0000-4000-8000-000000000001", "settings": { "deep": [1, null] } },
            { "type": "transfer_call", "name": "t", "target_number": "+12025550199", "anything": {} },
        ],
    });
    let after = patch(&fixture, &id, &tools).await;
    assert_eq!(after["integrations"], tools["integrations"]);
    assert_eq!(after["call_tools"], tools["call_tools"]);
    let after = patch(&fixture, &id, &json!({ "call_tools": [] })).await;
    assert_eq!((&after["call_tools"], &after["integrations"]), (&json!([]), &tools["integrations"]));
}

#[tokio::test]
async fn what_the_contract_refuses_is_refused_and_changes_nothing() {
    let fixture = Fixture::start().await;
    let before = all(&fixture).await;
    let id = before[0]["agent_id"].as_str().unwrap();
    for body in [
        json!({ "nickname": "A" }),
        json!({ "voice": { "id": "3c90c3cc-0d44-4b50-8888-8dd25736052a" } }),
        json!({ "name": 1 }),
        json!({ "voice_id": "Lucía" }),
        json!({ "language": "eo" }),
        json!({ "mode": "guided" }),
        json!({ "max_reminder_count": -1 }),
        json!({ "reminder_frequency_ms": 999 }),
        json!({ "reminder_frequency_ms": 1000.5 }),
        json!({ "reminder_messages": [null] }),
        json!({ "knowledge_base_ids": ["x"] }),
        json!({ "time_before_start": "1" }),
        json!({ "integrations": [{ "integration_id": "x" }] }),
        json!({ "integrations": [{ "name": "Incidencias" }] }),
        json!({ "call_tools": [{ "settings": [] }] }),
        json!({ "call_tools": [{ "name": "without a type" }] }),
        json!({ "call_tools": [{ "type": "transfer_call", "target_number": 1 }] }),
        json!([]),
    ] {
        let answer = send(&fixture, Method::PATCH, &format!("/v1/agent/{id}"), &body, 422).await;
        assert!(answer["detail"].as_str().is_some_and(|text| !text.is_empty()), "{body}: {answer}");
    }
    assert_eq!(all(&fixture).await, before, "a refused update left a trace");
    for (name, value) in [("max_reminder_count", 0), ("reminder_frequency_ms", 1000)] {
        assert_eq!(
            patch(&fixture, id, &json!({ name: value })).await[name],
            value,
            "the bound itself is allowed"
        );
    }
}

#[tokio::test]
async fn a_stranger_an_unknown_agent_and_another_method_are_turned_away() {
    let fixture = Fixture::start().await;
    let unknown = "/v1/agent/3c90c3cc-0d44-4b50-8888-8dd25736052a";
    send(&fixture, Method::PATCH, unknown, &json!({}), 404).await;
    send(&fixture, Method::POST, &format!("{unknown}/version"), &json!({}), 404).await;
    let versions = request(&fixture, Method::GET, &format!("{unknown}/version")).send().await.unwrap();
    assert_eq!(versions.status(), StatusCode::NOT_FOUND);
    let read = request(&fixture, Method::GET, unknown).send().await.unwrap();
    assert_eq!(read.status(), StatusCode::METHOD_NOT_ALLOWED, "the vendor describes no reading of one agent");
    let url = format!("{}/v1/agent/", fixture.account("diga").base_url);
    for key in ["wrong", "", &format!("{KEY}-agent-1")] {
        let response = fixture.client.get(&url).bearer_auth(key).send().await.unwrap();
        assert!(expect(response, StatusCode::UNAUTHORIZED).await["detail"].is_string());
    }
    let other_scheme = fixture.client.get(&url).header("Authorization", format!("AccessKey {KEY}"));
    assert_eq!(other_scheme.send().await.unwrap().status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn versions_are_paged_newest_first() {
    let fixture = Fixture::start().await;
    let id = id_of(&fixture, |agent| agent["version_number"] == 5).await;
    let path = format!("/v1/agent/{id}/version");
    let whole = get(&fixture, &path).await;
    let numbers: Vec<&Value> = items(&whole).iter().map(|version| &version["version_number"]).collect();
    assert_eq!(numbers, [5, 4, 3, 2, 1]);
    let marks = |mark: &str| items(&whole).iter().filter(|version| version[mark] == true).count();
    assert_eq!((marks("is_draft"), marks("is_published")), (1, 1));
    assert_ne!(items(&whole)[0]["prompt"], items(&whole)[4]["prompt"], "versions without a difference");
    let first = get(&fixture, &format!("{path}?limit=2")).await;
    assert_eq!((&first["has_more"], &first["total_pages"]), (&json!(true), &json!(3)));
    assert_eq!(first["last_id"], items(&first)[1]["version_id"], "cursors are ids of versions");
    let next = get(&fixture, &format!("{path}?limit=2&after={}", first["last_id"].as_str().unwrap())).await;
    assert_eq!(items(&next)[0]["version_number"], 3);
}

#[tokio::test]
async fn a_launched_draft_is_the_published_version_and_the_next_update_opens_a_new_draft() {
    let fixture = Fixture::start().await;
    let id = id_of(&fixture, |agent| agent["version_number"] == 5 && agent["is_draft"] == true).await;
    let path = format!("/v1/agent/{id}/version");
    let launched = send(&fixture, Method::POST, &path, &json!({ "version_name": "Navidad" }), 200).await;
    assert_eq!(
        (
            &launched["version_number"],
            &launched["version_name"],
            &launched["is_draft"],
            &launched["is_published"]
        ),
        (&json!(5), &json!("Navidad"), &json!(false), &json!(true))
    );
    let versions = get(&fixture, &path).await;
    let published: Vec<&Value> = items(&versions)
        .iter()
        .filter(|version| version["is_published"] == true)
        .map(|version| &version["version_number"])
        .collect();
    assert_eq!(published, [5], "callers would hear two versions");

    let draft = patch(&fixture, &id, &json!({ "greeting": "Feliz año." })).await;
    assert_eq!((&draft["version_number"], &draft["is_draft"]), (&json!(6), &json!(true)));
    let versions = get(&fixture, &path).await;
    assert_eq!(
        items(&versions)[1]["greeting"],
        launched["greeting"],
        "the published version changed unlaunched"
    );
    let again = patch(&fixture, &id, &json!({ "greeting": "Hola." })).await;
    assert_eq!(again["version_id"], draft["version_id"], "each update would open another draft");

    let unnamed = send(&fixture, Method::POST, &path, &json!({}), 200).await;
    assert_eq!((&unnamed["version_number"], &unnamed["version_name"]), (&json!(6), &json!("v6")));
    send(&fixture, Method::POST, &path, &json!({ "version_name": 7 }), 422).await;
    send(&fixture, Method::POST, &path, &json!({ "name": "x" }), 422).await;
}

#[tokio::test]
async fn an_account_without_lists_answers_as_an_unknown_address_does() {
    let fixture = Fixture::start().await;
    let id = id_of(&fixture, |_| true).await;
    let nowhere = request(&fixture, Method::GET, "/v1/nothing").send().await.unwrap();
    let nowhere = expect(nowhere, StatusCode::NOT_FOUND).await;
    for (operation, method, path) in [
        ("diga.listAgents", Method::GET, "/v1/agent/".to_owned()),
        ("diga.listAgentVersions", Method::GET, format!("/v1/agent/{id}/version")),
        ("diga.launchAgentVersion", Method::POST, format!("/v1/agent/{id}/version")),
    ] {
        fixture.sandbox.faults().add(Fault::new(FaultKind::NotOffered).on(operation));
        let response = request(&fixture, method, &path).json(&json!({})).send().await.unwrap();
        assert_eq!(expect(response, StatusCode::NOT_FOUND).await, nowhere, "{operation}");
    }
    patch(&fixture, &id, &json!({ "greeting": "Hola." })).await;
}

#[tokio::test]
async fn the_irregular_lists_are_as_irregular_as_asked_for() {
    let fixture = Fixture::start().await;
    let faults = fixture.sandbox.faults();
    let on = |kind: FaultKind| {
        faults.clear();
        faults.add(Fault::new(kind).on("diga.listAgents"));
    };
    on(FaultKind::EmptyList);
    let empty = get(&fixture, "/v1/agent/").await;
    assert_eq!((items(&empty).len(), &empty["total_pages"], &empty["last_id"]), (0, &json!(0), &Value::Null));

    on(FaultKind::ExactlyFull);
    let full = get(&fixture, "/v1/agent/").await;
    assert_eq!((items(&full).len(), &full["has_more"], &full["total_pages"]), (10, &json!(false), &json!(1)));

    on(FaultKind::DuplicateAtBorder);
    let first = get(&fixture, "/v1/agent/").await;
    for path in ["page=2".to_owned(), format!("after={}", first["last_id"].as_str().unwrap())] {
        let second = get(&fixture, &format!("/v1/agent/?{path}")).await;
        assert_eq!(second["first_id"], first["last_id"], "{path}");
        let both: HashSet<String> =
            ids(&first, "agent_id").into_iter().chain(ids(&second, "agent_id")).collect();
        assert_eq!(both.len(), 12, "{path}: the doubled agent pushed another one out");
    }

    on(FaultKind::RepeatedCursor);
    let first = get(&fixture, "/v1/agent/").await;
    let after = format!("/v1/agent/?after={}", first["last_id"].as_str().unwrap());
    let second = get(&fixture, &after).await;
    assert_eq!((&second["last_id"], &second["has_more"]), (&first["last_id"], &json!(true)));
    let second = get(&fixture, "/v1/agent/?page=2").await;
    let third = get(&fixture, "/v1/agent/?page=3").await;
    assert_eq!((&third, &third["has_more"]), (&second, &json!(true)));

    faults.clear();
    faults.add(Fault::new(FaultKind::SmallPages { items: 3 }).on("diga.listAgents"));
    assert_eq!(get(&fixture, "/v1/agent/?limit=100").await["total_pages"], 4);
}

#[tokio::test]
async fn changes_survive_a_restart_and_a_reset_takes_them_back() {
    let fixture = Fixture::start().await;
    let id = id_of(&fixture, |_| true).await;
    patch(&fixture, &id, &json!({ "name": "Otra" })).await;
    let Fixture { sandbox, client, directory } = fixture;
    sandbox.stop().await;
    let sandbox = Sandbox::start(SandboxOptions::new(directory.path(), KEY)).await.unwrap();
    let fixture = Fixture { sandbox, client, directory };
    let named = |agents: Vec<Value>| agents.iter().any(|agent| agent["name"] == "Otra");
    assert!(named(all(&fixture).await), "the change is lost after a restart");
    fixture.sandbox.reset().await.unwrap();
    assert!(!named(all(&fixture).await));
}
