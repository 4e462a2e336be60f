//! What is sent once, what is sent again, and how far an error says the work got, with a server in the place of the network
//! and a clock that only the tests move.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use callboard_model::media::MediaKind;
use callboard_model::{
    AgentId, CallboardError, Connection, ConnectionId, ConnectionInput, Done, ErrorCode, ListQuery, Result,
    Sensitive, SystemId, WebhookDraft,
};
use callboard_systems::{
    AnswerSize, CallContext, Client, HeldKey, IncomingAnswer, Limits, OutgoingRequest, Session, System,
    Transport, TransportFault, TransportFaultKind, WaitNotice, by_id, wait,
};
use serde_json::{Value, json};
use support::edits;
use tokio::time::Instant;

/// What the server does with one request.
#[derive(Clone)]
enum Deed {
    Answers(u16, &'static str, Value),
    Fails(TransportFaultKind),
    Hangs,
}

fn answers(status: u16) -> Deed {
    Deed::Answers(status, "", json!({}))
}

/// A server that does what stands on its list and, at its end, the last again.
struct Scripted {
    deeds: Mutex<VecDeque<Deed>>,
    heard: Mutex<Vec<OutgoingRequest>>,
}

impl Scripted {
    fn new(deeds: impl Into<VecDeque<Deed>>) -> Arc<Self> {
        Arc::new(Self { deeds: Mutex::new(deeds.into()), heard: Mutex::default() })
    }

    fn heard(&self) -> usize {
        self.heard.lock().unwrap().len()
    }
}

#[async_trait]
impl Transport for Scripted {
    async fn exchange(&self, request: &OutgoingRequest) -> Result<IncomingAnswer, TransportFault> {
        self.heard.lock().unwrap().push(request.clone());
        let deed = {
            let mut deeds = self.deeds.lock().unwrap();
            if deeds.len() > 1 { deeds.pop_front() } else { deeds.front().cloned() }
        };
        match deed.unwrap() {
            Deed::Answers(status, retry_after, body) => {
                let headers = if retry_after.is_empty() {
                    Vec::new()
                } else {
                    vec![(reqwest::header::RETRY_AFTER, retry_after.parse().unwrap())]
                };
                let body = Bytes::from(body.to_string());
                Ok(IncomingAnswer { status, headers: headers.into_iter().collect(), body })
            }
            Deed::Fails(trouble) => Err(TransportFault::new(trouble)),
            Deed::Hangs => std::future::pending().await,
        }
    }
}

struct Account {
    connection: Connection,
    credential: Sensitive,
    keys: Vec<HeldKey>,
    client: Client,
    call: CallContext,
}

impl Account {
    fn new(system: &str, server: &Arc<Scripted>) -> Self {
        let fields = &by_id(&SystemId::new(system)).unwrap().description().connection;
        let values = fields.iter().filter_map(|field| {
            let value = match &field.input {
                ConnectionInput::BaseUrl => "https://api.example.com",
                ConnectionInput::Choice { options } => options[0].as_str(),
                ConnectionInput::Text => "1",
                ConnectionInput::Secret { .. } | ConnectionInput::AgentKeys { .. } => return None,
            };
            Some((field.key.clone(), value.to_owned()))
        });
        let values = values.collect();
        let limits = Limits { chance_seed: Some(1), ..Limits::default() };
        Self {
            connection: Connection::new(ConnectionId("c".into()), SystemId::new(system), "Account", values),
            credential: Sensitive::new("key"),
            keys: vec![HeldKey { agent: Some(agent()), key: Sensitive::new("agent-key") }],
            client: Client::over(server.clone(), limits),
            call: CallContext::quiet(),
        }
    }

    fn session(&self) -> Session<'_> {
        Session {
            connection: &self.connection,
            credential: &self.credential,
            agent_keys: &self.keys,
            client: &self.client,
            call: &self.call,
        }
    }
}

fn agent() -> AgentId {
    AgentId::parse("1").unwrap()
}

/// Every kind of change that each system takes.
fn changes() -> Vec<(&'static str, &'static str)> {
    let of = |system: &'static dyn System| {
        let parts = system.parts();
        let kinds = [
            ("create", parts.create.is_some()),
            ("update", parts.update.is_some()),
            ("updateOwn", parts.own_agent.is_some()),
            ("delete", parts.delete.is_some()),
            ("launch", parts.versions.is_some()),
            ("webhook", parts.webhooks.is_some()),
        ];
        let id = system.description().id.as_str();
        kinds.into_iter().filter_map(move |(kind, taken)| taken.then_some((id, kind)))
    };
    let changes: Vec<_> = callboard_systems::all().iter().flat_map(|system| of(system.as_ref())).collect();
    assert!(changes.contains(&("bird", "updateOwn")) && changes.contains(&("raia", "webhook")));
    changes
}

async fn change(account: &Account, change: &str) -> Result<()> {
    let system: &dyn System = by_id(&account.connection.system).unwrap();
    let session = account.session();
    let (id, name) = (agent(), edits(&[("/name", json!("Avery"))]));
    let fresh = json!({"id": "1", "agent_id": "1"});
    match change {
        "create" => system.parts().create.unwrap().create(&session, &name).await.map(drop),
        "update" => system.parts().update.unwrap().update(&session, &id, &fresh, &name).await.map(drop),
        "updateOwn" => system.parts().own_agent.unwrap().update_own(&session, &fresh, &name).await.map(drop),
        "delete" => system.parts().delete.unwrap().delete(&session, &id).await,
        "launch" => system.parts().versions.unwrap().launch_version(&session, &id, "v1").await,
        _ => {
            let draft = WebhookDraft {
                title: "t".into(),
                description: "d".into(),
                url: "https://example.com".into(),
                trigger: "each_message".into(),
                headers: Vec::new(),
            };
            system.parts().webhooks.unwrap().create_webhook(&session, &id, &draft).await.map(drop)
        }
    }
}

async fn failed_change(system: &str, kind: &str, deed: Deed) -> (CallboardError, usize) {
    let server = Scripted::new([deed]);
    let account = Account::new(system, &server);
    let error = change(&account, kind).await.expect_err("it was not done");
    (error, server.heard())
}

#[tokio::test(start_paused = true)]
async fn every_change_is_sent_once_and_says_how_far_it_got() {
    let table = [
        (answers(400), Done::No),
        (answers(401), Done::No),
        (answers(404), Done::No),
        (answers(408), Done::Unclear),
        (answers(409), Done::No),
        (answers(425), Done::No),
        (answers(429), Done::No),
        (answers(301), Done::No),
        (answers(500), Done::Unclear),
        (answers(502), Done::Unclear),
        (answers(503), Done::Unclear),
        (Deed::Fails(TransportFaultKind::NotSent), Done::No),
        (Deed::Fails(TransportFaultKind::NotConnected), Done::No),
        (Deed::Fails(TransportFaultKind::Tls), Done::No),
        (Deed::Fails(TransportFaultKind::TimedOut), Done::Unclear),
        (Deed::Fails(TransportFaultKind::Broken), Done::Unclear),
        (Deed::Fails(TransportFaultKind::TooLarge), Done::Unclear),
    ];
    for (system, kind) in changes() {
        for (index, (deed, done)) in table.iter().enumerate() {
            let (error, heard) = failed_change(system, kind, deed.clone()).await;
            let case = format!("{system}, {kind}, row {index}: {error}");
            assert_eq!(error.done, *done, "the admin would be told a falsehood: {case}");
            // A version that cannot be launched may be one of an agent that is gone: the list says.
            let expected = if kind == "launch" && error.status == Some(404) { 2 } else { 1 };
            assert_eq!(heard, expected, "it was sent twice: {case}");
            assert_ne!(error.code, ErrorCode::UnclearOutcome, "{case}");
            assert!(error.system.is_some() && error.operation.is_some(), "{case}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_change_that_has_to_wait_says_how_long_and_waits_for_nobody() {
    for (asked, told) in [("7", 7), ("18446744073709551615", 24 * 3600)] {
        for (system, kind) in changes() {
            let began = Instant::now();
            let (error, _) = failed_change(system, kind, Deed::Answers(429, asked, json!({}))).await;
            assert_eq!((error.code, error.retry_after_seconds), (ErrorCode::RateLimited, Some(told)));
            assert_eq!(began.elapsed(), Duration::ZERO, "{system}, {kind}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_change_that_is_stopped_says_whether_it_was_under_way() {
    for (system, kind) in changes() {
        let server = Scripted::new([Deed::Hangs]);
        let account = Account::new(system, &server);
        let stop = async {
            while server.heard() == 0 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            account.call.cancel.cancel();
        };
        let (outcome, ()) = tokio::join!(change(&account, kind), stop);
        let error = outcome.unwrap_err();
        assert_eq!((error.code, error.done), (ErrorCode::Cancelled, Done::Unclear), "{system}, {kind}");
        let error = change(&account, kind).await.unwrap_err();
        assert_eq!((error.code, error.done), (ErrorCode::Cancelled, Done::No), "{system}, {kind}");
        assert_eq!(server.heard(), 1, "it was sent although it had been stopped: {system}, {kind}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_change_that_is_stopped_while_it_waits_for_its_turn_was_not_sent() {
    let server = Scripted::new([Deed::Answers(200, "", json!({"success": true}))]);
    let account = Account::new("hmsSovereign", &server);
    for _ in 0..100 {
        change(&account, "delete").await.unwrap();
    }
    let stop = async {
        tokio::time::sleep(Duration::from_secs(5)).await;
        account.call.cancel.cancel();
    };
    let (outcome, ()) = tokio::join!(change(&account, "delete"), stop);
    let error = outcome.unwrap_err();
    assert_eq!((error.code, error.done, server.heard()), (ErrorCode::Cancelled, Done::No, 100));
}

#[tokio::test(start_paused = true)]
async fn a_read_is_tried_again_after_what_passes_by_itself_and_never_speaks_of_a_change() {
    let found = Deed::Answers(200, "", json!({"id": "1", "name": "Avery"}));
    let troubles =
        [TransportFaultKind::NotConnected, TransportFaultKind::TimedOut, TransportFaultKind::Broken];
    let passing = [408, 425, 429, 500, 502, 503, 504].map(answers);
    for deed in passing.into_iter().chain(troubles.map(Deed::Fails)) {
        let server = Scripted::new([deed.clone(), deed.clone(), found.clone()]);
        let account = Account::new("bird", &server);
        let bird = by_id(&account.connection.system).unwrap();
        bird.parts()
            .read
            .unwrap()
            .read(&account.session(), &agent())
            .await
            .expect("a bad minute would be an error");
        assert_eq!(server.heard(), 3);

        let server = Scripted::new([deed]);
        let account = Account::new("bird", &server);
        let error = bird.list(&account.session(), &ListQuery::default(), None).await.unwrap_err();
        assert_eq!(error.done, Done::No, "{error}");
        assert!((3..=6).contains(&server.heard()), "{} tries: {error}", server.heard());
        let error = bird
            .parts()
            .media
            .unwrap()
            .upload_form(&account.session(), &agent(), MediaKind::Drop)
            .await
            .unwrap_err();
        assert_eq!(error.done, Done::No, "a form that nobody uses is no change: {error}");
    }
    let server = Scripted::new([Deed::Hangs]);
    let account = Account::new("bird", &server);
    let stop = async {
        tokio::time::sleep(Duration::from_secs(1)).await;
        account.call.cancel.cancel();
    };
    let (session, id) = (account.session(), agent());
    let read = by_id(&account.connection.system).unwrap().parts().read.unwrap().read(&session, &id);
    let (outcome, ()) = tokio::join!(read, stop);
    assert_eq!(outcome.unwrap_err().done, Done::No);
}

#[tokio::test]
async fn a_transport_is_given_the_whole_request() {
    let server = Scripted::new([Deed::Answers(200, "", json!({"id": 1}))]);
    let account = Account::new("messageflow", &server);
    change(&account, "update").await.unwrap();
    let heard = server.heard.lock().unwrap();
    let request = &heard[0];
    assert_eq!(request.method, "PUT");
    assert_eq!(request.url.as_str(), "https://api.example.com/agents/1?tenant_id=1");
    assert_eq!(request.headers["authorization"], "Bearer key");
    assert!(request.headers["authorization"].is_sensitive(), "the key would be printed");
    assert_eq!(request.headers["content-type"], "application/json");
    let body: Value = serde_json::from_slice(request.body.as_ref().unwrap()).unwrap();
    assert_eq!(body, json!({"agent": {"name": "Avery"}}));
}

#[tokio::test]
async fn an_answer_larger_than_what_is_read_is_refused_whatever_carried_it() {
    let server = Scripted::new([Deed::Answers(200, "", json!("x".repeat(500)))]);
    let mut account = Account::new("bird", &server);
    let document = AnswerSize { bytes: 100, ..AnswerSize::DOCUMENT };
    account.client = Client::over(server.clone(), Limits { document, ..Limits::default() });
    let error = change(&account, "update").await.unwrap_err();
    assert_eq!((error.code, error.done), (ErrorCode::AnswerTooLarge, Done::Unclear));
}

async fn listed(account: &Account) -> Result<()> {
    let system = by_id(&account.connection.system).unwrap();
    system.list(&account.session(), &ListQuery::default(), None).await.map(drop)
}

#[tokio::test]
async fn a_transport_is_told_where_to_stop_reading_and_a_list_may_be_longer() {
    let server = Scripted::new([answers(200)]);
    let account = Account::new("bird", &server);
    let _ = change(&account, "update").await;
    let _ = listed(&account).await;
    let asked: Vec<usize> = server.heard.lock().unwrap().iter().map(|request| request.answer_bytes).collect();
    assert_eq!(asked, [8 << 20, 32 << 20], "an answer would fill the memory");
}

#[tokio::test]
async fn an_answer_of_more_values_than_are_read_is_refused_before_any_is_made() {
    let server = Scripted::new([Deed::Answers(200, "", json!({"results": vec![0; 1000]}))]);
    let mut account = Account::new("bird", &server);
    let list_size = AnswerSize { values: 900, ..AnswerSize::LIST };
    account.client = Client::over(server.clone(), Limits { list: list_size, ..Limits::default() });
    let error = listed(&account).await.unwrap_err();
    assert_eq!((error.code, error.status), (ErrorCode::AnswerTooLarge, Some(200)));
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_never_ends_is_given_up_after_two_minutes() {
    let server = Scripted::new([Deed::Hangs]);
    let account = Account::new("bird", &server);
    let began = Instant::now();
    let error = listed(&account).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::TimedOut);
    assert!(
        began.elapsed() <= Duration::from_secs(121),
        "the form would wait for ever: {:?}",
        began.elapsed()
    );
    let error = change(&account, "update").await.unwrap_err();
    assert_eq!((error.code, error.done), (ErrorCode::TimedOut, Done::Unclear));
}

#[tokio::test(start_paused = true)]
async fn whoever_repeats_a_change_waits_as_the_client_does() {
    let account = Account::new("bird", &Scripted::new([answers(200)]));
    let pauses: Vec<Duration> = account.client.pauses().collect();
    assert!(pauses.is_sorted() && pauses.len() == 5, "{pauses:?}");
    let notice = WaitNotice { pause: pauses[0], attempt: 2, reason: ErrorCode::SystemFault };
    let began = Instant::now();
    assert!(wait(&account.call, notice).await);
    assert!(began.elapsed() >= pauses[0]);
    account.call.cancel.cancel();
    assert!(!wait(&account.call, notice).await, "a stop would not be obeyed");
}
