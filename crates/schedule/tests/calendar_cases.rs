//! Calendar files made after what people reported of other programs; the right days were told by icalendar with
//! recurring_ical_events, by node-ical, or by the RFC where both give up. The days ahead are those up to the end of 2029.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::Path;

use callboard_model::calendar::{CalendarFault, CalendarPreview, SkipReason};
use callboard_schedule::preview_calendar;
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 12, 1);

fn read(name: &str) -> Result<CalendarPreview, CalendarFault> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(format!("{name}.ics"));
    preview_calendar(&std::fs::read(path).unwrap(), TODAY)
}

/// The days of a file in the order of their dates, each year on its own; every year where it says so.
fn days(name: &str) -> Vec<String> {
    written(&read(name).unwrap())
}

fn written(preview: &CalendarPreview) -> Vec<String> {
    let mut all: Vec<String> = preview
        .kept
        .iter()
        .flat_map(|day| {
            let date = format!("{:02}-{:02} {}", day.month, day.day, day.name);
            if day.years.is_empty() {
                return vec![format!("every {date}")];
            }
            let mark = if day.movable { " moves" } else { "" };
            day.years.iter().map(|year| format!("{year}-{date}{mark}")).collect()
        })
        .collect();
    all.sort();
    all
}

/// The days of a calendar with one event.
fn event(lines: &str) -> CalendarPreview {
    let file =
        format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:x\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n");
    preview_calendar(file.as_bytes(), TODAY).unwrap()
}

#[test]
fn days_of_files_as_other_programs_write_them() {
    let cases: &[(&str, &[&str])] = &[
        (
            "001-fold-splits-utf8-letter",
            &[
                "2027-06-07 Pentecôte et réouverture différée des équipes d'après-midi à l'étage",
                "2027-07-14 Fête nationale",
                "2027-11-01 Día de Todos los Santos",
            ],
        ),
        (
            "002-windows-1252",
            &[
                "2027-03-17 St. Patrick’s Day – office closed",
                "2027-05-01 Día del Trabajo",
                "2027-07-02 Inventur (Lager €)",
            ],
        ),
        ("003-utf16le-bom", &["2027-04-27 Koningsdag", "2027-10-12 Día de la Hispanidad"]),
        ("005-cr-only", &["2027-06-09 Founders day", "2027-06-10 Second day"]),
        ("006-trailing-blanks", &["2027-09-30 Stocktaking", "2027-10-01 Training day"]),
        ("008-yearly-with-exdate", &["2028-05-05 Bevrijdingsdag"]),
        ("009-day-without-end", &["2027-01-06 Epiphany"]),
        (
            "010-several-days-exclusive-end",
            &[
                "2027-10-30 Autumn closure",
                "2027-10-31 Autumn closure",
                "2027-11-01 Autumn closure",
                "2027-12-30 Turn of the year",
                "2027-12-31 Turn of the year",
                "2028-01-01 Turn of the year",
                "2028-01-02 Turn of the year",
            ],
        ),
        ("012-outlook-windows-zone", &["2027-03-29 Tweede Paasdag", "2027-05-06 Hemelvaart"]),
        ("013-whole-day-in-utc", &["2027-12-25 Kerstmis"]),
        (
            "015-rdate-list",
            &[
                "2027-03-26 Goede Vrijdag moves",
                "2028-04-14 Goede Vrijdag moves",
                "2029-03-30 Goede Vrijdag moves",
            ],
        ),
        ("017-yearly-that-ends", &["2027-02-14 Trial year", "2027-09-18 Jubilee"]),
        ("018-exdate-inside-rrule", &["2027-06-25 Fair", "2027-06-26 Untouched", "2029-06-25 Fair"]),
        ("020-two-calendars", &["2027-02-12 North office", "2027-02-13 South office"]),
        ("021-unescaped-name", &["2027-12-27 Christmas Day, observed; \"bank\" holiday: all closed"]),
        ("023-invisible-characters", &["2027-06-25 Midsummer Eve"]),
        ("025-time-with-offset", &["2027-09-16 Whole day in Mexico City"]),
        ("028-odd-lines", &["2027-11-22 Kept"]),
        ("030-latin1-zone-name", &["2027-08-15 Mariä Himmelfahrt"]),
        (
            "032-lower-case-lf-cut-off",
            &["2027-04-20 Lower case and folded with a tab", "2027-04-21 The last one"],
        ),
        ("033-every-twelve-months", &["every 04-06 Every twelve months"]),
    ];
    for (name, expected) in cases {
        assert_eq!(&days(name), expected, "the wrong days would be closed after taking over {name}");
    }
}

#[test]
fn what_cannot_be_read_is_said() {
    assert_eq!(read("027-sign-in-page").unwrap_err(), CalendarFault::NotACalendar);
    assert_eq!(read("028-odd-lines").unwrap().flaws, 3, "lines that were passed over are not told");
}

#[test]
fn years_that_a_rule_leaves_out_stand_beside_its_day() {
    let seen = read("008-yearly-with-exdate").unwrap();
    assert_eq!(seen.kept[0].left_out, [2027, 2029], "a working day is called a holiday of every year");
    let every_second = event("DTSTART;VALUE=DATE:20260706\nRRULE:FREQ=YEARLY;INTERVAL=2");
    assert_eq!(
        (written(&every_second), every_second.kept[0].left_out.clone()),
        (vec!["2028-07-06 x".into()], vec![2027, 2029])
    );
    let begins_later = event("DTSTART;VALUE=DATE:20280706\nRRULE:FREQ=YEARLY");
    assert_eq!(begins_later.kept[0].left_out, [2027]);
    let over = event("DTSTART;VALUE=DATE:20200706\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20250706");
    assert_eq!(written(&over), ["every 07-06 x"], "a year that is past changes nothing any more");
}

#[test]
fn rules_are_followed_in_whatever_way_they_are_written() {
    let thanksgiving = ["2027-11-25 x moves", "2028-11-23 x moves", "2029-11-22 x moves"];
    for rule in [
        "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
        "FREQ=MONTHLY;BYMONTH=11;BYDAY=TH;BYSETPOS=4",
        "FREQ=MONTHLY;INTERVAL=12;BYDAY=4TH",
        "FREQ=YEARLY;BYMONTH=11;BYDAY=TH;BYMONTHDAY=22,23,24,25,26,27,28",
    ] {
        assert_eq!(
            written(&event(&format!("DTSTART;VALUE=DATE:20201126\nRRULE:{rule}"))),
            thanksgiving,
            "{rule}"
        );
    }
    for rule in [
        "FREQ=YEARLY",
        "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1",
        "FREQ=MONTHLY;INTERVAL=12",
        "FREQ=MONTHLY;BYMONTH=5",
        "FREQ=MONTHLY;BYMONTH=5;BYMONTHDAY=1",
        "FREQ=DAILY;BYMONTH=5;BYMONTHDAY=1",
        "FREQ=YEARLY;UNTIL=20991231",
        "FREQ=YEARLY;COUNT=200",
    ] {
        assert_eq!(
            written(&event(&format!("DTSTART;VALUE=DATE:20200501\nRRULE:{rule}"))),
            ["every 05-01 x"],
            "{rule}"
        );
    }
    let last_monday = event("DTSTART;VALUE=DATE:20200525\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO");
    assert_eq!(written(&last_monday), ["2027-05-31 x moves", "2028-05-29 x moves", "2029-05-28 x moves"]);
    let two = event("DTSTART;VALUE=DATE:20201108\nRRULE:FREQ=YEARLY;BYMONTH=11,12");
    assert_eq!(written(&two), ["every 11-08 x", "every 12-08 x"]);
    let leap = event("DTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY");
    assert_eq!(written(&leap), ["every 02-29 x"]);
}

#[test]
fn rules_with_an_end_give_their_years_and_no_more() {
    let until = event("DTSTART;VALUE=DATE:20200714\nRRULE:FREQ=YEARLY;UNTIL=20280714");
    assert_eq!(written(&until), ["2027-07-14 x", "2028-07-14 x"]);
    let counted = event("DTSTART;VALUE=DATE:20260714\nRRULE:FREQ=YEARLY;COUNT=3");
    assert_eq!(written(&counted), ["2027-07-14 x", "2028-07-14 x"]);
    let in_utc = event(
        "DTSTART;TZID=Europe/Amsterdam:20200714T000000\nDTEND;TZID=Europe/Amsterdam:20200715T000000\nRRULE:FREQ=YEARLY;UNTIL=20280713T220000Z",
    );
    assert_eq!(written(&in_utc), ["2027-07-14 x", "2028-07-14 x"], "the last year is lost");
    let week = event("DTSTART;VALUE=DATE:20270802\nRRULE:FREQ=DAILY;COUNT=3");
    assert_eq!(written(&week), ["2027-08-02 x", "2027-08-03 x", "2027-08-04 x"]);
    let gone = event("DTSTART;VALUE=DATE:20200714\nRRULE:FREQ=YEARLY;UNTIL=20250714");
    assert_eq!(gone.skipped[0].reason, SkipReason::Ended);
}

#[test]
fn lists_and_exceptions_are_read_in_every_form() {
    let list = "DTSTART;VALUE=DATE:20270326\nRDATE;VALUE=DATE:20280414\nRDATE;VALUE=DATE:20290330\nEXDATE;VALUE=DATE:20280414";
    assert_eq!(written(&event(list)), ["2027-03-26 x moves", "2029-03-30 x moves"]);
    for exception in [
        "EXDATE;VALUE=DATE:20270505,20290505",
        "EXDATE:20270505,20290505",
        "EXDATE:20270505T000000\nEXDATE:20290505T000000",
    ] {
        let seen = event(&format!("DTSTART;VALUE=DATE:20200505\nRRULE:FREQ=YEARLY\n{exception}"));
        assert_eq!(written(&seen), ["2028-05-05 x"], "{exception}");
    }
    let by_the_clock = event(
        "DTSTART;TZID=W. Europe Standard Time:20200505T000000\nDTEND;TZID=W. Europe Standard Time:20200506T000000\nRRULE:FREQ=YEARLY\nEXDATE:20270504T220000Z,20290504T220000Z",
    );
    assert_eq!(written(&by_the_clock), ["2028-05-05 x"]);
    let all_out = event("DTSTART;VALUE=DATE:20270505\nEXDATE;VALUE=DATE:20270505");
    assert_eq!(all_out.skipped[0].reason, SkipReason::Cancelled);
}

#[test]
fn a_time_told_by_an_event_of_its_own_takes_the_place_of_that_of_the_series() {
    let series = |more: &str| {
        event(&format!(
            "DTSTART;VALUE=DATE:20200427\nRRULE:FREQ=YEARLY\nEND:VEVENT\nBEGIN:VEVENT\nUID:1\nSUMMARY:y\n{more}"
        ))
    };
    let moved = series("RECURRENCE-ID;VALUE=DATE:20280427\nDTSTART;VALUE=DATE:20280426");
    assert_eq!(written(&moved), ["2027-04-27 x", "2028-04-26 y", "2029-04-27 x"]);
    let cancelled =
        series("RECURRENCE-ID;VALUE=DATE:20280427\nDTSTART;VALUE=DATE:20280427\nSTATUS:CANCELLED");
    assert_eq!(written(&cancelled), ["2027-04-27 x", "2029-04-27 x"]);
    assert_eq!(cancelled.skipped[0].reason, SkipReason::Cancelled);
    let half_day =
        series("RECURRENCE-ID;VALUE=DATE:20280427\nDTSTART:20280427T120000\nDTEND:20280427T170000");
    assert_eq!(written(&half_day), ["2027-04-27 x", "2029-04-27 x"]);
    assert_eq!((half_day.skipped[0].name.as_str(), half_day.skipped[0].reason), ("y", SkipReason::Timed));
    let from_then_on =
        series("RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20280427\nDTSTART;VALUE=DATE:20280428");
    assert_eq!(written(&from_then_on), ["2027-04-27 x", "2028-04-28 y", "2029-04-28 y"]);
}

#[test]
fn whole_days_are_known_however_their_times_are_written() {
    for lines in [
        "DTSTART:20271225T000000\nDTEND:20271226T000000",
        "DTSTART:20271225T000000\nDTEND:20271225T235900",
        "DTSTART:20271225T000000\nDTEND:20271225T235959",
        "DTSTART:20271225T000000\nDURATION:PT24H",
        "DTSTART:20271225T000000+0100\nDTEND:20271226T000000+0100",
        "DTSTART;TZID=Europe/Amsterdam:20271224T230000Z\nDTEND;TZID=Europe/Amsterdam:20271225T230000Z",
        "DTSTART;VALUE=DATE:2027-12-25",
        "DTSTART:20271225",
        "DTSTART;VALUE=DATE-TIME:20271225",
    ] {
        assert_eq!(written(&event(lines)), ["2027-12-25 x"], "{lines}");
    }
    let half = event("DTSTART:20271224T120000\nDTEND:20271225T000000");
    assert_eq!(half.skipped[0].reason, SkipReason::Timed, "half a day would be closed as a whole one");
}

#[test]
fn rules_that_ask_for_too_much_do_not_hold_the_window_up() {
    let begun = std::time::Instant::now();
    let rules =
        ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY", "FREQ=SECONDLY", "FREQ=WEEKLY;COUNT=999999"];
    let events: Vec<String> = rules
        .iter()
        .cycle()
        .take(1000)
        .map(|rule| format!("BEGIN:VEVENT\nDTSTART;VALUE=DATE:20000101\nRRULE:{rule}\nEND:VEVENT\n"))
        .collect();
    let file = format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", events.concat());
    let seen = preview_calendar(file.as_bytes(), TODAY).unwrap();
    assert_eq!((seen.kept.len(), seen.skipped.len()), (0, 1000));
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}
