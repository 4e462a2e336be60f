//! A short run of every target, each in a process of its own, so that one that ends its process is told from one that fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::process::Command;

/// The seed of the run that everybody has; `cargo xtask fuzz` takes others.
const SEED: u64 = 1;

/// How long each target runs, in seconds.
const SECONDS: u64 = 1;

fn survives(target: &str) {
    let output = Command::new(env!("CARGO_BIN_EXE_callboard-fuzz"))
        .args([target, "--seconds", &SECONDS.to_string(), "--seed", &SEED.to_string()])
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    let problem = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "what somebody else wrote would end or mislead the program ({}): {told}{problem}",
        output.status
    );
    let count: u64 = told.split_whitespace().nth(1).unwrap().parse().unwrap();
    assert!(count >= 1, "nothing was tried: {told}");
}

macro_rules! targets {
    ($($name:ident: $target:literal),* $(,)?) => {
        $(#[test]
        fn $name() {
            survives($target);
        })*

        #[test]
        fn every_target_has_its_short_run() {
            let output = Command::new(env!("CARGO_BIN_EXE_callboard-fuzz")).arg("--list").output().unwrap();
            let known = String::from_utf8(output.stdout).unwrap();
            assert_eq!(known.lines().collect::<Vec<_>>(), [$($target),*]);
        }
    };
}

targets! {
    answers_of_bird: "bird",
    answers_of_hms_sovereign: "hmsSovereign",
    answers_of_messageflow: "messageflow",
    answers_of_diga: "diga",
    answers_of_raia: "raia",
    documents_and_edits: "documents",
    refusals_of_a_storage: "storage",
    upload_policies: "policies",
    calendar_files: "calendars",
    pictures: "pictures",
    sounds: "sounds",
    a_torn_journal: "journal-file",
    forged_rows_of_the_journal: "journal-rows",
}
