//! The whole of a sandbox behind its router: the systems, what they share, the faults and the requests seen.

use std::net::SocketAddr;
use std::sync::Arc;

use crate::context::Context;
use crate::error::SandboxError;
use crate::faults::Faults;
use crate::options::SandboxOptions;
use crate::requests::Requests;
use crate::server::Room;
use crate::system::System;
use crate::systems::Systems;

pub(crate) struct Application {
    pub(crate) context: Arc<Context>,
    pub(crate) systems: Systems,
    pub(crate) faults: Faults,
    pub(crate) requests: Requests,
    pub(crate) room: Room,
}

impl Application {
    /// Opens the data in the folder of the options, and writes the sample data of the systems that never had it.
    pub(crate) fn open(options: SandboxOptions, address: SocketAddr) -> Result<Self, SandboxError> {
        let directory = options.directory.clone();
        std::fs::create_dir_all(&directory)
            .map_err(|source| SandboxError::Directory { path: directory.clone(), source })?;
        let context = Arc::new(Context::open(options, &format!("http://{address}"))?);
        let systems = Systems::open(&context, &directory)?;
        for system in systems.iter() {
            if !system.is_seeded()? {
                system.seed()?;
            }
        }
        Ok(Self {
            context,
            systems,
            faults: Faults::default(),
            requests: Requests::default(),
            room: Room::default(),
        })
    }

    /// Throws away every change and every upload, and writes fresh sample data.
    pub(crate) async fn reset(&self) -> Result<(), SandboxError> {
        self.faults.clear();
        self.systems.forget_pace();
        self.context.storage.clear().await?;
        self.systems.iter().try_for_each(System::seed)
    }
}
