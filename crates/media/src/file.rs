//! Files as this room hands them out.

use bytes::Bytes;

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
