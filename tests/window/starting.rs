//! Starting where what is kept on this computer is damaged, or cannot be kept at all: there is a window, and it says so.

use std::fs;

use super::rig::{Disk, Profile, Window, containing};
use super::steps::{sample_agents, the_list_is_read};

const SETTINGS: &str = "callboard.json";
const BANNER: (&str, &str) = ("alert", "Nothing can be changed for now");

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_settings_file_cut_in_half_costs_nobody_their_connections() {
    let profile = sample_agents(&Profile::new()).await.close_by_cross().await;
    let file = profile.program_folder().join(SETTINGS);
    let whole = fs::read(&file).expect("the settings");
    assert!(whole.len() > 100, "the end of the program wrote the settings anew");
    fs::write(&file, &whole[..whole.len() / 2]).expect("cut the settings");

    let window = Window::open(&profile).await;
    window.see_text("Your settings were damaged; the last good copy is used").await;
    the_list_is_read(&window).await;
    window.screenshot("starting-settings-restored").await;
    let profile = window.close_by_cross().await;
    assert_eq!(
        fs::read(&file).expect("the settings"),
        whole,
        "the end of the program wrote the settings anew"
    );

    let window = Window::open(&profile).await;
    the_list_is_read(&window).await;
    assert!(!window.text().await.contains("Your settings were damaged"), "it is told again and again");
    window.close_by_cross().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_full_disk_gives_a_window_that_says_so_and_goes_on_when_there_is_room() {
    let profile = Profile::new();
    let Some(disk) = Disk::mounted(&profile.program_folder(), 24_000) else { return not_tested() };
    sample_agents(&profile).await.close_by_cross().await;
    let file = profile.program_folder().join(SETTINGS);
    let before = fs::read(&file).expect("the settings");
    disk.fill();

    let window = Window::open(&profile).await;
    window.see(BANNER).await;
    window.see_text("The disk of this computer is full.").await;
    window.screenshot("starting-full-disk").await;
    window.is_accessible("a start on a full disk").await;
    window.click(("button", "Settings")).await;
    let dark = window.see(("radio", "Dark")).await;
    window.focus(&dark).await;
    window.press("Space").await;
    window.see_text("The disk is full").await;
    assert_eq!(fs::read(&file).expect("the settings"), before, "a full disk cut the settings to nothing");

    disk.make_room();
    window.click(("button", "Try again")).await;
    window.gone(BANNER).await;
    window.close_by_cross().await;
    let window = Window::open(&profile).await;
    the_list_is_read(&window).await;
    assert!(!window.has(BANNER).await);
    window.close_by_cross().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn the_very_first_start_on_a_full_disk_or_in_a_folder_that_is_read_only_gives_a_window() {
    let profile = Profile::new();
    let Some(disk) = Disk::mounted(&profile.program_folder(), 1_000) else { return not_tested() };
    disk.fill();
    let window = Window::open(&profile).await;
    window.see(BANNER).await;
    window.see(("button", containing("Connect a system"))).await;
    window.close_by_cross().await;

    disk.make_room();
    disk.make_read_only().await;
    let window = Window::open(&profile).await;
    window.see(BANNER).await;
    window.see_text("Callboard cannot write to its folder on this computer.").await;
    window.screenshot("starting-read-only").await;
    window.is_accessible("a start in a folder that is read-only").await;
    disk.make_writable();
    window.click(("button", "Try again")).await;
    window.gone(BANNER).await;
    window.close_by_cross().await;
}

#[expect(clippy::print_stderr, reason = "whoever runs the tests has to know what was not tried")]
fn not_tested() {
    eprintln!("NOT TESTED: this user may mount no disk; root may");
}
