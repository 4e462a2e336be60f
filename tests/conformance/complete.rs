//! Whether a system is everywhere where it has to be: what docs/adding-a-system.md names, held against what there is.

use std::collections::BTreeSet;
use std::path::Path;

use callboard_sandbox::{Sandbox, SandboxOptions};

use super::subjects;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The names of the files in tests/contracts that end so, without the ending.
fn contract_files(ending: &str) -> BTreeSet<String> {
    let folder = std::fs::read_dir(root().join("tests/contracts")).expect("the contracts");
    let names = folder.map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned());
    names.filter_map(|name| name.strip_suffix(ending).map(str::to_owned)).collect()
}

/// The systems of the program, in their order.
fn registered() -> Vec<&'static str> {
    callboard_systems::all().iter().map(|system| system.description().id.as_str()).collect()
}

#[test]
fn every_contract_has_a_subject_and_notes_or_nobody_holds_a_system_against_it() {
    let tested: BTreeSet<String> = subjects::ALL.iter().map(|subject| subject.contract.to_owned()).collect();
    assert_eq!(contract_files(".yaml"), tested, "tests/conformance/subjects is not complete");
    let mut noted = contract_files(".md");
    noted.remove("README");
    assert_eq!(noted, tested, "a contract has no notes beside it in tests/contracts");
}

#[test]
fn every_system_of_the_program_is_tested_under_its_own_name() {
    let tested: Vec<&str> = subjects::ALL.iter().map(|subject| subject.system).collect();
    assert_eq!(tested, registered(), "crates/systems/src/registry.rs and tests/conformance/subjects differ");
    for subject in subjects::ALL {
        let described = callboard_systems::by_id(&callboard_model::SystemId::new(subject.system));
        assert_eq!(described.map(|system| system.description().name.as_str()), Some(subject.name));
    }
}

#[test]
fn every_system_has_sample_agents_or_somebody_who_looks_around_does_not_see_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let sandbox = Sandbox::in_process(SandboxOptions::new(folder.path(), "key")).expect("a sandbox");
    let served: Vec<&str> = sandbox.accounts().iter().map(|account| account.system).collect();
    assert_eq!(served, registered(), "crates/sandbox/src/systems/mod.rs is not complete");
}

#[test]
fn the_changelog_tells_of_every_system() {
    let text = std::fs::read_to_string(root().join("CHANGELOG.md")).expect("the changelog");
    for subject in subjects::ALL {
        assert!(text.contains(subject.name), "CHANGELOG.md says nothing of {}", subject.name);
    }
}
