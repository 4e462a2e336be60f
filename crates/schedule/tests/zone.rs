//! What zones' clocks show, and what their changes do to hours.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use callboard_model::schedule::{HoursEffect, Weekday};
use callboard_schedule::{clock_change_effects, week_elsewhere, zone_time};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

mod support;
use support::{Week, any_day, at, daily, holiday, open_at, week, week_of};

#[test]
fn a_zone_says_its_time_and_how_far_it_is_ahead() {
    let now = at("2026-11-22T23:30:00Z");
    let seen = zone_time("Asia/Kathmandu", now).unwrap();
    assert_eq!(
        (seen.day, seen.minute, seen.offset, seen.at.as_str()),
        (Weekday::Monday, 315, 345, "2026-11-23T05:15:00+05:45")
    );
    assert_eq!(
        zone_time("America/New_York", now).map(|seen| (seen.day, seen.offset)),
        Some((Weekday::Sunday, -300))
    );
    assert_eq!(zone_time("Europe/Atlantis", now), None);
}

#[test]
fn the_next_changes_say_which_hours_they_touch() {
    let night = week(&[("saturday", (1320, 360)), ("sunday", (120, 180)), ("monday", (540, 1020))]);
    let told = clock_change_effects(&night, &[], "Europe/Madrid", at("2026-01-01T00:00:00Z"), 2);
    let hours: Vec<Vec<_>> = told
        .iter()
        .map(|one| {
            one.hours
                .iter()
                .map(|hours| (hours.date.as_str(), hours.from, hours.to, hours.minutes, hours.effect))
                .collect()
        })
        .collect();
    assert_eq!(
        hours,
        [
            [
                ("2026-03-28", 1320, 1800, -60, HoursEffect::Shorter),
                ("2026-03-29", 120, 180, -60, HoursEffect::Skipped)
            ],
            [
                ("2026-10-24", 1320, 1800, 60, HoursEffect::Longer),
                ("2026-10-25", 120, 180, 60, HoursEffect::Longer)
            ],
        ]
    );
    assert_eq!(told[0].change.day, "2026-03-29");
    let part = week(&[("sunday", (90, 150))]);
    let told = clock_change_effects(&part, &[], "Europe/Madrid", at("2026-10-01T00:00:00Z"), 1);
    assert_eq!(
        (told[0].hours[0].minutes, told[0].hours[0].effect),
        (30, HoursEffect::Twice),
        "hours that end within the repeated hour come back for half of it"
    );
}

#[test]
fn a_change_in_closed_time_or_on_a_holiday_touches_nothing() {
    let office = daily((540, 1020));
    let told = clock_change_effects(&office, &[], "Europe/Madrid", at("2026-01-01T00:00:00Z"), 2);
    assert_eq!(told.iter().map(|one| one.hours.len()).collect::<Vec<_>>(), [0, 0]);
    let always = daily((0, 1440));
    let told =
        clock_change_effects(&always, &[holiday(29, 3)], "Europe/Madrid", at("2026-01-01T00:00:00Z"), 2);
    assert_eq!(told.iter().map(|one| one.hours.len()).collect::<Vec<_>>(), [0, 1]);
    assert!(clock_change_effects(&always, &[], "Asia/Tokyo", at("2026-01-01T00:00:00Z"), 2).is_empty());
    assert!(clock_change_effects(&always, &[], "Europe/Atlantis", at("2026-01-01T00:00:00Z"), 2).is_empty());
    clock_change_effects(&always, &[], "Europe/Madrid", Timestamp::MAX, 2);
}

#[test]
fn a_day_that_was_left_out_of_the_calendar_skips_all_its_hours() {
    let told = clock_change_effects(&daily((540, 1020)), &[], "Pacific/Apia", at("2011-12-29T00:00:00Z"), 1);
    let hours: Vec<_> = told[0].hours.iter().map(|one| (one.date.as_str(), one.effect)).collect();
    assert_eq!(hours, [("2011-12-30", HoursEffect::Skipped)]);
}

#[test]
fn the_admin_sees_an_agents_week_on_the_admins_own_clock() {
    let office = week(&[("monday", (540, 1020)), ("sunday", (1200, 1380))]);
    let seen = week_elsewhere(&office, &[], "America/New_York", "Europe/Madrid", date(2026, 11, 23)).unwrap();
    let of = |day: usize| seen[day].stretches.iter().map(|one| (one.from, one.to)).collect::<Vec<_>>();
    assert_eq!(of(0), [(120, 300), (900, 1380)], "Sunday evening in New York is Monday morning in Madrid");
    assert_eq!(of(6), []);
    let seen = week_elsewhere(&office, &[], "America/New_York", "Europe/Madrid", date(2026, 10, 26)).unwrap();
    let between = seen[0].stretches.last().map(|one| (one.from, one.to));
    assert_eq!(
        between,
        Some((840, 1320)),
        "in the week between the two changes the zones lie an hour closer"
    );
    assert!(
        week_elsewhere(&office, &[], "America/New_York", "Europe/Atlantis", date(2026, 10, 26)).is_none()
    );
}

/// Zones that change their clocks, each with a moment some days before.
const CHANGES: [(&str, &str); 8] = [
    ("Europe/Madrid", "2026-03-26T00:00:00Z"),
    ("Europe/Madrid", "2026-10-22T00:00:00Z"),
    ("America/New_York", "2026-03-05T00:00:00Z"),
    ("America/Santiago", "2026-04-01T00:00:00Z"),
    ("America/Santiago", "2026-09-03T00:00:00Z"),
    ("Australia/Lord_Howe", "2026-04-01T00:00:00Z"),
    ("Africa/Casablanca", "2026-03-19T00:00:00Z"),
    ("Pacific/Apia", "2011-12-27T00:00:00Z"),
];

/// Minutes that one day's hours are open as time passes, and by the clock, asked minute by minute.
fn counted(days: &Week, zone: &TimeZone, date: Date) -> (i64, i64) {
    let index = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap();
    let mut only = [None; 7];
    only[index] = days[index];
    // Hours that begin on this date are open on it or on the next.
    let from = date.to_zoned(TimeZone::UTC).unwrap().timestamp() - SignedDuration::from_hours(36);
    let passed = (0..5 * 1440)
        .filter(|minute| {
            let moment = from + SignedDuration::from_mins(*minute);
            let wall = moment.to_zoned(zone.clone()).datetime();
            let since = wall.date().duration_since(date).as_hours() / 24;
            let (begin, end) = days[index].unwrap();
            let at = i64::from(wall.hour()) * 60 + i64::from(wall.minute());
            let own = if end < begin { at >= begin.into() } else { at >= begin.into() && at < end.into() };
            open_at(&only, &[], zone, moment)
                && ((since == 0 && own) || (since == 1 && end < begin && at < end.into()))
        })
        .count();
    let (begin, end) = days[index].unwrap();
    let by_clock = if end < begin {
        i64::from(end) + 1440 - i64::from(begin)
    } else {
        i64::from(end) - i64::from(begin)
    };
    (i64::try_from(passed).unwrap(), by_clock)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]
    #[test]
    fn what_hours_gain_or_lose_is_what_a_count_of_minutes_says(
        days in prop::array::uniform7(any_day()),
        change in prop::sample::select(CHANGES.to_vec()),
    ) {
        let zone = TimeZone::get(change.0).unwrap();
        let told = clock_change_effects(&week_of(&days), &[], change.0, at(change.1), 1);
        let day: Date = told[0].change.day.parse().unwrap();
        for ahead in -2..=1 {
            let date = day.checked_add(jiff::Span::new().days(ahead)).unwrap();
            let index = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap();
            let found = told[0].hours.iter().find(|hours| hours.date == date.to_string());
            if days[index].is_none_or(|(from, to)| from == to) {
                prop_assert!(found.is_none());
                continue;
            }
            let (passed, by_clock) = counted(&days, &zone, date);
            prop_assert_eq!(found.map_or(0, |hours| i64::from(hours.minutes)), passed - by_clock, "{}", date);
            let skipped = found.is_some_and(|hours| hours.effect == HoursEffect::Skipped);
            prop_assert_eq!(skipped, passed == 0 && by_clock > 0, "{}", date);
        }
    }

    #[test]
    fn a_week_seen_from_elsewhere_is_open_when_the_agent_is(
        days in prop::array::uniform7(any_day()),
        change in prop::sample::select(CHANGES.to_vec()),
        elsewhere in prop::sample::select(vec!["Europe/Madrid", "Asia/Kathmandu", "Pacific/Honolulu", "Pacific/Auckland"]),
        closed in 0..7_i64,
    ) {
        let (zone, other) = (TimeZone::get(change.0).unwrap(), TimeZone::get(elsewhere).unwrap());
        let first = at(change.1).to_zoned(other.clone()).date();
        let closed = first.checked_add(jiff::Span::new().days(closed)).unwrap();
        let closed = (i32::from(closed.day()), i32::from(closed.month()));
        let seen =
            week_elsewhere(&week_of(&days), &[holiday(closed.0, closed.1)], change.0, elsewhere, first).unwrap();
        let begin = first.to_zoned(other.clone()).unwrap().timestamp();
        let mut open = std::collections::BTreeSet::new();
        for minute in 0..8 * 1440 {
            let moment = begin + SignedDuration::from_mins(minute);
            if open_at(&days, &[closed], &zone, moment) {
                let wall = moment.to_zoned(other.clone()).datetime();
                open.insert((wall.date().to_string(), i64::from(wall.hour()) * 60 + i64::from(wall.minute())));
            }
        }
        for day in &seen {
            for minute in 0..1440_u16 {
                let told = day.stretches.iter().any(|one| (one.from..one.to).contains(&minute));
                prop_assert_eq!(told, open.contains(&(day.date.clone(), i64::from(minute))), "{} {}", &day.date, minute);
            }
        }
    }
}
