//! What of a document can be written again, and what stays behind when it is.

use callboard_model::{
    Control, Edits, FieldAccess, FieldDescription, Learned, LeftOutField, LeftOutReason, Pointer,
    SectionKind, SystemDescription,
};
use serde_json::Value;

use crate::masking::Masking;
use crate::merge::same;

/// What another agent of the same system gets of a document.
pub(crate) fn copy_of(masking: &Masking, description: &SystemDescription, document: &Value) -> Edits {
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
    masking.forgotten(&edits)
}

/// Everything of a document that can be written again.
pub(crate) fn writable_edits(description: &SystemDescription, document: &Value) -> Edits {
    let mut edits = Edits::default();
    for (_, field) in description.fields().filter(|(_, field)| field.access != FieldAccess::ReadOnly) {
        let value = match field.pointer.read(document) {
            Some(value) => value.clone(),
            None => value_from_answer(field, document),
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
fn value_from_answer(field: &FieldDescription, document: &Value) -> Value {
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

/// Every member of a document that no field covers, also within the records of a list, and that `goes_along` does not take.
/// Such members are the system's own, or newer than the program.
pub(crate) fn undescribed(
    description: &SystemDescription,
    document: &Value,
    goes_along: impl Fn(&Pointer) -> bool,
) -> Vec<LeftOutField> {
    let fields: Vec<&FieldDescription> = description.fields().map(|(_, field)| field).collect();
    let mut found = Vec::new();
    look(&fields, "", "", document, &mut found);
    found.retain(|left| !goes_along(&left.pointer));
    found
}

/// Looks into an object at `place` of the document, and `within` the one its fields belong to.
fn look(
    fields: &[&FieldDescription],
    place: &str,
    within: &str,
    value: &Value,
    found: &mut Vec<LeftOutField>,
) {
    for (name, member) in value.as_object().into_iter().flatten() {
        let (place, within) =
            (format!("{place}{}", Pointer::of_member(name)), format!("{within}{}", Pointer::of_member(name)));
        let Ok(here) = Pointer::parse(within.as_str()) else { continue };
        let described = fields.iter().filter(|field| field.pointer == here);
        let records = described.clone().find_map(|field| match &field.control {
            Control::Records { fields, .. } => Some(fields.iter().collect::<Vec<_>>()),
            _ => None,
        });
        if let Some(inner) = records {
            for (index, item) in member.as_array().into_iter().flatten().enumerate() {
                look(&inner, &format!("{place}/{index}"), "", item, found);
            }
        } else if described.count() == 0 {
            if member.is_object() && fields.iter().any(|field| field.pointer.lies_within(&here)) {
                look(fields, &place, &within, member, found);
            } else if let Ok(pointer) = Pointer::parse(place)
                && !same(member, &Value::Null)
            {
                found.push(LeftOutField {
                    pointer,
                    value: member.clone(),
                    reason: LeftOutReason::Undescribed,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

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

    #[test]
    fn what_no_field_describes_is_found_wherever_it_lies() {
        let of = |system: &str, document: Value| {
            let system = callboard_systems::by_id(&callboard_model::SystemId::new(system)).unwrap();
            let found = undescribed(system.description(), &document, |_| false);
            found.into_iter().map(|left| left.pointer.to_string()).collect::<Vec<_>>()
        };
        let document = json!({"name": "Ana", "new": {"deep": 1}, "empty": null, "forwardNumber": {"enabled": true, "delay": 5},
            "holidays": [{"day": 1, "month": 1, "rule": "x"}]});
        assert_eq!(of("bird", document), ["/new", "/forwardNumber/delay"]);
        let document = json!({"id": 1, "configuration": {"timezone": "x", "prompt": [
            {"id": 1, "name": "Day", "integration": {"name": "CRM", "region": "eu"}}, "a note", {"mood": "calm"}
        ]}});
        assert_eq!(
            of("messageflow", document),
            [
                "/configuration/timezone",
                "/configuration/prompt/0/integration/region",
                "/configuration/prompt/2/mood"
            ],
            "the admin would not learn that these stay behind"
        );
    }
}
