//! A list of named steps: each is announced, timed, and the first that fails ends the list.

use std::ffi::OsString;
use std::time::{Duration, Instant};

use crate::failure::{Failure, Outcome};

/// Runs steps one after the other and remembers how long each took.
#[derive(Default)]
pub(crate) struct Steps {
    done: Vec<(&'static str, Duration)>,
}

impl Steps {
    /// Runs one step. Its own output streams to the terminal between the two lines printed here.
    pub(crate) fn step(&mut self, name: &'static str, work: impl FnOnce() -> Outcome) -> Outcome {
        println!("\n==> {name}");
        let start = Instant::now();
        let outcome = work();
        let took = start.elapsed();
        match outcome {
            Ok(()) => {
                println!("==> {name}: ok in {}", seconds(took));
                self.done.push((name, took));
                Ok(())
            }
            Err(failure) => {
                Err(Failure::new(format!("FAILED at \"{name}\" after {}: {failure}", seconds(took))))
            }
        }
    }

    /// Prints every step with its duration.
    pub(crate) fn summary(&self) {
        println!();
        for (name, took) in &self.done {
            println!("{:>8}  {name}", seconds(*took));
        }
        println!("{:>8}  in all", seconds(self.done.iter().map(|(_, took)| *took).sum()));
    }
}

fn seconds(duration: Duration) -> String {
    let whole = duration.as_secs();
    if whole < 60 {
        return format!("{:.1} s", duration.as_secs_f64());
    }
    format!("{}:{:02} min", whole / 60, whole % 60)
}

/// For commands that take no arguments.
pub(crate) fn no_arguments(command: &str, rest: &[OsString]) -> Outcome {
    match rest.first() {
        None => Ok(()),
        Some(first) => Err(Failure::new(format!(
            "`{command}` takes no arguments, but got `{}`",
            first.to_string_lossy()
        ))),
    }
}
