//! Running through a sound packet by packet, whatever it is encoded with.

use std::fs::File;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::LazyLock;

use callboard_model::{CallboardError, ErrorCode, Result};
use symphonia::core::audio::GenericAudioBufferRef;
use symphonia::core::codecs::audio::{AudioDecoder, AudioDecoderOptions};
use symphonia::core::codecs::registry::CodecRegistry;
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, TrackType};
use symphonia::core::io::{MediaSource, MediaSourceStream, MediaSourceStreamOptions};
use symphonia::core::meta::MetadataOptions;
use tokio_util::sync::CancellationToken;

use super::Samples;
use super::opus::OpusSound;
use crate::file::{size_within, unless_cancelled, unreadable};

/// The largest file that is looked at, in bytes.
pub const MAXIMUM_FILE_BYTES: u64 = 100 * 1024 * 1024;

/// The longest sound that is decoded, in seconds. A small file can hold days of silence.
pub const MAXIMUM_SECONDS: u32 = 1800;

static CODECS: LazyLock<CodecRegistry> = LazyLock::new(|| {
    let mut registry = CodecRegistry::new();
    symphonia::default::register_enabled_codecs(&mut registry);
    registry.register_audio_decoder::<OpusSound>();
    registry
});

/// What every packet of one sound has in common, and how far it was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub(super) sample_rate: u32,
    pub(super) channels: u16,
    /// Frames up to the end of the current packet.
    pub(super) frames: u64,
    pub(super) names: Names,
}

/// What people call the kind of file and the codec.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names {
    pub(super) container: &'static str,
    pub(super) codec: &'static str,
}

impl Shape {
    #[allow(clippy::cast_precision_loss, reason = "bounded by the longest sound")]
    pub(super) fn seconds(self) -> f64 {
        self.frames as f64 / f64::from(self.sample_rate)
    }
}

/// A file, if it is one of a size that is looked at.
pub(super) fn file(path: &Path) -> Result<Box<dyn MediaSource>> {
    size_within(path, MAXIMUM_FILE_BYTES)?;
    Ok(Box::new(File::open(path).map_err(unreadable)?))
}

/// All of a sound.
pub(super) fn samples(source: Box<dyn MediaSource>, cancel: &CancellationToken) -> Result<Samples> {
    let mut all = Vec::new();
    let shape = each_packet(source, cancel, |values, _| {
        all.extend_from_slice(values);
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(Samples { sample_rate: shape.sample_rate, channels: shape.channels, values: all })
}

/// Runs through a sound; `take` gets the interleaved values of each packet and says when it has enough.
pub(super) fn each_packet(
    source: Box<dyn MediaSource>,
    cancel: &CancellationToken,
    mut take: impl FnMut(&[f32], Shape) -> Result<ControlFlow<()>>,
) -> Result<Shape> {
    let stream = MediaSourceStream::new(source, MediaSourceStreamOptions::default());
    let mut format = symphonia::default::get_probe()
        .probe(&Hint::new(), stream, FormatOptions::default(), MetadataOptions::default())
        .map_err(not_a_sound)?;
    let (track, mut codec) = decoder(format.as_ref())?;
    let info = format.format_info();
    let called = codec_name(codec.codec_info().short_name, codec.codec_info().long_name);
    let names = Names { container: container_name(info.short_name, info.long_name, called), codec: called };
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
        let so_far = grown(shape, &decoded, names)?;
        shape = Some(so_far);
        decoded.copy_to_vec_interleaved(&mut values);
        if take(&values, so_far)?.is_break() {
            break;
        }
    }
    shape.ok_or_else(|| ErrorCode::FileEmpty.into())
}

/// The values of each moment brought into one: their mean.
pub(super) fn mono(values: &[f32], channels: u16) -> impl Iterator<Item = f32> {
    let share = 1.0 / f32::from(channels);
    values.chunks_exact(usize::from(channels)).map(move |frame| frame.iter().sum::<f32>() * share)
}

fn decoder(format: &dyn FormatReader) -> Result<(u32, Box<dyn AudioDecoder>)> {
    let no_track = || CallboardError::new(ErrorCode::NotASound).with_detail("no sound track");
    let track = format.default_track(TrackType::Audio).ok_or_else(no_track)?;
    let parameters =
        track.codec_params.as_ref().and_then(|parameters| parameters.audio()).ok_or_else(no_track)?;
    let decoder =
        CODECS.make_audio_decoder(parameters, &AudioDecoderOptions::default()).map_err(not_a_sound)?;
    Ok((track.id, decoder))
}

/// What people call a kind of file.
fn container_name(short: &'static str, long: &'static str, codec: &str) -> &'static str {
    match short {
        "wave" => "WAV",
        "isomp4" => "M4A",
        "ogg" => "OGG",
        // WebM is Matroska with one of these (WebM container guidelines).
        "matroska" | "mkv" if matches!(codec, "Opus" | "Vorbis") => "WebM",
        "matroska" | "mkv" => "Matroska",
        "caf" => "CAF",
        "aiff" => "AIFF",
        "aac" => "AAC",
        "flac" => "FLAC",
        "mp1" => "MP1",
        "mp2" => "MP2",
        "mp3" => "MP3",
        _ => long,
    }
}

/// What people call a codec.
fn codec_name(short: &'static str, long: &'static str) -> &'static str {
    match short {
        "aac" => "AAC",
        "alac" => "Apple Lossless",
        "flac" => "FLAC",
        "mp1" => "MP1",
        "mp2" => "MP2",
        "mp3" => "MP3",
        "opus" => "Opus",
        "vorbis" => "Vorbis",
        "pcm_alaw" => "G.711 A-law",
        "pcm_mulaw" => "G.711 µ-law",
        short if short.starts_with("pcm_") => "PCM",
        short if short.starts_with("adpcm_") => "ADPCM",
        _ => long,
    }
}

/// The shape with one more packet, which must not change rate or channels half-way.
fn grown(shape: Option<Shape>, decoded: &GenericAudioBufferRef<'_>, names: Names) -> Result<Shape> {
    let sample_rate = decoded.spec().rate();
    let channels = u16::try_from(decoded.spec().channels().count()).unwrap_or_default();
    if sample_rate == 0 || channels == 0 {
        return Err(CallboardError::new(ErrorCode::NotASound).with_detail("no channels"));
    }
    let before = shape.unwrap_or(Shape { sample_rate, channels, frames: 0, names });
    if (before.sample_rate, before.channels) != (sample_rate, channels) {
        let error = CallboardError::new(ErrorCode::NotASound);
        return Err(error.with_detail("the sample rate or the number of channels changes half-way"));
    }
    let frames = before.frames + decoded.frames() as u64;
    if frames > u64::from(sample_rate) * u64::from(MAXIMUM_SECONDS) {
        return Err(too_long(MAXIMUM_SECONDS));
    }
    Ok(Shape { frames, ..before })
}

pub(super) fn too_long(maximum_seconds: u32) -> CallboardError {
    CallboardError::new(ErrorCode::SoundTooLong).with_context("maximumSeconds", maximum_seconds)
}

#[allow(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
fn not_a_sound(error: Error) -> CallboardError {
    CallboardError::new(ErrorCode::NotASound).with_detail(error)
}
