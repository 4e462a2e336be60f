//! Unsaved edits, kept with every pause of the typing and offered again after a crash.

use callboard_model::{AccountId, AgentId, ConnectionId, Draft, Result};

use crate::access::{account_of, system_of};
use crate::{Callboard, masking, spawn_blocking};

impl Callboard {
    /// Keeps a draft, but for secrets that were typed: those have to be typed again. One without edits is discarded. On disk
    /// before it answers.
    pub async fn keep_draft(&self, mut draft: Draft) -> Result<()> {
        // What stands in for the journal would take it, and lose it with the program.
        if let Some(fault) = &*self.journal_fault() {
            return Err(fault.clone());
        }
        draft.updated_at = self.now_text();
        let connection = self.connection(&draft.connection)?;
        let account = account_of(&connection)?;
        let description = system_of(&connection)?.description();
        draft.edits = masking::without_typed(description, &draft.edits);
        draft.base = masking::mask(description, &draft.base);
        let journal = self.journal.clone();
        spawn_blocking(move || {
            if draft.edits.0.is_empty() {
                journal.discard_draft(&account, draft.agent.as_ref())
            } else {
                journal.keep_draft(&account, &draft)
            }
        })
        .await
    }

    /// Throws a draft away.
    pub async fn discard_draft(&self, connection: ConnectionId, agent: Option<AgentId>) -> Result<()> {
        let (journal, account) = (self.journal.clone(), account_of(&self.connection(&connection)?)?);
        spawn_blocking(move || journal.discard_draft(&account, agent.as_ref())).await
    }

    /// The drafts of the accounts that connections lead to. Those of other accounts are set aside
    /// ([`Callboard::set_aside`]): an edit is never applied to another account's agent.
    pub async fn drafts(&self) -> Result<Vec<Draft>> {
        let journal = self.journal.clone();
        let kept = spawn_blocking(move || journal.drafts()).await?;
        let reached = self.reached_accounts()?;
        let own = |(account, draft): (AccountId, Draft)| {
            let connection = reached.connection(&account, &draft.connection)?;
            Some(Draft { connection, ..draft })
        };
        Ok(kept.into_iter().filter_map(own).collect())
    }
}
