//! Downloads from storage: into memory, bounded, or into a file that is there whole or not at all.

use std::io;
use std::path::Path;

use bytes::{Bytes, BytesMut};
use callboard_model::{CallboardError, ErrorCode, Result};
use reqwest::Response;
use reqwest::header::CONTENT_TYPE;
use tempfile::{Builder, NamedTempFile};
use tokio::io::AsyncWriteExt as _;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::StorageClient;
use crate::file::too_large;
use crate::storage::failed;

/// Downloads into memory; also says the media type storage gives.
///
/// # Errors
/// `InvalidAddress`, `PlainHttpRefused`; `MediaNotFound`, `NotAllowed`, `SystemFault`, `UnexpectedStatus`;
/// `FileTooLarge` (`maximum` bytes); `Unreachable`, `TlsProblem`, `UnreadableAnswer`; `TimedOut` when no byte moved for
/// the client's stall time; `Cancelled`.
pub async fn fetch(
    client: &StorageClient,
    url: &Url,
    maximum_bytes: u64,
    cancel: &CancellationToken,
) -> Result<(Bytes, Option<String>)> {
    let mut download = Download::start(client, url, maximum_bytes, cancel).await?;
    let content_type = download.content_type();
    let mut content = BytesMut::new();
    while let Some(chunk) = download.next().await? {
        content.extend_from_slice(&chunk);
    }
    Ok((content.freeze(), content_type))
}

/// Downloads into a file and returns its size. The bytes go to `part`, a file beside `path` that is not there yet and takes
/// its name when it is whole; a download that fails leaves nothing behind, and a file that was there stays. `progress` is told bytes
/// received, and in all where storage says.
///
/// # Errors
/// As [`fetch`]; also `DiskFull`, and `StorageFault` when the folder cannot be written to.
pub async fn save_to(
    client: &StorageClient,
    url: &Url,
    path: &Path,
    part: &Path,
    maximum_bytes: u64,
    progress: impl Fn(u64, Option<u64>) + Send + Sync,
    cancel: &CancellationToken,
) -> Result<u64> {
    let mut download = Download::start(client, url, maximum_bytes, cancel).await?;
    let part_file = begin(part).map_err(|error| not_written(&error))?;
    let outcome = async {
        let mut file = tokio::fs::File::from_std(part_file.reopen()?);
        let total = download.total();
        let written = loop {
            match download.next().await {
                Ok(Some(chunk)) => {
                    file.write_all(&chunk).await?;
                    progress(download.received, total);
                }
                Ok(None) => break Ok(download.received),
                Err(error) => break Err(error),
            }
        };
        file.sync_all().await?;
        Ok(written)
    };
    let size = outcome.await.map_err(|error: io::Error| not_written(&error))??;
    part_file.persist(path).map_err(|error| not_written(&error.error))?;
    Ok(size)
}

/// Begins a file that goes when nobody gives it another name.
fn begin(part: &Path) -> io::Result<NamedTempFile> {
    let folder = part.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = part.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    let mut builder = Builder::new();
    builder.prefix(name).rand_bytes(0);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As any new file: what the user's mask leaves of it.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

fn not_written(error: &io::Error) -> CallboardError {
    CallboardError::new(ErrorCode::of_writing(error)).with_detail(error)
}

/// An answer that is being received.
struct Download<'a> {
    answer: Response,
    client: &'a StorageClient,
    cancel: &'a CancellationToken,
    maximum: u64,
    received: u64,
}

impl<'a> Download<'a> {
    async fn start(
        client: &'a StorageClient,
        url: &Url,
        maximum: u64,
        cancel: &'a CancellationToken,
    ) -> Result<Self> {
        let request = client.fetching(url)?.get(url.clone()).send();
        let answer = within(client, cancel, request).await?;
        let status = answer.status();
        if !status.is_success() {
            let mut error = CallboardError::new(match status.as_u16() {
                404 | 410 => ErrorCode::MediaNotFound,
                401 | 403 => ErrorCode::NotAllowed,
                500.. => ErrorCode::SystemFault,
                _ => ErrorCode::UnexpectedStatus,
            });
            error.status = Some(status.as_u16());
            return Err(error);
        }
        if answer.content_length().is_some_and(|length| length > maximum) {
            return Err(too_large(maximum));
        }
        Ok(Self { answer, client, cancel, maximum, received: 0 })
    }

    fn total(&self) -> Option<u64> {
        self.answer.content_length()
    }

    fn content_type(&self) -> Option<String> {
        let value = self.answer.headers().get(CONTENT_TYPE)?;
        value.to_str().ok().map(str::to_owned)
    }

    async fn next(&mut self) -> Result<Option<Bytes>> {
        let Some(chunk) = within(self.client, self.cancel, self.answer.chunk()).await? else {
            return Ok(None);
        };
        self.received += chunk.len() as u64;
        if self.received > self.maximum { Err(too_large(self.maximum)) } else { Ok(Some(chunk)) }
    }
}

/// One step of an exchange, unless it is stopped or nothing moves for too long.
async fn within<T>(
    client: &StorageClient,
    cancel: &CancellationToken,
    step: impl Future<Output = reqwest::Result<T>>,
) -> Result<T> {
    tokio::select! {
        biased;
        () = cancel.cancelled() => Err(ErrorCode::Cancelled.into()),
        outcome = step => outcome.map_err(failed),
        () = tokio::time::sleep(client.stall()) => Err(ErrorCode::TimedOut.into()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn a_full_disk_is_told_from_a_folder_that_cannot_be_written_to() {
        let code = |kind: io::ErrorKind| not_written(&io::Error::from(kind)).code;
        assert_eq!(code(io::ErrorKind::StorageFull), ErrorCode::DiskFull);
        assert_eq!(code(io::ErrorKind::QuotaExceeded), ErrorCode::DiskFull);
        assert_eq!(code(io::ErrorKind::PermissionDenied), ErrorCode::StorageFault);
    }
}
