//! From a connection's id to everything a call needs: its system, its values and its credential.

use callboard_model::{
    CallboardError, Connection, ConnectionId, CredentialState, ErrorCode, Result, Sensitive,
};
use callboard_systems::{CallContext, Client, Session, System};

use crate::{Callboard, beside};

/// A connection that is ready to be spoken over.
pub(crate) struct Access {
    pub(crate) system: &'static dyn System,
    pub(crate) connection: Connection,
    credential: Sensitive,
}

impl Access {
    pub(crate) fn new(system: &'static dyn System, connection: Connection, credential: Sensitive) -> Self {
        Self { system, connection, credential }
    }

    pub(crate) fn session<'a>(&'a self, client: &'a Client, call: &'a CallContext) -> Session<'a> {
        Session { connection: &self.connection, credential: &self.credential, client, call }
    }
}

impl Callboard {
    /// The connection with its credential. Sample agents are started here if they do not run yet.
    pub(crate) async fn access(&self, id: &ConnectionId) -> Result<Access> {
        let mut connection = self.connection(id)?;
        let system = system_of(&connection)?;
        if connection.sample {
            let sample = self.samples.start().await?;
            connection.values = sample.values;
            return Ok(Access::new(system, connection, sample.credential));
        }
        let (vault, entry) = (self.vault.clone(), id.clone());
        let credential = beside(move || vault.credential(&entry)).await?;
        Ok(Access::new(system, connection, credential))
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
        beside(move || Ok(vault.place_of(&id))).await
    }
}

/// The system a connection speaks to.
pub(crate) fn system_of(connection: &Connection) -> Result<&'static dyn System> {
    callboard_systems::by_id(&connection.system)
        .ok_or_else(|| CallboardError::new(ErrorCode::Unsupported).with_system(connection.system.clone()))
}
