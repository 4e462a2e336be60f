//! Opus, what messengers and browsers record, for symphonia, which has no decoder of its own: libopus, the decoder of its
//! inventors, which a C compiler and CMake build into the program.

use std::sync::Mutex;

use opus::MSDecoder;
use symphonia::core::audio::{
    AsGenericAudioBufferRef as _, AudioBuffer, AudioMut as _, AudioSpec, Channels, GenericAudioBufferRef,
    layouts,
};
use symphonia::core::codecs::CodecInfo;
use symphonia::core::codecs::audio::well_known::CODEC_ID_OPUS;
use symphonia::core::codecs::audio::{
    AudioCodecParameters, AudioDecoder, AudioDecoderOptions, FinalizeResult,
};
use symphonia::core::codecs::registry::{RegisterableAudioDecoder, SupportedAudioCodec};
use symphonia::core::errors::{Error, Result, decode_error, unsupported_error};
use symphonia::core::packet::PacketRef;

/// Opus is decoded at this rate, whatever it was recorded with (RFC 7845, section 5.1).
const RATE: u32 = 48_000;

/// The longest packet is 120 ms (RFC 6716, section 3.2.5).
const LONGEST_PACKET: usize = 5760;

const INFO: CodecInfo = CodecInfo { short_name: "opus", long_name: "Opus", profiles: &[] };

const SUPPORTED: &[SupportedAudioCodec] = &[SupportedAudioCodec { id: CODEC_ID_OPUS, info: INFO }];

/// Decodes one to eight channels.
pub(super) struct OpusSound {
    parameters: AudioCodecParameters,
    /// The binding may go to another thread but not be shared between two; nobody ever waits here.
    decoder: Mutex<MSDecoder>,
    channels: usize,
    values: Vec<f32>,
    buffer: AudioBuffer<f32>,
    /// Frames at the beginning that are still to be thrown away.
    pre_skip: usize,
}

/// The identification header (RFC 7845, section 5.1), as far as decoding needs it.
struct Header {
    pre_skip: u16,
    /// In 256ths of a decibel.
    gain: i16,
    streams: u8,
    /// Of the streams, those that hold two channels.
    coupled: u8,
    /// For each channel, where it is in the streams.
    mapping: Vec<u8>,
}

impl Header {
    /// Reads it; without one, one or two channels in one stream.
    fn of(parameters: &AudioCodecParameters) -> Option<Self> {
        let bytes = parameters.extra_data.as_deref().unwrap_or_default();
        let Some(rest) = bytes.strip_prefix(b"OpusHead") else {
            let channels = parameters.channels.as_ref().map_or(1, Channels::count);
            return Self::plain(u8::try_from(channels).ok()?, 0, 0);
        };
        let two = |at: usize| Some([*rest.get(at)?, *rest.get(at + 1)?]);
        let channels = *rest.get(1)?;
        let (pre_skip, gain) = (u16::from_le_bytes(two(2)?), i16::from_le_bytes(two(8)?));
        if rest.get(10).copied().unwrap_or(0) == 0 {
            return Self::plain(channels, pre_skip, gain);
        }
        let mapping = rest.get(13..13 + usize::from(channels))?.to_vec();
        Some(Self { pre_skip, gain, streams: *rest.get(11)?, coupled: *rest.get(12)?, mapping })
    }

    fn plain(channels: u8, pre_skip: u16, gain: i16) -> Option<Self> {
        let mapping = match channels {
            1 => vec![0],
            2 => vec![0, 1],
            _ => return None,
        };
        Some(Self { pre_skip, gain, streams: 1, coupled: channels - 1, mapping })
    }
}

impl OpusSound {
    fn new(parameters: &AudioCodecParameters) -> Result<Self> {
        let Some(header) = Header::of(parameters) else {
            return unsupported_error("opus: more than two channels without a table of them");
        };
        let channels = header.mapping.len();
        let layout = match channels {
            1 => layouts::CHANNEL_LAYOUT_MONO,
            2 => layouts::CHANNEL_LAYOUT_STEREO,
            3..=8 => Channels::Discrete(u16::try_from(channels).unwrap_or_default()),
            _ => return unsupported_error("opus: more than eight channels"),
        };
        let decoder = MSDecoder::new(RATE, header.streams, header.coupled, &header.mapping);
        let mut decoder = decoder.map_err(|_| Error::DecodeError("opus: no decoder"))?;
        // The gain is part of the sound: players have to apply it (RFC 7845, section 5.1).
        let gained = decoder.set_gain(i32::from(header.gain));
        gained.map_err(|_| Error::DecodeError("opus: no such gain"))?;
        Ok(Self {
            parameters: parameters.clone(),
            decoder: Mutex::new(decoder),
            channels,
            values: vec![0.0; LONGEST_PACKET * channels],
            buffer: AudioBuffer::new(AudioSpec::new(RATE, layout), LONGEST_PACKET),
            pre_skip: usize::from(header.pre_skip),
        })
    }
}

impl AudioDecoder for OpusSound {
    fn reset(&mut self) {
        // The only failure there is would be a decoder that does not exist.
        if let Ok(decoder) = self.decoder.get_mut() {
            let _ = decoder.reset_state();
        }
        self.buffer.clear();
    }

    fn codec_info(&self) -> &CodecInfo {
        &INFO
    }

    fn codec_params(&self) -> &AudioCodecParameters {
        &self.parameters
    }

    fn decode_ref(&mut self, packet: &PacketRef<'_>) -> Result<GenericAudioBufferRef<'_>> {
        self.buffer.clear();
        // An empty packet would be taken for a lost one and filled with a guess.
        if packet.data.is_empty() {
            return decode_error("opus: empty packet");
        }
        let Ok(decoder) = self.decoder.get_mut() else { return decode_error("opus: broken off") };
        let Ok(frames) = decoder.decode_float(packet.data, &mut self.values, false) else {
            return decode_error("opus: broken packet");
        };
        let Some(values) = frames.checked_mul(self.channels).and_then(|count| self.values.get(..count))
        else {
            return decode_error("opus: packet too long");
        };
        self.buffer.render_uninit(Some(frames));
        self.buffer.copy_from_slice_interleaved(&values);
        // The pre-skip is counted here and not taken from the packet: not every container says it there.
        let skipped = self.pre_skip.min(frames);
        self.pre_skip -= skipped;
        let padding = usize::try_from(packet.trim_end.get()).unwrap_or(usize::MAX).min(frames - skipped);
        self.buffer.trim(skipped, padding);
        Ok(self.buffer.as_generic_audio_buffer_ref())
    }

    fn finalize(&mut self) -> FinalizeResult {
        FinalizeResult::default()
    }

    fn last_decoded(&self) -> GenericAudioBufferRef<'_> {
        self.buffer.as_generic_audio_buffer_ref()
    }
}

impl RegisterableAudioDecoder for OpusSound {
    fn try_registry_new(
        parameters: &AudioCodecParameters,
        _: &AudioDecoderOptions,
    ) -> Result<Box<dyn AudioDecoder>> {
        Ok(Box::new(Self::new(parameters)?))
    }

    fn supported_codecs() -> &'static [SupportedAudioCodec] {
        SUPPORTED
    }
}
