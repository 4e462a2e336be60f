//! The account that is served, and what is kept of it.

use crate::account::Account;
use crate::context::Context;
use crate::documents::Collection;

pub(super) const SYSTEM: &str = "hmsSovereign";

pub(super) const BASE_PATH: &str = "/hms-sovereign/api/v1";

pub(super) const AGENTS: Collection = Collection { system: SYSTEM, name: "agents" };

pub(super) fn account(context: &Context) -> Account {
    Account::new(SYSTEM, format!("{}{BASE_PATH}", context.origin))
}
