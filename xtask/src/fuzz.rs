//! `cargo xtask fuzz`: broken answers, files and rows, for as long as wanted. The tests run each target for a second.

use std::ffi::OsString;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::failure::{Failure, Outcome};
use crate::process::{cargo, run};
use crate::tree;

const USAGE: &str = "usage: cargo xtask fuzz [MINUTES] [TARGET] [--seed N]";

/// What is built faster code for such a run; checks of overflow stay.
const OPTIMISED: [&str; 12] = [
    "callboard-fuzz",
    "callboard-journal",
    "callboard-media",
    "callboard-model",
    "callboard-network",
    "callboard-schedule",
    "callboard-systems",
    "callboard-usecases",
    "calcard",
    "indexmap",
    "jiff",
    "quick-xml",
];

pub(crate) fn fuzz(rest: &[OsString]) -> Outcome {
    let mut words: Vec<String> = rest.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let number = |word: &str| word.parse::<u64>().map_err(|_| Failure::new(USAGE));
    let seed = match words.iter().position(|word| word == "--seed") {
        Some(at) => {
            let seed = number(words.get(at + 1).map_or("", String::as_str))?;
            words.drain(at..=at + 1);
            seed
        }
        // Another one each time: what was tried once need not be tried again.
        None => SystemTime::now().duration_since(UNIX_EPOCH).map_or(2, |passed| passed.as_secs()),
    };
    let (minutes, target) = match words.as_slice() {
        [] => (1, None),
        [one] => one.parse::<u64>().map_or((1, Some(one)), |minutes| (minutes, None)),
        [minutes, target] => (number(minutes)?, Some(target)),
        _ => return Err(Failure::new(USAGE)),
    };
    let mut build = cargo(["build", "--package", "callboard-fuzz"]);
    for package in OPTIMISED {
        build.args(["--config", &format!("profile.dev.package.{package}.opt-level=2")]);
    }
    run(&mut build)?;
    let program = tree::target().join("debug").join("callboard-fuzz");
    let listed = crate::process::answer(&program.to_string_lossy(), &["--list"]).unwrap_or_default();
    let seconds = minutes.saturating_mul(60).to_string();
    let mut failures = Vec::new();
    for name in listed.lines().filter(|name| target.is_none_or(|target| target == name)) {
        let mut one = Command::new(&program);
        one.args([name, "--seconds", &seconds, "--seed", &seed.to_string()]);
        // The other targets are worth a run as well.
        if let Err(failure) = run(&mut one) {
            failures.push(failure.to_string());
        }
    }
    if failures.is_empty() { Ok(()) } else { Err(Failure::new(failures.join("\n"))) }
}
