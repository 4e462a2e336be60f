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
        // The error's own text repeats the panic's message, in which a decoder may quote the file.
        .map_err(|_| CallboardError::new(ErrorCode::Internal).with_detail("a panic, see the program's log"))?
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use super::*;

    #[tokio::test]
    async fn work_that_panics_is_an_error_that_quotes_no_file() {
        let error =
            spawn_blocking(|| -> Result<()> { panic!("bad chunk 'somebody's words'") }).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::Internal);
        assert!(!format!("{error:?}").contains("somebody"), "{error:?}");
        assert_eq!(spawn_blocking(|| Ok(7)).await, Ok(7), "the next piece of work is done");
    }
}
