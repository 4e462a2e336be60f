//! What is known against the packages that others wrote, asked of those who keep the lists. The tests of xtask check licences,
//! sources and the advisories that are written down here, on every computer; this asks for what became known since.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::failure::{Failure, Outcome};
use crate::process::{npm, run};
use crate::tree;

/// What npm says when its registry keeps no such list, or cannot be reached.
const NO_LIST: [&str; 6] = ["405", "404", "ENOTFOUND", "ECONNREFUSED", "ETIMEDOUT", "EAI_AGAIN"];

pub(crate) fn check() -> Outcome {
    cargo_deny()?;
    for folder in [tree::ui(), tree::contracts()] {
        npm_audit(&folder)?;
    }
    Ok(())
}

fn cargo_deny() -> Outcome {
    let found = crate::process::answer("cargo-deny", &["--version"]);
    if found.is_none() {
        not_checked(
            "cargo-deny is not installed (`cargo install cargo-deny --locked`), so no advisory newer than \
                     xtask/tests/advisories.json is known",
        );
        return Ok(());
    }
    let deny = |words: &[&'static str]| {
        let mut command = Command::new("cargo-deny");
        command.args(["--locked"]).args(words).current_dir(tree::root());
        command
    };
    run(&mut deny(&["check", "--hide-inclusion-graph", "licenses", "bans", "sources"]))?;
    // Told apart, because a list that cannot be had is not a list that speaks against something.
    if deny(&["fetch", "db"]).stdout(Stdio::null()).status().is_ok_and(|status| status.success()) {
        run(&mut deny(&["check", "advisories"]))
    } else {
        not_checked(
            "the RustSec database cannot be fetched, so no advisory newer than xtask/tests/advisories.json is known",
        );
        Ok(())
    }
}

fn npm_audit(folder: &Path) -> Outcome {
    let name = tree::relative(folder);
    println!("$ npm audit --omit=dev ({name})");
    let asked = npm(folder, ["audit", "--omit=dev"]).output();
    let told = asked.map_err(|error| Failure::new(format!("could not start npm: {error}")))?;
    let words = [told.stdout, told.stderr].concat();
    let words = String::from_utf8_lossy(&words);
    if told.status.success() {
        return Ok(());
    }
    if words.contains("audit endpoint returned an error") || NO_LIST.iter().any(|code| words.contains(code)) {
        not_checked(&format!("npm's registry answers no audit of {name}"));
        return Ok(());
    }
    Err(Failure::new(format!("npm knows something against what {name} builds in:\n{words}")))
}

fn not_checked(why: &str) {
    println!("\n!!! NOT CHECKED: {why}\n");
}
