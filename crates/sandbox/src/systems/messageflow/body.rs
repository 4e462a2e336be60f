//! Request bodies as the contract describes them: closed around `agent`, open from its configuration on.

use axum::http::{HeaderMap, StatusCode, header};
use serde_json::{Map, Value};

use crate::shape::{ANY_INTEGER, Shape, check};

/// The eight voices of the document.
const VOICES: Shape = Shape::OneOf(&["alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse"]);

const PROMPT: Shape = Shape::OpenObject(&[
    ("id", ANY_INTEGER),
    ("name", Shape::Text),
    ("prompt", Shape::Text),
    ("initial_response", Shape::Text),
    ("voice", VOICES),
    ("function_ids", Shape::List(&Shape::Anything)),
    ("tools", Shape::List(&Shape::Anything)),
    ("actions", Shape::OpenObject(&[])),
    (
        "integration",
        Shape::OpenObject(&[
            ("id", ANY_INTEGER),
            ("name", Shape::Text),
            ("server", Shape::Text),
            ("bearer_token", Shape::Text),
        ]),
    ),
]);

/// `CreateAgentRequest` and `UpdateAgentRequest` of the contract.
const REQUEST: Shape = Shape::Object(&[(
    "agent",
    Shape::Object(&[
        ("name", Shape::Text),
        ("description", Shape::Text),
        (
            "configuration",
            Shape::OpenObject(&[
                ("name", Shape::Text),
                ("description", Shape::Text),
                ("prompt", Shape::List(&PROMPT)),
            ]),
        ),
    ]),
)]);

/// What stands under `agent`. 400 for what is not JSON, 422 for what does not fit and for an agent without a name.
pub(super) fn parse(headers: &HeaderMap, bytes: &[u8]) -> Result<Map<String, Value>, StatusCode> {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !content_type.is_some_and(|value| value.starts_with("application/json")) {
        return Err(StatusCode::BAD_REQUEST);
    }
    let mut value: Value = serde_json::from_slice(bytes).map_err(|_| StatusCode::BAD_REQUEST)?;
    if let Err(mismatch) = check(&value, REQUEST) {
        // The answer has no body, so this is the only place that says why.
        log::debug!("MessageFlow refuses a request: {}", mismatch.message);
        return Err(StatusCode::UNPROCESSABLE_ENTITY);
    }
    match value.get_mut("agent").map(Value::take) {
        Some(Value::Object(agent)) if has_name(&agent) => Ok(agent),
        _ => Err(StatusCode::UNPROCESSABLE_ENTITY),
    }
}

fn has_name(agent: &Map<String, Value>) -> bool {
    agent.get("name").and_then(Value::as_str).is_some_and(|name| !name.trim().is_empty())
}
