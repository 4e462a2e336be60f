//! Connections and the sample agents.

use callboard_model::{
    ConnectionDraft, ConnectionId, ConnectionTest, ConnectionView, JobEvent, JobId, Result, Sensitive,
};
use tauri::ipc::Channel;

use super::{Core, events, unbroken};

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
    unbroken(async move {
        core.connections
            .test_connection(draft, credential.map(Sensitive::new), existing, job, events(channel))
            .await
    })
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
    unbroken(async move { core.connections.add_connection(draft, Sensitive::new(credential)).await }).await
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
    unbroken(async move {
        core.connections.update_connection(connection, draft, credential.map(Sensitive::new)).await
    })
    .await
}

/// Removes a connection with its credential.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_connection(
    core: Core<'_>,
    connection: ConnectionId,
    keep_history: bool,
) -> Result<()> {
    unbroken(async move { core.connections.remove_connection(connection, keep_history).await }).await
}

/// Opens the sample agents of every system, the one to begin with first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn start_samples(core: Core<'_>) -> Result<Vec<ConnectionView>> {
    unbroken(async move { core.connections.start_samples().await }).await
}

/// Puts the sample agents back as they were at first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn reset_samples(core: Core<'_>) -> Result<()> {
    unbroken(async move { core.connections.reset_samples().await }).await
}
