//! Looking for what was sent without a clear answer: is it there, is it not, or can nobody tell?

use std::time::Duration;

use callboard_journal::Intent;
use callboard_model::agent::shown;
use callboard_model::{
    AccountId, AgentId, CallboardError, ChangeKind, ErrorCode, HistoryQuery, LookResult, Pointer, Result,
    VersionPage,
};
use callboard_systems::{look_for, present_before};
use serde_json::Value;

use super::Changes;
use super::deed::Ground;
use super::ending::Seen;
use crate::blocking::spawn_blocking;
use crate::found::Found;
use crate::masking;
use crate::merge::{differences, same};

/// How often a new agent is looked for before it is said not to be there yet: the system may still be at it.
const LOOKS: u32 = 3;

/// Most pages of versions that are looked through.
const VERSION_PAGES: usize = 20;

/// What a look says.
pub(super) enum Look {
    /// All of it is there.
    Whole(Seen),
    /// These fields of it are there, others are not.
    Part { found: Found, stored: Vec<Pointer> },
    /// None of it is there.
    Nothing,
    /// The system could not be read.
    Unreadable(CallboardError),
    /// What is there can be somebody else's doing, or the system has no way to look.
    CannotTell,
}

impl Look {
    pub(super) fn result(&self) -> LookResult {
        match self {
            Self::Unreadable(_) => LookResult::Unreadable,
            Self::CannotTell | Self::Part { .. } => LookResult::CannotTell,
            Self::Nothing | Self::Whole(_) => LookResult::NotYet,
        }
    }
}

impl Changes {
    /// Looks several times for what takes a moment to appear, once for the rest.
    pub(super) async fn look_repeatedly(&self, ground: &Ground<'_>, intent: &Intent) -> Look {
        let first_pause = self.gateway.limits().first_pause;
        let mut look = self.look(ground, intent).await;
        for number in 1..LOOKS {
            let appears = matches!(intent.kind, ChangeKind::Created | ChangeKind::VersionLaunched);
            if !appears || !matches!(look, Look::Nothing | Look::Unreadable(_)) {
                break;
            }
            let length = first_pause.saturating_mul(2_u32.saturating_pow(number)).min(Duration::from_secs(4));
            let cancel = &ground.session.call.cancel;
            if cancel.run_until_cancelled(tokio::time::sleep(length)).await.is_none() {
                break;
            }
            look = self.look(ground, intent).await;
        }
        look
    }

    /// Looks once.
    pub(super) async fn look(&self, ground: &Ground<'_>, intent: &Intent) -> Look {
        let looked = match intent.kind {
            ChangeKind::Deleted => self.look_for_deleted(ground, intent).await,
            // A new agent whose id was answered is no longer looked for by its fields.
            ChangeKind::Created if intent.agent.is_none() => self.look_for_created(ground, intent).await,
            ChangeKind::Created => match self.find_again(ground, intent).await {
                // It was made, and somebody deleted it since.
                Err(error) if error.code == ErrorCode::AgentNotFound => Ok(Look::CannotTell),
                found => found.map(Seen::Agent).map(Look::Whole),
            },
            ChangeKind::VersionLaunched => self.look_for_version(ground, intent).await,
            ChangeKind::WebhookCreated => Ok(Look::CannotTell),
            ChangeKind::Updated | ChangeKind::Undone | ChangeKind::FileAttached | ChangeKind::DropCopied => {
                self.look_at_agent(ground, intent).await
            }
        };
        looked.unwrap_or_else(Look::Unreadable)
    }

    async fn look_at_agent(&self, ground: &Ground<'_>, intent: &Intent) -> Result<Look> {
        let found = match self.find_again(ground, intent).await {
            // Whoever deleted the agent deleted the change with it.
            Err(error) if error.code == ErrorCode::AgentNotFound => return Ok(Look::CannotTell),
            other => other?,
        };
        if found.is_remembered() {
            return Ok(Look::CannotTell);
        }
        let access = ground.access;
        let description = access.description();
        let now = access.masking().mask(&found.document);
        let now = masking::document_without_secrets(description, &now);
        let before = masking::document_without_secrets(description, &intent.before);
        let sent = masking::without_secrets(description, &intent.edits);
        let missing: Vec<Pointer> =
            differences(&sent, &now).into_iter().map(|difference| difference.pointer).collect();
        let stored: Vec<Pointer> =
            sent.0.keys().filter(|pointer| !missing.contains(pointer)).cloned().collect();
        if missing.is_empty() {
            return Ok(Look::Whole(Seen::Agent(found)));
        }
        let untouched = |pointer: &Pointer| same(&pointer.read_or_null(&now), &pointer.read_or_null(&before));
        if !stored.is_empty() {
            Ok(Look::Part { found, stored })
        } else if missing.iter().all(untouched) {
            Ok(Look::Nothing)
        } else {
            Ok(Look::CannotTell)
        }
    }

    async fn look_for_deleted(&self, ground: &Ground<'_>, intent: &Intent) -> Result<Look> {
        match self.find_again(ground, intent).await {
            Err(error) if error.code == ErrorCode::AgentNotFound => Ok(Look::Whole(Seen::Gone)),
            Err(error) => Err(error),
            Ok(_) => Ok(Look::Nothing),
        }
    }

    /// The one agent that has every field that was sent and was not there before.
    async fn look_for_created(&self, ground: &Ground<'_>, intent: &Intent) -> Result<Look> {
        let Ground { access, session, .. } = ground;
        let sent = masking::without_secrets(access.description(), &intent.edits);
        let creating = access.part("createAgent", |parts| parts.create)?;
        let candidates = look_for(creating, session, &sent).await?;
        let mut new = Vec::new();
        for candidate in candidates {
            let Some(id) = access.system.agent_id(&candidate).filter(|id| is_new(intent, id)) else {
                continue;
            };
            // One that another change of ours made is not this one's.
            if !self.was_created_here(&access.account, Some(id)).await? {
                new.push(candidate);
            }
        }
        let mut new = new.into_iter();
        match (new.next(), new.next()) {
            // One of the name that is new and not as it was sent may be ours, changed by somebody since.
            (None, _) => {
                let named = present_before(creating, session, &sent).await?;
                let mut new = false;
                for id in named.into_iter().filter(|id| is_new(intent, id)) {
                    new |= !self.was_created_here(&access.account, Some(id)).await?;
                }
                Ok(if new { Look::CannotTell } else { Look::Nothing })
            }
            // Where nobody knows who was there before, nobody can tell ours from another one's.
            (Some(document), None) if intent.present_before.is_some() => {
                Ok(Look::Whole(Seen::Agent(Found::fresh(document))))
            }
            (Some(_), _) => Ok(Look::CannotTell),
        }
    }

    /// Whether the history says that an agent was created from here.
    async fn was_created_here(&self, account: &AccountId, agent: Option<AgentId>) -> Result<bool> {
        let (journal, account) = (self.journal.clone(), account.clone());
        let query = HistoryQuery { agent, kinds: vec![ChangeKind::Created], ..HistoryQuery::default() };
        let page = spawn_blocking(move || journal.changes(Some(&account), &query, None, 1)).await?;
        Ok(!page.entries.is_empty())
    }

    async fn look_for_version(&self, ground: &Ground<'_>, intent: &Intent) -> Result<Look> {
        let Some(agent) = &intent.agent else { return Ok(Look::CannotTell) };
        let Some(before) = &intent.present_before else { return Ok(Look::CannotTell) };
        let versions = versions_called(ground, agent, &intent.subject).await?;
        Ok(if versions.iter().any(|id| !before.contains(id)) {
            Look::Whole(Seen::Answer(Value::Null))
        } else {
            Look::Nothing
        })
    }
}

/// Whether an agent was not there before a create, as far as is known.
fn is_new(create: &Intent, id: &AgentId) -> bool {
    let before = create.present_before.as_deref();
    before.is_none_or(|before| before.iter().all(|each| each != id.as_str()))
}

/// The ids of an agent's versions of that name.
pub(crate) async fn versions_called(ground: &Ground<'_>, agent: &AgentId, name: &str) -> Result<Vec<String>> {
    let (mut ids, mut cursor, name) = (Vec::new(), None, shown(name));
    for _ in 0..VERSION_PAGES {
        let VersionPage { versions, next, .. } = ground
            .access
            .part("versions", |parts| parts.versions)?
            .versions(&ground.session, agent, cursor.as_deref())
            .await?;
        ids.extend(versions.into_iter().filter(|version| version.name == name).map(|version| version.id));
        cursor = next;
        if cursor.is_none() {
            break;
        }
    }
    Ok(ids)
}
