//! Changes that somebody wanted and that are not confirmed yet. An intent is written before the first byte is sent, so that
//! whatever happens afterwards somebody knows that something may have been sent.

use callboard_model::{
    AccountId, AgentId, ChangeId, ChangeKind, ChangeRecord, ConnectionId, Draft, Edits, Result,
};
use rusqlite::params;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::answers::RememberedAnswer;
use crate::{Journal, answers, changes, drafts, fault};

/// A change that is not confirmed. Secrets are masked in all of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Intent {
    /// Its name; the entry in the history gets the same.
    pub id: ChangeId,
    /// The account.
    pub account: AccountId,
    /// The connection it was asked for over.
    pub connection: ConnectionId,
    /// The agent; none for one that is not created yet.
    pub agent: Option<AgentId>,
    /// The agent's name, as far as it is known.
    pub agent_name: String,
    /// What kind of change it is.
    pub kind: ChangeKind,
    /// When somebody wanted it (RFC 3339, UTC).
    pub began_at: String,
    /// The batch it is a part of.
    pub batch: Option<String>,
    /// Whether something may have been sent.
    pub was_sent: bool,
    /// When it was sent last (RFC 3339, UTC).
    pub sent_at: Option<String>,
    /// The agent as it was read before it was sent; for a deletion all that is left of it.
    pub before: Value,
    /// What is sent.
    pub edits: Edits,
    /// The edits as their draft has them, which leave it once they are stored; none where there is no draft.
    pub drafted: Option<Edits>,
    /// For a create, the agents of the same name that were there before; for a version, the versions. None where they could
    /// not be read.
    pub present_before: Option<Vec<String>>,
    /// For a stored file: its attachment.
    pub attachment: Option<String>,
    /// Whether it is the caller's own agent, changed by the operation for that.
    pub own: bool,
    /// What a version was called, or where a webhook leads: what the change is told by.
    pub subject: String,
}

/// What is written when a change is confirmed, all of it or nothing.
#[derive(Clone, Debug, Default)]
pub struct Confirmation {
    /// The entry in the history; none where nothing had to be changed.
    pub record: Option<ChangeRecord>,
    /// What leaves a draft.
    pub stored: Option<StoredEdits>,
    /// The draft of an agent that was created in part: what is still to be saved.
    pub remaining: Option<Draft>,
    /// The agent that is gone: its draft goes, too.
    pub gone: Option<AgentId>,
    /// The attachment that is done with.
    pub attachment: Option<String>,
    /// What the system said, where it cannot be asked again.
    pub answer: Option<RememberedAnswer>,
}

/// Edits that are stored and leave the draft they came from.
#[derive(Clone, Debug)]
pub struct StoredEdits {
    /// The draft's agent; none for the draft of a new one.
    pub agent: Option<AgentId>,
    /// The edits as the draft has them.
    pub edits: Edits,
    /// The document as it was read back, secrets masked.
    pub document: Value,
}

impl Journal {
    /// Keeps an intent, in place of what was kept of it before. When this answers, it survives a power cut.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::DiskFull`] or [`callboard_model::ErrorCode::StorageFault`]: nothing may be sent then.
    pub fn intend(&self, intent: &Intent) -> Result<()> {
        let document = fault::to_json("write down a change", intent)?;
        self.write("write down a change", |transaction| {
            transaction
                .prepare_cached(
                    "INSERT INTO intents (id, account, was_sent, document) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT (id) DO UPDATE SET was_sent = excluded.was_sent, document = excluded.document",
                )?
                .execute(params![intent.id.as_str(), intent.account.as_str(), intent.was_sent, document])
                .map(drop)
        })
    }

    /// All intents, the first wanted first. One that cannot be read is passed over, logged and kept.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::StorageFault`].
    pub fn intents(&self) -> Result<Vec<Intent>> {
        let documents = self.read("read the open changes", |database| {
            database
                .prepare_cached("SELECT document FROM intents ORDER BY rowid")?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<String>>>()
        })?;
        Ok(fault::readable("read the open changes", &documents))
    }

    /// Ends an intent of which nothing was done. That there is none is no error.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::DiskFull`] or [`callboard_model::ErrorCode::StorageFault`].
    pub fn end_intent(&self, id: &ChangeId) -> Result<()> {
        self.write("end a change", |transaction| {
            transaction.prepare_cached("DELETE FROM intents WHERE id = ?1")?.execute([id.as_str()]).map(drop)
        })
    }

    /// Ends every intent of which certainly nothing was sent: what an earlier run of the program left.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::DiskFull`] or [`callboard_model::ErrorCode::StorageFault`].
    pub fn end_unsent_intents(&self) -> Result<()> {
        self.write("end changes that were not sent", |transaction| {
            transaction.execute("DELETE FROM intents WHERE was_sent = 0", []).map(drop)
        })
    }

    /// Ends an intent that was done: its entry goes into the history, and what was sent leaves the draft.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::DiskFull`] or [`callboard_model::ErrorCode::StorageFault`]; nothing of it is written
    /// then, and the intent stays.
    pub fn confirm(&self, account: &AccountId, id: &ChangeId, confirmation: &Confirmation) -> Result<()> {
        let what = "confirm a change";
        let row = confirmation.record.as_ref().map(changes::Row::of).transpose()?;
        let remaining = match &confirmation.remaining {
            Some(draft) => Some((draft, fault::to_json(what, draft)?)),
            None => None,
        };
        let answer = match &confirmation.answer {
            Some(answer) => Some((&answer.agent, fault::to_json(what, answer)?)),
            None => None,
        };
        self.write(what, |transaction| {
            transaction.prepare_cached("DELETE FROM intents WHERE id = ?1")?.execute([id.as_str()])?;
            if let Some(row) = &row {
                row.insert(transaction)?;
            }
            if let Some(StoredEdits { agent, edits, document }) = &confirmation.stored {
                drafts::take_stored(transaction, account, agent.as_ref(), edits, document)?;
            }
            if let Some(agent) = &confirmation.gone {
                drafts::discard(transaction, account, Some(agent))?;
            }
            if let Some((draft, document)) = &remaining {
                drafts::keep_remaining(transaction, account, draft, document)?;
            }
            if let Some(attachment) = &confirmation.attachment {
                transaction.prepare_cached("DELETE FROM attachments WHERE id = ?1")?.execute([attachment])?;
            }
            if let Some((agent, document)) = &answer {
                answers::keep(transaction, account, agent, document)?;
            }
            Ok(())
        })
    }
}
