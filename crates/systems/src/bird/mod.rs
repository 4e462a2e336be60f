//! Bird's Collaborations API: people and bots in a contact centre.
//!
//! The adapter's own room: Bird's names, paths and quirks, and nothing of another system.

mod description;

use callboard_model::{AgentId, AgentSummary, ConnectionId, Openness, SystemDescription};
use serde_json::Value;

/// The adapter.
#[derive(Debug)]
pub struct Bird {
    description: SystemDescription,
}

impl Bird {
    /// The adapter with its description.
    pub fn new() -> Self {
        Self { description: description::describe() }
    }
}

impl crate::System for Bird {
    fn description(&self) -> &SystemDescription {
        &self.description
    }
    fn agent_id(&self, document: &Value) -> Option<AgentId> {
        document.get("id").and_then(Value::as_str).map(|id| AgentId(id.to_owned()))
    }
    fn summary(&self, connection: &ConnectionId, document: &Value, _now: jiff::Timestamp) -> AgentSummary {
        AgentSummary {
            connection: connection.clone(),
            id: self.agent_id(document).unwrap_or(AgentId(String::new())),
            name: String::new(),
            emails: vec![],
            picture: None,
            kind: None,
            status: None,
            activity: None,
            teams: vec![],
            roles: vec![],
            time_zone: None,
            openness: Openness::Unknown,
            week: None,
            workload: None,
            created_at: None,
        }
    }
}
