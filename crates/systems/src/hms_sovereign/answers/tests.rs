#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use serde_json::json;

use super::super::description::{describe, pointer};
use super::*;
use crate::client::tests::answer;
use crate::contract::of;
use crate::request_body::tests::any_json;

fn refused(status: u16, body: &Value) -> CallboardError {
    refusal(&answer(status, &[], &body.to_string()), Subject::Agent, &describe())
}

#[test]
fn every_documented_form_of_an_error_is_understood() {
    let responses = &of("hms-sovereign")["components"]["responses"];
    let table = [
        ("InvalidRequest", 400, ErrorCode::RefusedValues),
        ("Unauthorized", 401, ErrorCode::WrongKey),
        ("NotFound", 404, ErrorCode::AgentNotFound),
        ("RateLimited", 429, ErrorCode::RateLimited),
        ("UnexpectedError", 500, ErrorCode::SystemFault),
    ];
    for (name, status, code) in table {
        let examples = responses[name]["content"]["application/json"]["examples"].as_object().unwrap();
        assert!(!examples.is_empty());
        for (form, example) in examples {
            let error = refused(status, &example["value"]);
            assert_eq!((error.code, error.status), (code, Some(status)), "{name} {form}");
            assert!(error.detail.is_some_and(|text| text.len() > 5), "{name} {form} says nothing");
        }
    }
}

#[test]
fn the_words_of_each_form_are_passed_on_once() {
    let coded =
        json!({"error": {"code": "missing", "message": "name is required", "param": "name", "type": "t"}});
    assert_eq!(refused(400, &coded).detail.as_deref(), Some("missing: name is required"));
    let detailed = json!({"error": "Validation failed", "message": "name is required", "details": ["name is required", "b"]});
    assert_eq!(refused(400, &detailed).detail.as_deref(), Some("Validation failed: name is required: b"));
    assert_eq!(refused(402, &json!({"error": "No credit"})).code, ErrorCode::PaymentRequired);
}

#[test]
fn a_refused_field_is_marked_where_the_system_names_one_that_is_described() {
    let named = |body: Value| refused(400, &body).field;
    let param = |name: &str| named(json!({"error": {"message": "no", "param": name}}));
    assert_eq!(param("name"), Some(pointer("/name")));
    assert_eq!(param("tts_config.speed"), Some(pointer("/tts_config/speed")));
    assert_eq!(
        param("llm_config.messages[1].content"),
        Some(pointer("/llm_config/messages/1/content")),
        "the card of the message would not be marked"
    );
    assert_eq!(param("nobody"), None);
    assert_eq!(named(json!({"error": "no", "param": "name"})), Some(pointer("/name")));
    let gone = json!({"error": {"code": "not_found", "message": "no", "param": "id"}});
    assert_eq!(refused(404, &gone).field, None, "there is nothing to correct");
    let details = |detail: Value| named(json!({"error": "no", "details": [detail]}));
    assert_eq!(details(json!("webhook_url: not an address")), Some(pointer("/webhook_url")));
    assert_eq!(details(json!({"field": "webhook_url", "message": "no"})), Some(pointer("/webhook_url")));
    assert_eq!(details(json!("something else")), None);
}

#[test]
fn a_not_found_that_is_not_the_systems_own_does_not_call_an_agent_gone() {
    for body in ["", "<html>404</html>", "{}", "[]", "\"error\""] {
        let error = refusal(&answer(404, &[], body), Subject::Agent, &describe());
        assert_eq!(error.code, ErrorCode::UnexpectedStatus, "{body}");
    }
    let list = refusal(&answer(404, &[], r#"{"error": "Not found"}"#), Subject::Account, &describe());
    assert_eq!(list.code, ErrorCode::UnexpectedStatus);
}

#[test]
fn both_names_of_the_envelopes_are_opened() {
    for (body, count) in [
        (json!({"agents": [{"id": "a"}, {"id": "b"}]}), 2),
        (json!({"assistants": [{"id": "a"}]}), 1),
        (json!({"agents": []}), 0),
    ] {
        assert_eq!(list(&answer(200, &[], &body.to_string())).unwrap().len(), count, "{body}");
    }
    for body in [json!({"agent": {"id": "a", "new": null}}), json!({"assistant": {"id": "a", "new": null}})] {
        let document = agent(&answer(200, &[], &body.to_string())).unwrap();
        assert_eq!(document, json!({"id": "a", "new": null}));
    }
}

#[test]
fn an_answer_of_another_form_is_said_to_be_one() {
    let code = |result: Result<Value>| result.unwrap_err().code;
    for body in
        ["", "[]", "{}", r#"{"agent": null}"#, r#"{"agent": {"id": ""}}"#, r#"{"agent": {"name": "x"}}"#]
    {
        assert_eq!(code(agent(&answer(200, &[], body))), ErrorCode::UnreadableAnswer, "{body}");
    }
    for body in ["", "[]", "{}", r#"{"agents": {}}"#] {
        let error = list(&answer(200, &[], body)).unwrap_err();
        assert_eq!(error.code, ErrorCode::UnreadableAnswer, "{body}");
    }
}

#[test]
fn only_what_says_so_is_deleted() {
    let said = |body: &str| deleted(&answer(200, &[], body)).map_err(|error| error.code);
    assert_eq!(said(r#"{"success": true}"#), Ok(()));
    assert_eq!(said(""), Ok(()));
    assert_eq!(said(r#"{"success": false}"#), Err(ErrorCode::SystemFault));
    assert_eq!(said("<html>"), Err(ErrorCode::UnreadableAnswer));
    assert_eq!(said("{}"), Err(ErrorCode::UnreadableAnswer));
}

proptest! {
    #[test]
    fn no_error_body_whatever_its_form_breaks_the_reading(body in any_json(), inner in any_json()) {
        for body in [body.clone(), json!({"error": body, "details": inner}), json!({"error": {"param": inner}})] {
            let error = refused(400, &body);
            prop_assert_eq!(error.code, ErrorCode::RefusedValues);
        }
    }
}
