//! Files that admins put on agents, and drops that they copy.

use callboard_model::media::{MediaKind, PendingAttachment, VoicemailDrop};
use callboard_model::{AgentId, SystemId};
use serde_json::Value;

use crate::operations::{Ended, quiet};
use crate::run::Run;
use crate::systems::Kind;

impl Run {
    /// A recording or a picture reaches the storage and waits to be put on its agent.
    pub(crate) fn stores_file(&mut self, admin: usize) {
        let Some((kind, id)) = self.agent(Some(Kind::Bird)) else { return };
        if self.admins[admin].disk_fails {
            return;
        }
        let address = format!("https://media.example/{}", self.token(admin));
        let media = if self.chance.percent(70) { MediaKind::Drop } else { MediaKind::Avatar };
        let attachment = PendingAttachment {
            id: address.clone(),
            connection: self.connection(admin, kind),
            agent: AgentId::parse(id).unwrap(),
            media,
            name: "A recording".to_owned(),
            media_url: address.clone(),
            file_id: None,
            replaces: None,
            uploaded_at: "2026-09-21T12:00:00Z".to_owned(),
            was: None,
        };
        let account = self.admins[admin].account(kind);
        self.admins[admin].disk.journal.keep_attachment(&account, &attachment).unwrap();
        self.admins[admin].files.insert(address.clone(), address.clone());
        self.world.state().counts.add("operations", "store a file");
        if self.chance.percent(70) {
            self.finish_file(admin, address);
        }
    }

    pub(crate) fn finishes_file(&mut self, admin: usize) {
        let files: Vec<String> = self.admins[admin].files.keys().cloned().collect();
        if let Some(id) = self.chance.pick(&files).cloned() {
            self.finish_file(admin, id);
        }
    }

    fn finish_file(&mut self, admin: usize, id: String) {
        self.begin(admin, "attach", None, move |callboard, job| {
            Box::pin(async move {
                Ended::Attached(Box::new(callboard.uploads.finish_attachment(&id, true, job, quiet()).await))
            })
        });
    }

    pub(crate) fn forgets_file(&mut self, admin: usize) {
        let files: Vec<String> = self.admins[admin].files.keys().cloned().collect();
        let Some(id) = self.chance.pick(&files).cloned() else { return };
        self.admins[admin].files.remove(&id);
        self.begin(admin, "forget a file", None, move |callboard, _| {
            Box::pin(async move { Ended::Forgot(callboard.uploads.forget_attachment(id).await) })
        });
    }

    pub(crate) fn copies_drop(&mut self, admin: usize) {
        let with_drops: Vec<(String, Value)> = {
            let state = self.world.state();
            let birds = state.order.iter().filter(|(kind, _)| *kind == Kind::Bird);
            let documents =
                birds.filter_map(|place| Some((place.1.clone(), state.agents.get(place)?.clone())));
            documents
                .filter(|(_, document)| document["dropVms"].as_array().is_some_and(|drops| !drops.is_empty()))
                .collect()
        };
        let Some((agent, document)) = self.chance.pick(&with_drops).cloned() else { return };
        let drops =
            self.admins[admin].callboard.voicemail_drops.drops(&SystemId::new("bird"), &document).unwrap();
        let Some(drop) = self.chance.pick(&drops).cloned() else { return };
        let mut targets: Vec<AgentId> = (0..2)
            .filter_map(|_| self.agent(Some(Kind::Bird)))
            .map(|(_, id)| AgentId::parse(id).unwrap())
            .filter(|id| id.as_str() != agent)
            .collect();
        targets.dedup();
        let connection = self.connection(admin, Kind::Bird);
        self.begin(admin, "copy a drop", None, move |callboard, job| {
            Box::pin(async move {
                let drop: VoicemailDrop = drop;
                let copied = callboard
                    .voicemail_drops
                    .copy_drop(connection, AgentId::parse(agent).unwrap(), drop, targets, job, quiet())
                    .await;
                Ended::Copied(copied)
            })
        });
    }
}
