//! A script in the page that wants what an admin could not do by hand: other commands, other arguments, files, other hosts,
//! other pages.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use super::own_sandbox::{MARTA, OwnSandbox};
use super::rig::Profile;

/// What the enemy tries, in the page.
const DEEDS: &str = include_str!("enemy.js");

/// Stands in the file that nobody may read.
const MARKER: &str = "marker-of-the-file-that-nobody-may-read";

/// Commands that wait for somebody at a dialog of the operating system, or end the program, as an admin may: the others are all
/// called. Starting the sample agents starts a server of the program's own.
const BY_HAND: [&str; 10] = [
    "choose_file",
    "choose_sounds",
    "choose_calendar",
    "download_drop",
    "export_history",
    "show_logs",
    "unlock_keychain",
    "close_window",
    "start_samples",
    "reset_samples",
];

/// What became of one try.
#[derive(Debug, Deserialize)]
struct Try {
    command: String,
    args: String,
    outcome: String,
    said: String,
}

/// What was asked of the web view may leave it a moment later.
const LATER: Duration = Duration::from_millis(700);

/// Another host: takes connections and writes down what it is sent.
struct Elsewhere {
    address: String,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Elsewhere {
    fn listen() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let address = format!("http://{}/", listener.local_addr().expect("its address"));
        let heard = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&heard);
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                // A connection counts from the moment it is there, whatever it says later.
                let at = {
                    let mut kept = kept.lock().unwrap();
                    kept.push(String::new());
                    kept.len() - 1
                };
                let kept = Arc::clone(&kept);
                std::thread::spawn(move || {
                    let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
                    let mut bytes = [0; 4096];
                    let count = stream.read(&mut bytes).unwrap_or(0);
                    kept.lock().unwrap()[at] = String::from_utf8_lossy(&bytes[..count]).into_owned();
                });
            }
        });
        Self { address, heard }
    }

    fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }
}

/// Every command of the bindings with the names of its arguments.
fn commands() -> Vec<Value> {
    let bindings = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/bridge/bindings.ts");
    let bindings = std::fs::read_to_string(bindings).expect("the bindings");
    let calls = bindings.split("__TAURI_INVOKE(\"").skip(1).map(|call| {
        let (command, rest) = call.split_once('"').expect("the name of a command");
        let names =
            rest.strip_prefix(", {").and_then(|rest| rest.split_once('}')).map_or("", |(names, _)| names);
        let names: Vec<&str> = names.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
        json!({ "command": command, "names": names })
    });
    let commands: Vec<Value> =
        calls.filter(|call| !BY_HAND.iter().any(|by_hand| call["command"] == *by_hand)).collect();
    assert!(commands.len() > 60, "only {} commands are tried", commands.len());
    commands
}

/// The files of a home folder outside of what the program and the web view keep there.
fn files_outside(home: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    let mut folders = vec![home.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("read a folder").flatten() {
            let path = entry.path();
            let is_own = path.components().any(|part| {
                part.as_os_str().to_string_lossy().contains("app.callboard.desktop")
                    || part.as_os_str() == ".cache"
            });
            if path.is_dir() && !is_own {
                folders.push(path);
            } else if !is_own {
                found.insert(path);
            }
        }
    }
    found
}

struct Enemy {
    office: OwnSandbox,
    profile: Profile,
    elsewhere: Elsewhere,
    secret: PathBuf,
    given: Value,
    before: BTreeSet<PathBuf>,
}

impl Enemy {
    async fn arrives() -> Self {
        let profile = Profile::new();
        let secret = profile.home().join("secret.txt");
        std::fs::write(&secret, MARKER).expect("write the secret");
        let elsewhere = Elsewhere::listen();
        let office = OwnSandbox::open(&profile).await;
        let agent = office.stored(MARTA).await["id"].clone();
        let start = office.window.client().execute_async(
            "const done = arguments[0]; window.__TAURI_INTERNALS__.invoke('start_up').then(done)",
            vec![],
        );
        let start = start.await.expect("ask the core");
        let connection = start["connections"][0]["connection"]["id"].clone();
        assert!(connection.is_string() && agent.is_string(), "{start}");
        let given = json!({
            "connection": connection, "agent": agent, "secret": secret, "elsewhere": elsewhere.address,
        });
        let before = files_outside(profile.home());
        Self { office, profile, elsewhere, secret, given, before }
    }

    async fn tries(&self, what: &str, more: Value) -> Vec<Try> {
        let mut given = self.given.clone();
        given.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
        let found = self.office.window.client().execute_async(DEEDS, vec![json!(what), given]).await;
        serde_json::from_value(found.expect("run the enemy's script")).expect("what became of it")
    }

    /// Nothing was read or written outside, no other host was told anything, and the program lives on.
    async fn got_nothing(&self, tries: &[Try]) {
        for each in tries {
            let leaks = each.said.contains(MARKER) || each.said.contains("root:x:");
            assert!(!leaks, "{} with {} reads a file", each.command, each.args);
            let ended = matches!(each.outcome.as_str(), "answered" | "refused");
            assert!(ended, "{} with {}: {} {}", each.command, each.args, each.outcome, each.said);
        }
        let heard = self.elsewhere.heard();
        assert!(heard.iter().all(String::is_empty), "another host was told something: {heard:?}");
        assert_eq!(std::fs::read_to_string(&self.secret).unwrap(), MARKER, "a file was written");
        let made: Vec<_> = files_outside(self.profile.home()).difference(&self.before).cloned().collect();
        assert!(made.is_empty(), "files were made outside of the program's folder: {made:?}");
        let client = self.office.window.client();
        let address = client.current_url().await.expect("the program lives");
        assert!(address.as_str().starts_with("tauri://localhost"), "the window shows {address}");
        assert_eq!(client.windows().await.expect("its windows").len(), 1, "a second window was opened");
        self.office.window.see(("heading", "Agents")).await;
    }

    /// No other host noticed anything, also not a moment later.
    async fn knocked_nowhere(&self) {
        tokio::time::sleep(LATER).await;
        let heard = self.elsewhere.heard();
        assert!(heard.is_empty(), "another host was connected to: {heard:?}");
    }

    async fn leaves(self) {
        tokio::time::sleep(LATER).await;
        let heard = self.elsewhere.heard();
        assert!(heard.iter().all(String::is_empty), "another host was told something: {heard:?}");
        self.office.close().await;
    }
}

fn answered(tries: &[Try]) -> Vec<&str> {
    tries.iter().filter(|each| each.outcome == "answered").map(|each| each.command.as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn an_enemy_in_the_page_gets_no_file_and_no_other_host_from_the_commands() {
    let enemy = Enemy::arrives().await;
    for few in commands().chunks(3) {
        let tries = enemy.tries("commands", json!({ "commands": few })).await;
        assert!(tries.len() >= few.len() * 30);
        enemy.got_nothing(&tries).await;
    }
    let tries = enemy.tries("targeted", json!({})).await;
    // To delete a recording that is not there is no failure; the files are looked at below.
    let answers = answered(&tries).into_iter().filter(|command| *command != "delete_recording");
    assert_eq!(answers.collect::<Vec<_>>(), Vec::<&str>::new(), "a command does what no admin could");
    enemy.got_nothing(&tries).await;
    let plugins = enemy.tries("plugins", json!({})).await;
    assert_eq!(answered(&plugins), Vec::<&str>::new(), "the window may more than its own commands");
    enemy.got_nothing(&plugins).await;
    enemy.knocked_nowhere().await;
    enemy.leaves().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn an_enemy_in_the_page_reaches_no_other_host_and_no_picture_by_the_web() {
    let enemy = Enemy::arrives().await;
    for what in ["hosts", "pictures"] {
        let tries = enemy.tries(what, json!({})).await;
        assert_eq!(answered(&tries), Vec::<&str>::new(), "{what}: the policy of the page lets it");
        enemy.got_nothing(&tries).await;
        enemy.knocked_nowhere().await;
    }
    enemy.leaves().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn an_enemy_in_the_page_leads_the_window_nowhere_and_opens_no_other() {
    let enemy = Enemy::arrives().await;
    // WebKit opens a connection ahead when a link is clicked, before it asks whether the window may go there. Nothing is said
    // over it: `got_nothing` allows no byte.
    for way in ["open", "link", "blank", "download", "get", "post", "refresh", "location"] {
        let tries = enemy.tries("leaving", json!({ "way": way })).await;
        assert_eq!(answered(&tries), Vec::<&str>::new(), "the window shows a page of the enemy's");
        enemy.got_nothing(&tries).await;
    }
    enemy.leaves().await;
}
