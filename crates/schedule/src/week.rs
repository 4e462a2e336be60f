//! A week as minutes of its days: split at midnight, merged, counted.

use callboard_model::schedule::{DayHours, WeekStrip, Weekday, WeeklySchedule};

/// Minutes of a day, 0 to 1440.
pub(crate) const DAY: u16 = 1440;

/// A stretch of one day in minutes, 0 to 1440; `to` is not part of it and is later than `from`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Interval {
    /// First minute.
    pub from: u16,
    /// First minute after it.
    pub to: u16,
}

impl Interval {
    fn new(from: u16, to: u16) -> Option<Self> {
        (from < to).then_some(Self { from, to })
    }

    /// Whether the minute lies in it.
    pub fn contains(self, minute: u16) -> bool {
        (self.from..self.to).contains(&minute)
    }

    /// How long it is, in minutes.
    pub fn minutes(self) -> u16 {
        self.to - self.from
    }
}

/// The open stretches of each day: in order, apart from each other, none over midnight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WeekIntervals([Vec<Interval>; 7]);

impl WeekIntervals {
    /// The stretches of a day.
    pub fn day(&self, day: Weekday) -> &[Interval] {
        let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = &self.0;
        match day {
            Weekday::Monday => monday,
            Weekday::Tuesday => tuesday,
            Weekday::Wednesday => wednesday,
            Weekday::Thursday => thursday,
            Weekday::Friday => friday,
            Weekday::Saturday => saturday,
            Weekday::Sunday => sunday,
        }
    }

    /// Whether no minute of the week is open.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Vec::is_empty)
    }

    /// Whether every minute of the week is open.
    pub fn is_full(&self) -> bool {
        self.0.iter().all(|day| day.as_slice() == [Interval { from: 0, to: DAY }])
    }
}

/// A day's hours split at midnight: the part on the day itself and the part on the next day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SplitHours {
    /// On the day itself.
    pub(crate) own: Option<Interval>,
    /// On the day after.
    pub(crate) after_midnight: Option<Interval>,
}

impl SplitHours {
    /// Splits the hours; none where one of the times is no time of day.
    pub(crate) fn of(hours: &DayHours) -> Option<Self> {
        let (from, to) = (hours.from.minute_of_day()?, hours.to.minute_of_day()?);
        Some(if to < from {
            Self { own: Interval::new(from, DAY), after_midnight: Interval::new(0, to) }
        } else {
            Self { own: Interval::new(from, to), after_midnight: None }
        })
    }

    pub(crate) fn is_empty(self) -> bool {
        self.own.is_none() && self.after_midnight.is_none()
    }
}

/// Whether every time of the week is a time of day. Where one is not, nobody can say when the agent is open.
pub fn is_readable(schedule: &WeeklySchedule) -> bool {
    Weekday::ALL.iter().all(|day| schedule.day(*day).is_none_or(|hours| SplitHours::of(hours).is_some()))
}

/// The open stretches of each day, after splitting at midnight and merging what overlaps or touches.
/// Days whose times cannot be read are left out; [`is_readable`] tells.
pub fn intervals(schedule: &WeeklySchedule) -> WeekIntervals {
    let split = |day: Weekday| schedule.day(day).and_then(SplitHours::of).unwrap_or_default();
    WeekIntervals(Weekday::ALL.map(|day| {
        let own = split(day).own;
        let from_yesterday = split(previous(day)).after_midnight;
        merged(from_yesterday.into_iter().chain(own))
    }))
}

/// Minutes open on each day, 0 to 1440; the part after midnight counts on the next day.
pub fn week_strip(schedule: &WeeklySchedule) -> WeekStrip {
    let week = intervals(schedule);
    WeekStrip(Weekday::ALL.map(|day| week.day(day).iter().map(|interval| interval.minutes()).sum()))
}

/// The day before.
fn previous(day: Weekday) -> Weekday {
    (0..6).fold(day, |day, _| day.next())
}

/// Stretches in order of their start, those that overlap or touch made one.
fn merged(stretches: impl Iterator<Item = Interval>) -> Vec<Interval> {
    let mut sorted: Vec<Interval> = stretches.collect();
    sorted.sort_unstable();
    let mut apart: Vec<Interval> = Vec::with_capacity(sorted.len());
    for next in sorted {
        match apart.last_mut() {
            Some(last) if next.from <= last.to => last.to = last.to.max(next.to),
            _ => apart.push(next),
        }
    }
    apart
}
