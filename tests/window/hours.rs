//! An agent's week and holidays, once with the mouse and once without.

use fantoccini::Locator;
use fantoccini::elements::Element;
use serde_json::{Value, json};

use super::own_sandbox::{MARTA, OwnSandbox};
use super::rig::{Profile, Window, containing, target};

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn hours_are_painted_with_the_mouse_and_stored() {
    let own = OwnSandbox::open(&Profile::new()).await;
    own.open_section(MARTA, "Hours").await;
    let window = &own.window;
    let an_hour = width_of_an_hour(window).await;

    // The end of a bar, with the times under the hand while it moves.
    let monday = bar(window, "Monday").await;
    let end = half_of(an_hour * 8.5) - 3;
    window.hold(&monday, (end, 0), (whole(an_hour * 1.5), 0)).await;
    window.see_text("9:00 – 19:00").await;
    window.screenshot("hours-dragging").await;
    assert_eq!(hours_of(window, "Monday").await, "9:00 to 19:00", "the bar is not drawn as it would be");
    window.let_go().await;
    window.see_text("was 8 h 30 min").await;
    assert_eq!(hours_of(window, "Monday").await, "9:00 to 19:00");

    // A closed day, from ten to two.
    let saturday = lane(window, "saturday").await;
    window.drag(&saturday, (whole(an_hour * -2.0), 0), (whole(an_hour * 4.0), 0)).await;
    assert_eq!(hours_of(window, "Saturday").await, "10:00 to 14:00");

    // Monday's hours on all weekdays.
    window.click(("button", "Copy a day…")).await;
    window.click(("button", "Weekdays")).await;
    window.click(("button", "Copy to 4 days")).await;
    window.gone(("dialog", "Copy a day")).await;
    for day in ["Tuesday", "Wednesday", "Thursday", "Friday"] {
        assert_eq!(hours_of(window, day).await, "9:00 to 19:00", "{day} was not copied to");
    }

    // Past midnight: the end goes down into the next day, to two in the morning.
    let friday = bar(window, "Friday").await;
    let down = row_height(window).await;
    window.drag(&friday, (half_of(an_hour * 10.0) - 3, 0), (whole(an_hour * -17.0), down)).await;
    assert_eq!(hours_of(window, "Friday").await, "9:00 to 2:00 on the next day");

    // The whole of Thursday, an hour earlier.
    let thursday = bar(window, "Thursday").await;
    window.drag(&thursday, (0, 0), (whole(-an_hour), 0)).await;
    assert_eq!(hours_of(window, "Thursday").await, "8:00 to 18:00");

    window.click(("button", "Add holidays")).await;
    window.click(("menuitem", "A day…")).await;
    let dialog = target("dialog", "Add a holiday");
    window.fill(target("textbox", "Name").within(&dialog), "Company outing").await;
    window.click(("combobox", "Month")).await;
    window.click(("option", "September")).await;
    window.click(("combobox", "Day")).await;
    window.click(("option", "17")).await;
    window.click(target("button", "Add a holiday").within(&dialog)).await;
    window.gone(&dialog).await;
    window.see_text("Company outing").await;
    window.screenshot("hours-edited").await;
    window.is_accessible("hours, edited").await;

    let words =
        ["Mon–Wed 09:00–19:00", "Thu 08:00–18:00", "Fri 09:00–02:00", "Sat 10:00–14:00", "Company outing"];
    own.review_and_save(MARTA, &words).await;
    window.see_text("past midnight").await;
    window.screenshot("hours-saved").await;

    let agent = own.stored(MARTA).await;
    let long = hours((9, 0), (19, 0));
    let week = json!({
        "monday": long, "tuesday": long, "wednesday": long,
        "thursday": hours((8, 0), (18, 0)),
        "friday": hours((9, 0), (2, 0)),
        "saturday": hours((10, 0), (14, 0)),
    });
    assert_eq!(agent["weeklySchedule"], week, "the server has other hours than were painted");
    let holidays = agent["holidays"].as_array().expect("holidays");
    let outing = json!({ "name": "Company outing", "day": 17, "month": 9 });
    assert!(holidays.contains(&outing), "the holiday is not stored: {holidays:?}");
    own.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn hours_are_set_with_the_keyboard_alone_and_stored() {
    let own = OwnSandbox::open(&Profile::new()).await;
    let window = &own.window;

    // To the agent and to the hours.
    window.press("Control+k").await;
    window.see(("dialog", containing("Find an agent"))).await;
    window.type_text("Marta Vidal").await;
    window.see(target("option", containing(MARTA)).within(("dialog", containing("Find an agent")))).await;
    window.press("Enter").await;
    window.see(("heading", MARTA)).await;
    window.tab_to("Hours").await;
    window.press("Enter").await;
    window.tab_to("Hours on Monday").await;

    // Arrows move, with Shift the end, with Control and Shift the start.
    window.press("ArrowRight").await;
    settled(window, "Monday", "9:15 to 17:45").await;
    window.press("Shift+ArrowRight").await;
    settled(window, "Monday", "9:15 to 18:00").await;
    window.press("Control+Shift+ArrowLeft").await;
    settled(window, "Monday", "9:00 to 18:00").await;

    // Onto the other weekdays, through the day's menu.
    window.tab_to("More for Monday").await;
    window.press("Enter").await;
    window.see(("menuitem", "Copy to other days…")).await;
    window.press("ArrowDown").await;
    choose_with_arrows(window, "Copy to other days…").await;
    window.see(("dialog", "Copy a day")).await;
    window.tab_to("Weekdays").await;
    window.press("Enter").await;
    window.tab_to("Copy to 4 days").await;
    window.press("Enter").await;
    settled(window, "Friday", "9:00 to 18:00").await;
    window.gone(("dialog", "Copy a day")).await;

    // Delete closes a day; Enter types hours, here past midnight.
    window.tab_to("Hours on Tuesday").await;
    window.press("Delete").await;
    window.see(("button", "Tuesday, closed")).await;
    window.press("ArrowDown").await;
    window.press("Enter").await;
    window.see(("textbox", "From")).await;
    window.wait_until("the first time has the focus", async || window.focused().await == "From").await;
    window.type_text("2130").await;
    window.press("Tab").await;
    window.type_text("6").await;
    window.press("Enter").await;
    settled(window, "Wednesday", "21:30 to 6:00 on the next day").await;
    window
        .wait_until("the day has the focus again", async || window.focused().await == "Hours on Wednesday")
        .await;

    // What is no time is said, and nothing is lost.
    window.press("Enter").await;
    window.wait_until("the first time has the focus", async || window.focused().await == "From").await;
    window.type_text("25").await;
    window.press("Enter").await;
    window.see_text("This is no time of day.").await;
    window.press("Escape").await;
    window.gone(("textbox", "From")).await;
    settled(window, "Wednesday", "21:30 to 6:00 on the next day").await;

    window.tab_to("Add holidays").await;
    window.press("Enter").await;
    window.wait_until("the menu has the focus", async || window.focused().await == "A day…").await;
    window.press("Enter").await;
    window.wait_until("the name has the focus", async || window.focused().await == "Name").await;
    window.type_text("Founding day").await;
    window.tab_to("Day").await;
    window.press("ArrowDown").await;
    window.see(("option", "2")).await;
    window.press("ArrowDown").await;
    window.press("Enter").await;
    window.wait_until("the second is chosen", async || window.value(("combobox", "Day")).await == "2").await;
    window.tab_to("Add a holiday").await;
    window.press("Enter").await;
    window.gone(("dialog", "Add a holiday")).await;
    window.screenshot("hours-by-keyboard").await;

    window.tab_to("Review").await;
    window.press("Enter").await;
    window.see(("dialog", containing("to save"))).await;
    window.see_text("Wed 21:30–06:00").await;
    window.see_text("Founding day").await;
    window.screenshot("hours-review").await;
    window.tab_to("Save").await;
    window.press("Enter").await;
    window.see_text(&format!("{MARTA} is saved.")).await;

    let agent = own.stored(MARTA).await;
    let day = hours((9, 0), (18, 0));
    let week = json!({
        "monday": day, "wednesday": hours((21, 30), (6, 0)), "thursday": day, "friday": day,
    });
    assert_eq!(agent["weeklySchedule"], week, "the server has other hours than were typed");
    let holidays = agent["holidays"].as_array().expect("holidays");
    let founding = json!({ "name": "Founding day", "day": 2, "month": 1 });
    assert!(holidays.contains(&founding), "the holiday is not stored: {holidays:?}");
    own.close().await;
}

async fn choose_with_arrows(window: &Window, item: &str) {
    for _ in 0..8 {
        if window.focused().await == item {
            window.press("Enter").await;
            return;
        }
        window.press("ArrowDown").await;
    }
    panic!("the arrows do not reach {item} in the menu");
}

fn hours(from: (u32, u32), to: (u32, u32)) -> Value {
    json!({
        "from": { "hour": from.0, "minute": from.1 },
        "to": { "hour": to.0, "minute": to.1 },
    })
}

async fn bar(window: &Window, day: &str) -> Element {
    window.see(("slider", format!("Hours on {day}"))).await
}

/// As a screen reader says them.
async fn hours_of(window: &Window, day: &str) -> String {
    let bar = bar(window, day).await;
    bar.attr("aria-valuetext").await.expect("the hours of the bar").unwrap_or_default()
}

async fn settled(window: &Window, day: &str, hours: &str) {
    window.wait_until(&format!("{day} is open {hours}"), async || hours_of(window, day).await == hours).await;
}

async fn lane(window: &Window, day: &str) -> Element {
    let lane = window.client().find(Locator::Css(&format!("[data-lane={day}]"))).await;
    lane.expect("the lane of the day")
}

/// In CSS pixels.
async fn width_of_an_hour(window: &Window) -> f64 {
    let (_, _, width, _) = lane(window, "monday").await.rectangle().await.expect("the lane's place");
    width / 24.0
}

/// From one day to the next, in CSS pixels.
async fn row_height(window: &Window) -> i32 {
    let (_, first, _, _) = lane(window, "monday").await.rectangle().await.expect("the lane's place");
    let (_, second, _, _) = lane(window, "tuesday").await.rectangle().await.expect("the lane's place");
    whole(second - first)
}

#[allow(clippy::cast_possible_truncation)]
fn whole(pixels: f64) -> i32 {
    pixels.round() as i32
}

fn half_of(pixels: f64) -> i32 {
    whole(pixels / 2.0)
}
