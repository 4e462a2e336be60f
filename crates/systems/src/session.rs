//! What one operation runs with: the account, its credential, the client, and how to wait or stop.

use callboard_model::{AgentId, Connection, Sensitive};

use crate::client::{CallContext, Client};

/// Everything an operation needs besides its arguments.
#[derive(Clone, Copy, Debug)]
pub struct Session<'a> {
    /// The account.
    pub connection: &'a Connection,
    /// The account's credential; empty where the system works without one and none is kept.
    pub credential: &'a Sensitive,
    /// The agents' own keys, where the system has such.
    pub agent_keys: &'a [HeldKey],
    /// The client that sends.
    pub client: &'a Client,
    /// How this call waits and how it is stopped.
    pub call: &'a CallContext,
}

/// An agent's own key.
#[derive(Clone, Debug)]
pub struct HeldKey {
    /// The agent it stands for; none until the system has said it.
    pub agent: Option<AgentId>,
    /// The key.
    pub key: Sensitive,
}

impl<'a> Session<'a> {
    /// What no error of this session may repeat: its credentials, and the secrets of what is sent.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &'a Sensitive> + use<'a> {
        let keys = self.agent_keys.iter().map(|held| &held.key);
        keys.chain([self.credential]).chain(self.call.secrets.iter())
    }

    /// A value of the connection; empty where it has none.
    pub fn value(&self, key: &str) -> &str {
        self.connection.values.get(key).map_or("", String::as_str)
    }
}
