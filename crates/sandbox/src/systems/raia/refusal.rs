//! An answer that says no: `{status, name}` as the contract has it for a wrong key, with a `message` beside them.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::error::SandboxError;

/// A refusal in the form of the contract's `Error`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    status: StatusCode,
    message: String,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, message: &str) -> Self {
        Self { status, message: message.to_owned() }
    }

    /// For what is refused before an operation saw it.
    pub(super) fn of_status(status: StatusCode) -> Self {
        let message = match status {
            StatusCode::FORBIDDEN => "Invalid API key or secret key.",
            StatusCode::NOT_FOUND => "Agent not found.",
            status if status.is_server_error() => "Unexpected error occurred while processing the request.",
            status => status.canonical_reason().unwrap_or("The request was refused."),
        };
        Self::new(status, message)
    }

    pub(super) fn invalid_key() -> Self {
        Self::of_status(StatusCode::FORBIDDEN)
    }

    pub(super) fn agent_not_found() -> Self {
        Self::of_status(StatusCode::NOT_FOUND)
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
        Self::of_status(StatusCode::INTERNAL_SERVER_ERROR)
    }
}
