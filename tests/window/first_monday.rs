//! What a first-time admin does for a new colleague: office hours in another country with its holidays, a drop from a telephone
//! recording, a picture from a camera. And days off out of a calendar file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::own_sandbox::{MARTA, OwnSandbox};
use super::rig::{Profile, containing, target};

const NORA: &str = "Nora Prieto";

/// A photograph of Debian's golang-github-rwcarlsen-goexif-dev, taken with a Nikon D2H.
const PHOTOGRAPH: &str = "/usr/share/gocode/src/github.com/rwcarlsen/goexif/exif/sample1.jpg";

/// Speech of Debian's alsa-utils.
const SPEECH: &str = "/usr/share/sounds/alsa/Front_Center.wav";

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_new_colleague_in_madrid_gets_hours_holidays_a_drop_and_a_picture() {
    let own = OwnSandbox::open(&Profile::new()).await;
    own.create(&json!({ "name": NORA })).await;
    let recording = telephone_recording(own.folder());
    assert!(Path::new(PHOTOGRAPH).exists(), "not tested: {PHOTOGRAPH} is missing");
    let window = &own.window;
    window.click(("button", "Read the list again")).await;
    window.see_text("72").await;
    own.open_section(NORA, "Hours").await;

    // Monday to Friday, nine to five, in Madrid.
    window.click(("button", "Change the time zone")).await;
    window.click(("combobox", "Time zone")).await;
    window.type_text("madrid").await;
    window.click(("option", containing("Madrid"))).await;
    window.click(("button", "Fill the week")).await;
    window.click(("menuitem", containing("Weekdays 9:00 – 17:00"))).await;

    // Closed on Spanish holidays: the country is known from the zone.
    window.click(("button", "Add public holidays…")).await;
    let dialog = target("dialog", "Add public holidays");
    let add = target("button", containing("holidays")).within(&dialog);
    window.see_text("chosen").await;
    assert_eq!(window.value(target("combobox", "Country").within(&dialog)).await, "Spain");
    // Judged before it is drawn for a look: the frame of a window that has just counted a year lags behind it.
    window.is_accessible("public holidays").await;
    window.screenshot("first-monday-holidays").await;
    window.click(add).await;
    window.gone(&dialog).await;
    own.review_and_save(NORA, &["Mon–Fri 09:00–17:00", "Madrid (Europe)", "Christmas Day"]).await;

    // A drop from a telephone's recording.
    window.click(("button", "Voicemail drops")).await;
    window.click(("button", "Add a recording…")).await;
    window.choose_in_dialog("Choose recordings", &recording).await;
    window.see_text("M4A · AAC").await;
    window.fill(("textbox", "Name"), "Out of office").await;
    window.click(("button", "Upload")).await;
    window.see_text(&format!("{NORA} has the new drop Out of office")).await;

    // A picture from a camera.
    window.click(("button", "Profile")).await;
    window.click(("button", "Choose a picture…")).await;
    window.choose_in_dialog("Choose a picture", Path::new(PHOTOGRAPH)).await;
    window.click(("button", "Use this picture")).await;
    window.see_text(&format!("{NORA} has a new picture")).await;
    window.screenshot("first-monday-done").await;

    let agent = own.stored(NORA).await;
    let day = json!({ "from": { "hour": 9, "minute": 0 }, "to": { "hour": 17, "minute": 0 } });
    let week = json!({ "monday": day, "tuesday": day, "wednesday": day, "thursday": day, "friday": day });
    assert_eq!(agent["weeklySchedule"], week, "the office hours are not stored");
    assert_eq!(agent["timezone"], "Europe/Madrid");
    let holidays = agent["holidays"].as_array().expect("holidays");
    let on = |day: u32, month: u32| {
        holidays.iter().any(|each: &Value| each["day"] == json!(day) && each["month"] == json!(month))
    };
    assert!(on(1, 1) && on(12, 10) && on(25, 12), "customers reach nobody on Spanish holidays: {holidays:?}");
    assert!((8..20).contains(&holidays.len()), "other days than the public ones are stored: {holidays:?}");
    assert_eq!(agent["dropVms"].as_array().map(Vec::len), Some(1), "the drop is not stored");
    assert!(agent["avatarUrl"].as_str().is_some_and(|url| !url.is_empty()), "the picture is not stored");
    own.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn days_off_come_out_of_a_calendar_file_and_a_wrong_file_is_told() {
    let own = OwnSandbox::open(&Profile::new()).await;
    own.change(MARTA, &json!({ "holidays": [] })).await;
    own.open_section(MARTA, "Hours").await;
    let window = &own.window;
    let dialog = target("dialog", "Add days from a calendar file");
    let wrong = own.folder().join("letter.ics");
    fs::write(&wrong, "Dear Marta, the office is closed on Friday.").expect("write the wrong file");
    window.click(("button", "Add holidays")).await;
    window.click(("menuitem", "From a calendar file…")).await;
    window.choose_in_dialog("Choose a calendar file", &wrong).await;
    window.see_text("This file is not a calendar.").await;
    window.screenshot("holidays-wrong-file").await;
    window.is_accessible("a file that is no calendar").await;
    window.click(target("button", "Choose another file…").within(&dialog)).await;
    window.choose_in_dialog("Choose a calendar file", &calendar(own.folder())).await;
    window.see_text("Company outing").await;
    window.see_text("every year").await;
    window.screenshot("holidays-from-file").await;
    window.is_accessible("days of a calendar file").await;
    window.click(target("button", "Add 2 holidays").within(&dialog)).await;
    window.gone(&dialog).await;
    window.see_text("Founding day").await;
    own.review_and_save(MARTA, &["Company outing", "Founding day"]).await;
    let stored = own.stored(MARTA).await;
    assert_eq!(
        stored["holidays"],
        json!([
            { "name": "Founding day", "day": 2, "month": 1 },
            { "name": "Company outing", "day": 17, "month": 9 },
        ]),
        "other days are stored than the file has"
    );
    own.close().await;
}

/// A day of 2099, so that it is ahead on every day this runs, and one that comes back every year.
fn calendar(folder: &Path) -> PathBuf {
    let file = folder.join("days.ics");
    let lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Example//Days off//EN",
        "BEGIN:VEVENT",
        "UID:1@example.com",
        "DTSTAMP:20260101T000000Z",
        "DTSTART;VALUE=DATE:20990917",
        "DTEND;VALUE=DATE:20990918",
        "SUMMARY:Company outing",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:2@example.com",
        "DTSTAMP:20260101T000000Z",
        "DTSTART;VALUE=DATE:20200102",
        "RRULE:FREQ=YEARLY",
        "SUMMARY:Founding day",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    fs::write(&file, lines.join("\r\n")).expect("write the calendar");
    file
}

/// As telephones record: AAC in an M4A file, here made by ffmpeg of speech that the distribution has.
fn telephone_recording(folder: &Path) -> PathBuf {
    assert!(Path::new(SPEECH).exists(), "not tested: {SPEECH} is missing (package alsa-utils)");
    let file = folder.join("Out of office.m4a");
    let made = Command::new("ffmpeg")
        .args(["-hide_banner", "-loglevel", "error", "-stream_loop", "3", "-i", SPEECH])
        .args(["-c:a", "aac", "-ar", "44100"])
        .arg(&file)
        .status()
        .expect("ffmpeg is installed");
    assert!(made.success(), "ffmpeg made no recording");
    file
}
