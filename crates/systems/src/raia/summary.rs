//! What lists and headers show of raia's agents. Reads tolerantly: a member of another form is as good as missing.

use callboard_model::{AgentId, AgentSummary, ConnectionId, Openness};
use serde_json::Value;
use url::Url;

use crate::{address, picture};

/// The id of a document.
pub(super) fn agent_id(document: &Value) -> Option<AgentId> {
    text(document, "id").filter(|id| !id.is_empty()).map(AgentId)
}

/// Where a document's picture is: a public address, fetched without a key.
pub(super) fn avatar_url(document: &Value) -> Option<Url> {
    let url = Url::parse(document.get("avatarUrl")?.as_str()?).ok()?;
    address::check_transport(&url).is_ok().then_some(url)
}

/// The summary of a document.
pub(super) fn summary(connection: &ConnectionId, document: &Value) -> AgentSummary {
    let id = agent_id(document).unwrap_or_else(|| AgentId(String::new()));
    AgentSummary {
        picture: avatar_url(document).and_then(|url| picture::address(connection, &id, &url)),
        connection: connection.clone(),
        id,
        name: text(document, "name").unwrap_or_default(),
        emails: Vec::new(),
        kind: Some("bot".to_owned()),
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
