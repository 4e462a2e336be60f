//! Sound: what a file holds, its samples, and the form a telephone plays.
//!
//! A file is judged by its content, never by its name, and is never changed. WAV, AIFF, MP3, FLAC, Ogg Vorbis and AAC in
//! MP4 are read.

use std::fs::File;
use std::io::Cursor;
use std::path::Path;

use bytes::Bytes;
use callboard_model::media::SoundFacts;
use callboard_model::{CallboardError, ErrorCode, Result};
use rubato::audioadapter_buffers::direct::InterleavedSlice;
use rubato::{Fft, FixedSync, Resampler as _};
use symphonia::core::audio::GenericAudioBufferRef;
use symphonia::core::codecs::audio::{AudioDecoder, AudioDecoderOptions};
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, TrackType};
use symphonia::core::io::{MediaSource, MediaSourceStream, MediaSourceStreamOptions};
use symphonia::core::meta::MetadataOptions;
use tokio_util::sync::CancellationToken;

use crate::EncodedFile;
use crate::file::{size_within, unless_cancelled, unreadable};

/// The largest file that is looked at, in bytes.
pub const MAXIMUM_FILE_BYTES: u64 = 100 * 1024 * 1024;

/// The longest sound that is decoded, in seconds. A small file can hold days of silence.
pub const MAXIMUM_SECONDS: u32 = 1800;

/// Slices of the waveform.
const SLICES: usize = 400;

/// Frames whose loudest value is kept while the length is not yet known.
const FRAMES_PER_PEAK: usize = 64;

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

/// Samples per second of telephone sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TelephoneRate {
    /// 8,000, as every telephone plays (ITU-T G.711).
    Narrow,
    /// 16,000, as newer ones do (ITU-T G.722).
    Wide,
}

impl TelephoneRate {
    /// Samples per second.
    pub fn hertz(self) -> u32 {
        match self {
            Self::Narrow => 8000,
            Self::Wide => 16_000,
        }
    }
}

/// Decodes a whole sound and says how long and how loud it is, without keeping it in memory.
///
/// # Errors
/// `FileUnreadable`; `FileEmpty`, also for a sound of no length; `FileTooLarge` (`maximum` bytes, or `maximumSeconds`);
/// `NotASound`; `Cancelled`.
pub fn inspect(path: &Path, cancel: &CancellationToken) -> Result<SoundFacts> {
    let mut peaks = Peaks::default();
    let shape = each_packet(source(path)?, cancel, |values, shape| peaks.add(values, shape.channels))?;
    Ok(SoundFacts {
        seconds: shape.seconds(),
        sample_rate: shape.sample_rate,
        channels: u32::from(shape.channels),
        peaks: peaks.slices(),
    })
}

/// Decodes a whole sound.
///
/// # Errors
/// As [`inspect`].
pub fn decode(path: &Path, cancel: &CancellationToken) -> Result<Samples> {
    samples(source(path)?, cancel)
}

/// Decodes a sound that was downloaded.
///
/// # Errors
/// As [`inspect`].
pub fn decode_bytes(bytes: Bytes, cancel: &CancellationToken) -> Result<Samples> {
    if bytes.is_empty() {
        return Err(ErrorCode::FileEmpty.into());
    }
    samples(Box::new(Cursor::new(bytes)), cancel)
}

/// Makes what a telephone plays: WAV, 16 bits, one channel (the mean of all), at the rate asked for.
///
/// # Errors
/// As [`inspect`].
pub fn to_telephone_wav(path: &Path, rate: TelephoneRate, cancel: &CancellationToken) -> Result<EncodedFile> {
    let mut mono = Vec::new();
    let shape = each_packet(source(path)?, cancel, |values, shape| {
        let share = 1.0 / f32::from(shape.channels);
        let frames = values.chunks_exact(usize::from(shape.channels));
        mono.extend(frames.map(|frame| frame.iter().sum::<f32>() * share));
    })?;
    let resampled = resample(mono, shape.sample_rate, rate.hertz())?;
    unless_cancelled(cancel)?;
    wav(&resampled, rate.hertz())
}

/// What every packet of one sound has in common.
#[derive(Clone, Copy, Debug)]
struct Shape {
    sample_rate: u32,
    channels: u16,
    frames: u64,
}

impl Shape {
    #[allow(clippy::cast_precision_loss, reason = "bounded by the longest sound")]
    fn seconds(self) -> f64 {
        self.frames as f64 / f64::from(self.sample_rate)
    }
}

fn source(path: &Path) -> Result<Box<dyn MediaSource>> {
    size_within(path, MAXIMUM_FILE_BYTES)?;
    Ok(Box::new(File::open(path).map_err(unreadable)?))
}

fn samples(source: Box<dyn MediaSource>, cancel: &CancellationToken) -> Result<Samples> {
    let mut all = Vec::new();
    let shape = each_packet(source, cancel, |values, _| all.extend_from_slice(values))?;
    Ok(Samples { sample_rate: shape.sample_rate, channels: shape.channels, values: all })
}

/// Runs through a sound packet by packet; `take` gets the interleaved values of each.
fn each_packet(
    source: Box<dyn MediaSource>,
    cancel: &CancellationToken,
    mut take: impl FnMut(&[f32], Shape),
) -> Result<Shape> {
    let stream = MediaSourceStream::new(source, MediaSourceStreamOptions::default());
    let mut format = symphonia::default::get_probe()
        .probe(&Hint::new(), stream, FormatOptions::default(), MetadataOptions::default())
        .map_err(not_a_sound)?;
    let (track, mut codec) = decoder(format.as_ref())?;
    let mut values = Vec::new();
    let mut shape: Option<Shape> = None;
    loop {
        unless_cancelled(cancel)?;
        let packet = match format.next_packet() {
            Ok(Some(packet)) => packet,
            // A file cut short ends where it ends; what came before can be heard.
            Ok(None) | Err(Error::IoError(_) | Error::ResetRequired) => break,
            Err(error) => return Err(not_a_sound(error)),
        };
        if packet.track_id != track {
            continue;
        }
        let decoded = match codec.decode(&packet) {
            Ok(decoded) => decoded,
            Err(Error::DecodeError(_) | Error::IoError(_)) => continue,
            Err(error) => return Err(not_a_sound(error)),
        };
        if decoded.is_empty() {
            continue;
        }
        let so_far = grown(shape, &decoded)?;
        shape = Some(so_far);
        decoded.copy_to_vec_interleaved(&mut values);
        take(&values, so_far);
    }
    shape.ok_or_else(|| ErrorCode::FileEmpty.into())
}

fn decoder(format: &dyn FormatReader) -> Result<(u32, Box<dyn AudioDecoder>)> {
    let no_track = || CallboardError::new(ErrorCode::NotASound).with_detail("no sound track");
    let track = format.default_track(TrackType::Audio).ok_or_else(no_track)?;
    let parameters =
        track.codec_params.as_ref().and_then(|parameters| parameters.audio()).ok_or_else(no_track)?;
    let decoder = symphonia::default::get_codecs()
        .make_audio_decoder(parameters, &AudioDecoderOptions::default())
        .map_err(not_a_sound)?;
    Ok((track.id, decoder))
}

/// The shape with one more packet, which must not change rate or channels half-way.
fn grown(shape: Option<Shape>, decoded: &GenericAudioBufferRef<'_>) -> Result<Shape> {
    let sample_rate = decoded.spec().rate();
    let channels = u16::try_from(decoded.spec().channels().count()).unwrap_or_default();
    if sample_rate == 0 || channels == 0 {
        return Err(CallboardError::new(ErrorCode::NotASound).with_detail("no channels"));
    }
    let before = shape.unwrap_or(Shape { sample_rate, channels, frames: 0 });
    if (before.sample_rate, before.channels) != (sample_rate, channels) {
        let error = CallboardError::new(ErrorCode::NotASound);
        return Err(error.with_detail("the sample rate or the number of channels changes half-way"));
    }
    let frames = before.frames + decoded.frames() as u64;
    if frames > u64::from(sample_rate) * u64::from(MAXIMUM_SECONDS) {
        let error = CallboardError::new(ErrorCode::FileTooLarge);
        return Err(error.with_context("maximumSeconds", MAXIMUM_SECONDS));
    }
    Ok(Shape { frames, ..before })
}

#[allow(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
fn not_a_sound(error: Error) -> CallboardError {
    CallboardError::new(ErrorCode::NotASound).with_detail(error)
}

/// The loudest value of every few frames, until the length is known.
#[derive(Default)]
struct Peaks {
    kept: Vec<f32>,
    frames: usize,
}

impl Peaks {
    fn add(&mut self, values: &[f32], channels: u16) {
        for frame in values.chunks_exact(usize::from(channels)) {
            let loudest = frame.iter().fold(0.0_f32, |loudest, value| loudest.max(value.abs()));
            match self.kept.last_mut() {
                Some(last) if !self.frames.is_multiple_of(FRAMES_PER_PEAK) => *last = last.max(loudest),
                _ => self.kept.push(loudest),
            }
            self.frames += 1;
        }
    }

    fn slices(&self) -> Vec<f32> {
        (0..SLICES)
            .map(|slice| {
                let from = slice * self.kept.len() / SLICES;
                let to = ((slice + 1) * self.kept.len() / SLICES).max(from + 1);
                let loudest =
                    self.kept.get(from..to).unwrap_or_default().iter().copied().fold(0.0_f32, f32::max);
                loudest.min(1.0)
            })
            .collect()
    }
}

fn resample(mono: Vec<f32>, from: u32, to: u32) -> Result<Vec<f32>> {
    if from == to {
        return Ok(mono);
    }
    let internal =
        |error: &dyn std::fmt::Display| CallboardError::new(ErrorCode::Internal).with_detail(error);
    let mut resampler = Fft::<f32>::new(from as usize, to as usize, 1024, 1, FixedSync::Both)
        .map_err(|error| internal(&error))?;
    let input = InterleavedSlice::new(&mono, 1, mono.len()).map_err(|error| internal(&error))?;
    let output = resampler.process_all(&input, mono.len(), None).map_err(|error| internal(&error))?;
    Ok(output.take_data())
}

fn wav(mono: &[f32], sample_rate: u32) -> Result<EncodedFile> {
    let internal = |error: hound::Error| CallboardError::new(ErrorCode::Internal).with_detail(error);
    let specification = hound::WavSpec {
        channels: 1,
        sample_rate,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut bytes = Cursor::new(Vec::new());
    let mut writer = hound::WavWriter::new(&mut bytes, specification).map_err(internal)?;
    for value in mono {
        #[allow(clippy::cast_possible_truncation, reason = "clamped to the range of 16 bits")]
        let value = (value.clamp(-1.0, 1.0) * f32::from(i16::MAX)).round() as i16;
        writer.write_sample(value).map_err(internal)?;
    }
    writer.finalize().map_err(internal)?;
    Ok(EncodedFile::new(bytes.into_inner(), "audio/wav", "wav"))
}

#[cfg(test)]
#[path = "sound_tests.rs"]
mod tests;
