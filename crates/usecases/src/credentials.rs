//! Credentials: where those of connections and agents' keys are kept, and the state of the keychain.

use std::sync::Arc;

use callboard_model::{
    AgentKey, AgentKeyId, CallboardError, Connection, ConnectionId, ConnectionView, CredentialState,
    ErrorCode, KeychainState, Result, Sensitive,
};
use callboard_systems::{HeldKey, System};
use callboard_vault::{Audience, Place, Vault};

use crate::accounts::{audience_of, needs_credential, system_of};
use crate::blocking::spawn_blocking;
use crate::preferences::Preferences;

/// The credentials of connections.
pub struct Credentials {
    vault: Arc<Vault>,
    preferences: Arc<Preferences>,
}

impl Credentials {
    pub(crate) fn new(vault: Arc<Vault>, preferences: Arc<Preferences>) -> Self {
        Self { vault, preferences }
    }

    /// Asks the operating system to unlock the keychain, which may ask the admin for a password.
    ///
    /// # Errors
    /// [`ErrorCode::Internal`].
    pub async fn unlock_keychain(&self) -> Result<KeychainState> {
        let vault = self.vault.clone();
        spawn_blocking(move || Ok(vault.unlock())).await
    }

    /// Looks again whether the keychain can be used.
    ///
    /// # Errors
    /// [`ErrorCode::Internal`].
    pub async fn probe_keychain(&self) -> Result<KeychainState> {
        let vault = self.vault.clone();
        spawn_blocking(move || Ok(vault.probe())).await
    }

    /// Whether the keychain can be used, as far as it is known.
    pub(crate) async fn keychain_state(&self) -> Result<KeychainState> {
        let vault = self.vault.clone();
        spawn_blocking(move || Ok(vault.state())).await
    }

    /// The credential and the agents' keys of a stored connection. Without a credential it is empty where the system works
    /// without one.
    ///
    /// # Errors
    /// [`ErrorCode::CredentialForOtherAddress`] where one was given for another address than the connection leads to by now,
    /// and those of the keychain.
    pub(crate) async fn of(
        &self,
        system: &'static dyn System,
        connection: &Connection,
    ) -> Result<(Sensitive, Vec<HeldKey>)> {
        self.lend(system, connection, audience_of(connection)?).await
    }

    /// The same for where the connection may lead one day.
    pub(crate) async fn lend(
        &self,
        system: &'static dyn System,
        connection: &Connection,
        wanted: Audience,
    ) -> Result<(Sensitive, Vec<HeldKey>)> {
        let (vault, connection) = (self.vault.clone(), connection.clone());
        let own = audience_of(&connection)?;
        let needed = needs_credential(system.description());
        spawn_blocking(move || {
            let credential = match vault.credential(&connection.id, &wanted, &own) {
                Err(error) if !needed && error.code == ErrorCode::CredentialMissing => Sensitive::new(""),
                other => other?,
            };
            let held = connection.agent_keys.iter().map(|key| {
                let secret = vault.credential(&entry_of(&connection.id, &key.id), &wanted, &own)?;
                Ok(HeldKey { agent: Some(key.agent.clone()), key: secret })
            });
            Ok((credential, held.collect::<Result<Vec<_>>>()?))
        })
        .await
    }

    /// Fails where a credential is kept for the connection and was given for somebody else than `wanted`.
    ///
    /// # Errors
    /// [`ErrorCode::CredentialForOtherAddress`], and those of a keychain that is there.
    pub(crate) async fn check_follows(&self, connection: &Connection, wanted: &Audience) -> Result<()> {
        let given_for_another = self.given_for_another(&connection.id, connection, wanted).await?;
        given_for_another.map_or(Ok(()), Err)
    }

    /// The agents' keys that were given for somebody else than `wanted`.
    ///
    /// # Errors
    /// Those of a keychain that is there.
    pub(crate) async fn left_behind(
        &self,
        connection: &Connection,
        wanted: &Audience,
    ) -> Result<Vec<AgentKey>> {
        let mut left_behind = Vec::new();
        for key in &connection.agent_keys {
            let entry = entry_of(&connection.id, &key.id);
            if self.given_for_another(&entry, connection, wanted).await?.is_some() {
                left_behind.push(key.clone());
            }
        }
        Ok(left_behind)
    }

    async fn given_for_another(
        &self,
        entry: &ConnectionId,
        connection: &Connection,
        wanted: &Audience,
    ) -> Result<Option<CallboardError>> {
        let (vault, entry, wanted) = (self.vault.clone(), entry.clone(), wanted.clone());
        // Of an address that leads nowhere nobody was ever given a key: what is kept was given for the one that is wanted now.
        let own = audience_of(connection).unwrap_or_else(|_| wanted.clone());
        spawn_blocking(move || match vault.credential(&entry, &wanted, &own) {
            Err(error) if error.code == ErrorCode::CredentialForOtherAddress => Ok(Some(error)),
            Err(error)
                if !matches!(error.code, ErrorCode::CredentialMissing | ErrorCode::KeychainMissing) =>
            {
                Err(error)
            }
            _ => Ok(None),
        })
        .await
    }

    /// The connection as the window shows it. One of a system of a later version of the program is shown too.
    pub(crate) async fn view(&self, connection: Connection) -> Result<ConnectionView> {
        let (credential, credential_origin) = self.state(&connection).await?;
        Ok(ConnectionView { connection, credential, credential_origin })
    }

    async fn state(&self, connection: &Connection) -> Result<(CredentialState, Option<String>)> {
        if connection.sample {
            return Ok((CredentialState::Session, None));
        }
        let (place, audience) = match audience_of(connection) {
            Ok(own) => {
                let (vault, id) = (self.vault.clone(), connection.id.clone());
                let (place, audience) = spawn_blocking({
                    let own = own.clone();
                    move || Ok(vault.whereabouts(&id, &own))
                })
                .await?;
                let is_other = audience.as_ref().is_some_and(|audience| *audience != own);
                (if is_other { CredentialState::OtherAddress } else { place }, audience)
            }
            Err(_) => (CredentialState::Missing, None),
        };
        // A system of a later version of the program is left alone.
        let needed = system_of(connection).is_ok_and(|system| needs_credential(system.description()));
        let state =
            if place == CredentialState::Missing && !needed { CredentialState::NotNeeded } else { place };
        Ok((state, audience.map(|audience| audience.origin().to_owned())))
    }

    /// Keeps a credential for `audience` and nobody else.
    pub(crate) async fn keep(
        &self,
        entry: &ConnectionId,
        credential: Sensitive,
        audience: Audience,
    ) -> Result<()> {
        let (vault, entry) = (self.vault.clone(), entry.clone());
        let session_only = self.preferences.settings().session_only_credentials;
        spawn_blocking(move || {
            let usable = vault.state() == KeychainState::Ready;
            let place = if session_only && !usable { Place::Session } else { Place::Keychain };
            vault.keep(&entry, &credential, &audience, place)
        })
        .await
    }

    pub(crate) async fn forget(&self, entry: &ConnectionId) -> Result<()> {
        let (vault, entry) = (self.vault.clone(), entry.clone());
        spawn_blocking(move || vault.forget(&entry)).await
    }
}

/// The keychain entry of an agent's key.
pub(crate) fn entry_of(connection: &ConnectionId, key: &AgentKeyId) -> ConnectionId {
    ConnectionId(format!("{}/{}", connection.as_str(), key.0))
}
