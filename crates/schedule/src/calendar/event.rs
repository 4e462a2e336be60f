//! One event of a calendar: its name, how many days it takes, and the days it begins on.

use calcard::icalendar::{
    ICalendarComponent, ICalendarParameterName, ICalendarPeriod, ICalendarProperty, ICalendarStatus,
    ICalendarValue,
};
use callboard_model::calendar::SkipReason;
use jiff::Span;
use jiff::civil::Date;

use super::moment::{Clocks, Moment};
use super::name::readable;
use super::recurrence::{Beginnings, Reading, Recurrence, Rule};

/// Days that one event may take.
const MOST_DAYS: i64 = 31;

/// The whole days of an event.
pub(super) struct EventDays {
    pub(super) beginnings: Beginnings,
    /// How many days it takes each time, 1 to 31.
    pub(super) length: i64,
}

/// The time of another event that an event tells of.
#[derive(Clone, Copy)]
pub(super) struct Override {
    date: Date,
    pub(super) and_all_later: bool,
}

/// An event with the calendar it stands in.
pub(super) struct Event<'c> {
    parts: &'c ICalendarComponent,
    clocks: &'c Clocks<'c>,
}

impl<'c> Event<'c> {
    pub(super) fn new(parts: &'c ICalendarComponent, clocks: &'c Clocks<'c>) -> Self {
        Self { parts, clocks }
    }

    pub(super) fn name(&self) -> String {
        self.parts
            .properties(&ICalendarProperty::Summary)
            .filter_map(|entry| entry.values.first()?.as_text())
            .map(readable)
            .find(|name| !name.is_empty())
            .unwrap_or_default()
    }

    pub(super) fn id(&self) -> Option<&'c str> {
        self.parts.uid()
    }

    pub(super) fn begin(&self) -> Option<Moment> {
        self.clocks.moment(self.parts.property(&ICalendarProperty::Dtstart)?, None)
    }

    /// The zone its own beginning is written in; exceptions and ends in UTC are meant on that clock.
    fn zone(&self) -> Option<&'c str> {
        self.parts.property(&ICalendarProperty::Dtstart)?.tz_id()
    }

    /// What it tells of another event, where it does.
    pub(super) fn overrides(&self) -> Option<Override> {
        let entry = self.parts.property(&ICalendarProperty::RecurrenceId)?;
        Some(Override {
            date: self.clocks.moment(entry, self.zone())?.date,
            and_all_later: entry.has_parameter(&ICalendarParameterName::Range),
        })
    }

    /// Its days, where they are whole; `told_apart` are the events that tell of some of its times instead.
    pub(super) fn days(&self, told_apart: &[Override], reading: &Reading) -> Result<EventDays, SkipReason> {
        if self.parts.status() == Some(&ICalendarStatus::Cancelled) {
            return Err(SkipReason::Cancelled);
        }
        let begin = self.begin().ok_or(SkipReason::NoDate)?;
        let length = self.length(begin)?;
        if length > MOST_DAYS {
            return Err(SkipReason::TooLong);
        }
        let since = reading.today.checked_sub(Span::new().days(length - 1)).unwrap_or(reading.today);
        let mut beginnings = self.recurrence(told_apart)?.beginnings(begin.date, since, reading)?;
        for later in told_apart.iter().filter(|each| each.and_all_later) {
            beginnings.dates.retain(|date| *date < later.date);
            beginnings.endless = false;
        }
        if beginnings.dates.is_empty() {
            Err(SkipReason::Ended)
        } else {
            Ok(EventDays { beginnings, length })
        }
    }

    /// The days of an event that tells of all later times of `series`: as many days away from them as its first one is.
    pub(super) fn later_days(
        &self,
        series: &Event<'_>,
        from: Override,
        reading: &Reading,
    ) -> Result<EventDays, SkipReason> {
        let own = self.days(&[], reading)?;
        let mut beginnings = series.days(&[], reading)?.beginnings;
        let first = own.beginnings.dates.first().copied().ok_or(SkipReason::NoDate)?;
        let moved = first - from.date;
        beginnings.dates.retain(|date| *date >= from.date);
        beginnings.dates = beginnings.dates.iter().filter_map(|date| date.checked_add(moved).ok()).collect();
        if beginnings.dates.is_empty() {
            return Err(SkipReason::Ended);
        }
        Ok(EventDays { beginnings, ..own })
    }

    /// How many whole days it takes. From midnight to midnight by one clock is whole days too: so some programs write
    /// them.
    fn length(&self, begin: Moment) -> Result<i64, SkipReason> {
        if !begin.begins_a_day() {
            return Err(SkipReason::Timed);
        }
        let days = if let Some(end) = self.parts.property(&ICalendarProperty::Dtend) {
            match self.clocks.moment(end, self.zone()) {
                Some(end) => Some(days_between(begin, end)?),
                None => None,
            }
        } else {
            match self.parts.property(&ICalendarProperty::Duration).and_then(|entry| entry.values.first()) {
                Some(ICalendarValue::Duration(length)) => Some(whole(length.as_seconds())?),
                _ => None,
            }
        };
        match days {
            // Some programs write the day itself as the end of a whole day. With a time that is a moment, not a day.
            Some(days) if days > 0 => Ok(days),
            _ if begin.time.is_some() => Err(SkipReason::Timed),
            _ => Ok(1),
        }
    }

    fn recurrence(&self, told_apart: &[Override]) -> Result<Recurrence<'c>, SkipReason> {
        if self.parts.has_property(&ICalendarProperty::Exrule) {
            return Err(SkipReason::OtherRecurrence);
        }
        let zone = self.zone();
        let rules = self.parts.properties(&ICalendarProperty::Rrule).map(|entry| {
            let Some(ICalendarValue::RecurrenceRule(written)) = entry.values.first() else {
                return Err(SkipReason::OtherRecurrence);
            };
            let until = written.until.as_ref().map(|until| {
                self.clocks.moment_in(until, zone).map(|until| until.date).ok_or(SkipReason::OtherRecurrence)
            });
            Ok(Rule { written, until: until.transpose()? })
        });
        let excepted = self.parts.properties(&ICalendarProperty::Exdate);
        let excepted = excepted.flat_map(|entry| self.clocks.moments(entry, zone)).map(|moment| moment.date);
        let apart = told_apart.iter().filter(|each| !each.and_all_later).map(|each| each.date);
        Ok(Recurrence {
            rules: rules.collect::<Result<_, _>>()?,
            added: self.added()?,
            taken_out: excepted.chain(apart).collect(),
        })
    }

    /// The days of its lists. One that is no whole day makes it an event with times.
    fn added(&self) -> Result<Vec<Date>, SkipReason> {
        let mut added = Vec::new();
        for entry in self.parts.properties(&ICalendarProperty::Rdate) {
            for value in &entry.values {
                let moment = match value {
                    ICalendarValue::Period(
                        ICalendarPeriod::Range { start, .. } | ICalendarPeriod::Duration { start, .. },
                    ) => self.clocks.moment_in(start, entry.tz_id().or(self.zone())),
                    _ => self.clocks.moment_of(value, entry.tz_id().or(self.zone())),
                };
                let moment = moment.ok_or(SkipReason::OtherRecurrence)?;
                if !moment.begins_a_day() {
                    return Err(SkipReason::Timed);
                }
                added.push(moment.date);
            }
        }
        Ok(added)
    }
}

fn days_between(begin: Moment, end: Moment) -> Result<i64, SkipReason> {
    let end = end.ends_before().ok_or(SkipReason::Timed)?;
    Ok(i64::from((end - begin.date).get_days()))
}

fn whole(seconds: i64) -> Result<i64, SkipReason> {
    if seconds % 86_400 == 0 { Ok(seconds / 86_400) } else { Err(SkipReason::Timed) }
}
