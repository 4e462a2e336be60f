//! Talking to storage: the hosts that hold pictures and sounds.
//!
//! No credential ever goes there: the client has none, and an address that carries one is refused. A posted form is never
//! redirected.

use std::time::Duration;

use callboard_model::{CallboardError, Result};
use callboard_network::{Client, Redirects, Settings, TransportFault};
use url::Url;

/// Redirects a download may take.
const MAXIMUM_REDIRECTS: usize = 5;

/// How long storage is waited for.
#[derive(Clone, Copy, Debug)]
pub struct StorageTimings {
    /// To make a connection.
    pub connect: Duration,
    /// Without a byte moving.
    pub stall: Duration,
}

impl Default for StorageTimings {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), stall: Duration::from_secs(20) }
    }
}

/// Speaks to storage hosts. Cheap to clone.
#[derive(Clone, Debug)]
pub struct StorageClient {
    posting: Client,
    fetching: Client,
    stall: Duration,
}

impl StorageClient {
    /// A client that trusts the operating system's certificates and uses its proxy.
    ///
    /// # Errors
    /// `TlsProblem` when the operating system's certificates cannot be used.
    pub fn new(timings: StorageTimings) -> Result<Self> {
        let client = |redirects| {
            // What counts here is that nothing moves in either direction, which is watched over with `stall`.
            Client::new(Settings { connect_timeout: timings.connect, read_timeout: None, redirects })
        };
        Ok(Self {
            posting: client(Redirects::Returned)?,
            fetching: client(Redirects::Followed(MAXIMUM_REDIRECTS))?,
            stall: timings.stall,
        })
    }

    /// What a form is posted with.
    pub(crate) fn posting(&self, url: &Url) -> Result<&reqwest::Client> {
        self.posting.to(url)
    }

    /// What a file is fetched with.
    pub(crate) fn fetching(&self, url: &Url) -> Result<&reqwest::Client> {
        self.fetching.to(url)
    }

    pub(crate) fn stall(&self) -> Duration {
        self.stall
    }
}

/// The error of an exchange without an answer.
pub(crate) fn failed(error: reqwest::Error) -> CallboardError {
    TransportFault::from(error).into()
}
