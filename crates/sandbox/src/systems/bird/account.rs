//! The account that is served, and the addresses of its media.

use crate::account::Account;
use crate::context::Context;

pub(super) const SYSTEM: &str = "bird";

/// The id of the only workspace.
pub(super) const WORKSPACE_ID: &str = "7d1b4f0a-2c55-4a0e-9a53-0c9a5f1d2e01";

pub(super) fn account(context: &Context) -> Account {
    let values = vec![("workspaceId", WORKSPACE_ID.to_owned()), ("authScheme", "accessKey".to_owned())];
    Account { values, ..Account::new(SYSTEM, context.origin.clone()) }
}

/// The public address of a media file.
pub(super) fn media_url(origin: &str, agent_id: &str, file_id: &str) -> String {
    format!("{origin}/workspaces/{WORKSPACE_ID}/agents/{agent_id}/media/{file_id}")
}

/// Where the storage keeps a file.
pub(super) fn object_key(folder: &str, file_id: &str) -> String {
    format!("{folder}/{file_id}")
}
