//! The sounds of `cases/`, and kinds that ffmpeg makes, judged by ffmpeg: as long and as loud as it has them.
//!
//! Ignored by default because ffmpeg may be missing; `cargo xtask test` installs it and runs
//! `cargo test -p callboard-media --test judged_cases -- --ignored`.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss
)]

use std::path::{Path, PathBuf};
use std::process::Command;

use callboard_media::{CancellationToken, sound};
use tempfile::TempDir;

fn ffmpeg(arguments: &[&str]) -> (Vec<u8>, String) {
    let output = Command::new("ffmpeg").args(["-hide_banner", "-nostdin", "-y"]).args(arguments).output();
    let output = output.expect("ffmpeg is installed");
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{log}");
    (output.stdout, log)
}

/// Seconds and LUFS as ffmpeg has them, the latter of as many channels as we read: HE-AAC of one channel gets two there, for
/// a second one could be hidden in it, and the same sound twice is 3 LU more (ITU-R BS.1770).
fn judged(path: &Path, channels: u32) -> (f64, f64) {
    let path = path.to_str().unwrap();
    let (values, _) = ffmpeg(&["-i", path, "-vn", "-ac", "1", "-ar", "48000", "-f", "s16le", "-"]);
    let (_, log) = ffmpeg(&["-i", path, "-vn", "-af", "ebur128", "-f", "null", "-"]);
    let summary = log.rsplit("Summary:").next().unwrap();
    let line = summary.lines().find_map(|line| line.trim().strip_prefix("I:")).unwrap();
    let loudness: f64 = line.split_whitespace().next().unwrap().parse().unwrap();
    let twice = channels == 1 && log.contains(", stereo,");
    (values.len() as f64 / 96_000.0, if twice { loudness - 10.0 * 2_f64.log10() } else { loudness })
}

/// What is wrong with how a sound is read; nothing where it is as ffmpeg has it.
fn wrong(path: &Path, tolerance: f64) -> Option<String> {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let facts = match sound::inspect(path, &CancellationToken::new()) {
        Ok(inspection) => inspection.facts,
        Err(error) => return Some(format!("{name}: {error} {:?}", error.context)),
    };
    let (seconds, loudness) = judged(path, facts.channels);
    let off = (facts.seconds - seconds, facts.loudness.unwrap_or(-70.0) - loudness.max(-70.0));
    (off.0.abs() > tolerance || off.1.abs() > 0.5).then(|| format!("{name} is off by {off:?}"))
}

#[test]
#[ignore = "needs ffmpeg"]
fn the_cases_are_as_long_and_as_loud_as_they_are() {
    // Refused by name, or with nothing in them.
    const NOT_READ: [&str; 5] = ["209", "233", "234", "237", "238"];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let number = |path: &Path| path.file_name().unwrap().to_string_lossy()[..3].to_owned();
    let sounds = files.iter().filter(|path| number(path).starts_with('2'));
    let read: Vec<_> = sounds.filter(|path| !NOT_READ.contains(&number(path).as_str())).collect();
    assert!(read.len() >= 26, "{} are too few", read.len());
    let wrong: Vec<_> = read.into_iter().filter_map(|path| wrong(path, 0.12)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Two seconds of one pitch and three of another, on two channels.
fn tones(folder: &TempDir) -> [String; 2] {
    [
        ("one.wav", "sine=440:duration=2:sample_rate=48000"),
        ("two.wav", "sine=600:duration=3:sample_rate=48000"),
    ]
    .map(|(name, tone)| {
        let path = folder.path().join(name).to_str().unwrap().to_owned();
        ffmpeg(&["-f", "lavfi", "-i", tone, "-af", "volume=6dB", "-ac", "2", &path]);
        path
    })
}

#[test]
#[ignore = "needs ffmpeg"]
fn kinds_that_programs_and_telephones_write_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let [one, two] = tones(&folder);
    let path = |name: &str| folder.path().join(name);
    let mut all = Vec::new();
    for (name, options) in [
        ("adpcm.wav", "-c:a adpcm_ms"),
        ("alaw.wav", "-ar 8000 -ac 1 -c:a pcm_alaw"),
        ("mulaw.au", "-ar 8000 -ac 1 -c:a pcm_mulaw"),
        ("double.wav", "-c:a pcm_f64le"),
        ("byte.wav", "-c:a pcm_u8"),
        ("six.wav", "-ac 6 -c:a pcm_s16le"),
        ("long.wav", "-rf64 always"),
        ("mp3.wav", "-c:a libmp3lame"),
        ("six.opus", "-ac 6 -c:a libopus -mapping_family 1"),
        ("opus.mp4", "-c:a libopus"),
        ("opus.webm", "-c:a libopus"),
        ("vorbis.webm", "-c:a libvorbis"),
        ("aac.mka", "-c:a aac"),
        ("plain.aac", "-c:a aac"),
        ("aac.mov", "-c:a aac"),
        ("pcm.mov", "-c:a pcm_s16be"),
        ("pieces.mp4", "-c:a aac -movflags +frag_keyframe+empty_moov"),
        ("pcm.caf", "-c:a pcm_s16le"),
    ] {
        let file = path(name);
        let words: Vec<&str> = options.split(' ').collect();
        ffmpeg(&[&["-i", &two], &words[..], &["-strict", "-2", file.to_str().unwrap()]].concat());
        all.push(file);
    }
    // Recordings one after the other, of other channels and rates.
    for (name, [first, second]) in [
        ("joined.opus", ["-ac 1 -c:a libopus", "-c:a libopus"]),
        ("joined.ogg", ["-ar 44100 -c:a libvorbis", "-ar 22050 -ac 1 -c:a libvorbis"]),
        ("joined.mp3", ["-ar 44100 -c:a libmp3lame", "-ar 24000 -ac 1 -c:a libmp3lame"]),
    ] {
        let mut bytes = Vec::new();
        for (source, options) in [(&one, first), (&two, second)] {
            let part = path(&format!("part-{name}"));
            let words: Vec<&str> = options.split(' ').collect();
            ffmpeg(&[&["-i", source], &words[..], &[part.to_str().unwrap()]].concat());
            bytes.extend(std::fs::read(&part).unwrap());
        }
        std::fs::write(path(name), bytes).unwrap();
        let seconds = sound::inspect(&path(name), &CancellationToken::new()).unwrap().facts.seconds;
        assert!((seconds - 5.0).abs() < 0.12, "{name} ends after {seconds} s");
    }
    let wrong: Vec<_> = all.iter().filter_map(|path| wrong(path, 0.06)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
