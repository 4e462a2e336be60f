//! MessageFlow described as data: what a connection needs, and every setting of an agent.
//!
//! Source of the fields and voices: the vendor's agents reference, as written down in the contract. The items of
//! `function_ids` and `tools` and the members of `actions` are not documented, so any JSON is kept there.

use callboard_model::{
    Capabilities, ChoiceOption, Clearing, Colour, ConnectionField, ConnectionInput, Control, FieldAccess,
    FieldDescription, Group, ItemIdentity, JsonForm, Meaning, Pointer, Section, SectionKind,
    SystemDescription, SystemId,
};
use serde_json::json;

use crate::connection;

/// Key of the tenant's id.
pub(super) const TENANT: &str = "tenantId";

/// The agent's prompts.
pub(super) const PROMPTS: &str = "/configuration/prompt";

/// Every voice the document lists.
pub(super) const VOICES: [&str; 8] = ["alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse"];

/// MessageFlow as data.
pub(super) fn describe() -> SystemDescription {
    let form = |id: &str, groups| Section::new(id, SectionKind::Form, groups);
    SystemDescription {
        id: SystemId::new("messageflow"),
        name: "MessageFlow".to_owned(),
        initials: "MF".to_owned(),
        colour: Colour { red: 0x38, green: 0x67, blue: 0xb5 },
        capabilities: Capabilities::default(),
        connection: connection(),
        sections: vec![
            form(
                "profile",
                vec![Group::new("identity", identity()), Group::new("more", more()).rarely_used()],
            ),
            form("prompts", vec![Group::new("prompts", vec![prompts()])]),
        ],
        secret_members: crate::secrets::secret_words(),
    }
}

fn connection() -> Vec<ConnectionField> {
    let tenant = connection::field(TENANT, ConnectionInput::Text);
    vec![tenant, connection::credential(), connection::base_url("https://a.messageflow.ai/api/v1")]
}

fn identity() -> Vec<FieldDescription> {
    vec![
        FieldDescription::new("/name", "name", Control::Text)
            .required()
            .cleared_by(Clearing::NotPossible)
            .meaning(Meaning::Name),
        FieldDescription::new("/description", "description", Control::LongText)
            .cleared_by(Clearing::EmptyText)
            .meaning(Meaning::Description),
        shown("/number", "number"),
    ]
}

fn more() -> Vec<FieldDescription> {
    vec![
        shown("/id", "id"),
        FieldDescription::new("/configuration/name", "configurationName", Control::Text)
            .cleared_by(Clearing::EmptyText),
        FieldDescription::new("/configuration/description", "configurationDescription", Control::LongText)
            .cleared_by(Clearing::EmptyText),
    ]
}

fn prompts() -> FieldDescription {
    let control = Control::Records {
        fields: prompt(),
        title: Some(pointer("/name")),
        blank: json!({"name": "", "prompt": "", "initial_response": ""}),
    };
    FieldDescription::new(PROMPTS, "prompts", control)
        .cleared_by(Clearing::EmptyCollection)
        .known_by(ItemIdentity::first_of(&["id"]))
}

/// The fields of one prompt.
fn prompt() -> Vec<FieldDescription> {
    let voices = VOICES.map(ChoiceOption::new).to_vec();
    let text = |place: &str, key: &str, control| {
        FieldDescription::new(place, key, control).cleared_by(Clearing::EmptyText)
    };
    let json = |place: &str, key: &str, expected| {
        FieldDescription::new(place, key, Control::Json { expected }).cleared_by(Clearing::EmptyCollection)
    };
    vec![
        text("/name", "promptName", Control::Text),
        text("/prompt", "promptText", Control::LongText),
        text("/initial_response", "initialResponse", Control::LongText),
        FieldDescription::new(
            "/voice",
            "voice",
            Control::Choice { options: voices, open: false, learned: None },
        )
        .cleared_by(Clearing::NotPossible),
        json("/function_ids", "functionIds", JsonForm::Array).known_by(ItemIdentity::Value),
        json("/tools", "tools", JsonForm::Array).known_by(ItemIdentity::first_of(&[
            "id",
            "name",
            "/function/name",
        ])),
        json("/actions", "actions", JsonForm::Object),
        text("/integration/name", "integrationName", Control::Text),
        text("/integration/server", "integrationServer", Control::Url),
        text("/integration/bearer_token", "integrationToken", Control::Secret),
        shown("/integration/id", "integrationId"),
        shown("/id", "promptId"),
    ]
}

/// A pointer written in this room, which the tests read in full.
pub(super) fn pointer(text: &str) -> Pointer {
    Pointer::parse(text).unwrap_or_else(|_| Pointer::of_member(text))
}

/// Only shown.
fn shown(place: &str, key: &str) -> FieldDescription {
    FieldDescription::new(place, key, Control::Shown)
        .with_access(FieldAccess::ReadOnly)
        .cleared_by(Clearing::NotPossible)
}

#[cfg(test)]
mod tests;
