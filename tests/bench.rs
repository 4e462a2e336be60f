//! How long the program takes from its start to the first paint, how much memory it then holds, and how evenly it draws
//! while hours are dragged and while somebody looks over the coverage of a thousand agents.
//!
//! Figures, not limits: they depend on the machine. `cargo xtask bench` builds the release program and runs this.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
// The figures are what it is for.
#![allow(clippy::print_stdout)]

#[path = "window/own_sandbox.rs"]
#[allow(dead_code)]
mod own_sandbox;
mod rig;
#[path = "window/steps.rs"]
#[allow(dead_code)]
mod steps;

use std::time::{Duration, Instant};

use fantoccini::Locator;
use own_sandbox::{MARTA, OwnSandbox};
use rig::{Frames, Profile, Window};
use serde_json::json;

const STARTS: usize = 5;

/// With the sample's own 66 people and 5 bots, a thousand agents.
const MORE_PEOPLE: usize = 929;

#[tokio::test]
#[ignore = "measures the release build: cargo xtask bench"]
async fn start_to_first_paint_and_memory() {
    let profile = Profile::new();
    let mut paints = Vec::new();
    let mut memories = Vec::new();
    for _ in 0..STARTS {
        let window = Window::open(&profile).await;
        paints.push(window.first_paint().await);
        // What was needed only to start is given back within a moment.
        tokio::time::sleep(Duration::from_secs(2)).await;
        memories.push(window.memory());
        window.close().await;
    }
    paints.sort();
    memories.sort_unstable();
    assert!(paints[0] > Duration::ZERO, "a paint before the start cannot be: {paints:?}");
    assert!(memories[0] > 0, "a program without memory cannot be: {memories:?}");
    println!("start to first contentful paint, {STARTS} starts: {paints:?}, median {:?}", paints[STARTS / 2]);
    println!(
        "memory, proportional share of all processes: {memories:?} KiB, median {} MiB",
        memories[STARTS / 2] / 1024
    );
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "measures the release build: cargo xtask bench"]
async fn coverage_of_a_thousand_agents() {
    let own = OwnSandbox::open_with(&Profile::new(), MORE_PEOPLE, &[]).await;
    let window = &own.window;
    let begin = Instant::now();
    while let text = window.text().await
        && (!text.contains("1,000") || text.contains("so far") || text.contains(" of 1,000"))
    {
        assert!(begin.elapsed() < Duration::from_mins(5), "the list is not read to its end");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    println!("coverage of 1,000 agents, the list is read after another {:.0?}", begin.elapsed());
    // From the click to the frame in which all seven days are drawn, coming and coming again.
    let open = "const done = arguments[arguments.length - 1], begin = performance.now();
        document.querySelector('button[aria-label=\"Coverage\"]').click();
        const look = () => document.querySelectorAll('main [role=slider]').length === 7
            ? requestAnimationFrame(() => done(performance.now() - begin)) : requestAnimationFrame(look);
        look()";
    for time in ["first", "second"] {
        let drawn = window.client().execute_async(open, vec![]).await.expect("the board is drawn");
        let drawn = drawn.as_f64().expect("a time");
        println!("coverage of 1,000 agents, {time} time, from the click to the drawn week: {drawn:.0} ms");
        window.see_text("agents counted").await;
        if time == "first" {
            window.click(("button", "Close")).await;
            window.gone(("heading", "Coverage")).await;
        }
    }
    let text = window.text().await;
    let counted = text.lines().find(|line| line.contains("agents counted"));
    println!("{}", counted.expect("how many were counted"));

    println!("coverage of 1,000 agents, nothing moves: {}", idle(window).await);
    for day in ["Monday", "Thursday"] {
        let strip = window.see(("slider", format!("Coverage on {day}"))).await;
        let (_, _, width, _) = strip.rectangle().await.expect("the place of the strip");
        let half = whole(width / 2.0) - 4;
        let path: Vec<_> = (0..whole(width / 7.0)).map(|_| (7, 0)).collect();
        let frames = Frames::during(window, window.trace(&strip, (-half, 0), &path, false)).await;
        println!("coverage of 1,000 agents, the mouse moves over {day}: {frames}");
    }
    own.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "measures the release build: cargo xtask bench"]
async fn frames_while_hours_are_dragged() {
    let own = OwnSandbox::open(&Profile::new()).await;
    own.open_section(MARTA, "Hours").await;
    let window = &own.window;
    let bar = window.see(("slider", "Hours on Monday")).await;
    let (_, _, width, _) = bar.rectangle().await.expect("the place of the bar");
    let lane = window.client().find(Locator::Css("[data-lane=monday]")).await.expect("Monday");
    let (_, _, lane_width, _) = lane.rectangle().await.expect("the place of the day");
    // Two seconds: the end of Monday goes three hours to the right and back again, and again.
    let way = whole(lane_width / 8.0);
    let path: Vec<_> =
        (0..125).map(|step| if (step * 3 / way) % 2 == 0 { (3, 0) } else { (-3, 0) }).collect();
    println!("hours, nothing moves: {}", idle(window).await);
    let end = (whole(width / 2.0) - 3, 0);
    let frames = Frames::during(window, window.trace(&bar, end, &path, true)).await;
    println!("an edge of Monday's hours dragged for two seconds: {frames}");
    let words = bar.attr("aria-valuetext").await.expect("the hours").unwrap_or_default();
    assert_ne!(json!(words), json!("9:00 to 17:30"), "nothing was dragged");
    own.close().await;
}

/// What this machine can do at best while it does whatever else it does.
async fn idle(window: &Window) -> Frames {
    Frames::during(window, tokio::time::sleep(Duration::from_secs(2))).await
}

#[allow(clippy::cast_possible_truncation)]
fn whole(pixels: f64) -> i32 {
    pixels.round() as i32
}
