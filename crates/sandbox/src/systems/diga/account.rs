//! The account that is served, and what is kept of it.

use crate::account::Account;
use crate::context::Context;
use crate::documents::Collection;

pub(super) const SYSTEM: &str = "diga";

pub(super) const BASE_PATH: &str = "/diga";

/// The agents, each with all its versions.
pub(super) const AGENTS: Collection = Collection { system: SYSTEM, name: "agents" };

pub(super) fn account(context: &Context) -> Account {
    Account::new(SYSTEM, format!("{}{BASE_PATH}", context.origin))
}
