//! Work that blocks its thread, beside the asynchronous work.

use callboard_model::{CallboardError, ErrorCode, Result};

/// Runs work that blocks (keychain, disk, decoding) on a thread of its own. It goes on to its end, also where nobody waits for
/// its answer any more.
///
/// # Errors
/// Those of the work; [`ErrorCode::Internal`] where it panicked.
pub(crate) async fn spawn_blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| CallboardError::new(ErrorCode::Internal).with_detail(error))?
}
