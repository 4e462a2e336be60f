//! What lists and headers show of Diga's agents. Reads tolerantly: a member of another form is as good as missing.

use callboard_model::{AgentId, AgentSummary, ConnectionId, Openness};
use serde_json::Value;

use super::requests::agent_id;

/// The summary of a document.
pub(super) fn summary(connection: &ConnectionId, document: &Value) -> AgentSummary {
    AgentSummary {
        connection: connection.clone(),
        id: agent_id(document).unwrap_or_else(|| AgentId(String::new())),
        name: text(document, "name").unwrap_or_default(),
        emails: Vec::new(),
        picture: None,
        kind: Some("voice".to_owned()),
        status: status(document).map(str::to_owned),
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

/// Whether the document is the draft or what answers calls; an older version is neither.
fn status(document: &Value) -> Option<&'static str> {
    let marked = |name: &str| document.get(name).and_then(Value::as_bool).unwrap_or_default();
    if marked("is_draft") {
        Some("draft")
    } else if marked("is_published") {
        Some("published")
    } else {
        None
    }
}

fn text(document: &Value, name: &str) -> Option<String> {
    document.get(name).and_then(Value::as_str).map(str::to_owned)
}
