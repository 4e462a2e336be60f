//! The pages of both lists: by cursor or by number.
//!
//! The vendor shows neither what cursors mean at the edges nor what may be combined. Here `after` and `before` take an
//! id of the list, `before` answers the items right before it, and `has_more` says whether more follow in the direction
//! asked for. Cursors and `page` exclude each other.

use std::ops::Range;

use serde_json::{Value, json};
use uuid::Uuid;

use super::refusal::Refusal;
use crate::faults::{ActiveFaults, FaultKind};

/// The parsed query of `listAgents` and `listAgentVersions`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ListQuery {
    place: Place,
    limit: usize,
    descending: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Page(usize),
    After(String),
    Before(String),
}

impl ListQuery {
    /// Reads a query string. 422 for values outside the contract; unknown parameters and empty values are ignored.
    pub(super) fn parse(query: &str) -> Result<Self, Refusal> {
        let mut places = Vec::new();
        let mut parsed = Self { place: Place::Page(1), limit: 10, descending: true };
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let invalid = || Refusal::invalid(&format!("{name} does not accept this value."));
            let cursor = || Uuid::parse_str(&value).map(|id| id.to_string()).map_err(|_| invalid());
            match name.as_ref() {
                _ if value.is_empty() => {}
                "page" => {
                    let page = value.parse().ok().filter(|page| *page >= 1).ok_or_else(invalid)?;
                    places.push(Place::Page(page));
                }
                "after" => places.push(Place::After(cursor()?)),
                "before" => places.push(Place::Before(cursor()?)),
                "limit" => {
                    parsed.limit =
                        value.parse().ok().filter(|limit| (1..=100).contains(limit)).ok_or_else(invalid)?;
                }
                "order" => match value.as_ref() {
                    "desc" => parsed.descending = true,
                    "asc" => parsed.descending = false,
                    _ => return Err(invalid()),
                },
                _ => {}
            }
        }
        if places.len() > 1 {
            return Err(Refusal::invalid("after, before and page exclude each other."));
        }
        if let Some(place) = places.pop() {
            parsed.place = place;
        }
        Ok(parsed)
    }

    /// Cuts the page out of the items, which come oldest first, with the irregularities that are switched on. `id` names
    /// the member that cursors are made of. 422 for a cursor that is not in the list.
    pub(super) fn page(
        &self,
        mut items: Vec<Value>,
        id: &str,
        active: &ActiveFaults,
    ) -> Result<Value, Refusal> {
        if self.descending {
            items.reverse();
        }
        let size = active.page_size(self.limit);
        if active.has(&FaultKind::EmptyList) {
            items.clear();
        }
        if active.has(&FaultKind::ExactlyFull) && items.len() > size {
            items.truncate(items.len() / size * size);
        }
        // With a doubled item at each border a page moves on by one item less; a page of one could not move on at all.
        let doubled = active.has(&FaultKind::DuplicateAtBorder) && size > 1;
        let stride = Stride { size, step: size - usize::from(doubled) };
        let repeats = active.has(&FaultKind::RepeatedCursor);
        let shown = self.window(&items, id, stride, repeats)?;
        let id_at = |index: usize| items.get(index).map(|item| member(item, id).clone());
        let edge = |index: usize| if shown.is_empty() { None } else { id_at(index) };
        let (mut first_id, mut last_id) = (edge(shown.start), edge(shown.end.saturating_sub(1)));
        let backwards = matches!(self.place, Place::Before(_));
        let mut has_more = if backwards { shown.start > 0 } else { shown.end < items.len() };
        let own_cursor = match &self.place {
            Place::Page(1) => None,
            Place::Page(_) => shown.start.checked_sub(1).and_then(id_at),
            Place::After(cursor) | Place::Before(cursor) => Some(Value::from(cursor.as_str())),
        };
        if repeats && own_cursor.is_some() {
            has_more = true;
            *(if backwards { &mut first_id } else { &mut last_id }) = own_cursor;
        }
        let current_page = match self.place {
            Place::Page(page) if !repeats => page,
            _ => shown.start.div_ceil(stride.step) + 1,
        };
        Ok(json!({
            "data": items.get(shown).unwrap_or_default(),
            "has_more": has_more,
            "first_id": first_id,
            "last_id": last_id,
            "current_page": current_page,
            "total_pages": stride.pages(items.len()),
        }))
    }

    /// Which of the items the page shows. A list that never ends shows its second page over and over.
    fn window(
        &self,
        items: &[Value],
        id: &str,
        stride: Stride,
        repeats: bool,
    ) -> Result<Range<usize>, Refusal> {
        let total = items.len();
        let index_of = |cursor: &str| {
            let found = items.iter().position(|item| member(item, id) == cursor);
            found.ok_or_else(|| Refusal::invalid("The cursor is not in the list."))
        };
        let overlap = stride.size - stride.step;
        let forwards = |start: usize| start..(start + stride.size).min(total);
        Ok(match &self.place {
            Place::Page(page) => {
                let page = if repeats { (*page).min(2) } else { *page };
                forwards((page - 1).saturating_mul(stride.step).min(total))
            }
            Place::After(cursor) => forwards(index_of(cursor)? + 1 - overlap),
            Place::Before(cursor) => {
                let end = index_of(cursor)? + overlap;
                end.saturating_sub(stride.size)..end
            }
        })
    }
}

/// How many items a page holds, and by how many it moves on.
#[derive(Debug, Clone, Copy)]
struct Stride {
    size: usize,
    step: usize,
}

impl Stride {
    fn pages(self, total: usize) -> usize {
        if total <= self.size { usize::from(total > 0) } else { (total - self.size).div_ceil(self.step) + 1 }
    }
}

fn member<'a>(item: &'a Value, name: &str) -> &'a Value {
    item.get(name).unwrap_or(&Value::Null)
}
