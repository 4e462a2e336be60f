//! Walks through lists, page after page.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use callboard_model::Result;
use callboard_systems::{DocumentPage, PageGuard, System};

/// Walks that are remembered at once: more than lists that are ever open side by side.
const WALKS: usize = 64;

/// The walks through lists that are under way: a system that names the same next page twice is told from one that has very
/// many agents. Each walk has its own number, which stands before the cursor that the window is given, so that two walks over
/// one connection do not take each other's agents for repeated ones.
#[derive(Default)]
pub(crate) struct Walks(Mutex<Guards>);

#[derive(Default)]
struct Guards {
    last: u64,
    guards: BTreeMap<u64, PageGuard>,
}

impl Walks {
    /// The walk of a cursor, and the system's own cursor in it; a new walk where there is none.
    pub(crate) fn begin_or_go_on(&self, cursor: Option<&str>) -> (u64, Option<String>) {
        let known = cursor.and_then(|cursor| cursor.split_once(':'));
        if let Some((walk, cursor)) = known
            && let Ok(walk) = walk.parse()
        {
            return (walk, Some(cursor.to_owned()));
        }
        let mut walks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        walks.last += 1;
        let walk = walks.last;
        walks.guards.insert(walk, PageGuard::default());
        if walks.guards.len() > WALKS {
            walks.guards.pop_first();
        }
        (walk, cursor.map(str::to_owned))
    }

    pub(crate) fn admit(&self, system: &dyn System, walk: u64, page: DocumentPage) -> Result<DocumentPage> {
        let mut walks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let page = walks.guards.entry(walk).or_default().admit(system, page)?;
        if page.next.is_none() {
            walks.guards.remove(&walk);
        }
        Ok(DocumentPage { next: page.next.map(|cursor| format!("{walk}:{cursor}")), ..page })
    }
}
