//! Holidays out of a calendar file, before they are taken over. Plain data; read in the schedule room.

use serde::{Deserialize, Serialize};
use specta::Type;

/// What a calendar file holds, for a person to look at before anything is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CalendarPreview {
    /// Days that can become holidays, in the order of the year, each name once on a day.
    pub kept: Vec<CalendarDay>,
    /// Events that cannot, in the order of the file.
    pub skipped: Vec<SkippedEvent>,
    /// Lines and parts of the file that are not as they should be and were passed over.
    pub flaws: u32,
}

/// A day of a calendar file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CalendarDay {
    /// What it is called.
    pub name: String,
    /// Day of the month, 1 to 31.
    pub day: u8,
    /// Month, 1 to 12.
    pub month: u8,
    /// The years it is written for, in order; none where it comes back every year on this date. Where it comes back without
    /// an end, but not like that, the years up to the end of the third year ahead.
    pub years: Vec<i16>,
    /// Of a day that comes back without an end, the years up to then in which it does not come.
    pub left_out: Vec<i16>,
    /// Whether the same name falls on another date in another year, so that it moves.
    pub movable: bool,
}

/// An event that cannot become a holiday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SkippedEvent {
    /// What it is called.
    pub name: String,
    /// Its first day, where it has a readable one (`2026-12-25`).
    pub date: Option<String>,
    /// Why.
    pub reason: SkipReason,
}

/// Why an event cannot become a holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SkipReason {
    /// It has no readable day on which it begins.
    NoDate,
    /// It takes a part of a day only.
    Timed,
    /// It comes back more often than holidays do, or by a rule that cannot be followed.
    OtherRecurrence,
    /// It was cancelled.
    Cancelled,
    /// It goes on for longer than a month.
    TooLong,
    /// It came back every year, but has come to its end.
    Ended,
}

/// Why a file is no calendar that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type, thiserror::Error)]
#[serde(rename_all = "camelCase")]
pub enum CalendarFault {
    /// It holds no calendar.
    #[error("no calendar in the file")]
    NotACalendar,
    /// It holds a calendar without events.
    #[error("no event in the calendar")]
    NoEvents,
    /// It is larger than any list of holidays is.
    #[error("larger than 2 MB, or more than 5,000 events")]
    TooLarge,
}
