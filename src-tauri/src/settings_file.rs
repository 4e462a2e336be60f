//! The file with settings and connections: written whole or not at all, its last good copy beside it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use callboard_model::{CallboardError, ErrorCode, Result};
use callboard_usecases::SetAsideFile;
use jiff::Timestamp;
use serde_json::{Map, Value};

/// The file and its copy, inside the program's data folder.
pub(crate) struct SettingsFile {
    file: PathBuf,
    last_good: PathBuf,
}

/// What was found at the start.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) entries: Map<String, Value>,
    /// A damaged file, and whether the last good copy took its place.
    pub(crate) set_aside: Option<SetAsideFile>,
    /// Why the file could not be read though it may be whole. Nothing may be written then.
    pub(crate) fault: Option<CallboardError>,
}

enum Content {
    Whole(Map<String, Value>),
    Missing,
    Damaged(String),
}

impl SettingsFile {
    pub(crate) fn new(file: PathBuf) -> Self {
        let last_good = file.with_extension("last-good.json");
        Self { file, last_good }
    }

    /// Reads the file; from its last good copy where it is missing or damaged. A damaged one is given a name with `now` in it.
    pub(crate) fn read(&self, now: Timestamp) -> Found {
        match content_of(&self.file) {
            Ok(Content::Whole(entries)) => {
                // There is none yet of a file that an earlier version wrote.
                if !matches!(content_of(&self.last_good), Ok(Content::Whole(copy)) if copy == entries) {
                    self.keep_copy(&entries);
                }
                Found { entries, ..Found::default() }
            }
            Ok(Content::Missing) => {
                let entries = self.copy().unwrap_or_default();
                if !entries.is_empty() {
                    log::warn!("the settings are missing; their last good copy is used");
                }
                Found { entries, ..Found::default() }
            }
            Ok(Content::Damaged(detail)) => self.rescue(&detail, now),
            Err(error) => Found {
                entries: self.copy().unwrap_or_default(),
                fault: Some(fault("read the settings", &error)),
                ..Found::default()
            },
        }
    }

    /// Sets a damaged file aside and goes on with the copy.
    fn rescue(&self, detail: &str, now: Timestamp) -> Found {
        let copy = self.copy();
        let restored = copy.is_some();
        let entries = copy.unwrap_or_default();
        let aside = match set_aside(&self.file, now) {
            Ok(aside) => aside,
            Err(error) => {
                let fault = Some(fault("set the damaged settings aside", &error));
                return Found { entries, fault, ..Found::default() };
            }
        };
        log::warn!("the settings are damaged and were set aside as {}: {detail}", aside.display());
        if restored && let Err(error) = write_whole(&self.file, &text_of(&entries)) {
            // The copy is still there for the next start.
            log::warn!("the last good settings could not be put back: {error}");
        }
        let set_aside = Some(SetAsideFile { file: aside.display().to_string(), restored });
        Found { entries, set_aside, fault: None }
    }

    /// Keeps the entries, on disk before it answers; where that fails the file is what it was before.
    pub(crate) fn write(&self, entries: &Map<String, Value>) -> Result<()> {
        write_whole(&self.file, &text_of(entries)).map_err(|error| fault("keep the settings", &error))?;
        self.keep_copy(entries);
        Ok(())
    }

    /// An older copy is better than none, and the file itself is written: a copy that fails is no failure.
    fn keep_copy(&self, entries: &Map<String, Value>) {
        if let Err(error) = write_whole(&self.last_good, &text_of(entries)) {
            log::warn!("no copy of the settings could be kept: {error}");
        }
    }

    fn copy(&self) -> Option<Map<String, Value>> {
        match content_of(&self.last_good) {
            Ok(Content::Whole(entries)) => Some(entries),
            _ => None,
        }
    }
}

fn text_of(entries: &Map<String, Value>) -> String {
    format!("{:#}\n", Value::Object(entries.clone()))
}

fn content_of(file: &Path) -> io::Result<Content> {
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Content::Missing),
        Err(error) => return Err(error),
    };
    Ok(match serde_json::from_slice(&bytes) {
        Ok(entries) => Content::Whole(entries),
        // Its place, not the text around it.
        Err(error) => Content::Damaged(format!(
            "{:?} in line {} of {} bytes",
            error.classify(),
            error.line(),
            bytes.len()
        )),
    })
}

/// Writes a file of its own beside the place, makes sure that it is on the disk, and only then gives it the name.
fn write_whole(place: &Path, text: &str) -> io::Result<()> {
    let next = place.with_extension("json.next");
    let written = write_private(&next, text).and_then(|()| fs::rename(&next, place));
    if written.is_err() {
        let _ = fs::remove_file(&next);
        return written;
    }
    // The name is on the disk once its folder is. Where a folder cannot be opened the file system sees to it.
    if cfg!(unix)
        && let Some(folder) = place.parent()
    {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

fn write_private(place: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = place.parent() {
        crate::private::create_folder(folder)?;
    }
    // One that was begun and never named may be of any kind and rights.
    match fs::remove_file(place) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(place)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Gives the file a name that nothing else has, and answers it.
fn set_aside(file: &Path, now: Timestamp) -> io::Result<PathBuf> {
    let stamp = now.strftime("%Y%m%dT%H%M%SZ").to_string();
    let aside = (1..1000)
        .map(|count| {
            let mut name = file.as_os_str().to_owned();
            name.push(format!(".damaged-{stamp}"));
            if count > 1 {
                name.push(format!("-{count}"));
            }
            PathBuf::from(name)
        })
        .find(|candidate| !candidate.exists())
        .ok_or_else(|| io::Error::from(io::ErrorKind::AlreadyExists))?;
    fs::rename(file, &aside)?;
    Ok(aside)
}

/// The program's error for a file that could not be read or written.
pub(crate) fn fault(what: &str, error: &io::Error) -> CallboardError {
    CallboardError::new(ErrorCode::of_writing(error)).with_operation(what).with_detail(error)
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tempfile::TempDir;

    use super::*;

    const NOW: Timestamp = Timestamp::constant(1_800_000_000, 0);

    fn opened(folder: &Path) -> SettingsFile {
        SettingsFile::new(folder.join("callboard.json"))
    }

    fn entries(name: &str) -> Map<String, Value> {
        let value = json!({ "connections": [{ "name": name }], "settings": { "language": "nl" } });
        value.as_object().unwrap().clone()
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_cut_anywhere_costs_nobody_a_connection() {
        let folder = TempDir::new().unwrap();
        let settings = opened(folder.path());
        settings.write(&entries("Northwind")).unwrap();
        let whole = fs::read(folder.path().join("callboard.json")).unwrap();
        for length in [0, 1, whole.len() / 2, whole.len() - 2] {
            fs::write(folder.path().join("callboard.json"), &whole[..length]).unwrap();
            let found = settings.read(NOW);
            assert_eq!(found.entries, entries("Northwind"), "{length} bytes: every connection is gone");
            let aside = found.set_aside.expect("a damaged file is not told");
            assert!(aside.restored && aside.file.contains("callboard.json.damaged-20270115T080000Z"));
            assert_eq!(fs::read(&aside.file).unwrap(), whole[..length], "what could be rescued is lost");
            let next = settings.read(NOW);
            assert!(next.set_aside.is_none() && next.entries == entries("Northwind"), "told a second time");
        }
        assert_eq!(names(folder.path()).len(), 6, "one damaged file took the place of another");
    }

    #[test]
    fn a_damaged_file_without_a_copy_is_set_aside_and_said_to_be_lost() {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("callboard.json"), "[1, 2]").unwrap();
        let found = opened(folder.path()).read(NOW);
        assert!(found.entries.is_empty() && found.fault.is_none());
        assert!(!found.set_aside.unwrap().restored);
        assert_eq!(names(folder.path()), ["callboard.json.damaged-20270115T080000Z"]);
    }

    #[test]
    fn a_file_of_an_earlier_version_gets_its_copy_at_the_first_start() {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("callboard.json"), text_of(&entries("Northwind"))).unwrap();
        opened(folder.path()).read(NOW);
        fs::write(folder.path().join("callboard.json"), "{").unwrap();
        assert_eq!(opened(folder.path()).read(NOW).entries, entries("Northwind"));
        fs::remove_file(folder.path().join("callboard.json")).unwrap();
        assert_eq!(opened(folder.path()).read(NOW).entries, entries("Northwind"), "a file that vanished");
    }

    #[test]
    fn a_file_that_cannot_be_read_is_a_fault_and_stays_where_it_is() {
        let folder = TempDir::new().unwrap();
        let settings = opened(folder.path());
        settings.write(&entries("Northwind")).unwrap();
        fs::remove_file(folder.path().join("callboard.json")).unwrap();
        // Root may read every file, but nobody reads a folder like one.
        fs::create_dir(folder.path().join("callboard.json")).unwrap();
        let found = settings.read(NOW);
        assert_eq!(found.fault.unwrap().code, ErrorCode::StorageFault);
        assert_eq!(found.entries, entries("Northwind"), "the last good copy is not used");
        assert!(found.set_aside.is_none() && folder.path().join("callboard.json").is_dir());
    }

    #[test]
    fn what_was_begun_and_not_finished_is_in_nobodys_way() {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("callboard.json.next"), "{\"conn").unwrap();
        let settings = opened(folder.path());
        settings.write(&entries("Northwind")).unwrap();
        assert_eq!(names(folder.path()), ["callboard.json", "callboard.last-good.json"]);
        assert_eq!(settings.read(NOW).entries, entries("Northwind"));
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_on_the_computer_can_read_the_connections() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = TempDir::new().unwrap();
        opened(folder.path()).write(&entries("Northwind")).unwrap();
        for name in names(folder.path()) {
            let mode = fs::metadata(folder.path().join(&name)).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o600, "{name}");
        }
    }

    /// A disk of 64 kB, mounted for the test; without the right to mount there is nothing to try.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_disk_that_fills_leaves_the_file_as_it_was() {
        use std::process::Command;
        let folder = TempDir::new().unwrap();
        let on = |program: &str, arguments: &[&str]| {
            let status = Command::new(program).args(arguments).arg(folder.path()).status();
            status.is_ok_and(|status| status.success())
        };
        if !on("mount", &["-t", "tmpfs", "-o", "size=64k", "tmpfs"]) {
            let _ = writeln!(io::stderr(), "SKIPPED: no file system can be mounted here; root can");
            return;
        }
        let settings = opened(folder.path());
        settings.write(&entries("Northwind")).unwrap();
        let mut ballast = File::create(folder.path().join("ballast")).unwrap();
        while ballast.write_all(&[7; 512]).is_ok() {}
        drop(ballast);
        let error = settings.write(&entries(&"Southwind".repeat(900))).unwrap_err();
        let found = settings.read(NOW);
        let left = names(folder.path());
        // The kernel refuses while a process that another test starts still has this one's files.
        let read_only = (0..100).any(|_| {
            let done = on("mount", &["-o", "remount,ro"]);
            if !done {
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
            done
        });
        assert!(read_only, "could not make it read-only");
        let refused = settings.write(&entries("Read only")).unwrap_err();
        let readable = settings.read(NOW);
        assert!(on("umount", &["-l"]));
        assert_eq!(error.code, ErrorCode::DiskFull, "nobody is told to make room");
        assert_eq!(found.entries, entries("Northwind"), "a full disk cut the file to nothing");
        assert_eq!(left, ["ballast", "callboard.json", "callboard.last-good.json"]);
        assert_eq!(refused.code, ErrorCode::StorageFault);
        assert_eq!(readable.entries, entries("Northwind"));
    }
}
