#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use callboard_model::{ErrorCode, Pointer};
use proptest::prelude::*;
use serde_json::json;

use super::super::description::describe;
use super::*;
use crate::contract::{answer_of, assert_takes_in, refusals_in};
use crate::request_body::tests::any_json;

const CONTRACT: &str = "hms-sovereign";

fn agent() -> Value {
    answer_of(CONTRACT, "/agents/{id}", "get", "200", "elevenlabs")["agent"].clone()
}

fn edits(list: &[(&str, Value)]) -> Edits {
    Edits(list.iter().map(|(place, value)| (pointer(place), value.clone())).collect())
}

fn update(fresh: &Value, list: &[(&str, Value)]) -> Value {
    Value::Object(update_body(&describe(), fresh, &edits(list)).unwrap())
}

#[test]
fn a_greeting_sends_itself_and_nothing_else() {
    let body = update(&agent(), &[("/first_message", json!("Hoi"))]);
    assert_eq!(body, json!({"first_message": "Hoi"}));
}

#[test]
fn a_nested_edit_sends_its_whole_configuration_with_what_nobody_described() {
    let mut fresh = agent();
    fresh["tts_config"]["new"] = json!({"inner": null});
    fresh["tts_config"]["model"] = Value::Null;
    let body = update(&fresh, &[("/tts_config/stability", json!(0.25))]);
    let expected = json!({"tts_config": {
        "provider": "elevenlabs", "voice_id": "EXAMPLEVOICE", "language": "en", "speed": 1.1, "stability": 0.25,
        "similarity_boost": 0.75, "use_speaker_boost": true, "new": {"inner": null},
    }});
    assert_eq!(body, expected);
}

#[test]
fn emptying_clears_with_null_on_top_and_leaves_out_inside() {
    let body = update(
        &agent(),
        &[
            ("/first_message", Value::Null),
            ("/webhook_secret", Value::Null),
            ("/webhook_events", Value::Null),
            ("/tts_config/speed", Value::Null),
            ("/llm_config/messages", Value::Null),
            ("/stt_config/keyterms", Value::Null),
        ],
    );
    assert_takes_in(CONTRACT, "UpdateAgentRequest", &body);
    assert_eq!(body["first_message"], Value::Null);
    assert_eq!(body["webhook_secret"], Value::Null);
    assert_eq!(body["webhook_events"], json!([]));
    assert!(body["tts_config"].get("speed").is_none());
    assert_eq!((&body["llm_config"]["messages"], &body["stt_config"]["keyterms"]), (&json!([]), &json!([])));
}

#[test]
fn what_cannot_be_emptied_or_set_is_refused_before_anything_is_sent() {
    for (place, value) in [
        ("/name", Value::Null),
        ("/is_active", Value::Null),
        ("/stt_config/provider", Value::Null),
        ("/tts_config", Value::Null),
        ("/id", json!("other")),
        ("/created_at", json!("2025-12-13T10:00:00.000Z")),
        ("/nobody", json!(1)),
    ] {
        let error = update_body(&describe(), &agent(), &edits(&[(place, value)])).unwrap_err();
        assert_eq!((error.code, error.field), (ErrorCode::InvalidEdits, Some(pointer(place))), "{place}");
    }
}

#[test]
fn a_message_is_edited_where_it_stands() {
    let fresh = json!({"llm_config": {"provider": "openai", "model": "gpt-4o-mini", "messages": [
        {"role": "system", "content": "Be brief.", "new": null},
        {"role": "user", "content": null},
    ]}});
    let body = update(&fresh, &[("/llm_config/messages/0/content", json!("Be kind."))]);
    assert_takes_in(CONTRACT, "UpdateAgentRequest", &body);
    let messages = json!([{"role": "system", "content": "Be kind.", "new": null}, {"role": "user"}]);
    assert_eq!(body["llm_config"]["messages"], messages);
}

#[test]
fn a_new_agent_is_sent_with_what_is_set_and_nothing_else() {
    let list = [
        ("/name", json!("Desk")),
        ("/first_message", Value::Null),
        ("/tts_config/provider", json!("openai")),
        ("/tts_config/voice_id", json!("alloy")),
        ("/tts_config/language", json!("nl")),
        ("/tts_config/speed", Value::Null),
    ];
    let body = Value::Object(create_body(&describe(), &edits(&list)).unwrap());
    assert_takes_in(CONTRACT, "CreateAgentRequest", &body);
    let voice = json!({"provider": "openai", "voice_id": "alloy", "language": "nl"});
    assert_eq!(body, json!({"name": "Desk", "tts_config": voice}));
}

#[test]
fn an_agent_that_speaks_by_itself_is_not_refused_for_a_language_that_was_carried_over() {
    let list = [
        ("/name", json!("Desk")),
        ("/llm_config/provider", json!("xai_realtime")),
        ("/llm_config/model", json!("grok-realtime")),
        ("/stt_config/language", json!("nl")),
        ("/tts_config/provider", json!("openai")),
        ("/tts_config/voice_id", json!("alloy")),
        ("/tts_config/language", json!("nl")),
    ];
    let body = Value::Object(create_body(&describe(), &edits(&list)).unwrap());
    assert_takes_in(CONTRACT, "CreateAgentRequest", &body);
    assert!(body.get("stt_config").is_none() && body["tts_config"]["voice_id"] == "alloy", "{body}");
}

#[test]
fn a_copy_of_every_setting_is_a_create_that_the_contract_takes() {
    let agent = agent();
    let description = describe();
    let writable = description.fields().map(|(_, field)| field);
    let writable = writable.filter(|field| field.access == callboard_model::FieldAccess::Editable);
    let values = writable.map(|field| (field.pointer.clone(), field.pointer.read_or_null(&agent))).collect();
    let body = Value::Object(create_body(&description, &Edits(values)).unwrap());
    assert_takes_in(CONTRACT, "CreateAgentRequest", &body);
    assert_eq!(body["tts_config"], agent["tts_config"]);
    assert_eq!(body["llm_config"], agent["llm_config"]);
}

proptest! {
    /// Whatever a server holds inside a configuration goes back with it; nobody loses what this program does not know.
    #[test]
    fn a_save_keeps_what_nobody_described(unknown in any_json(), name in "new_[a-z]{1,6}") {
        let mut fresh = agent();
        for configuration in ["stt_config", "llm_config", "tts_config"] {
            fresh[configuration][&name] = unknown.clone();
        }
        fresh["llm_config"]["messages"][0][&name] = unknown.clone();
        let body = update(&fresh, &[
            ("/stt_config/model", json!("m")),
            ("/llm_config/model", json!("m")),
            ("/tts_config/model", json!("m")),
        ]);
        for configuration in ["stt_config", "llm_config", "tts_config"] {
            prop_assert_eq!(&body[configuration][&name], &unknown);
            prop_assert_eq!(&body[configuration]["provider"], &fresh[configuration]["provider"]);
        }
        prop_assert_eq!(&body["llm_config"]["messages"], &fresh["llm_config"]["messages"]);
        prop_assert_eq!(body.as_object().unwrap().len(), 3);
    }

    /// An edit of any place and any value is either sent in a form that names only known members, or refused by name.
    #[test]
    fn no_edit_leads_to_a_member_that_the_contract_does_not_have(
        place in prop::sample::select(describe().fields().map(|(_, field)| field.pointer.clone()).collect::<Vec<Pointer>>()),
        value in any_json(),
    ) {
        match update_body(&describe(), &agent(), &Edits([(place.clone(), value)].into())) {
            Ok(body) => {
                let refused = refusals_in(CONTRACT, "UpdateAgentRequest", &Value::Object(body));
                let unknown: Vec<_> = refused.iter().filter(|text| text.contains("Additional")).collect();
                prop_assert!(unknown.is_empty(), "{unknown:?}");
            }
            Err(error) => prop_assert_eq!(error.field, Some(place)),
        }
    }
}
