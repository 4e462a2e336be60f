//! From a connection's id to everything a call needs: its system, its values and its credential.

use std::collections::BTreeMap;

use callboard_model::{
    AccountId, AgentKeyId, CallboardError, Connection, ConnectionId, ConnectionInput, CredentialState,
    ErrorCode, Result, Sensitive, SystemDescription,
};
use callboard_systems::{CallContext, Client, HeldKey, Parts, Session, System, require};
use serde_json::Value;

use crate::{Callboard, SampleAccess, beside};

/// A connection that is ready to be spoken over.
pub(crate) struct Access {
    pub(crate) system: &'static dyn System,
    pub(crate) connection: Connection,
    /// Whose agents it leads to.
    pub(crate) account: AccountId,
    credential: Sensitive,
    agent_keys: Vec<HeldKey>,
}

impl Access {
    pub(crate) fn new(
        system: &'static dyn System,
        connection: Connection,
        credential: Sensitive,
        agent_keys: Vec<HeldKey>,
    ) -> Self {
        let account = account_by(system, &connection);
        Self { system, connection, account, credential, agent_keys }
    }

    /// What an agent's document calls it; empty where it says nothing.
    pub(crate) fn name_of(&self, document: &Value, now: jiff::Timestamp) -> String {
        self.system.summary(&self.connection.id, document, now).name
    }

    pub(crate) fn description(&self) -> &'static SystemDescription {
        self.system.description()
    }

    /// What the system can do beyond what every system can.
    pub(crate) fn parts(&self) -> Parts<'static> {
        self.system.parts()
    }

    /// The part that an operation needs. Fails with [`ErrorCode::Unsupported`] where the system has none.
    pub(crate) fn part<P>(
        &self,
        operation: &str,
        part: impl FnOnce(Parts<'static>) -> Option<P>,
    ) -> Result<P> {
        require(self.system, part(self.parts()), operation)
    }

    pub(crate) fn session<'a>(&'a self, client: &'a Client, call: &'a CallContext) -> Session<'a> {
        Session {
            connection: &self.connection,
            credential: &self.credential,
            agent_keys: &self.agent_keys,
            client,
            call,
        }
    }
}

/// The accounts that connections lead to.
pub(crate) struct Reached(BTreeMap<AccountId, Vec<ConnectionId>>);

impl Reached {
    /// A connection to the account: the one that was used before where it still leads there. None where no connection does.
    pub(crate) fn connection(&self, account: &AccountId, before: &ConnectionId) -> Option<ConnectionId> {
        let leading = self.0.get(account)?;
        leading.iter().find(|id| *id == before).or_else(|| leading.first()).cloned()
    }

    /// The accounts.
    pub(crate) fn accounts(&self) -> Vec<AccountId> {
        self.0.keys().cloned().collect()
    }
}

impl Callboard {
    /// The connection with its credential. Sample agents are started here if they do not run yet.
    pub(crate) async fn access(&self, id: &ConnectionId) -> Result<Access> {
        let mut connection = self.connection(id)?;
        let system = system_of(&connection)?;
        if connection.sample {
            let sample = self.sample_access(&connection).await?;
            connection.values = sample.values;
            let held = connection.agent_keys.iter().zip(sample.agent_keys);
            let held = held.map(|(kept, key)| HeldKey { agent: kept.agent.clone(), key }).collect();
            return Ok(Access::new(system, connection, sample.credential, held));
        }
        let (credential, held) = self.credentials(system, &connection).await?;
        Ok(Access::new(system, connection, credential, held))
    }

    /// The credential and the agents' keys of a stored connection. Without a credential it is empty where the system works
    /// without one.
    pub(crate) async fn credentials(
        &self,
        system: &'static dyn System,
        connection: &Connection,
    ) -> Result<(Sensitive, Vec<HeldKey>)> {
        let (vault, connection) = (self.vault.clone(), connection.clone());
        let needed = needs_credential(system.description());
        beside(move || {
            let credential = match vault.credential(&connection.id) {
                Err(error) if !needed && error.code == ErrorCode::CredentialMissing => Sensitive::new(""),
                other => other?,
            };
            let held = connection.agent_keys.iter().map(|key| {
                let secret = vault.credential(&entry_of(&connection.id, &key.id))?;
                Ok(HeldKey { agent: key.agent.clone(), key: secret })
            });
            Ok((credential, held.collect::<Result<Vec<_>>>()?))
        })
        .await
    }

    /// An account over the connection that was used before, or over another one that leads there.
    pub(crate) async fn access_to(&self, account: &AccountId, before: &ConnectionId) -> Result<Access> {
        let connection = self
            .reached_accounts()?
            .connection(account, before)
            .ok_or_else(|| CallboardError::new(ErrorCode::ConnectionNotFound))?;
        self.access(&connection).await
    }

    /// The accounts that connections lead to, each with the connections that do.
    pub(crate) fn reached_accounts(&self) -> Result<Reached> {
        let mut reached = BTreeMap::<AccountId, Vec<ConnectionId>>::new();
        for connection in self.connections()? {
            if let Ok(account) = account_of(&connection) {
                reached.entry(account).or_default().push(connection.id);
            }
        }
        Ok(Reached(reached))
    }

    async fn sample_access(&self, connection: &Connection) -> Result<SampleAccess> {
        let samples = self.samples.start().await?;
        samples
            .into_iter()
            .find(|sample| sample.system == connection.system)
            .ok_or_else(|| CallboardError::new(ErrorCode::ConnectionNotFound))
    }

    /// The stored connection of this id.
    pub(crate) fn connection(&self, id: &ConnectionId) -> Result<Connection> {
        self.connections()?
            .into_iter()
            .find(|connection| &connection.id == id)
            .ok_or_else(|| CallboardError::new(ErrorCode::ConnectionNotFound))
    }

    pub(crate) async fn credential_state(&self, connection: &Connection) -> Result<CredentialState> {
        if connection.sample {
            return Ok(CredentialState::Session);
        }
        let (vault, id) = (self.vault.clone(), connection.id.clone());
        let place = beside(move || Ok(vault.place_of(&id))).await?;
        // A system of a later version of the program is left alone.
        let needed = system_of(connection).is_ok_and(|system| needs_credential(system.description()));
        Ok(if place == CredentialState::Missing && !needed { CredentialState::NotNeeded } else { place })
    }
}

/// The account a connection leads to.
pub(crate) fn account_of(connection: &Connection) -> Result<AccountId> {
    Ok(account_by(system_of(connection)?, connection))
}

/// System, address and the ids that a connection is given. The sample agents are one account of each system, wherever their
/// server listens this time.
fn account_by(system: &'static dyn System, connection: &Connection) -> AccountId {
    let id = system.description().id.as_str();
    if connection.sample {
        return AccountId(format!("{id}|sample"));
    }
    let mut name = id.to_owned();
    for field in &system.description().connection {
        if matches!(field.input, ConnectionInput::Text | ConnectionInput::BaseUrl) {
            let value = connection.values.get(&field.key).map_or("", |value| value.trim());
            name.push('|');
            name.push_str(value.trim_end_matches('/'));
        }
    }
    AccountId(name)
}

/// The keychain entry of an agent's key.
pub(crate) fn entry_of(connection: &ConnectionId, key: &AgentKeyId) -> ConnectionId {
    ConnectionId(format!("{}/{}", connection.as_str(), key.0))
}

/// Whether a system can do nothing without the account's credential.
pub(crate) fn needs_credential(description: &SystemDescription) -> bool {
    description
        .connection
        .iter()
        .any(|field| field.required && matches!(field.input, ConnectionInput::Secret { .. }))
}

/// The system a connection speaks to.
pub(crate) fn system_of(connection: &Connection) -> Result<&'static dyn System> {
    callboard_systems::by_id(&connection.system)
        .ok_or_else(|| CallboardError::new(ErrorCode::Unsupported).with_system(connection.system.clone()))
}
