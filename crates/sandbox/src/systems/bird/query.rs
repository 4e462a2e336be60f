//! The list: which agents, in which order, and which page of them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::refusal::Refusal;
use crate::faults::{ActiveFaults, FaultKind};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SortBy {
    CreatedAt,
    StatusAssignedCount,
    AssignedCount,
    Name,
}

/// The position after an agent. The index, its own, serves when that agent was deleted meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Position {
    after: String,
    index: usize,
}

/// The parsed query of `listAgents`.
#[derive(Debug, Clone)]
pub(super) struct ListQuery {
    limit: usize,
    position: Option<Position>,
    reverse: bool,
    sort_by: SortBy,
    name: Option<String>,
    email: Option<String>,
    role_ids: Vec<String>,
    statuses: Vec<String>,
    changed_since: Option<Timestamp>,
    changed_until: Option<Timestamp>,
    ids: Vec<String>,
}

/// One page, and where the next one starts.
pub(super) struct Page {
    pub(super) results: Vec<Value>,
    pub(super) total: usize,
    pub(super) next_page_token: Option<String>,
}

impl ListQuery {
    /// Reads a query string. 400 for values outside the contract; unknown parameters are ignored.
    pub(super) fn parse(query: &str) -> Result<Self, Refusal> {
        let mut parsed = Self {
            limit: 10,
            position: None,
            reverse: false,
            sort_by: SortBy::CreatedAt,
            name: None,
            email: None,
            role_ids: Vec::new(),
            statuses: Vec::new(),
            changed_since: None,
            changed_until: None,
            ids: Vec::new(),
        };
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let invalid =
                || Refusal::bad_request("invalid_query", &format!("{name} does not accept this value."));
            match name.as_ref() {
                "limit" => {
                    parsed.limit =
                        value.parse().ok().filter(|limit| (1..=100).contains(limit)).ok_or_else(invalid)?;
                }
                "pageToken" if value.is_empty() => {}
                "pageToken" => parsed.position = Some(decode(&value).ok_or_else(invalid)?),
                "reverse" => parsed.reverse = value.parse().map_err(|_| invalid())?,
                "sortBy" => parsed.sort_by = sort_by(&value).ok_or_else(invalid)?,
                "name" => parsed.name = Some(value.to_lowercase()),
                "email" => parsed.email = Some(value.to_lowercase()),
                "roleIds" => {
                    let id = uuid::Uuid::parse_str(&value).map_err(|_| invalid())?;
                    parsed.role_ids.push(id.to_string());
                }
                "agentStatuses" => parsed.statuses.push(value.into_owned()),
                "lastStatusActivitySince" => {
                    parsed.changed_since = Some(value.parse().map_err(|_| invalid())?);
                }
                "lastStatusActivity" => parsed.changed_until = Some(value.parse().map_err(|_| invalid())?),
                "ids" => parsed.ids.push(value.into_owned()),
                _ => {}
            }
        }
        Ok(parsed)
    }

    /// Filters, sorts and cuts out the page, with the irregularities that are switched on.
    pub(super) fn page(&self, agents: Vec<Value>, active: &ActiveFaults) -> Page {
        let mut matching: Vec<Value> = agents.into_iter().filter(|agent| self.matches(agent)).collect();
        if active.has(&FaultKind::EmptyList) {
            matching.clear();
        }
        matching.sort_by_cached_key(|agent| self.sort_key(agent));
        if self.reverse {
            matching.reverse();
        }
        let size = active.page_size(self.limit);
        if active.has(&FaultKind::ExactlyFull) && matching.len() > size {
            matching.truncate(matching.len() / size * size);
        }
        let total = matching.len();
        let mut start = self.position.as_ref().map_or(0, |position| {
            let found = matching.iter().position(|agent| text(agent, "id") == position.after);
            found.map_or(position.index, |index| index + 1)
        });
        // A page of one could never get past the agent it repeats.
        if active.has(&FaultKind::DuplicateAtBorder) && size > 1 {
            start = start.saturating_sub(1);
        }
        let results: Vec<Value> = matching.into_iter().skip(start).take(size).collect();
        let end = start + results.len();
        let next = results.last().filter(|_| end < total);
        let next = next.map(|last| Position { after: text(last, "id").to_owned(), index: end - 1 });
        let repeated = self.position.clone().filter(|_| active.has(&FaultKind::RepeatedCursor));
        let next_page_token = repeated.or(next).as_ref().map(encode);
        Page { results, total, next_page_token }
    }

    fn matches(&self, agent: &Value) -> bool {
        if !self.ids.is_empty() {
            return self.ids.iter().any(|id| id == text(agent, "id"));
        }
        let by_name = self.name.as_ref().is_none_or(|part| text(agent, "name").to_lowercase().contains(part));
        let by_email = self.email.as_ref().is_none_or(|part| {
            members(agent, "userEmails")
                .filter_map(Value::as_str)
                .any(|email| email.to_lowercase().contains(part))
        });
        let by_role = self.role_ids.is_empty()
            || members(agent, "roles").any(|role| self.role_ids.iter().any(|id| id == text(role, "id")));
        let by_status =
            self.statuses.is_empty() || self.statuses.iter().any(|status| status == text(agent, "status"));
        by_name && by_email && by_role && by_status && self.matches_change(agent)
    }

    fn matches_change(&self, agent: &Value) -> bool {
        if self.changed_since.is_none() && self.changed_until.is_none() {
            return true;
        }
        let moments = ["/availability/lastStatusSet", "/availability/lastActivitySet"];
        let changed = moments
            .iter()
            .filter_map(|pointer| agent.pointer(pointer)?.as_str()?.parse::<Timestamp>().ok())
            .max();
        changed.is_some_and(|moment| {
            self.changed_since.is_none_or(|since| moment >= since)
                && self.changed_until.is_none_or(|until| moment <= until)
        })
    }

    /// Ties fall back to the moment of creation and the id, so that pages never overlap.
    fn sort_key(&self, agent: &Value) -> (String, u64, String, String) {
        let (words, count) = match self.sort_by {
            SortBy::CreatedAt => (String::new(), 0),
            SortBy::StatusAssignedCount => (text(agent, "status").to_owned(), assigned(agent)),
            SortBy::AssignedCount => (String::new(), assigned(agent)),
            SortBy::Name => (text(agent, "name").to_lowercase(), 0),
        };
        (words, count, text(agent, "createdAt").to_owned(), text(agent, "id").to_owned())
    }
}

fn sort_by(value: &str) -> Option<SortBy> {
    match value {
        "createdAt" => Some(SortBy::CreatedAt),
        "statusAssignedCount" => Some(SortBy::StatusAssignedCount),
        "assignedCount" => Some(SortBy::AssignedCount),
        "name" => Some(SortBy::Name),
        _ => None,
    }
}

fn encode(position: &Position) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(position).unwrap_or_default())
}

fn decode(token: &str) -> Option<Position> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(token).ok()?).ok()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn members<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}

fn assigned(agent: &Value) -> u64 {
    let counts = agent.pointer("/workload/workload").and_then(Value::as_object);
    counts
        .into_iter()
        .flat_map(serde_json::Map::values)
        .filter_map(Value::as_u64)
        .fold(0, u64::saturating_add)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    fn agents(count: usize) -> Vec<Value> {
        (0..count)
            .map(|index| {
                json!({
                    "id": format!("id-{index:03}"),
                    "name": format!("Person {}", count - index),
                    "status": if index % 2 == 0 { "active" } else { "offline" },
                    "userEmails": [format!("person{index}@example.com")],
                    "createdAt": format!("2026-01-01T00:00:{index:02}.000Z"),
                    "availability": {"lastStatusSet": format!("2026-02-01T00:00:{index:02}.000Z")},
                    "workload": {"workload": {"messaging": index % 3, "email": 1}},
                })
            })
            .collect()
    }

    fn ids(page: &Page) -> Vec<&str> {
        page.results.iter().map(|agent| text(agent, "id")).collect()
    }

    #[test]
    fn pages_cover_everything_once_even_when_an_agent_vanishes_between_them() {
        let first = ListQuery::parse("limit=4").unwrap().page(agents(10), &ActiveFaults::default());
        assert_eq!(first.total, 10);
        let token = first.next_page_token.clone().unwrap();
        let mut remaining = agents(10);
        remaining.retain(|agent| text(agent, "id") != "id-003");
        // The agent the token points after is gone: nobody may be listed twice or left out.
        let second = ListQuery::parse(&format!("limit=4&pageToken={token}"))
            .unwrap()
            .page(remaining, &ActiveFaults::default());
        assert_eq!(ids(&second), ["id-004", "id-005", "id-006", "id-007"]);
    }

    #[test]
    fn a_page_that_ends_exactly_at_the_end_has_no_successor() {
        let page = ListQuery::parse("limit=10").unwrap().page(agents(10), &ActiveFaults::default());
        assert_eq!(page.results.len(), 10);
        assert!(page.next_page_token.is_none(), "a client would ask for an empty page");
    }

    #[test]
    fn sorting_reversing_and_filters() {
        let page = ListQuery::parse("sortBy=name&limit=2&name=person+1")
            .unwrap()
            .page(agents(10), &ActiveFaults::default());
        assert_eq!(ids(&page), ["id-009", "id-000"]);
        let page =
            ListQuery::parse("reverse=true&limit=1").unwrap().page(agents(10), &ActiveFaults::default());
        assert_eq!(ids(&page), ["id-009"]);
        let page = ListQuery::parse("agentStatuses=offline&agentStatuses=training")
            .unwrap()
            .page(agents(10), &ActiveFaults::default());
        assert_eq!(page.total, 5);
        let page = ListQuery::parse("email=PERSON3%40").unwrap().page(agents(10), &ActiveFaults::default());
        assert_eq!(ids(&page), ["id-003"]);
        let page = ListQuery::parse("lastStatusActivitySince=2026-02-01T00:00:08Z")
            .unwrap()
            .page(agents(10), &ActiveFaults::default());
        assert_eq!(ids(&page), ["id-008", "id-009"]);
        let page = ListQuery::parse("ids=id-001&ids=id-004&name=nobody")
            .unwrap()
            .page(agents(10), &ActiveFaults::default());
        assert_eq!(ids(&page), ["id-001", "id-004"], "with ids the other filters do not count");
        let page = ListQuery::parse("sortBy=assignedCount&limit=1&reverse=true")
            .unwrap()
            .page(agents(10), &ActiveFaults::default());
        assert_eq!(ids(&page), ["id-008"]);
    }

    #[test]
    fn values_outside_the_contract_are_refused() {
        for query in
            ["limit=0", "limit=101", "limit=x", "sortBy=age", "reverse=maybe", "pageToken=xyz", "roleIds=1"]
        {
            assert!(ListQuery::parse(query).is_err(), "{query}");
        }
    }
}
