//! Sounds on their way to becoming drops: cut, levelled, heard as on a telephone, recorded, by mouse and by keyboard alone;
//! and stored ones that are replaced, moved and copied to other agents.

use std::fs;
use std::path::{Path, PathBuf};

use callboard_sandbox::{Fault, FaultKind};
use fantoccini::Locator;
use serde_json::Value;

use super::own_sandbox::{MARTA, OwnSandbox};
use super::recordings::{NO_DEVICE, SPEAKER, loudest, loudest_of, recording, tone, with_sound_device};
use super::rig::{Profile, containing, target};
use super::steps;

const ADD: &str = "Add a recording…";
const CHOOSE: &str = "Choose recordings";
const EMILY: &str = "Emily Carter";
const NOAH: &str = "Noah Jansen";

/// Plays `spoken.raw` of the profile into a microphone.
const MICROPHONE: &str = "pcm.!default { type plug slave { pcm { type file slave.pcm { type null } \
    file \"/dev/null\" infile \"HOME/spoken.raw\" format raw } format S16_LE rate 48000 channels 1 } }\n\
    ctl.!default { type hw card 0 }\n";

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_recording_is_cut_levelled_and_heard_as_on_the_phone_with_the_mouse() {
    let profile = with_sound_device(SPEAKER);
    let heard = profile.home().join("heard.raw");
    let own = OwnSandbox::open(&profile).await;
    own.open_section(MARTA, "Voicemail drops").await;
    let window = &own.window;
    window.click(("button", ADD)).await;
    window.choose_in_dialog(CHOOSE, &quiet_recording(own.folder(), "promise.wav", 6)).await;
    window.see_text("0:06 · WAV · PCM · 8 kHz · mono").await;
    window.see_text("will be raised to −18").await;

    let start = window.see(("slider", "Beginning")).await;
    window.drag(&start, (0, 0), (150, 0)).await;
    let cut: f64 = window.value(("textbox", "Beginning")).await.replace("0:", "").parse().expect("seconds");
    assert!((0.5..5.0).contains(&cut), "the handle was dragged and the beginning is at {cut} s");
    window.click(("switch", "Fade out")).await;
    click_choice(&own, "As heard on the phone").await;
    window.click(("button", "Listen")).await;
    // Raised by about 20 dB: as it is, nobody would hear so much.
    window.wait_until("the recording is heard as on the phone", async || loudest(&heard) > 3000).await;
    click_choice(&own, "8 kHz").await;
    window.screenshot("sounds-cut").await;
    window.is_accessible("a recording that was cut").await;
    window.fill(("textbox", "Name"), "Promise").await;
    window.click(("button", "Upload")).await;
    window.see_text(&format!("{MARTA} has the new drop Promise")).await;
    window.see(("button", "Play Promise")).await;

    let stored = stored_sound(&own, MARTA, "Promise").await;
    assert_eq!(stored.rate, 8000, "the chosen format was not stored");
    let expected = 6.0 - cut;
    assert!(
        (stored.seconds - expected).abs() < 0.06,
        "{} s are stored instead of {expected}",
        stored.seconds
    );
    assert!(stored.loudest > 3000, "callers hear it as quiet as it was: {}", stored.loudest);
    // How long it is stands in the list, read back from the system.
    let length = format!("0:{:02.0}", stored.seconds.round());
    window.see_text(&length).await;
    own.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_recording_is_cut_heard_stored_and_moved_with_the_keyboard_alone() {
    let profile = with_sound_device(SPEAKER);
    let heard = profile.home().join("heard.raw");
    let own = OwnSandbox::open(&profile).await;
    own.open_section(EMILY, "Voicemail drops").await;
    let window = &own.window;
    let before = names(&own, EMILY).await;
    window.tab_to(ADD).await;
    window.press("Enter").await;
    window.choose_in_dialog(CHOOSE, &quiet_recording(own.folder(), "office_hours.wav", 6)).await;
    window.see(("slider", "Beginning")).await;
    window.tab_to("Beginning").await;
    window.press("Shift+ArrowRight").await;
    window.press("ArrowRight").await;
    window.press("Plus").await;
    window.tab_to("End").await;
    window.press("PageDown").await;
    assert_eq!(window.value(("textbox", "Beginning")).await, "0:01.10");
    assert_eq!(window.value(("textbox", "End")).await, "0:05.00");
    window.tab_to("As it will be").await;
    window.press("ArrowRight").await;
    window.press("Shift+Tab").await;
    assert_eq!(window.focused().await, "Listen");
    window.press("Enter").await;
    window.wait_until("it is heard as on the phone", async || loudest(&heard) > 3000).await;
    window.tab_to("Name").await;
    window.press("Control+a").await;
    window.type_text("Office hours").await;
    window.press("Enter").await;
    window.see_text(&format!("{EMILY} has the new drop Office hours")).await;
    let stored = stored_sound(&own, EMILY, "Office hours").await;
    assert_eq!(stored.rate, 16_000);
    assert!((stored.seconds - 3.9).abs() < 0.06, "{} s are stored", stored.seconds);

    window.see(("button", "Move Office hours")).await;
    window.tab_to("Move Office hours").await;
    window.press("Home").await;
    window.see_text(&format!("Office hours is number 1 of {} now", before.len() + 1)).await;
    window
        .wait_until("the focus stays with the drop", async || window.focused().await == "Move Office hours")
        .await;
    assert_eq!(names(&own, EMILY).await[..before.len()], before, "it was moved before anybody saved");
    window.tab_to("Review").await;
    window.press("Enter").await;
    window.see(("dialog", containing("to save"))).await;
    window.tab_to("Save").await;
    window.press("Enter").await;
    window.see_text(&format!("{EMILY} is saved.")).await;
    let after = names(&own, EMILY).await;
    assert_eq!((after[0].as_str(), &after[1..]), ("Office hours", &before[..]), "the order is not stored");
    own.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn what_is_spoken_into_a_microphone_becomes_a_drop_and_leaves_no_file() {
    let profile = with_sound_device(MICROPHONE);
    let spoken: Vec<u8> = tone(48_000, 130, 0.5).flat_map(i16::to_le_bytes).collect();
    fs::write(profile.home().join("spoken.raw"), spoken).expect("write what is spoken");
    let kept = profile.program_folder().join("recordings");
    let own = OwnSandbox::open(&profile).await;
    own.open_section(MARTA, "Voicemail drops").await;
    let window = &own.window;
    window.see(("button", "Record…")).await;
    if window.text().await.contains("This computer has no microphone.") {
        own.close().await;
        eprintln!("NOT TESTED: this machine has no ALSA device that plays a file into a microphone");
        return;
    }
    window.click(("button", "Record…")).await;
    window.is_accessible("the dialog that records").await;
    window.click(("button", "Start recording")).await;
    window.see_text("Recording begins in").await;
    // The device plays its file as fast as it is read, so that a recording is as long as it may be at once.
    window.see(("button", "Use it")).await;
    window.screenshot("sounds-recording").await;
    // Taken again: what was recorded before is thrown away.
    window.click(("button", "Take again")).await;
    window.see_text("Recording begins in").await;
    window.click(("button", "Use it")).await;
    window.see(("form", "Add Recording")).await;
    assert_eq!(recordings(&kept).len(), 1, "a take that nobody wants lies on the disk");
    window.fill(("textbox", "Name"), "Spoken here").await;
    // However fast the device was, a second is enough and small enough for the storage.
    window.fill(("textbox", "End"), "0:01.0").await;
    window.press("Enter").await;
    window.click(("button", "Upload")).await;
    window.see_text(&format!("{MARTA} has the new drop Spoken here")).await;
    let stored = stored_sound(&own, MARTA, "Spoken here").await;
    assert!(stored.seconds > 0.8 && stored.loudest > 3000, "{} s, {}", stored.seconds, stored.loudest);
    window.wait_until("the stored recording's file is removed", async || recordings(&kept).is_empty()).await;

    window.click(("button", "Record…")).await;
    window.click(("button", "Start recording")).await;
    window.click(("button", "Use it")).await;
    window.click(("button", "Do not use Recording")).await;
    window.wait_until("a recording that is not used is removed", async || recordings(&kept).is_empty()).await;

    take_survives_escape_and_a_power_cut(own, &kept).await;
}

async fn take_survives_escape_and_a_power_cut(own: OwnSandbox, kept: &Path) {
    let window = &own.window;
    window.click(("button", "Record…")).await;
    window.click(("button", "Start recording")).await;
    window.see(("button", "Use it")).await;
    window.press("Escape").await;
    window.see_text("was kept on this computer.").await;
    window.screenshot("sounds-kept-take").await;
    window.is_accessible("a take that was kept").await;
    assert_eq!(recordings(kept).len(), 1, "Escape threw the take away");

    window.click(("button", "Record…")).await;
    window.click(("button", "Start recording")).await;
    window.see(("button", "Take again")).await;
    let own = own.cut_the_power().await;
    own.open_section(MARTA, "Voicemail drops").await;
    let window = &own.window;
    window.see_text("was kept on this computer.").await;
    assert_eq!(recordings(kept).len(), 2, "the take is gone with the program");
    window.click(("button", "Delete it")).await;
    window.wait_until("one was deleted", async || recordings(kept).len() == 1).await;
    window.click(("button", "Use it")).await;
    window.see(("form", "Add Recording")).await;
    window.click(("button", "Do not use Recording")).await;
    window.wait_until("the other one was deleted", async || recordings(kept).is_empty()).await;
    own.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_computer_without_a_microphone_says_so_beside_the_button() {
    let own = OwnSandbox::open(&with_sound_device(NO_DEVICE)).await;
    own.open_section(MARTA, "Voicemail drops").await;
    own.window.see_text("This computer has no microphone.").await;
    own.window.screenshot("sounds-no-microphone").await;
    own.window.is_accessible("drops without a microphone").await;
    own.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn several_recordings_are_uploaded_in_turn_and_one_that_fails_does_not_stop_the_others() {
    let own = OwnSandbox::open(&Profile::new()).await;
    own.open_section(MARTA, "Voicemail drops").await;
    let window = &own.window;
    let before = names(&own, MARTA).await;
    let folder = own.folder().join("recordings");
    fs::create_dir(&folder).expect("create a folder");
    for name in ["a_first.wav", "b_second.wav", "c_third.wav"] {
        quiet_recording(&folder, name, 2);
    }
    window.click(("button", ADD)).await;
    window.choose_all_in_dialog(CHOOSE, &folder).await;
    window.see_text("3 recordings to upload").await;
    window.see(("button", "Upload C third")).await;
    window.is_accessible("several recordings that wait").await;
    own.fail_with(FaultKind::SlowUpload { bytes_per_second: 30_000 });
    let refused = FaultKind::StorageRefusal { refusal: callboard_sandbox::StorageRefusal::TooSmall };
    own.sandbox.faults().add(Fault::new(refused).on("uploadObject").times(1));
    window.click(("button", "Upload all 3")).await;
    window.see(("progressbar", containing("Upload of"))).await;
    window.screenshot("sounds-queue").await;
    // Another section is looked at meanwhile.
    window.click(target("button", containing("Profile")).within(("navigation", steps::SECTIONS))).await;
    window.gone(("button", ADD)).await;
    window
        .click(target("button", containing("Voicemail drops")).within(("navigation", steps::SECTIONS)))
        .await;
    window.see_text(&format!("{MARTA} has the new drop C third")).await;
    window.see_text("The file is too small for the system").await;
    let mut expected = before;
    expected.extend(["B second".to_owned(), "C third".to_owned()]);
    assert_eq!(names(&own, MARTA).await, expected, "the others are not stored in their order");
    own.sandbox.faults().clear();
    window.click(("button", "Try again")).await;
    window.see_text(&format!("{MARTA} has the new drop A first")).await;
    expected.push("A first".to_owned());
    assert_eq!(names(&own, MARTA).await, expected);
    own.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_stored_drop_gets_another_recording_another_place_and_comes_to_other_agents() {
    let own = OwnSandbox::open(&Profile::new()).await;
    own.open_section(EMILY, "Voicemail drops").await;
    let window = &own.window;
    let before = drops(&own, EMILY).await;
    let name = before[0]["name"].as_str().expect("a name").to_owned();

    window.click(("button", format!("More for {name}"))).await;
    window.click(("menuitem", "Replace the recording…")).await;
    window.choose_in_dialog("Choose a recording", &quiet_recording(own.folder(), "new.wav", 3)).await;
    window.see_text(&format!("Takes the place of {name}")).await;
    window.click(("button", "Replace")).await;
    window.see_text(&format!("{EMILY} has another recording for {name}")).await;
    let replaced = drops(&own, EMILY).await;
    assert_eq!(replaced[1..], before[1..], "another drop was changed");
    assert_eq!((&replaced[0]["name"], &replaced[0]["id"]), (&before[0]["name"], &before[0]["id"]));
    let stored = stored_sound(&own, EMILY, &name).await;
    assert!((stored.seconds - 3.0).abs() < 0.1, "the old recording is still there: {} s", stored.seconds);

    window.see_text("0:03").await;
    let handle = window.see(("button", format!("Move {name}"))).await;
    window.drag(&handle, (0, 0), (0, 60)).await;
    window.see_text(&format!("{name} is number 2 of {} now", before.len())).await;
    own.review_and_save(EMILY, &[]).await;
    assert_eq!(drops(&own, EMILY).await[1]["name"], before[0]["name"], "the order is not stored");

    // Two agents; the first one's update is refused.
    window.click(("button", format!("More for {name}"))).await;
    window.click(("menuitem", "Copy to other agents…")).await;
    for agent in [MARTA, NOAH] {
        window.fill(("searchbox", "Search by name"), agent).await;
        window.click(("checkbox", containing(agent))).await;
    }
    window.fill(("searchbox", "Search by name"), "").await;
    window.is_accessible("the dialog that copies a drop").await;
    window.screenshot("sounds-copy").await;
    let refused = Fault::new(FaultKind::Refused { status: 422, form: None });
    own.sandbox.faults().add(refused.on("updateAgent").times(1));
    window.click(("button", "Copy to 2 agents")).await;
    window.see_text("1 of 2 agents has the drop").await;
    window.is_accessible("a copy of which one failed").await;
    window.screenshot("sounds-copied").await;
    window.click(("button", "Try again with 1 agent")).await;
    window.see_text("2 of 2 agents have the drop").await;
    window.click(target("button", "Close").within(("dialog", containing("Copy")))).await;
    let source = drops(&own, EMILY).await[1].clone();
    for agent in [MARTA, NOAH] {
        let copies = drops(&own, agent).await;
        let same = copies.iter().filter(|drop| drop["mediaUrl"] == source["mediaUrl"]);
        assert_eq!(same.count(), 1, "{agent} has {copies:?}");
    }
    own.close().await;
}

/// Clicks one of several choices in a row: the radio button itself lies under its words.
async fn click_choice(own: &OwnSandbox, words: &str) {
    let path = format!("//label[normalize-space()='{words}']");
    let label = own.window.client().find(Locator::XPath(&path)).await.expect("the choice");
    label.click().await.expect("click the choice");
    assert!(own.window.checked(("radio", words)).await, "{words} is not chosen");
}

struct Stored {
    rate: u32,
    seconds: f64,
    /// Of 32767.
    loudest: i16,
}

/// What callers get of a drop: a WAV file as the program writes it, mono with 16 bits.
async fn stored_sound(own: &OwnSandbox, agent: &str, name: &str) -> Stored {
    let list = drops(own, agent).await;
    let drop = list.iter().find(|drop| drop["name"] == name);
    let drop = drop.unwrap_or_else(|| panic!("{agent} has no drop {name}: {list:?}"));
    let bytes = own.download(drop["mediaUrl"].as_str().expect("an address")).await;
    assert_eq!((&bytes[..4], &bytes[8..16], &bytes[22..24]), (&b"RIFF"[..], &b"WAVEfmt "[..], &[1, 0][..]));
    let rate = u32::from_le_bytes(bytes[24..28].try_into().expect("four bytes"));
    #[allow(clippy::cast_precision_loss)]
    let seconds = (bytes.len() - 44) as f64 / 2.0 / f64::from(rate);
    Stored { rate, seconds, loudest: loudest_of(&bytes[44..]) }
}

async fn drops(own: &OwnSandbox, agent: &str) -> Vec<Value> {
    own.stored(agent).await["dropVms"].as_array().cloned().unwrap_or_default()
}

async fn names(own: &OwnSandbox, agent: &str) -> Vec<String> {
    let list = drops(own, agent).await;
    list.iter().map(|drop| drop["name"].as_str().unwrap_or_default().to_owned()).collect()
}

/// The recordings that lie in the program's folder.
fn recordings(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "wav"))
        .collect()
}

/// Much quieter than speech should be.
fn quiet_recording(folder: &Path, name: &str, seconds: u32) -> PathBuf {
    recording(folder, name, seconds, 0.02)
}
