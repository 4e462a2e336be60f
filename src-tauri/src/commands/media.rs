//! Files, uploads, drops, listening, recording.

use std::path::PathBuf;
use std::sync::Arc;

use callboard_model::media::{
    ChosenFile, Crop, Drop, EditedFacts, MediaKind, Microphone, PendingAttachment, PictureFacts,
    RecordingEvent, SoundEdit, SoundFacts, WaveformView,
};
use callboard_model::{
    AgentId, AgentRecord, CallboardError, ConnectionId, ErrorCode, JobEvent, JobId, PlaybackEvent, Result,
    SystemId,
};
use callboard_usecases::SoundSource;
use serde_json::Value;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager as _};
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
        // HEIC and AVIF cannot be read; they are offered so that it is said why.
        MediaKind::Avatar => {
            &["png", "jpg", "jpeg", "jfif", "webp", "gif", "bmp", "tif", "tiff", "heic", "heif", "avif"]
        }
        MediaKind::Drop => {
            &["wav", "mp3", "m4a", "aac", "ogg", "opus", "flac", "aiff", "aif", "caf", "mp4", "webm", "mka"]
        }
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

/// A part of a chosen sound's waveform, from one second to another.
#[tauri::command]
#[specta::specta]
pub(crate) async fn sound_view(
    core: Core<'_>,
    token: String,
    from: f64,
    to: f64,
    buckets: u32,
) -> Result<WaveformView> {
    core.sound_view(&token, from, to, buckets).await
}

/// What an edit makes of a chosen sound; kept, to be heard and sent.
#[tauri::command]
#[specta::specta]
pub(crate) async fn prepare_sound(
    core: Core<'_>,
    token: String,
    edit: SoundEdit,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<EditedFacts> {
    core.prepare_sound(&token, edit, job, events(channel)).await
}

/// The microphones of this computer, the default one first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn microphones(core: Core<'_>) -> Result<Vec<Microphone>> {
    core.microphones().await
}

/// Begins to record, in place of a recording that is going on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn start_recording(
    app: AppHandle,
    core: Core<'_>,
    microphone: Option<String>,
    channel: Channel<RecordingEvent>,
) -> Result<()> {
    let folder = app
        .path()
        .temp_dir()
        .map_err(|error| CallboardError::new(ErrorCode::StorageFault).with_detail(error))?;
    let tell = move |event| {
        if let Err(error) = channel.send(event) {
            log::debug!("nobody listens: {error}");
        }
    };
    core.start_recording(microphone, folder, tell).await
}

/// Pauses the recording, or goes on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pause_recording(core: Core<'_>, paused: bool) -> Result<()> {
    core.pause_recording(paused);
    Ok(())
}

/// Ends the recording; it is a chosen file of that name then.
#[tauri::command]
#[specta::specta]
pub(crate) async fn finish_recording(core: Core<'_>, name: String) -> Result<ChosenFile> {
    core.finish_recording(name).await
}

/// Ends the recording and keeps nothing of it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn discard_recording(core: Core<'_>) -> Result<()> {
    core.discard_recording();
    Ok(())
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

/// Adds what an edit makes of a chosen sound to an agent's drops.
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
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<AgentRecord> {
    core.upload_drop(connection, agent, &token, edit, name, job, events(channel)).await
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
