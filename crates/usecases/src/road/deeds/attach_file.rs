//! Putting a stored file on its agent.

use async_trait::async_trait;
use callboard_model::media::{MediaKind, PendingAttachment};
use callboard_model::{CallboardError, ChangeKind, Edits, ErrorCode, JobEvent, Result};
use serde_json::Value;

use super::{place_of, send_edits};
use crate::gateway::Access;
use crate::merge::{real_edits, same};
use crate::road::attaching;
use crate::road::deed::{Deed, Ground, Planned, Sent, Step, Wanted};

/// A stored file.
pub(crate) struct AttachFile {
    pub(crate) attachment: PendingAttachment,
    pub(crate) agent_name: String,
    /// Whether it takes the place of what was put there since it was uploaded.
    pub(crate) anyway: bool,
}

#[async_trait]
impl Deed for AttachFile {
    fn kind(&self) -> ChangeKind {
        ChangeKind::FileAttached
    }

    fn wanted(&self) -> Wanted {
        Wanted {
            agent: Some(self.attachment.agent.clone()),
            agent_name: self.agent_name.clone(),
            attachment: Some(self.attachment.id.clone()),
            ..Wanted::default()
        }
    }

    async fn plan(&self, ground: &Ground<'_>, _again: bool) -> Result<Planned> {
        let Ground { changes, access, session } = ground;
        let found = changes.agents.find(access, session, &self.attachment.agent).await?;
        let edits = self.edits(access, &found.document)?;
        if edits.0.is_empty() {
            return Ok(Planned::True { found: Some(found), theirs: Vec::new() });
        }
        Ok(Planned::Send(Step { fresh: found.document, edits, theirs: Vec::new(), present_before: None }))
    }

    async fn send(&self, ground: &Ground<'_>, step: &Step) -> Result<Sent> {
        send_edits(ground, Some(&self.attachment.agent), step, &Edits::default()).await
    }

    fn event(&self) -> Option<JobEvent> {
        Some(attaching())
    }
}

impl AttachFile {
    /// What puts the file on its agent; nothing where it is there already.
    fn edits(&self, access: &Access, fresh: &Value) -> Result<Edits> {
        let attachment = &self.attachment;
        let address = attachment.media_url.as_str();
        access.check_file_address(address)?;
        let (pointer, value) = match attachment.media {
            MediaKind::Avatar => {
                let (pointer, value) = access.part("avatarEdit", |parts| parts.media)?.avatar_edit(address);
                let now = pointer.read_or_null(fresh);
                let replaced = attachment.was.as_ref().is_some_and(|was| !same(was, &now));
                if replaced && !self.anyway && !same(&now, &value) {
                    return Err(CallboardError::new(ErrorCode::Superseded)
                        .with_system(access.connection.system.clone()));
                }
                (pointer, value)
            }
            MediaKind::Drop => {
                let drops = access.part("drops", |parts| parts.drops)?;
                let present = drops.drops(fresh);
                if present.iter().any(|drop| drop.media_url.as_deref() == Some(address)) {
                    return Ok(Edits::default());
                }
                let file = attachment.file_id.as_deref();
                match attachment.replaces.as_ref().and_then(|wanted| place_of(&present, wanted)) {
                    Some(index) => drops.replace_drop(fresh, index, address, file)?,
                    // Also where the one to be replaced was removed meanwhile: the recording is not lost.
                    None => drops.add_drop(fresh, &attachment.name, address, file),
                }
            }
        };
        Ok(real_edits(fresh, &Edits([(pointer, value)].into())))
    }
}
