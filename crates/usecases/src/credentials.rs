//! Credentials: where those of connections and agents' keys are kept, and the state of the keychain.

use std::sync::Arc;

use callboard_model::{
    AgentKeyId, Connection, ConnectionId, ConnectionView, CredentialState, ErrorCode, KeychainState, Result,
    Sensitive,
};
use callboard_systems::{HeldKey, System};
use callboard_vault::{Place, Vault};

use crate::accounts::{needs_credential, system_of};
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
    pub(crate) async fn of(
        &self,
        system: &'static dyn System,
        connection: &Connection,
    ) -> Result<(Sensitive, Vec<HeldKey>)> {
        let (vault, connection) = (self.vault.clone(), connection.clone());
        let needed = needs_credential(system.description());
        spawn_blocking(move || {
            let credential = match vault.credential(&connection.id) {
                Err(error) if !needed && error.code == ErrorCode::CredentialMissing => Sensitive::new(""),
                other => other?,
            };
            let held = connection.agent_keys.iter().map(|key| {
                let secret = vault.credential(&entry_of(&connection.id, &key.id))?;
                Ok(HeldKey { agent: Some(key.agent.clone()), key: secret })
            });
            Ok((credential, held.collect::<Result<Vec<_>>>()?))
        })
        .await
    }

    /// The connection as the window shows it. One of a system of a later version of the program is shown too.
    pub(crate) async fn view(&self, connection: Connection) -> Result<ConnectionView> {
        let credential = self.state(&connection).await?;
        Ok(ConnectionView { connection, credential })
    }

    async fn state(&self, connection: &Connection) -> Result<CredentialState> {
        if connection.sample {
            return Ok(CredentialState::Session);
        }
        let (vault, id) = (self.vault.clone(), connection.id.clone());
        let place = spawn_blocking(move || Ok(vault.place_of(&id))).await?;
        // A system of a later version of the program is left alone.
        let needed = system_of(connection).is_ok_and(|system| needs_credential(system.description()));
        Ok(if place == CredentialState::Missing && !needed { CredentialState::NotNeeded } else { place })
    }

    pub(crate) async fn keep(&self, entry: &ConnectionId, credential: Sensitive) -> Result<()> {
        let (vault, entry) = (self.vault.clone(), entry.clone());
        let session_only = self.preferences.settings().session_only_credentials;
        spawn_blocking(move || {
            let usable = vault.state() == KeychainState::Ready;
            let place = if session_only && !usable { Place::Session } else { Place::Keychain };
            vault.keep(&entry, &credential, place)
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
