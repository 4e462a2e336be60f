//! The handlers of the four operations.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, patch};
use axum::{Extension, Json, Router};
use serde_json::Value;
use uuid::Uuid;

use super::account::AGENTS;
use super::paging::ListQuery;
use super::refusal::Refusal;
use super::{body, versions};
use crate::context::Context;
use crate::faults::ActiveFaults;

type Answer = Result<Json<Value>, Refusal>;

pub(super) fn router(context: Arc<Context>) -> Router {
    Router::new()
        .route("/v1/agent/", get(list))
        .route("/v1/agent/{agent}", patch(update))
        .route("/v1/agent/{agent}/version", get(list_versions).post(launch))
        .fallback(async || Refusal::of_status(StatusCode::NOT_FOUND))
        .method_not_allowed_fallback(async || Refusal::of_status(StatusCode::METHOD_NOT_ALLOWED))
        .with_state(context)
}

async fn list(
    State(context): State<Arc<Context>>,
    Extension(active): Extension<ActiveFaults>,
    RawQuery(query): RawQuery,
) -> Answer {
    let query = ListQuery::parse(query.as_deref().unwrap_or_default())?;
    let agents = context.documents.all(AGENTS)?;
    query.page(agents.iter().map(versions::current).collect(), "agent_id", &active).map(Json)
}

async fn update(
    State(context): State<Arc<Context>>,
    Path(agent): Path<String>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Answer {
    let id = existing(&context, &agent)?;
    let request = body::update(&headers, &bytes)?;
    let now = context.now();
    let changed = context.documents.change(AGENTS, &id, |agent| versions::update(agent, request, now))?;
    changed.as_ref().map(versions::current).map(Json).ok_or_else(Refusal::agent_not_found)
}

async fn list_versions(
    State(context): State<Arc<Context>>,
    Extension(active): Extension<ActiveFaults>,
    Path(agent): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    let id = existing(&context, &agent)?;
    let query = ListQuery::parse(query.as_deref().unwrap_or_default())?;
    let agent = context.documents.get(AGENTS, &id)?.ok_or_else(Refusal::agent_not_found)?;
    query.page(versions::versions(&agent).to_vec(), "version_id", &active).map(Json)
}

async fn launch(
    State(context): State<Arc<Context>>,
    Path(agent): Path<String>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Answer {
    let id = existing(&context, &agent)?;
    let name = body::launch(&headers, &bytes)?;
    let now = context.now();
    let changed =
        context.documents.change(AGENTS, &id, |agent| versions::launch(agent, name.as_deref(), now))?;
    changed.as_ref().map(versions::current).map(Json).ok_or_else(Refusal::agent_not_found)
}

/// The id of an agent that exists, as it is kept. 422 for what is no UUID, 404 for a stranger's.
fn existing(context: &Context, text: &str) -> Result<String, Refusal> {
    let id = Uuid::parse_str(text).map_err(|_| Refusal::invalid("agent_id has to be a UUID."))?.to_string();
    context.documents.get(AGENTS, &id)?.ok_or_else(Refusal::agent_not_found)?;
    Ok(id)
}
