//! Connecting a system by its own key, and what becomes of the key.

use std::path::Path;

use callboard_model::{ConnectionId, CredentialState, SystemId};
use callboard_sandbox::{Sandbox, SandboxOptions};
use callboard_vault::{Audience, Vault};
use serde_json::Value;
use tempfile::TempDir;

use super::rig::{Profile, Window, containing, target};
use super::steps::{ConnectionWords, fill_in_connection, the_list_is_read, type_key};

const KEY: &str = "key-of-the-journeys";

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn each_mistake_in_a_connection_is_told_apart() {
    let (sandbox, _folder) = sandbox(KEY).await;
    let right = words(&sandbox);
    let window = Window::open(&Profile::new()).await;
    window.click(("button", containing("Connect a system"))).await;
    window.click(("button", containing("Bird"))).await;

    fill_in_connection(&window, &ConnectionWords { key: "not-the-key", ..right.clone() }).await;
    test(&window, "The key was not accepted").await;
    window.screenshot("connecting-wrong-key").await;
    window.is_accessible("a connection with a wrong key").await;

    let other = "00000000-1111-4222-8333-444444444444".to_owned();
    fill_in_connection(&window, &ConnectionWords { workspace: other, ..right.clone() }).await;
    test(&window, "The workspace was not found").await;

    // A port that was free a moment ago: nobody listens there.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    fill_in_connection(&window, &ConnectionWords { address: format!("http://{free}"), ..right.clone() })
        .await;
    test(&window, "The system cannot be reached").await;
    window.screenshot("connecting-unreachable").await;

    fill_in_connection(&window, &right).await;
    test(&window, "The connection works.").await;
    window.close().await;
    sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_key_stays_in_the_keychain_until_the_connection_is_removed() {
    let (sandbox, _folder) = sandbox(KEY).await;
    let profile = Profile::new();
    let window = Window::open(&profile).await;
    window.click(("button", containing("Connect a system"))).await;
    window.click(("button", containing("Bird"))).await;
    fill_in_connection(&window, &words(&sandbox)).await;
    window.click(("button", "Connect")).await;
    the_list_is_read(&window).await;
    let id = connection_id(&profile);
    assert_eq!(kept(&id).await, CredentialState::Keychain, "the key is not in the keychain");
    assert!(!stored_words(&profile).contains(KEY), "the key was written into a file");

    let window = Window::open(&window.close().await).await;
    the_list_is_read(&window).await;

    open_connection(&window).await;
    replace_key(&window, "another-key").await;
    window.click(("button", "Test connection")).await;
    window.see_text("The key was not accepted").await;
    replace_key(&window, KEY).await;
    window.click(("button", "Test connection")).await;
    window.see_text("The connection works.").await;
    window.screenshot("connecting-settings").await;
    window.is_accessible("the settings of a connection").await;

    window.click(("button", "Remove Northwind")).await;
    let dialog = target("dialog", "Remove Northwind?");
    window.click(target("button", "Remove Northwind").within(dialog)).await;
    window.see(("heading", "Who answers your customers?")).await;
    assert_eq!(kept(&id).await, CredentialState::Missing, "the key stayed in the keychain");
    window.close().await;
    sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_key_goes_to_no_other_address_before_it_is_given_again() {
    let (own, _folder) = sandbox(KEY).await;
    // It takes the same key, so that only what is sent counts.
    let (other, _other_folder) = sandbox(KEY).await;
    let elsewhere = words(&other).address;
    let was_asked = || !other.requests().list().is_empty();
    let profile = Profile::new();
    let window = Window::open(&profile).await;
    window.click(("button", containing("Connect a system"))).await;
    window.click(("button", containing("Bird"))).await;
    fill_in_connection(&window, &words(&own)).await;
    window.click(("button", "Connect")).await;
    the_list_is_read(&window).await;

    open_connection(&window).await;
    window.click(("button", "More")).await;
    window.fill(("textbox", "Address"), &elsewhere).await;
    window.see_text(&format!("The stored key was given for {}", words(&own).address)).await;
    window.click(("button", "Test connection")).await;
    window.see_text("Fill this in.").await;
    window.click(("button", "Save changes")).await;
    window.screenshot("connecting-key-again").await;
    window.is_accessible("a connection that is led to another address").await;
    assert!(!was_asked(), "the stored key was sent to another host");
    type_key(&window, KEY).await;
    test(&window, "The connection works.").await;
    assert!(was_asked());

    // The same by hand: the settings changed, and no journal to know better.
    let profile = window.close().await;
    other.requests().clear();
    let settings = profile.program_folder().join("callboard.json");
    let edited = stored_words(&profile).replace(&words(&own).address, &elsewhere);
    std::fs::write(&settings, edited).expect("edit the settings");
    for journal in ["journal.sqlite", "journal.sqlite-wal"] {
        let _ = std::fs::remove_file(profile.program_folder().join(journal));
    }
    let window = Window::open(&profile).await;
    window.click(("button", containing("Northwind"))).await;
    window.see_text(&format!("The stored key was given for {}", words(&own).address)).await;
    window.screenshot("connecting-edited-by-hand").await;
    test(&window, "The key belongs to another address").await;
    assert!(!was_asked(), "a settings file that was edited leads the key to another host");
    only_its_owner_can_look_into(&profile.program_folder());
    window.close().await;
    own.stop().await;
    other.stop().await;
}

/// Fails where another user of this computer could open a folder of the program, or a file that the program itself writes.
fn only_its_owner_can_look_into(folder: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    let open_to_others = |path: &Path| {
        let mode = std::fs::metadata(path).expect("look at the rights").permissions().mode();
        mode & 0o077 != 0
    };
    let written = ["journal.sqlite", "journal.sqlite-wal", "callboard.json", "callboard.last-good.json"];
    for path in
        [folder.to_owned(), folder.join("logs")].into_iter().chain(written.map(|name| folder.join(name)))
    {
        assert!(!open_to_others(&path), "{} can be read by others", path.display());
    }
}

async fn test(window: &Window, answer: &str) {
    window.click(("button", "Test connection")).await;
    window.see_text(answer).await;
}

async fn open_connection(window: &Window) {
    window.click(("button", "Settings of Northwind")).await;
    window.see(("heading", "Access key")).await;
}

async fn replace_key(window: &Window, key: &str) {
    window.click(("button", "Replace the key")).await;
    window.see(("button", "Cancel")).await;
    type_key(window, key).await;
    window.click(("button", "Replace the key")).await;
    window.gone(("button", "Cancel")).await;
}

async fn sandbox(key: &str) -> (Sandbox, TempDir) {
    let folder = TempDir::with_prefix("callboard-sandbox-").expect("a folder for the sandbox");
    let options = SandboxOptions::new(folder.path(), key);
    (Sandbox::start(options).await.expect("start the sandbox"), folder)
}

fn words(sandbox: &Sandbox) -> ConnectionWords<'static> {
    let bird = sandbox.account("bird").expect("Bird's account");
    ConnectionWords {
        name: "Northwind",
        workspace: bird.value("workspaceId").expect("a workspace").to_owned(),
        key: KEY,
        address: bird.base_url.clone(),
    }
}

/// Where the session's keychain says the key is.
async fn kept(id: &ConnectionId) -> CredentialState {
    let id = id.clone();
    let audience = Audience::parse(&SystemId::new("bird"), "http://127.0.0.1").expect("an audience");
    // The keychain answers on a connection of its own, which must not block the runtime.
    let asked = tokio::task::spawn_blocking(move || {
        Vault::open("app.callboard.desktop").whereabouts(&id, &audience).0
    });
    asked.await.expect("ask the keychain")
}

fn connection_id(profile: &Profile) -> ConnectionId {
    let stored: Value = serde_json::from_str(&stored_words(profile)).expect("the program's settings");
    let connection = &stored["connections"][0];
    ConnectionId(connection["id"].as_str().expect("the id of the connection").to_owned())
}

/// The program's own file of settings and connections.
fn stored_words(profile: &Profile) -> String {
    let file = profile.home().join(".local/share/app.callboard.desktop/callboard.json");
    std::fs::read_to_string(file).expect("the program's settings")
}
