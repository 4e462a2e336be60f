//! Files: two at once are both there, none is put there twice, none is lost.

use callboard_model::ErrorCode;
use callboard_model::media::{Crop, MediaKind, SoundEdit, TelephoneRate};
use callboard_sandbox::{Fault, FaultKind};
use serde_json::{Value, json};

use super::support::{Office, code_of, edits, id_of, job, quiet, record_of, saved};

const EMILY: &str = "Emily Carter";
const CROP: Crop = Crop { x: 0.0, y: 0.0, side: 300.0, rotation: 0.0 };

impl Office {
    /// Stores a recording for the agent, without putting it there.
    async fn stores(&self, on: &Value, name: &str) -> String {
        let path = self.file(&format!("{name}.wav"));
        let format = hound::WavSpec {
            channels: 1,
            sample_rate: 16_000,
            bits_per_sample: 16,
            sample_format: hound::SampleFormat::Int,
        };
        let mut file = hound::WavWriter::create(&path, format).unwrap();
        (0..16_000_u32).for_each(|frame| file.write_sample(i16::try_from(frame % 9_000).unwrap()).unwrap());
        file.finalize().unwrap();
        let token = self.callboard.files.choose_file(path).await.unwrap().token;
        let edit = SoundEdit::unchanged(TelephoneRate::Wide);
        self.fault(FaultKind::InternalError, "updateAgent");
        let (connection, title) = (self.connection.clone(), name.to_owned());
        let put = self.callboard.uploads.upload_drop(
            connection,
            id_of(on),
            &token,
            edit,
            title,
            None,
            job(),
            quiet(),
        );
        put.await.unwrap_err();
        self.sandbox.faults().clear();
        self.sandbox.requests().clear();
        let pending = self.callboard.uploads.pending_attachments().await.unwrap();
        pending.into_iter().find(|attachment| attachment.name == name).unwrap().id
    }

    async fn shows_picture(&self, on: &Value, shade: u8) -> Result<(), callboard_model::CallboardError> {
        let path = self.file("me.png");
        image::RgbImage::from_pixel(300, 300, image::Rgb([shade, 90, 160])).save(&path).unwrap();
        let token = self.callboard.files.choose_file(path).await.unwrap().token;
        let (connection, id) = (self.connection.clone(), id_of(on));
        self.callboard.uploads.upload_avatar(connection, id, &token, CROP, job(), quiet()).await.map(drop)
    }
}

fn names(document: &Value) -> Vec<&str> {
    document["dropVms"].as_array().unwrap().iter().filter_map(|drop| drop["name"].as_str()).collect()
}

#[tokio::test]
async fn two_recordings_that_are_finished_at_once_are_both_there() {
    let office = Office::open().await;
    let before = office.person(EMILY).await;
    let (one, other) = (office.stores(&before, "One").await, office.stores(&before, "Other").await);
    office.fault_once(FaultKind::LateApplying { milliseconds: 300 }, "updateAgent");
    let finish = |id: String| {
        let callboard = office.callboard.clone();
        tokio::spawn(async move { callboard.uploads.finish_attachment(&id, false, job(), quiet()).await })
    };
    let (first, second) = (finish(one), finish(other));
    record_of(first.await.unwrap().unwrap());
    record_of(second.await.unwrap().unwrap());
    let after = office.stored(&before).await;
    for name in names(&before).into_iter().chain(["One", "Other"]) {
        assert!(names(&after).contains(&name), "{name} is lost, and told to be on the agent");
    }
    assert!(office.callboard.uploads.pending_attachments().await.unwrap().is_empty());
    assert_eq!(office.history(Some(&before)).await.len(), 2);
}

#[tokio::test]
async fn the_same_recording_finished_twice_at_once_is_there_once() {
    let office = Office::open().await;
    let before = office.person(EMILY).await;
    let id = office.stores(&before, "One").await;
    office.fault(FaultKind::LateAnswer { milliseconds: 300 }, "updateAgent");
    let finish = || {
        let (callboard, id) = (office.callboard.clone(), id.clone());
        tokio::spawn(async move { callboard.uploads.finish_attachment(&id, false, job(), quiet()).await })
    };
    let (first, second) = (finish(), finish());
    first.await.unwrap().unwrap();
    let _ = second.await.unwrap();
    let after = office.stored(&before).await;
    assert_eq!(names(&after).into_iter().filter(|name| *name == "One").count(), 1);
}

#[tokio::test]
async fn a_recording_and_a_colleagues_new_drop_are_both_there() {
    let office = Office::open().await;
    let before = office.person(EMILY).await;
    let id = office.stores(&before, "Mine").await;
    let mut list = before["dropVms"].as_array().unwrap().clone();
    list.push(json!({"name": "Theirs", "mediaUrl": "https://media.example.com/theirs.wav"}));
    office.colleague_changes(&before, &json!({"dropVms": list})).await;
    record_of(office.callboard.uploads.finish_attachment(&id, false, job(), quiet()).await.unwrap());
    let after = office.stored(&before).await;
    assert!(names(&after).ends_with(&["Theirs", "Mine"]), "{:?}", names(&after));
}

#[tokio::test]
async fn a_recording_whose_attachment_was_stored_during_a_kill_is_confirmed_and_not_added_again() {
    let mut office = Office::open().await;
    let before = office.person(EMILY).await;
    let id = office.stores(&before, "Mine").await;
    office.fault(FaultKind::LateAnswer { milliseconds: 2_000 }, "updateAgent");
    let (callboard, name) = (office.callboard.clone(), id.clone());
    let finishing =
        tokio::spawn(async move { callboard.uploads.finish_attachment(&name, false, job(), quiet()).await });
    office.until_stored(&before, |agent| names(agent).contains(&"Mine")).await;
    office.restart().await;
    finishing.abort();
    office.sandbox.faults().clear();
    assert_eq!(office.callboard.uploads.pending_attachments().await.unwrap().len(), 1);
    assert!(office.settle().await.is_empty());
    assert!(
        office.callboard.uploads.pending_attachments().await.unwrap().is_empty(),
        "it would be added twice"
    );
    let again = office.callboard.uploads.finish_attachment(&id, false, job(), quiet()).await;
    assert_eq!(code_of(again), ErrorCode::MediaNotFound);
}

#[tokio::test]
async fn a_save_of_the_same_agent_and_an_attachment_go_one_after_the_other() {
    let office = Office::open().await;
    let before = office.person(EMILY).await;
    let id = office.stores(&before, "Mine").await;
    office.fault_once(FaultKind::LateApplying { milliseconds: 300 }, "updateAgent");
    let mut list = before["dropVms"].as_array().unwrap().clone();
    list[0]["name"] = json!("Renamed");
    let saving = office.begins(Some(&before), edits([("/dropVms", json!(list))]), &job());
    office.until_sent("updateAgent").await;
    record_of(office.callboard.uploads.finish_attachment(&id, false, job(), quiet()).await.unwrap());
    saved(saving.await.unwrap());
    let after = office.stored(&before).await;
    assert!(names(&after).contains(&"Renamed") && names(&after).contains(&"Mine"), "{:?}", names(&after));
}

#[tokio::test]
async fn an_old_pending_picture_does_not_replace_a_newer_one_without_asking() {
    let office = Office::open().await;
    let before = office.person("Aisha Okonkwo").await;
    office.read_of(&office.connection, &id_of(&before)).await.unwrap();
    office.fault(FaultKind::InternalError, "updateAgent");
    office.shows_picture(&before, 10).await.unwrap_err();
    office.sandbox.faults().clear();
    office.shows_picture(&before, 200).await.unwrap();
    let newer = office.stored(&before).await["avatarUrl"].clone();
    let pending = office.callboard.uploads.pending_attachments().await.unwrap();
    let [old] = pending.as_slice() else { panic!("{pending:?}") };
    assert_eq!(old.media, MediaKind::Avatar);
    let refused = office.callboard.uploads.finish_attachment(&old.id, false, job(), quiet()).await;
    assert_eq!(code_of(refused), ErrorCode::Superseded);
    assert_eq!(office.stored(&before).await["avatarUrl"], newer);
    record_of(office.callboard.uploads.finish_attachment(&old.id, true, job(), quiet()).await.unwrap());
    assert_eq!(office.stored(&before).await["avatarUrl"], json!(old.media_url));
}

#[tokio::test]
async fn an_attachment_that_cannot_be_read_back_is_settled_and_then_done() {
    let office = Office::open().await;
    let before = office.person(EMILY).await;
    let id = office.stores(&before, "Mine").await;
    office.sandbox.faults().add(Fault::new(FaultKind::InternalError).on("getAgent").after(1));
    let outcome = office.callboard.uploads.finish_attachment(&id, false, job(), quiet()).await.unwrap();
    super::support::sent(Ok(outcome));
    office.sandbox.faults().clear();
    assert!(office.settle().await.is_empty());
    assert!(office.callboard.uploads.pending_attachments().await.unwrap().is_empty());
}
