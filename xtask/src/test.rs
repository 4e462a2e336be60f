//! `cargo xtask test`: everything that has to pass before a change is good, on any machine.

use std::ffi::OsString;
use std::fs;

use crate::failure::{Context, Failure, Outcome};
use crate::process::{EMBEDDED_UI, cargo, cargo_words, run};
use crate::steps::Steps;
use crate::virtual_display::Keychain;
use crate::{front_end, prerequisites, supply, tree, virtual_display};

/// A group of steps that can be run alone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Lint,
    Ui,
    Core,
    Contracts,
    Window,
}

impl Part {
    const ALL: [(&'static str, Self); 5] = [
        ("lint", Self::Lint),
        ("ui", Self::Ui),
        ("core", Self::Core),
        ("contracts", Self::Contracts),
        ("window", Self::Window),
    ];

    fn named(name: &str) -> Outcome<Self> {
        let found = Self::ALL.iter().find(|(known, _)| *known == name);
        found.map(|(_, part)| *part).ok_or_else(|| {
            let known = Self::ALL.map(|(known, _)| known).join(", ");
            Failure::new(format!("there is no part `{name}`; the parts are {known}"))
        })
    }
}

pub(crate) fn test(rest: &[OsString]) -> Outcome {
    let words: Vec<String> = rest.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let only = match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => None,
        ["--only", part] => Some(Part::named(part)?),
        _ => return Err(Failure::new("usage: cargo xtask test [--only PART]")),
    };
    let wanted = |part| only.is_none_or(|only| only == part);
    let mut steps = Steps::default();
    prepare(&mut steps)?;
    if wanted(Part::Lint) {
        steps.step("formatting (rustfmt)", || run(&mut cargo(["fmt", "--all", "--check"])))?;
    }
    if wanted(Part::Lint) {
        steps.step("what others wrote (licences, advisories, notices)", || {
            run(&mut cargo(["test", "--package", "xtask", "--test", "supply"]))?;
            supply::check()
        })?;
    }
    if wanted(Part::Ui) {
        steps.step("types and style of the UI (tsc, Biome)", || front_end::script("check"))?;
        steps.step("tests of the UI (vitest)", || front_end::script("test"))?;
    }
    // The program embeds the built UI, so every build of the workspace needs it first.
    steps.step("build of the UI", || front_end::script("build"))?;
    if wanted(Part::Lint) {
        steps.step("clippy", || {
            let lint = ["clippy", "--workspace", "--all-targets"].into_iter().chain(EMBEDDED_UI);
            run(&mut cargo(lint.chain(["--", "--deny", "warnings"])))
        })?;
    }
    if wanted(Part::Core) {
        // Builds the program too, and compares the committed TypeScript bindings with the commands.
        steps.step("tests of the core (cargo test)", || {
            run(&mut cargo(["test", "--workspace"].into_iter().chain(EMBEDDED_UI)))
        })?;
    }
    if wanted(Part::Core) && cfg!(target_os = "linux") {
        steps.step("keychain (a real Secret Service)", keychain)?;
        steps.step("sound (judged by ffmpeg, through virtual devices)", sound)?;
        steps.step("pictures of cameras and wallpapers (judged by ImageMagick)", || {
            run(&mut cargo(integration(&["judged_pictures"]).into_iter().chain(["--", "--ignored"])))
        })?;
    }
    if wanted(Part::Contracts) {
        steps.step("Prism", || front_end::install(&tree::contracts()))?;
        steps.step("contracts (adapters against the sandbox, judged by Prism)", || {
            run(&mut cargo(integration(&["contracts", "conformance"]).into_iter().chain(["--", "--ignored"])))
        })?;
    }
    if wanted(Part::Window) {
        window(&mut steps)?;
    }
    steps.summary();
    println!("\nEverything passed.");
    Ok(())
}

fn prepare(steps: &mut Steps) -> Outcome {
    steps.step("system packages", || prerequisites::ensure(true))?;
    steps.step("npm packages of the UI", || front_end::install(&tree::ui()))
}

/// Each test of the vault that needs a keychain in a certain state, in a session that has one.
fn keychain() -> Outcome {
    const SITUATIONS: [(Keychain, &str); 3] = [
        (Keychain::Unlocked, "a_credential_outlives_the_vault_that_stored_it"),
        (Keychain::Locked, "a_locked_keychain_is_told_and_the_session_serves"),
        (Keychain::Missing, "a_service_that_starts_later_is_found_without_a_restart"),
    ];
    let tests = integration(&["secret_service"]);
    // A name that matches nothing would pass without having tested anything.
    let listed = cargo(tests.iter().copied().chain(["--", "--ignored", "--list"]))
        .output()
        .context("list the tests of the keychain")?;
    let listed = String::from_utf8_lossy(&listed.stdout);
    for (keychain, name) in SITUATIONS {
        if !listed.contains(name) {
            return Err(Failure::new(format!("there is no test `{name}` any more")));
        }
        let words = cargo_words(tests.iter().copied().chain(["--", "--ignored", "--exact", name]));
        virtual_display::run_inside(keychain, &virtual_display::words(words))?;
    }
    Ok(())
}

/// What is made of sounds, and each test that needs a sound device of its own: one process sees one device.
fn sound() -> Outcome {
    const DEVICES: [(&str, &str); 4] = [
        ("recording", "what_is_spoken_is_kept"),
        ("recording", "a_computer_without_a_microphone_says_so"),
        ("playback", "a_sound_comes_out_moves_on_and_ends"),
        ("playback", "a_computer_without_a_device_says_so"),
    ];
    run(&mut cargo(integration(&["judged", "judged_cases"]).into_iter().chain([
        "--",
        "--ignored",
        "--skip",
        "pace",
    ])))?;
    for (file, name) in DEVICES {
        let words = integration(&[file]).into_iter().chain(["--", "--ignored", "--exact", name]);
        let told = cargo(words).output().context(format_args!("run {name}"))?;
        // A name that matches nothing would pass without having tested anything.
        if !told.status.success() || !String::from_utf8_lossy(&told.stdout).contains("1 passed") {
            return Err(Failure::new(format!("{name}:\n{}", String::from_utf8_lossy(&told.stdout))));
        }
    }
    Ok(())
}

/// Sessions that the tests of the window are dealt out to. They wait for a window far more than they compute.
const SESSIONS: usize = 2;

/// Tests that open the real window. WebKitGTK's driver exists on Linux only.
fn window(steps: &mut Steps) -> Outcome {
    if !cfg!(target_os = "linux") {
        println!("\nThe window tests need WebKitWebDriver, which exists on Linux only: not run here.");
        return Ok(());
    }
    let tests = integration(&["window", "tour"]);
    steps.step("build of the window tests", || run(&mut cargo(tests.iter().copied().chain(["--no-run"]))))?;
    steps.step("tests of the window (WebDriver, in virtual displays)", || {
        let screenshots = tree::screenshots();
        fs::create_dir_all(&screenshots).context(format_args!("create {}", screenshots.display()))?;
        virtual_display::run_side_by_side(Keychain::Unlocked, &window_sessions(&tests)?)
    })
}

/// The tests of the window dealt out to the sessions, each as the command that runs its part.
fn window_sessions(tests: &[&'static str]) -> Outcome<Vec<Vec<OsString>>> {
    let listed = cargo(tests.iter().copied().chain(["--", "--ignored", "--list"]))
        .output()
        .context("list the tests of the window")?;
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    let names: Vec<&str> = listed.lines().filter_map(|line| line.strip_suffix(": test")).collect();
    if names.is_empty() {
        return Err(Failure::new("there are no tests of the window"));
    }
    let part = |session| {
        let own = names.iter().copied().skip(session).step_by(SESSIONS);
        let words =
            tests.iter().copied().chain(["--", "--ignored", "--test-threads=1", "--exact"]).chain(own);
        virtual_display::words(cargo_words(words))
    };
    Ok((0..SESSIONS).map(part).collect())
}

/// The cargo command for some of the tests in tests/. The whole workspace is named, so that cargo chooses the
/// same features, and reuses the same compiled dependencies, as for the other steps.
fn integration(names: &[&'static str]) -> Vec<&'static str> {
    let mut words = vec!["test", "--workspace"];
    words.extend(EMBEDDED_UI);
    for name in names {
        words.extend(["--test", name]);
    }
    words
}
