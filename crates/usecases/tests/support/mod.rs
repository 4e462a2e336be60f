//! What the tests of the use cases share: the program without its window, over a sandbox with real S3, and a colleague
//! who works on the same agents by plain HTTP.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(dead_code, unused_imports, reason = "every test file uses another part of it")]

mod colleague;
mod outcomes;
mod surroundings;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use callboard_journal::{Intent, Journal};
use callboard_media::{Player, StorageClient, StorageTimings};
use callboard_model::settings::Settings;
use callboard_model::{
    AgentId, AgentRecord, AgentSummary, CallboardError, ChangeId, ChangeRecord, ConnectionDraft,
    ConnectionId, Draft, Edits, ErrorCode, HistoryQuery, JobEvent, JobId, ListQuery, OpenChange, Pointer,
    Result, SaveOutcome, Sensitive, SystemId,
};
use callboard_sandbox::{Fault, FaultKind, RecordedRequest, Sandbox, SandboxOptions};
use callboard_systems::{Client, Limits};
use callboard_usecases::{Callboard, Clock, Events, Parts, SaveRequest, SaveTarget, Store};
use callboard_vault::Vault;
use jiff::Timestamp;
use serde_json::{Value, json};
use tempfile::TempDir;

pub(crate) use outcomes::{code_of, deleted, record_of, saved, sent};
pub(crate) use surroundings::{MemoryStore, NoSamples, TestClock};

/// The credential of every connection; looked for in all that is written.
pub(crate) const KEY: &str = "sk-7Kq2wX-must-not-be-written";

/// The program with one connection to a sandbox of its own.
pub(crate) struct Office {
    pub(crate) callboard: Arc<Callboard>,
    pub(crate) sandbox: Sandbox,
    pub(crate) connection: ConnectionId,
    pub(crate) store: Arc<MemoryStore>,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) folder: TempDir,
    journal: PathBuf,
    colleague: reqwest::Client,
}

impl Office {
    /// With short pauses between tries.
    pub(crate) async fn open() -> Self {
        Self::with(Duration::from_millis(20), TestClock::default(), None).await
    }

    /// On a computer on which nothing can be kept.
    pub(crate) async fn without_storage(reason: ErrorCode) -> Self {
        let (folder, journal) = (TempDir::new().unwrap(), Journal::in_memory().unwrap());
        let (nowhere, clock) = (folder.path().join("journal"), TestClock::default());
        Self::within(folder, nowhere, Duration::from_millis(20), clock, journal, Some(reason.into())).await
    }

    /// With the pauses that the program has.
    pub(crate) async fn unhurried() -> Self {
        Self::with(Limits::default().first_pause, TestClock::default(), None).await
    }

    /// With a clock that stands still.
    pub(crate) async fn at(now: Timestamp) -> Self {
        let clock = TestClock { stands_at: Some(now), ..TestClock::default() };
        Self::with(Duration::from_millis(20), clock, None).await
    }

    /// With its journal in this folder, and short pauses.
    pub(crate) async fn keeping_in(folder: &Path) -> Self {
        Self::with(Duration::from_millis(20), TestClock::default(), Some(folder)).await
    }

    async fn with(first_pause: Duration, clock: TestClock, journal: Option<&Path>) -> Self {
        let folder = TempDir::new().unwrap();
        let folder_of_journal = journal.map_or_else(|| folder.path().join("journal"), Path::to_owned);
        let journal =
            Journal::open(&folder_of_journal.join("journal.sqlite"), Timestamp::now()).unwrap().journal;
        Self::within(folder, folder_of_journal, first_pause, clock, journal, None).await
    }

    async fn within(
        folder: TempDir,
        folder_of_journal: PathBuf,
        first_pause: Duration,
        clock: TestClock,
        journal: Journal,
        journal_fault: Option<CallboardError>,
    ) -> Self {
        let clock = Arc::new(clock);
        let sandbox = Sandbox::start(SandboxOptions::new(folder.path().join("sandbox"), KEY)).await.unwrap();
        let store = Arc::new(MemoryStore::default());
        let callboard = program_with(journal, journal_fault, &folder_of_journal, first_pause, &store, &clock);
        let settings = Settings { session_only_credentials: true, ..Settings::default() };
        callboard.preferences.save_settings(&settings).unwrap();
        let draft = bird_in(&sandbox);
        let view = callboard.connections.add_connection(draft, Sensitive::new(KEY)).await.unwrap();
        sandbox.requests().clear();
        Self {
            callboard: Arc::new(callboard),
            connection: view.connection.id,
            sandbox,
            store,
            clock,
            folder,
            journal: folder_of_journal,
            colleague: reqwest::Client::builder().no_proxy().build().unwrap(),
        }
    }

    /// Kills the program as a power cut does and starts it again: what was written by now is there, what runs goes on
    /// without anybody who waits for it. The credential has to be given again.
    pub(crate) async fn restart(&mut self) {
        self.restart_from(self.journal_by_now()).await;
    }

    /// Starts the program over the journal in that folder.
    pub(crate) async fn restart_from(&mut self, journal: PathBuf) {
        self.begin_over(journal).await;
        self.callboard.start_up().await.unwrap();
    }

    /// As a restart, but for what is done to the journal's file while no program holds it.
    pub(crate) async fn restart_with(&mut self, harm: impl FnOnce(&rusqlite::Connection)) {
        let folder = self.journal_by_now();
        harm(&rusqlite::Connection::open(folder.join("journal.sqlite")).unwrap());
        self.begin_over(folder).await;
    }

    async fn begin_over(&mut self, journal: PathBuf) {
        self.journal = journal;
        self.callboard =
            Arc::new(program(&self.journal, Duration::from_millis(20), &self.store, &self.clock));
        // Where the journal was harmed, the window begins with a sentence; the rest goes on.
        let _ = self.callboard.start_up().await;
        for connection in self.callboard.connections.connections().unwrap() {
            let draft = ConnectionDraft {
                system: connection.system,
                name: connection.name,
                values: connection.values,
            };
            let key = Some(Sensitive::new(KEY));
            self.callboard.connections.update_connection(connection.id, draft, key).await.unwrap();
        }
    }

    /// A copy of the journal's files, as a power cut at this moment would leave them.
    fn journal_by_now(&self) -> PathBuf {
        let folder = self.folder.path().join(uuid::Uuid::new_v4().to_string());
        std::fs::create_dir(&folder).unwrap();
        for name in ["journal.sqlite", "journal.sqlite-wal"] {
            if let Ok(content) = std::fs::read(self.journal.join(name)) {
                std::fs::write(folder.join(name), content).unwrap();
            }
        }
        folder
    }

    /// What the journal holds of changes that are not confirmed, as a power cut at this moment would leave it.
    pub(crate) fn intents_by_now(&self) -> Vec<Intent> {
        let path = self.journal_by_now().join("journal.sqlite");
        Journal::open(&path, Timestamp::now()).unwrap().journal.intents().unwrap()
    }

    /// A file of the journal's folder.
    pub(crate) fn journal(&self) -> PathBuf {
        self.journal.join("journal.sqlite")
    }

    /// Waits until a request of that operation has come to the server.
    pub(crate) async fn until_sent(&self, operation: &str) {
        self.until(operation, || !self.sent(operation).is_empty()).await;
    }

    /// Waits until this is so.
    pub(crate) async fn until(&self, what: &str, holds: impl Fn() -> bool) {
        let began = std::time::Instant::now();
        while !holds() {
            assert!(began.elapsed() < Duration::from_secs(20), "waited for {what} in vain");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Looks up everything that was sent and not confirmed; answers what is still open.
    pub(crate) async fn settle(&self) -> Vec<OpenChange> {
        self.callboard.changes.settle_changes(None).await.unwrap()
    }

    /// A connection to another system of the same sandbox, and what is known of it.
    pub(crate) async fn connect(&self, system: &str) -> ConnectionId {
        let draft = draft_of(&self.sandbox, system);
        let view = self.callboard.connections.add_connection(draft, Sensitive::new(KEY)).await.unwrap();
        self.sandbox.requests().clear();
        view.connection.id
    }

    /// Every agent of a connection, page after page.
    pub(crate) async fn agents_of(&self, connection: &ConnectionId) -> Vec<AgentSummary> {
        let (mut agents, mut cursor) = (Vec::new(), None);
        loop {
            let page = self
                .callboard
                .agents
                .list_agents(connection.clone(), ListQuery::default(), cursor, job(), quiet())
                .await
                .unwrap();
            agents.extend(page.agents);
            cursor = page.next;
            if cursor.is_none() {
                return agents;
            }
        }
    }

    /// The agent of that name as the window gets it.
    pub(crate) async fn agent_of(&self, connection: &ConnectionId, name: &str) -> AgentRecord {
        let agents = self.agents_of(connection).await;
        let found = agents.iter().find(|agent| agent.name == name);
        let id = found.unwrap_or_else(|| panic!("no {name} among {agents:?}")).id.clone();
        self.read_of(connection, &id).await.unwrap()
    }

    pub(crate) async fn read_of(&self, connection: &ConnectionId, id: &AgentId) -> Result<AgentRecord> {
        self.callboard.agents.read_agent(connection.clone(), id.clone(), job(), quiet()).await
    }

    /// Saves edits of an agent of any connection.
    pub(crate) async fn save_of(&self, record: &AgentRecord, edits: Edits) -> Result<SaveOutcome> {
        let request = request_for(record, edits);
        self.callboard.changes.save_agent(request, job(), quiet()).await
    }

    pub(crate) fn fault(&self, kind: FaultKind, operation: &str) {
        self.sandbox.faults().add(Fault::new(kind).on(operation));
    }

    pub(crate) fn fault_once(&self, kind: FaultKind, operation: &str) {
        self.sandbox.faults().add(Fault::new(kind).on(operation).times(1));
    }

    /// Saves edits that began from `base`.
    pub(crate) async fn save(&self, base: &Value, edits: Edits) -> Result<SaveOutcome> {
        self.save_heard(base, edits, quiet()).await
    }

    pub(crate) async fn save_heard(&self, base: &Value, edits: Edits, events: Events) -> Result<SaveOutcome> {
        let request = SaveRequest {
            connection: self.connection.clone(),
            target: SaveTarget::Agent { agent: id_of(base) },
            base: base.clone(),
            edits,
            picks: Vec::new(),
        };
        self.callboard.changes.save_agent(request, job(), events).await
    }

    pub(crate) async fn create(&self, edits: Edits) -> Result<SaveOutcome> {
        let request = SaveRequest {
            connection: self.connection.clone(),
            target: SaveTarget::New,
            base: json!({}),
            edits,
            picks: Vec::new(),
        };
        self.callboard.changes.save_agent(request, job(), quiet()).await
    }

    pub(crate) async fn delete(&self, document: &Value) -> Result<SaveOutcome> {
        self.callboard.changes.delete_agent(self.connection.clone(), id_of(document), job(), quiet()).await
    }

    /// The newest entries of the history: of one agent, or of all of the connection's account.
    pub(crate) async fn history(&self, agent: Option<&Value>) -> Vec<ChangeRecord> {
        self.history_of(&self.connection, agent.map(id_of)).await
    }

    pub(crate) async fn history_of(
        &self,
        connection: &ConnectionId,
        agent: Option<AgentId>,
    ) -> Vec<ChangeRecord> {
        let query = HistoryQuery { connection: Some(connection.clone()), agent, ..HistoryQuery::default() };
        self.callboard.history.history(query).await.unwrap().entries
    }

    pub(crate) async fn undo(&self, change: &str) -> Result<SaveOutcome> {
        self.callboard.changes.undo_change(change.to_owned(), job(), quiet()).await
    }

    /// Keeps a draft of an agent, or of a new one, as the form does while somebody types.
    pub(crate) async fn keep_draft(&self, agent: Option<&Value>, edits: &Edits) {
        let draft = Draft {
            connection: self.connection.clone(),
            agent: agent.map(id_of),
            base: agent.cloned().unwrap_or_else(|| json!({})),
            edits: edits.clone(),
            updated_at: String::new(),
        };
        self.callboard.drafts.keep_draft(draft).await.unwrap();
    }

    pub(crate) async fn drafts(&self) -> Vec<Draft> {
        self.callboard.drafts.drafts().await.unwrap()
    }

    /// What was sent to an operation since the requests were last cleared.
    pub(crate) fn sent(&self, operation: &str) -> Vec<RecordedRequest> {
        let mut list = self.sandbox.requests().list();
        list.retain(|request| request.operation.as_deref() == Some(operation));
        list
    }

    pub(crate) fn bodies(&self, operation: &str) -> Vec<Value> {
        self.sent(operation).into_iter().map(|request| request.body.unwrap_or_default()).collect()
    }

    /// What anybody gets at a public address: status, media type and content.
    pub(crate) async fn download(&self, url: &str) -> (u16, String, Vec<u8>) {
        let answer = self.colleague.get(url).send().await.unwrap();
        let kind = answer.headers().get("content-type").map(|kind| kind.to_str().unwrap().to_owned());
        (answer.status().as_u16(), kind.unwrap_or_default(), answer.bytes().await.unwrap().to_vec())
    }

    /// Fails if the credential stands in the store or in any file that the program wrote.
    pub(crate) fn assert_no_secret_is_written(&self) {
        let store = format!("{:?}", self.store.0.lock().unwrap());
        assert!(!store.contains(KEY), "the key lies in the settings file");
        let files = files(&self.journal);
        assert!(!files.is_empty(), "the journal was not found");
        for file in files {
            let content = std::fs::read(&file).unwrap();
            let found = content.windows(KEY.len()).any(|window| window == KEY.as_bytes());
            assert!(!found, "the key lies in {}", file.display());
        }
    }

    /// A file for the tests to choose.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

/// A draft of a connection to the sandbox's account of a system.
pub(crate) fn draft_of(sandbox: &Sandbox, system: &str) -> ConnectionDraft {
    let account = sandbox.account(system).unwrap_or_else(|| panic!("the sandbox speaks no {system}"));
    let values = account.values.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    let values = values.chain([("baseUrl".to_owned(), account.base_url.clone())]).collect();
    ConnectionDraft { system: SystemId::new(system), name: system.to_owned(), values }
}

/// A draft of a connection to Bird's workspace in the sandbox.
pub(crate) fn bird_in(sandbox: &Sandbox) -> ConnectionDraft {
    bird(&sandbox.account("bird").unwrap().base_url, workspace_of(sandbox))
}

/// The id of Bird's workspace in the sandbox.
pub(crate) fn workspace_of(sandbox: &Sandbox) -> &str {
    sandbox.account("bird").unwrap().value("workspaceId").unwrap()
}

/// A draft of a connection to Bird.
pub(crate) fn bird(base_url: &str, workspace: &str) -> ConnectionDraft {
    let values = [("baseUrl", base_url), ("workspaceId", workspace)];
    ConnectionDraft {
        system: SystemId::new("bird"),
        name: "Contact centre".to_owned(),
        values: values.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect(),
    }
}

pub(crate) fn edits<const N: usize>(pairs: [(&str, Value); N]) -> Edits {
    Edits(pairs.into_iter().map(|(place, value)| (pointer(place), value)).collect())
}

pub(crate) fn pointer(place: &str) -> Pointer {
    Pointer::parse(place).unwrap()
}

/// The window's request to save edits of an agent as it was read.
pub(crate) fn request_for(record: &AgentRecord, edits: Edits) -> SaveRequest {
    SaveRequest {
        connection: record.connection.clone(),
        target: SaveTarget::Agent { agent: record.id.clone() },
        base: record.document.clone(),
        edits,
        picks: Vec::new(),
    }
}

pub(crate) fn id_of(document: &Value) -> AgentId {
    AgentId::parse(document["id"].as_str().unwrap().to_owned()).unwrap()
}

pub(crate) fn job() -> JobId {
    JobId(uuid::Uuid::new_v4().to_string())
}

/// Events that nobody listens to.
pub(crate) fn quiet() -> Events {
    Arc::new(|_| {})
}

/// Events that are kept.
pub(crate) fn heard() -> (Events, Arc<Mutex<Vec<JobEvent>>>) {
    let list = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&list);
    (Arc::new(move |event| kept.lock().unwrap().push(event)), list)
}

/// The program over the journal of a folder.
fn program(
    journal: &Path,
    first_pause: Duration,
    store: &Arc<MemoryStore>,
    clock: &Arc<TestClock>,
) -> Callboard {
    let opened = Journal::open(&journal.join("journal.sqlite"), Timestamp::now()).unwrap();
    program_with(opened.journal, None, journal, first_pause, store, clock)
}

fn program_with(
    journal: Journal,
    journal_fault: Option<CallboardError>,
    folder: &Path,
    first_pause: Duration,
    store: &Arc<MemoryStore>,
    clock: &Arc<TestClock>,
) -> Callboard {
    let vault = Arc::new(Vault::without_keychain());
    let store = Arc::clone(store) as Arc<dyn Store>;
    program_over(journal, journal_fault, folder, first_pause, store, vault, clock)
}

/// The program over what a test puts around it.
pub(crate) fn program_over(
    journal: Journal,
    journal_fault: Option<CallboardError>,
    folder: &Path,
    first_pause: Duration,
    store: Arc<dyn Store>,
    vault: Arc<Vault>,
    clock: &Arc<TestClock>,
) -> Callboard {
    Callboard::new(Parts {
        client: Client::with_limits(Limits { first_pause, ..Limits::default() }).unwrap(),
        storage: StorageClient::new(StorageTimings::default()).unwrap(),
        vault,
        journal,
        journal_set_aside: None,
        journal_fault,
        recordings: folder.with_file_name("recordings"),
        store,
        clock: Arc::clone(clock) as Arc<dyn Clock>,
        samples: Arc::new(NoSamples),
        player: Player::start().unwrap(),
    })
}
