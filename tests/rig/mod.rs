//! Drives the real program through its window, the way an admin does: by role and name, pointer and keys.
//!
//! A test opens a [`Window`] on a [`Profile`] of its own, so that nothing it leaves reaches another test or the
//! developer's settings. All of it needs a display, a session bus and a keychain: `cargo xtask test` provides
//! them (`cargo xtask headless -- cargo test …` by hand). What the program shows and does belongs in the
//! journeys, not here; no back door into the program may be added for them.

// Each test program uses a part of this module.
#![allow(dead_code, unused_imports)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod accessibility;
mod dialog;
mod disk;
mod driver;
mod frames;
mod keys;
pub(crate) mod process;
mod profile;
mod target;
mod window;

pub(crate) use disk::Disk;
pub(crate) use frames::Frames;
pub(crate) use profile::Profile;
pub(crate) use target::{Name, Target, containing, target};
pub(crate) use window::{PATIENCE, Window};
