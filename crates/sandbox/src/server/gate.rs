//! The gate: every request of a system or of the storage is recorded here and meets its faults here.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;

use super::{Application, BreakSwitch};
use crate::control::RecordedRequest;
use crate::faults::ActiveFaults;
use crate::{FaultKind, bird, storage};

/// Requests and answers that the gate has to hold in memory are no larger than this, in bytes.
const MEMORY_LIMIT: usize = 4 << 20;

pub(super) async fn pass(
    State(application): State<Arc<Application>>,
    ConnectInfo(switch): ConnectInfo<BreakSwitch>,
    request: Request,
    next: Next,
) -> Response {
    let operation = operation_of(request.method(), request.uri().path());
    let mut request = match record(&application, operation, request).await {
        Ok(request) => request,
        Err(refusal) => return refusal,
    };
    let active = operation.map(|name| application.faults.take(name)).unwrap_or_default();
    tokio::time::sleep(active.latency()).await;
    if active.has(&FaultKind::ConnectionReset { after_applying: false }) {
        switch.pull();
        return StatusCode::NO_CONTENT.into_response();
    }
    if let Some(failure) = failure(&application, &active) {
        return failure;
    }
    if operation.is_some_and(bird::needs_credential)
        && let Err(refusal) = bird::check_credential(request.headers(), &application.key)
    {
        return refusal.into_response();
    }
    request.extensions_mut().insert(active.clone());
    let response = next.run(request).await;
    if active.has(&FaultKind::ConnectionReset { after_applying: true }) {
        switch.pull();
    }
    if active.has(&FaultKind::CutShort) {
        return cut_short(response).await;
    }
    if active.has(&FaultKind::InvalidJson) {
        return not_json(response).await;
    }
    response
}

/// The operation's name, as the contract or `faults::operation` has it. None for what is not served.
fn operation_of(method: &Method, path: &str) -> Option<&'static str> {
    bird::operation_of(method, path).or_else(|| storage::operation_of(method, path))
}

/// Notes the request for assertions. JSON bodies are read and put back; they carry no credentials.
async fn record(
    application: &Application,
    operation: Option<&'static str>,
    request: Request,
) -> Result<Request, Response> {
    let (parts, body) = request.into_parts();
    let is_json = parts
        .headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.starts_with("application/json"));
    let mut recorded = RecordedRequest::from_parts(&parts, operation);
    let body = if is_json {
        let bytes =
            to_bytes(body, MEMORY_LIMIT).await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE.into_response())?;
        recorded.body = serde_json::from_slice(&bytes).ok();
        Body::from(bytes)
    } else {
        body
    };
    application.requests.add(recorded);
    Ok(Request::from_parts(parts, body))
}

/// The answer of a fault that answers by itself.
fn failure(application: &Application, active: &ActiveFaults) -> Option<Response> {
    let now = (application.clock)();
    active.0.iter().find_map(|kind| {
        let (status, code, message, retry_after) = match kind {
            FaultKind::RateLimited { retry_after_seconds, as_date } => {
                let value = if *as_date {
                    let moment = std::time::SystemTime::from(now) + Duration::from_secs(*retry_after_seconds);
                    httpdate::fmt_http_date(moment)
                } else {
                    retry_after_seconds.to_string()
                };
                (StatusCode::TOO_MANY_REQUESTS, "rate_limited", "Too many requests.", Some(value))
            }
            FaultKind::InternalError => {
                (StatusCode::INTERNAL_SERVER_ERROR, "internal_error", "Something went wrong.", None)
            }
            FaultKind::Unavailable { retry_after_seconds } => (
                StatusCode::SERVICE_UNAVAILABLE,
                "unavailable",
                "The service is unavailable.",
                retry_after_seconds.map(|seconds| seconds.to_string()),
            ),
            _ => return None,
        };
        let mut response = bird::Refusal::new(status, code, message).into_response();
        if let Some(value) = retry_after.and_then(|value| HeaderValue::try_from(value).ok()) {
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
        Some(response)
    })
}

/// Announces the whole body and sends half of it; the connection closes in the middle of the answer.
async fn cut_short(response: Response) -> Response {
    let (mut parts, bytes) = match collected(response).await {
        Ok(collected) => collected,
        Err(failure) => return failure,
    };
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len().max(2)));
    let half = bytes.slice(..bytes.len() / 2);
    let stream = futures_util::stream::iter([Ok(half)]).chain(futures_util::stream::once(async {
        // What was written so far leaves the buffer only while the body is waiting.
        tokio::time::sleep(Duration::from_millis(50)).await;
        Err(std::io::Error::from(std::io::ErrorKind::ConnectionAborted))
    }));
    Response::from_parts(parts, Body::from_stream(stream))
}

/// Sends half of the body as if it were all.
async fn not_json(response: Response) -> Response {
    let (mut parts, bytes) = match collected(response).await {
        Ok(collected) => collected,
        Err(failure) => return failure,
    };
    let half = bytes.slice(..bytes.len() / 2);
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(half.len()));
    Response::from_parts(parts, Body::from(half))
}

async fn collected(response: Response) -> Result<(axum::http::response::Parts, Bytes), Response> {
    let (parts, body) = response.into_parts();
    match to_bytes(body, 64 << 20).await {
        Ok(bytes) => Ok((parts, bytes)),
        Err(_) => Err(StatusCode::INTERNAL_SERVER_ERROR.into_response()),
    }
}
