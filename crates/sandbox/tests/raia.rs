//! Every operation of raia's contract, over the wire.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::collections::HashSet;

use callboard_sandbox::{Fault, FaultKind};
use common::{Fixture, KEY, expect};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};

/// A request with the key of the agent with this number, counted from 1.
fn request(fixture: &Fixture, agent: usize, method: Method, path: &str) -> RequestBuilder {
    let url = format!("{}/external/agents/{path}", fixture.account("raia").base_url);
    let keys = &fixture.account("raia").agent_keys;
    fixture.client.request(method, url).header("Agent-Secret-Key", &keys[agent - 1])
}

async fn get(fixture: &Fixture, agent: usize, path: &str) -> Value {
    expect(request(fixture, agent, Method::GET, path).send().await.unwrap(), StatusCode::OK).await
}

fn by_organisation(fixture: &Fixture, id: &str, query: &str) -> RequestBuilder {
    let url = format!("{}/external/agents/{id}/users?{query}", fixture.account("raia").base_url);
    fixture.client.get(url).header("Organization-Secret-Key", KEY)
}

async fn create(fixture: &Fixture, body: &Value, status: u16) -> Value {
    let response = request(fixture, 1, Method::POST, "webhooks").json(body).send().await.unwrap();
    expect(response, StatusCode::from_u16(status).unwrap()).await
}

fn texts(page: &Value, name: &str) -> Vec<String> {
    let users = page["data"].as_array().unwrap().iter();
    users.map(|user| user[name].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn each_key_answers_its_own_agent() {
    let fixture = Fixture::start().await;
    assert_eq!(fixture.account("raia").agent_keys.len(), 4);
    let mut agents = Vec::new();
    for number in 1..=4 {
        agents.push(get(&fixture, number, "by-api-key").await);
    }
    let distinct: HashSet<&str> = agents.iter().map(|agent| agent["id"].as_str().unwrap()).collect();
    assert_eq!(distinct.len(), 4, "two keys lead to one agent");
    assert!(agents.iter().all(|agent| agent["organizationId"] == agents[0]["organizationId"]));
    assert!(
        agents.iter().any(|agent| agent["tags"].is_null() && agent.get("tags").is_some()),
        "no null tags"
    );
    assert!(agents.iter().any(|agent| agent.get("description").is_none()), "no optional field left out");
    assert!(agents.iter().any(|agent| agent["status"] != "active"), "no undocumented status to keep");
    assert!(agents.iter().any(|agent| agent["model"].is_object()), "no undocumented field to keep");
    let pictures: Vec<&str> = agents.iter().filter_map(|agent| agent["avatarUrl"].as_str()).collect();
    assert_eq!(pictures.len(), 1);
    let picture = fixture.client.get(pictures[0]).send().await.unwrap();
    assert_eq!(picture.headers()["content-type"], "image/png", "the picture's address leads nowhere");
}

#[tokio::test]
async fn a_wrong_key_answers_403_with_status_and_name() {
    let fixture = Fixture::start().await;
    let base = format!("{}/external/agents", fixture.account("raia").base_url);
    let id = get(&fixture, 1, "by-api-key").await["id"].as_str().unwrap().to_owned();
    let own = [
        (Method::GET, "by-api-key".to_owned()),
        (Method::GET, "users".to_owned()),
        (Method::GET, "statistic".to_owned()),
        (Method::POST, "webhooks".to_owned()),
    ];
    let of_organisation = (Method::GET, format!("{id}/users"));
    for (method, path) in own.iter().chain([&of_organisation]) {
        let agent_key = fixture.account("raia").agent_keys[0].clone();
        let header = if path == &of_organisation.1 { "Organization-Secret-Key" } else { "Agent-Secret-Key" };
        // Each key is wrong where the other one is asked for.
        let other = if path == &of_organisation.1 { agent_key } else { KEY.to_owned() };
        for key in ["", "wrong", &other] {
            let sent = fixture.client.request(method.clone(), format!("{base}/{path}")).header(header, key);
            let body = expect(sent.send().await.unwrap(), StatusCode::FORBIDDEN).await;
            assert_eq!((&body["status"], &body["name"]), (&json!(403), &json!("Forbidden")), "{path}");
        }
        let without = fixture.client.request(method.clone(), format!("{base}/{path}")).send().await.unwrap();
        assert_eq!(without.status(), StatusCode::FORBIDDEN, "{path}");
    }
}

#[tokio::test]
async fn users_come_in_pages_by_either_key() {
    let fixture = Fixture::start().await;
    let id = get(&fixture, 1, "by-api-key").await["id"].as_str().unwrap().to_owned();
    let mut seen = Vec::new();
    for page in 1..=4 {
        let own = get(&fixture, 1, &format!("users?page={page}")).await;
        let response = by_organisation(&fixture, &id, &format!("page={page}")).send().await.unwrap();
        assert_eq!(expect(response, StatusCode::OK).await, own, "the two keys show different users");
        assert_eq!(
            (&own["currentPage"], &own["pageSize"], &own["totalItems"], &own["totalPages"]),
            (&json!(page), &json!(10), &json!(37), &json!(4))
        );
        assert_eq!((&own["hasPreviousPage"], &own["hasNextPage"]), (&json!(page > 1), &json!(page < 4)));
        seen.extend(texts(&own, "id"));
    }
    assert_eq!(seen.len(), 37);
    assert_eq!(seen.iter().collect::<HashSet<_>>().len(), 37, "a user shows on two pages");
    let full = get(&fixture, 1, "users?pageSize=37").await;
    assert_eq!((&full["totalPages"], &full["hasNextPage"]), (&json!(1), &json!(false)));
    let beyond = get(&fixture, 1, "users?page=5").await;
    assert_eq!((texts(&beyond, "id").len(), &beyond["hasNextPage"]), (0, &json!(false)));
    let none = get(&fixture, 3, "users").await;
    assert_eq!((&none["totalItems"], &none["totalPages"], &none["data"]), (&json!(0), &json!(0), &json!([])));
    let exact = get(&fixture, 2, "users?page=2").await;
    assert_eq!(
        (texts(&exact, "id").len(), &exact["hasNextPage"]),
        (10, &json!(false)),
        "the last page is full"
    );
}

#[tokio::test]
async fn users_are_ordered_as_asked_and_carry_every_field() {
    let fixture = Fixture::start().await;
    for field in ["firstName", "lastName", "email"] {
        let up = get(&fixture, 1, &format!("users?pageSize=100&orderBy={field}&orderDirection=asc")).await;
        let down = get(&fixture, 1, &format!("users?pageSize=100&orderBy={field}&orderDirection=DESC")).await;
        let values = texts(&up, field);
        let known: Vec<String> =
            values.iter().filter(|value| !value.is_empty()).map(|value| value.to_lowercase()).collect();
        assert!(known.is_sorted(), "{field}: {known:?}");
        assert_ne!(known.first(), known.last(), "{field} has nothing to order by");
        let mut reversed = texts(&down, "id");
        reversed.reverse();
        assert_eq!(reversed, texts(&up, "id"), "{field}");
    }
    let whole = get(&fixture, 1, "users?pageSize=100").await;
    let users = whole["data"].as_array().unwrap();
    for field in ["context", "source", "fkId", "fkUserId", "email", "phoneNumber", "metadata", "lastName"] {
        assert!(users.iter().any(|user| !user[field].is_null()), "no user with {field}");
    }
    assert!(users.iter().any(|user| user["lastName"].is_null()), "no user without a surname");
    for query in ["page=0", "page=one", "pageSize=0", "pageSize=101", "orderBy=age", "orderDirection=up"] {
        let response = request(&fixture, 1, Method::GET, &format!("users?{query}")).send().await.unwrap();
        assert_eq!(expect(response, StatusCode::BAD_REQUEST).await["status"], 400, "{query}");
    }
}

#[tokio::test]
async fn an_unknown_agent_or_address_answers_404_with_status_and_name() {
    let fixture = Fixture::start().await;
    let response =
        by_organisation(&fixture, "5f7b1b3b-3b3b-4b3b-3b3b-3b3b3b3b3b3b", "").send().await.unwrap();
    let body = expect(response, StatusCode::NOT_FOUND).await;
    assert_eq!((&body["status"], &body["name"]), (&json!(404), &json!("Not Found")));
    let response = request(&fixture, 1, Method::GET, "nothing").send().await.unwrap();
    assert_eq!(expect(response, StatusCode::NOT_FOUND).await["status"], 404);
    fixture.sandbox.faults().add(Fault::new(FaultKind::InternalError).on("raia.getAgentByApiKey"));
    let response = request(&fixture, 1, Method::GET, "by-api-key").send().await.unwrap();
    let body = expect(response, StatusCode::INTERNAL_SERVER_ERROR).await;
    assert_eq!((&body["status"], &body["name"]), (&json!(500), &json!("Internal Server Error")));
}

#[tokio::test]
async fn statistics_of_parts_add_up_to_the_whole() {
    let fixture = Fixture::start().await;
    // A week that has passed, in whole days.
    let midnight = jiff::Timestamp::now().as_second() / 86_400 * 86_400;
    let day = |back: i64| jiff::Timestamp::from_second(midnight - back * 86_400).unwrap();
    let statistic = async |agent: usize, from: i64, until: i64| {
        let query = format!("statistic?startDate={}&endDate={}", day(from), day(until));
        get(&fixture, agent, &query).await
    };
    // Each channel's total, and how much of it falls on one conversation.
    let channels = [
        ("tokensUsed", "tokensPerConversation"),
        ("vapiSecondsUsed", "averageCallDuration"),
        ("smsUsed", "smsPerConversation"),
        ("emailsUsed", "emailsPerConversation"),
    ];
    let conversations = |statistic: &Value, (total, per): (&str, &str)| {
        let (total, per) = (statistic[total].as_f64().unwrap(), statistic[per].as_f64().unwrap());
        if per == 0.0 { 0.0 } else { total / per }
    };
    let whole = statistic(1, 8, 1).await;
    assert_eq!(statistic(1, 8, 1).await, whole, "asking twice gives two answers");
    let mut parts = Vec::new();
    for back in 2..=8 {
        parts.push(statistic(1, back, back - 1).await);
    }
    for channel in channels {
        let sum: u64 = parts.iter().map(|part| part[channel.0].as_u64().unwrap()).sum();
        assert_eq!(
            whole[channel.0].as_u64().unwrap(),
            sum,
            "{}: the days do not add up to the week",
            channel.0
        );
        assert!(sum > 0, "{}: a week without any", channel.0);
        let count: f64 = parts.iter().map(|part| conversations(part, channel)).sum();
        assert!(
            (conversations(&whole, channel) - count).abs() < 1e-6,
            "{}: the values per conversation belong to another number of conversations",
            channel.1
        );
    }
    let ever = get(&fixture, 1, "statistic").await;
    assert!(ever["tokensUsed"].as_u64() > whole["tokensUsed"].as_u64(), "without a period all counts");
    let unused = get(&fixture, 3, "statistic").await;
    assert!(unused.as_object().unwrap().values().all(|value| value.as_f64() == Some(0.0)), "{unused}");
    let future = "statistic?startDate=2999-01-01T00:00:00Z&endDate=2999-02-01T00:00:00Z";
    assert_eq!(get(&fixture, 1, future).await["tokensUsed"], 0);
    for query in [
        "startDate=yesterday",
        "endDate=2026-01-01",
        "startDate=2026-02-01T00:00:00Z&endDate=2026-01-01T00:00:00Z",
    ] {
        let response = request(&fixture, 1, Method::GET, &format!("statistic?{query}")).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{query}");
    }
}

#[tokio::test]
async fn a_new_webhook_is_answered_with_its_id_and_all_that_was_sent() {
    let fixture = Fixture::start().await;
    let body = json!({
        "title": "My Webhook",
        "description": "This webhook is triggered when a message is received",
        "url": "https://api.example.com/webhook",
        "triggerCondition": "each_message",
        "headers": { "Authorization": "Bearer example-token", "X-Number": 1 },
    });
    let created = create(&fixture, &body, 201).await;
    assert!(created["id"].is_string());
    assert_eq!(created["agentId"], get(&fixture, 1, "by-api-key").await["id"]);
    for (name, value) in body.as_object().unwrap() {
        assert_eq!(&created[name], value, "{name}");
    }
    assert_ne!(create(&fixture, &body, 201).await["id"], created["id"]);
    let without = |name: &str| {
        let mut body = body.clone();
        body.as_object_mut().unwrap().remove(name);
        body
    };
    assert!(create(&fixture, &without("headers"), 201).await.get("headers").is_none());
    let with = |name: &str, value: Value| {
        let mut body = body.clone();
        body[name] = value;
        body
    };
    for refused in [
        without("title"),
        without("description"),
        without("url"),
        without("triggerCondition"),
        with("title", json!(" ")),
        with("url", json!("nowhere")),
        with("url", json!("ftp://example.com")),
        with("headers", json!([])),
        with("secret", json!("x")),
        json!("text"),
    ] {
        let answer = create(&fixture, &refused, 400).await;
        assert_eq!((&answer["status"], &answer["name"]), (&json!(400), &json!("Bad Request")), "{refused}");
    }
}

#[tokio::test]
async fn the_documented_form_of_users_is_the_agent() {
    let fixture = Fixture::start().await;
    fixture.sandbox.faults().add(Fault::new(FaultKind::AsDocumented));
    let agent = get(&fixture, 1, "by-api-key").await;
    assert_eq!(get(&fixture, 1, "users").await, agent);
    let id = agent["id"].as_str().unwrap();
    let response = by_organisation(&fixture, id, "").send().await.unwrap();
    assert_eq!(
        expect(response, StatusCode::OK).await["totalItems"],
        37,
        "the other operation is documented as users"
    );
}

#[tokio::test]
async fn the_irregular_lists_are_as_irregular_as_asked_for() {
    let fixture = Fixture::start().await;
    let faults = fixture.sandbox.faults();
    let on = |kind: FaultKind| {
        faults.clear();
        faults.add(Fault::new(kind).on("raia.listAgentUsers"));
    };
    on(FaultKind::EmptyList);
    assert_eq!(get(&fixture, 1, "users").await["totalItems"], 0);
    on(FaultKind::ExactlyFull);
    let last = get(&fixture, 1, "users?page=3").await;
    assert_eq!((texts(&last, "id").len(), &last["hasNextPage"]), (10, &json!(false)));
    on(FaultKind::DuplicateAtBorder);
    let (first, second) = (get(&fixture, 1, "users").await, get(&fixture, 1, "users?page=2").await);
    assert_eq!(texts(&first, "id").last(), texts(&second, "id").first());
    let last = get(&fixture, 1, "users?page=4").await;
    assert_eq!(
        (texts(&last, "id").len(), &last["hasNextPage"]),
        (10, &json!(false)),
        "users fell out at the end"
    );
    on(FaultKind::RepeatedCursor);
    let (second, ninth) = (get(&fixture, 1, "users?page=2").await, get(&fixture, 1, "users?page=9").await);
    assert_eq!((&second, &ninth["hasNextPage"]), (&ninth, &json!(true)));
    on(FaultKind::SmallPages { items: 5 });
    assert_eq!(get(&fixture, 1, "users?pageSize=100").await["totalPages"], 8);
}
