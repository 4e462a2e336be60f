//! The use cases: "save this agent", "upload this avatar". Where the systems, media, vault, journal and schedule meet.
//!
//! What the core needs of its surroundings (a settings store, a clock, the sample agents) it names as small traits in
//! [`surroundings`]; the shell implements them and tests replace them. No window, no web page and no Tauri in here.

mod accounts;
mod activity;
mod agent_keys;
mod agents;
mod begun_files;
mod blocking;
mod by_id;
mod connection_list;
mod connections;
mod copying;
mod credentials;
mod decoding;
mod drafts;
mod drops;
mod files;
mod found;
mod gateway;
mod history;
mod history_file;
mod hours;
mod jobs;
mod known;
mod learned;
mod local_storage;
pub mod masking;
pub mod merge;
mod open_changes;
mod pictures;
pub mod plan;
mod preferences;
mod recordings;
mod road;
mod samples;
mod saving;
mod sounds;
mod start;
pub mod surroundings;
mod undoing;
mod unfinished;
mod uploads;
pub mod validation;
mod walks;
mod writable;

use std::path::PathBuf;
use std::sync::Arc;

use callboard_journal::Journal;
use callboard_media::{Player, StorageClient};
use callboard_model::CallboardError;
use callboard_systems::Client;
use callboard_vault::Vault;

use begun_files::BegunFiles;
use connection_list::ConnectionList;
use decoding::Decoding;
use gateway::Gateway;
use known::KnownAgents;
use masking::Maskings;
use open_changes::OpenChanges;
use road::ChangesParts;

pub use activity::Activity;
pub use agents::{AgentOpenness, Agents, LiveState};
pub use connections::Connections;
pub use copying::Copying;
pub use credentials::Credentials;
pub use drafts::Drafts;
pub use drops::VoicemailDrops;
pub use files::Files;
pub use history::History;
pub use hours::{CalendarReading, CoverageBoard, CoverageQuestion, CoveredAgent, Hours};
pub use jobs::{Events, Jobs};
pub use learned::LearnedValue;
pub use local_storage::LocalStorage;
pub use pictures::{Picture, Pictures};
pub use preferences::Preferences;
pub use recordings::{KeptRecording, Recordings};
pub use road::Changes;
pub use saving::{SaveRequest, SaveTarget};
pub use sounds::{PlaybackEvents, SoundSource, Sounds};
pub use start::StartUp;
pub use surroundings::{Clock, SampleAccess, Samples, SetAsideFile, Store};
pub use uploads::Uploads;

/// The program without its window: each part does one thing and has its own state.
pub struct Callboard {
    /// Running work, to be stopped.
    pub jobs: Arc<Jobs>,
    /// How somebody likes to use the program.
    pub preferences: Arc<Preferences>,
    /// Whether anything can be kept on this computer.
    pub local_storage: Arc<LocalStorage>,
    /// The keychain.
    pub credentials: Arc<Credentials>,
    /// Connections, agents' keys and the sample agents.
    pub connections: Connections,
    /// Agents, read and listed.
    pub agents: Arc<Agents>,
    /// What was typed and is not saved yet.
    pub drafts: Drafts,
    /// Saving, creating, deleting, taking back; changes that are not done with.
    pub changes: Arc<Changes>,
    /// What was changed.
    pub history: Arc<History>,
    /// Chosen files.
    pub files: Arc<Files>,
    /// Pictures to look at.
    pub pictures: Pictures,
    /// Sounds to look at, edit and hear.
    pub sounds: Arc<Sounds>,
    /// Recording from a microphone.
    pub recordings: Recordings,
    /// Uploads, and stored files that are not on their agents yet.
    pub uploads: Uploads,
    /// The voicemail drops that agents have.
    pub voicemail_drops: VoicemailDrops,
    /// Coverage, changes of the clocks, calendar files.
    pub hours: Hours,
    /// Users, numbers, versions and webhooks of an agent.
    pub activity: Activity,
    /// Plans of copies.
    pub copying: Copying,
    /// Files that are being written beside a place of the admin's.
    begun_files: Arc<BegunFiles>,
}

/// What the core is made of, given by the shell or a test.
pub struct Parts {
    /// The HTTP client of all systems.
    pub client: Client,
    /// The HTTP client of storage hosts, which are never given a credential.
    pub storage: StorageClient,
    /// Credentials.
    pub vault: Arc<Vault>,
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
        let Parts { client, storage, store, clock, samples, player, .. } = parts;
        let (journal, vault) = (Arc::new(parts.journal), parts.vault);
        let jobs = Arc::new(Jobs::default());
        let preferences = Arc::new(Preferences::new(store.clone()));
        let local_storage = Arc::new(LocalStorage::new(
            journal.clone(),
            store.clone(),
            parts.journal_set_aside,
            parts.journal_fault,
        ));
        let credentials = Arc::new(Credentials::new(vault, preferences.clone()));
        let list = Arc::new(ConnectionList::new(journal.clone(), store.clone()));
        let maskings = Arc::new(Maskings::new(store.clone()));
        let gateway = Arc::new(Gateway::new(
            client,
            jobs.clone(),
            list.clone(),
            credentials.clone(),
            samples.clone(),
            maskings.clone(),
        ));
        let (known, open) = (Arc::new(KnownAgents::default()), Arc::new(OpenChanges::default()));
        let agents = Arc::new(Agents::new(
            gateway.clone(),
            list.clone(),
            journal.clone(),
            clock.clone(),
            known.clone(),
            open.clone(),
        ));
        let begun_files = Arc::new(BegunFiles::new(journal.clone()));
        let history =
            Arc::new(History::new(journal.clone(), list.clone(), clock.clone(), begun_files.clone()));
        let changes = Arc::new(Changes::new(ChangesParts {
            gateway: gateway.clone(),
            connections: list.clone(),
            agents: agents.clone(),
            history: history.clone(),
            clock: clock.clone(),
            journal: journal.clone(),
            local_storage: local_storage.clone(),
            open: open.clone(),
        }));
        let (files, decoding) = (Arc::new(Files::new()), Arc::new(Decoding::default()));
        let sounds = Arc::new(Sounds::new(
            gateway.clone(),
            storage.clone(),
            files.clone(),
            begun_files.clone(),
            player,
            known.clone(),
            decoding.clone(),
        ));
        Self {
            connections: Connections {
                gateway: gateway.clone(),
                list: list.clone(),
                credentials: credentials.clone(),
                samples,
                journal: journal.clone(),
                known: known.clone(),
                changes: changes.clone(),
                open_changes: open,
            },
            drafts: Drafts::new(
                list.clone(),
                store,
                journal.clone(),
                local_storage.clone(),
                clock.clone(),
                maskings,
            ),
            pictures: Pictures::new(
                gateway.clone(),
                list.clone(),
                known.clone(),
                storage.clone(),
                files.clone(),
                decoding.clone(),
            ),
            recordings: Recordings::new(parts.recordings, clock.clone(), files.clone()),
            uploads: Uploads {
                gateway: gateway.clone(),
                connections: list.clone(),
                journal,
                local_storage: local_storage.clone(),
                clock: clock.clone(),
                known: known.clone(),
                agents: agents.clone(),
                changes: changes.clone(),
                storage,
                files: files.clone(),
                sounds: sounds.clone(),
                decoding,
            },
            voicemail_drops: VoicemailDrops::new(gateway.clone(), changes.clone(), clock.clone()),
            hours: Hours::new(list.clone(), known, files.clone(), clock),
            activity: Activity::new(gateway.clone(), agents.clone(), changes.clone()),
            copying: Copying::new(gateway, list, agents.clone()),
            begun_files,
            jobs,
            preferences,
            local_storage,
            credentials,
            agents,
            changes,
            history,
            files,
            sounds,
        }
    }

    /// Forgets a chosen file that is no longer needed. A recording made here is removed from the disk; a file of the admin's
    /// is only forgotten.
    pub fn forget_file(&self, token: &str) {
        self.files.forget(token);
        self.sounds.forget(token);
    }
}
