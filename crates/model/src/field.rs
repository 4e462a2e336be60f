//! One setting of an agent: where it lives in the document, how it is edited, and what is allowed.

use serde::{Deserialize, Serialize};
use serde_json::Value;
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
    pub access: FieldAccess,
    /// What is sent when the admin empties it.
    pub clearing: Clearing,
    /// When the field is part of the form; all of them have to hold. A hidden field keeps its value.
    pub shown_when: Vec<Condition>,
    /// The object that cannot do without this field: required as soon as something else at this pointer is set.
    pub required_within: Option<Pointer>,
    /// When the system cannot do without it although it takes an agent without it; all of them have to hold. None: never.
    pub wanted_when: Vec<Condition>,
    /// What the system takes where nothing is given, as its document states it.
    pub preset: Option<Value>,
    /// What it means in every system's words, for carrying it into another system.
    pub meaning: Option<Meaning>,
    /// Something offered beside the control.
    pub aid: Option<Aid>,
    /// Whether the system puts what is sent in the place of everything it has here; the plan says so.
    pub replaces_all: bool,
    /// How the items of its list are known from one another; none for a field that is no list. What two people do to
    /// different items is merged.
    pub items: Option<ItemIdentity>,
}

impl FieldDescription {
    /// A field that is edited at any time, is not required, and is emptied with null.
    /// A text that is no pointer is read as the name of a member.
    pub fn new(pointer: &str, key: &str, control: Control) -> Self {
        Self {
            pointer: Pointer::parse(pointer).unwrap_or_else(|_| Pointer::of_member(pointer)),
            key: key.to_owned(),
            control,
            required: false,
            access: FieldAccess::Editable,
            clearing: Clearing::Null,
            shown_when: Vec::new(),
            required_within: None,
            wanted_when: Vec::new(),
            preset: None,
            meaning: None,
            aid: None,
            replaces_all: false,
            items: None,
        }
    }

    /// The same field, required.
    #[must_use]
    pub fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The same field, required as soon as something else at this pointer is set.
    #[must_use]
    pub fn required_within(self, pointer: &str) -> Self {
        let pointer = Pointer::parse(pointer).unwrap_or_else(|_| Pointer::of_member(pointer));
        Self { required_within: Some(pointer), ..self }
    }

    /// The same field, missed where the condition holds and it is empty.
    #[must_use]
    pub fn wanted_when(mut self, condition: Condition) -> Self {
        self.wanted_when.push(condition);
        self
    }

    /// The same field, shown under one more condition.
    #[must_use]
    pub fn when(mut self, condition: Condition) -> Self {
        self.shown_when.push(condition);
        self
    }

    /// The same field with another rule of changing.
    #[must_use]
    pub fn with_access(self, access: FieldAccess) -> Self {
        Self { access, ..self }
    }

    /// The same field with another way to empty it.
    #[must_use]
    pub fn cleared_by(self, clearing: Clearing) -> Self {
        Self { clearing, ..self }
    }

    /// The same field with what the system takes where nothing is given.
    #[must_use]
    pub fn with_preset(self, preset: impl Into<Value>) -> Self {
        Self { preset: Some(preset.into()), ..self }
    }

    /// The same field with its meaning.
    #[must_use]
    pub fn meaning(self, meaning: Meaning) -> Self {
        Self { meaning: Some(meaning), ..self }
    }

    /// The same field with something beside its control.
    #[must_use]
    pub fn with_aid(self, aid: Aid) -> Self {
        Self { aid: Some(aid), ..self }
    }

    /// The same field, whose value replaces everything the system has there.
    #[must_use]
    pub fn replacing_all(self) -> Self {
        Self { replaces_all: true, ..self }
    }

    /// The same field, a list whose items are known by this.
    #[must_use]
    pub fn known_by(self, identity: ItemIdentity) -> Self {
        Self { items: Some(identity), ..self }
    }

    /// Whether the form shows it for this document.
    pub fn is_shown(&self, document: &Value) -> bool {
        self.shown_when.iter().all(|condition| condition.holds(document))
    }
}

/// What an item of a list is known by after other items were added, taken out, moved or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ItemIdentity {
    /// The item itself: it is added and taken out, never changed.
    Value,
    /// The first of these members that it has: an id, an address, a name. An item with none of them is known by its place.
    FirstOf {
        /// Their places within an item.
        members: Vec<Pointer>,
    },
    /// All of these members together: a day and a month.
    AllOf {
        /// Their places within an item.
        members: Vec<Pointer>,
    },
    /// Its place among the others, as the longest common subsequence tells it.
    Place {
        /// The member that says what part an item plays: one is only taken for another of the same part.
        role: Option<Pointer>,
    },
}

impl ItemIdentity {
    /// The first of these members that an item has. A text that is no pointer is read as the name of a member.
    pub fn first_of(members: &[&str]) -> Self {
        Self::FirstOf { members: places(members) }
    }

    /// All of these members together.
    pub fn all_of(members: &[&str]) -> Self {
        Self::AllOf { members: places(members) }
    }

    /// The place alone.
    pub fn place() -> Self {
        Self::Place { role: None }
    }

    /// The place among those of one role.
    pub fn role_and_place(role: &str) -> Self {
        Self::Place { role: places(&[role]).pop() }
    }
}

fn places(members: &[&str]) -> Vec<Pointer> {
    let place = |member: &&str| Pointer::parse(*member).unwrap_or_else(|_| Pointer::of_member(member));
    members.iter().map(place).collect()
}

/// Says of a document whether a field, a group or an option belongs to its form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Condition {
    /// The value that decides, found from the top of the document.
    pub pointer: Pointer,
    /// The texts it is compared with.
    pub values: Vec<String>,
    /// Whether it has to be one of them (`true`) or none of them (`false`, which a missing value fulfils).
    pub one_of: bool,
}

impl Condition {
    /// Holds where the value is one of these texts.
    pub fn is(pointer: &str, values: &[&str]) -> Self {
        Self::of(pointer, values, true)
    }

    /// Holds where the value is none of these texts, or missing.
    pub fn is_not(pointer: &str, values: &[&str]) -> Self {
        Self::of(pointer, values, false)
    }

    fn of(pointer: &str, values: &[&str], one_of: bool) -> Self {
        let pointer = Pointer::parse(pointer).unwrap_or_else(|_| Pointer::of_member(pointer));
        Self { pointer, values: values.iter().map(|value| (*value).to_owned()).collect(), one_of }
    }

    /// Whether the document fulfils it.
    pub fn holds(&self, document: &Value) -> bool {
        let value = self.pointer.read(document).and_then(Value::as_str);
        let found = value.is_some_and(|value| self.values.iter().any(|candidate| candidate == value));
        found == self.one_of
    }
}

/// What a field means, whatever its system calls it. Two systems' fields of one meaning can be carried across.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Meaning {
    /// The agent's name.
    Name,
    /// What the agent is for.
    Description,
    /// The business the agent speaks for.
    BusinessName,
    /// What the agent says first.
    FirstMessage,
    /// What the agent is told to be and do.
    Prompt,
    /// The language it speaks (a language tag).
    Language,
    /// Its voice.
    Voice,
    /// Words it has to recognise.
    Keywords,
    /// What it leaves on a voicemail.
    VoicemailMessage,
    /// Where events are sent.
    WebhookUrl,
    /// An address for notifications.
    Email,
    /// A number calls are passed on to.
    RedirectNumber,
    /// A person's or agent's time zone.
    TimeZone,
}

/// Something offered beside a control.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Aid {
    /// Words in square brackets that direct a voice, put in at the cursor.
    AudioTags {
        /// The tags named by the document, without brackets; others may work.
        tags: Vec<String>,
        /// When they mean something.
        shown_when: Vec<Condition>,
    },
}

/// When a field can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FieldAccess {
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

/// A value of a choice. Text: `{system}.option.{field key}.{value}`; a value without a text is shown as it is. A line
/// about it, where there is one: `{system}.optionHint.{field key}.{value}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChoiceOption {
    /// The value as the system stores it.
    pub value: String,
    /// When it is offered; all have to hold. A stored value is shown whether it is offered or not.
    pub shown_when: Vec<Condition>,
    /// Price of a model for a million tokens of its output, in the words of the vendor's table.
    pub price: Option<String>,
    /// How much a model takes in at once, in the words of the vendor's table.
    pub context: Option<String>,
}

impl ChoiceOption {
    /// An option that is always offered.
    pub fn new(value: impl Into<String>) -> Self {
        Self { value: value.into(), shown_when: Vec::new(), price: None, context: None }
    }
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

/// What a JSON value has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum JsonForm {
    /// Anything.
    Any,
    /// An object.
    Object,
    /// A list.
    Array,
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
        minimum: Option<f64>,
        /// Largest value allowed.
        maximum: Option<f64>,
        /// Whether only whole numbers are allowed.
        whole: bool,
        /// Shown inside the field.
        unit: Option<Unit>,
        /// The step of a slider between the bounds; none for a plain field.
        slider: Option<f64>,
    },
    /// A length of time, kept as a whole number of seconds or milliseconds and edited in seconds, minutes and hours.
    Duration {
        /// Shortest, in the unit it is stored in.
        minimum: Option<f64>,
        /// Longest, in the unit it is stored in.
        maximum: Option<f64>,
        /// What it is stored in.
        stored: Unit,
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
        /// Texts known from documents.
        known: Vec<String>,
        /// Values other agents have.
        learned: Option<Learned>,
        /// Whether each has to be a UUID.
        uuid: bool,
    },
    /// A list of whole sentences, one a line.
    Lines,
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
    /// A language tag (BCP 47).
    Language {
        /// Tags known from documents; those that are no language have a text like options.
        known: Vec<String>,
        /// Whether other tags may be typed: where no document lists them all.
        open: bool,
    },
    /// A secret inside a document. It is masked before it leaves the core (see [`crate::MaskedSecret`]): leaving it alone
    /// keeps it, typing replaces it.
    Secret,
    /// An ordered list of records, drawn as cards. Texts: `{system}.records.{field key}.item` (one of them, with
    /// `{number}`) and `.add`.
    Records {
        /// The fields of one record; their pointers begin at the record, their conditions at the document.
        fields: Vec<FieldDescription>,
        /// The member whose value is a card's title; none to number them.
        title: Option<Pointer>,
        /// What a new record begins with.
        blank: Value,
    },
    /// JSON of any form, edited as text.
    Json {
        /// What it has to be.
        expected: JsonForm,
    },
    /// A JSON Schema of an object with plain properties, edited as a list of what to find out; anything else as text.
    JsonSchema {
        /// Whether it may also stand as the member `schema` of a plan, beside `enabled` and others. A new one does.
        in_plan: bool,
    },
    /// Names with values, each a text.
    Pairs,
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
