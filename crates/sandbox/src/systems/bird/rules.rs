//! What an agent has to satisfy beyond the form of the request: real time zones and dates, no second agent alike.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use super::refusal::Refusal;

/// 422 for a value that has the right form and makes no sense.
pub(super) fn check_values(body: &Map<String, Value>) -> Result<(), Refusal> {
    if body.get("name").and_then(Value::as_str).is_some_and(|name| name.trim().is_empty()) {
        return Err(Refusal::invalid_agent("name must not be empty."));
    }
    if let Some(zone) = body.get("timezone").and_then(Value::as_str)
        && TimeZone::get(zone).is_err()
    {
        return Err(Refusal::invalid_agent("timezone has to be the name of an IANA time zone."));
    }
    for field in ["wrapUpTime", "activityTtl"] {
        if body.get(field).and_then(Value::as_i64).is_some_and(|value| value < 0) {
            return Err(Refusal::invalid_agent(&format!("{field} must not be negative.")));
        }
    }
    if let Some(days) = body.get("weeklySchedule").and_then(Value::as_object) {
        for (day, window) in days {
            check_window(day, window)?;
        }
    }
    let holidays = body.get("holidays").and_then(Value::as_array);
    for holiday in holidays.into_iter().flatten() {
        check_holiday(holiday)?;
    }
    Ok(())
}

/// The day ends at 24:00; 24:30 is no time.
fn check_window(day: &str, window: &Value) -> Result<(), Refusal> {
    for end in ["from", "to"] {
        let part = |name: &str| window.get(end).and_then(|time| time.get(name)).and_then(Value::as_i64);
        if part("hour") == Some(24) && part("minute").unwrap_or(0) > 0 {
            return Err(Refusal::invalid_agent(&format!("weeklySchedule.{day}.{end} is after 24:00.")));
        }
    }
    Ok(())
}

/// A day that exists in some year: 29 February does, 30 February does not.
fn check_holiday(holiday: &Value) -> Result<(), Refusal> {
    let part =
        |name: &str| holiday.get(name).and_then(Value::as_i64).and_then(|value| i8::try_from(value).ok());
    if let (Some(day), Some(month)) = (part("day"), part("month"))
        && Date::new(2024, month, day).is_err()
    {
        return Err(Refusal::invalid_agent("holidays holds a day that does not exist."));
    }
    Ok(())
}

/// 409 where the user has an agent already, or where name and e-mail addresses are those of another agent.
pub(super) fn check_duplicate(existing: &[Value], candidate: &Value) -> Result<(), Refusal> {
    let user = |agent: &Value| agent.pointer("/user/id").and_then(Value::as_str).map(str::to_owned);
    let name = |agent: &Value| agent.get("name").and_then(Value::as_str).map(str::to_lowercase);
    let emails = |agent: &Value| {
        let list = agent.get("userEmails").and_then(Value::as_array).cloned().unwrap_or_default();
        let mut emails: Vec<String> = list.iter().filter_map(Value::as_str).map(str::to_lowercase).collect();
        emails.sort();
        emails
    };
    let alike = existing.iter().any(|agent| {
        (user(candidate).is_some() && user(agent) == user(candidate))
            || (name(agent) == name(candidate) && emails(agent) == emails(candidate))
    });
    if alike {
        return Err(Refusal::new(
            axum::http::StatusCode::CONFLICT,
            "agent_already_exists",
            "An agent with this user, or with this name and e-mail address, exists already.",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;
    use serde_json::json;

    fn values(body: &Value) -> Result<(), Refusal> {
        check_values(body.as_object().unwrap())
    }

    #[test]
    fn values_that_make_no_sense_are_refused() {
        for body in [
            json!({"name": "  "}),
            json!({"timezone": "Mars/Olympus"}),
            json!({"wrapUpTime": -1}),
            json!({"weeklySchedule": {"monday": {"to": {"hour": 24, "minute": 30}}}}),
            json!({"holidays": [{"day": 30, "month": 2}]}),
        ] {
            assert!(values(&body).is_err(), "{body} should be refused");
        }
        values(&json!({"timezone": "Asia/Tokyo", "holidays": [{"day": 29, "month": 2}]})).unwrap();
    }

    #[test]
    fn the_same_name_is_a_duplicate_only_with_the_same_addresses() {
        let existing = [json!({"name": "Ana", "userEmails": ["ana@example.com"], "user": {"id": "1"}})];
        assert!(check_duplicate(&existing, &json!({"name": "Ana", "userEmails": []})).is_ok());
        assert!(
            check_duplicate(&existing, &json!({"name": "ANA", "userEmails": ["Ana@example.com"]})).is_err()
        );
        assert!(check_duplicate(&existing, &json!({"name": "Other", "user": {"id": "1"}})).is_err());
    }
}
