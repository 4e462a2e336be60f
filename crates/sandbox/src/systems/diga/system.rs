//! The operations of the contract, and what the server asks about them.

use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};

use super::account::{self, BASE_PATH, SYSTEM};
use super::refusal::Refusal;
use super::{routes, sample};
use crate::account::Account;
use crate::context::Context;
use crate::error::SandboxError;
use crate::system::{System, bearer};

/// Diga, as the server asks it.
pub(crate) struct Diga {
    context: Arc<Context>,
}

impl Diga {
    pub(crate) fn new(context: Arc<Context>) -> Self {
        Self { context }
    }
}

impl System for Diga {
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

    fn refuse(&self, status: StatusCode, _form: Option<u8>) -> Response {
        Refusal::of_status(status).into_response()
    }

    fn is_seeded(&self) -> Result<bool, SandboxError> {
        self.context.documents.is_seeded(SYSTEM)
    }

    fn seed(&self) -> Result<(), SandboxError> {
        self.context.documents.replace_all(SYSTEM, &sample::sample(self.context.now()))
    }
}

/// The contract's operation id behind `diga.`, for a path below the base path.
fn operation_of(method: &Method, path: &str) -> Option<&'static str> {
    let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let name = match (method.as_str(), segments.as_slice()) {
        // The trailing slash is part of the address.
        ("GET", ["v1", "agent", ""]) => "diga.listAgents",
        ("PATCH", ["v1", "agent", id]) if !id.is_empty() => "diga.updateAgent",
        ("GET", ["v1", "agent", _, "version"]) => "diga.listAgentVersions",
        ("POST", ["v1", "agent", _, "version"]) => "diga.launchAgentVersion",
        _ => return None,
    };
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_trailing_slash_is_part_of_the_lists_address() {
        assert_eq!(operation_of(&Method::GET, "/v1/agent/"), Some("diga.listAgents"));
        assert_eq!(operation_of(&Method::GET, "/v1/agent"), None);
        assert_eq!(operation_of(&Method::PATCH, "/v1/agent/"), None);
        assert_eq!(operation_of(&Method::PATCH, "/v1/agent/1"), Some("diga.updateAgent"));
        assert_eq!(operation_of(&Method::POST, "/v1/agent/1/version"), Some("diga.launchAgentVersion"));
    }
}
