//! The operations of the contract, the documented pace, and the three forms of saying no.

use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};

use super::account::{self, BASE_PATH, SYSTEM};
use super::pace::{Pace, TooMany};
use super::refusal::Refusal;
use super::{routes, sample};
use crate::account::Account;
use crate::context::Context;
use crate::error::SandboxError;
use crate::system::{System, bearer};

/// HMS Sovereign, as the server asks it.
pub(crate) struct HmsSovereign {
    context: Arc<Context>,
    pace: Pace,
}

impl HmsSovereign {
    pub(crate) fn new(context: Arc<Context>) -> Self {
        Self { context, pace: Pace::default() }
    }
}

impl System for HmsSovereign {
    fn base_path(&self) -> &'static str {
        BASE_PATH
    }

    fn account(&self) -> Account {
        account::account(&self.context)
    }

    fn router(&self) -> Router {
        routes::router(Arc::clone(&self.context))
    }

    fn operation_of(&self, method: &Method, path: &str) -> Option<&'static str> {
        operation_of(method, path)
    }

    /// `Bearer <key>`.
    fn check_credential(&self, _operation: &str, headers: &HeaderMap) -> Result<(), Response> {
        if bearer(headers) == Some(&self.context.key) {
            Ok(())
        } else {
            Err(self.refuse(StatusCode::UNAUTHORIZED, None))
        }
    }

    /// 429 with `Retry-After` beyond a hundred in a minute.
    fn admit(&self) -> Result<(), Response> {
        self.pace.take(self.context.now()).map_err(TooMany::into_response)
    }

    fn forget_pace(&self) {
        self.pace.clear();
    }

    /// In one of the three documented forms.
    fn refuse(&self, status: StatusCode, form: Option<u8>) -> Response {
        Refusal::of_status(status).in_form(form).into_response()
    }

    fn is_seeded(&self) -> Result<bool, SandboxError> {
        self.context.documents.is_seeded(SYSTEM)
    }

    fn seed(&self) -> Result<(), SandboxError> {
        self.context.documents.replace_all(SYSTEM, &sample::sample(self.context.now()))
    }
}

/// The contract's operation id behind `hmsSovereign.`, for a path below the base path.
fn operation_of(method: &Method, path: &str) -> Option<&'static str> {
    let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let name = match (method.as_str(), segments.as_slice()) {
        ("GET", ["agents"]) => "hmsSovereign.listAgents",
        ("POST", ["agents"]) => "hmsSovereign.createAgent",
        ("GET", ["agents", _]) => "hmsSovereign.getAgent",
        ("PATCH", ["agents", _]) => "hmsSovereign.updateAgent",
        ("DELETE", ["agents", _]) => "hmsSovereign.deleteAgent",
        _ => return None,
    };
    Some(name)
}
