//! What admins type into the forms of agents, and throw away again.

use callboard_model::{AgentId, Draft, Edits, Pointer};
use serde_json::{Value, json};

use crate::admin::Key;
use crate::operations::{Ended, pointer};
use crate::run::{Run, Running};
use crate::systems::Kind;

impl Run {
    pub(crate) fn types(&mut self, admin: usize) {
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

    pub(crate) fn types_new(&mut self, admin: usize) {
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
            Box::pin(async move { Ended::Kept(key, edits, callboard.drafts.keep_draft(draft).await) })
        });
    }

    pub(crate) fn discards(&mut self, admin: usize) {
        let new = self.chance.percent(30);
        let Some(key) = self.page(admin, new) else { return };
        self.discard(admin, &key);
    }

    pub(crate) fn discard(&mut self, admin: usize, key: &Key) {
        self.admins[admin].gives_up(key);
        let (connection, agent) = (self.connection(admin, key.0), key.1.clone().and_then(AgentId::parse));
        let key = key.clone();
        self.begin(admin, "discard", Some(key.clone()), move |callboard, _| {
            Box::pin(async move {
                let discarded = callboard.drafts.discard_draft(connection, agent).await;
                Ended::Kept(key, Edits::default(), discarded)
            })
        });
    }
}
