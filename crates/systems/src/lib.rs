//! One folder per system, and the HTTP client they share.
