//! Prism itself: a judge that never objects would make every other test here worthless.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};

use super::prism::Prism;

/// A server that answers every request with the same JSON.
fn server_of(body: &'static str) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let address = listener.local_addr().expect("its address");
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let _ = stream.read(&mut [0; 4096]);
            let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close";
            let _ = write!(stream, "{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        }
    });
    format!("http://{address}")
}

/// Sends one request through Prism and answers with what Prism wrote down about it.
fn violations(body: &'static str, path: &str, headers: &str) -> Vec<String> {
    let prism = Prism::judge("bird", &server_of(body));
    let address = prism.base_url().replace("http://", "");
    let mut stream = TcpStream::connect(address).expect("reach Prism");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n{headers}\r\n")
        .expect("ask");
    stream.read_to_end(&mut Vec::new()).expect("an answer");
    let verdict = prism.verdict();
    assert_eq!(verdict.requests.len(), 1, "Prism has to report each request once: {verdict:?}");
    verdict.violations
}

const PATH: &str = "/workspaces/8d2c5a0e-0000-4000-8000-000000000001/agents";
const KEY: &str = "Authorization: AccessKey example\r\n";
const EMPTY_LIST: &str = r#"{"results":[],"nextPageToken":null,"total":0}"#;

#[test]
#[ignore = "needs Prism: cargo xtask test --only contracts"]
fn the_judge_accepts_what_the_contract_allows() {
    assert_eq!(violations(EMPTY_LIST, PATH, KEY), Vec::<String>::new());
}

#[test]
#[ignore = "needs Prism: cargo xtask test --only contracts"]
fn the_judge_objects_to_an_answer_of_the_wrong_form() {
    let found = violations(r#"{"results":[{"id":5}]}"#, PATH, KEY);
    assert!(found.iter().any(|violation| violation.contains("response.body.results.0.id")), "{found:?}");
}

#[test]
#[ignore = "needs Prism: cargo xtask test --only contracts"]
fn the_judge_objects_to_a_request_beyond_its_limits() {
    let found = violations(EMPTY_LIST, &format!("{PATH}?limit=5000"), KEY);
    assert!(found.iter().any(|violation| violation.contains("request.query.limit")), "{found:?}");
}

#[test]
#[ignore = "needs Prism: cargo xtask test --only contracts"]
fn the_judge_objects_to_a_request_without_a_key() {
    assert!(!violations(EMPTY_LIST, PATH, "").is_empty());
}

#[test]
#[ignore = "needs Prism: cargo xtask test --only contracts"]
fn the_judge_objects_to_an_operation_nobody_documents() {
    assert!(!violations(EMPTY_LIST, "/workspaces/w/agents/a/secrets", KEY).is_empty());
}
