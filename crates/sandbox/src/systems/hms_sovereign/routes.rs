//! The handlers of the five operations.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Extension, Json, Router};
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::account::AGENTS;
use super::body;
use super::refusal::Refusal;
use crate::context::Context;
use crate::faults::{ActiveFaults, FaultKind};
use crate::moment;

/// What the answer to a create carries, as in the document's example.
const ANSWERED_AT_CREATION: [&str; 9] = [
    "id",
    "name",
    "business_name",
    "is_active",
    "voicemail_detection",
    "max_duration_seconds",
    "autonomous_silence_handling",
    "created_at",
    "updated_at",
];

/// What one agent stands under.
const WRAPPER: &str = "agent";

type Answer = Result<Json<Value>, Refusal>;

pub(super) fn router(context: Arc<Context>) -> Router {
    Router::new()
        .route("/agents", get(list).post(create))
        .route("/agents/{id}", get(read).patch(update).delete(delete))
        .fallback(async || Refusal::of_status(StatusCode::NOT_FOUND))
        .method_not_allowed_fallback(async || Refusal::of_status(StatusCode::METHOD_NOT_ALLOWED))
        .with_state(context)
}

fn wrapped(active: &ActiveFaults, agent: impl Into<Value>) -> Json<Value> {
    Json(json!({ active.wrapper(WRAPPER): agent.into() }))
}

async fn list(State(context): State<Arc<Context>>, Extension(active): Extension<ActiveFaults>) -> Answer {
    let agents =
        if active.has(&FaultKind::EmptyList) { Vec::new() } else { context.documents.all(AGENTS)? };
    Ok(Json(json!({ format!("{}s", active.wrapper(WRAPPER)): agents })))
}

async fn create(
    State(context): State<Arc<Context>>,
    Extension(active): Extension<ActiveFaults>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<impl IntoResponse, Refusal> {
    let request = body::parse(&headers, &bytes, body::CREATE, &Value::Null)?;
    body::check_name(&request, true)?;
    let id = Uuid::new_v4().to_string();
    let agent = created(&id, request, context.now());
    context.documents.add(AGENTS, &id, &agent)?;
    let answered = ANSWERED_AT_CREATION
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), agent.get(name)?.clone())))
        .collect::<Map<_, _>>();
    Ok((StatusCode::CREATED, wrapped(&active, answered)))
}

async fn read(
    State(context): State<Arc<Context>>,
    Extension(active): Extension<ActiveFaults>,
    Path(id): Path<String>,
) -> Answer {
    let agent = context.documents.get(AGENTS, &id)?.ok_or_else(Refusal::agent_not_found)?;
    Ok(wrapped(&active, agent))
}

async fn update(
    State(context): State<Arc<Context>>,
    Extension(active): Extension<ActiveFaults>,
    Path(id): Path<String>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Answer {
    let stored = context.documents.get(AGENTS, &id)?.ok_or_else(Refusal::agent_not_found)?;
    let request = body::parse(&headers, &bytes, body::UPDATE, &stored)?;
    body::check_name(&request, false)?;
    let updated_at = moment::in_milliseconds(context.now());
    let answered = answered_to_update(&id, &request, &updated_at);
    let changed = context.documents.change(AGENTS, &id, |agent| {
        let Some(members) = agent.as_object_mut() else { return };
        members.extend(request);
        members.insert("updated_at".to_owned(), updated_at);
    })?;
    changed.ok_or_else(Refusal::agent_not_found)?;
    Ok(wrapped(&active, answered))
}

async fn delete(State(context): State<Arc<Context>>, Path(id): Path<String>) -> Answer {
    if context.documents.delete(AGENTS, &id)? {
        Ok(Json(json!({ "success": true })))
    } else {
        Err(Refusal::agent_not_found())
    }
}

/// The agent with the values it has unless the request says otherwise.
fn created(id: &str, request: Map<String, Value>, now: Timestamp) -> Value {
    let mut agent = json!({
        "id": id,
        "name": null,
        "business_name": null,
        "is_active": true,
        "voicemail_detection": false,
        "max_duration_seconds": 600,
        "autonomous_silence_handling": true,
    });
    if let Some(members) = agent.as_object_mut() {
        members.extend(request);
        members.insert("created_at".to_owned(), moment::in_milliseconds(now));
        members.insert("updated_at".to_owned(), moment::in_milliseconds(now));
    }
    agent
}

/// The id, the plain fields that were sent, and the moment: never the configurations.
fn answered_to_update(id: &str, request: &Map<String, Value>, updated_at: &Value) -> Map<String, Value> {
    let mut answered = Map::new();
    answered.insert("id".to_owned(), Value::from(id));
    let plain = request.iter().filter(|(_, value)| !value.is_object());
    answered.extend(plain.map(|(name, value)| (name.clone(), value.clone())));
    answered.insert("updated_at".to_owned(), updated_at.clone());
    answered
}
