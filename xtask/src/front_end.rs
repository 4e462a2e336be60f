//! The web form UI and the other npm packages: installing, checking, building.

use std::path::Path;

use crate::failure::{Failure, Outcome};
use crate::{process, tree};

/// Installs what the lock file names, unless that has been done since the lock file last changed.
pub(crate) fn install(folder: &Path) -> Outcome {
    let lock = folder.join("package-lock.json");
    let Some(locked) = tree::modified(&lock) else {
        return Err(Failure::new(format!("{} is missing", tree::relative(&lock))));
    };
    // npm writes this file last, so an interrupted install does not count as one.
    if tree::modified(&folder.join("node_modules").join(".package-lock.json"))
        .is_some_and(|done| done >= locked)
    {
        println!("{} is up to date", tree::relative(&folder.join("node_modules")));
        return Ok(());
    }
    process::run(&mut process::npm(folder, ["ci", "--no-audit", "--no-fund"]))
}

/// Runs one of the scripts of ui/package.json.
pub(crate) fn script(name: &str) -> Outcome {
    process::run(&mut process::npm(&tree::ui(), ["run", name]))
}
