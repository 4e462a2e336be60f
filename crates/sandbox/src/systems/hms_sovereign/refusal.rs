//! An answer that says no, in the three forms that the vendor documents.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::error::SandboxError;
use crate::shape::Mismatch;

/// How the body of a refusal is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `{"error": {"code", "message", "param", "type"}}`.
    Coded,
    /// `{"error": "Unauthorized", "message": …}`.
    Titled,
    /// `{"error": …, "message": …, "details": […]}`.
    Detailed,
}

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    status: StatusCode,
    form: Form,
    code: &'static str,
    /// What it is about in general, such as `authentication_error`.
    kind: &'static str,
    title: &'static str,
    message: String,
    /// The field concerned.
    param: Option<String>,
}

impl Refusal {
    /// The usual refusal with this status.
    pub(super) fn of_status(status: StatusCode) -> Self {
        let (code, kind, title, message) = match status {
            StatusCode::UNAUTHORIZED => {
                ("invalid_api_key", "authentication_error", "Unauthorized", "Invalid or missing API key")
            }
            StatusCode::PAYMENT_REQUIRED => {
                ("insufficient_credits", "billing_error", "Payment required", "Insufficient credits")
            }
            StatusCode::FORBIDDEN => {
                ("permission_denied", "authentication_error", "Forbidden", "This API key may not do that")
            }
            StatusCode::NOT_FOUND => ("not_found", "invalid_request_error", "Not found", "Not found"),
            StatusCode::TOO_MANY_REQUESTS => {
                ("rate_limit_exceeded", "rate_limit_error", "Too many requests", "Rate limit exceeded")
            }
            status if status.is_server_error() => {
                ("internal_error", "api_error", "Internal server error", "Something went wrong")
            }
            _ => ("invalid_request", "invalid_request_error", "Invalid request", "The request was refused"),
        };
        let form = if status == StatusCode::UNAUTHORIZED { Form::Titled } else { Form::Coded };
        Self { status, form, code, kind, title, message: message.to_owned(), param: None }
    }

    pub(super) fn agent_not_found() -> Self {
        Self {
            message: "Agent not found".to_owned(),
            param: Some("id".to_owned()),
            ..Self::of_status(StatusCode::NOT_FOUND)
        }
    }

    /// 400, coded: the body or the address cannot be read at all.
    pub(super) fn unreadable(code: &'static str, message: &str, param: Option<&str>) -> Self {
        Self {
            code,
            message: message.to_owned(),
            param: param.map(str::to_owned),
            ..Self::of_status(StatusCode::BAD_REQUEST)
        }
    }

    /// 400 with details: a value in the body does not fit.
    pub(super) fn invalid(mismatch: Mismatch) -> Self {
        Self {
            form: Form::Detailed,
            code: "invalid_parameter",
            title: "Validation failed",
            message: mismatch.message,
            param: Some(mismatch.place).filter(|place| !place.is_empty()),
            ..Self::of_status(StatusCode::BAD_REQUEST)
        }
    }

    /// The same in the form with this number, 1 to 3; other numbers change nothing.
    pub(super) fn in_form(self, number: Option<u8>) -> Self {
        let form = match number {
            Some(1) => Form::Coded,
            Some(2) => Form::Titled,
            Some(3) => Form::Detailed,
            _ => self.form,
        };
        Self { form, ..self }
    }

    fn body(&self) -> Value {
        match self.form {
            Form::Coded => json!({"error": {
                "code": self.code, "message": self.message, "param": self.param, "type": self.kind,
            }}),
            Form::Titled => json!({"error": self.title, "message": self.message}),
            Form::Detailed => {
                let details = [json!({"field": self.param, "message": self.message})];
                json!({"error": self.title, "message": self.message, "details": details})
            }
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.status, Json(self.body())).into_response()
    }
}

impl From<SandboxError> for Refusal {
    fn from(error: SandboxError) -> Self {
        log::error!("the sandbox failed: {error}");
        Self::of_status(StatusCode::INTERNAL_SERVER_ERROR)
    }
}
