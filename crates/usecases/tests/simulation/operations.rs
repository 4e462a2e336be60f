//! What admins and the colleague do.

use std::sync::Arc;

use callboard_model::{
    AgentId, AgentRecord, CallboardError, ConnectionId, DropCopy, Edits, OpenChange, Pointer, Result,
    SaveOutcome, Verdict,
};
use callboard_usecases::{Events, StartUp};
use reqwest::Method;
use serde_json::{Value, json};

use crate::admin::Key;
use crate::run::Run;
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

    pub(crate) fn opens(&mut self, admin: usize) {
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
                    Box::new(
                        callboard
                            .agents
                            .read_agent(connection, AgentId::parse(id).unwrap(), job, quiet())
                            .await,
                    ),
                )
            })
        });
    }

    /// A page of an agent, or of a new one, that is open.
    pub(crate) fn page(&mut self, admin: usize, new: bool) -> Option<Key> {
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

    pub(crate) fn stops(&mut self) {
        if self.running.is_empty() {
            return;
        }
        let index = self.chance.below(self.running.len());
        let running = &self.running[index];
        self.world.state().counts.add("stopped", running.what);
        self.admins[running.admin].callboard.jobs.cancel(&running.job);
    }

    /// A colleague changes the same agents by other means.
    pub(crate) fn colleague(&mut self) {
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
