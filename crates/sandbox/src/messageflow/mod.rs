//! MessageFlow's agents API: the five operations of the contract.

use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;

use crate::server::Application;
use crate::system::{Sample, System, bearer};

/// The id of the only tenant.
pub(crate) const TENANT_ID: &str = "123";

/// The contract's operation id behind `messageflow.`, for a path below the base path.
pub(crate) fn operation_of(method: &Method, path: &str) -> Option<&'static str> {
    let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let name = match (method.as_str(), segments.as_slice()) {
        ("GET", ["agents"]) => "messageflow.listAgents",
        ("POST", ["agents"]) => "messageflow.createAgent",
        ("GET", ["agents", _]) => "messageflow.getAgent",
        ("PUT", ["agents", _]) => "messageflow.updateAgent",
        ("DELETE", ["agents", _]) => "messageflow.deleteAgent",
        _ => return None,
    };
    Some(name)
}

/// `Bearer <key>`.
pub(crate) fn check_credential(headers: &HeaderMap, key: &str) -> Result<(), Response> {
    if bearer(headers) == Some(key) { Ok(()) } else { Err(refuse(StatusCode::UNAUTHORIZED)) }
}

/// The bodies of errors are not documented, so there is none.
pub(crate) fn refuse(status: StatusCode) -> Response {
    status.into_response()
}

pub(crate) fn router() -> Router<Arc<Application>> {
    Router::new().fallback(async || System::MessageFlow.refuse(StatusCode::NOT_FOUND, None))
}

pub(crate) fn sample(_now: Timestamp) -> Vec<Sample> {
    Vec::new()
}
