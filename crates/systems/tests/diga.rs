//! Diga: what is sent, and what is made of the answer.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use callboard_model::{
    AgentId, AgentVersion, ConnectionTest, Done, ErrorCode, ListQuery, Pointer, Result, SystemId,
};
use callboard_systems::{System, require, walk};
use serde_json::{Value, json};
use support::{KEY, Stage, contract, edits, ok, system};
use wiremock::matchers::{method, path, query_param, query_param_is_missing};
use wiremock::{Mock, ResponseTemplate};

const AGENT: &str = "d19a0000-0000-4000-8000-000000000001";
const OTHER: &str = "d19a0000-0000-4000-8000-000000000002";
const LIST: &str = "/v1/agent/";
const ONE: &str = "/v1/agent/d19a0000-0000-4000-8000-000000000001";
const VERSIONS: &str = "/v1/agent/d19a0000-0000-4000-8000-000000000001/version";

fn diga() -> &'static dyn System {
    system("diga")
}

fn id() -> AgentId {
    AgentId::parse(AGENT).unwrap()
}

fn list_page(example: &str) -> Value {
    contract::answer_of("diga", LIST, "get", "200", example)
}

/// The contract's first agent, as the system sends it.
fn agent() -> Value {
    list_page("firstPage")["data"][0].clone()
}

fn status(status: u16) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(json!({"detail": "said by the server"}))
}

async fn save(stage: &Stage, fresh: &Value, changes: &[(&str, Value)]) -> Result<Value> {
    let saved =
        diga().parts().update.unwrap().update(&stage.session(), &id(), fresh, &edits(changes)).await?;
    Ok(saved.expect("nothing but the answer says how the agent is stored"))
}

/// What a save sends.
async fn sent(fresh: &Value, changes: &[(&str, Value)]) -> Value {
    let stage = Stage::of("diga").await;
    stage.answers_at("PATCH", ONE, ok(&agent())).await;
    save(&stage, fresh, changes).await.unwrap();
    let heard = stage.heard().await;
    assert_eq!(heard.len(), 1, "one save is one request, and nothing is read: {heard:?}");
    contract::assert_takes_in("diga", "UpdateAgentRequest", &heard[0].2);
    heard[0].2.clone()
}

#[tokio::test]
async fn the_list_is_asked_with_its_slash_and_walked_to_its_end() {
    let stage = Stage::of("diga").await;
    let list = || Mock::given(method("GET")).and(path("/base/v1/agent/"));
    list()
        .and(query_param_is_missing("after"))
        .respond_with(ok(&list_page("firstPage")))
        .mount(&stage.server)
        .await;
    list()
        .and(query_param("after", OTHER))
        .respond_with(ok(&list_page("lastPage")))
        .mount(&stage.server)
        .await;
    let documents = walk(diga(), &stage.session(), &ListQuery::default(), 10).await.unwrap();
    let names: Vec<_> = documents.iter().map(|document| document["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Recepcion", "Citas", "Encuestas"]);
    let requests = stage.requests().await;
    assert_eq!(requests[0].url.query(), Some("limit=100"));
    assert_eq!(requests[0].headers["authorization"], format!("Bearer {KEY}"));
}

#[tokio::test]
async fn a_document_keeps_all_it_holds_and_tells_its_voice_where_the_form_looks_for_it() {
    let stage = Stage::of("diga").await;
    let mut document = agent();
    document["invented"] = json!({"by": [null, "the vendor"]});
    document["mode"] = json!("a-mode-nobody-documented");
    stage.answers_at("GET", LIST, ok(&json!({"data": [document], "has_more": false}))).await;
    let page = diga().list(&stage.session(), &ListQuery::default(), None).await.unwrap();
    let mut expected = document.clone();
    expected["voice_id"] = document["voice"]["id"].clone();
    assert_eq!(page.documents, [expected]);
}

#[tokio::test]
async fn a_list_that_never_ends_or_hides_its_end_is_an_error_and_no_short_list() {
    let stage = Stage::of("diga").await;
    stage.answers_at("GET", LIST, ok(&json!({"data": [agent()], "has_more": true, "last_id": AGENT}))).await;
    let walked = walk(diga(), &stage.session(), &ListQuery::default(), 10).await;
    assert_eq!(walked.unwrap_err().code, ErrorCode::UnreadableAnswer);

    for unreadable in [json!({"data": [agent()], "has_more": true}), json!({"data": null}), json!([])] {
        let stage = Stage::of("diga").await;
        stage.answers_at("GET", LIST, ok(&unreadable)).await;
        let page = diga().list(&stage.session(), &ListQuery::default(), None).await;
        assert_eq!(page.unwrap_err().code, ErrorCode::UnreadableAnswer, "{unreadable}");
    }
}

#[tokio::test]
async fn a_page_that_fails_late_fails_the_whole_list() {
    for (answered, code) in
        [(500, ErrorCode::SystemFault), (404, ErrorCode::UnexpectedStatus), (403, ErrorCode::NotAllowed)]
    {
        let stage = Stage::of("diga").await;
        let list = || Mock::given(method("GET")).and(path("/base/v1/agent/"));
        let first = list().and(query_param_is_missing("after")).respond_with(ok(&list_page("firstPage")));
        first.mount(&stage.server).await;
        list().and(query_param("after", OTHER)).respond_with(status(answered)).mount(&stage.server).await;
        let walked = walk(diga(), &stage.session(), &ListQuery::default(), 10).await;
        assert_eq!(walked.unwrap_err().code, code, "agents of later pages would seem to be gone");
    }
}

#[tokio::test]
async fn a_list_that_only_counts_its_pages_is_walked_by_their_numbers() {
    let stage = Stage::of("diga").await;
    let list = || Mock::given(method("GET")).and(path("/base/v1/agent/"));
    let second = json!({"data": [{"agent_id": OTHER}], "current_page": 2, "total_pages": 2});
    list().and(query_param("page", "2")).respond_with(ok(&second)).mount(&stage.server).await;
    list()
        .and(query_param_is_missing("page"))
        .respond_with(ok(&json!({"data": [agent()], "last_id": null, "current_page": 1, "total_pages": 2})))
        .mount(&stage.server)
        .await;
    let documents = walk(diga(), &stage.session(), &ListQuery::default(), 10).await.unwrap();
    assert_eq!(documents.len(), 2);
}

#[tokio::test]
async fn an_account_without_a_list_is_told_from_a_wrong_key_and_a_fault() {
    for (answered, code) in [
        (404, ErrorCode::NotOffered),
        (405, ErrorCode::NotOffered),
        (501, ErrorCode::NotOffered),
        (403, ErrorCode::NotOffered),
        (401, ErrorCode::WrongKey),
        (402, ErrorCode::PaymentRequired),
        (429, ErrorCode::RateLimited),
        (500, ErrorCode::SystemFault),
    ] {
        let stage = Stage::of("diga").await;
        stage.answers_at("GET", LIST, status(answered)).await;
        let error = diga().list(&stage.session(), &ListQuery::default(), None).await.unwrap_err();
        assert_eq!((error.code, error.status), (code, Some(answered)));
        assert_eq!(error.operation.as_deref(), Some("listAgents"));
        assert_eq!(error.detail.as_deref(), Some("said by the server"));
    }
}

#[tokio::test]
async fn a_save_sends_only_what_was_changed_and_answers_what_the_system_said() {
    let stage = Stage::of("diga").await;
    let mut answer = agent();
    answer["greeting"] = json!("Buenos días");
    answer["invented"] = json!(1);
    stage.answers_at("PATCH", ONE, ok(&answer)).await;
    let saved = save(&stage, &agent(), &[("/greeting", json!("Buenos días"))]).await.unwrap();
    assert_eq!((&saved["greeting"], &saved["invented"]), (&json!("Buenos días"), &json!(1)));
    assert_eq!(saved["voice_id"], agent()["voice"]["id"]);
    let heard = stage.heard().await;
    let place = format!("/base{ONE}");
    assert_eq!(heard, [("PATCH".to_owned(), place, json!({"greeting": "Buenos días"}))]);
}

#[tokio::test]
async fn null_clears_every_kind_of_field() {
    let changes = [
        ("/greeting", Value::Null),
        ("/voice_id", Value::Null),
        ("/language", Value::Null),
        ("/mode", Value::Null),
        ("/max_reminder_count", Value::Null),
        ("/boosted_keywords", Value::Null),
        ("/integrations", Value::Null),
        ("/call_tools", Value::Null),
        ("/dynamic_variables", Value::Null),
    ];
    let body = sent(&agent(), &changes).await;
    assert_eq!(body.as_object().unwrap().len(), changes.len());
    assert!(body.as_object().unwrap().values().all(Value::is_null), "{body}");
}

#[tokio::test]
async fn the_lists_that_replace_everything_go_whole_and_in_the_form_of_the_request() {
    let tool = "70010000-0000-4000-8000-000000000001";
    let mut fresh = agent();
    fresh["integrations"] = json!([
        {"integration_id": AGENT, "tool_ids": [tool], "name": "Calendar", "connected": true},
        {"integration_id": OTHER, "tool_ids": null},
    ]);
    fresh["call_tools"] = json!([
        {"call_tool_id": tool, "settings": {"a": 1}, "label": "only in the answer"},
        {"type": "transfer_call", "name": "Reception", "target_number": "+12025550121", "invented": [1]},
    ]);
    let body = sent(&fresh, &[("/integrations/1/tool_ids", json!([tool]))]).await;
    assert_eq!(
        body,
        json!({"integrations": [
            {"integration_id": AGENT, "tool_ids": [tool]},
            {"integration_id": OTHER, "tool_ids": [tool]},
        ]})
    );
    let body = sent(&fresh, &[("/call_tools/0/settings", json!({"a": 2}))]).await;
    assert_eq!(
        body,
        json!({"call_tools": [
            {"call_tool_id": tool, "settings": {"a": 2}},
            {"type": "transfer_call", "name": "Reception", "target_number": "+12025550121", "invented": [1]},
        ]})
    );
}

#[tokio::test]
async fn an_item_that_cannot_be_told_in_the_requests_form_stops_the_save_before_anything_is_lost() {
    let change = ("/name", json!("Other"));
    for (place, item) in [
        ("/integrations", json!({"id": AGENT, "tools": []})),
        ("/integrations", json!({"integration_id": AGENT, "tools": [{"id": OTHER}]})),
        ("/integrations", json!("text")),
        ("/call_tools", json!({"id": AGENT})),
        ("/call_tools", json!({"call_tool_id": AGENT, "target_number": "+12025550121"})),
    ] {
        let stage = Stage::of("diga").await;
        let error = save(&stage, &agent(), &[change.clone(), (place, json!([item]))]).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::InvalidEdits, "{item}");
        assert_eq!(error.field.unwrap().as_str(), format!("{place}/0"));
        assert!(stage.heard().await.is_empty(), "something was sent: {item}");
    }
}

#[tokio::test]
async fn what_cannot_be_changed_is_refused_here_and_an_empty_save_is_not_sent() {
    for place in ["/agent_id", "/voice/name", "/is_published", "/invented"] {
        let stage = Stage::of("diga").await;
        let error = save(&stage, &agent(), &[(place, json!("x"))]).await.unwrap_err();
        assert_eq!((error.code, error.operation.as_deref()), (ErrorCode::InvalidEdits, Some("updateAgent")));
        assert!(stage.heard().await.is_empty());
    }
    let stage = Stage::of("diga").await;
    assert_eq!(save(&stage, &agent(), &[]).await.unwrap(), agent());
    assert!(stage.heard().await.is_empty(), "an empty save would make a draft of a published version");
}

#[tokio::test]
async fn a_refused_save_says_why_and_which_field_whatever_form_the_body_has() {
    let list =
        json!({"detail": [{"loc": ["body", "reminder_frequency_ms"], "msg": "too short", "type": "x"}]});
    for (answered, body, code, detail, field) in [
        (422, list, ErrorCode::RefusedValues, Some("too short"), Some("/reminder_frequency_ms")),
        (404, json!({"detail": "no such agent"}), ErrorCode::AgentNotFound, Some("no such agent"), None),
        (409, json!({"message": "busy"}), ErrorCode::AlreadyExists, Some("busy"), None),
        (403, json!("no"), ErrorCode::NotAllowed, None, None),
        (418, json!({"detail": format!("key {KEY}")}), ErrorCode::UnexpectedStatus, Some("key …"), None),
    ] {
        let stage = Stage::of("diga").await;
        stage.answers_at("PATCH", ONE, ResponseTemplate::new(answered).set_body_json(body)).await;
        let error = save(&stage, &agent(), &[("/name", json!("x"))]).await.unwrap_err();
        assert_eq!((error.code, error.detail.as_deref()), (code, detail));
        assert_eq!(error.field.as_ref().map(Pointer::as_str), field);
    }
    let stage = Stage::of("diga").await;
    stage.answers_at("PATCH", ONE, ResponseTemplate::new(502).set_body_string("<html>")).await;
    let error = save(&stage, &agent(), &[("/name", json!("x"))]).await.unwrap_err();
    assert_eq!((error.code, error.done), (ErrorCode::SystemFault, Done::Unclear));
    assert_eq!(stage.heard().await.len(), 1, "a colleague's change in between would be lost");
}

#[tokio::test]
async fn a_save_whose_answer_cannot_be_read_was_done_all_the_same() {
    let unreadable = (ErrorCode::UnreadableAnswer, Done::Yes);
    for (body, expected) in [
        ("<html>", unreadable),
        ("{\"agent_id\":", unreadable),
        ("[]", unreadable),
        // Which of the two agents was changed nobody knows.
        (
            "{\"agent_id\": \"d19a0000-0000-4000-8000-000000000002\"}",
            (ErrorCode::AnotherAgent, Done::Unclear),
        ),
    ] {
        let stage = Stage::of("diga").await;
        stage.answers_at("PATCH", ONE, ResponseTemplate::new(200).set_body_string(body)).await;
        let error = save(&stage, &agent(), &[("/name", json!("x"))]).await.unwrap_err();
        assert_eq!((error.code, error.done), expected, "{body}");
        assert_eq!(stage.heard().await.len(), 1);
    }
}

#[tokio::test]
async fn a_test_counts_the_agents_or_says_that_the_key_is_wrong() {
    let test = async |answer: ResponseTemplate| {
        let stage = Stage::of("diga").await;
        stage.answers_at("GET", LIST, answer).await;
        let tested = diga().test(&stage.session()).await;
        assert!(stage.heard().await.iter().all(|(verb, ..)| verb == "GET"), "a test touches no agent");
        assert_eq!(stage.requests().await[0].url.query(), Some("limit=1"));
        tested
    };
    let agents = |agents| Ok(ConnectionTest { agents, own_name: None });
    let one =
        json!({"data": [agent()], "has_more": true, "last_id": AGENT, "current_page": 1, "total_pages": 7});
    assert_eq!(test(ok(&one)).await, agents(Some(7)));
    assert_eq!(test(ok(&list_page("empty"))).await, agents(Some(0)));
    // A server that does not heed the limit counts other pages.
    assert_eq!(test(ok(&list_page("firstPage"))).await, agents(None));
    assert_eq!(test(status(404)).await, agents(None));
    assert_eq!(test(status(401)).await.unwrap_err().code, ErrorCode::WrongKey);
    assert_eq!(test(status(403)).await.unwrap_err().code, ErrorCode::NotAllowed);
}

#[tokio::test]
async fn versions_are_told_with_their_numbers_and_marks() {
    let stage = Stage::of("diga").await;
    let answer = contract::answer_of("diga", "/v1/agent/{agent_id}/version", "get", "200", "firstPage");
    stage.answers_at("GET", VERSIONS, ok(&answer)).await;
    let page = diga().parts().versions.unwrap().versions(&stage.session(), &id(), None).await.unwrap();
    assert_eq!(page.next.as_deref(), answer["last_id"].as_str());
    assert_eq!(
        page.versions[0],
        AgentVersion {
            id: "4e450000-0000-4000-8000-000000010003".into(),
            number: Some(3),
            name: "v3".into(),
            created_at: Some("2025-11-01T09:00:00Z".into()),
            is_draft: answer["data"][0]["is_draft"].as_bool().unwrap(),
            is_published: answer["data"][0]["is_published"].as_bool().unwrap(),
        }
    );
    let next = page.next.unwrap();
    let again = diga().parts().versions.unwrap().versions(&stage.session(), &id(), Some(&next)).await;
    assert_eq!(again.unwrap_err().code, ErrorCode::UnreadableAnswer, "the versions would never end");
    assert_eq!(stage.requests().await[1].url.query(), Some(format!("limit=100&after={next}").as_str()));
}

#[tokio::test]
async fn an_agent_that_is_gone_is_told_from_an_account_without_versions() {
    let listed = json!({"data": [agent()], "has_more": false});
    for (list, versions, code) in [
        (ok(&listed), 404, ErrorCode::NotOffered),
        (ok(&json!({"data": []})), 404, ErrorCode::AgentNotFound),
        (status(404), 404, ErrorCode::NotOffered),
        (status(500), 405, ErrorCode::NotOffered),
        (status(500), 501, ErrorCode::NotOffered),
        (status(500), 403, ErrorCode::NotOffered),
        (status(500), 401, ErrorCode::WrongKey),
    ] {
        let stage = Stage::of("diga").await;
        stage.answers_at("GET", LIST, list).await;
        stage.answers_at("GET", VERSIONS, status(versions)).await;
        stage.answers_at("POST", VERSIONS, status(versions)).await;
        let error =
            diga().parts().versions.unwrap().versions(&stage.session(), &id(), None).await.unwrap_err();
        assert_eq!((error.code, error.operation.as_deref()), (code, Some("listAgentVersions")));
        let error =
            diga().parts().versions.unwrap().launch_version(&stage.session(), &id(), "v").await.unwrap_err();
        assert_eq!((error.code, error.operation.as_deref()), (code, Some("launchAgentVersion")));
        assert_eq!(error.done, Done::No);
    }
}

#[tokio::test]
async fn a_version_is_launched_by_name_and_never_twice() {
    for answered in [200, 201] {
        let stage = Stage::of("diga").await;
        stage.answers_at("POST", VERSIONS, ResponseTemplate::new(answered)).await;
        diga().parts().versions.unwrap().launch_version(&stage.session(), &id(), "Navidad").await.unwrap();
        let heard = stage.heard().await;
        assert_eq!(heard[0].2, json!({"version_name": "Navidad"}));
        contract::assert_takes_in("diga", "LaunchVersionRequest", &heard[0].2);
    }
    let slow = ResponseTemplate::new(200).set_delay(std::time::Duration::from_secs(2));
    for (answer, code, done) in [
        (status(500), ErrorCode::SystemFault, Done::Unclear),
        (status(503), ErrorCode::SystemFault, Done::Unclear),
        (slow, ErrorCode::TimedOut, Done::Unclear),
        (status(429), ErrorCode::RateLimited, Done::No),
    ] {
        let stage = Stage::of("diga").await;
        stage.answers_at("POST", VERSIONS, answer).await;
        let error = diga()
            .parts()
            .versions
            .unwrap()
            .launch_version(&stage.session(), &id(), "Navidad")
            .await
            .unwrap_err();
        assert_eq!((error.code, error.done), (code, done));
        assert_eq!(stage.heard().await.len(), 1, "a second launch would make a second version");
    }
}

#[test]
fn an_agent_is_added_by_an_id_that_is_one_and_cannot_be_read_created_or_deleted() {
    let document =
        diga().parts().by_id.unwrap().document_of_id(" D19A0000-0000-4000-8000-000000000001 ").unwrap();
    assert_eq!(document, json!({"agent_id": AGENT}));
    assert_eq!(diga().agent_id(&document), Some(id()));
    for text in ["", "agent-1", "d19a0000", "../me"] {
        assert_eq!(
            diga().parts().by_id.unwrap().document_of_id(text).unwrap_err().code,
            ErrorCode::InvalidEdits,
            "{text}"
        );
    }
    let parts = diga().parts();
    assert!(
        parts.read.is_none() && parts.create.is_none(),
        "nothing in Diga's document reads or creates an agent"
    );
    let error = require(diga(), parts.delete, "deleteAgent").map(|_| ()).unwrap_err();
    assert_eq!((error.code, error.operation.as_deref()), (ErrorCode::Unsupported, Some("deleteAgent")));
    assert_eq!(
        error.system.as_ref().map(SystemId::as_str),
        Some("diga"),
        "nobody is told which system lacks it"
    );
}

#[test]
fn a_summary_says_draft_or_published_and_survives_a_document_of_nothing_but_an_id() {
    let connection = callboard_model::ConnectionId("c-1".into());
    let summary = |document: &Value| {
        let id = diga().agent_id(document).unwrap();
        diga().summary(&connection, id, document, jiff::Timestamp::UNIX_EPOCH)
    };
    let full = summary(&agent());
    assert_eq!((full.name.as_str(), full.status.as_deref()), ("Recepcion", Some("draft")));
    let published = summary(&list_page("firstPage")["data"][1]);
    assert_eq!(published.status.as_deref(), Some("published"));
    let bare = summary(&json!({"agent_id": AGENT, "name": null, "is_draft": "yes"}));
    assert_eq!((bare.id, bare.name.as_str(), bare.status), (id(), "", None));
}
