//! What was changed, over all accounts: looked through, and written to a file.

use std::path::PathBuf;
use std::sync::Arc;

use callboard_journal::Journal;
use callboard_model::{
    CallboardError, ChangeRecord, ErrorCode, HistoryFormat, HistoryPage, HistoryQuery, Result,
};

use crate::accounts::account_of;
use crate::begun_files::BegunFiles;
use crate::blocking::spawn_blocking;
use crate::connection_list::ConnectionList;
use crate::history_file;
use crate::surroundings::Clock;

/// Entries on one page.
const PAGE: u32 = 100;

/// What was changed, on all accounts.
pub struct History {
    journal: Arc<Journal>,
    connections: Arc<ConnectionList>,
    clock: Arc<dyn Clock>,
    begun_files: Arc<BegunFiles>,
}

impl History {
    pub(crate) fn new(
        journal: Arc<Journal>,
        connections: Arc<ConnectionList>,
        clock: Arc<dyn Clock>,
        begun_files: Arc<BegunFiles>,
    ) -> Self {
        Self { journal, connections, clock, begun_files }
    }

    /// Forgets what is older than that many days.
    pub(crate) async fn forget_older(&self, days: u32) -> Result<()> {
        let kept = jiff::SignedDuration::from_hours(i64::from(days) * 24);
        let Ok(from) = self.clock.now().checked_sub(kept) else { return Ok(()) };
        let journal = self.journal.clone();
        spawn_blocking(move || journal.forget_changes_before(&from.to_string()).map(drop)).await
    }

    /// A page of the history, newest first.
    ///
    /// # Errors
    /// [`ErrorCode::StorageFault`], [`ErrorCode::ConnectionNotFound`].
    pub async fn history(&self, query: HistoryQuery) -> Result<HistoryPage> {
        let account = match &query.connection {
            Some(connection) => Some(account_of(&self.connections.get(connection)?)?),
            None => None,
        };
        let before = query.cursor.as_deref().and_then(|cursor| cursor.parse().ok());
        let journal = self.journal.clone();
        spawn_blocking(move || {
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
        spawn_blocking(move || journal.change(&change))
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
            Some(connection) => Some(account_of(&self.connections.get(connection)?)?),
            None => None,
        };
        let journal = self.journal.clone();
        let files = self.begun_files.clone();
        spawn_blocking(move || {
            let begun = files.begin(&path);
            history_file::write(&journal, account.as_ref(), &query, format, &path, begun.path())
        })
        .await
    }
}
