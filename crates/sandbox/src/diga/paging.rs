//! The pages of both lists: by cursor or by number.
//!
//! The vendor shows neither what cursors mean at the edges nor what may be combined. Here `after` and `before` take an
//! id of the list, `before` answers the items right before it, and `has_more` says whether more follow in the direction
//! asked for. Cursors and `page` exclude each other.

use serde_json::{Value, json};
use uuid::Uuid;

use super::Refusal;

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

/// One page of a list.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Page {
    pub(super) items: Vec<Value>,
    pub(super) has_more: bool,
    pub(super) current_page: usize,
    pub(super) total_pages: usize,
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

    /// Cuts the page out of the items, which come oldest first. 422 for a cursor that is not in the list.
    pub(super) fn page(&self, mut items: Vec<Value>, id: &str) -> Result<Page, Refusal> {
        if self.descending {
            items.reverse();
        }
        let total = items.len();
        let index_of = |cursor: &str| {
            let found = items.iter().position(|item| item.get(id).is_some_and(|value| value == cursor));
            found.ok_or_else(|| Refusal::invalid("The cursor is not in the list."))
        };
        let (start, end) = match &self.place {
            Place::Page(page) => {
                let start = (page - 1).saturating_mul(self.limit).min(total);
                (start, (start + self.limit).min(total))
            }
            Place::After(cursor) => {
                let start = index_of(cursor)? + 1;
                (start, (start + self.limit).min(total))
            }
            Place::Before(cursor) => {
                let end = index_of(cursor)?;
                (end.saturating_sub(self.limit), end)
            }
        };
        let has_more = if matches!(self.place, Place::Before(_)) { start > 0 } else { end < total };
        let current_page = match self.place {
            Place::Page(page) => page,
            _ => start / self.limit + 1,
        };
        let items = items.into_iter().skip(start).take(end - start).collect();
        Ok(Page { items, has_more, current_page, total_pages: total.div_ceil(self.limit) })
    }
}

impl Page {
    /// The answer; `id` names the member that cursors are made of.
    pub(super) fn to_answer(&self, id: &str) -> Value {
        let id_of = |item: Option<&Value>| item.and_then(|item| item.get(id)).cloned().unwrap_or_default();
        json!({
            "data": self.items,
            "has_more": self.has_more,
            "first_id": id_of(self.items.first()),
            "last_id": id_of(self.items.last()),
            "current_page": self.current_page,
            "total_pages": self.total_pages,
        })
    }
}
