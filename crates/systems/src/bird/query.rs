//! The names of the list's query parameters, all in one place.
//!
//! The vendor's page shows some of them cut off or not at all. Those are marked `UNCONFIRMED`: if an account answers
//! otherwise, this file is the only one to change.

use callboard_model::{ListQuery, SortKey};

/// Largest page the documents allow.
pub(super) const LARGEST_PAGE: u32 = 100;

const LIMIT: &str = "limit";
const PAGE_TOKEN: &str = "pageToken";
const REVERSE: &str = "reverse";
const SORT_BY: &str = "sortBy";
const NAME: &str = "name";
const EMAIL: &str = "email";
const ROLES: &str = "roleIds";
/// Beyond the source document, but on the public page.
const STATUSES: &str = "agentStatuses";
/// UNCONFIRMED: the page confirms that the name begins with `lastStatusActivityS`.
const STATUS_CHANGED_SINCE: &str = "lastStatusActivitySince";
/// UNCONFIRMED: neither the name nor the form of its value is shown.
const STATUS_ACTIVITY: &str = "lastStatusActivity";
/// UNCONFIRMED: the name is not shown.
const IDS: &str = "ids";

/// The query of one page. Bird ignores the other filters where ids are given, so they are not sent then.
pub(super) fn of_page(query: &ListQuery, cursor: Option<&str>, limit: u32) -> Vec<(&'static str, String)> {
    let mut parameters = vec![(LIMIT, limit.to_string())];
    let mut add = |name, value: &str| parameters.push((name, value.to_owned()));
    if let Some(cursor) = cursor {
        add(PAGE_TOKEN, cursor);
    }
    if !query.ids.is_empty() {
        query.ids.iter().for_each(|id| add(IDS, id.as_str()));
        return parameters;
    }
    for (name, value) in [
        (NAME, &query.name),
        (EMAIL, &query.email),
        (STATUS_CHANGED_SINCE, &query.status_changed_since),
        (STATUS_ACTIVITY, &query.status_activity),
    ] {
        if let Some(value) = value.as_deref().filter(|value| !value.is_empty()) {
            add(name, value);
        }
    }
    query.statuses.iter().for_each(|status| add(STATUSES, status));
    query.roles.iter().for_each(|role| add(ROLES, role));
    if let Some(sort) = query.sort {
        add(SORT_BY, sort_name(sort));
    }
    if query.reverse {
        add(REVERSE, "true");
    }
    parameters
}

fn sort_name(sort: SortKey) -> &'static str {
    match sort {
        SortKey::Name => "name",
        SortKey::CreatedAt => "createdAt",
        SortKey::Assigned => "assignedCount",
        SortKey::StatusThenAssigned => "statusAssignedCount",
    }
}

#[cfg(test)]
mod tests {
    use callboard_model::AgentId;

    use super::*;

    #[test]
    fn ids_are_sent_alone_because_bird_ignores_the_rest() {
        let query = ListQuery {
            name: Some("avery".into()),
            ids: vec![AgentId::parse("a").unwrap(), AgentId::parse("b").unwrap()],
            ..ListQuery::default()
        };
        let expected = [("limit", "100"), ("pageToken", "t"), ("ids", "a"), ("ids", "b")];
        assert_eq!(of_page(&query, Some("t"), 100), expected.map(|(name, value)| (name, value.to_owned())));
    }

    #[test]
    fn an_empty_question_asks_for_a_full_page_and_nothing_else() {
        let query = ListQuery { name: Some(String::new()), ..ListQuery::default() };
        assert_eq!(of_page(&query, None, 100), [("limit", "100".to_owned())]);
    }
}
