#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)]

use std::f64::consts::TAU;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use super::*;

const RATE: u32 = 44_100;

/// A tone on each channel, as loud as asked.
fn tone(folder: &TempDir, name: &str, hertz: f64, loudness: [f64; 2], seconds: f64) -> PathBuf {
    let path = folder.path().join(name);
    let specification = hound::WavSpec {
        channels: 2,
        sample_rate: RATE,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::create(&path, specification).unwrap();
    for frame in 0..(seconds * f64::from(RATE)) as u32 {
        let wave = (TAU * hertz * f64::from(frame) / f64::from(RATE)).sin();
        for loudness in loudness {
            writer.write_sample((wave * loudness * f64::from(i16::MAX)) as i16).unwrap();
        }
    }
    writer.finalize().unwrap();
    path
}

/// How loud one pitch is in a sound (Goertzel's algorithm); 1 is full scale.
fn loudness_at(values: &[f32], rate: u32, hertz: f64) -> f64 {
    let step = TAU * hertz / f64::from(rate);
    let (mut one, mut two) = (0.0, 0.0);
    for value in values {
        let zero = f64::from(*value) + 2.0 * step.cos() * one - two;
        (two, one) = (one, zero);
    }
    let power = one * one + two * two - 2.0 * step.cos() * one * two;
    power.sqrt() * 2.0 / values.len() as f64
}

fn token() -> CancellationToken {
    CancellationToken::new()
}

#[test]
fn a_sound_is_measured_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let facts = inspect(&tone(&folder, "tone.txt", 440.0, [0.5, 0.25], 2.0), &token()).unwrap();
    assert_eq!((facts.sample_rate, facts.channels, facts.peaks.len()), (RATE, 2, 400));
    assert!((facts.seconds - 2.0).abs() < 0.001);
    assert!(
        facts.peaks.iter().all(|peak| (*peak - 0.5).abs() < 0.02),
        "the waveform shows the wrong loudness"
    );
}

#[test]
fn the_waveform_shows_where_it_is_loud() {
    let folder = tempfile::tempdir().unwrap();
    let path = tone(&folder, "tone.wav", 440.0, [0.0, 0.0], 1.0);
    let mut samples = decode(&path, &token()).unwrap();
    assert!((samples.seconds() - 1.0).abs() < 0.001);
    let half = samples.values.len() / 2;
    samples.values[half..].fill(0.8);
    let mut peaks = Peaks::default();
    peaks.add(&samples.values, 2);
    let slices = peaks.slices();
    assert!(slices[..199].iter().all(|peak| *peak < 0.01) && slices[201..].iter().all(|peak| *peak > 0.79));
}

#[test]
fn a_very_short_sound_fills_the_waveform() {
    let folder = tempfile::tempdir().unwrap();
    let facts = inspect(&tone(&folder, "click.wav", 5000.0, [0.5, 0.5], 0.01), &token()).unwrap();
    assert_eq!(facts.peaks.len(), 400);
    assert!(facts.peaks.iter().all(|peak| *peak > 0.3));
}

#[test]
fn telephone_sound_keeps_length_pitch_and_loudness() {
    let folder = tempfile::tempdir().unwrap();
    let path = tone(&folder, "tone.wav", 1000.0, [0.5, 0.3], 1.5);
    let before = std::fs::read(&path).unwrap();
    for rate in [TelephoneRate::Narrow, TelephoneRate::Wide] {
        let file = to_telephone_wav(&path, rate, &token()).unwrap();
        assert_eq!((file.content_type.as_str(), file.extension.as_str()), ("audio/wav", "wav"));
        let sound = decode_bytes(file.bytes, &token()).unwrap();
        assert_eq!((sound.sample_rate, sound.channels), (rate.hertz(), 1));
        assert!((sound.seconds() - 1.5).abs() < 0.01, "the message is cut or drawn out: {}", sound.seconds());
        let middle = &sound.values[sound.values.len() / 4..sound.values.len() * 3 / 4];
        let heard = loudness_at(middle, rate.hertz(), 1000.0);
        assert!((heard - 0.4).abs() < 0.02, "the message is heard at another pitch or loudness: {heard}");
        assert!(loudness_at(middle, rate.hertz(), 2000.0) < 0.01, "the message is distorted");
    }
    assert_eq!(std::fs::read(&path).unwrap(), before, "the original was changed");
}

#[test]
fn what_a_telephone_cannot_play_does_not_come_back_as_another_tone() {
    let folder = tempfile::tempdir().unwrap();
    let path = tone(&folder, "whistle.wav", 7000.0, [0.8, 0.8], 1.0);
    let file = to_telephone_wav(&path, TelephoneRate::Narrow, &token()).unwrap();
    let sound = decode_bytes(file.bytes, &token()).unwrap();
    let middle = &sound.values[1000..7000];
    assert!(middle.iter().all(|value| value.abs() < 0.02), "a high note is heard as a wrong low one");
}

#[test]
fn what_is_no_sound_is_said_to_be_none() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        inspect(&path, &token()).unwrap_err().code
    };
    assert_eq!(at("empty.wav", b""), ErrorCode::FileEmpty);
    assert_eq!(at("letter.wav", "Dear Sir or Madam. ".repeat(500).as_bytes()), ErrorCode::NotASound);
    assert_eq!(
        at("picture.mp3", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0"),
        ErrorCode::NotASound
    );
    assert_eq!(at("short.wav", b"RIFF\x24\0\0\0WAVE"), ErrorCode::NotASound);
    assert_eq!(
        inspect(&folder.path().join("missing.wav"), &token()).unwrap_err().code,
        ErrorCode::FileUnreadable
    );
    let silent = tone(&folder, "nothing.wav", 440.0, [0.5, 0.5], 0.0);
    assert_eq!(inspect(&silent, &token()).unwrap_err().code, ErrorCode::FileEmpty);
    assert_eq!(decode_bytes(Bytes::new(), &token()).unwrap_err().code, ErrorCode::FileEmpty);
}

#[test]
fn a_file_cut_short_can_still_be_heard_up_to_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = tone(&folder, "tone.wav", 440.0, [0.5, 0.5], 2.0);
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let facts = inspect(&path, &token()).unwrap();
    assert!(facts.seconds > 0.9 && facts.seconds < 1.1, "{}", facts.seconds);
}

#[test]
fn a_huge_file_and_an_endless_sound_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge.wav");
    File::create(&path).unwrap().set_len(MAXIMUM_FILE_BYTES + 1).unwrap();
    assert_eq!(inspect(&path, &token()).unwrap_err().code, ErrorCode::FileTooLarge);

    let specification = hound::WavSpec {
        channels: 1,
        sample_rate: 100,
        bits_per_sample: 8,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::create(&path, specification).unwrap();
    for _ in 0..=MAXIMUM_SECONDS * 100 {
        writer.write_sample(0_i8).unwrap();
    }
    writer.finalize().unwrap();
    let error = decode(&path, &token()).unwrap_err();
    assert_eq!((error.code, error.context["maximumSeconds"].as_str()), (ErrorCode::FileTooLarge, "1800"));
}

#[test]
fn stopping_stops() {
    let folder = tempfile::tempdir().unwrap();
    let path = tone(&folder, "tone.wav", 440.0, [0.5, 0.5], 1.0);
    let cancel = token();
    cancel.cancel();
    assert_eq!(inspect(&path, &cancel).unwrap_err().code, ErrorCode::Cancelled);
    let error = to_telephone_wav(&path, TelephoneRate::Narrow, &cancel).unwrap_err();
    assert_eq!(error.code, ErrorCode::Cancelled);
}

#[test]
#[ignore = "needs ffmpeg"]
fn the_usual_formats_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let original = tone(&folder, "tone.wav", 1000.0, [0.5, 0.5], 2.0);
    for name in ["tone.mp3", "tone.ogg", "tone.flac", "tone.m4a", "tone.aiff"] {
        let path = folder.path().join(name);
        let made =
            Command::new("ffmpeg").arg("-loglevel").arg("error").arg("-i").arg(&original).arg(&path).status();
        assert!(made.unwrap().success());
        let file = to_telephone_wav(&path, TelephoneRate::Narrow, &token()).unwrap();
        let sound = decode_bytes(file.bytes, &token()).unwrap();
        assert!((sound.seconds() - 2.0).abs() < 0.1, "{name} is cut or drawn out: {}", sound.seconds());
        let heard = loudness_at(&sound.values[4000..12_000], 8000, 1000.0);
        assert!((heard - 0.5).abs() < 0.05, "{name} sounds different: {heard}");
    }
}
