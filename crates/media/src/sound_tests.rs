#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::float_cmp
)]

use std::f64::consts::TAU;
use std::fs::File;
use std::path::PathBuf;

use callboard_model::ErrorCode;
use callboard_model::media::{SoundEdit, SoundFinding, SoundLevel};
use proptest::prelude::*;
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
    let facts = inspect(&tone(&folder, "tone.txt", 440.0, [0.5, 0.25], 2.0), &token()).unwrap().facts;
    assert_eq!((facts.container.as_str(), facts.codec.as_str()), ("WAV", "PCM"));
    assert_eq!((facts.sample_rate, facts.channels, facts.peaks.len()), (RATE, 2, 400));
    assert!((facts.seconds - 2.0).abs() < 0.001);
    assert!(
        facts.peaks.iter().all(|peak| (*peak - 0.5).abs() < 0.02),
        "the waveform shows the wrong loudness"
    );
}

#[test]
fn the_waveform_shows_where_it_is_loud_at_any_zoom() {
    let mut values = vec![0.0; 44_100];
    for (index, value) in values.iter_mut().enumerate().skip(22_050) {
        *value = if index.is_multiple_of(2) { 0.8 } else { -0.4 };
    }
    let mut waveform = Waveform::default();
    for packet in values.chunks(1001) {
        waveform.add(packet, 1, 44_100);
    }
    assert!((waveform.seconds() - 1.0).abs() < 1e-9);
    let near = |one: f32, other: f32| (one - other).abs() < 0.001;
    for (from, to, buckets) in [(0.0, 1.0, 400), (0.4, 0.6, 100), (0.49, 0.51, 50), (0.0, 1.0, 2)] {
        let view = waveform.view(from, to, buckets);
        assert_eq!((view.lows.len(), view.highs.len()), (buckets as usize, buckets as usize));
        let half = buckets as usize / 2;
        let loud = &view.highs[half + 1..];
        assert!(loud.iter().all(|high| near(*high, 0.8)), "{buckets} buckets hide what is heard");
        assert!(
            view.lows[half + 1..].iter().all(|low| near(*low, -0.4)),
            "the waveform is drawn symmetrical"
        );
        let quiet = half.saturating_sub(1);
        assert!(
            view.highs[..quiet].iter().all(|high| *high == 0.0),
            "{buckets} buckets show what is not there"
        );
    }
    for (from, to) in [(-2.0, -1.0), (5.0, 6.0), (1.0, 0.0), (f64::NAN, 1.0)] {
        assert!(waveform.view(from, to, 10).highs.len() == 10, "scrolling past the end fails");
    }
    assert_eq!(waveform.view(-1.0, 0.4, 8).highs, [0.0; 8]);
    assert_eq!(waveform.view(0.0, 1.0, 0).highs.len(), 1);
}

#[test]
fn telephone_sound_keeps_length_pitch_and_loudness() {
    let folder = tempfile::tempdir().unwrap();
    let path = tone(&folder, "tone.wav", 1000.0, [0.5, 0.3], 1.5);
    let before = std::fs::read(&path).unwrap();
    for rate in [TelephoneRate::Narrow, TelephoneRate::Wide] {
        let file = edit(&path, &SoundEdit::unchanged(rate), &token()).unwrap().file;
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
    let file = edit(&path, &SoundEdit::unchanged(TelephoneRate::Narrow), &token()).unwrap().file;
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
    let facts = inspect(&path, &token()).unwrap().facts;
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
    assert_eq!((error.code, error.context["maximumSeconds"].as_str()), (ErrorCode::SoundTooLong, "1800"));
}

#[test]
fn stopping_stops() {
    let folder = tempfile::tempdir().unwrap();
    let path = tone(&folder, "tone.wav", 440.0, [0.5, 0.5], 1.0);
    let cancel = token();
    cancel.cancel();
    assert_eq!(inspect(&path, &cancel).unwrap_err().code, ErrorCode::Cancelled);
    let error = edit(&path, &SoundEdit::unchanged(TelephoneRate::Narrow), &cancel).unwrap_err();
    assert_eq!(error.code, ErrorCode::Cancelled);
}

/// A mono sound of so many seconds at 16 kHz whose values are made from their moment.
fn drawn(folder: &TempDir, seconds: f64, value: impl Fn(f64) -> f64) -> PathBuf {
    let path = folder.path().join("drawn.wav");
    let mut writer = hound::WavWriter::create(&path, writing::specification(16_000)).unwrap();
    for frame in 0..(seconds * 16_000.0) as u32 {
        let value = value(f64::from(frame) / 16_000.0).clamp(-1.0, 1.0);
        writer.write_sample((value * 32_767.0) as i16).unwrap();
    }
    writer.finalize().unwrap();
    path
}

fn hum(moment: f64) -> f64 {
    (TAU * 300.0 * moment).sin()
}

fn findings(seconds: f64, value: impl Fn(f64) -> f64) -> Vec<SoundFinding> {
    let folder = tempfile::tempdir().unwrap();
    inspect(&drawn(&folder, seconds, value), &token()).unwrap().facts.findings
}

#[test]
fn what_callers_would_suffer_from_is_found() {
    assert_eq!(findings(2.0, |moment| 0.3 * hum(moment)), [], "a good sound is talked down");
    assert_eq!(findings(2.0, hum), [], "a sound that just touches full scale is called cut off");
    assert!(matches!(
        findings(2.0, |moment| 2.0 * hum(moment))[..],
        [SoundFinding::Clipped { places: 600.. }]
    ));
    assert_eq!(findings(2.0, |_| 0.0), [SoundFinding::Silent]);
    assert_eq!(findings(2.0, |moment| 0.0005 * hum(moment)), [SoundFinding::Silent]);
    assert_eq!(findings(2.0, |moment| 0.006 * hum(moment)), [SoundFinding::VeryQuiet]);
    assert_eq!(findings(31.0, |moment| 0.3 * hum(moment)), [SoundFinding::TooLong { advised: 30.0 }]);
    let noisy = |moment: f64| 0.001 * (TAU * 900.0 * moment).sin();
    let talk =
        move |moment: f64| if (1.0..2.5).contains(&moment) { 0.3 * hum(moment) } else { noisy(moment) };
    match findings(3.5, talk)[..] {
        [SoundFinding::SilenceAtStart { seconds: before }, SoundFinding::SilenceAtEnd { seconds: after }] => {
            // 50 ms are left of each so that no consonant is cut.
            assert!((before - 0.95).abs() < 0.011 && (after - 0.95).abs() < 0.011, "{before} {after}");
        }
        ref other => panic!("silence at the ends is not found: {other:?}"),
    }
}

#[test]
fn cutting_silence_leaves_the_words() {
    let folder = tempfile::tempdir().unwrap();
    let talk = |moment: f64| if (1.0..2.5).contains(&moment) { 0.3 * hum(moment) } else { 0.0 };
    let path = drawn(&folder, 3.5, talk);
    let cut = SoundEdit { cut_silence: true, ..SoundEdit::unchanged(TelephoneRate::Wide) };
    let edited = edit(&path, &cut, &token()).unwrap();
    assert!((edited.facts.seconds - 1.6).abs() < 0.03, "{}", edited.facts.seconds);
    assert!((edited.facts.from_seconds - 0.95).abs() < 0.02, "{}", edited.facts.from_seconds);
    let within = SoundEdit { start_ms: 500, end_ms: Some(2000), ..cut };
    let edited = edit(&path, &within, &token()).unwrap();
    assert!((edited.facts.seconds - 1.05).abs() < 0.03, "{}", edited.facts.seconds);
    let silent = drawn(&folder, 1.0, |_| 0.0);
    assert!((edit(&silent, &cut, &token()).unwrap().facts.seconds - 1.0).abs() < 0.001);
}

#[test]
fn a_drop_becomes_as_loud_as_asked_and_never_crackles() {
    let folder = tempfile::tempdir().unwrap();
    // Syllables with sharp beginnings, at loudnesses from a whisper to a shout.
    let speech = |moment: f64| {
        let syllable = moment * 4.0 % 1.0;
        (-syllable * 9.0).exp() * (hum(moment) + 0.6 * (TAU * 1730.0 * moment).sin())
    };
    for loudness in [0.05, 0.15, 0.6] {
        let path = drawn(&folder, 6.0, |moment| loudness * speech(moment));
        for rate in [TelephoneRate::Narrow, TelephoneRate::Wide] {
            let wanted = SoundEdit { level: Some(SoundLevel::SPEECH), ..SoundEdit::unchanged(rate) };
            let edited = edit(&path, &wanted, &token()).unwrap();
            let (got, peak) = (edited.facts.loudness.unwrap(), edited.facts.true_peak.unwrap());
            assert!(peak <= -1.95, "it overloads the line: {peak} dBTP");
            assert!((got + 18.0).abs() < 0.2, "callers reach for the volume: {got} LUFS of {loudness}");
            assert!(edited.facts.level_reached);
        }
    }
}

#[test]
fn what_cannot_become_loud_is_said_and_not_forced() {
    let folder = tempfile::tempdir().unwrap();
    let edited = |value: fn(f64) -> f64, seconds: f64| {
        let path = drawn(&folder, seconds, value);
        let wanted =
            SoundEdit { level: Some(SoundLevel::SPEECH), ..SoundEdit::unchanged(TelephoneRate::Wide) };
        edit(&path, &wanted, &token()).unwrap()
    };
    let silent = edited(|_| 0.0, 2.0);
    assert!(silent.samples.values.iter().all(|value| *value == 0.0) && !silent.facts.level_reached);
    assert_eq!((silent.facts.loudness, silent.facts.true_peak), (None, None));
    let room = edited(|moment| 0.001 * hum(moment), 2.0);
    assert!(!room.facts.level_reached);
    assert!((room.facts.true_peak.unwrap() + 60.0).abs() < 0.6, "a room roars: {:?}", room.facts);
    let faint = edited(|moment| 0.002 * hum(moment), 2.0);
    assert!(!faint.facts.level_reached);
    assert!((faint.facts.true_peak.unwrap() + 24.0).abs() < 0.6, "noise is blown up: {:?}", faint.facts);
    let clicks = edited(|moment| if moment % 0.5 < 0.0005 { 0.9 } else { 0.002 * hum(moment) }, 4.0);
    assert!(clicks.facts.true_peak.unwrap() <= -1.95, "{:?}", clicks.facts);
}

#[test]
fn a_part_that_holds_nothing_and_one_too_long_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = drawn(&folder, 1.0, hum);
    let whole = SoundEdit::unchanged(TelephoneRate::Wide);
    for (start_ms, end_ms) in
        [(500, Some(500)), (800, Some(200)), (1000, None), (u32::MAX, None), (0, Some(0))]
    {
        let error = edit(&path, &SoundEdit { start_ms, end_ms, ..whole }, &token()).unwrap_err();
        assert_eq!(error.code, ErrorCode::NothingLeft, "{start_ms} {end_ms:?}");
    }
    let path = drawn(&folder, f64::from(MAXIMUM_DROP_SECONDS) + 1.0, |_| 0.1);
    let error = edit(&path, &whole, &token()).unwrap_err();
    assert_eq!((error.code, error.context["maximumSeconds"].as_str()), (ErrorCode::SoundTooLong, "300"));
    let some = SoundEdit { start_ms: 290_000, ..whole };
    assert!((edit(&path, &some, &token()).unwrap().facts.seconds - 11.0).abs() < 0.001);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_trim_and_fade_keeps_what_lies_between(
        length in 0.01_f64..1.5,
        start_ms in 0_u32..1600,
        end_ms in proptest::option::of(0_u32..3000),
        fade_in_ms in 0_u32..2000,
        fade_out_ms in 0_u32..2000,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = drawn(&folder, length, |_| 0.5);
        let wanted = SoundEdit { start_ms, end_ms, fade_in_ms, fade_out_ms, ..SoundEdit::unchanged(TelephoneRate::Wide) };
        let frames = u32::try_from(decode(&path, &token()).unwrap().values.len()).unwrap();
        let (from, to) = (start_ms * 16, end_ms.map_or(frames, |end| (end * 16).min(frames)));
        match edit(&path, &wanted, &token()) {
            Err(error) => prop_assert!(error.code == ErrorCode::NothingLeft && from >= to),
            Ok(edited) => {
                let values = &edited.samples.values;
                prop_assert_eq!(values.len(), (to - from) as usize, "the ends are not where they were put");
                prop_assert!(values.iter().all(|value| (0.0..0.501).contains(value)), "a fade makes it louder");
                if fade_in_ms > 0 || from > 0 {
                    prop_assert_eq!(values[0], 0.0, "it begins with a click");
                }
                if fade_out_ms > 0 || to < frames {
                    prop_assert!(values[values.len() - 1].abs() < 0.01, "it ends with a click");
                }
                let (begin, end) = (fade_in_ms.max(5) as usize * 16, fade_out_ms.max(5) as usize * 16);
                if begin + end < values.len() {
                    let between = &values[begin..values.len() - end];
                    prop_assert!(between.iter().all(|value| (value - 0.5).abs() < 0.001), "a fade reaches too far");
                }
            }
        }
    }

    #[test]
    fn nothing_gets_past_the_limiter(
        seed in proptest::collection::vec(-4.0_f32..4.0, 1..3000),
        ceiling in 0.05_f32..1.0,
    ) {
        let mut samples = seed;
        let before = samples.clone();
        let lowest = limiter::limit(&mut samples, 8000, ceiling);
        prop_assert!(lowest > 0.0 && lowest <= 1.0);
        for (after, before) in samples.iter().zip(&before) {
            prop_assert!(after.abs() <= ceiling * 1.0001, "{after} is above {ceiling}");
            prop_assert!(after.abs() <= before.abs() * 1.0001 && after * before >= 0.0);
        }
    }
}

#[test]
fn a_call_keeps_the_words_and_loses_the_air() {
    let tone = |hertz: f32| Samples {
        sample_rate: 16_000,
        channels: 1,
        values: (0..32_000).map(|frame| (hertz * frame as f32 / 16_000.0 * TAU as f32).sin() * 0.5).collect(),
    };
    let heard = as_heard(&tone(1000.0)).unwrap();
    assert_eq!((heard.sample_rate, heard.channels, heard.values.len()), (8000, 1, 16_000));
    assert!((loudness_at(&heard.values[4000..12_000], 8000, 1000.0) - 0.5).abs() < 0.01);
    let air = as_heard(&tone(6000.0)).unwrap();
    assert!(air.values[2000..14_000].iter().all(|value| value.abs() < 0.005), "a hiss becomes a tone");
}

#[test]
fn a_damaged_recording_never_gives_a_value_that_is_no_number() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("damaged.wav");
    let specification = hound::WavSpec {
        channels: 1,
        sample_rate: 16_000,
        bits_per_sample: 32,
        sample_format: hound::SampleFormat::Float,
    };
    let mut writer = hound::WavWriter::create(&path, specification).unwrap();
    let damaged = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, f32::MIN, -f32::NAN];
    for frame in 0..32_000 {
        let value = damaged.get(frame / 4000).copied().filter(|_| frame % 4000 == 0);
        writer.write_sample(value.unwrap_or((frame as f32 / 10.0).sin() / 4.0)).unwrap();
    }
    writer.finalize().unwrap();
    let sound = decode(&path, &token()).unwrap();
    assert!(
        sound.values.iter().all(|value| value.is_finite()),
        "it would be played, and the whole drop be noise or silence"
    );
    let facts = inspect(&path, &token()).unwrap().facts;
    assert!(
        facts.loudness.is_some_and(f64::is_finite) && facts.true_peak.is_some_and(f64::is_finite),
        "{facts:?}"
    );
    let edited = edit(&path, &SoundEdit::unchanged(TelephoneRate::Wide), &token()).unwrap();
    assert!(edited.samples.values.iter().all(|value| value.is_finite()), "callers would hear it");
}
