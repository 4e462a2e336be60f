//! What lists and headers show of MessageFlow's agents. Reads tolerantly: a member of another form is as good as missing.

use callboard_model::{AgentId, AgentSummary, ConnectionId, number};
use serde_json::Value;

use crate::document;

/// The id of a document: a number in every sample, and a text as well in case it becomes one.
pub(super) fn agent_id(document: &Value) -> Option<AgentId> {
    match document.get("id")? {
        Value::String(text) => document::id_of_text(text),
        id if number::is_whole(id) => document::id_of_text(&number::as_text(id)?),
        _ => None,
    }
}

/// The summary of the document of that agent.
pub(super) fn summary(connection: &ConnectionId, id: AgentId, document: &Value) -> AgentSummary {
    AgentSummary {
        name: document::shown_text(document, "name").unwrap_or_default(),
        kind: Some("voice".to_owned()),
        ..AgentSummary::new(connection.clone(), id)
    }
}
