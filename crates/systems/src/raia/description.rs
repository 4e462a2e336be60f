//! raia described as data: what a connection needs, what an agent says of itself, and what can be asked beside it.
//!
//! Source of the fields: the vendor's reference of its external agents API. The two values of `triggerCondition` are those
//! that its pages show; the list is not published, so another one may be typed.

use callboard_model::{
    Access, Capabilities, ChoiceOption, Clearing, ConnectionField, ConnectionInput, Control,
    FieldDescription, Group, Meaning, Section, SectionKind, SystemDescription, SystemId,
};

/// Key of the base URL among a connection's values.
pub(super) const BASE_URL: &str = "baseUrl";

/// The least that all keychains hold, in bytes.
const LONGEST_KEY: u32 = 2048;

/// Members that would hold a secret in an answer whose form is not documented (that of a created webhook). Header names
/// as they are usually written, and the usual names of secrets.
const SECRET_MEMBERS: [&str; 14] = [
    "Authorization",
    "authorization",
    "Proxy-Authorization",
    "X-Api-Key",
    "x-api-key",
    "apiKey",
    "api_key",
    "token",
    "accessToken",
    "access_token",
    "secret",
    "secretKey",
    "signingSecret",
    "password",
];

/// raia as data.
pub(super) fn describe() -> SystemDescription {
    SystemDescription {
        id: SystemId::new("raia"),
        name: "raia".to_owned(),
        initials: "ra".to_owned(),
        capabilities: Capabilities {
            list: true,
            read: true,
            agent_keys: true,
            users: true,
            statistic: true,
            create_webhook: true,
            ..Capabilities::default()
        },
        connection: connection(),
        sections: vec![
            Section::new("profile", SectionKind::Form, profile()),
            Section::new("users", SectionKind::Users, vec![Group::new("users", Vec::new())]),
            Section::new("statistic", SectionKind::Statistic, vec![Group::new("statistic", Vec::new())]),
            Section::new("webhooks", SectionKind::Webhooks, vec![Group::new("webhook", webhook())]),
        ],
        secret_members: SECRET_MEMBERS.map(str::to_owned).into(),
    }
}

fn connection() -> Vec<ConnectionField> {
    let field = |key: &str, input, required, default: Option<&str>| ConnectionField {
        key: key.to_owned(),
        input,
        required,
        default: default.map(str::to_owned),
        rarely_used: false,
    };
    vec![
        field("agentKeys", ConnectionInput::AgentKeys { maximum_bytes: LONGEST_KEY }, false, None),
        field("credential", ConnectionInput::Secret { maximum_bytes: LONGEST_KEY }, false, None),
        field(BASE_URL, ConnectionInput::BaseUrl, true, Some("https://api.raia2.com")),
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
        .with_access(Access::ReadOnly)
        .cleared_by(Clearing::NotPossible)
}

/// Part of creating a webhook.
fn creating(member: &str, key: &str, control: Control) -> FieldDescription {
    FieldDescription::new(&format!("/webhook/{member}"), key, control)
        .with_access(Access::CreateOnly)
        .cleared_by(Clearing::NotPossible)
}
