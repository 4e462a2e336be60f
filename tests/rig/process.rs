//! Processes of the program under test, found and ended through /proc and kill(1).

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

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
        // The shell's own: a small machine need not have the program.
        let _ = Command::new("sh").args(["-c", &format!("kill -9 {pid}")]).status();
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

/// The moment a process started, in milliseconds since 1970, to about 10 ms.
pub(crate) fn started_at(pid: u32) -> f64 {
    // proc(5): field 22 of stat counts ticks of 1/100 s since the machine started. The second field is the
    // program's name in parentheses, which may itself contain spaces.
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).expect("the process runs");
    let fields = stat.rsplit(')').next().expect("fields after the name");
    let ticks: f64 =
        fields.split_whitespace().nth(19).and_then(|field| field.parse().ok()).expect("the start time");
    let uptime = fs::read_to_string("/proc/uptime").expect("the uptime");
    let uptime: f64 = uptime.split_whitespace().next().and_then(|field| field.parse().ok()).expect("seconds");
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970").as_secs_f64();
    (now - uptime + ticks / 100.0) * 1000.0
}

/// Processor time that a process and its running descendants have used so far, in milliseconds, to about 10 ms each.
pub(crate) fn processor_time(pid: u32) -> u64 {
    // proc(5): fields 14 and 15 of stat, in ticks of 1/100 s.
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: u64 = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    ticks * 10 + children(pid).into_iter().map(processor_time).sum::<u64>()
}

/// Memory of a process and all its descendants in KiB: each one's own, and its share of what they share.
pub(crate) fn memory(pid: u32) -> u64 {
    let rollup = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
    let own = rollup
        .lines()
        .find_map(|line| line.strip_prefix("Pss:")?.split_whitespace().next()?.parse::<u64>().ok());
    own.unwrap_or(0) + children(pid).into_iter().map(memory).sum::<u64>()
}
