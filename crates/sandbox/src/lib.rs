//! A server on loopback that speaks the systems' APIs and S3, with sample data.
