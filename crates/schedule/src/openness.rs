//! Open now, until when, and when next.

use callboard_model::Openness;
use callboard_model::schedule::{Holiday, WeeklySchedule};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::check::is_date;
use crate::read::{holidays_from_value, week_from_value};
use crate::week::{DAY, WeekIntervals, intervals, is_readable};
use crate::zone::{weekday, zone_named};

/// How far ahead an opening is looked for: five weeks.
const LOOK_AHEAD: SignedDuration = SignedDuration::from_hours(35 * 24);

/// How far ahead a closing is looked for where somebody is open day and night: nine years, for 29 February may be
/// eight years away.
const LOOK_AHEAD_FOR_CLOSING: SignedDuration = SignedDuration::from_hours(9 * 366 * 24);

/// Whether the agent is open at `now`, until when, or when it opens next (looked for up to five weeks ahead).
/// [`Openness::Unknown`] without hours, without a zone, with a zone nobody knows or with times that are none.
/// Holidays on days that no year has are passed over: they never come.
pub fn openness(
    schedule: Option<&WeeklySchedule>,
    holidays: &[Holiday],
    time_zone: Option<&str>,
    now: Timestamp,
) -> Openness {
    let Some((schedule, zone)) = schedule.zip(time_zone.and_then(zone_named)) else {
        return Openness::Unknown;
    };
    if !is_readable(schedule) {
        return Openness::Unknown;
    }
    Hours { week: intervals(schedule), holidays: holidays.iter().filter(|day| is_date(day)).collect(), zone }
        .openness_at(now)
}

/// The same, from the values as a system stores them. Null hours are no hours, which is [`Openness::Unknown`], and so
/// are values that cannot be read.
pub fn openness_of_values(
    schedule: &Value,
    holidays: &Value,
    time_zone: Option<&str>,
    now: Timestamp,
) -> Openness {
    if schedule.is_null() {
        return Openness::Unknown;
    }
    match (week_from_value(schedule), holidays_from_value(holidays)) {
        (Ok(schedule), Ok(holidays)) => openness(Some(&schedule), &holidays, time_zone, now),
        _ => Openness::Unknown,
    }
}

/// An agent's hours, ready to be asked.
struct Hours<'a> {
    week: WeekIntervals,
    holidays: Vec<&'a Holiday>,
    zone: TimeZone,
}

impl Hours<'_> {
    fn openness_at(&self, now: Timestamp) -> Openness {
        if self.state_at(now).is_some_and(|(open, _)| open) {
            let never_closes = self.week.is_full() && self.holidays.is_empty();
            let until = if never_closes { None } else { self.next_change(now, true, LOOK_AHEAD_FOR_CLOSING) };
            Openness::Open { until: until.map(|at| self.written(at)) }
        } else {
            let opens = if self.week.is_empty() { None } else { self.next_change(now, false, LOOK_AHEAD) };
            Openness::Closed { opens: opens.map(|at| self.written(at)) }
        }
    }

    /// The first moment after `now` at which the state is no longer `open`, at most `ahead` away.
    fn next_change(&self, now: Timestamp, open: bool, ahead: SignedDuration) -> Option<Timestamp> {
        let limit = now.checked_add(ahead).ok()?;
        let mut moment = now;
        while moment <= limit {
            let (state, until) = self.state_at(moment)?;
            if state != open {
                return Some(moment);
            }
            moment = until;
        }
        None
    }

    /// The state at a moment and a later moment up to which it certainly stays like that: the next edge of that day's
    /// hours, midnight, or a change of the clocks, whatever comes first. None at the far end of all time.
    fn state_at(&self, moment: Timestamp) -> Option<(bool, Timestamp)> {
        let offset = self.zone.to_offset(moment);
        let wall = offset.to_datetime(moment);
        let (open, edge) = self.state_on_wall(wall);
        let until = offset.to_timestamp(edge?).ok()?;
        let clocks_change = self.zone.following(moment).next().map(|transition| transition.timestamp());
        Some((open, clocks_change.map_or(until, |change| until.min(change))))
    }

    /// The state by the wall's clock, and the next edge on that clock.
    fn state_on_wall(&self, wall: DateTime) -> (bool, Option<DateTime>) {
        let midnight = wall.date().tomorrow().ok().map(|day| day.at(0, 0, 0, 0));
        if self.is_holiday(wall.date()) {
            return (false, midnight);
        }
        let minute = u16::from(wall.hour().unsigned_abs()) * 60 + u16::from(wall.minute().unsigned_abs());
        let stretches = self.week.day(weekday(wall.date()));
        let current = stretches.iter().find(|stretch| stretch.contains(minute));
        let edge = match current {
            Some(stretch) => Some(stretch.to),
            None => stretches.iter().map(|stretch| stretch.from).find(|from| *from > minute),
        };
        let edge = edge.filter(|edge| *edge < DAY).and_then(|edge| at_minute(wall.date(), edge));
        (current.is_some(), edge.or(midnight))
    }

    fn is_holiday(&self, date: Date) -> bool {
        self.holidays
            .iter()
            .any(|holiday| (holiday.month, holiday.day) == (i32::from(date.month()), i32::from(date.day())))
    }

    /// RFC 3339 with the offset that the zone has at that moment.
    fn written(&self, at: Timestamp) -> String {
        at.display_with_offset(self.zone.to_offset(at)).to_string()
    }
}

/// The day at a minute below 1440.
fn at_minute(date: Date, minute: u16) -> Option<DateTime> {
    let (hour, minute) = (i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?);
    jiff::civil::Time::new(hour, minute, 0, 0).ok().map(|time| date.to_datetime(time))
}
