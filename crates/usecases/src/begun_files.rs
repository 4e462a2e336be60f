//! Files that are being written beside a place of the admin's, under a name of their own until they are whole. A program that is
//! killed meanwhile leaves half a file there: its name is written down first, and the next start removes it.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use callboard_journal::Journal;
use callboard_model::Result;

/// How such a file is called. Nothing else is ever removed, whatever the journal says.
const BEGINNING: &str = ".callboard-";
const ENDING: &str = ".part";

/// The files that are being written.
pub(crate) struct BegunFiles {
    journal: Arc<Journal>,
    /// Those of this run: a page that is loaded again must not take them away.
    running: Mutex<BTreeSet<PathBuf>>,
}

impl BegunFiles {
    pub(crate) fn new(journal: Arc<Journal>) -> Self {
        Self { journal, running: Mutex::default() }
    }

    /// A name beside `target` that nothing has, written down. Blocks.
    pub(crate) fn begin(self: &Arc<Self>, target: &Path) -> BegunFile {
        let name = format!("{BEGINNING}{}{ENDING}", uuid::Uuid::new_v4());
        let path = target.with_file_name(name);
        self.running().insert(path.clone());
        if let Err(error) = self.journal.begin_file(&path) {
            // Worth less than the file that somebody wants: after a kill half of it would stay.
            log::warn!("a file that is begun could not be written down: {:?}", error.code);
        }
        BegunFile { files: Arc::clone(self), path }
    }

    /// Removes what a killed program left. Blocks.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::StorageFault`] or [`callboard_model::ErrorCode::DiskFull`]. A file that cannot be removed
    /// is tried again at the next start.
    pub(crate) fn clear(&self) -> Result<()> {
        for path in self.journal.begun_files()? {
            if self.running().contains(&path) {
                continue;
            }
            match remove(&path) {
                Ok(()) => self.journal.end_file(&path)?,
                Err(error) => log::warn!("half a file could not be removed: {error}"),
            }
        }
        Ok(())
    }

    fn running(&self) -> MutexGuard<'_, BTreeSet<PathBuf>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A file that is being written. When this is dropped, it has its name or is gone.
pub(crate) struct BegunFile {
    files: Arc<BegunFiles>,
    path: PathBuf,
}

impl BegunFile {
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for BegunFile {
    fn drop(&mut self) {
        self.files.running().remove(&self.path);
        // Where it fails, the next start finds no file and forgets the name then.
        if let Err(error) = self.files.journal.end_file(&self.path) {
            log::warn!("a file that is over could not be crossed off: {:?}", error.code);
        }
    }
}

/// Removes a file of ours; what is none of ours stays.
fn remove(path: &Path) -> io::Result<()> {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let metadata = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        other => other?,
    };
    if !metadata.is_file() || !name.starts_with(BEGINNING) || !name.ends_with(ENDING) {
        return Ok(());
    }
    fs::remove_file(path)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn files() -> Arc<BegunFiles> {
        Arc::new(BegunFiles::new(Arc::new(Journal::in_memory().unwrap())))
    }

    #[test]
    fn half_a_file_of_a_killed_program_is_removed_at_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        let killed = files();
        let begun = killed.begin(&folder.path().join("message.wav"));
        fs::write(begun.path(), "half").unwrap();
        killed.clear().unwrap();
        assert!(begun.path().exists(), "a page that is loaded again breaks off a download");
        let next = BegunFiles::new(Arc::clone(&killed.journal));
        next.clear().unwrap();
        assert!(!begun.path().exists(), "half a file stays beside the admin's own");
        assert!(killed.journal.begun_files().unwrap().is_empty());
    }

    #[test]
    fn nothing_but_half_files_is_removed_whatever_the_journal_says() {
        let folder = tempfile::tempdir().unwrap();
        let files = files();
        let (mine, folder_of_that_name) =
            (folder.path().join("letter.txt"), folder.path().join(".callboard-x.part"));
        fs::write(&mine, "mine").unwrap();
        fs::create_dir(&folder_of_that_name).unwrap();
        for path in [&mine, &folder_of_that_name] {
            files.journal.begin_file(path).unwrap();
        }
        files.clear().unwrap();
        assert!(mine.exists() && folder_of_that_name.exists(), "a file of the admin's is gone");
    }

    #[test]
    fn a_file_that_is_whole_is_crossed_off() {
        let files = files();
        let begun = files.begin(Path::new("/nowhere/message.wav"));
        assert_eq!(files.journal.begun_files().unwrap(), [begun.path()]);
        assert_eq!(begun.path().parent(), Some(Path::new("/nowhere")), "it could not take its place at once");
        drop(begun);
        assert!(files.journal.begun_files().unwrap().is_empty());
    }
}
