//! An agent's life: created, duplicated, deleted, and deleted by somebody else while its page is open.

use super::own_sandbox::OwnSandbox;
use super::rig::{Profile, Window, containing, target};
use super::steps::{choose, chosen, kept_changes, open_agent, sample_agents, search};

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn an_agent_can_be_created_copied_and_deleted() {
    let window = sample_agents(&Profile::new()).await;
    create(&window).await;
    row(&window, "Teresa Lobo").await;

    window.click(("button", "Duplicate")).await;
    window.see(("textbox", "Name")).await;
    window
        .wait_until("the copy is filled in", async || chosen(&window, "Time zone").await.contains("Lisbon"))
        .await;
    window.fill(("textbox", "Name"), "Teresa Lobo the Second").await;
    window.click(("button", "Create agent")).await;
    window.see_text("Teresa Lobo the Second is created.").await;
    row(&window, "Teresa Lobo the Second").await;

    delete(&window, "Teresa Lobo the Second").await;
    window.gone(("button", containing("Teresa Lobo the Second,"))).await;
    search(&window, "Teresa").await;
    window.see(("button", containing("Teresa Lobo,"))).await;
    assert!(
        !window.has(("button", containing("Teresa Lobo the Second,"))).await,
        "the deleted agent is still in the list"
    );
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn edits_survive_that_somebody_else_deletes_the_agent() {
    let own = OwnSandbox::open(&Profile::new()).await;
    let window = &own.window;
    open_agent(window, "Ana Ruiz").await;
    window.fill(("textbox", "Reply while away"), "Back on Monday.").await;
    kept_changes(window, "1 change").await;
    own.delete("Ana Ruiz").await;

    window.click(("button", "Save 1 change")).await;
    window.see_text("Ana Ruiz does not exist any more").await;
    window.screenshot("lifecycle-deleted-meanwhile").await;
    window.is_accessible("an agent that somebody else deleted").await;
    assert_eq!(window.value(("textbox", "Reply while away")).await, "Back on Monday.");

    window.click(("button", "Create it again from here")).await;
    window.see(("button", "Create agent")).await;
    window.click(("button", "Create agent")).await;
    window.see_text("Ana Ruiz is created.").await;
    window.see(("button", "Duplicate")).await;
    assert_eq!(own.stored("Ana Ruiz").await["outOfOfficeResponse"], "Back on Monday.");
    own.close().await;
}

async fn create(window: &Window) {
    window.click(("button", "New agent")).await;
    window.fill(("textbox", "Name"), "Teresa Lobo").await;
    choose(window, "Time zone", "Lisbon", "Lisbon").await;
    window.screenshot("lifecycle-new-agent").await;
    window.click(("button", "Create agent")).await;
    window.see_text("Teresa Lobo is created.").await;
    window.see(("button", "Duplicate")).await;
    assert!(chosen(window, "Time zone").await.contains("Lisbon"), "the new agent has another time zone");
}

/// The agent's row, which the search finds.
async fn row(window: &Window, name: &str) {
    search(window, name).await;
    window.see(("button", containing(&format!("{name},")))).await;
}

async fn delete(window: &Window, name: &str) {
    let action = format!("Delete {name}");
    window.click(target("button", "More").within(("main", "Page"))).await;
    window.click(("menuitem", action.as_str())).await;
    let dialog = target("dialog", format!("Delete {name}?"));
    window.see(&dialog).await;
    window.screenshot("lifecycle-delete").await;
    window.is_accessible("the question before an agent is deleted").await;
    window.click(target("button", action).within(&dialog)).await;
    window.see_text(&format!("{name} is deleted.")).await;
}
