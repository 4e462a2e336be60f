//! A system described as data: what it can do, what a connection needs, and the sections of fields its agents have.
//! The form is drawn from this and the validation runs from it.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::field::{Condition, FieldDescription};
use crate::ids::SystemId;
use crate::schedule::ScheduleCapability;

/// Everything the program knows about a system before it speaks to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SystemDescription {
    /// Short name; catalogue texts of the system begin with it.
    pub id: SystemId,
    /// The vendor's own name, the same in every language.
    pub name: String,
    /// One or two letters for the rail.
    pub initials: String,
    /// The colour of its mark, the same in light and dark. White letters on it have a contrast of at least 4.5:1.
    pub colour: Colour,
    /// What its API can do, with limits.
    pub capabilities: Capabilities,
    /// What a connection needs, in the order to ask.
    pub connection: Vec<ConnectionField>,
    /// The sections of an agent's page, in order.
    pub sections: Vec<Section>,
    /// The words, joined by `_`, that names of secrets end with, for whoever shows what was just typed: the same for every system.
    /// What leaves the core is masked by closer rules.
    pub secret_members: Vec<String>,
}

/// A colour on a screen (sRGB).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Colour {
    /// 0 to 255.
    pub red: u8,
    /// 0 to 255.
    pub green: u8,
    /// 0 to 255.
    pub blue: u8,
}

impl SystemDescription {
    /// Every described field with the section it stands in.
    pub fn fields(&self) -> impl Iterator<Item = (&Section, &FieldDescription)> {
        self.sections.iter().flat_map(|section| {
            section
                .groups
                .iter()
                .flat_map(move |group| group.fields.iter().map(move |field| (section, field)))
        })
    }
}

/// What a system's API lets an admin do, as far as the window asks. A flag is about the documented API, not about one
/// account's rights.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "each flag is one independent operation of an API")]
pub struct Capabilities {
    /// Agents can be created.
    pub create: bool,
    /// Agents can be deleted.
    pub delete: bool,
    /// The caller has an agent of their own.
    pub own_agent: bool,
    /// Current workload can be read.
    pub workload: bool,
    /// An agent is added by its id, because a list may be missing.
    pub by_id: bool,
    /// Each agent has a key of its own, and is there because its key is.
    pub agent_keys: bool,
    /// Operations beyond the vendor's document, which some accounts have: asked once and remembered
    /// ([`crate::Connection::offers`]).
    pub account_decides: Vec<OptionalOperation>,
    /// What the system can store of a week, where it stores one.
    pub schedule: Option<ScheduleCapability>,
    /// Requests allowed per minute, where documented.
    pub requests_per_minute: Option<u32>,
}

/// An operation that some accounts of a system have and others do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum OptionalOperation {
    /// The list of agents.
    List,
    /// An agent's versions, and launching one.
    Versions,
}

/// One value that a connection needs. Texts: `{system}.connection.{key}.label`, `.hint` and `.where`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionField {
    /// Name inside [`crate::Connection::values`]; the credential's is `credential` and is never stored there.
    pub key: String,
    /// How it is asked.
    pub input: ConnectionInput,
    /// Whether it has to be given.
    pub required: bool,
    /// What is filled in to begin with.
    pub default: Option<String>,
    /// Whether it is folded away under "More".
    pub rarely_used: bool,
}

/// How a connection's value is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ConnectionInput {
    /// A line of text.
    Text,
    /// The address of the API; HTTPS, or HTTP to loopback only.
    BaseUrl,
    /// The credential. At most `maximum_bytes` long, the least that all keychains hold.
    Secret {
        /// Longest credential, in bytes of UTF-8.
        maximum_bytes: u32,
    },
    /// Any number of keys, one for each agent. They are added and removed on the connection's own page.
    AgentKeys {
        /// Longest key, in bytes of UTF-8.
        maximum_bytes: u32,
    },
    /// One of a closed list; texts: `{system}.connection.{key}.option.{value}`.
    Choice {
        /// The values.
        options: Vec<String>,
    },
}

/// A section of an agent's page. Texts: `{system}.section.{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Section {
    /// Name, unique within the system.
    pub id: String,
    /// How the page draws it.
    pub kind: SectionKind,
    /// The fields, in titled groups.
    pub groups: Vec<Group>,
}

/// How a section is drawn: from its fields alone, or by a picture that serves where a picture beats a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SectionKind {
    /// A form of the section's fields.
    Form,
    /// Weekly hours and holidays.
    Hours,
    /// Voicemail drops.
    Drops,
    /// The state of the moment, as a form. A copy of the agent does not get it.
    Availability,
    /// Workload against capacity.
    Workload,
    /// The agent's users, page by page.
    Users,
    /// Numbers about a period.
    Statistic,
    /// Creating webhooks.
    Webhooks,
    /// Versions: listed and launched.
    Versions,
}

impl Section {
    /// A section of these groups.
    pub fn new(id: &str, kind: SectionKind, groups: Vec<Group>) -> Self {
        Self { id: id.to_owned(), kind, groups }
    }
}

impl Group {
    /// A group that is always shown.
    pub fn new(id: &str, fields: Vec<FieldDescription>) -> Self {
        Self { id: id.to_owned(), fields, rarely_used: false, shown_when: Vec::new() }
    }

    /// The same group, folded away under "More".
    #[must_use]
    pub fn rarely_used(self) -> Self {
        Self { rarely_used: true, ..self }
    }

    /// The same group, part of the form under one more condition.
    #[must_use]
    pub fn when(mut self, condition: Condition) -> Self {
        self.shown_when.push(condition);
        self
    }
}

/// Fields that belong together. Texts: `{system}.group.{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    /// Name, unique within the system.
    pub id: String,
    /// The fields, in order.
    pub fields: Vec<FieldDescription>,
    /// Whether the group is folded away under "More".
    pub rarely_used: bool,
    /// When the group is part of the form; all of them have to hold. Where it is not, `{system}.group.{id}.away` says why.
    pub shown_when: Vec<Condition>,
}
