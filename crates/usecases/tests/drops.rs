//! Stored drops: another recording in place of one, and copies on other agents.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::path::Path;
use std::sync::Arc;

use callboard_model::media::{SoundEdit, TelephoneRate, VoicemailDrop};
use callboard_model::{
    DropCopy, DropCopyOutcome, DropEdit, DropPresence, ErrorCode, JobEvent, Result, SaveOutcome, SystemId,
};
use callboard_sandbox::{Fault, FaultKind};
use serde_json::{Value, json};
use support::{Office, code_of, heard, id_of, job, quiet, record_of, saved};

const EMILY: &str = "Emily Carter";
const NOAH: &str = "Noah Jansen";
const AISHA: &str = "Aisha Okonkwo";

impl Office {
    fn drops_of(&self, document: &Value) -> Vec<VoicemailDrop> {
        self.callboard.voicemail_drops.drops(&SystemId::new("bird"), document).unwrap()
    }

    async fn replaces(&self, on: &Value, drop: &VoicemailDrop) -> Result<SaveOutcome> {
        let path = self.file("again.wav");
        write_tone(&path);
        let token = self.callboard.files.choose_file(path).await.unwrap().token;
        let edit = SoundEdit::unchanged(TelephoneRate::Narrow);
        let (name, replaces) = (drop.name.clone().unwrap_or_default(), Some(drop.clone()));
        self.callboard
            .uploads
            .upload_drop(self.connection.clone(), id_of(on), &token, edit, name, replaces, job(), quiet())
            .await
    }

    async fn copies(&self, from: &Value, drop: &VoicemailDrop, to: &[&Value]) -> Result<Vec<DropCopy>> {
        let targets = to.iter().map(|document| id_of(document)).collect();
        self.callboard
            .voicemail_drops
            .copy_drop(self.connection.clone(), id_of(from), drop.clone(), targets, job(), quiet())
            .await
    }

    /// Makes updates of one agent fail, as often as that.
    fn refuses(&self, kind: FaultKind, passes: u32, times: u32) {
        self.sandbox.faults().add(Fault {
            operation: Some("updateAgent".to_owned()),
            after: Some(passes),
            times: Some(times),
            ..Fault::new(kind)
        });
    }
}

fn write_tone(path: &Path) {
    let format = hound::WavSpec {
        channels: 1,
        sample_rate: 16_000,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut file = hound::WavWriter::create(path, format).unwrap();
    for frame in 0..16_000 {
        #[allow(clippy::cast_possible_truncation)]
        file.write_sample(((f64::from(frame) * 0.2).sin() * 9_000.0) as i16).unwrap();
    }
    file.finalize().unwrap();
}

#[tokio::test]
async fn another_recording_takes_the_place_of_a_drop_and_keeps_its_name() {
    let office = Office::open().await;
    let before = office.person(EMILY).await;
    let drop = office.drops_of(&before).swap_remove(0);
    let record = record_of(office.replaces(&before, &drop).await.unwrap());
    let (old, new) = (before["dropVms"].as_array().unwrap(), record.document["dropVms"].as_array().unwrap());
    assert_eq!((new.len(), &new[1..]), (old.len(), &old[1..]), "another drop was changed");
    assert_ne!(new[0]["mediaUrl"], old[0]["mediaUrl"], "callers hear the old recording");
    for member in ["id", "name", "transcript"] {
        assert_eq!(new[0][member], old[0][member], "{member} of the drop is lost");
    }
    let (status, _, content) = office.download(new[0]["mediaUrl"].as_str().unwrap()).await;
    assert_eq!((status, content.len()), (200, 44 + 8_000 * 2), "one second of 8 kHz in 16 bits is stored");
    let history = office.history(Some(&before)).await;
    let (undone, ..) = saved(office.undo(&history[0].id).await);
    assert_eq!(undone["dropVms"], before["dropVms"], "the old recording does not come back");
}

#[tokio::test]
async fn the_old_recording_stays_until_the_new_one_is_stored_and_the_list_is_as_it_is_by_then() {
    let office = Office::open().await;
    let before = office.person(EMILY).await;
    let drop = office.drops_of(&before).swap_remove(0);
    office.fault(FaultKind::InternalError, "uploadObject");
    office.replaces(&before, &drop).await.unwrap_err();
    office.sandbox.faults().clear();
    assert_eq!(
        office.stored(&before).await["dropVms"],
        before["dropVms"],
        "a failed upload took the old one"
    );

    office.fault(FaultKind::InternalError, "updateAgent");
    office.replaces(&before, &drop).await.unwrap_err();
    office.sandbox.faults().clear();
    assert_eq!(office.stored(&before).await["dropVms"], before["dropVms"]);
    let pending = office.callboard.uploads.pending_attachments().await.unwrap();
    assert_eq!(pending[0].replaces.as_ref(), Some(&drop), "it would be finished as a new drop");

    // A colleague turns the list around meanwhile.
    let mut turned = before["dropVms"].as_array().unwrap().clone();
    turned.reverse();
    office.colleague_changes(&before, &json!({"dropVms": turned})).await;
    let record = record_of(
        office.callboard.uploads.finish_attachment(&pending[0].id, false, job(), quiet()).await.unwrap(),
    );
    let new = record.document["dropVms"].as_array().unwrap();
    let last = turned.len() - 1;
    assert_eq!(new[..last], turned[..last], "the recording took the place of another drop");
    assert_eq!(new[last]["mediaUrl"], json!(pending[0].media_url));
    assert!(office.callboard.uploads.pending_attachments().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_recording_for_a_drop_that_was_removed_meanwhile_is_not_lost() {
    let office = Office::open().await;
    let before = office.person(EMILY).await;
    let drop = office.drops_of(&before).swap_remove(0);
    let left = before["dropVms"].as_array().unwrap()[1..].to_vec();
    office.colleague_changes(&before, &json!({"dropVms": left})).await;
    let record = record_of(office.replaces(&before, &drop).await.unwrap());
    let new = record.document["dropVms"].as_array().unwrap();
    assert_eq!((new.len(), &new[..left.len()]), (left.len() + 1, &left[..]));
    assert_eq!(new[left.len()]["name"].as_str(), drop.name.as_deref());
}

#[tokio::test]
async fn a_drop_is_copied_as_it_is_told_once_and_can_be_undone_on_each_agent() {
    let office = Office::open().await;
    let (emily, noah, aisha) =
        (office.person(EMILY).await, office.person(NOAH).await, office.person(AISHA).await);
    let drop = office.drops_of(&emily).swap_remove(0);
    let copies = office.copies(&emily, &drop, &[&noah, &aisha]).await.unwrap();
    assert!(copies.iter().all(|copy| copy.outcome == DropCopyOutcome::Copied), "{copies:?}");
    assert!(office.sent("uploadObject").is_empty(), "the recording was stored a second time");
    for before in [&noah, &aisha] {
        let after = office.stored(before).await;
        let present = before["dropVms"].as_array().cloned().unwrap_or_default();
        let list = after["dropVms"].as_array().unwrap();
        assert_eq!(list[..present.len()], present[..], "a present drop was changed");
        let mut expected = emily["dropVms"][0].clone();
        expected.as_object_mut().unwrap().remove("id");
        assert_eq!(list[present.len()..], [expected], "the copy is not the drop");
        let history = office.history(Some(before)).await;
        let (undone, ..) = saved(office.undo(&history[0].id).await);
        assert_eq!(undone["dropVms"].as_array().cloned().unwrap_or_default(), present);
    }

    // Heard and saved from an agent it was not uploaded for.
    office.copies(&emily, &drop, &[&noah]).await.unwrap();
    let (connection, path) = (office.connection.clone(), office.file("copied.wav"));
    let address = drop.media_url.clone().unwrap();
    let saving = office.callboard.sounds.download_drop(
        connection,
        id_of(&noah),
        &address,
        path.clone(),
        job(),
        quiet(),
    );
    saving.await.unwrap();
    assert!(std::fs::read(path).unwrap().starts_with(b"RIFF"), "a copied drop cannot be saved");

    let length = office.callboard.sounds.stored_length(
        office.connection.clone(),
        id_of(&noah),
        &address,
        job(),
        quiet(),
    );
    assert!(length.await.unwrap() > 1.0, "nobody sees how long a copied drop is");

    let again = office.copies(&emily, &drop, &[&noah]).await.unwrap();
    assert_eq!(again[0].outcome, DropCopyOutcome::Present, "callers would find the same drop twice");
}

#[tokio::test]
async fn an_agent_that_fails_does_not_stop_the_others_and_is_tried_alone() {
    let office = Office::open().await;
    let (emily, noah, aisha) =
        (office.person(EMILY).await, office.person(NOAH).await, office.person(AISHA).await);
    let drop = office.drops_of(&emily).swap_remove(0);
    let gone = json!({"id": "00000000-0000-4000-8000-000000000000"});
    office.refuses(FaultKind::Refused { status: 422, form: None }, 0, 1);
    let copies = office.copies(&emily, &drop, &[&noah, &gone, &aisha]).await.unwrap();
    let codes: Vec<Option<ErrorCode>> = copies.iter().map(failed).collect();
    assert_eq!(codes, [Some(ErrorCode::RefusedValues), Some(ErrorCode::AgentNotFound), None]);
    assert_eq!(office.stored(&noah).await["dropVms"], noah["dropVms"]);
    let again = office.copies(&emily, &drop, &[&noah]).await.unwrap();
    assert_eq!(failed(&again[0]), None);

    // What a colleague added meanwhile stays.
    let list = json!([{"name": "Meanwhile", "mediaUrl": "https://media.example.com/meanwhile.wav"}]);
    office.colleague_changes(&aisha, &json!({"dropVms": list})).await;
    office.copies(&emily, &drop, &[&aisha]).await.unwrap();
    assert_eq!(office.stored(&aisha).await["dropVms"][0], list[0]);
}

#[tokio::test]
async fn a_copy_of_which_nobody_knows_is_not_told_as_failed() {
    let office = Office::open().await;
    let (emily, noah) = (office.person(EMILY).await, office.person(NOAH).await);
    let drop = office.drops_of(&emily).swap_remove(0);
    office.sandbox.faults().add(Fault::new(FaultKind::InternalError).on("getAgent").after(2));
    let copies = office.copies(&emily, &drop, &[&noah]).await.unwrap();
    let DropCopyOutcome::Sent { change } = &copies[0].outcome else {
        panic!("it would be copied a second time: {copies:?}")
    };
    assert_eq!(office.callboard.changes.open_changes()[0].id, *change, "nobody can look what became of it");
    office.sandbox.faults().clear();
    assert!(office.settle().await.is_empty());
    assert_eq!(office.stored(&noah).await["dropVms"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_stopped_copy_says_which_agents_it_did_not_come_to() {
    let office = Office::open().await;
    let (emily, noah, aisha) =
        (office.person(EMILY).await, office.person(NOAH).await, office.person(AISHA).await);
    let drop = office.drops_of(&emily).swap_remove(0);
    let name = job();
    let (events, list) = heard();
    let callboard = Arc::clone(&office.callboard);
    let stop = {
        let name = name.clone();
        Arc::new(move |event: JobEvent| {
            // After the first agent.
            callboard.jobs.cancel(&name);
            events(event);
        })
    };
    let targets = vec![id_of(&noah), id_of(&aisha)];
    let (connection, id) = (office.connection.clone(), id_of(&emily));
    let copies =
        office.callboard.voicemail_drops.copy_drop(connection, id, drop, targets, name, stop).await.unwrap();
    assert_eq!((failed(&copies[0]), failed(&copies[1])), (None, Some(ErrorCode::Cancelled)));
    let told: Vec<JobEvent> = copies.into_iter().map(|copy| JobEvent::DropCopied { copy }).collect();
    assert_eq!(*list.lock().unwrap(), told);
    assert_eq!(office.stored(&aisha).await["dropVms"], aisha["dropVms"]);
}

#[tokio::test]
async fn who_has_a_drop_already_is_known_before_it_is_copied() {
    let office = Office::open().await;
    let (emily, noah, aisha) =
        (office.person(EMILY).await, office.person(NOAH).await, office.person(AISHA).await);
    let drop = office.drops_of(&emily).swap_remove(0);
    office.copies(&emily, &drop, &[&noah]).await.unwrap();
    let namesake = json!([{"name": drop.name, "mediaUrl": "https://media.example.com/other.wav"}]);
    office.colleague_changes(&aisha, &json!({"dropVms": namesake})).await;
    let targets = office
        .callboard
        .voicemail_drops
        .drop_targets(office.connection.clone(), id_of(&emily), drop, job(), quiet())
        .await
        .unwrap();
    let of = |document: &Value| targets.iter().find(|target| target.agent == id_of(document));
    assert_eq!(of(&emily), None, "a drop would be copied to its own agent");
    assert_eq!(of(&noah).unwrap().presence, DropPresence::SameRecording);
    assert_eq!(of(&aisha).unwrap().presence, DropPresence::SameName);
    assert_eq!(targets.len(), office.everybody().await.len() - 1);
    let names: Vec<String> = targets.iter().map(|target| target.name.to_lowercase()).collect();
    assert!(names.is_sorted(), "nobody finds a name in {names:?}");
}

#[tokio::test]
async fn a_drop_that_is_gone_is_not_copied_and_a_moved_one_is_found() {
    let office = Office::open().await;
    let (emily, noah) = (office.person(EMILY).await, office.person(NOAH).await);
    let drop = office.drops_of(&emily).swap_remove(0);
    let system = SystemId::new("bird");
    let turn = DropEdit::Move { from: 0, to: 1 };
    let turned = office.callboard.voicemail_drops.edit_drops(&system, &emily, &turn).unwrap();
    office.colleague_changes(&emily, &json!({"dropVms": turned})).await;
    office.copies(&emily, &drop, &[&noah]).await.unwrap();
    let list = office.stored(&noah).await["dropVms"].as_array().unwrap().clone();
    assert_eq!(list.last().unwrap()["mediaUrl"].as_str(), drop.media_url.as_deref());

    office.colleague_changes(&emily, &json!({"dropVms": []})).await;
    assert_eq!(code_of(office.copies(&emily, &drop, &[&noah]).await), ErrorCode::MediaNotFound);
}

#[tokio::test]
async fn an_address_of_a_script_a_file_or_the_own_network_is_neither_asked_nor_written_into_an_agent() {
    let office = Office::open().await;
    let (before, noah) = (office.person(EMILY).await, office.person(NOAH).await);
    for (address, code) in [
        ("javascript:alert(1)", ErrorCode::InvalidAddress),
        ("file:///etc/passwd", ErrorCode::InvalidAddress),
        ("data:audio/wav;base64,AAAA", ErrorCode::InvalidAddress),
        ("https://192.168.1.1/a.wav", ErrorCode::OwnNetworkRefused),
        ("https://printer.local/a.wav", ErrorCode::OwnNetworkRefused),
    ] {
        let odd = json!({"dropVms": [{"name": "Odd", "mediaUrl": address}]});
        office.colleague_changes(&before, &odd).await;
        let emily = office.person(EMILY).await;
        let drop = office.drops_of(&emily).swap_remove(0);
        let copies = office.copies(&emily, &drop, &[&noah]).await.unwrap();
        assert_eq!(failed(&copies[0]), Some(code), "{address} would be written into an agent");
        let (connection, path) = (office.connection.clone(), office.file("odd.wav"));
        let sounds = &office.callboard.sounds;
        // Only what an agent that was read has is asked for at all.
        office.callboard.agents.read_agent(connection.clone(), id_of(&emily), job(), quiet()).await.unwrap();
        let saved = sounds.download_drop(connection, id_of(&emily), address, path, job(), quiet()).await;
        assert_eq!(code_of(saved), code, "{address} would be asked for");
    }
    assert_eq!(office.stored(&noah).await["dropVms"], noah["dropVms"]);
}

fn failed(copy: &DropCopy) -> Option<ErrorCode> {
    match &copy.outcome {
        DropCopyOutcome::Failed { error } => Some(error.code),
        DropCopyOutcome::Copied | DropCopyOutcome::Present | DropCopyOutcome::Sent { .. } => None,
    }
}
