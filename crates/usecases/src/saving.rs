//! Saving, creating, deleting: what the window asks for, as changes that go the one road ([`crate::road`]).

use callboard_model::{
    AgentId, CallboardError, ConnectionId, Done, Edits, ErrorCode, JobId, LeftOutField, Pick, Result,
    SaveOutcome,
};
use serde::Deserialize;
use serde_json::{Value, json};
use specta::Type;

use crate::gateway::Access;
use crate::jobs::{Events, Job};
use crate::merge::apply;
use crate::road::Changes;
use crate::road::deeds::{CreateAgent, DeleteAgent, EditAgent};

/// What is to be saved.
#[derive(Clone, Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SaveRequest {
    /// The connection.
    pub connection: ConnectionId,
    /// What it is saved to.
    pub target: SaveTarget,
    /// The document the edits began from.
    pub base: Value,
    /// The edits.
    pub edits: Edits,
    /// What the admin picked where somebody else had changed the same things.
    #[serde(default)]
    pub picks: Vec<Pick>,
}

/// What edits are saved to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum SaveTarget {
    /// An agent that is to be created.
    New,
    /// An agent.
    Agent {
        /// Its id.
        agent: AgentId,
    },
    /// The caller's own agent, which has an operation of its own.
    Own {
        /// Its id.
        agent: AgentId,
    },
}

impl Changes {
    /// Saves an agent's edits, or creates the agent. Conflicts, refused values and an outcome that nobody knows are outcomes,
    /// not errors.
    ///
    /// # Errors
    /// What stands in the way; [`callboard_model::CallboardError::done`] says how far it got.
    pub async fn save_agent(&self, request: SaveRequest, job: JobId, events: Events) -> Result<SaveOutcome> {
        let job = self.gateway.begin(job, events);
        let access = self.gateway.access(&request.connection, &job.call).await?;
        let drafted = Some(access.masking().without_typed(&request.edits));
        let SaveRequest { target, base, edits, picks, .. } = request;
        let (agent, own) = match target {
            SaveTarget::New => return self.create(&access, &job, edits, drafted, Vec::new()).await,
            SaveTarget::Agent { agent } => (agent, false),
            SaveTarget::Own { agent } => (agent, true),
        };
        let agent_name = access.name_of(&base);
        let deed = EditAgent { agent, agent_name, own, base, edits, picks, drafted };
        self.carry_out(&access, &job, &deed, None).await
    }

    /// Creates an agent; what its create request does not take is saved as an update of the new agent. `missing` is what it
    /// cannot be given.
    pub(crate) async fn create(
        &self,
        access: &Access,
        job: &Job<'_>,
        edits: Edits,
        drafted: Option<Edits>,
        missing: Vec<LeftOutField>,
    ) -> Result<SaveOutcome> {
        let masked = access.masking().mask_edits(&edits);
        let name = access.name_of(&apply(&json!({}), &masked));
        let deed = CreateAgent::new(edits, masked, name, drafted);
        let created = self.carry_out(access, job, &deed, None).await?;
        let SaveOutcome::Saved { record, differences, change, unrecorded, .. } = created else {
            return Ok(created);
        };
        let remaining = deed.take_remaining();
        if remaining.0.is_empty() {
            return Ok(SaveOutcome::Saved {
                record,
                merged: Vec::new(),
                differences,
                change,
                unrecorded,
                missing,
            });
        }
        let rest = EditAgent {
            agent: record.id.clone(),
            agent_name: record.summary.name.clone(),
            own: false,
            base: record.document.clone(),
            drafted: Some(access.masking().forgotten(&remaining)),
            edits: remaining.clone(),
            picks: Vec::new(),
        };
        let error = match self.carry_out(access, job, &rest, None).await {
            Ok(SaveOutcome::Saved { record, differences: more, unrecorded: rest_unrecorded, .. }) => {
                return Ok(SaveOutcome::Saved {
                    record,
                    merged: Vec::new(),
                    differences: differences.into_iter().chain(more).collect(),
                    change,
                    unrecorded: unrecorded || rest_unrecorded,
                    missing,
                });
            }
            Ok(SaveOutcome::Sent { error: Some(error), .. }) => error,
            Ok(_) => {
                let error = CallboardError::new(ErrorCode::UnclearOutcome).with_done(Done::Unclear);
                Box::new(error.with_system(access.connection.system.clone()))
            }
            Err(error) => Box::new(error),
        };
        let remaining = access.masking().mask_edits(&remaining);
        Ok(SaveOutcome::PartlyCreated { record, remaining, error })
    }

    /// Deletes an agent. The whole of it is written down before; the outcome names the entry in the history from which it can
    /// be created again.
    ///
    /// # Errors
    /// What stands in the way; [`callboard_model::CallboardError::done`] says whether it may be deleted all the same.
    pub async fn delete_agent(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        job: JobId,
        events: Events,
    ) -> Result<SaveOutcome> {
        let job = self.gateway.begin(job, events);
        let access = self.gateway.access(&connection, &job.call).await?;
        let agent_name = self.agents.known_name(&access, &agent);
        self.carry_out(&access, &job, &DeleteAgent { agent, agent_name }, None).await
    }
}
