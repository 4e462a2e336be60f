//! Downloads against a server that pretends to be storage.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::Path;
use std::time::Duration;

use callboard_media::{CancellationToken, StorageClient, StorageTimings, download};
use callboard_model::ErrorCode;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use url::Url;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

fn client() -> StorageClient {
    StorageClient::new(StorageTimings { connect: Duration::from_secs(5), stall: Duration::from_millis(400) })
        .unwrap()
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
    assert_eq!((error.code, error.status), (ErrorCode::UnexpectedStatus, Some(302)));
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
