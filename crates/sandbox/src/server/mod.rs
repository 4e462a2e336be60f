//! The one server: what all systems share (state, router, the gate every request passes). No system's own rules.

mod connection;
mod gate;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::connect_info::IntoMakeServiceWithConnectInfo;
use axum::middleware;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

pub(crate) use connection::BreakSwitch;

use crate::control::{self, Requests};
use crate::documents::Documents;
use crate::storage::Storage;
use crate::system::{self, System};
use crate::{Clock, Faults, SandboxError, SandboxOptions, bird, hms_sovereign};

/// Everything the handlers share.
pub(crate) struct Application {
    /// `http://127.0.0.1:<port>`, without a trailing slash.
    pub(crate) origin: String,
    pub(crate) key: String,
    pub(crate) seed: u64,
    pub(crate) more_people: usize,
    pub(crate) clock: Clock,
    /// Bird's agents.
    pub(crate) agents: bird::Store,
    /// The agents of the other systems.
    pub(crate) documents: Documents,
    pub(crate) hms_sovereign_pace: hms_sovereign::Pace,
    pub(crate) storage: Storage,
    pub(crate) faults: Faults,
    pub(crate) requests: Requests,
}

impl Application {
    pub(crate) fn open(options: SandboxOptions, address: SocketAddr) -> Result<Self, SandboxError> {
        let origin = format!("http://{address}");
        let directory = &options.directory;
        std::fs::create_dir_all(directory)
            .map_err(|source| SandboxError::Directory { path: directory.clone(), source })?;
        let agents = bird::Store::open(&directory.join("sandbox.sqlite3"), &origin)?;
        let documents = Documents::open(&directory.join("documents.sqlite3"))?;
        let storage = Storage::open(&directory.join("storage"), &origin)?;
        let application = Self {
            origin,
            key: options.key,
            seed: options.seed,
            more_people: options.more_people,
            clock: options.clock,
            agents,
            documents,
            hms_sovereign_pace: hms_sovereign::Pace::default(),
            storage,
            faults: Faults::default(),
            requests: Requests::default(),
        };
        if !application.agents.is_seeded()? {
            application.seed_agents()?;
        }
        for system in System::WITH_DOCUMENTS {
            if !application.documents.is_seeded(system)? {
                application.seed_documents(system)?;
            }
        }
        Ok(application)
    }

    pub(crate) async fn reset(&self) -> Result<(), SandboxError> {
        self.faults.clear();
        self.hms_sovereign_pace.clear();
        self.storage.clear().await?;
        self.seed_agents()?;
        System::WITH_DOCUMENTS.into_iter().try_for_each(|system| self.seed_documents(system))
    }

    fn seed_agents(&self) -> Result<(), SandboxError> {
        let sample = bird::sample(self.seed, self.more_people, (self.clock)(), &self.origin);
        self.agents.replace_all(&sample)
    }

    fn seed_documents(&self, system: System) -> Result<(), SandboxError> {
        self.documents.replace_all(system, &system.sample((self.clock)()))
    }
}

/// Serves until `stopping` is cancelled.
pub(crate) async fn serve(listener: TcpListener, router: Router, stopping: CancellationToken) {
    let service: IntoMakeServiceWithConnectInfo<Router, BreakSwitch> =
        router.into_make_service_with_connect_info();
    let served = axum::serve(connection::BreakableListener(listener), service)
        .with_graceful_shutdown(async move { stopping.cancelled().await })
        .await;
    if let Err(error) = served {
        log::error!("the sandbox stopped serving: {error}");
    }
}

/// The routes of everything that is served, behind the gate.
pub(crate) fn router(application: Arc<Application>) -> Router {
    let gated = system::router().layer(middleware::from_fn_with_state(Arc::clone(&application), gate::pass));
    Router::new().merge(control::router()).merge(gated).with_state(application)
}
