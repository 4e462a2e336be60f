//! Holidays out of a calendar file (iCalendar, RFC 5545): whole days, once, on the same date every year, or on moving
//! dates written out for the years ahead.
//!
//! Files come from many programs, and broken lines are common: what can be read is read, and what cannot be a holiday
//! is listed with the reason.

mod event;
mod gathered;
mod moment;
mod name;
mod recurrence;
mod text;

use std::collections::BTreeMap;

use std::panic::catch_unwind;

use calcard::icalendar::ICalendar;
use calcard::{Entry, Parser};
use callboard_model::calendar::{CalendarFault, CalendarPreview, SkippedEvent};
use jiff::civil::Date;

use event::{Event, Override};
use gathered::Days;
use moment::Clocks;
use recurrence::Reading;

/// Bytes that a file may have.
const MOST_BYTES: usize = 2_000_000;

/// Events that a file may have.
const MOST_EVENTS: usize = 5_000;

/// Reads a calendar file for a preview. `today` decides what is ahead: rules are written out from then on, those without an
/// end up to the end of the third year after.
///
/// # Errors
/// [`CalendarFault`] where there is nothing to preview.
pub fn preview_calendar(file: &[u8], today: Date) -> Result<CalendarPreview, CalendarFault> {
    if file.len() > MOST_BYTES {
        return Err(CalendarFault::TooLarge);
    }
    // A parser that breaks off over a strange file ends the reading and not the program.
    catch_unwind(|| preview_within(file, today)).unwrap_or(Err(CalendarFault::NotACalendar))
}

fn preview_within(file: &[u8], today: Date) -> Result<CalendarPreview, CalendarFault> {
    let lines = text::plain_lines(file);
    let (calendars, flaws) = calendars_of(&lines.text)?;
    let mut preview =
        CalendarPreview { flaws: lines.flaws.saturating_add(flaws), ..CalendarPreview::default() };
    let mut days = Days::default();
    let reading = Reading::on(today);
    for calendar in &calendars {
        read(calendar, &reading, &mut days, &mut preview.skipped);
    }
    preview.kept = days.told(today);
    Ok(preview)
}

/// The calendars of a file, and how many of its parts do not begin or end as they should.
fn calendars_of(text: &str) -> Result<(Vec<ICalendar>, u32), CalendarFault> {
    let mut parser = Parser::new(text);
    let (mut calendars, mut flaws, mut events) = (Vec::new(), 0_u32, 0_usize);
    loop {
        match parser.entry() {
            Entry::Eof => break,
            Entry::ICalendar(calendar) => {
                events += calendar.components.iter().filter(|part| part.component_type.is_event()).count();
                calendars.push(calendar);
            }
            // A line that cannot be read is counted where lines are.
            Entry::InvalidLine(_) => {}
            _ => flaws = flaws.saturating_add(1),
        }
        if events > MOST_EVENTS {
            return Err(CalendarFault::TooLarge);
        }
    }
    match (calendars.len(), events) {
        (0, _) => Err(CalendarFault::NotACalendar),
        (_, 0) => Err(CalendarFault::NoEvents),
        _ => Ok((calendars, flaws)),
    }
}

/// Reads the events of one calendar. An event that tells of one time of another one takes its place there.
fn read(calendar: &ICalendar, reading: &Reading, days: &mut Days, skipped: &mut Vec<SkippedEvent>) {
    let clocks = Clocks::of(calendar);
    let events: Vec<Event<'_>> = calendar
        .components
        .iter()
        .filter(|part| part.component_type.is_event())
        .map(|parts| Event::new(parts, &clocks))
        .collect();
    let told_apart = told_apart(&events);
    for event in &events {
        let of_its_series = event.id().and_then(|id| told_apart.get(id)).map_or(&[][..], Vec::as_slice);
        let outcome = match event.overrides() {
            Some(from) if from.and_all_later => match series_of(event, &events) {
                Some(series) => event.later_days(series, from, reading),
                None => event.days(&[], reading),
            },
            Some(_) => event.days(&[], reading),
            None => event.days(of_its_series, reading),
        };
        match outcome {
            Ok(event_days) => days.put(&event.name(), &event_days),
            Err(reason) => skipped.push(SkippedEvent {
                name: event.name(),
                date: event.begin().map(|begin| begin.date.to_string()),
                reason,
            }),
        }
    }
}

/// By the id of a series, the times that events of their own tell of.
fn told_apart<'e>(events: &'e [Event<'_>]) -> BTreeMap<&'e str, Vec<Override>> {
    let mut by_id: BTreeMap<&str, Vec<Override>> = BTreeMap::new();
    for event in events {
        if let (Some(id), Some(told)) = (event.id(), event.overrides()) {
            by_id.entry(id).or_default().push(told);
        }
    }
    by_id
}

fn series_of<'e, 'c>(event: &Event<'c>, events: &'e [Event<'c>]) -> Option<&'e Event<'c>> {
    events.iter().find(|each| each.id() == event.id() && each.overrides().is_none())
}
