//! The handlers of the JSON operations. Media has its own file.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Extension, Json, Router};
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::query::ListQuery;
use super::refusal::Refusal;
use super::workspace::Workspace;
use super::{body, media, people, rules};
use crate::faults::{ActiveFaults, FaultKind};
use crate::moment;

type Answer = Result<Json<Value>, Refusal>;

pub(super) fn router(workspace: Arc<Workspace>) -> Router {
    Router::new()
        .route("/workspaces/{workspace}/agents", get(list).post(create))
        .route("/workspaces/{workspace}/all-agents", get(list_all))
        .route("/workspaces/{workspace}/agents/me", get(read_own).patch(update_own))
        .route("/workspaces/{workspace}/agents/{agent}", get(read).patch(update).delete(delete))
        .route("/workspaces/{workspace}/agents/{agent}/presigned-upload", get(media::presign_avatar))
        .route("/workspaces/{workspace}/agents/{agent}/presigned-upload/audio", post(media::presign_audio))
        .route("/workspaces/{workspace}/agents/{agent}/media/{file}", get(media::show))
        .route("/workspaces/{workspace}/agents/{agent}/media/{file}/download", get(media::download))
        .route(
            "/workspaces/{workspace}/agents/{agent}/availability",
            get(read_availability).patch(update_availability),
        )
        .route("/workspaces/{workspace}/agents/{agent}/workload", get(read_workload))
        .fallback(unknown_address)
        .method_not_allowed_fallback(unknown_method)
        .with_state(workspace)
}

async fn unknown_address() -> Refusal {
    Refusal::of_status(StatusCode::NOT_FOUND)
}

async fn unknown_method() -> Refusal {
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "This address does not do that.")
}

async fn list(
    State(workspace): State<Arc<Workspace>>,
    Extension(active): Extension<ActiveFaults>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    Workspace::check(&id)?;
    let query = ListQuery::parse(query.as_deref().unwrap_or_default())?;
    let page = query.page(workspace.agents.all()?, &active);
    let mut answer = json!({ "results": page.results, "total": page.total });
    let token = match page.next_page_token {
        Some(token) => Some(Value::from(token)),
        None if active.has(&FaultKind::LastPageNull) => Some(Value::Null),
        None if active.has(&FaultKind::LastPageEmpty) => Some(Value::from("")),
        None => None,
    };
    if let (Some(token), Some(members)) = (token, answer.as_object_mut()) {
        members.insert("nextPageToken".to_owned(), token);
    }
    Ok(Json(answer))
}

async fn list_all(
    State(workspace): State<Arc<Workspace>>,
    Extension(active): Extension<ActiveFaults>,
    Path(id): Path<String>,
) -> Answer {
    Workspace::check(&id)?;
    if active.has(&FaultKind::EmptyList) {
        return Ok(Json(json!({ "results": [] })));
    }
    let minimal = |agent: Value| {
        let member = |name: &str| agent.get(name).cloned().unwrap_or_default();
        json!({
            "id": member("id"),
            "status": member("status"),
            "activity": agent.pointer("/availability/activity").cloned().unwrap_or_default(),
            "name": member("name"),
            "avatarUrl": member("avatarUrl"),
            "createdAt": member("createdAt"),
        })
    };
    let results: Vec<Value> = workspace.agents.all()?.into_iter().map(minimal).collect();
    Ok(Json(json!({ "results": results })))
}

async fn create(
    State(workspace): State<Arc<Workspace>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<impl IntoResponse, Refusal> {
    Workspace::check(&id)?;
    let request = body::parse(&headers, &bytes, body::CREATE)?;
    rules::check_values(&request)?;
    if !request.contains_key("name") {
        return Err(Refusal::invalid_agent("name is required."));
    }
    let existing = workspace.agents.all()?;
    let agent = people::created(&request, &existing, Uuid::new_v4(), workspace.now())?;
    workspace.agents.create(&agent)?;
    Ok((StatusCode::CREATED, Json(agent)))
}

async fn read(State(workspace): State<Arc<Workspace>>, Path((id, agent)): Path<(String, String)>) -> Answer {
    Workspace::check(&id)?;
    workspace.agents.get(&agent)?.map(Json).ok_or_else(Refusal::agent_not_found)
}

async fn read_own(State(workspace): State<Arc<Workspace>>, Path(id): Path<String>) -> Answer {
    Workspace::check(&id)?;
    let own = workspace.agents.own_id()?.ok_or_else(Refusal::agent_not_found)?;
    workspace.agents.get(&own)?.map(Json).ok_or_else(Refusal::agent_not_found)
}

async fn update(
    State(workspace): State<Arc<Workspace>>,
    Path((id, agent)): Path<(String, String)>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Answer {
    Workspace::check(&id)?;
    update_agent(&workspace, &agent, &headers, &bytes)
}

async fn update_own(
    State(workspace): State<Arc<Workspace>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Answer {
    Workspace::check(&id)?;
    let own = workspace.agents.own_id()?.ok_or_else(Refusal::agent_not_found)?;
    update_agent(&workspace, &own, &headers, &bytes)
}

fn update_agent(workspace: &Workspace, id: &str, headers: &HeaderMap, bytes: &[u8]) -> Answer {
    workspace.check_agent(id)?;
    let request = body::parse(headers, bytes, body::UPDATE)?;
    rules::check_values(&request)?;
    let now = workspace.now();
    workspace.agents.change(id, |agent| apply_update(agent, request, now)).map(Json)
}

async fn delete(
    State(workspace): State<Arc<Workspace>>,
    Path((id, agent)): Path<(String, String)>,
) -> Result<StatusCode, Refusal> {
    Workspace::check(&id)?;
    if workspace.agents.delete(&agent)? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Refusal::agent_not_found())
    }
}

async fn read_availability(
    State(workspace): State<Arc<Workspace>>,
    Path((id, agent)): Path<(String, String)>,
) -> Answer {
    read_member(&workspace, &id, &agent, "availability")
}

async fn read_workload(
    State(workspace): State<Arc<Workspace>>,
    Path((id, agent)): Path<(String, String)>,
) -> Answer {
    read_member(&workspace, &id, &agent, "workload")
}

fn read_member(workspace: &Workspace, id: &str, agent: &str, name: &str) -> Answer {
    Workspace::check(id)?;
    let agent = workspace.agents.get(agent)?.ok_or_else(Refusal::agent_not_found)?;
    Ok(Json(agent.get(name).cloned().unwrap_or_default()))
}

async fn update_availability(
    State(workspace): State<Arc<Workspace>>,
    Path((id, agent)): Path<(String, String)>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Answer {
    Workspace::check(&id)?;
    workspace.check_agent(&agent)?;
    let request = body::parse(&headers, &bytes, body::AVAILABILITY)?;
    rules::check_values(&request)?;
    let now = workspace.now();
    let changed = workspace.agents.change(&agent, |agent| apply_availability(agent, request, now))?;
    Ok(Json(changed.get("availability").cloned().unwrap_or_default()))
}

/// Every field named is replaced as a whole; what belongs together follows.
fn apply_update(agent: &mut Value, request: Map<String, Value>, now: Timestamp) {
    if let Some(status) = request.get("status") {
        set_status(agent, status.clone(), now);
    }
    let Some(members) = agent.as_object_mut() else { return };
    let user_name = members.get("user").and_then(|user| user.get("name")).cloned();
    if let (Some(name), Some(user_name)) = (request.get("name"), user_name) {
        members.insert("overrideName".to_owned(), Value::from(*name != user_name));
    }
    members.extend(request);
    members.insert("updatedAt".to_owned(), moment::in_milliseconds(now));
}

fn apply_availability(agent: &mut Value, mut request: Map<String, Value>, now: Timestamp) {
    if let Some(status) = request.remove("status") {
        set_status(agent, status, now);
    }
    let Some(members) = agent.as_object_mut() else { return };
    members.insert("updatedAt".to_owned(), moment::in_milliseconds(now));
    let availability = members.entry("availability").or_insert_with(|| json!({}));
    let Some(availability) = availability.as_object_mut() else { return };
    if request.contains_key("activity") {
        availability.insert("lastActivitySet".to_owned(), moment::in_milliseconds(now));
    }
    availability.extend(request);
    availability.insert("updatedAt".to_owned(), moment::in_milliseconds(now));
}

/// The status stands in the agent and in its availability; both always agree.
fn set_status(agent: &mut Value, status: Value, now: Timestamp) {
    let Some(members) = agent.as_object_mut() else { return };
    let before = members.get("status").cloned().unwrap_or_default();
    if status == "offline" && before != "offline" {
        members.insert("statusBeforeOffline".to_owned(), before);
    }
    members.insert("status".to_owned(), status.clone());
    let availability = members.entry("availability").or_insert_with(|| json!({}));
    if let Some(availability) = availability.as_object_mut() {
        availability.insert("status".to_owned(), status);
        availability.insert("lastStatusSet".to_owned(), moment::in_milliseconds(now));
        availability.insert("updatedAt".to_owned(), moment::in_milliseconds(now));
    }
}
