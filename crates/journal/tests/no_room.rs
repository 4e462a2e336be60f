//! The journal where nothing can be written: a full disk and a folder that is read-only, both mounted for real. Root mounts
//! them; a user is given a namespace of its own where the system has one, and the tests say so where it has not.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use callboard_journal::Journal;
use callboard_model::{AccountId, ConnectionId, Draft, Edits, ErrorCode};
use jiff::Timestamp;
use serde_json::json;

const NOW: Timestamp = Timestamp::constant(1_800_000_000, 0);

/// A small file system on a folder, gone with this.
struct Disk(tempfile::TempDir);

impl Disk {
    /// None where this user may mount nothing.
    fn mounted() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = run("mount", &["-t", "tmpfs", "-o", "size=256k", "tmpfs"], folder.path());
        if !mounted {
            let _ = writeln!(std::io::stderr(), "SKIPPED: no file system can be mounted here; root can");
        }
        mounted.then(|| Self(folder))
    }

    fn journal(&self) -> std::path::PathBuf {
        self.0.path().join("journal.sqlite")
    }

    /// Fills what room there is.
    fn fill(&self) {
        let mut ballast = fs::File::create(self.0.path().join("ballast")).unwrap();
        while ballast.write_all(&[7; 512]).is_ok() {}
    }

    fn make_room(&self) {
        fs::remove_file(self.0.path().join("ballast")).unwrap();
    }

    /// The kernel refuses while a process that another test starts still has this one's files.
    fn make_read_only(&self) {
        for _ in 0..100 {
            if run("mount", &["-o", "remount,ro"], self.0.path()) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("could not make it read-only");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        run("umount", &["-l"], self.0.path());
    }
}

fn run(program: &str, arguments: &[&str], path: &Path) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).arg(path).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn account() -> AccountId {
    AccountId("bird|one".to_owned())
}

fn draft(text: &str) -> Draft {
    Draft {
        connection: ConnectionId("one".to_owned()),
        agent: None,
        base: json!(text),
        edits: Edits::default(),
        updated_at: String::new(),
    }
}

#[test]
fn a_full_disk_neither_ends_the_program_nor_hides_what_was_kept() {
    let Some(disk) = Disk::mounted() else { return };
    Journal::open(&disk.journal(), NOW).unwrap().journal.keep_draft(&account(), &draft("mine")).unwrap();
    disk.fill();
    let journal = Journal::open(&disk.journal(), NOW).unwrap().journal;
    assert_eq!(
        journal.drafts().unwrap(),
        [(account(), draft("mine"))],
        "the drafts cannot be read on a full disk"
    );
    assert_eq!(journal.probe().unwrap_err().code, ErrorCode::DiskFull, "nobody is told to make room");
    assert_eq!(
        journal.keep_draft(&account(), &draft(&"x".repeat(9000))).unwrap_err().code,
        ErrorCode::DiskFull
    );
    disk.make_room();
    journal.probe().unwrap();
    journal.keep_draft(&account(), &draft("newer")).unwrap();
    assert_eq!(journal.drafts().unwrap(), [(account(), draft("newer"))]);
}

#[test]
fn a_journal_cannot_be_begun_on_a_full_disk_and_says_so() {
    let Some(disk) = Disk::mounted() else { return };
    disk.fill();
    assert_eq!(Journal::open(&disk.journal(), NOW).unwrap_err().code, ErrorCode::DiskFull);
    let journal = Journal::in_memory().unwrap();
    journal.keep_draft(&account(), &draft("in memory")).unwrap();
    disk.make_room();
    journal.go_on_with(Journal::open(&disk.journal(), NOW).unwrap().journal);
    assert_eq!(journal.drafts().unwrap(), [], "what was never on disk looks kept");
    journal.keep_draft(&account(), &draft("on disk")).unwrap();
    drop(journal);
    let kept = Journal::open(&disk.journal(), NOW).unwrap().journal.drafts().unwrap();
    assert_eq!(kept, [(account(), draft("on disk"))]);
}

#[test]
fn a_folder_that_is_read_only_is_an_error_and_nothing_is_moved() {
    let Some(disk) = Disk::mounted() else { return };
    Journal::open(&disk.journal(), NOW).unwrap().journal.keep_draft(&account(), &draft("mine")).unwrap();
    let before = fs::read(disk.journal()).unwrap();
    disk.make_read_only();
    assert_eq!(Journal::open(&disk.journal(), NOW).unwrap_err().code, ErrorCode::StorageFault);
    assert_eq!(fs::read(disk.journal()).unwrap(), before);
}

#[test]
fn a_second_program_is_told_and_does_not_write_between_the_lines_of_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.sqlite");
    let first = Journal::open(&path, NOW).unwrap().journal;
    let second = Journal::open(&path, NOW).unwrap_err();
    assert_eq!(second.code, ErrorCode::StorageFault);
    first.keep_draft(&account(), &draft("mine")).unwrap();
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        2,
        "an index is mapped, which a full disk makes fatal"
    );
}
