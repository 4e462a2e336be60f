//! What lists and headers show of raia's agents. Reads tolerantly: a member of another form is as good as missing.

use callboard_model::{AgentId, AgentSummary, ConnectionId};
use serde_json::Value;

use crate::document::{avatar_url, shown_text};
use crate::picture;

/// The summary of the document of that agent.
pub(super) fn summary(connection: &ConnectionId, id: AgentId, document: &Value) -> AgentSummary {
    AgentSummary {
        picture: avatar_url(document).and_then(|url| picture::address(connection, &id, &url)),
        name: shown_text(document, "name").unwrap_or_default(),
        kind: Some("bot".to_owned()),
        status: shown_text(document, "status"),
        roles: shown_text(document, "role").filter(|role| !role.is_empty()).into_iter().collect(),
        ..AgentSummary::new(connection.clone(), id)
    }
}
