//! The requests seen lately, for assertions.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::http::request::Parts;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How many requests are remembered.
const REMEMBERED: usize = 1000;

/// How much of them is remembered, in bytes; the oldest are forgotten first.
const REMEMBERED_BYTES: usize = 8 << 20;

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
    seen: Arc<Mutex<Seen>>,
}

#[derive(Debug, Default)]
struct Seen {
    list: VecDeque<Kept>,
    /// What the list holds, in bytes.
    bytes: usize,
}

/// A request with its body as it came: as values it would take many times the room.
#[derive(Debug)]
struct Kept {
    request: RecordedRequest,
    body: Option<Bytes>,
}

impl Kept {
    fn bytes(&self) -> usize {
        let names: usize = self.request.headers.iter().map(String::len).sum();
        let body = self.body.as_ref().map_or(0, Bytes::len);
        self.request.path.len() + self.request.query.len() + names + body
    }

    fn read(&self) -> RecordedRequest {
        let body = self.body.as_ref().and_then(|bytes| serde_json::from_slice(bytes).ok());
        RecordedRequest { body, ..self.request.clone() }
    }
}

impl Requests {
    /// The requests seen since the last [`Requests::clear`], at most the last thousand and the last 8 MiB.
    pub fn list(&self) -> Vec<RecordedRequest> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).list.iter().map(Kept::read).collect()
    }

    /// Forgets them.
    pub fn clear(&self) {
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Seen::default();
    }

    /// Remembers a request, with its body if that is JSON.
    pub(crate) fn add(&self, request: RecordedRequest, body: Option<Bytes>) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = Kept { request, body };
        seen.bytes += kept.bytes();
        seen.list.push_back(kept);
        while seen.list.len() > REMEMBERED || seen.bytes > REMEMBERED_BYTES {
            let Some(oldest) = seen.list.pop_front() else { break };
            seen.bytes = seen.bytes.saturating_sub(oldest.bytes());
        }
    }
}
