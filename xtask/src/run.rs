//! `cargo xtask run`: from a fresh clone to the open window.

use std::ffi::OsString;
use std::process::Command;

use crate::failure::Outcome;
use crate::process::{EMBEDDED_UI, cargo, cargo_words, run as start};
use crate::steps::no_arguments;
use crate::virtual_display::Keychain;
use crate::{front_end, prerequisites, tree, virtual_display};

pub(crate) fn run(rest: &[OsString]) -> Outcome {
    no_arguments("run", rest)?;
    let headless = virtual_display::is_needed();
    prerequisites::ensure(headless)?;
    front_end::install(&tree::ui())?;
    front_end::script("build")?;
    if headless {
        return tour();
    }
    start(&mut cargo(["build", "--bin", "callboard"].into_iter().chain(EMBEDDED_UI)))?;
    start(Command::new(tree::debug_binary()).current_dir(tree::root()))
}

/// Without a screen: drives the main job on the sample agents and leaves pictures of what it looked like.
fn tour() -> Outcome {
    println!("\nThere is no display, so the window opens in a virtual one and the main job is driven there.");
    let build = ["test", "--workspace", "--test", "tour"];
    start(&mut cargo(build.into_iter().chain(EMBEDDED_UI).chain(["--no-run"])))?;
    let drive = build.into_iter().chain(EMBEDDED_UI).chain(["--", "--ignored", "--nocapture"]);
    virtual_display::run_inside(Keychain::Unlocked, &virtual_display::words(cargo_words(drive)))?;
    println!("\nScreenshots of every stop: {}", tree::relative(&tree::screenshots()));
    Ok(())
}
