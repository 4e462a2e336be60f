//! Accounts: whose agents a draft, a history entry or an unfinished change is about, whatever connection leads there.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ids::SystemId;

/// Names an account: system, address, and the ids of the workspace or tenant. Made without any key, so that a new key leads
/// to the same account.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct AccountId(pub String);

impl AccountId {
    /// The id itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is kept of an account, so that it can be named when no connection leads there any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// The system.
    pub system: SystemId,
    /// What the admin called the last connection to it.
    pub name: String,
    /// Address, workspace and so on, by [`crate::ConnectionField::key`].
    pub values: BTreeMap<String, String>,
}

/// What belongs to an account that no connection leads to: kept, shown, and never applied to another account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SetAside {
    /// The account.
    pub account: Account,
    /// Unsaved edits of agents.
    pub drafts: u32,
    /// Entries of the history.
    pub changes: u32,
    /// Files that were stored and not put on their agents.
    pub attachments: u32,
    /// Changes of which nobody knows yet whether they were made.
    pub unsettled: u32,
}
