//! Sounds and pictures like those in public reports of people who do this work, in `cases/`: each with what is right, as
//! ffmpeg, ImageMagick and Pillow have it (`judged_cases.rs` asks the first two).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use callboard_media::{CancellationToken, PictureTarget, picture, sound};
use callboard_model::media::{Crop, SoundEdit, SoundFacts, SoundFinding, SoundLevel, TelephoneRate};
use callboard_model::{CallboardError, ErrorCode};

fn token() -> CancellationToken {
    CancellationToken::new()
}

fn case(number: u32) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let begin = format!("{number}-");
    let mut files = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    files.find(|path| path.file_name().unwrap().to_str().unwrap().starts_with(&begin)).unwrap()
}

fn facts(number: u32) -> SoundFacts {
    sound::inspect(&case(number), &token()).unwrap_or_else(|error| panic!("{number}: {error}")).facts
}

fn refused(number: u32) -> CallboardError {
    sound::inspect(&case(number), &token()).map(|inspection| inspection.facts).unwrap_err()
}

/// A drop of it, as loud as speech should be.
fn drop_of(number: u32, cut_silence: bool) -> sound::EditedSound {
    let wanted = SoundEdit {
        level: Some(SoundLevel::SPEECH),
        cut_silence,
        ..SoundEdit::unchanged(TelephoneRate::Wide)
    };
    sound::edit(&case(number), &wanted, &token()).unwrap_or_else(|error| panic!("{number}: {error}"))
}

#[test]
fn every_recording_is_read_to_its_real_end() {
    for (number, milliseconds, tolerance) in [
        (201, 2000.0, 1.0),
        (202, 2000.0, 1.0),
        (204, 2000.0, 1.0),
        (205, 2000.0, 1.0),
        (206, 2000.0, 1.0),
        (207, 2000.0, 1.0),
        (210, 2000.0, 1.0),
        (212, 2000.0, 1.0),
        (213, 500.0, 1.0),
        (214, 2000.0, 1.0),
        (216, 8046.0, 60.0),
        (218, 5043.0, 100.0),
        (219, 5063.0, 120.0),
        (220, 2000.0, 60.0),
        (221, 1500.0, 30.0),
        (223, 2021.0, 30.0),
        (224, 2000.0, 60.0),
        (225, 5000.0, 20.0),
        (227, 2000.0, 10.0),
        (229, 2000.0, 1.0),
        (230, 2000.0, 1.0),
        (235, 2000.0, 1.0),
        (242, 2000.0, 170.0),
        (243, 2041.0, 10.0),
    ] {
        let facts = facts(number);
        let off = facts.seconds * 1000.0 - milliseconds;
        assert!(off.abs() <= tolerance, "{number} is off by {off} ms");
        assert!(!facts.findings.contains(&SoundFinding::Silent), "{number} is called silent");
        let edited = drop_of(number, false);
        let loudness = edited.facts.loudness.unwrap_or_else(|| panic!("callers hear nothing of {number}"));
        assert!((loudness + 18.0).abs() < 0.5, "{number} becomes {loudness} LUFS");
        let off = edited.facts.seconds * 1000.0 - milliseconds;
        assert!(off.abs() <= tolerance, "the drop of {number} is off by {off} ms");
    }
}

#[test]
fn what_is_not_read_is_called_by_its_name() {
    for (number, format) in [(209, "GSM"), (234, "AMR")] {
        let error = refused(number);
        assert_eq!(error.code, ErrorCode::NotASound, "{number}");
        assert_eq!(error.context.get("format").map(String::as_str), Some(format), "{number}");
    }
    assert_eq!(refused(233).code, ErrorCode::FileEmpty, "nothing was recorded");
}

#[test]
fn absurd_numbers_in_a_header_are_refused_at_once() {
    for (number, keys) in [(237, ["sampleRate", "maximumSampleRate"]), (238, ["channels", "maximumChannels"])]
    {
        let begun = Instant::now();
        let error = refused(number);
        assert_eq!(error.code, ErrorCode::NotASound, "{number}");
        assert!(keys.iter().all(|key| error.context.contains_key(*key)), "{number}: {error:?}");
        assert!(begun.elapsed() < Duration::from_secs(2), "the window stands still");
    }
}

/// How loud one pitch is (Goertzel's algorithm); 1 is full scale.
#[allow(clippy::cast_precision_loss)]
fn loudness_at(values: &[f32], rate: u32, hertz: f64) -> f64 {
    let step = std::f64::consts::TAU * hertz / f64::from(rate);
    let (mut one, mut two) = (0.0, 0.0);
    for value in values {
        let zero = f64::from(*value) + 2.0 * step.cos() * one - two;
        (two, one) = (one, zero);
    }
    let power = one * one + two * two - 2.0 * step.cos() * one * two;
    power.sqrt() * 2.0 / values.len() as f64
}

#[test]
fn what_somebody_cut_away_on_the_telephone_is_not_uploaded() {
    let edited = drop_of(221, false);
    let values = &edited.samples.values;
    let (kept, cut_away) = (loudness_at(values, 16_000, 440.0), loudness_at(values, 16_000, 180.0));
    assert!(kept > 0.1, "what was kept is not heard: {kept}");
    assert!(cut_away < kept / 300.0, "what was cut away is heard: {cut_away} beside {kept}");
}

#[test]
fn sides_that_take_each_other_away_are_heard_all_the_same() {
    let edited = drop_of(229, false);
    assert!(edited.facts.level_reached, "callers hear silence: {:?}", edited.facts);
}

#[test]
fn an_offset_is_no_sound() {
    let findings = facts(231).findings;
    let silence = |finding: &SoundFinding| matches!(finding, SoundFinding::SilenceAtStart { seconds } | SoundFinding::SilenceAtEnd { seconds } if *seconds > 0.8);
    assert_eq!(findings.iter().filter(|finding| silence(finding)).count(), 2, "{findings:?}");
    let edited = drop_of(231, true);
    assert!((edited.facts.seconds - 2.0).abs() < 0.2, "{:?}", edited.facts);
    let sum: f64 = edited.samples.values.iter().map(|value| f64::from(*value)).sum();
    #[allow(clippy::cast_precision_loss)]
    let offset = sum / edited.samples.values.len() as f64;
    assert!(offset.abs() < 0.002, "the drop clicks: {offset}");
}

#[test]
fn a_room_in_which_nobody_spoke_is_told_and_not_made_to_roar() {
    assert!(facts(240).findings.contains(&SoundFinding::Silent));
    let loudness = drop_of(240, false).facts.loudness.unwrap_or(-100.0);
    assert!(loudness < -60.0, "callers hear a roar of {loudness} LUFS");
}

/// Width and height, and the pixel at 3, 3 of the upright picture.
fn seen(number: u32) -> ((u32, u32), [u8; 4]) {
    let path = case(number);
    let facts = picture::inspect(&path, &token()).unwrap_or_else(|error| panic!("{number}: {error}"));
    let side = facts.width.min(facts.height);
    let target = PictureTarget { side, png: true, jpeg: false, maximum_bytes: None };
    let crop = Crop { x: 0.0, y: 0.0, side: f64::from(side), rotation: 0.0 };
    let stored = picture::square(&path, crop, &target, &token()).unwrap();
    let stored = image::load_from_memory(&stored.bytes).unwrap().to_rgba8();
    ((facts.width, facts.height), stored.get_pixel(3, 3).0)
}

#[test]
fn pictures_stand_upright_in_their_own_colours() {
    for (number, size, colour, tolerance) in [
        (101, (40, 60), [40, 60, 200], 12),
        (102, (40, 60), [40, 60, 200], 12),
        (104, (40, 60), [200, 30, 30], 6),
        (105, (40, 60), [30, 160, 60], 1),
        (107, (60, 40), [200, 30, 30], 12),
        (109, (60, 40), [192, 0, 229], 12),
        (110, (60, 40), [200, 30, 30], 12),
        (111, (60, 40), [220, 0, 0], 8),
        (113, (60, 40), [220, 0, 0], 8),
        (114, (60, 40), [188, 188, 188], 3),
        (120, (60, 40), [200, 30, 30], 6),
        (126, (60, 40), [200, 30, 30], 6),
        (127, (60, 40), [200, 30, 30], 12),
        (129, (60, 40), [220, 0, 0], 8),
        (130, (60, 40), [200, 30, 30], 6),
        (132, (60, 40), [200, 30, 30], 6),
        (133, (60, 40), [220, 0, 0], 8),
    ] {
        let (seen_size, pixel) = seen(number);
        assert_eq!(seen_size, size, "{number} lies on its side");
        let off = pixel.iter().zip(colour).map(|(one, other)| one.abs_diff(other)).max().unwrap();
        assert!(off <= tolerance, "{number} shows {pixel:?} in place of {colour:?}");
    }
    let ((width, height), pixel) = seen(123);
    assert_eq!((width, height, pixel[3]), (60, 40, 0), "what is transparent became black");
}

#[test]
fn pictures_that_cannot_be_shown_whole_are_refused_with_the_reason() {
    let refused = |number| picture::inspect(&case(number), &token()).unwrap_err();
    let context = |error: &CallboardError, key: &str| error.context.get(key).cloned().unwrap_or_default();
    for number in [116, 117] {
        let error = refused(number);
        assert_eq!((error.code, context(&error, "fault").as_str()), (ErrorCode::NotAPicture, "cutOff"));
    }
    assert_eq!(refused(119).code, ErrorCode::HeicPicture);
    for (number, format) in [(121, "avif"), (124, "JPEG (arithmetic coding)")] {
        let error = refused(number);
        assert_eq!((error.code, context(&error, "format").as_str()), (ErrorCode::NotAPicture, format));
    }
}

#[test]
fn a_picture_of_an_agent_is_handed_on_as_pixels_alone() {
    let path = case(111);
    let small = picture::stored(&std::fs::read(path).unwrap(), 32, &token()).unwrap();
    let shown = image::load_from_memory(&small.bytes).unwrap();
    assert_eq!((small.content_type.as_str(), shown.width()), ("image/jpeg", 32));
    assert!(!small.bytes.windows(4).any(|four| four == b"ICC_"), "the profile went along");
    let script = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    for content in [&script[..], b"<?xml version='1.0'?><!DOCTYPE x><svg/>", b"<html></html>", b""] {
        assert!(picture::stored(content, 32, &token()).is_err(), "a script would run in the window");
    }
    let mut huge = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x75\x30\0\0\x75\x30\x08\x02\0\0\0".to_vec();
    huge.extend([0_u8; 64]);
    assert!(picture::stored(&huge, 32, &token()).is_err());
}
