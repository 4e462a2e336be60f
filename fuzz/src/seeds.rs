//! What is changed: the sample agents' answers, and files that the tests of the crates have.

use std::fs;
use std::path::{Path, PathBuf};

/// Larger files would make an execution slow and find nothing more.
const LARGEST: usize = 70_000;

/// The files of a folder of the repository whose names fit, in alphabetical order.
pub(crate) fn files(folder: &str, fits: impl Fn(&str) -> bool) -> Result<Vec<Vec<u8>>, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut paths: Vec<PathBuf> =
        fs::read_dir(&folder).map_err(failed)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.file_name().and_then(|name| name.to_str()).is_some_and(&fits));
    paths.sort();
    if paths.is_empty() {
        return Err(format!("{} has no such files", folder.display()));
    }
    let read = paths.iter().map(|path| {
        let mut bytes = fs::read(path).map_err(failed)?;
        bytes.truncate(LARGEST);
        Ok(bytes)
    });
    read.collect()
}
