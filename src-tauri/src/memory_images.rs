//! No image of this program's memory is written to a disk when it crashes: keys are in it.

/// The limit that means "never".
#[cfg(target_os = "linux")]
const LEAST: u64 = 1;
#[cfg(all(unix, not(target_os = "linux")))]
const LEAST: u64 = 0;

/// Forbids core dumps to this process and to those that it starts, the web view's among them.
///
/// Linux hands the dump to a program such as systemd-coredump whatever the limit is, unless the limit is one byte, which means
/// "never" to it. A limit of zero, which does for macOS, would not do there. The process stays dumpable in the sense of
/// `prctl`: without that, portals cannot tell who asks and refuse the file dialogs; nor would it be passed on to the web view.
///
/// On Windows error reporting is the user's own setting, and a program cannot refuse the dump of its memory without a service
/// of the system: a crash there may leave one in the user's profile.
pub fn forbid_memory_images() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let never = Rlimit { current: Some(LEAST), maximum: Some(LEAST) };
        if let Err(error) = setrlimit(Resource::Core, never) {
            eprintln!("core dumps could not be forbidden: {error}");
        }
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

    use std::os::unix::process::ExitStatusExt as _;
    use std::process::Command;

    use super::*;

    const CRASHES: &str = "CALLBOARD_TEST_CRASHES";

    /// Runs this test again in a process of its own that allows dumps of any size first.
    fn crash(how: &str, folder: &std::path::Path) -> std::process::ExitStatus {
        let program = std::env::current_exe().unwrap();
        let name = "memory_images::tests::a_crash_writes_no_image_of_the_memory";
        let command = format!("ulimit -c unlimited; exec \"{}\" --exact {name}", program.display());
        Command::new("bash")
            .args(["-c", &command])
            .env(CRASHES, how)
            .current_dir(folder)
            .output()
            .unwrap()
            .status
    }

    #[test]
    fn a_crash_writes_no_image_of_the_memory() {
        match std::env::var(CRASHES).as_deref() {
            Ok("forbidden") => {
                forbid_memory_images();
                std::process::abort();
            }
            Ok(_) => std::process::abort(),
            Err(_) => {}
        }
        let folder = tempfile::tempdir().unwrap();
        let status = crash("forbidden", folder.path());
        assert_eq!(status.signal(), Some(6), "the process did not crash: {status}");
        assert!(!status.core_dumped(), "the keys would lie in a core dump");
        let left = std::fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(left, 0, "the keys would lie in a core dump");
        // Where a dump can be written at all, it is seen here.
        let usual = crash("usual", folder.path());
        assert_eq!(usual.signal(), Some(6));
        if !usual.core_dumped() {
            eprintln!("this computer writes no core dumps: the check says little here");
        }
    }
}
