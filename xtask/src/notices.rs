//! `cargo xtask notices`: writes anew what is said of the packages that others wrote. The same test, without the variable,
//! compares it with what is built in and is part of `cargo xtask test`.

use std::ffi::OsString;

use crate::failure::Outcome;
use crate::front_end;
use crate::process::{cargo, run};
use crate::steps::no_arguments;
use crate::tree;

/// The test that compares, or writes.
const TEST: &str = "the_notices_of_others_are_those_of_what_is_built_in";

pub(crate) fn notices(rest: &[OsString]) -> Outcome {
    no_arguments("notices", rest)?;
    front_end::install(&tree::ui())?;
    let words = ["test", "--package", "xtask", "--test", "supply", "--", "--exact", TEST];
    run(cargo(words).env("UPDATE_NOTICES", "1"))
}
