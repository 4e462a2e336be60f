//! Damaged files that were given another name in the data folder, so that nothing in them is lost for good: until somebody
//! removes them, for they hold what an admin wrote.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use callboard_model::{CallboardError, ErrorCode, Result};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::Serialize;
use specta::Type;

use crate::settings_file::fault;

/// What stands between a file's own name and the time at which it was set aside.
const MARK: &str = ".damaged-";

/// How that time is written.
const STAMP: &str = "%Y%m%dT%H%M%SZ";

/// What SQLite keeps beside a journal; it goes with it.
const COMPANIONS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// What a file held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) enum DamagedKind {
    /// Drafts, history, connections.
    Journal,
    /// Settings and a copy of the connections.
    Settings,
}

/// A damaged file that was set aside.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DamagedFile {
    /// Its name within the data folder.
    name: String,
    kind: DamagedKind,
    /// When it was set aside, as a timestamp; none where its name does not say.
    at: Option<String>,
}

/// The damaged files of the data folder, the last one first.
///
/// # Errors
/// [`ErrorCode::StorageFault`].
pub(crate) fn list(folder: &Path) -> Result<Vec<DamagedFile>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.map_err(|error| fault("list the damaged files", &error))?,
    };
    let mut found: Vec<DamagedFile> = entries
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let name = entry.file_name().into_string().ok()?;
            entry.metadata().ok().filter(fs::Metadata::is_file)?;
            damaged(name)
        })
        .collect();
    found.sort_by(|one, other| other.at.cmp(&one.at).then_with(|| other.name.cmp(&one.name)));
    Ok(found)
}

/// Removes a damaged file and what belongs to it.
///
/// # Errors
/// [`ErrorCode::FileUnreadable`] where there is no damaged file of that name, [`ErrorCode::StorageFault`].
pub(crate) fn remove(folder: &Path, name: &str) -> Result<()> {
    // A name from the list, and so none that leads out of the folder or to a file in use.
    if !list(folder)?.iter().any(|file| file.name == name) {
        return Err(CallboardError::new(ErrorCode::FileUnreadable).with_detail("no such damaged file"));
    }
    let file = folder.join(name);
    let companions = COMPANIONS.map(|companion| PathBuf::from(format!("{}{companion}", file.display())));
    for path in companions.iter().chain([&file]) {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(fault("remove a damaged file", &error));
            }
            _ => {}
        }
    }
    Ok(())
}

fn damaged(name: String) -> Option<DamagedFile> {
    let (file, stamp) = name.split_once(MARK)?;
    let kind = match file {
        crate::storage::JOURNAL => DamagedKind::Journal,
        crate::store::FILE => DamagedKind::Settings,
        _ => return None,
    };
    if COMPANIONS.iter().any(|companion| stamp.ends_with(companion)) {
        return None;
    }
    let time = stamp.split('-').next().and_then(|time| DateTime::strptime(STAMP, time).ok());
    let at = time.and_then(|time| TimeZone::UTC.to_timestamp(time).ok()).map(|at| at.to_string());
    Some(DamagedFile { name, kind, at })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_files_are_listed_and_removed_with_all_that_belongs_to_them() {
        let folder = tempfile::tempdir().unwrap();
        let files = [
            "journal.sqlite",
            "journal.sqlite-wal",
            "journal.sqlite.damaged-20261126T140203Z",
            "journal.sqlite.damaged-20261126T140203Z-wal",
            "journal.sqlite.damaged-20261126T140203Z-2",
            "callboard.json",
            "callboard.json.damaged-20261127T080000Z",
            "letter.damaged-20261127T080000Z",
        ];
        for file in files {
            fs::write(folder.path().join(file), "drafts").unwrap();
        }
        let names =
            || -> Vec<String> { list(folder.path()).unwrap().into_iter().map(|file| file.name).collect() };
        assert_eq!(
            names(),
            [
                "callboard.json.damaged-20261127T080000Z",
                "journal.sqlite.damaged-20261126T140203Z-2",
                "journal.sqlite.damaged-20261126T140203Z",
            ],
            "what somebody wrote lies on the disk and nobody can see it"
        );
        let first = &list(folder.path()).unwrap()[0];
        assert_eq!((first.kind, first.at.as_deref()), (DamagedKind::Settings, Some("2026-11-27T08:00:00Z")));
        remove(folder.path(), "journal.sqlite.damaged-20261126T140203Z").unwrap();
        let wal = folder.path().join("journal.sqlite.damaged-20261126T140203Z-wal");
        assert!(!wal.exists(), "what was written last is still on the disk");
        assert_eq!(names().len(), 2, "another damaged file went as well");
        assert!(folder.path().join("journal.sqlite-wal").exists());
    }

    #[test]
    fn nothing_but_damaged_files_can_be_removed() {
        let outside = tempfile::tempdir().unwrap();
        let folder = outside.path().join("data");
        fs::create_dir(&folder).unwrap();
        let kept = ["journal.sqlite", "callboard.json"].map(|name| folder.join(name));
        let other = outside.path().join("callboard.json.damaged-20261127T080000Z");
        for file in kept.iter().chain([&other]) {
            fs::write(file, "mine").unwrap();
        }
        for name in
            ["journal.sqlite", "callboard.json", "../callboard.json.damaged-20261127T080000Z", "", "."]
        {
            assert_eq!(remove(&folder, name).unwrap_err().code, ErrorCode::FileUnreadable, "{name:?}");
        }
        assert!(kept.iter().chain([&other]).all(|file| file.exists()), "the window can remove any file");
        assert_eq!(list(&outside.path().join("missing")).unwrap(), []);
    }
}
