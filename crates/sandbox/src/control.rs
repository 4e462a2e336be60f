//! The sandbox's own addresses under `/_sandbox`, for tests that run in another process: faults, reset, requests seen.
//!
//! They exist only where the options name a key for them, ask every request for it, and refuse requests that a web page
//! makes (those carry `Origin`).

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::application::Application;
use crate::faults::Fault;

/// The header that carries the key.
const KEY: &str = "x-sandbox-key";

/// No addresses at all where no key was given.
pub(crate) fn router(application: Arc<Application>) -> Router {
    if application.context.control_key.is_none() {
        return Router::new();
    }
    Router::new()
        .route("/_sandbox/faults", get(list_faults).post(add_faults).delete(clear_faults))
        .route("/_sandbox/requests", get(list_requests).delete(clear_requests))
        .route("/_sandbox/reset", post(reset))
        .layer(middleware::from_fn_with_state(Arc::clone(&application), refuse_strangers))
        .with_state(application)
}

async fn refuse_strangers(
    State(application): State<Arc<Application>>,
    request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    if headers.contains_key(header::ORIGIN)
        || !carries_key(headers, application.context.control_key.as_deref())
    {
        return StatusCode::FORBIDDEN.into_response();
    }
    next.run(request).await
}

/// Digests are compared, so that the time it takes says nothing about the key.
fn carries_key(headers: &HeaderMap, key: Option<&str>) -> bool {
    let sent = headers.get(KEY);
    sent.zip(key).is_some_and(|(sent, key)| Sha256::digest(sent.as_bytes()) == Sha256::digest(key.as_bytes()))
}

async fn list_faults(State(application): State<Arc<Application>>) -> Json<Value> {
    Json(json!({ "faults": application.faults.list() }))
}

async fn add_faults(State(application): State<Arc<Application>>, body: axum::body::Bytes) -> Response {
    // A wrong fault must be told apart from one that did nothing, so the reason is returned.
    let parsed = serde_json::from_slice::<Value>(&body).and_then(|value| match value {
        Value::Array(_) => serde_json::from_value::<Vec<Fault>>(value),
        _ => serde_json::from_value(value).map(|fault| vec![fault]),
    });
    match parsed {
        Ok(faults) => faults.into_iter().for_each(|fault| application.faults.add(fault)),
        Err(error) => {
            return refuse(StatusCode::BAD_REQUEST, "invalid_fault", &error.to_string());
        }
    }
    list_faults(State(application)).await.into_response()
}

async fn clear_faults(State(application): State<Arc<Application>>) -> StatusCode {
    application.faults.clear();
    StatusCode::NO_CONTENT
}

async fn list_requests(State(application): State<Arc<Application>>) -> Json<Value> {
    Json(json!({ "requests": application.requests.list() }))
}

async fn clear_requests(State(application): State<Arc<Application>>) -> StatusCode {
    application.requests.clear();
    StatusCode::NO_CONTENT
}

async fn reset(State(application): State<Arc<Application>>) -> Response {
    match application.reset().await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => {
            log::error!("the sandbox could not be reset: {error}");
            refuse(StatusCode::INTERNAL_SERVER_ERROR, error.code(), &error.to_string())
        }
    }
}

fn refuse(status: StatusCode, code: &str, message: &str) -> Response {
    (status, Json(json!({ "code": code, "message": message }))).into_response()
}
