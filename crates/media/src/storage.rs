//! Talking to storage: the hosts that hold pictures and sounds.
//!
//! No credential ever goes there: the client has none, and an address that carries one is refused. A posted form is never
//! redirected. The addresses are a server's to name, so they lead nowhere in the own network ([`Reach`]).

use std::sync::Arc;
use std::time::Duration;

use callboard_model::{CallboardError, ErrorCode, Result};
use callboard_network::{GuardedClient, Reach, Settings, TransportFault};
use reqwest::Response;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;
use url::Url;

/// Redirects a download may take.
const MAXIMUM_REDIRECTS: usize = 5;

/// Files that are fetched into memory at the same time; others wait for their turn.
const FETCHED_AT_ONCE: usize = 4;

/// How long storage is waited for.
#[derive(Clone, Copy, Debug)]
pub struct StorageTimings {
    /// To make a connection.
    pub connect: Duration,
    /// Without a byte moving.
    pub stall: Duration,
    /// In all, beside what the bytes themselves may take at [`StorageTimings::slowest`].
    pub grace: Duration,
    /// Bytes per second that a file moves with at least, on the average. Whatever is slower is given up: else a byte now and
    /// then would hold its place for ever.
    pub slowest: u32,
}

impl Default for StorageTimings {
    /// 10 s to connect, 20 s without a byte, 60 s and a second for every 16 KiB in all: 10 MiB may take twelve minutes.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            stall: Duration::from_secs(20),
            grace: Duration::from_mins(1),
            slowest: 16 * 1024,
        }
    }
}

impl StorageTimings {
    /// When an exchange is given up that began then and has moved, or is to move, so many bytes.
    pub(crate) fn deadline(&self, began: Instant, bytes: u64) -> Instant {
        let seconds = bytes / u64::from(self.slowest.max(1));
        let patience = self.grace.saturating_add(Duration::from_secs(seconds));
        began.checked_add(patience).unwrap_or(began)
    }
}

/// Speaks to storage hosts. Cheap to clone; clones share their connections and their turns.
#[derive(Clone, Debug)]
pub struct StorageClient {
    client: GuardedClient,
    reach: Reach,
    timings: StorageTimings,
    places: Arc<Semaphore>,
}

impl StorageClient {
    /// A client that trusts the operating system's certificates and uses its proxy. It reaches the public network only:
    /// see [`StorageClient::reaching`].
    ///
    /// # Errors
    /// `TlsProblem` when the operating system's certificates cannot be used.
    pub fn new(timings: StorageTimings) -> Result<Self> {
        Ok(Self {
            // What counts here is that nothing moves in either direction, which is watched over with `stall`.
            client: GuardedClient::new(Settings { connect_timeout: timings.connect, read_timeout: None })?,
            reach: Reach::Public,
            timings,
            places: Arc::new(Semaphore::new(FETCHED_AT_ONCE)),
        })
    }

    /// The same client for the storage of a connection, which may lie where the connection itself leads.
    #[must_use]
    pub fn reaching(&self, reach: Reach) -> Self {
        Self { reach, ..self.clone() }
    }

    /// The same client with turns of its own, so that one kind of file does not wait for another.
    #[must_use]
    pub fn with_own_turns(&self) -> Self {
        Self { places: Arc::new(Semaphore::new(FETCHED_AT_ONCE)), ..self.clone() }
    }

    /// What a form is posted with.
    pub(crate) async fn posting(&self, url: &Url) -> Result<&reqwest::Client> {
        self.client.to(url, &self.reach).await
    }

    /// Asks for a file.
    pub(crate) async fn get(&self, url: &Url) -> Result<Response> {
        self.client.get(url, &self.reach, MAXIMUM_REDIRECTS).await
    }

    /// A turn to fetch a file into memory, as soon as there is one.
    pub(crate) async fn turn(&self) -> Result<OwnedSemaphorePermit> {
        let turn = Arc::clone(&self.places).acquire_owned().await;
        turn.map_err(|error| CallboardError::new(ErrorCode::Internal).with_detail(error))
    }

    pub(crate) fn timings(&self) -> &StorageTimings {
        &self.timings
    }
}

/// The error of an exchange without an answer.
pub(crate) fn failed(error: reqwest::Error) -> CallboardError {
    TransportFault::from(error).into()
}
