//! An answer that says no: a status alone, for the bodies of errors are not documented.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::error::SandboxError;

/// A refusal.
#[derive(Debug)]
pub(super) struct Refusal(StatusCode);

impl Refusal {
    pub(super) fn of_status(status: StatusCode) -> Self {
        Self(status)
    }
}

impl From<StatusCode> for Refusal {
    fn from(status: StatusCode) -> Self {
        Self(status)
    }
}

impl From<SandboxError> for Refusal {
    fn from(error: SandboxError) -> Self {
        log::error!("the sandbox failed: {error}");
        Self(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        self.0.into_response()
    }
}
