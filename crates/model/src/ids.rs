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

/// The id a system gave an agent: never empty, and without control characters. No documented system gives such ids, and
/// as part of an address an empty one would stand for all agents, one with a tab for another agent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(try_from = "String", into = "String")]
pub struct AgentId(String);

/// A text that cannot be an agent's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an agent's id is not empty and has no control characters")]
pub struct NoAgentId;

impl TryFrom<String> for AgentId {
    type Error = NoAgentId;

    fn try_from(id: String) -> Result<Self, NoAgentId> {
        if id.is_empty() || id.contains(char::is_control) { Err(NoAgentId) } else { Ok(Self(id)) }
    }
}

impl From<AgentId> for String {
    fn from(id: AgentId) -> Self {
        id.0
    }
}

impl AgentId {
    /// The id of that text; none where it cannot be one.
    pub fn parse(id: impl Into<String>) -> Option<Self> {
        Self::try_from(id.into()).ok()
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agent_without_an_id_or_with_one_that_could_name_another_agent_cannot_be_made() {
        for id in ["", "\t", "12\t3", ".\t.", "a\n", "a\0", "\u{85}"] {
            assert_eq!(AgentId::parse(id), None, "{id:?}");
            assert!(serde_json::from_value::<AgentId>(id.into()).is_err(), "{id:?} over the bridge");
        }
        let id: AgentId = serde_json::from_value("12".into()).unwrap();
        assert_eq!((id.as_str(), serde_json::to_value(&id).unwrap()), ("12", "12".into()));
    }
}
