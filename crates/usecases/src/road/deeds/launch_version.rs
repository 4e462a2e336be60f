//! Launching the draft of an agent as a version.

use async_trait::async_trait;
use callboard_model::{AgentId, ChangeKind, Edits, Result};
use serde_json::Value;

use crate::road::deed::{Deed, Ground, Planned, Sent, Step, Wanted};
use crate::road::versions_called;

/// A version to launch.
pub(crate) struct LaunchVersion {
    pub(crate) agent: AgentId,
    pub(crate) agent_name: String,
    /// What it is called.
    pub(crate) name: String,
}

#[async_trait]
impl Deed for LaunchVersion {
    fn kind(&self) -> ChangeKind {
        ChangeKind::VersionLaunched
    }

    fn wanted(&self) -> Wanted {
        Wanted {
            agent: Some(self.agent.clone()),
            agent_name: self.agent_name.clone(),
            subject: self.name.clone(),
            ..Wanted::default()
        }
    }

    async fn plan(&self, ground: &Ground<'_>, _again: bool) -> Result<Planned> {
        // Where the versions cannot be listed, an unclear answer stays unclear.
        let present_before = versions_called(ground, &self.agent, &self.name).await.ok();
        Ok(Planned::Send(Step {
            fresh: Value::Null,
            edits: Edits::default(),
            theirs: Vec::new(),
            present_before,
        }))
    }

    async fn send(&self, ground: &Ground<'_>, _step: &Step) -> Result<Sent> {
        ground
            .access
            .part("launchVersion", |parts| parts.versions)?
            .launch_version(&ground.session, &self.agent, &self.name)
            .await?;
        Ok(Sent::default())
    }

    fn is_repeatable(&self) -> bool {
        false
    }
}
