//! Planted keys: everything is used once in all five systems, whose servers hold secrets everywhere and repeat every key in every
//! form. Then the keys are looked for in all that was written, logged and handed to the window.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::cast_possible_truncation, clippy::format_collect)]

#[path = "support/search.rs"]
mod search;
#[path = "planted_keys/server.rs"]
mod server;
mod support;
#[path = "planted_keys/use_all.rs"]
mod use_all;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use callboard_journal::Journal;
use callboard_media::{Player, StorageClient, StorageTimings};
use callboard_model::settings::Settings;
use callboard_model::{AgentId, AgentRecord, ConnectionDraft, ConnectionId, Result, Sensitive, SystemId};
use callboard_sandbox::{Sandbox, SandboxOptions};
use callboard_systems::{Client, Limits};
use callboard_usecases::{Callboard, Parts};
use callboard_vault::Vault;
use jiff::Timestamp;
use serde::Serialize;
use tempfile::TempDir;

use search::{Form, forms, found};
use server::{Planting, Server, TYPED};
use support::{MemoryStore, TestClock};
use use_all::use_everything;

/// The key of every connection. Its characters are written otherwise in addresses and in JSON.
const KEY: &str = "sk-7Kq2wX/must+not\"be\\written";

/// The systems there are.
const SYSTEMS: [&str; 5] = ["bird", "hmsSovereign", "messageflow", "diga", "raia"];

/// All that was handed to the window, and what was logged.
#[derive(Default)]
struct Crossed(Mutex<Vec<String>>);

impl Crossed {
    /// What a command answered, as it crosses.
    fn keep<T: Serialize>(&self, what: &str, answer: Result<T>) -> Option<T> {
        let text = match &answer {
            Ok(value) => serde_json::to_string(value),
            Err(error) => serde_json::to_string(error),
        };
        self.0.lock().unwrap().push(format!("{what}: {}", text.unwrap()));
        answer.ok()
    }
}

struct Log(Mutex<Vec<String>>);

static LOG: Log = Log(Mutex::new(Vec::new()));

impl log::Log for Log {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        // The server of the tests is no part of the program.
        if record.target().starts_with("callboard") && !record.target().starts_with("callboard_sandbox") {
            self.0.lock().unwrap().push(format!("{}: {}", record.target(), record.args()));
        }
    }

    fn flush(&self) {}
}

/// The program over servers that repeat every key.
struct Planted {
    callboard: Callboard,
    sandbox: Sandbox,
    server: Arc<Server>,
    store: Arc<MemoryStore>,
    crossed: Crossed,
    folder: TempDir,
    /// An agent of each connection as it was read last.
    records: Mutex<BTreeMap<ConnectionId, AgentRecord>>,
}

impl Planted {
    async fn open() -> Self {
        let folder = TempDir::new().unwrap();
        let options = SandboxOptions::new(folder.path().join("sandbox"), KEY);
        let sandbox = Sandbox::start(options).await.unwrap();
        let server = Arc::new(Server::new());
        let store = Arc::new(MemoryStore::default());
        let limits = Limits { first_pause: Duration::from_millis(5), ..Limits::default() };
        let journal = folder.path().join("written/journal/journal.sqlite");
        let callboard = Callboard::new(Parts {
            client: Client::over(server.clone(), limits),
            storage: StorageClient::new(StorageTimings::default()).unwrap(),
            vault: Arc::new(Vault::without_keychain()),
            journal: Journal::open(&journal, Timestamp::now()).unwrap().journal,
            journal_set_aside: None,
            journal_fault: None,
            recordings: folder.path().join("written/recordings"),
            store: store.clone(),
            clock: Arc::new(TestClock::default()),
            samples: Arc::new(support::NoSamples),
            player: Player::start().unwrap(),
        });
        let settings = Settings { session_only_credentials: true, ..Settings::default() };
        callboard.preferences.save_settings(&settings).unwrap();
        Self {
            callboard,
            sandbox,
            server,
            store,
            crossed: Crossed::default(),
            folder,
            records: Mutex::default(),
        }
    }

    fn draft_of(&self, system: &str) -> ConnectionDraft {
        let account = self.sandbox.account(system).unwrap();
        let values = account.values.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        let values = values.chain([("baseUrl".to_owned(), account.base_url.clone())]).collect();
        ConnectionDraft { system: SystemId::new(system), name: system.to_owned(), values }
    }

    /// The agent that everything is tried on: the given one, or the one that was read before.
    fn first_agent(&self, connection: &ConnectionId, listed: Option<AgentId>) -> Option<AgentId> {
        listed.or_else(|| Some(self.records.lock().unwrap().get(connection)?.id.clone()))
    }

    /// What was just read, or what was read before where that was refused.
    fn last_record(&self, connection: &ConnectionId, read: Option<AgentRecord>) -> Option<AgentRecord> {
        let mut records = self.records.lock().unwrap();
        if let Some(read) = read {
            records.insert(connection.clone(), read);
        }
        records.get(connection).cloned()
    }

    /// Every key and secret there is, in every form.
    fn forms(&self) -> Vec<Form> {
        let agent_keys = self.sandbox.account("raia").unwrap().agent_keys.clone();
        let secrets = server::SECRETS.iter().map(|secret| (*secret).to_owned());
        let typed = TYPED.iter().map(|secret| (*secret).to_owned());
        let all = agent_keys.into_iter().chain(secrets).chain(typed).chain([KEY.to_owned()]);
        all.flat_map(|key| forms(&key, &key)).collect()
    }

    /// Fails where one of them was written, logged or handed to the window.
    fn assert_nothing_leaked(&self, when: &str) {
        let forms = self.forms();
        let mut searched = 0;
        for text in self.crossed.0.lock().unwrap().drain(..) {
            let found = found(text.as_bytes(), &forms);
            assert!(
                found.is_empty(),
                "{when}: the window was given {found:?} by {}",
                text.get(..4000).unwrap_or(&text)
            );
            searched += text.len();
        }
        for line in LOG.0.lock().unwrap().drain(..) {
            assert!(found(line.as_bytes(), &forms).is_empty(), "{when}: the log says {line}");
        }
        let settings = self.store.everything();
        assert!(found(settings.as_bytes(), &forms).is_empty(), "{when}: the settings hold {settings}");
        let files = files_below(&self.folder.path().join("written"));
        assert!(files.iter().any(|file| file.ends_with("journal.sqlite-wal")), "{files:?}");
        for file in files {
            let content = std::fs::read(&file).unwrap();
            let found = found(&content, &forms);
            assert!(found.is_empty(), "{when}: {} holds {found:?}", file.display());
            searched += content.len();
        }
        assert!(searched > 100_000, "{when}: only {searched} bytes were searched");
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_key_is_written_or_shown_whatever_is_done_and_however_a_server_repeats_it() {
    log::set_logger(&LOG).unwrap();
    log::set_max_level(log::LevelFilter::Trace);
    let planted = Planted::open().await;
    let mut connections = Vec::new();
    for system in SYSTEMS {
        let draft = planted.draft_of(system);
        let added = planted.callboard.connections.add_connection(draft, Sensitive::new(KEY)).await;
        connections.push((system, planted.crossed.keep("add_connection", added).unwrap().connection.id));
    }
    planted.server.plant(Planting::Documents);
    for (system, connection) in &connections {
        use_everything(&planted, system, connection).await;
        planted.assert_nothing_leaked(&format!("{system}, with secrets in every document"));
    }
    assert!(planted.server.planted() > 30, "only {} documents held secrets", planted.server.planted());
    for form in 0..server::ECHOES {
        planted.server.plant(Planting::Errors { form });
        for (system, connection) in &connections {
            use_everything(&planted, system, connection).await;
        }
        planted.assert_nothing_leaked(&format!("errors that repeat keys, form {form}"));
    }
    planted.server.plant(Planting::Nothing);
    for (_, connection) in connections {
        planted.callboard.connections.remove_connection(connection, false).await.unwrap();
    }
    planted.assert_nothing_leaked("after all connections were removed");
    planted.sandbox.stop().await;
}
