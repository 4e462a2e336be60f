//! The pages of users: counted from 1, in the order asked for.
//!
//! The vendor shows neither the values of `orderBy` nor the sizes of pages. Here every text of a user may be ordered by,
//! `orderDirection` is asc or desc in any case, and a page holds 10 users unless 1 to 100 are asked for.

use serde_json::{Value, json};

use super::refusal::Refusal;
use crate::faults::{ActiveFaults, FaultKind};

/// What `orderBy` accepts.
const ORDERS: &[&str] = &["id", "firstName", "lastName", "email", "phoneNumber", "source", "createdAt"];

/// The parsed query of both lists of users.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UserQuery {
    page: usize,
    page_size: usize,
    order_by: &'static str,
    descending: bool,
}

impl UserQuery {
    /// Reads a query string. 400 for values outside the ranges; unknown parameters and empty values are ignored.
    pub(super) fn parse(query: &str) -> Result<Self, Refusal> {
        let mut parsed = Self { page: 1, page_size: 10, order_by: "createdAt", descending: false };
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let invalid = || Refusal::invalid(&format!("{name} does not accept this value."));
            match name.as_ref() {
                _ if value.is_empty() => {}
                "page" => parsed.page = value.parse().ok().filter(|page| *page >= 1).ok_or_else(invalid)?,
                "pageSize" => {
                    parsed.page_size =
                        value.parse().ok().filter(|size| (1..=100).contains(size)).ok_or_else(invalid)?;
                }
                "orderBy" => {
                    parsed.order_by =
                        ORDERS.iter().copied().find(|order| *order == value).ok_or_else(invalid)?;
                }
                "orderDirection" if value.eq_ignore_ascii_case("asc") => parsed.descending = false,
                "orderDirection" if value.eq_ignore_ascii_case("desc") => parsed.descending = true,
                "orderDirection" => return Err(invalid()),
                _ => {}
            }
        }
        Ok(parsed)
    }

    /// The contract's `UserPage`, with the irregularities that are switched on. A page after the last one is empty.
    pub(super) fn page(&self, mut users: Vec<Value>, active: &ActiveFaults) -> Value {
        users.sort_by_cached_key(|user| (self.sort_key(user), text(user, "id").map(str::to_owned)));
        if self.descending {
            users.reverse();
        }
        let size = active.page_size(self.page_size);
        if active.has(&FaultKind::EmptyList) {
            users.clear();
        }
        if active.has(&FaultKind::ExactlyFull) && users.len() > size {
            users.truncate(users.len() / size * size);
        }
        // With a doubled user at each border a page moves on by one user less; a page of one could not move on at all.
        let doubled = usize::from(active.has(&FaultKind::DuplicateAtBorder) && size > 1);
        let step = size - doubled;
        let total = users.len();
        let pages = if total <= size { usize::from(total > 0) } else { (total - size).div_ceil(step) + 1 };
        // A list that never ends shows its second page over and over.
        let repeats = active.has(&FaultKind::RepeatedCursor) && self.page > 1;
        let page = if repeats { 2 } else { self.page };
        let start = (page - 1).saturating_mul(step);
        let shown: Vec<Value> = users.into_iter().skip(start).take(size).collect();
        json!({
            "currentPage": page,
            "pageSize": size,
            "totalItems": total,
            "totalPages": pages,
            "hasNextPage": repeats || page < pages,
            "hasPreviousPage": page > 1 && pages > 0,
            "data": shown,
        })
    }

    /// Letters count alike in either case; who lacks the field comes last when ascending.
    fn sort_key(&self, user: &Value) -> (bool, String) {
        let found = text(user, self.order_by).map(str::to_lowercase);
        (found.is_none(), found.unwrap_or_default())
    }
}

fn text<'a>(user: &'a Value, name: &str) -> Option<&'a str> {
    user.get(name).and_then(Value::as_str)
}
