//! Bird's Collaborations API, agent management: the fourteen operations of the contract and their quirks.
//!
//! Where the contract leaves something open the sandbox picks one form and says so here:
//! a PATCH replaces each field it names as a whole (so a day left out of `weeklySchedule` is a day off); `ids` makes
//! every other filter void; `lastStatusActivitySince` and `lastStatusActivity` are date-times, the earliest and the
//! latest last change of status or activity; `assignedCount` is the number of items assigned, `statusAssignedCount`
//! sorts by status first; the last page leaves `nextPageToken` out unless a fault says otherwise; the `dropVms` items of
//! the sample people are objects with `id`, `name` and `mediaUrl`.

mod body;
mod media;
mod people;
mod query;
mod refusal;
mod routes;
mod rules;
mod schedules;
mod store;
mod table;

use axum::http::{HeaderMap, Method, StatusCode, header};

pub(crate) use people::sample;
pub(crate) use refusal::Refusal;
pub(crate) use routes::router;
pub(crate) use store::Store;

use crate::faults::operation;

/// The id of the only workspace.
pub(crate) const WORKSPACE_ID: &str = "7d1b4f0a-2c55-4a0e-9a53-0c9a5f1d2e01";

/// The contract's operation id for a request; `showMedia` for the public media address.
pub(crate) fn operation_of(method: &Method, path: &str) -> Option<&'static str> {
    let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let (["workspaces", _, collection], rest) = segments.split_at_checked(3)? else { return None };
    let name = match (method.as_str(), *collection, rest) {
        ("GET", "agents", []) => "listAgents",
        ("POST", "agents", []) => "createAgent",
        ("GET", "all-agents", []) => "listAllAgents",
        ("GET", "agents", ["me"]) => "getOwnAgent",
        ("PATCH", "agents", ["me"]) => "updateOwnAgent",
        ("GET", "agents", [_]) => "getAgent",
        ("PATCH", "agents", [_]) => "updateAgent",
        ("DELETE", "agents", [_]) => "deleteAgent",
        ("GET", "agents", [_, "presigned-upload"]) => "presignAvatarUpload",
        ("POST", "agents", [_, "presigned-upload", "audio"]) => "presignAudioUpload",
        ("GET", "agents", [_, "media", _, "download"]) => "downloadMedia",
        ("GET", "agents", [_, "media", _]) => operation::SHOW_MEDIA,
        ("GET", "agents", [_, "availability"]) => "getAvailability",
        ("PATCH", "agents", [_, "availability"]) => "updateAvailability",
        ("GET", "agents", [_, "workload"]) => "getWorkload",
        _ => return None,
    };
    Some(name)
}

/// Whether an operation wants the account's credential. The public media address and the storage do not.
pub(crate) fn needs_credential(name: &str) -> bool {
    !matches!(name, operation::SHOW_MEDIA | operation::UPLOAD_OBJECT | operation::DOWNLOAD_OBJECT)
}

/// `AccessKey <key>` and `Bearer <key>` are both accepted, as the contract has it.
pub(crate) fn check_credential(headers: &HeaderMap, key: &str) -> Result<(), Refusal> {
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let credential = given.and_then(|value| value.split_once(' ')).filter(|(scheme, _)| {
        scheme.eq_ignore_ascii_case("AccessKey") || scheme.eq_ignore_ascii_case("Bearer")
    });
    match credential {
        Some((_, candidate)) if candidate.trim() == key => Ok(()),
        _ => Err(Refusal::of_status(StatusCode::UNAUTHORIZED)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn me_is_an_operation_of_its_own() {
        assert_eq!(operation_of(&Method::GET, "/workspaces/w/agents/me"), Some("getOwnAgent"));
        assert_eq!(operation_of(&Method::GET, "/workspaces/w/agents/1"), Some("getAgent"));
        assert_eq!(operation_of(&Method::GET, "/workspaces/w/agents/1/media/2"), Some("showMedia"));
        assert_eq!(operation_of(&Method::PUT, "/workspaces/w/agents/1"), None);
        assert_eq!(operation_of(&Method::GET, "/"), None);
    }
}
