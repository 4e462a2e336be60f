//! Weeks in short, and what the rules say about one moment, computed another way than the crate does.
#![allow(dead_code, reason = "each test file uses a part of it")]

use callboard_model::schedule::{Holiday, WeeklySchedule};
use callboard_schedule::{holidays_from_value, week_from_value};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use serde_json::{Value, json};

pub(crate) const DAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A range in minutes of the day.
pub(crate) type Range = (u16, u16);

/// What each day holds, Monday first.
pub(crate) type Week = [Option<Range>; 7];

pub(crate) fn hours((from, to): Range) -> Value {
    json!({
        "from": {"hour": from / 60, "minute": from % 60},
        "to": {"hour": to / 60, "minute": to % 60},
    })
}

pub(crate) fn week(days: &[(&str, Range)]) -> WeeklySchedule {
    let members = days.iter().map(|(day, range)| ((*day).to_owned(), hours(*range)));
    week_from_value(&Value::Object(members.collect())).unwrap()
}

pub(crate) fn week_of(days: &Week) -> WeeklySchedule {
    let given: Vec<_> = DAYS.iter().zip(days).filter_map(|(day, range)| Some((*day, (*range)?))).collect();
    week(&given)
}

pub(crate) fn daily(range: Range) -> WeeklySchedule {
    week(&DAYS.map(|day| (day, range)))
}

pub(crate) fn holiday(day: i32, month: i32) -> Holiday {
    holidays_from_value(&json!([{"name": "x", "day": day, "month": month}])).unwrap().remove(0)
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// What the rules say about one moment, by jiff's own zoned arithmetic and nothing of ours.
pub(crate) fn open_at(days: &Week, holidays: &[(i32, i32)], zone: &TimeZone, moment: Timestamp) -> bool {
    let wall = moment.to_zoned(zone.clone()).datetime();
    if holidays.contains(&(i32::from(wall.day()), i32::from(wall.month()))) {
        return false;
    }
    let minute = u16::try_from(wall.hour()).unwrap() * 60 + u16::try_from(wall.minute()).unwrap();
    let today = usize::try_from(wall.weekday().to_monday_zero_offset()).unwrap();
    let own = days[today].is_some_and(|(from, to)| minute >= from && (to < from || minute < to));
    let yesterday = days[(today + 6) % 7].is_some_and(|(from, to)| to < from && minute < to);
    own || yesterday
}

pub(crate) fn any_minute() -> impl Strategy<Value = u16> {
    prop_oneof![
        3 => 0..=1440_u16,
        2 => prop::sample::select(vec![0, 60, 90, 120, 150, 180, 540, 1020, 1320, 1380, 1440]),
    ]
}

pub(crate) fn any_day() -> impl Strategy<Value = Option<Range>> {
    prop_oneof![
        4 => (any_minute(), any_minute()).prop_map(Some),
        2 => Just(Some((0, 1440))),
        1 => Just(None),
    ]
}
