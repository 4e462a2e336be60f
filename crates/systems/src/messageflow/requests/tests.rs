#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use callboard_model::ErrorCode;
use proptest::prelude::*;
use serde_json::json;

use super::super::description::{describe, pointer};
use super::*;
use crate::contract::{answer_of, assert_takes_in};
use crate::request_body::tests::any_json;

const CONTRACT: &str = "messageflow";

fn agent() -> Value {
    answer_of(CONTRACT, "/agents/{id}", "get", "200", "configured")
}

fn edits(list: &[(&str, Value)]) -> Edits {
    Edits(list.iter().map(|(place, value)| (pointer(place), value.clone())).collect())
}

fn update(fresh: &Value, list: &[(&str, Value)]) -> Value {
    Value::Object(update_body(&describe(), fresh, &edits(list)).unwrap())
}

#[test]
fn a_renamed_agent_is_sent_whole_or_a_server_that_replaces_it_would_lose_its_prompts() {
    let fresh = agent();
    let body = update(&fresh, &[("/name", json!("Robin"))]);
    assert_takes_in(CONTRACT, "UpdateAgentRequest", &body);
    let mut configuration = fresh["configuration"].clone();
    configuration.as_object_mut().unwrap().shift_remove("name");
    let expected = json!({"agent": {
        "name": "Robin", "description": fresh["description"], "configuration": configuration,
    }});
    assert_eq!(body, expected);
}

#[test]
fn a_name_or_description_of_the_configurations_own_is_not_given_up_with_the_agents() {
    let mut fresh = agent();
    fresh["configuration"]["name"] = json!("Apart");
    let renamed = update(&fresh, &[("/name", json!("Robin")), ("/description", json!("New"))]);
    assert_eq!(renamed["agent"]["configuration"]["name"], json!("Apart"));
    assert!(renamed["agent"]["configuration"].get("description").is_none(), "the old one would be kept");
    let both = update(&agent(), &[("/name", json!("Robin")), ("/configuration/name", json!("Own"))]);
    assert_eq!(both["agent"]["configuration"]["name"], json!("Own"));
    let neither = update(&agent(), &[("/configuration/prompt/0/voice", json!("sage"))]);
    assert_eq!(neither["agent"]["configuration"]["name"], agent()["name"]);
}

#[test]
fn nulls_of_an_answer_do_not_come_back_in_a_request() {
    let fresh = json!({"id": 2, "name": "A", "number": "t1", "description": null, "tenant_id": 123, "configuration": {
        "name": "A", "description": null, "new": null,
        "prompt": [{"id": 1, "name": null, "voice": null, "tools": null, "new": null, "integration": {"id": 3, "server": null}},
            {"prompt": "x", "integration": null}],
    }});
    let body = update(&fresh, &[("/name", json!("B"))]);
    assert_takes_in(CONTRACT, "UpdateAgentRequest", &body);
    let expected = json!({"agent": {"name": "B", "configuration": {
        "new": null,
        "prompt": [{"id": 1, "new": null, "integration": {"id": 3}}, {"prompt": "x"}],
    }}});
    assert_eq!(body, expected);
}

#[test]
fn emptying_is_said_in_the_only_ways_the_contract_takes() {
    let body = update(&agent(), &[("/description", Value::Null), ("/configuration/prompt", Value::Null)]);
    assert_takes_in(CONTRACT, "UpdateAgentRequest", &body);
    assert_eq!(body["agent"]["description"], json!(""));
    assert_eq!(body["agent"]["configuration"]["prompt"], json!([]));
}

#[test]
fn a_prompt_is_edited_where_it_stands() {
    let fresh = agent();
    let body = update(
        &fresh,
        &[("/configuration/prompt/0/voice", json!("sage")), ("/configuration/prompt/0/tools", Value::Null)],
    );
    let mut prompt = fresh["configuration"]["prompt"][0].clone();
    prompt["voice"] = json!("sage");
    prompt.as_object_mut().unwrap().shift_remove("tools");
    assert_eq!(body["agent"]["configuration"]["prompt"], json!([prompt]));
}

#[test]
fn a_new_agent_names_no_ids_of_another_ones_prompts() {
    let prompts = agent()["configuration"]["prompt"].clone();
    let list =
        [("/name", json!("Copy")), ("/description", Value::Null), ("/configuration/prompt", prompts.clone())];
    let body = Value::Object(wrapped(new_agent(&describe(), &edits(&list)).unwrap()));
    assert_takes_in(CONTRACT, "CreateAgentRequest", &body);
    let mut expected = prompts[0].clone();
    expected.as_object_mut().unwrap().shift_remove("id");
    expected["integration"].as_object_mut().unwrap().shift_remove("id");
    assert_eq!(body, json!({"agent": {"name": "Copy", "configuration": {"prompt": [expected]}}}));
}

#[test]
fn what_only_the_system_gives_is_refused_before_anything_is_sent() {
    for place in ["/id", "/number", "/tenant_id"] {
        let error = update_body(&describe(), &agent(), &edits(&[(place, json!(1))])).unwrap_err();
        assert_eq!((error.code, error.field), (ErrorCode::InvalidEdits, Some(pointer(place))), "{place}");
    }
    let unnamed = update_body(&describe(), &agent(), &edits(&[("/name", Value::Null)])).unwrap_err();
    assert_eq!(unnamed.code, ErrorCode::InvalidEdits);
}

proptest! {
    /// Whatever a configuration holds goes back with it, and whatever an answer holds beside it stays behind.
    #[test]
    fn a_save_keeps_what_nobody_described(unknown in any_json(), name in "new_[a-z]{1,6}") {
        let mut fresh = agent();
        for place in ["", "/configuration", "/configuration/prompt/0", "/configuration/prompt/0/integration"] {
            fresh.pointer_mut(place).unwrap()[&name] = unknown.clone();
        }
        let body = update(&fresh, &[("/name", json!("Robin"))]);
        assert_takes_in(CONTRACT, "UpdateAgentRequest", &body);
        fresh["configuration"].as_object_mut().unwrap().shift_remove("name");
        prop_assert_eq!(&body["agent"]["configuration"], &fresh["configuration"]);
        prop_assert!(body["agent"].get(&name).is_none());
    }
}
