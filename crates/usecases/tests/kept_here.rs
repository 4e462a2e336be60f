//! What is kept on this computer: takes that nobody used, half-typed texts, and what happens where nothing can be kept.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use callboard_journal::Journal;
use callboard_model::{AgentId, Draft, ErrorCode, FindingCode, Pointer, UnfinishedText, UnfinishedTexts};
use callboard_usecases::{KeptRecording, Store as _};
use jiff::Timestamp;
use serde_json::json;
use support::{Office, edits, id_of, job, quiet};

/// A recording as an earlier run of the program left it.
fn take(folder: &Path, name: &str, frames: u32) {
    let format = hound::WavSpec {
        channels: 1,
        sample_rate: 100,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    std::fs::create_dir_all(folder).unwrap();
    let mut file = hound::WavWriter::create(folder.join(name), format).unwrap();
    for _ in 0..frames {
        file.write_sample(1000_i16).unwrap();
    }
    file.finalize().unwrap();
}

#[tokio::test]
async fn a_take_that_nobody_used_is_offered_until_it_is_used_or_deleted() {
    let office = Office::open().await;
    let folder = office.folder.path().join("recordings");
    let core = &office.callboard;
    assert_eq!(core.recordings.kept_recordings().await.unwrap(), []);
    take(&folder, "20261126T140203Z.wav", 1250);
    take(&folder, "20261126T140203Z-2.wav", 100);
    take(&folder, "20261126T140204Z.wav", 0);
    std::fs::write(folder.join("notes.txt"), "mine").unwrap();
    let begun = Some("2026-11-26T14:02:03Z".to_owned());
    let kept = |id: &str, seconds: f64| KeptRecording { id: id.to_owned(), begun_at: begun.clone(), seconds };
    assert_eq!(
        core.recordings.kept_recordings().await.unwrap(),
        [kept("20261126T140203Z-2", 1.0), kept("20261126T140203Z", 12.5)]
    );

    let chosen =
        core.recordings.choose_kept_recording("20261126T140203Z", "Recording".to_owned()).await.unwrap();
    assert_eq!(chosen.name, "Recording");
    assert_eq!(
        core.recordings.kept_recordings().await.unwrap().len(),
        1,
        "it is offered while it waits in the window"
    );
    let again = core.recordings.choose_kept_recording("20261126T140203Z", "Recording".to_owned()).await;
    assert_eq!(again.unwrap_err().code, ErrorCode::FileUnreadable);
    core.forget_file(&chosen.token);
    assert!(!folder.join("20261126T140203Z.wav").exists(), "a recording that became a drop lies on the disk");

    for elsewhere in ["../journal/journal", "", "notes.txt", "/etc/passwd"] {
        assert!(core.recordings.delete_recording(elsewhere).await.is_err(), "{elsewhere} is no recording");
    }
    core.recordings.delete_recording("20261126T140203Z-2").await.unwrap();
    assert_eq!(core.recordings.kept_recordings().await.unwrap(), []);
    assert!(folder.join("notes.txt").exists());
}

fn typed(office: &Office, texts: &[(&str, &str)]) -> UnfinishedTexts {
    let text = |text: &str| UnfinishedText {
        text: text.to_owned(),
        code: FindingCode::Required,
        context: BTreeMap::new(),
    };
    UnfinishedTexts {
        connection: office.connection.clone(),
        agent: Some(AgentId::parse("a").unwrap()),
        texts: texts.iter().map(|(at, words)| (Pointer::parse(*at).unwrap(), text(words))).collect(),
    }
}

#[tokio::test]
async fn half_typed_texts_are_there_at_the_next_start_but_for_secrets() {
    let office = Office::open().await;
    let core = &office.callboard;
    let texts = typed(&office, &[("/bio", "[1, "), ("/name", "1.")]);
    assert_eq!(core.drafts.keep_unfinished(texts.clone()).await.unwrap(), []);
    assert_eq!(core.start_up().await.unwrap().unfinished, [texts]);

    let other = office.connect("messageflow").await;
    let mut texts = typed(&office, &[("/a", "{\"Bearer_Token\": \"sk-typed\""), ("/b", "[")]);
    texts.connection = other.clone();
    let left_out = core.drafts.keep_unfinished(texts).await.unwrap();
    assert_eq!(left_out, [Pointer::parse("/a").unwrap()], "nobody is told that it is not kept");
    for name in ["journal.sqlite", "journal.sqlite-wal"] {
        let written = std::fs::read(office.journal().with_file_name(name)).unwrap();
        let secret = written.windows("sk-typed".len()).any(|bytes| bytes == b"sk-typed");
        assert!(!secret, "a secret was written to the disk");
    }
    assert_eq!(core.start_up().await.unwrap().unfinished.len(), 2);

    core.connections.remove_connection(other, false).await.unwrap();
    assert_eq!(core.start_up().await.unwrap().unfinished.len(), 1, "a removed connection's texts come back");
    core.drafts.keep_unfinished(typed(&office, &[])).await.unwrap();
    assert_eq!(core.start_up().await.unwrap().unfinished, []);
}

#[tokio::test]
async fn half_typed_texts_that_an_earlier_version_kept_are_there() {
    let office = Office::open().await;
    let texts = typed(&office, &[("/bio", "[1, ")]);
    office.store.write("unfinished", json!([texts])).unwrap();
    let start = office.callboard.start_up().await.unwrap();
    assert_eq!(start.unfinished, [texts], "what was half typed before the update is lost");
    office.callboard.drafts.keep_unfinished(typed(&office, &[])).await.unwrap();
    assert_eq!(office.callboard.start_up().await.unwrap().unfinished, [], "it comes back for ever");
}

#[tokio::test]
async fn where_nothing_can_be_kept_a_draft_does_not_look_kept() {
    let office = Office::without_storage(ErrorCode::DiskFull).await;
    let core = &office.callboard;
    let fault = core.start_up().await.unwrap().storage.unwrap();
    assert_eq!((fault.code, core.local_storage.fault()), (ErrorCode::DiskFull, Some(fault)));
    let draft = Draft {
        connection: office.connection.clone(),
        agent: Some(AgentId::parse("a").unwrap()),
        base: json!({}),
        edits: edits([("/bio", json!("Mine"))]),
        updated_at: String::new(),
    };
    assert_eq!(core.drafts.keep_draft(draft.clone()).await.unwrap_err().code, ErrorCode::DiskFull);

    let still = core.local_storage.try_again(|| Err(ErrorCode::StorageFault.into())).await.unwrap_err();
    assert_eq!(still.code, ErrorCode::StorageFault, "the reason is an old one");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.sqlite");
    let file = path.clone();
    core.local_storage
        .try_again(move || Ok(Some(Journal::open(&file, Timestamp::now())?.journal)))
        .await
        .unwrap();
    assert_eq!(core.start_up().await.unwrap().storage, None);
    core.drafts.keep_draft(draft).await.unwrap();
    assert_eq!(core.drafts.drafts().await.unwrap().len(), 1);
    drop(office);
    let kept = Journal::open(&path, Timestamp::now()).unwrap().journal.drafts().unwrap();
    assert_eq!(kept.len(), 1, "the draft went to the journal that stood in");
}

/// A server that sends half of a sound and nothing more.
async fn half_a_sound() -> String {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/message.wav", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut connection, _) = listener.accept().await.unwrap();
        let _ = connection.read(&mut [0; 4096]).await;
        connection.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf").await.unwrap();
        std::future::pending::<()>().await;
    });
    address
}

fn half_files(folder: &Path) -> Vec<String> {
    let names =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "part")).collect()
}

#[tokio::test]
async fn half_a_download_of_a_killed_program_is_removed_at_the_next_start() {
    let mut office = Office::open().await;
    let (address, target) = (half_a_sound().await, office.file("message.wav"));
    let folder = office.folder.path().to_owned();
    std::fs::write(folder.join("mine.part"), "mine").unwrap();
    let (core, connection) = (Arc::clone(&office.callboard), office.connection.clone());
    // Only what an agent has is fetched.
    let before = office.person("Noah Jansen").await;
    let agent = id_of(&before);
    office.colleague_changes(&before, &json!({ "bio": address })).await;
    office.read_of(&connection, &agent).await.unwrap();
    let running = tokio::spawn(async move {
        core.sounds.download_drop(connection, agent, &address, target, job(), quiet()).await
    });
    office.until("half of the file is there", || half_files(&folder).len() == 2).await;
    office.restart().await;
    assert_eq!(half_files(&folder), ["mine.part"], "half a file stays beside the admin's own for ever");
    running.abort();
}
