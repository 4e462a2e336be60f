//! Recording from ALSA's file device, which plays a file into a microphone. Ignored by default because the device is
//! chosen for the whole process, through `HOME`; run each test alone with
//! `cargo test -p callboard-media --test recording -- --ignored --exact NAME`.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    unsafe_code
)]

use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use callboard_media::{CancellationToken, recording, sound};
use callboard_model::ErrorCode;
use callboard_model::media::RecordingEvent;

/// Makes the default device of this process, before any other thread of it.
fn device(configuration: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let configuration = configuration.replace("HERE", home.path().to_str().unwrap());
    std::fs::write(home.path().join(".asoundrc"), configuration).unwrap();
    // SAFETY: no other thread of this process reads the environment yet.
    unsafe { std::env::set_var("HOME", home.path()) };
    home
}

#[test]
#[ignore = "sets the process's sound device"]
fn what_is_spoken_is_kept() {
    let home = device(
        "pcm.!default { type plug slave { pcm { type file slave.pcm { type null } file \"/dev/null\" \
         infile \"HERE/spoken.raw\" format raw } format S16_LE rate 48000 channels 1 } }\n\
         ctl.!default { type hw card 0 }\n",
    );
    let spoken: Vec<u8> = (0..48_000 * 40)
        .flat_map(|frame| (((f64::from(frame) * 0.05).sin() * 16_000.0) as i16).to_le_bytes())
        .collect();
    std::fs::write(home.path().join("spoken.raw"), spoken).unwrap();
    let (tell, told) = channel();
    let begun = Instant::now();
    let tell = move |event| {
        let _ = tell.send(event);
    };
    let recording = recording::Recording::start(None, &home.path().join("take.wav"), tell).unwrap();
    let mut loudest = 0.0_f32;
    let mut levels = 0;
    while begun.elapsed() < Duration::from_secs(2) {
        match told.recv_timeout(Duration::from_secs(5)).unwrap() {
            RecordingEvent::Level { peak, .. } => {
                loudest = loudest.max(peak);
                levels += 1;
            }
            RecordingEvent::Full => break,
            RecordingEvent::Interrupted => panic!("the recording broke off"),
        }
    }
    let kept = recording.finish().unwrap();
    let facts = sound::inspect(&kept.file, &CancellationToken::new()).unwrap().facts;
    assert!(levels > 10, "the meter does not move: {levels}");
    assert!((loudest - 0.49).abs() < 0.05, "the meter is wrong: {loudest}");
    assert!((facts.seconds - kept.seconds).abs() < 0.01 && facts.seconds > 0.5, "{facts:?}");
    assert!(facts.peaks.iter().any(|peak| (peak - 0.49).abs() < 0.05), "nothing of it is kept");
}

#[test]
#[ignore = "sets the process's sound device"]
fn a_computer_without_a_microphone_says_so() {
    let home = device("pcm.!default { type hw card 31 }\nctl.!default { type hw card 31 }\n");
    let listed = recording::microphones();
    assert_eq!(
        listed.err().map(|error| error.code),
        Some(ErrorCode::NoMicrophone),
        "one is offered all the same"
    );
    let begun = recording::Recording::start(None, &home.path().join("take.wav"), |_| {});
    assert_eq!(begun.err().map(|error| error.code), Some(ErrorCode::NoMicrophone));
    assert_eq!(
        std::fs::read_dir(home.path()).unwrap().count(),
        1,
        "a recording that never began leaves a file"
    );
}
