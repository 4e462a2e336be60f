//! Files, pictures, listening, recording, and uploads that are to be finished.

use std::path::PathBuf;
use std::sync::Arc;

use callboard_model::media::{
    ChosenFile, Crop, EditedFacts, MediaKind, Microphone, PendingAttachment, PictureFacts, RecordingEvent,
    SoundEdit, SoundFacts, WaveformView,
};
use callboard_model::{
    AgentId, CallboardError, ConnectionId, ErrorCode, JobEvent, JobId, PlaybackEvent, Result, SaveOutcome,
};
use callboard_usecases::{KeptRecording, SoundSource};
use serde::Serialize;
use specta::Type;
use tauri::AppHandle;
use tauri::ipc::Channel;
use tauri_plugin_dialog::{DialogExt, FilePath};
use tokio::sync::oneshot;

use super::{Core, events, unbroken};

/// Endings of files that may hold sound; what is in them decides.
const SOUNDS: [&str; 13] =
    ["wav", "mp3", "m4a", "aac", "ogg", "opus", "flac", "aiff", "aif", "caf", "mp4", "webm", "mka"];

/// Files the admin chose together.
#[derive(Clone, Debug, Default, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ChosenFiles {
    /// Those that can be used, in the order in which they were chosen.
    files: Vec<ChosenFile>,
    /// Why others cannot; each names its `file`.
    refused: Vec<CallboardError>,
}

/// Lets the admin choose several sounds; none at all where they think better of it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_sounds(
    app: AppHandle,
    core: Core<'_>,
    title: String,
    filter: String,
) -> Result<ChosenFiles> {
    unbroken(async move {
        let (answer, answered) = oneshot::channel();
        app.dialog().file().set_title(title).add_filter(filter, &SOUNDS).pick_files(|paths| {
            let _ = answer.send(paths);
        });
        let mut chosen = ChosenFiles::default();
        for path in answered.await.map_err(|error| unreadable(&error))?.unwrap_or_default() {
            let taken = match path.into_path() {
                Ok(path) => core.files.choose_file(path).await,
                Err(error) => Err(unreadable(&error)),
            };
            match taken {
                Ok(file) => chosen.files.push(file),
                Err(error) => chosen.refused.push(error),
            }
        }
        Ok(chosen)
    })
    .await
}

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
    unbroken(async move {
        let extensions: &[&str] = match media {
            // HEIC and AVIF cannot be read; they are offered so that it is said why.
            MediaKind::Avatar => {
                &["png", "jpg", "jpeg", "jfif", "webp", "gif", "bmp", "tif", "tiff", "heic", "heif", "avif"]
            }
            MediaKind::Drop => &SOUNDS,
        };
        let (answer, answered) = oneshot::channel();
        app.dialog().file().set_title(title).add_filter(filter, extensions).pick_file(|path| {
            // The command that asked may be gone by now.
            let _ = answer.send(path);
        });
        match path_of(answered).await? {
            None => Ok(None),
            Some(path) => core.files.choose_file(path).await.map(Some),
        }
    })
    .await
}

/// What a chosen picture is.
#[tauri::command]
#[specta::specta]
pub(crate) async fn inspect_picture(core: Core<'_>, token: String) -> Result<PictureFacts> {
    unbroken(async move { core.pictures.inspect_picture(&token).await }).await
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
    unbroken(async move { core.sounds.inspect_sound(&token, job, events(channel)).await }).await
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
    unbroken(async move { core.sounds.sound_view(&token, from, to, buckets).await }).await
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
    unbroken(async move { core.sounds.prepare_sound(&token, edit, job, events(channel)).await }).await
}

/// The microphones of this computer, the default one first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn microphones(core: Core<'_>) -> Result<Vec<Microphone>> {
    unbroken(async move { core.recordings.microphones().await }).await
}

/// Begins to record; a recording that is going on ends and is kept.
#[tauri::command]
#[specta::specta]
pub(crate) async fn start_recording(
    core: Core<'_>,
    microphone: Option<String>,
    channel: Channel<RecordingEvent>,
) -> Result<()> {
    unbroken(async move {
        let tell = move |event| {
            if let Err(error) = channel.send(event) {
                log::debug!("nobody listens: {error}");
            }
        };
        core.recordings.start_recording(microphone, tell).await
    })
    .await
}

/// Pauses the recording, or goes on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pause_recording(core: Core<'_>, paused: bool) -> Result<()> {
    unbroken(async move {
        core.recordings.pause_recording(paused);
        Ok(())
    })
    .await
}

/// Ends the recording; it is a chosen file of that name then.
#[tauri::command]
#[specta::specta]
pub(crate) async fn finish_recording(core: Core<'_>, name: String) -> Result<ChosenFile> {
    unbroken(async move { core.recordings.finish_recording(name).await }).await
}

/// Ends the recording and keeps nothing of it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn discard_recording(core: Core<'_>) -> Result<()> {
    unbroken(async move { core.recordings.discard_recording().await }).await
}

/// Ends the recording, if one is going on, and keeps it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn keep_recording(core: Core<'_>) -> Result<bool> {
    unbroken(async move { Ok(core.recordings.keep_recording().await) }).await
}

/// Recordings that nobody has used or deleted, the last one first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn kept_recordings(core: Core<'_>) -> Result<Vec<KeptRecording>> {
    unbroken(async move { core.recordings.kept_recordings().await }).await
}

/// Makes a kept recording a chosen file of that name.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_kept_recording(core: Core<'_>, id: String, name: String) -> Result<ChosenFile> {
    unbroken(async move { core.recordings.choose_kept_recording(&id, name).await }).await
}

/// Deletes a kept recording.
#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_recording(core: Core<'_>, id: String) -> Result<()> {
    unbroken(async move { core.recordings.delete_recording(&id).await }).await
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
) -> Result<SaveOutcome> {
    unbroken(async move {
        core.uploads.upload_avatar(connection, agent, &token, crop, job, events(channel)).await
    })
    .await
}

/// Forgets a chosen file that is no longer needed; a recording made here is removed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn forget_file(core: Core<'_>, token: String) -> Result<()> {
    unbroken(async move {
        core.forget_file(&token);
        Ok(())
    })
    .await
}

/// Plays a sound; answers when it has ended.
#[tauri::command]
#[specta::specta]
pub(crate) async fn play(core: Core<'_>, source: SoundSource, channel: Channel<PlaybackEvent>) -> Result<()> {
    unbroken(async move {
        let told = Arc::new(move |event| {
            if let Err(error) = channel.send(event) {
                log::debug!("nobody listens: {error}");
            }
        });
        core.sounds.play(source, told).await
    })
    .await
}

/// Stops what plays.
#[tauri::command]
#[specta::specta]
pub(crate) async fn stop_playing(core: Core<'_>) -> Result<()> {
    unbroken(async move {
        core.sounds.stop_playing();
        Ok(())
    })
    .await
}

/// Files that were uploaded but are not on their agents yet.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pending_attachments(core: Core<'_>) -> Result<Vec<PendingAttachment>> {
    unbroken(async move { core.uploads.pending_attachments().await }).await
}

/// Puts an uploaded file on its agent at last; `anyway` where it takes the place of a picture that was put there since.
#[tauri::command]
#[specta::specta]
pub(crate) async fn finish_attachment(
    core: Core<'_>,
    attachment: String,
    anyway: bool,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<SaveOutcome> {
    unbroken(async move { core.uploads.finish_attachment(&attachment, anyway, job, events(channel)).await })
        .await
}

/// Gives up on an uploaded file.
#[tauri::command]
#[specta::specta]
pub(crate) async fn forget_attachment(core: Core<'_>, attachment: String) -> Result<()> {
    unbroken(async move { core.uploads.forget_attachment(attachment).await }).await
}

pub(super) async fn path_of(answered: oneshot::Receiver<Option<FilePath>>) -> Result<Option<PathBuf>> {
    match answered.await.map_err(|error| unreadable(&error))? {
        None => Ok(None),
        Some(path) => path.into_path().map(Some).map_err(|error| unreadable(&error)),
    }
}

/// A file name as a page proposes it: never a path, and without letters that nobody sees or that turn the others around.
pub(super) fn proposed_name(name: &str) -> String {
    let is_odd = |letter: char| {
        letter.is_control()
            || matches!(letter, '/' | '\\' | ':' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
    };
    let name: String =
        name.chars().map(|letter| if is_odd(letter) { ' ' } else { letter }).take(200).collect();
    name.trim_matches([' ', '.']).to_owned()
}

fn unreadable(error: &dyn std::fmt::Display) -> CallboardError {
    CallboardError::new(ErrorCode::FileUnreadable).with_detail(error)
}

#[cfg(test)]
mod tests {
    use super::proposed_name;

    #[test]
    fn a_proposed_file_name_is_no_path_and_reads_as_what_it_is() {
        for (given, name) in [
            ("Welcome.wav", "Welcome.wav"),
            ("../../.bashrc", "bashrc"),
            ("C:\\Windows\\x.exe", "C  Windows x.exe"),
            ("\u{202e}vaw.exe\n", "vaw.exe"),
            ("..", ""),
        ] {
            assert_eq!(proposed_name(given), name);
        }
        assert!(proposed_name(&"é".repeat(1000)).chars().count() <= 200);
    }
}
