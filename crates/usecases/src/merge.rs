//! Three-way merge of an agent, field by field: as it was read, as it is on the server now, and the edits.

use callboard_model::{Access, Conflict, Difference, Edits, Pointer, SystemDescription};
use serde_json::Value;

/// What a merge found.
#[derive(Clone, Debug, PartialEq)]
pub struct Merge {
    /// Edits that still have to be sent; what the server has already is left out.
    pub to_send: Edits,
    /// Fields changed on both sides, to different values.
    pub conflicts: Vec<Conflict>,
    /// Fields that only somebody else changed; they are kept as theirs. What the system counts by itself (clocks, work
    /// in hand) is nobody's change.
    pub theirs: Vec<Pointer>,
}

/// Merges edits that began from `base` with the `fresh` document.
pub fn merge(description: &SystemDescription, base: &Value, fresh: &Value, edits: &Edits) -> Merge {
    let mut to_send = Edits::default();
    let mut conflicts = Vec::new();
    for (pointer, mine) in &edits.0 {
        let original = pointer.read_or_null(base);
        let theirs = pointer.read_or_null(fresh);
        if same(mine, &theirs) {
            continue;
        }
        if same(&original, &theirs) {
            to_send.0.insert(pointer.clone(), mine.clone());
        } else {
            conflicts.push(Conflict {
                pointer: pointer.clone(),
                item: None,
                member: None,
                order: false,
                original,
                theirs,
                mine: mine.clone(),
                both: None,
            });
        }
    }
    let theirs = description
        .fields()
        .filter(|(_, field)| field.access != Access::ReadOnly)
        .map(|(_, field)| &field.pointer)
        .filter(|pointer| !edits.0.contains_key(*pointer))
        .filter(|pointer| !same(&pointer.read_or_null(base), &pointer.read_or_null(fresh)))
        .cloned()
        .collect();
    Merge { to_send, conflicts, theirs }
}

/// The document with the edits applied. An edit that finds no place is left out; its field is judged by validation.
pub fn apply(document: &Value, edits: &Edits) -> Value {
    let mut edited = document.clone();
    for (pointer, value) in &edits.0 {
        pointer.write(&mut edited, value.clone());
    }
    edited
}

/// Edits that change nothing against `base` left out.
pub fn real_edits(base: &Value, edits: &Edits) -> Edits {
    Edits(
        edits
            .0
            .iter()
            .filter(|(pointer, value)| !same(&pointer.read_or_null(base), value))
            .map(|(pointer, value)| (pointer.clone(), value.clone()))
            .collect(),
    )
}

/// Fields that read back otherwise than they were sent.
pub fn differences(sent: &Edits, stored: &Value) -> Vec<Difference> {
    sent.0
        .iter()
        .filter_map(|(pointer, sent)| {
            let stored = pointer.read_or_null(stored);
            (!is_stored(sent, &stored)).then(|| Difference {
                pointer: pointer.clone(),
                sent: sent.clone(),
                stored,
            })
        })
        .collect()
}

/// Whether what was sent is what is stored. A system may give the records of a list members of its own, such as an id.
fn is_stored(sent: &Value, stored: &Value) -> bool {
    match (sent, stored) {
        (Value::Array(sent), Value::Array(stored)) => {
            sent.len() == stored.len()
                && sent.iter().zip(stored).all(|(sent, stored)| is_stored_record(sent, stored))
        }
        _ => same(sent, stored),
    }
}

fn is_stored_record(sent: &Value, stored: &Value) -> bool {
    match (sent, stored) {
        (Value::Object(members), Value::Object(_)) => members.iter().all(|(name, sent)| {
            let stored = stored.get(name).unwrap_or(&Value::Null);
            is_stored_record(sent, stored) || is_stored(sent, stored)
        }),
        _ => same(sent, stored),
    }
}

/// Whether two values say the same. Systems store an emptied field as null, as an empty text, an empty list, an empty
/// object, or not at all; numbers may come back as 30 or 30.0.
pub fn same(one: &Value, other: &Value) -> bool {
    if is_nothing(one) && is_nothing(other) {
        return true;
    }
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one == other || one.as_f64() == other.as_f64(),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let names = one.keys().chain(other.keys().filter(|name| !one.contains_key(*name)));
            names.into_iter().all(|name| {
                same(one.get(name).unwrap_or(&Value::Null), other.get(name).unwrap_or(&Value::Null))
            })
        }
        _ => one == other,
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.values().all(is_nothing),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn bird() -> &'static SystemDescription {
        callboard_systems::by_id(&callboard_model::SystemId::new("bird")).unwrap().description()
    }

    fn edits(pairs: &[(&str, Value)]) -> Edits {
        Edits(
            pairs.iter().map(|(pointer, value)| (Pointer::parse(*pointer).unwrap(), value.clone())).collect(),
        )
    }

    #[test]
    fn what_a_colleague_changed_elsewhere_is_kept_and_mine_is_sent() {
        let base = json!({"name": "Ana", "bio": "Old"});
        let fresh = json!({"name": "Ana", "bio": "Theirs"});
        let merged = merge(bird(), &base, &fresh, &edits(&[("/name", json!("Ana Ruiz"))]));
        assert_eq!(merged.to_send, edits(&[("/name", json!("Ana Ruiz"))]));
        assert!(merged.conflicts.is_empty());
        assert_eq!(merged.theirs, vec![Pointer::parse("/bio").unwrap()]);
    }

    #[test]
    fn a_system_may_number_the_records_of_a_list_and_may_not_keep_a_day_that_was_taken_out() {
        let sent = edits(&[
            ("/prompts", json!([{"name": "A", "more": [{"x": 1}]}])),
            ("/week", json!({"monday": 1})),
        ]);
        let stored =
            json!({"prompts": [{"id": 7, "name": "A", "more": [{"x": 1, "y": 2}]}], "week": {"monday": 1}});
        assert!(differences(&sent, &stored).is_empty(), "the admin would be told of what is right");
        let wrong = json!({"prompts": [{"id": 7, "name": "B"}], "week": {"monday": 1, "friday": 1}});
        assert_eq!(differences(&sent, &wrong).len(), 2, "the admin would not be told of what is wrong");
    }

    #[test]
    fn the_same_field_changed_on_both_sides_is_never_overwritten_silently() {
        let base = json!({"bio": "Old"});
        let fresh = json!({"bio": "Theirs"});
        let merged = merge(bird(), &base, &fresh, &edits(&[("/bio", json!("Mine"))]));
        assert!(merged.to_send.0.is_empty());
        assert_eq!(merged.conflicts[0].original, json!("Old"));
        assert_eq!(merged.conflicts[0].theirs, json!("Theirs"));
        assert_eq!(merged.conflicts[0].mine, json!("Mine"));
    }

    #[test]
    fn the_same_change_on_both_sides_is_no_conflict_and_is_not_sent_again() {
        let merged =
            merge(bird(), &json!({"bio": "Old"}), &json!({"bio": "New"}), &edits(&[("/bio", json!("New"))]));
        assert!(merged.to_send.0.is_empty() && merged.conflicts.is_empty());
    }

    #[test]
    fn an_emptied_field_reads_back_the_same_however_the_system_stores_nothing() {
        for stored in [json!({"bio": null}), json!({"bio": ""}), json!({})] {
            assert!(differences(&edits(&[("/bio", json!(""))]), &stored).is_empty());
        }
        assert_eq!(differences(&edits(&[("/bio", json!("Hello"))]), &json!({"bio": "Hell"})).len(), 1);
    }

    #[test]
    fn false_and_zero_are_values_not_nothing() {
        assert!(!same(&json!(false), &json!(null)));
        assert!(!same(&json!(0), &json!(null)));
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i32>().prop_map(Value::from),
            "[a-z]{0,4}".prop_map(Value::from)
        ];
        leaf.prop_recursive(3, 12, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map("[a-z]{1,3}", inner, 0..4)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn every_edit_is_either_sent_or_shown_or_already_true(base in any_value(), fresh in any_value(), mine in any_value()) {
            let (base, fresh) = (json!({"bio": base}), json!({"bio": fresh, "extra": 1}));
            let pointer = Pointer::parse("/bio").unwrap();
            let merged = merge(bird(), &base, &fresh, &Edits([(pointer.clone(), mine.clone())].into()));
            let sent = merged.to_send.0.contains_key(&pointer);
            let shown = merged.conflicts.iter().any(|conflict| conflict.pointer == pointer);
            let already = same(&mine, &fresh["bio"]);
            prop_assert_eq!(u8::from(sent) + u8::from(shown) + u8::from(already), 1);
            if shown {
                prop_assert!(!same(&base["bio"], &fresh["bio"]), "an untouched field was called a conflict");
            }
        }

        #[test]
        fn sameness_is_symmetric_and_holds_for_itself(one in any_value(), other in any_value()) {
            prop_assert!(same(&one, &one));
            prop_assert_eq!(same(&one, &other), same(&other, &one));
        }

        #[test]
        fn applying_edits_leaves_every_other_member_as_it_was(document in prop::collection::btree_map("[a-z]{4,6}", any_value(), 0..6), mine in any_value()) {
            let document = Value::Object(document.into_iter().collect());
            let after = apply(&document, &Edits([(Pointer::parse("/bio").unwrap(), mine)].into()));
            for (name, value) in document.as_object().unwrap() {
                prop_assert_eq!(&after[name], value);
            }
        }
    }
}
