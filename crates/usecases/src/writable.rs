//! What of a document can be written again.

use callboard_model::{
    Access as FieldAccess, Control, Edits, FieldDescription, Learned, SectionKind, SystemDescription,
};
use serde_json::Value;

use crate::masking;
use crate::merge::same;

/// What another agent of the same system gets of a document.
pub(crate) fn copy_of(description: &SystemDescription, document: &Value) -> Edits {
    let mut edits = writable_edits(description, document);
    for (section, field) in description.fields() {
        let own = section.kind == SectionKind::Availability
            || matches!(field.control, Control::Avatar | Control::Drops)
            || (matches!(field.control, Control::Reference { .. })
                && field.access == FieldAccess::CreateOnly);
        if own {
            edits.0.remove(&field.pointer);
        }
    }
    masking::forgotten(description, &edits)
}

/// Everything of a document that can be written again.
pub(crate) fn writable_edits(description: &SystemDescription, document: &Value) -> Edits {
    let mut edits = Edits::default();
    for (_, field) in description.fields().filter(|(_, field)| field.access != FieldAccess::ReadOnly) {
        let value = match field.pointer.read(document) {
            Some(value) => value.clone(),
            None => told_elsewhere(field, document),
        };
        if !same(&value, &Value::Null) {
            edits.0.insert(field.pointer.clone(), value);
        }
    }
    edits
}

/// Of a new agent's edits, those that no create request takes and that are saved as an update of the new agent.
pub(crate) fn only_by_update(description: &SystemDescription, edits: &Edits) -> Edits {
    let mut only = edits.clone();
    only.0.retain(|pointer, value| {
        let field =
            description.fields().map(|(_, field)| field).find(|field| pointer.lies_within(&field.pointer));
        !value.is_null() && field.is_some_and(|field| field.access == FieldAccess::UpdateOnly)
    });
    only
}

/// A request may ask for ids where the answer tells whole things: Bird's `teamIds` come back as `teams`. Where pickers learn
/// the ids from, this agent's own are found too.
fn told_elsewhere(field: &FieldDescription, document: &Value) -> Value {
    let ids = |learned: &Learned| {
        let things = learned.from.read_or_null(document);
        let things = if let Value::Array(things) = things { things } else { vec![things] };
        let id =
            |thing: &Value| learned.value.as_ref().map_or(Some(thing), |place| place.read(thing)).cloned();
        things.iter().filter_map(id).filter(|id| !id.is_null()).collect::<Vec<_>>()
    };
    match &field.control {
        Control::Chips { learned: Some(learned), .. } => Value::Array(ids(learned)),
        Control::Reference { learned: Some(learned) } => ids(learned).into_iter().next().unwrap_or_default(),
        _ => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_of_an_agent_or_one_created_again_keeps_its_teams() {
        let bird = callboard_systems::by_id(&callboard_model::SystemId::new("bird")).unwrap().description();
        let document = json!({"name": "Ana", "teams": [{"id": "t1", "name": "Billing"}, {"id": "t2"}], "user": {"id": "u1"}});
        let edits = writable_edits(bird, &document);
        let at = |pointer: &str| edits.0.get(&callboard_model::Pointer::parse(pointer).unwrap()).cloned();
        assert_eq!(at("/teamIds"), Some(json!(["t1", "t2"])));
        assert_eq!(at("/userId"), Some(json!("u1")));
        assert_eq!(at("/teams"), None, "what the system only tells is not sent");
    }
}
