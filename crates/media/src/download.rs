use crate::StorageClient;
use bytes::Bytes;
use callboard_model::{ErrorCode, Result};
use std::path::Path;
use tokio_util::sync::CancellationToken;
use url::Url;
pub async fn fetch(
    client: &StorageClient,
    url: &Url,
    maximum_bytes: u64,
    cancel: &CancellationToken,
) -> Result<(Bytes, Option<String>)> {
    let _ = (client, url, maximum_bytes, cancel);
    Err(ErrorCode::Internal.into())
}
/// Returns the number of bytes saved.
pub async fn save_to(
    client: &StorageClient,
    url: &Url,
    path: &Path,
    maximum_bytes: u64,
    progress: impl Fn(u64, Option<u64>) + Send + Sync,
    cancel: &CancellationToken,
) -> Result<u64> {
    let _ = (client, url, path, maximum_bytes, progress, cancel);
    Err(ErrorCode::Internal.into())
}
