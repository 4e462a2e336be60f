use callboard_model::{ErrorCode, Result};
use std::time::Duration;
/// How long storage is waited for.
#[derive(Clone, Copy, Debug)]
pub struct StorageTimings {
    /// To make a connection.
    pub connect: Duration,
    /// Without a byte moving.
    pub stall: Duration,
}
/// Speaks to storage hosts: no credential is ever sent, a posted form is never redirected.
#[derive(Clone, Debug)]
pub struct StorageClient;
impl StorageClient {
    pub fn new(timings: StorageTimings) -> Result<Self> {
        let _ = timings;
        Err(ErrorCode::Internal.into())
    }
}
