//! What a sound is, before anything is done with it.

use std::ops::ControlFlow;
use std::path::Path;

use callboard_model::Result;
use callboard_model::media::{SoundFacts, SoundFinding};
use tokio_util::sync::CancellationToken;

use super::levelling::Meter;
use super::reading::{Place, each_packet};
use super::silence::Silence;
use super::{Waveform, reading};

/// What callers listen to at most, in seconds; longer is worth a word.
pub const ADVISED_SECONDS: f64 = 30.0;

/// Below this a sound is called very quiet, in LUFS: half as loud as [`callboard_model::media::SoundLevel::SPEECH`],
/// and half of that again.
const VERY_QUIET: f64 = -38.0;

/// Silence at an end worth a word, in seconds.
const NOTABLE_SILENCE: f64 = 0.3;

/// A value this high is full scale: 16 bits hold none higher than 32,767 / 32,768.
const FULL_SCALE: f32 = 0.9999;

/// Values at full scale one after the other that make a place cut off; a clean sound touches it once or twice.
const CLIPPED_RUN: u32 = 3;

/// Slices of the small waveform.
const SLICES: u32 = 400;

/// A sound that was looked at.
#[derive(Clone, Debug)]
pub struct Inspection {
    /// What it is.
    pub facts: SoundFacts,
    /// How it looks, to be drawn at any zoom without reading the file again.
    pub waveform: Waveform,
}

/// Decodes a whole sound and says what it is, without keeping it in memory.
///
/// # Errors
/// As [`super::decode`].
pub fn inspect(path: &Path, cancel: &CancellationToken) -> Result<Inspection> {
    let mut parts: Option<Parts> = None;
    let shape = each_packet(&Place::File(path), cancel, |values, shape| {
        parts.get_or_insert_with(|| Parts::new(shape)).add(values, shape);
        Ok(ControlFlow::Continue(()))
    })?;
    let parts = parts.unwrap_or_else(|| Parts::new(shape));
    let (loudness, true_peak) = (parts.meter.loudness(), parts.meter.true_peak());
    let facts = SoundFacts {
        seconds: shape.seconds(),
        sample_rate: shape.sample_rate,
        channels: u32::from(shape.channels),
        container: shape.names.container.to_owned(),
        codec: shape.names.codec.to_owned(),
        peaks: parts.waveform.peaks(SLICES),
        loudness,
        true_peak,
        findings: findings(shape, loudness, parts.clipping.places, parts.silence),
    };
    Ok(Inspection { facts, waveform: parts.waveform })
}

/// All that is measured in one run.
struct Parts {
    waveform: Waveform,
    meter: Meter,
    silence: Silence,
    clipping: Clipping,
}

impl Parts {
    fn new(shape: reading::Shape) -> Self {
        Self {
            waveform: Waveform::default(),
            meter: Meter::new(shape.sample_rate, shape.channels),
            silence: Silence::new(shape.sample_rate, shape.channels),
            clipping: Clipping { runs: vec![0; usize::from(shape.channels)], places: 0 },
        }
    }

    fn add(&mut self, values: &[f32], shape: reading::Shape) {
        self.waveform.add(values, shape.channels, shape.sample_rate);
        self.meter.add(values);
        for frame in values.chunks_exact(usize::from(shape.channels)) {
            self.silence.add(frame);
            self.clipping.add(frame);
        }
    }
}

/// Counts places at full scale.
struct Clipping {
    /// How long each channel has been there.
    runs: Vec<u32>,
    places: u32,
}

impl Clipping {
    fn add(&mut self, frame: &[f32]) {
        for (run, value) in self.runs.iter_mut().zip(frame) {
            *run = if value.abs() >= FULL_SCALE { run.saturating_add(1) } else { 0 };
            if *run == CLIPPED_RUN {
                self.places = self.places.saturating_add(1);
            }
        }
    }
}

fn findings(
    shape: reading::Shape,
    loudness: Option<f64>,
    places: u32,
    silence: Silence,
) -> Vec<SoundFinding> {
    let mut findings = Vec::new();
    if places > 0 {
        findings.push(SoundFinding::Clipped { places });
    }
    if shape.seconds() > ADVISED_SECONDS {
        findings.push(SoundFinding::TooLong { advised: ADVISED_SECONDS });
    }
    let Some(sounding) = silence.sounding() else {
        findings.push(SoundFinding::Silent);
        return findings;
    };
    if loudness.is_some_and(|loudness| loudness < VERY_QUIET) {
        findings.push(SoundFinding::VeryQuiet);
    }
    #[allow(clippy::cast_precision_loss, reason = "bounded by the longest sound")]
    let seconds = |frames: usize| frames as f64 / f64::from(shape.sample_rate);
    let before = seconds(sounding.start);
    if before >= NOTABLE_SILENCE {
        findings.push(SoundFinding::SilenceAtStart { seconds: before });
    }
    let after = shape.seconds() - seconds(sounding.end);
    if after >= NOTABLE_SILENCE {
        findings.push(SoundFinding::SilenceAtEnd { seconds: after });
    }
    findings
}
