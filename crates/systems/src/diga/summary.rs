//! What lists and headers show of Diga's agents. Reads tolerantly: a member of another form is as good as missing.

use callboard_model::{AgentId, AgentSummary, ConnectionId};
use serde_json::Value;

use super::requests::agent_id;
use crate::document::shown_text;

/// The summary of a document.
pub(super) fn summary(connection: &ConnectionId, document: &Value) -> AgentSummary {
    let id = agent_id(document).unwrap_or_else(|| AgentId(String::new()));
    AgentSummary {
        name: shown_text(document, "name").unwrap_or_default(),
        kind: Some("voice".to_owned()),
        status: status(document).map(str::to_owned),
        created_at: shown_text(document, "created_at"),
        ..AgentSummary::new(connection.clone(), id)
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
