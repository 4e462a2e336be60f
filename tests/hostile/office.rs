//! The program without its window on a hostile server: what the admin sees, and what is kept of it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use callboard_journal::Journal;
use callboard_media::{Player, StorageClient, StorageTimings};
use callboard_model::settings::Settings;
use callboard_model::{
    AgentId, AgentPage, AgentRecord, ConnectionDraft, ConnectionId, Edits, ErrorCode, JobId, ListQuery,
    Pointer, Result, SaveOutcome, Sensitive, SystemId,
};
use callboard_systems::Client;
use callboard_usecases::{
    Callboard, Clock, Events, Parts, SampleAccess, Samples, SaveRequest, SaveTarget, Store,
};
use callboard_vault::Vault;
use jiff::Timestamp;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::answers::{answer, long, ok, send};
use super::server::{Answers, Asked, Script, Server, Step};
use super::stage::{Account, KEY, Kind, LISTING, Operation, limits};

#[derive(Default)]
struct Kept(Mutex<BTreeMap<String, Value>>);

impl Store for Kept {
    fn read(&self, key: &str) -> Option<Value> {
        self.0.lock().unwrap().get(key).cloned()
    }

    fn write(&self, key: &str, value: Value) -> Result<()> {
        self.0.lock().unwrap().insert(key.to_owned(), value);
        Ok(())
    }
}

struct Now;

impl Clock for Now {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

struct NoSamples;

#[async_trait]
impl Samples for NoSamples {
    async fn start(&self) -> Result<Vec<SampleAccess>> {
        Err(ErrorCode::SampleFault.into())
    }

    async fn reset(&self) -> Result<()> {
        Err(ErrorCode::SampleFault.into())
    }
}

/// The program with one connection.
pub(crate) struct Program {
    callboard: Arc<Callboard>,
    connection: ConnectionId,
    kind: Kind,
    _folder: TempDir,
}

/// The program, and the server that its connection leads to.
struct Office {
    program: Program,
    server: Server,
}

impl std::ops::Deref for Office {
    type Target = Program;

    fn deref(&self) -> &Program {
        &self.program
    }
}

fn job() -> JobId {
    JobId("job".to_owned())
}

fn quiet() -> Events {
    Arc::new(|_| {})
}

impl Program {
    pub(crate) async fn at(kind: Kind, address: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let callboard = Callboard::new(Parts {
            client: Client::with_limits(limits()).unwrap(),
            storage: StorageClient::new(StorageTimings::default()).unwrap(),
            vault: Arc::new(Vault::without_keychain()),
            journal: Journal::in_memory().unwrap(),
            journal_set_aside: None,
            journal_fault: None,
            recordings: folder.path().join("recordings"),
            store: Arc::new(Kept::default()),
            clock: Arc::new(Now),
            samples: Arc::new(NoSamples),
            player: Player::start().unwrap(),
        });
        let settings = Settings { session_only_credentials: true, ..Settings::default() };
        callboard.preferences.save_settings(&settings).unwrap();
        let Account { connection, .. } = Account::on(kind, address);
        let (system, values) = (SystemId::new(kind.name()), connection.values);
        let draft = ConnectionDraft { system, name: "Hostile".to_owned(), values };
        let view = callboard.connections.add_connection(draft, Sensitive::new(KEY)).await.unwrap();
        Self { callboard: Arc::new(callboard), connection: view.connection.id, kind, _folder: folder }
    }

    /// What the window gets, as it gets it.
    pub(crate) async fn show(&self, operation: Operation) -> Result<Value> {
        Ok(if operation == Operation::ShowList {
            let page = self.page(None).await?;
            let text = serde_json::to_string(&page).unwrap();
            json!({"agents": page.agents.len(), "unreadable": page.unreadable, "bytes": text.len()})
        } else {
            let text = serde_json::to_string(&self.read().await?).unwrap();
            json!({"bytes": text.len()})
        })
    }

    async fn read(&self) -> Result<AgentRecord> {
        self.callboard.agents.read_agent(self.connection.clone(), self.agent(), job(), quiet()).await
    }

    async fn page(&self, cursor: Option<String>) -> Result<AgentPage> {
        let query = ListQuery::default();
        self.callboard.agents.list_agents(self.connection.clone(), query, cursor, job(), quiet()).await
    }

    fn agent(&self) -> AgentId {
        AgentId::parse(self.kind.agent()).unwrap()
    }

    async fn save(&self, target: SaveTarget, base: Value) -> Result<SaveOutcome> {
        let edits = Edits([(Pointer::parse("/name").unwrap(), json!("Typed"))].into_iter().collect());
        let connection = self.connection.clone();
        let request = SaveRequest { connection, target, base, edits, picks: Vec::new() };
        self.callboard.changes.save_agent(request, job(), quiet()).await
    }
}

impl Office {
    async fn of(kind: Kind, answers: Answers) -> Self {
        let server = Server::start(answers).await;
        Self { program: Program::at(kind, server.address()).await, server }
    }

    /// Every request is answered with this.
    async fn answering(kind: Kind, steps: Vec<Step>) -> Self {
        Self::of(kind, Arc::new(move |_| Script::of(steps.clone()))).await
    }

    /// The methods of the requests.
    fn methods(&self) -> Vec<String> {
        self.server.heard().iter().map(|asked| asked.line().0).collect()
    }
}

/// Answers by the method of what is asked.
fn by_method(kind: Kind, list: Vec<u8>, read: Vec<u8>, change: Vec<u8>) -> Answers {
    Arc::new(move |asked: &Asked| {
        let (method, path) = asked.line();
        let names_one = path.split('?').next().unwrap_or_default().ends_with(kind.agent());
        let bytes = match method.as_str() {
            "GET" if names_one => &read,
            "GET" => &list,
            _ => &change,
        };
        Script::of(send(bytes.clone()))
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn entries_that_nobody_can_use_are_left_out_of_a_list_and_counted() {
    for kind in LISTING.iter().copied() {
        let entries = [
            kind.honest(kind.agent()),
            "null".to_owned(),
            kind.document("null", "\"Nobody\""),
            kind.honest(kind.other()),
            kind.document(&kind.id("9"), "\"\\ud800\""),
            kind.honest(kind.agent()),
        ];
        let office = Office::answering(kind, send(ok(kind.list(&entries)))).await;
        let page = office.page(None).await.unwrap();
        let ids: Vec<&str> = page.agents.iter().map(|agent| agent.id.as_str()).collect();
        assert_eq!(ids, [kind.agent(), kind.other()], "{kind:?}: one bad entry hides the others");
        assert_eq!(page.unreadable, 3, "{kind:?}: nobody learns that something is missing");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_count_below_what_is_listed_is_not_shown() {
    let kind = Kind::Bird;
    for (told, shown) in [("1", None), ("0", None), ("2", Some(2)), ("4000000000", Some(4_000_000_000))] {
        let entries = [kind.honest(kind.agent()), kind.honest(kind.other())].join(",");
        let body = format!("{{\"results\": [{entries}], \"total\": {told}}}");
        let office = Office::answering(kind, send(ok(body))).await;
        assert_eq!(office.page(None).await.unwrap().total, shown, "the list would say 2 of {told}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_without_an_end_ends_with_a_sentence_and_keeps_what_was_read() {
    for kind in [Kind::Bird, Kind::Diga] {
        let pages = move |asked: &Asked| {
            let (number, entry) = (asked.number, kind.honest(kind.agent()));
            Script::of(send(ok(match kind {
                Kind::Diga => {
                    format!("{{\"data\": [{entry}], \"has_more\": true, \"last_id\": \"t{number}\"}}")
                }
                _ => format!("{{\"results\": [{entry}], \"nextPageToken\": \"t{number}\"}}"),
            })))
        };
        let office = Office::of(kind, Arc::new(pages)).await;
        let (mut agents, mut cursor) = (0, None);
        let error = loop {
            match office.page(cursor).await {
                Ok(page) => {
                    agents += page.agents.len();
                    cursor = page.next;
                }
                Err(error) => break error,
            }
        };
        assert_eq!((error.code, agents), (ErrorCode::ListTooLong, 1), "{kind:?}");
        assert!(office.server.heard().len() < 50, "the window would read for ever");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn stop_is_heard_within_a_second_whatever_the_server_does() {
    let begun = answer("200 OK", &[], "");
    let head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n".to_vec();
    let entry = format!("{},", Kind::Bird.honest(Kind::Bird.agent()));
    let slow = |bytes: &[u8]| Step::Forever(bytes.to_vec(), Duration::from_millis(100));
    let scripts: [(&str, Vec<Step>); 7] = [
        ("no answer", vec![Step::Wait(Duration::from_secs(30))]),
        ("a head byte by byte", vec![Step::Send(b"HTTP/1.1 200 OK\r\nx: ".to_vec()), slow(b"a")]),
        ("a body byte by byte", vec![Step::Send(head.clone()), slow(b" ")]),
        ("half an answer", vec![Step::Send(begun[..20].to_vec()), Step::Wait(Duration::from_secs(30))]),
        ("early answers", vec![slow(b"HTTP/1.1 103 Early Hints\r\n\r\n")]),
        ("a wait", send(answer("429 Too Many", &[("retry-after", "10")], ""))),
        (
            "a large list that comes slowly",
            [long("{\"results\": [", &entry, 60_000, "null]}"), vec![Step::Wait(Duration::from_secs(30))]]
                .concat(),
        ),
    ];
    for (name, steps) in scripts {
        let office = Office::answering(Kind::Bird, steps).await;
        let callboard = Arc::clone(&office.callboard);
        let stopped = tokio::spawn(async move {
            tokio::time::sleep(Duration::from_millis(300)).await;
            callboard.jobs.cancel(&job());
            Instant::now()
        });
        let listed = office.page(None).await.map(|page| page.agents.len());
        let (ended, stopped) = (Instant::now(), stopped.await.unwrap());
        let took = ended.saturating_duration_since(stopped);
        assert!(took < Duration::from_secs(1), "{name}: Stop was heard after {took:?}");
        if name != "a large list that comes slowly" {
            assert_eq!(listed.unwrap_err().code, ErrorCode::Cancelled, "{name}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_agents_document_is_neither_shown_nor_remembered() {
    for kind in [Kind::Bird, Kind::Hms, Kind::MessageFlow] {
        let office = Office::answering(kind, send(ok(kind.one(&kind.honest(kind.other()))))).await;
        let error = office.read().await.unwrap_err();
        assert_eq!(error.code, ErrorCode::AnotherAgent, "{kind:?}: the page, and its Delete, would name it");
        let known = office.callboard.agents.openness(&office.connection).unwrap();
        assert_eq!(known, [], "{kind:?}: it is counted among the agents");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_deleted_or_saved_while_the_system_answers_about_another_agent() {
    for kind in [Kind::Bird, Kind::Hms, Kind::MessageFlow] {
        let other = ok(kind.one(&kind.honest(kind.other())));
        let list = ok(kind.list(&[kind.honest(kind.other())]));
        let office = Office::of(kind, by_method(kind, list, other.clone(), other)).await;
        let changes = &office.callboard.changes;
        let deleted = changes.delete_agent(office.connection.clone(), office.agent(), job(), quiet()).await;
        assert_eq!(deleted.unwrap_err().code, ErrorCode::AnotherAgent, "{kind:?}");
        let base: Value = serde_json::from_str(&kind.honest(kind.agent())).unwrap();
        let saved = office.save(SaveTarget::Agent { agent: office.agent() }, base).await;
        assert_eq!(saved.unwrap_err().code, ErrorCode::AnotherAgent, "{kind:?}");
        let methods = office.methods();
        assert!(methods.iter().all(|method| method == "GET"), "{kind:?}: {methods:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_is_answered_with_another_agent_is_not_called_done() {
    for kind in [Kind::Bird, Kind::Hms, Kind::MessageFlow] {
        let (asked, other) = (kind.honest(kind.agent()), kind.honest(kind.other()));
        let list = ok(kind.list(std::slice::from_ref(&asked)));
        let answers = by_method(kind, list, ok(kind.one(&asked)), ok(kind.one(&other)));
        let office = Office::of(kind, answers).await;
        let base: Value = serde_json::from_str(&asked).unwrap();
        let saved = office.save(SaveTarget::Agent { agent: office.agent() }, base).await;
        let told = saved.map_or_else(|error| error.code, |outcome| panic!("{kind:?}: {outcome:?}"));
        assert_eq!(told, ErrorCode::AnotherAgent, "{kind:?}");
        let changing = office.methods().into_iter().filter(|method| method != "GET").count();
        assert_eq!(changing, 1, "{kind:?}: what may have changed somebody else is sent again");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_that_was_there_before_is_not_taken_for_the_new_one() {
    for kind in [Kind::Bird, Kind::Hms, Kind::MessageFlow] {
        let typed = kind.document(&kind.id(kind.agent()), "\"Typed\"");
        let list = ok(kind.list(std::slice::from_ref(&typed)));
        let (read, made) = (ok(kind.one(&typed)), ok(kind.one(&typed)));
        let office = Office::of(kind, by_method(kind, list, read, made)).await;
        let outcome = office.save(SaveTarget::New, json!({})).await;
        assert!(
            !matches!(outcome, Ok(SaveOutcome::Saved { .. } | SaveOutcome::PartlyCreated { .. })),
            "{kind:?}: a colleague's agent is opened as the new one: {outcome:?}"
        );
        assert_eq!(office.methods().iter().filter(|method| *method == "POST").count(), 1, "{kind:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_names_each_agent_once() {
    for kind in [Kind::Bird, Kind::Hms, Kind::MessageFlow] {
        let entries = [kind.honest(kind.agent()), kind.honest(kind.agent()), "7".to_owned()];
        let office = Office::answering(kind, send(ok(kind.list(&entries)))).await;
        let index = office.callboard.agents.index_agents(office.connection.clone(), job(), quiet()).await;
        assert_eq!(index.unwrap().len(), 1, "{kind:?}");
    }
}
