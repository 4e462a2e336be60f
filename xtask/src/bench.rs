//! `cargo xtask bench`: how long the release build takes to its first paint, how much memory it needs, and how evenly it draws.

use std::ffi::OsString;

use crate::failure::{Failure, Outcome};
use crate::process::{EMBEDDED_UI, cargo, cargo_words, run};
use crate::steps::no_arguments;
use crate::virtual_display::Keychain;
use crate::{front_end, prerequisites, tree, virtual_display};

pub(crate) fn bench(rest: &[OsString]) -> Outcome {
    no_arguments("bench", rest)?;
    if !cfg!(target_os = "linux") {
        return Err(Failure::new(
            "the measurement needs WebKitWebDriver and /proc, which exist on Linux only",
        ));
    }
    prerequisites::ensure(true)?;
    front_end::install(&tree::ui())?;
    front_end::script("build")?;
    run(cargo(["build", "--release", "--bin", "callboard"]).args(EMBEDDED_UI))?;
    let measure: Vec<&str> =
        ["test", "--workspace", "--test", "bench"].into_iter().chain(EMBEDDED_UI).collect();
    run(cargo(measure.iter().copied()).arg("--no-run"))?;
    let mut words = virtual_display::words(["env"]);
    let mut binary = OsString::from("CALLBOARD_BINARY=");
    binary.push(tree::target().join("release").join("callboard"));
    words.push(binary);
    words.extend(virtual_display::words(cargo_words(measure)));
    words.extend(virtual_display::words(["--", "--ignored", "--nocapture"]));
    virtual_display::run_inside(Keychain::Unlocked, &words)
}
