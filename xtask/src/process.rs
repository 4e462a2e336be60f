//! Starting other programs, with their output left on the terminal.

use std::env;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use crate::failure::{Context, Failure, Outcome};
use crate::tree;

/// The feature that embeds the built UI in the program. Every build here uses it, so that the tests, clippy
/// and the program share one set of compiled dependencies.
pub(crate) const EMBEDDED_UI: [&str; 2] = ["--features", "custom-protocol"];

/// Variables `cargo run` sets for this process that a nested cargo would take for the developer's own, and
/// rebuild dependencies that watch them.
const SET_BY_CARGO_RUN: [&str; 4] = ["CARGO_MANIFEST_", "CARGO_PKG_", "CARGO_BIN_", "CARGO_CRATE_"];

/// What cargo is told, its command first: the versions are those of Cargo.lock, or nothing is built. The formatter, which
/// builds nothing, does not know the word.
pub(crate) fn locked<'a>(arguments: impl IntoIterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    let mut words = arguments.into_iter().peekable();
    let builds = words.peek().is_some_and(|command| *command != "fmt");
    let command = words.next();
    command.into_iter().chain(builds.then_some("--locked")).chain(words)
}

/// The same as words of another program's command line.
pub(crate) fn cargo_words<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    std::iter::once("cargo").chain(locked(arguments)).collect()
}

/// Cargo, in the root of the repository.
pub(crate) fn cargo<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(locked(arguments)).current_dir(tree::root());
    forget_cargo_run(&mut command);
    command
}

/// npm in the given folder. On Windows npm is a batch file, which has to be named in full.
pub(crate) fn npm<'a>(folder: &Path, arguments: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.args(arguments).current_dir(folder);
    command
}

pub(crate) fn forget_cargo_run(command: &mut Command) {
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if SET_BY_CARGO_RUN.iter().any(|prefix| text.starts_with(prefix)) {
            command.env_remove(&name);
        }
    }
}

/// Runs a command to its end and fails unless it reports success.
pub(crate) fn run(command: &mut Command) -> Outcome {
    println!("$ {}", line(command));
    let status = command.status().context(format_args!("start `{}`", line(command)))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("`{}` failed ({status})", line(command))))
}

/// As [`run`], with each line it prints under a name: for commands that run side by side.
pub(crate) fn run_named(name: &str, command: &mut Command) -> Outcome {
    println!("[{name}] $ {}", line(command));
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context(format_args!("start `{}`", line(command)))?;
    let (output, errors) = (child.stdout.take(), child.stderr.take());
    let status = thread::scope(|scope| {
        if let Some(output) = output {
            scope.spawn(|| tell(name, output));
        }
        if let Some(errors) = errors {
            scope.spawn(|| tell(name, errors));
        }
        child.wait()
    })
    .context(format_args!("wait for `{}`", line(command)))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("[{name}] `{}` failed ({status})", line(command))))
}

fn tell(name: &str, printed: impl Read) {
    for line in BufReader::new(printed).split(b'\n').map_while(Result::ok) {
        println!("[{name}] {}", String::from_utf8_lossy(&line));
    }
}

/// What a command prints, or nothing when it is not there or fails. For questions, not for work.
pub(crate) fn answer(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The command as somebody would type it.
fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program()).to_string_lossy().into_owned();
    let arguments = command.get_args().map(|argument| argument.to_string_lossy().into_owned());
    std::iter::once(name).chain(arguments).collect::<Vec<_>>().join(" ")
}
