//! A sandbox of the test's own behind the window, connected through the form as any system would be, so that a
//! journey can read back what was really stored and make the server fail.

use std::path::Path;

use callboard_sandbox::{Fault, FaultKind, Sandbox, SandboxOptions};
use fantoccini::Locator;
use reqwest::{Client, RequestBuilder};
use serde_json::Value;
use tempfile::TempDir;

use super::rig::{Profile, Target, Window, containing, target};
use super::steps;

const KEY: &str = "key-of-the-journeys";

/// Works nine to half past five on weekdays, in Madrid.
pub(crate) const MARTA: &str = "Marta Vidal Soler";

pub(crate) struct OwnSandbox {
    pub(crate) window: Window,
    pub(crate) sandbox: Sandbox,
    client: Client,
    folder: TempDir,
}

impl OwnSandbox {
    /// Starts both and connects them.
    pub(crate) async fn open(profile: &Profile) -> Self {
        Self::open_with(profile, 0, &[]).await
    }

    /// The same, with as many people beside the usual ones, and environment variables for the program.
    pub(crate) async fn open_with(profile: &Profile, more_people: usize, variables: &[(&str, &str)]) -> Self {
        let folder = TempDir::with_prefix("callboard-sandbox-").expect("a folder for the sandbox");
        let mut options = SandboxOptions::new(folder.path().join("server"), KEY);
        options.more_people = more_people;
        let sandbox = Sandbox::start(options).await.expect("start the sandbox");
        let bird = sandbox.account("bird").expect("Bird's account");
        let window = Window::open_with(profile, variables).await;
        window.click(("button", containing("Connect a system"))).await;
        window.click(("button", containing("Bird"))).await;
        window.fill(("textbox", "Name"), "Northwind").await;
        window.fill(("textbox", "Workspace ID"), bird.value("workspaceId").expect("a workspace")).await;
        // A field for a secret has no role to find it by.
        let field =
            window.client().find(Locator::Css("input[type=password]")).await.expect("a field for the key");
        field.send_keys(KEY).await.expect("type the key");
        window.click(("button", "More")).await;
        window.fill(("textbox", "Address"), &bird.base_url).await;
        window.press("Enter").await;
        steps::the_list_is_read(&window).await;
        // Not through a proxy that the machine may have: loopback only.
        let client = Client::builder().no_proxy().build().expect("an HTTP client");
        Self { window, sandbox, client, folder }
    }

    /// Opens a section of an agent's page.
    pub(crate) async fn open_section(&self, agent: &str, section: &str) {
        steps::open_agent(&self.window, agent).await;
        self.window
            .click(target("button", containing(section)).within(("navigation", steps::SECTIONS)))
            .await;
    }

    /// An agent as the server has it now.
    pub(crate) async fn stored(&self, name: &str) -> Value {
        let request = self
            .client
            .get(self.agents())
            .query(&[("name", name), ("limit", "100")])
            .header("Authorization", format!("AccessKey {KEY}"));
        let answer = request.send().await.expect("ask the sandbox").error_for_status().expect("a page");
        let page: Value = serde_json::from_slice(&answer.bytes().await.expect("the page")).expect("JSON");
        let agents = page["results"].as_array().expect("agents");
        let found = agents.iter().find(|agent| agent["name"] == name);
        found.unwrap_or_else(|| panic!("the sandbox has no agent called {name}")).clone()
    }

    /// How many agents of that name the server has.
    pub(crate) async fn count(&self, name: &str) -> usize {
        let request = self.client.get(self.agents()).query(&[("name", name), ("limit", "100")]);
        let request = request.header("Authorization", format!("AccessKey {KEY}"));
        let answer = request.send().await.expect("ask the sandbox").error_for_status().expect("a page");
        let page: Value = serde_json::from_slice(&answer.bytes().await.expect("the page")).expect("JSON");
        page["results"].as_array().expect("agents").iter().filter(|agent| agent["name"] == name).count()
    }

    /// Changes an agent behind the window's back.
    pub(crate) async fn change(&self, name: &str, fields: &Value) {
        let agent = self.address_of(name).await;
        self.send(self.client.patch(agent).body(fields.to_string())).await;
    }

    /// Deletes an agent behind the window's back.
    pub(crate) async fn delete(&self, name: &str) {
        let agent = self.address_of(name).await;
        self.send(self.client.delete(agent)).await;
    }

    /// Creates an agent behind the window's back.
    pub(crate) async fn create(&self, fields: &Value) {
        let request = self.client.post(self.agents()).body(fields.to_string());
        self.send(request).await;
    }

    fn agents(&self) -> String {
        let bird = self.sandbox.account("bird").expect("Bird's account");
        format!("{}/workspaces/{}/agents", bird.base_url, bird.value("workspaceId").expect("a workspace"))
    }

    async fn address_of(&self, name: &str) -> String {
        let agent = self.stored(name).await;
        format!("{}/{}", self.agents(), agent["id"].as_str().expect("an id"))
    }

    async fn send(&self, request: RequestBuilder) {
        let request = request
            .header("Authorization", format!("AccessKey {KEY}"))
            .header("Content-Type", "application/json");
        let answer = request.send().await.expect("ask the sandbox");
        assert!(answer.status().is_success(), "the sandbox refused: {}", answer.status());
    }

    /// What lies at a public address, such as a picture or a recording.
    pub(crate) async fn download(&self, address: &str) -> Vec<u8> {
        let answer = self.client.get(address).send().await.expect("ask the storage");
        answer.error_for_status().expect("the file is there").bytes().await.expect("the whole file").to_vec()
    }

    /// Switches a fault on, in place of those before.
    pub(crate) fn fail_with(&self, kind: FaultKind) {
        self.sandbox.faults().clear();
        self.sandbox.faults().add(Fault::new(kind));
    }

    /// For the files of the journey.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Reviews the changes, expecting these words there, saves them and waits for it.
    pub(crate) async fn review_and_save(&self, agent: &str, words: &[&str]) {
        let window = &self.window;
        window.click(("button", "Review")).await;
        let dialog = target("dialog", containing("to save"));
        window.see(&dialog).await;
        for word in words {
            window.see_text(word).await;
        }
        window.click(target("button", containing("Save")).within(dialog)).await;
        // The notice of an earlier save may still be there: the foot of the page goes only when nothing is unsaved.
        window.gone(("button", "Review")).await;
        window.see_text(&format!("{agent} is saved.")).await;
    }

    /// Ends the program as a power cut would, and opens it again.
    pub(crate) async fn cut_the_power(mut self) -> Self {
        let profile = self.window.kill();
        self.window = Window::open(&profile).await;
        steps::the_list_is_read(&self.window).await;
        self
    }

    /// Clicks on what closes the window, and waits for the end of the program.
    pub(crate) async fn close_through(self, target: Target) {
        self.window.close_through(target).await;
        self.sandbox.stop().await;
    }

    pub(crate) async fn close(self) {
        self.window.close().await;
        self.sandbox.stop().await;
    }
}
