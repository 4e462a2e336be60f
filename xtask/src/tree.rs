//! Where things lie in the repository.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The root of the repository: the folder above this package.
pub(crate) fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_path_buf()
}

pub(crate) fn ui() -> PathBuf {
    root().join("ui")
}

pub(crate) fn contracts() -> PathBuf {
    root().join("tests").join("contracts")
}

/// Cargo's target directory, which a developer may have moved.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |moved| root().join(moved))
}

pub(crate) fn screenshots() -> PathBuf {
    target().join("screenshots")
}

/// The program as `cargo build` leaves it.
pub(crate) fn debug_binary() -> PathBuf {
    target().join("debug").join(format!("callboard{}", env::consts::EXE_SUFFIX))
}

/// The path as a developer would type it from the root of the repository.
pub(crate) fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// When a file was last written; nothing when it is not there.
pub(crate) fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}
