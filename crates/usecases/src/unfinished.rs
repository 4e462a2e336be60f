//! Values that are being typed and are none yet, such as JSON with an open bracket. They are no edits, so that nothing half
//! typed is ever sent; they are kept beside the settings, so that they are there after a restart.

use std::collections::BTreeMap;

use callboard_model::{AgentId, CallboardError, ConnectionId, ErrorCode, FindingCode, Pointer, Result};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::blocking::spawn_blocking;
use crate::drafts::Drafts;

const UNFINISHED: &str = "unfinished";

/// A value that is being typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct UnfinishedText {
    /// As it was typed.
    pub text: String,
    /// What is wrong with it.
    pub code: FindingCode,
    /// Values for the sentence.
    pub context: BTreeMap<String, String>,
}

/// What is half typed on one agent's page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct UnfinishedTexts {
    /// The connection.
    pub connection: ConnectionId,
    /// The agent; none for a new one.
    pub agent: Option<AgentId>,
    /// The texts by their places.
    pub texts: BTreeMap<Pointer, UnfinishedText>,
}

impl Drafts {
    /// Keeps what is half typed on an agent's page, on disk before it answers. Answers the places that are not kept: a text
    /// that names a secret may hold it, and secrets are not written to this computer's disk.
    ///
    /// # Errors
    /// [`ErrorCode::ConnectionNotFound`], [`ErrorCode::StorageFault`], [`ErrorCode::DiskFull`].
    pub async fn keep_unfinished(&self, mut typed: UnfinishedTexts) -> Result<Vec<Pointer>> {
        let secret = &self.connections.system(&typed.connection)?.description().secret_members;
        let (left_out, kept) =
            typed.texts.into_iter().partition(|(_, typed)| may_hold_secret(&typed.text, secret));
        let left_out: BTreeMap<Pointer, UnfinishedText> = left_out;
        typed.texts = kept;
        let mut all = self.unfinished();
        all.retain(|each| (&each.connection, &each.agent) != (&typed.connection, &typed.agent));
        if !typed.texts.is_empty() {
            all.push(typed);
        }
        if all != self.unfinished() {
            let value = serde_json::to_value(all)
                .map_err(|error| CallboardError::new(ErrorCode::Internal).with_detail(error))?;
            let store = self.store.clone();
            spawn_blocking(move || store.write(UNFINISHED, value)).await?;
        }
        Ok(left_out.into_keys().collect())
    }

    /// What was half typed when the program ended, of the connections there are.
    pub(crate) fn unfinished(&self) -> Vec<UnfinishedTexts> {
        let kept = self.store.read(UNFINISHED).unwrap_or_default();
        let all: Vec<UnfinishedTexts> = serde_json::from_value(kept).unwrap_or_default();
        all.into_iter().filter(|each| self.connections.system(&each.connection).is_ok()).collect()
    }
}

/// Whether a text has the name of a member that holds a secret in it, in whatever letters.
fn may_hold_secret(text: &str, members: &[String]) -> bool {
    let text = text.to_lowercase();
    members.iter().any(|member| text.contains(&member.to_lowercase()))
}
