//! S3, by `s3s` and `s3s-fs`: uploads by presigned form, downloads by presigned address. Knows bytes and keys, no agents.
//!
//! `s3s` checks signature, expiry, size and type of a form's policy by the real clock. The storage sits on the same
//! port as the APIs; clients must treat it as another host all the same and never send it a credential.

mod sign;

use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody as _};
use axum::extract::{Extension, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use futures_util::StreamExt;
use jiff::{SignedDuration, Timestamp};
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use serde_json::{Map, Value};
use tokio::sync::Semaphore;
use uuid::Uuid;

pub(crate) use sign::PostPolicy;
use sign::StorageKeys;

use crate::error::SandboxError;
use crate::faults::{ActiveFaults, StorageRefusal, operation};

/// The one bucket.
pub(crate) const BUCKET: &str = "sandbox-media";

/// An upload is held in memory up to this size, in bytes. No form allows more than 10 MiB.
const UPLOAD_LIMIT: usize = 16 << 20;

/// An upload is read up to this size, in bytes, so that a refusal can be read by a client that is still sending.
const READ_LIMIT: usize = 64 << 20;

/// How many uploads are held in memory at once; one more waits.
const UPLOADS_AT_ONCE: usize = 4;

/// Who sends nothing for this long has given up.
const SEND_PATIENCE: Duration = Duration::from_secs(30);

/// How long a presigned address works.
const DOWNLOAD_LIFETIME: SignedDuration = SignedDuration::from_mins(10);

pub(crate) struct Storage {
    service: S3Service,
    keys: StorageKeys,
    root: PathBuf,
    origin: String,
    uploads: Semaphore,
}

impl Storage {
    pub(crate) fn open(root: &Path, origin: &str) -> Result<Self, SandboxError> {
        create_bucket(root)?;
        let files = s3s_fs::FileSystem::new(root)
            .map_err(|error| SandboxError::Storage { reason: format!("{error:?}") })?;
        let keys = StorageKeys {
            access_key: format!("SANDBOX{}", Uuid::new_v4().simple()),
            secret_key: Uuid::new_v4().simple().to_string(),
        };
        let mut builder = S3ServiceBuilder::new(files);
        builder.set_auth(SimpleAuth::from_single(keys.access_key.clone(), keys.secret_key.clone()));
        let service = builder.build();
        let uploads = Semaphore::new(UPLOADS_AT_ONCE);
        Ok(Self { service, keys, root: root.to_path_buf(), origin: origin.to_owned(), uploads })
    }

    /// Deletes every object.
    pub(crate) async fn clear(&self) -> Result<(), SandboxError> {
        let failed = |source| SandboxError::Directory { path: self.root.clone(), source };
        let mut entries = tokio::fs::read_dir(&self.root).await.map_err(failed)?;
        while let Some(entry) = entries.next_entry().await.map_err(failed)? {
            let removed = if entry.file_type().await.map_err(failed)?.is_dir() {
                tokio::fs::remove_dir_all(entry.path()).await
            } else {
                tokio::fs::remove_file(entry.path()).await
            };
            removed.map_err(failed)?;
        }
        create_bucket(&self.root)
    }

    /// The address that forms are posted to.
    pub(crate) fn upload_url(&self) -> String {
        format!("{}/{BUCKET}", self.origin)
    }

    pub(crate) fn sign_post(&self, policy: &PostPolicy<'_>) -> Map<String, Value> {
        self.keys.sign_post(policy)
    }

    /// An address from which the object can be read without a credential for ten minutes.
    pub(crate) fn download_url(&self, key: &str, now: Timestamp) -> String {
        let host = self.origin.trim_start_matches("http://");
        format!("{}{}", self.origin, self.presigned_path("GET", host, key, now))
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.root.join(BUCKET).join(key).is_file()
    }

    /// Reads an object; a `Range` is honoured.
    pub(crate) async fn read(&self, key: &str, headers: &HeaderMap, now: Timestamp) -> Response {
        let mut request = self.own_request(Method::GET, key, now, s3s::Body::empty());
        if let Some(range) = headers.get(header::RANGE) {
            request.headers_mut().insert(header::RANGE, range.clone());
        }
        self.call(request).await
    }

    /// Writes an object that the sandbox itself made.
    pub(crate) async fn write(
        &self,
        key: &str,
        content_type: &'static str,
        bytes: Vec<u8>,
        now: Timestamp,
    ) -> Result<(), SandboxError> {
        let length = HeaderValue::from(bytes.len());
        let mut request = self.own_request(Method::PUT, key, now, s3s::Body::from(Bytes::from(bytes)));
        request.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        request.headers_mut().insert(header::CONTENT_LENGTH, length);
        let status = self.call(request).await.status();
        if status.is_success() {
            return Ok(());
        }
        Err(SandboxError::Storage { reason: format!("writing {key} answered {status}") })
    }

    fn presigned_path(&self, method: &str, host: &str, key: &str, now: Timestamp) -> String {
        // Keys are made of letters, digits, hyphens and slashes: nothing to encode.
        let path = format!("/{BUCKET}/{key}");
        let query = self.keys.presign(method, host, &path, now, DOWNLOAD_LIFETIME);
        format!("{path}?{query}")
    }

    fn own_request(&self, method: Method, key: &str, now: Timestamp, body: s3s::Body) -> s3s::HttpRequest {
        const HOST: &str = "sandbox";
        let target = self.presigned_path(method.as_str(), HOST, key, now);
        let mut request = s3s::HttpRequest::new(body);
        *request.method_mut() = method;
        if let Ok(uri) = target.parse() {
            *request.uri_mut() = uri;
        }
        request.headers_mut().insert(header::HOST, HeaderValue::from_static(HOST));
        request
    }

    async fn call(&self, request: s3s::HttpRequest) -> Response {
        match self.service.call(request).await {
            Ok(response) => response.map(Body::new),
            Err(error) => {
                log::error!("the storage failed: {error:?}");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }
}

fn create_bucket(root: &Path) -> Result<(), SandboxError> {
    let path = root.join(BUCKET);
    std::fs::create_dir_all(&path).map_err(|source| SandboxError::Directory { path, source })
}

/// Whether an address is the storage's.
pub(crate) fn serves(path: &str) -> bool {
    let rest = path.strip_prefix('/').and_then(|path| path.strip_prefix(BUCKET));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

pub(crate) fn operation_of(method: &Method, path: &str) -> Option<&'static str> {
    let rest = path.strip_prefix('/')?.strip_prefix(BUCKET)?;
    match (method, rest) {
        (&Method::POST, "" | "/") => Some(operation::UPLOAD_OBJECT),
        (&Method::GET | &Method::HEAD, key) if key.len() > 1 => Some(operation::DOWNLOAD_OBJECT),
        _ => None,
    }
}

/// The storage's addresses, at the root of the server.
pub(crate) fn router(storage: Arc<Storage>) -> Router {
    Router::new()
        .route("/sandbox-media", any(serve))
        .route("/sandbox-media/", any(serve))
        .route("/sandbox-media/{*key}", any(serve))
        .with_state(storage)
}

async fn serve(
    State(storage): State<Arc<Storage>>,
    Extension(active): Extension<ActiveFaults>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let _place = if body.is_end_stream() { None } else { storage.uploads.acquire().await.ok() };
    // A client that is still sending when the answer comes may lose the answer, so all of it is read first.
    let chunks = match read_all(body, active.bytes_per_second()).await {
        Ok(chunks) => chunks,
        Err(failure) => return failure,
    };
    if let Some(refusal) = active.refusal() {
        return refusal.into_response();
    }
    let chunks = futures_util::stream::iter(chunks.into_iter().map(Ok::<Bytes, Infallible>));
    let body = s3s::Body::http_body_unsync(Body::from_stream(chunks));
    storage.call(s3s::HttpRequest::from_parts(parts, body)).await
}

async fn read_all(body: Body, bytes_per_second: Option<u64>) -> Result<Vec<Bytes>, Response> {
    let mut stream = body.into_data_stream();
    let mut chunks = Vec::new();
    let mut size = 0;
    loop {
        let chunk = tokio::time::timeout(SEND_PATIENCE, stream.next()).await;
        let Some(chunk) = chunk.map_err(|_| StatusCode::REQUEST_TIMEOUT.into_response())? else { break };
        let chunk = chunk.map_err(|_| StatusCode::BAD_REQUEST.into_response())?;
        size += chunk.len();
        if size > READ_LIMIT {
            return Err(StorageRefusal::TooLarge.into_response());
        }
        if let Some(rate) = bytes_per_second {
            let milliseconds = u64::try_from(chunk.len()).unwrap_or(u64::MAX).saturating_mul(1000) / rate;
            tokio::time::sleep(Duration::from_millis(milliseconds)).await;
        }
        if size > UPLOAD_LIMIT {
            chunks.clear();
        } else {
            chunks.push(chunk);
        }
    }
    if size > UPLOAD_LIMIT { Err(StorageRefusal::TooLarge.into_response()) } else { Ok(chunks) }
}

impl IntoResponse for StorageRefusal {
    /// The same status and XML that `s3s` answers with when it refuses for this reason.
    fn into_response(self) -> Response {
        let (status, code, message) = match self {
            Self::TooLarge => (
                StatusCode::BAD_REQUEST,
                "EntityTooLarge",
                "Your proposed upload exceeds the maximum allowed object size.",
            ),
            Self::TooSmall => (
                StatusCode::BAD_REQUEST,
                "EntityTooSmall",
                "Your proposed upload is smaller than the minimum allowed object size.",
            ),
            Self::WrongType => (
                StatusCode::BAD_REQUEST,
                "InvalidPolicyDocument",
                "Policy condition 'starts-with' for field 'content-type' failed",
            ),
            Self::WrongSignature => (
                StatusCode::FORBIDDEN,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided.",
            ),
            Self::InvalidPolicy => {
                (StatusCode::BAD_REQUEST, "InvalidPolicyDocument", "The policy document is not valid.")
            }
            Self::Expired => (StatusCode::FORBIDDEN, "AccessDenied", "Request has expired"),
        };
        let document = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>{message}</Message></Error>"
        );
        (status, [(header::CONTENT_TYPE, "application/xml")], document).into_response()
    }
}
