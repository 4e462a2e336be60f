//! Folders for what stands in where the data folder is of no use: a copy of the journal, and what the web view keeps. They end
//! with the program; those of one that was killed are removed by the next start.

use std::fs;
use std::io;
use std::path::Path;

use tempfile::TempDir;

/// Begins their names, before the number of the process.
const PREFIX: &str = "callboard-stand-in-";

/// A folder that only its owner can look into.
///
/// # Errors
/// Those of the file system.
pub(crate) fn begin(temporary: &Path) -> io::Result<TempDir> {
    let name = format!("{PREFIX}{}-", std::process::id());
    tempfile::Builder::new().prefix(&name).tempdir_in(temporary)
}

/// Removes the folders of programs that run no more. Those of other users cannot be removed, and stay.
pub(crate) fn remove_abandoned(temporary: &Path) {
    let Ok(entries) = fs::read_dir(temporary) else { return };
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name();
        let process =
            name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.split('-').next()?.parse().ok());
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder
            && process.is_some_and(|process| !runs(process))
            && let Err(error) = fs::remove_dir_all(entry.path())
        {
            log::warn!("a folder of an earlier run could not be removed: {error}");
        }
    }
}

/// Whether a process of that number runs. One that is not ours counts, too.
#[cfg(unix)]
fn runs(process: i32) -> bool {
    use rustix::io::Errno;
    let Some(process) = rustix::process::Pid::from_raw(process) else { return false };
    rustix::process::test_kill_process(process) != Err(Errno::SRCH)
}

/// Windows refuses to remove the files of a program that runs.
#[cfg(not(unix))]
fn runs(_process: i32) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_of_the_journal_does_not_outlive_a_killed_program() {
        let temporary = tempfile::tempdir().unwrap();
        let own = begin(temporary.path()).unwrap();
        // No process has this number.
        let abandoned = temporary.path().join(format!("{PREFIX}{}-x", i32::MAX));
        let other = temporary.path().join("callboard-notes");
        for folder in [&abandoned, &other] {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join("journal.sqlite"), "drafts").unwrap();
        }
        remove_abandoned(temporary.path());
        assert!(!abandoned.exists(), "drafts and history lie in the folder for temporary files");
        assert!(own.path().exists() && other.exists(), "the folder of a program that runs was removed");
    }
}
