//! A stage for the adapter: a server that answers as told, an account on it, and a client with short patience.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

pub mod contract;

use std::time::Duration;

use callboard_model::{AgentId, Connection, ConnectionId, Edits, Pointer, Sensitive, SystemId};
use callboard_systems::{AnswerSize, CallContext, Client, HeldKey, Limits, Session, System, by_id};
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

pub const KEY: &str = "test-key-000";
pub const AGENT: &str = "a0000000-0000-4000-8000-000000000001";
/// Where the agents of the stage's workspace live.
pub const AGENTS: &str = "/base/workspaces/w-1/agents";

pub struct Stage {
    pub server: MockServer,
    pub connection: Connection,
    pub credential: Sensitive,
    pub agent_keys: Vec<HeldKey>,
    pub client: Client,
    pub call: CallContext,
}

impl Stage {
    pub async fn new() -> Self {
        Self::with(connection).await
    }

    /// A stage for a system whose connection needs an address and perhaps keys.
    pub async fn of(name: &str) -> Self {
        let values = |base: &str| [("baseUrl".to_owned(), base.to_owned())].into();
        let connect =
            |base: &str| Connection::new(ConnectionId("c-1".into()), SystemId::new(name), name, values(base));
        Self::with(connect).await
    }

    async fn with(connect: impl Fn(&str) -> Connection) -> Self {
        let server = MockServer::start().await;
        let connection = connect(&format!("{}/base", server.uri()));
        Self {
            server,
            connection,
            credential: Sensitive::new(KEY),
            agent_keys: Vec::new(),
            client: client(),
            call: CallContext::quiet(),
        }
    }

    pub fn session(&self) -> Session<'_> {
        Session {
            connection: &self.connection,
            credential: &self.credential,
            agent_keys: &self.agent_keys,
            client: &self.client,
            call: &self.call,
        }
    }

    /// Answers `verb` at `place` below the workspace's agents.
    pub async fn answers(&self, verb: &str, place: &str, answer: ResponseTemplate) {
        Mock::given(method(verb))
            .and(path(format!("{AGENTS}{place}")))
            .respond_with(answer)
            .mount(&self.server)
            .await;
    }

    /// Answers once, before whatever else is mounted.
    pub async fn answers_first(&self, verb: &str, place: &str, answer: ResponseTemplate) {
        Mock::given(method(verb))
            .and(path(format!("{AGENTS}{place}")))
            .respond_with(answer)
            .up_to_n_times(1)
            .with_priority(1)
            .mount(&self.server)
            .await;
    }

    /// Answers `verb` at `place` below the base address.
    pub async fn answers_at(&self, verb: &str, place: &str, answer: ResponseTemplate) {
        Mock::given(method(verb))
            .and(path(format!("/base{place}")))
            .respond_with(answer)
            .mount(&self.server)
            .await;
    }

    /// How many requests of this method there were.
    pub async fn sent(&self, verb: &str) -> usize {
        self.requests().await.iter().filter(|request| request.method.as_str() == verb).count()
    }

    pub async fn requests(&self) -> Vec<Request> {
        self.server.received_requests().await.unwrap()
    }

    /// Method, path with query, and body of every request so far.
    pub async fn heard(&self) -> Vec<(String, String, Value)> {
        let told = |request: &Request| {
            let query = request.url.query().map(|query| format!("?{query}")).unwrap_or_default();
            let body = if request.body.is_empty() { Value::Null } else { request.body_json().unwrap() };
            (request.method.to_string(), format!("{}{query}", request.url.path()), body)
        };
        self.requests().await.iter().map(told).collect()
    }
}

pub fn client() -> Client {
    Client::with_limits(Limits {
        connect_timeout: Duration::from_secs(2),
        read_timeout: Duration::from_millis(400),
        first_pause: Duration::from_millis(2),
        document: AnswerSize { bytes: 200_000, ..AnswerSize::DOCUMENT },
        list: AnswerSize { bytes: 200_000, ..AnswerSize::LIST },
        ..Limits::default()
    })
    .unwrap()
}

pub fn connection(base: &str) -> Connection {
    let values = [("baseUrl", base), ("workspaceId", "w-1"), ("authScheme", "accessKey")];
    let values = values.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
    Connection::new(ConnectionId("c-1".into()), SystemId::new("bird"), "Bird", values)
}

pub fn system(name: &str) -> &'static dyn System {
    by_id(&SystemId::new(name)).unwrap()
}

pub fn bird() -> &'static dyn System {
    by_id(&SystemId::new("bird")).unwrap()
}

pub fn agent_id() -> AgentId {
    AgentId::parse(AGENT).unwrap()
}

pub fn edits(list: &[(&str, Value)]) -> Edits {
    Edits(list.iter().map(|(place, value)| (Pointer::parse(*place).unwrap(), value.clone())).collect())
}

pub fn ok(body: &Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(body)
}

pub fn refusal(status: u16, code: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(json!({"code": code, "message": "said by the server"}))
}
