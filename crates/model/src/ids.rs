//! The names by which systems, connections, agents and changes are told apart.

use serde::{Deserialize, Serialize};
use specta::Type;

/// The short name of a system, such as `bird`. Also the name of its folder and the prefix of its catalogue texts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct SystemId(pub String);

impl SystemId {
    /// The id of the given name.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The name itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Names a connection; also the name of its entry in the keychain.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct ConnectionId(pub String);

impl ConnectionId {
    /// The id itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The id a system gave an agent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct AgentId(pub String);

impl AgentId {
    /// The id itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Names a change from the moment somebody wanted it; its entry in the history has the same name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct ChangeId(pub String);

impl ChangeId {
    /// The id itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
