//! Files, uploads, drops, listening.

use std::path::PathBuf;
use std::sync::Arc;

use callboard_model::media::{
    ChosenFile, Crop, Drop, MediaKind, PendingAttachment, PictureFacts, SoundFacts,
};
use callboard_model::{
    AgentId, AgentRecord, CallboardError, ConnectionId, ErrorCode, JobEvent, JobId, PlaybackEvent, Result,
    SystemId,
};
use callboard_usecases::SoundSource;
use serde_json::Value;
use tauri::AppHandle;
use tauri::ipc::Channel;
use tauri_plugin_dialog::{DialogExt, FilePath};
use tokio::sync::oneshot;

use super::{Core, events};

/// Lets the admin choose a file; none where they think better of it. Titles are in the window's language.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_file(
    app: AppHandle,
    core: Core<'_>,
    media: MediaKind,
    title: String,
    filter: String,
) -> Result<Option<ChosenFile>> {
    let extensions: &[&str] = match media {
        MediaKind::Avatar => &["png", "jpg", "jpeg", "webp", "gif"],
        MediaKind::Drop => &["wav", "mp3", "m4a", "aac", "ogg", "flac"],
    };
    let (answer, answered) = oneshot::channel();
    app.dialog().file().set_title(title).add_filter(filter, extensions).pick_file(|path| {
        // The command that asked may be gone by now.
        let _ = answer.send(path);
    });
    match path_of(answered).await? {
        None => Ok(None),
        Some(path) => core.choose_file(path).await.map(Some),
    }
}

/// What a chosen picture is.
#[tauri::command]
#[specta::specta]
pub(crate) async fn inspect_picture(core: Core<'_>, token: String) -> Result<PictureFacts> {
    core.inspect_picture(&token).await
}

/// What a chosen sound is.
#[tauri::command]
#[specta::specta]
pub(crate) async fn inspect_sound(
    core: Core<'_>,
    token: String,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<SoundFacts> {
    core.inspect_sound(&token, job, events(channel)).await
}

/// Makes a chosen picture an agent's avatar.
#[tauri::command]
#[specta::specta]
pub(crate) async fn upload_avatar(
    core: Core<'_>,
    connection: ConnectionId,
    agent: AgentId,
    token: String,
    crop: Crop,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<AgentRecord> {
    core.upload_avatar(connection, agent, &token, crop, job, events(channel)).await
}

/// Adds a chosen sound to an agent's drops.
#[tauri::command]
#[specta::specta]
pub(crate) async fn upload_drop(
    core: Core<'_>,
    connection: ConnectionId,
    agent: AgentId,
    token: String,
    name: String,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<AgentRecord> {
    core.upload_drop(connection, agent, &token, name, job, events(channel)).await
}

/// The drops of an agent's document.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_drops(core: Core<'_>, system: SystemId, document: Value) -> Result<Vec<Drop>> {
    core.drops(&system, &document)
}

/// What the drops' field becomes when one is renamed, or taken away where `name` is none.
#[tauri::command]
#[specta::specta]
pub(crate) async fn edit_drops(
    core: Core<'_>,
    system: SystemId,
    document: Value,
    index: u32,
    name: Option<String>,
) -> Result<Value> {
    core.edit_drops(&system, &document, index, name.as_deref())
}

/// Plays a sound; answers when it has ended.
#[tauri::command]
#[specta::specta]
pub(crate) async fn play(core: Core<'_>, source: SoundSource, channel: Channel<PlaybackEvent>) -> Result<()> {
    let told = Arc::new(move |event| {
        if let Err(error) = channel.send(event) {
            log::debug!("nobody listens: {error}");
        }
    });
    core.play(source, told).await
}

/// Stops what plays.
#[tauri::command]
#[specta::specta]
pub(crate) async fn stop_playing(core: Core<'_>) -> Result<()> {
    core.stop_playing();
    Ok(())
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
    let (answer, answered) = oneshot::channel();
    app.dialog().file().set_title(title).set_file_name(file_name).save_file(|path| {
        let _ = answer.send(path);
    });
    match path_of(answered).await? {
        None => Ok(None),
        Some(path) => {
            core.download_drop(connection, agent, &media_url, path, job, events(channel)).await.map(Some)
        }
    }
}

/// Files that were uploaded but are not on their agents yet.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pending_attachments(core: Core<'_>) -> Result<Vec<PendingAttachment>> {
    core.pending_attachments().await
}

/// Puts an uploaded file on its agent at last.
#[tauri::command]
#[specta::specta]
pub(crate) async fn finish_attachment(
    core: Core<'_>,
    attachment: String,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<AgentRecord> {
    core.finish_attachment(&attachment, job, events(channel)).await
}

/// Gives up on an uploaded file.
#[tauri::command]
#[specta::specta]
pub(crate) async fn forget_attachment(core: Core<'_>, attachment: String) -> Result<()> {
    core.forget_attachment(attachment).await
}

async fn path_of(answered: oneshot::Receiver<Option<FilePath>>) -> Result<Option<PathBuf>> {
    let unreadable =
        |error: &dyn std::fmt::Display| CallboardError::new(ErrorCode::FileUnreadable).with_detail(error);
    match answered.await.map_err(|error| unreadable(&error))? {
        None => Ok(None),
        Some(path) => path.into_path().map(Some).map_err(|error| unreadable(&error)),
    }
}
