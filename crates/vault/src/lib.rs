//! Credentials: in the operating system's keychain, or in memory until the program ends.
//!
//! The keychain is the Secret Service on Linux, Keychain Services on macOS and the Credential Manager on Windows,
//! through the `keyring` family of crates. There is one entry per credential, named by the connection's id. It also says for
//! which system and which address the credential was given ([`Audience`]), and nobody gets it for another one, whatever
//! the settings say by then. Nothing here writes a secret to a file, a log or an error.
//!
//! **Every call may block**, also for as long as the operating system asks somebody to unlock the keychain. Call it
//! through `spawn_blocking`, never from an async task or the window's thread.

mod audience;
mod keychain;
mod platform;
mod vault;

pub use audience::Audience;
pub use vault::{MAXIMUM_CREDENTIAL_BYTES, Place, Vault};
