//! What other programs and web pages on the same computer get from the sandbox: nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use callboard_sandbox::{Fault, FaultKind, Sandbox, SandboxOptions};
use common::{CONTROL_KEY, Fixture, KEY};
use reqwest::header::{HOST, RETRY_AFTER};
use reqwest::{Client, Method, StatusCode};

const CONTROLS: [(Method, &str); 6] = [
    (Method::GET, "faults"),
    (Method::POST, "faults"),
    (Method::DELETE, "faults"),
    (Method::GET, "requests"),
    (Method::DELETE, "requests"),
    (Method::POST, "reset"),
];

fn client() -> Client {
    Client::builder().no_proxy().build().unwrap()
}

#[tokio::test]
async fn the_programs_own_sample_server_has_no_control_addresses() {
    let folder = tempfile::tempdir().unwrap();
    // As the program starts it.
    let sandbox = Sandbox::start(SandboxOptions::new(folder.path(), KEY)).await.unwrap();
    for (method, path) in CONTROLS {
        for key in ["", KEY, CONTROL_KEY] {
            let url = format!("http://{}/_sandbox/{path}", sandbox.address());
            let answer = client().request(method.clone(), url).header("x-sandbox-key", key);
            let status = answer.bearer_auth(KEY).send().await.unwrap().status();
            assert_eq!(status, StatusCode::NOT_FOUND, "any program could use {method} {path}");
        }
    }
}

#[tokio::test]
async fn the_controls_ask_for_their_own_key() {
    let fixture = Fixture::start().await;
    for (method, path) in CONTROLS {
        for key in [None, Some(""), Some(KEY), Some("control-ke"), Some("control-keyy")] {
            let request = fixture.client.request(method.clone(), fixture.control_url(path)).bearer_auth(KEY);
            let request = if let Some(key) = key { request.header("x-sandbox-key", key) } else { request };
            let status = request.send().await.unwrap().status();
            assert_eq!(status, StatusCode::FORBIDDEN, "{method} {path} with {key:?}");
        }
    }
    assert_eq!(fixture.control(Method::GET, "faults", None).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_page_whose_name_leads_to_this_computer_is_not_answered() {
    let fixture = Fixture::start().await;
    let port = fixture.sandbox.address().port();
    let media = fixture.get("/agents/me").await["avatarUrl"].as_str().unwrap().to_owned();
    let addresses = [fixture.url("/agents/me"), fixture.control_url("requests"), media];
    let own = [format!("127.0.0.1:{port}"), format!("localhost:{port}"), format!("LOCALHOST:{port}")];
    let foreign = [
        format!("rebound.example:{port}"),
        "rebound.example".to_owned(),
        "127.0.0.1".to_owned(),
        format!("127.0.0.1:{}", port ^ 1),
        format!("127.0.0.1.rebound.example:{port}"),
        format!("localhost@rebound.example:{port}"),
    ];
    for address in addresses {
        let ask = async |host: &String| {
            let request =
                fixture.client.get(&address).header(HOST, host).header("x-sandbox-key", CONTROL_KEY);
            request.header("Authorization", format!("AccessKey {KEY}")).send().await.unwrap().status()
        };
        for host in &own {
            assert_eq!(ask(host).await, StatusCode::OK, "{address} as {host}");
        }
        for host in &foreign {
            assert_eq!(ask(host).await, StatusCode::MISDIRECTED_REQUEST, "{address} as {host}");
        }
    }
}

#[tokio::test]
async fn a_fault_with_the_largest_numbers_ends_nothing() {
    let fixture = Fixture::start().await;
    let most = u64::MAX;
    for kind in [
        FaultKind::RateLimited { retry_after_seconds: most, as_date: true },
        FaultKind::RateLimited { retry_after_seconds: most, as_date: false },
        FaultKind::Unavailable { retry_after_seconds: Some(most) },
        FaultKind::Refused { status: u16::MAX, form: Some(u8::MAX) },
        FaultKind::AppliedThen { status: u16::MAX },
        FaultKind::SmallPages { items: usize::MAX },
    ] {
        fixture.sandbox.faults().clear();
        fixture.sandbox.faults().add(Fault::new(kind.clone()));
        let answer = fixture.request(Method::GET, "/agents").send().await;
        let answer = answer.unwrap_or_else(|error| panic!("{kind:?}: the answer was lost: {error}"));
        if matches!(kind, FaultKind::RateLimited { as_date: true, .. }) {
            assert_eq!(answer.headers()[RETRY_AFTER], "Fri, 31 Dec 9999 23:59:59 GMT");
        }
    }
    fixture.sandbox.faults().clear();
    for _ in 0..2 {
        fixture.sandbox.faults().add(Fault::new(FaultKind::Latency { milliseconds: most }).on("getOwnAgent"));
        fixture
            .sandbox
            .faults()
            .add(Fault::new(FaultKind::LateAnswer { milliseconds: most }).on("listAgents"));
    }
    let patience = std::time::Duration::from_millis(300);
    for path in ["/agents/me", "/agents"] {
        let error = fixture.request(Method::GET, path).timeout(patience).send().await;
        assert!(error.as_ref().is_err_and(reqwest::Error::is_timeout), "{path} had to wait: {error:?}");
    }
}
