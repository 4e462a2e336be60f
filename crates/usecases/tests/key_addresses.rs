//! A stored key goes to the system and the address it was given for, and nowhere else.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use callboard_journal::Journal;
use callboard_model::settings::Settings;
use callboard_model::{
    ConnectionDraft, ConnectionId, ConnectionTest, CredentialState, ErrorCode, ListQuery, Result, Sensitive,
};
use callboard_sandbox::{Sandbox, SandboxOptions};
use callboard_usecases::{Callboard, Store};
use callboard_vault::Vault;
use jiff::Timestamp;
use serde_json::Value;
use support::{KEY, Office, TestClock, bird_in, code_of, draft_of, job, program_over, quiet};
use tempfile::TempDir;

/// Settings and connections in a file that anybody may edit.
struct FileStore(PathBuf);

impl FileStore {
    fn entries(&self) -> BTreeMap<String, Value> {
        std::fs::read(&self.0).map_or_else(|_| BTreeMap::new(), |file| serde_json::from_slice(&file).unwrap())
    }
}

impl Store for FileStore {
    fn read(&self, key: &str) -> Option<Value> {
        self.entries().remove(key)
    }

    fn write(&self, key: &str, value: Value) -> Result<()> {
        let mut entries = self.entries();
        entries.insert(key.to_owned(), value);
        std::fs::write(&self.0, serde_json::to_vec_pretty(&entries).unwrap()).unwrap();
        Ok(())
    }
}

/// A server that takes the same key: only whether it was asked counts.
async fn somebody_else(folder: &Path) -> Sandbox {
    Sandbox::start(SandboxOptions::new(folder.join("somebody-else"), KEY)).await.unwrap()
}

impl Office {
    async fn tries(
        &self,
        draft: ConnectionDraft,
        key: Option<&str>,
        existing: &ConnectionId,
    ) -> Result<ConnectionTest> {
        let key = key.map(Sensitive::new);
        let connections = &self.callboard.connections;
        connections.test_connection(draft, key, Some(existing.clone()), job(), quiet()).await
    }

    async fn raia_with_keys(&self) -> ConnectionId {
        let connection = self.connect("raia").await;
        for key in self.sandbox.account("raia").unwrap().agent_keys.clone() {
            let key = Sensitive::new(key);
            self.callboard.connections.add_agent_key(connection.clone(), key, job(), quiet()).await.unwrap();
        }
        connection
    }
}

fn nothing_was_sent(to: &Sandbox) {
    assert_eq!(to.requests().list().len(), 0, "another host was asked, and got the key");
}

#[tokio::test]
async fn a_test_of_another_address_does_not_get_the_stored_key() {
    let office = Office::open().await;
    let other = somebody_else(office.folder.path()).await;
    let refused = office.tries(bird_in(&other), None, &office.connection).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::CredentialForOtherAddress);
    let own = office.sandbox.account("bird").unwrap().base_url.clone();
    assert!(own.starts_with(&refused.context["origin"]), "nobody is told whose key it is: {refused:?}");
    assert_eq!(code_of(office.tries(bird_in(&other), Some(""), &office.connection).await), refused.code);
    nothing_was_sent(&other);
    office.tries(bird_in(&other), Some(KEY), &office.connection).await.expect("the key was typed again");
    office.tries(bird_in(&office.sandbox), None, &office.connection).await.expect("its own address");
}

#[tokio::test]
async fn a_test_of_another_system_does_not_get_the_stored_key() {
    let office = Office::open().await;
    for system in ["hmsSovereign", "raia", "diga", "messageflow"] {
        let there = draft_of(&office.sandbox, system);
        let refused = office.tries(there, None, &office.connection).await;
        assert_eq!(code_of(refused), ErrorCode::CredentialForOtherAddress, "{system} is sent Bird's key");
    }
    nothing_was_sent(&office.sandbox);
}

#[tokio::test]
async fn a_changed_address_asks_for_the_key_again_and_nothing_is_sent_before() {
    let office = Office::open().await;
    let other = somebody_else(office.folder.path()).await;
    let update = |draft: ConnectionDraft, key: Option<&str>| {
        let key = key.map(Sensitive::new);
        office.callboard.connections.update_connection(office.connection.clone(), draft, key)
    };
    assert_eq!(code_of(update(bird_in(&other), None).await), ErrorCode::CredentialForOtherAddress);
    let kept = office.callboard.connections.connection_views().await.unwrap().remove(0);
    let address = &bird_in(&office.sandbox).values["baseUrl"];
    assert_eq!(&kept.connection.values["baseUrl"], address, "the address was changed all the same");
    nothing_was_sent(&other);
    let moved = update(bird_in(&other), Some(KEY)).await.unwrap();
    assert_eq!(moved.credential, CredentialState::Session);
    assert!(other.account("bird").unwrap().base_url.starts_with(moved.credential_origin.as_deref().unwrap()));
    assert!(!office.agents_of(&office.connection).await.is_empty());
    assert!(!other.requests().list().is_empty());
    let back = update(bird_in(&office.sandbox), None).await;
    assert_eq!(code_of(back), ErrorCode::CredentialForOtherAddress, "the new key is sent to the old address");
}

#[tokio::test]
async fn a_changed_path_or_name_needs_no_key() {
    let office = Office::open().await;
    let mut draft = ConnectionDraft { name: "Renamed".to_owned(), ..bird_in(&office.sandbox) };
    let address = draft.values["baseUrl"].clone();
    for path in ["/v2", ""] {
        draft.values.insert("baseUrl".to_owned(), format!("{address}{path}"));
        let id = office.connection.clone();
        let kept = office.callboard.connections.update_connection(id, draft.clone(), None).await.unwrap();
        assert_eq!(kept.credential, CredentialState::Session);
    }
    assert!(!office.agents_of(&office.connection).await.is_empty());
}

#[tokio::test]
async fn a_connection_cannot_become_one_to_another_system() {
    let office = Office::open().await;
    let there = draft_of(&office.sandbox, "hmsSovereign");
    for key in [None, Some(Sensitive::new("of-the-other"))] {
        let id = office.connection.clone();
        let refused = office.callboard.connections.update_connection(id, there.clone(), key).await;
        assert_eq!(code_of(refused), ErrorCode::Unsupported);
    }
    assert!(!office.agents_of(&office.connection).await.is_empty());
}

#[tokio::test]
async fn the_agents_keys_stay_with_their_address_too() {
    let office = Office::open().await;
    let connection = office.raia_with_keys().await;
    let other = somebody_else(office.folder.path()).await;
    let there = draft_of(&other, "raia");
    let refused = office.tries(there.clone(), None, &connection).await;
    assert_eq!(code_of(refused), ErrorCode::CredentialForOtherAddress);
    office.tries(there.clone(), Some(KEY), &connection).await.unwrap();
    let by_their_keys = || {
        let requests = other.requests().list();
        requests.iter().filter(|sent| sent.operation.as_deref() == Some("raia.getAgentByApiKey")).count()
    };
    assert_eq!(by_their_keys(), 0, "the agents' keys went along with the test");
    let update =
        office.callboard.connections.update_connection(connection.clone(), there, Some(Sensitive::new(KEY)));
    assert!(update.await.unwrap().connection.agent_keys.is_empty(), "keys that go nowhere are still listed");
    let page = office.callboard.agents.list_agents(connection, ListQuery::default(), None, job(), quiet());
    assert!(page.await.unwrap().agents.is_empty());
    assert_eq!(by_their_keys(), 0, "the agents' keys went along with the connection");
}

#[tokio::test]
async fn the_agents_keys_alone_stay_with_their_address() {
    let office = Office::open().await;
    let draft = draft_of(&office.sandbox, "raia");
    let view = office.callboard.connections.add_connection(draft.clone(), Sensitive::new("")).await.unwrap();
    let id = view.connection.id;
    let key = Sensitive::new(office.sandbox.account("raia").unwrap().agent_keys[0].clone());
    office.callboard.connections.add_agent_key(id.clone(), key, job(), quiet()).await.unwrap();
    let other = somebody_else(office.folder.path()).await;
    let there = draft_of(&other, "raia");
    assert_eq!(code_of(office.tries(there.clone(), None, &id).await), ErrorCode::CredentialForOtherAddress);
    let moved = office.callboard.connections.update_connection(id.clone(), there, None).await.unwrap();
    assert!(moved.connection.agent_keys.is_empty() && moved.credential == CredentialState::NotNeeded);
    nothing_was_sent(&other);
}

/// The program over a settings file, as it is started again and again.
fn program(folder: &Path, settings: &Path, vault: &Arc<Vault>) -> Callboard {
    let store = Arc::new(FileStore(settings.to_owned()));
    let journal = Journal::open(&folder.join("journal.sqlite"), Timestamp::now()).unwrap().journal;
    let clock = Arc::new(TestClock::default());
    let pause = Duration::from_millis(20);
    program_over(journal, None, folder, pause, store, Arc::clone(vault), &clock)
}

#[tokio::test]
async fn a_settings_file_that_was_edited_by_hand_leads_no_key_to_another_address() {
    let folder = TempDir::new().unwrap();
    let own = Sandbox::start(SandboxOptions::new(folder.path().join("own"), KEY)).await.unwrap();
    let other = somebody_else(folder.path()).await;
    let settings = folder.path().join("callboard.json");
    // A keychain outlives the program; of this one only the kind of memory differs.
    let vault = Arc::new(Vault::without_keychain());
    let id = {
        let callboard = program(&folder.path().join("first"), &settings, &vault);
        let kept = Settings { session_only_credentials: true, ..Settings::default() };
        callboard.preferences.save_settings(&kept).unwrap();
        let added = callboard.connections.add_connection(bird_in(&own), Sensitive::new(KEY)).await.unwrap();
        added.connection.id
    };
    let mut written: Value = serde_json::from_slice(&std::fs::read(&settings).unwrap()).unwrap();
    let address = &mut written["connections"][0]["values"]["baseUrl"];
    assert!(address.is_string(), "the settings file has another form: {written}");
    *address = other.account("bird").unwrap().base_url.clone().into();
    std::fs::write(&settings, written.to_string()).unwrap();

    // Without a journal the connections come from the settings.
    let callboard = program(&folder.path().join("second"), &settings, &vault);
    let view = callboard.start_up().await.unwrap().connections.remove(0);
    let edited = &bird_in(&other).values["baseUrl"];
    assert_eq!(&view.connection.values["baseUrl"], edited, "the edited file is not what is read");
    assert_eq!(view.credential, CredentialState::OtherAddress, "nobody is told");
    assert!(own.account("bird").unwrap().base_url.starts_with(view.credential_origin.as_deref().unwrap()));
    let listed = callboard.agents.list_agents(id.clone(), ListQuery::default(), None, job(), quiet()).await;
    assert_eq!(code_of(listed), ErrorCode::CredentialForOtherAddress);
    let tested = bird_in(&other);
    let tested = callboard.connections.test_connection(tested, None, Some(id.clone()), job(), quiet()).await;
    assert_eq!(code_of(tested), ErrorCode::CredentialForOtherAddress);
    nothing_was_sent(&other);

    // Led back to where it belongs, the key serves again.
    let back = callboard.connections.update_connection(id, bird_in(&own), None).await.unwrap();
    assert_eq!(back.credential, CredentialState::Session);
}
