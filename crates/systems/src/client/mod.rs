//! The HTTP client that all systems share.

/// Bounds of the client.
#[derive(Clone, Copy, Debug)]
pub struct Limits {}

/// Sends requests.
#[derive(Clone, Debug)]
pub struct Client {}

impl Client {
    /// A client with the system's roots and proxy.
    pub fn new() -> callboard_model::Result<Self> {
        Ok(Self {})
    }
}
