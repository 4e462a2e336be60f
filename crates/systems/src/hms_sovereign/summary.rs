//! What lists and headers show of HMS Sovereign's agents. Reads tolerantly: a member of another form is as good as
//! missing.

use callboard_model::{AgentId, AgentSummary, ConnectionId, IndexedAgent, Openness};
use serde_json::Value;

/// The id of a document.
pub(super) fn agent_id(document: &Value) -> Option<AgentId> {
    text(document, "id").filter(|id| !id.is_empty()).map(AgentId)
}

/// The least about a document.
pub(super) fn indexed(connection: &ConnectionId, document: &Value) -> Option<IndexedAgent> {
    let AgentSummary { id, name, status, activity, .. } = summary(connection, document);
    agent_id(document)?;
    Some(IndexedAgent { connection: connection.clone(), id, name, status, activity })
}

/// The summary of a document.
pub(super) fn summary(connection: &ConnectionId, document: &Value) -> AgentSummary {
    let active = document.get("is_active").and_then(Value::as_bool);
    AgentSummary {
        connection: connection.clone(),
        id: agent_id(document).unwrap_or_else(|| AgentId(String::new())),
        name: text(document, "name").unwrap_or_default(),
        emails: Vec::new(),
        picture: None,
        kind: Some("voice".to_owned()),
        status: active.map(|active| if active { "active" } else { "inactive" }.to_owned()),
        activity: None,
        teams: Vec::new(),
        roles: Vec::new(),
        time_zone: None,
        openness: Openness::Unknown,
        week: None,
        workload: None,
        created_at: text(document, "created_at"),
    }
}

fn text(document: &Value, member: &str) -> Option<String> {
    document.get(member).and_then(Value::as_str).map(str::to_owned)
}
