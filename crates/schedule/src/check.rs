//! What is wrong, or worth knowing, about a week and its holidays.

use callboard_model::schedule::{Holiday, Weekday, WeeklySchedule};
use callboard_model::{FindingCode, Severity};

use crate::week::SplitHours;

/// Where in the hours a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The hours of a day.
    Day(Weekday),
    /// The holiday at this place of the list, from 0.
    Holiday(usize),
}

/// Something to say about hours or holidays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScheduleFinding {
    /// Where it is.
    pub place: Place,
    /// What it is.
    pub code: FindingCode,
}

impl ScheduleFinding {
    /// Whether it stands in the way of saving. What happens as somebody may have meant it is a warning only:
    /// hours that reach into the next day's, 29 February, the same holiday twice.
    pub fn severity(&self) -> Severity {
        match self.code {
            FindingCode::Overlap | FindingCode::LeapDay | FindingCode::DuplicateHoliday => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

/// Checks a week and its holidays: days first, Monday to Sunday, then holidays in their order.
pub fn check(schedule: &WeeklySchedule, holidays: &[Holiday]) -> Vec<ScheduleFinding> {
    let days = Weekday::ALL.into_iter().filter_map(|day| {
        Some(ScheduleFinding { place: Place::Day(day), code: day_finding(schedule, day)? })
    });
    let closed = holidays.iter().enumerate().filter_map(|(index, holiday)| {
        let before = holidays.get(..index).unwrap_or_default();
        Some(ScheduleFinding { place: Place::Holiday(index), code: holiday_finding(holiday, before)? })
    });
    days.chain(closed).collect()
}

/// The one thing to say about a day's hours, the gravest first.
fn day_finding(schedule: &WeeklySchedule, day: Weekday) -> Option<FindingCode> {
    let hours = schedule.day(day)?;
    let Some(split) = SplitHours::of(hours) else {
        return Some(FindingCode::NotATime);
    };
    if split.is_empty() {
        return Some(FindingCode::EmptyRange);
    }
    let night = split.after_midnight?;
    let tomorrow = schedule.day(day.next()).and_then(SplitHours::of)?.own?;
    (tomorrow.from < night.to).then_some(FindingCode::Overlap)
}

/// The one thing to say about a holiday, the gravest first.
fn holiday_finding(holiday: &Holiday, before: &[Holiday]) -> Option<FindingCode> {
    if !is_date(holiday) {
        return Some(FindingCode::NotADate);
    }
    if before.iter().any(|other| (other.month, other.day) == (holiday.month, holiday.day)) {
        return Some(FindingCode::DuplicateHoliday);
    }
    ((holiday.month, holiday.day) == (2, 29)).then_some(FindingCode::LeapDay)
}

/// Whether some year has this day.
pub(crate) fn is_date(holiday: &Holiday) -> bool {
    const LEAP_YEAR: i16 = 2024;
    i8::try_from(holiday.month)
        .ok()
        .zip(i8::try_from(holiday.day).ok())
        .is_some_and(|(month, day)| jiff::civil::Date::new(LEAP_YEAR, month, day).is_ok())
}
