//! The one workspace: its agents and media, and what all systems share.

use std::sync::Arc;

use jiff::Timestamp;

use super::account::WORKSPACE_ID;
use super::refusal::Refusal;
use super::store::Store;
use crate::context::Context;

pub(super) struct Workspace {
    id: &'static str,
    pub(super) context: Arc<Context>,
    pub(super) agents: Store,
}

impl Workspace {
    pub(super) fn new(context: Arc<Context>, agents: Store) -> Self {
        Self { id: WORKSPACE_ID, context, agents }
    }

    pub(super) fn now(&self) -> Timestamp {
        self.context.now()
    }

    /// 404 for any workspace but this one.
    pub(super) fn check(&self, id: &str) -> Result<(), Refusal> {
        if id == self.id {
            return Ok(());
        }
        Err(Refusal::workspace_not_found())
    }

    /// The id of an agent that exists; 404 for any other.
    pub(super) fn check_agent(&self, id: &str) -> Result<String, Refusal> {
        self.agents.get(id)?.ok_or_else(Refusal::agent_not_found)?;
        Ok(id.to_owned())
    }
}
