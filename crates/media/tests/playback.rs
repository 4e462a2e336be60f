//! Playback on ALSA's file device, which writes what would be heard into a file. Ignored by default because the
//! device is chosen for the whole process, through `HOME`; run with
//! `cargo test -p callboard-media --test playback -- --ignored --test-threads=1`.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    unsafe_code
)]

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use callboard_media::{Playback, Player, Samples};
use callboard_model::ErrorCode;
use tokio::time::timeout;

/// Makes the default device of this process. The tests of this file run one after the other, before any other thread.
fn device(configuration: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let configuration = configuration.replace("HERE", home.path().to_str().unwrap());
    std::fs::write(home.path().join(".asoundrc"), configuration).unwrap();
    // SAFETY: no other thread of this process reads the environment yet.
    unsafe { std::env::set_var("HOME", home.path()) };
    home
}

fn tone(seconds: u32) -> Arc<Samples> {
    let values = (0..seconds * 8000).map(|frame| (frame as f32 * 0.6).sin() * 0.5).collect();
    Arc::new(Samples { sample_rate: 8000, channels: 1, values })
}

fn loudest(path: &Path) -> i16 {
    let bytes = std::fs::read(path).unwrap_or_default();
    bytes.chunks_exact(2).map(|two| i16::from_le_bytes([two[0], two[1]]).saturating_abs()).max().unwrap_or(0)
}

#[tokio::test]
#[ignore = "sets the process's sound device"]
async fn a_sound_comes_out_moves_on_and_ends() {
    let home = device(
        "pcm.!default { type plug slave { pcm { type file slave.pcm { type null } file \"HERE/heard.raw\" format raw } \
         format S16_LE rate 48000 channels 2 } }\nctl.!default { type hw card 0 }\n",
    );
    let player = Player::start().unwrap();
    let mut state = player.watch();
    player.play(tone(2), 1.0).await.unwrap();
    let mut furthest = 0.0_f64;
    let ended = async {
        loop {
            state.changed().await.unwrap();
            match *state.borrow() {
                Playback::Playing { seconds } => furthest = furthest.max(seconds),
                other => break other,
            }
        }
    };
    assert_eq!(timeout(Duration::from_secs(10), ended).await.unwrap(), Playback::Finished);
    assert!(furthest > 1.0 && furthest <= 2.0, "the position does not move: {furthest}");
    assert!(loudest(&home.path().join("heard.raw")) > 8000, "nothing can be heard");

    player.play(tone(60), 0.0).await.unwrap();
    player.stop();
    let stopped = state.wait_for(|state| *state == Playback::Silent);
    timeout(Duration::from_secs(2), stopped).await.unwrap().unwrap();
}

#[tokio::test]
#[ignore = "sets the process's sound device"]
async fn a_computer_without_a_device_says_so() {
    let _home = device("pcm.!default { type hw card 31 }\nctl.!default { type hw card 31 }\n");
    let player = Player::start().unwrap();
    let error = player.play(tone(1), 0.0).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NoSoundDevice);
    assert!(error.detail.is_some(), "nobody learns why");
    let again = player.play(tone(1), 0.0).await.unwrap_err();
    assert_eq!(again.code, ErrorCode::NoSoundDevice, "the second try hangs or panics");
}
