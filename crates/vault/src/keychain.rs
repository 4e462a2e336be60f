//! What the vault needs of a keychain, so that its own rules can be tested without one.

use callboard_model::{CallboardError, ConnectionId, ErrorCode, KeychainState, Sensitive};

/// A store of secrets, one per connection. All calls may block.
pub(crate) trait Keychain: Send + Sync {
    /// Whether it can be used right now. Never asks anybody anything.
    fn probe(&self) -> KeychainState;

    /// Asks the operating system to unlock it, which may show a dialogue, and says what came of it.
    fn unlock(&self) -> KeychainState;

    /// Stores a secret, replacing the one that was there.
    fn write(&self, id: &ConnectionId, secret: &Sensitive) -> Result<(), Fault>;

    /// Reads a secret; `None` where there is none.
    fn read(&self, id: &ConnectionId) -> Result<Option<Sensitive>, Fault>;

    /// Removes a secret. Removing what is not there is fine.
    fn remove(&self, id: &ConnectionId) -> Result<(), Fault>;
}

/// Where there is none.
pub(crate) struct NoKeychain;

impl Keychain for NoKeychain {
    fn probe(&self) -> KeychainState {
        KeychainState::Missing
    }
    fn unlock(&self) -> KeychainState {
        KeychainState::Missing
    }
    fn write(&self, _id: &ConnectionId, _secret: &Sensitive) -> Result<(), Fault> {
        Err(Fault::Missing("this run uses no keychain".to_owned()))
    }
    fn read(&self, _id: &ConnectionId) -> Result<Option<Sensitive>, Fault> {
        Ok(None)
    }
    fn remove(&self, _id: &ConnectionId) -> Result<(), Fault> {
        Ok(())
    }
}

/// Why a keychain did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// There is no such service.
    Missing(String),
    /// It is locked, or somebody said no.
    Locked(String),
    /// It failed; what it said, free of the secret.
    Failed(String),
}

impl From<Fault> for CallboardError {
    fn from(fault: Fault) -> Self {
        let (code, detail) = match fault {
            Fault::Missing(detail) => (ErrorCode::KeychainMissing, detail),
            Fault::Locked(detail) => (ErrorCode::KeychainLocked, detail),
            Fault::Failed(detail) => (ErrorCode::KeychainFault, detail),
        };
        Self::new(code).with_detail(detail)
    }
}
