//! A journal that fails: what the system has stored must not look as if it had failed, or it is done a second time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use callboard_model::media::Crop;
use serde_json::json;
use support::{Office, edits, id_of, job, quiet, saved};

/// A program whose journal has lost its tables.
async fn without_journal() -> Office {
    let office = Office::open_on_journal(|path| {
        let database = rusqlite::Connection::open(path).unwrap();
        database.execute_batch("DROP TABLE drafts; DROP TABLE changes; DROP TABLE attachments;").unwrap();
    })
    .await;
    office.callboard.drafts().await.expect_err("the journal still works");
    office
}

#[tokio::test]
async fn a_created_agent_is_shown_as_created() {
    let office = without_journal().await;
    let (agent, ..) = saved(office.create(edits([("/name", json!("Somebody New"))])).await);
    assert_eq!(office.stored(&agent).await, agent);
}

#[tokio::test]
async fn a_saved_agent_is_shown_as_saved_and_a_deleted_one_as_deleted() {
    let office = without_journal().await;
    let before = office.person("Noah Jansen").await;
    let (agent, ..) = saved(office.save(&before, edits([("/bio", json!("Mine"))])).await);
    assert_eq!(agent["bio"], "Mine");
    let deleting = office.callboard.delete_agent(office.connection.clone(), id_of(&agent), job(), quiet());
    deleting.await.expect("the agent is gone, and the form says that it is not");
}

#[tokio::test]
async fn an_uploaded_picture_is_shown_as_uploaded() {
    let office = without_journal().await;
    let before = office.person("Noah Jansen").await;
    let path = office.file("me.png");
    image::RgbImage::from_pixel(300, 300, image::Rgb([20, 90, 160])).save(&path).unwrap();
    let token = office.callboard.choose_file(path).await.unwrap().token;
    let crop = Crop { x: 0.0, y: 0.0, side: 300.0, rotation: 0.0 };
    let (connection, id) = (office.connection.clone(), id_of(&before));
    let uploading = office.callboard.upload_avatar(connection, id, &token, crop, job(), quiet());
    let record = uploading.await.expect("the picture is on the agent, and the form says that it is not");
    assert_eq!(office.stored(&before).await, record.document);
}
