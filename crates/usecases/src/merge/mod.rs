//! Three-way merge of an agent: as it was read, as it is on the server now, and the edits.
//!
//! Field by field, and within a field part by part: the members of an object, the items of a list by what their field says
//! they are known by. What one side changed is taken; what both changed otherwise is a conflict, unless the admin picked.

mod items;
mod order;
mod sameness;
mod subsequence;
mod weaving;

use callboard_model::{
    Conflict, Difference, Edits, FieldAccess, FieldDescription, Pick, Pointer, SystemDescription,
};
use serde_json::Value;

pub use sameness::same;
use sameness::{is_stored, is_stored_but_for_its_id, is_stored_record};
use weaving::{About, Place, Sides, Weaving};

/// What a merge found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merge {
    /// Edits that still have to be sent; what the server has already is left out, and so is a field with a conflict.
    pub to_send: Edits,
    /// What both sides changed otherwise, and no pick decides.
    pub conflicts: Vec<Conflict>,
    /// Fields of which something is kept that only somebody else changed. What the system counts by itself (clocks, work
    /// in hand) is nobody's change.
    pub theirs: Vec<Pointer>,
}

/// Merges edits that began from `base` with the `fresh` document. `picks` are answers to conflicts of an earlier merge; one
/// whose other side has moved since does not count.
pub fn merge(
    description: &SystemDescription,
    base: &Value,
    fresh: &Value,
    edits: &Edits,
    picks: &[Pick],
) -> Merge {
    let mut merge = Merge::default();
    let fields: Vec<&FieldDescription> = description.fields().map(|(_, field)| field).collect();
    for (pointer, mine) in &edits.0 {
        let original = pointer.read_or_null(base);
        let theirs = pointer.read_or_null(fresh);
        if same(mine, &theirs) {
            continue;
        }
        if same(&original, &theirs) {
            merge.to_send.0.insert(pointer.clone(), mine.clone());
            continue;
        }
        let mut weaving = Weaving::new(pointer, picks);
        let sides = Sides { original: Some(&original), theirs: Some(&theirs), mine: Some(mine) };
        let place = Place::of_field(fields.clone(), pointer);
        let woven = weaving.value(&place, &About::default(), sides).unwrap_or_default();
        if !weaving.conflicts.is_empty() {
            merge.conflicts.append(&mut weaving.conflicts);
            continue;
        }
        if !same(&woven, mine) {
            merge.theirs.push(pointer.clone());
        }
        if !same(&woven, &theirs) {
            merge.to_send.0.insert(pointer.clone(), woven);
        }
    }
    let untouched = fields
        .iter()
        .filter(|field| field.access != FieldAccess::ReadOnly)
        .map(|field| &field.pointer)
        .filter(|pointer| !edits.0.contains_key(*pointer))
        .filter(|pointer| !same(&pointer.read_or_null(base), &pointer.read_or_null(fresh)));
    merge.theirs.extend(untouched.cloned());
    merge
}

/// A list as it was before a change, with what somebody added again since in the place of the same under its old id: to put a
/// change back must not put a second one beside it. Other values are answered as they are.
pub(crate) fn with_what_came_back(before: &Value, after: &Value, fresh: &Value) -> Value {
    let (Some(items), Some(left), Some(now)) = (before.as_array(), after.as_array(), fresh.as_array()) else {
        return before.clone();
    };
    let mut came_back: Vec<&Value> = now.iter().filter(|item| !left.contains(item)).collect();
    let again = items.iter().map(|item| {
        if left.contains(item) || now.contains(item) {
            return item.clone();
        }
        let twin = came_back.iter().position(|stored| is_stored_but_for_its_id(item, stored));
        twin.map_or_else(|| item.clone(), |at| came_back.remove(at).clone())
    });
    Value::Array(again.collect())
}

/// A list as it was sent, with each of its records as the system stored it: numbered, and completed with empty values. Other values
/// are answered as they are.
pub(crate) fn as_stored(sent: &Value, stored: &Value) -> Value {
    let (Some(items), Some(now)) = (sent.as_array(), stored.as_array()) else { return sent.clone() };
    let mut left: Vec<&Value> = now.iter().filter(|item| !items.contains(item)).collect();
    let each = items.iter().map(|item| {
        let twin = left.iter().position(|stored| !now.contains(item) && is_stored_record(item, stored));
        twin.map_or_else(|| item.clone(), |at| left.remove(at).clone())
    });
    Value::Array(each.collect())
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

#[cfg(test)]
mod tests;

#[cfg(test)]
mod properties;
