//! Diga's agents API.

use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;

use crate::server::Application;
use crate::system::{Sample, System, bearer};

/// The contract's operation id behind `diga.`, for a path below the base path.
pub(crate) fn operation_of(_method: &Method, _path: &str) -> Option<&'static str> {
    None
}

/// `Bearer <key>`.
pub(crate) fn check_credential(headers: &HeaderMap, key: &str) -> Result<(), Response> {
    if bearer(headers) == Some(key) { Ok(()) } else { Err(refuse(StatusCode::UNAUTHORIZED)) }
}

/// Errors are not documented: the status alone.
pub(crate) fn refuse(status: StatusCode) -> Response {
    status.into_response()
}

pub(crate) fn router() -> Router<Arc<Application>> {
    Router::new().fallback(async || System::Diga.refuse(StatusCode::NOT_FOUND, None))
}

pub(crate) fn sample(_now: Timestamp) -> Vec<Sample> {
    Vec::new()
}
