//! Addresses, keys and bodies of raia's requests.

use callboard_model::{Result, Sensitive, UserQuery, WebhookDraft};
use reqwest::header::{HeaderName, HeaderValue};
use serde_json::{Map, Value, json};
use url::Url;

use crate::dialect::{address_below, credential_header};
use crate::session::Session;

const AGENT_KEY: HeaderName = HeaderName::from_static("agent-secret-key");
const ORGANIZATION_KEY: HeaderName = HeaderName::from_static("organization-secret-key");

/// The address of `path` below the agents.
pub(super) fn address(session: &Session<'_>, path: &[&str]) -> Result<Url> {
    address_below(session, &[&["external", "agents"], path].concat())
}

/// The header that carries an agent's own key.
pub(super) fn agent_key(key: &Sensitive) -> Result<(HeaderName, HeaderValue)> {
    credential_header(AGENT_KEY, "", key)
}

/// The header that carries the organisation's key.
pub(super) fn organization_key(key: &Sensitive) -> Result<(HeaderName, HeaderValue)> {
    credential_header(ORGANIZATION_KEY, "", key)
}

/// The query of a page of users. The values of `orderBy` and `orderDirection` are not published; what the window asks for is
/// sent as it is, and the direction only where it is not the usual one.
pub(super) fn user_query(query: &UserQuery) -> Vec<(&'static str, String)> {
    let order = query.order_by.as_ref().filter(|order| !order.is_empty());
    let direction = query.descending.then(|| "desc".to_owned());
    [
        ("page", query.page.map(|page| page.to_string())),
        ("pageSize", query.page_size.map(|size| size.to_string())),
        ("orderBy", order.cloned()),
        ("orderDirection", direction),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
    .collect()
}

/// The body that creates a webhook.
pub(super) fn webhook_body(draft: &WebhookDraft) -> Map<String, Value> {
    let mut body = Map::new();
    for (name, text) in [
        ("title", &draft.title),
        ("description", &draft.description),
        ("url", &draft.url),
        ("triggerCondition", &draft.trigger),
    ] {
        body.insert(name.to_owned(), json!(text));
    }
    if !draft.headers.is_empty() {
        let headers: Map<String, Value> =
            draft.headers.iter().map(|header| (header.name.clone(), json!(header.value))).collect();
        body.insert("headers".to_owned(), Value::Object(headers));
    }
    body
}
