//! What admins and the colleague do.

use std::sync::Arc;

use callboard_model::{
    AgentId, AgentRecord, CallboardError, ChangeKind, ConnectionId, Draft, DropCopy, Edits, ListQuery,
    OpenChange, OpenState, Pointer, Result, SaveOutcome, Stage, Verdict,
};
use callboard_usecases::{Events, SaveRequest, StartUp};
use reqwest::Method;
use serde_json::{Value, json};

use crate::admin::{Form, Key};
use crate::run::{Run, Running};
use crate::systems::Kind;

/// How a piece of work ended.
pub(crate) enum Ended {
    Started(Box<Result<StartUp>>),
    Opened(Key, Box<Result<AgentRecord>>),
    Kept(Key, Edits, Result<()>),
    Saved(Key, Edits, Box<Result<SaveOutcome>>),
    Deleted(Box<Result<SaveOutcome>>),
    Undone(Box<Result<SaveOutcome>>),
    Attached(Box<Result<SaveOutcome>>),
    Copied(Result<Vec<DropCopy>>),
    /// Lists and looks: what they found is in the open changes and the journal.
    Looked(Option<CallboardError>),
    Decided(OpenChange, Verdict, Result<Vec<OpenChange>>),
    Forgot(Result<()>),
}

pub(crate) fn quiet() -> Events {
    Arc::new(|_| {})
}

pub(crate) fn pointer(place: &str) -> Pointer {
    Pointer::parse(place).unwrap()
}

impl Run {
    pub(crate) fn token(&mut self, admin: usize) -> String {
        self.tokens += 1;
        format!("{}:{}", ["ada", "bo"][admin], self.tokens)
    }

    /// Somebody does something.
    pub(crate) fn act(&mut self) {
        if self.chance.percent(14) {
            return self.colleague();
        }
        let admin = self.chance.below(2);
        if self.admins[admin].starting {
            return;
        }
        match self.chance.below(100) {
            0..22 => self.types(admin),
            22..40 => self.saves(admin),
            40..46 => self.opens(admin),
            46..48 => self.discards(admin),
            48..55 => self.creates(admin),
            55..57 => self.deletes(admin),
            57..64 => self.undoes(admin),
            64..68 => self.stores_file(admin),
            68..73 => self.finishes_file(admin),
            73..74 => self.forgets_file(admin),
            74..77 => self.copies_drop(admin),
            77..81 => self.refreshes(admin),
            81..85 => self.begin_settling(admin),
            85..87 => self.settles_one(admin),
            87..90 => self.decides(admin),
            90..92 => self.dismisses(admin),
            92..96 => self.stops(),
            96..98 => self.admins[admin].killed_in = Some(self.chance.below(14)),
            _ => {
                let fails = !self.admins[admin].disk_fails && self.chance.percent(60);
                self.admins[admin].disk_fails = fails;
                self.admins[admin].disk.fail(fails);
                self.world.state().counts.add("disk", if fails { "fails" } else { "works" });
            }
        }
    }

    pub(crate) fn agent(&mut self, only: Option<Kind>) -> Option<(Kind, String)> {
        let state = self.world.state();
        let places: Vec<_> =
            state.agents.keys().filter(|(kind, _)| only.is_none_or(|only| only == *kind)).cloned().collect();
        drop(state);
        // Few agents are worked on, so that everybody meets.
        let kind = only.unwrap_or(Kind::ALL[self.chance.below(3)]);
        let of_kind: Vec<_> = places.into_iter().filter(|(each, _)| *each == kind).collect();
        let order = self.world.state().order.clone();
        let mut ordered: Vec<_> = order.into_iter().filter(|place| of_kind.contains(place)).collect();
        ordered.truncate(5);
        self.chance.pick(&ordered).cloned()
    }

    pub(crate) fn connection(&mut self, admin: usize, kind: Kind) -> ConnectionId {
        let index = self.chance.below(2);
        self.admins[admin].connections[&kind][index].clone()
    }

    pub(crate) fn begin_start(&mut self, admin: usize) {
        self.begin(admin, "start", None, |callboard, _| {
            Box::pin(async move { Ended::Started(Box::new(callboard.start_up().await)) })
        });
    }

    fn opens(&mut self, admin: usize) {
        let Some((kind, id)) = self.agent(None) else { return };
        self.open(admin, (kind, Some(id)));
    }

    fn open(&mut self, admin: usize, key: Key) {
        let Some(id) = key.1.clone() else { return };
        let connection = self.connection(admin, key.0);
        self.begin(admin, "open", Some(key.clone()), move |callboard, job| {
            Box::pin(async move {
                Ended::Opened(
                    key,
                    Box::new(callboard.read_agent(connection, AgentId(id), job, quiet()).await),
                )
            })
        });
    }

    /// A page of an agent, or of a new one, that is open.
    fn page(&mut self, admin: usize, new: bool) -> Option<Key> {
        let mut keys: Vec<Key> =
            self.admins[admin].forms.keys().filter(|(_, id)| id.is_none() == new).cloned().collect();
        // Ids are other ones in every run, the order in which they were met is not.
        let state = self.world.state();
        keys.sort_by_key(|(kind, id)| {
            (*kind, state.met.iter().position(|(of, each)| of == kind && Some(each) == id.as_ref()))
        });
        drop(state);
        self.chance.pick(&keys).cloned()
    }

    fn types(&mut self, admin: usize) {
        if self.chance.percent(15) {
            return self.types_new(admin);
        }
        let Some(key) = self.page(admin, false) else { return self.opens(admin) };
        let token = self.token(admin);
        let base = self.admins[admin].forms[&key].base.clone();
        let list = key.0.list(&base).filter(|_| self.chance.percent(35));
        let (place, value, word, removed) = match list {
            None => {
                let place = pointer(self.chance.pick(key.0.texts()).unwrap());
                (place, json!(token.clone()), Some(token), None)
            }
            Some(place) => self.types_in_list(admin, &key, place, &base, token),
        };
        let form = self.admins[admin].forms.get_mut(&key).unwrap();
        // What was typed there before is given up, also where it was promised for the agent before it was created.
        if let Some(Value::String(before)) = form.edits.insert(place.clone(), value) {
            self.admins[admin].promised.retain(|_, promised| promised.token.as_ref() != Some(&before));
        }
        self.admins[admin].taken_out.extend(removed);
        self.keep(admin, "type", &key, vec![(place, word)]);
    }

    fn types_in_list(
        &mut self,
        admin: usize,
        key: &Key,
        place: &str,
        base: &Value,
        token: String,
    ) -> (Pointer, Value, Option<String>, Option<String>) {
        let place = pointer(place);
        let form = &self.admins[admin].forms[key];
        let now = form.edits.get(&place).cloned().unwrap_or_else(|| place.read_or_null(base));
        let mut items = now.as_array().cloned().unwrap_or_default();
        if items.len() > 3 && self.chance.percent(40) {
            let index = self.chance.below(items.len());
            let removed = Kind::tag(&items.remove(index)).map(str::to_owned);
            return (place, Value::Array(items), None, removed);
        }
        let index = self.chance.below(items.len() + 1);
        items.insert(index, key.0.item(&token, self.tokens));
        (place, Value::Array(items), Some(token), None)
    }

    fn types_new(&mut self, admin: usize) {
        let kind = Kind::ALL[self.chance.below(3)];
        let key = (kind, None);
        let (name, text) = (self.token(admin), self.token(admin));
        let place = pointer(self.chance.pick(kind.texts_of_new()).unwrap());
        let form = self.admins[admin].forms.entry(key.clone()).or_default();
        let mut typed = vec![(place.clone(), Some(text.clone()))];
        if let std::collections::btree_map::Entry::Vacant(e) = form.edits.entry(pointer("/name")) {
            e.insert(json!(name));
            typed.push((pointer("/name"), Some(name)));
        }
        form.edits.insert(place, json!(text));
        self.keep(admin, "type", &key, typed);
    }

    /// Keeps a form as its draft; what was typed is promised once the program says so.
    pub(crate) fn keep(
        &mut self,
        admin: usize,
        what: &'static str,
        key: &Key,
        typed: Vec<(Pointer, Option<String>)>,
    ) {
        // While it is typed again, the one before is given up.
        for (place, _) in &typed {
            self.admins[admin].promised.remove(&(key.clone(), place.clone()));
        }
        for (place, token) in typed {
            self.admins[admin].typed.insert((key.clone(), place), token);
        }
        // A window keeps one after the other, or an older state could be written over a newer one.
        let under_way = |running: &Running| {
            running.admin == admin
                && running.key.as_ref() == Some(key)
                && matches!(running.what, "type" | "keep" | "discard")
        };
        if self.running.iter().any(under_way) {
            self.admins[admin].again.insert(key.clone());
            return;
        }
        let draft: Draft = self.admins[admin].draft(key);
        let (key, edits) = (key.clone(), draft.edits.clone());
        self.begin(admin, what, Some(key.clone()), move |callboard, _| {
            Box::pin(async move { Ended::Kept(key, edits, callboard.keep_draft(draft).await) })
        });
    }

    fn saves(&mut self, admin: usize) {
        let Some(key) = self.page(admin, false) else { return self.opens(admin) };
        let form = self.admins[admin].forms[&key].clone();
        if form.edits.is_empty() {
            return self.types(admin);
        }
        self.save(admin, "save", key, &form);
    }

    fn creates(&mut self, admin: usize) {
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
        let unknown = self.admins[admin].callboard.open_changes().into_iter().any(|change| {
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
        let ending = self.admins[admin].callboard.open_changes().into_iter().any(|change| {
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

    fn save(&mut self, admin: usize, what: &'static str, key: Key, form: &Form) {
        let request = SaveRequest {
            connection: self.connection(admin, key.0),
            agent: key.1.clone().map(AgentId),
            own: false,
            base: if key.1.is_some() { form.base.clone() } else { json!({}) },
            edits: form.edits(),
            picks: Vec::new(),
        };
        let edits = form.edits();
        let taken_out = self.admins[admin].taken_out.clone();
        let number = self.begin(admin, what, Some(key.clone()), move |callboard, job| {
            Box::pin(async move {
                Ended::Saved(key, edits, Box::new(callboard.save_agent(request, job, quiet()).await))
            })
        });
        self.world.state().traces.entry(number).or_default().taken_out = taken_out;
    }

    fn discards(&mut self, admin: usize) {
        let new = self.chance.percent(30);
        let Some(key) = self.page(admin, new) else { return };
        self.discard(admin, &key);
    }

    pub(crate) fn discard(&mut self, admin: usize, key: &Key) {
        self.admins[admin].gives_up(key);
        let (connection, agent) = (self.connection(admin, key.0), key.1.clone().map(AgentId));
        let key = key.clone();
        self.begin(admin, "discard", Some(key.clone()), move |callboard, _| {
            Box::pin(async move {
                let discarded = callboard.discard_draft(connection, agent).await;
                Ended::Kept(key, Edits::default(), discarded)
            })
        });
    }

    fn deletes(&mut self, admin: usize) {
        let Some((kind, id)) = self.agent(None) else { return };
        let key = (kind, Some(id.clone()));
        self.admins[admin].gives_up(&key);
        self.admins[admin].unwanted.insert(key.clone());
        let connection = self.connection(admin, kind);
        self.begin(admin, "delete", Some(key.clone()), move |callboard, job| {
            Box::pin(async move {
                Ended::Deleted(Box::new(callboard.delete_agent(connection, AgentId(id), job, quiet()).await))
            })
        });
    }

    fn undoes(&mut self, admin: usize) {
        let entries: Vec<(String, (ChangeKind, Kind, AgentId))> =
            self.admins[admin].entries.clone().into_iter().collect();
        let mut entries = entries;
        let order = self.world.state().change_order.clone();
        let place = |id: &str| order.iter().position(|each| each == id).unwrap_or(usize::MAX);
        // Nobody sent anything for those that are not in it.
        entries.retain(|(id, _)| place(id) != usize::MAX);
        entries.sort_by_key(|(id, _)| place(id));
        let Some((id, (kind, system, agent))) = self.chance.pick(&entries).cloned() else { return };
        if kind == ChangeKind::Created {
            let key = (system, Some(agent.0.clone()));
            self.admins[admin].gives_up(&key);
            self.admins[admin].unwanted.insert(key);
        }
        let undone = id.clone();
        let number = self.begin(admin, "undo", Some((system, Some(agent.0))), move |callboard, job| {
            Box::pin(async move { Ended::Undone(Box::new(callboard.undo_change(id, job, quiet()).await)) })
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

    fn refreshes(&mut self, admin: usize) {
        let kind = Kind::ALL[self.chance.below(3)];
        let connection = self.connection(admin, kind);
        self.begin(admin, "refresh", None, move |callboard, job| {
            Box::pin(async move {
                Ended::Looked(
                    callboard.list_agents(connection, ListQuery::default(), None, job, quiet()).await.err(),
                )
            })
        });
    }

    pub(crate) fn begin_settling(&mut self, admin: usize) {
        self.begin(admin, "settle", None, |callboard, _| {
            Box::pin(async move { Ended::Looked(callboard.settle_changes(None).await.err()) })
        });
    }

    fn open_change(&mut self, admin: usize) -> Option<OpenChange> {
        let open = self.admins[admin].callboard.open_changes();
        let sent: Vec<OpenChange> =
            open.into_iter().filter(|change| matches!(change.state, OpenState::Sent { .. })).collect();
        self.chance.pick(&sent).cloned()
    }

    fn settles_one(&mut self, admin: usize) {
        let Some(change) = self.open_change(admin) else { return };
        self.begin(admin, "settle one", None, move |callboard, job| {
            Box::pin(
                async move { Ended::Looked(callboard.settle_change(change.id, job, quiet()).await.err()) },
            )
        });
    }

    /// The admin knows by other ways what became of a change, and says the truth.
    fn decides(&mut self, admin: usize) {
        let Some(change) = self.open_change(admin) else { return };
        let state = self.world.state();
        let made = state.writes.iter().any(|write| write.change.as_ref() == Some(&change.id));
        let may_arrive = state.late.iter().any(|late| late.change.as_ref() == Some(&change.id))
            || self.running.iter().any(|running| {
                state.traces.get(&running.number).is_some_and(|trace| trace.changes.contains(&change.id))
            });
        drop(state);
        if !made && may_arrive {
            return;
        }
        let verdict = if made { Verdict::Made } else { Verdict::NotMade };
        self.begin(admin, "decide", None, move |callboard, _| {
            Box::pin(async move {
                let decided = callboard.decide_change(change.id.clone(), verdict).await;
                Ended::Decided(change, verdict, decided)
            })
        });
    }

    fn dismisses(&mut self, admin: usize) {
        let open = self.admins[admin].callboard.open_changes();
        if let Some(change) = self.chance.pick(&open) {
            self.admins[admin].callboard.dismiss_change(&change.id);
        }
    }

    fn stops(&mut self) {
        if self.running.is_empty() {
            return;
        }
        let index = self.chance.below(self.running.len());
        let running = &self.running[index];
        self.world.state().counts.add("stopped", running.what);
        self.admins[running.admin].callboard.cancel(&running.job);
    }

    /// A colleague changes the same agents by other means.
    fn colleague(&mut self) {
        self.tokens += 1;
        let token = format!("cy:{}", self.tokens);
        let Some((kind, id)) = self.agent(None) else { return };
        let document = self.world.state().agents[&(kind, id.clone())].clone();
        let (what, method, rest, body) = match self.chance.below(100) {
            0..55 => {
                let place = *self.chance.pick(kind.texts()).unwrap();
                let (method, rest, body) = kind.change(&document, place, &json!(token));
                ("edits", method, rest, Some(body))
            }
            55..88 => {
                let Some(place) = kind.list(&document) else { return };
                let mut items =
                    document.pointer(place).and_then(Value::as_array).cloned().unwrap_or_default();
                items.push(kind.item(&token, self.tokens));
                let (method, rest, body) = kind.change(&document, place, &Value::Array(items));
                ("adds to a list", method, rest, Some(body))
            }
            88..96 => {
                // Another agent of the name that somebody is about to create.
                let names = self.admins.iter().filter_map(|admin| admin.forms.get(&(kind, None)));
                let names: Vec<String> = names
                    .filter_map(|form| form.edits.get(&pointer("/name"))?.as_str().map(str::to_owned))
                    .collect();
                let name = self.chance.pick(&names).cloned().unwrap_or_else(|| token.clone());
                ("creates", Method::POST, String::new(), Some(kind.create(&name, &token)))
            }
            _ => ("deletes", Method::DELETE, format!("/{id}"), None),
        };
        self.world.state().counts.add("colleague", what);
        self.world.colleague(kind, method, &rest, body.as_ref());
    }
}
