//! The use cases: "save this agent", "upload this avatar". Where the systems, media, vault, journal and schedule meet.
//!
//! What the core needs of its surroundings (a settings store, a clock, the sample agents) it names as small traits in
//! [`surroundings`]; the shell implements them and tests replace them. No window, no web page and no Tauri in here.

mod access;
mod activity;
mod agent_keys;
mod agents;
mod by_id;
mod connections;
mod copying;
mod drafts;
mod drops;
mod history;
mod history_file;
mod hours;
mod jobs;
mod known;
mod learned;
mod masking;
pub mod merge;
mod pictures;
pub mod plan;
mod recordings;
pub(crate) mod road;
mod saving;
mod sounds;
mod start;
pub mod surroundings;
mod unfinished;
mod uploads;
pub mod validation;
mod writable;

use std::path::PathBuf;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex};

use callboard_journal::Journal;
use callboard_media::{ChosenFiles, Player, StorageClient};
use callboard_model::{CallboardError, ErrorCode, Result};
use callboard_systems::Client;
use callboard_vault::Vault;

pub use agents::{AgentOpenness, LiveState};
pub use hours::{CalendarReading, CoverageBoard, CoverageQuestion, CoveredAgent};
pub use jobs::Events;
pub use learned::LearnedValue;
pub use pictures::Picture;
pub use recordings::KeptRecording;
pub use saving::SaveRequest;
pub use sounds::{PlaybackEvents, SoundSource};
pub use start::StartUp;
pub use surroundings::{Clock, SampleAccess, Samples, SetAsideFile, Store};

/// The program without its window.
pub struct Callboard {
    client: Client,
    storage: StorageClient,
    vault: Arc<Vault>,
    journal: Arc<Journal>,
    journal_set_aside: Option<String>,
    road: road::Road,
    journal_fault: Mutex<Option<CallboardError>>,
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    samples: Arc<dyn Samples>,
    files: Arc<ChosenFiles>,
    player: Player,
    /// Counts what was played, so that a sound knows when another one has taken its place.
    playing: AtomicU64,
    jobs: jobs::Jobs,
    known: known::KnownAgents,
    walks: agents::Walks,
    pictures: pictures::PictureCache,
    known_sound: sounds::KnownSound,
    recordings: recordings::Recordings,
}

/// What the core is made of, given by the shell or a test.
pub struct Parts {
    /// The HTTP client of all systems.
    pub client: Client,
    /// The HTTP client of storage hosts, which are never given a credential.
    pub storage: StorageClient,
    /// Credentials.
    pub vault: Vault,
    /// Drafts and history.
    pub journal: Journal,
    /// Where a damaged journal was put when this one was opened.
    pub journal_set_aside: Option<PathBuf>,
    /// Why the journal keeps nothing, where another one stands in for its file.
    pub journal_fault: Option<CallboardError>,
    /// The folder that recordings are written to.
    pub recordings: PathBuf,
    /// Settings and connections.
    pub store: Arc<dyn Store>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The sample agents.
    pub samples: Arc<dyn Samples>,
    /// Plays sound.
    pub player: Player,
}

impl Callboard {
    /// Puts the parts together. Nothing is read or sent yet.
    pub fn new(parts: Parts) -> Self {
        Self {
            client: parts.client,
            storage: parts.storage,
            vault: Arc::new(parts.vault),
            journal: Arc::new(parts.journal),
            journal_set_aside: parts.journal_set_aside.map(|path| path.display().to_string()),
            road: road::Road::default(),
            journal_fault: Mutex::new(parts.journal_fault),
            store: parts.store,
            clock: parts.clock,
            samples: parts.samples,
            files: Arc::new(ChosenFiles::new(|| uuid::Uuid::new_v4().to_string())),
            player: parts.player,
            playing: AtomicU64::new(0),
            jobs: jobs::Jobs::default(),
            known: known::KnownAgents::default(),
            walks: agents::Walks::default(),
            pictures: pictures::PictureCache::default(),
            known_sound: sounds::KnownSound::default(),
            recordings: recordings::Recordings::new(parts.recordings),
        }
    }

    fn now_text(&self) -> String {
        self.clock.now().to_string()
    }
}

/// Runs work that blocks (keychain, disk, decoding) beside the asynchronous work.
async fn beside<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| CallboardError::new(ErrorCode::Internal).with_detail(error))?
}
