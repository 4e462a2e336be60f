//! Sounds for the sample voicemail drops: chimes, bells, and something that talks like a person behind a wall.
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sample arithmetic on bounded values"
)]

use std::f32::consts::TAU;
use std::io::Cursor;

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

/// Samples per second.
const RATE: u32 = 16_000;

/// Notes of a calm scale, in hertz.
const NOTES: [f32; 6] = [392.0, 440.0, 523.25, 587.33, 659.26, 783.99];

/// A sound as WAV: PCM, 16 bit, one channel, 16 kHz, two to six seconds.
pub(super) fn wav(variant: u32) -> Result<Vec<u8>, hound::Error> {
    let mut random = StdRng::seed_from_u64(u64::from(variant));
    let mut samples = match variant % 3 {
        0 => chime(&mut random),
        1 => speech(&mut random),
        _ => bell(&mut random),
    };
    level(&mut samples, 0.6);
    let specification = hound::WavSpec {
        channels: 1,
        sample_rate: RATE,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut bytes = Vec::new();
    let mut writer = hound::WavWriter::new(Cursor::new(&mut bytes), specification)?;
    for sample in samples {
        writer.write_sample((sample * f32::from(i16::MAX)) as i16)?;
    }
    writer.finalize()?;
    Ok(bytes)
}

/// Brings the loudest sample to `peak`.
fn level(samples: &mut [f32], peak: f32) {
    let loudest = samples.iter().fold(0.0_f32, |loudest, sample| loudest.max(sample.abs()));
    if loudest > 0.0 {
        for sample in samples {
            *sample *= peak / loudest;
        }
    }
}

fn silence(seconds: f32) -> Vec<f32> {
    vec![0.0; (seconds * RATE as f32) as usize]
}

/// Adds a struck note that fades away.
fn strike(samples: &mut [f32], begin: f32, hertz: f32, fade: f32) {
    let first = (begin * RATE as f32) as usize;
    for (index, sample) in samples.iter_mut().skip(first).enumerate() {
        let time = index as f32 / RATE as f32;
        let attack = (time * 200.0).min(1.0);
        for (partial, loudness) in [(1.0, 1.0), (2.0, 0.4), (3.01, 0.15), (4.2, 0.06)] {
            let decay = (-time * fade * partial).exp();
            *sample += attack * loudness * decay * (TAU * hertz * partial * time).sin();
        }
    }
}

/// Four rising notes.
fn chime(random: &mut StdRng) -> Vec<f32> {
    let mut samples = silence(2.6);
    let start = random.random_range(0..3);
    for (index, hertz) in NOTES.iter().skip(start).step_by(1).take(4).enumerate() {
        strike(&mut samples, index as f32 * 0.22, *hertz, 2.2);
    }
    samples
}

/// Two low strokes.
fn bell(random: &mut StdRng) -> Vec<f32> {
    let mut samples = silence(3.2);
    let hertz = random.random_range(196.0..330.0);
    strike(&mut samples, 0.0, hertz, 1.2);
    strike(&mut samples, 0.9, hertz * 0.75, 1.2);
    samples
}

/// Syllables: a buzzing voice through two resonances that move from vowel to vowel, with pauses between words.
fn speech(random: &mut StdRng) -> Vec<f32> {
    const VOWELS: [(f32, f32); 5] =
        [(730.0, 1090.0), (530.0, 1840.0), (270.0, 2290.0), (570.0, 840.0), (300.0, 870.0)];
    let pitch = random.random_range(105.0..210.0);
    let mut samples = Vec::new();
    for _ in 0..random.random_range(5..8) {
        for _ in 0..random.random_range(2..5) {
            let (low, high) =
                VOWELS.get(random.random_range(0..VOWELS.len())).copied().unwrap_or((500.0, 1500.0));
            let accent = pitch * random.random_range(0.92..1.12);
            syllable(&mut samples, accent, low, high, random.random_range(0.12..0.22));
        }
        samples.extend(silence(random.random_range(0.08..0.22)));
    }
    samples
}

fn syllable(samples: &mut Vec<f32>, pitch: f32, low: f32, high: f32, seconds: f32) {
    let count = (seconds * RATE as f32) as usize;
    for index in 0..count {
        let time = index as f32 / RATE as f32;
        let envelope = (TAU / 2.0 * index as f32 / count as f32).sin();
        let mut sample = 0.0;
        for harmonic in 1..24_u8 {
            let hertz = pitch * f32::from(harmonic);
            let resonance = peak(hertz, low, 130.0) + 0.6 * peak(hertz, high, 190.0) + 0.03;
            sample += resonance * (TAU * hertz * time).sin() / f32::from(harmonic).sqrt();
        }
        samples.push(envelope * sample);
    }
}

/// How strongly a resonance at `centre` lets `hertz` through, 0 to 1.
fn peak(hertz: f32, centre: f32, width: f32) -> f32 {
    1.0 / (1.0 + ((hertz - centre) / width).powi(2))
}
