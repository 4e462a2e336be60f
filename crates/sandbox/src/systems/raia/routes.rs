//! The handlers of the five operations, and the agents' pictures.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Json, Router};
use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use super::account::{AGENTS, BASE_PATH, USERS, WEBHOOKS, agent_number};
use super::refusal::Refusal;
use super::users::UserQuery;
use super::{sample, statistic, webhook};
use crate::context::Context;
use crate::faults::{ActiveFaults, FaultKind};
use crate::moment;
use crate::sample::{Motif, Recipe};

type Answer = Result<Json<Value>, Refusal>;

pub(super) fn router(context: Arc<Context>) -> Router {
    Router::new()
        .route("/external/agents/by-api-key", get(read))
        .route("/external/agents/users", get(list_own_users))
        .route("/external/agents/{agent}/users", get(list_users))
        .route("/external/agents/statistic", get(read_statistic))
        .route("/external/agents/webhooks", post(create_webhook))
        .route("/media/{picture}", get(show_picture))
        .fallback(async || Refusal::of_status(StatusCode::NOT_FOUND))
        .method_not_allowed_fallback(async || Refusal::of_status(StatusCode::METHOD_NOT_ALLOWED))
        .with_state(context)
}

/// The agent that the key belongs to: its number, and what is kept about it.
fn own_agent(context: &Context, headers: &HeaderMap) -> Result<(usize, Value), Refusal> {
    let number = agent_number(headers, &context.key).ok_or_else(Refusal::invalid_key)?;
    let agent = context.documents.get(AGENTS, &sample::agent_id(number))?;
    Ok((number, agent.ok_or_else(Refusal::agent_not_found)?))
}

/// The contract's `Agent`. Pictures have a whole address, which changes with the port.
fn shown(context: &Context, agent: &Value) -> Value {
    let mut shown = agent.get("agent").cloned().unwrap_or_default();
    if let Some(address) = shown.get_mut("avatarUrl")
        && let Some(path) = address.as_str()
    {
        *address = Value::from(format!("{}{BASE_PATH}{path}", context.origin));
    }
    shown
}

async fn read(State(context): State<Arc<Context>>, headers: HeaderMap) -> Answer {
    let (_, agent) = own_agent(&context, &headers)?;
    Ok(Json(shown(&context, &agent)))
}

async fn list_own_users(
    State(context): State<Arc<Context>>,
    Extension(active): Extension<ActiveFaults>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Answer {
    let (number, agent) = own_agent(&context, &headers)?;
    if active.has(&FaultKind::AsDocumented) {
        return Ok(Json(shown(&context, &agent)));
    }
    users(&context, &sample::agent_id(number), query.as_deref(), &active)
}

async fn list_users(
    State(context): State<Arc<Context>>,
    Extension(active): Extension<ActiveFaults>,
    Path(agent): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    context.documents.get(AGENTS, &agent)?.ok_or_else(Refusal::agent_not_found)?;
    users(&context, &agent, query.as_deref(), &active)
}

fn users(context: &Context, agent: &str, query: Option<&str>, active: &ActiveFaults) -> Answer {
    let query = UserQuery::parse(query.unwrap_or_default())?;
    let kept = context.documents.all(USERS)?.into_iter();
    let own = kept.filter(|user| user.get("agent").is_some_and(|id| id == agent));
    let users = own.filter_map(|user| user.get("user").cloned()).collect();
    Ok(Json(query.page(users, active)))
}

async fn read_statistic(
    State(context): State<Arc<Context>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Answer {
    let (number, agent) = own_agent(&context, &headers)?;
    let (start, end) = statistic::parse(query.as_deref().unwrap_or_default())?;
    let now = context.now();
    let since = agent.get("since").and_then(Value::as_str).and_then(|text| text.parse::<Timestamp>().ok());
    let period = statistic::period(start, end, since.unwrap_or(now), now);
    Ok(Json(sample::traffic(context.seed, number).usage(period).to_answer()))
}

async fn create_webhook(
    State(context): State<Arc<Context>>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    let (number, _) = own_agent(&context, &headers)?;
    let request = webhook::parse(&headers, &bytes)?;
    let id = Uuid::new_v4().to_string();
    let created_at = moment::in_milliseconds(context.now());
    let created = webhook::created(request, &id, &sample::agent_id(number), created_at);
    context.documents.add(WEBHOOKS, &id, &created)?;
    Ok((StatusCode::CREATED, Json(created)))
}

/// A picture at the address that `avatarUrl` gives; no key is needed.
async fn show_picture(Path(picture): Path<String>) -> Result<Response, Refusal> {
    let variant = picture.strip_prefix("avatar-").and_then(|rest| rest.strip_suffix(".png"));
    let variant = variant.and_then(|variant| variant.parse().ok());
    let variant = variant.ok_or_else(|| Refusal::of_status(StatusCode::NOT_FOUND))?;
    let recipe = Recipe::Picture { motif: Motif::Abstract, variant };
    let made = tokio::task::spawn_blocking(move || recipe.make()).await;
    let bytes = made.map_err(|_| Refusal::of_status(StatusCode::INTERNAL_SERVER_ERROR))??;
    Ok(([(header::CONTENT_TYPE, recipe.content_type())], bytes).into_response())
}
