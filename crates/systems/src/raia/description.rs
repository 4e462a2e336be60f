//! raia described as data: what a connection needs, what an agent says of itself, and what can be asked beside it.
//!
//! Source of the fields: the vendor's reference of its external agents API. The two values of `triggerCondition` are those
//! that its pages show; the list is not published, so another one may be typed.

use callboard_model::{
    Capabilities, ChoiceOption, Clearing, Colour, ConnectionField, ConnectionInput, Control, FieldAccess,
    FieldDescription, Group, Meaning, Section, SectionKind, SystemDescription, SystemId,
};

use crate::connection::{self, LONGEST_CREDENTIAL};

/// raia as data.
pub(super) fn describe() -> SystemDescription {
    SystemDescription {
        id: SystemId::new("raia"),
        name: "raia".to_owned(),
        initials: "ra".to_owned(),
        colour: Colour { red: 0x56, green: 0x70, blue: 0x2b },
        capabilities: Capabilities::default(),
        connection: connection(),
        sections: vec![
            Section::new("profile", SectionKind::Form, profile()),
            Section::new("users", SectionKind::Users, vec![Group::new("users", Vec::new())]),
            Section::new("statistic", SectionKind::Statistic, vec![Group::new("statistic", Vec::new())]),
            Section::new("webhooks", SectionKind::Webhooks, vec![Group::new("webhook", webhook())]),
        ],
        secret_members: crate::secrets::secret_words(),
    }
}

fn connection() -> Vec<ConnectionField> {
    let keys = ConnectionInput::AgentKeys { maximum_bytes: LONGEST_CREDENTIAL };
    vec![
        ConnectionField { required: false, ..connection::field("agentKeys", keys) },
        ConnectionField { required: false, ..connection::credential() },
        ConnectionField { rarely_used: false, ..connection::base_url("https://api.raia2.com") },
    ]
}

fn profile() -> Vec<Group> {
    vec![
        Group::new(
            "identity",
            vec![
                shown("name").meaning(Meaning::Name),
                shown("publicName"),
                shown("role"),
                shown("description").meaning(Meaning::Description),
                shown("status"),
                shown("tags"),
                shown("avatarUrl"),
            ],
        ),
        Group::new("organization", vec![shown("organizationName"), shown("organizationId")]),
        Group::new("more", vec![shown("id"), shown("vectorStoreId")]).rarely_used(),
    ]
}

/// The request that creates a webhook, below a place that no agent's document has: the page of webhooks draws its form
/// from these fields.
fn webhook() -> Vec<FieldDescription> {
    let conditions = Control::Choice {
        options: vec![ChoiceOption::new("each_message"), ChoiceOption::new("end_dialog")],
        open: true,
        learned: None,
    };
    vec![
        creating("title", "title", Control::Text).required(),
        // An agent's own description has the same name.
        creating("description", "webhookDescription", Control::LongText).required(),
        creating("url", "url", Control::Url).required(),
        creating("triggerCondition", "trigger", conditions).required(),
        creating("headers", "headers", Control::Pairs),
    ]
}

/// Only shown: raia has no operation that changes an agent.
fn shown(name: &str) -> FieldDescription {
    FieldDescription::new(&format!("/{name}"), name, Control::Shown)
        .with_access(FieldAccess::ReadOnly)
        .cleared_by(Clearing::NotPossible)
}

/// Part of creating a webhook.
fn creating(member: &str, key: &str, control: Control) -> FieldDescription {
    FieldDescription::new(&format!("/webhook/{member}"), key, control)
        .with_access(FieldAccess::CreateOnly)
        .cleared_by(Clearing::NotPossible)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::contract;

    /// The members below a place of the document; the whole document's where it is empty.
    fn described(parent: &str, access: FieldAccess) -> BTreeSet<String> {
        let description = describe();
        description
            .fields()
            .filter(|(_, field)| field.access == access)
            .filter_map(|(_, field)| field.pointer.as_str().strip_prefix(parent)?.strip_prefix('/'))
            .map(str::to_owned)
            .collect()
    }

    fn members(schema: &str) -> BTreeSet<String> {
        contract::members_of("raia", schema).into_iter().collect()
    }

    #[test]
    fn every_member_of_an_agent_is_shown_and_none_can_be_edited() {
        assert_eq!(described("", FieldAccess::ReadOnly), members("Agent"));
        assert!(describe().fields().all(|(_, field)| field.access != FieldAccess::Editable));
    }

    #[test]
    fn every_member_of_a_webhook_is_asked_for_and_what_is_required_says_so() {
        assert_eq!(described("/webhook", FieldAccess::CreateOnly), members("CreateWebhookRequest"));
        let schema = contract::schema_of("raia", "CreateWebhookRequest");
        let required = schema.get("required").and_then(serde_json::Value::as_array).cloned();
        let required: BTreeSet<_> =
            required.unwrap_or_default().iter().filter_map(|name| Some(name.as_str()?.to_owned())).collect();
        let description = describe();
        let said: BTreeSet<_> = description
            .fields()
            .filter(|(_, field)| field.required)
            .filter_map(|(_, field)| field.pointer.segments().last())
            .collect();
        assert_eq!(said, required);
    }

    #[test]
    fn names_and_places_are_unique() {
        let description = describe();
        let fields: Vec<_> = description.fields().map(|(_, field)| field).collect();
        let keys: BTreeSet<_> = fields.iter().map(|field| &field.key).collect();
        let places: BTreeSet<_> = fields.iter().map(|field| &field.pointer).collect();
        assert_eq!((keys.len(), places.len()), (fields.len(), fields.len()));
    }

    #[test]
    fn no_key_is_required_for_either_kind_is_enough() {
        let fields = describe().connection;
        assert!(fields.iter().all(|field| !field.required || field.key == connection::BASE_URL));
    }
}
