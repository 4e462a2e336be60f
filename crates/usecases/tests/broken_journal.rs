//! A journal that fails: what the system has stored must not look as if it had failed, or it is done a second time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use callboard_model::media::Crop;
use callboard_model::{Done, ErrorCode, SaveOutcome};
use serde_json::json;
use support::{Office, code_of, deleted, edits, id_of, job, quiet};

/// A program whose journal takes no entry and no draft any more; what it is about to do it can still write down.
async fn without_history() -> Office {
    let office = harmed("ALTER TABLE drafts RENAME TO d; ALTER TABLE changes RENAME TO c;").await;
    office.callboard.drafts.drafts().await.expect_err("the journal still works");
    office
}

/// A program whose journal these statements were done to.
async fn harmed(statements: &str) -> Office {
    let mut office = Office::open().await;
    office.restart_with(|journal| journal.execute_batch(statements).unwrap()).await;
    office
}

/// Puts back what `without_history` took.
async fn mend(office: &mut Office) {
    let statements = "ALTER TABLE d RENAME TO drafts; ALTER TABLE c RENAME TO changes;";
    office.restart_with(|journal| journal.execute_batch(statements).unwrap()).await;
}

#[tokio::test]
async fn a_created_agent_is_shown_as_created() {
    let office = without_history().await;
    let outcome = office.create(edits([("/name", json!("Somebody New"))])).await.unwrap();
    let SaveOutcome::Saved { record, unrecorded: true, .. } = outcome else { panic!("{outcome:?}") };
    assert_eq!(office.stored(&record.document).await, record.document);
}

#[tokio::test]
async fn what_was_stored_is_shown_as_stored_and_goes_into_the_history_as_soon_as_that_works() {
    let mut office = without_history().await;
    let (noah, emily) = (office.person("Noah Jansen").await, office.person("Emily Carter").await);
    let outcome = office.save(&noah, edits([("/bio", json!("Mine"))])).await.unwrap();
    let SaveOutcome::Saved { record, unrecorded: true, change: Some(saved), .. } = outcome else {
        panic!("the form says that nothing was stored, or that all is well: {outcome:?}")
    };
    assert_eq!(record.document["bio"], "Mine");
    let gone = deleted(office.delete(&emily).await);
    mend(&mut office).await;
    office.callboard.changes.settle_changes(None).await.unwrap();
    let entry = |id: String| office.callboard.history.history_entry(id);
    assert_eq!(entry(saved).await.expect("the save is in no history").changes[0].after, json!("Mine"));
    let entry = entry(gone).await.expect("the deleted agent is in no history");
    assert_eq!(entry.document["name"], "Emily Carter", "nothing is left of the agent");
    assert!(office.callboard.changes.open_changes().is_empty());
}

#[tokio::test]
async fn what_cannot_be_written_down_is_not_sent() {
    let office =
        harmed("CREATE TRIGGER refuse BEFORE INSERT ON intents BEGIN SELECT RAISE(ABORT, 'no'); END").await;
    let before = office.person("Noah Jansen").await;
    let error = office.save(&before, edits([("/bio", json!("Mine"))])).await.unwrap_err();
    assert_eq!((error.code, error.done), (ErrorCode::StorageFault, Done::No));
    assert_eq!(code_of(office.delete(&before).await), ErrorCode::StorageFault);
    assert_eq!(code_of(office.create(edits([("/name", json!("New"))])).await), ErrorCode::StorageFault);
    assert!(office.sandbox.requests().list().is_empty(), "something was sent that nobody would know of");
}

#[tokio::test]
async fn an_uploaded_picture_that_cannot_be_remembered_is_not_put_on_the_agent_and_the_form_says_so() {
    let office = harmed("DROP TABLE attachments").await;
    let before = office.person("Noah Jansen").await;
    let path = office.file("me.png");
    image::RgbImage::from_pixel(300, 300, image::Rgb([20, 90, 160])).save(&path).unwrap();
    let token = office.callboard.files.choose_file(path).await.unwrap().token;
    let crop = Crop { x: 0.0, y: 0.0, side: 300.0, rotation: 0.0 };
    let (connection, id) = (office.connection.clone(), id_of(&before));
    let uploading = office.callboard.uploads.upload_avatar(connection, id, &token, crop, job(), quiet());
    let error = uploading.await.unwrap_err();
    assert_eq!((error.code, error.done), (ErrorCode::StorageFault, Done::Partly));
    assert_eq!(office.stored(&before).await, before);
}
