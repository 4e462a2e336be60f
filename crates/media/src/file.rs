//! Files as this room takes them in and hands them out.

use std::io;
use std::path::Path;

use bytes::Bytes;
use callboard_model::{CallboardError, ErrorCode, Result};
use tokio_util::sync::CancellationToken;

/// A file made ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodedFile {
    /// Its content.
    pub bytes: Bytes,
    /// Its media type, such as `image/png`.
    pub content_type: String,
    /// What its name ends in, without the dot.
    pub extension: String,
}

impl EncodedFile {
    pub(crate) fn new(bytes: Vec<u8>, content_type: &str, extension: &str) -> Self {
        Self { bytes: bytes.into(), content_type: content_type.to_owned(), extension: extension.to_owned() }
    }
}

/// The size of a regular, non-empty file, in bytes.
pub(crate) fn size_of(path: &Path) -> Result<u64> {
    let metadata = std::fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(CallboardError::new(ErrorCode::FileUnreadable).with_detail("not a regular file"));
    }
    match metadata.len() {
        0 => Err(ErrorCode::FileEmpty.into()),
        size => Ok(size),
    }
}

/// The size of a file, refused beyond `maximum` bytes.
pub(crate) fn size_within(path: &Path, maximum: u64) -> Result<u64> {
    let size = size_of(path)?;
    if size > maximum { Err(too_large(maximum)) } else { Ok(size) }
}

pub(crate) fn too_large(maximum: u64) -> CallboardError {
    CallboardError::new(ErrorCode::FileTooLarge).with_context("maximum", maximum)
}

#[allow(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
pub(crate) fn unreadable(error: io::Error) -> CallboardError {
    CallboardError::new(ErrorCode::FileUnreadable).with_detail(error)
}

/// Stops blocking work between two steps.
pub(crate) fn unless_cancelled(cancel: &CancellationToken) -> Result<()> {
    if cancel.is_cancelled() { Err(ErrorCode::Cancelled.into()) } else { Ok(()) }
}
