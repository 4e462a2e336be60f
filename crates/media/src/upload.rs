//! The presigned upload: a form post straight to storage.

use std::convert::Infallible;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use callboard_model::media::UploadForm;
use callboard_model::{CallboardError, ErrorCode, Result};
use futures_util::stream;
use jiff::Timestamp;
use reqwest::header::LOCATION;
use reqwest::multipart::{Form, Part};
use reqwest::{Body, Response, StatusCode};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::refusal::{Attempt, refusal};
use crate::storage::failed;
use crate::{EncodedFile, Policy, StorageClient};

/// Bytes handed to the connection at a time; progress is told after each.
const CHUNK_BYTES: usize = 16 * 1024;

/// Bytes of a refusal that are read.
const MAXIMUM_REFUSAL_BYTES: usize = 64 * 1024;

/// Posts a file with the form: first the fields as they were given, last the file. Checks the form's policy before a byte
/// is sent. `now` is asked again when storage refuses; `progress` is told bytes of the file sent and in all.
///
/// A form is good for one attempt: ask for a fresh one before trying again. The file goes by the name of its media type that the
/// policy asks for.
///
/// # Errors
/// Before sending: `InvalidAddress`, `PlainHttpRefused`, `OwnNetworkRefused`, `UnreadableAnswer` for a form that is none, and what
/// [`Policy::check`] says. From storage: `UploadExpired`,
/// `UploadTooLarge`, `UploadTooSmall`, `UploadTypeRefused`, `UploadRefused` (`storageCode`), `SystemFault`. On the way:
/// `UploadStalled` when no byte moved for the client's stall time or the file goes slower than it waits for, `Unreachable`, `TimedOut`, `TlsProblem`,
/// `Cancelled`.
pub async fn post(
    client: &StorageClient,
    form: &UploadForm,
    mut file: EncodedFile,
    now: impl Fn() -> Timestamp + Send + Sync,
    progress: impl Fn(u64, u64) + Send + Sync + 'static,
    cancel: &CancellationToken,
) -> Result<()> {
    let url: Url = form.url.parse().map_err(|_| CallboardError::new(ErrorCode::InvalidAddress))?;
    form.check_size()?;
    let storage = client.posting(&url).await?;
    let policy = Policy::of(form);
    if let Some(policy) = &policy {
        policy.check(file.bytes.len() as u64, &file.content_type, now())?;
        file.content_type = policy.name_of_type(&file.content_type).unwrap_or(file.content_type);
    }
    let content_type = file.content_type.clone();
    let deadline = client.timings().deadline(Instant::now(), file.bytes.len() as u64);
    let moved = Movement::default();
    let parts = parts(form, policy.as_ref(), file, moved.clone(), progress)?;
    let exchange = async {
        let answer = storage.post(url).multipart(parts).send().await.map_err(failed)?;
        moved.now();
        if answer.status().is_success() || is_asked_redirect(form, &answer) {
            return Ok(());
        }
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let body = beginning(answer).await;
        let attempt = Attempt { policy: policy.as_ref(), content_type: &content_type, now: now() };
        Err(refusal(status, &headers, &body, &attempt))
    };
    tokio::select! {
        biased;
        () = cancel.cancelled() => Err(ErrorCode::Cancelled.into()),
        outcome = exchange => outcome,
        () = moved.stalled(client.timings().stall) => Err(ErrorCode::UploadStalled.into()),
        () = tokio::time::sleep_until(deadline) => Err(ErrorCode::UploadStalled.into()),
    }
}

/// Whether the answer is the redirect the form asks for once the file is stored: S3 then names bucket and key in the address the
/// form gave ("POST Object", `success_action_redirect`, and `redirect` before it). Any other redirect comes from something
/// in between, which stored nothing. It is not followed: where it leads is no matter of ours.
fn is_asked_redirect(form: &UploadForm, answer: &Response) -> bool {
    let asked = form
        .form_data
        .iter()
        .filter(|(name, _)| {
            ["success_action_redirect", "redirect"].iter().any(|each| name.eq_ignore_ascii_case(each))
        })
        .find_map(|(_, address)| address.parse::<Url>().ok());
    let told = answer.headers().get(LOCATION).and_then(|value| value.to_str().ok()?.parse::<Url>().ok());
    match (asked, told) {
        (Some(asked), Some(told)) => {
            answer.status() == StatusCode::SEE_OTHER
                && asked.origin() == told.origin()
                && asked.path() == told.path()
                && told.query_pairs().any(|(name, key)| name == "key" && !key.is_empty())
        }
        _ => false,
    }
}

/// A field's name as a browser writes it into the header of its part (HTML, "multipart/form-data encoding algorithm"): a quote or a
/// line break in it would end the name and begin a header of somebody else's. The other control characters have no business there
/// either. A value stands below the header and ends at a boundary that nobody can guess.
fn header_name(name: &str) -> String {
    let mut escaped = String::with_capacity(name.len());
    for letter in name.chars() {
        if letter == '"' || letter.is_ascii_control() {
            let _ = write!(escaped, "%{:02X}", u32::from(letter));
        } else {
            escaped.push(letter);
        }
    }
    escaped
}

/// The form's parts in the order S3 wants them: it ignores whatever comes after the file.
fn parts(
    form: &UploadForm,
    policy: Option<&Policy>,
    file: EncodedFile,
    moved: Movement,
    progress: impl Fn(u64, u64) + Send + Sync + 'static,
) -> Result<Form> {
    let mut parts = Form::new().percent_encode_noop();
    for (name, value) in &form.form_data {
        parts = parts.text(header_name(name), value.clone());
    }
    if let Some(name) = missing_content_type(form, policy) {
        parts = parts.text(header_name(&name), file.content_type.clone());
    }
    let name = format!("file.{}", file.extension);
    let total = file.bytes.len() as u64;
    let part = Part::stream_with_length(told(file.bytes, moved, progress), total)
        .file_name(name)
        .mime_str(&file.content_type)
        .map_err(|_| CallboardError::new(ErrorCode::Internal).with_detail("the file's media type is none"))?;
    Ok(parts.part("file", part))
}

/// The name of the field for the media type, where storage wants one that the form does not bring.
fn missing_content_type(form: &UploadForm, policy: Option<&Policy>) -> Option<String> {
    let is_it = |name: &str| name.eq_ignore_ascii_case("content-type");
    if form.form_data.keys().any(|name| is_it(name)) {
        return None;
    }
    let expected = form.expected_fields.iter().find(|name| is_it(name)).cloned();
    expected.or_else(|| {
        policy.is_some_and(|policy| policy.names("content-type")).then(|| "Content-Type".to_owned())
    })
}

/// The file as a stream that tells how far it got.
fn told(file: Bytes, moved: Movement, progress: impl Fn(u64, u64) + Send + Sync + 'static) -> Body {
    let total = file.len() as u64;
    let chunks = stream::unfold((file, moved, progress), move |(mut rest, moved, progress)| async move {
        if rest.is_empty() {
            return None;
        }
        let chunk = rest.split_to(rest.len().min(CHUNK_BYTES));
        moved.now();
        progress(total - rest.len() as u64, total);
        Some((Ok::<_, Infallible>(chunk), (rest, moved, progress)))
    });
    Body::wrap_stream(chunks)
}

async fn beginning(mut answer: Response) -> String {
    let mut body = Vec::new();
    while let Ok(Some(chunk)) = answer.chunk().await {
        body.extend_from_slice(&chunk);
        if body.len() > MAXIMUM_REFUSAL_BYTES {
            break;
        }
    }
    String::from_utf8_lossy(&body).into_owned()
}

/// When the last byte moved.
#[derive(Clone)]
struct Movement(Arc<Mutex<Instant>>);

impl Default for Movement {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Instant::now())))
    }
}

impl Movement {
    fn now(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    fn last(&self) -> Instant {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns once nothing has moved for so long.
    async fn stalled(&self, patience: Duration) {
        loop {
            let deadline = self.last() + patience;
            if Instant::now() >= deadline {
                return;
            }
            tokio::time::sleep_until(deadline).await;
        }
    }
}
