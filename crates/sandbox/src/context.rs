//! What all systems of a sandbox share: its address, its key, its clock, and where their data is kept.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use crate::documents::Documents;
use crate::error::SandboxError;
use crate::options::{Clock, SandboxOptions};
use crate::storage::Storage;

/// Given to every system when the sandbox starts.
pub(crate) struct Context {
    /// `http://127.0.0.1:<port>`, without a trailing slash.
    pub(crate) origin: String,
    /// The credential of every account.
    pub(crate) key: String,
    /// What `/_sandbox` asks for; without one it is not served.
    pub(crate) control_key: Option<String>,
    pub(crate) seed: u64,
    pub(crate) more_people: usize,
    clock: Clock,
    pub(crate) documents: Documents,
    pub(crate) storage: Arc<Storage>,
}

impl Context {
    /// Opens the shared stores in the folder of the options, which has to exist.
    pub(crate) fn open(options: SandboxOptions, origin: &str) -> Result<Self, SandboxError> {
        let folder: &Path = &options.directory;
        Ok(Self {
            origin: origin.to_owned(),
            key: options.key,
            control_key: options.control_key,
            seed: options.seed,
            more_people: options.more_people,
            clock: options.clock,
            documents: Documents::open(&folder.join("documents.sqlite3"))?,
            storage: Arc::new(Storage::open(&folder.join("storage"), origin)?),
        })
    }

    pub(crate) fn now(&self) -> Timestamp {
        (self.clock)()
    }
}
