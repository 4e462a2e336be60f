//! The organisation that is served, its keys, and what is kept of it.

use axum::http::HeaderMap;

use crate::account::Account;
use crate::context::Context;
use crate::documents::Collection;

pub(super) const SYSTEM: &str = "raia";

pub(super) const BASE_PATH: &str = "/raia";

/// How many agents, and so agent keys, there are.
const AGENT_COUNT: usize = 4;

/// The agents, each `{"since", "agent"}`.
pub(super) const AGENTS: Collection = Collection { system: SYSTEM, name: "agents" };

/// The users of all agents, each `{"agent", "user"}`.
pub(super) const USERS: Collection = Collection { system: SYSTEM, name: "users" };

pub(super) const WEBHOOKS: Collection = Collection { system: SYSTEM, name: "webhooks" };

pub(super) fn account(context: &Context) -> Account {
    let account = Account::new(SYSTEM, format!("{}{BASE_PATH}", context.origin));
    Account { agent_keys: agent_keys(&context.key), ..account }
}

/// The keys of the agents, made from the organisation's.
fn agent_keys(key: &str) -> Vec<String> {
    (1..=AGENT_COUNT).map(|number| format!("{key}-agent-{number}")).collect()
}

/// The number of the agent that the key in the request belongs to, counted from 0.
pub(super) fn agent_number(headers: &HeaderMap, key: &str) -> Option<usize> {
    let given = headers.get("Agent-Secret-Key")?;
    agent_keys(key).iter().position(|candidate| given == candidate.as_str())
}
