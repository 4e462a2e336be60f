//! Reading, checking and counting a week.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use callboard_model::schedule::{WeekStrip, Weekday};
use callboard_model::{FindingCode, Severity};
use callboard_schedule::{
    Interval, Place, check, holidays_from_value, intervals, week_from_value, week_strip,
};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

fn hours(from: (i32, i32), to: (i32, i32)) -> Value {
    json!({"from": {"hour": from.0, "minute": from.1}, "to": {"hour": to.0, "minute": to.1}})
}

#[test]
fn the_strip_counts_each_minute_on_the_day_it_lies() {
    let week = week_from_value(&json!({
        "monday": hours((9, 0), (17, 30)),
        "friday": hours((22, 0), (6, 0)),
        "saturday": hours((5, 0), (7, 0)),
        "sunday": hours((23, 0), (1, 0)),
    }));
    assert_eq!(week_strip(&week.unwrap()), WeekStrip([510 + 60, 0, 0, 0, 120, 420, 60]));
    let full =
        week_from_value(&json!({"monday": hours((22, 0), (21, 0)), "tuesday": hours((0, 0), (24, 0))}));
    assert_eq!(week_strip(&full.unwrap()).0[1], 1440, "a day has more than 24 hours in the list");
    let unreadable = json!({"monday": hours((9, 0), (99, 0)), "tuesday": hours((9, 0), (10, 0))});
    assert_eq!(week_strip(&week_from_value(&unreadable).unwrap()), WeekStrip([0, 60, 0, 0, 0, 0, 0]));
}

#[test]
fn stretches_are_split_at_midnight_and_merged() {
    let week = week_from_value(&json!({
        "monday": hours((20, 0), (8, 0)),
        "tuesday": hours((8, 0), (12, 0)),
        "wednesday": hours((24, 0), (6, 0)),
        "friday": hours((9, 0), (9, 0)),
        "saturday": hours((9, 0), (0, 0)),
    }));
    let stretches = intervals(&week.unwrap());
    let of = |day| stretches.day(day).iter().map(|one| (one.from, one.to)).collect::<Vec<_>>();
    assert_eq!(of(Weekday::Monday), [(1200, 1440)]);
    assert_eq!(of(Weekday::Tuesday), [(0, 720)], "touching hours are drawn as two bars");
    assert_eq!(of(Weekday::Wednesday), []);
    assert_eq!(of(Weekday::Thursday), [(0, 360)]);
    assert_eq!(of(Weekday::Friday), [], "equal start and end are no hours");
    assert_eq!(of(Weekday::Saturday), [(540, 1440)]);
    assert_eq!(of(Weekday::Sunday), []);
    assert!(Interval { from: 0, to: 1 }.contains(0));
}

#[test]
fn what_is_wrong_with_a_week_is_said_at_its_day() {
    let week = week_from_value(&json!({
        "monday": hours((22, 0), (6, 0)),
        "tuesday": hours((6, 0), (12, 0)),
        "wednesday": hours((23, 0), (6, 1)),
        "thursday": hours((6, 0), (24, 1)),
        "friday": hours((12, 0), (12, 0)),
        "saturday": hours((-1, 0), (12, 0)),
        "sunday": hours((24, 0), (0, 0)),
    }));
    let found: Vec<_> = check(&week.unwrap(), &[])
        .into_iter()
        .map(|finding| (finding.place, finding.code, finding.severity()))
        .collect();
    assert_eq!(
        found,
        [
            (Place::Day(Weekday::Thursday), FindingCode::NotATime, Severity::Error),
            (Place::Day(Weekday::Friday), FindingCode::EmptyRange, Severity::Error),
            (Place::Day(Weekday::Saturday), FindingCode::NotATime, Severity::Error),
            (Place::Day(Weekday::Sunday), FindingCode::EmptyRange, Severity::Error),
        ]
    );
    let overlap = week_from_value(&json!({
        "sunday": hours((22, 0), (6, 1)), "monday": hours((6, 0), (7, 0)), "tuesday": hours((9, 0), (10, 0)),
    }));
    let found = check(&overlap.unwrap(), &[]);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].place, found[0].code), (Place::Day(Weekday::Sunday), FindingCode::Overlap));
    assert_eq!(
        found[0].severity(),
        Severity::Warning,
        "hours that overlap cannot be saved, though they can be kept"
    );
}

#[test]
fn what_is_wrong_with_a_holiday_is_said_at_its_place() {
    let days = [(31, 4), (29, 2), (25, 12), (25, 12), (0, 1), (1, 13), (29, 2), (30, 2), (1, 1)];
    let list: Vec<Value> =
        days.iter().map(|(day, month)| json!({"name": "x", "day": day, "month": month})).collect();
    let holidays = holidays_from_value(&Value::Array(list)).unwrap();
    let found: Vec<_> = check(&week_from_value(&Value::Null).unwrap(), &holidays)
        .iter()
        .map(|one| (one.place, one.code))
        .collect();
    assert_eq!(
        found,
        [
            (Place::Holiday(0), FindingCode::NotADate),
            (Place::Holiday(1), FindingCode::LeapDay),
            (Place::Holiday(3), FindingCode::DuplicateHoliday),
            (Place::Holiday(4), FindingCode::NotADate),
            (Place::Holiday(5), FindingCode::NotADate),
            (Place::Holiday(6), FindingCode::DuplicateHoliday),
            (Place::Holiday(7), FindingCode::NotADate),
        ]
    );
}

#[test]
fn nulls_and_missing_members_are_no_hours() {
    let week = week_from_value(&json!({
        "monday": null,
        "tuesday": {"from": null, "to": null},
        "wednesday": {},
        "thursday": {"from": {"hour": 9.0, "minute": null}, "to": {"hour": 17}},
    }))
    .unwrap();
    assert_eq!((&week.monday, &week.tuesday, &week.wednesday), (&None, &None, &None));
    assert_eq!(week_strip(&week), WeekStrip([0, 0, 0, 480, 0, 0, 0]));
    assert_eq!(holidays_from_value(&Value::Null).unwrap(), []);
    let holidays = holidays_from_value(&json!([null, {"name": null, "day": 1.0, "month": 5}])).unwrap();
    assert_eq!((holidays[0].name.as_str(), holidays[0].day, holidays[0].month), ("", 1, 5));
}

#[test]
fn what_cannot_be_read_is_named() {
    let error = week_from_value(&json!({"monday": null, "friday": "9-5"})).unwrap_err();
    assert_eq!(error.at.unwrap().as_str(), "/friday");
    let error = week_from_value(&json!({"friday": {"from": {"hour": 9}, "to": null}})).unwrap_err();
    assert_eq!(error.at.unwrap().as_str(), "/friday");
    assert_eq!(week_from_value(&json!([])).unwrap_err().at, None);
    let error = holidays_from_value(&json!([{"day": 1, "month": 1}, {"day": 1.5, "month": 1}])).unwrap_err();
    assert_eq!(error.at.unwrap().as_str(), "/1");
    assert!(holidays_from_value(&json!({})).is_err());
}

fn any_unknown() -> impl Strategy<Value = Map<String, Value>> {
    let value = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,6}".prop_map(Value::from),
        Just(json!({"deep": [1, {"deeper": null}]})),
    ];
    prop::collection::vec(("x-[a-z]{1,4}", value), 0..3).prop_map(|members| members.into_iter().collect())
}

fn with(mut known: Value, unknown: Map<String, Value>) -> Value {
    known.as_object_mut().unwrap().extend(unknown);
    known
}

proptest! {
    #[test]
    fn members_no_document_names_survive_a_round_trip(
        times in prop::collection::vec(((-2..30, -2..70), any_unknown()), 14),
        of_days in prop::collection::vec(any_unknown(), 7),
        present in prop::collection::vec(any::<bool>(), 7),
        of_week in any_unknown(),
        of_holiday in any_unknown(),
    ) {
        let time = |index: usize| {
            let ((hour, minute), unknown) = times[index].clone();
            with(json!({"hour": hour, "minute": minute}), unknown)
        };
        let mut week = Map::new();
        for (index, day) in DAYS.iter().enumerate().filter(|(index, _)| present[*index]) {
            let known = json!({"from": time(index), "to": time(index + 7)});
            week.insert((*day).to_owned(), with(known, of_days[index].clone()));
        }
        week.extend(of_week);
        let week = Value::Object(week);
        let read = week_from_value(&week).unwrap();
        prop_assert_eq!(serde_json::to_value(&read).unwrap(), week);

        let holidays = json!([with(json!({"name": "x", "day": 1, "month": 2}), of_holiday)]);
        let read = holidays_from_value(&holidays).unwrap();
        prop_assert_eq!(serde_json::to_value(&read).unwrap(), holidays);
    }

    #[test]
    fn no_value_brings_the_reader_down(text in "\\PC{0,80}") {
        if let Ok(value) = serde_json::from_str::<Value>(&text) {
            let _ = (week_from_value(&value), holidays_from_value(&value));
        }
    }

    #[test]
    fn split_and_merged_hours_cover_the_same_minutes_as_a_week_painted_minute_by_minute(
        days in prop::array::uniform7(prop::option::of((0..=1440_u16, 0..=1440_u16))),
    ) {
        let members = DAYS.iter().zip(days).filter_map(|(day, range)| {
            let (from, to) = range?;
            let part = |minute: u16| (i32::from(minute / 60), i32::from(minute % 60));
            Some(((*day).to_owned(), hours(part(from), part(to))))
        });
        let week = week_from_value(&Value::Object(members.collect())).unwrap();

        let mut painted = vec![false; 7 * 1440];
        for (index, (from, to)) in days.iter().enumerate().filter_map(|(index, range)| Some((index, (*range)?))) {
            let length = if to < from { to + 1440 - from } else { to - from };
            for minute in 0..usize::from(length) {
                painted[(index * 1440 + usize::from(from) + minute) % (7 * 1440)] = true;
            }
        }
        let stretches = intervals(&week);
        for (index, day) in Weekday::ALL.into_iter().enumerate() {
            let of_day = &painted[index * 1440..(index + 1) * 1440];
            for (minute, open) in (0_u16..).zip(of_day) {
                prop_assert_eq!(stretches.day(day).iter().any(|one| one.contains(minute)), *open);
            }
            prop_assert!(stretches.day(day).windows(2).all(|two| two[0].to < two[1].from), "two that touch are not one");
            let count = of_day.iter().filter(|open| **open).count();
            prop_assert_eq!(usize::from(week_strip(&week).0[index]), count);
        }
        prop_assert_eq!(stretches.is_empty(), !painted.contains(&true));
        prop_assert_eq!(stretches.is_full(), !painted.contains(&false));
    }
}
