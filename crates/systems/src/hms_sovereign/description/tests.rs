#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;

use serde_json::Value;

use super::*;
use crate::contract::{members_of, schema_of};

const CONTRACT: &str = "hms-sovereign";

fn places() -> BTreeSet<String> {
    describe().fields().map(|(_, field)| field.pointer.as_str().to_owned()).collect()
}

/// What the document itself has; the rest is known from the vendor's client library alone.
fn documented(schema: &str) -> BTreeSet<String> {
    let members = schema_of(CONTRACT, schema)["properties"].clone();
    let beyond = |name: &String| members[name]["x-beyond-document"] == Value::Bool(true);
    members_of(CONTRACT, schema).into_iter().filter(|name| !beyond(name)).collect()
}

#[test]
fn every_member_of_both_requests_and_of_each_configuration_can_be_edited() {
    let editable: BTreeSet<String> = describe()
        .fields()
        .filter(|(_, field)| field.access == FieldAccess::Editable)
        .map(|(_, field)| field.pointer.root())
        .collect();
    assert_eq!(editable, documented("CreateAgentRequest"));
    assert_eq!(editable, documented("UpdateAgentRequest"));
    for (schema, place) in
        [("SttConfig", STT), ("LlmConfig", LLM), ("TtsConfig", TTS), ("AnalysisPlan", "/analysis_plan")]
    {
        for member in documented(schema) {
            assert!(places().contains(&format!("{place}/{member}")), "nobody can set {place}/{member}");
        }
    }
}

#[test]
fn every_member_of_the_answer_is_shown_somewhere() {
    let roots: BTreeSet<String> = describe().fields().map(|(_, field)| field.pointer.root()).collect();
    for member in members_of(CONTRACT, "Agent") {
        assert!(roots.contains(&member), "nobody would see {member}");
    }
}

#[test]
fn a_configuration_needs_what_the_contract_says_it_needs() {
    for (schema, place) in [("SttConfig", STT), ("LlmConfig", LLM), ("TtsConfig", TTS)] {
        let schema = schema_of(CONTRACT, schema);
        let needed: BTreeSet<String> = schema["required"]
            .as_array()
            .unwrap()
            .iter()
            .map(|name| format!("{place}/{}", name.as_str().unwrap()))
            .collect();
        let description = describe();
        let required = description.fields().map(|(_, field)| field);
        let required = required.filter(|field| field.required_within == Some(pointer(place)));
        assert_eq!(required.map(|field| field.pointer.as_str().to_owned()).collect::<BTreeSet<_>>(), needed);
    }
}

#[test]
fn providers_and_models_are_those_of_the_contract() {
    let values = |wanted: &str| {
        let description = describe();
        let field = description.fields().find(|(_, field)| field.pointer == pointer(wanted)).unwrap().1;
        let Control::Choice { options, .. } = &field.control else { return Value::Null };
        Value::from(options.iter().map(|option| option.value.clone()).collect::<Vec<_>>())
    };
    for (schema, place) in
        [("SttConfig", STT_PROVIDER), ("LlmConfig", LLM_PROVIDER), ("TtsConfig", TTS_PROVIDER)]
    {
        assert_eq!(values(place), schema_of(CONTRACT, schema)["properties"]["provider"]["enum"], "{place}");
    }
    let known = &schema_of(CONTRACT, "TtsConfig")["properties"]["model"]["x-known-values"];
    assert_eq!(&values("/tts_config/model"), known);
}

#[test]
fn numbers_have_the_bounds_of_the_contract() {
    let description = describe();
    for (schema, place) in [("LlmConfig", LLM), ("TtsConfig", TTS)] {
        let members = schema_of(CONTRACT, schema)["properties"].clone();
        for (name, member) in members.as_object().unwrap() {
            let place = pointer(&format!("{place}/{name}"));
            let field = description.fields().find(|(_, field)| field.pointer == place);
            if let (Some(largest), Some((_, field))) = (member["maximum"].as_f64(), field) {
                let Control::Number { minimum, maximum, .. } = field.control else { unreachable!("{name}") };
                assert_eq!((minimum, maximum), (member["minimum"].as_f64(), Some(largest)), "{name}");
            }
        }
    }
}

#[test]
fn the_speed_is_bounded_for_elevenlabs_alone() {
    let description = describe();
    let shown = |provider: &str| -> Vec<Option<f64>> {
        let document = json!({"tts_config": {"provider": provider}});
        let fields = description.fields().map(|(_, field)| field);
        let speeds =
            fields.filter(|field| field.pointer == pointer("/tts_config/speed") && field.is_shown(&document));
        speeds
            .map(|field| match field.control {
                Control::Number { maximum, .. } => maximum,
                _ => None,
            })
            .collect()
    };
    assert_eq!(shown("elevenlabs"), [Some(2.0)]);
    assert_eq!(shown("openai"), [None]);
}

#[test]
fn names_are_unique_and_places_are_pointers() {
    let description = describe();
    let fields: Vec<_> = description.fields().map(|(_, field)| field).collect();
    let keys: BTreeSet<_> = fields.iter().map(|field| &field.key).collect();
    assert_eq!(keys.len(), fields.len());
    assert!(fields.iter().all(|field| !field.pointer.as_str().contains('~')), "a pointer lacks its slash");
}
