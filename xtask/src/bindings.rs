//! `cargo xtask bindings`: writes the TypeScript bindings of the commands anew. The same test, without the
//! variable, compares them with the committed file and is part of `cargo xtask test`.

use std::ffi::OsString;

use crate::failure::Outcome;
use crate::process::{cargo, run};
use crate::steps::no_arguments;

pub(crate) fn bindings(rest: &[OsString]) -> Outcome {
    no_arguments("bindings", rest)?;
    run(cargo(["test", "--package", "callboard", "--lib", "bindings"]).env("UPDATE_BINDINGS", "1"))
}
