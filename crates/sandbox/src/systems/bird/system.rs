//! The operations of the contract and of the storage beside it, and what the server asks about them.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::account;
use super::refusal::Refusal;
use super::store::Store;
use super::workspace::Workspace;
use super::{people, routes};
use crate::account::Account;
use crate::context::Context;
use crate::error::SandboxError;
use crate::faults::operation;
use crate::storage;
use crate::system::System;

/// Bird, as the server asks it. It stands at the root of the server, with the storage that its uploads go to.
pub(crate) struct Bird {
    workspace: Arc<Workspace>,
}

impl Bird {
    /// Its agents are kept in the folder.
    pub(crate) fn open(context: Arc<Context>, folder: &Path) -> Result<Self, SandboxError> {
        let agents = Store::open(&folder.join("sandbox.sqlite3"), &context.origin)?;
        Ok(Self { workspace: Arc::new(Workspace::new(context, agents)) })
    }
}

impl System for Bird {
    fn base_path(&self) -> &'static str {
        ""
    }

    fn account(&self) -> Account {
        account::account(&self.workspace.context)
    }

    fn router(&self) -> Router {
        let storage = storage::router(Arc::clone(&self.workspace.context.storage));
        routes::router(Arc::clone(&self.workspace)).merge(storage)
    }

    fn operation_of(&self, method: &Method, path: &str) -> Option<&'static str> {
        operation_of(method, path).or_else(|| storage::operation_of(method, path))
    }

    /// `AccessKey <key>` and `Bearer <key>` are both accepted, as the contract has it.
    fn check_credential(&self, operation: &str, headers: &HeaderMap) -> Result<(), Response> {
        if !needs_credential(operation) {
            return Ok(());
        }
        let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let credential = given.and_then(|value| value.split_once(' ')).filter(|(scheme, _)| {
            scheme.eq_ignore_ascii_case("AccessKey") || scheme.eq_ignore_ascii_case("Bearer")
        });
        match credential {
            Some((_, candidate)) if candidate.trim() == self.workspace.context.key => Ok(()),
            _ => Err(self.refuse(StatusCode::UNAUTHORIZED, None)),
        }
    }

    fn refuse(&self, status: StatusCode, _form: Option<u8>) -> Response {
        Refusal::of_status(status).into_response()
    }

    fn is_seeded(&self) -> Result<bool, SandboxError> {
        self.workspace.agents.is_seeded()
    }

    fn seed(&self) -> Result<(), SandboxError> {
        let Context { seed, more_people, origin, .. } = &*self.workspace.context;
        self.workspace.agents.replace_all(&people::sample(*seed, *more_people, self.workspace.now(), origin))
    }
}

/// The contract's operation id for a request; `showMedia` for the public media address.
fn operation_of(method: &Method, path: &str) -> Option<&'static str> {
    let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let (["workspaces", _, collection], rest) = segments.split_at_checked(3)? else { return None };
    let name = match (method.as_str(), *collection, rest) {
        ("GET", "agents", []) => "listAgents",
        ("POST", "agents", []) => "createAgent",
        ("GET", "all-agents", []) => "listAllAgents",
        ("GET", "agents", ["me"]) => "getOwnAgent",
        ("PATCH", "agents", ["me"]) => "updateOwnAgent",
        ("GET", "agents", [_]) => "getAgent",
        ("PATCH", "agents", [_]) => "updateAgent",
        ("DELETE", "agents", [_]) => "deleteAgent",
        ("GET", "agents", [_, "presigned-upload"]) => "presignAvatarUpload",
        ("POST", "agents", [_, "presigned-upload", "audio"]) => "presignAudioUpload",
        ("GET", "agents", [_, "media", _, "download"]) => "downloadMedia",
        ("GET", "agents", [_, "media", _]) => operation::SHOW_MEDIA,
        ("GET", "agents", [_, "availability"]) => "getAvailability",
        ("PATCH", "agents", [_, "availability"]) => "updateAvailability",
        ("GET", "agents", [_, "workload"]) => "getWorkload",
        _ => return None,
    };
    Some(name)
}

/// Whether an operation wants the account's credential. The public media address and the storage do not.
fn needs_credential(name: &str) -> bool {
    !matches!(name, operation::SHOW_MEDIA | operation::UPLOAD_OBJECT | operation::DOWNLOAD_OBJECT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn me_is_an_operation_of_its_own() {
        assert_eq!(operation_of(&Method::GET, "/workspaces/w/agents/me"), Some("getOwnAgent"));
        assert_eq!(operation_of(&Method::GET, "/workspaces/w/agents/1"), Some("getAgent"));
        assert_eq!(operation_of(&Method::GET, "/workspaces/w/agents/1/media/2"), Some("showMedia"));
        assert_eq!(operation_of(&Method::PUT, "/workspaces/w/agents/1"), None);
        assert_eq!(operation_of(&Method::GET, "/"), None);
    }
}
