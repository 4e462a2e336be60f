//! Uploads against real S3: what arrives, what is refused, what is stopped, and what is finished later.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::path::Path;
use std::time::{Duration, Instant};

use callboard_media::{CancellationToken, PictureTarget, picture, sound};
use callboard_model::media::{Crop, SoundEdit, SoundLevel, TelephoneRate, UploadProgress};
use callboard_model::{ChangeKind, ErrorCode, JobEvent, JobId, Result, SaveOutcome, SystemId};
use callboard_sandbox::{FaultKind, StorageRefusal};
use callboard_usecases::Events;
use serde_json::{Value, json};
use support::{Office, code_of, edits, heard, id_of, job, quiet, record_of, saved};

const UNCHANGED: SoundEdit = SoundEdit {
    start_ms: 0,
    end_ms: None,
    cut_silence: false,
    fade_in_ms: 0,
    fade_out_ms: 0,
    level: None,
    rate: TelephoneRate::Wide,
};

const CROP: Crop = Crop { x: 100.0, y: 0.0, side: 600.0, rotation: 0.0 };

impl Office {
    /// Chooses a picture of 800 by 600 pixels.
    async fn picture(&self) -> String {
        let path = self.file("me.png");
        let made = image::RgbImage::from_fn(800, 600, |x, y| {
            image::Rgb([(x % 251) as u8, (y % 241) as u8, ((x * y) % 239) as u8])
        });
        made.save(&path).unwrap();
        self.callboard.files.choose_file(path).await.unwrap().token
    }

    /// Chooses a second of a tone.
    async fn sound(&self) -> String {
        let path = self.file("hello.wav");
        write_tone(&path, 44_100);
        self.callboard.files.choose_file(path).await.unwrap().token
    }

    async fn puts_avatar(&self, on: &Value, name: JobId, events: Events) -> Result<SaveOutcome> {
        let token = self.picture().await;
        self.callboard
            .uploads
            .upload_avatar(self.connection.clone(), id_of(on), &token, CROP, name, events)
            .await
    }

    async fn puts_drop(&self, on: &Value, name: &str) -> Result<SaveOutcome> {
        let token = self.sound().await;
        let name = name.to_owned();
        self.callboard
            .uploads
            .upload_drop(self.connection.clone(), id_of(on), &token, UNCHANGED, name, None, job(), quiet())
            .await
    }
}

fn length(content: &[u8]) -> f64 {
    f64::from(u32::try_from(content.len()).unwrap())
}

fn write_tone(path: &Path, frames: u32) {
    let format = hound::WavSpec {
        channels: 1,
        sample_rate: 44_100,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut file = hound::WavWriter::create(path, format).unwrap();
    for frame in 0..frames {
        let turn = f64::from(frame) * 440.0 / 44_100.0 * std::f64::consts::TAU;
        #[allow(clippy::cast_possible_truncation)]
        file.write_sample((turn.sin() * 12_000.0) as i16).unwrap();
    }
    file.finalize().unwrap();
}

#[tokio::test]
async fn a_picture_arrives_byte_for_byte_and_is_on_the_agent() {
    let office = Office::open().await;
    let before = office.person("Aisha Okonkwo").await;
    let (events, list) = heard();
    let record = record_of(office.puts_avatar(&before, job(), events).await.unwrap());

    let address = record.document["avatarUrl"].as_str().unwrap().to_owned();
    assert_ne!(json!(address), before["avatarUrl"]);
    let target = PictureTarget::avatar(None);
    let expected = picture::square(&office.file("me.png"), CROP, &target, &CancellationToken::new()).unwrap();
    let (status, kind, content) = office.download(&address).await;
    assert_eq!((status, kind.as_str()), (200, expected.content_type.as_str()));
    assert!(content == expected.bytes, "the stored picture is not the one that was made");
    let shown = image::load_from_memory(&content).unwrap();
    assert_eq!((shown.width(), shown.height()), (512, 512));

    let told = list.lock().unwrap().clone();
    let steps: Vec<UploadProgress> = told
        .into_iter()
        .map(|event| match event {
            JobEvent::Upload { progress } => progress,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(steps[..2], [UploadProgress::Requesting, UploadProgress::Preparing]);
    assert_eq!(steps[steps.len() - 2..], [UploadProgress::Attaching, UploadProgress::Done]);
    let mut furthest = 0.0;
    for step in &steps[2..steps.len() - 2] {
        let UploadProgress::Sending { sent, total } = step else { panic!("{step:?} while sending") };
        assert!(*sent > furthest && sent <= total, "progress goes back");
        furthest = *sent;
    }
    assert!((furthest - length(&content)).abs() < 0.5, "progress ends before the file does");

    assert_eq!(office.bodies("updateAgent"), [json!({"avatarUrl": address})]);
    assert_eq!(office.stored(&before).await, record.document);
    assert!(office.callboard.uploads.pending_attachments().await.unwrap().is_empty());
    let history = office.history(Some(&before)).await;
    assert_eq!((history.len(), history[0].kind), (1, ChangeKind::FileAttached));
    let (undone, ..) = saved(office.undo(&history[0].id).await);
    assert_eq!(
        undone["avatarUrl"].as_str().unwrap_or_default(),
        before["avatarUrl"].as_str().unwrap_or_default()
    );
}

#[tokio::test]
async fn what_was_heard_before_the_upload_is_what_is_stored() {
    let office = Office::open().await;
    let before = office.person("Emily Carter").await;
    let token = office.sound().await;
    let edit = SoundEdit {
        start_ms: 200,
        end_ms: Some(700),
        fade_out_ms: 100,
        level: Some(SoundLevel::SPEECH),
        ..UNCHANGED
    };
    let facts = office.callboard.sounds.prepare_sound(&token, edit, job(), quiet()).await.unwrap();
    assert!((facts.seconds - 0.5).abs() < 0.01, "the part is not the one that was marked: {facts:?}");
    let (connection, name) = (office.connection.clone(), "Short".to_owned());
    let put = office.callboard.uploads.upload_drop(
        connection,
        id_of(&before),
        &token,
        edit,
        name,
        None,
        job(),
        quiet(),
    );
    let record = record_of(put.await.unwrap());
    let drops = office.callboard.voicemail_drops.drops(&SystemId::new("bird"), &record.document).unwrap();
    let address = drops.last().unwrap().media_url.clone().unwrap();
    let (_, _, content) = office.download(&address).await;
    let expected = sound::edit(&office.file("hello.wav"), &edit, &CancellationToken::new()).unwrap().file;
    assert!(content == expected.bytes, "callers hear something else than the admin did");
    assert_eq!(content.len(), facts.bytes as usize);
}

#[tokio::test]
async fn an_edit_that_leaves_nothing_is_refused_before_anything_is_stored() {
    let office = Office::open().await;
    let before = office.person("Emily Carter").await;
    let token = office.sound().await;
    let edit = SoundEdit { start_ms: 5000, ..UNCHANGED };
    let refused = office.callboard.sounds.prepare_sound(&token, edit, job(), quiet()).await;
    assert_eq!(code_of(refused), ErrorCode::NothingLeft);
    let (connection, name) = (office.connection.clone(), "Nothing".to_owned());
    let put = office.callboard.uploads.upload_drop(
        connection,
        id_of(&before),
        &token,
        edit,
        name,
        None,
        job(),
        quiet(),
    );
    assert_eq!(code_of(put.await), ErrorCode::NothingLeft);
    assert_eq!(office.stored(&before).await["dropVms"], before["dropVms"]);
}

#[tokio::test]
async fn a_sound_is_seen_at_every_zoom_and_another_one_is_not_mistaken_for_it() {
    let office = Office::open().await;
    let tone = office.sound().await;
    let facts = office.callboard.sounds.inspect_sound(&tone, job(), quiet()).await.unwrap();
    let whole = office.callboard.sounds.sound_view(&tone, 0.0, facts.seconds, 100).await.unwrap();
    assert_eq!((whole.lows.len(), whole.highs.len()), (100, 100));
    assert!(whole.highs.iter().any(|value| *value > 0.05), "the waveform is flat");

    let path = office.file("nothing.wav");
    let format = hound::WavSpec {
        channels: 1,
        sample_rate: 44_100,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut file = hound::WavWriter::create(&path, format).unwrap();
    (0..44_100).for_each(|_| file.write_sample(0_i16).unwrap());
    file.finalize().unwrap();
    let silence = office.callboard.files.choose_file(path).await.unwrap().token;
    let flat = office.callboard.sounds.sound_view(&silence, 0.0, 1.0, 10).await.unwrap();
    assert!(flat.highs.iter().all(|value| *value == 0.0), "another sound's waveform is shown");
    let again = office.callboard.sounds.sound_view(&tone, 0.0, 0.1, 10).await.unwrap();
    assert!(again.highs.iter().any(|value| *value > 0.05), "the first sound is forgotten");
}

#[tokio::test]
async fn a_drop_arrives_byte_for_byte_behind_the_present_ones() {
    let office = Office::open().await;
    let before = office.person("Emily Carter").await;
    let record = record_of(office.puts_drop(&before, "Christmas").await.unwrap());
    let (old, new) = (before["dropVms"].as_array().unwrap(), record.document["dropVms"].as_array().unwrap());
    assert_eq!(new[..old.len()], old[..], "a present drop was changed");
    assert_eq!((new.len(), &new[old.len()]["name"]), (old.len() + 1, &json!("Christmas")));

    let expected =
        sound::edit(&office.file("hello.wav"), &UNCHANGED, &CancellationToken::new()).unwrap().file;
    let drops = office.callboard.voicemail_drops.drops(&SystemId::new("bird"), &record.document).unwrap();
    let address = drops.last().unwrap().media_url.clone().unwrap();
    let (status, kind, content) = office.download(&address).await;
    assert_eq!((status, kind.as_str()), (200, "audio/wav"));
    assert!(content == expected.bytes, "callers would hear something else");

    let path = office.file("saved.wav");
    let saving = office.callboard.sounds.download_drop(
        office.connection.clone(),
        record.id.clone(),
        &address,
        path.clone(),
        job(),
        quiet(),
    );
    assert!((saving.await.unwrap() - length(&expected.bytes)).abs() < 0.5);
    assert!(std::fs::read(&path).unwrap() == expected.bytes, "the saved file is not the stored one");
}

#[tokio::test]
async fn the_credential_is_never_given_to_storage() {
    let office = Office::open().await;
    let before = office.person("Emily Carter").await;
    office.puts_avatar(&before, job(), quiet()).await.unwrap();
    let record = record_of(office.puts_drop(&before, "Christmas").await.unwrap());
    let list = office.callboard.voicemail_drops.drops(&SystemId::new("bird"), &record.document).unwrap();
    let address = list.last().unwrap().media_url.clone().unwrap();
    let path = office.file("saved.wav");
    let id = record.id.clone();
    let saving =
        office.callboard.sounds.download_drop(office.connection.clone(), id, &address, path, job(), quiet());
    saving.await.unwrap();
    office.callboard.pictures.avatar(&office.connection, &record.id).await.unwrap();
    for (operation, at_least) in [("uploadObject", 2), ("downloadObject", 1), ("showMedia", 1)] {
        let requests = office.sent(operation);
        assert!(requests.len() >= at_least, "{operation} was not seen");
        for request in requests {
            assert!(!request.headers.contains(&"authorization".to_owned()), "{operation} got the key");
        }
    }
    for operation in ["presignAvatarUpload", "presignAudioUpload", "downloadMedia"] {
        assert!(office.sent(operation)[0].headers.contains(&"authorization".to_owned()), "{operation}");
    }
}

#[tokio::test]
async fn each_refusal_of_storage_has_its_code_and_leaves_the_agent_as_it_was() {
    let office = Office::open().await;
    let before = office.person("Noah Jansen").await;
    for (refusal, code, said) in [
        (StorageRefusal::TooLarge, ErrorCode::UploadTooLarge, "EntityTooLarge"),
        (StorageRefusal::TooSmall, ErrorCode::UploadTooSmall, "EntityTooSmall"),
        // The form allows the type and has not expired: storage contradicts it, so its own words are passed on.
        (StorageRefusal::WrongType, ErrorCode::UploadRefused, "InvalidPolicyDocument"),
        (StorageRefusal::Expired, ErrorCode::UploadRefused, "AccessDenied"),
        (StorageRefusal::WrongSignature, ErrorCode::UploadRefused, "SignatureDoesNotMatch"),
        (StorageRefusal::InvalidPolicy, ErrorCode::UploadRefused, "InvalidPolicyDocument"),
    ] {
        office.fault(FaultKind::StorageRefusal { refusal }, "uploadObject");
        let error = office.puts_avatar(&before, job(), quiet()).await.unwrap_err();
        office.sandbox.faults().clear();
        assert_eq!((error.code, error.system.clone()), (code, Some(SystemId::new("bird"))), "{refusal:?}");
        assert_eq!(error.context.get("storageCode").map(String::as_str), Some(said));
        assert_eq!(office.stored(&before).await, before, "{refusal:?}");
        assert!(office.callboard.uploads.pending_attachments().await.unwrap().is_empty(), "{refusal:?}");
    }
}

#[tokio::test]
async fn a_form_that_expired_is_replaced_and_only_then_given_up() {
    let office = Office::open().await;
    let before = office.person("Noah Jansen").await;
    office.fault_once(FaultKind::ExpiredPolicy, "presignAvatarUpload");
    office.puts_avatar(&before, job(), quiet()).await.unwrap();
    assert_eq!(office.sent("presignAvatarUpload").len(), 2);
    assert_eq!(
        office.sent("uploadObject").len(),
        1,
        "a byte was sent with a form that is known to be expired"
    );

    let before = office.person("Aisha Okonkwo").await;
    office.fault(FaultKind::ExpiredPolicy, "presignAvatarUpload");
    assert_eq!(code_of(office.puts_avatar(&before, job(), quiet()).await), ErrorCode::UploadExpired);
    assert!(office.sent("uploadObject").is_empty());
    assert_eq!(office.stored(&before).await, before);
}

#[tokio::test]
async fn a_computer_whose_clock_is_wrong_can_upload() {
    for hours in [26, -26] {
        let office = Office::open().await;
        office.clock.goes_forward(jiff::SignedDuration::from_hours(hours));
        let before = office.person("Noah Jansen").await;
        office.puts_avatar(&before, job(), quiet()).await.expect("every form looks expired");
        office.fault(FaultKind::ExpiredPolicy, "presignAvatarUpload");
        let refused = office.puts_avatar(&before, job(), quiet()).await;
        assert_eq!(code_of(refused), ErrorCode::UploadExpired, "a form that is over was not noticed");
    }
}

#[tokio::test]
async fn the_picture_is_made_in_the_type_the_form_asks_for_or_refused_before_it_is_sent() {
    let office = Office::open().await;
    let before = office.person("Noah Jansen").await;
    let fixed = |kind: &str| FaultKind::FixedContentType { content_type: kind.to_owned() };
    office.fault_once(fixed("image/png"), "presignAvatarUpload");
    let record = record_of(office.puts_avatar(&before, job(), quiet()).await.unwrap());
    let (_, kind, content) = office.download(record.document["avatarUrl"].as_str().unwrap()).await;
    assert_eq!(kind, "image/png");
    assert_eq!(image::guess_format(&content).unwrap(), image::ImageFormat::Png);

    let before = office.person("Aisha Okonkwo").await;
    office.fault_once(fixed("image/gif"), "presignAvatarUpload");
    assert_eq!(code_of(office.puts_avatar(&before, job(), quiet()).await), ErrorCode::UploadTypeRefused);
    assert!(office.sent("uploadObject").is_empty());
    assert_eq!(office.stored(&before).await, before);
}

#[tokio::test]
async fn a_connection_that_breaks_is_tried_again_with_a_fresh_form() {
    let office = Office::open().await;
    let before = office.person("Noah Jansen").await;
    office.fault_once(FaultKind::ConnectionReset { after_applying: false }, "uploadObject");
    let record = record_of(office.puts_avatar(&before, job(), quiet()).await.unwrap());
    assert_eq!((office.sent("presignAvatarUpload").len(), office.sent("uploadObject").len()), (2, 2));
    assert_eq!(office.download(record.document["avatarUrl"].as_str().unwrap()).await.0, 200);

    let before = office.person("Aisha Okonkwo").await;
    office.fault(FaultKind::ConnectionReset { after_applying: false }, "uploadObject");
    assert_eq!(code_of(office.puts_avatar(&before, job(), quiet()).await), ErrorCode::Unreachable);
    assert_eq!(office.sent("presignAvatarUpload").len(), 3, "a used form was posted again");
    assert_eq!(office.stored(&before).await, before);
}

#[tokio::test]
async fn stopping_a_slow_upload_stops_it_and_leaves_the_agent_as_it_was() {
    let office = Office::open().await;
    let before = office.person("Noah Jansen").await;
    office.fault(FaultKind::SlowUpload { bytes_per_second: 2_000 }, "uploadObject");
    let (events, list) = heard();
    let (name, began) = (job(), Instant::now());
    let sending =
        |event: &JobEvent| matches!(event, JobEvent::Upload { progress: UploadProgress::Sending { .. } });
    let (uploading, ()) = tokio::join!(office.puts_avatar(&before, name.clone(), events), async {
        office.until("the first bytes", || list.lock().unwrap().iter().any(sending)).await;
        office.until_sent("uploadObject").await;
        office.callboard.jobs.cancel(&name);
    });
    assert_eq!(code_of(uploading), ErrorCode::Cancelled);
    assert!(began.elapsed() < Duration::from_secs(15), "{:?}", began.elapsed());
    assert_eq!(office.sent("uploadObject").len(), 1, "it was tried again after the stop");
    office.sandbox.faults().clear();
    assert_eq!(office.stored(&before).await, before);
    assert!(office.callboard.uploads.pending_attachments().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_stored_file_that_is_not_on_its_agent_yet_is_remembered_and_finished_later() {
    let office = Office::open().await;
    let before = office.person("Emily Carter").await;
    office.fault(FaultKind::InternalError, "updateAgent");
    assert_eq!(code_of(office.puts_drop(&before, "Christmas").await), ErrorCode::SystemFault);
    assert_eq!(office.stored(&before).await, before);
    office.sandbox.faults().clear();
    let pending = office.callboard.uploads.pending_attachments().await.unwrap();
    let [attachment] = pending.as_slice() else { panic!("the upload is lost: {pending:?}") };
    assert_eq!((attachment.name.as_str(), &attachment.agent), ("Christmas", &id_of(&before)));
    assert_eq!(office.callboard.start_up().await.unwrap().attachments, pending);

    // Somebody adds a drop meanwhile: the finished one comes behind it.
    office.sandbox.requests().clear();
    let record = record_of(
        office.callboard.uploads.finish_attachment(&attachment.id, false, job(), quiet()).await.unwrap(),
    );
    assert!(office.sent("uploadObject").is_empty(), "it was uploaded a second time");
    let drops = record.document["dropVms"].as_array().unwrap();
    assert_eq!(drops.last().unwrap()["mediaUrl"], json!(attachment.media_url));
    assert_eq!(office.download(&attachment.media_url).await.0, 200);
    assert!(office.callboard.uploads.pending_attachments().await.unwrap().is_empty());
    let again = office.callboard.uploads.finish_attachment(&attachment.id, false, job(), quiet()).await;
    assert_eq!(code_of(again), ErrorCode::MediaNotFound);
}

#[tokio::test]
async fn a_drop_whose_answer_was_lost_is_not_added_a_second_time() {
    let office = Office::open().await;
    let before = office.person("Emily Carter").await;
    office.fault(FaultKind::CutShort, "updateAgent");
    let record = record_of(office.puts_drop(&before, "Christmas").await.unwrap());
    let named = |drop: &&Value| drop["name"] == "Christmas";
    let drops = record.document["dropVms"].as_array().unwrap();
    assert_eq!(drops.iter().filter(named).count(), 1, "callers would find the same drop twice");
    assert_eq!(office.sent("updateAgent").len(), 1);
    assert!(office.callboard.uploads.pending_attachments().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_pending_file_can_be_given_up_and_an_edit_meanwhile_stays() {
    let office = Office::open().await;
    let before = office.person("Emily Carter").await;
    office.fault(FaultKind::InternalError, "updateAgent");
    office.puts_drop(&before, "Christmas").await.unwrap_err();
    office.sandbox.faults().clear();
    saved(office.save(&before, edits([("/bio", json!("Meanwhile"))])).await);
    let pending = office.callboard.uploads.pending_attachments().await.unwrap();
    office.callboard.uploads.forget_attachment(pending[0].id.clone()).await.unwrap();
    assert!(office.callboard.uploads.pending_attachments().await.unwrap().is_empty());
    let after = office.stored(&before).await;
    assert_eq!((&after["bio"], &after["dropVms"]), (&json!("Meanwhile"), &before["dropVms"]));
}

#[tokio::test]
async fn files_that_are_no_picture_or_no_sound_are_refused_before_anything_is_asked() {
    let office = Office::open().await;
    let before = office.person("Noah Jansen").await;
    for (name, content) in [("me.png", b"#!/bin/sh\necho hello".as_slice()), ("hello.wav", b"<html></html>")]
    {
        std::fs::write(office.file(name), content).unwrap();
        let token = office.callboard.files.choose_file(office.file(name)).await.unwrap().token;
        let (connection, id) = (office.connection.clone(), id_of(&before));
        let (code, expected) = if name == "me.png" {
            let put = office.callboard.uploads.upload_avatar(connection, id, &token, CROP, job(), quiet());
            (code_of(put.await), ErrorCode::NotAPicture)
        } else {
            let put = office.callboard.uploads.upload_drop(
                connection,
                id,
                &token,
                UNCHANGED,
                "x".to_owned(),
                None,
                job(),
                quiet(),
            );
            (code_of(put.await), ErrorCode::NotASound)
        };
        assert_eq!(code, expected);
        assert!(office.sent("uploadObject").is_empty());
    }
    std::fs::write(office.file("empty.png"), b"").unwrap();
    assert_eq!(
        code_of(office.callboard.files.choose_file(office.file("empty.png")).await),
        ErrorCode::FileEmpty
    );
    assert_eq!(office.stored(&before).await, before);
}
