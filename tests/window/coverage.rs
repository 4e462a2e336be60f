//! The coverage board: who is on at each quarter of an hour, when nobody is, and whose hours could stretch.

use fantoccini::elements::Element;
use serde_json::json;

use super::own_sandbox::{MARTA, OwnSandbox};
use super::rig::{Profile, Window, containing, target};
use super::screens::each_size;
use super::steps::{choose, search};

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_gap_is_found_with_the_keyboard_and_leads_to_whoever_could_close_it() {
    let own = OwnSandbox::open(&Profile::new()).await;
    let window = &own.window;
    // Early on Tuesdays; without holidays, for this week may have one.
    let day = |from: u32, to: u32| json!({ "from": { "hour": from, "minute": 0 }, "to": { "hour": to, "minute": 0 } });
    let week = json!({
        "monday": day(9, 17), "tuesday": day(6, 14), "wednesday": day(9, 17), "thursday": day(9, 17), "friday": day(9, 17),
    });
    own.change(MARTA, &json!({ "weeklySchedule": week, "holidays": [] })).await;
    own.sandbox.requests().clear();
    window.click(("button", "Read the list again")).await;
    let busy = "return document.querySelector('[aria-label=\"Read the list again\"]').ariaBusy === 'true'";
    window
        .wait_until("the list is read again", async || {
            !own.sandbox.requests().list().is_empty() && window.script(busy, vec![]).await == json!(false)
        })
        .await;
    search(window, "Marta Vidal").await;
    window.see_text("1 of 71").await;
    window.click(("button", "Coverage of these agents")).await;
    window.see(("heading", "Coverage")).await;
    window.see_text("Agents of the filtered list").await;
    window.see_text("1 agent counted").await;

    choose(window, "Time zone of the week", "Madrid", "Madrid").await;
    window.tab_to("Coverage on").await;
    to_day(window, "Tuesday").await;
    window.press("Home").await;
    told(window, "Tuesday 0:00: nobody on").await;
    for _ in 0..6 {
        window.press("PageDown").await;
    }
    told(window, "Tuesday 6:00: 1 on").await;
    window.see(target("button", "Open the hours of Marta Vidal Soler").within(("region", "Who is on"))).await;
    window.press("ArrowLeft").await;
    told(window, "Tuesday 5:45: nobody on").await;
    window.see_text("One of these could close it, in their own time:").await;
    window.see_text("Nobody is on from Monday 17:00 to Tuesday 6:00, 13 hours.").await;
    window.see_text("end Monday’s hours at 6:00 Madrid, 13 hours more").await;
    window.screenshot("coverage-gap").await;
    window.is_accessible("a gap in the coverage").await;

    // With the mouse: into Wednesday's evening, and from the list of gaps to another one.
    let wednesday = strip(window, "Wednesday").await;
    let (_, _, width, _) = wednesday.rectangle().await.expect("the place of the strip");
    window.trace(&wednesday, (eighth_of(width) * 3, 0), &[(2, 0)], true).await;
    window.see_text("Wednesday 21:00: nobody on").await;
    // No hours last longer than a day, so nobody is offered for a whole weekend.
    window
        .click(target("button", containing("Friday 17:00 to")).within(("region", "When nobody is on")))
        .await;
    window.see_text("Nobody’s hours can stretch over all of it.").await;
    window
        .click(target("button", containing("Monday 17:00 to")).within(("region", "When nobody is on")))
        .await;

    window.tab_to("Open the hours of Marta").await;
    window.press("Enter").await;
    window.see(("heading", MARTA)).await;
    window.see(("region", "Hours")).await;
    own.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn the_board_of_all_agents_is_readable_in_light_and_dark() {
    let own = OwnSandbox::open(&Profile::new()).await;
    let window = &own.window;
    for scheme in ["Light", "Dark"] {
        window.press("Control+,").await;
        window.see(("heading", "Settings")).await;
        let choice = window.see(("radio", scheme)).await;
        window.focus(&choice).await;
        window.press("Space").await;
        window.click(("button", "Coverage")).await;
        window.see(("heading", "Coverage")).await;
        window.see_text("agents counted").await;
        window.see(("slider", "Coverage on Sunday")).await;
        each_size(window, &format!("coverage-{}", scheme.to_lowercase())).await;
        window.click(("button", "Show as a table")).await;
        window.see(("columnheader", "Agents on")).await;
        window.screenshot(&format!("coverage-table-{}", scheme.to_lowercase())).await;
        window.is_accessible("the coverage as a table").await;
    }
    own.close().await;
}

/// Up to the first day of the week, wherever today is, and down again.
async fn to_day(window: &Window, day: &str) {
    for _ in 0..6 {
        window.press("ArrowUp").await;
    }
    for _ in 0..6 {
        if window.focused().await == format!("Coverage on {day}") {
            return;
        }
        window.press("ArrowDown").await;
    }
    panic!("the arrows do not reach {day}");
}

async fn strip(window: &Window, day: &str) -> Element {
    window.see(("slider", format!("Coverage on {day}"))).await
}

/// What a screen reader says at the moment that has the focus, which the page shows as well.
async fn told(window: &Window, words: &str) {
    window
        .wait_until(&format!("\"{words}\" is told"), async || {
            let script = "return document.activeElement.getAttribute('aria-valuetext')";
            window.script(script, vec![]).await == words
        })
        .await;
    window.see(("heading", words)).await;
}

#[allow(clippy::cast_possible_truncation)]
fn eighth_of(pixels: f64) -> i32 {
    (pixels / 8.0).round() as i32
}
