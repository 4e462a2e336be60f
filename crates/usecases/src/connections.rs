//! Connections: test, add, change, remove; and the one to the sample agents.

use callboard_model::{
    Account, AccountId, CallboardError, Connection, ConnectionDraft, ConnectionId, ConnectionTest,
    ConnectionView, ErrorCode, JobId, KeychainState, Result, Sensitive, SetAside, SystemId,
};
use callboard_systems::{HeldKey, System};
use callboard_vault::Place;

use crate::access::{Access, account_of, entry_of, needs_credential, system_of};
use crate::jobs::Events;
use crate::{Callboard, spawn_blocking};

const CONNECTIONS: &str = "connections";
const SAMPLE: &str = "sample";

impl Callboard {
    /// The stored connections, in the admin's order.
    ///
    /// # Errors
    /// [`ErrorCode::StorageFault`].
    pub fn connections(&self) -> Result<Vec<Connection>> {
        self.journal.connections()
    }

    /// Takes over what earlier versions kept elsewhere: the connection list in the settings, and drafts and history by
    /// connection. Also where the journal had to be begun anew, for the settings keep a copy of the list.
    pub(crate) fn adopt_connections(&self) -> Result<()> {
        let kept = self.store.read(CONNECTIONS).and_then(|kept| kept.as_array().cloned()).unwrap_or_default();
        // One that cannot be read must not cost the others.
        let kept: Vec<Connection> =
            kept.into_iter().filter_map(|connection| serde_json::from_value(connection).ok()).collect();
        self.journal.change_connections(|connections| {
            if connections.is_empty() {
                *connections = kept;
            }
            Ok(())
        })?;
        let connections = self.connections()?;
        let accounts = connections
            .iter()
            .filter_map(|connection| Some((connection.id.clone(), account_of(connection).ok()?)));
        self.journal.adopt(&accounts.collect())?;
        connections.iter().try_for_each(|connection| self.keep_account(connection))
    }

    /// Keeps what a connection's account is called, for when no connection leads there any more.
    pub(crate) fn keep_account(&self, connection: &Connection) -> Result<()> {
        let Ok(id) = account_of(connection) else { return Ok(()) };
        self.journal.keep_account(&Account {
            id,
            system: connection.system.clone(),
            name: connection.name.clone(),
            values: connection.values.clone(),
        })
    }

    /// What belongs to accounts that no connection leads to.
    ///
    /// # Errors
    /// [`ErrorCode::StorageFault`].
    pub async fn set_aside(&self) -> Result<Vec<SetAside>> {
        let (journal, reached) = (self.journal.clone(), self.reached_accounts()?.accounts());
        spawn_blocking(move || journal.set_aside(&reached)).await
    }

    /// Forgets what is set aside of an account, its history only where `history` says so.
    ///
    /// # Errors
    /// [`ErrorCode::StorageFault`] or [`ErrorCode::DiskFull`].
    pub async fn forget_set_aside(&self, account: AccountId, history: bool) -> Result<()> {
        let journal = self.journal.clone();
        spawn_blocking(move || journal.forget_account(&account, history)).await
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
        let job = self.jobs.begin(job, events);
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
        let added = self.change_connections(|connections| {
            connections.push(connection.clone());
            Ok(())
        });
        if let Err(error) = added.and_then(|()| self.keep_account(&connection)) {
            // A key that belongs to no connection would lie in the keychain for ever.
            self.forget_credential(&id).await?;
            return Err(error);
        }
        self.connections_moved().await?;
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
        let credential = credential.filter(|given| !given.is_empty());
        let new_credential = credential.is_some();
        if let Some(credential) = credential {
            // A key for a connection that is not there would lie in the keychain for ever.
            self.connection(&id)?;
            self.keep_credential(&id, credential).await?;
        }
        let connection = self.change_connections(|connections| {
            let kept = connections
                .iter_mut()
                .find(|connection| connection.id == id && !connection.sample)
                .ok_or_else(|| CallboardError::new(ErrorCode::ConnectionNotFound))?;
            let before = std::mem::replace(kept, connection_of(id.clone(), draft));
            kept.agent_keys = before.agent_keys;
            // Another address or account may offer other operations.
            if kept.values == before.values && !new_credential {
                kept.offers = before.offers;
            }
            Ok(kept.clone())
        })?;
        self.keep_account(&connection)?;
        self.known.forget(&id);
        self.connections_moved().await?;
        self.view(connection).await
    }

    /// Removes a connection with its credential and, where no other connection leads to its account, what belongs to that:
    /// drafts, stored files and, unless `keep_history`, its history. The agents stay where they are. While a change is under
    /// way, it is waited for.
    ///
    /// # Errors
    /// Those of the keychain; [`ErrorCode::StorageFault`] or [`ErrorCode::DiskFull`].
    pub async fn remove_connection(&self, id: ConnectionId, keep_history: bool) -> Result<()> {
        let connection = self.connection(&id)?;
        for key in &connection.agent_keys {
            self.forget_credential(&entry_of(&id, &key.id)).await?;
        }
        self.forget_credential(&id).await?;
        self.change_connections(|connections| {
            connections.retain(|connection| connection.id != id);
            Ok(())
        })?;
        self.known.forget(&id);
        self.road.open.forget_connection(&id);
        let Ok(account) = account_of(&connection) else { return Ok(()) };
        if self.reached_accounts()?.accounts().contains(&account) {
            // Another connection leads there: what is to be settled is shown at that one.
            return self.connections_moved().await;
        }
        let journal = self.journal.clone();
        spawn_blocking(move || journal.forget_account(&account, !keep_history)).await
    }

    /// Opens the connections to the sample agents, one for each system, making those that are not there yet.
    pub async fn start_samples(&self) -> Result<Vec<ConnectionView>> {
        let mut opened = Vec::new();
        for sample in self.samples.start().await? {
            let id = sample_id(&sample.system);
            if let Ok(kept) = self.connection(&id) {
                opened.push(kept);
                continue;
            }
            let name = by_id(&sample.system)?.description().name.clone();
            let connection = Connection::new(id, sample.system.clone(), name, sample.values);
            let mut connection = Connection { sample: true, ..connection };
            connection.agent_keys =
                self.read_agent_keys(&connection, sample.credential, sample.agent_keys).await?;
            self.change_connections(|connections| {
                if connections.iter().all(|kept| kept.id != connection.id) {
                    connections.push(connection.clone());
                }
                Ok(())
            })?;
            self.keep_account(&connection)?;
            opened.push(connection);
        }
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
            let Ok(connection) = self.connection(&id) else { continue };
            let (journal, account) = (self.journal.clone(), account_of(&connection)?);
            spawn_blocking(move || journal.forget_account(&account, true)).await?;
            self.keep_account(&connection)?;
            self.road.open.forget_connection(&id);
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
        spawn_blocking(move || {
            let usable = vault.state() == KeychainState::Ready;
            let place = if session_only && !usable { Place::Session } else { Place::Keychain };
            vault.keep(&id, &credential, place)
        })
        .await
    }

    pub(crate) async fn forget_credential(&self, id: &ConnectionId) -> Result<()> {
        let (vault, id) = (self.vault.clone(), id.clone());
        spawn_blocking(move || vault.forget(&id)).await
    }

    /// Changes a stored connection in place.
    pub(crate) fn change_connection(
        &self,
        id: &ConnectionId,
        change: impl FnOnce(&mut Connection),
    ) -> Result<Connection> {
        self.change_connections(|connections| {
            let kept = connections
                .iter_mut()
                .find(|connection| &connection.id == id)
                .ok_or_else(|| CallboardError::new(ErrorCode::ConnectionNotFound))?;
            change(kept);
            Ok(kept.clone())
        })
    }

    /// Changes the list of connections, which nobody else changes meanwhile, and copies it into the settings: should the
    /// journal be damaged one day, the connections are still known.
    fn change_connections<T>(&self, change: impl FnOnce(&mut Vec<Connection>) -> Result<T>) -> Result<T> {
        let (answer, list) = self.journal.change_connections(|connections| {
            let answer = change(connections)?;
            Ok((answer, connections.clone()))
        })?;
        let copied = serde_json::to_value(list)
            .map_err(|error| CallboardError::new(ErrorCode::Internal).with_detail(error))
            .and_then(|list| self.store.write(CONNECTIONS, list));
        if let Err(error) = copied {
            log::warn!("the copy of the connections is not up to date: {:?}", error.code);
        }
        Ok(answer)
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
