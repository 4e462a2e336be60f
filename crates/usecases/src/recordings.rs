//! Recording a sound from a microphone of this computer. What was recorded becomes a chosen file like any other, whose
//! file is removed when nobody needs it any more, and at the latest with the program.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use callboard_media::recording::{RecordedSound, Recording, microphones};
use callboard_model::media::{ChosenFile, Microphone, RecordingEvent};
use callboard_model::{ErrorCode, Result};

use crate::{Callboard, beside};

/// The recording that is going on, and the finished ones by their tokens. A file is removed with its entry.
#[derive(Default)]
pub(crate) struct Recordings {
    current: Mutex<Option<Recording>>,
    finished: Mutex<HashMap<String, RecordedSound>>,
}

impl Recordings {
    fn current(&self) -> MutexGuard<'_, Option<Recording>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn finished(&self) -> MutexGuard<'_, HashMap<String, RecordedSound>> {
        self.finished.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Callboard {
    /// The microphones of this computer, the default one first.
    pub async fn microphones(&self) -> Result<Vec<Microphone>> {
        beside(microphones).await
    }

    /// Begins to record into a file in `folder`, in place of a recording that is going on.
    pub async fn start_recording(
        &self,
        microphone: Option<String>,
        folder: PathBuf,
        tell: impl Fn(RecordingEvent) + Send + 'static,
    ) -> Result<()> {
        // Some microphones can be opened only once.
        self.discard_recording();
        let recording = beside(move || Recording::start(microphone.as_deref(), &folder, tell)).await?;
        *self.recordings.current() = Some(recording);
        Ok(())
    }

    /// Pauses the recording, or goes on.
    pub fn pause_recording(&self, paused: bool) {
        if let Some(recording) = &*self.recordings.current() {
            recording.pause(paused);
        }
    }

    /// Ends the recording; from here on it is a chosen file of that name.
    pub async fn finish_recording(&self, name: String) -> Result<ChosenFile> {
        let recording = self.recordings.current().take().ok_or(ErrorCode::FileEmpty)?;
        let sound = beside(move || recording.finish()).await?;
        let chosen = self.choose_file(sound.file.to_path_buf()).await?;
        self.recordings.finished().insert(chosen.token.clone(), sound);
        Ok(ChosenFile { name, ..chosen })
    }

    /// Forgets a chosen file that is no longer needed. A recording made here is removed from the disk; a file of the admin's
    /// is only forgotten.
    pub fn forget_file(&self, token: &str) {
        self.files.forget(token);
        self.known_sound.forget(token);
        self.recordings.finished().remove(token);
    }

    /// Ends the recording and keeps nothing of it.
    pub fn discard_recording(&self) {
        self.recordings.current().take();
    }
}
