//! Another number of samples per second, without tones that were not there.

use callboard_model::{CallboardError, ErrorCode, Result};
use rubato::audioadapter_buffers::direct::InterleavedSlice;
use rubato::{Fft, FixedSync, Indexing, Resampler as _, WindowFunction};

/// Blocks per second of input. Long blocks make the filter steep: at 8 kHz it passes all below 3.9 kHz.
const BLOCKS_PER_SECOND: u32 = 8;

/// One channel on its way from one rate to another.
pub(super) struct Resampling {
    /// None where the rates are the same.
    fft: Option<Fft<f32>>,
    from: u32,
    to: u32,
    pending: Vec<f32>,
    block: Vec<f32>,
    taken: u64,
    /// What the filter still puts before the first sample.
    delay: usize,
    done: Vec<f32>,
    /// How much of what is done was taken away before.
    drained: u64,
}

impl Resampling {
    pub(super) fn new(from: u32, to: u32) -> Result<Self> {
        let fft = if from == to {
            None
        } else {
            let chunk = (from / BLOCKS_PER_SECOND).max(64) as usize;
            let window = WindowFunction::BlackmanHarris2;
            let fft = Fft::new_custom(from as usize, to as usize, chunk, 1, 1, window, FixedSync::Both);
            Some(fft.map_err(internal)?)
        };
        let delay = fft.as_ref().map_or(0, Fft::output_delay);
        Ok(Self {
            fft,
            from,
            to,
            pending: Vec::new(),
            block: Vec::new(),
            taken: 0,
            delay,
            done: Vec::new(),
            drained: 0,
        })
    }

    /// Adds samples.
    pub(super) fn push(&mut self, samples: impl Iterator<Item = f32>) -> Result<()> {
        let Some(fft) = self.fft.as_ref() else {
            self.done.extend(samples);
            return Ok(());
        };
        let needed = fft.input_frames_next();
        let before = self.pending.len();
        self.pending.extend(samples);
        self.taken += (self.pending.len() - before) as u64;
        let whole = self.pending.len() / needed * needed;
        for start in (0..whole).step_by(needed) {
            self.run(start, needed)?;
        }
        self.pending.drain(..whole);
        Ok(())
    }

    /// What is done so far, which is no longer kept.
    pub(super) fn drain(&mut self) -> Vec<f32> {
        self.drained += self.done.len() as u64;
        std::mem::take(&mut self.done)
    }

    /// All samples that were not drained, together as long as what went in.
    pub(super) fn finish(mut self) -> Result<Vec<f32>> {
        if self.fft.is_none() {
            return Ok(self.done);
        }
        let length = (self.taken * u64::from(self.to)).div_ceil(u64::from(self.from));
        let length = usize::try_from(length.saturating_sub(self.drained)).map_err(internal)?;
        while self.done.len() < length {
            let rest = self.pending.len();
            self.run(0, rest)?;
            self.pending.clear();
        }
        self.done.truncate(length);
        Ok(self.done)
    }

    /// One block from `start` of what is pending; what is missing of it is silence.
    fn run(&mut self, start: usize, frames: usize) -> Result<()> {
        let Some(fft) = self.fft.as_mut() else { return Ok(()) };
        let size = fft.output_frames_next();
        self.block.resize(size, 0.0);
        let input = self.pending.get(start..start + frames).unwrap_or_default();
        let input = InterleavedSlice::new(input, 1, frames).map_err(internal)?;
        let mut output = InterleavedSlice::new_mut(&mut self.block, 1, size).map_err(internal)?;
        let partial = Indexing::new().partial_len(frames);
        let (_, written) = fft.process_into_buffer(&input, &mut output, Some(&partial)).map_err(internal)?;
        let skipped = self.delay.min(written);
        self.delay -= skipped;
        self.done.extend_from_slice(self.block.get(skipped..written).unwrap_or_default());
        Ok(())
    }
}

#[allow(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
fn internal(error: impl std::fmt::Display) -> CallboardError {
    CallboardError::new(ErrorCode::Internal).with_detail(error)
}
