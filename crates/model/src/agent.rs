//! Agents: people and AI voices, as their systems store them.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use crate::ids::{AgentId, ConnectionId};
use crate::schedule::WeekStrip;

/// An agent as it was read: the system's whole document, nothing dropped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AgentRecord {
    /// The connection it was read over.
    pub connection: ConnectionId,
    /// Its id.
    pub id: AgentId,
    /// The document as the system sent it: unknown fields, unknown values and nulls included.
    pub document: Value,
    /// What lists and headers show of it.
    pub summary: AgentSummary,
    /// When it was read (RFC 3339, UTC); empty where only its id is known.
    pub read_at: String,
    /// Whether it is what an earlier answer said, because the system has no operation to read it.
    pub remembered: bool,
}

/// Most characters of a text that lists and headers show.
pub const LONGEST_SHOWN: usize = 300;

/// Most items of a member that lists and headers show, such as teams.
pub const MOST_SHOWN: usize = 100;

/// A text as lists and headers show it: at most [`LONGEST_SHOWN`] characters, with an ellipsis where it was cut.
pub fn shown(text: &str) -> String {
    match text.char_indices().nth(LONGEST_SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// What a list row shows of an agent. Its texts are cut as [`shown`] cuts them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AgentSummary {
    /// The connection it belongs to.
    pub connection: ConnectionId,
    /// Its id.
    pub id: AgentId,
    /// Its name; empty where the system has none.
    pub name: String,
    /// E-mail addresses, the first is the main one.
    pub emails: Vec<String>,
    /// Whether it has a picture. The picture itself is asked for through the media scheme.
    pub picture: Option<PictureAddress>,
    /// `user`, `bot`, … as the system says.
    pub kind: Option<String>,
    /// Status as the system says.
    pub status: Option<String>,
    /// Activity as the system says.
    pub activity: Option<String>,
    /// Names of teams.
    pub teams: Vec<String>,
    /// Ids or names of roles.
    pub roles: Vec<String>,
    /// IANA time zone.
    pub time_zone: Option<String>,
    /// Open now, or when next.
    pub openness: Openness,
    /// The week in seven parts for the row's strip; none where the system stores no hours.
    pub week: Option<WeekStrip>,
    /// Work in hand and capacity.
    pub workload: Option<WorkloadSummary>,
    /// When it was created (RFC 3339), for sorting.
    pub created_at: Option<String>,
}

impl AgentSummary {
    /// A summary of an agent of which nothing but its id is known.
    pub fn new(connection: ConnectionId, id: AgentId) -> Self {
        Self {
            connection,
            id,
            name: String::new(),
            emails: Vec::new(),
            picture: None,
            kind: None,
            status: None,
            activity: None,
            teams: Vec::new(),
            roles: Vec::new(),
            time_zone: None,
            openness: Openness::Unknown,
            week: None,
            workload: None,
            created_at: None,
        }
    }
}

/// Where the media scheme finds a picture: `avatar/{connection}/{agent}/{version}`, already percent-encoded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct PictureAddress(pub String);

/// Work in hand, and how much there may be, over all kinds of work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WorkloadSummary {
    /// Conversations in hand.
    pub used: u32,
    /// Conversations allowed; none where no rule says.
    pub capacity: Option<u32>,
}

/// Whether an agent is within its hours, seen from its own zone, weekly hours and holidays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Openness {
    /// Open now.
    Open {
        /// Until when (RFC 3339 with offset of the agent's zone); none where it never closes.
        until: Option<String>,
    },
    /// Closed now.
    Closed {
        /// When it opens next (RFC 3339 with offset of the agent's zone); none where it has no hours in the coming weeks.
        opens: Option<String>,
    },
    /// The system stores no hours, or none that can be read, or no zone.
    Unknown,
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AgentPage {
    /// The agents of this page.
    pub agents: Vec<AgentSummary>,
    /// Where the next page begins; none on the last page.
    pub next: Option<String>,
    /// How many there are in all, where the system says; never fewer than were listed so far.
    pub total: Option<u32>,
    /// Entries of this page that are left out because they cannot be read: they name no agent, or hold text that is none.
    pub unreadable: u32,
}

/// What is asked of a list. Systems that cannot filter or sort answer everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct ListQuery {
    /// Part of a name.
    pub name: Option<String>,
    /// Part of an e-mail address.
    pub email: Option<String>,
    /// Only these statuses.
    pub statuses: Vec<String>,
    /// Only these roles.
    pub roles: Vec<String>,
    /// Only those whose status changed since this moment (RFC 3339).
    pub status_changed_since: Option<String>,
    /// Only those whose activity status changed at this time, as the system words it.
    pub status_activity: Option<String>,
    /// Only these agents; systems ignore the other filters then.
    pub ids: Vec<AgentId>,
    /// The order.
    pub sort: Option<SortKey>,
    /// The other way round.
    pub reverse: bool,
}

/// What a list can be sorted by on the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SortKey {
    /// By name.
    Name,
    /// By the moment of creation.
    CreatedAt,
    /// By work assigned.
    Assigned,
    /// By status, then work assigned.
    StatusThenAssigned,
}

/// The least that finds an agent by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct IndexedAgent {
    /// The connection it belongs to.
    pub connection: ConnectionId,
    /// Its id.
    pub id: AgentId,
    /// Its name.
    pub name: String,
    /// Status as the system says.
    pub status: Option<String>,
    /// Activity as the system says.
    pub activity: Option<String>,
}
