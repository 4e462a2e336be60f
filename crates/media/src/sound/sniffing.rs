//! Looking at the beginning of a source.

use std::io::{Read as _, SeekFrom};

use callboard_model::Result;
use symphonia::core::io::MediaSource;

use crate::file::unreadable;

/// The bytes from a place on, as many as there are and at most `count`.
pub(super) fn bytes_at(source: &mut dyn MediaSource, at: u64, count: u64) -> Result<Vec<u8>> {
    source.seek(SeekFrom::Start(at)).map_err(unreadable)?;
    let mut bytes = Vec::new();
    source.take(count).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

/// The length of a source in bytes.
pub(super) fn length_of(source: &mut dyn MediaSource) -> Result<u64> {
    source.seek(SeekFrom::End(0)).map_err(unreadable)
}
