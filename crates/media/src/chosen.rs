//! The files an admin chose. Their paths stay here; the window knows them by token.

use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use callboard_model::media::ChosenFile;
use callboard_model::{CallboardError, ErrorCode, Result};

use crate::file;

/// The files chosen since the program started.
pub struct ChosenFiles {
    token: Box<dyn Fn() -> String + Send + Sync>,
    paths: Mutex<HashMap<String, PathBuf>>,
}

impl ChosenFiles {
    /// An empty registry. `token` makes a new name each time; a name that can be guessed would open a chosen file to
    /// whatever runs in the window.
    pub fn new(token: impl Fn() -> String + Send + Sync + 'static) -> Self {
        Self { token: Box::new(token), paths: Mutex::default() }
    }

    /// Registers a file. Blocks.
    ///
    /// # Errors
    /// `FileUnreadable` when it is no regular file that can be opened, `FileEmpty`.
    pub fn choose(&self, path: &Path) -> Result<ChosenFile> {
        let size = file::size_of(path)?;
        File::open(path).map_err(file::unreadable)?;
        let token = (self.token)();
        self.paths().insert(token.clone(), path.to_owned());
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        #[allow(clippy::cast_precision_loss, reason = "a size beyond 2^53 bytes does not exist")]
        Ok(ChosenFile { token, name, size: size as f64 })
    }

    /// The path behind a token.
    ///
    /// # Errors
    /// `FileUnreadable` when there is no such token.
    pub fn path(&self, token: &str) -> Result<PathBuf> {
        self.paths().get(token).cloned().ok_or_else(|| {
            CallboardError::new(ErrorCode::FileUnreadable).with_detail("no file was chosen under this name")
        })
    }

    /// Drops a token that is no longer needed.
    pub fn forget(&self, token: &str) {
        self.paths().remove(token);
    }

    fn paths(&self) -> MutexGuard<'_, HashMap<String, PathBuf>> {
        self.paths.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    fn registry() -> ChosenFiles {
        let next = AtomicU32::new(0);
        ChosenFiles::new(move || format!("token-{}", next.fetch_add(1, Ordering::Relaxed)))
    }

    #[test]
    fn a_chosen_file_is_found_by_its_token_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("portrait.png");
        std::fs::write(&path, b"12345").unwrap();
        let files = registry();
        let chosen = files.choose(&path).unwrap();
        assert_eq!((chosen.name.as_str(), chosen.size), ("portrait.png", 5.0));
        assert_eq!(files.path(&chosen.token).unwrap(), path);
        assert_eq!(files.path("../portrait.png").unwrap_err().code, ErrorCode::FileUnreadable);
        files.forget(&chosen.token);
        assert!(files.path(&chosen.token).is_err());
    }

    #[test]
    fn empty_missing_and_irregular_files_are_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let empty = folder.path().join("empty.wav");
        std::fs::write(&empty, b"").unwrap();
        let files = registry();
        assert_eq!(files.choose(&empty).unwrap_err().code, ErrorCode::FileEmpty);
        let missing = folder.path().join("missing.wav");
        assert_eq!(files.choose(&missing).unwrap_err().code, ErrorCode::FileUnreadable);
        assert_eq!(files.choose(folder.path()).unwrap_err().code, ErrorCode::FileUnreadable);
    }
}
