#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;

use super::*;
use crate::contract::{members_of, schema_of};

const CONTRACT: &str = "messageflow";

fn places() -> BTreeSet<String> {
    describe().fields().map(|(_, field)| field.pointer.as_str().to_owned()).collect()
}

#[test]
fn every_member_of_both_requests_can_be_edited() {
    let editable: BTreeSet<String> = describe()
        .fields()
        .filter(|(_, field)| field.access == FieldAccess::Editable)
        .map(|(_, field)| field.pointer.root())
        .collect();
    for schema in ["CreateAgentFields", "UpdateAgentFields"] {
        assert_eq!(editable, members_of(CONTRACT, schema).into_iter().collect());
    }
    for member in members_of(CONTRACT, "ConfigurationInput") {
        assert!(places().contains(&format!("/configuration/{member}")), "nobody can set {member}");
    }
}

#[test]
fn every_member_of_a_prompt_and_its_integration_is_on_its_card() {
    let cards: BTreeSet<String> = prompt().iter().map(|field| field.pointer.as_str().to_owned()).collect();
    for member in members_of(CONTRACT, "PromptInput").iter().filter(|member| *member != "integration") {
        assert!(cards.contains(&format!("/{member}")), "nobody would see {member}");
    }
    let integration = &schema_of(CONTRACT, "PromptInput")["properties"]["integration"]["properties"];
    for member in integration.as_object().unwrap().keys() {
        assert!(cards.contains(&format!("/integration/{member}")), "nobody would see {member}");
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
fn the_voices_are_those_of_the_contract() {
    let voices = &schema_of(CONTRACT, "PromptInput")["properties"]["voice"]["enum"];
    assert_eq!(voices, &json!(VOICES));
}

#[test]
fn names_are_unique_and_places_are_pointers() {
    let (description, cards) = (describe(), prompt());
    let fields: Vec<_> = description.fields().map(|(_, field)| field).chain(&cards).collect();
    let keys: BTreeSet<_> = fields.iter().map(|field| &field.key).collect();
    assert_eq!(keys.len(), fields.len());
    assert!(fields.iter().all(|field| !field.pointer.as_str().contains('~')), "a pointer lacks its slash");
}
