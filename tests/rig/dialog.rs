//! The file choosers of the operating system, which lie outside the page and so outside WebDriver: xdotool drives
//! them.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(15);

const PAUSE: Duration = Duration::from_millis(150);

/// Types a path into the chooser with this title, and waits until it has closed. An error says what did not happen.
pub(crate) async fn answer(title: &str, path: &Path) -> Result<(), String> {
    let window = wait_for(title).await.ok_or_else(|| format!("no file chooser called \"{title}\" opened"))?;
    // Without a window manager nobody gives it the focus.
    xdotool(&["windowfocus", "--sync", &window]).await;
    // The name in a chooser that saves is there to be typed over; in one that opens, a slash opens the field.
    let path = path.to_str().expect("a path in UTF-8");
    let (first, rest) = path.split_at(1);
    xdotool(&["key", "--clearmodifiers", "ctrl+a"]).await;
    xdotool(&["type", "--clearmodifiers", first]).await;
    tokio::time::sleep(PAUSE).await;
    xdotool(&["type", "--clearmodifiers", "--delay", "15", rest]).await;
    tokio::time::sleep(PAUSE).await;
    for _ in 0..3 {
        xdotool(&["key", "--clearmodifiers", "Return"]).await;
        if closed(title).await {
            return Ok(());
        }
    }
    Err(format!("the file chooser \"{title}\" did not take {path}"))
}

/// Opens a folder in the chooser with this title, chooses everything in it, and waits until the chooser has closed.
pub(crate) async fn answer_with_all(title: &str, folder: &Path) -> Result<(), String> {
    let window = wait_for(title).await.ok_or_else(|| format!("no file chooser called \"{title}\" opened"))?;
    xdotool(&["windowfocus", "--sync", &window]).await;
    let path = folder.to_str().expect("a path in UTF-8");
    let (first, rest) = path.split_at(1);
    xdotool(&["type", "--clearmodifiers", first]).await;
    tokio::time::sleep(PAUSE).await;
    xdotool(&["type", "--clearmodifiers", "--delay", "15", &format!("{rest}/")]).await;
    tokio::time::sleep(PAUSE * 4).await;
    xdotool(&["key", "--clearmodifiers", "Return"]).await;
    tokio::time::sleep(PAUSE * 4).await;
    // The folder's list has the focus now.
    for _ in 0..3 {
        xdotool(&["key", "--clearmodifiers", "ctrl+a"]).await;
        xdotool(&["key", "--clearmodifiers", "Return"]).await;
        if closed(title).await {
            return Ok(());
        }
    }
    Err(format!("the file chooser \"{title}\" did not take the files of {path}"))
}

/// Asks the window with this title to close, as the cross of a window manager does.
pub(crate) async fn ask_to_close(title: &str) -> Result<(), String> {
    let window = wait_for(title).await.ok_or_else(|| format!("there is no window called \"{title}\""))?;
    let window = window.trim().parse().map_err(|_| format!("\"{window}\" is no window"))?;
    send_delete(window).map_err(|error| format!("the window could not be asked to close: {error}"))
}

/// What a window manager sends for the cross (ICCCM 4.2.8.1). xdotool can do it from 2021 on, which is too new.
fn send_delete(window: u32) -> Result<(), Box<dyn std::error::Error>> {
    use x11rb::connection::Connection as _;
    use x11rb::protocol::xproto::{ClientMessageEvent, ConnectionExt as _, EventMask};

    let (connection, _) = x11rb::connect(None)?;
    let atom = |name: &[u8]| -> Result<u32, Box<dyn std::error::Error>> {
        Ok(connection.intern_atom(false, name)?.reply()?.atom)
    };
    let words = [atom(b"WM_DELETE_WINDOW")?, x11rb::CURRENT_TIME, 0, 0, 0];
    let message = ClientMessageEvent::new(32, window, atom(b"WM_PROTOCOLS")?, words);
    connection.send_event(false, window, EventMask::NO_EVENT, message)?.check()?;
    connection.flush()?;
    Ok(())
}

async fn wait_for(title: &str) -> Option<String> {
    let deadline = tokio::time::Instant::now() + PATIENCE;
    loop {
        let found = xdotool(&["search", "--onlyvisible", "--name", title]).await;
        match found.and_then(|windows| windows.lines().next().map(str::to_owned)) {
            Some(window) => return Some(window),
            None if tokio::time::Instant::now() > deadline => return None,
            None => tokio::time::sleep(PAUSE).await,
        }
    }
}

async fn closed(title: &str) -> bool {
    for _ in 0..12 {
        if xdotool(&["search", "--onlyvisible", "--name", title])
            .await
            .is_none_or(|found| found.trim().is_empty())
        {
            return true;
        }
        tokio::time::sleep(PAUSE).await;
    }
    false
}

/// What xdotool prints; nothing where it fails, as a search without a result does. Away from the runtime's thread, which may
/// be the one that serves the sandbox.
async fn xdotool(arguments: &[&str]) -> Option<String> {
    let mut command = Command::new("xdotool");
    command.args(arguments).stderr(Stdio::null()).stdin(Stdio::null());
    let output = tokio::task::spawn_blocking(move || command.output()).await.expect("run xdotool");
    let output = output.expect("start xdotool (package xdotool)");
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
