//! What can go wrong when the sandbox itself starts, resets or keeps its data.

use std::net::SocketAddr;
use std::path::PathBuf;

/// The sandbox could not do its own work. Faults and refusals towards clients are answers, not errors.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SandboxError {
    /// The key is empty, so no client could ever be told apart from a stranger.
    #[error("the sandbox needs a key that is not empty")]
    EmptyKey,
    /// The port is taken or loopback is missing.
    #[error("cannot listen on {address}")]
    Bind {
        /// The address asked for.
        address: SocketAddr,
        /// Why not.
        source: std::io::Error,
    },
    /// The folder cannot be created, read or written.
    #[error("cannot use the folder {path}")]
    Directory {
        /// The folder or file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The database refused.
    #[error("the sandbox's database failed")]
    Database(#[from] rusqlite::Error),
    /// A stored agent is no longer JSON.
    #[error("the sandbox's database holds a broken document")]
    Document(#[from] serde_json::Error),
    /// The S3 service could not be set up or did not answer as expected.
    #[error("the sandbox's storage failed: {reason}")]
    Storage {
        /// What happened.
        reason: String,
    },
}

impl SandboxError {
    /// A short stable word for each kind.
    pub fn code(&self) -> &'static str {
        match self {
            Self::EmptyKey => "empty_key",
            Self::Bind { .. } => "bind",
            Self::Directory { .. } => "directory",
            Self::Database(_) => "database",
            Self::Document(_) => "document",
            Self::Storage { .. } => "storage",
        }
    }
}
