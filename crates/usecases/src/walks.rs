//! Walks through lists, page after page.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use callboard_model::Result;
use callboard_systems::{DocumentPage, PageGuard, System};

/// Walks that are remembered at once: more than lists that are ever open side by side. One that is over is forgotten when
/// as many others have begun.
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

    /// Looks at the page behind `cursor`. A page that is asked for a second time, because its answer was lost or somebody
    /// stopped waiting for it, has all its agents again.
    pub(crate) fn admit(
        &self,
        system: &dyn System,
        walk: u64,
        cursor: Option<&str>,
        page: DocumentPage,
    ) -> Result<DocumentPage> {
        let mut walks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let page = walks.guards.entry(walk).or_default().admit_again(system, cursor, page)?;
        Ok(DocumentPage { next: page.next.map(|cursor| format!("{walk}:{cursor}")), ..page })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use callboard_model::SystemId;
    use serde_json::json;

    use super::*;

    fn bird() -> &'static dyn System {
        callboard_systems::by_id(&SystemId::new("bird")).unwrap()
    }

    fn page(ids: &[&str], next: Option<&str>) -> DocumentPage {
        let documents = ids.iter().map(|id| json!({"id": id})).collect();
        DocumentPage { documents, next: next.map(str::to_owned), total: None }
    }

    /// Asks for a page and answers how many agents it has, and the cursor of the next one.
    fn ask(walks: &Walks, cursor: Option<&str>, answer: DocumentPage) -> (usize, Option<String>) {
        let (walk, cursor) = walks.begin_or_go_on(cursor);
        let page = walks.admit(bird(), walk, cursor.as_deref(), answer).unwrap();
        (page.documents.len(), page.next)
    }

    #[test]
    fn two_walks_at_once_do_not_take_agents_from_each_other() {
        let walks = Walks::default();
        let (first, other) = (|| page(&["a", "b"], Some("2")), || page(&["c"], None));
        let (_, one) = ask(&walks, None, first());
        let (found, two) = ask(&walks, None, first());
        assert_eq!(found, 2, "agents are missing from the second list");
        assert_eq!(ask(&walks, one.as_deref(), other()).0, 1);
        assert_eq!(ask(&walks, two.as_deref(), other()).0, 1, "agents are missing from the second list");
    }

    #[test]
    fn a_page_that_is_asked_for_again_has_its_agents_again() {
        let walks = Walks::default();
        let (_, second) = ask(&walks, None, page(&["a"], Some("2")));
        let middle = || page(&["a", "b"], Some("3"));
        assert_eq!(ask(&walks, second.as_deref(), middle()).0, 1, "an agent is shown twice");
        let (found, third) = ask(&walks, second.as_deref(), middle());
        assert_eq!(found, 1, "an agent is missing from the list");
        let last = || page(&["c", "b"], None);
        assert_eq!(ask(&walks, third.as_deref(), last()).0, 1);
        assert_eq!(ask(&walks, third.as_deref(), last()).0, 1, "the last page is empty");
    }

    #[test]
    fn a_list_without_an_end_is_still_told() {
        let walks = Walks::default();
        let (_, second) = ask(&walks, None, page(&["a"], Some("2")));
        let (walk, cursor) = walks.begin_or_go_on(second.as_deref());
        assert!(walks.admit(bird(), walk, cursor.as_deref(), page(&["b"], Some("2"))).is_err());
    }
}
