//! Listening to drops and chosen files, and saving a drop to disk.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use callboard_media::{CancellationToken, Playback, Samples, download, sound};
use callboard_model::{AgentId, CallboardError, ConnectionId, ErrorCode, JobId, PlaybackEvent, Result};
use callboard_systems::CallContext;
use serde::Deserialize;
use specta::Type;
use url::Url;

use crate::access::Access;
use crate::jobs::Events;
use crate::{Callboard, beside};

/// Largest sound that is fetched, in bytes.
const MAXIMUM_BYTES: u64 = 64 * 1024 * 1024;

/// Where the events of playing go.
pub type PlaybackEvents = Arc<dyn Fn(PlaybackEvent) + Send + Sync>;

/// What is listened to.
#[derive(Clone, Debug, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum SoundSource {
    /// A file the admin chose.
    Chosen {
        /// Its token.
        token: String,
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

impl Callboard {
    /// Plays a sound on this computer's device and tells where it is, until it ends or another one begins.
    pub async fn play(&self, source: SoundSource, events: PlaybackEvents) -> Result<()> {
        events(PlaybackEvent::Loading);
        let cancel = CancellationToken::new();
        let samples = match source {
            SoundSource::Chosen { token } => {
                let path = self.files.path(&token)?;
                beside(move || sound::decode(&path, &cancel)).await?
            }
            SoundSource::Stored { connection, agent, media_url } => {
                let url = self.sound_location(&connection, &agent, &media_url, &CallContext::quiet()).await?;
                let (bytes, _) = download::fetch(&self.storage, &url, MAXIMUM_BYTES, &cancel).await?;
                beside(move || sound::decode_bytes(bytes, &cancel)).await?
            }
        };
        let length = seconds(&samples);
        let turn = self.playing.fetch_add(1, Ordering::SeqCst) + 1;
        self.player.play(Arc::new(samples), 0.0).await?;
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

    /// Saves a drop's sound as it is stored. Answers its size in bytes.
    pub async fn download_drop(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        media_url: &str,
        path: PathBuf,
        job: JobId,
        events: Events,
    ) -> Result<f64> {
        let job = self.jobs.begin(job, events);
        let url = self.sound_location(&connection, &agent, media_url, &job.call).await?;
        let bytes =
            download::save_to(&self.storage, &url, &path, MAXIMUM_BYTES, |_, _| {}, &job.call.cancel).await?;
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
        let access: Access = self.access(connection).await?;
        if let Some(file) = access.system.file_id(media_url) {
            let session = access.session(&self.client, call);
            return access.system.media_location(&session, agent, &file).await;
        }
        Url::parse(media_url)
            .map_err(|error| CallboardError::new(ErrorCode::InvalidAddress).with_detail(error))
    }
}

/// How long a sound is.
fn seconds(samples: &Samples) -> f64 {
    let frames = samples.values.len() / usize::from(samples.channels.max(1));
    #[expect(clippy::cast_precision_loss, reason = "no sound has 2^53 samples")]
    let frames = frames as f64;
    frames / f64::from(samples.sample_rate.max(1))
}
