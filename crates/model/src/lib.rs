//! The words of the domain: systems, connections, agents, fields, schedules, uploads, errors.
//!
//! Plain data that every other room speaks, exported to TypeScript. Nothing here reads a clock, a file or
//! the network, and nothing here knows one particular system.

pub mod account;
pub mod activity;
pub mod agent;
pub mod calendar;
pub mod change;
pub mod connection;
pub mod copying;
pub mod coverage;
pub mod description;
pub mod drops;
pub mod edits;
pub mod emptiness;
pub mod error;
pub mod field;
pub mod history;
pub mod ids;
pub mod job;
pub mod masking;
pub mod media;
pub mod number;
pub mod open_change;
pub mod pointer;
pub mod schedule;
pub mod sensitive;
pub mod settings;
pub mod unfinished;

pub use account::{Account, AccountId, SetAside};
pub use activity::{
    AgentUser, AgentVersion, Statistic, StatisticPart, StatisticSeries, UserPage, UserQuery, VersionPage,
    WebhookDraft, WebhookHeader,
};
pub use agent::{
    AgentPage, AgentRecord, AgentSummary, IndexedAgent, ListQuery, Openness, PictureAddress, SortKey,
};
pub use change::{
    Change, ChangeKind, Choice, Conflict, ConflictItem, Difference, Draft, Finding, FindingCode, Pick, Plan,
    SaveOutcome, Severity,
};
pub use connection::{
    AgentKey, AgentKeyId, Connection, ConnectionDraft, ConnectionTest, ConnectionView, CredentialState,
    KeychainState,
};
pub use copying::{CarriedField, CopyPlan, LeftOutField, LeftOutReason, Outline, OutlinePart};
pub use description::{
    Capabilities, Colour, ConnectionField, ConnectionInput, Group, OptionalOperation, Section, SectionKind,
    SystemDescription,
};
pub use drops::{DropCopy, DropCopyOutcome, DropEdit, DropPresence, DropTarget};
pub use edits::Edits;
pub use error::{CallboardError, Done, ErrorCode};
pub use field::{
    Aid, ChoiceOption, Clearing, Condition, Control, FieldAccess, FieldDescription, ItemIdentity, JsonForm,
    Learned, Meaning, Unit,
};
pub use history::{ChangeRecord, HistoryFormat, HistoryPage, HistoryQuery};
pub use ids::{AgentId, ChangeId, ConnectionId, SystemId};
pub use job::{JobEvent, JobId, PlaybackEvent};
pub use masking::{MaskedPart, MaskedSecret};
pub use open_change::{LookResult, OpenChange, OpenState, Stage, Verdict};
pub use pointer::Pointer;
pub use sensitive::Sensitive;
pub use unfinished::{UnfinishedText, UnfinishedTexts};

/// The result of every operation that can fail in a way a person is told about.
pub type Result<T, E = CallboardError> = std::result::Result<T, E>;
