//! Voicemail drops: listed, edited, uploaded, downloaded, copied to other agents.

use callboard_model::media::{SoundEdit, VoicemailDrop};
use callboard_model::{
    AgentId, ConnectionId, DropCopy, DropEdit, DropTarget, JobEvent, JobId, Result, SaveOutcome, SystemId,
};
use serde_json::Value;
use tauri::AppHandle;
use tauri::ipc::Channel;
use tauri_plugin_dialog::DialogExt;
use tokio::sync::oneshot;

use super::media::{path_of, proposed_name};
use super::{Core, events, unbroken};

/// The drops of an agent's document.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_drops(
    core: Core<'_>,
    system: SystemId,
    document: Value,
) -> Result<Vec<VoicemailDrop>> {
    unbroken(async move { core.voicemail_drops.drops(&system, &document) }).await
}

/// What the drops' field becomes with an edit.
#[tauri::command]
#[specta::specta]
pub(crate) async fn edit_drops(
    core: Core<'_>,
    system: SystemId,
    document: Value,
    edit: DropEdit,
) -> Result<Value> {
    unbroken(async move { core.voicemail_drops.edit_drops(&system, &document, &edit) }).await
}

/// Adds what an edit makes of a chosen sound to an agent's drops, or puts it in the place of one of them.
#[tauri::command]
#[specta::specta]
#[expect(clippy::too_many_arguments, reason = "a command's arguments are its form")]
pub(crate) async fn upload_drop(
    core: Core<'_>,
    connection: ConnectionId,
    agent: AgentId,
    token: String,
    edit: SoundEdit,
    name: String,
    replaces: Option<VoicemailDrop>,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<SaveOutcome> {
    unbroken(async move {
        core.uploads.upload_drop(connection, agent, &token, edit, name, replaces, job, events(channel)).await
    })
    .await
}

/// Saves a drop where the admin says; none where they think better of it, else its size in bytes.
#[tauri::command]
#[specta::specta]
#[expect(clippy::too_many_arguments, reason = "a command's arguments are its form")]
pub(crate) async fn download_drop(
    app: AppHandle,
    core: Core<'_>,
    connection: ConnectionId,
    agent: AgentId,
    media_url: String,
    title: String,
    file_name: String,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<Option<f64>> {
    unbroken(async move {
        let (answer, answered) = oneshot::channel();
        app.dialog().file().set_title(title).set_file_name(proposed_name(&file_name)).save_file(|path| {
            let _ = answer.send(path);
        });
        match path_of(answered).await? {
            None => Ok(None),
            Some(path) => core
                .sounds
                .download_drop(connection, agent, &media_url, path, job, events(channel))
                .await
                .map(Some),
        }
    })
    .await
}

/// How long a stored drop is, in seconds.
#[tauri::command]
#[specta::specta]
pub(crate) async fn stored_length(
    core: Core<'_>,
    connection: ConnectionId,
    agent: AgentId,
    media_url: String,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<f64> {
    unbroken(
        async move { core.sounds.stored_length(connection, agent, &media_url, job, events(channel)).await },
    )
    .await
}

/// The other agents of the connection, with what each has of a drop.
#[tauri::command]
#[specta::specta]
pub(crate) async fn drop_targets(
    core: Core<'_>,
    connection: ConnectionId,
    agent: AgentId,
    drop: VoicemailDrop,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<Vec<DropTarget>> {
    unbroken(
        async move { core.voicemail_drops.drop_targets(connection, agent, drop, job, events(channel)).await },
    )
    .await
}

/// Adds a stored drop to the lists of other agents; tells and answers what became of it on each.
#[tauri::command]
#[specta::specta]
pub(crate) async fn copy_drop(
    core: Core<'_>,
    connection: ConnectionId,
    agent: AgentId,
    drop: VoicemailDrop,
    targets: Vec<AgentId>,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<Vec<DropCopy>> {
    unbroken(async move {
        core.voicemail_drops.copy_drop(connection, agent, drop, targets, job, events(channel)).await
    })
    .await
}
