//! Secrets inside documents: masked before they leave the core, put back when they come home unchanged.
//!
//! What is secret is found by [`callboard_systems::secrets`]. Outside the core a [`MaskedSecret`] or a [`MaskedPart`] stands in
//! its place. Their marks are made with a key of this installation ([`marks`]), so that nobody who has them can try secrets until
//! one fits.

mod marks;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use callboard_model::{
    CallboardError, ConnectionId, Edits, ErrorCode, MaskedPart, MaskedSecret, Pointer, Result, Sensitive,
    SystemDescription,
};
use callboard_systems::HeldKey;
use callboard_systems::secrets::{
    Forms, Found, each_secret, each_secret_of_edits, replace_parts, without_secrets as bare,
};
use serde_json::{Map, Value};

use marks::Marks;

use crate::surroundings::Store;

/// Most secrets within each other that are put back: one that was typed may have another one in it that was kept.
const DEEPEST: u32 = 4;

/// What masks the documents of every connection.
pub(crate) struct Maskings {
    store: Arc<dyn Store>,
    marks: OnceLock<Arc<Marks>>,
    /// The credentials of connections that were opened, in every form.
    opened: Mutex<HashMap<ConnectionId, Arc<Forms>>>,
}

impl Maskings {
    /// With the key of marks that the store keeps.
    pub(crate) fn new(store: Arc<dyn Store>) -> Self {
        Self { store, marks: OnceLock::new(), opened: Mutex::default() }
    }

    /// For a connection that is opened with these credentials.
    pub(crate) fn opened(
        &self,
        description: &'static SystemDescription,
        connection: &ConnectionId,
        credential: &Sensitive,
        agent_keys: &[HeldKey],
    ) -> Masking {
        let keys = agent_keys.iter().map(|held| &held.key);
        let credentials = Arc::new(Forms::of(keys.chain([credential])));
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        opened.insert(connection.clone(), credentials.clone());
        drop(opened);
        Masking { description, marks: self.marks(), credentials }
    }

    /// For a connection that need not be opened. Its credentials are known where it was.
    pub(crate) fn of(&self, description: &'static SystemDescription, connection: &ConnectionId) -> Masking {
        let opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        let credentials = opened.get(connection).cloned().unwrap_or_default();
        drop(opened);
        Masking { description, marks: self.marks(), credentials }
    }

    fn marks(&self) -> Arc<Marks> {
        self.marks.get_or_init(|| Arc::new(Marks::kept_in(self.store.as_ref()))).clone()
    }

    /// Forgets the credentials of a connection that is gone.
    pub(crate) fn forget(&self, connection: &ConnectionId) {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner).remove(connection);
    }
}

/// The document masked with marks that nobody keeps: for trying out documents.
pub fn mask(description: &SystemDescription, document: &Value) -> Value {
    let (mut masked, marks) = (document.clone(), Marks::new());
    each_secret(description, &Forms::default(), &mut masked, &mut |at, found| mark(&marks, at, found));
    masked
}

/// What masks the documents of one connection.
#[derive(Clone)]
pub(crate) struct Masking {
    description: &'static SystemDescription,
    marks: Arc<Marks>,
    credentials: Arc<Forms>,
}

impl Masking {
    /// The document with every secret masked.
    pub(crate) fn mask(&self, document: &Value) -> Value {
        let mut masked = document.clone();
        each_secret(self.description, &self.credentials, &mut masked, &mut |at, found| {
            mark(&self.marks, at, found);
        });
        masked
    }

    /// The edits with every typed secret masked, as they are shown and remembered.
    pub(crate) fn mask_edits(&self, edits: &Edits) -> Edits {
        self.change(edits, &mut |at, found| mark(&self.marks, at, found))
    }

    /// The edits as they may be written to disk: a typed secret has to be typed again.
    pub(crate) fn without_typed(&self, edits: &Edits) -> Edits {
        self.change(edits, &mut |_, found| match found {
            Found::Whole(secret) if MaskedSecret::of_value(secret).is_some() => {}
            Found::Whole(secret) => *secret = MaskedSecret::forgotten().to_value(),
            Found::Within(text, parts) => {
                *text =
                    replace_parts(text, &parts, |part, _| part.mark.is_none().then(|| MaskedPart::text("")));
            }
        })
    }

    /// The edits for an agent that has none of the masked secrets: each has to be typed again.
    pub(crate) fn forgotten(&self, edits: &Edits) -> Edits {
        self.change(edits, &mut forget)
    }

    /// The edits with the secrets of `document`, which holds them in the clear, where a mask came home, and with those of `typed`,
    /// which somebody has just typed. Fails with [`ErrorCode::SecretUnknown`] where neither has such a secret any more.
    pub(crate) fn unmask(&self, edits: &Edits, document: &Value, typed: &Edits) -> Result<Edits> {
        let mut known = Known::default();
        let mut learn = |at: &str, found: Found<'_>| known.learn(&self.marks, at, found);
        self.change(typed, &mut learn);
        each_secret(self.description, &self.credentials, &mut document.clone(), &mut learn);
        let mut unmasked = edits.clone();
        for (pointer, value) in &mut unmasked.0 {
            known.put_back(pointer.as_str(), value, DEEPEST).map_err(|at| CallboardError {
                field: Pointer::parse(at).ok(),
                ..CallboardError::new(ErrorCode::SecretUnknown)
            })?;
        }
        Ok(unmasked)
    }

    /// The secrets of a document and of edits, which no error about them may repeat.
    pub(crate) fn secrets_of(&self, document: &Value, edits: &Edits) -> Vec<Sensitive> {
        let mut secrets = Vec::new();
        let mut keep = |_: &str, found: Found<'_>| match found {
            Found::Whole(secret) => texts_of(secret, &mut secrets),
            Found::Within(text, parts) => {
                let clear = parts.into_iter().filter(|part| part.mark.is_none());
                secrets.extend(clear.filter_map(|part| text.get(part.place).map(Sensitive::new)));
            }
        };
        each_secret(self.description, &self.credentials, &mut document.clone(), &mut keep);
        self.change(edits, &mut keep);
        secrets
    }

    /// A text with what is secret in it masked.
    pub(crate) fn text(&self, text: &str) -> String {
        match self.mask(&Value::from(text)) {
            Value::String(masked) => masked,
            _ => String::new(),
        }
    }

    /// The error without the credentials of the connection.
    pub(crate) fn scrub(&self, error: CallboardError) -> CallboardError {
        self.credentials.scrub_error(error)
    }

    /// A text that is only shown, without the credentials of the connection.
    pub(crate) fn scrub_text(&self, text: &mut String) {
        if !self.credentials.places(text).is_empty() {
            *text = self.credentials.scrub(text);
        }
    }

    fn change(&self, edits: &Edits, work: &mut dyn FnMut(&str, Found<'_>)) -> Edits {
        let mut changed = edits.clone();
        each_secret_of_edits(self.description, &self.credentials, &mut changed, work);
        changed
    }
}

/// The edits, or a document, without any secret: for comparing what a system may or may not tell.
pub(crate) fn without_secrets(description: &SystemDescription, edits: &Edits) -> Edits {
    let mut bare = edits.clone();
    each_secret_of_edits(description, &Forms::default(), &mut bare, &mut |_, found| match found {
        Found::Whole(secret) => *secret = Value::Null,
        Found::Within(text, parts) => *text = replace_parts(text, &parts, |_, _| Some("…".to_owned())),
    });
    bare
}

/// The document without any secret.
pub(crate) fn document_without_secrets(description: &SystemDescription, document: &Value) -> Value {
    bare(description, document)
}

/// Masked edits without what holds a secret, for an agent whose secrets nobody knows any more.
pub(crate) fn without_masked(edits: &Edits) -> Edits {
    let mut bare = edits.clone();
    bare.0.values_mut().for_each(take_out_masked);
    bare
}

fn take_out_masked(value: &mut Value) {
    let is_masked = MaskedSecret::of_value(value).is_some()
        || value.as_str().is_some_and(|text| !MaskedPart::all(text).is_empty());
    match value {
        value if is_masked => *value = Value::Null,
        Value::Array(items) => items.iter_mut().for_each(take_out_masked),
        Value::Object(members) => members.values_mut().for_each(take_out_masked),
        _ => {}
    }
}

/// A masked value for another agent, whose admin has to type each secret again.
pub(crate) fn forget_masked(value: &mut Value) {
    match value {
        Value::Object(_) if MaskedSecret::of_value(value).is_some() => {
            *value = MaskedSecret::forgotten().to_value();
        }
        Value::String(text) => {
            for part in MaskedPart::all(&text.clone()).into_iter().rev() {
                text.replace_range(part.place, &MaskedPart::text(""));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(forget_masked),
        Value::Object(members) => members.values_mut().for_each(forget_masked),
        _ => {}
    }
}

/// Whether somewhere in the value a secret has to be typed again.
pub(crate) fn has_forgotten(value: &Value) -> bool {
    if let Some(mask) = MaskedSecret::of_value(value) {
        return mask.is_forgotten();
    }
    match value {
        Value::String(text) => MaskedPart::all(text).iter().any(MaskedPart::is_forgotten),
        Value::Array(items) => items.iter().any(has_forgotten),
        Value::Object(members) => members.values().any(has_forgotten),
        _ => false,
    }
}

fn mark(marks: &Marks, at: &str, found: Found<'_>) {
    match found {
        Found::Whole(secret) if MaskedSecret::of_value(secret).is_some() => {}
        Found::Whole(secret) => {
            let mark = marks.of_value(secret);
            *secret = MaskedSecret { mark, at: at.to_owned() }.to_value();
        }
        Found::Within(text, parts) => {
            *text = replace_parts(text, &parts, |part, clear| {
                part.mark.is_none().then(|| MaskedPart::text(&marks.of_part(clear)))
            });
        }
    }
}

fn forget(_at: &str, found: Found<'_>) {
    match found {
        Found::Whole(secret) => *secret = MaskedSecret::forgotten().to_value(),
        Found::Within(text, parts) => {
            *text = replace_parts(text, &parts, |_, _| Some(MaskedPart::text("")));
        }
    }
}

/// The texts of a secret, but for what stands for one already.
fn texts_of(secret: &Value, texts: &mut Vec<Sensitive>) {
    match secret {
        secret if MaskedSecret::of_value(secret).is_some() => {}
        Value::String(text) => texts.push(Sensitive::new(text.as_str())),
        Value::Number(number) => texts.push(Sensitive::new(number.to_string())),
        Value::Array(items) => items.iter().for_each(|item| texts_of(item, texts)),
        Value::Object(members) => members.values().for_each(|member| texts_of(member, texts)),
        Value::Null | Value::Bool(_) => {}
    }
}

/// Secrets in the clear, by their marks.
#[derive(Default)]
struct Known {
    /// Mark, place, value.
    whole: Vec<(String, String, Value)>,
    parts: HashMap<String, String>,
}

impl Known {
    fn learn(&mut self, marks: &Marks, at: &str, found: Found<'_>) {
        match found {
            Found::Whole(secret) if MaskedSecret::of_value(secret).is_some() => {}
            Found::Whole(secret) => {
                self.whole.push((marks.of_value(secret), at.to_owned(), secret.clone()));
            }
            Found::Within(text, parts) => {
                for part in parts.into_iter().filter(|part| part.mark.is_none()) {
                    if let Some(clear) = text.get(part.place) {
                        self.parts.insert(marks.of_part(clear), clear.to_owned());
                    }
                }
            }
        }
    }

    /// Puts the secrets back for which something stands in the value. Fails with the place of one that is not known.
    fn put_back(&self, at: &str, value: &mut Value, deeper: u32) -> std::result::Result<(), String> {
        if let Some(mask) = MaskedSecret::of_value(value) {
            let secret = self.find(&mask).filter(|_| deeper > 0).ok_or_else(|| at.to_owned())?;
            *value = secret.clone();
            return self.put_back(at, value, deeper - 1);
        }
        match value {
            Value::String(text) => *text = self.text(at, text)?,
            Value::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.put_back(&format!("{at}/{index}"), item, deeper)?;
                }
            }
            Value::Object(members) => {
                let mut clear = Map::new();
                for (name, mut member) in std::mem::take(members) {
                    let at = format!("{at}{}", Pointer::of_member(&name));
                    self.put_back(&at, &mut member, deeper)?;
                    clear.insert(self.text(&at, &name)?, member);
                }
                *members = clear;
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&self, at: &str, text: &str) -> std::result::Result<String, String> {
        let mut clear = String::with_capacity(text.len());
        let mut from = 0;
        for part in MaskedPart::all(text) {
            clear.push_str(text.get(from..part.place.start).unwrap_or_default());
            clear.push_str(self.parts.get(&part.mark).ok_or_else(|| at.to_owned())?);
            from = part.place.end;
        }
        clear.push_str(text.get(from..).unwrap_or_default());
        Ok(clear)
    }

    /// The secret that a mask stands for: the one of its mark, and where two different ones share it the one at its place.
    fn find(&self, mask: &MaskedSecret) -> Option<&Value> {
        let same: Vec<_> = self.whole.iter().filter(|(mark, ..)| *mark == mask.mark).collect();
        let (_, _, first) = same.first()?;
        if same.iter().all(|(_, _, secret)| secret == first) {
            return Some(first);
        }
        same.iter().find(|(_, at, _)| *at == mask.at).map(|(_, _, secret)| secret)
    }
}

#[cfg(test)]
#[path = "masking/tests.rs"]
mod tests;
