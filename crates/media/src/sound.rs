//! Sound: what a file holds, how it looks and how loud it is, and the form a telephone plays.
//!
//! A file is judged by its content, never by its name, and is never changed. WAV, AIFF, CAF, MP3, FLAC, Ogg Vorbis and
//! Opus, AAC and Apple Lossless in MP4, and the sound of WebM and Matroska are read. Files run through packet by packet:
//! what is kept of one is a waveform, or the part a drop needs, and both are bounded.
//!
//! Sounds leave as WAV. Every MP3 encoder there is for Rust is LAME or Shine, both under the LGPL, which a statically
//! linked program cannot carry beside its own licence; WAV is what every telephone system takes.

mod aac;
mod editing;
mod inspection;
mod levelling;
mod limiter;
mod matroska;
mod mixing;
mod movie;
mod named;
mod opening;
mod opus;
mod reading;
mod resampling;
mod silence;
mod sink;
mod sniffing;
mod telephone;
mod wave;
mod waveform;
mod window;
mod writing;

use std::ops::ControlFlow;
use std::path::Path;

use bytes::Bytes;
use callboard_model::Result;
use tokio_util::sync::CancellationToken;

pub use callboard_model::media::TelephoneRate;
pub use editing::{EditedSound, MAXIMUM_DROP_SECONDS, edit};
pub use inspection::{ADVISED_SECONDS, Inspection, inspect};
pub use reading::{
    MAXIMUM_CHANNELS, MAXIMUM_FILE_BYTES, MAXIMUM_RATE, MAXIMUM_SECONDS, MAXIMUM_VALUES, MINIMUM_RATE,
};
use reading::{Place, each_packet};
pub use telephone::as_heard;
pub use waveform::Waveform;
pub(crate) use writing::{sixteen_bits, specification};

/// Decoded sound.
#[derive(Clone, Debug, PartialEq)]
pub struct Samples {
    /// Samples per second, of each channel.
    pub sample_rate: u32,
    /// Channels.
    pub channels: u16,
    /// The values, -1 to 1, the channels of one moment after each other.
    pub values: Vec<f32>,
}

impl Samples {
    /// Length in seconds.
    #[allow(clippy::cast_precision_loss, reason = "bounded by the longest sound")]
    pub fn seconds(&self) -> f64 {
        let frames = self.values.len() / usize::from(self.channels.max(1));
        frames as f64 / f64::from(self.sample_rate.max(1))
    }
}

/// Decodes a whole sound. A long one of many samples comes as one channel of 16,000 a second, so that it takes no more than
/// some 120 MB.
///
/// # Errors
/// `FileUnreadable`; `FileEmpty`, also for a sound of no length; `FileTooLarge` (`maximum` bytes); `SoundTooLong`
/// (`maximumSeconds`); `NotASound` (`format` where it is a known one that cannot be read, such as `AMR`; `sampleRate` and
/// `maximumSampleRate`, or `channels` and `maximumChannels`, where there are too many); `Cancelled`.
pub fn decode(path: &Path, cancel: &CancellationToken) -> Result<Samples> {
    reading::samples(&Place::File(path), cancel)
}

/// Decodes a sound that was downloaded.
///
/// # Errors
/// As [`decode`].
pub fn decode_bytes(bytes: Bytes, cancel: &CancellationToken) -> Result<Samples> {
    reading::samples(&Place::Bytes(bytes), cancel)
}

/// How long a sound that was downloaded is, in seconds. It is counted and not kept.
///
/// # Errors
/// As [`decode`].
pub fn seconds_of(bytes: Bytes, cancel: &CancellationToken) -> Result<f64> {
    let shape = each_packet(&Place::Bytes(bytes), cancel, |_, _| Ok(ControlFlow::Continue(())))?;
    Ok(shape.seconds())
}

/// A ratio of amplitudes as decibels; none for nothing.
fn decibels(ratio: f64) -> Option<f64> {
    (ratio > 0.0).then(|| 20.0 * ratio.log10())
}

/// Decibels as a ratio of amplitudes.
fn ratio(decibels: f64) -> f64 {
    10_f64.powf(decibels / 20.0)
}

#[cfg(test)]
#[path = "sound_tests.rs"]
mod tests;
