//! Credentials in the operating system's keychain.
use callboard_model::{ConnectionId, CredentialState, ErrorCode, KeychainState, Result, Sensitive};
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Keychain,
    Session,
}
pub struct Vault;
impl Vault {
    pub fn open(service_name: &str) -> Self {
        let _ = service_name;
        Self
    }
    pub fn state(&self) -> KeychainState {
        KeychainState::Missing
    }
    pub fn probe(&self) -> KeychainState {
        KeychainState::Missing
    }
    pub fn keep(&self, id: &ConnectionId, credential: &Sensitive, place: Place) -> Result<()> {
        let _ = (id, credential, place);
        Err(ErrorCode::Internal.into())
    }
    pub fn credential(&self, id: &ConnectionId) -> Result<Sensitive> {
        let _ = id;
        Err(ErrorCode::Internal.into())
    }
    pub fn forget(&self, id: &ConnectionId) -> Result<()> {
        let _ = id;
        Err(ErrorCode::Internal.into())
    }
    pub fn place_of(&self, id: &ConnectionId) -> CredentialState {
        let _ = id;
        CredentialState::Missing
    }
}
