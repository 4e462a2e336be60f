//! Finding out what a source is, by its content, and making it readable: headers that lie are mended, kinds that are not read
//! are called by their names.

use std::sync::LazyLock;

use callboard_model::{CallboardError, Result};
use symphonia::core::codecs::CodecParameters;
use symphonia::core::codecs::audio::well_known::CODEC_ID_OPUS;
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions};
use symphonia::core::codecs::registry::CodecRegistry;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, Track, TrackType};
use symphonia::core::io::{MediaSource, MediaSourceStream, MediaSourceStreamOptions, ReadBytes as _};
use symphonia::core::meta::MetadataOptions;
use symphonia::core::packet::Packet;
use symphonia::default::formats::IsoMp4Reader;

use super::movie::{self, MovieTrack, Part};
use super::named::{name_of, name_of_entry, unreadable_kind};
use super::opus::OpusSound;
use super::reading::{Names, checked_channels, checked_rate, no_sound, not_a_sound};
use super::sniffing::{bytes_at, length_of};
use super::window::Window;
use super::{aac, matroska, wave};

/// Bytes at the beginning that tell what a file is.
const BEGINNING: u64 = 64;

static CODECS: LazyLock<CodecRegistry> = LazyLock::new(|| {
    let mut registry = CodecRegistry::new();
    symphonia::default::register_enabled_codecs(&mut registry);
    registry.register_audio_decoder::<OpusSound>();
    registry
});

/// A source that can be read packet by packet.
pub(super) struct Opened {
    pub(super) format: Box<dyn FormatReader>,
    movie: Vec<MovieTrack>,
    /// Nanoseconds of padding in the last packet, where the reader does not say so itself.
    pub(super) padding: u64,
}

/// One track with its decoder.
pub(super) struct Decoding {
    pub(super) track: u32,
    pub(super) codec: Box<dyn AudioDecoder>,
    pub(super) names: Names,
    /// Units of packet times a second, as numerator and denominator.
    pub(super) time_base: Option<(u32, u32)>,
    /// The parts to be heard, in that order; empty where all of it is.
    pub(super) parts: Vec<Part>,
    /// Whether the first packet tells how much padding the last ones have.
    pub(super) tells_padding: bool,
    parameters: AudioCodecParameters,
    change: Change,
}

/// Another recording that may have begun within an MP3.
#[derive(Default)]
struct Change {
    /// The kind of the recording that is decoded, where it is not the first.
    current: Option<[u8; 2]>,
    /// Packets in a row that are of another kind.
    packets: Vec<Packet>,
}

/// So many packets of another kind in a row are a recording; fewer are rubbish that looks like one.
const PACKETS_OF_A_RECORDING: usize = 3;

impl Decoding {
    /// A packet that could not be decoded. MP3 files may be put together from recordings of several rates; where one has
    /// begun, a decoder of its own is made, and its packets are answered to be decoded anew.
    pub(super) fn changed(&mut self, packet: Packet) -> Result<Vec<Packet>> {
        let Some(kind) = kind_of(&packet).filter(|_| self.names.codec == "MP3") else {
            return Ok(Vec::new());
        };
        if self.change.current == Some(kind) {
            return Ok(Vec::new());
        }
        if self.change.packets.last().and_then(kind_of) != Some(kind) {
            self.change.packets.clear();
        }
        self.change.packets.push(packet);
        if self.change.packets.len() < PACKETS_OF_A_RECORDING {
            return Ok(Vec::new());
        }
        self.change.current = Some(kind);
        self.codec = made(&self.parameters).map_err(not_a_sound)?;
        Ok(std::mem::take(&mut self.change.packets))
    }
}

/// What tells recordings apart in the first bytes of a packet: version, layer, rate, and one channel or two.
fn kind_of(packet: &Packet) -> Option<[u8; 2]> {
    let [_, version, rate, channels] = *packet.data.first_chunk::<4>()?;
    let is_single = u8::from(channels & 0xC0 == 0xC0);
    Some([version & 0x1E, (rate & 0x0C) | is_single])
}

fn made(parameters: &AudioCodecParameters) -> symphonia::core::errors::Result<Box<dyn AudioDecoder>> {
    CODECS.make_audio_decoder(parameters, &AudioDecoderOptions::default())
}

/// Opens a source that can seek.
pub(super) fn open(mut source: Box<dyn MediaSource>) -> Result<Opened> {
    let begin = bytes_at(source.as_mut(), 0, BEGINNING)?;
    if let Some(name) = name_of(&begin) {
        return Err(unreadable_kind(name));
    }
    if wave::is_wave(&begin) {
        return probed(wave::repaired(source)?, Vec::new());
    }
    if begin.starts_with(b".snd") {
        return probed(wave::from_sun(source)?, Vec::new());
    }
    if movie::is_movie(&begin) {
        return open_movie(source, &begin);
    }
    if !matroska::is_matroska(&begin) {
        return probed(source, Vec::new());
    }
    // The reader takes the source with it, so the way through the blocks comes first, for each track there may be.
    let paddings = matroska::paddings_at_end(source.as_mut())?;
    let mut opened = probed(source, Vec::new())?;
    let track = opened.format.default_track(TrackType::Audio).map(|track| u64::from(track.id));
    opened.padding = track.and_then(|track| paddings.get(&track).copied()).unwrap_or(0);
    Ok(opened)
}

fn probed(mut source: Box<dyn MediaSource>, movie: Vec<MovieTrack>) -> Result<Opened> {
    bytes_at(source.as_mut(), 0, 0)?;
    let stream = MediaSourceStream::new(source, MediaSourceStreamOptions::default());
    let format = symphonia::default::get_probe()
        .probe(&Hint::new(), stream, FormatOptions::default(), MetadataOptions::default())
        .map_err(not_a_sound)?;
    Ok(Opened { format, movie, padding: 0 })
}

fn open_movie(mut source: Box<dyn MediaSource>, begin: &[u8]) -> Result<Opened> {
    let tracks = movie::tracks(source.as_mut())?;
    if let Some(name) =
        tracks.iter().filter(|track| track.is_sound).find_map(|track| name_of_entry(track.entry))
    {
        return Err(unreadable_kind(name));
    }
    if begin.get(4..8) == Some(b"ftyp") {
        return probed(source, tracks);
    }
    // Files of QuickTime from before there was a type at the beginning get one at the end, so that no place in them moves.
    let length = length_of(source.as_mut())?;
    let window = Window::new(Vec::new(), source, 0, length, movie::FILE_TYPE.to_vec());
    let mut stream = MediaSourceStream::new(Box::new(window), MediaSourceStreamOptions::default());
    // The reader goes back by as many bytes as the probe has read of a box before it knew its name.
    stream.read_quad_bytes().map_err(super::reading::ended)?;
    let format = IsoMp4Reader::try_new(stream, FormatOptions::default()).map_err(not_a_sound)?;
    Ok(Opened { format: Box::new(format), movie: tracks, padding: 0 })
}

impl Opened {
    /// The decoder of the sound track.
    pub(super) fn decoding(&self) -> Result<Decoding> {
        let no_track = || no_sound("no sound track");
        let track = self.format.default_track(TrackType::Audio).ok_or_else(no_track)?;
        let parameters = track.codec_params.as_ref().and_then(CodecParameters::audio).ok_or_else(no_track)?;
        if let Some(rate) = parameters.sample_rate {
            checked_rate(rate)?;
        }
        if let Some(channels) = &parameters.channels {
            checked_channels(channels.count())?;
        }
        let parts = self.movie.iter().find(|known| known.id == track.id).map(|known| known.edits.clone());
        let parts = parts.unwrap_or_default();
        let mut parameters = parameters.clone();
        let called = aac::simplified(&mut parameters)?;
        if !parts.is_empty() && parameters.codec == CODEC_ID_OPUS {
            without_pre_skip(&mut parameters);
        }
        let codec = made(&parameters).map_err(|error| self.not_decoded(track, error))?;
        Ok(Decoding {
            track: track.id,
            names: self.names(codec.as_ref(), called),
            codec,
            time_base: track.time_base.map(|base| (base.numer.get(), base.denom.get())),
            parts,
            tells_padding: track.padding.is_some(),
            parameters,
            change: Change::default(),
        })
    }

    fn not_decoded(&self, track: &Track, error: symphonia::core::errors::Error) -> CallboardError {
        let error = not_a_sound(error);
        let entry = self.movie.iter().find(|known| known.id == track.id).map(|known| known.entry);
        match entry.map(|entry| String::from_utf8_lossy(&entry).trim().to_owned()) {
            Some(entry) if !entry.is_empty() && entry != "mp4a" => error.with_context("format", entry),
            _ => error,
        }
    }

    fn names(&self, codec: &dyn AudioDecoder, called: Option<&'static str>) -> Names {
        let info = codec.codec_info();
        let called = called.unwrap_or_else(|| codec_name(info.short_name, info.long_name));
        let info = self.format.format_info();
        Names { container: container_name(info.short_name, info.long_name, called), codec: called }
    }
}

/// The list of edits leaves out what the decoder would: it must not be left out twice.
fn without_pre_skip(parameters: &mut AudioCodecParameters) {
    if let Some(header) = &mut parameters.extra_data
        && header.starts_with(b"OpusHead")
        && let Some(pre_skip) = header.get_mut(10..12)
    {
        pre_skip.fill(0);
    }
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
