//! Silence at both ends of a sound.

use std::ops::Range;

/// Blocks per second that are called silent or not.
const BLOCKS_PER_SECOND: usize = 100;

/// What is silent lies this far below the loudest block, in dB: the noise of a quiet room behind a talker.
const BELOW_LOUDEST: f64 = 35.0;

/// Nothing louder than this counts as silence, in dB of full scale (root of the mean square).
const LOUDEST_SILENCE: f64 = -40.0;

/// Nothing below this counts as sound.
const QUIETEST_SOUND: f64 = -60.0;

/// Left before and after the sound, so that no soft consonant is cut, in blocks: 50 ms.
const KEPT_BLOCKS: usize = 5;

/// Measures blocks of 10 milliseconds.
#[derive(Debug)]
pub(super) struct Silence {
    frames_per_block: usize,
    /// Of each channel in this block, the sum of its values and of their squares.
    sums: Vec<[f64; 2]>,
    frames: usize,
    /// Mean square of each block around its own mean: a constant offset is no sound.
    blocks: Vec<f64>,
}

impl Silence {
    pub(super) fn new(sample_rate: u32, channels: u16) -> Self {
        let frames_per_block = (sample_rate as usize / BLOCKS_PER_SECOND).max(1);
        let sums = vec![[0.0; 2]; usize::from(channels)];
        Self { frames_per_block, sums, frames: 0, blocks: Vec::new() }
    }

    /// Adds one moment: of its channels the loudest counts.
    pub(super) fn add(&mut self, frame: &[f32]) {
        for ([sum, squares], value) in self.sums.iter_mut().zip(frame) {
            let value = f64::from(*value);
            *sum += value;
            *squares += value * value;
        }
        self.frames += 1;
        if self.frames.is_multiple_of(self.frames_per_block) {
            self.close(self.frames_per_block);
        }
    }

    #[allow(clippy::cast_precision_loss, reason = "a block is short")]
    fn close(&mut self, frames: usize) {
        let frames = frames as f64;
        let powers =
            self.sums.iter().map(|[sum, squares]| squares / frames - (sum / frames) * (sum / frames));
        self.blocks.push(powers.fold(0.0, f64::max));
        self.sums.fill([0.0; 2]);
    }

    /// The frames between the silences; none where all is silent.
    pub(super) fn sounding(mut self) -> Option<Range<usize>> {
        let rest = self.frames % self.frames_per_block;
        if rest > 0 {
            self.close(rest);
        }
        let power = |decibels: f64| 10_f64.powf(decibels / 10.0);
        let loudest = self.blocks.iter().copied().fold(0.0, f64::max);
        if loudest < power(QUIETEST_SOUND) {
            return None;
        }
        let silent = (loudest * power(-BELOW_LOUDEST)).clamp(power(QUIETEST_SOUND), power(LOUDEST_SILENCE));
        let first = self.blocks.iter().position(|block| *block > silent)?;
        let last = self.blocks.iter().rposition(|block| *block > silent)?;
        let from = first.saturating_sub(KEPT_BLOCKS) * self.frames_per_block;
        let to = (last + 1 + KEPT_BLOCKS) * self.frames_per_block;
        Some(from..to.min(self.frames))
    }
}
