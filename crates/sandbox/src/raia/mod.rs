//! raia's external agents API: the five operations of the contract and their quirks.
//!
//! An agent key stands for one agent, the organisation key for all of them. Where the vendor leaves something open the
//! sandbox picks one form and says so in the file concerned: `users` for pages and orders, `statistic` for periods,
//! `webhook` for the answer to a new one. The users of an agent come as a page of users by either key; with
//! `FaultKind::AsDocumented` the operation by agent key answers the fields of the agent, as the vendor's page has it.

mod refusal;
mod routes;
mod sample;
mod statistic;
mod users;
mod webhook;

use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;

use refusal::Refusal;
pub(crate) use routes::router;

use crate::documents::Collection;
use crate::system::{Sample, System};

/// How many agents, and so agent keys, there are.
const AGENT_COUNT: usize = 4;

/// The agents, each `{"since", "agent"}`.
const AGENTS: Collection = Collection { system: System::Raia, name: "agents" };

/// The users of all agents, each `{"agent", "user"}`.
const USERS: Collection = Collection { system: System::Raia, name: "users" };

const WEBHOOKS: Collection = Collection { system: System::Raia, name: "webhooks" };

/// The keys of the agents, made from the organisation's.
pub(crate) fn agent_keys(key: &str) -> Vec<String> {
    (1..=AGENT_COUNT).map(|number| format!("{key}-agent-{number}")).collect()
}

/// The contract's operation id behind `raia.`, for a path below the base path.
pub(crate) fn operation_of(method: &Method, path: &str) -> Option<&'static str> {
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

/// The organisation's key or an agent's, in a header of its own, as the operation wants it.
pub(crate) fn check_credential(operation: &str, headers: &HeaderMap, key: &str) -> Result<(), Response> {
    let accepted = if operation == "raia.listAgentUsersByOrganization" {
        headers.get("Organization-Secret-Key").is_some_and(|given| given == key)
    } else {
        agent_number(headers, key).is_some()
    };
    if accepted { Ok(()) } else { Err(refuse(StatusCode::FORBIDDEN)) }
}

/// The number of the agent that the key in the request belongs to, counted from 0.
fn agent_number(headers: &HeaderMap, key: &str) -> Option<usize> {
    let given = headers.get("Agent-Secret-Key")?;
    agent_keys(key).iter().position(|candidate| given == candidate.as_str())
}

/// For what is refused before an operation saw it.
pub(crate) fn refuse(status: StatusCode) -> Response {
    Refusal::of_status(status).into_response()
}

/// What a fresh organisation holds.
pub(crate) fn sample(now: Timestamp) -> Vec<Sample> {
    let of =
        |collection: Collection| move |(id, document)| Sample { collection: collection.name, id, document };
    let agents = sample::agents(now).into_iter().map(of(AGENTS));
    agents.chain(sample::users(now).into_iter().map(of(USERS))).collect()
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
