//! Nobody else on this computer reads what the program keeps: its folders are 0700 and its files 0600, those of earlier
//! versions too. What plug-ins and the web view write goes by the user's mask, into folders that are closed already, and is
//! mended at the next start.
//!
//! On Windows the folders lie in the user's profile, whose access list keeps other users out; there is nothing to set.

use std::fs;
use std::io;
use std::path::Path;

/// Makes a folder, and those above it that are missing, so that only its owner can look into it. One that is there already is
/// closed to others; where it cannot be, that is logged, as in [`close`].
///
/// # Errors
/// Those of making it.
pub(crate) fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    #[cfg(unix)]
    if let Err(error) = restrict(folder, 0o700) {
        log::warn!("a folder could not be closed to others: {error}");
    }
    Ok(())
}

/// Closes a folder and all that is in it to everybody else. Links are not followed out of it. What cannot be closed is
/// logged: the program of somebody whose disk knows no rights starts all the same.
#[cfg(unix)]
pub(crate) fn close(folder: &Path) {
    if let Err(error) = mend(folder, 0)
        && error.kind() != io::ErrorKind::NotFound
    {
        log::warn!("a folder could not be closed to others: {error}");
    }
}

#[cfg(not(unix))]
pub(crate) fn close(_folder: &Path) {}

/// Deeper than anything the program or the web view makes.
#[cfg(unix)]
const DEEPEST: usize = 32;

#[cfg(unix)]
fn mend(folder: &Path, depth: usize) -> io::Result<()> {
    restrict(folder, 0o700)?;
    if depth == DEEPEST {
        return Ok(());
    }
    for entry in fs::read_dir(folder)?.filter_map(Result::ok) {
        // Of the entry itself, not of what a link leads to.
        let Ok(kind) = entry.file_type() else { continue };
        let path = entry.path();
        let mended = if kind.is_dir() {
            mend(&path, depth + 1)
        } else if kind.is_file() {
            restrict(&path, 0o600)
        } else {
            Ok(())
        };
        match mended {
            // The web view removes files of its own meanwhile.
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                log::warn!("a file could not be closed to others: {error}");
            }
            _ => {}
        }
    }
    Ok(())
}

/// Takes from others what they may; the owner's own rights stay, so that what is write-protected stays so.
#[cfg(unix)]
fn restrict(path: &Path, most: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(path)?.permissions().mode() & 0o7777;
    if mode & !most == 0 {
        return Ok(());
    }
    fs::set_permissions(path, fs::Permissions::from_mode(mode & most))
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    fn open_to_all(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn what_an_earlier_version_left_open_is_closed() {
        let outside = tempfile::tempdir().unwrap();
        let folder = outside.path().join("app");
        fs::create_dir_all(folder.join("sample-agents/media")).unwrap();
        for file in ["callboard.json.damaged-1", "journal.sqlite-wal", "sample-agents/media/a.wav"] {
            fs::write(folder.join(file), "x").unwrap();
            open_to_all(&folder.join(file), 0o644);
        }
        open_to_all(&folder.join("sample-agents"), 0o777);
        fs::write(outside.path().join("letter"), "mine").unwrap();
        open_to_all(&outside.path().join("letter"), 0o644);
        symlink(outside.path().join("letter"), folder.join("link")).unwrap();
        fs::write(folder.join("read-only"), "x").unwrap();
        open_to_all(&folder.join("read-only"), 0o444);
        close(&folder);
        for (name, right) in [
            ("", 0o700),
            ("sample-agents", 0o700),
            ("sample-agents/media", 0o700),
            ("callboard.json.damaged-1", 0o600),
            ("journal.sqlite-wal", 0o600),
            ("sample-agents/media/a.wav", 0o600),
            ("read-only", 0o400),
        ] {
            assert_eq!(mode(&folder.join(name)), right, "another user of this computer can open \"{name}\"");
        }
        assert_eq!(
            mode(&outside.path().join("letter")),
            0o644,
            "a file that is none of the program's was changed"
        );
    }

    #[test]
    fn a_new_folder_is_closed_from_its_first_moment() {
        let outside = tempfile::tempdir().unwrap();
        let folder = outside.path().join("share/app");
        create_folder(&folder).unwrap();
        assert_eq!((mode(&folder), mode(&outside.path().join("share"))), (0o700, 0o700));
        create_folder(&folder).unwrap();
        close(&outside.path().join("missing"));
    }
}
