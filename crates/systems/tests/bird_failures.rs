//! What goes wrong, and what the admin is told of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use callboard_model::{CallboardError, ConnectionDraft, Done, ErrorCode, ListQuery, SystemId};
use callboard_systems::{AnswerSize, Client, Limits};
use serde_json::{Value, json};
use support::{AGENT, KEY, Stage, agent_id, bird, connection, contract, edits, ok, refusal};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use wiremock::{Request, ResponseTemplate};

async fn list(stage: &Stage) -> CallboardError {
    bird().list(&stage.session(), &ListQuery::default(), None).await.unwrap_err()
}

async fn read(stage: &Stage) -> CallboardError {
    bird().parts().read.unwrap().read(&stage.session(), &agent_id()).await.unwrap_err()
}

async fn create(stage: &Stage) -> Result<Value, CallboardError> {
    let created = bird()
        .parts()
        .create
        .unwrap()
        .create(&stage.session(), &edits(&[("/name", json!("Avery Example"))]))
        .await;
    created.map(|created| created.document)
}

/// A server of raw bytes: reads each request's head, then sends `bytes` and ends. Answers its address and how
/// many connections came.
async fn raw_server(bytes: &'static str) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let count = Arc::new(AtomicUsize::new(0));
    let counted = count.clone();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            counted.fetch_add(1, Ordering::SeqCst);
            let mut head = [0; 4096];
            let _ = stream.read(&mut head).await;
            let _ = stream.write_all(bytes.as_bytes()).await;
            let _ = stream.shutdown().await;
            // Until the client has closed too: closing on unread bytes would reset the connection instead.
            let _ = stream.read_to_end(&mut Vec::new()).await;
        }
    });
    (address.to_string(), count)
}

async fn stage_at(base: &str) -> Stage {
    Stage { connection: connection(base), ..Stage::new().await }
}

#[tokio::test]
async fn each_status_becomes_what_an_admin_can_act_on() {
    let table = [
        (401, ErrorCode::WrongKey, ErrorCode::WrongKey),
        (402, ErrorCode::PaymentRequired, ErrorCode::PaymentRequired),
        (403, ErrorCode::NotAllowed, ErrorCode::NotAllowed),
        (404, ErrorCode::WrongWorkspace, ErrorCode::AgentNotFound),
        (409, ErrorCode::AlreadyExists, ErrorCode::AlreadyExists),
        (400, ErrorCode::RefusedValues, ErrorCode::RefusedValues),
        (422, ErrorCode::RefusedValues, ErrorCode::RefusedValues),
        (418, ErrorCode::UnexpectedStatus, ErrorCode::UnexpectedStatus),
        (301, ErrorCode::UnexpectedStatus, ErrorCode::UnexpectedStatus),
        (500, ErrorCode::SystemFault, ErrorCode::SystemFault),
        (503, ErrorCode::SystemFault, ErrorCode::SystemFault),
    ];
    for (status, of_list, of_agent) in table {
        let stage = Stage::new().await;
        let answer = || refusal(status, "SomeCode").insert_header("x-request-id", "r-7");
        stage.answers("GET", "", answer()).await;
        stage.answers("GET", &format!("/{AGENT}"), answer()).await;
        let error = list(&stage).await;
        assert_eq!((error.code, error.status), (of_list, Some(status)), "list: {status}");
        assert_eq!(error.detail.as_deref(), Some("SomeCode: said by the server"));
        assert_eq!(
            (error.request_id.as_deref(), error.operation.as_deref()),
            (Some("r-7"), Some("listAgents"))
        );
        assert_eq!(error.system, Some(SystemId::new("bird")));
        assert_eq!(read(&stage).await.code, of_agent, "agent: {status}");
    }
}

#[tokio::test]
async fn a_404_that_does_not_come_from_bird_is_not_called_a_wrong_workspace() {
    let stage = Stage::new().await;
    stage.answers("GET", "", ResponseTemplate::new(404).set_body_string("<h1>nginx</h1>")).await;
    assert_eq!(bird().test(&stage.session()).await.unwrap_err().code, ErrorCode::UnexpectedStatus);
}

#[tokio::test]
async fn a_named_field_and_a_key_in_the_message_are_treated_with_care() {
    let stage = Stage::new().await;
    let body = json!({"code": "InvalidAgent", "message": format!("bad {KEY}"), "details": {"/forwardNumber.number": ["x"]}});
    stage.answers("PATCH", &format!("/{AGENT}"), ResponseTemplate::new(422).set_body_json(body)).await;
    let changes = edits(&[("/forwardNumber/number", json!("1"))]);
    let error = bird()
        .parts()
        .update
        .unwrap()
        .update(&stage.session(), &agent_id(), &json!({}), &changes)
        .await
        .unwrap_err();
    assert_eq!(error.field.as_ref().unwrap().as_str(), "/forwardNumber/number");
    let text = format!("{error:?}");
    assert!(!text.contains(KEY), "the key would be shown: {text}");
}

#[tokio::test]
async fn a_busy_server_is_asked_again_and_then_the_wait_is_told() {
    let stage = Stage::new().await;
    stage.answers_first("GET", &format!("/{AGENT}"), ResponseTemplate::new(503)).await;
    stage.answers("GET", &format!("/{AGENT}"), ok(&contract::example("agentFull"))).await;
    bird().parts().read.unwrap().read(&stage.session(), &agent_id()).await.unwrap();
    assert_eq!(stage.requests().await.len(), 2);
    let busy = ResponseTemplate::new(429).insert_header("retry-after", "60");
    stage.answers("GET", "/me", busy).await;
    let error = bird().parts().own_agent.unwrap().read_own(&stage.session()).await.unwrap_err();
    assert_eq!((error.code, error.retry_after_seconds), (ErrorCode::RateLimited, Some(60)));
}

#[tokio::test]
async fn answers_that_are_no_agents_are_unreadable() {
    let answers = [
        ResponseTemplate::new(200).set_body_string("{\"id\": \"x\", "),
        ResponseTemplate::new(200).set_body_string("<html>login</html>"),
        ResponseTemplate::new(200),
        ok(&json!([])),
        ok(&json!({"name": "no id"})),
        ResponseTemplate::new(200).set_body_string("[".repeat(5_000)),
    ];
    for answer in answers {
        let stage = Stage::new().await;
        stage.answers("GET", &format!("/{AGENT}"), answer).await;
        let error = read(&stage).await;
        assert_eq!(error.code, ErrorCode::UnreadableAnswer);
        assert!(error.detail.is_some() && stage.requests().await.len() == 1);
    }
}

#[tokio::test]
async fn an_answer_that_would_fill_the_memory_is_given_up() {
    let value_by_value = format!("{{\"id\": \"{AGENT}\", \"x\": [{}0]}}", "0,".repeat(95_000));
    for body in ["x".repeat(200_001), value_by_value.clone()] {
        let mut stage = Stage::new().await;
        if body == value_by_value {
            let document = AnswerSize { values: 90_000, ..AnswerSize::DOCUMENT };
            stage.client = Client::with_limits(Limits { document, ..Limits::default() }).unwrap();
        }
        let answer = ResponseTemplate::new(200).set_body_string(body);
        stage.answers("GET", &format!("/{AGENT}"), answer).await;
        let error = read(&stage).await;
        assert_eq!(error.code, ErrorCode::AnswerTooLarge);
        assert!(error.detail.is_some() && stage.requests().await.len() == 1, "it would be read again");
    }
}

#[tokio::test]
async fn an_answer_of_a_megabyte_of_headers_is_an_error_that_says_so() {
    let many = "x-filler: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n";
    let one = format!("x-filler: {}\r\n", "a".repeat(1 << 20));
    for headers in [many.repeat(10_000), one] {
        let answer = format!("HTTP/1.1 200 OK\r\n{headers}Content-Length: 2\r\n\r\n{{}}");
        let (base, _) = raw_server(Box::leak(answer.into_boxed_str())).await;
        let error = read(&stage_at(&format!("http://{base}")).await).await;
        assert_eq!(error.code, ErrorCode::UnreadableAnswer, "{error:?}");
    }
}

#[tokio::test]
async fn an_answer_cut_short_is_read_again_and_then_called_what_it_is() {
    let (address, count) = raw_server("HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"id\": \"x\"").await;
    let stage = stage_at(&format!("http://{address}")).await;
    assert_eq!(read(&stage).await.code, ErrorCode::UnreadableAnswer);
    assert!(count.load(Ordering::SeqCst) > 1, "one lost packet would be an error");
}

#[tokio::test]
async fn a_server_that_hangs_up_or_is_not_there_is_unreachable() {
    let (address, count) = raw_server("").await;
    let stage = stage_at(&format!("http://{address}")).await;
    assert_eq!(read(&stage).await.code, ErrorCode::Unreachable);
    assert!(count.load(Ordering::SeqCst) > 1);
    let nobody = stage_at("http://127.0.0.1:1").await;
    assert_eq!(read(&nobody).await.code, ErrorCode::Unreachable);
}

#[tokio::test]
async fn a_broken_secure_connection_is_a_tls_problem() {
    let (address, count) = raw_server("HTTP/1.1 400 Bad Request\r\n\r\n").await;
    let stage = stage_at(&format!("https://{address}")).await;
    let error = bird().test(&stage.session()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::TlsProblem, "{error}");
    assert_eq!(count.load(Ordering::SeqCst), 1, "a certificate does not get better by asking again");
}

#[tokio::test]
async fn silence_ends_with_the_read_timeout() {
    let mut stage = Stage::new().await;
    stage.call = stage.call.with_retry_budget(Duration::ZERO);
    stage.answers("GET", &format!("/{AGENT}"), ok(&json!({})).set_delay(Duration::from_secs(20))).await;
    let began = Instant::now();
    assert_eq!(read(&stage).await.code, ErrorCode::TimedOut);
    assert!(began.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_stop_is_obeyed_while_the_server_is_silent() {
    let stage = Stage::new().await;
    stage.answers("GET", &format!("/{AGENT}"), ok(&json!({})).set_delay(Duration::from_secs(20))).await;
    let cancel = stage.call.cancel.clone();
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(100)).await;
        cancel.cancel();
    });
    let began = Instant::now();
    assert_eq!(read(&stage).await.code, ErrorCode::Cancelled);
    assert!(began.elapsed() < Duration::from_millis(390));
}

#[tokio::test]
async fn plain_http_never_leaves_this_computer() {
    let stage = stage_at("http://192.0.2.1").await;
    let error = read(&stage).await;
    assert_eq!(error.code, ErrorCode::PlainHttpRefused);
}

#[tokio::test]
async fn a_list_that_runs_in_a_circle_is_stopped() {
    let stage = Stage::new().await;
    stage.answers("GET", "", ok(&json!({"results": [{"id": "1"}], "nextPageToken": "t"}))).await;
    let error = bird().list(&stage.session(), &ListQuery::default(), Some("t")).await.unwrap_err();
    assert_eq!((error.code, error.operation.as_deref()), (ErrorCode::UnreadableAnswer, Some("listAgents")));
    let walked = callboard_systems::walk(bird(), &stage.session(), &ListQuery::default(), 1000).await;
    assert_eq!(walked.unwrap_err().code, ErrorCode::UnreadableAnswer);
    assert!(stage.requests().await.len() <= 3);
}

#[tokio::test]
async fn a_list_longer_than_anybody_walks_is_no_list() {
    let stage = Stage::new().await;
    stage.answers("GET", "", ok(&json!({"results": [{"id": "1"}], "nextPageToken": "t"}))).await;
    let walked = callboard_systems::walk(bird(), &stage.session(), &ListQuery::default(), 1).await;
    let code = walked.map_err(|error| error.code);
    assert_eq!(code, Err(ErrorCode::ListTooLong), "agents behind the last page would seem to be gone");
}

#[tokio::test]
async fn another_agent_in_the_place_of_the_one_asked_for_is_refused() {
    let stage = Stage::new().await;
    stage.answers("GET", &format!("/{AGENT}"), ok(&json!({"id": "b", "name": "Another"}))).await;
    let error = read(&stage).await;
    assert_eq!(error.code, ErrorCode::AnotherAgent, "another agent would be shown and saved");
    assert_eq!(error.operation.as_deref(), Some("getAgent"));
}

#[tokio::test]
async fn a_create_is_one_request_whatever_comes_back() {
    let table = [
        (ResponseTemplate::new(502), ErrorCode::SystemFault, Done::Unclear),
        (ResponseTemplate::new(408), ErrorCode::TimedOut, Done::Unclear),
        (ResponseTemplate::new(429), ErrorCode::RateLimited, Done::No),
        (refusal(409, "No"), ErrorCode::AlreadyExists, Done::No),
        (refusal(422, "No"), ErrorCode::RefusedValues, Done::No),
        (ResponseTemplate::new(302), ErrorCode::UnexpectedStatus, Done::No),
        (ResponseTemplate::new(201).set_body_string("{\"id\":"), ErrorCode::UnreadableAnswer, Done::Yes),
        (
            ResponseTemplate::new(201).set_body_json(json!({"name": "x"})),
            ErrorCode::UnreadableAnswer,
            Done::Yes,
        ),
    ];
    for (answer, code, done) in table {
        let stage = Stage::new().await;
        stage.answers("POST", "", answer).await;
        let error = create(&stage).await.unwrap_err();
        assert_eq!((error.code, error.done), (code, done), "{error}");
        assert_eq!(error.operation.as_deref(), Some("createAgent"));
        assert_eq!(stage.requests().await.len(), 1, "nothing is sent again, and nobody looks: {error}");
    }
}

#[tokio::test]
async fn a_create_that_broke_off_is_unclear_and_one_that_was_never_sent_is_not() {
    let (address, count) = raw_server("").await;
    let stage = stage_at(&format!("http://{address}")).await;
    let error = create(&stage).await.unwrap_err();
    assert_eq!((error.code, error.done), (ErrorCode::Unreachable, Done::Unclear));
    assert_eq!(count.load(Ordering::SeqCst), 1, "there would be two agents");
    let nobody = stage_at("http://127.0.0.1:1").await;
    let error = create(&nobody).await.unwrap_err();
    assert_eq!((error.code, error.done), (ErrorCode::Unreachable, Done::No));
    let elsewhere = stage_at("http://192.0.2.1").await;
    let error = create(&elsewhere).await.unwrap_err();
    assert_eq!((error.code, error.done), (ErrorCode::PlainHttpRefused, Done::No));
    let (address, _) = raw_server("HTTP/1.1 400 Bad Request\r\n\r\n").await;
    let error = create(&stage_at(&format!("https://{address}")).await).await.unwrap_err();
    assert_eq!((error.code, error.done), (ErrorCode::TlsProblem, Done::No));
}

#[tokio::test]
async fn a_create_that_is_stopped_under_way_may_have_been_done() {
    let stage = Stage::new().await;
    let cancel = stage.call.cancel.clone();
    let stop = move |_: &Request| {
        cancel.cancel();
        ResponseTemplate::new(201).set_delay(Duration::from_secs(20))
    };
    wiremock::Mock::given(wiremock::matchers::method("POST")).respond_with(stop).mount(&stage.server).await;
    let error = create(&stage).await.unwrap_err();
    assert_eq!((error.code, error.done), (ErrorCode::Cancelled, Done::Unclear));
    let error = create(&stage).await.unwrap_err();
    assert_eq!((error.code, error.done), (ErrorCode::Cancelled, Done::No), "nothing was sent");
    assert_eq!(stage.requests().await.len(), 1);
}

fn draft(values: &[(&str, &str)]) -> ConnectionDraft {
    let values = values.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    ConnectionDraft { system: SystemId::new("bird"), name: " ".into(), values }
}

#[test]
fn a_connection_is_completed_and_never_keeps_a_key() {
    let checked = bird()
        .check_connection(&draft(&[("workspaceId", " w "), ("credential", KEY), ("stray", "x")]))
        .unwrap();
    let expected = [("authScheme", "accessKey"), ("baseUrl", "https://api.bird.com"), ("workspaceId", "w")];
    let values: Vec<_> = checked.values.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    assert_eq!((checked.name.as_str(), values), ("Bird", expected.to_vec()));
}

#[test]
fn a_connection_that_cannot_work_names_the_value_to_change() {
    let table = [
        (vec![], ErrorCode::ConnectionIncomplete, "workspaceId"),
        (vec![("workspaceId", "w"), ("authScheme", "Basic")], ErrorCode::ConnectionIncomplete, "authScheme"),
        (
            vec![("workspaceId", "w"), ("baseUrl", "http://api.bird.com")],
            ErrorCode::PlainHttpRefused,
            "baseUrl",
        ),
        (vec![("workspaceId", "w"), ("baseUrl", "not an address")], ErrorCode::InvalidAddress, "baseUrl"),
    ];
    for (values, code, key) in table {
        let error = bird().check_connection(&draft(&values)).unwrap_err();
        assert_eq!((error.code, error.context["key"].as_str()), (code, key));
    }
}
