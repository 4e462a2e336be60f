//! raia's operations.

use async_trait::async_trait;
use callboard_model::{AgentId, AgentSummary, ConnectionId, SystemDescription};
use jiff::Timestamp;
use serde_json::Value;

use super::{Raia, summary};
use crate::system::System;

#[async_trait]
impl System for Raia {
    fn description(&self) -> &SystemDescription {
        &self.description
    }

    fn agent_id(&self, document: &Value) -> Option<AgentId> {
        summary::agent_id(document)
    }

    fn summary(&self, connection: &ConnectionId, document: &Value, _now: Timestamp) -> AgentSummary {
        summary::summary(connection, document)
    }
}
