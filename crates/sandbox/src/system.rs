//! The systems that are served, and what the gate asks of each: its addresses, its credential, its form of saying no.
//!
//! No rule of a single system may enter here; this file only knows whom to ask.

use axum::Router;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde_json::Value;
use std::sync::Arc;

use crate::server::Application;
use crate::{bird, diga, hms_sovereign, messageflow, raia, storage};

/// A system that is served. Bird stands at the root of the server, together with the storage; the others below a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum System {
    Bird,
    HmsSovereign,
    MessageFlow,
    Diga,
    Raia,
}

/// A document of a system's sample data.
pub(crate) struct Sample {
    /// The kind of document within the system; a system with one kind uses its own name.
    pub(crate) collection: &'static str,
    pub(crate) id: String,
    pub(crate) document: Value,
}

impl System {
    /// The systems that keep their data in the shared document store.
    pub(crate) const WITH_DOCUMENTS: [Self; 4] =
        [Self::HmsSovereign, Self::MessageFlow, Self::Diga, Self::Raia];

    /// The system that an address belongs to, whether or not something is there.
    pub(crate) fn at(path: &str) -> Self {
        let owner = Self::WITH_DOCUMENTS.into_iter().find(|system| system.below(path).is_some());
        owner.unwrap_or(Self::Bird)
    }

    /// What the system's own addresses are below, without a trailing slash.
    pub(crate) fn base_path(self) -> &'static str {
        match self {
            Self::Bird => "",
            Self::HmsSovereign => "/hms-sovereign/api/v1",
            Self::MessageFlow => "/messageflow/api/v1",
            Self::Diga => "/diga",
            Self::Raia => "/raia",
        }
    }

    /// A word for the system that stays the same, as in the names of its operations.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Bird => "bird",
            Self::HmsSovereign => "hmsSovereign",
            Self::MessageFlow => "messageflow",
            Self::Diga => "diga",
            Self::Raia => "raia",
        }
    }

    /// The operation's name: the contract's operation id, behind the system's name and a dot except for Bird, or one of
    /// `faults::operation`. None for what is not served.
    pub(crate) fn operation_of(self, method: &Method, path: &str) -> Option<&'static str> {
        let path = self.below(path)?;
        match self {
            Self::Bird => bird::operation_of(method, path).or_else(|| storage::operation_of(method, path)),
            Self::HmsSovereign => hms_sovereign::operation_of(method, path),
            Self::MessageFlow => messageflow::operation_of(method, path),
            Self::Diga => diga::operation_of(method, path),
            Self::Raia => raia::operation_of(method, path),
        }
    }

    /// Whether the request carries what the operation asks for; the system's refusal if not.
    pub(crate) fn check_credential(
        self,
        operation: &str,
        headers: &HeaderMap,
        key: &str,
    ) -> Result<(), Response> {
        match self {
            Self::Bird if !bird::needs_credential(operation) => Ok(()),
            Self::Bird => bird::check_credential(headers, key).map_err(IntoResponse::into_response),
            Self::HmsSovereign => hms_sovereign::check_credential(headers, key),
            Self::MessageFlow => messageflow::check_credential(headers, key),
            Self::Diga => diga::check_credential(headers, key),
            Self::Raia => raia::check_credential(operation, headers, key),
        }
    }

    /// Whether the system takes another request at this moment; its 429 if not.
    pub(crate) fn admit(self, application: &Application) -> Result<(), Response> {
        match self {
            Self::HmsSovereign => hms_sovereign::admit(application),
            _ => Ok(()),
        }
    }

    /// A refusal with this status, in the form in which the system documents its errors. `form` picks one where several
    /// are documented, counted from 1.
    pub(crate) fn refuse(self, status: StatusCode, form: Option<u8>) -> Response {
        match self {
            Self::Bird => bird::Refusal::of_status(status).into_response(),
            Self::HmsSovereign => hms_sovereign::refuse(status, form),
            Self::MessageFlow => messageflow::refuse(status),
            Self::Diga => diga::refuse(status),
            Self::Raia => raia::refuse(status),
        }
    }

    /// What the shared document store holds for the system at first. Bird has a store of its own.
    pub(crate) fn sample(self, now: Timestamp) -> Vec<Sample> {
        match self {
            Self::Bird => Vec::new(),
            Self::HmsSovereign => hms_sovereign::sample(now),
            Self::MessageFlow => messageflow::sample(now),
            Self::Diga => diga::sample(now),
            Self::Raia => raia::sample(now),
        }
    }

    fn below(self, path: &str) -> Option<&str> {
        path.strip_prefix(self.base_path()).filter(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// The routes of all systems and of the storage, each below its path.
pub(crate) fn router() -> Router<Arc<Application>> {
    Router::new()
        .merge(bird::router())
        .merge(storage::router())
        .nest(System::HmsSovereign.base_path(), hms_sovereign::router())
        .nest(System::MessageFlow.base_path(), messageflow::router())
        .nest(System::Diga.base_path(), diga::router())
        .nest(System::Raia.base_path(), raia::router())
}

/// The credential behind `Authorization: Bearer`.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(axum::http::header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("Bearer").then(|| token.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_belongs_to_the_system_it_is_below() {
        assert_eq!(System::at("/hms-sovereign/api/v1/agents"), System::HmsSovereign);
        assert_eq!(System::at("/messageflow/api/v1/nothing"), System::MessageFlow);
        assert_eq!(System::at("/diga/v1/agent/"), System::Diga);
        assert_eq!(System::at("/raiatra"), System::Bird, "a longer word is another address");
        assert_eq!(System::at("/workspaces/w/agents"), System::Bird);
    }

    #[test]
    fn operations_of_two_systems_are_told_apart() {
        let name = |path: &str| System::at(path).operation_of(&Method::GET, path);
        assert_eq!(name("/workspaces/w/agents"), Some("listAgents"));
        assert_eq!(name("/hms-sovereign/api/v1/agents"), Some("hmsSovereign.listAgents"));
        assert_eq!(name("/messageflow/api/v1/agents"), Some("messageflow.listAgents"));
    }
}
