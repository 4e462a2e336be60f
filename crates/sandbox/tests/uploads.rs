//! Uploads and downloads against S3: what is accepted, and each refusal.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::time::{Duration, Instant};

use callboard_sandbox::{Fault, FaultKind, StorageRefusal};
use common::Fixture;
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

/// What one upload sends; changed by each test in one place.
struct Upload {
    ticket: Value,
    content_type: &'static str,
    bytes: Vec<u8>,
}

impl Upload {
    async fn avatar(fixture: &Fixture) -> Self {
        let own = fixture.own_id().await;
        let ticket = fixture.get(&format!("/agents/{own}/presigned-upload")).await;
        Self { ticket, content_type: "image/png", bytes: b"\x89PNG and so on".to_vec() }
    }

    async fn audio(fixture: &Fixture) -> Self {
        let own = fixture.own_id().await;
        let ticket = fixture
            .send(Method::POST, &format!("/agents/{own}/presigned-upload/audio"), &json!({}), 200)
            .await;
        Self { ticket, content_type: "audio/wav", bytes: b"RIFF and so on".to_vec() }
    }

    /// Status and body of S3's answer.
    async fn post(&self, fixture: &Fixture) -> (u16, String) {
        let fields = self.ticket["formData"].as_object().unwrap();
        let mut form = Form::new();
        for (name, value) in fields {
            form = form.text(name.clone(), value.as_str().unwrap().to_owned());
        }
        if !fields.contains_key("Content-Type") {
            form = form.text("Content-Type", self.content_type);
        }
        let file = Part::bytes(self.bytes.clone()).file_name("file").mime_str(self.content_type).unwrap();
        let url = self.ticket["url"].as_str().unwrap();
        let response = fixture.client.post(url).multipart(form.part("file", file)).send().await.unwrap();
        (response.status().as_u16(), response.text().await.unwrap())
    }

    async fn is_refused(&self, fixture: &Fixture, status: u16, code: &str) {
        let (found, body) = self.post(fixture).await;
        assert_eq!(found, status, "{body}");
        assert!(body.contains(&format!("<Code>{code}</Code>")), "{body}");
        let stored = fixture.client.get(self.ticket["mediaUrl"].as_str().unwrap()).send().await.unwrap();
        assert_eq!(stored.status(), 404, "a refused upload was kept");
    }
}

#[tokio::test]
async fn a_picture_and_a_sound_are_accepted_and_come_back_byte_for_byte() {
    let fixture = Fixture::start().await;
    let own = fixture.own_id().await;
    for upload in [Upload::avatar(&fixture).await, Upload::audio(&fixture).await] {
        assert_eq!(upload.ticket["expectedFields"], json!(["Content-Type", "file"]));
        let media = upload.ticket["mediaUrl"].as_str().unwrap();
        let file_id = upload.ticket["fileId"].as_str().unwrap();
        let download = format!("/agents/{own}/media/{file_id}/download");
        assert_eq!(fixture.status(Method::GET, &download).await, 404, "nothing is uploaded yet");
        let (status, body) = upload.post(&fixture).await;
        assert_eq!((status, body.as_str()), (204, ""));

        let shown = fixture.client.get(media).send().await.unwrap();
        assert_eq!(shown.headers()["content-type"], upload.content_type);
        assert_eq!(shown.bytes().await.unwrap(), upload.bytes);
        let part = fixture.client.get(media).header("Range", "bytes=0-3").send().await.unwrap();
        assert_eq!((part.status().as_u16(), part.bytes().await.unwrap().len()), (206, 4));

        let redirect = fixture.request(Method::GET, &download).send().await.unwrap();
        assert_eq!(redirect.status(), 302);
        let location = redirect.headers()["location"].to_str().unwrap().to_owned();
        let bytes = fixture
            .client
            .get(&location)
            .send()
            .await
            .unwrap()
            .error_for_status()
            .unwrap()
            .bytes()
            .await
            .unwrap();
        assert_eq!(bytes, upload.bytes);
        let (signed, _) = location.split_once("X-Amz-Signature=").unwrap();
        let forged = format!("{signed}X-Amz-Signature={}", "0".repeat(64));
        assert_eq!(fixture.client.get(forged).send().await.unwrap().status(), 403);
    }
    let changed = Upload::avatar(&fixture).await.ticket["mediaUrl"].clone();
    let agent = fixture.send(Method::PATCH, "/agents/me", &json!({"avatarUrl": changed}), 200).await;
    assert_eq!(agent["avatarUrl"], changed);
}

#[tokio::test]
async fn a_file_up_to_the_limit_is_accepted_and_one_byte_more_is_not() {
    let fixture = Fixture::start().await;
    let mut upload = Upload::avatar(&fixture).await;
    upload.bytes = vec![7; (5 << 20) + 1];
    upload.is_refused(&fixture, 400, "EntityTooLarge").await;
    upload.bytes.pop();
    assert_eq!(upload.post(&fixture).await.0, 204);
    let mut upload = Upload::audio(&fixture).await;
    upload.bytes = vec![7; 12 << 20];
    upload.is_refused(&fixture, 400, "EntityTooLarge").await;
}

#[tokio::test]
async fn an_empty_file_is_too_small() {
    let fixture = Fixture::start().await;
    let mut upload = Upload::avatar(&fixture).await;
    upload.bytes.clear();
    upload.is_refused(&fixture, 400, "EntityTooSmall").await;
}

#[tokio::test]
async fn another_type_is_refused() {
    let fixture = Fixture::start().await;
    let mut upload = Upload::avatar(&fixture).await;
    upload.content_type = "application/pdf";
    upload.is_refused(&fixture, 400, "InvalidPolicyDocument").await;
}

#[tokio::test]
async fn a_changed_signature_is_refused() {
    let fixture = Fixture::start().await;
    let mut upload = Upload::avatar(&fixture).await;
    upload.ticket["formData"]["x-amz-signature"] = json!("0".repeat(64));
    upload.is_refused(&fixture, 403, "SignatureDoesNotMatch").await;
}

#[tokio::test]
async fn a_changed_field_and_a_field_too_many_are_refused() {
    let fixture = Fixture::start().await;
    let mut upload = Upload::avatar(&fixture).await;
    upload.ticket["formData"]["key"] = json!("avatars/somewhere-else");
    upload.is_refused(&fixture, 400, "InvalidPolicyDocument").await;
    let mut upload = Upload::avatar(&fixture).await;
    upload.ticket["formData"]["acl"] = json!("public-read");
    upload.is_refused(&fixture, 403, "AccessDenied").await;
}

#[tokio::test]
async fn an_expired_form_is_refused_as_expired() {
    let fixture = Fixture::start().await;
    fixture.sandbox.faults().add(Fault::new(FaultKind::ExpiredPolicy).times(1));
    let upload = Upload::avatar(&fixture).await;
    upload.is_refused(&fixture, 403, "AccessDenied").await;
    assert!(upload.post(&fixture).await.1.contains("Request has expired"));
    assert_eq!(Upload::avatar(&fixture).await.post(&fixture).await.0, 204, "a fresh form works");
}

#[tokio::test]
async fn a_form_that_fixes_the_type_is_honoured() {
    let fixture = Fixture::start().await;
    let fixed = FaultKind::FixedContentType { content_type: "image/jpeg".into() };
    fixture.sandbox.faults().add(Fault::new(fixed));
    let mut upload = Upload::avatar(&fixture).await;
    assert_eq!(upload.ticket["formData"]["Content-Type"], "image/jpeg");
    assert_eq!(upload.post(&fixture).await.0, 204);
    upload.ticket = Upload::avatar(&fixture).await.ticket;
    upload.ticket["formData"]["Content-Type"] = json!("image/png");
    upload.is_refused(&fixture, 400, "InvalidPolicyDocument").await;
}

#[tokio::test]
async fn each_refusal_can_be_forced() {
    let fixture = Fixture::start().await;
    for (refusal, status, code) in [
        (StorageRefusal::TooLarge, 400, "EntityTooLarge"),
        (StorageRefusal::TooSmall, 400, "EntityTooSmall"),
        (StorageRefusal::WrongType, 400, "InvalidPolicyDocument"),
        (StorageRefusal::WrongSignature, 403, "SignatureDoesNotMatch"),
        (StorageRefusal::InvalidPolicy, 400, "InvalidPolicyDocument"),
        (StorageRefusal::Expired, 403, "AccessDenied"),
    ] {
        fixture.sandbox.faults().add(Fault::new(FaultKind::StorageRefusal { refusal }).times(1));
        Upload::avatar(&fixture).await.is_refused(&fixture, status, code).await;
    }
}

#[tokio::test]
async fn an_upload_can_be_slow_or_lose_its_connection() {
    let fixture = Fixture::start().await;
    fixture.sandbox.faults().add(Fault::new(FaultKind::SlowUpload { bytes_per_second: 200_000 }).times(1));
    let mut upload = Upload::avatar(&fixture).await;
    upload.bytes = vec![1; 100_000];
    let begun = Instant::now();
    assert_eq!(upload.post(&fixture).await.0, 204);
    assert!(begun.elapsed() > Duration::from_millis(400), "{:?}", begun.elapsed());
    let reset = FaultKind::ConnectionReset { after_applying: false };
    fixture.sandbox.faults().add(Fault::new(reset).on("uploadObject").times(1));
    let form = Form::new().text("key", "x");
    let url = upload.ticket["url"].as_str().unwrap();
    assert!(fixture.client.post(url).multipart(form).send().await.is_err());
}

#[tokio::test]
async fn sample_drops_can_be_heard_and_wrong_files_are_told_apart() {
    let fixture = Fixture::start().await;
    let own = fixture.get("/agents/me").await;
    let media = own["dropVms"][0]["mediaUrl"].as_str().unwrap();
    let id = own["id"].as_str().unwrap();
    let file = media.rsplit('/').next().unwrap();
    let redirect =
        fixture.request(Method::GET, &format!("/agents/{id}/media/{file}/download")).send().await.unwrap();
    let location = redirect.headers()["location"].to_str().unwrap();
    let sound = fixture.client.get(location).send().await.unwrap().bytes().await.unwrap();
    assert!(sound.len() > 20_000 && sound.starts_with(b"RIFF"));
    assert_eq!(fixture.client.get(media).send().await.unwrap().headers()["content-type"], "audio/wav");
    assert_eq!(fixture.status(Method::GET, &format!("/agents/{id}/media/{id}/download")).await, 404);
    assert_eq!(fixture.status(Method::GET, &format!("/agents/{id}/media/x/download")).await, 400);
    assert_eq!(
        fixture
            .client
            .get(fixture.url(&format!("/agents/{id}/media/{file}/download")))
            .send()
            .await
            .unwrap()
            .status(),
        401
    );
}
