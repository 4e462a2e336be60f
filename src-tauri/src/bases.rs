//! The documents that edits began from, held under a number while pages are open: each crosses from the window once, and with
//! every pause of the typing only the edits do.

use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use specta::Type;

/// How many documents are held. One page needs one; the oldest goes first, and the window then sends it again.
const MOST: usize = 16;

/// Names a document that is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub(crate) struct BaseId(u32);

/// A document to be held.
#[derive(Clone, Debug, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum Base {
    /// As it is.
    Whole {
        /// The document.
        document: Value,
    },
    /// One that is held already, with some of its members changed.
    Changed {
        /// The one that is held. It stays.
        from: BaseId,
        /// An object of the members that are new or other.
        members: Value,
        /// The members that are gone.
        gone: Vec<String>,
    },
}

/// The documents that are held, the one used last at the end.
#[derive(Default)]
pub(crate) struct Bases(Mutex<Held>);

#[derive(Default)]
struct Held {
    last: u32,
    documents: Vec<(BaseId, Value)>,
}

impl Bases {
    /// Holds a document; none where it was to be made of one that is not held any more.
    pub(crate) fn hold(&self, base: Base) -> Option<BaseId> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let document = match base {
            Base::Whole { document } => document,
            Base::Changed { from, members, gone } => changed(held.find(from)?, members, &gone)?,
        };
        held.last = held.last.wrapping_add(1);
        let id = BaseId(held.last);
        held.documents.push((id, document));
        if held.documents.len() > MOST {
            held.documents.remove(0);
        }
        Some(id)
    }

    /// A document that is held; none where it is not any more.
    pub(crate) fn get(&self, id: BaseId) -> Option<Value> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).find(id)
    }
}

impl Held {
    fn find(&mut self, id: BaseId) -> Option<Value> {
        let at = self.documents.iter().position(|(each, _)| *each == id)?;
        let found = self.documents.remove(at);
        let document = found.1.clone();
        self.documents.push(found);
        Some(document)
    }
}

/// None where the document has no members, or `members` are none.
fn changed(document: Value, members: Value, gone: &[String]) -> Option<Value> {
    let (Value::Object(document), Value::Object(members)) = (document, members) else { return None };
    let mut next: Map<String, Value> =
        document.into_iter().filter(|(name, _)| !gone.contains(name)).collect();
    next.extend(members);
    Some(Value::Object(next))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use serde_json::json;

    use super::*;

    fn whole(document: Value) -> Base {
        Base::Whole { document }
    }

    #[test]
    fn what_is_checked_and_kept_is_the_document_the_page_shows() {
        let bases = Bases::default();
        let first = bases.hold(whole(json!({"name": "Ana", "bio": "x", "workload": 1}))).unwrap();
        let members = json!({"workload": 2, "team": "Sales"});
        let second =
            bases.hold(Base::Changed { from: first, members, gone: vec!["bio".to_owned()] }).unwrap();
        assert_eq!(bases.get(first).unwrap(), json!({"name": "Ana", "bio": "x", "workload": 1}));
        assert_eq!(bases.get(second).unwrap(), json!({"name": "Ana", "workload": 2, "team": "Sales"}));
    }

    #[test]
    fn a_document_in_use_outlives_the_others_and_one_that_is_gone_is_told() {
        let bases = Bases::default();
        let (used, idle) = (bases.hold(whole(json!(1))).unwrap(), bases.hold(whole(json!(2))).unwrap());
        for number in 0..MOST {
            bases.hold(whole(json!(number))).unwrap();
            assert_eq!(
                bases.get(used),
                Some(json!(1)),
                "the open page would send its document again and again"
            );
        }
        assert_eq!(bases.get(idle), None);
        let made = Base::Changed { from: idle, members: json!({}), gone: Vec::new() };
        assert_eq!(bases.hold(made), None);
    }
}
