//! Connecting a system by its own key, and what becomes of the key.

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
