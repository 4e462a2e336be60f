//! A sandbox with a system's sample data, and accounts on it: through Prism, or directly.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use callboard_model::{AgentId, Connection, ConnectionId, Edits, ListQuery, Result, Sensitive, SystemId};
use callboard_sandbox::{Fault, FaultKind, RecordedRequest, Sandbox, SandboxOptions};
use callboard_systems::{
    CallContext, Client, HeldKey, Limits, Session, System, WaitNotice, Waiting, by_id, walk,
};
use serde_json::Value;
use tempfile::TempDir;

use super::deed::Deed;
use super::subject::Subject;

/// The key that the sandbox accepts.
pub(crate) const KEY: &str = "conformance-key-31f0";

/// Everything a check works with.
pub(crate) struct Stage {
    pub(crate) subject: &'static Subject,
    pub(crate) system: &'static dyn System,
    pub(crate) sandbox: Sandbox,
    /// An agent with members that nobody documents, as a fresh sandbox has it, and its id.
    pub(crate) sample: Value,
    pub(crate) sample_id: AgentId,
    /// Where requests go to be judged.
    judge: String,
    held: Vec<HeldKey>,
    names: AtomicU32,
    _directory: TempDir,
}

/// An account: everything a session is made of.
#[derive(Clone)]
pub(crate) struct Account {
    pub(crate) connection: Connection,
    pub(crate) credential: Sensitive,
    pub(crate) agent_keys: Vec<HeldKey>,
    pub(crate) client: Client,
    pub(crate) call: CallContext,
}

impl Account {
    pub(crate) fn session(&self) -> Session<'_> {
        Session {
            connection: &self.connection,
            credential: &self.credential,
            agent_keys: &self.agent_keys,
            client: &self.client,
            call: &self.call,
        }
    }

    /// The same account, giving up at the first failure.
    pub(crate) fn impatient(self) -> Self {
        Self { call: self.call.with_retry_budget(Duration::ZERO), ..self }
    }

    /// The same account, with keys that the system does not know.
    pub(crate) fn with_wrong_keys(self) -> Self {
        let agent_keys = self
            .agent_keys
            .into_iter()
            .map(|held| HeldKey { key: Sensitive::new("another-agent-key"), ..held })
            .collect();
        Self { credential: Sensitive::new("another-key"), agent_keys, ..self }
    }

    /// The same account, and what it is told about waiting.
    pub(crate) fn heard(self) -> (Self, Arc<Heard>) {
        let heard = Arc::new(Heard::default());
        let call = CallContext { waiting: heard.clone(), ..self.call };
        (Self { call, ..self }, heard)
    }
}

/// What was told about waiting.
#[derive(Default)]
pub(crate) struct Heard(Mutex<Vec<WaitNotice>>);

impl Heard {
    pub(crate) fn notices(&self) -> Vec<WaitNotice> {
        self.0.lock().expect("the notices").clone()
    }
}

impl Waiting for Heard {
    fn begins(&self, notice: &WaitNotice) {
        self.0.lock().expect("the notices").push(*notice);
    }
    fn ends(&self) {}
}

/// The account that the sandbox serves of the subject's system.
fn served<'a>(sandbox: &'a Sandbox, subject: &Subject) -> &'a callboard_sandbox::Account {
    sandbox.account(subject.system).expect("an account in the sandbox")
}

impl Stage {
    /// A sandbox of which `judge` makes the address that requests are to go through.
    pub(crate) async fn open<J>(
        subject: &'static Subject,
        judge: impl FnOnce(&str) -> (String, J),
    ) -> (Self, J) {
        let directory = TempDir::new().expect("a folder for the sandbox");
        let options = SandboxOptions::new(directory.path(), KEY);
        let sandbox = Sandbox::start(options).await.expect("start the sandbox");
        let (judge, kept) = judge(&served(&sandbox, subject).base_url);
        let mut stage = Self {
            subject,
            system: by_id(&SystemId::new(subject.system)).expect("the system"),
            sandbox,
            sample: Value::Null,
            sample_id: AgentId::parse("not read yet").unwrap(),
            judge,
            held: Vec::new(),
            names: AtomicU32::new(0),
            _directory: directory,
        };
        stage.held = stage.agent_keys().await;
        stage.sample = stage
            .find(&format!("{} in the sample data", subject.unknown), |document| {
                document.pointer(subject.unknown).is_some_and(|value| !value.is_null())
            })
            .await;
        stage.sample_id = stage.system.agent_id(&stage.sample).expect("an id");
        (stage, kept)
    }

    /// The keys of all agents with the agents they stand for, where agents have keys.
    async fn agent_keys(&self) -> Vec<HeldKey> {
        if !self.system.description().capabilities.agent_keys {
            return Vec::new();
        }
        let direct = self.direct();
        let mut held = Vec::new();
        for key in served(&self.sandbox, self.subject).agent_keys.iter().map(Sensitive::new) {
            let document = self
                .system
                .parts()
                .agent_keys
                .expect("a part the system has")
                .read_by_key(&direct.session(), &key)
                .await
                .expect("an agent by its key");
            held.push(HeldKey { agent: self.system.agent_id(&document), key });
        }
        held
    }

    /// An account whose requests are judged.
    pub(crate) fn judged(&self) -> Account {
        self.account(&self.judge)
    }

    /// An account that speaks to the sandbox itself.
    pub(crate) fn direct(&self) -> Account {
        self.account(&served(&self.sandbox, self.subject).base_url)
    }

    /// An account for `deed`: judged, but for the redirect to a stored file, which Prism follows itself.
    pub(crate) fn account_for(&self, deed: Deed) -> Account {
        if deed == Deed::FindMedia { self.direct() } else { self.judged() }
    }

    fn account(&self, base_url: &str) -> Account {
        let served = served(&self.sandbox, self.subject).values.iter();
        let values = served.map(|(name, value)| ((*name).to_owned(), value.clone()));
        let values = values.chain([("baseUrl".to_owned(), base_url.to_owned())]).collect();
        let id = ConnectionId("conformance".to_owned());
        let system = SystemId::new(self.subject.system);
        let limits = Limits { first_pause: Duration::from_millis(20), ..Limits::default() };
        Account {
            connection: Connection::new(id, system, "Conformance", values),
            credential: Sensitive::new(KEY),
            agent_keys: self.held.clone(),
            client: Client::with_limits(limits).expect("an HTTP client"),
            call: CallContext::quiet(),
        }
    }

    /// Whether the subject's contract has an operation for it.
    pub(crate) fn can(&self, deed: Deed) -> bool {
        self.subject.deeds.iter().any(|(known, _)| *known == deed)
    }

    /// The subject's deeds and the operations of the contract that they call.
    pub(crate) fn deeds(&self) -> impl Iterator<Item = (Deed, &'static str)> {
        self.subject.deeds.iter().copied()
    }

    /// Switches a fault on for one operation of the subject's contract.
    pub(crate) fn fault(&self, operation: &str, kind: FaultKind, shape: impl FnOnce(Fault) -> Fault) {
        let operation = format!("{}{operation}", self.subject.prefix);
        self.sandbox.faults().add(shape(Fault::new(kind).on(&operation)));
    }

    /// The requests of one operation that the sandbox has seen since the check began.
    pub(crate) fn seen(&self, operation: &str) -> Vec<RecordedRequest> {
        let operation = format!("{}{operation}", self.subject.prefix);
        let all = self.sandbox.requests().list().into_iter();
        all.filter(|request| request.operation.as_deref() == Some(operation.as_str())).collect()
    }

    /// A sandbox as it was at first, without faults and with a rate that nothing counts against.
    pub(crate) async fn reset(&self) {
        self.sandbox.reset().await.expect("reset the sandbox");
        self.sandbox.requests().clear();
    }

    /// The settings of a new agent, each time with another name.
    pub(crate) fn new_agent(&self) -> Edits {
        (self.subject.creation)(&format!("Conformance {}", self.names.fetch_add(1, Ordering::Relaxed)))
    }

    /// A new agent, made directly.
    pub(crate) async fn created(&self) -> AgentId {
        let direct = self.direct();
        let created = self
            .system
            .parts()
            .create
            .expect("a part the system has")
            .create(&direct.session(), &self.new_agent())
            .await
            .expect("a new agent");
        self.system.agent_id(&created.document).expect("its id")
    }

    /// Saves the edits, and answers the agent as it is stored then: as the system answered it where that is the only way to
    /// know, else as it was read back.
    pub(crate) async fn saved(
        &self,
        account: &Account,
        id: &AgentId,
        fresh: &Value,
        edits: &Edits,
    ) -> Result<Value> {
        match self
            .system
            .parts()
            .update
            .expect("a part the system has")
            .update(&account.session(), id, fresh, edits)
            .await?
        {
            Some(answered) => Ok(answered),
            None => {
                self.system.parts().read.expect("a part the system has").read(&account.session(), id).await
            }
        }
    }

    /// The agent as it is now: read, or taken from the list where there is nothing to read it with.
    pub(crate) async fn fresh(&self, account: &Account, id: &AgentId) -> Value {
        if self.can(Deed::Read) {
            return self
                .system
                .parts()
                .read
                .expect("a part the system has")
                .read(&account.session(), id)
                .await
                .expect("read the agent");
        }
        let all = walk(self.system, &account.session(), &ListQuery::default(), 50).await.expect("the list");
        let found = all.into_iter().find(|document| self.system.agent_id(document).as_ref() == Some(id));
        found.expect("the agent in the list")
    }

    /// The first agent of the list that is `wanted`, whole.
    pub(crate) async fn find(&self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let direct = self.direct();
        let all = walk(self.system, &direct.session(), &ListQuery::default(), 50).await.expect("the list");
        let found = all.iter().find(|document| wanted(document));
        let id = found.and_then(|document| self.system.agent_id(document));
        self.fresh(&direct, &id.unwrap_or_else(|| panic!("no sample agent: {what}"))).await
    }

    /// An agent with a stored picture, and the id of the file.
    pub(crate) async fn stored_picture(&self) -> (AgentId, String) {
        let direct = self.direct();
        let all = walk(self.system, &direct.session(), &ListQuery::default(), 50).await.expect("the list");
        all.iter()
            .find_map(|document| {
                let url = self.system.avatar_url(document)?;
                Some((
                    self.system.agent_id(document)?,
                    self.system.parts().media.expect("a part the system has").stored_file(url.as_str())?.file,
                ))
            })
            .expect("a sample agent with a picture")
    }
}
