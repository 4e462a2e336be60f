//! The operations of the contract, and what the server asks about them.

use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};

use super::account::{self, BASE_PATH, SYSTEM, agent_number};
use super::refusal::Refusal;
use super::{routes, sample};
use crate::account::Account;
use crate::context::Context;
use crate::error::SandboxError;
use crate::system::System;

/// raia, as the server asks it.
pub(crate) struct Raia {
    context: Arc<Context>,
}

impl Raia {
    pub(crate) fn new(context: Arc<Context>) -> Self {
        Self { context }
    }
}

impl System for Raia {
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

    /// The organisation's key or an agent's, in a header of its own, as the operation wants it.
    fn check_credential(&self, operation: &str, headers: &HeaderMap) -> Result<(), Response> {
        let key = &self.context.key;
        let accepted = if operation == "raia.listAgentUsersByOrganization" {
            headers.get("Organization-Secret-Key").is_some_and(|given| given == key.as_str())
        } else {
            agent_number(headers, key).is_some()
        };
        if accepted { Ok(()) } else { Err(self.refuse(StatusCode::FORBIDDEN, None)) }
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

/// The contract's operation id behind `raia.`, for a path below the base path.
fn operation_of(method: &Method, path: &str) -> Option<&'static str> {
    let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let name = match (method.as_str(), segments.as_slice()) {
        ("GET", ["external", "agents", "by-api-key"]) => "raia.getAgentByApiKey",
        ("GET", ["external", "agents", "users"]) => "raia.listAgentUsers",
        ("GET", ["external", "agents", _, "users"]) => "raia.listAgentUsersByOrganization",
        ("GET", ["external", "agents", "statistic"]) => "raia.getAgentStatistic",
        ("POST", ["external", "agents", "webhooks"]) => "raia.createAgentWebhook",
        _ => return None,
    };
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_by_agent_key_and_by_organisation_key_are_two_operations() {
        let name = |path: &str| operation_of(&Method::GET, path);
        assert_eq!(name("/external/agents/users"), Some("raia.listAgentUsers"));
        assert_eq!(name("/external/agents/1/users"), Some("raia.listAgentUsersByOrganization"));
        assert_eq!(name("/external/agents/webhooks"), None, "webhooks can only be created");
    }
}
