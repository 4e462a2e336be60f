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

/// How each system of the sandbox is reached, Bird first.
fn access_to(sandbox: &Sandbox, key: &str) -> Vec<SampleAccess> {
    let of = |system: &str, base_url: String, more: &[(&str, &str)], agent_keys: Vec<String>| SampleAccess {
        system: SystemId::new(system),
        values: std::iter::once(("baseUrl".to_owned(), base_url))
            .chain(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
            .collect(),
        credential: Sensitive::new(key),
        agent_keys: agent_keys.into_iter().map(Sensitive::new).collect(),
    };
    let workspace = [("workspaceId", sandbox.workspace_id()), ("authScheme", "accessKey")];
    vec![
        of("bird", sandbox.bird_base_url(), &workspace, Vec::new()),
        of("hmsSovereign", sandbox.hms_sovereign_base_url(), &[], Vec::new()),
        of(
            "messageflow",
            sandbox.messageflow_base_url(),
            &[("tenantId", sandbox.messageflow_tenant_id())],
            Vec::new(),
        ),
        of("diga", sandbox.diga_base_url(), &[], Vec::new()),
        of("raia", sandbox.raia_base_url(), &[], sandbox.raia_agent_keys()),
    ]
}

fn fault(error: callboard_sandbox::SandboxError) -> CallboardError {
    CallboardError::new(ErrorCode::SampleFault).with_detail(error)
}
