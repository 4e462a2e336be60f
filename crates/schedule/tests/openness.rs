//! Open now, until when and when next: chosen cases, and any case against a walk from minute to minute.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use callboard_model::Openness;
use callboard_model::schedule::{Holiday, WeeklySchedule};
use callboard_schedule::{clock_changes, is_time_zone, openness, openness_of_values};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use proptest::prelude::*;
use serde_json::json;

mod support;
use support::{DAYS, Range, any_day, at, daily, holiday, open_at, week};

fn open(until: &str) -> Openness {
    Openness::Open { until: Some(until.to_owned()) }
}

fn closed(opens: &str) -> Openness {
    Openness::Closed { opens: Some(opens.to_owned()) }
}

const NEVER_CLOSES: Openness = Openness::Open { until: None };
const NOT_SOON: Openness = Openness::Closed { opens: None };

fn seen(schedule: &WeeklySchedule, holidays: &[Holiday], zone: &str, now: &str) -> Openness {
    openness(Some(schedule), holidays, Some(zone), at(now))
}

#[test]
fn the_agents_own_clock_decides() {
    let office = week(&[("monday", (540, 1050)), ("tuesday", (540, 1050))]);
    // Monday 2026-11-23, 08:30 UTC.
    let now = "2026-11-23T08:30:00Z";
    assert_eq!(seen(&office, &[], "Europe/Madrid", now), open("2026-11-23T17:30:00+01:00"));
    assert_eq!(seen(&office, &[], "America/New_York", now), closed("2026-11-23T09:00:00-05:00"));
    assert_eq!(seen(&office, &[], "Asia/Kolkata", now), open("2026-11-23T17:30:00+05:30"));
    assert_eq!(seen(&office, &[], "Pacific/Auckland", now), closed("2026-11-24T09:00:00+13:00"));
    assert_eq!(
        seen(&office, &[], "UTC", "2026-11-24T18:00:00Z"),
        closed("2026-11-30T09:00:00+00:00"),
        "after the last day of the week the next opening is a week away"
    );
}

#[test]
fn the_first_minute_is_open_and_the_last_one_is_not() {
    let office = week(&[("monday", (540, 1020))]);
    let open_till_five = open("2026-11-23T17:00:00+00:00");
    assert_eq!(seen(&office, &[], "UTC", "2026-11-23T08:59:59.9Z"), closed("2026-11-23T09:00:00+00:00"));
    assert_eq!(seen(&office, &[], "UTC", "2026-11-23T09:00:00Z"), open_till_five);
    assert_eq!(seen(&office, &[], "UTC", "2026-11-23T16:59:59.999Z"), open_till_five);
    assert_eq!(seen(&office, &[], "UTC", "2026-11-23T17:00:00Z"), closed("2026-11-30T09:00:00+00:00"));
}

#[test]
fn a_night_belongs_to_the_day_it_began() {
    let night = week(&[("friday", (1320, 360))]);
    let till_six = open("2026-11-28T06:00:00+01:00");
    assert_eq!(seen(&night, &[], "Europe/Madrid", "2026-11-27T22:00:00Z"), till_six);
    assert_eq!(seen(&night, &[], "Europe/Madrid", "2026-11-28T04:59:00Z"), till_six);
    assert_eq!(
        seen(&night, &[], "Europe/Madrid", "2026-11-27T04:00:00Z"),
        closed("2026-11-27T22:00:00+01:00"),
        "Friday morning is taken for Friday night"
    );
    let sunday = week(&[("sunday", (1320, 360))]);
    assert_eq!(seen(&sunday, &[], "UTC", "2026-11-23T03:00:00Z"), open("2026-11-23T06:00:00+00:00"));
}

#[test]
fn ranges_that_touch_are_one() {
    let days = week(&[("monday", (540, 1440)), ("tuesday", (0, 360)), ("wednesday", (0, 1440))]);
    assert_eq!(seen(&days, &[], "UTC", "2026-11-23T10:00:00Z"), open("2026-11-24T06:00:00+00:00"));
    assert_eq!(seen(&days, &[], "UTC", "2026-11-25T10:00:00Z"), open("2026-11-26T00:00:00+00:00"));
    let overlapping = week(&[("monday", (1320, 600)), ("tuesday", (540, 720))]);
    assert_eq!(seen(&overlapping, &[], "UTC", "2026-11-23T23:00:00Z"), open("2026-11-24T12:00:00+00:00"));
    let to_midnight = week(&[("monday", (540, 0)), ("tuesday", (0, 60))]);
    assert_eq!(seen(&to_midnight, &[], "UTC", "2026-11-23T10:00:00Z"), open("2026-11-24T01:00:00+00:00"));
}

#[test]
fn who_never_closes_has_no_closing_time_until_a_holiday() {
    let always = daily((0, 1440));
    assert_eq!(seen(&always, &[], "Europe/Madrid", "2026-03-28T12:00:00Z"), NEVER_CLOSES);
    assert_eq!(
        seen(&always, &[holiday(25, 12)], "Europe/Madrid", "2026-01-01T12:00:00Z"),
        open("2026-12-25T00:00:00+01:00")
    );
    assert_eq!(
        seen(&always, &[holiday(29, 2)], "UTC", "2096-03-01T12:00:00Z"),
        open("2104-02-29T00:00:00+00:00"),
        "2100 is no leap year"
    );
    assert_eq!(seen(&always, &[holiday(30, 2)], "UTC", "2026-01-01T12:00:00Z"), NEVER_CLOSES);
}

#[test]
fn a_holiday_closes_its_own_day_and_nothing_else() {
    let night = daily((1200, 360));
    let christmas = [holiday(25, 12)];
    assert_eq!(
        seen(&night, &christmas, "UTC", "2026-12-24T22:00:00Z"),
        open("2026-12-25T00:00:00+00:00"),
        "the night before goes on into the holiday"
    );
    assert_eq!(seen(&night, &christmas, "UTC", "2026-12-25T01:00:00Z"), closed("2026-12-26T00:00:00+00:00"));
    assert_eq!(seen(&night, &christmas, "UTC", "2026-12-26T01:00:00Z"), open("2026-12-26T06:00:00+00:00"));
    assert_eq!(
        seen(&daily((540, 1020)), &christmas, "America/New_York", "2026-12-25T03:00:00Z"),
        closed("2026-12-26T09:00:00-05:00"),
        "the holiday is taken from another zone's calendar: here it is still the 24th, and after hours"
    );
}

#[test]
fn holidays_one_after_another_are_passed_over_up_to_five_weeks() {
    let office = week(&[("monday", (540, 1020))]);
    let mondays = [holiday(7, 12), holiday(14, 12), holiday(21, 12), holiday(28, 12), holiday(4, 1)];
    let now = "2026-12-01T12:00:00Z";
    assert_eq!(seen(&office, &mondays[..4], "UTC", now), closed("2027-01-04T09:00:00+00:00"));
    assert_eq!(seen(&office, &mondays, "UTC", now), NOT_SOON);
}

#[test]
fn a_leap_day_is_a_holiday_in_leap_years_only() {
    let office = daily((540, 1020));
    assert_eq!(
        seen(&office, &[holiday(29, 2)], "UTC", "2028-02-29T10:00:00Z"),
        closed("2028-03-01T09:00:00+00:00")
    );
    assert_eq!(
        seen(&office, &[holiday(29, 2)], "UTC", "2027-03-01T10:00:00Z"),
        open("2027-03-01T17:00:00+00:00")
    );
}

#[test]
fn hours_in_a_skipped_hour_do_not_happen_and_hours_around_it_are_shorter() {
    // Madrid, 2026-03-29: 02:00 becomes 03:00.
    let inside = daily((135, 165));
    assert_eq!(
        seen(&inside, &[], "Europe/Madrid", "2026-03-29T00:30:00Z"),
        closed("2026-03-30T02:15:00+02:00")
    );
    let around = daily((90, 210));
    assert_eq!(
        seen(&around, &[], "Europe/Madrid", "2026-03-29T00:30:00Z"),
        open("2026-03-29T03:30:00+02:00")
    );
    let till_half_past_two = daily((60, 150));
    assert_eq!(
        seen(&till_half_past_two, &[], "Europe/Madrid", "2026-03-29T00:30:00Z"),
        open("2026-03-29T03:00:00+02:00"),
        "the wall never shows half past two; past it is past the end"
    );
}

#[test]
fn hours_in_a_repeated_hour_happen_twice() {
    // New York, 2026-11-01: 02:00 becomes 01:00 again.
    let inside = daily((75, 105));
    assert_eq!(
        seen(&inside, &[], "America/New_York", "2026-11-01T05:20:00Z"),
        open("2026-11-01T01:45:00-04:00")
    );
    assert_eq!(
        seen(&inside, &[], "America/New_York", "2026-11-01T05:50:00Z"),
        closed("2026-11-01T01:15:00-05:00")
    );
    let around = daily((30, 180));
    assert_eq!(
        seen(&around, &[], "America/New_York", "2026-11-01T05:20:00Z"),
        open("2026-11-01T03:00:00-05:00")
    );
}

#[test]
fn a_day_that_a_zone_left_out_has_no_hours() {
    // Samoa had no 30 December 2011, a Friday.
    let fridays = week(&[("friday", (540, 1020)), ("saturday", (540, 1020))]);
    assert_eq!(
        seen(&fridays, &[], "Pacific/Apia", "2011-12-30T09:00:00Z"),
        closed("2011-12-31T09:00:00+14:00")
    );
}

#[test]
fn nobody_is_called_open_or_closed_on_a_guess() {
    let office = daily((540, 1020));
    let now = at("2026-11-23T10:00:00Z");
    assert_eq!(openness(None, &[], Some("UTC"), now), Openness::Unknown);
    assert_eq!(openness(Some(&office), &[], None, now), Openness::Unknown);
    for zone in ["", "Europe/Atlantis", "Etc/Unknown", "+02:00", "local"] {
        assert_eq!(openness(Some(&office), &[], Some(zone), now), Openness::Unknown, "{zone:?}");
        assert!(!is_time_zone(zone), "{zone:?} is offered as a zone");
    }
    let unreadable = json!({"monday": {"from": {"hour": 25, "minute": 0}, "to": {"hour": 26, "minute": 0}}});
    let none = json!([]);
    for week in [unreadable, json!(null), json!("9-5"), json!({"monday": true})] {
        assert_eq!(openness_of_values(&week, &none, Some("UTC"), now), Openness::Unknown, "{week}");
    }
    assert_eq!(openness_of_values(&json!({}), &json!("?"), Some("UTC"), now), Openness::Unknown);
    assert_eq!(openness_of_values(&json!({}), &json!(null), Some("UTC"), now), NOT_SOON);
}

#[test]
fn the_end_of_all_time_brings_nothing_down() {
    for now in [Timestamp::MAX, Timestamp::MIN] {
        for schedule in [daily((0, 1440)), daily((540, 1020)), week(&[])] {
            openness(Some(&schedule), &[holiday(29, 2)], Some("Europe/Madrid"), now);
        }
        clock_changes("Europe/Madrid", now, 3);
    }
}

#[test]
fn the_next_changes_of_the_clocks_are_told_with_their_day() {
    let told = |zone: &str, now: &str, count: usize| -> Vec<(String, String, i32)> {
        clock_changes(zone, at(now), count)
            .into_iter()
            .map(|change| (change.at, change.day, change.minutes))
            .collect()
    };
    let owned = |at: &str, day: &str, minutes: i32| (at.to_owned(), day.to_owned(), minutes);
    assert_eq!(
        told("Europe/Madrid", "2026-01-01T00:00:00Z", 2),
        [
            owned("2026-03-29T03:00:00+02:00", "2026-03-29", 60),
            owned("2026-10-25T02:00:00+01:00", "2026-10-25", -60)
        ]
    );
    assert_eq!(
        told("Australia/Lord_Howe", "2026-01-01T00:00:00Z", 1),
        [owned("2026-04-05T01:30:00+10:30", "2026-04-05", -30)]
    );
    assert_eq!(told("Asia/Kolkata", "2026-01-01T00:00:00Z", 2), []);
    assert_eq!(told("Europe/Atlantis", "2026-01-01T00:00:00Z", 2), []);
    assert_eq!(
        told("Pacific/Apia", "2011-12-29T00:00:00Z", 1),
        [owned("2011-12-31T00:00:00+14:00", "2011-12-30", 24 * 60)]
    );
    assert_eq!(
        told("America/Santiago", "2026-01-01T00:00:00Z", 2),
        [
            owned("2026-04-04T23:00:00-04:00", "2026-04-04", -60),
            owned("2026-09-06T01:00:00-03:00", "2026-09-06", 60)
        ],
        "the hour is marked on the wrong side of midnight"
    );
}

/// The first moment after `now` with another state, minute by minute, within five weeks.
fn walk(
    days: &[Option<Range>; 7],
    holidays: &[(i32, i32)],
    zone: &TimeZone,
    now: Timestamp,
) -> Option<Timestamp> {
    let state = open_at(days, holidays, zone, now);
    let mut moment = Timestamp::from_second(now.as_second().div_euclid(60) * 60).unwrap();
    let limit = now + SignedDuration::from_hours(35 * 24);
    loop {
        moment += 1.minute();
        if moment > limit {
            return None;
        }
        if open_at(days, holidays, zone, moment) != state {
            return Some(moment);
        }
    }
}

/// Zones, each with a moment some days before its clocks change.
const CHANGES: [(&str, &str); 17] = [
    ("Europe/Madrid", "2026-03-26T00:00:00Z"),
    ("Europe/Madrid", "2026-10-22T00:00:00Z"),
    ("America/New_York", "2026-03-05T00:00:00Z"),
    ("America/New_York", "2026-10-29T00:00:00Z"),
    ("Australia/Lord_Howe", "2026-04-01T00:00:00Z"),
    ("Australia/Lord_Howe", "2026-09-30T00:00:00Z"),
    ("Africa/Casablanca", "2026-02-12T00:00:00Z"),
    ("Africa/Casablanca", "2026-03-19T00:00:00Z"),
    ("Asia/Kolkata", "2028-02-26T00:00:00Z"),
    ("Pacific/Apia", "2011-12-27T00:00:00Z"),
    ("Pacific/Apia", "2012-03-29T00:00:00Z"),
    // At midnight: a day that begins at 1:00, and one in which the hour before midnight comes twice.
    ("America/Santiago", "2026-04-01T00:00:00Z"),
    ("America/Santiago", "2026-09-03T00:00:00Z"),
    ("Africa/Cairo", "2026-04-21T00:00:00Z"),
    ("Africa/Cairo", "2026-10-27T00:00:00Z"),
    ("America/Havana", "2026-10-29T00:00:00Z"),
    ("Europe/Dublin", "2028-02-25T00:00:00Z"),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]
    #[test]
    fn whoever_walks_from_minute_to_minute_comes_to_the_same_answer(
        days in prop::array::uniform7(any_day()),
        closed_days in prop::collection::vec(0..20_i64, 0..3),
        change in prop::sample::select(CHANGES.to_vec()),
        seconds in 0..7 * 86_400_i64,
    ) {
        let (name, before) = change;
        let zone = TimeZone::get(name).unwrap();
        let now = at(before) + SignedDuration::from_secs(seconds);
        let closed_days: Vec<(i32, i32)> = closed_days
            .iter()
            .map(|ahead| now.to_zoned(zone.clone()).date().checked_add((*ahead).days()).unwrap())
            .map(|date| (i32::from(date.day()), i32::from(date.month())))
            .collect();
        let holidays: Vec<Holiday> = closed_days.iter().map(|(day, month)| holiday(*day, *month)).collect();
        let given: Vec<_> = DAYS.iter().zip(days).filter_map(|(day, range)| Some((*day, range?))).collect();

        let state = open_at(&days, &closed_days, &zone, now);
        let next = walk(&days, &closed_days, &zone, now);
        let written = next.map(|moment| moment.to_zoned(zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string());
        match openness(Some(&week(&given)), &holidays, Some(name), now) {
            Openness::Open { until } => {
                prop_assert!(state, "said to be open while closed");
                match (&written, until) {
                    // The walk ends after five weeks; who is open for longer may still close later.
                    (None, Some(until)) => {
                        prop_assert!(at(&until) > now + SignedDuration::from_hours(35 * 24));
                    }
                    (_, until) => prop_assert_eq!(until, written),
                }
            }
            Openness::Closed { opens } => {
                prop_assert!(!state, "said to be closed while open");
                prop_assert_eq!(opens, written);
            }
            Openness::Unknown => prop_assert!(false, "readable hours were not read"),
        }
    }
}
