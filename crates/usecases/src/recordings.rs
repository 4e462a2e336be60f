//! Recording a sound from a microphone of this computer. A recording is written to the program's own folder as it is made
//! and stays there until it is a drop or somebody deletes it: one that was being made or waited when the program ended is offered
//! again.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use callboard_media::recording::{self, RecordedSound, Recording, microphones};
use callboard_model::media::{ChosenFile, Microphone, RecordingEvent};
use callboard_model::{CallboardError, ErrorCode, Result};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use specta::Type;

use crate::blocking::spawn_blocking;
use crate::files::Files;
use crate::surroundings::Clock;

/// How a recording's file is named: when it was begun.
const NAME: &str = "%Y%m%dT%H%M%SZ";

/// A recording that nobody has used or deleted.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KeptRecording {
    /// Names it.
    pub id: String,
    /// When it was begun, as a timestamp; none where its file was named by somebody else.
    pub begun_at: Option<String>,
    /// Length in seconds.
    pub seconds: f64,
}

/// The recording that is going on, and those that were kept.
pub struct Recordings {
    folder: PathBuf,
    clock: Arc<dyn Clock>,
    files: Arc<Files>,
    current: Mutex<Option<Recording>>,
}

impl Recordings {
    pub(crate) fn new(folder: PathBuf, clock: Arc<dyn Clock>, files: Arc<Files>) -> Self {
        Self { folder, clock, files, current: Mutex::default() }
    }

    /// The microphones of this computer, the default one first.
    ///
    /// # Errors
    /// [`ErrorCode::Internal`], or why the microphones cannot be listed.
    pub async fn microphones(&self) -> Result<Vec<Microphone>> {
        spawn_blocking(microphones).await
    }

    /// Begins to record. A recording that is going on ends and is kept.
    ///
    /// # Errors
    /// Why the microphone cannot be used or nothing can be written.
    pub async fn start_recording(
        &self,
        microphone: Option<String>,
        events: impl Fn(RecordingEvent) + Send + 'static,
    ) -> Result<()> {
        // Some microphones can be opened only once.
        self.keep_recording().await;
        let (folder, begun) = (self.folder.clone(), self.clock.now());
        let started = spawn_blocking(move || {
            let file = new_place(&folder, begun);
            Recording::start(microphone.as_deref(), &file, events)
        });
        let recording = started.await?;
        *self.current() = Some(recording);
        Ok(())
    }

    /// Pauses the recording, or goes on.
    pub fn pause_recording(&self, paused: bool) {
        if let Some(recording) = &*self.current() {
            recording.pause(paused);
        }
    }

    /// Ends the recording; from here on it is a chosen file of that name.
    ///
    /// # Errors
    /// [`ErrorCode::FileEmpty`] where nothing was recorded, [`ErrorCode::DiskFull`].
    pub async fn finish_recording(&self, name: String) -> Result<ChosenFile> {
        let recording = self.current().take().ok_or(ErrorCode::FileEmpty)?;
        let sound = spawn_blocking(move || recording.finish()).await?;
        self.files.choose_recording(sound.file, name).await
    }

    /// Ends the recording, if one is going on, and keeps it; answers whether there is anything of it.
    pub async fn keep_recording(&self) -> bool {
        let Some(recording) = self.current().take() else { return false };
        match spawn_blocking(move || recording.finish()).await {
            Ok(_) => true,
            Err(error) => {
                // What reached the disk before is offered all the same.
                if error.code != ErrorCode::FileEmpty {
                    log::warn!("a recording did not end well: {error}");
                }
                false
            }
        }
    }

    /// Ends the recording and keeps nothing of it: somebody asked for that.
    ///
    /// # Errors
    /// Why the file cannot be removed.
    pub async fn discard_recording(&self) -> Result<()> {
        let Some(recording) = self.current().take() else { return Ok(()) };
        spawn_blocking(move || recording.discard()).await
    }

    /// Recordings that nobody has used or deleted, the last one first.
    ///
    /// # Errors
    /// Why the folder cannot be read.
    pub async fn kept_recordings(&self) -> Result<Vec<KeptRecording>> {
        let folder = self.folder.clone();
        let found = spawn_blocking(move || recording::recordings_in(&folder)).await?;
        let unused = found.into_iter().filter(|sound| !self.is_used(&sound.file));
        let mut kept: Vec<KeptRecording> = unused.filter_map(|sound| kept(&sound)).collect();
        kept.sort_by(|one, other| other.id.cmp(&one.id));
        Ok(kept)
    }

    /// Makes a kept recording a chosen file of that name.
    ///
    /// # Errors
    /// [`ErrorCode::FileUnreadable`] where there is no such recording.
    pub async fn choose_kept_recording(&self, id: &str, name: String) -> Result<ChosenFile> {
        self.files.choose_recording(self.kept_file(id)?, name).await
    }

    /// Deletes a kept recording.
    ///
    /// # Errors
    /// [`ErrorCode::FileUnreadable`] where there is no such recording, or it cannot be removed.
    pub async fn delete_recording(&self, id: &str) -> Result<()> {
        let file = self.kept_file(id)?;
        spawn_blocking(move || recording::remove(&file)).await
    }

    /// The file of a kept recording: one of the folder's own, not whatever a name leads to.
    fn kept_file(&self, id: &str) -> Result<PathBuf> {
        let plain = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let file = self.folder.join(format!("{id}.wav"));
        if plain && !self.is_used(&file) {
            Ok(file)
        } else {
            Err(CallboardError::new(ErrorCode::FileUnreadable).with_detail("there is no such recording"))
        }
    }

    /// Whether the file is being recorded or waits in the window.
    fn is_used(&self, file: &Path) -> bool {
        self.current().as_ref().is_some_and(|current| current.file() == file)
            || self.files.has_recording(file)
    }

    fn current(&self) -> MutexGuard<'_, Option<Recording>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place in the folder that nothing lies at.
fn new_place(folder: &Path, begun: Timestamp) -> PathBuf {
    let stamp = begun.strftime(NAME).to_string();
    let first = folder.join(format!("{stamp}.wav"));
    let others = (2..1000).map(|count| folder.join(format!("{stamp}-{count}.wav")));
    std::iter::once(first.clone()).chain(others).find(|place| !place.exists()).unwrap_or(first)
}

fn kept(sound: &RecordedSound) -> Option<KeptRecording> {
    let id = sound.file.file_stem()?.to_str()?.to_owned();
    let stamp = id.split('-').next().unwrap_or_default();
    let begun = jiff::civil::DateTime::strptime(NAME, stamp).ok();
    let begun_at = begun.and_then(|begun| TimeZone::UTC.to_timestamp(begun).ok());
    Some(KeptRecording { id, begun_at: begun_at.map(|at| at.to_string()), seconds: sound.seconds })
}
