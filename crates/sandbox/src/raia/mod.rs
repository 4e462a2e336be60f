//! raia's external agents API.

use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;

use crate::server::Application;
use crate::system::{Sample, System};

/// How many agents, and so agent keys, there are.
const AGENTS: usize = 3;

/// The keys of the agents, made from the organisation's.
pub(crate) fn agent_keys(key: &str) -> Vec<String> {
    (1..=AGENTS).map(|number| format!("{key}-agent-{number}")).collect()
}

/// The contract's operation id behind `raia.`, for a path below the base path.
pub(crate) fn operation_of(_method: &Method, _path: &str) -> Option<&'static str> {
    None
}

/// The organisation's key or an agent's, in a header of its own, as the operation wants it.
pub(crate) fn check_credential(_operation: &str, _headers: &HeaderMap, _key: &str) -> Result<(), Response> {
    Ok(())
}

pub(crate) fn refuse(status: StatusCode) -> Response {
    status.into_response()
}

pub(crate) fn router() -> Router<Arc<Application>> {
    Router::new().fallback(async || System::Raia.refuse(StatusCode::NOT_FOUND, None))
}

pub(crate) fn sample(_now: Timestamp) -> Vec<Sample> {
    Vec::new()
}
