//! The whole program, driven through its real window.
//!
//! Each journey is one file of tests/window/. They need a display, a session bus and a keychain, so they run with
//! `cargo xtask test --only window`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod rig;

#[path = "window/avatar.rs"]
mod avatar;
#[path = "window/closing.rs"]
mod closing;
#[path = "window/connecting.rs"]
mod connecting;
#[path = "window/coverage.rs"]
mod coverage;
#[path = "window/drafts.rs"]
mod drafts;
#[path = "window/drops.rs"]
mod drops;
#[path = "window/editing.rs"]
mod editing;
#[path = "window/enemy.rs"]
mod enemy;
#[path = "window/faults.rs"]
mod faults;
#[path = "window/first_monday.rs"]
mod first_monday;
#[path = "window/first_screen.rs"]
mod first_screen;
#[path = "window/hours.rs"]
mod hours;
#[path = "window/keychain.rs"]
mod keychain;
#[path = "window/killed.rs"]
mod killed;
#[path = "window/lifecycle.rs"]
mod lifecycle;
#[path = "window/own_sandbox.rs"]
mod own_sandbox;
#[path = "window/planted_key.rs"]
mod planted_key;
#[path = "window/recordings.rs"]
mod recordings;
#[path = "window/screens.rs"]
mod screens;
#[path = "../crates/usecases/tests/support/search.rs"]
mod search;
#[path = "window/sounds.rs"]
mod sounds;
#[path = "window/starting.rs"]
mod starting;
#[path = "window/steps.rs"]
mod steps;
#[path = "window/voices.rs"]
mod voices;
#[path = "window/week.rs"]
mod week;
