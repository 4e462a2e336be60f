//! What the server asks of a system: its addresses, its credential, its form of saying no, its sample data.

use axum::Router;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;

use crate::account::Account;
use crate::error::SandboxError;

/// A system that is served. Each has a folder of its own below `systems`.
pub(crate) trait System: Send + Sync {
    /// What its addresses are below, without a trailing slash; empty for the system that stands at the root.
    fn base_path(&self) -> &'static str;

    /// How its one account is reached.
    fn account(&self) -> Account;

    /// Its addresses, as they are below its path.
    fn router(&self) -> Router;

    /// The operation's name: the contract's operation id, behind the system's id and a dot except for Bird, or one of
    /// `faults::operation`. `path` is the part below the system's path. None for what is not served.
    fn operation_of(&self, method: &Method, path: &str) -> Option<&'static str>;

    /// Whether the request carries the credential that the operation asks for; the system's refusal if not.
    fn check_credential(&self, operation: &str, headers: &HeaderMap) -> Result<(), Response>;

    /// Whether it takes another request at this moment; its 429 if not.
    fn admit(&self) -> Result<(), Response> {
        Ok(())
    }

    /// Forgets how many requests it took lately.
    fn forget_pace(&self) {}

    /// A refusal with this status, in the form in which the system documents its errors. `form` picks one where several
    /// are documented, counted from 1.
    fn refuse(&self, status: StatusCode, form: Option<u8>) -> Response;

    /// Whether it has had its sample data, even if all of it was deleted since.
    fn is_seeded(&self) -> Result<bool, SandboxError>;

    /// Throws away everything it has and writes fresh sample data.
    fn seed(&self) -> Result<(), SandboxError>;
}

/// The credential behind `Authorization: Bearer`.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(axum::http::header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("Bearer").then(|| token.trim())
}
