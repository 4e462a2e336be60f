//! What was decoded on its way to whoever measures or keeps it: bounded, and of one rate and one number of channels from
//! beginning to end, as a file put together from several recordings is not.

use std::ops::{ControlFlow, Range};

use callboard_model::{CallboardError, Result};
use symphonia::core::audio::GenericAudioBufferRef;

use super::reading::{Names, Shape, checked_channels, checked_rate, too_long};
use super::resampling::Resampling;

/// Takes packets and hands on values.
pub(super) struct Sink<T> {
    take: T,
    shape: Option<Shape>,
    /// Brings a later recording to the rate of the first.
    fitting: Option<Fitting>,
    values: Vec<f32>,
}

/// Whether more is wanted.
pub(super) type Wanted = ControlFlow<()>;

impl<T: FnMut(&[f32], Shape) -> Result<Wanted>> Sink<T> {
    pub(super) fn new(take: T) -> Self {
        Self { take, shape: None, fitting: None, values: Vec::new() }
    }

    /// Adds the part of a packet that is to be heard, in frames of it.
    pub(super) fn add(
        &mut self,
        decoded: &GenericAudioBufferRef<'_>,
        part: Range<usize>,
        names: Names,
    ) -> Result<Wanted> {
        let rate = checked_rate(decoded.spec().rate())?;
        let channels = checked_channels(decoded.spec().channels().count())?;
        let mut values = std::mem::take(&mut self.values);
        decoded.copy_to_vec_interleaved(&mut values);
        for value in &mut values {
            *value = possible(*value);
        }
        let count = usize::from(channels);
        let heard =
            values.get(part.start.saturating_mul(count)..part.end.saturating_mul(count)).unwrap_or_default();
        let outcome = self.add_values(heard, rate, channels, names);
        self.values = values;
        outcome
    }

    fn add_values(&mut self, values: &[f32], rate: u32, channels: u16, names: Names) -> Result<Wanted> {
        let shape = *self.shape.get_or_insert(Shape { sample_rate: rate, channels, frames: 0, names });
        if self.fitting.as_ref().is_some_and(|fitting| !fitting.is_of(rate, channels))
            && self.flush()?.is_break()
        {
            return Ok(Wanted::Break(()));
        }
        if self.fitting.is_none() && (rate, channels) == (shape.sample_rate, shape.channels) {
            return self.hand_on(values);
        }
        let fitting = match &mut self.fitting {
            Some(fitting) => fitting,
            none => none.insert(Fitting::new(rate, channels, shape)?),
        };
        let fitted = fitting.fitted(values)?;
        self.hand_on(&fitted)
    }

    fn hand_on(&mut self, values: &[f32]) -> Result<Wanted> {
        let Some(shape) = &mut self.shape else { return Ok(Wanted::Continue(())) };
        let frames = values.len() / usize::from(shape.channels);
        if frames == 0 {
            return Ok(Wanted::Continue(()));
        }
        shape.frames = shape.frames.saturating_add(frames as u64);
        let longest = shape.longest();
        if shape.frames > u64::from(shape.sample_rate) * u64::from(longest) {
            return Err(too_long(longest));
        }
        (self.take)(values, *shape)
    }

    /// Hands on what the filter of a later recording still holds.
    fn flush(&mut self) -> Result<Wanted> {
        let Some(fitting) = self.fitting.take() else { return Ok(Wanted::Continue(())) };
        let rest = fitting.finish()?;
        self.hand_on(&rest)
    }

    /// What was read; none where there was nothing.
    pub(super) fn finish(mut self) -> Result<Option<Shape>> {
        let _ = self.flush()?;
        Ok(self.shape.filter(|shape| shape.frames > 0))
    }
}

/// Far above full scale, and nothing overflows that is counted from it.
const LOUDEST: f32 = 64.0;

/// A value as a loudspeaker and a filter can bear it: a damaged file of floating point values may hold any.
fn possible(value: f32) -> f32 {
    if value.is_nan() { 0.0 } else { value.clamp(-LOUDEST, LOUDEST) }
}

/// One recording on its way to the rate and the channels of another.
struct Fitting {
    from: (u32, u16),
    /// One for each channel that comes out.
    channels: Vec<Resampling>,
    /// What came out of each and was not handed on yet.
    sides: Vec<Vec<f32>>,
}

impl Fitting {
    fn new(rate: u32, channels: u16, to: Shape) -> Result<Self> {
        let resampling = |_| Resampling::new(rate, to.sample_rate);
        let resamplings = (0..to.channels).map(resampling).collect::<Result<Vec<_>, CallboardError>>()?;
        Ok(Self { from: (rate, channels), sides: vec![Vec::new(); resamplings.len()], channels: resamplings })
    }

    fn is_of(&self, rate: u32, channels: u16) -> bool {
        self.from == (rate, channels)
    }

    fn fitted(&mut self, values: &[f32]) -> Result<Vec<f32>> {
        let own = usize::from(self.from.1.max(1));
        let wanted = self.channels.len();
        let share = 1.0 / f32::from(self.from.1.max(1));
        for (index, (resampling, side)) in self.channels.iter_mut().zip(&mut self.sides).enumerate() {
            let frames = values.chunks_exact(own);
            // As many channels go over as they are; else every side gets the mean.
            let one = frames.map(|frame| match (own == wanted, frame.get(index)) {
                (true, Some(value)) => *value,
                _ => frame.iter().sum::<f32>() * share,
            });
            resampling.push(one)?;
            side.extend(resampling.drain());
        }
        Ok(self.together())
    }

    /// What all sides have, interleaved.
    fn together(&mut self) -> Vec<f32> {
        let frames = self.sides.iter().map(Vec::len).min().unwrap_or(0);
        let mut values = Vec::with_capacity(frames.saturating_mul(self.sides.len()));
        for frame in 0..frames {
            values.extend(self.sides.iter().map(|side| side.get(frame).copied().unwrap_or(0.0)));
        }
        for side in &mut self.sides {
            side.drain(..frames);
        }
        values
    }

    fn finish(mut self) -> Result<Vec<f32>> {
        let resamplings = std::mem::take(&mut self.channels);
        for (resampling, side) in resamplings.into_iter().zip(&mut self.sides) {
            side.extend(resampling.finish()?);
        }
        Ok(self.together())
    }
}
