//! How long the program takes from its start to the first paint, and how much memory it then holds.
//!
//! Figures, not limits: they depend on the machine. `cargo xtask bench` builds the release program and runs this.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
// The figures are what it is for.
#![allow(clippy::print_stdout)]

mod rig;

use std::time::Duration;

use rig::{Profile, Window};

const STARTS: usize = 5;

#[tokio::test]
#[ignore = "measures the release build: cargo xtask bench"]
async fn start_to_first_paint_and_memory() {
    let profile = Profile::new();
    let mut paints = Vec::new();
    let mut memories = Vec::new();
    for _ in 0..STARTS {
        let window = Window::open(&profile).await;
        paints.push(window.first_paint().await);
        // What was needed only to start is given back within a moment.
        tokio::time::sleep(Duration::from_secs(2)).await;
        memories.push(window.memory());
        window.close().await;
    }
    paints.sort();
    memories.sort_unstable();
    assert!(paints[0] > Duration::ZERO, "a paint before the start cannot be: {paints:?}");
    assert!(memories[0] > 0, "a program without memory cannot be: {memories:?}");
    println!("start to first contentful paint, {STARTS} starts: {paints:?}, median {:?}", paints[STARTS / 2]);
    println!(
        "memory, proportional share of all processes: {memories:?} KiB, median {} MiB",
        memories[STARTS / 2] / 1024
    );
}
