//! One setting of an agent: where it lives in the document, how it is edited, and what is allowed.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::pointer::Pointer;

/// A setting, found by its pointer. Texts: `{system}.field.{key}.label` and `.hint`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FieldDescription {
    /// Where the value lives in the agent's document.
    pub pointer: Pointer,
    /// Name inside the catalogues, unique within the system.
    pub key: String,
    /// How it is edited and what is allowed.
    pub control: Control,
    /// Whether a save without it is refused.
    pub required: bool,
    /// When it can be changed.
    pub access: Access,
    /// What is sent when the admin empties it.
    pub clearing: Clearing,
}

/// When a field can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Access {
    /// When creating and later.
    Editable,
    /// Only when the agent is created.
    CreateOnly,
    /// Not part of creating; a new agent gets it in a second step that the program takes by itself.
    UpdateOnly,
    /// Only shown.
    ReadOnly,
}

/// What is sent when the admin empties a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Clearing {
    /// An empty text.
    EmptyText,
    /// Null.
    Null,
    /// An empty list or object.
    EmptyCollection,
    /// The system documents no way to empty it.
    NotPossible,
}

/// The unit that is shown inside a number's field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Unit {
    /// Seconds.
    Seconds,
    /// Milliseconds.
    Milliseconds,
}

/// A value of a choice. Text: `{system}.option.{field key}.{value}`; a value without a text is shown as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChoiceOption {
    /// The value as the system stores it.
    pub value: String,
}

/// Where a picker finds its suggestions: in the agents that were read already, for an API that lists no such things.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Learned {
    /// Where other agents' documents hold such things (one, or a list of them).
    pub from: Pointer,
    /// The id within one of them; none where the thing is the value itself.
    pub value: Option<Pointer>,
    /// Its name within one of them; none where the value is its own name.
    pub label: Option<Pointer>,
}

/// How a field is edited. The form has one component for each kind; validation has one arm for each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Control {
    /// A line of text.
    Text,
    /// Text with room to breathe.
    LongText,
    /// A number within bounds, where the document states bounds.
    Number {
        /// Smallest value allowed.
        #[specta(type = Option<u32>)]
        minimum: Option<f64>,
        /// Largest value allowed.
        #[specta(type = Option<u32>)]
        maximum: Option<f64>,
        /// Whether only whole numbers are allowed.
        whole: bool,
        /// Shown inside the field.
        unit: Option<Unit>,
    },
    /// A length of time, kept as a whole number of seconds and edited in minutes and hours.
    Duration {
        /// Shortest, in seconds.
        #[specta(type = Option<u32>)]
        minimum: Option<f64>,
        /// Longest, in seconds.
        #[specta(type = Option<u32>)]
        maximum: Option<f64>,
    },
    /// On or off.
    Switch,
    /// One of several values.
    Choice {
        /// Values known from documents.
        options: Vec<ChoiceOption>,
        /// Whether other values are kept and may be typed.
        open: bool,
        /// Values other agents have.
        learned: Option<Learned>,
    },
    /// A list of short texts.
    Chips {
        /// Values other agents have.
        learned: Option<Learned>,
        /// Whether each has to be a UUID.
        uuid: bool,
    },
    /// The id of something elsewhere, a UUID, picked by name where other agents name it.
    Reference {
        /// Values other agents have.
        learned: Option<Learned>,
    },
    /// A telephone number in E.164 form.
    Phone,
    /// An e-mail address.
    Email,
    /// A web address.
    Url,
    /// An IANA time zone.
    TimeZone,
    /// An ISO 3166-1 alpha-2 country.
    Country,
    /// A language tag (BCP 47); open, because no document lists them.
    Language {
        /// Tags known from documents.
        known: Vec<String>,
    },
    /// Weekly hours ([`crate::schedule::WeeklySchedule`]).
    Schedule,
    /// Holidays by day and month ([`crate::schedule::Holiday`]).
    Holidays,
    /// The address of a picture that is uploaded.
    Avatar,
    /// Voicemail drops, uploaded.
    Drops,
    /// Skills with their chosen values.
    Skills {
        /// Skills other agents have.
        learned: Learned,
    },
    /// A moment, only shown.
    Moment,
    /// Anything else, only shown: texts, lists and records by their names.
    Shown,
}
