//! Calendar files, as somebody chooses them.

use callboard_schedule::preview_calendar;
use jiff::civil::date;

use crate::bytes_change::changed;
use crate::chance::Drawn;
use crate::run::Target;
use crate::seeds;

const WORDS: [&str; 18] = [
    "\r\n",
    "\r\n ",
    "\n\t",
    "BEGIN:VEVENT\r\n",
    "END:VEVENT\r\n",
    "BEGIN:VCALENDAR\r\n",
    "RRULE:FREQ=YEARLY\r\n",
    "RRULE:FREQ=SECONDLY;INTERVAL=1\r\n",
    "RRULE:FREQ=DAILY;COUNT=4294967295\r\n",
    "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n",
    "DTSTART;VALUE=DATE:99991231\r\n",
    "DTSTART;VALUE=DATE:00010101\r\n",
    "DTSTART;TZID=Europe/Madrid:20260101T000000\r\n",
    "DURATION:P99999999999W\r\n",
    "RDATE;VALUE=PERIOD:20260101T000000Z/P9999999D\r\n",
    "EXDATE:20260101\r\n",
    "SUMMARY;LANGUAGE=es:",
    "\u{feff}",
];

#[derive(Debug)]
pub(super) struct Calendars {
    seeds: Vec<Vec<u8>>,
}

impl Calendars {
    pub(super) fn open() -> Result<Self, String> {
        Ok(Self { seeds: seeds::files("crates/schedule/tests/cases", |_| true)? })
    }
}

impl Target for Calendars {
    type Input = Vec<u8>;

    fn make(&self, drawn: &mut Drawn<'_>) -> Vec<u8> {
        let seed = drawn.one(&self.seeds).map_or(&[][..], Vec::as_slice);
        changed(drawn, seed, &self.seeds, &WORDS)
    }

    fn execute(&mut self, input: &Vec<u8>) -> Result<(), String> {
        // What cannot be read is a finding of the window's; only a panic or a stop would be one here.
        let _ = preview_calendar(input, date(2026, 3, 1));
        Ok(())
    }
}
