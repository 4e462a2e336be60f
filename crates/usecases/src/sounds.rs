//! Looking at a chosen sound, making a drop of it, listening, and saving a drop to disk.
//!
//! What was found out about the sound chosen last is kept, so that zooming and listening again read no file.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use callboard_media::sound::{EditedSound, Waveform};
use callboard_media::{CancellationToken, Playback, Player, StorageClient, download, sound};
use callboard_model::media::{EditedFacts, SoundEdit, SoundFacts, WaveformView};
use callboard_model::{AgentId, CallboardError, ConnectionId, ErrorCode, JobId, PlaybackEvent, Result};
use callboard_systems::CallContext;
use serde::Deserialize;
use serde_json::Value;
use specta::Type;
use tokio::sync::Semaphore;
use url::Url;

use crate::begun_files::BegunFiles;
use crate::blocking::spawn_blocking;
use crate::decoding::Decoding;
use crate::files::Files;
use crate::gateway::Gateway;
use crate::jobs::Events;
use crate::known::KnownAgents;

/// Largest sound that is fetched, in bytes.
const MAXIMUM_BYTES: u64 = 64 * 1024 * 1024;

/// Stored sounds whose length is found out at the same time. A page asks for all of its drops at once; each may take
/// [`MAXIMUM_BYTES`] of memory.
const MEASURED_AT_ONCE: usize = 2;

/// Where the events of playing go.
pub type PlaybackEvents = Arc<dyn Fn(PlaybackEvent) + Send + Sync>;

/// What is listened to.
#[derive(Clone, Debug, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum SoundSource {
    /// A file the admin chose, as it is.
    Chosen {
        /// Its token.
        token: String,
        /// Where to begin, in seconds.
        #[serde(default)]
        from: f64,
        /// Where to stop; none for its end.
        #[serde(default)]
        to: Option<f64>,
    },
    /// What an edit makes of a file the admin chose. Positions are those of the edited sound.
    Edited {
        /// Its token.
        token: String,
        /// The edit.
        edit: SoundEdit,
        /// Whether it is played as the other end of a call hears it.
        telephone: bool,
        /// Where to begin, in seconds.
        #[serde(default)]
        from: f64,
    },
    /// A drop of an agent.
    Stored {
        /// The connection.
        connection: ConnectionId,
        /// The agent.
        agent: AgentId,
        /// Where the drop's sound is, as the agent has it.
        media_url: String,
    },
}

/// What is known of the sound that was looked at last.
#[derive(Default)]
struct KnownSound(Mutex<Option<Known>>);

#[derive(Clone)]
struct Known {
    token: String,
    facts: SoundFacts,
    waveform: Arc<Waveform>,
    edited: Option<(SoundEdit, Arc<EditedSound>)>,
}

impl KnownSound {
    fn of(&self, token: &str) -> Option<Known> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.as_ref().filter(|known| known.token == token).cloned()
    }

    fn keep(&self, known: Known) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(known);
    }

    /// Forgets a sound that nobody looks at any more.
    fn forget(&self, token: &str) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.as_ref().is_some_and(|known| known.token == token) {
            *known = None;
        }
    }

    /// Keeps what an edit made, where the sound is still the one that is looked at.
    fn keep_edited(&self, token: &str, edit: SoundEdit, edited: &Arc<EditedSound>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.as_mut().filter(|known| known.token == token) {
            known.edited = Some((edit, Arc::clone(edited)));
        }
    }
}

/// Chosen and stored sounds: looked at, edited, heard.
pub struct Sounds {
    gateway: Arc<Gateway>,
    storage: StorageClient,
    files: Arc<Files>,
    begun_files: Arc<BegunFiles>,
    player: Player,
    /// Counts what was played, so that a sound knows when another one has taken its place.
    playing: AtomicU64,
    known: KnownSound,
    agents: Arc<KnownAgents>,
    measuring: Semaphore,
    decoding: Arc<Decoding>,
}

impl Sounds {
    pub(crate) fn new(
        gateway: Arc<Gateway>,
        storage: StorageClient,
        files: Arc<Files>,
        begun_files: Arc<BegunFiles>,
        player: Player,
        agents: Arc<KnownAgents>,
        decoding: Arc<Decoding>,
    ) -> Self {
        Self {
            gateway,
            storage,
            files,
            begun_files,
            player,
            playing: AtomicU64::new(0),
            known: KnownSound::default(),
            agents,
            measuring: Semaphore::new(MEASURED_AT_ONCE),
            decoding,
        }
    }

    /// Forgets what is known of a chosen sound that nobody looks at any more.
    pub(crate) fn forget(&self, token: &str) {
        self.known.forget(token);
    }

    /// What a chosen sound is.
    ///
    /// # Errors
    /// [`ErrorCode::FileUnreadable`], what is wrong with the sound, [`ErrorCode::Cancelled`].
    pub async fn inspect_sound(&self, token: &str, job: JobId, events: Events) -> Result<SoundFacts> {
        let job = self.gateway.begin(job, events);
        Ok(self.known_sound(token, &job.call.cancel).await?.facts)
    }

    /// A part of a chosen sound's waveform, in seconds, in as many buckets.
    ///
    /// # Errors
    /// [`ErrorCode::FileUnreadable`], or what is wrong with the sound.
    pub async fn sound_view(&self, token: &str, from: f64, to: f64, buckets: u32) -> Result<WaveformView> {
        let known = self.known_sound(token, &CancellationToken::new()).await?;
        Ok(known.waveform.view(from, to, buckets))
    }

    /// What an edit makes of a chosen sound. It is kept, to be heard and sent.
    ///
    /// # Errors
    /// [`ErrorCode::FileUnreadable`], what is wrong with the sound, [`ErrorCode::Cancelled`].
    pub async fn prepare_sound(
        &self,
        token: &str,
        edit: SoundEdit,
        job: JobId,
        events: Events,
    ) -> Result<EditedFacts> {
        let job = self.gateway.begin(job, events);
        Ok(self.edited_sound(token, edit, &job.call.cancel).await?.facts)
    }

    async fn known_sound(&self, token: &str, cancel: &CancellationToken) -> Result<Known> {
        let path = self.files.path(token)?;
        if let Some(known) = self.known.of(token) {
            return Ok(known);
        }
        let inspection = self.decoding.run(cancel, move |cancel| sound::inspect(&path, cancel)).await?;
        let known = Known {
            token: token.to_owned(),
            facts: inspection.facts,
            waveform: Arc::new(inspection.waveform),
            edited: None,
        };
        self.known.keep(known.clone());
        Ok(known)
    }

    /// What an edit makes of a chosen sound, made once for as long as the edit stays the same.
    pub(crate) async fn edited_sound(
        &self,
        token: &str,
        edit: SoundEdit,
        cancel: &CancellationToken,
    ) -> Result<Arc<EditedSound>> {
        let path = self.files.path(token)?;
        if let Some(Known { edited: Some((made, edited)), .. }) = self.known.of(token)
            && made == edit
        {
            return Ok(edited);
        }
        let work = move |cancel: &_| sound::edit(&path, &edit, cancel);
        let edited = Arc::new(self.decoding.run(cancel, work).await?);
        self.known.keep_edited(token, edit, &edited);
        Ok(edited)
    }

    /// Plays a sound on this computer's device and tells where it is, until it ends or another one begins.
    ///
    /// # Errors
    /// [`ErrorCode::NoSoundDevice`], and what keeps the sound from being read.
    pub async fn play(&self, source: SoundSource, events: PlaybackEvents) -> Result<()> {
        events(PlaybackEvent::Loading);
        let cancel = CancellationToken::new();
        let (samples, [from, to]) = match source {
            SoundSource::Chosen { token, from, to } => {
                let path = self.files.path(&token)?;
                let samples = self.decoding.run(&cancel, move |cancel| sound::decode(&path, cancel)).await?;
                (samples, [from, to.unwrap_or(f64::INFINITY)])
            }
            SoundSource::Edited { token, edit, telephone, from } => {
                let edited = self.edited_sound(&token, edit, &cancel).await?;
                let samples = spawn_blocking(move || {
                    if telephone { sound::as_heard(&edited.samples) } else { Ok(edited.samples.clone()) }
                });
                (samples.await?, [from, f64::INFINITY])
            }
            SoundSource::Stored { connection, agent, media_url } => {
                let url = self.sound_location(&connection, &agent, &media_url, &CallContext::quiet()).await?;
                let (bytes, _) = download::fetch(&self.storage, &url, MAXIMUM_BYTES, &cancel).await?;
                let decode = move |cancel: &_| sound::decode_bytes(bytes, cancel);
                (self.decoding.run(&cancel, decode).await?, [0.0, f64::INFINITY])
            }
        };
        let length = samples.seconds();
        let turn = self.playing.fetch_add(1, Ordering::SeqCst) + 1;
        self.player.play_part(Arc::new(samples), from, to).await?;
        let mut state = self.player.watch();
        // A sound that begins after this one has the device, and the position is its.
        while self.playing.load(Ordering::SeqCst) == turn {
            let now = *state.borrow_and_update();
            match now {
                Playback::Playing { seconds } => events(PlaybackEvent::Playing { position: seconds, length }),
                Playback::Interrupted => return Err(ErrorCode::NoSoundDevice.into()),
                Playback::Silent | Playback::Finished => break,
            }
            if state.changed().await.is_err() {
                break;
            }
        }
        events(PlaybackEvent::Ended);
        Ok(())
    }

    /// Stops what plays.
    pub fn stop_playing(&self) {
        self.player.stop();
    }

    /// How long a stored drop is, in seconds. Few are found out at a time; the others wait and can be stopped meanwhile.
    ///
    /// # Errors
    /// What keeps the sound from being fetched or read, [`ErrorCode::Cancelled`].
    pub async fn stored_length(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        media_url: &str,
        job: JobId,
        events: Events,
    ) -> Result<f64> {
        let job = self.gateway.begin(job, events);
        let cancel = job.call.cancel.clone();
        let place = cancel.run_until_cancelled(self.measuring.acquire()).await;
        let _place = place.ok_or(ErrorCode::Cancelled)?.map_err(internal)?;
        let url = self.sound_location(&connection, &agent, media_url, &job.call).await?;
        let (bytes, _) = download::fetch(&self.storage, &url, MAXIMUM_BYTES, &cancel).await?;
        self.decoding.run(&cancel, move |cancel| sound::seconds_of(bytes, cancel)).await
    }

    /// Saves a drop's sound as it is stored. Answers its size in bytes.
    ///
    /// # Errors
    /// What keeps the sound from being fetched, [`ErrorCode::DiskFull`]. A file that was there before is still there then.
    pub async fn download_drop(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        media_url: &str,
        path: PathBuf,
        job: JobId,
        events: Events,
    ) -> Result<f64> {
        let job = self.gateway.begin(job, events);
        let url = self.sound_location(&connection, &agent, media_url, &job.call).await?;
        let (files, target) = (self.begun_files.clone(), path.clone());
        let begun = spawn_blocking(move || Ok(files.begin(&target))).await?;
        let (part, cancel) = (begun.path(), &job.call.cancel);
        let saved = download::save_to(&self.storage, &url, &path, part, MAXIMUM_BYTES, |_, _| {}, cancel);
        let bytes = saved.await?;
        #[expect(clippy::cast_precision_loss, reason = "no file has 2^53 bytes")]
        Ok(bytes as f64)
    }

    /// Where a stored sound can be fetched without a credential: the system says, or the address itself is it.
    async fn sound_location(
        &self,
        connection: &ConnectionId,
        agent: &AgentId,
        media_url: &str,
        call: &CallContext,
    ) -> Result<Url> {
        let access = self.gateway.access(connection, call).await?;
        if let Some(media) = access.parts().media
            && let Some(stored) = media.stored_file(media_url)
        {
            let session = self.gateway.session(&access, call);
            // A copied drop's recording was uploaded for another agent.
            return match media.media_location(&session, &stored.agent, &stored.file).await {
                Err(error)
                    if stored.agent != *agent
                        && matches!(error.code, ErrorCode::MediaNotFound | ErrorCode::AgentNotFound) =>
                {
                    media.media_location(&session, agent, &stored.file).await
                }
                other => other,
            };
        }
        // The window may name any address; only one that the agent has is asked.
        if !self.agents.document(connection, agent).is_some_and(|document| holds(&document, media_url)) {
            return Err(ErrorCode::MediaNotFound.into());
        }
        Url::parse(media_url)
            .map_err(|error| CallboardError::new(ErrorCode::InvalidAddress).with_detail(error))
    }
}

/// Whether a text stands anywhere in a document.
fn holds(document: &Value, text: &str) -> bool {
    let mut left = vec![document];
    while let Some(value) = left.pop() {
        match value {
            Value::String(found) if found == text => return true,
            Value::Array(items) => left.extend(items),
            Value::Object(members) => left.extend(members.values()),
            _ => {}
        }
    }
    false
}

#[allow(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
fn internal(error: impl std::fmt::Display) -> CallboardError {
    CallboardError::new(ErrorCode::Internal).with_detail(error)
}
