//! Connections: test, add, change, remove; and the one to the sample agents.

use std::sync::Arc;

use callboard_journal::Journal;
use callboard_model::{
    AccountId, CallboardError, Connection, ConnectionDraft, ConnectionId, ConnectionTest, ConnectionView,
    ErrorCode, JobId, Result, Sensitive, SetAside,
};
use callboard_systems::{HeldKey, System};
use callboard_vault::Audience;

use crate::accounts::{account_of, audience, audience_of, needs_credential, system_by_id};
use crate::blocking::spawn_blocking;
use crate::connection_list::ConnectionList;
use crate::credentials::{Credentials, entry_of};
use crate::gateway::{Access, Gateway};
use crate::jobs::Events;
use crate::known::KnownAgents;
use crate::open_changes::OpenChanges;
use crate::road::Changes;
use crate::surroundings::Samples;

/// Connections: tried, kept, changed, removed.
pub struct Connections {
    pub(crate) gateway: Arc<Gateway>,
    pub(crate) list: Arc<ConnectionList>,
    pub(crate) credentials: Arc<Credentials>,
    pub(crate) samples: Arc<dyn Samples>,
    pub(crate) journal: Arc<Journal>,
    pub(crate) known: Arc<KnownAgents>,
    pub(crate) changes: Arc<Changes>,
    pub(crate) open_changes: Arc<OpenChanges>,
}

impl Connections {
    /// The stored connections, in the admin's order.
    ///
    /// # Errors
    /// [`ErrorCode::StorageFault`].
    pub fn connections(&self) -> Result<Vec<Connection>> {
        self.list.all()
    }

    /// What belongs to accounts that no connection leads to.
    ///
    /// # Errors
    /// [`ErrorCode::StorageFault`].
    pub async fn set_aside(&self) -> Result<Vec<SetAside>> {
        let (journal, reached) = (self.journal.clone(), self.list.reached_accounts()?.ids());
        spawn_blocking(move || journal.set_aside(&reached)).await
    }

    /// Takes over what earlier versions kept elsewhere.
    pub(crate) fn adopt(&self) -> Result<()> {
        self.list.adopt()
    }

    /// Forgets what is set aside of an account, its history only where `history` says so.
    ///
    /// # Errors
    /// [`ErrorCode::StorageFault`] or [`ErrorCode::DiskFull`].
    pub async fn forget_set_aside(&self, account: AccountId, history: bool) -> Result<()> {
        let journal = self.journal.clone();
        spawn_blocking(move || journal.forget_account(&account, history)).await
    }

    /// Forgets which operations the account has, so that they are tried again.
    ///
    /// # Errors
    /// [`ErrorCode::ConnectionNotFound`], [`ErrorCode::StorageFault`], [`ErrorCode::DiskFull`].
    pub async fn ask_offers_again(&self, connection: ConnectionId) -> Result<ConnectionView> {
        let changed = self.list.change_one(&connection, |kept| kept.offers.clear())?;
        self.credentials.view(changed).await
    }

    /// The connections as the window shows them.
    ///
    /// # Errors
    /// [`ErrorCode::StorageFault`].
    pub async fn connection_views(&self) -> Result<Vec<ConnectionView>> {
        let mut views = Vec::new();
        for connection in self.list.all()? {
            views.push(self.credentials.view(connection).await?);
        }
        Ok(views)
    }

    /// Tries a connection before or after it is kept. `existing` lends its credential where no new one is given, but only to
    /// the system and address that it was given for.
    ///
    /// # Errors
    /// What is wrong with the values, [`ErrorCode::CredentialMissing`], [`ErrorCode::CredentialForOtherAddress`], and what keeps the system from answering.
    pub async fn test_connection(
        &self,
        draft: ConnectionDraft,
        credential: Option<Sensitive>,
        existing: Option<ConnectionId>,
        job: JobId,
        events: Events,
    ) -> Result<ConnectionTest> {
        let job = self.gateway.begin(job, events);
        let system = system_by_id(&draft.system)?;
        let draft = system.check_connection(&draft)?;
        let (kept, held) = match existing {
            Some(id) => {
                let wanted = audience(&draft.system, &draft.values)?;
                let asked = self.credentials_of(system, &id, wanted);
                job.call.cancel.run_until_cancelled(asked).await.ok_or(ErrorCode::Cancelled)?
            }
            None => (Err(ErrorCode::CredentialMissing.into()), Vec::new()),
        };
        let is_optional = !needs_credential(system.description());
        let credential = match credential.filter(|given| !given.is_empty()) {
            Some(given) => given,
            None => match kept {
                Err(error) if is_optional && error.code != ErrorCode::CredentialForOtherAddress => {
                    Sensitive::new("")
                }
                other => other?,
            },
        };
        let connection = connection_of(new_id(), draft);
        let maskings = self.gateway.maskings();
        let id = connection.id.clone();
        let access = Access::new(system, connection, credential, held, maskings);
        let mut tested = access.system.test(&self.gateway.session(&access, &job.call)).await;
        maskings.forget(&id);
        if let Ok(ConnectionTest { own_name: Some(name), .. }) = &mut tested {
            access.masking().scrub_text(name);
        }
        tested
    }

    /// What is kept of a connection's credentials for `wanted`; that of the account may be missing.
    async fn credentials_of(
        &self,
        system: &'static dyn System,
        id: &ConnectionId,
        wanted: Audience,
    ) -> (Result<Sensitive>, Vec<HeldKey>) {
        let credentials = match self.list.get(id) {
            Ok(connection) => self.credentials.lend(system, &connection, wanted).await,
            Err(error) => Err(error),
        };
        match credentials {
            Ok((credential, held)) => (Ok(credential), held),
            Err(error) => (Err(error), Vec::new()),
        }
    }

    /// Keeps a new connection: its values in the store, its credential in the keychain.
    ///
    /// # Errors
    /// What is wrong with the values, [`ErrorCode::CredentialMissing`], those of the keychain, [`ErrorCode::StorageFault`],
    /// [`ErrorCode::DiskFull`]. Nothing of the connection is kept then.
    pub async fn add_connection(
        &self,
        draft: ConnectionDraft,
        credential: Sensitive,
    ) -> Result<ConnectionView> {
        let system = system_by_id(&draft.system)?;
        let draft = system.check_connection(&draft)?;
        if credential.is_empty() && needs_credential(system.description()) {
            return Err(ErrorCode::CredentialMissing.into());
        }
        let id = new_id();
        if !credential.is_empty() {
            let audience = audience(&draft.system, &draft.values)?;
            self.credentials.keep(&id, credential, audience).await?;
        }
        let connection = connection_of(id.clone(), draft);
        let added = self.list.change(|connections| {
            connections.push(connection.clone());
            Ok(())
        });
        if let Err(error) = added.and_then(|()| self.list.keep_account(&connection)) {
            // A key that belongs to no connection would lie in the keychain for ever.
            self.credentials.forget(&id).await?;
            return Err(error);
        }
        self.changes.connections_moved().await?;
        self.credentials.view(connection).await
    }

    /// Keeps new values of a connection, and a new credential where one is given. A connection that is led to another address
    /// needs a new one. The agents' keys that were given for the old address are forgotten: they go nowhere else.
    ///
    /// # Errors
    /// [`ErrorCode::ConnectionNotFound`], [`ErrorCode::Unsupported`] where the system is another one, what is wrong with the
    /// values, [`ErrorCode::CredentialForOtherAddress`], those of the keychain, [`ErrorCode::StorageFault`],
    /// [`ErrorCode::DiskFull`].
    pub async fn update_connection(
        &self,
        id: ConnectionId,
        draft: ConnectionDraft,
        credential: Option<Sensitive>,
    ) -> Result<ConnectionView> {
        let kept = self.list.get(&id)?;
        if kept.sample {
            return Err(ErrorCode::ConnectionNotFound.into());
        }
        if kept.system != draft.system {
            return Err(CallboardError::new(ErrorCode::Unsupported)
                .with_system(kept.system)
                .with_operation("make a connection one to another system"));
        }
        let draft = system_by_id(&draft.system)?.check_connection(&draft)?;
        let audience = audience(&draft.system, &draft.values)?;
        let credential = credential.filter(|given| !given.is_empty());
        let new_credential = credential.is_some();
        let mut left_behind = Vec::new();
        if audience_of(&kept).ok().as_ref() != Some(&audience) {
            if !new_credential {
                self.credentials.check_follows(&kept, &audience).await?;
            }
            left_behind = self.credentials.left_behind(&kept, &audience).await?;
        }
        if let Some(credential) = credential {
            self.credentials.keep(&id, credential, audience).await?;
        }
        let connection = self.list.change(|connections| {
            let kept = connections
                .iter_mut()
                .find(|connection| connection.id == id && !connection.sample)
                .ok_or_else(|| CallboardError::new(ErrorCode::ConnectionNotFound))?;
            let before = std::mem::replace(kept, connection_of(id.clone(), draft));
            kept.agent_keys = before.agent_keys;
            kept.agent_keys.retain(|key| !left_behind.contains(key));
            // Another address or account may offer other operations.
            if kept.values == before.values && !new_credential {
                kept.offers = before.offers;
            }
            Ok(kept.clone())
        })?;
        for key in &left_behind {
            self.credentials.forget(&entry_of(&id, &key.id)).await?;
        }
        self.list.keep_account(&connection)?;
        self.known.forget(&id);
        self.changes.connections_moved().await?;
        self.credentials.view(connection).await
    }

    /// Removes a connection with its credential and, where no other connection leads to its account, what belongs to that:
    /// drafts, stored files and, unless `keep_history`, its history. The agents stay where they are. While a change is under
    /// way, it is waited for.
    ///
    /// # Errors
    /// Those of the keychain; [`ErrorCode::StorageFault`] or [`ErrorCode::DiskFull`].
    pub async fn remove_connection(&self, id: ConnectionId, keep_history: bool) -> Result<()> {
        let connection = self.list.get(&id)?;
        for key in &connection.agent_keys {
            self.credentials.forget(&entry_of(&id, &key.id)).await?;
        }
        self.credentials.forget(&id).await?;
        self.list.change(|connections| {
            connections.retain(|connection| connection.id != id);
            Ok(())
        })?;
        self.known.forget(&id);
        self.open_changes.forget_connection(&id);
        let Ok(account) = account_of(&connection) else { return Ok(()) };
        if self.list.reached_accounts()?.ids().contains(&account) {
            // Another connection leads there: what is to be settled is shown at that one.
            return self.changes.connections_moved().await;
        }
        let journal = self.journal.clone();
        spawn_blocking(move || journal.forget_account(&account, !keep_history)).await
    }
}

/// An id that no other connection has.
fn new_id() -> ConnectionId {
    ConnectionId(uuid::Uuid::new_v4().to_string())
}

fn connection_of(id: ConnectionId, draft: ConnectionDraft) -> Connection {
    Connection::new(id, draft.system, draft.name, draft.values)
}
