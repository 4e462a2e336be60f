//! The kinds of change there are. Each says how it is planned on what was just read and what is sent; the road does the rest.

mod attach_file;
mod copy_drop;
mod create_agent;
mod create_webhook;
mod delete_agent;
mod edit_agent;
mod launch_version;
mod undo;

pub(crate) use attach_file::AttachFile;
pub(crate) use copy_drop::{CopyDrop, place_of, presence};
pub(crate) use create_agent::CreateAgent;
pub(crate) use create_webhook::CreateWebhook;
pub(crate) use delete_agent::DeleteAgent;
pub(crate) use edit_agent::EditAgent;
pub(crate) use launch_version::LaunchVersion;
pub(crate) use undo::Undo;

use callboard_model::{AgentId, Edits, Result};

use super::deed::{Ground, Sent, Step};
use crate::masking;

/// Sends a step's edits once; to the caller's own agent where `agent` is none. Secrets that were not typed anew come from the
/// freshest document.
async fn send_edits(
    ground: &Ground<'_>,
    agent: Option<&AgentId>,
    step: &Step,
    typed: &Edits,
) -> Result<Sent> {
    let Ground { access, session, .. } = ground;
    let description = access.description();
    let sent = masking::unmask(description, &step.edits, &step.fresh, typed)?;
    let updated = if let Some(agent) = agent {
        let update = access.part("updateAgent", |parts| parts.update)?;
        update.update(session, agent, &step.fresh, &sent).await
    } else {
        let own = access.part("updateOwnAgent", |parts| parts.own_agent)?;
        own.update_own(session, &step.fresh, &sent).await
    };
    let answer = updated.map_err(|error| masking::scrub(description, error, &step.fresh, &sent))?;
    Ok(Sent { answer, ..Sent::default() })
}
