//! Downloads against a server that pretends to be storage.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::Path;
use std::time::Duration;

use callboard_media::{CancellationToken, StorageClient, StorageTimings, download};
use callboard_model::ErrorCode;
use callboard_network::Reach;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use url::Url;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

fn client() -> StorageClient {
    let timings = StorageTimings {
        connect: Duration::from_secs(5),
        stall: Duration::from_millis(400),
        ..StorageTimings::default()
    };
    StorageClient::new(timings).unwrap().reaching(Reach::ThisComputer)
}

fn token() -> CancellationToken {
    CancellationToken::new()
}

async fn answering(at: &str, template: ResponseTemplate) -> (MockServer, Url) {
    let server = MockServer::start().await;
    Mock::given(method("GET")).and(path(at)).respond_with(template).mount(&server).await;
    let url = format!("{}{at}", server.uri()).parse().unwrap();
    (server, url)
}

fn names_in(folder: &Path) -> Vec<String> {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

/// Answers once with these bytes, then keeps the connection open or closes it.
async fn raw(answer: &'static [u8], keep_open: bool) -> Url {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/file", listener.local_addr().unwrap()).parse().unwrap();
    tokio::spawn(async move {
        let (mut connection, _) = listener.accept().await.unwrap();
        let _ = connection.read(&mut [0; 4096]).await;
        connection.write_all(answer).await.unwrap();
        if keep_open {
            std::future::pending::<()>().await;
        }
    });
    url
}

#[tokio::test]
async fn a_file_comes_with_its_type_and_without_a_credential() {
    let template = ResponseTemplate::new(200).set_body_raw(b"RIFF".to_vec(), "audio/wav");
    let (server, url) = answering("/a.wav", template).await;
    let (bytes, content_type) = download::fetch(&client(), &url, 10, &token()).await.unwrap();
    assert_eq!((bytes.as_ref(), content_type.as_deref()), (b"RIFF".as_slice(), Some("audio/wav")));
    let request = &server.received_requests().await.unwrap()[0];
    assert!(request.headers.get("authorization").is_none(), "the credential reaches the storage host");
}

#[tokio::test]
async fn a_download_is_whole_or_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("message.wav");
    std::fs::write(&target, b"the old one").unwrap();
    let save = async |url: &Url, maximum, cancel: &CancellationToken| {
        download::save_to(&client(), url, &target, &folder.path().join(".half"), maximum, |_, _| {}, cancel)
            .await
            .map_err(|error| error.code)
    };

    let cut = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this", false).await;
    assert_eq!(save(&cut, 1000, &token()).await, Err(ErrorCode::UnreadableAnswer));
    let stalled = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this", true).await;
    assert_eq!(save(&stalled, 1000, &token()).await, Err(ErrorCode::TimedOut));
    let endless = raw(b"HTTP/1.1 200 OK\r\n\r\nmore than was agreed on", false).await;
    assert_eq!(save(&endless, 10, &token()).await, Err(ErrorCode::FileTooLarge));
    let announced = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", true).await;
    assert_eq!(save(&announced, 10, &token()).await, Err(ErrorCode::FileTooLarge));
    let stopped = token();
    stopped.cancel();
    assert_eq!(save(&announced, 1000, &stopped).await, Err(ErrorCode::Cancelled));
    assert_eq!(
        std::fs::read(&target).unwrap(),
        b"the old one",
        "a failed download destroyed the file it should replace"
    );
    assert_eq!(names_in(folder.path()), ["message.wav"], "half a file is left behind");

    let (_server, url) =
        answering("/a", ResponseTemplate::new(200).set_body_bytes(b"the new one".to_vec())).await;
    assert_eq!(save(&url, 1000, &token()).await, Ok(11));
    assert_eq!(std::fs::read(&target).unwrap(), b"the new one");
    assert_eq!(names_in(folder.path()), ["message.wav"]);
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_told() {
    let (_server, url) = answering("/a", ResponseTemplate::new(200).set_body_bytes(b"abc".to_vec())).await;
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("missing").join("message.wav");
    let part = target.with_file_name(".half");
    let error =
        download::save_to(&client(), &url, &target, &part, 10, |_, _| {}, &token()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::StorageFault);
}

#[tokio::test]
async fn a_refused_download_says_why() {
    for (status, code) in [
        (404, ErrorCode::MediaNotFound),
        (410, ErrorCode::MediaNotFound),
        (403, ErrorCode::NotAllowed),
        (503, ErrorCode::SystemFault),
        (418, ErrorCode::UnexpectedStatus),
    ] {
        let (_server, url) = answering("/a", ResponseTemplate::new(status)).await;
        let error = download::fetch(&client(), &url, 10, &token()).await.unwrap_err();
        assert_eq!((error.code, error.status), (code, Some(status)));
    }
}

#[tokio::test]
async fn a_redirect_is_followed_but_not_into_the_clear() {
    let (_file, target) = answering("/b", ResponseTemplate::new(200).set_body_bytes(b"abc".to_vec())).await;
    let (_first, url) =
        answering("/a", ResponseTemplate::new(302).insert_header("location", target.as_str())).await;
    assert_eq!(download::fetch(&client(), &url, 10, &token()).await.unwrap().0.as_ref(), b"abc");

    let outside = ResponseTemplate::new(302).insert_header("location", "http://media.example/b");
    let (_first, url) = answering("/a", outside).await;
    let error = download::fetch(&client(), &url, 10, &token()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::PlainHttpRefused);
}

#[tokio::test]
async fn a_file_that_a_server_outside_names_is_not_asked_for_on_this_computer() {
    let (server, url) = answering("/a", ResponseTemplate::new(200)).await;
    let outside = client().reaching(Reach::of(&"https://api.example.com".parse().unwrap()));
    let error = download::fetch(&outside, &url, 10, &token()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::OwnNetworkRefused);
    assert!(server.received_requests().await.unwrap().is_empty(), "a program on this computer was asked");
}

#[tokio::test]
async fn a_byte_now_and_then_holds_no_place_for_ever() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url: Url = format!("http://{}/file", listener.local_addr().unwrap()).parse().unwrap();
    tokio::spawn(async move {
        let (mut connection, _) = listener.accept().await.unwrap();
        let _ = connection.read(&mut [0; 4096]).await;
        let _ = connection.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await;
        while connection.write_all(b"x").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    });
    let timings = StorageTimings { grace: Duration::from_millis(600), ..StorageTimings::default() };
    let slow = StorageClient::new(timings).unwrap().reaching(Reach::ThisComputer);
    let (began, stopped) = (std::time::Instant::now(), token());
    let fetched =
        tokio::time::timeout(Duration::from_secs(5), download::fetch(&slow, &url, 1 << 20, &stopped));
    let error = fetched.await.expect("it is waited for without end").unwrap_err();
    assert_eq!(error.code, ErrorCode::TimedOut);
    assert!(began.elapsed() >= Duration::from_millis(600), "a slow line is given its time");
}

#[tokio::test]
async fn a_few_files_are_fetched_at_once_and_who_waits_can_be_stopped() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url: Url = format!("http://{}/file", listener.local_addr().unwrap()).parse().unwrap();
    let (count, mut counted) = tokio::sync::watch::channel(0);
    tokio::spawn(async move {
        let mut kept = Vec::new();
        while let Ok((connection, _)) = listener.accept().await {
            kept.push(connection);
            count.send_modify(|count| *count += 1);
        }
    });
    let storage = client().reaching(Reach::ThisComputer);
    let cancel = token();
    let fetches: Vec<_> = (0..9)
        .map(|_| {
            let (storage, url, cancel) = (storage.clone(), url.clone(), cancel.clone());
            tokio::spawn(async move { download::fetch(&storage, &url, 10, &cancel).await.map(drop) })
        })
        .collect();
    counted.wait_for(|count| *count == 4).await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(*counted.borrow(), 4, "a list of a thousand pictures would take all memory");
    cancel.cancel();
    for fetch in fetches {
        let stopped =
            tokio::time::timeout(Duration::from_millis(300), fetch).await.expect("Stop is not heard");
        assert_eq!(stopped.unwrap().unwrap_err().code, ErrorCode::Cancelled);
    }
}

#[tokio::test]
async fn a_signed_address_does_not_show_in_an_error() {
    let url: Url = "http://127.0.0.1:1/file?X-Amz-Signature=abcdef".parse().unwrap();
    let error = download::fetch(&client(), &url, 10, &token()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Unreachable);
    assert!(!format!("{error:?}").contains("abcdef"), "whoever reads the log can fetch the file: {error:?}");
}

#[tokio::test]
async fn a_problem_with_tls_is_told_as_one_or_it_would_be_tried_again_and_again() {
    let url = raw(b"HTTP/1.1 400 Bad Request\r\n\r\n", false).await;
    let url: Url = url.as_str().replace("http://", "https://").parse().unwrap();
    let error = download::fetch(&client(), &url, 10, &token()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::TlsProblem, "{error:?}");
}
