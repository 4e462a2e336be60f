//! What lists and headers show of HMS Sovereign's agents. Reads tolerantly: a member of another form is as good as
//! missing.

use callboard_model::{AgentId, AgentSummary, ConnectionId};
use serde_json::Value;

use crate::document::shown_text;

/// The summary of the document of that agent.
pub(super) fn summary(connection: &ConnectionId, id: AgentId, document: &Value) -> AgentSummary {
    let active = document.get("is_active").and_then(Value::as_bool);
    AgentSummary {
        name: shown_text(document, "name").unwrap_or_default(),
        kind: Some("voice".to_owned()),
        status: active.map(|active| if active { "active" } else { "inactive" }.to_owned()),
        created_at: shown_text(document, "created_at"),
        ..AgentSummary::new(connection.clone(), id)
    }
}
