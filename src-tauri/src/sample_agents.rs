//! The sample agents: the sandbox, run inside the program when somebody looks around.

use std::path::PathBuf;

use async_trait::async_trait;
use callboard_model::{CallboardError, ErrorCode, Result, Sensitive};
use callboard_sandbox::{Sandbox, SandboxOptions};
use callboard_usecases::{SampleAccess, Samples};
use tokio::sync::Mutex;

/// A sandbox on loopback, begun at the first use, its data kept between runs.
pub(crate) struct SampleAgents {
    directory: PathBuf,
    running: Mutex<Option<(Sandbox, SampleAccess)>>,
}

impl SampleAgents {
    pub(crate) fn new(directory: PathBuf) -> Self {
        Self { directory, running: Mutex::new(None) }
    }
}

#[async_trait]
impl Samples for SampleAgents {
    async fn start(&self) -> Result<SampleAccess> {
        let mut running = self.running.lock().await;
        if let Some((_, access)) = running.as_ref() {
            return Ok(access.clone());
        }
        // A key for this run alone: other programs on this computer cannot guess it.
        let key = uuid::Uuid::new_v4().to_string();
        let sandbox =
            Sandbox::start(SandboxOptions::new(&self.directory, key.clone())).await.map_err(fault)?;
        let values = [
            ("baseUrl".to_owned(), sandbox.bird_base_url()),
            ("workspaceId".to_owned(), sandbox.workspace_id().to_owned()),
            ("authScheme".to_owned(), "accessKey".to_owned()),
        ];
        let access = SampleAccess { values: values.into(), credential: Sensitive::new(key) };
        *running = Some((sandbox, access.clone()));
        Ok(access)
    }

    async fn reset(&self) -> Result<()> {
        match self.running.lock().await.as_ref() {
            Some((sandbox, _)) => sandbox.reset().await.map_err(fault),
            None => Ok(()),
        }
    }
}

fn fault(error: callboard_sandbox::SandboxError) -> CallboardError {
    CallboardError::new(ErrorCode::SampleFault).with_detail(error)
}
