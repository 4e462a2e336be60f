//! Saving, creating, deleting: what the window asks for, as changes that go the one road ([`crate::road`]).

use callboard_model::{
    AgentId, CallboardError, ConnectionId, CopyPlan, Done, Edits, ErrorCode, JobId, LeftOutField, Pick,
    Result, SaveOutcome,
};
use serde::Deserialize;
use serde_json::{Value, json};
use specta::Type;

use crate::access::Access;
use crate::jobs::{Events, Job};
use crate::merge::apply;
use crate::road::deeds::{CreateAgent, DeleteAgent, EditAgent};
use crate::{Callboard, copying, masking};

/// What is to be saved.
#[derive(Clone, Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SaveRequest {
    /// The connection.
    pub connection: ConnectionId,
    /// The agent; none to create one.
    pub agent: Option<AgentId>,
    /// Whether it is the caller's own agent, saved by the operation for that.
    pub own: bool,
    /// The document the edits began from.
    pub base: Value,
    /// The edits.
    pub edits: Edits,
    /// What the admin picked where somebody else had changed the same things.
    #[serde(default)]
    pub picks: Vec<Pick>,
}

impl Callboard {
    /// Saves an agent's edits, or creates the agent. Conflicts, refused values and an outcome that nobody knows are outcomes,
    /// not errors.
    ///
    /// # Errors
    /// What stands in the way; [`callboard_model::CallboardError::done`] says how far it got.
    pub async fn save_agent(&self, request: SaveRequest, job: JobId, events: Events) -> Result<SaveOutcome> {
        let job = self.jobs.begin(job, events);
        let access = self.access(&request.connection).await?;
        let description = access.description();
        let drafted = Some(masking::without_typed(description, &request.edits));
        let SaveRequest { agent, own, base, edits, picks, .. } = request;
        let Some(agent) = agent else {
            return self.create(&access, &job, edits, drafted, Vec::new()).await;
        };
        let agent_name = access.name_of(&base, self.clock.now());
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
        let masked = masking::mask_edits(access.description(), &edits);
        let name = access.name_of(&apply(&json!({}), &masked), self.clock.now());
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
            drafted: Some(masking::forgotten(access.description(), &remaining)),
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
        let remaining = masking::mask_edits(access.description(), &remaining);
        Ok(SaveOutcome::PartlyCreated { record, remaining, error })
    }

    /// What a new agent gets that shall be like this one: every field that can be written, without what belongs to one
    /// agent alone (its person, its picture, its recordings and its state of the moment). Secrets have to be typed again.
    /// What the system sent and no field describes stays behind, and is listed.
    ///
    /// # Errors
    /// What keeps the agent from being read.
    pub async fn duplicate_edits(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        job: JobId,
        events: Events,
    ) -> Result<CopyPlan> {
        let job = self.jobs.begin(job, events);
        let access = self.access(&connection).await?;
        let document = access
            .part("read", |parts| parts.read)?
            .read(&access.session(&self.client, &job.call), &agent)
            .await?;
        Ok(copying::duplicate(access.description(), &masking::mask(access.description(), &document)))
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
        let job = self.jobs.begin(job, events);
        let access = self.access(&connection).await?;
        let agent_name = self.known_name(&access, &agent);
        self.carry_out(&access, &job, &DeleteAgent { agent, agent_name }, None).await
    }

    /// The name of an agent that was read before.
    pub(crate) fn known_name(&self, access: &Access, agent: &AgentId) -> String {
        let document = self.known.document(&access.connection.id, agent).unwrap_or_default();
        access.name_of(&document, self.clock.now())
    }
}
