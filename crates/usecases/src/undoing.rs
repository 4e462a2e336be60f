//! Taking a change of the history back, as a change that goes the one road ([`crate::road`]).

use callboard_model::{ChangeKind, Edits, ErrorCode, JobId, Result, SaveOutcome};

use crate::copying::left_behind;
use crate::jobs::Events;
use crate::masking;
use crate::road::Changes;
use crate::road::deeds::{DeleteAgent, Undo};

impl Changes {
    /// Takes a change back, as far as nobody moved it since: fields get what they were, a deleted agent is created again under
    /// a new id, a created one is deleted; who asks for that was asked before.
    ///
    /// # Errors
    /// [`ErrorCode::CannotUndo`] (`field` says what moved since), and what stands in the way of any change.
    pub async fn undo_change(&self, change: String, job: JobId, events: Events) -> Result<SaveOutcome> {
        let job = self.gateway.begin(job, events);
        let change = self.history.history_entry(change).await?;
        let access = self.gateway.access_to(&change.account, &change.connection, &job.call).await?;
        let Some(agent) = change.agent.clone() else { return Err(ErrorCode::CannotUndo.into()) };
        match change.kind {
            ChangeKind::Created => {
                let deed = DeleteAgent { agent, agent_name: change.agent_name };
                self.carry_out(&access, &job, &deed, None).await
            }
            ChangeKind::Deleted => {
                let description = access.description();
                let pairs = change.changes.iter().map(|each| (each.pointer.clone(), each.before.clone()));
                let before = Edits(pairs.collect());
                // Its secrets are known to nobody any more.
                let edits = masking::without_masked(&before);
                let missing = left_behind(description, &change.document, &edits);
                self.create(&access, &job, edits, None, missing).await
            }
            ChangeKind::VersionLaunched | ChangeKind::WebhookCreated => Err(ErrorCode::CannotUndo.into()),
            ChangeKind::Updated | ChangeKind::Undone | ChangeKind::FileAttached | ChangeKind::DropCopied => {
                self.carry_out(&access, &job, &Undo { agent, change }, None).await
            }
        }
    }
}
