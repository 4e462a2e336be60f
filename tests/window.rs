//! The whole program, driven through its real window.
//!
//! Each journey is one file of tests/window/. They need a display, a session bus and a keychain, so they run with
//! `cargo xtask test --only window`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod rig;

#[path = "window/first_screen.rs"]
mod first_screen;
