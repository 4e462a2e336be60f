//! A disk that is full, for real: a small file system of its own. Where mounting is not permitted, these say so and pass.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use callboard_model::{Done, ErrorCode};
use serde_json::json;
use tempfile::TempDir;

use super::support::{Office, edits, saved};

/// A file system of one megabyte, unmounted when it is dropped.
struct SmallDisk {
    folder: TempDir,
}

impl SmallDisk {
    #[expect(
        clippy::print_stderr,
        reason = "whoever reads the test's output has to know that nothing was tested"
    )]
    fn mount() -> Option<Self> {
        let folder = TempDir::new().unwrap();
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"])
            .arg(folder.path())
            .output()
            .ok()
            .filter(|output| output.status.success());
        if mount.is_none() {
            eprintln!("no small file system can be mounted here: the full disk was not tested");
        }
        mount.map(|_| Self { folder })
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes until there is no room for one more byte.
    fn fill(&self) -> PathBuf {
        let path = self.path().join("filler");
        let mut file = File::create(&path).unwrap();
        for size in [65_536, 4_096, 256, 1] {
            while file.write_all(&vec![0; size]).is_ok() {}
        }
        path
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.folder.path()).status();
    }
}

#[tokio::test]
async fn on_a_full_disk_nothing_is_sent_and_the_admin_is_told_so() {
    let Some(disk) = SmallDisk::mount() else { return };
    let office = Office::keeping_in(disk.path()).await;
    let before = office.person("Noah Jansen").await;
    let filler = disk.fill();
    let bio = "x".repeat(50_000);
    for (what, outcome) in [
        ("a save", office.save(&before, edits([("/bio", json!(bio))])).await),
        ("a deletion", office.delete(&before).await),
        ("a create", office.create(edits([("/name", json!("New")), ("/bio", json!(bio))])).await),
    ] {
        let error = outcome.expect_err(what);
        assert_eq!((error.code, error.done), (ErrorCode::DiskFull, Done::No), "{what}: {error}");
    }
    for operation in ["updateAgent", "deleteAgent", "createAgent"] {
        assert!(office.sent(operation).is_empty(), "{operation} was sent and nobody would know");
    }
    assert_eq!(office.stored(&before).await, before);
    fs::remove_file(filler).unwrap();
    let (after, ..) = saved(office.save(&before, edits([("/bio", json!("Mine"))])).await);
    assert_eq!((&after["bio"], office.history(None).await.len()), (&json!("Mine"), 1));
}

#[tokio::test]
async fn a_disk_that_fills_between_sending_and_confirming_costs_no_entry() {
    let Some(disk) = SmallDisk::mount() else { return };
    let office = Office::keeping_in(disk.path()).await;
    let before = office.person("Noah Jansen").await;
    let late = callboard_sandbox::FaultKind::LateAnswer { milliseconds: 500 };
    office.fault_once(late, "updateAgent");
    let saving =
        office.begins(Some(&before), edits([("/bio", json!("x".repeat(50_000)))]), &super::support::job());
    office.until_sent("updateAgent").await;
    let filler = disk.fill();
    let outcome = saving.await.unwrap().unwrap();
    let callboard_model::SaveOutcome::Saved { unrecorded: true, .. } = &outcome else {
        panic!("{outcome:?}")
    };
    fs::remove_file(filler).unwrap();
    assert!(office.settle().await.is_empty());
    assert_eq!(office.history(Some(&before)).await.len(), 1, "Undo has no entry to go by");
}
