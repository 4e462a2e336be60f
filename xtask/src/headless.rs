//! `cargo xtask headless -- CMD…`: any command inside the virtual display, for trying things by hand.

use std::ffi::OsString;

use crate::failure::{Failure, Outcome};
use crate::virtual_display::Keychain;
use crate::{prerequisites, virtual_display};

pub(crate) fn headless(rest: &[OsString]) -> Outcome {
    let (keychain, rest) = match rest {
        [flag, name, rest @ ..] if flag == "--keychain" => (Keychain::named(name)?, rest),
        _ => (Keychain::Unlocked, rest),
    };
    let words = match rest.split_first() {
        Some((first, words)) if first == "--" => words,
        _ => rest,
    };
    if words.is_empty() {
        return Err(Failure::new("usage: cargo xtask headless [--keychain unlocked|locked|missing] -- CMD…"));
    }
    if !cfg!(target_os = "linux") {
        return Err(Failure::new("a virtual display exists on Linux only; run the command directly"));
    }
    prerequisites::ensure(true)?;
    virtual_display::run_inside(keychain, words)
}
