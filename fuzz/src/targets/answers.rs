//! The answers of the five systems: whatever comes back, the adapter makes agents, pages, forms or an error of it.
//!
//! Seeds are what the sample server answers to each operation. A changed answer is given to the operation it belongs to, and
//! what comes out of it goes where the program shows it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use callboard_model::media::MediaKind;
use callboard_model::{
    AgentId, Connection, ConnectionId, Edits, ListQuery, Pointer, Sensitive, SystemId, UserQuery,
};
use callboard_sandbox::{Sandbox, SandboxOptions};
use callboard_systems::{
    CallContext, Client, HeldKey, IncomingAnswer, Limits, OutgoingRequest, Session, System, Transport,
    TransportFault, all, by_id,
};
use jiff::Timestamp;
use reqwest::header::{HeaderMap, HeaderValue};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::bytes_change;
use crate::chance::Drawn;
use crate::json_change;
use crate::run::Target;

const KEY: &str = "sk-fuzzed-0123456789";

/// Every operation of every system that answers something.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Operation {
    List,
    Read,
    ReadOwn,
    Index,
    ReadByKey,
    Availability,
    Workload,
    Users,
    Statistic,
    Versions,
    UploadForm,
    MediaLocation,
    Create,
    Update,
    Delete,
    Test,
}

const OPERATIONS: [Operation; 16] = [
    Operation::List,
    Operation::Read,
    Operation::ReadOwn,
    Operation::Index,
    Operation::ReadByKey,
    Operation::Availability,
    Operation::Workload,
    Operation::Users,
    Operation::Statistic,
    Operation::Versions,
    Operation::UploadForm,
    Operation::MediaLocation,
    Operation::Create,
    Operation::Update,
    Operation::Delete,
    Operation::Test,
];

/// An answer to an operation.
#[derive(Clone, Debug)]
pub(super) struct Answered {
    operation: Operation,
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Bytes,
}

/// Answers every request with one and the same.
#[derive(Default)]
struct Canned(Mutex<Option<IncomingAnswer>>);

#[async_trait]
impl Transport for Canned {
    async fn exchange(&self, _request: &OutgoingRequest) -> Result<IncomingAnswer, TransportFault> {
        let answer = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Ok(answer.unwrap_or(IncomingAnswer { status: 503, headers: HeaderMap::new(), body: Bytes::new() }))
    }
}

/// Asks the sample server, and remembers its last answer.
struct Recording {
    sandbox: Sandbox,
    last: Mutex<Option<IncomingAnswer>>,
}

#[async_trait]
impl Transport for Recording {
    async fn exchange(&self, request: &OutgoingRequest) -> Result<IncomingAnswer, TransportFault> {
        let query = request.url.query().map(|query| format!("?{query}")).unwrap_or_default();
        let target = format!("{}{query}", request.url.path());
        let (method, body) = (request.method.clone(), request.body.clone().unwrap_or_default());
        let answer = self.sandbox.answer(method, &target, request.headers.clone(), body).await;
        let answer = answer.map_or_else(
            || IncomingAnswer { status: 502, headers: HeaderMap::new(), body: Bytes::new() },
            |answer| IncomingAnswer { status: answer.status, headers: answer.headers, body: answer.body },
        );
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer.clone());
        Ok(answer)
    }
}

pub(super) struct Answers {
    system: &'static dyn System,
    connection: Connection,
    credential: Sensitive,
    agent_keys: Vec<HeldKey>,
    agent: AgentId,
    runtime: Runtime,
    canned: Arc<Canned>,
    seeds: Vec<Answered>,
    /// The seeds' bodies, for pieces.
    bodies: Vec<Vec<u8>>,
    documents: Vec<Value>,
}

impl Answers {
    pub(super) fn of(name: &str) -> Result<Self, String> {
        let failed = |error: &dyn std::fmt::Display| format!("cannot begin: {error}");
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| failed(&error))?;
        let folder = tempfile::tempdir().map_err(|error| failed(&error))?;
        let options = SandboxOptions::new(folder.path(), KEY);
        let sandbox = Sandbox::in_process(options).map_err(|error| failed(&error))?;
        let system = by_id(&SystemId::new(name)).ok_or("there is no such system")?;
        let account = sandbox.account(name).ok_or("the sample server does not know the system")?;
        let values = account.values.iter().map(|(key, value)| ((*key).to_owned(), value.clone()));
        let values = values.chain([("baseUrl".to_owned(), account.base_url.clone())]).collect();
        let connection = Connection::new(ConnectionId("c-1".into()), SystemId::new(name), name, values);
        let keys = account.agent_keys.iter();
        let agent = AgentId::parse("a0000000-0000-4000-8000-000000000001").ok_or("that is no id")?;
        let agent_keys = keys.map(|key| HeldKey { agent: Some(agent.clone()), key: Sensitive::new(key) });
        let mut answers = Self {
            system,
            connection,
            credential: Sensitive::new(KEY),
            agent_keys: agent_keys.collect(),
            agent,
            runtime,
            canned: Arc::new(Canned::default()),
            seeds: Vec::new(),
            bodies: Vec::new(),
            documents: Vec::new(),
        };
        answers.learn(Recording { sandbox, last: Mutex::new(None) })?;
        Ok(answers)
    }

    /// Asks the sample server everything once.
    fn learn(&mut self, recording: Recording) -> Result<(), String> {
        let recording = Arc::new(recording);
        for operation in OPERATIONS {
            let client = Client::over(recording.clone(), Limits::default());
            let documents = self.runtime.block_on(self.ask(operation, &client));
            if operation == Operation::List
                && let Some(first) = documents.first().and_then(|document| self.system.agent_id(document))
            {
                self.agent = first;
            }
            let answer = recording.last.lock().unwrap_or_else(PoisonError::into_inner).take();
            let Some(answer) = answer else { continue };
            self.bodies.push(answer.body.to_vec());
            self.documents.extend(documents);
            self.seeds.push(Answered {
                operation,
                status: answer.status,
                headers: Vec::new(),
                body: answer.body,
            });
        }
        if self.documents.is_empty() {
            return Err("the sample server has no agents".to_owned());
        }
        Ok(())
    }

    /// Asks one operation and answers the agents' documents that came of it.
    async fn ask(&self, operation: Operation, client: &Client) -> Vec<Value> {
        let call = CallContext::quiet().with_retry_budget(Duration::ZERO);
        let session = Session {
            connection: &self.connection,
            credential: &self.credential,
            agent_keys: &self.agent_keys,
            client,
            call: &call,
        };
        let (system, agent, parts) = (self.system, &self.agent, self.system.parts());
        let edits = Edits(Pointer::parse("/name").into_iter().map(|name| (name, json!("Fuzzed"))).collect());
        let fresh = self.documents.first().cloned().unwrap_or_else(|| json!({}));
        let now = Timestamp::UNIX_EPOCH;
        match operation {
            Operation::List => {
                let page = system.list(&session, &ListQuery::default(), None).await;
                page.map(|page| page.documents).unwrap_or_default()
            }
            Operation::Read => match parts.read {
                Some(part) => part.read(&session, agent).await.into_iter().collect(),
                None => Vec::new(),
            },
            Operation::ReadOwn => match parts.own_agent {
                Some(part) => part.read_own(&session).await.into_iter().collect(),
                None => Vec::new(),
            },
            Operation::ReadByKey => match (parts.agent_keys, self.agent_keys.first()) {
                (Some(part), Some(held)) => part.read_by_key(&session, &held.key).await.into_iter().collect(),
                _ => Vec::new(),
            },
            Operation::Create => match parts.create {
                Some(part) => {
                    part.create(&session, &edits).await.into_iter().map(|created| created.document).collect()
                }
                None => Vec::new(),
            },
            Operation::Update => match parts.update {
                Some(part) => {
                    part.update(&session, agent, &fresh, &edits).await.into_iter().flatten().collect()
                }
                None => Vec::new(),
            },
            Operation::Index => {
                if let Some(part) = parts.index {
                    let _ = part.index(&session).await;
                }
                Vec::new()
            }
            Operation::Availability | Operation::Workload => {
                if let Some(part) = parts.live_state {
                    let _ = part.availability(&session, agent).await;
                    let _ = part.workload(&session, agent).await;
                }
                Vec::new()
            }
            Operation::Users => {
                if let Some(part) = parts.activity {
                    let query = UserQuery { page: None, page_size: None, order_by: None, descending: false };
                    let _ = part.users(&session, agent, &query).await;
                }
                Vec::new()
            }
            Operation::Statistic => {
                if let Some(part) = parts.activity {
                    let _ = part.statistic(&session, agent, now, now).await;
                }
                Vec::new()
            }
            Operation::Versions => {
                if let Some(part) = parts.versions {
                    let _ = part.versions(&session, agent, None).await;
                }
                Vec::new()
            }
            Operation::UploadForm => {
                if let Some(part) = parts.media {
                    for media in [MediaKind::Avatar, MediaKind::Drop] {
                        let _ = part.upload_form(&session, agent, media).await;
                    }
                }
                Vec::new()
            }
            Operation::MediaLocation => {
                if let Some(part) = parts.media {
                    let _ = part.media_location(&session, agent, "f-1").await;
                }
                Vec::new()
            }
            Operation::Delete => {
                if let Some(part) = parts.delete {
                    let _ = part.delete(&session, agent).await;
                }
                Vec::new()
            }
            Operation::Test => {
                let _ = system.test(&session).await;
                Vec::new()
            }
        }
    }

    /// Everything that the program makes of a document before anybody asks for more.
    fn show(&self, document: &Value) -> Result<(), String> {
        let system = self.system;
        let _ = system.name(document);
        if let Some(id) = system.agent_id(document) {
            let summary = system.summary(&self.connection.id, id, document, Timestamp::UNIX_EPOCH);
            serde_json::to_string(&summary)
                .map_err(|error| format!("the window would get no row: {error}"))?;
        }
        let _ = system.avatar_url(document);
        let outline = system.outline(document);
        for other in all() {
            let _ = other.adopt(&outline);
        }
        let parts = system.parts();
        if let Some(part) = parts.media {
            let texts = ["/avatarUrl", "/dropVms/0/mediaUrl"];
            for url in texts.iter().filter_map(|place| document.pointer(place)?.as_str()) {
                let _ = part.stored_file(url);
            }
        }
        if let Some(part) = parts.drops {
            let _ = part.drops(document);
            let _ = part.add_drop(document, "New", "https://media.example/1", None);
            let _ = part.replace_drop(document, 0, "https://media.example/1", Some("1"));
            let _ = part.adopt_drop(document, document, 0);
        }
        Ok(())
    }
}

const WORDS: [&str; 10] =
    ["\u{0}", "\u{feff}", "\\u0000", "\\ud800", "[[[[[[[[", "{\"a\":", "1e400", "null", "\"id\":\"\",", "]"];

const HEADERS: [(&str, &str); 7] = [
    ("retry-after", "18446744073709551615"),
    ("retry-after", "Fri, 31 Dec 9999 23:59:59 GMT"),
    ("date", "Thu, 01 Jan 1970 00:00:00 GMT"),
    ("x-request-id", KEY),
    ("location", "file:///etc/passwd"),
    ("location", "//"),
    ("cf-ray", ""),
];

impl Target for Answers {
    type Input = Answered;

    fn make(&self, drawn: &mut Drawn<'_>) -> Answered {
        let seed = drawn.one(&self.seeds).cloned();
        let mut answer = seed.unwrap_or_else(|| Answered {
            operation: Operation::List,
            status: 200,
            headers: Vec::new(),
            body: Bytes::new(),
        });
        let parsed = serde_json::from_slice::<Value>(&answer.body).ok();
        let body = match parsed {
            Some(document) if drawn.percent(75) => {
                json_change::changed(drawn, &document, &self.documents).to_string().into_bytes()
            }
            _ => bytes_change::changed(drawn, &answer.body, &self.bodies, &WORDS),
        };
        answer.body = Bytes::from(body);
        if drawn.percent(20) {
            let statuses = [200, 201, 204, 301, 302, 400, 401, 403, 404, 409, 410, 422, 429, 500, 503, 599];
            answer.status = drawn.one(&statuses).copied().unwrap_or(200);
        }
        while drawn.percent(25) {
            answer.headers.extend(drawn.one(&HEADERS).map(|(name, value)| (*name, (*value).to_owned())));
        }
        answer
    }

    fn execute(&mut self, input: &Answered) -> Result<(), String> {
        let mut headers = HeaderMap::new();
        for (name, value) in &input.headers {
            if let Ok(value) = HeaderValue::from_str(value) {
                headers.append(*name, value);
            }
        }
        let answer = IncomingAnswer { status: input.status, headers, body: input.body.clone() };
        *self.canned.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
        // A client of its own, because one that remembers how many requests it sent would have to wait.
        let client = Client::over(self.canned.clone(), Limits::default());
        let documents = self.runtime.block_on(self.ask(input.operation, &client));
        documents.iter().try_for_each(|document| self.show(document))
    }
}

/// The agents of the sample server, for targets that begin from documents.
pub(super) fn documents(name: &str) -> Result<Vec<Value>, String> {
    let mut answers = Answers::of(name)?;
    Ok(std::mem::take(&mut answers.documents))
}
