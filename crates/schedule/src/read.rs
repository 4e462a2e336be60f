//! From stored JSON to hours and holidays: nulls are tolerated, members no document names are kept.

use callboard_model::Pointer;
use callboard_model::schedule::{Holiday, WeeklySchedule};
use serde_json::{Map, Number, Value};

/// Hours or holidays in a form nobody knows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unreadable at {at:?}: {detail}")]
pub struct UnreadableHours {
    /// The member that cannot be read; none for the value as a whole.
    pub at: Option<Pointer>,
    /// What was expected.
    pub detail: String,
}

/// The names of the days, as they are stored.
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Reads a week. Null and an object of nothing are a week without hours, and so is a day that is missing, null,
/// empty or without both times; an hour or minute that is null counts as 0. Unknown members are kept.
///
/// # Errors
/// [`UnreadableHours`] where something else than documented stands in a known member.
pub fn week_from_value(value: &Value) -> Result<WeeklySchedule, UnreadableHours> {
    let mut members = match value {
        Value::Null => return Ok(WeeklySchedule::default()),
        Value::Object(members) => members.clone(),
        _ => return Err(unreadable(None, "a week is an object")),
    };
    for day in DAYS {
        let Some(hours) = members.get_mut(day) else { continue };
        if let Value::Object(hours) = hours {
            tidy_day(hours);
        }
        if hours.as_object().is_some_and(Map::is_empty) {
            *hours = Value::Null;
        }
        if !(hours.is_null()
            || serde_json::from_value::<callboard_model::schedule::DayHours>(hours.clone()).is_ok())
        {
            return Err(unreadable(
                Some(Pointer::of_member(day)),
                "a day has a start and an end in hours and minutes",
            ));
        }
    }
    serde_json::from_value(Value::Object(members)).map_err(|error| unreadable(None, &error.to_string()))
}

/// Reads a list of holidays; null is an empty one, null items are passed over. Unknown members are kept.
///
/// # Errors
/// [`UnreadableHours`] where an item has no whole day and month.
pub fn holidays_from_value(value: &Value) -> Result<Vec<Holiday>, UnreadableHours> {
    let items = match value {
        Value::Null => return Ok(Vec::new()),
        Value::Array(items) => items,
        _ => return Err(unreadable(None, "holidays are a list")),
    };
    let holidays = items.iter().enumerate().filter(|(_, item)| !item.is_null()).map(|(index, item)| {
        let mut item = item.clone();
        if let Value::Object(members) = &mut item {
            drop_null(members, "name");
            make_whole(members, "day");
            make_whole(members, "month");
        }
        serde_json::from_value(item)
            .map_err(|error| unreadable(Some(Pointer::of_member(&index.to_string())), &error.to_string()))
    });
    holidays.collect()
}

/// Takes away the nulls that mean "nothing", so that what is left has the documented form.
fn tidy_day(hours: &mut Map<String, Value>) {
    for edge in ["from", "to"] {
        drop_null(hours, edge);
        if let Some(Value::Object(time)) = hours.get_mut(edge) {
            for part in ["hour", "minute"] {
                drop_null(time, part);
                make_whole(time, part);
            }
        }
    }
}

/// Takes a member away if it is null.
fn drop_null(members: &mut Map<String, Value>, name: &str) {
    if members.get(name).is_some_and(Value::is_null) {
        // `shift_remove` keeps the order of the others, so that a stored week stays as readable as it was.
        members.shift_remove(name);
    }
}

/// Turns `9.0` into `9`: JSON knows one kind of number, and some servers write all of them with a point.
fn make_whole(members: &mut Map<String, Value>, name: &str) {
    let whole = members.get(name).and_then(Value::as_f64).filter(|number| number.fract() == 0.0);
    if let Some(number) = whole.filter(|number| number.abs() <= f64::from(i32::MAX)) {
        #[expect(clippy::cast_possible_truncation, reason = "whole and within the range of i32")]
        members.insert(name.to_owned(), Value::Number(Number::from(number as i32)));
    }
}

fn unreadable(at: Option<Pointer>, detail: &str) -> UnreadableHours {
    UnreadableHours { at, detail: detail.to_owned() }
}
