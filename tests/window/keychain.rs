//! A computer on which no keychain runs.

use callboard_sandbox::{Sandbox, SandboxOptions};
use tempfile::TempDir;

use super::rig::{Profile, Window, containing};
use super::steps::{ConnectionWords, fill_in_connection, the_list_is_read};

/// Points the program at a session bus that is not there, and so at no keychain.
const NO_BUS: [(&str, &str); 1] = [("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")];

const KEY: &str = "key-of-the-journeys";

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn without_a_keychain_the_program_still_serves_until_it_is_closed() {
    let folder = TempDir::with_prefix("callboard-sandbox-").expect("a folder for the sandbox");
    let sandbox = Sandbox::start(SandboxOptions::new(folder.path(), KEY)).await.expect("start the sandbox");
    let profile = Profile::new();
    let window = Window::open_with(&profile, &NO_BUS).await;
    window.see(("heading", "Callboard found no keychain")).await;
    window.screenshot("keychain-missing").await;
    window.is_accessible("no keychain").await;
    window.click(("button", "Check again")).await;
    window.see_text("Still the same. Have all the steps been done?").await;
    window.click(("button", "Go on without it, until I close the program")).await;

    window.click(("button", containing("Connect a system"))).await;
    window.click(("button", containing("Bird"))).await;
    window.see_text("Kept in memory until you close the program.").await;
    let bird = sandbox.account("bird").expect("Bird's account");
    let words = ConnectionWords {
        name: "Northwind",
        workspace: bird.value("workspaceId").expect("a workspace").to_owned(),
        key: KEY,
        address: bird.base_url.clone(),
    };
    fill_in_connection(&window, &words).await;
    window.click(("button", "Connect")).await;
    the_list_is_read(&window).await;

    let window = Window::open_with(&window.close().await, &NO_BUS).await;
    window.click(("button", containing("Northwind"))).await;
    window.see_text("No key is stored. Give it again to use this connection.").await;
    window.screenshot("keychain-key-again").await;
    window.close().await;
    sandbox.stop().await;
}
