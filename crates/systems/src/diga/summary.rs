//! What lists and headers show of Diga's agents. Reads tolerantly: a member of another form is as good as missing.

use callboard_model::{AgentId, AgentSummary, ConnectionId};
use serde_json::Value;

use crate::document::shown_text;

/// The summary of the document of that agent.
pub(super) fn summary(connection: &ConnectionId, id: AgentId, document: &Value) -> AgentSummary {
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
