//! MessageFlow's agents API: the five operations of the contract and their quirks.
//!
//! Where the document leaves something open the sandbox picks the hardest reading and says so here: a PUT replaces the
//! whole agent, so a description, prompt or field left out is gone, and one without a name is refused with 422; answers
//! may carry nulls where requests accept none; error bodies are empty; new prompts get an id, and answers always carry
//! `function_ids`, `tools` and `actions`; `bearer_token` comes back in the clear; ids count up and are never used twice.
mod body;
mod routes;
mod sample;

use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};

pub(crate) use routes::router;
pub(crate) use sample::sample;

use crate::documents::Collection;
use crate::system::{System, bearer};

/// The id of the only tenant, as the query has it.
pub(crate) const TENANT_ID: &str = "123";
/// The same as answers have it.
const TENANT: i64 = 123;

const AGENTS: Collection = Collection { system: System::MessageFlow, name: "agents" };

/// The highest number that a prompt of each agent ever had: one that was taken out does not leave its number to a new one.
const PROMPT_NUMBERS: Collection = Collection { system: System::MessageFlow, name: "promptNumbers" };

/// The contract's operation id behind `messageflow.`, for a path below the base path.
pub(crate) fn operation_of(method: &Method, path: &str) -> Option<&'static str> {
    let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let name = match (method.as_str(), segments.as_slice()) {
        ("GET", ["agents"]) => "messageflow.listAgents",
        ("POST", ["agents"]) => "messageflow.createAgent",
        ("GET", ["agents", _]) => "messageflow.getAgent",
        ("PUT", ["agents", _]) => "messageflow.updateAgent",
        ("DELETE", ["agents", _]) => "messageflow.deleteAgent",
        _ => return None,
    };
    Some(name)
}

/// `Bearer <key>`.
pub(crate) fn check_credential(headers: &HeaderMap, key: &str) -> Result<(), Response> {
    if bearer(headers) == Some(key) { Ok(()) } else { Err(refuse(StatusCode::UNAUTHORIZED)) }
}

/// The bodies of errors are not documented, so there is none.
pub(crate) fn refuse(status: StatusCode) -> Response {
    status.into_response()
}
