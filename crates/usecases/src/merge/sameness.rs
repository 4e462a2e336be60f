//! When two values say the same.

use callboard_model::emptiness::says_nothing;
use callboard_model::{MaskedSecret, number};
use serde_json::Value;

/// Whether two values say the same. Systems store an emptied field as null, as an empty text, an empty list, an empty
/// object, or not at all; numbers may come back as 30 or 30.0, and are compared by their decimal value.
pub fn same(one: &Value, other: &Value) -> bool {
    if says_nothing(one) && says_nothing(other) {
        return true;
    }
    if let (Some(one), Some(other)) = (MaskedSecret::of_value(one), MaskedSecret::of_value(other)) {
        // Where it stood moves with its neighbours.
        return one.mark == other.mark;
    }
    match (one, other) {
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::String(_) | Value::Bool(_) | Value::Null, _) => one == other,
        _ => match (number::equal(one, other), one, other) {
            (Some(equal), ..) => equal,
            (None, Value::Object(one), Value::Object(other)) => {
                let names = one.keys().chain(other.keys().filter(|name| !one.contains_key(*name)));
                names.into_iter().all(|name| {
                    same(one.get(name).unwrap_or(&Value::Null), other.get(name).unwrap_or(&Value::Null))
                })
            }
            _ => one == other,
        },
    }
}

/// Whether what was sent is what is stored. A system may give the records of a list members of its own, such as an id.
pub(super) fn is_stored(sent: &Value, stored: &Value) -> bool {
    match (sent, stored) {
        (Value::Array(sent), Value::Array(stored)) => {
            sent.len() == stored.len()
                && sent.iter().zip(stored).all(|(sent, stored)| is_stored_record(sent, stored))
        }
        _ => same(sent, stored),
    }
}

/// The same for an item of a list.
pub(super) fn is_stored_record(sent: &Value, stored: &Value) -> bool {
    match (sent, stored) {
        (Value::Object(members), Value::Object(_)) if !number::is_guarded(sent) => {
            members.iter().all(|(name, sent)| {
                let stored = stored.get(name).unwrap_or(&Value::Null);
                is_stored_record(sent, stored) || is_stored(sent, stored)
            })
        }
        _ => same(sent, stored),
    }
}

/// Whether a record that was sent is stored, perhaps under another id. One that says nothing but its id is no other's.
pub(super) fn is_stored_but_for_its_id(sent: &Value, stored: &Value) -> bool {
    let Value::Object(members) = sent else { return false };
    let mut members = members.clone();
    members.shift_remove("id");
    let bare = Value::Object(members);
    !says_nothing(&bare) && stored.is_object() && is_stored_record(&bare, stored)
}

/// A text that two values share if, and only if, they say the same.
pub(super) fn canonical(value: &Value) -> String {
    if says_nothing(value) {
        return "null".to_owned();
    }
    if let Some(number) = number::canonical(value) {
        return number;
    }
    if let Some(mask) = MaskedSecret::of_value(value) {
        return format!("secret {}", mask.mark);
    }
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(canonical).collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(members) => {
            let mut members: Vec<String> = members
                .iter()
                .filter(|(_, member)| !says_nothing(member))
                .map(|(name, member)| format!("{}:{}", Value::from(name.as_str()), canonical(member)))
                .collect();
            members.sort_unstable();
            format!("{{{}}}", members.join(","))
        }
        plain => plain.to_string(),
    }
}

/// Texts from which on it is worth comparing how much they share, in characters.
const LONG_ENOUGH: usize = 8;

/// Whether one value is likely to be the other one, reworded: texts that share half of the longer one at their ends, records of
/// which most members are alike.
pub(super) fn alike(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::String(one), Value::String(other)) => {
            let longer = one.chars().count().max(other.chars().count());
            let ahead = shared(one.chars(), other.chars());
            let behind = shared(one.chars().rev(), other.chars().rev());
            longer >= LONG_ENOUGH && 2 * (ahead + behind) >= longer
        }
        (Value::Object(one), Value::Object(other)) => {
            let names: Vec<&String> =
                one.keys().chain(other.keys().filter(|name| !one.contains_key(*name))).collect();
            let null = Value::Null;
            let kept = names.iter().filter(|name| {
                let (one, other) = (one.get(**name).unwrap_or(&null), other.get(**name).unwrap_or(&null));
                same(one, other) || alike(one, other)
            });
            2 * kept.count() > names.len()
        }
        _ => false,
    }
}

fn shared(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).count()
}
