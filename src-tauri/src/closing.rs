//! Closing the window: the page is asked first, because it knows what was typed a moment ago and what still waits; then a
//! change that runs is waited for. A page that does not answer keeps nobody.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use callboard_usecases::Callboard;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{Manager, Window, WindowEvent};
use tauri_specta::Event;

/// How long the page may take to say that it is there.
const PAGE: Duration = Duration::from_secs(2);

/// How long a change that runs is waited for. It was written down before it was sent: after this the next start settles it.
const CHANGES: Duration = Duration::from_secs(30);

/// Somebody wants to close the window: the page keeps what is to be kept, asks where something would be lost, and closes it.
#[derive(Clone, Debug, Serialize, Deserialize, Type, Event)]
pub(crate) struct ClosingAsked;

/// How often closing was asked for and heard.
#[derive(Default)]
pub(crate) struct Closing {
    asked: AtomicU64,
    heard: AtomicU64,
}

/// Asks the page instead of closing. A window that is destroyed is not asked again.
pub(crate) fn ask_first(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    api.prevent_close();
    let asked = window.state::<Closing>().asked.fetch_add(1, Ordering::SeqCst) + 1;
    if let Err(error) = ClosingAsked.emit(window) {
        log::warn!("the page could not be asked: {error}");
    }
    let window = window.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(PAGE).await;
        if window.state::<Closing>().heard.load(Ordering::SeqCst) < asked {
            log::warn!("the page does not answer; the window closes");
            close(window).await;
        }
    });
}

/// The page is there and sees to the closing.
pub(crate) fn heard(window: &Window) {
    let closing = window.state::<Closing>();
    closing.heard.store(closing.asked.load(Ordering::SeqCst), Ordering::SeqCst);
}

/// Closes the window for good: keeps a recording that is going on, and lets the changes that run end.
pub(crate) async fn close(window: Window) {
    let core = Arc::clone(&window.state::<Arc<Callboard>>());
    core.recordings.keep_recording().await;
    if tokio::time::timeout(CHANGES, core.changes.when_idle()).await.is_err() {
        log::warn!("a change still runs; the next start settles it");
    }
    if let Err(error) = window.destroy() {
        log::error!("the window could not be closed: {error}");
    }
}
