//! Changing an agent, from the list to the server and back after a restart.

use super::rig::{Profile, Window, containing, target};
use super::steps::{choose, chosen, kept_changes, open_agent, sample_agents, the_list_is_read};

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn what_was_changed_and_saved_is_there_after_a_restart() {
    let window = sample_agents(&Profile::new()).await;
    open_agent(&window, "Ana Ruiz").await;
    let zone = chosen(&window, "Time zone").await;
    let rest = window.value(("textbox", "Rest after a call")).await;
    edit_four_fields(&window).await;
    kept_changes(&window, "4 changes").await;

    window.click(("button", "Review")).await;
    let review = target("dialog", "4 changes to save");
    window.see(&review).await;
    window.see(("button", "Go to Reply while away")).await;
    for words in [zone.as_str(), "Lisbon (", rest.as_str(), "75", "Off", "On", "I am at the dentist."] {
        window.see_text(words).await;
    }
    window.screenshot("editing-review").await;
    window.is_accessible("review of the changes").await;
    window.click(target("button", "Save 4 changes").within(&review)).await;
    window.gone(&review).await;
    window.see_text("Ana Ruiz is saved.").await;
    window.gone(("region", "Changes that are not saved yet")).await;

    let window = Window::open(&window.close().await).await;
    the_list_is_read(&window).await;
    open_agent(&window, "Ana Ruiz").await;
    assert_eq!(window.value(("textbox", "Reply while away")).await, "I am at the dentist.");
    assert!(chosen(&window, "Time zone").await.contains("Lisbon"), "the time zone was not stored");
    assert!(window.value(("textbox", "Rest after a call")).await.contains("75"), "the number was not stored");
    assert!(window.checked(("switch", "Hide the caller's number")).await, "the switch was not stored");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn one_field_or_everything_can_be_put_back() {
    let window = sample_agents(&Profile::new()).await;
    open_agent(&window, "Ana Ruiz").await;
    let zone = chosen(&window, "Time zone").await;
    let rest = window.value(("textbox", "Rest after a call")).await;
    edit_four_fields(&window).await;
    kept_changes(&window, "4 changes").await;

    window.click(("button", "Put back Time zone")).await;
    kept_changes(&window, "3 changes").await;
    assert_eq!(chosen(&window, "Time zone").await, zone, "putting back did not bring the time zone back");

    window.click(("button", "Discard")).await;
    window.gone(("region", "Changes that are not saved yet")).await;
    assert_eq!(window.value(("textbox", "Rest after a call")).await, rest);
    assert_eq!(window.value(("textbox", "Name")).await, "Ana Ruiz");

    window.see_text("3 changes discarded.").await;
    window.click(("button", "Undo")).await;
    kept_changes(&window, "3 changes").await;
    assert!(window.value(("textbox", "Rest after a call")).await.contains("75"), "Undo lost the edits");
    window.close().await;
}

/// A long text, a time zone, a number and a switch.
async fn edit_four_fields(window: &Window) {
    window.fill(("textbox", "Reply while away"), "I am at the dentist.").await;
    choose(window, "Time zone", "Lisbon", "Lisbon").await;
    window.fill(("textbox", "Rest after a call"), "75").await;
    window.click(("switch", containing("Hide the caller's number"))).await;
}
