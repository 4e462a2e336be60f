//! Connections: test, add, change, remove; and the one to the sample agents.

use callboard_model::{
    CallboardError, Connection, ConnectionDraft, ConnectionId, ConnectionTest, ConnectionView, ErrorCode,
    JobId, KeychainState, Result, Sensitive, SystemId,
};
use callboard_systems::System;
use callboard_vault::Place;

use crate::access::{Access, system_of};
use crate::jobs::Events;
use crate::{Callboard, beside};

const CONNECTIONS: &str = "connections";
const SAMPLE: &str = "sample";

impl Callboard {
    /// The stored connections, in the admin's order.
    pub fn connections(&self) -> Result<Vec<Connection>> {
        match self.store.read(CONNECTIONS) {
            None => Ok(Vec::new()),
            Some(kept) => serde_json::from_value(kept)
                .map_err(|error| CallboardError::new(ErrorCode::StorageFault).with_detail(error)),
        }
    }

    /// The connections as the window shows them.
    pub async fn connection_views(&self) -> Result<Vec<ConnectionView>> {
        let mut views = Vec::new();
        for connection in self.connections()? {
            views.push(self.view(connection).await?);
        }
        Ok(views)
    }

    /// Tries a connection before or after it is kept. `existing` lends its credential where no new one is given.
    pub async fn test_connection(
        &self,
        draft: ConnectionDraft,
        credential: Option<Sensitive>,
        existing: Option<ConnectionId>,
        job: JobId,
        events: Events,
    ) -> Result<ConnectionTest> {
        let system = by_id(&draft.system)?;
        let draft = system.check_connection(&draft)?;
        let credential = match (credential.filter(|given| !given.is_empty()), existing) {
            (Some(given), _) => given,
            (None, Some(id)) => {
                let vault = self.vault.clone();
                beside(move || vault.credential(&id)).await?
            }
            (None, None) => return Err(ErrorCode::CredentialMissing.into()),
        };
        let connection = connection_of(ConnectionId("test".to_owned()), draft);
        let access = Access::new(system, connection, credential);
        let job = self.jobs.begin(job, events);
        access.system.test(&access.session(&self.client, &job.call)).await
    }

    /// Keeps a new connection: its values in the store, its credential in the keychain.
    pub async fn add_connection(
        &self,
        draft: ConnectionDraft,
        credential: Sensitive,
    ) -> Result<ConnectionView> {
        let draft = by_id(&draft.system)?.check_connection(&draft)?;
        if credential.is_empty() {
            return Err(ErrorCode::CredentialMissing.into());
        }
        let id = ConnectionId(uuid::Uuid::new_v4().to_string());
        self.keep_credential(&id, credential).await?;
        let connection = connection_of(id.clone(), draft);
        let mut connections = self.connections()?;
        connections.push(connection.clone());
        if let Err(error) = self.keep_connections(&connections) {
            // A key that belongs to no connection would lie in the keychain for ever.
            self.forget_credential(&id).await?;
            return Err(error);
        }
        self.view(connection).await
    }

    /// Keeps new values of a connection, and a new credential where one is given.
    pub async fn update_connection(
        &self,
        id: ConnectionId,
        draft: ConnectionDraft,
        credential: Option<Sensitive>,
    ) -> Result<ConnectionView> {
        let draft = by_id(&draft.system)?.check_connection(&draft)?;
        let mut connections = self.connections()?;
        let kept = connections
            .iter_mut()
            .find(|connection| connection.id == id && !connection.sample)
            .ok_or_else(|| CallboardError::new(ErrorCode::ConnectionNotFound))?;
        *kept = connection_of(id.clone(), draft);
        let connection = kept.clone();
        if let Some(credential) = credential.filter(|given| !given.is_empty()) {
            self.keep_credential(&id, credential).await?;
        }
        self.keep_connections(&connections)?;
        self.known.forget(&id);
        self.view(connection).await
    }

    /// Removes a connection with its credential, drafts and history. The agents stay where they are.
    pub async fn remove_connection(&self, id: ConnectionId) -> Result<()> {
        self.forget_credential(&id).await?;
        let mut connections = self.connections()?;
        connections.retain(|connection| connection.id != id);
        self.keep_connections(&connections)?;
        self.known.forget(&id);
        let journal = self.journal.clone();
        beside(move || journal.forget_connection(&id)).await
    }

    /// Opens the connection to the sample agents, making it where there is none yet.
    pub async fn start_samples(&self) -> Result<ConnectionView> {
        let access = self.samples.start().await?;
        let mut connections = self.connections()?;
        if let Some(connection) = connections.iter().find(|connection| connection.sample) {
            return self.view(connection.clone()).await;
        }
        let connection = Connection {
            id: ConnectionId(SAMPLE.to_owned()),
            system: SystemId::new("bird"),
            name: String::new(),
            values: access.values,
            sample: true,
        };
        connections.push(connection.clone());
        self.keep_connections(&connections)?;
        self.view(connection).await
    }

    /// Puts the sample agents back as they were at first.
    pub async fn reset_samples(&self) -> Result<()> {
        self.samples.start().await?;
        self.samples.reset().await?;
        let id = ConnectionId(SAMPLE.to_owned());
        self.known.forget(&id);
        let journal = self.journal.clone();
        beside(move || journal.forget_connection(&id)).await
    }

    async fn view(&self, connection: Connection) -> Result<ConnectionView> {
        // A system of a newer version of the program is left in the list, not thrown away.
        let credential = self.credential_state(&connection).await?;
        Ok(ConnectionView { connection, credential })
    }

    async fn keep_credential(&self, id: &ConnectionId, credential: Sensitive) -> Result<()> {
        let (vault, id) = (self.vault.clone(), id.clone());
        let session_only = self.settings().session_only_credentials;
        beside(move || {
            let usable = vault.state() == KeychainState::Ready;
            let place = if session_only && !usable { Place::Session } else { Place::Keychain };
            vault.keep(&id, &credential, place)
        })
        .await
    }

    async fn forget_credential(&self, id: &ConnectionId) -> Result<()> {
        let (vault, id) = (self.vault.clone(), id.clone());
        beside(move || vault.forget(&id)).await
    }

    fn keep_connections(&self, connections: &[Connection]) -> Result<()> {
        let value = serde_json::to_value(connections)
            .map_err(|error| CallboardError::new(ErrorCode::Internal).with_detail(error))?;
        self.store.write(CONNECTIONS, value)
    }

    /// The system of a connection, for what needs no credential.
    pub(crate) fn system(&self, id: &ConnectionId) -> Result<&'static dyn System> {
        system_of(&self.connection(id)?)
    }
}

fn by_id(id: &SystemId) -> Result<&'static dyn System> {
    callboard_systems::by_id(id)
        .ok_or_else(|| CallboardError::new(ErrorCode::Unsupported).with_system(id.clone()))
}

fn connection_of(id: ConnectionId, draft: ConnectionDraft) -> Connection {
    Connection::new(id, draft.system, draft.name, draft.values)
}
