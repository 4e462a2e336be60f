//! What was changed, over all accounts: looked through, written to a file, and taken back.

use std::path::PathBuf;

use callboard_model::{
    CallboardError, ChangeKind, ChangeRecord, Edits, ErrorCode, HistoryFormat, HistoryPage, HistoryQuery,
    JobId, Result, SaveOutcome,
};

use crate::access::account_of;
use crate::copying::left_behind;
use crate::jobs::Events;
use crate::road::deeds::{DeleteAgent, Undo};
use crate::{Callboard, beside, masking};

/// Entries on one page.
const PAGE: u32 = 100;

impl Callboard {
    /// A page of the history, newest first.
    ///
    /// # Errors
    /// [`ErrorCode::StorageFault`], [`ErrorCode::ConnectionNotFound`].
    pub async fn history(&self, query: HistoryQuery) -> Result<HistoryPage> {
        let account = match &query.connection {
            Some(connection) => Some(account_of(&self.connection(connection)?)?),
            None => None,
        };
        let before = query.cursor.as_deref().and_then(|cursor| cursor.parse().ok());
        let journal = self.journal.clone();
        beside(move || {
            let page = journal.changes(account.as_ref(), &query, before, PAGE)?;
            Ok(HistoryPage {
                entries: page.entries,
                next: page.next.map(|sequence| sequence.to_string()),
                total: journal.count_changes(None)?,
            })
        })
        .await
    }

    /// One entry, whole.
    ///
    /// # Errors
    /// [`ErrorCode::CannotUndo`] where there is no such entry, [`ErrorCode::StorageFault`].
    pub async fn history_entry(&self, change: String) -> Result<ChangeRecord> {
        let journal = self.journal.clone();
        beside(move || journal.change(&change))
            .await?
            .ok_or_else(|| CallboardError::new(ErrorCode::CannotUndo))
    }

    /// Writes every entry that a query finds to a file, whole or not at all.
    ///
    /// # Errors
    /// [`ErrorCode::DiskFull`] or [`ErrorCode::StorageFault`]; a file that was there before is still there then.
    pub async fn export_history(
        &self,
        query: HistoryQuery,
        format: HistoryFormat,
        path: PathBuf,
    ) -> Result<()> {
        let account = match &query.connection {
            Some(connection) => Some(account_of(&self.connection(connection)?)?),
            None => None,
        };
        let journal = self.journal.clone();
        beside(move || crate::history_file::write(&journal, account.as_ref(), &query, format, &path)).await
    }

    /// Takes a change back, as far as nobody moved it since: fields get what they were, a deleted agent is created again under
    /// a new id, a created one is deleted; who asks for that was asked before.
    ///
    /// # Errors
    /// [`ErrorCode::CannotUndo`] (`field` says what moved since), and what stands in the way of any change.
    pub async fn undo_change(&self, change: String, job: JobId, events: Events) -> Result<SaveOutcome> {
        let job = self.jobs.begin(job, events);
        let change = self.history_entry(change).await?;
        let access = self.access_to(&change.account, &change.connection).await?;
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
                let edits = masking::without_secrets(description, &before);
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
