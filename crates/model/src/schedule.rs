//! Weekly hours and holidays, in the agent's own time zone.
//!
//! Hours are minutes of the day, 0 to 1440 (24:00). A day's range may end after midnight: then its end is
//! earlier than its start. Unknown members of a stored schedule are kept.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use specta::Type;

/// What a system can store of a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScheduleCapability {
    /// Ranges that a day can hold.
    pub ranges_per_day: u32,
    /// Whether a holiday can carry a year.
    pub holidays_with_year: bool,
}

/// Days of the week, Monday first, as ISO 8601 counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// All seven, Monday first.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    /// The day after.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Weekday::Monday => Weekday::Tuesday,
            Weekday::Tuesday => Weekday::Wednesday,
            Weekday::Wednesday => Weekday::Thursday,
            Weekday::Thursday => Weekday::Friday,
            Weekday::Friday => Weekday::Saturday,
            Weekday::Saturday => Weekday::Sunday,
            Weekday::Sunday => Weekday::Monday,
        }
    }
}

/// A time of day as it is stored: hour 0 to 24, minute 0 to 59.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
pub struct TimeOfDay {
    /// Hour, 0 to 24.
    #[serde(default)]
    pub hour: i32,
    /// Minute, 0 to 59.
    #[serde(default)]
    pub minute: i32,
    /// Members no document names, kept as they are.
    #[serde(flatten)]
    #[specta(skip)]
    pub unknown: Map<String, Value>,
}

impl TimeOfDay {
    /// The minute of the day, 0 to 1440, if the time is one.
    pub fn minute_of_day(&self) -> Option<u16> {
        let minutes = self.hour.checked_mul(60)?.checked_add(self.minute)?;
        let plausible = (0..=24).contains(&self.hour) && (0..=59).contains(&self.minute) && minutes <= 1440;
        if plausible { u16::try_from(minutes).ok() } else { None }
    }
}

/// One day's hours as they are stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
pub struct DayHours {
    /// When the day's hours begin.
    pub from: TimeOfDay,
    /// When they end; earlier than the start means the next day.
    pub to: TimeOfDay,
    /// Members no document names, kept as they are.
    #[serde(flatten)]
    #[specta(skip)]
    pub unknown: Map<String, Value>,
}

/// A week as it is stored: a day that is missing or null is closed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Type)]
#[expect(missing_docs, reason = "the names say it")]
pub struct WeeklySchedule {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub monday: Option<DayHours>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub tuesday: Option<DayHours>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub wednesday: Option<DayHours>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub thursday: Option<DayHours>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub friday: Option<DayHours>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub saturday: Option<DayHours>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub sunday: Option<DayHours>,
    /// Members no document names, kept as they are.
    #[serde(flatten)]
    #[specta(skip)]
    pub unknown: Map<String, Value>,
}

impl WeeklySchedule {
    /// The hours of a day.
    pub fn day(&self, day: Weekday) -> Option<&DayHours> {
        match day {
            Weekday::Monday => self.monday.as_ref(),
            Weekday::Tuesday => self.tuesday.as_ref(),
            Weekday::Wednesday => self.wednesday.as_ref(),
            Weekday::Thursday => self.thursday.as_ref(),
            Weekday::Friday => self.friday.as_ref(),
            Weekday::Saturday => self.saturday.as_ref(),
            Weekday::Sunday => self.sunday.as_ref(),
        }
    }
}

/// A holiday that comes back every year: closed all day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
pub struct Holiday {
    /// What it is called.
    #[serde(default)]
    pub name: String,
    /// Day of the month, 1 to 31.
    pub day: i32,
    /// Month, 1 to 12.
    pub month: i32,
    /// Members no document names, kept as they are.
    #[serde(flatten)]
    #[specta(skip)]
    pub unknown: Map<String, Value>,
}

/// The week of a list row: for Monday to Sunday, minutes open, 0 to 1440.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct WeekStrip(pub [u16; 7]);

/// A moment at which a zone's clocks are put forward or back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ClockChange {
    /// When (RFC 3339 with the offset that holds from then on).
    pub at: String,
    /// The day that becomes shorter or longer by it (`2026-03-29`).
    pub day: String,
    /// Minutes the clocks are put forward; negative where they are put back.
    pub minutes: i32,
}

/// What a change of the clocks does to the hours around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ClockChangeEffect {
    /// The change.
    pub change: ClockChange,
    /// The hours that are not as long as they look; empty where it falls into closed time.
    pub hours: Vec<ChangedHours>,
}

/// The hours of one day that a change of the clocks touches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChangedHours {
    /// The day they are stored at: the one on which they begin.
    pub day: Weekday,
    /// The date on which they begin (`2026-03-29`).
    pub date: String,
    /// First minute of that day, 0 to 1439.
    pub from: u16,
    /// First minute after them, counted from the same midnight; above 1440 it lies on the next day.
    pub to: u16,
    /// Minutes they are longer than usual; negative where they are shorter.
    pub minutes: i32,
    /// What happens to them.
    pub effect: HoursEffect,
}

/// What happens to hours when the clocks change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum HoursEffect {
    /// A part of them is skipped.
    Shorter,
    /// All of them are skipped: on that day they do not happen.
    Skipped,
    /// They hold the whole repeated time, and so last longer.
    Longer,
    /// They hold a part of the repeated time, and so happen in two pieces.
    Twice,
}

/// What a zone's clock shows at a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ZoneTime {
    /// The name in the IANA database.
    pub zone: String,
    /// The moment there (RFC 3339 with the zone's offset).
    pub at: String,
    /// The day of the week there.
    pub day: Weekday,
    /// Minute of the day there, 0 to 1439.
    pub minute: u16,
    /// Minutes the zone is ahead of UTC, negative behind it.
    pub offset: i32,
}

/// An open stretch of a day, in minutes 0 to 1440; `to` is not part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DayStretch {
    /// First minute.
    pub from: u16,
    /// First minute after it.
    pub to: u16,
}

/// A day of a week, as somebody in another zone sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DayElsewhere {
    /// The date (`2026-03-29`).
    pub date: String,
    /// Open stretches by the clock on the wall there, in order.
    pub stretches: Vec<DayStretch>,
}
