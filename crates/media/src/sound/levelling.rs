//! How loud a sound is (EBU R 128), and making it as loud as asked.

use callboard_model::Result;
use callboard_model::media::SoundLevel;
use ebur128::{EbuR128, Mode};
use tokio_util::sync::CancellationToken;

use super::limiter::limit;
use super::{decibels, ratio};
use crate::file::unless_cancelled;

/// Gain at most, in dB. More would bring up nothing but noise.
const MAXIMUM_GAIN: f64 = 30.0;

/// Further gain at most to make up for what limiting takes, in dB. More would flatten speech.
const MAXIMUM_MAKE_UP: f64 = 9.0;

/// Off target by less than this is on target, in LU.
const TOLERANCE: f64 = 0.1;

/// Room between what the limiter aims at and the ceiling, in dB, for what its short filter misses.
const MARGIN: f64 = 0.1;

/// Tries to make up for what limiting takes.
const ROUNDS: u32 = 12;

/// A loudness meter.
pub(super) struct Meter(Option<EbuR128>);

impl Meter {
    /// A meter; one that shows nothing where there are rates or channels that R 128 does not know.
    pub(super) fn new(sample_rate: u32, channels: u16) -> Self {
        Self(EbuR128::new(u32::from(channels), sample_rate, Mode::I | Mode::TRUE_PEAK).ok())
    }

    pub(super) fn add(&mut self, values: &[f32]) {
        if let Some(meter) = &mut self.0
            && meter.add_frames_f32(values).is_err()
        {
            self.0 = None;
        }
    }

    /// LUFS, integrated.
    pub(super) fn loudness(&self) -> Option<f64> {
        self.0.as_ref()?.loudness_global().ok().filter(|loudness| loudness.is_finite())
    }

    /// dBTP, over all channels.
    pub(super) fn true_peak(&self) -> Option<f64> {
        let meter = self.0.as_ref()?;
        let peaks = (0..meter.channels()).filter_map(|channel| meter.true_peak(channel).ok());
        decibels(peaks.fold(0.0, f64::max))
    }
}

/// Loudness and true peak of one channel.
pub(super) fn measured(samples: &[f32], sample_rate: u32) -> Meter {
    let mut meter = Meter::new(sample_rate, 1);
    meter.add(samples);
    meter
}

/// What levelling did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Levelled {
    /// dB by which the loudest places were made quieter.
    pub(super) limited: f64,
    /// Whether it is as loud as asked.
    pub(super) reached: bool,
}

/// Makes one channel as loud as asked, and keeps its true peak. A sound too short or too quiet to be measured is only
/// kept below the peak.
pub(super) fn level(
    samples: &mut Vec<f32>,
    sample_rate: u32,
    wanted: SoundLevel,
    cancel: &CancellationToken,
) -> Result<Levelled> {
    let ceiling = single(ratio(wanted.true_peak - MARGIN));
    let Some(loudness) = measured(samples, sample_rate).loudness() else {
        let lowest = limit(samples, sample_rate, ceiling);
        return Ok(Levelled { limited: lost(lowest), reached: false });
    };
    let first = (wanted.loudness - loudness).min(MAXIMUM_GAIN);
    let mut gain = first;
    let mut round = 0;
    loop {
        unless_cancelled(cancel)?;
        round += 1;
        let factor = single(ratio(gain));
        let mut louder: Vec<f32> = samples.iter().map(|sample| sample * factor).collect();
        let lowest = limit(&mut louder, sample_rate, ceiling);
        let off =
            measured(&louder, sample_rate).loudness().map_or(f64::INFINITY, |now| wanted.loudness - now);
        // Half of what is made up for is taken by the limiter again, so a little more is asked.
        let step = if off > 0.0 { 1.5 * off } else { off };
        let next = (gain + step).min(first + MAXIMUM_MAKE_UP).min(MAXIMUM_GAIN);
        if off.abs() <= TOLERANCE || (next - gain).abs() < f64::EPSILON || round == ROUNDS {
            *samples = louder;
            return Ok(Levelled { limited: lost(lowest), reached: off.abs() <= TOLERANCE });
        }
        gain = next;
    }
}

fn lost(lowest: f32) -> f64 {
    decibels(f64::from(lowest)).map_or(0.0, |decibels| -decibels + 0.0)
}

#[allow(clippy::cast_possible_truncation, reason = "a gain needs no more digits")]
fn single(value: f64) -> f32 {
    value as f32
}
