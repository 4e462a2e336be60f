//! Diga described as data: what a connection needs, and every setting of an agent.
//!
//! Source of the fields: the vendor's "Update Agent" reference, and for `voice_speed`, `background_audio`,
//! `dynamic_variables`, `pronunciation_dict` and the second form of a call tool the public page of the same operation.
//! Bounds are the document's; where it states none, none is invented.

use callboard_model::{
    Capabilities, ChoiceOption, Clearing, Colour, Condition, ConnectionField, Control, FieldAccess,
    FieldDescription, Group, ItemIdentity, JsonForm, Learned, Meaning, OptionalOperation, Pointer, Section,
    SectionKind, SystemDescription, SystemId, Unit,
};
use serde_json::json;

use crate::connection;

/// The languages of the document, in its order.
const LANGUAGES: [&str; 38] = [
    "es", "en", "multi", "fr", "ca", "de", "bg", "zh", "zh-TW", "zh-HK", "cs", "da", "nl", "et", "fi",
    "nl-BE", "de-CH", "el", "hi", "hu", "id", "it", "ja", "ko", "lv", "lt", "ms", "no", "pl", "pt", "ro",
    "ru", "sk", "sv", "th", "tr", "uk", "vi",
];

/// Diga as data.
pub(super) fn describe() -> SystemDescription {
    SystemDescription {
        id: SystemId::new("diga"),
        name: "Diga".to_owned(),
        initials: "D".to_owned(),
        colour: Colour { red: 0xa8, green: 0x57, blue: 0x2b },
        capabilities: Capabilities {
            account_decides: vec![OptionalOperation::List, OptionalOperation::Versions],
            ..Capabilities::default()
        },
        connection: connection(),
        sections: vec![
            Section::new("conversation", SectionKind::Form, conversation()),
            Section::new("speech", SectionKind::Form, speech()),
            Section::new("reminders", SectionKind::Form, vec![Group::new("reminders", reminders())]),
            Section::new("knowledge", SectionKind::Form, vec![Group::new("knowledge", knowledge())]),
            Section::new("tools", SectionKind::Form, tools()),
            Section::new("versions", SectionKind::Versions, vec![Group::new("version", version())]),
            Section::new("about", SectionKind::Form, vec![Group::new("about", about())]),
        ],
        secret_members: crate::secrets::secret_words(),
    }
}

fn connection() -> Vec<ConnectionField> {
    vec![connection::credential(), connection::base_url("https://api.diga.io")]
}

fn conversation() -> Vec<Group> {
    vec![
        Group::new(
            "identity",
            vec![
                field("name", Control::Text).meaning(Meaning::Name),
                field("description", Control::LongText).meaning(Meaning::Description),
            ],
        ),
        Group::new(
            "conversation",
            vec![
                field("greeting", Control::LongText).meaning(Meaning::FirstMessage),
                field("time_before_start", number(Some(Unit::Seconds))),
                field("prompt", Control::LongText).meaning(Meaning::Prompt),
                field("mode", choice(&["free", "path"], false)),
                field("conversational_path_id", reference("/conversational_path_id"))
                    .when(Condition::is("/mode", &["path"])),
            ],
        ),
        Group::new(
            "conversationMore",
            vec![field("dynamic_variables", Control::Json { expected: JsonForm::Object })],
        )
        .rarely_used(),
    ]
}

fn speech() -> Vec<Group> {
    let named =
        Learned { from: pointer("/voice"), value: Some(pointer("/id")), label: Some(pointer("/name")) };
    let language = Control::Language { known: LANGUAGES.map(str::to_owned).into(), open: false };
    let keywords = Control::Chips { known: Vec::new(), learned: None, uuid: false };
    let background = Control::Choice {
        options: vec![ChoiceOption::new("call_center")],
        open: true,
        learned: Some(learned("/background_audio")),
    };
    vec![
        Group::new(
            "speech",
            vec![
                field("voice_id", Control::Reference { learned: Some(named) }),
                shown("voice", Control::Shown),
                field("language", language).meaning(Meaning::Language),
                field("boosted_keywords", keywords).meaning(Meaning::Keywords).known_by(ItemIdentity::Value),
            ],
        ),
        Group::new(
            "speechMore",
            vec![
                field("voice_speed", number(None)),
                field("background_audio", background),
                field("pronunciation_dict", Control::Json { expected: JsonForm::Object }),
            ],
        )
        .rarely_used(),
    ]
}

fn reminders() -> Vec<FieldDescription> {
    let count = Control::Number { minimum: Some(0.0), maximum: None, whole: true, unit: None, slider: None };
    let frequency = Control::Duration { minimum: Some(1000.0), maximum: None, stored: Unit::Milliseconds };
    vec![
        field("max_reminder_count", count).with_preset(3),
        field("reminder_frequency_ms", frequency).with_preset(7500),
        // Said one after the other, and the same words may come twice.
        field("reminder_messages", Control::Lines).known_by(ItemIdentity::place()),
    ]
}

fn knowledge() -> Vec<FieldDescription> {
    let bases =
        Control::Chips { known: Vec::new(), learned: Some(learned("/knowledge_base_ids")), uuid: true };
    vec![field("knowledge_base_ids", bases).known_by(ItemIdentity::Value)]
}

fn tools() -> Vec<Group> {
    let named = Learned {
        from: pointer("/integrations"),
        value: Some(pointer("/integration_id")),
        label: Some(pointer("/name")),
    };
    let built_in = Learned {
        from: pointer("/call_tools"),
        value: Some(pointer("/call_tool_id")),
        label: Some(pointer("/name")),
    };
    // No document names a member that says an item's name; where an answer has one, it is the title.
    let integrations = Control::Records {
        fields: vec![
            field("integration_id", Control::Reference { learned: Some(named) }).required(),
            field("tool_ids", Control::Chips { known: Vec::new(), learned: None, uuid: true })
                .known_by(ItemIdentity::Value),
        ],
        title: Some(pointer("/name")),
        blank: json!({ "tool_ids": [] }),
    };
    let call_tools = Control::Records {
        fields: vec![
            field("call_tool_id", Control::Reference { learned: Some(built_in) }),
            field("settings", Control::Json { expected: JsonForm::Object }),
            current("/name", "call_tool_name", Control::Text),
            current("/type", "call_tool_type", choice(&["transfer_call"], true)),
            current("/target_number", "target_number", Control::Phone),
            current("/description", "call_tool_description", Control::LongText),
            current("/transfer_type", "transfer_type", choice(&["transfer"], true)),
        ],
        title: Some(pointer("/name")),
        blank: json!({}),
    };
    vec![
        Group::new(
            "redirect",
            vec![field("redirect_number", Control::Phone).meaning(Meaning::RedirectNumber)],
        ),
        Group::new(
            "tools",
            vec![
                field("call_tools", call_tools).replacing_all().known_by(ItemIdentity::first_of(&[
                    "call_tool_id",
                    "id",
                    "name",
                ])),
                field("integrations", integrations).replacing_all().known_by(ItemIdentity::first_of(&[
                    "integration_id",
                    "id",
                    "name",
                ])),
            ],
        ),
    ]
}

fn version() -> Vec<FieldDescription> {
    vec![
        shown("version_name", Control::Shown),
        shown("version_number", Control::Shown),
        shown("is_draft", Control::Shown),
        shown("is_published", Control::Shown),
        shown("version_created_at", Control::Moment),
        shown("version_id", Control::Shown),
    ]
}

fn about() -> Vec<FieldDescription> {
    vec![
        shown("agent_id", Control::Shown),
        shown("created_at", Control::Moment),
        shown("modified_at", Control::Moment),
    ]
}

/// A member that an update may change, or empty with null: the document lets every one of them be null.
fn field(name: &str, control: Control) -> FieldDescription {
    FieldDescription::new(&format!("/{name}"), name, control)
}

/// A member of a call tool in the form that the public page shows today.
fn current(place: &str, key: &str, control: Control) -> FieldDescription {
    FieldDescription::new(place, key, control)
}

/// Only shown.
fn shown(name: &str, control: Control) -> FieldDescription {
    field(name, control).with_access(FieldAccess::ReadOnly).cleared_by(Clearing::NotPossible)
}

/// A number without bounds: the document states none.
fn number(unit: Option<Unit>) -> Control {
    Control::Number { minimum: None, maximum: None, whole: false, unit, slider: None }
}

fn choice(values: &[&str], open: bool) -> Control {
    Control::Choice { options: values.iter().copied().map(ChoiceOption::new).collect(), open, learned: None }
}

fn reference(from: &str) -> Control {
    Control::Reference { learned: Some(learned(from)) }
}

fn learned(from: &str) -> Learned {
    Learned { from: pointer(from), value: None, label: None }
}

/// A pointer written in this file, which the tests read in full.
fn pointer(text: &str) -> Pointer {
    Pointer::parse(text).unwrap_or_else(|_| Pointer::of_member(text))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]
    use std::collections::BTreeSet;

    use super::*;
    use crate::System;
    use crate::contract;
    use crate::diga::Diga;

    fn roots(wanted: impl Fn(FieldAccess) -> bool) -> BTreeSet<String> {
        let description = describe();
        let chosen = description.fields().filter(|(_, field)| wanted(field.access));
        chosen.map(|(_, field)| field.pointer.root()).collect()
    }

    fn members(schema: &str) -> BTreeSet<String> {
        contract::members_of("diga", schema).into_iter().collect()
    }

    fn control(key: &str) -> Control {
        describe().fields().find(|(_, field)| field.key == key).unwrap().1.control.clone()
    }

    #[test]
    fn every_member_of_the_update_can_be_edited_and_nothing_else() {
        assert_eq!(roots(|access| access == FieldAccess::Editable), members("UpdateAgentRequest"));
    }

    #[test]
    fn every_member_of_the_answer_is_shown_somewhere() {
        let missing: Vec<_> = members("Agent").difference(&roots(|_| true)).cloned().collect();
        assert!(missing.is_empty(), "nobody would see {missing:?}");
    }

    #[test]
    fn both_lists_that_replace_everything_say_so_and_show_every_member_of_their_items() {
        for (key, schemas) in [
            ("integrations", vec!["IntegrationToolsRequest"]),
            ("call_tools", vec!["CallToolRequest", "CallToolRequestCurrent"]),
        ] {
            let Control::Records { fields, .. } = control(key) else { panic!("{key} is no list of records") };
            let described: BTreeSet<String> = fields.iter().map(|field| field.pointer.root()).collect();
            let documented: BTreeSet<String> = schemas.into_iter().flat_map(members).collect();
            assert_eq!(described, documented);
            assert!(describe().fields().any(|(_, field)| field.key == key && field.replaces_all));
        }
    }

    #[test]
    fn languages_modes_and_bounds_are_those_of_the_contract() {
        let schema = contract::schema_of("diga", "UpdateAgentRequest");
        let values = |name: &str| {
            let listed = schema["properties"][name]["enum"].as_array().unwrap();
            listed.iter().filter_map(|value| Some(value.as_str()?.to_owned())).collect::<Vec<_>>()
        };
        let Control::Language { known, open } = control("language") else {
            panic!("language is another control")
        };
        assert_eq!((known, open), (values("language"), false));
        let Control::Choice { options, open, .. } = control("mode") else { panic!("mode is no choice") };
        let modes: Vec<_> = options.into_iter().map(|option| option.value).collect();
        assert_eq!((modes, open), (values("mode"), false));
        for (key, name) in [("max_reminder_count", "minimum"), ("reminder_frequency_ms", "minimum")] {
            let (Control::Number { minimum, .. } | Control::Duration { minimum, .. }) = control(key) else {
                panic!("{key} is no number")
            };
            assert_eq!(minimum, schema["properties"][key][name].as_f64(), "{key}");
        }
        let presets = contract::schema_of("diga", "Agent");
        for (_, field) in describe().fields().filter(|(_, field)| field.preset.is_some()) {
            assert_eq!(field.preset.as_ref(), Some(&presets["properties"][&field.key]["default"]));
        }
    }

    #[test]
    fn names_and_places_are_unique_and_places_are_pointers() {
        let description = describe();
        let fields: Vec<_> = description.fields().map(|(_, field)| field).collect();
        let nested = fields.iter().flat_map(|field| match &field.control {
            Control::Records { fields, .. } => fields.iter().collect(),
            _ => Vec::new(),
        });
        let all: Vec<_> = fields.iter().copied().chain(nested).collect();
        let keys: BTreeSet<_> = all.iter().map(|field| &field.key).collect();
        assert_eq!(keys.len(), all.len(), "two fields would share their words");
        let places: BTreeSet<_> = fields.iter().map(|field| &field.pointer).collect();
        assert_eq!(places.len(), fields.len());
        assert!(all.iter().all(|field| !field.pointer.as_str().contains('~')), "a pointer lacks its slash");
    }

    #[test]
    fn nothing_but_what_the_account_may_lack_and_the_update_is_promised() {
        let diga = Diga::new();
        let parts = diga.parts();
        assert!(parts.update.is_some() && parts.by_id.is_some());
        assert!(parts.read.is_none() && parts.create.is_none() && parts.delete.is_none());
        let capabilities = &diga.description().capabilities;
        assert_eq!(capabilities.account_decides, [OptionalOperation::List, OptionalOperation::Versions]);
    }
}
