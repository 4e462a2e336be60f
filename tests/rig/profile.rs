//! The folders the program keeps its settings, journal and logs in, one set per test.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use tempfile::TempDir;

/// A user's home folder. Clones share it, so that a test can close the program and open it again.
#[derive(Clone)]
pub(crate) struct Profile(Arc<TempDir>);

impl Profile {
    /// The profile of somebody who has never opened the program.
    pub(crate) fn new() -> Self {
        let folder = TempDir::with_prefix("callboard-profile-").expect("create a profile folder");
        let profile = Self(Arc::new(folder));
        for (_, path) in profile.variables() {
            std::fs::create_dir_all(path).expect("create the folders of the profile");
        }
        profile
    }

    pub(crate) fn home(&self) -> &Path {
        self.0.path()
    }

    /// Where the program keeps settings, journal and recordings.
    pub(crate) fn program_folder(&self) -> PathBuf {
        self.home().join(".local/share/app.callboard.desktop")
    }

    /// Points a program at this profile. The session bus, and with it the keychain, stay those of the session.
    pub(crate) fn apply(&self, command: &mut Command) {
        command.envs(self.variables());
    }

    fn variables(&self) -> [(&'static str, PathBuf); 4] {
        let home = self.home();
        [
            ("HOME", home.to_path_buf()),
            ("XDG_CONFIG_HOME", home.join(".config")),
            ("XDG_DATA_HOME", home.join(".local/share")),
            ("XDG_CACHE_HOME", home.join(".cache")),
        ]
    }
}
