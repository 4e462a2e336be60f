//! A virtual display with its own session bus, keychain and home folder, for running the real window where
//! there is no screen and for keeping tests away from the developer's own settings and secrets.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{self, Command, Stdio};
use std::thread;

use crate::failure::{Context, Failure, Outcome};
use crate::process::{forget_cargo_run, run, run_named};

/// The part of this program that runs inside the new session, started by [`command_line`].
pub(crate) const INNER_COMMAND: &str = "inside-virtual-display";

/// Opens the throwaway keychain. It protects nothing: the keychain is gone with the session.
const KEYRING_PASSWORD: &[u8] = b"callboard";

const SCREEN: &str = "-screen 0 1280x900x24 -nolisten tcp";

/// A bus address that leads nowhere: for programs, a computer without a session bus.
const NO_BUS: &str = "unix:path=/nonexistent/bus";

/// What the session's keychain is like.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keychain {
    /// There, and open.
    Unlocked,
    /// There, and nobody has opened it: the bus starts the service on demand.
    Locked,
    /// Not there, because there is no session bus.
    Missing,
}

impl Keychain {
    const ALL: [(&'static str, Self); 3] =
        [("unlocked", Self::Unlocked), ("locked", Self::Locked), ("missing", Self::Missing)];

    pub(crate) fn named(name: &OsStr) -> Outcome<Self> {
        let found = Self::ALL.iter().find(|(known, _)| name == *known).map(|(_, keychain)| *keychain);
        found.ok_or_else(|| Failure::new("a keychain is unlocked, locked or missing"))
    }

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, keychain)| *keychain == self).map_or("unlocked", |(name, _)| name)
    }
}

/// Whether there is a screen to open a window on. Outside Linux there always is.
pub(crate) fn is_needed() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(target_os = "linux") && !set("DISPLAY") && !set("WAYLAND_DISPLAY")
}

/// Runs a command inside a fresh virtual display and waits for its end.
pub(crate) fn run_inside(keychain: Keychain, words: &[OsString]) -> Outcome {
    let session = SessionFolder::create(0)?;
    run(&mut command_line(&session, keychain, words)?)
}

/// Runs commands side by side, each in a virtual display of its own, and waits for the end of all. Fails with the first
/// that failed.
pub(crate) fn run_side_by_side(keychain: Keychain, commands: &[Vec<OsString>]) -> Outcome {
    let sessions: Vec<_> = (0..commands.len()).map(SessionFolder::create).collect::<Outcome<_>>()?;
    let mut outcomes = Vec::new();
    thread::scope(|scope| {
        let running: Vec<_> = sessions
            .iter()
            .zip(commands)
            .enumerate()
            .map(|(at, (session, words))| {
                scope.spawn(move || {
                    run_named(&(at + 1).to_string(), &mut command_line(session, keychain, words)?)
                })
            })
            .collect();
        outcomes = running
            .into_iter()
            .map(|each| each.join().unwrap_or_else(|_| Err(Failure::new("a session ended with a panic"))))
            .collect();
    });
    outcomes.into_iter().collect()
}

fn command_line(session: &SessionFolder, keychain: Keychain, words: &[OsString]) -> Outcome<Command> {
    let own = env::current_exe().context("find this program")?;
    let mut command = Command::new("xvfb-run");
    command
        // Far apart: two that look for a free number at once could find the same.
        .args(["--auto-servernum", "--server-num", &(99 + 100 * session.place).to_string()])
        .args(["--server-args", SCREEN, "dbus-run-session", "--"])
        .arg(own)
        .args([INNER_COMMAND, keychain.name()])
        .args(words)
        .stdin(Stdio::null());
    forget_cargo_run(&mut command);
    // Rust's own folders are found through HOME: pin them before it changes.
    if let Some(home) = env::home_dir() {
        for (name, folder) in [("RUSTUP_HOME", ".rustup"), ("CARGO_HOME", ".cargo")] {
            command.env(name, env::var_os(name).unwrap_or_else(|| home.join(folder).into()));
        }
    }
    for (name, folder) in session.variables() {
        command.env(name, folder);
    }
    command.env("NO_AT_BRIDGE", "1").env("GDK_BACKEND", "x11").env_remove("WAYLAND_DISPLAY");
    // The tests name things in English, whatever the developer speaks.
    command.env("LANG", "C.UTF-8");
    for name in ["LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LC_TIME"] {
        command.env_remove(name);
    }
    // With these set, a screenshot through WebDriver never returns.
    command.env_remove("WEBKIT_DISABLE_COMPOSITING_MODE").env_remove("WEBKIT_DISABLE_DMABUF_RENDERER");
    Ok(command)
}

/// Brings the keychain into its state on the session's bus, then runs the command.
pub(crate) fn inside_session(words: &[OsString]) -> Outcome {
    let [keychain, program, arguments @ ..] = words else {
        return Err(Failure::new("no command to run in the virtual display"));
    };
    let mut command = Command::new(program);
    command.args(arguments);
    match Keychain::named(keychain)? {
        Keychain::Unlocked => command.envs(unlock_keyring()?),
        Keychain::Locked => &mut command,
        Keychain::Missing => command.env("DBUS_SESSION_BUS_ADDRESS", NO_BUS),
    };
    let status = command.status().context(format_args!("start `{}`", program.to_string_lossy()))?;
    // The session ends with this process; xvfb-run and dbus-run-session hand its exit code on.
    process::exit(status.code().unwrap_or(1));
}

/// The daemon puts itself into the background once the keychain is open, and ends with the session's bus.
/// It prints the variables that clients need.
fn unlock_keyring() -> Outcome<Vec<(String, String)>> {
    let mut daemon = Command::new("gnome-keyring-daemon")
        .args(["--unlock", "--components=secrets"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("start gnome-keyring-daemon")?;
    if let Some(mut input) = daemon.stdin.take() {
        input.write_all(KEYRING_PASSWORD).context("unlock the keychain")?;
    }
    let mut printed = String::new();
    if let Some(mut output) = daemon.stdout.take() {
        output.read_to_string(&mut printed).context("read from gnome-keyring-daemon")?;
    }
    let status = daemon.wait().context("wait for gnome-keyring-daemon")?;
    if !status.success() {
        return Err(Failure::new(format!("gnome-keyring-daemon did not start ({status})")));
    }
    Ok(printed
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
        .collect())
}

/// The home folder of one session, removed at its end.
struct SessionFolder {
    home: PathBuf,
    /// Which of the sessions side by side.
    place: usize,
}

impl SessionFolder {
    fn create(place: usize) -> Outcome<Self> {
        let home = env::temp_dir().join(format!("callboard-session-{}-{place}", process::id()));
        let session = Self { home, place };
        for (_, path) in session.variables() {
            fs::create_dir_all(&path).context(format_args!("create {}", path.display()))?;
        }
        fs::create_dir_all(session.home.join(".local/share/keyrings"))
            .context("create the keychain's folder")?;
        keep_private(&session.home)?;
        keep_private(&session.home.join("run"))?;
        Ok(session)
    }

    fn variables(&self) -> [(&'static str, PathBuf); 5] {
        let home = &self.home;
        [
            ("HOME", home.clone()),
            ("XDG_CONFIG_HOME", home.join(".config")),
            ("XDG_DATA_HOME", home.join(".local/share")),
            ("XDG_CACHE_HOME", home.join(".cache")),
            ("XDG_RUNTIME_DIR", home.join("run")),
        ]
    }
}

impl Drop for SessionFolder {
    fn drop(&mut self) {
        // Best effort: the daemon may still be closing its files, and the folder is a temporary one.
        let _ = fs::remove_dir_all(&self.home);
    }
}

/// The bus and the keychain refuse folders that others can read.
#[cfg(unix)]
fn keep_private(folder: &Path) -> Outcome {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
        .context(format_args!("restrict {}", folder.display()))
}

#[cfg(not(unix))]
fn keep_private(_folder: &Path) -> Outcome {
    Ok(())
}

/// A command line from its words.
pub(crate) fn words<T: AsRef<OsStr>>(words: impl IntoIterator<Item = T>) -> Vec<OsString> {
    words.into_iter().map(|word| word.as_ref().to_owned()).collect()
}
