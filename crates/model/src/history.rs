//! The history: what was changed through the program, over all accounts, and how it is asked for.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use crate::account::AccountId;
use crate::change::{Change, ChangeKind};
use crate::ids::{AgentId, ConnectionId};

/// A change that was made and read back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChangeRecord {
    /// Names it.
    pub id: String,
    /// The account whose agent it is.
    #[serde(default = "no_account")]
    pub account: AccountId,
    /// The connection it was made over.
    pub connection: ConnectionId,
    /// The agent; none where the admin knew that it was created and nobody could tell which one it is.
    pub agent: Option<AgentId>,
    /// Its name at the time.
    pub agent_name: String,
    /// What was done.
    pub kind: ChangeKind,
    /// When (RFC 3339, UTC).
    pub at: String,
    /// The batch it was a part of.
    #[serde(default)]
    pub batch: Option<String>,
    /// Field by field, both sides as they were read; for a deleted agent every field that can be written again.
    pub changes: Vec<Change>,
    /// The whole document of a deleted agent, its secrets masked; null otherwise.
    #[serde(default)]
    pub document: Value,
}

/// Entries of an earlier version name no account.
fn no_account() -> AccountId {
    AccountId(String::new())
}

/// Which entries of the history, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct HistoryQuery {
    /// Only those of this connection's account.
    pub connection: Option<ConnectionId>,
    /// Only those of this agent.
    pub agent: Option<AgentId>,
    /// Only these kinds; all where none is named.
    pub kinds: Vec<ChangeKind>,
    /// Words that have to stand in an agent's name, a field's name or a value, whatever their case.
    pub text: String,
    /// Only from this moment on (RFC 3339).
    pub since: Option<String>,
    /// Only before this moment (RFC 3339).
    pub until: Option<String>,
    /// Only those of this batch.
    pub batch: Option<String>,
    /// Where the page begins: [`HistoryPage::next`] of the page before.
    pub cursor: Option<String>,
}

/// A page of the history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HistoryPage {
    /// The entries, newest first. Those of a deleted agent come without its document.
    pub entries: Vec<ChangeRecord>,
    /// Where the next page begins; none on the last.
    pub next: Option<String>,
    /// How many entries there are in all, whatever was asked for.
    pub total: u32,
}

/// How a history is written to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum HistoryFormat {
    /// One line for each changed field (RFC 4180), UTF-8 with a byte order mark, so that spreadsheets read it.
    Csv,
    /// The entries as the journal keeps them.
    Json,
}
