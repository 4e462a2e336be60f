//! Connections and the sample agents.

use callboard_model::{
    ConnectionDraft, ConnectionId, ConnectionTest, ConnectionView, JobEvent, JobId, Result, Sensitive,
};
use tauri::ipc::Channel;

use super::{Core, events};

/// Tries a connection; `existing` lends its credential where none is typed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn test_connection(
    core: Core<'_>,
    draft: ConnectionDraft,
    credential: Option<String>,
    existing: Option<ConnectionId>,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<ConnectionTest> {
    core.connections
        .test_connection(draft, credential.map(Sensitive::new), existing, job, events(channel))
        .await
}

/// Keeps a new connection.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_connection(
    core: Core<'_>,
    draft: ConnectionDraft,
    credential: String,
) -> Result<ConnectionView> {
    core.connections.add_connection(draft, Sensitive::new(credential)).await
}

/// Keeps new values of a connection, and a new credential where one is typed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn update_connection(
    core: Core<'_>,
    connection: ConnectionId,
    draft: ConnectionDraft,
    credential: Option<String>,
) -> Result<ConnectionView> {
    core.connections.update_connection(connection, draft, credential.map(Sensitive::new)).await
}

/// Removes a connection with its credential.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_connection(
    core: Core<'_>,
    connection: ConnectionId,
    keep_history: bool,
) -> Result<()> {
    core.connections.remove_connection(connection, keep_history).await
}

/// Opens the sample agents of every system, the one to begin with first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn start_samples(core: Core<'_>) -> Result<Vec<ConnectionView>> {
    core.connections.start_samples().await
}

/// Puts the sample agents back as they were at first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn reset_samples(core: Core<'_>) -> Result<()> {
    core.connections.reset_samples().await
}
