//! The targets, each a folder or file of its own, and the one list of them.

mod answers;
mod calendars;
mod documents;
mod journal;
mod pictures;
mod policies;
mod sounds;
mod storage;

use crate::run::{Bounds, run as run_one};

/// The names that a run is asked for by.
pub(crate) const NAMES: [&str; 13] = [
    "bird",
    "hmsSovereign",
    "messageflow",
    "diga",
    "raia",
    "documents",
    "storage",
    "policies",
    "calendars",
    "pictures",
    "sounds",
    "journal-file",
    "journal-rows",
];

pub(crate) fn run(name: &str, bounds: &Bounds) -> Result<String, String> {
    match name {
        "documents" => run_one(name, &mut documents::Documents::open()?, bounds),
        "storage" => run_one(name, &mut storage::Storage, bounds),
        "policies" => run_one(name, &mut policies::Policies, bounds),
        "calendars" => run_one(name, &mut calendars::Calendars::open()?, bounds),
        "pictures" => run_one(name, &mut pictures::Pictures::open()?, bounds),
        "sounds" => run_one(name, &mut sounds::Sounds::open()?, bounds),
        "journal-file" => run_one(name, &mut journal::JournalFile::open()?, bounds),
        "journal-rows" => run_one(name, &mut journal::JournalRows::open()?, bounds),
        system => run_one(name, &mut answers::Answers::of(system)?, bounds),
    }
}
