//! Asking a sandbox without a socket: the same routes, the same gate, the same faults, in the time of the caller's runtime.

use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderMap, Method};
use bytes::Bytes;
use tower::ServiceExt;

use crate::sandbox::Sandbox;
use crate::server::BreakSwitch;

/// Answers larger than this are not given, in bytes.
const LARGEST_ANSWER: usize = 64 << 20;

/// A whole answer.
#[derive(Debug, Clone)]
pub struct InProcessAnswer {
    /// Its status.
    pub status: u16,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Bytes,
}

impl Sandbox {
    /// Answers a request as the server does; `target` is its path with the query. None where the connection would have
    /// broken before the whole answer arrived, or where the target is no address.
    pub async fn answer(
        &self,
        method: Method,
        target: &str,
        headers: HeaderMap,
        body: Bytes,
    ) -> Option<InProcessAnswer> {
        let switch = BreakSwitch::default();
        let mut request = Request::builder().method(method).uri(target).body(Body::from(body)).ok()?;
        *request.headers_mut() = headers;
        request.extensions_mut().insert(ConnectInfo(switch.clone()));
        let Ok(response) = self.router.clone().oneshot(request).await;
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, LARGEST_ANSWER).await.ok()?;
        if switch.pulled() {
            return None;
        }
        Some(InProcessAnswer { status: parts.status.as_u16(), headers: parts.headers, body })
    }
}
