//! A key out of the keychain: what of it can be found outside the core while the program works with it.

use std::fs;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use callboard_sandbox::{Sandbox, SandboxOptions};
use tempfile::TempDir;

use super::rig::process::children;
use super::rig::{Profile, Window, containing};
use super::search::{forms, found};
use super::steps::{ConnectionWords, fill_in_connection, the_list_is_read};

const KEY: &str = "sk-7Kq2wX/planted+in-the-keychain";

/// What the web process has to know, so that the search is known to see its memory.
const NAME: &str = "Northwind 7Kq2wX";

/// Most of one stretch of memory that is read at once, in bytes.
const STRETCH: usize = 16 * 1024 * 1024;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_key_out_of_the_keychain_is_nowhere_but_in_the_core() {
    let folder = TempDir::with_prefix("callboard-sandbox-").expect("a folder for the sandbox");
    let sandbox = Sandbox::start(SandboxOptions::new(folder.path(), KEY)).await.expect("start the sandbox");
    let profile = Profile::new();
    // Who types a key has it in the web process: the search is made in another start.
    let window = Window::open(&profile).await;
    window.click(("button", containing("Connect a system"))).await;
    window.click(("button", containing("Bird"))).await;
    let bird = sandbox.account("bird").expect("Bird's account");
    let words = ConnectionWords {
        name: NAME,
        workspace: bird.value("workspaceId").expect("a workspace").to_owned(),
        key: KEY,
        address: bird.base_url.clone(),
    };
    fill_in_connection(&window, &words).await;
    window.click(("button", "Connect")).await;
    the_list_is_read(&window).await;

    let window = Window::open(&window.close().await).await;
    the_list_is_read(&window).await;
    window.click(("button", format!("Settings of {NAME}").as_str())).await;
    window.see(("heading", "Access key")).await;
    window.click(("button", "Test connection")).await;
    window.see_text("The connection works.").await;

    let key = forms("the key", KEY);
    let processes = descendants(window.process());
    for process in &processes {
        for name in ["cmdline", "environ"] {
            let content = fs::read(format!("/proc/{process}/{name}")).unwrap_or_default();
            assert!(found(&content, &key).is_empty(), "{name} of {} shows the key", name_of(*process));
        }
    }
    let web: Vec<u32> =
        processes.into_iter().filter(|process| name_of(*process).starts_with("WebKit")).collect();
    assert!(web.len() > 1, "the web processes were not found");
    let control = forms("control", NAME);
    let (mut seen, mut searched) = (false, 0);
    for process in web {
        let mut look = |memory: &[u8]| {
            let leaked = found(memory, &key);
            assert!(leaked.is_empty(), "{} holds {leaked:?}", name_of(process));
            seen |= !found(memory, &control).is_empty();
            searched += memory.len();
        };
        each_stretch(process, &mut look);
    }
    assert!(
        seen,
        "the search saw {searched} bytes of the web processes and not even a name that is on the screen"
    );

    let profile = window.close().await;
    for file in files_below(profile.home()) {
        // The keychain's own file is the place for the key.
        let keyring = file.components().any(|part| part.as_os_str() == "keyrings");
        let content = fs::read(&file).unwrap_or_default();
        assert!(keyring || found(&content, &key).is_empty(), "{} holds the key", file.display());
    }
    sandbox.stop().await;
}

fn descendants(process: u32) -> Vec<u32> {
    let below = children(process).into_iter().flat_map(descendants);
    std::iter::once(process).chain(below).collect()
}

fn name_of(process: u32) -> String {
    fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default().trim().to_owned()
}

/// Shows every stretch of memory that a process writes to.
fn each_stretch(process: u32, look: &mut dyn FnMut(&[u8])) {
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).expect("the maps of a web process");
    let mut memory = fs::File::open(format!("/proc/{process}/mem")).expect("the memory of a web process");
    for line in maps.lines() {
        let mut words = line.split_whitespace();
        let (Some(range), Some(rights)) = (words.next(), words.next()) else { continue };
        if !rights.starts_with("rw") {
            continue;
        }
        let (start, end) = range.split_once('-').expect("a range of addresses");
        let (start, end) = (address(start), address(end));
        let mut at = start;
        while at < end {
            // Stretches overlap, so that a key across their border is found.
            let length = usize::try_from(end - at).unwrap_or(STRETCH).min(STRETCH + 256);
            let mut content = vec![0; length];
            let read = memory.seek(SeekFrom::Start(at)).and_then(|_| memory.read(&mut content));
            // What was never touched cannot be read, or is all zero.
            if let Ok(read) = read
                && content[..read].iter().any(|byte| *byte != 0)
            {
                look(&content[..read]);
            }
            at += u64::try_from(STRETCH).unwrap_or(u64::MAX);
        }
    }
}

fn address(text: &str) -> u64 {
    u64::from_str_radix(text, 16).expect("an address")
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let paths = paths.filter(|path| !path.is_symlink());
    paths.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}
