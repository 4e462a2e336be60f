//! Edits, plans and what was saved.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use crate::agent::AgentRecord;
use crate::copying::LeftOutField;
use crate::edits::Edits;
use crate::ids::{AgentId, ChangeId, ConnectionId};
use crate::pointer::Pointer;

/// Unsaved edits of one agent, kept through a crash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Draft {
    /// The connection.
    pub connection: ConnectionId,
    /// The agent; none for one that is not created yet.
    pub agent: Option<AgentId>,
    /// The document the edits began from; for a new agent an object of nothing.
    pub base: Value,
    /// The edits.
    pub edits: Edits,
    /// When it was last touched (RFC 3339, UTC).
    pub updated_at: String,
}

/// What a save would do, for the review.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// Field by field.
    pub changes: Vec<Change>,
    /// What is wrong or worth knowing; a save with an error among them is refused.
    pub findings: Vec<Finding>,
}

impl Plan {
    /// Whether something stands in the way of saving.
    pub fn is_blocked(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }
}

/// One field's change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// The field.
    pub pointer: Pointer,
    /// The section it stands in.
    pub section: String,
    /// Value before; null where there was none.
    pub before: Value,
    /// Value after; null where it is emptied.
    pub after: Value,
}

/// Something to say about a field's value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// The field.
    pub pointer: Pointer,
    /// What it is.
    pub code: FindingCode,
    /// Whether it stands in the way.
    pub severity: Severity,
    /// Values for the sentence, such as `minimum`.
    pub context: BTreeMap<String, String>,
}

/// Whether a finding stands in the way of saving.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// It does.
    Error,
    /// It does not, but is worth knowing.
    Warning,
}

/// What can be said about a value. Texts: `finding.{code}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FindingCode {
    /// It has to be given.
    Required,
    /// The value has another form than the field.
    WrongForm,
    /// Below `minimum`.
    TooSmall,
    /// Above `maximum`.
    TooLarge,
    /// Not a whole number.
    NotWhole,
    /// Not one of the values.
    NotAnOption,
    /// Not a telephone number in international form.
    NotAPhoneNumber,
    /// Not an e-mail address.
    NotAnEmail,
    /// Not a web address.
    NotAUrl,
    /// Not a UUID.
    NotAUuid,
    /// Not a time zone.
    NotATimeZone,
    /// Not a country code.
    NotACountry,
    /// A time outside 0:00 to 24:00.
    NotATime,
    /// Hours that begin and end at the same minute.
    EmptyRange,
    /// Hours that reach into the next day's.
    Overlap,
    /// A day that no month has.
    NotADate,
    /// 29 February: closed in leap years only.
    LeapDay,
    /// The same day twice.
    DuplicateHoliday,
    /// The system documents no way to empty this.
    CannotBeEmptied,
    /// Cannot be changed at this point.
    NotEditable,
    /// Invisible characters that change the direction of text.
    HiddenDirection,
    /// Not JSON; `line` and `column` say where it stops being so.
    NotJson,
    /// A secret that is not kept with drafts and copies: it has to be typed again.
    SecretMissing,
    /// Everything the system has here is replaced by what is sent.
    ReplacesAll,
    /// What another field says needs this one, too.
    Wanted,
}

/// Something that changed on both sides, to different values: a field, an item of its list, a member of either, or the order
/// of a list. Named by `pointer`, the identity of `item` and `member` together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Conflict {
    /// The field.
    pub pointer: Pointer,
    /// The item of the field's list; none where the field itself or the order of its list is at stake.
    pub item: Option<ConflictItem>,
    /// The place within the item, or within the field where there is no item; none for all of it. Where it leads through a
    /// list, the segment is an item's identity.
    pub member: Option<Pointer>,
    /// Whether only the order of a list is at stake; the values then are the whole lists.
    pub order: bool,
    /// As it was when the edit began; null where there was none.
    pub original: Value,
    /// As it is on the server now; null where it was taken out.
    pub theirs: Value,
    /// As edited; null where it was taken out.
    pub mine: Value,
    /// What keeping both would give, where that makes sense. For an item that both sides added this is a list of the two.
    pub both: Option<Value>,
}

/// The item of a list that a conflict is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ConflictItem {
    /// Tells it from the other items of its list; the same in every merge of the same three sides.
    pub identity: String,
    /// The item, for naming it: as edited, or as it was where it was taken out.
    pub shown: Value,
}

/// The admin's answer to a conflict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Pick {
    /// The field.
    pub pointer: Pointer,
    /// The identity of the conflict's item.
    pub identity: Option<String>,
    /// The conflict's place within the item or the field.
    pub member: Option<Pointer>,
    /// What the admin saw as the other side. The answer does not count where that has moved since.
    pub theirs: Value,
    /// Which side it shall be.
    pub choice: Choice,
}

/// A side of a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Choice {
    /// As edited.
    Mine,
    /// As it is on the server.
    Theirs,
    /// As [`Conflict::both`] says.
    Both,
}

impl Conflict {
    /// The answer to this conflict.
    pub fn picked(&self, choice: Choice) -> Pick {
        Pick {
            pointer: self.pointer.clone(),
            identity: self.item.as_ref().map(|item| item.identity.clone()),
            member: self.member.clone(),
            theirs: self.theirs.clone(),
            choice,
        }
    }
}

/// A field that reads back otherwise than it was sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    /// The field.
    pub pointer: Pointer,
    /// As sent.
    pub sent: Value,
    /// As read back.
    pub stored: Value,
}

/// What became of a save.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum SaveOutcome {
    /// Stored and read back.
    Saved {
        /// As it is now.
        record: Box<AgentRecord>,
        /// Fields that somebody else changed meanwhile and that were kept.
        merged: Vec<Pointer>,
        /// Fields the system stored otherwise than asked.
        differences: Vec<Difference>,
        /// Names the entry in the history, for undo; none where nothing had to be changed.
        change: Option<String>,
        /// Whether the history could not be written: it is written as soon as it can be.
        unrecorded: bool,
        /// What an agent that was created again could not be given back.
        missing: Vec<LeftOutField>,
    },
    /// The agent is deleted.
    Deleted {
        /// Names the entry in the history, from which the agent can be created again.
        change: String,
    },
    /// Something that changes no field was done: a version launched, a webhook created.
    Done {
        /// What the system answered, secrets masked.
        answer: Value,
        /// Names the entry in the history.
        change: String,
    },
    /// It was sent and nobody knows yet whether it was done. It is looked for, and shown among the open changes.
    Sent {
        /// Names the open change.
        change: ChangeId,
        /// Why nobody knows.
        error: Option<Box<crate::CallboardError>>,
    },
    /// Created, but the second step failed: the rest is still to be saved on the new agent.
    PartlyCreated {
        /// The agent as it was created.
        record: Box<AgentRecord>,
        /// What is not stored yet.
        remaining: Edits,
        /// Why.
        error: Box<crate::CallboardError>,
    },
    /// Somebody else changed the same fields: the admin picks.
    Conflicts {
        /// As it is on the server.
        fresh: Box<AgentRecord>,
        /// The fields.
        conflicts: Vec<Conflict>,
    },
    /// Refused before anything was sent.
    Refused {
        /// Why, field by field.
        findings: Vec<Finding>,
    },
}

/// What kind of change was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ChangeKind {
    /// An agent was created.
    Created,
    /// Fields were changed.
    Updated,
    /// An agent was deleted.
    Deleted,
    /// Fields were put back.
    Undone,
    /// A stored file was put on an agent.
    FileAttached,
    /// A voicemail drop of another agent was put on one.
    DropCopied,
    /// A version was launched.
    VersionLaunched,
    /// A webhook was created.
    WebhookCreated,
}
