//! A sandbox on a free port with its own folder, and requests to it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(dead_code, unreachable_pub, reason = "each test file uses a part of it")]

use callboard_sandbox::{Account, Sandbox, SandboxOptions};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::Value;
use tempfile::TempDir;

pub const KEY: &str = "test-key";

/// What `/_sandbox` asks for.
pub const CONTROL_KEY: &str = "control-key";

pub struct Fixture {
    pub sandbox: Sandbox,
    pub client: Client,
    pub directory: TempDir,
}

impl Fixture {
    pub async fn start() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let mut options = SandboxOptions::new(directory.path(), KEY);
        options.control_key = Some(CONTROL_KEY.to_owned());
        let sandbox = Sandbox::start(options).await.unwrap();
        // Redirects and proxies would hide what the server itself answers.
        let client =
            Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Self { sandbox, client, directory }
    }

    pub fn account(&self, system: &str) -> &Account {
        self.sandbox.account(system).unwrap()
    }

    pub fn url(&self, path: &str) -> String {
        let bird = self.account("bird");
        format!("{}/workspaces/{}{path}", bird.base_url, bird.value("workspaceId").unwrap())
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, self.url(path)).header("Authorization", format!("AccessKey {KEY}"))
    }

    pub async fn get(&self, path: &str) -> Value {
        expect(self.request(Method::GET, path).send().await.unwrap(), StatusCode::OK).await
    }

    pub async fn send(&self, method: Method, path: &str, body: &Value, status: u16) -> Value {
        let response = self.request(method, path).json(body).send().await.unwrap();
        expect(response, StatusCode::from_u16(status).unwrap()).await
    }

    pub async fn status(&self, method: Method, path: &str) -> u16 {
        self.request(method, path).send().await.unwrap().status().as_u16()
    }

    /// The agent that belongs to the caller: it has a picture and two drops.
    pub async fn own_id(&self) -> String {
        self.get("/agents/me").await["id"].as_str().unwrap().to_owned()
    }

    /// One request to a system that takes `Bearer <key>`: status and body, `null` for an empty one.
    pub async fn bearer(&self, method: Method, url: &str, body: Option<&Value>) -> (u16, Value) {
        let request = self.client.request(method, url).bearer_auth(KEY);
        let request = if let Some(body) = body { request.json(body) } else { request };
        let response = request.send().await.unwrap();
        let status = response.status();
        (status.as_u16(), expect(response, status).await)
    }

    pub fn control_url(&self, path: &str) -> String {
        format!("{}/_sandbox/{path}", self.account("bird").base_url)
    }

    pub async fn control(&self, method: Method, path: &str, body: Option<&Value>) -> Response {
        let request =
            self.client.request(method, self.control_url(path)).header("x-sandbox-key", CONTROL_KEY);
        match body {
            Some(body) => request.json(body).send().await.unwrap(),
            None => request.send().await.unwrap(),
        }
    }
}

/// The body, once the status is right; `null` for an empty one.
pub async fn expect(response: Response, status: StatusCode) -> Value {
    let found = response.status();
    let text = response.text().await.unwrap();
    assert_eq!(found, status, "{text}");
    if text.is_empty() { Value::Null } else { serde_json::from_str(&text).unwrap() }
}
