//! The server and the truth: what every agent was at every moment, who wrote what, and who had read what before.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use callboard_model::{ChangeId, ChangeKind};
use callboard_sandbox::{Fault, FaultKind, InProcessAnswer, Sandbox, SandboxOptions};
use callboard_usecases::Clock;
use jiff::Timestamp;
use reqwest::Method;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use serde_json::Value;
use tokio::time::Instant;

use crate::chance::Chance;
use crate::counts::Counts;
use crate::disk::Disk;
use crate::systems::{KEY, Kind, Target};

/// An agent.
pub(crate) type Place = (Kind, String);

/// The moment every run begins at.
const BEGINNING: i64 = 1_790_000_000;

/// Agents that are left of each system's sample.
const LEFT: usize = 4;

thread_local! {
    static START: std::cell::Cell<Option<Instant>> = const { std::cell::Cell::new(None) };
}

/// Now, for whoever may only ask a function.
pub(crate) fn now() -> std::time::SystemTime {
    let passed = START.get().map_or(Duration::ZERO, |start| Instant::now().duration_since(start));
    std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(BEGINNING.unsigned_abs()) + passed
}

/// Time as the runtime has it.
pub(crate) struct VirtualClock(pub(crate) Instant);

impl Clock for VirtualClock {
    fn now(&self) -> Timestamp {
        let passed = Instant::now().duration_since(self.0);
        Timestamp::from_second(BEGINNING).unwrap() + jiff::SignedDuration::try_from(passed).unwrap()
    }
}

/// Who wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Author {
    Admin { admin: usize, operation: u64 },
    Colleague,
}

/// A change that the server carried out.
pub(crate) struct Write {
    pub(crate) number: u64,
    pub(crate) author: Author,
    pub(crate) method: Method,
    pub(crate) place: Place,
    /// The change of the admin's program that it belongs to.
    pub(crate) change: Option<ChangeId>,
    /// Whether it was applied after its sender had given up on it.
    pub(crate) late: bool,
    /// When it was sent.
    pub(crate) sent: u64,
    pub(crate) before: Value,
    pub(crate) after: Value,
}

/// What an operation of an admin did and saw.
#[derive(Default)]
pub(crate) struct Trace {
    /// What it read of each agent, and when.
    pub(crate) readings: BTreeMap<Place, Vec<(u64, Arc<Value>)>>,
    /// When it last sent something to each agent.
    pub(crate) sent: BTreeMap<Place, u64>,
    pub(crate) changes: BTreeSet<ChangeId>,
    /// Items of lists that its admin took out.
    pub(crate) taken_out: BTreeSet<String>,
}

/// A request that arrives after its sender gave up.
pub(crate) struct Late {
    pub(crate) due: Instant,
    pub(crate) admin: usize,
    pub(crate) operation: u64,
    pub(crate) change: Option<ChangeId>,
    pub(crate) sent: u64,
    pub(crate) request: Asked,
}

/// Where a request comes from.
pub(crate) struct Origin {
    pub(crate) author: Author,
    pub(crate) change: Option<ChangeId>,
    pub(crate) late: bool,
    pub(crate) sent: u64,
}

/// A request.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) method: Method,
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: bytes::Bytes,
}

/// Everything that is known of the run.
pub(crate) struct State {
    pub(crate) chance: Chance,
    /// Counts what happens.
    pub(crate) moment: u64,
    /// How many of a hundred requests meet something.
    pub(crate) faulty: usize,
    pub(crate) agents: BTreeMap<Place, Value>,
    /// In the order in which they were met: their names are other ones in every run.
    pub(crate) order: Vec<Place>,
    /// The same, with those that are gone.
    pub(crate) met: Vec<Place>,
    pub(crate) gone: BTreeSet<Place>,
    pub(crate) writes: Vec<Write>,
    pub(crate) late: Vec<Late>,
    pub(crate) traces: BTreeMap<u64, Trace>,
    /// Whose future is polled: the admin and the operation.
    pub(crate) current: Option<(usize, u64)>,
    /// Changes that are being sent at this moment, by admin and agent.
    pub(crate) flights: BTreeMap<(usize, Place), u64>,
    pub(crate) owners: BTreeMap<ChangeId, u64>,
    /// The fields that each change sends.
    pub(crate) fields: BTreeMap<ChangeId, Vec<String>>,
    /// The agent that each change is about.
    pub(crate) targets: BTreeMap<ChangeId, Place>,
    /// The changes in the order in which they were first sent.
    pub(crate) change_order: Vec<String>,
    /// Which admin each operation is of.
    pub(crate) admins: BTreeMap<u64, usize>,
    /// Operations that go on.
    pub(crate) alive: BTreeSet<u64>,
    /// Changes of which an admin was told that nothing was changed.
    pub(crate) told_no: BTreeMap<ChangeId, u64>,
    /// Changes that an admin says were made, and that were.
    pub(crate) decided: BTreeSet<ChangeId>,
    pub(crate) disks: Vec<Option<Arc<Disk>>>,
    pub(crate) violations: Vec<String>,
    pub(crate) counts: Counts,
    pub(crate) story: Vec<String>,
}

pub(crate) struct World {
    pub(crate) sandbox: Sandbox,
    pub(crate) start: Instant,
    state: Mutex<State>,
}

impl World {
    pub(crate) fn new(folder: &Path, seed: u64) -> Self {
        let start = Instant::now();
        START.set(Some(start));
        let clock = VirtualClock(start);
        let mut options = SandboxOptions::new(folder.join("sandbox"), KEY);
        options.port = 9;
        options.clock = Arc::new(move || clock.now());
        let sandbox = Sandbox::in_process(options).unwrap();
        let state = State {
            chance: Chance::new(seed),
            moment: 0,
            faulty: 0,
            agents: BTreeMap::new(),
            order: Vec::new(),
            met: Vec::new(),
            gone: BTreeSet::new(),
            writes: Vec::new(),
            late: Vec::new(),
            traces: BTreeMap::new(),
            current: None,
            flights: BTreeMap::new(),
            owners: BTreeMap::new(),
            fields: BTreeMap::new(),
            targets: BTreeMap::new(),
            change_order: Vec::new(),
            admins: BTreeMap::new(),
            alive: BTreeSet::new(),
            told_no: BTreeMap::new(),
            decided: BTreeSet::new(),
            disks: vec![None, None],
            violations: Vec::new(),
            counts: Counts::default(),
            story: Vec::new(),
        };
        let world = Self { sandbox, start, state: Mutex::new(state) };
        for kind in Kind::ALL {
            let list = world.colleague(kind, Method::GET, "", None).unwrap();
            for (index, document) in kind.documents(&list.body).into_iter().enumerate() {
                let id = Kind::id(&document);
                if index < LEFT {
                    let whole = world.read(kind, &id).unwrap();
                    world.state().agents.insert((kind, id.clone()), whole);
                    world.state().order.push((kind, id.clone()));
                    world.state().met.push((kind, id));
                } else {
                    world.colleague(kind, Method::DELETE, &format!("/{id}"), None).unwrap();
                }
            }
        }
        world.state().faulty = 22;
        world
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the sandbox, which answers without waiting for anything.
    fn ask(&self, asked: &Asked, fault: Option<FaultKind>) -> Option<InProcessAnswer> {
        if let Some(kind) = fault {
            self.sandbox.faults().add(Fault { kind, operation: None, after: None, times: Some(1) });
        }
        // Unconstrained: tokio would make a task wait that polled its locks often, and this one is polled once.
        let answering = pin!(tokio::task::unconstrained(self.sandbox.answer(
            asked.method.clone(),
            &asked.target,
            asked.headers.clone(),
            asked.body.clone()
        )));
        let answer = match answering.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(answer) => answer,
            Poll::Pending => panic!("the sandbox waits for something"),
        };
        self.sandbox.faults().clear();
        self.sandbox.requests().clear();
        answer
    }

    /// What somebody asks who works at the server itself.
    fn plain(&self, kind: Kind, method: Method, rest: &str, body: Option<&Value>) -> Asked {
        let mut headers = HeaderMap::new();
        let scheme = if kind == Kind::Bird { "AccessKey" } else { "Bearer" };
        headers.insert(AUTHORIZATION, HeaderValue::from_str(&format!("{scheme} {KEY}")).unwrap());
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let (agents, query) = (kind.agents(&self.sandbox), kind.query(&self.sandbox));
        let body = body.map(|body| bytes::Bytes::from(body.to_string())).unwrap_or_default();
        Asked { method, target: format!("{agents}{rest}{query}"), headers, body }
    }

    /// The agent as it is at this moment.
    pub(crate) fn read(&self, kind: Kind, id: &str) -> Option<Value> {
        let mut tries = 0;
        loop {
            let answer = self.ask(&self.plain(kind, Method::GET, &format!("/{id}"), None), None)?;
            // HMS Sovereign counts these readings as well.
            if answer.status != 429 || tries > 0 {
                return if answer.status == 200 { kind.document(&answer.body) } else { None };
            }
            tries += 1;
            self.sandbox.forget_pace();
        }
    }

    pub(crate) fn colleague(
        &self,
        kind: Kind,
        method: Method,
        rest: &str,
        body: Option<&Value>,
    ) -> Option<InProcessAnswer> {
        let asked = self.plain(kind, method, rest, body);
        let origin = || Origin { author: Author::Colleague, change: None, late: false, sent: 0 };
        let answer = self.apply(origin(), &asked, None)?;
        if answer.status == 429 {
            self.sandbox.forget_pace();
            return self.apply(origin(), &asked, None);
        }
        Some(answer)
    }

    /// Lets the server carry a request out and notes what became of it.
    pub(crate) fn apply(
        &self,
        origin: Origin,
        asked: &Asked,
        fault: Option<FaultKind>,
    ) -> Option<InProcessAnswer> {
        let Origin { author, change, late, sent } = origin;
        let answer = self.ask(asked, fault);
        let path = asked.target.split('?').next().unwrap_or_default();
        if asked.method == Method::GET {
            return answer;
        }
        let Some((kind, target)) = Kind::target(&self.sandbox, path) else { return answer };
        let id = match target {
            Target::Agent(id) | Target::PartOf(id) => Some(id),
            Target::Agents => self.newest(kind),
            Target::Elsewhere => None,
        };
        let Some(id) = id else { return answer };
        let place = (kind, id);
        let after = self.read(kind, &place.1).unwrap_or_default();
        let mut state = self.state();
        let before = state.agents.get(&place).cloned().unwrap_or_default();
        if before == after {
            return answer;
        }
        state.moment += 1;
        let number = state.moment;
        if after.is_null() {
            state.agents.remove(&place);
            state.order.retain(|each| *each != place);
            state.gone.insert(place.clone());
        } else if state.agents.insert(place.clone(), after.clone()).is_none() {
            state.order.push(place.clone());
        }
        let method = asked.method.clone();
        state.tell(format!("applied {method} {place:?} by {author:?} change {change:?} late {late}"));
        state.writes.push(Write { number, author, method, place, change, late, sent, before, after });
        crate::invariants::of_write(&mut state);
        drop(state);
        answer
    }

    /// The agent that was created last, where it is not known yet.
    fn newest(&self, kind: Kind) -> Option<String> {
        self.sandbox.forget_pace();
        let answer = self.ask(&self.plain(kind, Method::GET, "", None), None)?;
        let state = self.state();
        kind.documents(&answer.body).iter().map(Kind::id).find(|id| {
            !state.agents.contains_key(&(kind, id.clone())) && !state.gone.contains(&(kind, id.clone()))
        })
    }

    /// Lets requests arrive that are late.
    pub(crate) fn arrive(&self) {
        let now = Instant::now();
        loop {
            let mut state = self.state();
            let Some(index) = state.late.iter().position(|late| late.due <= now) else { return };
            let Late { admin, operation, change, sent, request, .. } = state.late.remove(index);
            state.counts.add("faults", "arrived late");
            drop(state);
            let author = Author::Admin { admin, operation };
            self.apply(Origin { author, change, late: true, sent }, &request, None);
        }
    }

    /// How long until the next late request arrives.
    pub(crate) fn next_arrival(&self) -> Option<Duration> {
        let now = Instant::now();
        self.state().late.iter().map(|late| late.due.saturating_duration_since(now)).min()
    }
}

impl State {
    pub(crate) fn tell(&mut self, line: String) {
        if std::env::var_os("CALLBOARD_STORY").is_some() {
            let time = now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default().as_millis();
            self.story.push(format!("{}.{:03} {line}", time / 1000 % 100_000, time % 1000));
        }
    }

    pub(crate) fn owner_of(&self, operation: u64) -> Option<usize> {
        self.admins.get(&operation).copied()
    }

    /// When a change was first sent, among the others.
    pub(crate) fn sent_last(&self, change: &ChangeId) -> Option<usize> {
        self.change_order.iter().position(|each| *each == change.0)
    }

    /// Whether an entry lacks the document of the agent that was deleted.
    pub(crate) fn nothing_left(&self, change: &ChangeId, entry: &callboard_model::ChangeRecord) -> bool {
        let deleted = self.writes.iter().any(|write| write.change.as_ref() == Some(change));
        deleted && entry.document.get("name").is_none()
    }

    pub(crate) fn violated(&mut self, what: String) {
        if self.violations.len() < 20 {
            self.violations.push(what);
        }
    }

    /// What of the program's journal a request belongs to, by its agent or the name of its new agent. That there is nothing means
    /// that it was not written down.
    pub(crate) fn change_of(
        &mut self,
        admin: usize,
        operation: u64,
        method: &Method,
        kind: Kind,
        agent: Result<&str, &String>,
    ) -> Option<ChangeId> {
        let intents = self.disks.get(admin)?.clone()?.intents();
        let fits = |change: ChangeKind| match *method {
            Method::POST => change == ChangeKind::Created,
            Method::DELETE => change == ChangeKind::Deleted,
            _ => !matches!(change, ChangeKind::Created | ChangeKind::Deleted),
        };
        let found = intents.into_iter().rev().find(|intent| {
            let owner = self.owners.get(&intent.id);
            intent.was_sent
                && intent.account.as_str().starts_with(kind.name())
                && fits(intent.kind)
                && match agent {
                    Ok(agent) => intent.agent.as_ref().is_some_and(|id| id.as_str() == agent),
                    Err(name) => intent.agent.is_none() && intent.agent_name == *name,
                }
                && owner.is_none_or(|owner| *owner == operation)
        })?;
        let fields = found.edits.0.keys().map(|pointer| pointer.as_str().to_owned()).collect();
        self.fields.insert(found.id.clone(), fields);
        if self.owners.insert(found.id.clone(), operation).is_none() {
            self.change_order.push(found.id.0.clone());
        }
        self.traces.entry(operation).or_default().changes.insert(found.id.clone());
        Some(found.id)
    }
}
