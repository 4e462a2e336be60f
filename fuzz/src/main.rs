//! Fuzzing, in one process and on stable Rust: seeds from the sample agents and the tests' files, changed by chance, are given to
//! everything that reads what others wrote. Nothing of the product may enter; what is found becomes a test beside the code.
//!
//! `cargo xtask fuzz [MINUTES] [TARGET]`. Each execution is made from the seed and its number alone, so one can be run again.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it talks to whoever runs it")]

mod bytes_change;
mod chance;
mod json_change;
mod run;
mod seeds;
mod targets;

use std::process::ExitCode;
use std::time::Duration;

use run::Bounds;

const USAGE: &str =
    "usage: callboard-fuzz TARGET [--seconds N] [--executions N] [--seed N] [--from N] [--show yes]
       callboard-fuzz --list";

fn bounds(words: &[String]) -> Result<Bounds, String> {
    let mut bounds = Bounds::default();
    for pair in words.chunks(2) {
        let [name, value] = pair else { return Err(format!("{} needs a value", pair.concat())) };
        let number = || value.parse::<u64>().map_err(|_| format!("{name} needs a number"));
        match name.as_str() {
            "--seconds" => bounds.time = Duration::from_secs(number()?),
            "--executions" => bounds.executions = number()?,
            "--seed" => bounds.seed = number()?,
            "--from" => bounds.from = number()?,
            "--show" => bounds.show = value == "yes",
            _ => return Err(format!("{name} is not an option")),
        }
    }
    Ok(bounds)
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (target, rest) = match words.split_first() {
        Some((flag, _)) if flag == "--list" => {
            println!("{}", targets::NAMES.join("\n"));
            return ExitCode::SUCCESS;
        }
        Some((target, rest)) if targets::NAMES.contains(&target.as_str()) => (target, rest),
        _ => {
            eprintln!("{USAGE}\ntargets: {}", targets::NAMES.join(", "));
            return ExitCode::FAILURE;
        }
    };
    let outcome = bounds(rest).and_then(|bounds| targets::run(target, &bounds));
    match outcome {
        Ok(told) => {
            println!("{told}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("{target}: {problem}");
            ExitCode::FAILURE
        }
    }
}
