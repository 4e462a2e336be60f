//! Starting again where the start itself failed for a moment.

use std::error::Error;
use std::process::{Command, ExitCode};
use std::thread;
use std::time::Duration;

/// Counts the starts, passed on to the next one.
const VARIABLE: &str = "CALLBOARD_START";
const STARTS: u32 = 3;
const PAUSE: Duration = Duration::from_millis(700);

/// What becomes of a start that failed. Opened again while an earlier window is still closing, the program finds that one's name
/// taken on the session bus and nobody answering; a moment later all is well. An event loop cannot be made twice in one
/// process, so the program starts itself again, at most twice.
pub fn try_again(failure: &dyn Error) -> ExitCode {
    let start = std::env::var(VARIABLE).ok().and_then(|count| count.parse().ok()).unwrap_or(1);
    if start < STARTS
        && let Ok(program) = std::env::current_exe()
    {
        thread::sleep(PAUSE);
        let mut next = Command::new(program);
        next.args(std::env::args_os().skip(1)).env(VARIABLE, (start + 1).to_string());
        #[cfg(unix)]
        {
            use std::os::unix::process::CommandExt;
            // Comes back only where the program could not be started.
            eprintln!("could not start again: {}", next.exec());
        }
        #[cfg(not(unix))]
        if next.spawn().is_ok() {
            return ExitCode::SUCCESS;
        }
    }
    // Without a window there is nowhere else to say it.
    eprintln!("Callboard could not start: {failure}");
    ExitCode::FAILURE
}
