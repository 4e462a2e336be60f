//! What was changed, and the road back.

use callboard_model::{
    AgentId, CallboardError, ChangeKind, ChangeRecord, ConnectionId, Edits, ErrorCode, JobId, Result,
    SaveOutcome,
};

use crate::jobs::Events;
use crate::merge::same;
use crate::saving::stored_otherwise;
use crate::{Callboard, beside, masking};

/// How many changes a history shows.
const SHOWN: u32 = 200;

impl Callboard {
    /// The last changes of a connection or of one agent, newest first.
    pub async fn history(
        &self,
        connection: ConnectionId,
        agent: Option<AgentId>,
    ) -> Result<Vec<ChangeRecord>> {
        let journal = self.journal.clone();
        beside(move || journal.changes(&connection, agent.as_ref(), SHOWN)).await
    }

    /// Puts back what a change changed, as long as none of its fields moved since. A deleted agent is created again,
    /// under a new id; a created one is deleted by its own command, which asks first.
    pub async fn undo_change(&self, change: String, job: JobId, events: Events) -> Result<SaveOutcome> {
        let journal = self.journal.clone();
        let change = beside(move || journal.change(&change))
            .await?
            .ok_or_else(|| CallboardError::new(ErrorCode::CannotUndo))?;
        let before = Edits(
            change.changes.iter().map(|change| (change.pointer.clone(), change.before.clone())).collect(),
        );
        let access = self.access(&change.connection).await?;
        let job = self.jobs.begin(job, events);
        match change.kind {
            ChangeKind::Created => return Err(ErrorCode::CannotUndo.into()),
            // Its secrets are known to nobody any more.
            ChangeKind::Deleted => {
                let before = masking::without_secrets(access.description(), &before);
                return self.create(&access, &job, &before).await;
            }
            ChangeKind::Updated | ChangeKind::Undone => {}
        }
        let session = access.session(&self.client, &job.call);
        let found = self.find(&access, &session, &change.agent).await?.document;
        let fresh = masking::mask(access.description(), &found);
        let moved =
            change.changes.iter().find(|change| !same(&change.pointer.read_or_null(&fresh), &change.after));
        if let Some(moved) = moved {
            let mut error = CallboardError::new(ErrorCode::CannotUndo);
            error.field = Some(moved.pointer.clone());
            return Err(error);
        }
        let stored = self.send_update(&access, &session, Some(&change.agent), &found, &before).await?;
        let differences = stored_otherwise(access.description(), &before, &stored);
        let record = self.record(&access, &stored)?;
        let name = record.summary.name.clone();
        let entry = self.entry(&access, &change.agent, &name, ChangeKind::Undone, &fresh, &before);
        let id = entry.id.clone();
        self.remember(entry, false).await?;
        Ok(SaveOutcome::Saved { record: Box::new(record), merged: Vec::new(), differences, change: Some(id) })
    }
}
