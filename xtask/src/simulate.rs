//! `cargo xtask simulate`: two admins who work on the same agents while everything fails that can, for as long as wanted.

use std::ffi::OsString;

use crate::failure::{Failure, Outcome};
use crate::process::{cargo, run};

const USAGE: &str = "usage: cargo xtask simulate [--seed N] [--operations N]";

pub(crate) fn simulate(rest: &[OsString]) -> Outcome {
    let words: Vec<String> = rest.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let mut play = cargo(["test", "--package", "callboard-usecases", "--test", "simulation", "--"]);
    play.args(["--ignored", "--exact", "as_long_as_wanted", "--nocapture"]);
    for pair in words.chunks(2) {
        let variable = match pair.first().map(String::as_str) {
            Some("--seed") => "CALLBOARD_SEED",
            Some("--operations") => "CALLBOARD_OPERATIONS",
            _ => return Err(Failure::new(USAGE)),
        };
        let number = pair.get(1).filter(|number| number.parse::<u64>().is_ok());
        play.env(variable, number.ok_or_else(|| Failure::new(USAGE))?);
    }
    run(&mut play)
}
