//! Voicemail drops that are stored already: listed, edited, and copied to other agents.
//!
//! A copy is a new entry in the other agent's list that points to the same recording; nothing is uploaded.

use std::sync::Arc;

use callboard_model::media::VoicemailDrop;
use callboard_model::{
    AgentId, CallboardError, ConnectionId, Done, DropCopy, DropCopyOutcome, DropEdit, DropTarget, ErrorCode,
    JobEvent, JobId, ListQuery, Result, SaveOutcome, SystemId,
};
use callboard_systems::{require, walk};
use serde_json::Value;

use crate::accounts::system_by_id;
use crate::gateway::{Access, Gateway};
use crate::jobs::{Events, Job};
use crate::road::Changes;
use crate::road::deeds::{CopyDrop, place_of, presence};
use crate::surroundings::Clock;

/// Most pages of agents that are looked through.
const PAGES: usize = 1000;

/// The voicemail drops that agents have.
pub struct VoicemailDrops {
    gateway: Arc<Gateway>,
    changes: Arc<Changes>,
    clock: Arc<dyn Clock>,
}

impl VoicemailDrops {
    pub(crate) fn new(gateway: Arc<Gateway>, changes: Arc<Changes>, clock: Arc<dyn Clock>) -> Self {
        Self { gateway, changes, clock }
    }

    /// The drops of an agent's document, in the window's words.
    ///
    /// # Errors
    /// [`ErrorCode::Unsupported`] where the system is not known.
    pub fn drops(&self, system: &SystemId, document: &Value) -> Result<Vec<VoicemailDrop>> {
        Ok(system_by_id(system)?.parts().drops.map_or_else(Vec::new, |drops| drops.drops(document)))
    }

    /// What the drops' field becomes with an edit. Nothing is sent.
    ///
    /// # Errors
    /// [`ErrorCode::Unsupported`] where the system has no drops; [`ErrorCode::MediaNotFound`] where the list has no such
    /// drop.
    pub fn edit_drops(&self, system: &SystemId, document: &Value, edit: &DropEdit) -> Result<Value> {
        let system = system_by_id(system)?;
        let drops = require(system, system.parts().drops, "editDrops")?;
        drops.edit_drops(document, edit).map(|(_, value)| value)
    }

    /// The other agents of the connection, with what each has of a drop, by name.
    ///
    /// # Errors
    /// What keeps the system from being read: [`ErrorCode::ConnectionNotFound`], the keychain, the network, a refusal,
    /// [`ErrorCode::Cancelled`].
    pub async fn drop_targets(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        drop: VoicemailDrop,
        job: JobId,
        events: Events,
    ) -> Result<Vec<DropTarget>> {
        let job = self.gateway.begin(job, events);
        let access = self.gateway.access(&connection, &job.call).await?;
        let session = self.gateway.session(&access, &job.call);
        let documents = walk(access.system, &session, &ListQuery::default(), PAGES).await?;
        let drops = access.part("drops", |parts| parts.drops)?;
        let mut targets = Vec::new();
        for document in documents {
            let Some(id) = access.system.agent_id(&document) else { continue };
            if id != agent {
                let shown = access.masking().mask(&document);
                let summary = access.system.summary(&connection, id, &shown, self.clock.now());
                targets.push(DropTarget {
                    agent: summary.id,
                    name: summary.name,
                    picture: summary.picture,
                    kind: summary.kind,
                    presence: presence(&drops.drops(&document), &drop),
                });
            }
        }
        targets.sort_by_key(|target| target.name.to_lowercase());
        Ok(targets)
    }

    /// Adds a stored drop to the lists of other agents, one after the other. An agent that fails does not stop the rest;
    /// after a stop those that are left fail as cancelled. One of which nobody knows whether it was stored is no failure: it is
    /// among the open changes. Only where the drop itself cannot be read does all of it fail.
    ///
    /// # Errors
    /// [`ErrorCode::MediaNotFound`] where the agent no longer has the drop; what keeps the agent from being read.
    pub async fn copy_drop(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        drop: VoicemailDrop,
        targets: Vec<AgentId>,
        job: JobId,
        events: Events,
    ) -> Result<Vec<DropCopy>> {
        let job = self.gateway.begin(job, events);
        let access = self.gateway.access(&connection, &job.call).await?;
        let from = access
            .part("read", |parts| parts.read)?
            .read(&self.gateway.session(&access, &job.call), &agent)
            .await?;
        let drops = access.part("drops", |parts| parts.drops)?;
        let index = place_of(&drops.drops(&from), &drop)
            .ok_or_else(|| CallboardError::new(ErrorCode::MediaNotFound))?;
        let mut copies = Vec::new();
        let batch = uuid::Uuid::new_v4().to_string();
        for target in targets {
            let deed = CopyDrop { target: target.clone(), from: from.clone(), index };
            let outcome = match self.copy_to(&access, &job, deed, &batch).await {
                Ok(outcome) => outcome,
                Err(error) => DropCopyOutcome::Failed { error },
            };
            let copy = DropCopy { agent: target, outcome };
            (job.events)(JobEvent::DropCopied { copy: copy.clone() });
            copies.push(copy);
        }
        Ok(copies)
    }

    async fn copy_to(
        &self,
        access: &Access,
        job: &Job<'_>,
        deed: CopyDrop,
        batch: &str,
    ) -> Result<DropCopyOutcome> {
        if job.call.cancel.is_cancelled() {
            return Err(ErrorCode::Cancelled.into());
        }
        match self.changes.carry_out(access, job, &deed, Some(batch.to_owned())).await? {
            SaveOutcome::Saved { change: None, .. } => Ok(DropCopyOutcome::Present),
            SaveOutcome::Saved { differences, .. } => match differences.into_iter().next() {
                None => Ok(DropCopyOutcome::Copied),
                Some(difference) => {
                    let mut error = CallboardError::new(ErrorCode::UnclearOutcome)
                        .with_system(access.connection.system.clone())
                        .with_done(Done::Unclear)
                        .with_detail("the agent reads back without the drop");
                    error.field = Some(difference.pointer);
                    Err(error)
                }
            },
            SaveOutcome::Sent { change, .. } => Ok(DropCopyOutcome::Sent { change }),
            _ => Err(ErrorCode::Internal.into()),
        }
    }
}
