//! The gate: every request of a system or of the storage is recorded here and meets its faults here.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum::body::{Body, Bytes, HttpBody as _, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use jiff::Timestamp;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::connection::BreakSwitch;
use crate::application::Application;
use crate::faults::{ActiveFaults, FaultKind};
use crate::requests::RecordedRequest;
use crate::storage;
use crate::system::System;

/// A request's body is no larger than this, in bytes; the storage has its own limit.
const BODY_LIMIT: u32 = 2 << 20;

/// All bodies that are being read or answered, in bytes. One that does not fit waits.
const BODIES_LIMIT: u32 = 8 * BODY_LIMIT;

/// Who takes longer to send a body does not send it.
const BODY_PATIENCE: Duration = Duration::from_secs(30);

/// The last second that an HTTP date can say, in seconds since 1970.
const LAST_DATE: u64 = 253_402_300_799;

/// The room that is left for bodies.
pub(crate) struct Room(Arc<Semaphore>);

impl Default for Room {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(BODIES_LIMIT as usize)))
    }
}

impl Room {
    /// Takes as much as the request announces, or as much as a request may send where it announces nothing.
    async fn take(&self, announced: Option<u64>) -> Result<OwnedSemaphorePermit, Response> {
        let bytes = match announced {
            None => BODY_LIMIT,
            Some(bytes) => u32::try_from(bytes)
                .ok()
                .filter(|bytes| *bytes <= BODY_LIMIT)
                .ok_or_else(|| StatusCode::PAYLOAD_TOO_LARGE.into_response())?,
        };
        let room = Arc::clone(&self.0).acquire_many_owned(bytes).await;
        room.map_err(|_| StatusCode::SERVICE_UNAVAILABLE.into_response())
    }
}

pub(super) async fn pass(
    State(application): State<Arc<Application>>,
    ConnectInfo(switch): ConnectInfo<BreakSwitch>,
    request: Request,
    next: Next,
) -> Response {
    let Some((system, path)) = application.systems.at(request.uri().path()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let operation = system.operation_of(request.method(), path);
    let (mut request, room) = match record(&application, operation, request).await {
        Ok(read) => read,
        Err(refusal) => return refusal,
    };
    let active = operation.map(|name| application.faults.take(name)).unwrap_or_default();
    let latency = active.latency();
    if !latency.is_zero() {
        tokio::time::sleep(latency).await;
    }
    if active.has(&FaultKind::ConnectionReset { after_applying: false }) {
        switch.pull();
        return StatusCode::NO_CONTENT.into_response();
    }
    if let Some(failure) = failure(system, &application, &active) {
        return failure;
    }
    if let Some(operation) = operation {
        let credential = system.check_credential(operation, request.headers());
        if let Err(refusal) = credential.and_then(|()| system.admit()) {
            return refusal;
        }
    }
    request.extensions_mut().insert(active.clone());
    let response = match active.late_applying() {
        None => next.run(request).await,
        Some(pause) => run_later(pause, next, request, room).await,
    };
    let kept_back = active.late_answer();
    if !kept_back.is_zero() {
        tokio::time::sleep(kept_back).await;
    }
    if let Some(status) = active.applied_then() {
        return system.refuse(refusal_status(status), None);
    }
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

/// Does what was asked after a pause, whether or not the client stays that long: a gateway has passed the request on.
async fn run_later(
    pause: Duration,
    next: Next,
    request: Request,
    room: Option<OwnedSemaphorePermit>,
) -> Response {
    let work = tokio::spawn(async move {
        let _held = room;
        tokio::time::sleep(pause).await;
        next.run(request).await
    });
    work.await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// Reads the body, except the storage's own, and notes the request for assertions; JSON bodies carry no credentials. Holds
/// the room of the body until the answer is there.
async fn record(
    application: &Application,
    operation: Option<&'static str>,
    request: Request,
) -> Result<(Request, Option<OwnedSemaphorePermit>), Response> {
    let (parts, body) = request.into_parts();
    let is_json = parts
        .headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.starts_with("application/json"));
    let recorded = RecordedRequest::from_parts(&parts, operation);
    if storage::serves(parts.uri.path()) {
        application.requests.add(recorded, None);
        return Ok((Request::from_parts(parts, body), None));
    }
    let announced = body.size_hint().exact();
    let room = application.room.take(announced).await?;
    let bytes = tokio::time::timeout(BODY_PATIENCE, to_bytes(body, BODY_LIMIT as usize)).await;
    let bytes = bytes
        .map_err(|_| StatusCode::REQUEST_TIMEOUT.into_response())?
        .map_err(|_| StatusCode::PAYLOAD_TOO_LARGE.into_response())?;
    application.requests.add(recorded, is_json.then(|| bytes.clone()));
    Ok((Request::from_parts(parts, Body::from(bytes)), Some(room)))
}

/// The answer of a fault that answers by itself, in the form of the system concerned.
fn failure(system: &dyn System, application: &Application, active: &ActiveFaults) -> Option<Response> {
    let now = application.context.now();
    active.0.iter().find_map(|kind| {
        let (status, form, retry_after) = match kind {
            FaultKind::RateLimited { retry_after_seconds, as_date } => {
                let value = if *as_date {
                    date_after(now, *retry_after_seconds)
                } else {
                    retry_after_seconds.to_string()
                };
                (StatusCode::TOO_MANY_REQUESTS, None, Some(value))
            }
            FaultKind::InternalError => (StatusCode::INTERNAL_SERVER_ERROR, None, None),
            FaultKind::Unavailable { retry_after_seconds } => {
                let value = retry_after_seconds.map(|seconds| seconds.to_string());
                (StatusCode::SERVICE_UNAVAILABLE, None, value)
            }
            FaultKind::Refused { status, form } => (refusal_status(*status), *form, None),
            FaultKind::NotOffered => (StatusCode::NOT_FOUND, None, None),
            _ => return None,
        };
        let mut response = system.refuse(status, form);
        if let Some(value) = retry_after.and_then(|value| HeaderValue::try_from(value).ok()) {
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
        Some(response)
    })
}

/// The moment so many seconds later, as an HTTP date; the last one there is where that is too late.
fn date_after(now: Timestamp, seconds: u64) -> String {
    let now = u64::try_from(now.as_second()).unwrap_or_default();
    let moment = now.saturating_add(seconds).min(LAST_DATE);
    httpdate::fmt_http_date(SystemTime::UNIX_EPOCH + Duration::from_secs(moment))
}

fn refusal_status(number: u16) -> StatusCode {
    let status = StatusCode::from_u16(number).ok();
    status
        .filter(|status| status.is_client_error() || status.is_server_error())
        .unwrap_or(StatusCode::BAD_REQUEST)
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
