//! The vault itself: where a credential is kept, and the rules about it.

use std::collections::HashMap;
use std::sync::mpsc;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use callboard_model::{
    CallboardError, ConnectionId, CredentialState, ErrorCode, KeychainState, Result, Sensitive,
};

use crate::audience::{Audience, Kept};
use crate::keychain::{Fault, Keychain, NoKeychain};
use crate::platform::PlatformKeychain;

/// The longest credential, in bytes. The Credential Manager holds 2,560; the same limit everywhere means that nobody
/// meets it only after moving to another computer.
pub const MAXIMUM_CREDENTIAL_BYTES: usize = 2048;

/// How long the start of the program waits for a keychain that does not answer.
const PATIENCE_AT_START: Duration = Duration::from_secs(3);

/// Where a credential is to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the operating system's keychain.
    Keychain,
    /// In memory until the program ends.
    Session,
}

/// Holds the credentials of all connections. Share it by `Arc`; every method but [`Vault::state`] may block.
pub struct Vault {
    keychain: Arc<dyn Keychain>,
    state: Arc<Mutex<KeychainState>>,
    session: Mutex<HashMap<ConnectionId, Kept>>,
}

impl Vault {
    /// Opens the vault and looks whether the keychain can be used, on a thread of its own, so it may be called from
    /// anywhere. Waits three seconds at most; a keychain that answers later is [`KeychainState::Missing`] until then.
    ///
    /// `service_name` is what the entries are filed under; changing it loses them.
    pub fn open(service_name: &str) -> Self {
        Self::over(Arc::new(PlatformKeychain::new(service_name)), PATIENCE_AT_START)
    }

    /// A vault that touches no keychain: every credential stays in memory until the program ends. For runs that must
    /// leave nothing behind on the computer.
    pub fn without_keychain() -> Self {
        Self {
            keychain: Arc::new(NoKeychain),
            state: Arc::new(Mutex::new(KeychainState::Missing)),
            session: Mutex::default(),
        }
    }

    fn over(keychain: Arc<dyn Keychain>, patience: Duration) -> Self {
        let vault = Self {
            keychain,
            state: Arc::new(Mutex::new(KeychainState::Missing)),
            session: Mutex::new(HashMap::new()),
        };
        let (keychain, state) = (Arc::clone(&vault.keychain), Arc::clone(&vault.state));
        let (sender, answered) = mpsc::channel();
        let probing = thread::Builder::new().name("keychain".to_owned()).spawn(move || {
            *lock(&state) = keychain.probe();
            // Nobody listens once the start went on without an answer.
            let _ = sender.send(());
        });
        if probing.is_err() || answered.recv_timeout(patience).is_err() {
            log::warn!("the keychain did not answer in {} s", patience.as_secs());
        }
        vault
    }

    /// What the keychain was last seen to be. Does not block.
    pub fn state(&self) -> KeychainState {
        *lock(&self.state)
    }

    /// Looks again. A service that started, stopped or was unlocked meanwhile is noticed; nobody is asked anything.
    pub fn probe(&self) -> KeychainState {
        self.noted(self.keychain.probe())
    }

    /// Asks the operating system to unlock the keychain, which may show its own dialogue, and says what came of it.
    pub fn unlock(&self) -> KeychainState {
        self.noted(self.keychain.unlock())
    }

    /// Keeps a credential for one audience, in one place, and removes it from the other.
    ///
    /// # Errors
    /// `CredentialMissing` for an empty one, `CredentialTooLong` with `maximum` in bytes, `CredentialMalformed`, and `KeychainMissing`,
    /// `KeychainLocked` or `KeychainFault` when it should go to the keychain and cannot; nothing is changed then.
    pub fn keep(
        &self,
        id: &ConnectionId,
        credential: &Sensitive,
        audience: &Audience,
        place: Place,
    ) -> Result<()> {
        if credential.is_empty() {
            return Err(ErrorCode::CredentialMissing.into());
        }
        if credential.expose().len() > MAXIMUM_CREDENTIAL_BYTES {
            let error = CallboardError::new(ErrorCode::CredentialTooLong);
            return Err(error.with_context("maximum", MAXIMUM_CREDENTIAL_BYTES));
        }
        // What no header of HTTP can carry is no key. Blanks around it were copied along.
        if !credential.expose().trim().bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return Err(ErrorCode::CredentialMalformed.into());
        }
        let kept = Kept::new(credential.clone(), audience.clone());
        match place {
            Place::Keychain => {
                self.keychain.write(id, &kept.to_entry())?;
                self.noted(KeychainState::Ready);
                lock(&self.session).remove(id);
            }
            Place::Session => {
                lock(&self.session).insert(id.clone(), kept);
                // What the keychain holds is outdated. A failure is no reason to refuse: the new one comes first.
                if self.state() == KeychainState::Ready && self.keychain.remove(id).is_err() {
                    log::warn!("an outdated credential could not be removed from the keychain");
                }
            }
        }
        Ok(())
    }

    /// The credential of a connection, for `wanted` and nobody else: the one in memory, else the one in the keychain. A
    /// locked keychain may ask somebody to unlock it. Where an earlier version kept it, which noted no audience, it is bound
    /// to `of_connection` first, once and for all.
    ///
    /// # Errors
    /// `CredentialMissing`; `CredentialForOtherAddress` (`origin`, the address it was given for); `KeychainMissing`,
    /// `KeychainLocked`, `KeychainFault`.
    pub fn credential(
        &self,
        id: &ConnectionId,
        wanted: &Audience,
        of_connection: &Audience,
    ) -> Result<Sensitive> {
        let in_memory = lock(&self.session).get(id).cloned();
        let kept = match in_memory {
            Some(kept) => kept,
            None => self.read(id)?.ok_or_else(|| CallboardError::new(ErrorCode::CredentialMissing))?,
        };
        let audience = self.bound(id, &kept, of_connection);
        if audience == *wanted {
            return Ok(kept.credential);
        }
        Err(CallboardError::new(ErrorCode::CredentialForOtherAddress)
            .with_system(wanted.system().clone())
            .with_context("origin", audience.origin()))
    }

    /// What a credential was given for; an entry of an earlier version is bound to the connection's audience here.
    fn bound(&self, id: &ConnectionId, kept: &Kept, of_connection: &Audience) -> Audience {
        if let Some(audience) = &kept.audience {
            return audience.clone();
        }
        let bound = Kept::new(kept.credential.clone(), of_connection.clone());
        if self.keychain.write(id, &bound.to_entry()).is_err() {
            log::warn!("a credential of an earlier version could not be bound to its address");
        }
        of_connection.clone()
    }

    fn read(&self, id: &ConnectionId) -> Result<Option<Kept>, Fault> {
        let Some(entry) = self.keychain.read(id)? else { return Ok(None) };
        let kept = Kept::from_entry(entry);
        kept.map(Some).ok_or_else(|| Fault::Failed("the stored credential is damaged".to_owned()))
    }

    /// Removes a credential from both places. Forgetting what is not there is fine, and so is a computer without a
    /// keychain.
    ///
    /// # Errors
    /// `KeychainLocked` or `KeychainFault` when an entry may still be in the keychain.
    pub fn forget(&self, id: &ConnectionId) -> Result<()> {
        lock(&self.session).remove(id);
        match self.keychain.remove(id).map_err(CallboardError::from) {
            Err(error) if error.code == ErrorCode::KeychainMissing => Ok(()),
            outcome => outcome,
        }
    }

    /// Where the credential of a connection is, and what it was given for. Never asks anybody anything: while the keychain
    /// is not [`KeychainState::Ready`], a credential in it counts as missing. An entry of an earlier version is bound to
    /// `of_connection`, as in [`Vault::credential`].
    pub fn whereabouts(
        &self,
        id: &ConnectionId,
        of_connection: &Audience,
    ) -> (CredentialState, Option<Audience>) {
        let in_memory = lock(&self.session).get(id).cloned();
        if let Some(kept) = in_memory {
            return (CredentialState::Session, kept.audience);
        }
        if self.state() != KeychainState::Ready {
            return (CredentialState::Missing, None);
        }
        match self.read(id) {
            Ok(Some(kept)) => (CredentialState::Keychain, Some(self.bound(id, &kept, of_connection))),
            _ => (CredentialState::Missing, None),
        }
    }

    fn noted(&self, state: KeychainState) -> KeychainState {
        *lock(&self.state) = state;
        state
    }
}

/// A panic elsewhere leaves these maps whole, so a poisoned lock is still good.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

    use callboard_model::SystemId;

    use super::*;

    /// A keychain in memory whose state the test decides.
    struct Pretended {
        state: Mutex<KeychainState>,
        entries: Mutex<HashMap<ConnectionId, Sensitive>>,
        answers_after: Duration,
    }

    impl Pretended {
        fn new(state: KeychainState) -> Arc<Self> {
            Arc::new(Self {
                state: Mutex::new(state),
                entries: Mutex::default(),
                answers_after: Duration::ZERO,
            })
        }

        fn usable(&self) -> Result<(), Fault> {
            match *lock(&self.state) {
                KeychainState::Ready => Ok(()),
                KeychainState::Missing => Err(Fault::Missing("no service".to_owned())),
                KeychainState::Locked => Err(Fault::Locked("locked".to_owned())),
            }
        }
    }

    impl Keychain for Pretended {
        fn probe(&self) -> KeychainState {
            thread::sleep(self.answers_after);
            *lock(&self.state)
        }
        fn unlock(&self) -> KeychainState {
            *lock(&self.state) = KeychainState::Ready;
            KeychainState::Ready
        }
        fn write(&self, id: &ConnectionId, secret: &Sensitive) -> Result<(), Fault> {
            self.usable()?;
            lock(&self.entries).insert(id.clone(), secret.clone());
            Ok(())
        }
        fn read(&self, id: &ConnectionId) -> Result<Option<Sensitive>, Fault> {
            self.usable()?;
            Ok(lock(&self.entries).get(id).cloned())
        }
        fn remove(&self, id: &ConnectionId) -> Result<(), Fault> {
            self.usable()?;
            lock(&self.entries).remove(id);
            Ok(())
        }
    }

    fn vault(keychain: &Arc<Pretended>) -> Vault {
        Vault::over(Arc::clone(keychain) as Arc<dyn Keychain>, PATIENCE_AT_START)
    }

    fn id(name: &str) -> ConnectionId {
        ConnectionId(name.to_owned())
    }

    fn audience(system: &str, origin: &str) -> Audience {
        Audience::parse(&SystemId::new(system), origin).unwrap()
    }

    fn bird() -> Audience {
        audience("bird", "https://api.bird.com")
    }

    #[test]
    fn a_credential_is_given_to_nobody_but_those_it_was_given_for() {
        let vault = vault(&Pretended::new(KeychainState::Ready));
        for place in [Place::Keychain, Place::Session] {
            vault.keep(&id("one"), &Sensitive::new("key_123"), &bird(), place).unwrap();
            for other in [
                audience("bird", "https://api.bird.com.evil.example"),
                audience("bird", "https://api.bird.com:8443"),
                audience("bird", "http://api.bird.com"),
                audience("raia", "https://api.bird.com"),
            ] {
                // Also where the settings say by now that the connection leads there.
                for of_connection in [bird(), other.clone()] {
                    let refused = vault.credential(&id("one"), &other, &of_connection).unwrap_err();
                    assert_eq!(refused.code, ErrorCode::CredentialForOtherAddress, "{other:?} gets the key");
                    assert_eq!(refused.context["origin"], "https://api.bird.com");
                }
            }
            assert_eq!(vault.whereabouts(&id("one"), &bird()).1, Some(bird()));
        }
    }

    #[test]
    fn a_credential_of_an_earlier_version_is_bound_once_to_its_connection() {
        let keychain = Pretended::new(KeychainState::Ready);
        let vault = vault(&keychain);
        let elsewhere = audience("bird", "https://evil.example");
        for name in ["tested", "used", "shown"] {
            lock(&keychain.entries).insert(id(name), Sensitive::new("key_123"));
        }
        let tested = vault.credential(&id("tested"), &elsewhere, &bird());
        assert_eq!(
            tested.unwrap_err().code,
            ErrorCode::CredentialForOtherAddress,
            "a test sends the old key"
        );
        assert_eq!(vault.credential(&id("used"), &bird(), &bird()).unwrap().expose(), "key_123");
        assert_eq!(vault.whereabouts(&id("shown"), &bird()), (CredentialState::Keychain, Some(bird())));
        for name in ["tested", "used", "shown"] {
            let later = vault.credential(&id(name), &elsewhere, &elsewhere).map(drop);
            assert_eq!(later.unwrap_err().code, ErrorCode::CredentialForOtherAddress, "{name}: bound anew");
            assert_eq!(vault.credential(&id(name), &bird(), &bird()).unwrap().expose(), "key_123");
        }
    }

    #[test]
    fn a_damaged_entry_is_never_sent_as_a_key() {
        let keychain = Pretended::new(KeychainState::Ready);
        let vault = vault(&keychain);
        lock(&keychain.entries).insert(id("one"), Sensitive::new("callboard-key 1\nbird\n"));
        let error = vault.credential(&id("one"), &bird(), &bird()).unwrap_err();
        assert_eq!(error.code, ErrorCode::KeychainFault);
        assert_eq!(vault.whereabouts(&id("one"), &bird()).0, CredentialState::Missing);
    }

    #[test]
    fn without_a_keychain_a_credential_lives_in_memory_only() {
        let (vault, id) = (Vault::without_keychain(), ConnectionId("c".to_owned()));
        let key = Sensitive::new("key_123");
        let refused = vault.keep(&id, &key, &bird(), Place::Keychain).unwrap_err();
        assert_eq!(refused.code, ErrorCode::KeychainMissing);
        vault.keep(&id, &key, &bird(), Place::Session).unwrap();
        assert_eq!(vault.credential(&id, &bird(), &bird()).unwrap().expose(), "key_123");
        assert_eq!(vault.probe(), KeychainState::Missing);
        vault.forget(&id).unwrap();
        assert_eq!(vault.whereabouts(&id, &bird()).0, CredentialState::Missing);
    }

    #[test]
    fn a_credential_comes_back_from_either_place() {
        let vault = vault(&Pretended::new(KeychainState::Ready));
        for (name, place, state) in [
            ("one", Place::Keychain, CredentialState::Keychain),
            ("two", Place::Session, CredentialState::Session),
        ] {
            vault.keep(&id(name), &Sensitive::new("secret"), &bird(), place).unwrap();
            assert_eq!(vault.credential(&id(name), &bird(), &bird()).unwrap().expose(), "secret");
            assert_eq!(vault.whereabouts(&id(name), &bird()).0, state);
        }
        assert_eq!(vault.whereabouts(&id("three"), &bird()).0, CredentialState::Missing);
        assert_eq!(
            vault.credential(&id("three"), &bird(), &bird()).unwrap_err().code,
            ErrorCode::CredentialMissing
        );
    }

    #[test]
    fn a_replaced_credential_leaves_no_old_one_behind() {
        let keychain = Pretended::new(KeychainState::Ready);
        let vault = vault(&keychain);
        vault.keep(&id("one"), &Sensitive::new("old"), &bird(), Place::Keychain).unwrap();
        vault.keep(&id("one"), &Sensitive::new("new"), &bird(), Place::Session).unwrap();
        assert_eq!(vault.credential(&id("one"), &bird(), &bird()).unwrap().expose(), "new");
        assert!(lock(&keychain.entries).is_empty(), "the old key would come back after a restart");

        vault.keep(&id("one"), &Sensitive::new("newest"), &bird(), Place::Keychain).unwrap();
        assert_eq!(vault.credential(&id("one"), &bird(), &bird()).unwrap().expose(), "newest");
        assert!(lock(&vault.session).is_empty(), "the session's key would hide the newest");
    }

    #[test]
    fn forgetting_twice_is_fine_and_removes_both() {
        let keychain = Pretended::new(KeychainState::Ready);
        let vault = vault(&keychain);
        vault.keep(&id("one"), &Sensitive::new("secret"), &bird(), Place::Keychain).unwrap();
        vault.forget(&id("one")).unwrap();
        vault.forget(&id("one")).unwrap();
        assert_eq!(vault.whereabouts(&id("one"), &bird()).0, CredentialState::Missing);
        assert!(lock(&keychain.entries).is_empty(), "a removed connection leaves its key behind");
    }

    #[test]
    fn the_longest_credential_fits_and_one_byte_more_is_told() {
        let vault = vault(&Pretended::new(KeychainState::Ready));
        let longest = "k".repeat(MAXIMUM_CREDENTIAL_BYTES);
        vault.keep(&id("one"), &Sensitive::new(longest.clone()), &bird(), Place::Keychain).unwrap();
        let error =
            vault.keep(&id("one"), &Sensitive::new(longest + "k"), &bird(), Place::Session).unwrap_err();
        assert_eq!(error.code, ErrorCode::CredentialTooLong);
        assert_eq!(error.context["maximum"], "2048");
        let error = vault.keep(&id("one"), &Sensitive::new(""), &bird(), Place::Keychain).unwrap_err();
        assert_eq!(error.code, ErrorCode::CredentialMissing);
    }

    #[test]
    fn what_no_key_has_is_refused_before_it_lies_in_a_keychain() {
        let keychain = Pretended::new(KeychainState::Ready);
        let vault = vault(&keychain);
        for odd in ["exa\nmple", "exa\r\nX-Evil: 1", "exa\0mple", "\u{202e}example", "exa\u{200b}mple", "clé"]
        {
            for place in [Place::Keychain, Place::Session] {
                let error = vault.keep(&id("one"), &Sensitive::new(odd), &bird(), place).unwrap_err();
                assert_eq!(error.code, ErrorCode::CredentialMalformed, "{odd:?} is kept as a key");
            }
        }
        assert!(lock(&keychain.entries).is_empty() && lock(&vault.session).is_empty());
        vault.keep(&id("one"), &Sensitive::new("AccessKey ~abc=\n"), &bird(), Place::Keychain).unwrap();
    }

    #[test]
    fn without_a_keychain_the_session_still_works() {
        for (state, code) in [
            (KeychainState::Missing, ErrorCode::KeychainMissing),
            (KeychainState::Locked, ErrorCode::KeychainLocked),
        ] {
            let vault = vault(&Pretended::new(state));
            assert_eq!(vault.state(), state);
            let refused =
                vault.keep(&id("one"), &Sensitive::new("secret"), &bird(), Place::Keychain).unwrap_err();
            assert_eq!(refused.code, code);
            assert_eq!(vault.credential(&id("one"), &bird(), &bird()).unwrap_err().code, code);
            vault.keep(&id("one"), &Sensitive::new("secret"), &bird(), Place::Session).unwrap();
            assert_eq!(vault.credential(&id("one"), &bird(), &bird()).unwrap().expose(), "secret");
        }
    }

    #[test]
    fn a_connection_can_be_removed_where_there_is_no_keychain_but_not_silently_from_a_locked_one() {
        vault(&Pretended::new(KeychainState::Missing)).forget(&id("one")).unwrap();
        let error = vault(&Pretended::new(KeychainState::Locked)).forget(&id("one")).unwrap_err();
        assert_eq!(error.code, ErrorCode::KeychainLocked);
    }

    #[test]
    fn a_keychain_that_comes_later_is_found_without_a_restart() {
        let keychain = Pretended::new(KeychainState::Missing);
        let vault = vault(&keychain);
        *lock(&keychain.state) = KeychainState::Locked;
        assert_eq!(vault.probe(), KeychainState::Locked);
        assert_eq!(vault.unlock(), KeychainState::Ready);
        assert_eq!(vault.state(), KeychainState::Ready);
    }

    #[test]
    fn a_keychain_that_hangs_does_not_hold_up_the_start() {
        let slow = Arc::new(Pretended {
            state: Mutex::new(KeychainState::Ready),
            entries: Mutex::default(),
            answers_after: Duration::from_millis(300),
        });
        let vault = Vault::over(Arc::clone(&slow) as Arc<dyn Keychain>, Duration::from_millis(20));
        assert_eq!(vault.state(), KeychainState::Missing);
        thread::sleep(Duration::from_millis(600));
        assert_eq!(vault.state(), KeychainState::Ready, "the answer that came late was lost");
    }

    #[test]
    fn no_error_of_the_vault_shows_the_credential() {
        let vault = vault(&Pretended::new(KeychainState::Locked));
        let error = vault.keep(&id("one"), &Sensitive::new("key_123"), &bird(), Place::Keychain).unwrap_err();
        assert!(!format!("{error:?} {error}").contains("key_123"), "the key would reach the log");
    }
}
