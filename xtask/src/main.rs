//! The project's own commands: `cargo xtask run | test | bench | simulate | fuzz | bindings | notices | package | headless`.
//!
//! Everything a person or a build machine needs between a fresh clone and a tested, packaged program lives
//! here, so that it is the same everywhere. Nothing of the product may enter, and no dependency: this has to
//! build in seconds on a machine that has only Rust.

// Talking on the terminal is what these commands are for.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod bench;
mod bindings;
mod failure;
mod front_end;
mod fuzz;
mod headless;
mod notices;
mod package;
mod prerequisites;
mod process;
mod run;
mod simulate;
mod steps;
mod supply;
mod system_packages;
mod test;
mod tree;
mod virtual_display;

use std::ffi::OsString;
use std::process::ExitCode;

use failure::{Failure, Outcome};

const HELP: &str = "\
Usage: cargo xtask <command>

  run                    prepare the machine, build Callboard and open its window;
                         without a display, tour the sample agents and leave screenshots
  test [--only PART]     everything that has to pass; PART is one of lint, ui, core, contracts, window
  bench                  time from start to first paint, and memory, of the release build (Linux)
  simulate [--seed N] [--operations N]
                         two admins on the same agents while networks, servers, disks and programs fail
  fuzz [MINUTES] [TARGET] [--seed N]
                         broken answers, files and rows, each target for as many minutes (1)
  bindings               write the TypeScript bindings of the commands anew
  notices                write anew what is said of the packages that others wrote
  package                build the installer for this operating system
  headless [--keychain unlocked|locked|missing] -- CMD…
                         run a command inside a virtual display with a keychain of its own (Linux)";

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<OsString> = arguments.collect();
    match dispatch(&command.to_string_lossy(), &rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\nxtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &str, rest: &[OsString]) -> Outcome {
    match command {
        "run" => run::run(rest),
        "test" => test::test(rest),
        "bench" => bench::bench(rest),
        "simulate" => simulate::simulate(rest),
        "fuzz" => fuzz::fuzz(rest),
        "bindings" => bindings::bindings(rest),
        "notices" => notices::notices(rest),
        "package" => package::package(rest),
        "headless" => headless::headless(rest),
        virtual_display::INNER_COMMAND => virtual_display::inside_session(rest),
        "" | "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(Failure::new(format!("there is no command `{other}`.\n\n{HELP}"))),
    }
}
