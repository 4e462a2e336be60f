//! An answer that says no: `{status, name}` as the contract has it for a wrong key, with a `message` beside them.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::SandboxError;

/// A refusal in the form of the contract's `Error`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    status: StatusCode,
    message: String,
}

impl Refusal {
    pub(crate) fn new(status: StatusCode, message: &str) -> Self {
        Self { status, message: message.to_owned() }
    }

    pub(super) fn invalid_key() -> Self {
        Self::new(StatusCode::FORBIDDEN, "Invalid API key or secret key.")
    }

    pub(super) fn agent_not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "Agent not found.")
    }

    pub(super) fn invalid(message: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = json!({
            "status": self.status.as_u16(),
            "name": self.status.canonical_reason(),
            "message": self.message,
        });
        (self.status, Json(body)).into_response()
    }
}

impl From<SandboxError> for Refusal {
    fn from(error: SandboxError) -> Self {
        log::error!("the sandbox failed: {error}");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "Unexpected error occurred while processing the request.")
    }
}
