//! Real files with some bytes changed, cut or doubled: whatever comes of it, the program goes on, in little time and memory.
//!
//! A short run in every test; `CALLBOARD_MUTATIONS=1000000 cargo test --release -p callboard-media --test mutated` is a long one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::Path;
use std::time::{Duration, Instant};

use callboard_media::{CancellationToken, picture, sound};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};

/// No file of a few kilobytes may keep anybody waiting longer, even on a slow machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// Larger files would make the run slow and find nothing more.
const LARGEST: usize = 70_000;

fn files(first: char) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.file_name().unwrap().to_str().unwrap().starts_with(first));
    paths.sort();
    let all = paths.iter().map(|path| std::fs::read(path).unwrap());
    all.map(|mut bytes| {
        bytes.truncate(LARGEST);
        bytes
    })
    .collect()
}

/// One change of a file.
#[derive(Clone, Debug)]
enum Change {
    Byte(Index, u8),
    /// A number of four bytes that is as large as can be, or nothing.
    Number(Index, bool),
    Cut(Index),
    Doubled(Index, Index),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
        2 => (any::<Index>(), any::<bool>()).prop_map(|(at, is_large)| Change::Number(at, is_large)),
        1 => any::<Index>().prop_map(Change::Cut),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Change::Doubled(from, to)),
    ]
}

/// Headers are where changes matter most, so half of them fall into the first 512 bytes.
fn changed(mut bytes: Vec<u8>, changes: &[Change], in_header: bool) -> Vec<u8> {
    for change in changes {
        let reach = if in_header { bytes.len().min(512) } else { bytes.len() };
        if reach == 0 {
            return bytes;
        }
        match change {
            Change::Byte(at, byte) => bytes[at.index(reach)] = *byte,
            Change::Number(at, is_large) => {
                let at = at.index(reach);
                let end = (at + 4).min(bytes.len());
                bytes[at..end].fill(if *is_large { 0xFF } else { 0 });
            }
            Change::Cut(at) => bytes.truncate(at.index(bytes.len())),
            Change::Doubled(from, to) => {
                let (from, to) = (from.index(reach), to.index(reach));
                let part = bytes[from.min(to)..from.max(to)].to_vec();
                drop(bytes.splice(from..from, part));
            }
        }
    }
    bytes
}

fn run(first: char, decode: impl Fn(&[u8])) {
    let files = files(first);
    assert!(files.len() >= 20, "{} are too few", files.len());
    let cases = std::env::var("CALLBOARD_MUTATIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(300);
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let strategy = (any::<Index>(), proptest::collection::vec(change(), 1..6), any::<bool>());
    let outcome = runner.run(&strategy, |(file, changes, in_header)| {
        let bytes = changed(file.get(&files).clone(), &changes, in_header);
        let begun = Instant::now();
        decode(&bytes);
        prop_assert!(begun.elapsed() < PATIENCE, "the window stands still");
        Ok(())
    });
    outcome.unwrap();
}

#[test]
fn a_strange_sound_ends_nothing_but_itself() {
    run('2', |bytes| drop(sound::seconds_of(bytes.to_vec().into(), &CancellationToken::new())));
}

#[test]
fn a_strange_picture_ends_nothing_but_itself() {
    run('1', |bytes| drop(picture::stored(bytes, 64, &CancellationToken::new())));
}
