//! Deleting an agent. The whole of it is written down before.

use async_trait::async_trait;
use callboard_model::{AgentId, ChangeKind, Edits, ErrorCode, Result};

use crate::road::deed::{Deed, Ground, Planned, Sent, Step, Wanted};

/// The agent that is to go.
pub(crate) struct DeleteAgent {
    pub(crate) agent: AgentId,
    pub(crate) agent_name: String,
}

#[async_trait]
impl Deed for DeleteAgent {
    fn kind(&self) -> ChangeKind {
        ChangeKind::Deleted
    }

    fn wanted(&self) -> Wanted {
        Wanted { agent: Some(self.agent.clone()), agent_name: self.agent_name.clone(), ..Wanted::default() }
    }

    async fn plan(&self, ground: &Ground<'_>, again: bool) -> Result<Planned> {
        let Ground { changes, access, session } = ground;
        match changes.agents.find(access, session, &self.agent).await {
            // Gone after a try of which nobody knew: the try did it.
            Err(error) if again && error.code == ErrorCode::AgentNotFound => {
                Ok(Planned::True { found: None, theirs: Vec::new() })
            }
            Err(error) => Err(error),
            Ok(found) => Ok(Planned::Send(Step {
                fresh: found.document,
                edits: Edits::default(),
                theirs: Vec::new(),
                present_before: None,
            })),
        }
    }

    async fn send(&self, ground: &Ground<'_>, _step: &Step) -> Result<Sent> {
        ground.access.part("deleteAgent", |parts| parts.delete)?.delete(&ground.session, &self.agent).await?;
        Ok(Sent::default())
    }
}
