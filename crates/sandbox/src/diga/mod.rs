//! Diga's agents API: the four operations of the contract and their quirks.
//!
//! Where the vendor leaves something open the sandbox picks one form and says so here:
//! an update changes the draft, and an agent without one gets a new draft with the next number; launching a version
//! makes the draft the one published version; null empties a field, or puts its default back where an answer cannot be
//! null; ids of voices, knowledge bases, paths and tools are taken on trust, for nothing lists them; agents are ordered by
//! their creation and versions by their number, newest first; errors are `{"detail": "..."}`.

mod body;
mod paging;
mod refusal;
mod routes;
mod sample;
mod table;
mod versions;

use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;

use refusal::Refusal;
pub(crate) use routes::router;

use crate::documents::Collection;
use crate::system::{Sample, System, bearer};

/// The agents, each with all its versions.
const AGENTS: Collection = Collection { system: System::Diga, name: "agents" };

/// The contract's operation id behind `diga.`, for a path below the base path.
pub(crate) fn operation_of(method: &Method, path: &str) -> Option<&'static str> {
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

/// `Bearer <key>`.
pub(crate) fn check_credential(headers: &HeaderMap, key: &str) -> Result<(), Response> {
    if bearer(headers) == Some(key) { Ok(()) } else { Err(refuse(StatusCode::UNAUTHORIZED)) }
}

/// For what is refused before an operation saw it.
pub(crate) fn refuse(status: StatusCode) -> Response {
    Refusal::of_status(status).into_response()
}

/// What a fresh account holds, oldest agent first.
pub(crate) fn sample(now: Timestamp) -> Vec<Sample> {
    let agents = sample::agents(now).into_iter();
    agents.map(|(id, document)| Sample { collection: AGENTS.name, id, document }).collect()
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
