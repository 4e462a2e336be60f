//! Sound judged by ffmpeg: what is read, how loud it is, and what is made of it. Beside generated tones, recordings that
//! nobody made for these tests: the spoken samples of Debian's alsa-utils and the sounds of sound-theme-freedesktop.
//!
//! Ignored by default because the packages may be missing; `cargo xtask test` installs them and runs
//! `cargo test -p callboard-media --test judged -- --ignored`.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::print_stdout
)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use callboard_media::sound::{self, TelephoneRate};
use callboard_media::{CancellationToken, Samples};
use callboard_model::media::{SoundEdit, SoundFacts, SoundLevel};
use tempfile::TempDir;

const SPOKEN: &str = "/usr/share/sounds/alsa/Front_Center.wav";
const SPOKEN_STEREO: &str = "/usr/share/sounds/freedesktop/stereo/audio-channel-front-center.oga";
const RINGING: &str = "/usr/share/sounds/freedesktop/stereo/phone-incoming-call.oga";

fn token() -> CancellationToken {
    CancellationToken::new()
}

fn ffmpeg(arguments: &[&str]) -> (Vec<u8>, String) {
    let output = Command::new("ffmpeg").args(["-hide_banner", "-nostdin", "-y"]).args(arguments).output();
    let output = output.expect("ffmpeg is installed");
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{log}");
    (output.stdout, log)
}

/// Seconds, LUFS and dBTP as ffmpeg has them.
fn judged(path: &Path) -> (f64, f64, f64) {
    let path = path.to_str().unwrap();
    let (values, _) = ffmpeg(&["-i", path, "-vn", "-ac", "1", "-ar", "48000", "-f", "s16le", "-"]);
    let (_, log) = ffmpeg(&["-i", path, "-vn", "-af", "ebur128=peak=true", "-f", "null", "-"]);
    let summary = log.rsplit("Summary:").next().unwrap();
    let after = |name: &str| {
        let line = summary.lines().find_map(|line| line.trim().strip_prefix(name)).unwrap();
        line.split_whitespace().next().unwrap().parse::<f64>().unwrap()
    };
    (values.len() as f64 / 96_000.0, after("I:"), after("Peak:"))
}

fn facts(path: &Path) -> SoundFacts {
    sound::inspect(path, &token()).unwrap_or_else(|error| panic!("{}: {error}", path.display())).facts
}

fn encoded(folder: &TempDir, source: &str, name: &str, codec: &str) -> PathBuf {
    let path = folder.path().join(name);
    ffmpeg(&["-i", source, "-c:a", codec, "-strict", "-2", path.to_str().unwrap()]);
    path
}

/// A recording of the length of a long drop, from the spoken samples one after the other.
fn spoken(folder: &TempDir, seconds: u32, name: &str, codec: &str) -> PathBuf {
    let path = folder.path().join(name);
    let seconds = seconds.to_string();
    ffmpeg(&["-stream_loop", "-1", "-i", SPOKEN, "-t", &seconds, "-c:a", codec, path.to_str().unwrap()]);
    path
}

#[test]
#[ignore = "needs ffmpeg, alsa-utils and sound-theme-freedesktop"]
fn every_common_format_is_read_as_long_and_as_loud_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    for source in [SPOKEN, SPOKEN_STEREO] {
        for (name, codec, kind, called) in [
            ("sound.wav", "pcm_s24le", "WAV", "PCM"),
            ("sound.aiff", "pcm_s16be", "AIFF", "PCM"),
            ("sound.caf", "alac", "CAF", "Apple Lossless"),
            ("sound.mp3", "libmp3lame", "MP3", "MP3"),
            ("sound.m4a", "aac", "M4A", "AAC"),
            ("lossless.m4a", "alac", "M4A", "Apple Lossless"),
            ("sound.ogg", "libvorbis", "OGG", "Vorbis"),
            ("sound.opus", "libopus", "OGG", "Opus"),
            ("sound.webm", "libopus", "WebM", "Opus"),
            ("vorbis.webm", "libvorbis", "WebM", "Vorbis"),
            ("sound.mka", "flac", "Matroska", "FLAC"),
            ("sound.flac", "flac", "FLAC", "FLAC"),
        ] {
            let path = encoded(&folder, source, name, codec);
            let unnamed = folder.path().join("sound");
            std::fs::rename(&path, &unnamed).unwrap();
            let (seconds, loudness, peak) = judged(&unnamed);
            let facts = facts(&unnamed);
            let off = (
                facts.seconds - seconds,
                facts.loudness.unwrap() - loudness,
                facts.true_peak.unwrap() - peak,
            );
            println!("{name:<14} {} s, off by {:.4} s, {:.2} LU, {:.2} dB", seconds, off.0, off.1, off.2);
            assert_eq!((facts.container.as_str(), facts.codec.as_str()), (kind, called), "{name}");
            if off.0.abs() > 0.06 || off.1.abs() > 0.3 || off.2.abs() > 0.5 {
                wrong.push(format!("{name} of {source}: {off:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
#[ignore = "needs ffmpeg, alsa-utils and sound-theme-freedesktop"]
fn drops_are_as_loud_as_asked_by_an_independent_meter() {
    let folder = tempfile::tempdir().unwrap();
    let memo = spoken(&folder, 12, "memo.m4a", "aac");
    for source in [Path::new(SPOKEN), Path::new(SPOKEN_STEREO), Path::new(RINGING), &memo] {
        for rate in [TelephoneRate::Narrow, TelephoneRate::Wide] {
            let wanted = SoundEdit { level: Some(SoundLevel::SPEECH), ..SoundEdit::unchanged(rate) };
            let edited = sound::edit(source, &wanted, &token()).unwrap();
            let path = folder.path().join("drop.wav");
            std::fs::write(&path, &edited.file.bytes).unwrap();
            let (seconds, loudness, peak) = judged(&path);
            println!(
                "{} at {}: {loudness} LUFS, {peak} dBTP; own {:?}",
                source.display(),
                rate.hertz(),
                edited.facts
            );
            assert!((seconds - edited.facts.seconds).abs() < 0.001);
            assert!((loudness + 18.0).abs() <= 0.3, "{} is {loudness} LUFS", source.display());
            assert!(peak <= -1.7, "{} peaks at {peak} dBTP", source.display());
        }
    }
}

/// The loudest value of a sound in dB of full scale, as ffmpeg has it, without its first and last tenth of a second.
fn loudest(path: &Path) -> f64 {
    let path = path.to_str().unwrap();
    let middle = ["-ss", "0.1", "-t", "0.8", "-i", path, "-af", "volumedetect", "-f", "null", "-"];
    let (_, log) = ffmpeg(&middle);
    let found = log.split("max_volume: ").nth(1).unwrap();
    found.split_whitespace().next().unwrap().parse().unwrap()
}

#[test]
#[ignore = "needs ffmpeg"]
fn what_a_telephone_passes_is_kept_and_what_it_does_not_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let (tone, drop) = (folder.path().join("tone.wav"), folder.path().join("drop.wav"));
    for from in [44_100, 48_000, 22_050] {
        for (rate, passes, stops) in [
            (
                TelephoneRate::Narrow,
                &[100, 300, 1000, 2000, 3000, 3400, 3700][..],
                &[4300, 5000, 7000, 9000][..],
            ),
            (TelephoneRate::Wide, &[100, 1000, 3400, 6000, 7000, 7500][..], &[8600, 10_000][..]),
        ] {
            for (hertz, kept) in
                passes.iter().map(|hertz| (hertz, true)).chain(stops.iter().map(|hertz| (hertz, false)))
            {
                let source = format!("sine=frequency={hertz}:sample_rate={from}:duration=1,volume=12dB");
                ffmpeg(&["-f", "lavfi", "-i", &source, tone.to_str().unwrap()]);
                let edited = sound::edit(&tone, &SoundEdit::unchanged(rate), &token()).unwrap();
                std::fs::write(&drop, &edited.file.bytes).unwrap();
                let (before, after) = (loudest(&tone), loudest(&drop));
                let told =
                    format!("{hertz} Hz of {from} at {}: {before} dB becomes {after} dB", rate.hertz());
                if kept {
                    assert!((after - before).abs() < 1.0, "a voice changes its colour: {told}");
                } else {
                    assert!(after < -60.0, "a tone is heard that was not there: {told}");
                }
            }
        }
    }
}

#[test]
#[ignore = "needs ffmpeg"]
fn a_call_sounds_as_it_does_to_ffmpeg() {
    let folder = tempfile::tempdir().unwrap();
    let values: Vec<i16> = (i16::MIN..=i16::MAX).step_by(3).collect();
    let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
    let (raw, call) = (folder.path().join("values.raw"), folder.path().join("call.ulaw"));
    std::fs::write(&raw, bytes).unwrap();
    let wave = ["-f", "s16le", "-ar", "8000", "-ac", "1"];
    let (raw, call) = (raw.to_str().unwrap(), call.to_str().unwrap());
    ffmpeg(&[&wave[..], &["-i", raw, "-f", "mulaw", call]].concat());
    let (heard, _) = ffmpeg(&["-f", "mulaw", "-ar", "8000", "-ac", "1", "-i", call, "-f", "s16le", "-"]);
    let expected: Vec<i16> = heard.chunks_exact(2).map(|two| i16::from_le_bytes([two[0], two[1]])).collect();
    let samples = Samples {
        sample_rate: 8000,
        channels: 1,
        values: values.iter().map(|value| f32::from(*value) / 32_767.0).collect(),
    };
    let own = sound::as_heard(&samples).unwrap();
    let mut unequal = 0;
    for ((value, expected), own) in values.iter().zip(&expected).zip(&own.values) {
        let own = (own * 32_768.0) as i16;
        if own != *expected {
            unequal += 1;
            // ffmpeg takes the nearest code, looked up in steps of four. G.711's own decision values (table 2a) are the
            // same but at the beginning of a segment, where they lie lower.
            let (one, other) = (i32::from(*value) - i32::from(own), i32::from(*value) - i32::from(*expected));
            let biased = i32::from(*value).abs() + 132;
            let segment = 1 << biased.ilog2();
            let begins = biased - segment <= segment / 128 + 4;
            assert!(
                begins || one.abs() - other.abs() <= 8,
                "{value} is heard as {own} and not as {expected}"
            );
        }
    }
    println!("{unequal} of {} values lie near the middle of two codes and go the other way", values.len());
    assert!(unequal * 50 <= values.len(), "{unequal} of {}", values.len());
}

/// How fast a drop is made, beside ffmpeg doing the same to the same file. Run it with `--release` and `--nocapture`.
#[test]
#[ignore = "a measurement; needs ffmpeg and alsa-utils"]
fn pace_of_a_minute() {
    let folder = tempfile::tempdir().unwrap();
    let memo = spoken(&folder, 60, "memo.m4a", "aac");
    let out = folder.path().join("out.wav");
    let wanted = SoundEdit { level: Some(SoundLevel::SPEECH), ..SoundEdit::unchanged(TelephoneRate::Narrow) };
    let best = |work: &dyn Fn()| {
        let times = (0..5).map(|_| {
            let begun = Instant::now();
            work();
            begun.elapsed().as_secs_f64()
        });
        times.fold(f64::INFINITY, f64::min)
    };
    let own = best(&|| {
        let edited = sound::edit(&memo, &wanted, &token()).unwrap();
        std::fs::write(&out, &edited.file.bytes).unwrap();
    });
    let judge = best(&|| {
        let filter = "loudnorm=I=-18:TP=-2:LRA=11";
        let ends = [memo.to_str().unwrap(), out.to_str().unwrap()];
        ffmpeg(&["-i", ends[0], "-af", filter, "-ar", "8000", "-ac", "1", "-c:a", "pcm_s16le", ends[1]]);
    });
    let plain = best(&|| {
        let ends = [memo.to_str().unwrap(), out.to_str().unwrap()];
        ffmpeg(&["-i", ends[0], "-ar", "8000", "-ac", "1", "-c:a", "pcm_s16le", ends[1]]);
    });
    println!(
        "60 s of AAC to a levelled drop: {own:.3} s; ffmpeg {judge:.3} s (ratio {:.2}), without levelling {plain:.3} s",
        own / judge
    );
    assert!(own < 60.0, "a drop takes longer to make than to hear");
}
