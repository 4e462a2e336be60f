//! Sound as a telephone system stores it: WAV, PCM, 16 bits, one channel.

use std::io::Cursor;

use callboard_model::{CallboardError, ErrorCode, Result};

use crate::EncodedFile;

/// What one channel of 16 bits is written as.
pub(crate) fn specification(sample_rate: u32) -> hound::WavSpec {
    hound::WavSpec { channels: 1, sample_rate, bits_per_sample: 16, sample_format: hound::SampleFormat::Int }
}

/// One value in 16 bits. Undithered: what telephones add to it is 8 bits coarser.
#[allow(clippy::cast_possible_truncation, reason = "clamped to the range of 16 bits")]
pub(crate) fn sixteen_bits(value: f32) -> i16 {
    (value.clamp(-1.0, 1.0) * f32::from(i16::MAX)).round() as i16
}

/// The file.
pub(super) fn wav(samples: &[i16], sample_rate: u32) -> Result<EncodedFile> {
    let mut bytes = Cursor::new(Vec::new());
    let mut writer = hound::WavWriter::new(&mut bytes, specification(sample_rate)).map_err(internal)?;
    for sample in samples {
        writer.write_sample(*sample).map_err(internal)?;
    }
    writer.finalize().map_err(internal)?;
    Ok(EncodedFile::new(bytes.into_inner(), "audio/wav", "wav"))
}

#[allow(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
fn internal(error: hound::Error) -> CallboardError {
    CallboardError::new(ErrorCode::Internal).with_detail(error)
}
