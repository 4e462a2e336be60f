//! One journey for each of the other four systems, and an agent carried from one to another: connected through the form,
//! edited, saved, and read back from the server itself.

use std::path::Path;

use callboard_sandbox::{Account, Fault, FaultKind, Sandbox, SandboxOptions};
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::rig::{Profile, Window, containing, target};
use super::steps::{choose, kept_changes, the_list_is_read, type_key};

const KEY: &str = "key-of-the-journeys";
const SECTIONS: &str = "Sections of this agent";

/// A sandbox of the test's own and a window beside it.
struct Stage {
    window: Window,
    sandbox: Sandbox,
    client: Client,
    _folder: TempDir,
}

impl Stage {
    async fn open() -> Self {
        let folder = TempDir::with_prefix("callboard-sandbox-").expect("a folder for the sandbox");
        let options = SandboxOptions::new(folder.path().join("server"), KEY);
        let sandbox = Sandbox::start(options).await.expect("start the sandbox");
        let window = Window::open(&Profile::new()).await;
        window.click(("button", containing("Connect a system"))).await;
        let client = Client::builder().no_proxy().build().expect("an HTTP client");
        Self { window, sandbox, client, _folder: folder }
    }

    fn account(&self, system: &str) -> &Account {
        self.sandbox.account(system).expect("an account")
    }

    /// Fills in the connection form of a system and connects it.
    async fn connect(&self, system: &str, name: &str, address: &str, tenant: Option<&str>) {
        let window = &self.window;
        window.see(("heading", "Which system?")).await;
        window.click(("button", containing(system))).await;
        window.fill(("textbox", "Name"), name).await;
        if let Some(tenant) = tenant {
            window.fill(("textbox", "Tenant ID"), tenant).await;
        }
        type_key(window, KEY).await;
        if !window.has(("textbox", "Address")).await {
            window.click(("button", "More")).await;
        }
        window.fill(("textbox", "Address"), address).await;
        window.press("Enter").await;
    }

    async fn connect_hms(&self) {
        self.connect("HMS Sovereign", "Acme voices", &self.account("hmsSovereign").base_url, None).await;
        the_list_is_read(&self.window).await;
    }

    async fn connect_messageflow(&self) {
        let account = self.account("messageflow");
        self.connect("MessageFlow", "Lane", &account.base_url, account.value("tenantId")).await;
        the_list_is_read(&self.window).await;
    }

    async fn open_agent(&self, name: &str) {
        let window = &self.window;
        window.fill(("searchbox", "Search agents"), name).await;
        let row = window.see(("button", containing(&format!("{name},")))).await;
        window.focus(&row).await;
        window.press("Enter").await;
        window.see(("heading", name)).await;
    }

    async fn open_section(&self, section: &str) {
        self.window.click(target("button", containing(section)).within(("navigation", SECTIONS))).await;
    }

    /// Opens the section with the tools, which are folded away at first.
    async fn open_tools(&self) {
        self.open_section("Conversation").await;
        if !self.window.has(("textbox", "Tools")).await {
            self.window.click(("button", "Tools")).await;
        }
    }

    /// Saves from the foot of the page and waits for it.
    async fn save(&self, name: &str) {
        self.window.click(("button", "Save 1 change")).await;
        self.window.see_text(&format!("{name} is saved.")).await;
        self.window.gone(("region", "Changes that are not saved yet")).await;
    }

    async fn ask(&self, request: RequestBuilder) -> Value {
        let answer = request.send().await.expect("ask the sandbox").error_for_status().expect("an answer");
        serde_json::from_slice(&answer.bytes().await.expect("the answer")).expect("JSON")
    }

    /// The agent of that name as HMS Sovereign has it.
    async fn stored_at_hms(&self, name: &str) -> Value {
        let base = &self.account("hmsSovereign").base_url;
        let list = self.ask(self.client.get(format!("{base}/agents")).bearer_auth(KEY)).await;
        let found = list["agents"].as_array().expect("agents").iter().find(|agent| agent["name"] == name);
        let id = found.unwrap_or_else(|| panic!("no {name} in {list}"))["id"].as_str().expect("an id");
        self.ask(self.client.get(format!("{base}/agents/{id}")).bearer_auth(KEY)).await["agent"].clone()
    }

    /// The agent of that name as MessageFlow has it.
    async fn stored_at_messageflow(&self, name: &str) -> Value {
        let account = self.account("messageflow");
        let (base, tenant) = (&account.base_url, account.value("tenantId").expect("a tenant"));
        let get = |path: &str| {
            self.client.get(format!("{base}{path}")).query(&[("tenant_id", tenant)]).bearer_auth(KEY)
        };
        let list = self.ask(get("/agents")).await;
        let found = list.as_array().expect("agents").iter().find(|agent| agent["name"] == name);
        let id = &found.unwrap_or_else(|| panic!("no {name} in {list}"))["id"];
        self.ask(get(&format!("/agents/{id}"))).await
    }

    /// The bodies that were sent to an operation.
    fn bodies(&self, operation: &str) -> Vec<Value> {
        let requests = self.sandbox.requests().list();
        requests
            .into_iter()
            .filter(|request| request.operation.as_deref() == Some(operation))
            .map(|request| request.body.unwrap_or_default())
            .collect()
    }

    /// Nothing of the window holds this text: neither what is shown nor what stands in a field.
    async fn is_nowhere(&self, secret: &str) {
        let script = "const fields = [...document.querySelectorAll('input, textarea')].map(each => each.value);
            return document.documentElement.outerHTML + fields.join(' ') + JSON.stringify({...sessionStorage}) + JSON.stringify({...localStorage});";
        let everything = self.window.script(script, vec![]).await;
        assert!(!everything.to_string().contains(secret), "a secret stands in the web page");
    }

    async fn close(self) {
        self.window.close().await;
        self.sandbox.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn an_hms_sovereign_voice_gets_a_new_greeting_and_another_voice_model() {
    let stage = Stage::open().await;
    stage.connect_hms().await;
    let before = stage.stored_at_hms("Reservas").await;
    stage.open_agent("Reservas").await;
    let window = &stage.window;
    window.screenshot("voices-hms-profile").await;
    stage.open_section("Conversation").await;
    window.fill(("textbox", "First message"), "Buenas, le atiende Reservas.").await;
    window.screenshot("voices-hms-conversation").await;
    window.is_accessible("the conversation of an AI voice").await;
    stage.open_section("Voice").await;
    window.screenshot("voices-hms-voice").await;
    window.is_accessible("the voice of an AI voice").await;
    stage.open_section("Calls").await;
    window.screenshot("voices-hms-calls").await;
    kept_changes(window, "1 change").await;
    stage.save("Reservas").await;
    let after = stage.stored_at_hms("Reservas").await;
    assert_eq!(after["first_message"], "Buenas, le atiende Reservas.");
    for untouched in ["llm_config", "stt_config", "tts_config", "analysis_plan", "webhook_secret"] {
        assert_eq!(after[untouched], before[untouched], "{untouched} was changed by saving something else");
    }
    assert_eq!(
        stage.bodies("hmsSovereign.updateAgent"),
        [json!({"first_message": "Buenas, le atiende Reservas."})]
    );
    stage.close().await;
}

/// Whether the words stand in a file of the program's folder: the settings, the journal or what is written beside it.
fn is_in_a_file_of(folder: &Path, words: &str) -> bool {
    std::fs::read_dir(folder).expect("the program's folder").flatten().any(|file| {
        std::fs::read(file.path())
            .is_ok_and(|bytes| bytes.windows(words.len()).any(|part| part == words.as_bytes()))
    })
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn half_typed_json_survives_a_power_cut_but_for_what_may_be_a_secret() {
    const TOOLS: (&str, &str) = ("textbox", "Tools");
    let mut stage = Stage::open().await;
    stage.connect_hms().await;
    stage.open_agent("Reservas").await;
    stage.open_tools().await;
    stage.window.fill(TOOLS, "[{\"name\": \"look_up\"").await;
    let folder = stage.window.profile().program_folder();
    stage
        .window
        .wait_until("the half-typed text is on disk", async || is_in_a_file_of(&folder, "look_up\\\""))
        .await;
    stage.window = Window::open(&stage.window.kill()).await;
    the_list_is_read(&stage.window).await;
    stage.open_agent("Reservas").await;
    stage.open_tools().await;
    assert_eq!(stage.window.value(TOOLS).await, "[{\"name\": \"look_up\"", "what was half typed is gone");

    stage.window.fill(TOOLS, "[{\"webhook_secret\": \"whsec-typed-here\"").await;
    stage.window.ask_to_close().await;
    stage.window.see_text("A text that is half typed may hold a secret").await;
    assert!(!is_in_a_file_of(&folder, "whsec-typed-here"), "a secret that was half typed is on disk");
    stage.window.close_through(("button", "Close anyway")).await;
    stage.sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_messageflow_prompt_is_rewritten_and_its_token_never_reaches_the_page() {
    let stage = Stage::open().await;
    stage.connect_messageflow().await;
    let before = stage.stored_at_messageflow("Willow Lane Vets").await;
    let tokens: Vec<&str> = before["configuration"]["prompt"]
        .as_array()
        .expect("prompts")
        .iter()
        .filter_map(|prompt| prompt["integration"]["bearer_token"].as_str())
        .collect();
    assert!(!tokens.is_empty(), "the sample has no token to hide");
    stage.open_agent("Willow Lane Vets").await;
    let window = &stage.window;
    stage.open_section("Prompts").await;
    window.click(("button", containing("Day line"))).await;
    window.see(("textbox", "First response")).await;
    for token in &tokens {
        stage.is_nowhere(token).await;
    }
    window.screenshot("voices-messageflow-prompts").await;
    window.is_accessible("the prompts of an AI voice").await;
    window.fill(("textbox", "First response"), "Willow Lane Vets, good morning.").await;
    kept_changes(window, "1 change").await;
    window.click(("button", "Review")).await;
    window.see(("dialog", containing("to save"))).await;
    window.screenshot("voices-messageflow-review").await;
    for token in &tokens {
        stage.is_nowhere(token).await;
    }
    window.click(target("button", containing("Save")).within(("dialog", containing("to save")))).await;
    window.see_text("Willow Lane Vets is saved.").await;
    window.gone(("region", "Changes that are not saved yet")).await;
    let mut expected = before["configuration"]["prompt"].clone();
    expected[0]["initial_response"] = json!("Willow Lane Vets, good morning.");
    let mut after = stage.stored_at_messageflow("Willow Lane Vets").await["configuration"]["prompt"].clone();
    // A request may not carry the nulls that an answer has.
    for prompts in [&mut expected, &mut after] {
        for prompt in prompts.as_array_mut().expect("prompts") {
            prompt.as_object_mut().expect("a prompt").retain(|_, value| !value.is_null());
        }
    }
    assert_eq!(after, expected, "a prompt or a token was lost");
    stage.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_diga_agent_without_a_list_is_added_by_its_id_and_only_the_change_is_sent() {
    let stage = Stage::open().await;
    let base = &stage.account("diga").base_url;
    let list = stage.ask(stage.client.get(format!("{base}/v1/agent/")).bearer_auth(KEY)).await;
    let id = list["data"][0]["agent_id"].as_str().expect("an id").to_owned();
    let name = list["data"][0]["name"].as_str().expect("a name").to_owned();
    for operation in ["diga.listAgents", "diga.listAgentVersions", "diga.launchAgentVersion"] {
        stage.sandbox.faults().add(Fault::new(FaultKind::NotOffered).on(operation));
    }
    stage.connect("Diga", "Centralita", base, None).await;
    let window = &stage.window;
    window.see(("heading", "Agents")).await;
    window.screenshot("voices-diga-empty").await;
    window.is_accessible("an account without a list").await;
    window.click(("button", "Add by ID")).await;
    let dialog = target("dialog", containing("ID"));
    window.see(&dialog).await;
    window.type_text(&id).await;
    window.press("Enter").await;
    window.gone(&dialog).await;
    window.see(("textbox", "Greeting")).await;
    window.see_text("has said nothing about this agent yet").await;
    window.fill(("textbox", "Greeting"), "Buenos días, centralita.").await;
    window.screenshot("voices-diga-unknown").await;
    kept_changes(window, "1 change").await;
    window.click(("button", "Save 1 change")).await;
    window.gone(("region", "Changes that are not saved yet")).await;
    window.see(("heading", name.as_str())).await;
    window.screenshot("voices-diga-known").await;
    assert_eq!(stage.bodies("diga.updateAgent"), [json!({"greeting": "Buenos días, centralita."})]);
    stage.open_section("Versions").await;
    window.see_text("lists no versions").await;
    window.screenshot("voices-diga-versions").await;
    stage.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_raia_agent_comes_with_its_key_and_shows_users_numbers_and_a_webhook() {
    let stage = Stage::open().await;
    stage.connect("raia", "Assistants", &stage.account("raia").base_url, None).await;
    let window = &stage.window;
    window.see_text("Assistants is connected.").await;
    window.screenshot("voices-raia-key").await;
    type_key(window, "nobody's key").await;
    window.press("Enter").await;
    window.see_text("The key was not accepted").await;
    type_key(window, &stage.account("raia").agent_keys[0]).await;
    window.press("Enter").await;
    the_list_is_read(window).await;
    stage.open_agent("Sales assistant").await;
    window.screenshot("voices-raia-profile").await;
    stage.open_section("Users").await;
    window.see_text("of 37").await;
    window.screenshot("voices-raia-users").await;
    window.is_accessible("the users of an agent").await;
    stage.open_section("Statistic").await;
    window.see_text("Call time").await;
    window.see(("button", "As a table")).await;
    window.screenshot("voices-raia-statistic").await;
    window.is_accessible("the numbers of an agent").await;
    stage.open_section("Webhooks").await;
    window.fill(("textbox", "Title"), "Every message").await;
    window.fill(("textbox", "Description"), "To the archive").await;
    window.fill(("textbox", "Address"), "https://archive.example/hook").await;
    choose(window, "Sent when", "written", "A message was written").await;
    window.screenshot("voices-raia-webhook").await;
    window.click(("button", "Create webhook")).await;
    window.see_text("The webhook is created").await;
    window.is_accessible("a webhook that was created").await;
    let sent = stage.bodies("raia.createAgentWebhook");
    assert_eq!(sent.len(), 1);
    assert_eq!(
        (&sent[0]["title"], &sent[0]["triggerCondition"]),
        (&json!("Every message"), &json!("each_message"))
    );
    stage.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_messageflow_agent_is_copied_to_hms_sovereign_after_seeing_what_goes_along() {
    let stage = Stage::open().await;
    stage.connect_messageflow().await;
    let window = &stage.window;
    window.click(("button", "Connect a system")).await;
    stage.connect_hms().await;
    window.click(("button", "All agents")).await;
    window.see_text("Willow Lane Vets").await;
    window.see_text("Reservas").await;
    window.screenshot("voices-all-agents").await;
    window.is_accessible("the agents of all connections").await;
    stage.open_agent("Willow Lane Vets").await;
    window.click(("button", "More")).await;
    window.click(("menuitem", "Copy to another system")).await;
    let dialog = target("dialog", "Copy Willow Lane Vets");
    window.see(&dialog).await;
    window.see_text("Goes along").await;
    window.see_text("Still to fill in").await;
    window.screenshot("voices-copy").await;
    window.is_accessible("what a copy takes along").await;
    window.click(target("button", "Continue to the form").within(&dialog)).await;
    window.gone(&dialog).await;
    assert_eq!(window.value(("textbox", "Name")).await, "Willow Lane Vets");
    assert!(stage.bodies("hmsSovereign.createAgent").is_empty(), "something was created before it was saved");
    stage.open_section("Listening").await;
    choose(window, "Provider", "Deep", "Deepgram").await;
    choose(window, "Model", "nova", "nova-3-general").await;
    choose(window, "Language of callers", "English", "English").await;
    stage.open_section("Conversation").await;
    choose(window, "Provider", "OpenAI", "OpenAI").await;
    choose(window, "Model", "gpt", "gpt-4o-mini").await;
    stage.open_section("Voice").await;
    choose(window, "Language of the voice", "English", "English").await;
    window.screenshot("voices-copy-form").await;
    window.click(("button", "Create agent")).await;
    window.see_text("Willow Lane Vets is created.").await;
    let copied = stage.stored_at_hms("Willow Lane Vets").await;
    let original = stage.stored_at_messageflow("Willow Lane Vets").await;
    let messages = copied["llm_config"]["messages"].to_string();
    let prompt = original["configuration"]["prompt"][0]["prompt"].as_str().expect("a prompt");
    assert!(messages.contains(&prompt[..20.min(prompt.len())]), "the prompt is not in {messages}");
    assert_eq!(copied["tts_config"]["provider"], "openai");
    stage.close().await;
}
