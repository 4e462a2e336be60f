//! System packages on Linux: which ones, what for, and installing what is missing on Debian and Ubuntu.

use std::fs;
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::process;

/// A Debian package and the reason it is asked for.
struct Package {
    name: &'static str,
    reason: &'static str,
}

const fn package(name: &'static str, reason: &'static str) -> Package {
    Package { name, reason }
}

const TO_BUILD: [Package; 5] = [
    package("build-essential", "C compiler and linker for Rust and the bundled SQLite"),
    package("pkg-config", "finds the system libraries during the build"),
    package("libwebkit2gtk-4.1-dev", "the web view the window is drawn with"),
    package("libasound2-dev", "sound output, to listen to voicemail drops"),
    package("cmake", "builds the bundled Opus decoder (libopus)"),
];

const WITHOUT_DISPLAY: [Package; 15] = [
    package("xvfb", "a virtual display"),
    package("xauth", "access to the virtual display"),
    package("webkit2gtk-driver", "drives the window in tests (WebDriver)"),
    package("xdotool", "answers the system's own dialogs in tests"),
    package("gnome-keyring", "a real keychain for credentials"),
    package("dbus-user-session", "the session bus the keychain is reached over"),
    package("fonts-dejavu-core", "a font for the system's own dialogs"),
    package("libgl1-mesa-dri", "software rendering"),
    package("libegl1", "software rendering"),
    package("ffmpeg", "judges what is made of sounds in tests"),
    package("alsa-utils", "spoken samples for tests"),
    package("sound-theme-freedesktop", "recorded sounds for tests"),
    package("imagemagick", "judges what is made of pictures in tests"),
    package("golang-github-rwcarlsen-goexif-dev", "camera pictures for tests"),
    package("xfdesktop4-data", "wallpapers for tests"),
];

/// Makes sure that the packages are there. `headless` adds those for running without a screen.
pub(crate) fn ensure(headless: bool) -> Outcome {
    let mut wanted: Vec<&Package> = TO_BUILD.iter().collect();
    if headless {
        wanted.extend(&WITHOUT_DISPLAY);
    }
    if !is_debian_like() {
        return check_elsewhere(headless);
    }
    let missing: Vec<&Package> = wanted.into_iter().filter(|package| !is_installed(package.name)).collect();
    if missing.is_empty() {
        println!("all system packages are installed");
        return Ok(());
    }
    println!("These system packages are missing and will be installed:");
    for package in &missing {
        println!("  {:<24} {}", package.name, package.reason);
    }
    process::run(&mut apt_get(&["update"]))?;
    let mut install = apt_get(&["install", "--yes", "--no-install-recommends"]);
    install.args(missing.iter().map(|package| package.name));
    process::run(&mut install)
}

fn is_debian_like() -> bool {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    release
        .lines()
        .filter_map(|line| line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")))
        .flat_map(|value| value.trim_matches('"').split_whitespace())
        .any(|id| id == "debian" || id == "ubuntu")
}

fn is_installed(name: &str) -> bool {
    process::answer("dpkg-query", &["--show", "--showformat=${db:Status-Status}", name])
        .is_some_and(|status| status == "installed")
}

/// apt-get without questions, through sudo where the caller is not root.
fn apt_get(arguments: &[&str]) -> Command {
    let is_root = process::answer("id", &["-u"]).is_some_and(|id| id == "0");
    let mut command = Command::new(if is_root { "env" } else { "sudo" });
    if !is_root {
        command.arg("env");
    }
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"]).args(arguments);
    command
}

/// Other distributions name their packages differently: say what has to be there and let the admin find it.
fn check_elsewhere(headless: bool) -> Outcome {
    let libraries = [("webkit2gtk-4.1", "the web view the window is drawn with"), ("alsa", "sound output")];
    let programs = [
        ("xvfb-run", "a virtual display"),
        ("WebKitWebDriver", "drives the window in tests"),
        ("xdotool", "answers the system's own dialogs in tests"),
        ("gnome-keyring-daemon", "a real keychain"),
        ("ffmpeg", "judges what is made of sounds in tests"),
        ("convert", "ImageMagick, judges what is made of pictures in tests"),
        ("dbus-run-session", "the session bus the keychain is reached over"),
    ];
    let mut missing = Vec::new();
    for (library, reason) in libraries {
        if process::answer("pkg-config", &["--exists", library]).is_none() {
            missing.push(format!("  development files of {library}: {reason}"));
        }
    }
    for (program, reason) in programs {
        if headless && process::answer("which", &[program]).is_none() {
            missing.push(format!("  the program {program}: {reason}"));
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "this machine lacks the following; install them with its package manager \
         (only Debian and Ubuntu are done automatically):\n{}",
        missing.join("\n")
    )))
}
