//! AAC in its many kinds (ISO/IEC 14496-3, 1.6.2).
//!
//! Of HE-AAC the core is decoded: plain AAC of half the rate. What is left out are the tones that the decoder would make up
//! above it, from 5 to 10 kHz on by bit rate; a telephone passes less.

use callboard_model::{CallboardError, Result};
use symphonia::core::codecs::audio::AudioCodecParameters;
use symphonia::core::codecs::audio::well_known::CODEC_ID_AAC;

use super::named::unreadable_kind;

/// Object types.
const LOW_COMPLEXITY: u64 = 2;
const SPECTRAL_REPLICATION: u64 = 5;
const PARAMETRIC_STEREO: u64 = 29;

/// Makes the parameters of HE-AAC those of its core. Answers what people call the codec where that is not AAC.
pub(super) fn simplified(parameters: &mut AudioCodecParameters) -> Result<Option<&'static str>> {
    if parameters.codec != CODEC_ID_AAC {
        return Ok(None);
    }
    let Some(configuration) = parameters.extra_data.as_deref().and_then(Configuration::read) else {
        return Ok(None);
    };
    let name = match configuration.object {
        LOW_COMPLEXITY => None,
        SPECTRAL_REPLICATION => Some("HE-AAC"),
        PARAMETRIC_STEREO => Some("HE-AAC v2"),
        other => return Err(refused(other)),
    };
    if configuration.core != LOW_COMPLEXITY {
        return Err(refused(configuration.core));
    }
    if configuration.channels > 2 {
        return Err(unreadable_kind("AAC 5.1"));
    }
    // 0 stands for a description of its own further on, which is left to the decoder.
    if configuration.channels > 0 {
        parameters.with_extra_data(configuration.plain());
    }
    Ok(name)
}

fn refused(object: u64) -> CallboardError {
    unreadable_kind(match object {
        1 => "AAC Main",
        3 => "AAC SSR",
        4 => "AAC LTP",
        23 => "AAC-LD",
        36 => "ALS",
        39 => "AAC-ELD",
        42 => "xHE-AAC",
        _ => "AAC",
    })
}

/// The beginning of an `AudioSpecificConfig`.
struct Configuration {
    object: u64,
    /// The object type of what is decoded in the end.
    core: u64,
    rate_index: u64,
    /// The rate itself, where the index says that it follows.
    rate: u64,
    channels: u64,
    /// Whether a packet holds 960 frames instead of 1,024.
    short: u64,
}

impl Configuration {
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut bits = Bits { bytes, position: 0 };
        let object = bits.object()?;
        let (rate_index, rate) = bits.rate()?;
        let channels = bits.take(4)?;
        let core = if matches!(object, SPECTRAL_REPLICATION | PARAMETRIC_STEREO) {
            bits.rate()?;
            bits.object()?
        } else {
            object
        };
        let short = bits.take(1).unwrap_or(0);
        Some(Self { object, core, rate_index, rate, channels, short })
    }

    /// The same without what comes on top of plain AAC.
    fn plain(&self) -> Box<[u8]> {
        let mut value = (LOW_COMPLEXITY << 4) | self.rate_index;
        let mut length = 9;
        if self.rate_index == 15 {
            value = (value << 24) | self.rate;
            length += 24;
        }
        value = (((value << 4) | self.channels) << 3) | (self.short << 2);
        length += 7;
        let padding = (8 - length % 8) % 8;
        let bytes = (value << padding).to_be_bytes();
        let used = (length + padding) / 8;
        bytes.get(8 - used..).unwrap_or_default().into()
    }
}

struct Bits<'a> {
    bytes: &'a [u8],
    position: usize,
}

impl Bits<'_> {
    fn take(&mut self, count: usize) -> Option<u64> {
        let mut value = 0;
        for _ in 0..count {
            let byte = self.bytes.get(self.position / 8)?;
            value = (value << 1) | u64::from((byte >> (7 - self.position % 8)) & 1);
            self.position += 1;
        }
        Some(value)
    }

    fn object(&mut self) -> Option<u64> {
        match self.take(5)? {
            31 => Some(32 + self.take(6)?),
            object => Some(object),
        }
    }

    fn rate(&mut self) -> Option<(u64, u64)> {
        match self.take(4)? {
            15 => Some((15, self.take(24)?)),
            index => Some((index, 0)),
        }
    }
}
