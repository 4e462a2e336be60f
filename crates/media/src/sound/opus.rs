//! Opus, what messengers and browsers record, for symphonia, which has no decoder of its own.
//!
//! `opus-decoder` is Rust without `unsafe` and needs no C compiler, unlike the bindings of libopus, which build it with
//! CMake on every machine. Tests hold it against ffmpeg's decoder.

use opus_decoder::OpusDecoder;
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

/// Decodes one or two channels.
pub(super) struct OpusSound {
    parameters: AudioCodecParameters,
    decoder: OpusDecoder,
    channels: usize,
    values: Vec<f32>,
    buffer: AudioBuffer<f32>,
    /// Frames at the beginning that are still to be thrown away.
    pre_skip: usize,
}

impl OpusSound {
    fn new(parameters: &AudioCodecParameters) -> Result<Self> {
        let channels = parameters.channels.as_ref().map_or(1, Channels::count);
        let layout = match channels {
            1 => layouts::CHANNEL_LAYOUT_MONO,
            2 => layouts::CHANNEL_LAYOUT_STEREO,
            _ => return unsupported_error("opus: more than two channels"),
        };
        let decoder = OpusDecoder::new(RATE, channels).map_err(|_| Error::DecodeError("opus: no decoder"))?;
        Ok(Self {
            parameters: parameters.clone(),
            decoder,
            channels,
            values: vec![0.0; LONGEST_PACKET * channels],
            buffer: AudioBuffer::new(AudioSpec::new(RATE, layout), LONGEST_PACKET),
            pre_skip: pre_skip(parameters.extra_data.as_deref().unwrap_or_default()),
        })
    }
}

/// From the identification header (RFC 7845, section 5.1).
fn pre_skip(header: &[u8]) -> usize {
    match (header.get(..8), header.get(10..12)) {
        (Some(b"OpusHead"), Some(&[low, high])) => usize::from(u16::from_le_bytes([low, high])),
        _ => 0,
    }
}

impl AudioDecoder for OpusSound {
    fn reset(&mut self) {
        self.decoder.reset();
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
        let Ok(frames) = self.decoder.decode_float(packet.data, &mut self.values, false) else {
            return decode_error("opus: broken packet");
        };
        let Some(values) = self.values.get(..frames * self.channels) else {
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
