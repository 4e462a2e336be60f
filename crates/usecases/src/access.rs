//! From a connection's id to everything a call needs: its system, its values and its credential.

use callboard_model::{
    AgentKeyId, CallboardError, Connection, ConnectionId, ConnectionInput, CredentialState, ErrorCode,
    Result, Sensitive, SystemDescription,
};
use callboard_systems::{CallContext, Client, HeldKey, Session, System};

use crate::{Callboard, SampleAccess, beside};

/// A connection that is ready to be spoken over.
pub(crate) struct Access {
    pub(crate) system: &'static dyn System,
    pub(crate) connection: Connection,
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
        Self { system, connection, credential, agent_keys }
    }

    pub(crate) fn description(&self) -> &'static SystemDescription {
        self.system.description()
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
