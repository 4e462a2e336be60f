//! An answer that says no. The vendor documents no form of errors; the sandbox answers `{"detail": "..."}`.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::error::SandboxError;

/// A refusal with its status and a sentence for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    status: StatusCode,
    detail: String,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, detail: &str) -> Self {
        Self { status, detail: detail.to_owned() }
    }

    /// For what is refused before an operation saw it.
    pub(super) fn of_status(status: StatusCode) -> Self {
        Self::new(status, status.canonical_reason().unwrap_or("Refused"))
    }

    pub(super) fn agent_not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "Agent not found.")
    }

    pub(super) fn invalid(detail: &str) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, detail)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.status, Json(json!({ "detail": self.detail }))).into_response()
    }
}

impl From<SandboxError> for Refusal {
    fn from(error: SandboxError) -> Self {
        log::error!("the sandbox failed: {error}");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string())
    }
}
