//! `cargo xtask bindings`: writes the TypeScript bindings of the commands anew. The same test, without the
//! variable, compares them with the committed file and is part of `cargo xtask test`.

use std::ffi::OsString;
use std::time::SystemTime;

use crate::failure::{Failure, Outcome};
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
    run(cargo(["test", "--package", "callboard", "--lib", TEST]).env("UPDATE_BINDINGS", "1"))?;
    if tree::modified(&file).is_none_or(|written| written < start) {
        return Err(Failure::new(format!("the test `{TEST}` did not write {}", tree::relative(&file))));
    }
    println!("wrote {}", tree::relative(&file));
    Ok(())
}
