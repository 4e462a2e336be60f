//! What was typed and not saved.

use super::rig::{Profile, Window};
use super::steps::{kept_changes, open_agent, sample_agents, the_list_is_read};

const REPLY: (&str, &str) = ("textbox", "Reply while away");

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn what_was_typed_survives_a_power_cut() {
    let profile = Profile::new();
    let window = sample_agents(&profile).await;
    open_agent(&window, "Ana Ruiz").await;
    window.fill(REPLY, "Typed and never saved.").await;
    window.fill(("textbox", "Rest after a call"), "75").await;
    kept_changes(&window, "2 changes").await;
    on_disk(&window, &profile).await;

    let window = Window::open(&window.kill()).await;
    the_list_is_read(&window).await;
    open_agent(&window, "Ana Ruiz").await;
    assert_eq!(window.value(REPLY).await, "Typed and never saved.");
    assert!(window.value(("textbox", "Rest after a call")).await.contains("75"), "an edit was lost");
    kept_changes(&window, "2 changes").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn what_was_typed_survives_a_look_at_another_agent() {
    let window = sample_agents(&Profile::new()).await;
    open_agent(&window, "Ana Ruiz").await;
    let before = window.value(REPLY).await;
    window.fill(REPLY, "Half a sent").await;
    open_agent(&window, "Emily Carter").await;
    assert_ne!(window.value(REPLY).await, "Half a sent", "the edit went to another agent");
    open_agent(&window, "Ana Ruiz").await;
    assert_eq!(window.value(REPLY).await, "Half a sent");

    window.click(("button", "Discard")).await;
    open_agent(&window, "Emily Carter").await;
    open_agent(&window, "Ana Ruiz").await;
    assert_eq!(window.value(REPLY).await, before, "what was discarded came back");
    window.close().await;
}

/// An edit may be in the window alone for a quarter of a second; the foot of the page says "kept" from the first.
/// The journal is in the profile: waits until it holds the words.
async fn on_disk(window: &Window, profile: &Profile) {
    let home = profile.home();
    window
        .wait_until("the draft is on disk", async || {
            let files = std::fs::read_dir(home.join(".local/share/app.callboard.desktop"));
            files.into_iter().flatten().flatten().any(|file| {
                std::fs::read(file.path()).is_ok_and(|bytes| {
                    // As edits, by their pointers: the document they began from is in the journal as well.
                    let holds = |words: &[u8]| bytes.windows(words.len()).any(|part| part == words);
                    holds(b"Typed and never saved.") && holds(b"\"/wrapUpTime\":75")
                })
            })
        })
        .await;
}
