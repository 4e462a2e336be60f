//! Voicemail drops: added, heard, renamed, downloaded, taken away, and refused in words.

use std::fs;

use callboard_sandbox::{FaultKind, StorageRefusal};
use serde_json::Value;

use super::own_sandbox::{MARTA, OwnSandbox};
use super::recordings::{NO_DEVICE, SPEAKER, loudest, recording, with_sound_device};
use super::rig::{Profile, containing, target};

const ADD: &str = "Add a recording…";
const CHOOSE: &str = "Choose recordings";

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_recording_is_added_heard_renamed_downloaded_and_removed() {
    let profile = with_sound_device(SPEAKER);
    let heard = profile.home().join("heard.raw");
    let own = OwnSandbox::open(&profile).await;
    own.open_section(MARTA, "Voicemail drops").await;
    let window = &own.window;
    let drops_before = drops(&own).await.len();

    // Chosen, heard before it is stored, named.
    window.click(("button", ADD)).await;
    window.choose_in_dialog(CHOOSE, &recording(own.folder(), "office_closed.wav", 2, 0.5)).await;
    window.see(("form", "Add office_closed.wav")).await;
    window.see(("img", containing("Loudness over"))).await;
    window.screenshot("drops-chosen").await;
    window.is_accessible("a chosen recording").await;
    window.click(("button", "Listen")).await;
    window.wait_until("the chosen recording is heard", async || loudest(&heard) > 4000).await;
    window.see(("button", "Listen")).await;
    window.fill(("textbox", "Name"), "Office closed").await;
    own.fail_with(FaultKind::SlowUpload { bytes_per_second: 20_000 });
    window.click(("button", "Upload")).await;
    window.see(("progressbar", "Upload")).await;
    window.screenshot("drops-sending").await;
    window.see_text(&format!("{MARTA} has the new drop Office closed")).await;
    own.sandbox.faults().clear();

    let stored = drops(&own).await;
    assert_eq!(stored.len(), drops_before + 1, "the list did not grow by one: {stored:?}");
    let drop = stored.iter().find(|drop| drop["name"] == "Office closed").expect("the new drop is stored");
    let bytes = own.download(drop["mediaUrl"].as_str().expect("an address")).await;
    assert!(bytes.len() > 10_000, "what was stored is not the recording: {} bytes", bytes.len());

    // Heard again, now from the system.
    fs::write(&heard, b"").expect("forget what was heard");
    window.click(("button", "Play Office closed")).await;
    window.see(("button", "Stop Office closed")).await;
    window.wait_until("the stored recording is heard", async || loudest(&heard) > 4000).await;
    window.see(("button", "Play Office closed")).await;

    // Renamed: waits for the save, is said in the review.
    window.click(("button", "Rename Office closed")).await;
    window.fill(("textbox", "Name"), "We are closed").await;
    window.press("Enter").await;
    window.see(("button", "Play We are closed")).await;
    assert!(has_drop(&own, "Office closed").await, "the name was stored before anybody saved");
    window.screenshot("drops-renamed").await;
    own.review_and_save(MARTA, &["We are closed"]).await;
    assert!(has_drop(&own, "We are closed").await, "the new name is not stored");

    // Downloaded, byte for byte.
    let copy = own.folder().join("copy.wav");
    window.click(("button", "Download We are closed")).await;
    window.choose_in_dialog("Save the recording", &copy).await;
    window.see_text("We are closed is saved").await;
    assert_eq!(fs::read(&copy).expect("the downloaded file"), bytes, "the download is another file");

    // Removed, and the others stay.
    window.click(("button", "Remove We are closed")).await;
    window.gone(("button", "Play We are closed")).await;
    assert!(has_drop(&own, "We are closed").await, "the drop was removed before anybody saved");
    own.review_and_save(MARTA, &["We are closed"]).await;
    let left = drops(&own).await;
    assert_eq!(left.len(), drops_before, "removing one left {left:?}");
    assert!(!has_drop(&own, "We are closed").await, "the removed drop is still stored");
    own.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_computer_without_a_speaker_says_so_and_stores_all_the_same() {
    let own = OwnSandbox::open(&with_sound_device(NO_DEVICE)).await;
    own.open_section(MARTA, "Voicemail drops").await;
    let window = &own.window;
    window.click(("button", ADD)).await;
    window.choose_in_dialog(CHOOSE, &recording(own.folder(), "greeting.wav", 2, 0.5)).await;
    window.click(("button", "Listen")).await;
    window.see_text("No speaker will play this").await;
    window.see(("button", "Listen")).await;
    window.screenshot("drops-no-speaker").await;
    window.fill(("textbox", "Name"), "Greeting").await;
    window.click(("button", "Upload")).await;
    window.see_text(&format!("{MARTA} has the new drop Greeting")).await;
    assert!(has_drop(&own, "Greeting").await, "the recording is not stored");
    own.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_recording_that_cannot_be_stored_is_refused_in_words_and_kept() {
    let own = OwnSandbox::open(&Profile::new()).await;
    own.open_section(MARTA, "Voicemail drops").await;
    let window = &own.window;
    let before = drops(&own).await;

    let empty = own.folder().join("empty.wav");
    fs::write(&empty, b"").expect("write an empty file");
    window.click(("button", ADD)).await;
    window.choose_in_dialog(CHOOSE, &empty).await;
    window.see_text("The file is empty").await;
    let text = own.folder().join("letter.wav");
    fs::write(&text, "Dear colleagues, this is no recording.").expect("write a text");
    let huge = own.folder().join("huge.wav");
    // Takes no room on the disk.
    fs::File::create(&huge).expect("create a large file").set_len(110 << 20).expect("make it large");
    for (file, name, words) in
        [(text, "letter.wav", "This is not a recording"), (huge, "huge.wav", "The file is too large")]
    {
        window.click(("button", ADD)).await;
        window.choose_in_dialog(CHOOSE, &file).await;
        window.see_text(words).await;
        window.screenshot(&format!("drops-refused-{name}")).await;
        window.click(("button", format!("Do not use {name}"))).await;
        window.gone(("form", format!("Add {name}"))).await;
    }

    // Refused by the storage: the recording and its name stay for another try.
    own.fail_with(FaultKind::ExpiredPolicy);
    window.click(("button", ADD)).await;
    window.choose_in_dialog(CHOOSE, &recording(own.folder(), "holiday.wav", 2, 0.5)).await;
    window.fill(("textbox", "Name"), "Closed for the holiday").await;
    window.click(("button", "Upload")).await;
    window.see_text("The upload took too long to start").await;
    for (refusal, words) in [
        (StorageRefusal::TooLarge, "The file is too large for the system"),
        (StorageRefusal::TooSmall, "The file is too small for the system"),
        (StorageRefusal::WrongType, "The file was not stored"),
        (StorageRefusal::WrongSignature, "The file was not stored"),
    ] {
        own.fail_with(FaultKind::StorageRefusal { refusal });
        window.click(("button", "Try again")).await;
        window.see_text(words).await;
        assert_eq!(window.value(("textbox", "Name")).await, "Closed for the holiday", "the name is lost");
    }
    window.screenshot("drops-refused-by-storage").await;
    window.is_accessible("a recording that the storage refused").await;
    assert_eq!(drops(&own).await, before, "a refused recording is on the agent");

    own.sandbox.faults().clear();
    window.click(("button", "Try again")).await;
    window.see_text(&format!("{MARTA} has the new drop Closed for the holiday")).await;
    assert!(has_drop(&own, "Closed for the holiday").await, "the second try stored nothing");
    window.gone(target("form", containing("Add"))).await;
    own.close().await;
}

async fn drops(own: &OwnSandbox) -> Vec<Value> {
    own.stored(MARTA).await["dropVms"].as_array().cloned().unwrap_or_default()
}

async fn has_drop(own: &OwnSandbox, name: &str) -> bool {
    drops(own).await.iter().any(|drop| drop["name"] == name)
}
