use crate::EncodedFile;
use callboard_model::media::SoundFacts;
use callboard_model::{ErrorCode, Result};
use std::path::Path;
use tokio_util::sync::CancellationToken;
/// Decoded sound, interleaved, -1 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Samples {
    pub sample_rate: u32,
    pub channels: u16,
    pub values: Vec<f32>,
}
/// Samples per second of telephone sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TelephoneRate {
    Narrow,
    Wide,
}
pub fn inspect(path: &Path, cancel: &CancellationToken) -> Result<SoundFacts> {
    let _ = (path, cancel);
    Err(ErrorCode::Internal.into())
}
pub fn decode(path: &Path, cancel: &CancellationToken) -> Result<Samples> {
    let _ = (path, cancel);
    Err(ErrorCode::Internal.into())
}
/// Decodes bytes that were downloaded.
pub fn decode_bytes(bytes: bytes::Bytes, cancel: &CancellationToken) -> Result<Samples> {
    let _ = (bytes, cancel);
    Err(ErrorCode::Internal.into())
}
pub fn to_telephone_wav(path: &Path, rate: TelephoneRate, cancel: &CancellationToken) -> Result<EncodedFile> {
    let _ = (path, rate, cancel);
    Err(ErrorCode::Internal.into())
}
