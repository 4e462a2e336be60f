//! The descriptions as the window reads them, kept as a file beside its fixtures: its tests prove from it that every
//! section, group and field has words in every language.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::Path;

use callboard_model::{Control, FieldAccess, FieldDescription, JsonForm};

/// Set to write the file anew after a description was changed.
const WRITE: &str = "CALLBOARD_WRITE_DESCRIPTIONS";

#[test]
fn the_window_is_tested_against_the_descriptions_of_today() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/dev/descriptions.json");
    let descriptions: Vec<_> = callboard_systems::all().iter().map(|system| system.description()).collect();
    let today = serde_json::to_string_pretty(&descriptions).unwrap() + "\n";
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(&file, &today).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        kept == today,
        "fields without words in the window would go unnoticed: run this test with {WRITE}=1 and commit {}",
        file.display()
    );
}

/// Every list of these fields, also those inside of records, that can be written and does not say how its items are known.
fn without_identity(fields: &[&FieldDescription], found: &mut Vec<String>) {
    for field in fields.iter().filter(|field| field.access != FieldAccess::ReadOnly) {
        let is_list = matches!(
            field.control,
            Control::Chips { .. }
                | Control::Lines
                | Control::Records { .. }
                | Control::Skills { .. }
                | Control::Drops
                | Control::Holidays
                | Control::Json { expected: JsonForm::Array | JsonForm::Any }
        );
        if is_list != field.items.is_some() {
            found.push(field.key.clone());
        }
        if let Control::Records { fields, .. } = &field.control {
            without_identity(&fields.iter().collect::<Vec<_>>(), found);
        }
    }
}

#[test]
fn every_list_says_how_its_items_are_known() {
    for system in callboard_systems::all() {
        let fields: Vec<_> = system.description().fields().map(|(_, field)| field).collect();
        let mut found = Vec::new();
        without_identity(&fields, &mut found);
        let name = &system.description().name;
        assert!(found.is_empty(), "{name}: what a colleague adds to {found:?} would be lost or doubled");
    }
}
