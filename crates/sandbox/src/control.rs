//! The sandbox's own addresses under `/_sandbox`, for tests that run in another process: faults, reset, requests seen.
//!
//! They are served on loopback only and refuse requests that a web page makes (those carry `Origin`).

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Request, State};
use axum::http::{StatusCode, header, request::Parts};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::server::Application;
use crate::{Fault, bird};

/// How many requests are remembered.
const REMEMBERED: usize = 1000;

/// One request as it was seen. Holds header names and never their values, so never the account's credential; secrets that
/// are settings of an agent stand in the body as they were sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordedRequest {
    /// `GET`, `PATCH` and so on.
    pub method: String,
    /// The path, as sent.
    pub path: String,
    /// The query as sent, with the values of signatures removed.
    pub query: String,
    /// The operation id of the contract, or the sandbox's own name for storage; absent for an unknown address.
    #[serde(default)]
    pub operation: Option<String>,
    /// The names of the headers, in lower case.
    pub headers: Vec<String>,
    /// The body, if it was JSON.
    #[serde(default)]
    pub body: Option<Value>,
}

impl RecordedRequest {
    pub(crate) fn from_parts(parts: &Parts, operation: Option<&str>) -> Self {
        Self {
            method: parts.method.to_string(),
            path: parts.uri.path().to_owned(),
            query: without_signatures(parts.uri.query().unwrap_or_default()),
            operation: operation.map(str::to_owned),
            headers: parts.headers.keys().map(|name| name.as_str().to_owned()).collect(),
            body: None,
        }
    }
}

fn without_signatures(query: &str) -> String {
    let pairs = query.split('&').map(|pair| match pair.split_once('=') {
        Some((name, _)) if name.starts_with("X-Amz-") => format!("{name}=removed"),
        _ => pair.to_owned(),
    });
    pairs.collect::<Vec<_>>().join("&")
}

/// The requests seen lately, oldest first; clones share one list.
#[derive(Debug, Clone, Default)]
pub struct Requests {
    list: Arc<Mutex<VecDeque<RecordedRequest>>>,
}

impl Requests {
    /// The requests seen since the last [`Requests::clear`], at most the last thousand.
    pub fn list(&self) -> Vec<RecordedRequest> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// Forgets them.
    pub fn clear(&self) {
        self.list.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    pub(crate) fn add(&self, request: RecordedRequest) {
        let mut list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        if list.len() == REMEMBERED {
            list.pop_front();
        }
        list.push_back(request);
    }
}

pub(crate) fn router() -> Router<Arc<Application>> {
    Router::new()
        .route("/_sandbox/faults", get(list_faults).post(add_faults).delete(clear_faults))
        .route("/_sandbox/requests", get(list_requests).delete(clear_requests))
        .route("/_sandbox/reset", post(reset))
        .layer(middleware::from_fn(refuse_web_pages))
}

async fn refuse_web_pages(request: Request, next: Next) -> Response {
    if request.headers().contains_key(header::ORIGIN) {
        return StatusCode::FORBIDDEN.into_response();
    }
    next.run(request).await
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
            return bird::Refusal::new(StatusCode::BAD_REQUEST, "invalid_fault", &error.to_string())
                .into_response();
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
            bird::Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, error.code(), &error.to_string())
                .into_response()
        }
    }
}
