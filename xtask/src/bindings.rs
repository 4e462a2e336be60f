//! `cargo xtask bindings`: writes the TypeScript bindings of the commands anew. The same test, without the
//! variable, compares them with the committed file and is part of `cargo xtask test`.

use std::ffi::OsString;
use std::fs;
use std::time::SystemTime;

use crate::failure::{Context, Failure, Outcome};
use crate::process::{cargo, run};
use crate::steps::no_arguments;
use crate::tree;

/// The test that compares, or writes.
const TEST: &str = "the_window_speaks_to_the_commands_there_are";

pub(crate) fn bindings(rest: &[OsString]) -> Outcome {
    no_arguments("bindings", rest)?;
    let file = tree::ui().join("src").join("bridge").join("bindings.ts");
    let start = SystemTime::now();
    // Without the embedded UI, which cannot be built before its bindings are there.
    // A program that gets its page from a server needs no page to be built.
    let settings = tree::root().join("tauri.development.json");
    let settings = fs::read_to_string(&settings).context(format_args!("read {}", settings.display()))?;
    let mut test = cargo(["test", "--package", "callboard", "--lib", TEST]);
    run(test.env("UPDATE_BINDINGS", "1").env("TAURI_CONFIG", settings))?;
    if tree::modified(&file).is_none_or(|written| written < start) {
        return Err(Failure::new(format!("the test `{TEST}` did not write {}", tree::relative(&file))));
    }
    println!("wrote {}", tree::relative(&file));
    Ok(())
}
