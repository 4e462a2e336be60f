//! The program killed at random moments while somebody types, saves and creates: at most a quarter of a second of typing is
//! lost, nothing is made twice, and what nobody knows of is shown or settled.
//!
//! `CALLBOARD_KILLS` says how often (20 without it), `CALLBOARD_SEED` from which moments on.

use std::time::{Duration, Instant};

use callboard_sandbox::{Fault, FaultKind};

use super::own_sandbox::OwnSandbox;
use super::rig::{Profile, Window};
use super::steps::{open_agent, search, the_list_is_read};

const AGENT: &str = "Ana Ruiz";
const REPLY: (&str, &str) = ("textbox", "Reply while away");

/// Kills in the test command.
const KILLS: u64 = 20;

/// What may be in the window alone (a tenth of a second), and what this machine may take from a key to the page and from there
/// to the disk.
const LOST: Duration = Duration::from_millis(100 + 350);

/// What somebody was at when the program was killed.
#[derive(Clone, Copy, Debug)]
enum Work {
    Typing,
    Saving,
    Creating,
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_kill_at_any_moment_loses_and_doubles_nothing() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let (kills, seed) = (number("CALLBOARD_KILLS").unwrap_or(KILLS), number("CALLBOARD_SEED").unwrap_or(1));
    let profile = Profile::new();
    let mut own = OwnSandbox::open(&profile).await;
    for round in 0..kills {
        let chance = mixed(seed.wrapping_add(round));
        let work = [Work::Typing, Work::Saving, Work::Creating][usize::try_from(chance % 3).unwrap()];
        let told = format!("round {round} of seed {seed}, {work:?}");
        own.sandbox.faults().clear();
        // So that a kill meets requests under way.
        let milliseconds = (chance >> 8) % 300;
        own.sandbox.faults().add(Fault::new(FaultKind::Latency { milliseconds }));
        let moment = Duration::from_millis((chance >> 20) % 900);
        let words = format!("Words {seed} {round}");
        let typed = match work {
            Work::Typing => types(&own.window, &words, moment).await,
            Work::Saving => {
                let typed = types(&own.window, &words, Duration::from_secs(1)).await;
                own.window.click(("button", "Save 1 change")).await;
                tokio::time::sleep(moment).await;
                typed
            }
            Work::Creating => {
                own.window.click(("button", "New agent")).await;
                own.window.fill(("textbox", "Name"), &words).await;
                let typed = vec![(Instant::now(), words.clone())];
                tokio::time::sleep(Duration::from_millis(700)).await;
                own.window.click(("button", "Create agent")).await;
                tokio::time::sleep(moment).await;
                typed
            }
        };
        let killed_at = Instant::now();
        let profile = own.window.kill();
        own.sandbox.faults().clear();
        // A request that was under way is carried out or not by now.
        tokio::time::sleep(Duration::from_millis(milliseconds + 50)).await;
        own.window = Window::open(&profile).await;
        the_list_is_read(&own.window).await;
        match work {
            Work::Creating => {
                let made = own.count(&words).await;
                assert!(made <= 1, "{told}: {made} agents were made for one that was wanted");
                created_or_offered(&own.window, &words, made, &told).await;
            }
            Work::Typing | Work::Saving => {
                open_agent(&own.window, AGENT).await;
                let now = own.window.value(REPLY).await;
                let kept = typed.iter().rev().find(|(at, _)| killed_at.duration_since(*at) > LOST);
                if let Some((_, kept)) = kept {
                    assert!(
                        now.starts_with(kept.as_str()),
                        "{told}: {kept:?} was typed more than {LOST:?} before the kill, and {now:?} is there"
                    );
                }
            }
        }
    }
    own.close().await;
}

/// Types word by word and answers when each was in the window; ends when the time is over.
async fn types(window: &Window, words: &str, time: Duration) -> Vec<(Instant, String)> {
    open_agent(window, AGENT).await;
    window.fill(REPLY, "").await;
    let (began, mut typed, mut whole) = (Instant::now(), Vec::new(), String::new());
    for letter in words.chars() {
        window.type_text(&letter.to_string()).await;
        whole.push(letter);
        typed.push((Instant::now(), whole.clone()));
    }
    while began.elapsed() < time {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    typed
}

/// A new agent that was made is in the list; one that was not is offered again as it was typed.
async fn created_or_offered(window: &Window, name: &str, made: usize, told: &str) {
    if made == 1 {
        search(window, name).await;
        window.see(("button", super::rig::containing(&format!("{name},")))).await;
        search(window, "").await;
        return;
    }
    window.click(("button", "New agent")).await;
    window.see(("textbox", "Name")).await;
    window
        .wait_until(&format!("{told}: the new agent is offered again"), async || {
            window.value(("textbox", "Name")).await == name
        })
        .await;
    window.click(("button", "Discard")).await;
}

/// Well mixed numbers for every round (SplitMix64).
fn mixed(number: u64) -> u64 {
    let mut mixed = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
