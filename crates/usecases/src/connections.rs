//! Connections: test, add, change, remove; and the one to the sample agents.

use callboard_model::{
    CallboardError, Connection, ConnectionDraft, ConnectionId, ConnectionTest, ConnectionView, ErrorCode,
    JobId, KeychainState, Result, Sensitive, SystemId,
};
use callboard_systems::{HeldKey, System};
use callboard_vault::Place;

use crate::access::{Access, entry_of, needs_credential, system_of};
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
        let (kept, held) = match existing {
            Some(id) => self.credentials_of(system, &id).await,
            None => (Err(ErrorCode::CredentialMissing.into()), Vec::new()),
        };
        let credential = match credential.filter(|given| !given.is_empty()) {
            Some(given) => given,
            None if !needs_credential(system.description()) => kept.unwrap_or_else(|_| Sensitive::new("")),
            None => kept?,
        };
        let connection = connection_of(ConnectionId("test".to_owned()), draft);
        let access = Access::new(system, connection, credential, held);
        let job = self.jobs.begin(job, events);
        access.system.test(&access.session(&self.client, &job.call)).await
    }

    /// What is kept of a connection's credentials; that of the account may be missing.
    async fn credentials_of(
        &self,
        system: &'static dyn System,
        id: &ConnectionId,
    ) -> (Result<Sensitive>, Vec<HeldKey>) {
        let credentials = match self.connection(id) {
            Ok(connection) => self.credentials(system, &connection).await,
            Err(error) => Err(error),
        };
        match credentials {
            Ok((credential, held)) => (Ok(credential), held),
            Err(error) => (Err(error), Vec::new()),
        }
    }

    /// Keeps a new connection: its values in the store, its credential in the keychain.
    pub async fn add_connection(
        &self,
        draft: ConnectionDraft,
        credential: Sensitive,
    ) -> Result<ConnectionView> {
        let system = by_id(&draft.system)?;
        let draft = system.check_connection(&draft)?;
        if credential.is_empty() && needs_credential(system.description()) {
            return Err(ErrorCode::CredentialMissing.into());
        }
        let id = ConnectionId(uuid::Uuid::new_v4().to_string());
        if !credential.is_empty() {
            self.keep_credential(&id, credential).await?;
        }
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
        let before = std::mem::replace(kept, connection_of(id.clone(), draft));
        kept.agent_keys = before.agent_keys;
        // Another address or account may offer other operations.
        if kept.values == before.values && credential.is_none() {
            kept.offers = before.offers;
        }
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
        let mut connections = self.connections()?;
        if let Some(connection) = connections.iter().find(|connection| connection.id == id) {
            for key in &connection.agent_keys {
                self.forget_credential(&entry_of(&id, &key.id)).await?;
            }
        }
        self.forget_credential(&id).await?;
        connections.retain(|connection| connection.id != id);
        self.keep_connections(&connections)?;
        self.known.forget(&id);
        let journal = self.journal.clone();
        beside(move || journal.forget_connection(&id)).await
    }

    /// Opens the connections to the sample agents, one for each system, making those that are not there yet.
    pub async fn start_samples(&self) -> Result<Vec<ConnectionView>> {
        let mut connections = self.connections()?;
        let mut opened = Vec::new();
        for sample in self.samples.start().await? {
            let id = sample_id(&sample.system);
            if let Some(kept) = connections.iter().find(|connection| connection.id == id) {
                opened.push(kept.clone());
                continue;
            }
            let name = by_id(&sample.system)?.description().name.clone();
            let connection = Connection::new(id, sample.system.clone(), name, sample.values);
            let mut connection = Connection { sample: true, ..connection };
            connection.agent_keys =
                self.read_agent_keys(&connection, sample.credential, sample.agent_keys).await?;
            connections.push(connection.clone());
            opened.push(connection);
        }
        self.keep_connections(&connections)?;
        let mut views = Vec::new();
        for connection in opened {
            views.push(self.view(connection).await?);
        }
        Ok(views)
    }

    /// Puts the sample agents back as they were at first.
    pub async fn reset_samples(&self) -> Result<()> {
        let samples = self.samples.start().await?;
        self.samples.reset().await?;
        for sample in samples {
            let id = sample_id(&sample.system);
            self.known.forget(&id);
            let journal = self.journal.clone();
            beside(move || journal.forget_connection(&id)).await?;
        }
        Ok(())
    }

    pub(crate) async fn view(&self, connection: Connection) -> Result<ConnectionView> {
        // A system of a newer version of the program is left in the list, not thrown away.
        let credential = self.credential_state(&connection).await?;
        Ok(ConnectionView { connection, credential })
    }

    pub(crate) async fn keep_credential(&self, id: &ConnectionId, credential: Sensitive) -> Result<()> {
        let (vault, id) = (self.vault.clone(), id.clone());
        let session_only = self.settings().session_only_credentials;
        beside(move || {
            let usable = vault.state() == KeychainState::Ready;
            let place = if session_only && !usable { Place::Session } else { Place::Keychain };
            vault.keep(&id, &credential, place)
        })
        .await
    }

    pub(crate) async fn forget_credential(&self, id: &ConnectionId) -> Result<()> {
        let (vault, id) = (self.vault.clone(), id.clone());
        beside(move || vault.forget(&id)).await
    }

    /// Changes a stored connection in place.
    pub(crate) fn change_connection(
        &self,
        id: &ConnectionId,
        change: impl FnOnce(&mut Connection),
    ) -> Result<Connection> {
        let mut connections = self.connections()?;
        let kept = connections
            .iter_mut()
            .find(|connection| &connection.id == id)
            .ok_or_else(|| CallboardError::new(ErrorCode::ConnectionNotFound))?;
        change(kept);
        let changed = kept.clone();
        self.keep_connections(&connections)?;
        Ok(changed)
    }

    pub(crate) fn keep_connections(&self, connections: &[Connection]) -> Result<()> {
        let value = serde_json::to_value(connections)
            .map_err(|error| CallboardError::new(ErrorCode::Internal).with_detail(error))?;
        self.store.write(CONNECTIONS, value)
    }

    /// The system of a connection, for what needs no credential.
    pub(crate) fn system(&self, id: &ConnectionId) -> Result<&'static dyn System> {
        system_of(&self.connection(id)?)
    }
}

/// The sample connection of a system. Bird's was the first and keeps its name.
fn sample_id(system: &SystemId) -> ConnectionId {
    match system.as_str() {
        "bird" => ConnectionId(SAMPLE.to_owned()),
        other => ConnectionId(format!("{SAMPLE}-{other}")),
    }
}

fn by_id(id: &SystemId) -> Result<&'static dyn System> {
    callboard_systems::by_id(id)
        .ok_or_else(|| CallboardError::new(ErrorCode::Unsupported).with_system(id.clone()))
}

fn connection_of(id: ConnectionId, draft: ConnectionDraft) -> Connection {
    Connection::new(id, draft.system, draft.name, draft.values)
}
