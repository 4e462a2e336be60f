//! raia: which key opens what, what is sent, and what is made of the answer.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::time::Duration;

use callboard_model::{
    AgentId, AgentKey, AgentKeyId, ConnectionTest, Done, ErrorCode, ListQuery, Sensitive, UserQuery,
    WebhookDraft, WebhookHeader,
};
use callboard_systems::{HeldKey, System, walk};
use jiff::Timestamp;
use serde_json::{Value, json};
use support::{KEY, Stage, contract, ok, system};
use wiremock::matchers::{header, method, path};
use wiremock::{Mock, ResponseTemplate};

const AGENT: &str = "a9e00000-0000-4000-8000-000000000001";
const BY_KEY: &str = "/external/agents/by-api-key";
const USERS: &str = "/external/agents/users";
const STATISTIC: &str = "/external/agents/statistic";
const WEBHOOKS: &str = "/external/agents/webhooks";

fn raia() -> &'static dyn System {
    system("raia")
}

fn id() -> AgentId {
    AgentId::parse(AGENT).unwrap()
}

fn agent() -> Value {
    contract::answer_of("raia", BY_KEY, "get", "200", "full")
}

fn users(example: &str) -> Value {
    contract::answer_of("raia", USERS, "get", "200", example)
}

fn status(status: u16, name: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(json!({"status": status, "name": name}))
}

fn held(agent: &str, key: &str) -> HeldKey {
    HeldKey { agent: AgentId::parse(agent), key: Sensitive::new(key) }
}

/// An account with the key of one agent and none of the organisation.
async fn stage() -> Stage {
    let stage = Stage::of("raia").await;
    Stage { agent_keys: vec![held(AGENT, "agent-key-1")], credential: Sensitive::new(""), ..stage }
}

async fn answers_to_key(stage: &Stage, key: &str, answer: ResponseTemplate) {
    Mock::given(method("GET"))
        .and(path(format!("/base{BY_KEY}")))
        .and(header("agent-secret-key", key))
        .respond_with(answer)
        .mount(&stage.server)
        .await;
}

fn draft() -> WebhookDraft {
    WebhookDraft {
        title: "Export".into(),
        description: "Nightly export".into(),
        url: "https://api.example.com/webhook".into(),
        trigger: "each_message".into(),
        headers: vec![WebhookHeader { name: "Authorization".into(), value: "Bearer hook-secret".into() }],
    }
}

#[tokio::test]
async fn the_agents_of_all_keys_are_one_list_in_the_order_of_the_keys() {
    let ids: Vec<String> = (0..9).map(|number| format!("agent-{number}")).collect();
    let mut stage = stage().await;
    stage.agent_keys = ids.iter().map(|id| held(id, &format!("key-of-{id}"))).collect();
    for (number, id) in ids.iter().enumerate() {
        let mut document = agent();
        document["id"] = json!(id);
        document["invented"] = json!([null, number]);
        // The first ones answer last.
        let delay = Duration::from_millis(50_u64.saturating_sub(10 * number as u64));
        answers_to_key(&stage, &format!("key-of-{id}"), ok(&document).set_delay(delay)).await;
    }
    let page = raia().list(&stage.session(), &ListQuery::default(), None).await.unwrap();
    let listed: Vec<_> = page.documents.iter().map(|document| document["id"].as_str().unwrap()).collect();
    assert_eq!(listed, ids);
    assert_eq!((page.next, page.total), (None, Some(9)));
    assert_eq!(page.documents[8]["invented"], json!([null, 8]));
    assert_eq!(stage.requests().await.len(), 9);
    let none = Stage { agent_keys: Vec::new(), ..stage };
    let page = raia().list(&none.session(), &ListQuery::default(), None).await.unwrap();
    assert!(page.documents.is_empty());
}

#[tokio::test]
async fn two_keys_of_one_agent_show_it_once() {
    let mut stage = stage().await;
    stage.agent_keys = vec![held(AGENT, "old"), held(AGENT, "new")];
    stage.answers_at("GET", BY_KEY, ok(&agent())).await;
    let documents = walk(raia(), &stage.session(), &ListQuery::default(), 5).await.unwrap();
    assert_eq!(documents, [agent()]);
}

#[tokio::test]
async fn a_key_that_is_refused_fails_the_list_and_names_its_agent() {
    for (answered, code) in
        [(403, ErrorCode::WrongKey), (404, ErrorCode::AgentNotFound), (500, ErrorCode::SystemFault)]
    {
        let mut stage = stage().await;
        stage.agent_keys = vec![held(AGENT, "good"), held("gone", "revoked")];
        let kept = AgentKey {
            id: AgentKeyId("k".into()),
            agent: AgentId::parse("gone").unwrap(),
            name: "Otto".into(),
        };
        stage.connection.agent_keys = vec![kept];
        answers_to_key(&stage, "good", ok(&agent())).await;
        answers_to_key(&stage, "revoked", status(answered, "Forbidden")).await;
        let error = raia().list(&stage.session(), &ListQuery::default(), None).await.unwrap_err();
        assert_eq!(error.code, code, "a list without Otto would be taken for complete");
        assert_eq!((error.context["agent"].as_str(), error.context["name"].as_str()), ("gone", "Otto"));
        assert_eq!(raia().test(&stage.session()).await.unwrap_err().code, code);
    }
}

#[tokio::test]
async fn an_agent_is_read_by_its_own_key_and_nothing_else_opens_it() {
    let stage = stage().await;
    stage.answers_at("GET", BY_KEY, ok(&agent())).await;
    assert_eq!(raia().parts().read.unwrap().read(&stage.session(), &id()).await.unwrap(), agent());
    let request = &stage.requests().await[0];
    assert_eq!(request.headers["agent-secret-key"], "agent-key-1");
    assert!(!request.headers.contains_key("organization-secret-key"));

    let error = raia()
        .parts()
        .read
        .unwrap()
        .read(&stage.session(), &AgentId::parse("other").unwrap())
        .await
        .unwrap_err();
    assert_eq!((error.code, error.context["agent"].as_str()), (ErrorCode::CredentialMissing, "other"));
    let moved = Stage { agent_keys: vec![held("other", "agent-key-1")], ..stage };
    let error = raia()
        .parts()
        .read
        .unwrap()
        .read(&moved.session(), &AgentId::parse("other").unwrap())
        .await
        .unwrap_err();
    assert_eq!(
        error.code,
        ErrorCode::AnotherAgent,
        "somebody else's settings would be shown as this agent's"
    );
}

#[tokio::test]
async fn a_new_key_says_whose_it_is_and_is_not_repeated_by_an_error() {
    let mut stage = stage().await;
    stage.agent_keys.clear();
    answers_to_key(&stage, "fresh-key", ok(&agent())).await;
    let fresh = Sensitive::new(" fresh-key ");
    assert_eq!(
        raia().parts().agent_keys.unwrap().read_by_key(&stage.session(), &fresh).await.unwrap(),
        agent()
    );

    answers_to_key(&stage, "bad-key", status(403, "Forbidden: bad-key")).await;
    let error = raia()
        .parts()
        .agent_keys
        .unwrap()
        .read_by_key(&stage.session(), &Sensitive::new("bad-key"))
        .await
        .unwrap_err();
    assert_eq!((error.code, error.status), (ErrorCode::WrongKey, Some(403)));
    assert_eq!(error.detail.as_deref(), Some("Forbidden: …"));
    let error = raia()
        .parts()
        .agent_keys
        .unwrap()
        .read_by_key(&stage.session(), &Sensitive::new("no\nkey"))
        .await
        .unwrap_err();
    assert_eq!((error.code, error.operation.as_deref()), (ErrorCode::WrongKey, Some("getAgentByApiKey")));
}

#[tokio::test]
async fn users_are_paged_and_sorted_as_asked() {
    let stage = stage().await;
    stage.answers_at("GET", USERS, ok(&users("firstPage"))).await;
    let query =
        UserQuery { page: Some(1), page_size: Some(2), order_by: Some("firstName".into()), descending: true };
    let page = raia().parts().activity.unwrap().users(&stage.session(), &id(), &query).await.unwrap();
    assert_eq!((page.page, page.pages, page.total, page.has_next), (1, 2, 3, true));
    assert!(!page.without_users);
    let first = &page.users[0];
    assert_eq!((first.name.as_str(), first.email.as_str()), ("Avery Example", "avery@example.com"));
    assert_eq!((first.phone.as_str(), first.source.as_str()), ("+12025550111", "web"));
    assert_eq!(first.more, json!({"context": "Asked for a demo", "metadata": {"plan": "trial"}}));
    let request = &stage.requests().await[0];
    assert_eq!(request.url.query(), Some("page=1&pageSize=2&orderBy=firstName&orderDirection=desc"));
    assert_eq!(request.headers["agent-secret-key"], "agent-key-1");

    raia().parts().activity.unwrap().users(&stage.session(), &id(), &UserQuery::default()).await.unwrap();
    assert_eq!(
        stage.requests().await[1].url.query(),
        None,
        "what nobody asked for is the system's to decide"
    );
}

#[tokio::test]
async fn the_documented_answer_without_users_is_told_from_an_agent_nobody_spoke_with() {
    for (answer, without, total) in [
        (users("asDocumented"), true, 0),
        (json!({"currentPage": 1, "totalItems": 4, "totalPages": 1, "hasNextPage": false}), true, 4),
        (users("empty"), false, 0),
    ] {
        let stage = stage().await;
        stage.answers_at("GET", USERS, ok(&answer)).await;
        let page = raia()
            .parts()
            .activity
            .unwrap()
            .users(&stage.session(), &id(), &UserQuery::default())
            .await
            .unwrap();
        assert_eq!((page.without_users, page.total, page.has_next), (without, total, false), "{answer}");
        assert!(page.users.is_empty());
    }
    for unreadable in [json!({}), json!([]), json!({"data": "none", "currentPage": 1})] {
        let stage = stage().await;
        stage.answers_at("GET", USERS, ok(&unreadable)).await;
        let error = raia()
            .parts()
            .activity
            .unwrap()
            .users(&stage.session(), &id(), &UserQuery::default())
            .await
            .unwrap_err();
        assert_eq!(error.code, ErrorCode::UnreadableAnswer, "{unreadable}");
    }
}

#[tokio::test]
async fn the_organisations_key_reads_users_where_the_agents_own_cannot() {
    let by_organization = format!("/external/agents/{AGENT}/users");
    // No key of the agent.
    let stage = Stage { agent_keys: Vec::new(), ..Stage::of("raia").await };
    stage.answers_at("GET", &by_organization, ok(&users("lastPage"))).await;
    let page = raia()
        .parts()
        .activity
        .unwrap()
        .users(&stage.session(), &id(), &UserQuery { page: Some(2), ..UserQuery::default() })
        .await;
    assert_eq!(page.unwrap().users[0].name, "Kim Placeholder");
    let request = &stage.requests().await[0];
    assert_eq!(request.headers["organization-secret-key"], KEY);
    assert!(!request.headers.contains_key("agent-secret-key"));

    // A key of the agent that is answered with the agent.
    let stage = Stage { agent_keys: vec![held(AGENT, "agent-key-1")], ..Stage::of("raia").await };
    stage.answers_at("GET", USERS, ok(&users("asDocumented"))).await;
    stage.answers_at("GET", &by_organization, ok(&users("firstPage"))).await;
    let page =
        raia().parts().activity.unwrap().users(&stage.session(), &id(), &UserQuery::default()).await.unwrap();
    assert_eq!((page.without_users, page.users.len()), (false, 2));
    let sent = &stage.requests().await[0];
    assert!(!sent.headers.contains_key("organization-secret-key"), "a key goes only where it is needed");

    // Neither.
    let stage = Stage { agent_keys: Vec::new(), credential: Sensitive::new(""), ..stage };
    let error = raia()
        .parts()
        .activity
        .unwrap()
        .users(&stage.session(), &id(), &UserQuery::default())
        .await
        .unwrap_err();
    assert_eq!(error.code, ErrorCode::CredentialMissing);
}

#[tokio::test]
async fn the_statistic_is_asked_for_its_period_and_read_number_by_number() {
    let stage = stage().await;
    let mut busy = contract::answer_of("raia", STATISTIC, "get", "200", "busy");
    busy["smsPerConversation"] = Value::Null;
    stage.answers_at("GET", STATISTIC, ok(&busy)).await;
    let (from, to): (Timestamp, Timestamp) =
        ("2024-03-01T00:00:00Z".parse().unwrap(), "2024-04-01T00:00:00+02:00".parse().unwrap());
    let numbers =
        raia().parts().activity.unwrap().statistic(&stage.session(), &id(), from, to).await.unwrap();
    let found = [
        numbers.tokens,
        numbers.tokens_per_conversation,
        numbers.call_seconds,
        numbers.average_call_seconds,
        numbers.text_messages,
        numbers.text_messages_per_conversation,
        numbers.emails,
        numbers.emails_per_conversation,
    ];
    assert_eq!(
        found.map(|number| number.to_string()),
        ["1250000", "4310.3", "5400", "93.1", "220", "0", "87", "1.1"]
    );
    let request = &stage.requests().await[0];
    let pairs: Vec<_> = request.url.query_pairs().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(pairs, ["startDate=2024-03-01T00:00:00Z", "endDate=2024-03-31T22:00:00Z"]);

    let stage = self::stage().await;
    stage.answers_at("GET", STATISTIC, ok(&json!({"tokensUsed": 1}))).await;
    let error =
        raia().parts().activity.unwrap().statistic(&stage.session(), &id(), from, to).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::UnreadableAnswer, "a number that is not there is not zero");
}

#[tokio::test]
async fn a_webhook_is_created_as_written_and_whatever_is_answered_counts() {
    let echo = contract::answer_of("raia", WEBHOOKS, "post", "201", "echo");
    for (answer, expected) in [
        (ResponseTemplate::new(201).set_body_json(&echo), echo),
        (ResponseTemplate::new(201), json!({})),
        (ResponseTemplate::new(200).set_body_string("created"), json!({})),
    ] {
        let stage = stage().await;
        stage.answers_at("POST", WEBHOOKS, answer).await;
        assert_eq!(
            raia().parts().webhooks.unwrap().create_webhook(&stage.session(), &id(), &draft()).await.unwrap(),
            expected
        );
        let body = &stage.heard().await[0].2;
        contract::assert_takes_in("raia", "CreateWebhookRequest", body);
        assert_eq!(
            *body,
            json!({
                "title": "Export", "description": "Nightly export", "url": "https://api.example.com/webhook",
                "triggerCondition": "each_message", "headers": {"Authorization": "Bearer hook-secret"},
            })
        );
        assert_eq!(stage.requests().await[0].headers["agent-secret-key"], "agent-key-1");
    }
    let stage = stage().await;
    stage.answers_at("POST", WEBHOOKS, ResponseTemplate::new(201)).await;
    let plain = WebhookDraft { headers: Vec::new(), ..draft() };
    raia().parts().webhooks.unwrap().create_webhook(&stage.session(), &id(), &plain).await.unwrap();
    assert!(stage.heard().await[0].2.get("headers").is_none());
}

#[tokio::test]
async fn a_webhook_is_never_created_twice_and_its_secrets_are_not_repeated() {
    let slow = ResponseTemplate::new(201).set_delay(Duration::from_secs(2));
    for (answer, code, done) in [
        (status(500, "Internal: Bearer hook-secret"), ErrorCode::SystemFault, Done::Unclear),
        (slow, ErrorCode::TimedOut, Done::Unclear),
        (status(429, "Slow down"), ErrorCode::RateLimited, Done::No),
        (status(403, "Forbidden"), ErrorCode::WrongKey, Done::No),
        (status(401, "Unauthorized"), ErrorCode::WrongKey, Done::No),
        (status(404, "Not Found"), ErrorCode::AgentNotFound, Done::No),
        (status(400, "Bad: Bearer hook-secret"), ErrorCode::RefusedValues, Done::No),
    ] {
        let stage = stage().await;
        stage.answers_at("POST", WEBHOOKS, answer).await;
        let error = raia()
            .parts()
            .webhooks
            .unwrap()
            .create_webhook(&stage.session(), &id(), &draft())
            .await
            .unwrap_err();
        assert_eq!((error.code, error.done), (code, done));
        assert_eq!(error.operation.as_deref(), Some("createAgentWebhook"));
        assert!(!format!("{error:?}").contains("hook-secret"), "{error:?}");
        assert_eq!(stage.heard().await.len(), 1, "a second one would be sent every event too");
    }
    let stage = stage().await;
    let error = raia()
        .parts()
        .webhooks
        .unwrap()
        .create_webhook(&stage.session(), &AgentId::parse("other").unwrap(), &draft())
        .await
        .unwrap_err();
    assert_eq!(error.code, ErrorCode::CredentialMissing);
    assert!(stage.heard().await.is_empty());
}

#[tokio::test]
async fn a_test_asks_every_agent_and_makes_nothing_up_where_there_is_none() {
    let stage = stage().await;
    stage.answers_at("GET", BY_KEY, ok(&agent())).await;
    let found = raia().test(&stage.session()).await.unwrap();
    assert_eq!(found, ConnectionTest { agents: Some(1), own_name: None });
    let none = Stage { agent_keys: Vec::new(), credential: Sensitive::new(KEY), ..Stage::of("raia").await };
    assert_eq!(raia().test(&none.session()).await.unwrap(), ConnectionTest::default());
    assert!(none.heard().await.is_empty());
}

#[tokio::test]
async fn every_form_of_an_error_is_told_by_its_status() {
    for (answered, body, code, detail) in [
        (403, json!({"status": 403, "name": "Forbidden"}), ErrorCode::WrongKey, Some("Forbidden")),
        (
            404,
            json!({"name": "Not Found", "message": ["one", "two"]}),
            ErrorCode::AgentNotFound,
            Some("Not Found: one; two"),
        ),
        (
            500,
            json!({"status": 500, "name": "Internal Server Error"}),
            ErrorCode::SystemFault,
            Some("Internal Server Error"),
        ),
        (429, json!(null), ErrorCode::RateLimited, None),
        (418, json!({"error": {"deep": 1}}), ErrorCode::UnexpectedStatus, None),
    ] {
        let stage = stage().await;
        stage.answers_at("GET", BY_KEY, ResponseTemplate::new(answered).set_body_json(body)).await;
        let error = raia().parts().read.unwrap().read(&stage.session(), &id()).await.unwrap_err();
        assert_eq!((error.code, error.detail.as_deref(), error.status), (code, detail, Some(answered)));
    }
    let stage = stage().await;
    stage.answers_at("GET", BY_KEY, ok(&json!({"name": "no id"}))).await;
    assert_eq!(
        raia().parts().read.unwrap().read(&stage.session(), &id()).await.unwrap_err().code,
        ErrorCode::UnreadableAnswer
    );
}

#[test]
fn a_summary_shows_the_agent_and_a_picture_only_from_an_address_that_can_be_asked() {
    let connection = callboard_model::ConnectionId("c-1".into());
    let summary = |document: &Value| {
        raia().summary(&connection, raia().agent_id(document).unwrap(), document, Timestamp::UNIX_EPOCH)
    };
    let full = summary(&agent());
    assert_eq!((full.name.as_str(), full.status.as_deref()), ("Sales assistant", Some("active")));
    assert_eq!(full.roles, ["Sales"]);
    assert!(full.picture.unwrap().0.starts_with(&format!("avatar/c-1/{AGENT}/")));
    for address in ["http://media.example.com/a.png", "/media/a.png", "", "javascript:alert(1)"] {
        let mut document = agent();
        document["avatarUrl"] = json!(address);
        assert!(summary(&document).picture.is_none(), "{address}");
    }
    let sparse = summary(&contract::answer_of("raia", BY_KEY, "get", "200", "sparse"));
    assert!(sparse.picture.is_none());
}
