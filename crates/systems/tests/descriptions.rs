//! The descriptions as the window reads them, kept as a file beside its fixtures: its tests prove from it that every
//! section, group and field has words in every language.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::Path;

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
