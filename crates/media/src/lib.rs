//! Pictures and sound: decode, crop, encode, play; the presigned upload.
