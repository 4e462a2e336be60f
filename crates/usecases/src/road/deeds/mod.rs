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
use callboard_systems::Session;

use super::deed::{Ground, Sent, Step};

/// Sends a step's edits once; to the caller's own agent where `agent` is none. Secrets that were not typed anew come from the
/// freshest document.
async fn send_edits(
    ground: &Ground<'_>,
    agent: Option<&AgentId>,
    step: &Step,
    typed: &Edits,
) -> Result<Sent> {
    let Ground { access, session, .. } = ground;
    let masking = access.masking();
    let sent = masking.unmask(&step.edits, &step.fresh, typed)?;
    let call = session.call.hiding(masking.secrets_of(&step.fresh, &sent));
    let session = &Session { call: &call, ..*session };
    let updated = if let Some(agent) = agent {
        let update = access.part("updateAgent", |parts| parts.update)?;
        update.update(session, agent, &step.fresh, &sent).await
    } else {
        let own = access.part("updateOwnAgent", |parts| parts.own_agent)?;
        own.update_own(session, &step.fresh, &sent).await
    };
    Ok(Sent { answer: updated?, ..Sent::default() })
}
