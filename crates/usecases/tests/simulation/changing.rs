//! Admins save, create, delete and take back.

use callboard_model::{AgentId, ChangeKind, OpenState, Stage};
use callboard_usecases::{SaveRequest, SaveTarget};
use serde_json::json;

use crate::admin::{Form, Key};
use crate::operations::{Ended, pointer, quiet};
use crate::run::Run;
use crate::systems::Kind;

impl Run {
    pub(crate) fn saves(&mut self, admin: usize) {
        let Some(key) = self.page(admin, false) else { return self.opens(admin) };
        let form = self.admins[admin].forms[&key].clone();
        if form.edits.is_empty() {
            return self.types(admin);
        }
        self.save(admin, "save", key, &form);
    }

    pub(crate) fn creates(&mut self, admin: usize) {
        // A window takes out of its forms what was settled, as soon as it is.
        self.look(admin);
        let Some(key) = self.page(admin, true) else { return self.types_new(admin) };
        let form = self.admins[admin].forms[&key].clone();
        // Nothing but a text of its own tells a new agent from a colleague's of the same name.
        let told_apart = pointer(key.0.texts_of_new()[0]);
        if !form.edits.contains_key(&pointer("/name")) || !form.edits.contains_key(&told_apart) {
            return self.types_new(admin);
        }
        // The page shows a create that is under way or unknown; only the same is asked for again, as by a second click.
        let unknown = self.admins[admin].callboard.changes.open_changes().into_iter().any(|change| {
            let own = self.admins[admin].connections[&key.0].contains(&change.connection);
            own && change.kind == ChangeKind::Created
                && matches!(
                    change.state,
                    OpenState::Sent { .. } | OpenState::Running { .. } | OpenState::Waiting
                )
        }) || self.running.iter().any(|running| {
            running.admin == admin && running.what == "create" && running.key.as_ref() == Some(&key)
        });
        // A second click just as the first one's answer arrives: a window's button is not to be pressed by then.
        let ending = self.admins[admin].callboard.changes.open_changes().into_iter().any(|change| {
            change.kind == ChangeKind::Created
                && matches!(change.state, OpenState::Running { stage: Stage::Checking | Stage::Looking })
        });
        if ending {
            return;
        }
        if unknown && self.admins[admin].asked.get(&key) != Some(&form.edits()) {
            return;
        }
        self.admins[admin].asked.insert(key.clone(), form.edits());
        self.save(admin, "create", key, &form);
    }

    pub(crate) fn save(&mut self, admin: usize, what: &'static str, key: Key, form: &Form) {
        let request = SaveRequest {
            connection: self.connection(admin, key.0),
            target: key
                .1
                .clone()
                .map_or(SaveTarget::New, |id| SaveTarget::Agent { agent: AgentId::parse(id).unwrap() }),
            base: if key.1.is_some() { form.base.clone() } else { json!({}) },
            edits: form.edits(),
            picks: Vec::new(),
        };
        let edits = form.edits();
        let taken_out = self.admins[admin].taken_out.clone();
        let number = self.begin(admin, what, Some(key.clone()), move |callboard, job| {
            Box::pin(async move {
                Ended::Saved(key, edits, Box::new(callboard.changes.save_agent(request, job, quiet()).await))
            })
        });
        self.world.state().traces.entry(number).or_default().taken_out = taken_out;
    }

    pub(crate) fn deletes(&mut self, admin: usize) {
        let Some((kind, id)) = self.agent(None) else { return };
        let key = (kind, Some(id.clone()));
        self.admins[admin].gives_up(&key);
        self.admins[admin].unwanted.insert(key.clone());
        let connection = self.connection(admin, kind);
        self.begin(admin, "delete", Some(key.clone()), move |callboard, job| {
            Box::pin(async move {
                Ended::Deleted(Box::new(
                    callboard
                        .changes
                        .delete_agent(connection, AgentId::parse(id).unwrap(), job, quiet())
                        .await,
                ))
            })
        });
    }

    pub(crate) fn undoes(&mut self, admin: usize) {
        let mut entries: Vec<_> = self.admins[admin].entries.clone().into_iter().collect();
        let order = self.world.state().change_order.clone();
        let place = |id: &str| order.iter().position(|each| each == id).unwrap_or(usize::MAX);
        // Nobody sent anything for those that are not in it.
        entries.retain(|(id, _)| place(id) != usize::MAX);
        entries.sort_by_key(|(id, _)| place(id));
        let Some((id, (kind, system, Some(agent)))) = self.chance.pick(&entries).cloned() else { return };
        if kind == ChangeKind::Created {
            let key = (system, Some(agent.as_str().to_owned()));
            self.admins[admin].gives_up(&key);
            self.admins[admin].unwanted.insert(key);
        }
        let undone = id.clone();
        let number = self.begin(admin, "undo", Some((system, Some(agent.into()))), move |callboard, job| {
            Box::pin(
                async move { Ended::Undone(Box::new(callboard.changes.undo_change(id, job, quiet()).await)) },
            )
        });
        // Until lists are merged item by item, an entry holds what others added before it was read back.
        if let Some(entry) = self.admins[admin].disk.journal.change(&undone).unwrap() {
            let lists = entry.changes.iter().filter_map(|change| change.after.as_array());
            let items = lists.flatten().filter_map(Kind::tag).map(str::to_owned);
            self.world.state().traces.entry(number).or_default().taken_out.extend(items);
        }
        if kind == ChangeKind::Deleted {
            self.world.state().traces.entry(number).or_default().taken_out.insert("again".to_owned());
        }
    }
}
