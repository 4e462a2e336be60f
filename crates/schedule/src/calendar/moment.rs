//! Dates and times of a calendar file, on the clock of the place they are meant for.

use std::str::FromStr;

use calcard::common::PartialDateTime;
use calcard::common::timezone::Tz;
use calcard::icalendar::{ICalendar, ICalendarEntry, ICalendarProperty, ICalendarValue};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};

/// The first minute that counts as the end of a day: many programs write "until 23:59" for the whole of it.
const LAST_MINUTE: Time = Time::constant(23, 59, 0, 0);

/// When something begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) date: Date,
    /// None for a date alone.
    pub(super) time: Option<Time>,
    /// Written in UTC, and nobody knows by which clock the day is meant.
    pub(super) in_utc: bool,
}

impl Moment {
    /// Whether a day begins here.
    pub(super) fn begins_a_day(&self) -> bool {
        self.time.is_none_or(|time| time == Time::midnight() && !self.in_utc)
    }

    /// The day before which this ends, where a whole day ends here.
    pub(super) fn ends_before(&self) -> Option<Date> {
        match self.time {
            Some(time) if time >= LAST_MINUTE && !self.in_utc => self.date.tomorrow().ok(),
            _ => self.begins_a_day().then_some(self.date),
        }
    }
}

/// The zones a calendar's times are meant in.
pub(super) struct Clocks<'c> {
    calendar: &'c ICalendar,
    own: Option<TimeZone>,
}

impl<'c> Clocks<'c> {
    pub(super) fn of(calendar: &'c ICalendar) -> Self {
        let mut clocks = Self { calendar, own: None };
        let told = calendar.components.iter().flat_map(|part| &part.entries).find_map(|entry| {
            matches!(&entry.name, ICalendarProperty::Other(name) if name.eq_ignore_ascii_case("X-WR-TIMEZONE"))
                .then(|| entry.values.first()?.as_text())?
        });
        clocks.own = match told {
            Some(name) => clocks.zone(name),
            // A file that describes one zone is written for it.
            None if calendar.is_timezone() => calendar
                .timezones()
                .find_map(|zone| zone.entries.iter().find(|entry| entry.name == ICalendarProperty::Tzid))
                .and_then(|entry| clocks.zone(entry.values.first()?.as_text()?)),
            None => None,
        };
        clocks
    }

    /// A zone by the name the file or Windows has for it.
    fn zone(&self, name: &str) -> Option<TimeZone> {
        let known = Tz::from_str(name).ok().or_else(|| self.calendar.build_tz_resolver().resolve(name))?;
        TimeZone::get(&known.name()?).ok()
    }

    /// All moments of an entry that can be read; those in UTC on the clock of its zone, or else of `zone`.
    pub(super) fn moments(&self, entry: &ICalendarEntry, zone: Option<&str>) -> Vec<Moment> {
        let zone = entry.tz_id().or(zone);
        entry.values.iter().filter_map(|value| self.moment_of(value, zone)).collect()
    }

    /// The first moment of an entry, in the same way.
    pub(super) fn moment(&self, entry: &ICalendarEntry, zone: Option<&str>) -> Option<Moment> {
        self.moment_of(entry.values.first()?, entry.tz_id().or(zone))
    }

    pub(super) fn moment_of(&self, value: &ICalendarValue, zone: Option<&str>) -> Option<Moment> {
        match value {
            ICalendarValue::PartialDateTime(written) => self.moment_in(written, zone),
            // "2027-04-20", as hand-made writers have it.
            ICalendarValue::Text(text) => {
                Some(Moment { date: text.trim().parse().ok()?, time: None, in_utc: false })
            }
            _ => None,
        }
    }

    /// A written moment. A time with an offset of its own is meant by the clock that has it; one in UTC by the zone of
    /// its entry or of the calendar.
    pub(super) fn moment_in(&self, written: &PartialDateTime, zone: Option<&str>) -> Option<Moment> {
        let year = i16::try_from(written.year?).ok()?;
        let date =
            Date::new(year, i8::try_from(written.month?).ok()?, i8::try_from(written.day?).ok()?).ok()?;
        let part = |part: Option<u8>| i8::try_from(part.unwrap_or_default()).ok();
        let time = match written.hour {
            None => return Some(Moment { date, time: None, in_utc: false }),
            Some(_) => {
                Time::new(part(written.hour)?, part(written.minute)?, part(written.second)?.min(59), 0)
                    .ok()?
            }
        };
        let in_utc = written.tz_hour == Some(0) && written.tz_minute.unwrap_or_default() == 0;
        let meant = zone.and_then(|name| self.zone(name)).or_else(|| self.own.clone());
        Some(match meant.filter(|_| in_utc) {
            Some(zone) => {
                let there = local(date.to_datetime(time), &zone)?;
                Moment { date: there.date(), time: Some(there.time()), in_utc: false }
            }
            None => Moment { date, time: Some(time), in_utc },
        })
    }
}

fn local(utc: DateTime, zone: &TimeZone) -> Option<DateTime> {
    Some(zone.to_datetime(Offset::UTC.to_timestamp(utc).ok()?))
}
