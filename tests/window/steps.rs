//! What several journeys do on their way: to the sample agents, to one agent's page, through a choice.

use fantoccini::Locator;

use super::rig::{Profile, Window, containing, target};

/// What the ways to the sections of an agent's page are called together.
pub(crate) const SECTIONS: &str = "Sections of this agent";

/// From the first screen to the list of sample agents, read to its end.
pub(crate) async fn sample_agents(profile: &Profile) -> Window {
    let window = Window::open(profile).await;
    window.click(("button", containing("Look around with sample agents"))).await;
    the_list_is_read(&window).await;
    window
}

/// Waits until every agent was read and nothing is said to be missing.
pub(crate) async fn the_list_is_read(window: &Window) {
    window.see(("heading", "Agents")).await;
    window
        .wait_until("the whole list of agents is read", async || {
            let text = window.text().await;
            let reading = text.contains("Still reading") || text.contains(" so far");
            !reading && window.has(("listitem", containing(""))).await
        })
        .await;
}

/// Searches an agent by name and opens its page with the keyboard: a click on the middle of a row would meet the
/// actions that appear there under the pointer.
pub(crate) async fn open_agent(window: &Window, name: &str) {
    search(window, name).await;
    let row = window.see(("button", containing(&format!("{name},")))).await;
    window.focus(&row).await;
    window.press("Enter").await;
    window.see(("heading", name)).await;
    window.see(("button", "Duplicate")).await;
}

/// Types into the search of the list.
pub(crate) async fn search(window: &Window, words: &str) {
    window.fill(("searchbox", "Search agents"), words).await;
}

/// Opens a field with a list of choices, types some words and takes the choice with this name.
pub(crate) async fn choose(window: &Window, field: &str, words: &str, option: &str) {
    window.click(("combobox", field)).await;
    window.fill(("combobox", field), words).await;
    window.click(("option", containing(option))).await;
    window.gone(target("option", containing(option))).await;
}

/// What a field with a list of choices shows.
pub(crate) async fn chosen(window: &Window, field: &str) -> String {
    window.value(("combobox", field)).await
}

/// Waits until the foot of the page counts this many changes and says that they are on disk.
pub(crate) async fn kept_changes(window: &Window, words: &str) {
    let bar = target("region", "Changes that are not saved yet");
    window.see(bar).await;
    window.see_text(words).await;
    window.see_text("kept as a draft on this computer").await;
}

/// What somebody types to connect a system.
#[derive(Clone)]
pub(crate) struct ConnectionWords<'a> {
    pub(crate) name: &'a str,
    pub(crate) workspace: String,
    pub(crate) key: &'a str,
    pub(crate) address: String,
}

/// Fills in the connection form, the address behind "More" included.
pub(crate) async fn fill_in_connection(window: &Window, words: &ConnectionWords<'_>) {
    window.fill(("textbox", "Name"), words.name).await;
    window.fill(("textbox", "Workspace ID"), &words.workspace).await;
    type_key(window, words.key).await;
    if !window.has(("textbox", "Address")).await {
        window.click(("button", "More")).await;
    }
    window.fill(("textbox", "Address"), &words.address).await;
}

/// Types into the one field for a key; a field for a secret has no role to find it by.
pub(crate) async fn type_key(window: &Window, key: &str) {
    let field = window.client().find(Locator::Css("input[type=password]")).await.expect("a field for a key");
    window.focus(&field).await;
    window.press("Control+a").await;
    field.send_keys(key).await.expect("type the key");
}
