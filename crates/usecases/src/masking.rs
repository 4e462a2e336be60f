//! Secrets inside documents: masked before they leave the core, put back when they come home unchanged.
//!
//! A secret is whatever lies in a member that the description names. Outside the core a [`MaskedSecret`] stands in its place.
//! Its mark is sixteen bits of a digest: enough to tell one agent's secrets apart when prompts are moved or removed, far
//! too little to find a secret by.

use callboard_model::emptiness::says_nothing;
use callboard_model::{CallboardError, Edits, ErrorCode, MaskedSecret, Pointer, Result, SystemDescription};
use serde_json::Value;
use uuid::Uuid;

/// The document with every secret masked.
pub fn mask(description: &SystemDescription, document: &Value) -> Value {
    let mut masked = document.clone();
    each_secret(description, "", &mut masked, &mut |at, secret| {
        if MaskedSecret::of_value(secret).is_none() {
            *secret = MaskedSecret { mark: mark_of(secret), at: at.to_owned() }.to_value();
        }
    });
    masked
}

/// The edits with every typed secret masked, as they are shown and remembered.
pub(crate) fn mask_edits(description: &SystemDescription, edits: &Edits) -> Edits {
    change(description, edits, |at, secret| {
        if MaskedSecret::of_value(secret).is_none() {
            *secret = MaskedSecret { mark: mark_of(secret), at: at.to_owned() }.to_value();
        }
    })
}

/// The edits as they may be written to disk: a typed secret has to be typed again.
pub(crate) fn without_typed(description: &SystemDescription, edits: &Edits) -> Edits {
    change(description, edits, |_, secret| {
        if MaskedSecret::of_value(secret).is_none() {
            *secret = MaskedSecret::forgotten().to_value();
        }
    })
}

/// The edits for an agent that has none of the masked secrets: each has to be typed again.
pub(crate) fn forgotten(description: &SystemDescription, edits: &Edits) -> Edits {
    change(description, edits, |_, secret| *secret = MaskedSecret::forgotten().to_value())
}

/// The edits, or a document, without any secret: for comparing what a system may or may not tell.
pub(crate) fn without_secrets(description: &SystemDescription, edits: &Edits) -> Edits {
    change(description, edits, |_, secret| *secret = Value::Null)
}

/// The document without any secret.
pub(crate) fn document_without_secrets(description: &SystemDescription, document: &Value) -> Value {
    let mut bare = document.clone();
    each_secret(description, "", &mut bare, &mut |_, secret| *secret = Value::Null);
    bare
}

/// The edits with the secrets of `document`, which holds them in the clear, where a mask came home, and with those of `typed`,
/// which somebody has just typed. Fails with [`ErrorCode::SecretUnknown`] where neither has such a secret any more.
pub(crate) fn unmask(
    description: &SystemDescription,
    edits: &Edits,
    document: &Value,
    typed: &Edits,
) -> Result<Edits> {
    let mut known = Vec::new();
    let mut learn = |at: &str, secret: &mut Value| {
        if MaskedSecret::of_value(secret).is_none() {
            known.push((mark_of(secret), at.to_owned(), secret.clone()));
        }
    };
    let _ = change(description, typed, &mut learn);
    let mut searched = document.clone();
    each_secret(description, "", &mut searched, &mut learn);
    let mut missing = None;
    let unmasked = change(description, edits, |at, secret| {
        let Some(mask) = MaskedSecret::of_value(secret) else { return };
        match find(&known, &mask) {
            Some(original) => *secret = original.clone(),
            None => missing = Some(at.to_owned()),
        }
    });
    match missing {
        None => Ok(unmasked),
        Some(at) => Err(CallboardError {
            field: Pointer::parse(at).ok(),
            ..CallboardError::new(ErrorCode::SecretUnknown)
        }),
    }
}

/// Takes every secret of the document and the edits out of what a server may have echoed.
pub(crate) fn scrub(
    description: &SystemDescription,
    error: CallboardError,
    document: &Value,
    edits: &Edits,
) -> CallboardError {
    let Some(mut detail) = error.detail.clone() else { return error };
    let mut take_out = |_: &str, secret: &mut Value| {
        if let Some(text) = secret.as_str() {
            detail = detail.replace(text, "…");
        }
    };
    each_secret(description, "", &mut document.clone(), &mut take_out);
    let _ = change(description, edits, take_out);
    CallboardError { detail: Some(detail), ..error }
}

/// Whether somewhere in the value a secret has to be typed again.
pub(crate) fn has_forgotten(value: &Value) -> bool {
    if let Some(mask) = MaskedSecret::of_value(value) {
        return mask.is_forgotten();
    }
    match value {
        Value::Array(items) => items.iter().any(has_forgotten),
        Value::Object(members) => members.values().any(has_forgotten),
        _ => false,
    }
}

/// The secret that a mask stands for: the one of its mark, and where two different ones share it the one at its place.
fn find<'a>(known: &'a [(String, String, Value)], mask: &MaskedSecret) -> Option<&'a Value> {
    let same: Vec<_> = known.iter().filter(|(mark, ..)| *mark == mask.mark).collect();
    let (_, _, first) = same.first()?;
    if same.iter().all(|(_, _, secret)| secret == first) {
        return Some(first);
    }
    same.iter().find(|(_, at, _)| *at == mask.at).map(|(_, _, secret)| secret)
}

fn mark_of(secret: &Value) -> String {
    let digest = Uuid::new_v5(&Uuid::NAMESPACE_OID, secret.to_string().as_bytes());
    digest.simple().to_string().chars().take(4).collect()
}

fn change(description: &SystemDescription, edits: &Edits, mut work: impl FnMut(&str, &mut Value)) -> Edits {
    let mut changed = edits.clone();
    for (pointer, value) in &mut changed.0 {
        if pointer.segments().any(|segment| is_secret(description, &segment)) {
            if !says_nothing(value) {
                work(pointer.as_str(), value);
            }
        } else {
            each_secret(description, pointer.as_str(), value, &mut work);
        }
    }
    changed
}

/// Lets `work` see every secret within a value that lies at `at`.
fn each_secret(
    description: &SystemDescription,
    at: &str,
    value: &mut Value,
    work: &mut impl FnMut(&str, &mut Value),
) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let place = format!("{at}{}", Pointer::of_member(name));
                if !is_secret(description, name) {
                    each_secret(description, &place, member, work);
                } else if !says_nothing(member) {
                    work(&place, member);
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                each_secret(description, &format!("{at}/{index}"), item, work);
            }
        }
        _ => {}
    }
}

fn is_secret(description: &SystemDescription, name: &str) -> bool {
    description.secret_members.iter().any(|member| member == name)
}

#[cfg(test)]
#[path = "masking/tests.rs"]
mod tests;
