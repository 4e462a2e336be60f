//! How much memory strangers can make the sandbox use. Alone in its file, because it measures the process.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::Fixture;
use reqwest::Method;

/// What a value costs as text, and many times that as a value.
const TEXT: &[u8] = b"0,";

/// The most memory this process had, in MiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bodies_and_uploads_of_strangers_stay_small() {
    let fixture = Fixture::start().await;
    let mut list = vec![b'['];
    list.extend(TEXT.repeat((4 << 20) / TEXT.len() - 2));
    list.extend(b"0]");
    let (large, fitting) = (bytes::Bytes::from(list.clone()), {
        list.truncate((2 << 20) - 3);
        list.extend(b"0]");
        bytes::Bytes::from(list)
    });
    let upload = bytes::Bytes::from(vec![b'-'; 60 << 20]);
    let before = peak();
    for body in [large, fitting] {
        let posts = (0..20).map(|_| {
            let request = fixture.client.request(Method::POST, fixture.url("/agents"));
            request.header("Content-Type", "application/json").body(body.clone()).send()
        });
        for answer in futures_util::future::join_all(posts).await.into_iter().flatten() {
            assert!(answer.status().is_client_error(), "{}", answer.status());
        }
    }
    let after_posts = peak();
    assert!(after_posts - before < 150, "40 requests took {} MiB", after_posts - before);

    let storage = format!("http://{}/sandbox-media", fixture.sandbox.address());
    let uploads = (0..12).map(|_| {
        let request = fixture.client.post(&storage).header("Content-Type", "multipart/form-data; boundary=x");
        request.body(upload.clone()).send()
    });
    for answer in futures_util::future::join_all(uploads).await {
        let text = answer.unwrap().text().await.unwrap();
        assert!(text.contains("EntityTooLarge"), "a client that is still sending has to read why: {text}");
    }
    let after_uploads = peak();
    assert!(after_uploads - after_posts < 150, "12 uploads took {} MiB", after_uploads - after_posts);
    assert_eq!(fixture.status(Method::GET, "/agents/me").await, 200, "the sandbox has to go on");
}
