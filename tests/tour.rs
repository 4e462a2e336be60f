//! A tour of the main job on the sample agents, in the real window, with a screenshot at every stop.
//! `cargo xtask run` takes it where there is no screen.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod rig;

use rig::{Profile, Window, containing};

#[tokio::test]
#[ignore = "needs a display: cargo xtask run"]
async fn tour() {
    let window = Window::open(&Profile::new()).await;
    window.see(("heading", "Who answers your customers?")).await;
    window.screenshot("tour-1-first-screen").await;
    window.click(("button", containing("Look around with sample agents"))).await;
    window.see_text("of ").await;
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    println!("{}", window.text().await);
    window.screenshot("tour-2-agents").await;
    window.close().await;
}
