//! Connections: one account on a system, without its secret.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::description::OptionalOperation;
use crate::ids::{AgentId, ConnectionId, SystemId};

/// One account on a system. Holds no secret: that is in the keychain under the connection's id, with the address it was given
/// for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Connection {
    /// Its id.
    pub id: ConnectionId,
    /// The system it speaks to.
    pub system: SystemId,
    /// What the admin calls it.
    pub name: String,
    /// Base URL, workspace id and so on, by [`crate::ConnectionField::key`].
    pub values: BTreeMap<String, String>,
    /// Whether it leads to the sample agents on this computer.
    pub sample: bool,
    /// The agents' own keys, where the system has such: names of keychain entries, never the keys.
    #[serde(default)]
    pub agent_keys: Vec<AgentKey>,
    /// Which of the operations that only some accounts have this one has; what is missing was not asked yet.
    #[serde(default)]
    pub offers: BTreeMap<OptionalOperation, bool>,
}

impl Connection {
    /// A connection without agents' keys, of which nothing was asked yet.
    pub fn new(
        id: ConnectionId,
        system: SystemId,
        name: impl Into<String>,
        values: BTreeMap<String, String>,
    ) -> Self {
        Self {
            id,
            system,
            name: name.into(),
            values,
            sample: false,
            agent_keys: Vec::new(),
            offers: BTreeMap::new(),
        }
    }
}

/// An agent's own key, as far as it is no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AgentKey {
    /// Names the keychain entry within the connection.
    pub id: AgentKeyId,
    /// The agent the key stands for, as the system said when the key was added.
    pub agent: AgentId,
    /// The agent's name then.
    pub name: String,
}

/// Names an agent's key within its connection.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct AgentKeyId(pub String);

/// A connection as the window shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionView {
    /// The connection.
    pub connection: Connection,
    /// Where its credential is.
    pub credential: CredentialState,
    /// The scheme, host and port that the credential was given for; it is sent nowhere else. None where there is none, or
    /// nobody can look.
    pub credential_origin: Option<String>,
}

/// Where a connection's credential is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CredentialState {
    /// In the operating system's keychain.
    Keychain,
    /// In memory until the program ends.
    Session,
    /// Nowhere: it has to be given again.
    Missing,
    /// It was given for another address or system than the connection leads to: it has to be given again.
    OtherAddress,
    /// There is none, and the system works without.
    NotNeeded,
}

/// What the connection form sends: a new connection, or new values for one. The credential travels beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionDraft {
    /// The system.
    pub system: SystemId,
    /// What the admin calls it.
    pub name: String,
    /// The values, by key.
    pub values: BTreeMap<String, String>,
}

/// Whether the operating system's keychain can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum KeychainState {
    /// It answers.
    Ready,
    /// There is no such service on this computer.
    Missing,
    /// It is there and locked.
    Locked,
}

/// What a successful test of a connection found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionTest {
    /// How many agents there are, where the system says.
    pub agents: Option<u32>,
    /// The name of the caller's own agent, where the system has one.
    pub own_name: Option<String>,
}
