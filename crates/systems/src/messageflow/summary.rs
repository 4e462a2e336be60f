//! What lists and headers show of MessageFlow's agents. Reads tolerantly: a member of another form is as good as missing.

use callboard_model::{AgentId, AgentSummary, ConnectionId, IndexedAgent, Openness, number};
use serde_json::Value;

/// The id of a document: a number in every sample, and a text as well in case it becomes one.
pub(super) fn agent_id(document: &Value) -> Option<AgentId> {
    match document.get("id")? {
        Value::String(text) if !text.is_empty() => Some(AgentId(text.clone())),
        id => number::as_text(id).map(AgentId),
    }
}

/// The least about a document.
pub(super) fn indexed(connection: &ConnectionId, document: &Value) -> Option<IndexedAgent> {
    let AgentSummary { id, name, status, activity, .. } = summary(connection, document);
    agent_id(document)?;
    Some(IndexedAgent { connection: connection.clone(), id, name, status, activity })
}

/// The summary of a document.
pub(super) fn summary(connection: &ConnectionId, document: &Value) -> AgentSummary {
    AgentSummary {
        connection: connection.clone(),
        id: agent_id(document).unwrap_or_else(|| AgentId(String::new())),
        name: document.get("name").and_then(Value::as_str).unwrap_or_default().to_owned(),
        emails: Vec::new(),
        picture: None,
        kind: Some("voice".to_owned()),
        status: None,
        activity: None,
        teams: Vec::new(),
        roles: Vec::new(),
        time_zone: None,
        openness: Openness::Unknown,
        week: None,
        workload: None,
        created_at: None,
    }
}
