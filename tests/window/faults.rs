//! A system that fails, is slow, or is changed by somebody else at the same time.

use callboard_sandbox::{Fault, FaultKind};
use serde_json::json;

use super::own_sandbox::OwnSandbox;
use super::rig::{Profile, containing, target};
use super::steps::{kept_changes, open_agent, search, the_list_is_read};

const REPLY: (&str, &str) = ("textbox", "Reply while away");

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_list_that_breaks_off_keeps_its_rows_and_goes_on_later() {
    let own = OwnSandbox::open(&Profile::new()).await;
    let window = &own.window;
    for number in 0..40 {
        own.create(&json!({ "name": format!("Zz extra {number:02}") })).await;
    }
    own.sandbox.requests().clear();
    // The first page is slow, so that the second can be told to fail before it is asked for.
    own.fail_with(FaultKind::Latency { milliseconds: 1500 });
    window.click(("button", "Read the list again")).await;
    window
        .wait_until("the first page is asked for", async || {
            own.sandbox.requests().list().iter().any(|seen| seen.operation.as_deref() == Some("listAgents"))
        })
        .await;
    own.fail_with(FaultKind::InvalidJson);

    window.see_text("The list is not complete").await;
    window.see_text("Only 100 of 111 agents could be read.").await;
    window.see(("button", containing("Aisha Okonkwo,"))).await;
    window.screenshot("faults-list").await;
    window.is_accessible("a list that could not be read to its end").await;

    own.sandbox.faults().clear();
    window.click(("button", "Try again")).await;
    the_list_is_read(window).await;
    search(window, "Zz extra 39").await;
    window.see(("button", containing("Zz extra 39,"))).await;
    own.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_pause_the_system_asks_for_is_shown_and_can_be_stopped() {
    let own = OwnSandbox::open(&Profile::new()).await;
    let window = &own.window;
    open_agent(window, "Ana Ruiz").await;
    window.fill(REPLY, "Back on Monday.").await;
    kept_changes(window, "1 change").await;
    let pause = FaultKind::RateLimited { retry_after_seconds: 10, as_date: false };
    own.sandbox.faults().add(Fault::new(pause).on("updateAgent"));
    window.click(("button", "Save 1 change")).await;
    window.see_text("Waiting, trying again…").await;
    window.see_text("The system asks for a pause.").await;
    window.screenshot("faults-waiting").await;
    window.is_accessible("waiting before another try").await;
    window.click(("button", "Stop")).await;
    window.see_text("You stopped this.").await;
    assert_eq!(window.value(REPLY).await, "Back on Monday.", "stopping lost the edit");
    assert_ne!(own.stored("Ana Ruiz").await["outOfOfficeResponse"], "Back on Monday.");

    own.sandbox.faults().clear();
    window.click(("button", "Save 1 change")).await;
    window.see_text("Ana Ruiz is saved.").await;
    assert_eq!(own.stored("Ana Ruiz").await["outOfOfficeResponse"], "Back on Monday.");
    own.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_save_that_fails_keeps_the_edits_and_says_why() {
    let own = OwnSandbox::open(&Profile::new()).await;
    let window = &own.window;
    open_agent(window, "Ana Ruiz").await;
    window.fill(REPLY, "Back on Monday.").await;
    kept_changes(window, "1 change").await;
    own.sandbox.faults().add(Fault::new(FaultKind::InternalError).on("updateAgent"));
    window.click(("button", "Save 1 change")).await;
    // The core has tried for about fifteen seconds by then.
    window.see_text("trying again").await;
    window.see_text("The system has a problem of its own").await;
    assert_eq!(window.value(REPLY).await, "Back on Monday.", "the edit was lost");
    kept_changes(window, "1 change").await;
    window.screenshot("faults-save-failed").await;
    window.is_accessible("a save that failed").await;

    own.sandbox.faults().clear();
    window.click(("button", "Try again")).await;
    window.see_text("Ana Ruiz is saved.").await;
    own.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_field_changed_on_both_sides_is_for_the_admin_to_decide() {
    let own = OwnSandbox::open(&Profile::new()).await;
    let window = &own.window;
    own.change("Ana Ruiz", &json!({ "outOfOfficeResponse": "As it was." })).await;
    open_agent(window, "Ana Ruiz").await;
    window.fill(REPLY, "What I want.").await;
    window.fill(("textbox", "About"), "Only I changed this.").await;
    kept_changes(window, "2 changes").await;
    let theirs = json!({ "outOfOfficeResponse": "What they want.", "wrapUpTime": 77 });
    own.change("Ana Ruiz", &theirs).await;

    window.click(("button", "Save 2 changes")).await;
    let dialog = target("dialog", "Somebody else changed the same things");
    window.see(&dialog).await;
    for words in ["As it was.", "What they want.", "What I want."] {
        window.see_text(words).await;
    }
    window.screenshot("faults-conflict").await;
    window.is_accessible("a conflict").await;
    assert_eq!(own.stored("Ana Ruiz").await["outOfOfficeResponse"], "What they want.", "saved unasked");

    window.click(target("radio", containing("Mine")).within(&dialog)).await;
    window.click(target("button", "Save 2 changes").within(&dialog)).await;
    window.see_text("Ana Ruiz is saved.").await;
    let stored = own.stored("Ana Ruiz").await;
    assert_eq!(stored["outOfOfficeResponse"], "What I want.");
    assert_eq!(stored["bio"], "Only I changed this.");
    assert_eq!(stored["wrapUpTime"], 77, "what only they changed was overwritten");
    own.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_name_that_looks_like_a_program_is_only_a_name() {
    let own = OwnSandbox::open(&Profile::new()).await;
    let window = &own.window;
    let name = "<img src=x onerror=document.title='taken'>\u{202e}ana <b>Bold</b>";
    own.create(&json!({ "name": name, "bio": "<script>document.title='taken'</script>" })).await;
    window.click(("button", "Read the list again")).await;
    search(window, "onerror").await;
    window.see_text("onerror=document.title='taken'").await;
    let row = window.see(("button", containing("onerror"))).await;
    window.focus(&row).await;
    window.press("Enter").await;
    window.see(("button", "Duplicate")).await;
    assert_eq!(window.value(("textbox", "Name")).await, name, "the name was changed by showing it");
    assert_eq!(
        window.value(("textbox", "About")).await,
        "<script>document.title='taken'</script>",
        "a text was changed by showing it"
    );
    let found = "return document.title === 'taken' || document.querySelector('h1 img, h1 b, li img[src=x], li b') !== null";
    assert_eq!(
        window.script(found, vec![]).await,
        json!(false),
        "words of an agent became part of the program"
    );
    window.screenshot("faults-name").await;
    window.is_accessible("a name that looks like a program").await;
    own.close().await;
}
