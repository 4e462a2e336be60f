//! The operating system's own keychain, through `keyring`.
//!
//! `keyring` decides once per process whether there is a keychain and keeps one connection to it. Where it found none, or
//! where the service was restarted since, its store is opened anew here, so that nobody has to restart the program.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use callboard_model::{ConnectionId, KeychainState, Sensitive};
use keyring_core::{CredentialStore, Entry, Error};
use zeroize::Zeroizing;

use crate::keychain::{Fault, Keychain};

/// The keychain of this computer, under one service name.
pub(crate) struct PlatformKeychain {
    service_name: String,
    /// A store opened after `keyring` had decided; none as long as `keyring`'s own serves.
    reopened: Mutex<Option<Arc<CredentialStore>>>,
}

impl PlatformKeychain {
    pub(crate) fn new(service_name: &str) -> Self {
        Self { service_name: service_name.to_owned(), reopened: Mutex::new(None) }
    }

    fn reopened(&self) -> MutexGuard<'_, Option<Arc<CredentialStore>>> {
        self.reopened.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn entry(&self, id: &ConnectionId) -> Result<Entry, Error> {
        let mut reopened = self.reopened();
        if reopened.is_none() {
            match keyring::Entry::new(&self.service_name, id.as_str()) {
                Ok(entry) => return Ok(entry.inner),
                Err(Error::NoDefaultStore) => {
                    *reopened = Some(system::open_store().map_err(|_| Error::NoDefaultStore)?);
                }
                Err(error) => return Err(error),
            }
        }
        match reopened.as_ref() {
            Some(store) => store.build(&self.service_name, id.as_str(), None),
            None => Err(Error::NoDefaultStore),
        }
    }

    /// Whether there is a store to speak to, now.
    fn is_present(&self) -> bool {
        let mut reopened = self.reopened();
        if reopened.is_none() && keyring::Entry::store_status().is_err() {
            *reopened = system::open_store().ok();
        }
        reopened.is_some() || keyring::Entry::store_status().is_ok()
    }

    /// Runs one operation on a connection's entry. Where the service went away since the last one, tries once more with
    /// a new connection to it; all three operations may be repeated without harm.
    fn on_entry<T>(
        &self,
        id: &ConnectionId,
        operation: impl Fn(&Entry) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let attempt = || operation(&self.entry(id)?);
        match attempt() {
            Err(Error::PlatformFailure(reason)) => match system::open_store() {
                Ok(store) => {
                    *self.reopened() = Some(store);
                    attempt()
                }
                Err(_) => Err(Error::PlatformFailure(reason)),
            },
            other => other,
        }
    }
}

impl Keychain for PlatformKeychain {
    fn probe(&self) -> KeychainState {
        if !self.is_present() {
            return KeychainState::Missing;
        }
        system::lock_state().unwrap_or_else(|()| {
            *self.reopened() = None;
            KeychainState::Missing
        })
    }

    fn unlock(&self) -> KeychainState {
        system::unlock();
        self.probe()
    }

    fn write(&self, id: &ConnectionId, secret: &Sensitive) -> Result<(), Fault> {
        // As bytes: the Credential Manager would store a password as UTF-16, which halves what fits.
        let bytes = secret.expose().as_bytes();
        let outcome = self.on_entry(id, |entry| match entry.set_secret(bytes) {
            Err(Error::Ambiguous(doubles)) => {
                remove_all(&doubles)?;
                entry.set_secret(bytes)
            }
            other => other,
        });
        outcome.map_err(|error| fault(&error, Some(secret)))
    }

    fn read(&self, id: &ConnectionId) -> Result<Option<Sensitive>, Fault> {
        match self.on_entry(id, Entry::get_secret) {
            Ok(bytes) => {
                let bytes = Zeroizing::new(bytes);
                std::str::from_utf8(&bytes)
                    .map(|text| Some(Sensitive::new(text)))
                    .map_err(|_| Fault::Failed("the stored credential is not text".to_owned()))
            }
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(fault(&error, None)),
        }
    }

    fn remove(&self, id: &ConnectionId) -> Result<(), Fault> {
        match self.on_entry(id, Entry::delete_credential) {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(Error::Ambiguous(doubles)) => remove_all(&doubles).map_err(|error| fault(&error, None)),
            Err(error) => Err(fault(&error, None)),
        }
    }
}

fn remove_all(entries: &[Entry]) -> Result<(), Error> {
    entries.iter().try_for_each(|entry| match entry.delete_credential() {
        Err(Error::NoEntry) => Ok(()),
        other => other,
    })
}

fn fault(error: &Error, secret: Option<&Sensitive>) -> Fault {
    let mut detail = describe(error);
    if secret.is_some_and(|secret| !secret.is_empty() && detail.contains(secret.expose())) {
        "the keychain refused the credential".clone_into(&mut detail);
    }
    match error {
        Error::NoDefaultStore => Fault::Missing(detail),
        Error::NoStorageAccess(_) => Fault::Locked(detail),
        _ => Fault::Failed(detail),
    }
}

/// The platform's words, for those kinds of error that carry no stored data.
fn describe(error: &Error) -> String {
    match error {
        Error::PlatformFailure(_)
        | Error::NoStorageAccess(_)
        | Error::NoEntry
        | Error::TooLong(..)
        | Error::NoDefaultStore
        | Error::NotSupportedByStore(_) => error.to_string(),
        _ => "the keychain holds something it cannot give back".to_owned(),
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
mod system {
    //! The Secret Service, over the session bus.

    use std::sync::Arc;

    use callboard_model::KeychainState;
    use keyring_core::{CredentialStore, Error};
    use secret_service::EncryptionType;
    use secret_service::blocking::SecretService;

    pub(super) fn open_store() -> Result<Arc<CredentialStore>, Error> {
        let store: Arc<CredentialStore> = zbus_secret_service_keyring_store::Store::new()?;
        Ok(store)
    }

    /// Looks at the collection new entries go to. The store itself would unlock it, which asks somebody for a password.
    pub(super) fn lock_state() -> Result<KeychainState, ()> {
        // Nothing secret travels over this connection.
        let service = SecretService::connect(EncryptionType::Plain).map_err(drop)?;
        match service.get_default_collection().and_then(|collection| collection.is_locked()) {
            Ok(false) => Ok(KeychainState::Ready),
            // Without a default collection nothing can be stored until somebody makes one, with a password.
            Ok(true) | Err(secret_service::Error::Locked | secret_service::Error::NoResult) => {
                Ok(KeychainState::Locked)
            }
            Err(_) => Err(()),
        }
    }

    pub(super) fn unlock() {
        let Ok(service) = SecretService::connect(EncryptionType::Plain) else { return };
        let outcome = service.get_default_collection().and_then(|collection| collection.unlock());
        if let Err(error) = outcome {
            log::info!("the keychain stays locked: {error}");
        }
    }
}

#[cfg(any(target_os = "macos", windows))]
mod system {
    //! Keychain Services, which asks for itself when an entry is used; and the Credential Manager, which is open for as long as
    //! somebody is signed in. Both are always there, so `keyring`'s own store always serves.

    use std::sync::Arc;

    use callboard_model::KeychainState;
    use keyring_core::{CredentialStore, Error};

    pub(super) fn open_store() -> Result<Arc<CredentialStore>, Error> {
        Err(Error::NoDefaultStore)
    }

    #[allow(clippy::unnecessary_wraps, reason = "the same shape on every platform")]
    pub(super) fn lock_state() -> Result<KeychainState, ()> {
        Ok(KeychainState::Ready)
    }

    pub(super) fn unlock() {}
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn a_message_that_repeats_the_secret_is_not_passed_on() {
        let secret = Sensitive::new("key_123");
        let error = Error::PlatformFailure("cannot store key_123".into());
        let told = format!("{:?}", fault(&error, Some(&secret)));
        assert!(!told.contains("key_123"), "the key would show in the technical part of an error: {told}");
    }

    #[test]
    fn undecodable_data_is_not_shown() {
        let error = Error::BadDataFormat(b"key_123".to_vec(), "key_123 is malformed".into());
        assert!(!describe(&error).contains("key_123"), "a damaged entry would show the key");
    }

    #[test]
    fn no_store_and_a_locked_one_are_told_apart() {
        assert!(matches!(fault(&Error::NoDefaultStore, None), Fault::Missing(_)));
        assert!(matches!(fault(&Error::NoStorageAccess("locked".into()), None), Fault::Locked(_)));
        assert!(matches!(fault(&Error::PlatformFailure("broken".into()), None), Fault::Failed(_)));
    }
}
