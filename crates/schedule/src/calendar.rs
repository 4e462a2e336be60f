//! Holidays out of a calendar file (iCalendar, RFC 5545): whole days, once or every year on the same date.
//!
//! Files come from many programs, and broken lines are common: what can be read is read, and what cannot be a holiday
//! is listed with the reason.

use std::borrow::Cow;
use std::collections::BTreeMap;

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendarComponent, ICalendarFrequency, ICalendarProperty, ICalendarRecurrenceRule, ICalendarStatus,
    ICalendarValue,
};
use calcard::{Entry, Parser};
use callboard_model::calendar::{CalendarDay, CalendarFault, CalendarPreview, SkipReason, SkippedEvent};
use jiff::Span;
use jiff::civil::Date;

/// Bytes that a file may have.
const MOST_BYTES: usize = 2_000_000;

/// Events that a file may have.
const MOST_EVENTS: usize = 5_000;

/// Days that one event may take.
const MOST_DAYS: i64 = 31;

/// Characters of a name that are kept.
const MOST_OF_A_NAME: usize = 120;

/// Reads a calendar file for a preview. `today` decides which yearly events have ended.
///
/// # Errors
/// [`CalendarFault`] where there is nothing to preview.
pub fn preview_calendar(file: &[u8], today: Date) -> Result<CalendarPreview, CalendarFault> {
    if file.len() > MOST_BYTES {
        return Err(CalendarFault::TooLarge);
    }
    let (events, flaws) = events_of(&decoded(file))?;
    let mut preview = CalendarPreview { flaws, ..CalendarPreview::default() };
    let mut days = Days::default();
    for event in &events {
        let name = name_of(event);
        let begin = property(event, &ICalendarProperty::Dtstart).and_then(date_of);
        match whole_days(event, begin, today) {
            Ok(event_days) => days.put(&name, &event_days),
            Err(reason) => {
                preview.skipped.push(SkippedEvent { name, date: begin.map(|date| date.to_string()), reason });
            }
        }
    }
    preview.kept = days.told();
    Ok(preview)
}

/// UTF-8 as the standard wants it, or else Latin-1, which older programs wrote and which no bytes are wrong in.
fn decoded(file: &[u8]) -> Cow<'_, str> {
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    match std::str::from_utf8(file) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(file.iter().map(|byte| char::from(*byte)).collect()),
    }
}

/// All events of all calendars of a file, and how many parts of it could not be read.
fn events_of(text: &str) -> Result<(Vec<ICalendarComponent>, u32), CalendarFault> {
    let mut parser = Parser::new(text);
    let (mut events, mut flaws, mut calendars) = (Vec::new(), 0_u32, 0_usize);
    loop {
        match parser.entry() {
            Entry::Eof => break,
            Entry::ICalendar(calendar) => {
                calendars += 1;
                events.extend(calendar.components.into_iter().filter(|part| part.component_type.is_event()));
            }
            _ => flaws = flaws.saturating_add(1),
        }
        if events.len() > MOST_EVENTS {
            return Err(CalendarFault::TooLarge);
        }
    }
    match (calendars, events.len()) {
        (0, _) => Err(CalendarFault::NotACalendar),
        (_, 0) => Err(CalendarFault::NoEvents),
        _ => Ok((events, flaws)),
    }
}

fn property<'e>(event: &'e ICalendarComponent, name: &ICalendarProperty) -> Option<&'e ICalendarValue> {
    event.property(name)?.values.first()
}

fn name_of(event: &ICalendarComponent) -> String {
    let text =
        property(event, &ICalendarProperty::Summary).and_then(ICalendarValue::as_text).unwrap_or_default();
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().take(MOST_OF_A_NAME).collect()
}

fn date_of(value: &ICalendarValue) -> Option<Date> {
    let moment = value.as_partial_date_time()?;
    let year = i16::try_from(moment.year?).ok()?;
    Date::new(year, i8::try_from(moment.month?).ok()?, i8::try_from(moment.day?).ok()?).ok()
}

/// The days of an event, and whether they come back every year.
struct EventDays {
    dates: Vec<Date>,
    yearly: bool,
}

fn whole_days(event: &ICalendarComponent, begin: Option<Date>, today: Date) -> Result<EventDays, SkipReason> {
    if event.status() == Some(&ICalendarStatus::Cancelled) {
        return Err(SkipReason::Cancelled);
    }
    let begin = begin.ok_or(SkipReason::NoDate)?;
    let days = day_count(event, begin)?;
    if days > MOST_DAYS {
        return Err(SkipReason::TooLong);
    }
    let recurs_oddly = event.has_property(&ICalendarProperty::Rdate) || event.is_recurrence_override();
    let mut rules = event.properties(&ICalendarProperty::Rrule);
    let rule = rules.next().map(|entry| entry.values.first());
    if recurs_oddly || rules.next().is_some() {
        return Err(SkipReason::OtherRecurrence);
    }
    let yearly = match rule {
        None => false,
        Some(Some(ICalendarValue::RecurrenceRule(rule))) if is_yearly(rule, begin) => {
            if has_ended(rule, begin, today) {
                return Err(SkipReason::Ended);
            }
            true
        }
        Some(_) => return Err(SkipReason::OtherRecurrence),
    };
    let dates = begin.series(Span::new().days(1)).zip(0..days).map(|(date, _)| date).collect();
    Ok(EventDays { dates, yearly })
}

/// How many whole days an event takes. From midnight to midnight by one clock is whole days too: so some programs
/// write them.
fn day_count(event: &ICalendarComponent, begin: Date) -> Result<i64, SkipReason> {
    let at_midnight = |value: &ICalendarValue| {
        value
            .as_partial_date_time()
            .is_some_and(|moment| !moment.has_time() || (is_midnight(moment) && !moment.has_zone()))
    };
    let start = property(event, &ICalendarProperty::Dtstart).ok_or(SkipReason::NoDate)?;
    let timed = start.as_partial_date_time().is_some_and(PartialDateTime::has_time);
    if !at_midnight(start) {
        return Err(SkipReason::Timed);
    }
    let days = if let Some(end) = property(event, &ICalendarProperty::Dtend) {
        if !at_midnight(end) {
            return Err(SkipReason::Timed);
        }
        date_of(end).map(|end| i64::from((end - begin).get_days()))
    } else if let Some(ICalendarValue::Duration(length)) = property(event, &ICalendarProperty::Duration) {
        let seconds = length.as_seconds();
        if seconds % 86_400 != 0 {
            return Err(SkipReason::Timed);
        }
        Some(seconds / 86_400)
    } else {
        None
    };
    match days {
        // Some programs write the day itself as the end of a whole day. With a time that is a moment, not a day.
        Some(days) if days > 0 => Ok(days),
        _ if timed => Err(SkipReason::Timed),
        _ => Ok(1),
    }
}

fn is_midnight(moment: &PartialDateTime) -> bool {
    [moment.hour, moment.minute, moment.second].iter().all(|part| part.unwrap_or_default() == 0)
}

/// Whether a rule says "every year on this date" and nothing else.
fn is_yearly(rule: &ICalendarRecurrenceRule, begin: Date) -> bool {
    let weekdays = !rule.byday.is_empty()
        || !rule.bysetpos.is_empty()
        || !rule.byweekno.is_empty()
        || !rule.byyearday.is_empty();
    let same_day = rule.bymonthday.iter().all(|day| *day == begin.day());
    let same_month =
        rule.bymonth.iter().all(|month| !month.is_leap() && i8::try_from(month.month()) == Ok(begin.month()));
    rule.freq == ICalendarFrequency::Yearly
        && rule.interval.unwrap_or(1) == 1
        && rule.rscale.is_none()
        && !weekdays
        && rule.bymonth.len() <= 1
        && rule.bymonthday.len() <= 1
        && same_day
        && same_month
}

/// Whether the last day a rule gives is past.
fn has_ended(rule: &ICalendarRecurrenceRule, begin: Date, today: Date) -> bool {
    let until = rule.until.as_ref().and_then(|until| {
        let month = i8::try_from(until.month?).ok()?;
        Date::new(i16::try_from(until.year?).ok()?, month, i8::try_from(until.day?).ok()?).ok()
    });
    let counted = rule.count.and_then(|count| {
        let years = i64::from(count.saturating_sub(1));
        begin.checked_add(Span::new().try_years(years).ok()?).ok()
    });
    until.into_iter().chain(counted).any(|last| last < today)
}

/// For each year, the months and days of one name.
type DatesOfYears = BTreeMap<i16, Vec<(i8, i8)>>;

/// Days by name, gathered over all events.
#[derive(Default)]
struct Days {
    /// By month, day and name: the years, and whether it comes back every year.
    days: BTreeMap<(i8, i8, String), (Vec<i16>, bool)>,
}

impl Days {
    fn put(&mut self, name: &str, event: &EventDays) {
        for date in &event.dates {
            let (years, yearly) = self.days.entry((date.month(), date.day(), name.to_owned())).or_default();
            if !years.contains(&date.year()) {
                years.push(date.year());
            }
            *yearly |= event.yearly;
        }
    }

    fn told(self) -> Vec<CalendarDay> {
        let moving = self.moving();
        self.days
            .into_iter()
            .map(|((month, day, name), (mut years, yearly))| {
                years.sort_unstable();
                CalendarDay {
                    movable: !yearly && moving.contains(&name),
                    day: day.unsigned_abs(),
                    month: month.unsigned_abs(),
                    years: if yearly { Vec::new() } else { years },
                    name,
                }
            })
            .collect()
    }

    /// Names that fall on one date in one year and on another in another. A name on several dates of each of its
    /// years is an event of several days, which does not move.
    fn moving(&self) -> Vec<String> {
        let mut by_name: BTreeMap<&str, DatesOfYears> = BTreeMap::new();
        for ((month, day, name), (years, yearly)) in &self.days {
            for year in years.iter().filter(|_| !yearly && !name.is_empty()) {
                by_name.entry(name).or_default().entry(*year).or_default().push((*month, *day));
            }
        }
        let moves = |years: &DatesOfYears| {
            let mut dates = years.values();
            dates.next().is_some_and(|first| dates.any(|other| other != first))
        };
        by_name.into_iter().filter(|(_, years)| moves(years)).map(|(name, _)| name.to_owned()).collect()
    }
}
