//! A simulation of two admins and a colleague who work on the same agents while networks, servers, disks and the programs
//! themselves fail. One seed replays a run.
//!
//! The real use cases, systems and journal run over a network that chance rules ([`network`]), a disk that fails and tears
//! ([`disk`]) and a clock that stands still until everybody waits ([`run`]). The sandbox in process is the truth
//! ([`world`]); what has to hold is in [`invariants`]. `cargo xtask simulate` plays longer; `CALLBOARD_STORY=1` tells a run.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::print_stdout, reason = "a run tells what it did")]
#![allow(clippy::needless_pass_by_value, clippy::large_enum_variant, clippy::single_match_else)]

mod admin;
mod chance;
mod counts;
mod disk;
mod files;
mod invariants;
mod network;
mod operations;
mod run;
mod systems;
mod windows;
mod world;

use std::time::Instant;

use callboard_media::{StorageClient, StorageTimings};
use counts::Counts;
use run::{Report, Run};

/// Operations of one run: long enough for everything to meet everything, short enough to read its story.
const LENGTH: u64 = 300;

/// Runs that every test of the program plays. Other seeds are played by hand: what they find is for a person to read, not for a
/// build to fail by chance.
const SEEDS: [u64; 6] = [1, 2, 3, 4, 5, 6];

fn play(seed: u64, operations: u64) -> Report {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .max_blocking_threads(1)
        .build()
        .unwrap();
    let memory = std::path::Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap();
    let storage = StorageClient::new(StorageTimings::default()).unwrap();
    runtime.block_on(async { Run::new(seed, folder.path().to_owned(), storage).await.go(operations).await })
}

/// Plays a run and fails with what would happen to an admin and how to see it again.
fn play_well(seed: u64, operations: u64, counts: &mut Counts) {
    let report = play(seed, operations);
    for line in &report.story {
        println!("{line}");
    }
    counts.merge(&report.counts);
    assert!(
        report.violations.is_empty(),
        "seed {seed}: {}\nsee it again: cargo xtask simulate --seed {seed} --operations {operations}",
        report.violations.join("\n  ")
    );
}

#[test]
fn nothing_is_lost_doubled_or_misreported() {
    let mut counts = Counts::default();
    for seed in SEEDS {
        play_well(seed, LENGTH, &mut counts);
    }
    println!("{counts}");
}

#[test]
fn one_seed_replays_a_run() {
    let (one, other) = (play(7, 120), play(7, 120));
    let differing = one.story.iter().zip(&other.story).position(|(one, other)| one.len() != other.len());
    if let Some(line) = differing {
        println!("{}\n{}", one.story[line], other.story[line]);
    }
    assert_eq!(one.mark, other.mark, "a seed that found a fault could not show it again");
    assert_eq!(one.counts.to_string(), other.counts.to_string());
}

#[test]
#[ignore = "by hand: cargo xtask simulate"]
fn as_long_as_wanted() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let operations = number("CALLBOARD_OPERATIONS").unwrap_or(10_000);
    let first = number("CALLBOARD_SEED").unwrap_or(1);
    let began = Instant::now();
    let mut counts = Counts::default();
    let (mut seed, mut left) = (first, operations);
    while left > 0 {
        let length = left.min(LENGTH);
        play_well(seed, length, &mut counts);
        seed += 1;
        left -= length;
    }
    println!("{counts}");
    let seconds = began.elapsed().as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "no run has 2^53 operations")]
    let rate = operations as f64 / seconds;
    println!(
        "{operations} operations, seeds {first} to {}, {seconds:.1} s, {rate:.0} operations a second",
        seed - 1
    );
}
