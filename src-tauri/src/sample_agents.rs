//! The sample agents: the sandbox, run inside the program when somebody looks around.

use std::path::PathBuf;

use async_trait::async_trait;
use callboard_model::{CallboardError, ErrorCode, Result, Sensitive, SystemId};
use callboard_sandbox::{Sandbox, SandboxOptions};
use callboard_usecases::{SampleAccess, Samples};
use tokio::sync::Mutex;

/// A sandbox on loopback, begun at the first use, its data kept between runs.
pub(crate) struct SampleAgents {
    directory: PathBuf,
    running: Mutex<Option<(Sandbox, Vec<SampleAccess>)>>,
}

impl SampleAgents {
    pub(crate) fn new(directory: PathBuf) -> Self {
        Self { directory, running: Mutex::new(None) }
    }
}

#[async_trait]
impl Samples for SampleAgents {
    async fn start(&self) -> Result<Vec<SampleAccess>> {
        let mut running = self.running.lock().await;
        if let Some((_, access)) = running.as_ref() {
            return Ok(access.clone());
        }
        crate::private::create_folder(&self.directory)
            .map_err(|error| CallboardError::new(ErrorCode::of_writing(&error)).with_detail(error))?;
        // A key for this run alone: other programs on this computer cannot guess it.
        let key = uuid::Uuid::new_v4().to_string();
        let sandbox =
            Sandbox::start(SandboxOptions::new(&self.directory, key.clone())).await.map_err(fault)?;
        let access = access_to(&sandbox, &key);
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

/// How the account of each system of the sandbox is reached.
fn access_to(sandbox: &Sandbox, key: &str) -> Vec<SampleAccess> {
    let accounts = sandbox.accounts().iter().map(|account| {
        let values = account.values.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        SampleAccess {
            system: SystemId::new(account.system),
            values: values.chain([("baseUrl".to_owned(), account.base_url.clone())]).collect(),
            credential: Sensitive::new(key),
            agent_keys: account.agent_keys.iter().map(Sensitive::new).collect(),
        }
    });
    accounts.collect()
}

fn fault(error: callboard_sandbox::SandboxError) -> CallboardError {
    CallboardError::new(ErrorCode::SampleFault).with_detail(error)
}
