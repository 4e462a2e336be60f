//! Many agents over one week: chosen cases, and any case against a walk from minute to minute.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use callboard_model::coverage::{Coverage, HoursEdge};
use callboard_model::schedule::Weekday;
use callboard_schedule::{RosterEntry, coverage, week_start};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use serde_json::json;

mod support;
use support::{Range, Week, any_day, at, daily, holiday, hours, open_at, week, week_of};

fn entry(days: &[(&str, Range)], zone: &str) -> RosterEntry {
    RosterEntry { schedule: Some(week(days)), holidays: Vec::new(), time_zone: Some(zone.to_owned()) }
}

fn of(roster: &[RosterEntry], zone: &str, first: Date) -> Coverage {
    coverage(roster, zone, first).unwrap()
}

/// Monday.
const WEEK: Date = date(2026, 11, 23);

#[test]
fn quarters_count_who_is_there_all_along() {
    let roster = [
        entry(&[("monday", (540, 1020))], "Europe/Madrid"),
        entry(&[("monday", (600, 725))], "Europe/London"),
        entry(&[("sunday", (1380, 60))], "Europe/Madrid"),
    ];
    let seen = of(&roster, "Europe/Madrid", WEEK);
    let monday = &seen.days[0];
    assert_eq!((monday.date.as_str(), monday.day, monday.minutes), ("2026-11-23", Weekday::Monday, 1440));
    let quarter = |hour: usize, minute: usize| monday.quarters[hour * 4 + minute / 15];
    assert_eq!(quarter(0, 45), 1, "a night that began before the week is left out of it");
    assert_eq!(quarter(1, 0), 0);
    assert_eq!((quarter(8, 45), quarter(9, 0), quarter(10, 45), quarter(11, 0)), (0, 1, 1, 2));
    assert_eq!(
        (quarter(12, 45), quarter(13, 0)),
        (2, 1),
        "a quarter counts somebody who leaves in the middle of it"
    );
    assert_eq!(seen.most, 2);
    assert_eq!(seen.days[6].quarters[23 * 4..], [1, 1, 1, 1]);
    assert_eq!(seen.agents[0].iter().map(|on| (on.from, on.to)).collect::<Vec<_>>(), [(540, 1020)]);
    let gaps: Vec<_> = seen.gaps.iter().map(|gap| (gap.from, gap.to)).collect();
    assert_eq!(gaps, [(60, 540), (1020, 7 * 1440 - 60)]);
}

#[test]
fn who_hands_over_at_five_past_leaves_no_gap() {
    let roster = [entry(&[("monday", (0, 545))], "UTC"), entry(&[("monday", (545, 1440))], "UTC")];
    let seen = of(&roster, "UTC", WEEK);
    assert!(
        seen.days[0].quarters.iter().all(|count| *count == 1),
        "a hand-over inside a quarter looks like a gap"
    );
    let late = [entry(&[("monday", (0, 545))], "UTC"), entry(&[("monday", (550, 1440))], "UTC")];
    let seen = of(&late, "UTC", WEEK);
    assert_eq!(seen.days[0].quarters[36], 0, "five minutes without anybody are not seen");
    assert_eq!((seen.gaps[0].from, seen.gaps[0].to), (545, 550));
}

#[test]
fn a_gap_names_whose_hours_could_stretch_and_the_least_first() {
    let roster = [
        entry(&[("monday", (540, 1020))], "UTC"),
        entry(&[("monday", (720, 1050))], "Europe/Madrid"),
        entry(&[("tuesday", (480, 1020))], "UTC"),
        entry(&[("monday", (1140, 1200))], "UTC"),
    ];
    let gap = of(&roster, "UTC", WEEK).gaps[1].clone();
    assert_eq!((gap.from, gap.to), (1020, 1140));
    let told: Vec<_> =
        gap.candidates.iter().map(|one| (one.agent, one.day, one.edge, one.minute, one.minutes)).collect();
    assert_eq!(
        told,
        [
            (0, Weekday::Monday, HoursEdge::End, 1140, 120),
            (3, Weekday::Monday, HoursEdge::Start, 1020, 120),
            (1, Weekday::Monday, HoursEdge::End, 1200, 150),
        ],
        "Tuesday's hours cannot begin on Monday, and times are in the agent's own zone"
    );
}

#[test]
fn nobody_is_asked_to_stretch_over_a_holiday_or_beyond_a_day() {
    let mut closed = entry(&[("monday", (540, 1020))], "UTC");
    closed.holidays = vec![holiday(24, 11)];
    let night = entry(&[("tuesday", (600, 1020))], "UTC");
    let seen = of(&[closed, night], "UTC", WEEK);
    let gap = &seen.gaps[1];
    assert_eq!((gap.from, gap.to), (1020, 1440 + 600));
    assert_eq!(gap.candidates, [], "the 24th is a holiday, and Tuesday's hours cannot begin on Monday");
    let long = of(&[entry(&[("monday", (540, 1020))], "UTC")], "UTC", WEEK);
    assert_eq!(long.gaps[1].candidates, [], "hours longer than a day are proposed");
}

#[test]
fn nobody_at_all_is_one_gap_and_unreadable_hours_are_told() {
    let odd = json!({"monday": {"from": {"hour": 99}, "to": {"hour": 1}}});
    let roster = [
        RosterEntry::from_values(&json!(null), &json!([]), Some("UTC")),
        RosterEntry::from_values(&odd, &json!([]), Some("UTC")),
        RosterEntry::from_values(&json!({"monday": hours((540, 600))}), &json!("?"), Some("UTC")),
        RosterEntry::from_values(&json!({"monday": hours((540, 600))}), &json!([]), Some("Europe/Atlantis")),
        RosterEntry::from_values(&json!({"monday": hours((540, 600))}), &json!([]), None),
        RosterEntry::from_values(&json!({}), &json!(null), Some("UTC")),
    ];
    let seen = of(&roster, "UTC", WEEK);
    assert_eq!(seen.unknown, [0, 1, 2, 3, 4]);
    assert_eq!((seen.gaps.len(), seen.gaps[0].from, seen.gaps[0].to), (1, 0, 7 * 1440));
    assert_eq!(seen.most, 0);
    assert_eq!(of(&[], "UTC", WEEK).gaps.len(), 1);
    assert!(coverage(&[], "Europe/Atlantis", WEEK).is_none());
    for edge in [Date::MIN, Date::MAX] {
        let _ = coverage(&roster, "UTC", edge);
    }
}

#[test]
fn days_of_23_and_25_hours_have_92_and_100_quarters() {
    let always = RosterEntry {
        schedule: Some(daily((0, 1440))),
        holidays: Vec::new(),
        time_zone: Some("Asia/Tokyo".to_owned()),
    };
    let of_sunday = |first: Date, zone: &str| {
        let seen = of(std::slice::from_ref(&always), zone, first);
        assert!(
            seen.gaps.is_empty() && seen.days.iter().all(|day| day.quarters.iter().all(|count| *count == 1))
        );
        seen.days[6].clone()
    };
    let spring = of_sunday(date(2026, 3, 23), "Europe/Madrid");
    assert_eq!((spring.minutes, spring.quarters.len()), (1380, 92));
    assert_eq!(spring.walls[7..9], [105, 180], "the skipped hour has a column");
    let autumn = of_sunday(date(2026, 10, 19), "Europe/Madrid");
    assert_eq!((autumn.minutes, autumn.quarters.len()), (1500, 100));
    assert_eq!(autumn.walls[11..13], [165, 120], "the repeated hour has no second column");
    let half = of_sunday(date(2026, 3, 30), "Australia/Lord_Howe");
    assert_eq!((half.minutes, half.quarters.len()), (1470, 98));
}

#[test]
fn a_week_begins_on_the_day_the_admin_is_used_to() {
    let now = at("2026-11-22T23:30:00Z");
    assert_eq!(week_start("Europe/Madrid", now, Weekday::Monday), Some(date(2026, 11, 23)));
    assert_eq!(week_start("UTC", now, Weekday::Monday), Some(date(2026, 11, 16)));
    assert_eq!(week_start("UTC", now, Weekday::Sunday), Some(date(2026, 11, 22)));
    assert_eq!(week_start("Europe/Atlantis", now, Weekday::Sunday), None);
}

/// Zones, and weeks in which clocks change somewhere, or 29 February lies.
const ZONES: [&str; 6] =
    ["Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Auckland", "UTC"];
const WEEKS: [Date; 7] = [
    date(2026, 3, 23),
    date(2026, 10, 19),
    date(2026, 3, 2),
    date(2026, 10, 26),
    date(2026, 3, 30),
    date(2026, 9, 28),
    date(2028, 2, 28),
];

#[derive(Clone, Debug)]
struct Person {
    days: Week,
    zone: &'static str,
    closed: Vec<(i32, i32)>,
}

impl Person {
    fn entry(&self) -> RosterEntry {
        RosterEntry {
            schedule: Some(week_of(&self.days)),
            holidays: self.closed.iter().map(|(day, month)| holiday(*day, *month)).collect(),
            time_zone: Some(self.zone.to_owned()),
        }
    }
}

fn any_person(first: Date) -> impl Strategy<Value = Person> {
    let hours = prop_oneof![3 => any_day(), 2 => Just(None)];
    let closed = prop::collection::vec(-1..8_i64, 0..2);
    (prop::array::uniform7(hours), prop::sample::select(ZONES.to_vec()), closed).prop_map(
        move |(days, zone, closed)| {
            let on = |ahead: i64| first.checked_add(jiff::Span::new().days(ahead)).unwrap();
            let closed = closed
                .into_iter()
                .map(on)
                .map(|day| (i32::from(day.day()), i32::from(day.month())))
                .collect();
            Person { days, zone, closed }
        },
    )
}

/// How many are on in each minute of the week, asked one by one.
fn walk(people: &[Person], begin: Timestamp, minutes: u32) -> Vec<Vec<bool>> {
    let zones: Vec<TimeZone> = people.iter().map(|person| TimeZone::get(person.zone).unwrap()).collect();
    (0..minutes)
        .map(|minute| {
            let moment = begin + SignedDuration::from_mins(i64::from(minute));
            people
                .iter()
                .zip(&zones)
                .map(|(person, zone)| open_at(&person.days, &person.closed, zone, moment))
                .collect()
        })
        .collect()
}

fn any_case() -> impl Strategy<Value = (Date, &'static str, Vec<Person>)> {
    (prop::sample::select(WEEKS.to_vec()), prop::sample::select(ZONES.to_vec())).prop_flat_map(
        |(first, zone)| (Just(first), Just(zone), prop::collection::vec(any_person(first), 1..4)),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]
    #[test]
    fn whoever_asks_minute_by_minute_counts_the_same((first, zone, people) in any_case()) {
        let roster: Vec<RosterEntry> = people.iter().map(Person::entry).collect();
        let seen = of(&roster, zone, first);
        let begin = first.to_zoned(TimeZone::get(zone).unwrap()).unwrap().timestamp();
        let minutes: u32 = seen.days.iter().map(|day| day.minutes).sum();
        let walked = walk(&people, begin, minutes);

        for (index, stretches) in seen.agents.iter().enumerate() {
            for (minute, on) in (0_u32..).zip(&walked) {
                let told = stretches.iter().any(|one| (one.from..one.to).contains(&minute));
                prop_assert_eq!(told, on[index], "agent {} in minute {}", index, minute);
            }
        }
        for (minute, on) in (0_u32..).zip(&walked) {
            let gap = seen.gaps.iter().any(|gap| (gap.from..gap.to).contains(&minute));
            prop_assert_eq!(gap, !on.contains(&true), "minute {}", minute);
        }
        for day in &seen.days {
            prop_assert_eq!(day.quarters.len(), day.walls.len());
            for (index, quarter) in (0_u32..).zip(&day.quarters) {
                let from = day.start + index * 15;
                let inside = from..(from + 15).min(day.start + day.minutes);
                let counts = inside.map(|minute| walked[minute as usize].iter().filter(|on| **on).count());
                prop_assert_eq!(*quarter as usize, counts.min().unwrap(), "quarter {} of {}", index, &day.date);
            }
        }
    }

    #[test]
    fn hours_stretched_as_proposed_close_the_gap((first, zone, people) in any_case()) {
        let roster: Vec<RosterEntry> = people.iter().map(Person::entry).collect();
        let seen = of(&roster, zone, first);
        for gap in &seen.gaps {
            for candidate in &gap.candidates {
                let mut people = people.clone();
                let days = &mut people[candidate.agent as usize].days;
                let index = Weekday::ALL.iter().position(|day| *day == candidate.day).unwrap();
                let (from, to) = days[index].unwrap();
                let end = if candidate.minute > 1440 { candidate.minute - 1440 } else { candidate.minute };
                days[index] = Some(match candidate.edge {
                    // Midnight at the end is written 24:00, as the window does; 0:00 to 0:00 would be no hours.
                    HoursEdge::Start => (candidate.minute, if to == 0 { 1440 } else { to }),
                    HoursEdge::End => (from, end),
                });
                let stretched: Vec<RosterEntry> = people.iter().map(Person::entry).collect();
                let after = of(&stretched, zone, first);
                let closed = !after.gaps.iter().any(|other| other.from < gap.to && gap.from < other.to);
                prop_assert!(closed, "{:?} leaves {:?} open", candidate, gap);
            }
        }
    }
}

/// Run with `cargo test -p callboard-schedule --release -- --ignored --nocapture thousand`.
#[test]
#[ignore = "a measurement"]
#[expect(clippy::print_stdout, reason = "the figure is what it is run for")]
fn a_thousand_agents_take_no_time_to_speak_of() {
    let roster: Vec<RosterEntry> = (0..1_000_u16)
        .map(|index| {
            let from = (index * 37) % 1200;
            let mut days = [Some((from, (from + 240 + index % 300) % 1440)); 7];
            days[usize::from(index % 7)] = None;
            RosterEntry {
                schedule: Some(week_of(&days)),
                holidays: vec![
                    holiday(1, 1),
                    holiday(6, 1),
                    holiday(25, 12),
                    holiday(i32::from(index % 28) + 1, 11),
                ],
                time_zone: Some(ZONES[usize::from(index) % ZONES.len()].to_owned()),
            }
        })
        .collect();
    let begin = std::time::Instant::now();
    let rounds = 20;
    for _ in 0..rounds {
        std::hint::black_box(of(&roster, "Europe/Madrid", WEEK));
    }
    let each = begin.elapsed() / rounds;
    let written = serde_json::to_vec(&of(&roster, "Europe/Madrid", WEEK)).unwrap().len();
    println!("coverage of 1,000 agents: {each:?}, {written} bytes of JSON");
    assert!(each.as_millis() < 250, "the board of 1,000 agents would stutter: {each:?}");
}
