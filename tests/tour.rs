//! A tour of the main job on the sample agents, in the real window, with a screenshot at every stop.
//! `cargo xtask run` takes it where there is no screen.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod rig;

use rig::{Profile, Window, containing, target};
use serde_json::json;

const AGENT: &str = "Marta Vidal Soler";

#[tokio::test]
#[ignore = "needs a display: cargo xtask run"]
async fn tour() {
    let window = Window::open(&Profile::new()).await;
    window.see(("heading", "Who answers your customers?")).await;
    window.screenshot("tour-01-first-screen").await;
    window.click(("button", containing("Look around with sample agents"))).await;
    window.see(("heading", "Agents")).await;
    window.see_text("71 · Bird (sample agents)").await;
    pictures_are_drawn(&window).await;
    window.screenshot("tour-02-agents").await;

    edit_and_save(&window).await;
    hours(&window).await;
    for (number, section) in [("08", "Voicemail drops"), ("09", "Availability"), ("10", "Workload")] {
        go_to(&window, section).await;
        let name = section.to_lowercase().replace(' ', "-");
        window.screenshot(&format!("tour-{number}-{name}")).await;
    }

    window.press("Control+k").await;
    window.see(("dialog", containing("Find an agent"))).await;
    window.type_text("vid").await;
    window.see(target("option", containing(AGENT)).within(("dialog", containing("Find an agent")))).await;
    window.screenshot("tour-11-palette").await;
    window.press("Escape").await;
    window.gone(("dialog", containing("Find an agent"))).await;

    window.click(("button", "Settings")).await;
    window.see(("heading", "Settings")).await;
    window.screenshot("tour-12-settings").await;
    act(&window, "Dark", "Appearance: Dark").await;
    let dark = "return document.documentElement.dataset.mantineColorScheme === 'dark'";
    window.wait_until("it is dark", async || window.script(dark, vec![]).await == json!(true)).await;
    act(&window, "Marta Vidal", AGENT).await;
    go_to(&window, "Hours").await;
    window.see(("slider", "Hours on Monday")).await;
    window.screenshot("tour-13-dark").await;
    act(&window, "Español", "Language: Español").await;
    window.wait_until("it is Spanish", async || !window.text().await.contains("Weekly hours")).await;
    window.screenshot("tour-14-spanish").await;
    window.close().await;
}

/// A word of the profile, reviewed and saved.
async fn edit_and_save(window: &Window) {
    window.fill(("searchbox", "Search agents"), "Marta").await;
    window.see_text("1 of 71").await;
    let row = window.see(("button", containing(AGENT))).await;
    window.focus(&row).await;
    window.press("Enter").await;
    window.see(("heading", AGENT)).await;
    window.see(("textbox", "About")).await;
    window.click(target("button", "Clear").within(("region", containing("Agents of")))).await;
    window.see_text("71 · Bird (sample agents)").await;
    pictures_are_drawn(window).await;
    window.screenshot("tour-03-agent").await;
    window.fill(("textbox", "About"), "Takes new customers by the hand, now in English too.").await;
    window.see_text("kept as a draft on this computer").await;
    window.screenshot("tour-04-edited").await;
    window.click(("button", "Review")).await;
    let review = target("dialog", containing("to save"));
    window.see(&review).await;
    window.screenshot("tour-05-review").await;
    window.click(target("button", containing("Save")).within(&review)).await;
    window.see_text(&format!("{AGENT} is saved.")).await;
    window.gone(&review).await;
    window.screenshot("tour-06-saved").await;
}

async fn hours(window: &Window) {
    go_to(window, "Hours").await;
    let bar = window.see(("slider", "Hours on Wednesday")).await;
    window.focus(&bar).await;
    for _ in 0..6 {
        window.press("Shift+ArrowRight").await;
    }
    window.see_text("9:00 – 19:00").await;
    window.see_text("kept as a draft on this computer").await;
    window.screenshot("tour-07-hours").await;
}

async fn go_to(window: &Window, section: &str) {
    let sections = target("navigation", "Sections of this agent");
    window.click(target("button", containing(section)).within(sections)).await;
    let read = "return document.querySelector('[class*=Skeleton]') === null";
    window
        .wait_until(&format!("{section} is read"), async || window.script(read, vec![]).await == json!(true))
        .await;
}

/// Finds something in the palette and does it.
async fn act(window: &Window, words: &str, name: &str) {
    window.press("Control+k").await;
    let palette = target("dialog", containing("Find an agent"));
    window.see(&palette).await;
    window.type_text(words).await;
    window.click(target("option", containing(name)).within(&palette)).await;
    window.gone(&palette).await;
}

/// Every picture in sight has arrived.
async fn pictures_are_drawn(window: &Window) {
    let script = "return [...document.images].every(each => {
        const { top, bottom } = each.getBoundingClientRect();
        return bottom < 0 || top > innerHeight || (each.complete && each.naturalWidth > 0);
    })";
    window
        .wait_until("the pictures are drawn", async || window.script(script, vec![]).await == json!(true))
        .await;
}
