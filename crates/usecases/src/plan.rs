//! The plan of a save: field by field, before and after, with what stands in the way. Sends nothing.

use callboard_model::{Change, Edits, Plan, Pointer, SystemDescription};
use serde_json::Value;

use crate::merge::{apply, real_edits};
use crate::validation::{is_of_stored_item, validate};

/// The plan for `edits`, whose secrets are masked, on `base`; `creating` where there is no agent yet.
pub fn plan(description: &SystemDescription, base: &Value, edits: &Edits, creating: bool) -> Plan {
    let edits = real_edits(base, edits);
    let edited = apply(base, &edits);
    let mut findings = validate(description, &edited, &edits, creating);
    findings.retain(|finding| !is_of_stored_item(finding, base, &edited));
    Plan { changes: changes(description, base, &edits), findings }
}

/// The changes of `edits` against `base`, in the order of the page.
pub(crate) fn changes(description: &SystemDescription, base: &Value, edits: &Edits) -> Vec<Change> {
    changes_between(description, base, &apply(base, edits), edits.0.keys())
}

/// What lies between two documents at these places, in the order of the page.
pub(crate) fn changes_between<'a>(
    description: &SystemDescription,
    before: &Value,
    after: &Value,
    places: impl Iterator<Item = &'a Pointer>,
) -> Vec<Change> {
    let place =
        |pointer: &Pointer| description.fields().position(|(_, field)| pointer.lies_within(&field.pointer));
    let section = |pointer: &Pointer| {
        description
            .fields()
            .find(|(_, field)| pointer.lies_within(&field.pointer))
            .map(|(section, _)| section.id.clone())
            .unwrap_or_default()
    };
    let mut changes: Vec<Change> = places
        .map(|pointer| Change {
            pointer: pointer.clone(),
            section: section(pointer),
            before: pointer.read_or_null(before),
            after: pointer.read_or_null(after),
        })
        .collect();
    changes.sort_by_key(|change| place(&change.pointer).unwrap_or(usize::MAX));
    changes
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use callboard_model::number;
    use serde_json::json;

    use super::*;

    fn findings(
        system: &str,
        pointer: &str,
        base: &Value,
        after: Value,
    ) -> Vec<callboard_model::FindingCode> {
        let description =
            callboard_systems::by_id(&callboard_model::SystemId::new(system)).unwrap().description();
        let pointer = Pointer::parse(pointer).unwrap();
        let mut document = json!({});
        pointer.write(&mut document, base.clone());
        let edits = Edits([(pointer, after)].into());
        plan(description, &document, &edits, false).findings.iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn an_item_of_another_form_does_not_keep_its_neighbours_from_being_saved() {
        let cases = [
            ("diga", "/boosted_keywords", json!(["bike", {"word": "bell"}, 7]), json!({"word": "horn"})),
            (
                "messageflow",
                "/configuration/prompt",
                json!([{"name": "Day"}, "a note"]),
                json!("another note"),
            ),
            ("bird", "/assignedSkills", json!([{"id": "s"}, "a note"]), json!("another note")),
        ];
        for (system, pointer, base, odd) in cases {
            let mut after = base.clone();
            after.as_array_mut().unwrap().remove(0);
            assert!(findings(system, pointer, &base, after.clone()).is_empty(), "{pointer} cannot be saved");
            after.as_array_mut().unwrap().push(odd);
            assert_eq!(
                findings(system, pointer, &base, after).len(),
                1,
                "{pointer}: what nobody stored is sent"
            );
        }
    }

    #[test]
    fn a_number_beyond_a_double_is_a_number_and_is_judged_by_its_value() {
        let of = |text: &str| number::of_text(text).unwrap();
        let said = |text: &str| findings("diga", "/max_reminder_count", &json!(3), of(text));
        assert!(said("12345678901234567890").is_empty());
        assert_eq!(said("-12345678901234567890").len(), 1);
        assert_eq!(said("2.00000000000000000001").len(), 1, "it would be stored as a fraction");
    }
}
