//! HMS Sovereign's agents API: the five operations of the contract and their quirks.
//!
//! Where the document leaves something open the sandbox picks one form and says so here: a create answers 201 with the
//! fields of the document's example; an update answers the id, what was sent of the plain fields, and `updated_at`;
//! `webhook_secret` comes back in the clear; a PATCH replaces each field it names as a whole. The three documented forms of
//! errors are all in use: coded (1), text with a message (2, for 401), text with details (3, for what is wrong in a body).

mod body;
mod pace;
mod refusal;
mod routes;
mod sample;

use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};

pub(crate) use pace::Pace;
use refusal::Refusal;
pub(crate) use routes::router;
pub(crate) use sample::sample;

use crate::documents::Collection;
use crate::server::Application;
use crate::system::{System, bearer};

const AGENTS: Collection = Collection { system: System::HmsSovereign, name: "agents" };

/// The contract's operation id behind `hmsSovereign.`, for a path below the base path.
pub(crate) fn operation_of(method: &Method, path: &str) -> Option<&'static str> {
    let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let name = match (method.as_str(), segments.as_slice()) {
        ("GET", ["agents"]) => "hmsSovereign.listAgents",
        ("POST", ["agents"]) => "hmsSovereign.createAgent",
        ("GET", ["agents", _]) => "hmsSovereign.getAgent",
        ("PATCH", ["agents", _]) => "hmsSovereign.updateAgent",
        ("DELETE", ["agents", _]) => "hmsSovereign.deleteAgent",
        _ => return None,
    };
    Some(name)
}

/// `Bearer <key>`.
pub(crate) fn check_credential(headers: &HeaderMap, key: &str) -> Result<(), Response> {
    if bearer(headers) == Some(key) { Ok(()) } else { Err(refuse(StatusCode::UNAUTHORIZED, None)) }
}

/// Counts the request; 429 with `Retry-After` beyond a hundred in a minute.
pub(crate) fn admit(application: &Application) -> Result<(), Response> {
    application.hms_sovereign_pace.take((application.clock)()).map_err(pace::TooMany::into_response)
}

/// A refusal of the gate, in one of the three documented forms.
pub(crate) fn refuse(status: StatusCode, form: Option<u8>) -> Response {
    Refusal::of_status(status).in_form(form).into_response()
}
