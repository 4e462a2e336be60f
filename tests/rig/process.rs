//! Processes of the program under test, found and ended through /proc and kill(1).

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

/// The direct children of a process.
pub(crate) fn children(parent: u32) -> Vec<u32> {
    let Ok(entries) = fs::read_dir("/proc") else { return Vec::new() };
    entries
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter(|pid| parent_of(*pid) == Some(parent))
        .collect()
}

fn parent_of(pid: u32) -> Option<u32> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("PPid:"))?.trim().parse().ok()
}

/// Whether the process still runs. One that has ended but was not waited for counts as ended.
pub(crate) fn runs(pid: u32) -> bool {
    fs::read_to_string(format!("/proc/{pid}/status"))
        .is_ok_and(|status| !status.lines().any(|line| line.starts_with("State:") && line.contains('Z')))
}

/// Ends a process as a power cut would, without a chance to save, and waits until it is gone.
pub(crate) fn kill(pid: u32) {
    if runs(pid) {
        let _ = Command::new("kill").args(["-9", &pid.to_string()]).status();
    }
    wait_for_end(pid, Duration::from_secs(5));
}

/// Whether the process ended in time.
pub(crate) fn wait_for_end(pid: u32, patience: Duration) -> bool {
    let deadline = Instant::now() + patience;
    while runs(pid) {
        if Instant::now() > deadline {
            return false;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    true
}
