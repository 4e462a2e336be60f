//! Bird alone: signing in with a login token, and the refusal of an agent without a name.
//!
//! What every system can do is shown for all of them in tests/conformance.

use callboard_model::{Connection, ConnectionId, Edits, ErrorCode, Pointer, Sensitive, SystemId};
use callboard_sandbox::{Sandbox, SandboxOptions};
use callboard_systems::{CallContext, Client, Session, System, by_id};
use serde_json::json;
use tempfile::TempDir;

use super::prism::Prism;

const KEY: &str = "contract-test-key";

/// A sandbox with Prism before it, and an account on it.
struct Rig {
    sandbox: Sandbox,
    prism: Prism,
    client: Client,
    call: CallContext,
    _directory: TempDir,
}

impl Rig {
    async fn start() -> Self {
        let directory = TempDir::new().expect("a folder for the sandbox");
        let sandbox =
            Sandbox::start(SandboxOptions::new(directory.path(), KEY)).await.expect("start the sandbox");
        let prism = Prism::judge("bird", &sandbox.account("bird").expect("an account").base_url);
        let client = Client::new().expect("an HTTP client");
        Self { sandbox, prism, client, call: CallContext::quiet(), _directory: directory }
    }

    /// An account whose requests go through Prism.
    fn judged(&self, scheme: &str) -> Connection {
        let base_url = self.prism.base_url();
        let workspace =
            self.sandbox.account("bird").and_then(|bird| bird.value("workspaceId")).expect("a workspace");
        let values = [("baseUrl", &*base_url), ("workspaceId", workspace), ("authScheme", scheme)];
        let values = values.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
        Connection::new(ConnectionId("contract".to_owned()), SystemId::new("bird"), "Contract", values)
    }

    fn session<'a>(&'a self, connection: &'a Connection, credential: &'a Sensitive) -> Session<'a> {
        Session { connection, credential, agent_keys: &[], client: &self.client, call: &self.call }
    }
}

fn bird() -> &'static dyn System {
    by_id(&SystemId::new("bird")).expect("Bird among the systems")
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Prism: cargo xtask test --only contracts"]
async fn a_login_token_is_sent_as_the_contract_says() {
    let rig = Rig::start().await;
    let (connection, token) = (rig.judged("bearer"), Sensitive::new(KEY));
    bird().test(&rig.session(&connection, &token)).await.expect("the account works");
    rig.prism.assert_clean("Bird with a login token");
    let sent = rig.sandbox.requests().list();
    assert!(!sent.is_empty(), "nothing reached the sandbox");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Prism: cargo xtask test --only contracts"]
async fn an_agent_without_a_name_is_refused_in_the_documented_form() {
    let rig = Rig::start().await;
    let (account, key) = (rig.judged("accessKey"), Sensitive::new(KEY));
    let nameless = Edits([(Pointer::parse("/name").expect("a pointer"), json!(""))].into());
    let refused = bird()
        .parts()
        .create
        .expect("a part the system has")
        .create(&rig.session(&account, &key), &nameless)
        .await
        .expect_err("a name is needed");
    assert_eq!(refused.code, ErrorCode::RefusedValues);
    rig.prism.assert_clean("Bird's refusal");
}
