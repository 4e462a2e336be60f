//! Bodies of requests, made from edits by what the description says of each place.
//!
//! What all adapters do alike. How a system wants its body wrapped, and which members it takes, is the adapter's to say.

use callboard_model::{
    CallboardError, Clearing, Control, Edits, ErrorCode, FieldAccess, FieldDescription, JsonForm, Pointer,
    Result, SystemDescription,
};
use serde_json::{Map, Value, json};

/// What a request does with the agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Makes it. What is empty is not sent.
    Create,
    /// Changes it. What is empty is sent the way its field is emptied.
    Update,
}

/// The members of the document with the edits in it. Fails with [`ErrorCode::InvalidEdits`] for a place that cannot be written, or not be
/// emptied.
pub(crate) fn edited(
    description: &SystemDescription,
    document: &Value,
    edits: &Edits,
    purpose: Purpose,
) -> Result<Map<String, Value>> {
    let mut document = document.as_object().cloned().unwrap_or_default();
    for (pointer, value) in &edits.0 {
        if purpose == Purpose::Create && value.is_null() {
            continue;
        }
        let allowed = match access_of(description, pointer) {
            Some(FieldAccess::Editable) => true,
            Some(FieldAccess::CreateOnly) => purpose == Purpose::Create,
            Some(FieldAccess::UpdateOnly) => purpose == Purpose::Update,
            Some(FieldAccess::ReadOnly) | None => false,
        };
        if !allowed {
            return Err(refused(pointer, "this cannot be changed"));
        }
        put(description, &mut document, pointer, value)?;
    }
    Ok(document)
}

/// The top-level members that the edits touch, and no other.
pub(crate) fn touched_members(edited: &Map<String, Value>, edits: &Edits) -> Map<String, Value> {
    edits
        .0
        .keys()
        .map(Pointer::root)
        .map(|root| (root.clone(), edited.get(&root).cloned().unwrap_or_default()))
        .collect()
}

/// Writes an edit into a body, at its pointer in the agent's document. An emptied value that stands inside a member is taken out
/// where it is sent as null.
pub(crate) fn put(
    description: &SystemDescription,
    body: &mut Map<String, Value>,
    pointer: &Pointer,
    value: &Value,
) -> Result<()> {
    let value = sent_value(description, pointer, value)?;
    let mut document = Value::Object(std::mem::take(body));
    let written = if value.is_null() && pointer.segments().count() > 1 {
        remove(&mut document, pointer);
        true
    } else {
        pointer.write(&mut document, value)
    };
    if let Value::Object(members) = document {
        *body = members;
    }
    if written { Ok(()) } else { Err(refused(pointer, "the agent has no such place any more")) }
}

/// What is sent for a value of a field: as it is, or in the way the field is emptied.
pub(crate) fn sent_value(description: &SystemDescription, pointer: &Pointer, value: &Value) -> Result<Value> {
    match (value, described(description, pointer)) {
        (Value::Null, Some(field)) => emptied(field),
        (value, _) => Ok(value.clone()),
    }
}

/// Takes a member out of the object it is in.
fn remove(document: &mut Value, pointer: &Pointer) {
    let segments: Vec<String> = pointer.segments().collect();
    let Some((last, parents)) = segments.split_last() else { return };
    let parent = parents.iter().try_fold(document, |place, segment| match place {
        Value::Array(items) => segment.parse::<usize>().ok().and_then(|index| items.get_mut(index)),
        place => place.get_mut(segment.as_str()),
    });
    if let Some(members) = parent.and_then(Value::as_object_mut) {
        members.shift_remove(last);
    }
}

fn described<'a>(description: &'a SystemDescription, pointer: &Pointer) -> Option<&'a FieldDescription> {
    description.fields().map(|(_, field)| field).find(|field| &field.pointer == pointer)
}

/// When the place can be written: as its field says, as the field it lies in, or as the fields that lie in it.
pub(crate) fn access_of(description: &SystemDescription, pointer: &Pointer) -> Option<FieldAccess> {
    let related =
        |field: &&FieldDescription| pointer.lies_within(&field.pointer) || field.pointer.lies_within(pointer);
    described(description, pointer)
        .or_else(|| description.fields().map(|(_, field)| field).find(related))
        .map(|field| field.access)
}

/// What is sent for a field that the admin emptied.
fn emptied(field: &FieldDescription) -> Result<Value> {
    match (field.clearing, &field.control) {
        (Clearing::EmptyText, _) => Ok(json!("")),
        (Clearing::Null, _) => Ok(Value::Null),
        (
            Clearing::EmptyCollection,
            Control::Schedule | Control::Pairs | Control::Json { expected: JsonForm::Object },
        ) => Ok(json!({})),
        (Clearing::EmptyCollection, _) => Ok(json!([])),
        (Clearing::NotPossible, _) => Err(refused(&field.pointer, "no way to empty this is documented")),
    }
}

/// The error of an edit that cannot be sent.
pub(crate) fn refused(pointer: &Pointer, detail: &str) -> CallboardError {
    CallboardError {
        field: Some(pointer.clone()),
        ..CallboardError::new(ErrorCode::InvalidEdits).with_detail(detail)
    }
}

/// The documented form of a value, as far as nulls are taken out of it.
pub(crate) enum Shape {
    /// Kept to the letter.
    Verbatim,
    /// Documented members and the form of each.
    Record(&'static [(&'static str, Shape)]),
    /// A list of items of one form.
    List(&'static Shape),
}

/// Leaves out documented members that are null: an answer may hold them, a request may not. What is not documented is
/// kept as it was, nulls included.
pub(crate) fn without_documented_nulls(value: &mut Value, shape: &Shape) {
    match (value, shape) {
        (Value::Object(members), Shape::Record(known)) => {
            for (name, inner) in *known {
                match members.get_mut(*name) {
                    Some(Value::Null) => {
                        members.shift_remove(*name);
                    }
                    Some(member) => without_documented_nulls(member, inner),
                    None => {}
                }
            }
        }
        (Value::Array(items), Shape::List(inner)) => {
            for item in items {
                without_documented_nulls(item, inner);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
pub(crate) mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    /// Any JSON value, nested a little.
    pub(crate) fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            "[a-zA-Z ~/<>\"\u{202e}é]{0,8}".prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 16, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map("[a-z/~]{1,6}", inner, 0..4)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }
}
