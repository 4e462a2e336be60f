//! The table of operations in the README, so that it says what the contracts have and what the suite shows.

use std::collections::BTreeSet;
use std::path::Path;

use super::checks;
use super::contract::{self, Operation};
use super::subject::Subject;
use super::subjects;

/// What the table stands under.
const HEADING: &str = "## What it does on each system";

/// One row.
#[derive(Debug)]
pub(crate) struct Row {
    system: String,
    /// Method and path, such as `GET /agents`.
    request: String,
    /// The check that shows it.
    pub(crate) check: String,
}

impl Row {
    pub(crate) fn is_about(&self, subject: &Subject, operation: &Operation) -> bool {
        self.system == subject.name && self.request == words(operation)
    }
}

/// The operation as the table names it.
fn words(operation: &Operation) -> String {
    format!("{} {}", operation.method.to_uppercase(), operation.path)
}

/// The rows of the table. A system that is left out is that of the row above.
pub(crate) fn rows() -> Vec<Row> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = std::fs::read_to_string(file).expect("the README");
    let (_, part) = text.split_once(HEADING).expect("the part about each system");
    let part = part.split("\n## ").next().expect("the part itself");
    let mut system = String::new();
    let cells = part.lines().filter_map(|line| {
        let cells: Vec<&str> = line.strip_prefix('|')?.strip_suffix('|')?.split('|').map(str::trim).collect();
        <[&str; 4]>::try_from(cells).ok()
    });
    cells
        .filter(|[_, request, ..]| request.starts_with('`'))
        .map(|[name, request, _, check]| {
            if !name.is_empty() {
                name.clone_into(&mut system);
            }
            let plain = |text: &str| text.trim_matches('`').to_owned();
            Row { system: system.clone(), request: plain(request), check: plain(check) }
        })
        .collect()
}

#[test]
fn the_readme_names_every_operation_of_the_contracts_and_the_check_that_shows_it() {
    let rows = rows();
    let written: BTreeSet<(String, String)> =
        rows.iter().map(|row| (row.system.clone(), row.request.clone())).collect();
    let documented: BTreeSet<(String, String)> = subjects::ALL
        .iter()
        .flat_map(|subject| {
            let operations = contract::operations(subject.contract);
            operations.into_iter().map(|operation| (subject.name.to_owned(), words(&operation)))
        })
        .collect();
    assert_eq!(written, documented, "the README's table is not the contracts'");
    assert_eq!(rows.len(), documented.len(), "an operation is named twice");
    for row in &rows {
        assert!(checks::ALL.iter().any(|check| check.name == row.check), "there is no such check: {row:?}");
    }
}

#[test]
fn every_operation_has_one_deed_and_what_is_skipped_is_a_check() {
    for subject in subjects::ALL {
        let documented: BTreeSet<String> =
            contract::operations(subject.contract).into_iter().map(|operation| operation.id).collect();
        let called: BTreeSet<String> = subject.deeds.iter().map(|(_, name)| (*name).to_owned()).collect();
        assert_eq!(called, documented, "{}: an operation is called by nothing", subject.name);
        assert_eq!(called.len(), subject.deeds.len(), "{}: an operation is called twice", subject.name);
        for name in subject.skipped {
            assert!(checks::ALL.iter().any(|check| check.name == *name), "there is no check {name}");
        }
    }
}
