//! A small disk mounted where the program keeps things, so that it can be filled or made read-only for real.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// Unmounted when it is dropped. Its folder has to outlive it.
pub(crate) struct Disk {
    folder: PathBuf,
}

impl Disk {
    /// None where this user may mount nothing; the test has to say so.
    pub(crate) fn mounted(folder: &Path, kilobytes: u32) -> Option<Self> {
        fs::create_dir_all(folder).expect("create the folder to mount on");
        let size = format!("size={kilobytes}k,mode=700");
        run(&["mount", "-t", "tmpfs", "-o", &size, "tmpfs"], folder)
            .then(|| Self { folder: folder.to_owned() })
    }

    /// Fills what room there is.
    pub(crate) fn fill(&self) {
        let mut ballast = File::create(self.ballast()).expect("begin the ballast");
        for size in [65_536, 4096, 512] {
            while ballast.write_all(&vec![7; size]).is_ok() {}
        }
    }

    pub(crate) fn make_room(&self) {
        fs::remove_file(self.ballast()).expect("remove the ballast");
    }

    /// The kernel refuses as long as any process holds a file there for writing, and WebKit's processes end a moment
    /// after the program they belong to.
    pub(crate) async fn make_read_only(&self) {
        for _ in 0..300 {
            if run(&["mount", "-o", "remount,ro"], &self.folder) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the disk could not be made read-only");
    }

    pub(crate) fn make_writable(&self) {
        assert!(run(&["mount", "-o", "remount,rw"], &self.folder), "the disk could not be made writable");
    }

    fn ballast(&self) -> PathBuf {
        self.folder.join("ballast")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        run(&["umount", "-l"], &self.folder);
    }
}

fn run(words: &[&str], folder: &Path) -> bool {
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).arg(folder).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
