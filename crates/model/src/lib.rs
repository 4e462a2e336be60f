//! The words of the domain: systems, connections, agents, fields, schedules, uploads, errors.
//!
//! Plain data that every other room speaks, exported to TypeScript. Nothing here reads a clock, a file or
//! the network, and nothing here knows one particular system.

pub mod agent;
pub mod change;
pub mod connection;
pub mod description;
pub mod error;
pub mod field;
pub mod job;
pub mod media;
pub mod pointer;
pub mod schedule;
pub mod sensitive;
pub mod settings;

pub use agent::{AgentId, AgentPage, AgentRecord, AgentSummary, IndexedAgent, ListQuery, Openness, SortKey};
pub use change::{
    Change, ChangeKind, ChangeRecord, Conflict, Difference, Draft, Edits, Finding, FindingCode, Plan,
    SaveOutcome, Severity,
};
pub use connection::{
    Connection, ConnectionDraft, ConnectionId, ConnectionTest, ConnectionView, CredentialState, KeychainState,
};
pub use description::{
    Capabilities, ConnectionField, ConnectionInput, Group, Section, SectionKind, SystemDescription, SystemId,
};
pub use error::{CallboardError, ErrorCode};
pub use field::{Access, ChoiceOption, Clearing, Control, FieldDescription, Learned, Unit};
pub use job::{JobEvent, JobId, PlaybackEvent};
pub use pointer::Pointer;
pub use sensitive::Sensitive;

/// The result of every operation that can fail in a way a person is told about.
pub type Result<T, E = CallboardError> = std::result::Result<T, E>;
