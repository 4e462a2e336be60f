//! The days an event begins on: its own, those of its rules and lists, and without those that are taken out.

use std::cell::Cell;
use std::collections::BTreeMap;

use calcard::common::PartialDateTime;
use calcard::common::timezone::Tz;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarFrequency,
    ICalendarProperty, ICalendarRecurrenceRule, ICalendarValue,
};
use callboard_model::calendar::SkipReason;
use jiff::civil::{Date, date};

/// Years after the present one for which a rule without an end is written out.
const YEARS_AHEAD: i16 = 3;

/// Years after the present one for which a rule with an end is written out. One that ends later counts as one without.
const YEARS_TO_AN_END: i16 = 10;

/// Times in a year that a rule without an end may come back. What comes more often is no holiday.
const MOST_TIMES_A_YEAR: usize = 12;

/// Days ahead that a rule with an end may give.
const MOST_TIMES: usize = 31;

/// Times that one rule is followed, from its beginning on.
const MOST_STEPS: usize = 4_000;

/// Times that all rules of a file are followed, so that no file holds the window up.
const MOST_STEPS_OF_A_FILE: usize = 400_000;

/// What a rule costs that never comes true, such as each 30 February: it is looked for through thousands of years.
const STEPS_OF_A_VAIN_RULE: usize = 80_000;

/// The reading of one file.
pub(super) struct Reading {
    pub(super) today: Date,
    steps_left: Cell<usize>,
}

impl Reading {
    pub(super) fn on(today: Date) -> Self {
        Self { today, steps_left: Cell::new(MOST_STEPS_OF_A_FILE) }
    }

    fn spend(&self, steps: usize) {
        self.steps_left.set(self.steps_left.get().saturating_sub(steps));
    }
}

/// When an event begins, again and again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Beginnings {
    /// In order, each once.
    pub(super) dates: Vec<Date>,
    /// Whether it goes on after the last of them.
    pub(super) endless: bool,
}

/// A rule, and the last day it may give.
pub(super) struct Rule<'e> {
    pub(super) written: &'e ICalendarRecurrenceRule,
    pub(super) until: Option<Date>,
}

/// What stands in an event beside its first day.
pub(super) struct Recurrence<'e> {
    pub(super) rules: Vec<Rule<'e>>,
    /// Days that are added.
    pub(super) added: Vec<Date>,
    /// Days that are taken out or told by an event of their own.
    pub(super) taken_out: Vec<Date>,
}

/// The last day for which a rule without an end is written out.
pub(super) fn horizon(today: Date) -> Date {
    last_of(today.year().saturating_add(YEARS_AHEAD))
}

fn last_of(year: i16) -> Date {
    Date::new(year, 12, 31).unwrap_or(Date::MAX)
}

impl Recurrence<'_> {
    /// The days from `begin` on. Those a rule gives are told from `since` on alone.
    pub(super) fn beginnings(
        &self,
        begin: Date,
        since: Date,
        reading: &Reading,
    ) -> Result<Beginnings, SkipReason> {
        let mut all = Beginnings::default();
        if self.rules.is_empty() {
            all.dates.push(begin);
        }
        for rule in &self.rules {
            let given = followed(rule, begin, reading)?;
            all.dates.extend(given.dates.into_iter().filter(|date| *date >= since));
            all.endless |= given.endless;
        }
        all.dates.extend(&self.added);
        all.dates.retain(|date| !self.taken_out.contains(date));
        all.dates.sort_unstable();
        all.dates.dedup();
        if all.dates.is_empty() {
            return Err(if self.rules.is_empty() { SkipReason::Cancelled } else { SkipReason::Ended });
        }
        Ok(all)
    }
}

/// All days of a rule, up to where it ends or to the horizon.
fn followed(rule: &Rule<'_>, begin: Date, reading: &Reading) -> Result<Beginnings, SkipReason> {
    let Rule { written, until } = rule;
    if written.freq > ICalendarFrequency::Daily || written.rscale.is_some() {
        return Err(SkipReason::OtherRecurrence);
    }
    if reading.steps_left.get() == 0 {
        return Err(SkipReason::OtherRecurrence);
    }
    let ahead = horizon(reading.today);
    let ahead = if begin <= ahead { ahead } else { horizon(begin) };
    let far = last_of(reading.today.max(begin).year().saturating_add(YEARS_TO_AN_END));
    let end = until.filter(|until| *until <= far);
    let counted = written.count.and_then(|count| usize::try_from(count).ok());
    let last = end.unwrap_or(if counted.is_some() { far } else { ahead });
    let mut dates = steps(written, begin, last);
    reading.spend(if dates.is_empty() { STEPS_OF_A_VAIN_RULE } else { dates.len() });
    let endless = end.is_none() && counted.is_none_or(|count| dates.len() < count);
    if dates.len() >= MOST_STEPS || (dates.is_empty() && last >= begin) {
        return Err(SkipReason::OtherRecurrence);
    }
    if endless {
        dates.retain(|date| *date <= ahead);
    }
    if is_seldom(&dates, endless, reading.today) {
        Ok(Beginnings { dates, endless })
    } else {
        Err(SkipReason::OtherRecurrence)
    }
}

/// Whether days come back as seldom as holidays do.
fn is_seldom(dates: &[Date], endless: bool, today: Date) -> bool {
    let mut by_year: BTreeMap<i16, usize> = BTreeMap::new();
    for date in dates.iter().filter(|date| **date >= today) {
        *by_year.entry(date.year()).or_default() += 1;
    }
    let all: usize = by_year.values().sum();
    by_year.values().all(|times| *times <= MOST_TIMES_A_YEAR) || (!endless && all <= MOST_TIMES)
}

/// The days of a rule up to and with `last`, on a calendar without zones.
fn steps(rule: &ICalendarRecurrenceRule, begin: Date, last: Date) -> Vec<Date> {
    let mut rule = rule.clone();
    rule.until = Some(written(last));
    // A whole day has no hours that could come back.
    (rule.byhour, rule.byminute, rule.bysecond) = (Vec::new(), Vec::new(), Vec::new());
    let entry = |name, value| ICalendarEntry { name, params: Vec::new(), values: vec![value] };
    let event = ICalendarComponent {
        component_type: ICalendarComponentType::VEvent,
        entries: vec![
            entry(ICalendarProperty::Dtstart, ICalendarValue::PartialDateTime(Box::new(written(begin)))),
            entry(ICalendarProperty::Rrule, ICalendarValue::RecurrenceRule(Box::new(rule))),
        ],
        component_ids: Vec::new(),
    };
    let given = ICalendar { components: vec![event] }.expand_dates(Tz::Floating, MOST_STEPS);
    let unix = date(1970, 1, 1);
    given
        .events
        .iter()
        .filter_map(|event| {
            let days = event.start.naive_local().and_utc().timestamp().div_euclid(86_400);
            unix.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
        })
        .collect()
}

fn written(date: Date) -> PartialDateTime {
    PartialDateTime {
        year: u16::try_from(date.year()).ok(),
        month: u8::try_from(date.month()).ok(),
        day: u8::try_from(date.day()).ok(),
        ..PartialDateTime::default()
    }
}
