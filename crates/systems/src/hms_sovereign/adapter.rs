//! HMS Sovereign's operations.

use async_trait::async_trait;
use callboard_model::{AgentId, AgentSummary, ConnectionId, SystemDescription};
use serde_json::Value;

use super::{HmsSovereign, summary};
use crate::system::System;

#[async_trait]
impl System for HmsSovereign {
    fn description(&self) -> &SystemDescription {
        &self.description
    }

    fn agent_id(&self, document: &Value) -> Option<AgentId> {
        summary::agent_id(document)
    }

    fn summary(&self, connection: &ConnectionId, document: &Value, _now: jiff::Timestamp) -> AgentSummary {
        summary::summary(connection, document)
    }
}
