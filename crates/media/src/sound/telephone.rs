//! What is left of a sound at the other end of a call: 8 kHz and µ-law (ITU-T G.711).

use callboard_model::Result;

use super::mixing::Balance;
use super::resampling::Resampling;
use super::writing::sixteen_bits;
use super::{Samples, TelephoneRate};

/// What a µ-law value stands above before it is encoded, and its highest magnitude (G.711, with 16 bits).
const BIAS: u16 = 132;
const CLIP: u16 = 32_635;

/// The sound as it is heard on a telephone.
///
/// # Errors
/// `Internal` for a rate that cannot be brought to 8 kHz.
pub fn as_heard(sound: &Samples) -> Result<Samples> {
    let rate = TelephoneRate::Narrow.hertz();
    let mut resampling = Resampling::new(sound.sample_rate, rate)?;
    let mut balance = Balance::default();
    balance.add(&sound.values, sound.channels);
    resampling.push(balance.weights().mixed(&sound.values))?;
    let values = resampling.finish()?;
    let heard = values.into_iter().map(|value| f32::from(expand(compress(sixteen_bits(value)))) / 32_768.0);
    Ok(Samples { sample_rate: rate, channels: 1, values: heard.collect() })
}

/// Encodes one value.
#[allow(clippy::cast_possible_truncation, reason = "seven bits")]
fn compress(sample: i16) -> u8 {
    let sign = if sample < 0 { 0x80 } else { 0 };
    let magnitude = sample.unsigned_abs().min(CLIP) + BIAS;
    // The bias makes the exponent at least 7.
    let exponent = magnitude.ilog2() - 7;
    let mantissa = (magnitude >> (exponent + 3)) & 0x0F;
    !(sign | (exponent << 4) as u8 | mantissa as u8)
}

/// Decodes one value.
fn expand(code: u8) -> i16 {
    let code = !code;
    let magnitude = ((i16::from(code & 0x0F) << 3) + 132) << ((code >> 4) & 0x07);
    if code & 0x80 == 0 { magnitude - 132 } else { 132 - magnitude }
}
