use crate::{EncodedFile, StorageClient};
use callboard_model::media::UploadForm;
use callboard_model::{ErrorCode, Result};
use jiff::Timestamp;
use tokio_util::sync::CancellationToken;
pub async fn post(
    client: &StorageClient,
    form: &UploadForm,
    file: EncodedFile,
    now: impl Fn() -> Timestamp + Send + Sync,
    progress: impl Fn(u64, u64) + Send + Sync + 'static,
    cancel: &CancellationToken,
) -> Result<()> {
    let _ = (client, form, file, now, progress, cancel);
    Err(ErrorCode::Internal.into())
}
