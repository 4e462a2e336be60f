//! What goes beyond one day's hours: undo, a second range, own templates, another agent's week, two clocks.

use fantoccini::Locator;
use fantoccini::elements::Element;
use serde_json::{Value, json};

use super::own_sandbox::{MARTA, OwnSandbox};
use super::rig::{Profile, Window, containing, target};

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_week_is_undone_kept_as_a_template_and_taken_from_another_agent() {
    let own = OwnSandbox::open(&Profile::new()).await;
    own.create(&json!({
        "name": "Zz Tokyo night desk",
        "timezone": "Asia/Tokyo",
        "weeklySchedule": { "monday": hours(9, 17), "saturday": hours(22, 6) },
    }))
    .await;
    let window = &own.window;
    window.click(("button", "Read the list again")).await;
    own.open_section(MARTA, "Hours").await;

    undo_and_redo(window).await;
    a_second_range_is_asked_about(window).await;
    a_week_is_kept_as_a_template(window).await;
    the_zone_is_changed_in_place(window).await;
    the_week_of_another_agent_is_taken_over(window).await;

    own.review_and_save(MARTA, &["Mon 04:00–12:00", "Sat 17:00–01:00"]).await;
    let agent = own.stored(MARTA).await;
    assert_eq!(
        agent["weeklySchedule"],
        json!({ "monday": hours(4, 12), "saturday": hours(17, 1) }),
        "the server has other hours than were taken over"
    );
    assert_eq!(agent["timezone"], "Asia/Dubai", "the zone that was chosen beside the week is not stored");
    own.close().await;
}

/// A drag and a key that was pressed three times are a step each, back and forth.
async fn undo_and_redo(window: &Window) {
    let monday = bar(window, "Monday").await;
    let an_hour = width_of_an_hour(window).await;
    window.drag(&monday, (0, 0), (whole(an_hour), 0)).await;
    settled(window, "Monday", "10:00 to 18:30").await;
    for _ in 0..3 {
        window.press("Shift+ArrowRight").await;
    }
    settled(window, "Monday", "10:00 to 19:15").await;
    window.press("Control+z").await;
    settled(window, "Monday", "10:00 to 18:30").await;
    window.click(("button", "Undo")).await;
    settled(window, "Monday", "9:00 to 17:30").await;
    window.click(("button", "Redo")).await;
    settled(window, "Monday", "10:00 to 18:30").await;
    window.click(("button", "Undo")).await;
    settled(window, "Monday", "9:00 to 17:30").await;
}

async fn a_second_range_is_asked_about(window: &Window) {
    let an_hour = width_of_an_hour(window).await;
    let lane = window.client().find(Locator::Css("[data-lane=tuesday]")).await.expect("Tuesday's lane");
    window.drag(&lane, (whole(an_hour * 7.0), 0), (whole(an_hour * 2.0), 0)).await;
    let question = target("dialog", "Tuesday already has hours");
    window.see(&question).await;
    window.is_accessible("the question about a second range").await;
    window.screenshot("week-second-range").await;
    window.click(target("button", containing("Only 9:00 – 17:30")).within(&question)).await;
    window.gone(&question).await;
    settled(window, "Tuesday", "9:00 to 17:30").await;
    window.drag(&lane, (whole(an_hour * 7.0), 0), (whole(an_hour * 2.0), 0)).await;
    window.click(target("button", containing("One span, 9:00 – 21:00")).within(&question)).await;
    settled(window, "Tuesday", "9:00 to 21:00").await;
}

async fn a_week_is_kept_as_a_template(window: &Window) {
    from_menu(window, "Keep this week as a template…").await;
    let dialog = target("dialog", "Your templates");
    window.fill(target("textbox", "Name of this week").within(&dialog), "Summer").await;
    window.press("Enter").await;
    window.see(target("button", "Remove Summer").within(&dialog)).await;
    window.is_accessible("own templates").await;
    window.screenshot("week-templates").await;
    window.press("Escape").await;
    window.gone(&dialog).await;
    from_menu(window, "Closed all week").await;
    window.see(("button", "Tuesday, closed")).await;
    from_menu(window, "Summer").await;
    settled(window, "Tuesday", "9:00 to 21:00").await;
}

async fn the_zone_is_changed_in_place(window: &Window) {
    window.click(("button", "Change the time zone")).await;
    window.click(("combobox", "Time zone")).await;
    window.type_text("dubai").await;
    window.click(("option", containing("Dubai"))).await;
    window.is_accessible("the time zone beside the week").await;
    window.click(("button", "Change the time zone")).await;
    window.see_text("Dubai (Asia)").await;
}

async fn the_week_of_another_agent_is_taken_over(window: &Window) {
    from_menu(window, "Hours of another agent…").await;
    let dialog = target("dialog", "Hours of another agent");
    window.click(target("combobox", "Agent").within(&dialog)).await;
    window.type_text("tokyo").await;
    window.click(("option", containing("Zz Tokyo night desk"))).await;
    window.see_text("That agent is in Tokyo (Asia), this one in Dubai (Asia).").await;
    window.click(target("radio", containing("The same moments")).within(&dialog)).await;
    window.see_text("4:00 – 12:00").await;
    window.is_accessible("the hours of another agent").await;
    window.screenshot("week-other-agent").await;
    window.click(target("button", "Use these hours").within(&dialog)).await;
    window.gone(&dialog).await;
    settled(window, "Monday", "4:00 to 12:00").await;
    settled(window, "Saturday", "17:00 to 1:00 on the next day").await;
    window.see(("button", "Tuesday, closed")).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn the_week_is_read_by_two_clocks_and_says_what_their_changes_do() {
    let own = OwnSandbox::open(&Profile::new()).await;
    own.change(MARTA, &json!({ "weeklySchedule": { "saturday": hours(20, 8) } })).await;
    own.open_section(MARTA, "Hours").await;
    let window = &own.window;
    // The window's computer is on UTC, which is never Madrid's time.
    window.click(("button", containing("Show my time"))).await;
    window.see_text("your time").await;
    window.click(("button", containing("Clock"))).await;
    window.see_text("Clocks go forward on").await;
    window.see_text("Clocks go back on").await;
    window.see_text("Saturday, 20:00 – 8:00: 1 hour less").await;
    window.see_text("Saturday, 20:00 – 8:00: 1 hour more").await;
    window.is_accessible("two clocks and their changes").await;
    window.screenshot("week-two-clocks").await;
    own.close().await;
}

async fn from_menu(window: &Window, item: &str) {
    window.click(("button", "Fill the week")).await;
    window.click(("menuitem", item)).await;
    window.gone(("menuitem", item)).await;
}

fn hours(from: u32, to: u32) -> Value {
    json!({ "from": { "hour": from, "minute": 0 }, "to": { "hour": to, "minute": 0 } })
}

async fn bar(window: &Window, day: &str) -> Element {
    window.see(("slider", format!("Hours on {day}"))).await
}

async fn settled(window: &Window, day: &str, hours: &str) {
    window
        .wait_until(&format!("{day} is open {hours}"), async || {
            let bar = bar(window, day).await;
            bar.attr("aria-valuetext").await.expect("the hours of the bar").as_deref() == Some(hours)
        })
        .await;
}

/// In CSS pixels.
async fn width_of_an_hour(window: &Window) -> f64 {
    let lane = window.client().find(Locator::Css("[data-lane=monday]")).await.expect("Monday's lane");
    let (_, _, width, _) = lane.rectangle().await.expect("the lane's place");
    width / 24.0
}

#[allow(clippy::cast_possible_truncation)]
fn whole(pixels: f64) -> i32 {
    pixels.round() as i32
}
