//! Making a drop of a sound: cut, faded, as loud as it should be, in the form a telephone plays.

use std::ops::ControlFlow;
use std::path::Path;

use callboard_model::media::{EditedFacts, SoundEdit};
use callboard_model::{ErrorCode, Result};
use tokio_util::sync::CancellationToken;

use super::Samples;
use super::levelling::{Levelled, level, measured};
use super::reading::{Place, each_packet, part_of, too_long, weights};
use super::resampling::Resampling;
use super::silence::Silence;
use super::writing::{sixteen_bits, wav};
use crate::EncodedFile;
use crate::file::unless_cancelled;

/// The longest drop that is made, in seconds. One of 16 kHz takes 20 MB while it is made.
pub const MAXIMUM_DROP_SECONDS: u32 = 300;

/// An end that was cut fades at least this long, in milliseconds, so that it does not click.
const CLICK_FREE: u32 = 5;

/// A drop, ready to be heard and to be sent.
#[derive(Clone, Debug)]
pub struct EditedSound {
    /// The file: WAV, PCM, 16 bits, one channel.
    pub file: EncodedFile,
    /// What the file holds, to be played, or to be heard through [`super::as_heard`].
    pub samples: Samples,
    /// What came of the edit.
    pub facts: EditedFacts,
}

/// Makes a drop. Channels are brought into one: the mean of those that sound or, where they take each other away, the
/// loudest. A constant offset is taken away. What is silent is not made loud. The original is only read.
///
/// # Errors
/// As [`super::decode`]; also `NothingLeft` where the ends leave nothing, and `SoundTooLong` (`maximumSeconds`) for more
/// than [`MAXIMUM_DROP_SECONDS`].
pub fn edit(path: &Path, edit: &SoundEdit, cancel: &CancellationToken) -> Result<EditedSound> {
    let rate = edit.rate.hertz();
    let Part { mut samples, mut cut } = part(path, edit, cancel)?;
    let mut from_seconds = f64::from(edit.start_ms) / 1000.0;
    let sounding = sounding(&samples, rate);
    let is_silent = sounding.is_none();
    if !is_silent {
        centre(&mut samples);
    }
    if edit.cut_silence
        && let Some(sounding) = sounding
    {
        cut[0] |= sounding.start > 0;
        cut[1] |= sounding.end < samples.len();
        from_seconds += seconds(sounding.start, rate);
        samples.truncate(sounding.end);
        samples.drain(..sounding.start);
    }
    fade(&mut samples, edit, cut);
    unless_cancelled(cancel)?;
    let levelled = match edit.level {
        // The noise of a room in which nobody spoke would become a roar.
        Some(_) if is_silent => Levelled { limited: 0.0, reached: false },
        Some(wanted) => level(&mut samples, rate, wanted, cancel)?,
        None => Levelled { limited: 0.0, reached: true },
    };

    let values: Vec<i16> = samples.iter().map(|sample| sixteen_bits(*sample)).collect();
    let file = wav(&values, rate)?;
    let values: Vec<f32> = values.into_iter().map(|value| f32::from(value) / 32_768.0).collect();
    let meter = measured(&values, rate);
    unless_cancelled(cancel)?;
    let facts = EditedFacts {
        seconds: seconds(values.len(), rate),
        bytes: u32::try_from(file.bytes.len()).unwrap_or(u32::MAX),
        from_seconds,
        loudness: meter.loudness(),
        true_peak: meter.true_peak(),
        limited: levelled.limited,
        level_reached: levelled.reached,
    };
    Ok(EditedSound { file, samples: Samples { sample_rate: rate, channels: 1, values }, facts })
}

/// One channel of a part of a sound, and whether something was cut before and after it.
struct Part {
    samples: Vec<f32>,
    cut: [bool; 2],
}

/// Decodes no further than the part reaches.
fn part(path: &Path, edit: &SoundEdit, cancel: &CancellationToken) -> Result<Part> {
    let place = Place::File(path);
    let wanted = (edit.start_ms, edit.end_ms);
    let weights = weights(&place, wanted, cancel)?;
    let mut resampling: Option<Resampling> = None;
    let mut read = 0_u64;
    let mut taken = 0_u64;
    let mut cut_after = false;
    each_packet(&place, cancel, |values, shape| {
        let resampling = match &mut resampling {
            Some(resampling) => resampling,
            none => none.insert(Resampling::new(shape.sample_rate, edit.rate.hertz())?),
        };
        let heard = part_of(values, shape, read, wanted);
        taken += (heard.len() / usize::from(shape.channels)) as u64;
        if taken > u64::from(MAXIMUM_DROP_SECONDS) * u64::from(shape.sample_rate) {
            return Err(too_long(MAXIMUM_DROP_SECONDS));
        }
        resampling.push(weights.mixed(heard))?;
        read = shape.frames;
        if edit.end_ms.is_some_and(|end| read > shape.frame_at(end)) {
            cut_after = true;
            return Ok(ControlFlow::Break(()));
        }
        Ok(ControlFlow::Continue(()))
    })?;
    match resampling {
        Some(resampling) if taken > 0 => {
            Ok(Part { samples: resampling.finish()?, cut: [edit.start_ms > 0, cut_after] })
        }
        _ => Err(ErrorCode::NothingLeft.into()),
    }
}

/// An offset of less than this is left as it is: 54 dB below full scale.
const OFFSET: f64 = 0.002;

/// Takes away a constant offset, as cheap sound cards add it: it is no sound, but it clicks where it begins and ends, and it
/// takes room from what is heard.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "bounded by the longest drop, and an offset needs no more digits"
)]
fn centre(samples: &mut [f32]) {
    let sum: f64 = samples.iter().map(|sample| f64::from(*sample)).sum();
    let offset = sum / samples.len().max(1) as f64;
    if offset.abs() >= OFFSET {
        for sample in samples {
            *sample -= offset as f32;
        }
    }
}

#[allow(clippy::cast_precision_loss, reason = "bounded by the longest drop")]
fn seconds(frames: usize, rate: u32) -> f64 {
    frames as f64 / f64::from(rate)
}

fn sounding(samples: &[f32], rate: u32) -> Option<std::ops::Range<usize>> {
    let mut silence = Silence::new(rate, 1);
    for sample in samples {
        silence.add(std::slice::from_ref(sample));
    }
    silence.sounding()
}

/// Fades in and out in a straight line. Fades that are longer than the sound together share it in proportion.
#[allow(clippy::cast_precision_loss, reason = "bounded by the longest drop")]
fn fade(samples: &mut [f32], edit: &SoundEdit, cut: [bool; 2]) {
    let rate = edit.rate.hertz();
    let wanted = |milliseconds: u32, cut: bool| {
        let milliseconds = milliseconds.max(if cut { CLICK_FREE } else { 0 });
        u64::from(milliseconds) * u64::from(rate) / 1000
    };
    let (begin, end) = (wanted(edit.fade_in_ms, cut[0]), wanted(edit.fade_out_ms, cut[1]));
    let length = samples.len() as u64;
    let shared = |fade: u64| if begin + end > length { fade * length / (begin + end) } else { fade };
    let frames = |fade: u64| usize::try_from(shared(fade)).unwrap_or(usize::MAX);
    let (begin, end) = (frames(begin), frames(end));
    for (index, sample) in samples.iter_mut().take(begin).enumerate() {
        *sample *= index as f32 / begin as f32;
    }
    for (index, sample) in samples.iter_mut().rev().take(end).enumerate() {
        *sample *= index as f32 / end as f32;
    }
}
