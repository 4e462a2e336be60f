//! Bringing channels into one without losing what is heard.
//!
//! The mean of two sides that are the same sound turned around is silence, as cables and cheap microphones make it. The mean
//! of a microphone on one side and nothing on the other is half as loud as it was spoken.

/// How loud the channels of a sound are, and how loud their mean.
#[derive(Clone, Debug, Default)]
pub(super) struct Balance {
    /// Sum of the squares of each channel.
    channels: Vec<f64>,
    mean: f64,
}

/// How much of each channel goes into the one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Weights(Vec<f32>);

/// Where the mean has less than this part of the loudest channel's power, the channels take each other away: 10 dB. Sides
/// that have nothing to do with each other lose 6.
const CANCELLED: f64 = 0.1;

/// A channel with less than this part of the loudest one's power is silent: 60 dB.
const SILENT: f64 = 1e-6;

impl Balance {
    /// Adds interleaved values.
    pub(super) fn add(&mut self, values: &[f32], channels: u16) {
        let count = usize::from(channels.max(1));
        self.channels.resize(count, 0.0);
        let share = 1.0 / f64::from(channels.max(1));
        for frame in values.chunks_exact(count) {
            let mut sum = 0.0;
            for (energy, value) in self.channels.iter_mut().zip(frame) {
                *energy += f64::from(*value) * f64::from(*value);
                sum += f64::from(*value);
            }
            self.mean += (sum * share) * (sum * share);
        }
    }

    /// The mean of the channels that sound or, where that loses them, the loudest one.
    pub(super) fn weights(&self) -> Weights {
        let loudest = self.channels.iter().copied().fold(0.0, f64::max);
        let first_loudest = self.channels.iter().position(|energy| *energy >= loudest);
        let sounding = self.channels.iter().filter(|energy| **energy > loudest * SILENT).count().max(1);
        let cancelled = loudest > 0.0 && self.mean < loudest * CANCELLED;
        #[allow(clippy::cast_precision_loss, reason = "a handful of channels")]
        let share = 1.0 / sounding as f32;
        let weight = |(index, energy): (usize, &f64)| match (cancelled, *energy > loudest * SILENT) {
            (true, _) => f32::from(u8::from(Some(index) == first_loudest)),
            (false, true) => share,
            (false, false) => 0.0,
        };
        Weights(self.channels.iter().enumerate().map(weight).collect())
    }
}

impl Weights {
    /// The values of each moment brought into one.
    pub(super) fn mixed<'a>(&'a self, values: &'a [f32]) -> impl Iterator<Item = f32> + 'a {
        let frames = values.chunks_exact(self.0.len().max(1));
        frames.map(|frame| frame.iter().zip(&self.0).map(|(value, weight)| value * weight).sum())
    }

    /// For a sound that is one channel already.
    pub(super) fn single() -> Self {
        Self(vec![1.0])
    }
}
