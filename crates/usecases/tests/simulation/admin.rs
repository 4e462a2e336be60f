//! An admin: a program of their own, the forms they type in, and what they were promised.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use callboard_journal::Journal;
use callboard_media::{Player, StorageClient};
use callboard_model::settings::Settings;
use callboard_model::{
    AccountId, AgentId, ChangeKind, ConnectionId, ConnectionInput, Draft, Edits, ErrorCode, Pointer, Result,
    Sensitive, SystemId,
};
use callboard_systems::{Client, Limits, origin_of};
use callboard_usecases::{Callboard, Parts, SampleAccess, Samples, Store};
use callboard_vault::{Audience, Place as VaultPlace, Vault};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::disk::Disk;
use crate::network::Wires;
use crate::systems::{KEY, Kind};
use crate::world::{VirtualClock, World};

/// An agent of a system, or the new one of it.
pub(crate) type Key = (Kind, Option<String>);

/// A page that is open.
#[derive(Clone, Default)]
pub(crate) struct Form {
    pub(crate) base: Value,
    pub(crate) edits: BTreeMap<Pointer, Value>,
}

impl Form {
    pub(crate) fn edits(&self) -> Edits {
        Edits(self.edits.clone())
    }
}

/// An edit that the program said it kept.
#[derive(Clone)]
pub(crate) struct Promised {
    pub(crate) value: Value,
    /// A word that is in this edit and nowhere else; none where the edit only takes something out.
    pub(crate) token: Option<String>,
}

pub(crate) struct Admin {
    pub(crate) index: usize,
    pub(crate) callboard: Arc<Callboard>,
    pub(crate) disk: Arc<Disk>,
    store: Arc<MemoryStore>,
    storage: StorageClient,
    /// Two connections to each account.
    pub(crate) connections: BTreeMap<Kind, Vec<ConnectionId>>,
    pub(crate) forms: BTreeMap<Key, Form>,
    pub(crate) promised: BTreeMap<(Key, Pointer), Promised>,
    /// The word that was typed last in each field.
    pub(crate) typed: BTreeMap<(Key, Pointer), Option<String>>,
    /// What was in the last create of each system that was asked for.
    pub(crate) asked: BTreeMap<Key, Edits>,
    /// Agents whose deletion was asked for: what is typed into their forms is given up with them.
    pub(crate) unwanted: BTreeSet<Key>,
    /// Forms that are kept again once what is under way is over.
    pub(crate) again: BTreeSet<Key>,
    /// Items that the admin took out of lists.
    pub(crate) taken_out: BTreeSet<String>,
    /// Files that were stored and are promised to be put on their agents.
    pub(crate) files: BTreeMap<String, String>,
    /// Entries of the history, looked at already.
    pub(crate) entries: BTreeMap<String, (ChangeKind, Kind, Option<AgentId>)>,
    pub(crate) counted: u32,
    pub(crate) starts: usize,
    /// Polls of its program's work until it is killed.
    pub(crate) killed_in: Option<usize>,
    pub(crate) starting: bool,
    pub(crate) disk_fails: bool,
}

impl Admin {
    /// A program with two connections to each system.
    pub(crate) async fn new(
        index: usize,
        world: &Arc<World>,
        folder: PathBuf,
        storage: StorageClient,
    ) -> Self {
        let disk = Arc::new(Disk::open(folder));
        let store = Arc::new(MemoryStore::default());
        let callboard = program(world, &disk, &store, &storage, &BTreeMap::new());
        let settings = Settings { session_only_credentials: true, ..Settings::default() };
        callboard.preferences.save_settings(&settings).unwrap();
        let mut connections = BTreeMap::<Kind, Vec<ConnectionId>>::new();
        for kind in Kind::ALL {
            for _ in 0..2 {
                let draft = kind.draft(&world.sandbox);
                let view = callboard.connections.add_connection(draft, Sensitive::new(KEY)).await.unwrap();
                connections.entry(kind).or_default().push(view.connection.id);
            }
        }
        world.state().disks[index] = Some(Arc::clone(&disk));
        Self {
            index,
            callboard,
            disk,
            store,
            storage,
            connections,
            forms: BTreeMap::new(),
            promised: BTreeMap::new(),
            typed: BTreeMap::new(),
            asked: BTreeMap::new(),
            unwanted: BTreeSet::new(),
            again: BTreeSet::new(),
            taken_out: BTreeSet::new(),
            files: BTreeMap::new(),
            entries: BTreeMap::new(),
            counted: 0,
            starts: 1,
            killed_in: None,
            starting: false,
            disk_fails: false,
        }
    }

    /// Another program over what the last one left.
    pub(crate) fn restarted(&mut self, world: &Arc<World>, folder: PathBuf) {
        // The files of the killed program are not touched any more before those of the new one are open.
        let disk = Arc::new(Disk::open(folder));
        self.callboard = program(world, &disk, &self.store, &self.storage, &self.connections);
        self.disk = Arc::clone(&disk);
        world.state().disks[self.index] = Some(disk);
        self.forms.clear();
        self.again.clear();
        self.starts += 1;
        self.killed_in = None;
        self.disk_fails = false;
        self.starting = true;
    }

    /// Opens the forms that the program offers again.
    pub(crate) fn offered_again(&mut self, drafts: Vec<Draft>) {
        for draft in drafts {
            let kind = self.connections.iter().find(|(_, ids)| ids.contains(&draft.connection));
            let Some((kind, _)) = kind else { continue };
            let key = (*kind, draft.agent.map(String::from));
            let form = Form { base: draft.base, edits: draft.edits.0 };
            self.forms.insert(key, form);
        }
    }

    pub(crate) fn draft(&self, key: &Key) -> Draft {
        let form = self.forms.get(key).cloned().unwrap_or_default();
        Draft {
            connection: self.connections[&key.0][0].clone(),
            agent: key.1.clone().and_then(AgentId::parse),
            base: if key.1.is_none() { json!({}) } else { form.base.clone() },
            edits: form.edits(),
            updated_at: String::new(),
        }
    }

    /// The account of a system's connections.
    pub(crate) fn account(&self, kind: Kind) -> AccountId {
        let connection = self.callboard.connections.connections().unwrap();
        let connection = connection.iter().find(|each| each.id == self.connections[&kind][0]).unwrap();
        let description = callboard_systems::by_id(&SystemId::new(kind.name())).unwrap().description();
        let mut name = kind.name().to_owned();
        for field in &description.connection {
            if matches!(field.input, ConnectionInput::Text | ConnectionInput::BaseUrl) {
                name.push('|');
                name.push_str(
                    connection.values.get(&field.key).map_or("", |value| value.trim_end_matches('/')),
                );
            }
        }
        AccountId(name)
    }

    /// What the admin gives up of an agent.
    pub(crate) fn gives_up(&mut self, key: &Key) {
        self.promised.retain(|(each, _), _| each != key);
        self.forms.remove(key);
    }
}

fn program(
    world: &Arc<World>,
    disk: &Disk,
    store: &Arc<MemoryStore>,
    storage: &StorageClient,
    connections: &BTreeMap<Kind, Vec<ConnectionId>>,
) -> Arc<Callboard> {
    let opened = Journal::open_shared(&disk.path(), Timestamp::UNIX_EPOCH).unwrap();
    let vault = Arc::new(Vault::without_keychain());
    for (kind, connections) in connections {
        let draft = kind.draft(&world.sandbox);
        let audience = Audience::parse(&draft.system, &origin_of(&draft.values).unwrap()).unwrap();
        for connection in connections {
            vault.keep(connection, &Sensitive::new(KEY), &audience, VaultPlace::Session).unwrap();
        }
    }
    let limits = Limits { chance_seed: Some(7), clock: virtual_now, ..Limits::default() };
    Arc::new(Callboard::new(Parts {
        client: Client::over(Arc::new(Wires(Arc::clone(world))), limits),
        storage: storage.clone(),
        vault,
        journal: opened.journal,
        journal_set_aside: opened.set_aside,
        journal_fault: None,
        recordings: disk.path().with_file_name("recordings"),
        store: Arc::clone(store) as Arc<dyn Store>,
        clock: Arc::new(VirtualClock(world.start)),
        samples: Arc::new(NoSamples),
        player: Player::start().unwrap(),
    }))
}

/// Answers carry no `Date` here, and dates to wait for are counted from the beginning of a run.
fn virtual_now() -> std::time::SystemTime {
    crate::world::now()
}

/// Settings and the copy of the connections.
#[derive(Default)]
pub(crate) struct MemoryStore(Mutex<BTreeMap<String, Value>>);

impl Store for MemoryStore {
    fn read(&self, key: &str) -> Option<Value> {
        self.0.lock().unwrap().get(key).cloned()
    }

    fn write(&self, key: &str, value: Value) -> Result<()> {
        self.0.lock().unwrap().insert(key.to_owned(), value);
        Ok(())
    }
}

struct NoSamples;

#[async_trait]
impl Samples for NoSamples {
    async fn start(&self) -> Result<Vec<SampleAccess>> {
        Err(ErrorCode::SampleFault.into())
    }

    async fn reset(&self) -> Result<()> {
        Err(ErrorCode::SampleFault.into())
    }
}
