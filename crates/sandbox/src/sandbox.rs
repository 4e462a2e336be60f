//! A running sandbox, as the program and the tests hold it.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::account::Account;
use crate::application::Application;
use crate::error::SandboxError;
use crate::faults::Faults;
use crate::options::SandboxOptions;
use crate::requests::Requests;
use crate::server;
use crate::system::System;

/// A running sandbox. It stops when [`Sandbox::stop`] is called or when it is dropped.
pub struct Sandbox {
    address: SocketAddr,
    accounts: Vec<Account>,
    application: Arc<Application>,
    pub(crate) router: axum::Router,
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
        let application = Arc::new(Application::open(options, address)?);
        let mut sandbox = Self::over(application, address);
        let served = server::serve(listener, address, sandbox.router.clone(), sandbox.stopping.clone());
        sandbox.serving = Some(tokio::spawn(served));
        log::info!("the sandbox listens on {address}");
        Ok(sandbox)
    }

    /// A sandbox that listens nowhere and is asked through [`Sandbox::answer`] alone, for tests with a clock of their own.
    /// Its addresses name a port that nobody serves.
    pub fn in_process(options: SandboxOptions) -> Result<Self, SandboxError> {
        if options.key.trim().is_empty() {
            return Err(SandboxError::EmptyKey);
        }
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
        Ok(Self::over(Arc::new(Application::open(options, address)?), address))
    }

    fn over(application: Arc<Application>, address: SocketAddr) -> Self {
        let accounts = application.systems.iter().map(System::account).collect();
        let router = server::router(Arc::clone(&application));
        Self { address, accounts, application, router, stopping: CancellationToken::new(), serving: None }
    }

    /// The loopback address that is served.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The accounts, one for each system, in the order in which the systems are shown.
    pub fn accounts(&self) -> &[Account] {
        &self.accounts
    }

    /// The account of one system, by the system's id; none where no such system is served.
    pub fn account(&self, system: &str) -> Option<&Account> {
        self.accounts.iter().find(|account| account.system == system)
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

    /// Forgets how many requests each system took lately, so that a test's own readings do not count.
    pub fn forget_pace(&self) {
        self.application.systems.forget_pace();
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
