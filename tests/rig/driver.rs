//! WebKitWebDriver and the program it starts, both ended when this is dropped.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

use super::process;
use super::profile::Profile;

/// How long the driver and the program may take to start on a busy machine.
const START: Duration = Duration::from_mins(1);

/// How long an orderly end may take before it becomes a kill.
const END: Duration = Duration::from_secs(5);

/// A running driver with one program under it.
pub(crate) struct Driver {
    child: Child,
    program: u32,
}

impl Driver {
    /// Starts the driver on a free port, and the program through it. `variables` are set for the program.
    pub(crate) async fn start(profile: &Profile, variables: &[(&str, &str)]) -> (Self, Client) {
        let port = free_port();
        let mut command = Command::new("WebKitWebDriver");
        command.arg(format!("--port={port}")).stdin(Stdio::null());
        profile.apply(&mut command);
        // Without this the program offers no automation and the session never starts.
        command.env("TAURI_WEBVIEW_AUTOMATION", "true").envs(variables.iter().copied());
        // With these, a screenshot never returns.
        command.env_remove("WEBKIT_DISABLE_COMPOSITING_MODE").env_remove("WEBKIT_DISABLE_DMABUF_RENDERER");
        let child = command.spawn().expect("start WebKitWebDriver (package webkit2gtk-driver)");
        // From here on a panic ends the driver.
        let mut driver = Self { child, program: 0 };
        wait_for_port(port).await;
        // One script may wait for many commands in turn.
        let capabilities = json!({
            "webkitgtk:browserOptions": { "binary": binary(), "args": [] },
            "timeouts": { "script": 180_000 },
        });
        let capabilities = capabilities.as_object().expect("an object").clone();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        let address = format!("http://127.0.0.1:{port}");
        let client = tokio::time::timeout(START, builder.connect(&address))
            .await
            .expect("the program did not open a window that can be driven: did it start at all?")
            .expect("open a WebDriver session");
        driver.program =
            *process::children(driver.child.id()).first().expect("the program runs under the driver");
        (driver, client)
    }

    /// The process id of the program.
    pub(crate) fn program(&self) -> u32 {
        self.program
    }

    /// Ends the program as a power cut would, then the driver.
    pub(crate) fn kill(&mut self) {
        if self.program != 0 {
            process::kill(self.program);
        }
        self.end_driver();
    }

    /// Waits for the program to end after its session was closed, then ends the driver.
    pub(crate) fn finish(&mut self) {
        if !process::wait_for_end(self.program, END) {
            process::kill(self.program);
        }
        self.end_driver();
    }

    fn end_driver(&mut self) {
        // A program that started but never answered is still the driver's child.
        let orphans = process::children(self.child.id());
        let _ = self.child.kill();
        let _ = self.child.wait();
        orphans.into_iter().for_each(process::kill);
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The program under test: `CALLBOARD_BINARY`, or the one cargo built beside these tests.
fn binary() -> PathBuf {
    let binary = std::env::var_os("CALLBOARD_BINARY").map_or_else(
        || PathBuf::from(option_env!("CARGO_BIN_EXE_callboard").unwrap_or_default()),
        PathBuf::from,
    );
    assert!(binary.is_file(), "there is no program at {}", binary.display());
    std::path::absolute(binary).expect("the absolute path of the program")
}

/// A port nobody listens on right now.
fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .expect("a free port")
        .port()
}

async fn wait_for_port(port: u16) {
    let deadline = Instant::now() + START;
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        assert!(Instant::now() < deadline, "WebKitWebDriver did not listen on port {port}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
