//! What somebody sees who opens the program for the first time.

use super::rig::{Profile, Window, containing};

#[tokio::test]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn somebody_new_is_offered_a_connection_and_sample_agents() {
    let window = Window::open(&Profile::new()).await;
    window.see(("heading", "Who answers your customers?")).await;
    window.see(("button", containing("Connect a system You need an access key"))).await;
    window.see(("button", containing("Look around with sample agents"))).await;
    window.screenshot("first-screen").await;
    window.is_accessible("first screen").await;
    window.close().await;
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn the_program_opens_again_after_a_power_cut() {
    let profile = Window::open(&Profile::new()).await.kill();
    let window = Window::open(&profile).await;
    window.see(("heading", "Who answers your customers?")).await;
    window.close().await;
}
