//! What lists and headers show of raia's agents. Reads tolerantly: a member of another form is as good as missing.

use callboard_model::{AgentId, AgentSummary, ConnectionId, Openness};
use serde_json::Value;

/// The id of a document.
pub(super) fn agent_id(document: &Value) -> Option<AgentId> {
    text(document, "id").filter(|id| !id.is_empty()).map(AgentId)
}

/// The summary of a document.
pub(super) fn summary(connection: &ConnectionId, document: &Value) -> AgentSummary {
    AgentSummary {
        connection: connection.clone(),
        id: agent_id(document).unwrap_or_else(|| AgentId(String::new())),
        name: text(document, "name").unwrap_or_default(),
        emails: Vec::new(),
        picture: None,
        kind: None,
        status: text(document, "status"),
        activity: None,
        teams: Vec::new(),
        roles: text(document, "role").filter(|role| !role.is_empty()).into_iter().collect(),
        time_zone: None,
        openness: Openness::Unknown,
        week: None,
        workload: None,
        created_at: None,
    }
}

fn text(document: &Value, name: &str) -> Option<String> {
    document.get(name).and_then(Value::as_str).map(str::to_owned)
}
