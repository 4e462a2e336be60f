//! Unsaved edits, kept with every pause of the typing and offered again after a crash.

use callboard_model::{AgentId, ConnectionId, Draft, Result};

use crate::{Callboard, beside, masking};

impl Callboard {
    /// Keeps a draft, but for secrets that were typed: those have to be typed again. One without edits is discarded. On disk
    /// before it answers.
    pub async fn keep_draft(&self, mut draft: Draft) -> Result<()> {
        // What stands in for the journal would take it, and lose it with the program.
        if let Some(fault) = &*self.journal_fault() {
            return Err(fault.clone());
        }
        draft.updated_at = self.now_text();
        let description = self.system(&draft.connection)?.description();
        draft.edits = masking::without_typed(description, &draft.edits);
        draft.base = masking::mask(description, &draft.base);
        let journal = self.journal.clone();
        beside(move || {
            if draft.edits.0.is_empty() {
                journal.discard_draft(&draft.connection, draft.agent.as_ref())
            } else {
                journal.keep_draft(&draft)
            }
        })
        .await
    }

    /// Throws a draft away.
    pub async fn discard_draft(&self, connection: ConnectionId, agent: Option<AgentId>) -> Result<()> {
        let journal = self.journal.clone();
        beside(move || journal.discard_draft(&connection, agent.as_ref())).await
    }

    /// All drafts, the last touched first.
    pub async fn drafts(&self) -> Result<Vec<Draft>> {
        let journal = self.journal.clone();
        beside(move || journal.drafts()).await
    }
}
