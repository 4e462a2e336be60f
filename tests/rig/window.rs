//! The window of a running program and everything an admin can do in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fantoccini::Client;
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::error::{CmdError, ErrorStatus};
use serde_json::{Value, json};

use super::driver::Driver;
use super::profile::Profile;
use super::target::Target;
use super::{accessibility, dialog, keys, process};

/// How long a test waits for something to appear before it fails.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

const PAUSE: Duration = Duration::from_millis(60);

/// A window of the program, closed when it is dropped.
pub(crate) struct Window {
    client: Client,
    driver: Driver,
    profile: Profile,
}

impl Window {
    /// Opens the program and waits for its first heading.
    pub(crate) async fn open(profile: &Profile) -> Self {
        Self::open_with(profile, &[]).await
    }

    /// The same, with environment variables for the program.
    pub(crate) async fn open_with(profile: &Profile, variables: &[(&str, &str)]) -> Self {
        let window = Self::launch(profile, variables).await;
        let heading = "return document.querySelector('h1, h2, [role=heading]') !== null";
        window
            .wait_until("the first heading is drawn", async || {
                window.script(heading, vec![]).await == json!(true)
            })
            .await;
        window
    }

    /// Opens the program without waiting for anything to be drawn.
    pub(crate) async fn launch(profile: &Profile, variables: &[(&str, &str)]) -> Self {
        let (driver, client) = Driver::start(profile, variables).await;
        Self { client, driver, profile: profile.clone() }
    }

    /// Closes the window in an orderly way.
    pub(crate) async fn close(mut self) -> Profile {
        let _ = self.client.clone().close().await;
        self.driver.finish();
        self.profile.clone()
    }

    /// Asks the window to close, as somebody does who clicks on its cross. The program may ask back.
    pub(crate) async fn ask_to_close(&self) {
        if let Err(message) = dialog::ask_to_close("^Callboard$").await {
            self.fail(&message).await;
        }
    }

    /// Waits for the program to end by itself.
    pub(crate) async fn ended(mut self) -> Profile {
        let program = self.driver.program();
        let ended = tokio::task::spawn_blocking(move || process::wait_for_end(program, PATIENCE)).await;
        assert!(ended.expect("wait for the program"), "the program did not end");
        self.driver.finish();
        self.profile.clone()
    }

    /// Clicks on what closes the window, and waits for the end of the program. The click comes a moment later: the session is
    /// gone before it could be answered.
    pub(crate) async fn close_through(self, target: impl Into<Target>) -> Profile {
        let element = self.see(target).await;
        self.script("const [e] = arguments; setTimeout(() => e.click(), 100)", vec![json!(element)]).await;
        self.ended().await
    }

    /// Closes the window with its cross and waits for the end of the program.
    pub(crate) async fn close_by_cross(self) -> Profile {
        self.ask_to_close().await;
        self.ended().await
    }

    /// Ends the program as a power cut would, and leaves what it had stored by then.
    pub(crate) fn kill(mut self) -> Profile {
        self.driver.kill();
        self.profile.clone()
    }

    /// The profile it was opened on.
    pub(crate) fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The process id of the program.
    pub(crate) fn process(&self) -> u32 {
        self.driver.program()
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// Whether it is in the window now.
    pub(crate) async fn has(&self, target: impl Into<Target>) -> bool {
        accessibility::find(&self.client, &target.into()).await.is_some()
    }

    /// Waits for it to appear.
    pub(crate) async fn see(&self, target: impl Into<Target>) -> Element {
        let target = target.into();
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(found) = accessibility::find(&self.client, &target).await {
                return self.element(&found);
            }
            if Instant::now() > deadline {
                let there = accessibility::list(&self.client).await.join("\n  ");
                self.fail(&format!("{target} did not appear. There is:\n  {there}")).await;
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Waits for it to go away.
    pub(crate) async fn gone(&self, target: impl Into<Target>) {
        let target = target.into();
        self.wait_until(&format!("{target} is gone"), async || !self.has(&target).await).await;
    }

    /// Waits for a text anywhere in the window.
    pub(crate) async fn see_text(&self, text: &str) {
        self.wait_until(&format!("\"{text}\" is shown"), async || self.text().await.contains(text)).await;
    }

    /// Everything the window shows, as text.
    pub(crate) async fn text(&self) -> String {
        // WebDriver's own text() is empty for some elements where this is not.
        let text = self.script("return document.body.innerText", vec![]).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// What a field holds.
    pub(crate) async fn value(&self, target: impl Into<Target>) -> String {
        let field = self.see(target).await;
        field.prop("value").await.expect("read the field").unwrap_or_default()
    }

    /// Whether a switch, checkbox or radio button is on.
    pub(crate) async fn checked(&self, target: impl Into<Target>) -> bool {
        let control = self.see(target).await;
        let script = "return arguments[0].checked ?? arguments[0].getAttribute('aria-checked') === 'true'";
        self.script(script, vec![json!(control)]).await == json!(true)
    }

    /// Clicks it, waiting for it to appear and for nothing to lie above it.
    pub(crate) async fn click(&self, target: impl Into<Target>) {
        let target = target.into();
        let deadline = Instant::now() + PATIENCE;
        loop {
            let element = self.see(&target).await;
            self.at_rest().await;
            at_rest(&element).await;
            let arrival = self.watch_click(&element).await;
            match element.click().await {
                Ok(()) if arrival.is_err() || self.click_arrived().await => return,
                // Beside it: on a slow machine the page can still move between the aim and the click.
                Ok(()) if Instant::now() < deadline => {}
                Ok(()) => self.fail(&format!("clicks on {target} land beside it")).await,
                // Drawn anew between finding and clicking, or still moving: look again.
                Err(error) if passes(&error) && Instant::now() < deadline => tokio::time::sleep(PAUSE).await,
                Err(error) => self.fail(&format!("could not click {target}: {error}")).await,
            }
        }
    }

    /// Has the page remember whether the next click reaches this element.
    async fn watch_click(&self, element: &Element) -> Result<Value, CmdError> {
        // A click on a label reaches its field as a second event: both are heard.
        let script = "window.clickTarget = arguments[0];
            window.clickArrived = false;
            window.clickWatch ??= document.addEventListener('click', event => {
                window.clickArrived ||= event.composedPath().includes(window.clickTarget);
            }, { capture: true }) ?? true;";
        self.client.execute(script, vec![json!(element)]).await
    }

    /// Whether the click that was watched for reached its element. A page that has gone since cannot say; then it did.
    async fn click_arrived(&self) -> bool {
        let arrived = self.client.execute("return window.clickArrived !== false", vec![]).await;
        arrived.map_or(true, |answer| answer == json!(true))
    }

    /// Replaces what a field holds, with the keyboard.
    pub(crate) async fn fill(&self, target: impl Into<Target>, text: &str) {
        let field = self.see(target).await;
        self.focus(&field).await;
        self.press("Control+a").await;
        if text.is_empty() {
            self.press("Delete").await;
        } else {
            field.send_keys(text).await.expect("type into the field");
        }
    }

    /// Types at the place that has the focus.
    pub(crate) async fn type_text(&self, text: &str) {
        let focused = self.client.active_element().await.expect("something has the focus");
        focused.send_keys(text).await.expect("type");
    }

    /// Presses keys together: `Control+k`, `Escape`, `Shift+ArrowRight`.
    pub(crate) async fn press(&self, keys: &str) {
        self.client.perform_actions(keys::stroke(keys)).await.expect("press keys");
        self.client.release_actions().await.expect("release keys");
    }

    /// Moves the keyboard's focus there without a click.
    pub(crate) async fn focus(&self, element: &Element) {
        self.script("arguments[0].focus()", vec![json!(element)]).await;
    }

    /// The role and name of what has the focus are a journey's matter; this is its text or label.
    pub(crate) async fn focused(&self) -> String {
        let script = "const e = document.activeElement;
            return e.getAttribute('aria-label') ?? (e.labels?.[0] ?? e).innerText ?? ''";
        self.script(script, vec![]).await.as_str().unwrap_or_default().trim().to_owned()
    }

    /// Drags from a point of the element, given from its centre in CSS pixels, by a distance, in ten small moves.
    pub(crate) async fn drag(&self, element: &Element, from: (i32, i32), by: (i32, i32)) {
        self.hold(element, from, by).await;
        self.let_go().await;
    }

    /// The same without letting go, to see what the window shows meanwhile.
    pub(crate) async fn hold(&self, element: &Element, from: (i32, i32), by: (i32, i32)) {
        const MOVES: i32 = 10;
        let tick = Some(Duration::from_millis(20));
        let start = PointerAction::MoveToElement {
            element: element.clone(),
            duration: tick,
            x: f64::from(from.0),
            y: f64::from(from.1),
        };
        let mut mouse = mouse().then(start).then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
        let (mut x, mut y) = (0, 0);
        for step in 1..=MOVES {
            let next = (by.0 * step / MOVES, by.1 * step / MOVES);
            let (right, down) = (f64::from(next.0 - x), f64::from(next.1 - y));
            mouse = mouse.then(PointerAction::MoveBy { duration: tick, x: right, y: down });
            (x, y) = next;
        }
        self.client.perform_actions(mouse).await.expect("drag");
    }

    /// Moves the mouse from a point of the element, given from its centre in CSS pixels, along small steps of 16 ms each, and
    /// holds the element meanwhile where `held` says so. Lets go at the end.
    pub(crate) async fn trace(&self, element: &Element, from: (i32, i32), steps: &[(i32, i32)], held: bool) {
        let tick = Some(Duration::from_millis(16));
        let (x, y) = (f64::from(from.0), f64::from(from.1));
        let mut hand =
            mouse().then(PointerAction::MoveToElement { element: element.clone(), duration: tick, x, y });
        if held {
            hand = hand.then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
        }
        for (right, down) in steps {
            let (x, y) = (f64::from(*right), f64::from(*down));
            hand = hand.then(PointerAction::MoveBy { duration: tick, x, y });
        }
        if held {
            hand = hand.then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        }
        self.client.perform_actions(hand).await.expect("move the mouse");
        self.client.release_actions().await.expect("take the hand off the mouse");
    }

    /// Lets go of what is held.
    pub(crate) async fn let_go(&self) {
        let up = mouse().then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.client.perform_actions(up).await.expect("let go");
        self.client.release_actions().await.expect("take the hand off the mouse");
    }

    /// Presses Tab until something whose label begins like this has the focus.
    pub(crate) async fn tab_to(&self, label: &str) {
        const MOST: usize = 150;
        let mut passed = Vec::new();
        for _ in 0..MOST {
            let focused = self.focused().await;
            if focused.starts_with(label) {
                return;
            }
            passed.push(focused);
            self.press("Tab").await;
        }
        self.fail(&format!("\"{label}\" cannot be reached with Tab, only:\n  {}", passed.join("\n  "))).await;
    }

    /// Answers a file chooser of the operating system with a path.
    pub(crate) async fn choose_in_dialog(&self, title: &str, path: &Path) {
        if let Err(message) = dialog::answer(title, path).await {
            self.fail(&message).await;
        }
    }

    /// Answers a file chooser that takes several files with all that lie in a folder.
    pub(crate) async fn choose_all_in_dialog(&self, title: &str, folder: &Path) {
        if let Err(message) = dialog::answer_with_all(title, folder).await {
            self.fail(&message).await;
        }
    }

    /// Runs a script in the page and answers with what it returns.
    pub(crate) async fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(script, arguments).await.expect("run a script in the page")
    }

    /// Asks again and again until the answer is yes.
    pub(crate) async fn wait_until(&self, what: &str, answer: impl AsyncFn() -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !answer().await {
            if Instant::now() > deadline {
                self.fail(&format!("waited {} s in vain until {what}", PATIENCE.as_secs())).await;
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Resizes the window, in CSS pixels.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        self.client.set_window_size(width, height).await.expect("resize the window");
    }

    /// From the start of the process to the first contentful paint, to about 20 ms.
    pub(crate) async fn first_paint(&self) -> Duration {
        let script = "const paint = performance.getEntriesByName('first-contentful-paint')[0];
            return paint ? performance.timeOrigin + paint.startTime : null;";
        self.wait_until("something is painted", async || self.script(script, vec![]).await.is_number()).await;
        let painted = self.script(script, vec![]).await.as_f64().expect("a time");
        Duration::from_secs_f64(((painted - process::started_at(self.process())) / 1000.0).max(0.0))
    }

    /// Memory of the program and its web processes, in KiB, each with its share of what they share.
    pub(crate) fn memory(&self) -> u64 {
        process::memory(self.process())
    }

    /// Fails unless axe finds nothing on the screen as it is now.
    pub(crate) async fn is_accessible(&self, screen: &str) {
        self.at_rest().await;
        let findings = accessibility::judge(&self.client).await;
        let described: Vec<String> = findings.iter().map(accessibility::Finding::describe).collect();
        assert!(
            findings.is_empty(),
            "{screen}: part of it cannot be used with a screen reader, the keyboard or weak eyes:\n{}",
            described.join("\n")
        );
    }

    /// Leaves a picture in `target/screenshots/`.
    pub(crate) async fn screenshot(&self, name: &str) -> PathBuf {
        self.at_rest().await;
        let picture = self.client.screenshot().await.expect("take a screenshot");
        let folder = screenshots();
        fs::create_dir_all(&folder).expect("create the folder for screenshots");
        let file = folder.join(format!("{name}.png"));
        fs::write(&file, picture).expect("write the screenshot");
        file
    }

    /// Waits until nothing fades or slides any more, but not for what moves for ever, such as a wheel that turns.
    async fn at_rest(&self) {
        let script = "return document.getAnimations().every(each =>
            each.playState !== 'running' || each.effect?.getComputedTiming().endTime === Infinity)";
        let deadline = Instant::now() + Duration::from_secs(2);
        while Instant::now() < deadline && self.script(script, vec![]).await == json!(false) {
            tokio::time::sleep(PAUSE).await;
        }
        // A picture is taken of what was last painted, which may lag behind the page.
        let painted = "requestAnimationFrame(() => requestAnimationFrame(arguments[arguments.length - 1]))";
        self.client.execute_async(painted, vec![]).await.expect("wait until the page is painted");
    }

    fn element(&self, handle: &Value) -> Element {
        // The script may have answered with nothing but a web element, whose handle is its only value.
        let id = handle.as_object().and_then(|map| map.values().next()?.as_str().map(str::to_owned));
        Element::from_element_id(self.client.clone(), id.expect("a web element").into())
    }

    /// Fails with a picture of the window as it was.
    async fn fail(&self, message: &str) -> ! {
        let test = std::thread::current().name().unwrap_or("test").replace("::", "-");
        let picture = self.screenshot(&format!("failed-{test}")).await;
        panic!("{message}\nThe window as it was: {}", picture.display());
    }
}

fn mouse() -> MouseActions {
    MouseActions::new("mouse".to_owned())
}

/// Refusals that go away by themselves while the page settles.
fn passes(error: &CmdError) -> bool {
    let covered =
        matches!(error, CmdError::Standard(refusal) if refusal.error == ErrorStatus::ElementClickIntercepted);
    covered || error.is_stale_element_reference() || error.is_element_not_interactable()
}

fn screenshots() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root.join("target"), |moved| root.join(moved))
        .join("screenshots")
}

/// Waits until an element no longer moves: a click on something that is still unfolding would land beside it.
async fn at_rest(element: &Element) {
    let mut before = element.rectangle().await.ok();
    for _ in 0..20 {
        tokio::time::sleep(PAUSE).await;
        let now = element.rectangle().await.ok();
        if now == before {
            return;
        }
        before = now;
    }
}
