//! What a machine needs before Callboard can be built, checked in one place for every operating system.

use crate::failure::{Failure, Outcome};
use crate::{process, system_packages};

/// The oldest Node that the UI's tools run on.
const NODE_MAJOR: u32 = 20;

/// Checks Node, then installs (Debian, Ubuntu) or names (elsewhere) whatever else is missing.
pub(crate) fn ensure(headless: bool) -> Outcome {
    node()?;
    match std::env::consts::OS {
        "linux" => system_packages::ensure(headless),
        "macos" => macos(),
        "windows" => windows(),
        other => Err(Failure::new(format!("Callboard is not built for {other}"))),
    }
}

fn node() -> Outcome {
    let found = process::answer("node", &["--version"]);
    let major = found.as_deref().and_then(|version| {
        version.trim_start_matches('v').split('.').next().and_then(|text| text.parse::<u32>().ok())
    });
    match major {
        Some(major) if major >= NODE_MAJOR => Ok(()),
        _ => Err(Failure::new(format!(
            "Node.js {NODE_MAJOR} or newer is needed to build the window's content (found: {}). \
             Get it from https://nodejs.org or your package manager",
            found.as_deref().unwrap_or("none")
        ))),
    }
}

fn macos() -> Outcome {
    if process::answer("xcode-select", &["-p"]).is_some() {
        return Ok(());
    }
    Err(Failure::new(
        "Apple's command line tools are missing (compiler and linker). Run: xcode-select --install",
    ))
}

fn windows() -> Outcome {
    // The evergreen WebView2 runtime registers itself per machine or per user under this product id.
    const WEBVIEW2: &str = r"Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
    let registered = [r"HKLM\SOFTWARE\WOW6432Node", r"HKLM\SOFTWARE", r"HKCU\Software"]
        .iter()
        .any(|hive| process::answer("reg", &["query", &format!(r"{hive}\{WEBVIEW2}"), "/v", "pv"]).is_some());
    if registered {
        return Ok(());
    }
    Err(Failure::new(
        "the WebView2 runtime is missing (the window is drawn with it). \
         Get it from https://developer.microsoft.com/microsoft-edge/webview2",
    ))
}
