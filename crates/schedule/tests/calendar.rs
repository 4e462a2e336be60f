//! Calendar files as other programs write them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use callboard_model::calendar::{CalendarFault, CalendarPreview, SkipReason};
use callboard_schedule::preview_calendar;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 22);

fn file(events: &[&str]) -> String {
    let events: Vec<String> =
        events.iter().map(|lines| format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT\n")).collect();
    format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{}END:VCALENDAR\n", events.concat())
        .replace('\n', "\r\n")
}

fn preview(events: &[&str]) -> CalendarPreview {
    preview_calendar(file(events).as_bytes(), TODAY).unwrap()
}

fn kept(preview: &CalendarPreview) -> Vec<(&str, u8, u8, &[i16], bool)> {
    preview
        .kept
        .iter()
        .map(|day| (day.name.as_str(), day.day, day.month, day.years.as_slice(), day.movable))
        .collect()
}

fn skipped(lines: &str) -> SkipReason {
    let seen = preview(&[lines]);
    assert_eq!(seen.kept, [], "{lines}");
    seen.skipped[0].reason
}

#[test]
fn yearly_and_single_days_are_kept_in_the_order_of_the_year() {
    let seen = preview(&[
        "SUMMARY:Christmas\nDTSTART;VALUE=DATE:20201225\nDTEND;VALUE=DATE:20201226\nRRULE:FREQ=YEARLY",
        "SUMMARY:Fiesta Nacional\nDTSTART;VALUE=DATE:20261012\nRRULE:FREQ=YEARLY;INTERVAL=1;BYMONTH=10;BYMONTHDAY=12",
        "SUMMARY:Move to the new office\nDTSTART;VALUE=DATE:20270115",
        "SUMMARY:Leap day\nDTSTART;VALUE=DATE:20280229\nDURATION:P1D",
    ]);
    assert_eq!(
        kept(&seen),
        [
            ("Move to the new office", 15, 1, &[2027][..], false),
            ("Leap day", 29, 2, &[2028][..], false),
            ("Fiesta Nacional", 12, 10, &[][..], false),
            ("Christmas", 25, 12, &[][..], false),
        ]
    );
    assert_eq!((seen.skipped.len(), seen.flaws), (0, 0));
}

#[test]
fn the_same_name_on_other_dates_in_other_years_moves() {
    let seen = preview(&[
        "SUMMARY:Good Friday\nDTSTART;VALUE=DATE:20260403",
        "SUMMARY:Good Friday\nDTSTART;VALUE=DATE:20270326",
        "SUMMARY:Christmas\nDTSTART;VALUE=DATE:20261225",
        "SUMMARY:Christmas\nDTSTART;VALUE=DATE:20271225",
        "SUMMARY:Holidays\nDTSTART;VALUE=DATE:20261230\nDTEND;VALUE=DATE:20270102",
    ]);
    assert_eq!(
        kept(&seen),
        [
            ("Holidays", 1, 1, &[2027][..], false),
            ("Good Friday", 26, 3, &[2027][..], true),
            ("Good Friday", 3, 4, &[2026][..], true),
            ("Christmas", 25, 12, &[2026, 2027][..], false),
            ("Holidays", 30, 12, &[2026][..], false),
            ("Holidays", 31, 12, &[2026][..], false),
        ]
    );
}

#[test]
fn several_days_become_each_its_own() {
    let seen = preview(&["SUMMARY:Carnival\nDTSTART;VALUE=DATE:20270228\nDTEND;VALUE=DATE:20270303"]);
    let days: Vec<_> = seen.kept.iter().map(|day| (day.day, day.month)).collect();
    assert_eq!(days, [(28, 2), (1, 3), (2, 3)]);
    assert!(seen.kept.iter().all(|day| !day.movable), "days of one event are taken for one that moves");
    let long = "SUMMARY:Summer\nDTSTART;VALUE=DATE:20270701\nDTEND;VALUE=DATE:20270901";
    assert_eq!(skipped(long), SkipReason::TooLong);
}

#[test]
fn midnight_to_midnight_is_a_whole_day_and_other_times_are_not() {
    let seen = preview(&[
        "SUMMARY:Outlook\nDTSTART;TZID=Europe/Madrid:20261208T000000\nDTEND;TZID=Europe/Madrid:20261209T000000",
        "SUMMARY:Ends on its own day\nDTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261224",
    ]);
    assert_eq!(seen.kept.iter().map(|day| (day.day, day.month)).collect::<Vec<_>>(), [(8, 12), (24, 12)]);
    for timed in [
        "DTSTART:20261208T090000\nDTEND:20261208T170000",
        "DTSTART:20261208T000000\nDTEND:20261208T120000",
        "DTSTART:20261208T000000Z\nDTEND:20261209T000000Z",
        "DTSTART:20261208T000000",
        "DTSTART;VALUE=DATE:20261208\nDURATION:PT2H",
    ] {
        assert_eq!(skipped(timed), SkipReason::Timed, "{timed}");
    }
}

#[test]
fn what_cannot_be_a_holiday_says_why() {
    let cases = [
        ("SUMMARY:No date", SkipReason::NoDate),
        ("DTSTART;VALUE=DATE:20261332", SkipReason::NoDate),
        ("DTSTART;VALUE=DATE:20270229", SkipReason::NoDate),
        ("DTSTART:soon", SkipReason::NoDate),
        ("DTSTART;VALUE=DATE:20261208\nSTATUS:CANCELLED", SkipReason::Cancelled),
        ("DTSTART;VALUE=DATE:20261208\nRRULE:FREQ=WEEKLY", SkipReason::OtherRecurrence),
        ("DTSTART;VALUE=DATE:20261208\nRRULE:FREQ=DAILY", SkipReason::OtherRecurrence),
        ("DTSTART;VALUE=DATE:20261208\nRRULE:FREQ=HOURLY", SkipReason::OtherRecurrence),
        ("DTSTART;VALUE=DATE:20261208\nRRULE:FREQ=MONTHLY;BYDAY=MO,TU", SkipReason::OtherRecurrence),
        (
            "DTSTART;VALUE=DATE:20261208\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
            SkipReason::OtherRecurrence,
        ),
        ("DTSTART;VALUE=DATE:20261208\nRRULE:FREQ=YEARLY\nEXRULE:FREQ=YEARLY", SkipReason::OtherRecurrence),
        ("DTSTART;VALUE=DATE:20261208\nRDATE:20271209T090000", SkipReason::Timed),
        ("DTSTART;VALUE=DATE:20201208\nRRULE:FREQ=YEARLY;UNTIL=20231208", SkipReason::Ended),
        ("DTSTART;VALUE=DATE:20201208\nRRULE:FREQ=YEARLY;COUNT=3", SkipReason::Ended),
    ];
    for (lines, reason) in cases {
        assert_eq!(skipped(lines), reason, "{lines}");
    }
    let going_on = preview(&["DTSTART;VALUE=DATE:20201208\nRRULE:FREQ=YEARLY;UNTIL=20301208"]);
    assert_eq!(going_on.kept.len(), 1);
    let named = preview(&["SUMMARY:Standup\nDTSTART:20261208T090000"]);
    assert_eq!(
        (named.skipped[0].name.as_str(), named.skipped[0].date.as_deref()),
        ("Standup", Some("2026-12-08"))
    );
}

#[test]
fn folded_escaped_and_foreign_names_come_out_whole() {
    let folded = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Día de la\r\n  Constitución\\, festivo\r\nDTSTART;VALUE=DATE:20261206\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    for text in [folded.to_owned(), folded.replace("\r\n", "\n"), format!("\u{feff}{folded}")] {
        let seen = preview_calendar(text.as_bytes(), TODAY).unwrap();
        assert_eq!(seen.kept[0].name, "Día de la Constitución, festivo");
    }
    let latin: Vec<u8> = folded.chars().map(|char| u8::try_from(u32::from(char)).unwrap()).collect();
    assert_eq!(preview_calendar(&latin, TODAY).unwrap().kept[0].name, "Día de la Constitución, festivo");
}

#[test]
fn broken_lines_do_not_lose_the_rest() {
    let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nthis is no line\r\nSUMMARY:Kept\r\nDTSTART;VALUE=DATE:20261208\r\n;;;:\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Cut off\r\nDTSTART;VALUE=DATE:20261209";
    let seen = preview_calendar(text.as_bytes(), TODAY).unwrap();
    assert_eq!(seen.kept.iter().map(|day| day.name.as_str()).collect::<Vec<_>>(), ["Kept", "Cut off"]);
}

#[test]
fn what_is_no_calendar_is_told_apart_from_an_empty_one() {
    let fault = |bytes: &[u8]| preview_calendar(bytes, TODAY).unwrap_err();
    assert_eq!(fault(b""), CalendarFault::NotACalendar);
    assert_eq!(fault(b"name,day\nChristmas,25"), CalendarFault::NotACalendar);
    assert_eq!(fault(b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ana\r\nEND:VCARD\r\n"), CalendarFault::NotACalendar);
    assert_eq!(fault(file(&[]).as_bytes()), CalendarFault::NoEvents);
    assert_eq!(fault(&vec![b' '; 2_000_001]), CalendarFault::TooLarge);
    let many = vec!["DTSTART;VALUE=DATE:20261208"; 5_001];
    assert_eq!(fault(file(&many).as_bytes()), CalendarFault::TooLarge);
}

/// The years in which a day comes from its own year on, to the end of the third year after today or after it.
fn written_out(day: Date) -> Vec<i16> {
    let last = if day.year() <= 2029 { 2029 } else { day.year() + 3 };
    (day.year()..=last).filter(|year| Date::new(*year, day.month(), day.day()).is_ok()).collect()
}

proptest! {
    #[test]
    fn no_file_brings_the_reader_down(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = preview_calendar(&bytes, TODAY);
    }

    #[test]
    fn no_calendar_brings_the_reader_down(lines in prop::collection::vec(
        prop_oneof![
            Just("BEGIN:VEVENT".to_owned()),
            Just("END:VEVENT".to_owned()),
            Just("BEGIN:VALARM".to_owned()),
            "(DTSTART|DTEND)(;VALUE=DATE)?:[0-9]{6,9}(T[0-9]{6}Z?)?",
            "RRULE:FREQ=(YEARLY|DAILY|X);(UNTIL|COUNT|BYDAY|BYMONTH)=[0-9A-Z]{1,9}",
            "DURATION:-?P[0-9]{1,10}[DWH]",
            "[A-Z]{1,8}[;:=\"]\\PC{0,20}",
        ],
        0..30,
    )) {
        let _ = preview_calendar(format!("BEGIN:VCALENDAR\r\n{}", lines.join("\r\n")).as_bytes(), TODAY);
    }

    #[test]
    fn every_written_day_is_read_back(year in 1900..2200_i16, ahead in 0..366_i64, yearly in any::<bool>()) {
        let day = date(year, 1, 1).checked_add(jiff::Span::new().days(ahead)).unwrap();
        let rule = if yearly { "\nRRULE:FREQ=YEARLY" } else { "" };
        let seen = preview(&[&format!("SUMMARY:x\nDTSTART;VALUE=DATE:{}{rule}", day.strftime("%Y%m%d"))]);
        let kept = &seen.kept[0];
        // One that begins in a later year does not come every year from now on.
        let begins_later = day >= date(2027, 11, 22);
        let years = match (yearly, begins_later) {
            (true, false) => vec![],
            (true, true) => written_out(day),
            (false, _) => vec![day.year()],
        };
        prop_assert_eq!((kept.day, kept.month, &kept.years), (day.day().unsigned_abs(), day.month().unsigned_abs(), &years));
    }
}
