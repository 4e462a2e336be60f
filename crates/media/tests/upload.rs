//! The presigned upload against a server that pretends to be storage.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine as _;
use callboard_media::{CancellationToken, EncodedFile, StorageClient, StorageTimings, upload};
use callboard_model::media::UploadForm;
use callboard_model::{CallboardError, ErrorCode};
use callboard_network::Reach;
use jiff::Timestamp;
use serde_json::json;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, ResponseTemplate};

const BEFORE: &str = "2026-03-01T11:00:00Z";
const AFTER: &str = "2026-03-01T13:00:00Z";

fn client() -> StorageClient {
    let timings = StorageTimings {
        connect: Duration::from_secs(5),
        stall: Duration::from_millis(500),
        ..StorageTimings::default()
    };
    StorageClient::new(timings).unwrap().reaching(Reach::ThisComputer)
}

fn file(size: usize) -> EncodedFile {
    EncodedFile {
        bytes: vec![b'x'; size].into(),
        content_type: "image/png".to_owned(),
        extension: "png".to_owned(),
    }
}

fn policy() -> String {
    let document = json!({
        "expiration": "2026-03-01T12:00:00Z",
        "conditions": [
            { "bucket": "media" }, ["starts-with", "$key", ""], ["starts-with", "$Content-Type", "image/"],
            ["content-length-range", 1, 1_000_000],
        ],
    });
    base64::engine::general_purpose::STANDARD.encode(document.to_string())
}

fn form(url: &str, fields: &[(&str, &str)]) -> UploadForm {
    UploadForm {
        media_url: Some("https://media.example/a".to_owned()),
        file_id: None,
        url: url.to_owned(),
        form_data: fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        expected_fields: Vec::new(),
        given_at: None,
    }
}

async fn post_at(form: &UploadForm, file: EncodedFile, now: &str) -> Result<(), CallboardError> {
    let now: Timestamp = now.parse().unwrap();
    upload::post(&client(), form, file, move || now, |_, _| {}, &CancellationToken::new()).await
}

async fn answering(template: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(method("POST")).respond_with(template).mount(&server).await;
    server
}

/// Name and content of each part, in the order they were sent.
fn parts(content_type: &str, body: &[u8]) -> Vec<(String, String)> {
    let boundary = content_type.split_once("boundary=").unwrap().1;
    let body = String::from_utf8_lossy(body);
    body.split(&format!("--{boundary}"))
        .filter_map(|part| part.split_once("\r\n\r\n"))
        .map(|(head, content)| {
            let name = head.split_once("name=\"").unwrap().1.split_once('"').unwrap().0;
            (name.to_owned(), content.strip_suffix("\r\n").unwrap().to_owned())
        })
        .collect()
}

#[tokio::test]
async fn the_form_is_posted_verbatim_and_the_file_last() {
    let server = answering(ResponseTemplate::new(204)).await;
    let policy = policy();
    let fields = [
        ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"),
        ("X-Amz-Credential", "AKIA/20260301/eu-west-1/s3/aws4_request"),
        ("key", "avatars/ñ \"one\" & two+three%20.png"),
        ("policy", policy.as_str()),
        ("zzz-last", "a\r\nb"),
    ];
    let seen = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&seen);
    let now: Timestamp = BEFORE.parse().unwrap();
    let progress = move |sent, total| noted.lock().unwrap().push((sent, total));
    let form = form(&server.uri(), &fields);
    upload::post(&client(), &form, file(100_000), move || now, progress, &CancellationToken::new())
        .await
        .unwrap();

    let request = &server.received_requests().await.unwrap()[0];
    let header = |name: &str| request.headers.get(name).map(|value| value.to_str().unwrap().to_owned());
    assert_eq!(header("authorization"), None, "the credential reaches the storage host");
    assert_eq!(header("cookie"), None);
    assert_eq!(header("content-length"), Some(request.body.len().to_string()), "S3 refuses chunked posts");
    assert_eq!(header("transfer-encoding"), None);
    let sent = parts(&header("content-type").unwrap(), &request.body);
    let mut expected: Vec<(String, String)> =
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    expected.push(("Content-Type".to_owned(), "image/png".to_owned()));
    expected.push(("file".to_owned(), "x".repeat(100_000)));
    assert_eq!(sent, expected, "storage reads the fields up to the file, each to the letter");

    let seen = seen.lock().unwrap();
    assert!(
        seen.len() > 3 && seen.windows(2).all(|two| two[0].0 < two[1].0),
        "progress does not move: {seen:?}"
    );
    assert_eq!(seen.last(), Some(&(100_000, 100_000)));
}

#[tokio::test]
async fn the_media_type_is_added_only_where_it_is_asked_for() {
    let server = answering(ResponseTemplate::new(201)).await;
    let with_policy = policy();
    let truncated = &with_policy[..with_policy.len() - 30];
    for (fields, expected_fields, named) in [
        (vec![("policy", truncated)], vec![], None),
        (vec![("policy", truncated)], vec!["key", "content-type"], Some(("content-type", "image/png"))),
        (
            vec![("Content-Type", "image/png"), ("policy", &with_policy)],
            vec!["Content-Type"],
            Some(("Content-Type", "image/png")),
        ),
    ] {
        server.reset().await;
        Mock::given(method("POST")).respond_with(ResponseTemplate::new(201)).mount(&server).await;
        let mut form = form(&server.uri(), &fields);
        form.expected_fields = expected_fields.into_iter().map(str::to_owned).collect();
        post_at(&form, file(10), BEFORE).await.unwrap();
        let request = &server.received_requests().await.unwrap()[0];
        let sent = parts(request.headers["content-type"].to_str().unwrap(), &request.body);
        let types: Vec<_> =
            sent.iter().filter(|(name, _)| name.eq_ignore_ascii_case("content-type")).collect();
        assert_eq!(types.first().map(|(name, value)| (name.as_str(), value.as_str())), named);
        assert!(types.len() <= 1, "storage refuses a doubled field");
        assert_eq!(sent.last().unwrap().0, "file");
    }
}

#[tokio::test]
async fn what_the_policy_forbids_is_not_sent() {
    let server = answering(ResponseTemplate::new(204)).await;
    let form = form(&server.uri(), &[("policy", &policy())]);
    let mut text = file(10);
    text.content_type = "text/plain".to_owned();
    for (file, now, code) in [
        (file(10), AFTER, ErrorCode::UploadExpired),
        (file(1_000_001), BEFORE, ErrorCode::UploadTooLarge),
        (file(0), BEFORE, ErrorCode::UploadTooSmall),
        (text, BEFORE, ErrorCode::UploadTypeRefused),
    ] {
        assert_eq!(post_at(&form, file, now).await.unwrap_err().code, code);
    }
    assert!(server.received_requests().await.unwrap().is_empty(), "bytes were sent for nothing");
}

fn refused(status: u16, code: &str, more: &str) -> ResponseTemplate {
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>Said by storage</Message>{more}\
         <RequestId>4442587FB7D0A2F9</RequestId><HostId>host</HostId></Error>"
    );
    ResponseTemplate::new(status).set_body_raw(body, "application/xml")
}

#[tokio::test]
async fn each_refusal_of_storage_is_understood() {
    let sizes =
        "<ProposedSize>9</ProposedSize><MaxSizeAllowed>5</MaxSizeAllowed><MinSizeAllowed>3</MinSizeAllowed>";
    for (template, code, context) in [
        (refused(400, "EntityTooLarge", sizes), ErrorCode::UploadTooLarge, Some(("maximum", "5"))),
        (refused(400, "EntityTooLarge", ""), ErrorCode::UploadTooLarge, Some(("maximum", "1000000"))),
        (refused(400, "EntityTooSmall", sizes), ErrorCode::UploadTooSmall, Some(("minimum", "3"))),
        (refused(403, "AccessDenied", ""), ErrorCode::UploadRefused, Some(("storageCode", "AccessDenied"))),
        (
            refused(403, "SignatureDoesNotMatch", ""),
            ErrorCode::UploadRefused,
            Some(("storageCode", "SignatureDoesNotMatch")),
        ),
        (
            refused(400, "InvalidPolicyDocument", ""),
            ErrorCode::UploadRefused,
            Some(("storageCode", "InvalidPolicyDocument")),
        ),
        (
            refused(400, "InvalidArgument", ""),
            ErrorCode::UploadRefused,
            Some(("storageCode", "InvalidArgument")),
        ),
        (
            refused(400, "MalformedPOSTRequest", ""),
            ErrorCode::UploadRefused,
            Some(("storageCode", "MalformedPOSTRequest")),
        ),
        (refused(418, "SomethingNew", ""), ErrorCode::UploadRefused, Some(("storageCode", "SomethingNew"))),
        (refused(400, "ExpiredToken", ""), ErrorCode::UploadExpired, None),
        (refused(400, "RequestTimeout", ""), ErrorCode::UploadStalled, None),
        (refused(503, "SlowDown", ""), ErrorCode::SystemFault, None),
        (refused(500, "InternalError", ""), ErrorCode::SystemFault, None),
    ] {
        // Storage's clock is not asked here: the answer carries the date of the test's own day.
        let server = answering(template.insert_header("date", "Sun, 01 Mar 2026 11:00:00 GMT")).await;
        let form = form(&server.uri(), &[("policy", &policy())]);
        let error = post_at(&form, file(10), BEFORE).await.unwrap_err();
        assert_eq!(error.code, code, "{error}");
        if let Some((key, value)) = context {
            assert_eq!(error.context[key], value);
        }
        assert_eq!(error.request_id.as_deref(), Some("4442587FB7D0A2F9"));
        assert!(error.detail.unwrap().contains("Said by storage"));
    }
}

#[tokio::test]
async fn a_form_that_expired_on_the_way_is_told_by_either_clock() {
    let denied = refused(403, "AccessDenied", "");
    let server = answering(denied.clone().insert_header("date", "Sun, 01 Mar 2026 12:00:01 GMT")).await;
    let expiring = form(&server.uri(), &[("policy", &policy())]);
    let error = post_at(&expiring, file(10), BEFORE).await.unwrap_err();
    assert_eq!(
        error.code,
        ErrorCode::UploadExpired,
        "this computer's clock is late and storage's is not believed"
    );

    let server = answering(denied.insert_header("date", "nonsense")).await;
    let expiring = form(&server.uri(), &[("policy", &policy())]);
    let times = Mutex::new(vec![AFTER, BEFORE]);
    let now = move || times.lock().unwrap().pop().unwrap().parse().unwrap();
    let outcome =
        upload::post(&client(), &expiring, file(10), now, |_, _| {}, &CancellationToken::new()).await;
    assert_eq!(outcome.unwrap_err().code, ErrorCode::UploadExpired);
}

#[tokio::test]
async fn answers_that_are_not_s3s_are_refusals_all_the_same() {
    for (template, code) in [
        (ResponseTemplate::new(400).set_body_string("<html>Bad gateway"), ErrorCode::UploadRefused),
        (ResponseTemplate::new(400).set_body_string("<Error><Code>EntityToo"), ErrorCode::UploadRefused),
        (ResponseTemplate::new(400), ErrorCode::UploadRefused),
        (ResponseTemplate::new(413), ErrorCode::UploadTooLarge),
        (ResponseTemplate::new(502), ErrorCode::SystemFault),
        (
            ResponseTemplate::new(303).insert_header("location", "http://127.0.0.1:1/elsewhere"),
            ErrorCode::UploadRefused,
        ),
    ] {
        let server = answering(template).await;
        let error = post_at(&form(&server.uri(), &[("key", "a")]), file(10), BEFORE).await.unwrap_err();
        assert_eq!(error.code, code, "{error}");
        assert_eq!(server.received_requests().await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn addresses_that_would_leak_are_refused() {
    for (url, code) in [
        ("http://storage.example/bucket", ErrorCode::PlainHttpRefused),
        ("https://name:word@storage.example/", ErrorCode::InvalidAddress),
        ("not an address", ErrorCode::InvalidAddress),
    ] {
        assert_eq!(post_at(&form(url, &[]), file(10), BEFORE).await.unwrap_err().code, code);
    }
}

#[tokio::test]
async fn a_connection_that_takes_no_more_bytes_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let form = form(&format!("http://{}/", listener.local_addr().unwrap()), &[("key", "a")]);
    let server = tokio::spawn(async move {
        let (mut connection, _) = listener.accept().await.unwrap();
        let mut some = [0; 1000];
        connection.read_exact(&mut some).await.unwrap();
        std::future::pending::<()>().await;
    });
    let error = post_at(&form, file(50_000_000), BEFORE).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::UploadStalled);
    server.abort();
}

#[tokio::test]
async fn stopping_stops_and_a_broken_connection_is_told() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let cancel = CancellationToken::new();
    let button = cancel.clone();
    let progress = move |sent: u64, _| {
        if sent > 40_000 {
            button.cancel();
        }
    };
    let stopped = form(&url, &[("key", "a")]);
    let now: Timestamp = BEFORE.parse().unwrap();
    let outcome = upload::post(&client(), &stopped, file(50_000_000), move || now, progress, &cancel).await;
    assert_eq!(outcome.unwrap_err().code, ErrorCode::Cancelled);

    drop(listener);
    let error = post_at(&form(&url, &[("key", "a")]), file(10), BEFORE).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Unreachable);
}

/// Storage's own answer where a form asks to be led on, and answers that only look like it.
#[tokio::test]
async fn the_redirect_that_the_form_asks_for_says_that_the_file_is_stored() {
    let asked = [("success_action_redirect", "https://example.org/done?from=bird"), ("key", "a")];
    let led = |status: u16, to: &str| ResponseTemplate::new(status).insert_header("Location", to);
    let stored = "https://example.org/done?from=bird&bucket=media&key=a&etag=%22e%22";
    let outcome = async |answer: ResponseTemplate, fields: &[(&str, &str)]| {
        let server = answering(answer).await;
        let outcome = post_at(&form(&server.uri(), fields), file(10), BEFORE).await;
        assert_eq!(server.received_requests().await.unwrap().len(), 1, "the redirect was followed");
        outcome.map_err(|error| error.code)
    };
    assert_eq!(outcome(led(303, stored), &asked).await, Ok(()), "a stored file is called refused");
    let older = [("redirect", "https://example.org/done")];
    assert_eq!(outcome(led(303, stored), &older).await, Ok(()));
    for (answer, fields) in [
        (led(303, stored), &[("key", "a")][..]),
        (led(303, "https://sign-in.example.org/?key=a"), &asked),
        (led(303, "https://example.org/done?from=bird"), &asked),
        (led(302, stored), &asked),
        (ResponseTemplate::new(303), &asked),
    ] {
        let refused = outcome(answer, fields).await;
        assert_eq!(refused, Err(ErrorCode::UploadRefused), "a file that nobody stored is called stored");
    }
}

#[tokio::test]
async fn a_sound_is_sent_under_the_name_of_its_type_that_storage_asks_for() {
    for (asked, sent_as) in
        [("audio/x-wav", "audio/x-wav"), ("audio/wave", "audio/wave"), ("audio/wav", "audio/wav")]
    {
        let server = answering(ResponseTemplate::new(204)).await;
        let document = json!({ "conditions": [["eq", "$Content-Type", asked]] });
        let policy = base64::engine::general_purpose::STANDARD.encode(document.to_string());
        let sound =
            EncodedFile { content_type: "audio/wav".to_owned(), extension: "wav".to_owned(), ..file(10) };
        post_at(&form(&server.uri(), &[("policy", &policy)]), sound, BEFORE).await.unwrap();
        let request = &server.received_requests().await.unwrap()[0];
        let sent = parts(request.headers["content-type"].to_str().unwrap(), &request.body);
        assert_eq!(sent[1], ("Content-Type".to_owned(), sent_as.to_owned()), "storage refuses the file");
        assert_eq!(sent.last().unwrap().0, "file");
    }
}

#[tokio::test]
async fn a_form_of_sixty_thousand_fields_is_refused_and_the_program_lives() {
    let server = answering(ResponseTemplate::new(204)).await;
    let form_of = |fields: usize, value: &str| UploadForm {
        form_data: (0..fields).map(|number| (format!("f{number:05}"), value.to_owned())).collect(),
        ..form(&server.uri(), &[])
    };
    for unusable in [form_of(60_000, "x"), form_of(101, "x"), form_of(2, &"x".repeat(40_000))] {
        let error = post_at(&unusable, file(10), BEFORE).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::UnreadableAnswer, "{} fields", unusable.form_data.len());
    }
    let expected_fields = vec!["content-type".to_owned(); 60_000];
    let error =
        post_at(&UploadForm { expected_fields, ..form_of(1, "x") }, file(10), BEFORE).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::UnreadableAnswer);
    assert!(server.received_requests().await.unwrap().is_empty());
    post_at(&form_of(100, "x"), file(10), BEFORE).await.unwrap();
}

#[tokio::test]
async fn nothing_in_a_name_or_value_adds_a_header_or_a_part() {
    let server = answering(ResponseTemplate::new(204)).await;
    let evil = "key\"\r\nX-Amz-Acl: public-read\r\n\r\nx\r\n--b";
    let value = "v\"\r\n--b\r\nContent-Disposition: form-data; name=\"acl\"\r\n\r\npublic-read";
    post_at(&form(&server.uri(), &[(evil, value), ("nul\0\t", "y")]), file(3), BEFORE).await.unwrap();
    let request = &server.received_requests().await.unwrap()[0];
    let content_type = request.headers["content-type"].to_str().unwrap();
    let boundary = content_type.split_once("boundary=").unwrap().1;
    let body = String::from_utf8_lossy(&request.body);
    let heads: Vec<&str> = body
        .split(&format!("--{boundary}"))
        .filter_map(|part| Some(part.split_once("\r\n\r\n")?.0.trim()))
        .collect();
    let named = |name: &str| format!("Content-Disposition: form-data; name=\"{name}\"");
    assert_eq!(heads.len(), 3, "storage would read a part that nobody sent: {heads:?}");
    assert_eq!(heads[0], named("key%22%0D%0AX-Amz-Acl: public-read%0D%0A%0D%0Ax%0D%0A--b"));
    assert_eq!(heads[1], named("nul%00%09"));
    let told = parts(content_type, &request.body);
    assert_eq!((told[0].1.as_str(), told[2].1.as_str()), (value, "xxx"), "values stay to the letter");
}

#[tokio::test]
async fn a_form_that_leads_to_this_computer_from_outside_is_not_posted() {
    let server = answering(ResponseTemplate::new(204)).await;
    let now: Timestamp = BEFORE.parse().unwrap();
    let outside = client().reaching(Reach::Public);
    let cancel = CancellationToken::new();
    let form = form(&server.uri(), &[]);
    let posted = upload::post(&outside, &form, file(3), move || now, |_, _| {}, &cancel).await;
    assert_eq!(posted.unwrap_err().code, ErrorCode::OwnNetworkRefused);
    assert!(server.received_requests().await.unwrap().is_empty(), "a program on this computer was asked");
}

#[tokio::test]
async fn storage_that_takes_a_byte_now_and_then_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut connection, _) = listener.accept().await.unwrap();
        let mut bytes = vec![0; 256 * 1024];
        while connection.read(&mut bytes).await.is_ok_and(|read| read > 0) {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    });
    let timings =
        StorageTimings { grace: Duration::from_millis(700), slowest: u32::MAX, ..StorageTimings::default() };
    let slow = StorageClient::new(timings).unwrap().reaching(Reach::ThisComputer);
    let now: Timestamp = BEFORE.parse().unwrap();
    let (cancel, form) = (CancellationToken::new(), form(&address, &[]));
    let posting = upload::post(&slow, &form, file(60_000_000), move || now, |_, _| {}, &cancel);
    let posted = tokio::time::timeout(Duration::from_secs(5), posting).await;
    assert_eq!(posted.expect("it goes on without end").unwrap_err().code, ErrorCode::UploadStalled);
}
