//! The handlers of the five operations.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Extension, Json, Router};
use serde_json::{Map, Value, json};

use super::account::{AGENTS, PROMPT_NUMBERS, TENANT, TENANT_ID, number};
use super::body;
use super::refusal::Refusal;
use crate::context::Context;
use crate::faults::{ActiveFaults, FaultKind};

type Answer = Result<Json<Value>, Refusal>;

pub(super) fn router(context: Arc<Context>) -> Router {
    Router::new()
        .route("/agents", get(list).post(create))
        .route("/agents/{id}", get(read).put(update).delete(delete))
        .fallback(async || Refusal::of_status(StatusCode::NOT_FOUND))
        .method_not_allowed_fallback(async || Refusal::of_status(StatusCode::METHOD_NOT_ALLOWED))
        .with_state(context)
}

/// 400 without a tenant, 404 for any but the one.
fn check_tenant(query: Option<&str>) -> Result<(), Refusal> {
    let given = url::form_urlencoded::parse(query.unwrap_or_default().as_bytes())
        .find(|(name, _)| name == "tenant_id")
        .map(|(_, value)| value);
    match given.as_deref() {
        None | Some("") => Err(Refusal::of_status(StatusCode::BAD_REQUEST)),
        Some(TENANT_ID) => Ok(()),
        Some(_) => Err(Refusal::of_status(StatusCode::NOT_FOUND)),
    }
}

async fn list(
    State(context): State<Arc<Context>>,
    Extension(active): Extension<ActiveFaults>,
    RawQuery(query): RawQuery,
) -> Answer {
    check_tenant(query.as_deref())?;
    if active.has(&FaultKind::EmptyList) {
        return Ok(Json(json!([])));
    }
    let agents = context.documents.all(AGENTS)?.into_iter().map(without_configuration);
    Ok(Json(agents.collect()))
}

async fn create(
    State(context): State<Arc<Context>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<impl IntoResponse, Refusal> {
    check_tenant(query.as_deref())?;
    let request = body::parse(&headers, &bytes)?;
    let id = context.documents.next_number(AGENTS.system)?;
    let mut agent = json!({ "id": id, "name": null, "number": number(id), "description": null });
    replace(&mut agent, request, 0);
    context.documents.add(AGENTS, &id.to_string(), &agent)?;
    let mut answer = without_configuration(agent);
    if let Some(members) = answer.as_object_mut() {
        members.insert("tenant_id".to_owned(), Value::from(TENANT));
    }
    Ok((StatusCode::CREATED, Json(answer)))
}

async fn read(
    State(context): State<Arc<Context>>,
    RawQuery(query): RawQuery,
    Path(id): Path<String>,
) -> Answer {
    check_tenant(query.as_deref())?;
    let agent = context.documents.get(AGENTS, &id)?;
    Ok(Json(agent.ok_or(StatusCode::NOT_FOUND)?))
}

async fn update(
    State(context): State<Arc<Context>>,
    RawQuery(query): RawQuery,
    Path(id): Path<String>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Answer {
    check_tenant(query.as_deref())?;
    context.documents.get(AGENTS, &id)?.ok_or(StatusCode::NOT_FOUND)?;
    let request = body::parse(&headers, &bytes)?;
    let known = context.documents.get(PROMPT_NUMBERS, &id)?;
    let mut used = known.as_ref().and_then(Value::as_i64).unwrap_or_default();
    let changed = context.documents.change(AGENTS, &id, |agent| used = replace(agent, request, used))?;
    if known.is_some() {
        context.documents.change(PROMPT_NUMBERS, &id, |number| *number = Value::from(used))?;
    } else {
        context.documents.add(PROMPT_NUMBERS, &id, &Value::from(used))?;
    }
    Ok(Json(changed.ok_or(StatusCode::NOT_FOUND)?))
}

async fn delete(
    State(context): State<Arc<Context>>,
    RawQuery(query): RawQuery,
    Path(id): Path<String>,
) -> Answer {
    check_tenant(query.as_deref())?;
    if !context.documents.delete(AGENTS, &id)? {
        return Err(Refusal::of_status(StatusCode::NOT_FOUND));
    }
    Ok(Json(json!({ "status": format!("Agent {id} deleted") })))
}

fn without_configuration(mut agent: Value) -> Value {
    if let Some(members) = agent.as_object_mut() {
        members.shift_remove("configuration");
    }
    agent
}

/// Replaces what a request can set: what it leaves out is gone, what only the server sets stays. `used` is the highest number
/// that a prompt of the agent had, and so is the answer.
fn replace(agent: &mut Value, mut request: Map<String, Value>, used: i64) -> i64 {
    let used = highest_number(agent.pointer("/configuration")).max(used);
    let name = request.remove("name").unwrap_or_default();
    let description = request.remove("description").unwrap_or_default();
    let mut configuration = json!({ "name": name, "description": description, "prompt": [] });
    if let (Some(members), Some(Value::Object(sent))) =
        (configuration.as_object_mut(), request.remove("configuration"))
    {
        members.extend(sent);
    }
    let used = complete_prompts(&mut configuration, used);
    let Some(members) = agent.as_object_mut() else { return used };
    members.insert("name".to_owned(), name);
    members.insert("description".to_owned(), description);
    members.insert("configuration".to_owned(), configuration);
    used
}

/// Numbers new prompts after all earlier ones and adds the empty values that answers always carry. Answers the highest number.
fn complete_prompts(configuration: &mut Value, used: i64) -> i64 {
    let mut last = highest_number(Some(configuration)).max(used);
    let listed = configuration.get_mut("prompt").and_then(Value::as_array_mut);
    for prompt in listed.into_iter().flatten().filter_map(Value::as_object_mut) {
        if !prompt.contains_key("id") {
            last += 1;
            prompt.shift_insert(0, "id".to_owned(), Value::from(last));
        }
        prompt.entry("function_ids").or_insert_with(|| json!([]));
        prompt.entry("tools").or_insert_with(|| json!([]));
        prompt.entry("actions").or_insert_with(|| json!({}));
    }
    last
}

fn highest_number(configuration: Option<&Value>) -> i64 {
    let prompts = configuration.and_then(|value| value.get("prompt")?.as_array()).into_iter().flatten();
    prompts.filter_map(|prompt| prompt.get("id")?.as_i64()).max().unwrap_or_default()
}
