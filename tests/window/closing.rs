//! Closing the window over what is not finished.

use std::time::Duration;

use super::own_sandbox::{MARTA, OwnSandbox};
use super::recordings::recording;
use super::rig::{Profile, Window, target};
use super::steps::{kept_changes, open_agent, sample_agents, the_list_is_read};

const REPLY: (&str, &str) = ("textbox", "Reply while away");

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn what_was_typed_a_moment_before_the_window_closed_is_there_again() {
    let window = sample_agents(&Profile::new()).await;
    open_agent(&window, "Ana Ruiz").await;
    window.fill(REPLY, "Typed in the last moment.").await;
    // At once: the draft may not be on disk yet.
    let profile = window.close_by_cross().await;

    let window = Window::open(&profile).await;
    the_list_is_read(&window).await;
    open_agent(&window, "Ana Ruiz").await;
    assert_eq!(window.value(REPLY).await, "Typed in the last moment.", "the last words are lost");
    kept_changes(&window, "1 change").await;
    window.close_by_cross().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn recordings_that_wait_are_asked_about() {
    let own = OwnSandbox::open(&Profile::new()).await;
    own.open_section(MARTA, "Voicemail drops").await;
    let window = &own.window;
    window.click(("button", "Add a recording…")).await;
    window.choose_in_dialog("Choose recordings", &recording(own.folder(), "promise.wav", 2, 0.2)).await;
    window.see(("form", "Add promise.wav")).await;
    window.ask_to_close().await;
    let dialog = target("dialog", "Close Callboard?");
    window.see(&dialog).await;
    window.see_text("1 recording waits to be uploaded.").await;
    window.screenshot("closing-asked").await;
    window.is_accessible("the question before the window closes").await;
    window.press("Escape").await;
    window.gone(&dialog).await;
    window.see(("form", "Add promise.wav")).await;
    window.ask_to_close().await;
    own.close_through(target("button", "Close anyway").within(&dialog)).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_page_that_hangs_keeps_nobody() {
    let window = sample_agents(&Profile::new()).await;
    // Never answers again: a loop that holds the page for longer than the test waits. It begins a moment later: the driver
    // needs the page for its own answer.
    window
        .script(
            "setTimeout(() => { const end = Date.now() + 60000; while (Date.now() < end) {} }, 500)",
            vec![],
        )
        .await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    window.close_by_cross().await;
}
