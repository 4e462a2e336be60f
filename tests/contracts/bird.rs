//! Bird: all 14 operations of its contract, by the real adapter against the sandbox.

use std::collections::BTreeSet;

use callboard_model::media::MediaKind;
use callboard_model::{
    AgentId, Connection, ConnectionId, Edits, ErrorCode, ListQuery, Pointer, Sensitive, SortKey, SystemId,
};
use callboard_sandbox::{Sandbox, SandboxOptions};
use callboard_systems::{CallContext, Client, Session, System, by_id};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::prism::Prism;

const KEY: &str = "contract-test-key";

/// The operations of the contract, as Prism reports them, with `*` for ids.
const OPERATIONS: [&str; 14] = [
    "delete /workspaces/*/agents/*",
    "get /workspaces/*/agents",
    "get /workspaces/*/agents/*",
    "get /workspaces/*/agents/*/availability",
    "get /workspaces/*/agents/*/media/*/download",
    "get /workspaces/*/agents/*/presigned-upload",
    "get /workspaces/*/agents/*/workload",
    "get /workspaces/*/agents/me",
    "get /workspaces/*/all-agents",
    "patch /workspaces/*/agents/*",
    "patch /workspaces/*/agents/*/availability",
    "patch /workspaces/*/agents/me",
    "post /workspaces/*/agents",
    "post /workspaces/*/agents/*/presigned-upload/audio",
];

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
        let prism = Prism::judge("bird", &sandbox.bird_base_url());
        let client = Client::new().expect("an HTTP client");
        Self { sandbox, prism, client, call: CallContext::quiet(), _directory: directory }
    }

    /// An account whose requests go through Prism.
    fn judged(&self, scheme: &str) -> Connection {
        Self::connection(&self.prism.base_url(), self.sandbox.workspace_id(), scheme)
    }

    /// An account on the sandbox or elsewhere.
    fn connection(base_url: &str, workspace: &str, scheme: &str) -> Connection {
        let values = [("baseUrl", base_url), ("workspaceId", workspace), ("authScheme", scheme)];
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

fn edits(pairs: &[(&str, Value)]) -> Edits {
    Edits(pairs.iter().map(|(at, value)| (Pointer::parse(*at).expect("a pointer"), value.clone())).collect())
}

/// A week in which only Monday is worked.
fn monday() -> Value {
    json!({ "monday": { "from": { "hour": 8, "minute": 30 }, "to": { "hour": 17, "minute": 0 } } })
}

/// `get /workspaces/w1/agents/a1?limit=1` as `get /workspaces/*/agents/*`.
fn operation(request: &str) -> String {
    let path = request.split('?').next().unwrap_or_default();
    let mut words: Vec<&str> = path.split('/').collect();
    for at in 1..words.len() {
        let is_id = matches!(words[at - 1], "workspaces" | "media")
            || (words[at - 1] == "agents" && words[at] != "me");
        if is_id {
            words[at] = "*";
        }
    }
    words.join("/")
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Prism: cargo xtask test --only contracts"]
async fn every_operation_of_bird_keeps_its_contract_in_both_directions() {
    let rig = Rig::start().await;
    let (connection, key) = (rig.judged("accessKey"), Sensitive::new(KEY));
    let session = rig.session(&connection, &key);
    let id = read_in_every_way(&session).await;
    upload_and_download(&rig, &session, &id).await;
    create_change_and_delete(&session).await;
    change_own_agent(&session).await;
    let verdict = rig.prism.assert_clean("Bird");
    let seen: BTreeSet<String> = verdict.requests.iter().map(|request| operation(request)).collect();
    assert_eq!(
        seen,
        OPERATIONS.map(str::to_owned).into(),
        "an operation was never exercised, so never judged"
    );
}

/// Lists with paging, sorting and filters, the index, one agent, its availability and workload.
async fn read_in_every_way(session: &Session<'_>) -> AgentId {
    let bird = bird();
    let mut cursor = None;
    let mut pages = 0;
    let mut ids = BTreeSet::new();
    loop {
        let page =
            bird.list(session, &ListQuery::default(), cursor.as_deref()).await.expect("a page of agents");
        pages += 1;
        for document in &page.documents {
            assert!(ids.insert(bird.agent_id(document).expect("an id")), "an agent is listed twice");
        }
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
        assert!(pages < 100, "the list never ends");
    }
    assert!(ids.len() >= 60, "only {} of the sample agents are listed", ids.len());
    for sort in [SortKey::Name, SortKey::CreatedAt, SortKey::Assigned, SortKey::StatusThenAssigned] {
        let query = ListQuery { sort: Some(sort), reverse: true, ..ListQuery::default() };
        bird.list(session, &query, None).await.expect("a sorted list");
    }
    let query = ListQuery {
        name: Some("a".to_owned()),
        email: Some("example".to_owned()),
        statuses: vec!["active".to_owned()],
        ..ListQuery::default()
    };
    bird.list(session, &query, None).await.expect("a filtered list");
    assert_eq!(bird.index(session).await.expect("the index").len(), ids.len());
    let id = ids.into_iter().next().expect("an agent");
    let document = bird.read(session, &id).await.expect("an agent");
    assert_eq!(bird.agent_id(&document), Some(id.clone()));
    bird.availability(session, &id).await.expect("its availability");
    bird.workload(session, &id).await.expect("its workload");
    id
}

/// Both upload forms, and a stored file's location.
async fn upload_and_download(rig: &Rig, session: &Session<'_>, id: &AgentId) {
    let bird = bird();
    for media in [MediaKind::Avatar, MediaKind::Drop] {
        let form = bird.upload_form(session, id, media).await.expect("an upload form");
        assert!(!form.form_data.is_empty(), "a form without fields uploads nothing");
    }
    let documents = bird.list(session, &ListQuery::default(), None).await.expect("agents").documents;
    let (owner, file) = documents
        .iter()
        .find_map(|document| {
            Some((bird.agent_id(document)?, bird.file_id(bird.avatar_url(document)?.as_str())?))
        })
        .expect("a sample agent with a picture");
    // Prism follows the redirect itself, so through it only the request is judged; where it leads is asked directly.
    let _ = bird.media_location(session, &owner, &file).await;
    let direct = Rig::connection(&rig.sandbox.bird_base_url(), rig.sandbox.workspace_id(), "accessKey");
    let direct = rig.session(&direct, session.credential);
    let location = bird.media_location(&direct, &owner, &file).await.expect("where the picture is");
    assert!(location.host_str().is_some(), "a picture's address leads nowhere: {location}");
}

async fn create_change_and_delete(session: &Session<'_>) {
    let bird = bird();
    let wanted = edits(&[
        ("/name", json!("Contract Example")),
        ("/bio", json!("Answers questions about contracts.")),
        ("/timezone", json!("Europe/Amsterdam")),
        ("/defaultCountryCode", json!("NL")),
        ("/weeklySchedule", monday()),
        ("/holidays", json!([{ "name": "New Year's Day", "day": 1, "month": 1 }])),
    ]);
    let created = bird.create(session, &wanted).await.expect("create an agent");
    let id = bird.agent_id(&created.document).expect("the new agent's id");
    let fresh = bird.read(session, &id).await.expect("the new agent");
    let changes = edits(&[
        ("/name", json!("Contract Example the Second")),
        ("/wrapUpTime", json!(45)),
        ("/forwardNumber/enabled", json!(true)),
        ("/forwardNumber/number", json!("+31201234567")),
        ("/outOfOfficeResponse", json!("Back on Monday.")),
        ("/availability/activity", json!("away")),
        ("/availability/activityText", json!("Lunch")),
    ]);
    let stored = bird.update(session, &id, &fresh, &changes).await.expect("change the agent");
    for (pointer, value) in &changes.0 {
        assert_eq!(pointer.read(&stored), Some(value), "{pointer} was not stored");
    }
    bird.delete(session, &id).await.expect("delete the agent");
    // What the sandbox answers to a mistake is judged like everything else.
    let gone = bird.read(session, &id).await.expect_err("a deleted agent is gone");
    assert_eq!(gone.code, ErrorCode::AgentNotFound);
}

async fn change_own_agent(session: &Session<'_>) {
    let bird = bird();
    let own = bird.read_own(session).await.expect("the caller's own agent");
    let bio = edits(&[("/bio", json!("Looks after the contracts."))]);
    let changed = bird.update_own(session, &own, &bio).await.expect("change the own agent");
    assert_eq!(changed["bio"], json!("Looks after the contracts."));
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
async fn refusals_have_the_documented_form_and_are_told_apart() {
    let rig = Rig::start().await;
    let (right, wrong) = (Sensitive::new(KEY), Sensitive::new("another-key"));
    let account = rig.judged("accessKey");
    let refused = bird().test(&rig.session(&account, &wrong)).await.expect_err("a wrong key is refused");
    assert_eq!(refused.code, ErrorCode::WrongKey);
    let elsewhere =
        Rig::connection(&rig.prism.base_url(), "00000000-0000-4000-8000-000000000000", "accessKey");
    let refused =
        bird().test(&rig.session(&elsewhere, &right)).await.expect_err("a wrong workspace is refused");
    assert_eq!(refused.code, ErrorCode::WrongWorkspace);
    let nameless = edits(&[("/name", json!(""))]);
    let refused =
        bird().create(&rig.session(&account, &right), &nameless).await.expect_err("a name is needed");
    assert_eq!(refused.code, ErrorCode::RefusedValues);
    rig.prism.assert_clean("Bird's refusals");
}
