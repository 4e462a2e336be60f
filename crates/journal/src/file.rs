//! Opening the file, and setting a damaged one aside.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use callboard_model::{CallboardError, ErrorCode, Result};
use jiff::Timestamp;
use rusqlite::Connection;

use crate::fault;
use crate::migrations::{self, Version};

/// SQLite's companions of a database in WAL mode; `-shm` is there where an earlier version shared the file, `-journal` where
/// the mode was another once.
const COMPANIONS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// From this version on what is deleted is overwritten. Files of earlier ones still hold some of it.
const WIPED_FROM: i64 = 5;

/// Why a file could not be used.
enum Refusal {
    Damaged(String),
    Failed(CallboardError),
}

/// Whether others may look into the file at the same time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holding {
    Alone,
    Shared,
}

/// Opens or begins the file; answers where a damaged one was put.
pub(crate) fn open(path: &Path, now: Timestamp, holding: Holding) -> Result<(Connection, Option<PathBuf>)> {
    let failed = |error: io::Error| fault::of_file("open the journal", &error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    make_private(path).map_err(failed)?;
    match prepare(path, holding) {
        Ok(connection) => Ok((connection, None)),
        Err(Refusal::Failed(error)) => Err(error),
        Err(Refusal::Damaged(detail)) => {
            let aside = set_aside(path, now)
                .map_err(|error| fault::of_file("set the damaged journal aside", &error))?;
            log::warn!("the journal is damaged and was set aside as {}: {detail}", aside.display());
            make_private(path).map_err(failed)?;
            match prepare(path, holding) {
                Ok(connection) => Ok((connection, Some(aside))),
                Err(Refusal::Failed(error)) => Err(error),
                Err(Refusal::Damaged(detail)) => Err(CallboardError::new(ErrorCode::StorageFault)
                    .with_operation("begin a journal")
                    .with_detail(detail)),
            }
        }
    }
}

/// A journal in memory, for as long as the program runs.
pub(crate) fn in_memory() -> Result<Connection> {
    let failed = |error: rusqlite::Error| fault::of("begin a journal in memory", &error);
    let mut connection = Connection::open_in_memory().map_err(failed)?;
    migrations::run(&mut connection).map_err(failed)?;
    Ok(connection)
}

/// Writes what is there already, so that a disk without room or without leave to write shows itself now.
pub(crate) fn probe(connection: &Connection) -> Result<()> {
    let version = connection.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0));
    version
        .and_then(|version| connection.pragma_update(None, "user_version", version))
        .map_err(|error| fault::of("write the journal", &error))
}

/// Begins the file, if there is none, so that only its owner can read it. SQLite gives its companions the same rights. What
/// others may do with files that are there already is taken from them.
fn make_private(path: &Path) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?;
    #[cfg(unix)]
    for file in [path.to_owned()].into_iter().chain(COMPANIONS.map(|companion| with_suffix(path, companion)))
    {
        close_to_others(&file);
    }
    Ok(())
}

/// A file system that knows no rights is no reason to keep nothing.
#[cfg(unix)]
fn close_to_others(file: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    let Ok(metadata) = fs::metadata(file) else { return };
    let mode = metadata.permissions().mode() & 0o7777;
    if mode & !0o600 != 0
        && let Err(error) = fs::set_permissions(file, fs::Permissions::from_mode(mode & 0o600))
    {
        log::warn!("the journal could not be closed to others: {error}");
    }
}

/// Opens the file, looks it through and brings its tables up to date.
fn prepare(path: &Path, holding: Holding) -> Result<Connection, Refusal> {
    let refused = |error: rusqlite::Error| {
        if fault::is_damage(&error) {
            Refusal::Damaged(error.to_string())
        } else {
            Refusal::Failed(fault::of("open the journal", &error))
        }
    };
    let mut connection = Connection::open(path).map_err(refused)?;
    configure(&connection, holding).map_err(refused)?;
    let verdict: String =
        connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(refused)?;
    if verdict != "ok" {
        return Err(Refusal::Damaged(verdict));
    }
    match migrations::run(&mut connection).map_err(refused)? {
        Version::Current { earlier } => {
            if earlier.is_some_and(|version| version < WIPED_FROM) {
                wipe_what_was_deleted(&connection);
            }
            Ok(connection)
        }
        Version::Later(version) => Err(Refusal::Failed(
            CallboardError::new(ErrorCode::StorageFault)
                .with_operation("open the journal")
                .with_detail("written by a later version of the program")
                .with_context("version", version),
        )),
    }
}

/// Writes the file anew, without the remains of what was deleted before anybody overwrote it.
fn wipe_what_was_deleted(connection: &Connection) {
    if let Err(error) = connection.execute_batch("VACUUM").and_then(|()| checkpoint(connection)) {
        // It takes as much room again. A journal with remains is better than none.
        log::warn!("remains of what was deleted stay in the journal: {error}");
    }
}

/// Brings all that was written into the file itself and cuts the write-ahead log to nothing: what was deleted from the file
/// is still in there. Where others look into the file at this moment, it stays until the next time.
fn checkpoint(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}

/// The same after something was deleted. That it is deleted counts more than when its remains go: with the next checkpoint, at
/// the latest when the program ends.
pub(crate) fn cut_log(connection: &Connection) {
    if let Err(error) = checkpoint(connection) {
        log::warn!("the write-ahead log could not be cut: {error}");
    }
}

/// One program holds the file, so SQLite keeps the index of the WAL in memory: in a file it would be mapped, and a full
/// disk would end the program at the first touch (SIGBUS). A second program waits its turn and is then told.
///
/// WAL, so that reading never waits for writing. `synchronous = FULL`: with NORMAL a WAL database stays whole through
/// a power cut but loses its last commits, and a last commit is exactly the sentence somebody has just typed. It costs
/// one flush for each commit, at most four a second while somebody types. `fullfsync` makes the flush reach the disk
/// itself on macOS; elsewhere it does nothing.
fn configure(connection: &Connection, holding: Holding) -> rusqlite::Result<()> {
    if holding == Holding::Alone {
        connection.pragma_update_and_check(None, "locking_mode", "EXCLUSIVE", |_| Ok(()))?;
    }
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    // What somebody deleted is overwritten with zeros instead of only being forgotten.
    connection.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)
}

/// Gives the file and its companions a name that nothing else has, and answers it.
fn set_aside(path: &Path, now: Timestamp) -> io::Result<PathBuf> {
    let stamp = now.strftime("%Y%m%dT%H%M%SZ").to_string();
    let aside = (1..1000)
        .map(
            |count| {
                if count == 1 { format!(".damaged-{stamp}") } else { format!(".damaged-{stamp}-{count}") }
            },
        )
        .map(|suffix| with_suffix(path, &suffix))
        .find(|candidate| !candidate.exists())
        .ok_or_else(|| io::Error::from(io::ErrorKind::AlreadyExists))?;
    for companion in COMPANIONS {
        match fs::rename(with_suffix(path, companion), with_suffix(&aside, companion)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    fs::rename(path, &aside)?;
    Ok(aside)
}

/// The path with something behind its last name.
fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
