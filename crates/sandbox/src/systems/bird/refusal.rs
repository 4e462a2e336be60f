//! An answer that says no: `{code, message}` with a status.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::error::SandboxError;

/// A refusal in the form of the contract's `Error`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    pub(super) code: String,
    pub(super) message: String,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, code: &str, message: &str) -> Self {
        Self { status, code: code.to_owned(), message: message.to_owned() }
    }

    /// For what the gate refuses before the operation saw it.
    pub(super) fn of_status(status: StatusCode) -> Self {
        let (code, message) = match status {
            StatusCode::UNAUTHORIZED => ("unauthorized", "The request carries no valid access key or token."),
            StatusCode::NOT_FOUND => ("not_found", "There is nothing at this address."),
            StatusCode::CONFLICT => ("agent_already_exists", "There is such an agent already."),
            StatusCode::UNPROCESSABLE_ENTITY => ("invalid_agent", "The agent is not valid."),
            StatusCode::TOO_MANY_REQUESTS => ("rate_limited", "Too many requests."),
            StatusCode::SERVICE_UNAVAILABLE => ("unavailable", "The service is unavailable."),
            status if status.is_server_error() => ("internal_error", "Something went wrong."),
            _ => ("refused", "The request was refused."),
        };
        Self::new(status, code, message)
    }

    pub(super) fn workspace_not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "workspace_not_found", "There is no such workspace.")
    }

    pub(super) fn agent_not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "agent_not_found", "There is no such agent in this workspace.")
    }

    pub(super) fn media_not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "media_not_found", "There is no such file.")
    }

    pub(super) fn invalid_agent(message: &str) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid_agent", message)
    }

    pub(super) fn bad_request(code: &str, message: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, message)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.status, Json(json!({ "code": self.code, "message": self.message }))).into_response()
    }
}

impl From<SandboxError> for Refusal {
    fn from(error: SandboxError) -> Self {
        log::error!("the sandbox failed: {error}");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, error.code(), &error.to_string())
    }
}
