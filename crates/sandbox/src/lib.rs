//! A server on loopback that speaks the systems' APIs and S3, with sample data.
//!
//! It is the demo ("look around with sample agents") and the server of the tests: it keeps its data on disk,
//! enforces the contracts, and can be told to fail in the ways real servers fail. One folder per system, beside
//! `storage` (S3) and `sample` (pictures and sound). Nothing in here knows the program's own crates: what judges a client must
//! not share code with it.

mod bird;
mod control;
mod diga;
mod documents;
mod error;
mod faults;
mod hms_sovereign;
mod in_process;
mod messageflow;
mod raia;
mod sample;
mod server;
mod shape;
mod storage;
mod system;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

pub use control::{RecordedRequest, Requests};
pub use error::SandboxError;
pub use faults::{Fault, FaultKind, Faults, StorageRefusal};
pub use in_process::InProcessAnswer;

use system::System;

/// Tells the time. Passed in so that tests can fix the moments that the sample data is built around.
/// S3 checks signatures and expiry against the real clock, so a clock far from it makes uploads fail.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What a sandbox needs to start.
#[derive(Clone)]
pub struct SandboxOptions {
    /// Where the data lives: created if missing, kept between runs.
    pub directory: PathBuf,
    /// Port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// The credential that the sandbox accepts: as `AccessKey <key>` (Bird), as `Bearer <key>` (all but raia), and as
    /// raia's organisation key. Not empty. raia's agent keys are made from it, see [`Sandbox::raia_agent_keys`].
    pub key: String,
    /// Decides the sample data: the same seed and clock give the same people.
    pub seed: u64,
    /// People of Bird beside the sample's own 66, for tests of large accounts; usually none.
    pub more_people: usize,
    /// The clock, usually [`Timestamp::now`].
    pub clock: Clock,
}

impl SandboxOptions {
    /// Options with the system's clock, any free port and the usual seed.
    pub fn new(directory: impl Into<PathBuf>, key: impl Into<String>) -> Self {
        Self {
            directory: directory.into(),
            port: 0,
            key: key.into(),
            seed: 7,
            more_people: 0,
            clock: Arc::new(Timestamp::now),
        }
    }
}

impl std::fmt::Debug for SandboxOptions {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("SandboxOptions")
            .field("directory", &self.directory)
            .field("port", &self.port)
            .field("seed", &self.seed)
            .field("more_people", &self.more_people)
            .finish_non_exhaustive()
    }
}

/// A running sandbox. It stops when [`Sandbox::stop`] is called or when it is dropped.
pub struct Sandbox {
    address: SocketAddr,
    application: Arc<server::Application>,
    router: axum::Router,
    stopping: CancellationToken,
    serving: Option<JoinHandle<()>>,
}

impl Sandbox {
    /// Starts serving on loopback, in the tokio runtime it is called from. Writes the sample data on the first start.
    pub async fn start(options: SandboxOptions) -> Result<Self, SandboxError> {
        if options.key.trim().is_empty() {
            return Err(SandboxError::EmptyKey);
        }
        let requested = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
        let listener = tokio::net::TcpListener::bind(requested)
            .await
            .map_err(|source| SandboxError::Bind { address: requested, source })?;
        let address =
            listener.local_addr().map_err(|source| SandboxError::Bind { address: requested, source })?;
        let application = Arc::new(server::Application::open(options, address)?);
        let stopping = CancellationToken::new();
        let router = server::router(Arc::clone(&application));
        let serving = tokio::spawn(server::serve(listener, router.clone(), stopping.clone()));
        log::info!("the sandbox listens on {address}");
        Ok(Self { address, application, router, stopping, serving: Some(serving) })
    }

    /// A sandbox that listens nowhere and is asked through [`Sandbox::answer`] alone, for tests with a clock of their own.
    /// Its addresses name a port that nobody serves.
    pub fn in_process(options: SandboxOptions) -> Result<Self, SandboxError> {
        if options.key.trim().is_empty() {
            return Err(SandboxError::EmptyKey);
        }
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
        let application = Arc::new(server::Application::open(options, address)?);
        let router = server::router(Arc::clone(&application));
        Ok(Self { address, application, router, stopping: CancellationToken::new(), serving: None })
    }

    /// The loopback address that is served.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Base URL for Bird, without a trailing slash.
    pub fn bird_base_url(&self) -> String {
        self.application.origin.clone()
    }

    /// The one workspace that exists. Every other id answers 404.
    pub fn workspace_id(&self) -> &str {
        bird::WORKSPACE_ID
    }

    /// Base URL for HMS Sovereign, without a trailing slash.
    pub fn hms_sovereign_base_url(&self) -> String {
        self.base_url(System::HmsSovereign)
    }

    /// Base URL for MessageFlow, without a trailing slash.
    pub fn messageflow_base_url(&self) -> String {
        self.base_url(System::MessageFlow)
    }

    /// MessageFlow's one tenant. Every other id answers 404.
    pub fn messageflow_tenant_id(&self) -> &str {
        messageflow::TENANT_ID
    }

    /// Base URL for Diga, without a trailing slash.
    pub fn diga_base_url(&self) -> String {
        self.base_url(System::Diga)
    }

    /// Base URL for raia, without a trailing slash.
    pub fn raia_base_url(&self) -> String {
        self.base_url(System::Raia)
    }

    /// The keys of raia's agents, one each; the organisation key is [`SandboxOptions::key`].
    pub fn raia_agent_keys(&self) -> Vec<String> {
        raia::agent_keys(&self.application.key)
    }

    fn base_url(&self, system: System) -> String {
        format!("{}{}", self.application.origin, system.base_path())
    }

    /// The faults that are switched on, to add to and clear.
    pub fn faults(&self) -> Faults {
        self.application.faults.clone()
    }

    /// The requests seen lately, without credentials.
    pub fn requests(&self) -> Requests {
        self.application.requests.clone()
    }

    /// Throws away every change and every upload, and writes fresh sample data. Faults are cleared as well.
    pub async fn reset(&self) -> Result<(), SandboxError> {
        self.application.reset().await
    }

    /// Stops serving; requests under way get two seconds to finish.
    pub async fn stop(mut self) {
        self.stopping.cancel();
        let Some(mut serving) = self.serving.take() else { return };
        if tokio::time::timeout(Duration::from_secs(2), &mut serving).await.is_err() {
            serving.abort();
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.stopping.cancel();
    }
}

impl std::fmt::Debug for Sandbox {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Sandbox").field("address", &self.address).finish_non_exhaustive()
    }
}
