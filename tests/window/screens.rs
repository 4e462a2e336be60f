//! Every screen, in light and dark, on a usual and on a small window: usable with a screen reader, the keyboard and
//! weak eyes, and nothing wider than the window. Leaves a picture of each.

use serde_json::json;

use super::rig::{Profile, Window, containing, target};
use super::steps::{choose, kept_changes, open_agent, sample_agents};

const SIZES: [(u32, u32); 2] = [(1280, 800), (900, 600)];

const SECTIONS: [&str; 7] =
    ["Profile", "Hours", "Voicemail drops", "Skills", "Availability", "Workload", "History"];

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn every_screen_is_readable_in_light() {
    every_screen("Light").await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn every_screen_is_readable_in_dark() {
    every_screen("Dark").await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn the_agents_page_is_readable_in_spanish_and_dutch() {
    let window = sample_agents(&Profile::new()).await;
    open_agent(&window, "Ana Ruiz").await;
    for (from, settings, language, name, duplicate) in [
        ("Settings", "Language", "Español", "spanish", "Duplicar"),
        ("Ajustes", "Idioma", "Nederlands", "dutch", "Dupliceren"),
    ] {
        window.click(("button", from)).await;
        choose_language(&window, settings, language).await;
        window.click(("button", containing("Bird ("))).await;
        reopen(&window).await;
        window.see(("button", duplicate)).await;
        look(&window, &format!("agent-{name}")).await;
    }
    window.close().await;
}

async fn choose_language(window: &Window, field: &str, language: &str) {
    window.click(("combobox", field)).await;
    window.click(("option", language)).await;
}

/// Opens the agent the search of the list still names.
async fn reopen(window: &Window) {
    let row = window.see(("button", containing("Ana Ruiz,"))).await;
    window.focus(&row).await;
    window.press("Enter").await;
}

async fn every_screen(scheme: &str) {
    let profile = Profile::new();
    let window = Window::open(&profile).await;
    let theme = scheme.to_lowercase();
    // The scheme is chosen in the settings, which the first screen does not lead to but for their key.
    window.press("Control+,").await;
    window.see(("heading", "Settings")).await;
    let choice = window.see(("radio", scheme)).await;
    window.focus(&choice).await;
    window.press("Space").await;
    each_size(&window, &format!("settings-{theme}")).await;
    window.close().await;

    let window = Window::open(&profile).await;
    each_size(&window, &format!("first-{theme}")).await;
    window.click(("button", containing("Look around with sample agents"))).await;
    window.see(("heading", "Agents")).await;
    window.see(("button", containing("Aisha Okonkwo,"))).await;
    each_size(&window, &format!("list-{theme}")).await;
    floating(&window, &theme).await;
    window.click(("button", "Connect a system")).await;
    window.see(("heading", "Which system?")).await;
    each_size(&window, &format!("systems-{theme}")).await;
    window.click(("button", containing("People and bots in a contact centre"))).await;
    window.see(("button", "Test connection")).await;
    window.click(("button", "More")).await;
    window.see(("textbox", "Address")).await;
    each_size(&window, &format!("connect-{theme}")).await;
    window.click(("button", "Back")).await;
    window.see(("heading", "Which system?")).await;
    window.click(("button", "Back")).await;
    agent(&window, &theme).await;
    window.close().await;
}

async fn floating(window: &Window, theme: &str) {
    window.press("Control+k").await;
    window.see(("dialog", "Find an agent, a setting or an action")).await;
    window.type_text("an").await;
    window.see_text("Only the first").await;
    each_size(window, &format!("palette-{theme}")).await;
    window.press("Escape").await;
    window.gone(("dialog", "Find an agent, a setting or an action")).await;

    window.click(("button", "Keys and help")).await;
    window.see(("dialog", "Keys")).await;
    each_size(window, &format!("keys-{theme}")).await;
    window.press("Escape").await;
    window.gone(("dialog", "Keys")).await;
}

async fn agent(window: &Window, theme: &str) {
    open_agent(window, "Ana Ruiz").await;
    for section in SECTIONS {
        let button = target("button", containing(section));
        window.click(button.within(("navigation", "Sections of this agent"))).await;
        window.see(("region", section)).await;
        each_size(window, &format!("agent-{}-{theme}", section.to_lowercase().replace(' ', "-"))).await;
    }
    window.click(target("button", "Profile").within(("navigation", "Sections of this agent"))).await;
    window.fill(("textbox", "Reply while away"), "Back on Monday.").await;
    choose(window, "Time zone", "Lisbon", "Lisbon").await;
    window.fill(("textbox", "Rest after a call"), "-1").await;
    window.see_text("thing to put right").await;
    kept_changes(window, "3 changes").await;
    each_size(window, &format!("edited-{theme}")).await;

    window.click(("button", "Review")).await;
    window.see(("dialog", containing("3 changes to save"))).await;
    each_size(window, &format!("review-{theme}")).await;
    window.press("Escape").await;
    window.gone(("dialog", containing("3 changes to save"))).await;

    window.click(("button", "Discard")).await;
    window.see_text("3 changes discarded.").await;
    each_size(window, &format!("toast-{theme}")).await;
    window.click(("button", containing("Notices"))).await;
    window.see(("dialog", "Notices")).await;
    each_size(window, &format!("notices-{theme}")).await;
    window.press("Escape").await;
    window.gone(("dialog", "Notices")).await;

    window.click(target("button", "More").within(("main", "Page"))).await;
    window.click(("menuitem", "Delete Ana Ruiz")).await;
    window.see(("dialog", "Delete Ana Ruiz?")).await;
    each_size(window, &format!("delete-{theme}")).await;
    window.press("Escape").await;
}

/// Looks at a screen in each size of the window.
pub(crate) async fn each_size(window: &Window, screen: &str) {
    for (width, height) in SIZES {
        window.resize(width, height).await;
        let arrived = "return Math.abs(innerWidth - arguments[0]) < 2";
        window
            .wait_until("the window has its new size", async || {
                window.script(arrived, vec![json!(width)]).await == json!(true)
            })
            .await;
        look(window, &format!("{screen}-{width}")).await;
    }
    let (width, height) = SIZES[0];
    window.resize(width, height).await;
}

async fn look(window: &Window, screen: &str) {
    window.screenshot(&format!("screen-{screen}")).await;
    window.is_accessible(screen).await;
    let wider = "return document.documentElement.scrollWidth > innerWidth + 1";
    assert_eq!(
        window.script(wider, vec![]).await,
        json!(false),
        "{screen}: part of it lies outside the window"
    );
}
