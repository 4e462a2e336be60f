//! The window shows the program's own pages and nothing else, and only they may call its commands.
//!
//! Tauri counts every scheme that the program registers as its own: a document at `callboard-media:` could call commands
//! if the window ever showed one.

use tauri::ipc::Invoke;
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager, Runtime, Url, WebviewWindowBuilder, Wry};

/// Keeps the window at the program's own pages: no other address, no second window, no file that a page would store.
pub(crate) fn keep_at<'a, M: Manager<Wry>>(
    builder: WebviewWindowBuilder<'a, Wry, M>,
    app: &AppHandle,
) -> WebviewWindowBuilder<'a, Wry, M> {
    let served = served_from(app);
    builder
        .on_navigation(move |address| {
            let is_own = is_own_page(address, served.as_ref());
            if !is_own {
                log::warn!("the window was asked to go to a `{}` address and stays", address.scheme());
            }
            is_own
        })
        .on_new_window(|address, _| {
            log::warn!("a window for a `{}` address was asked for and refused", address.scheme());
            NewWindowResponse::Deny
        })
        .on_download(|_, _| false)
}

/// The commands for calls that come from the program's own pages; others are refused.
pub(crate) fn only_for<R: Runtime>(
    commands: impl Fn(Invoke<R>) -> bool + Send + Sync + 'static,
) -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    move |invoke| {
        let webview = invoke.message.webview_ref();
        let served = served_from(webview.app_handle());
        if webview.url().is_ok_and(|address| is_own_page(&address, served.as_ref())) {
            return commands(invoke);
        }
        log::warn!("a command was called from a page that is not the program's, and refused");
        invoke.resolver.reject("refused");
        true
    }
}

/// Where the pages come from while the program is developed; none in the program itself.
fn served_from<R: Runtime>(app: &AppHandle<R>) -> Option<Url> {
    app.config().build.dev_url.clone().filter(|_| tauri::is_dev())
}

/// Whether an address is one of the program's pages.
fn is_own_page(address: &Url, served: Option<&Url>) -> bool {
    let place = |url: &Url| {
        // Nobody puts a name or a password into an address of the program.
        let is_plain = url.username().is_empty() && url.password().is_none();
        let host = url.host_str().filter(|_| is_plain)?;
        Some((url.scheme().to_owned(), host.to_owned(), url.port_or_known_default()))
    };
    let Some(asked) = place(address) else { return false };
    // Windows knows no schemes of a program's own: there, a host stands for one.
    let own = if cfg!(windows) {
        ("http".to_owned(), "tauri.localhost".to_owned(), Some(80))
    } else {
        ("tauri".to_owned(), "localhost".to_owned(), None)
    };
    asked == own || served.and_then(place).is_some_and(|served| asked == served)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

    use super::*;

    const OWN: &str = if cfg!(windows) { "http://tauri.localhost/" } else { "tauri://localhost/" };

    fn is_own(address: &str, served: Option<&str>) -> bool {
        let served = served.map(|served| served.parse().unwrap());
        is_own_page(&address.parse().unwrap(), served.as_ref())
    }

    #[test]
    fn the_window_stays_at_the_programs_own_pages() {
        assert!(is_own(OWN, None), "the program cannot be opened");
        assert!(is_own(&format!("{OWN}index.html#page"), None), "a link inside the page leads nowhere");
        let foreign = [
            "http://127.0.0.1:8080/",
            "https://example.com/",
            "callboard-media://localhost/avatar/home/ana/v1",
            "http://callboard-media.localhost/avatar/home/ana/v1",
            "ipc://localhost/start_up",
            "tauri://example.com/",
            "tauri://localhost:81/",
            "tauri://ana@localhost/",
            "tauri:localhost",
            "http://tauri.localhost.example.com/",
            "http://localhost:5173/",
            "file:///etc/passwd",
            "data:text/html,<script>steal()</script>",
            "blob:tauri://localhost/1",
            "javascript:steal()",
            "about:blank",
            "about:srcdoc",
        ];
        for address in foreign {
            assert!(!is_own(address, None), "{address} may fill the window and call commands");
        }
    }

    #[test]
    fn while_it_is_developed_the_pages_come_from_their_server_and_no_other() {
        let served = Some("http://localhost:5173");
        assert!(is_own("http://localhost:5173/index.html", served));
        for address in ["http://localhost:5174/", "http://localhost/", "https://localhost:5173/"] {
            assert!(!is_own(address, served), "{address} may fill the window and call commands");
        }
    }
}
