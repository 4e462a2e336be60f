//! Weekly schedules of the sample people: one of every kind that an editor has to cope with.

use serde_json::{Map, Value, json};

const WEEKDAYS: [&str; 5] = ["monday", "tuesday", "wednesday", "thursday", "friday"];
const WEEKEND: [&str; 2] = ["saturday", "sunday"];

/// Minutes of the day at which a window begins and ends; an end before the beginning is on the next day.
type Window = (u32, u32);

const OFFICE: Window = (9 * 60, 17 * 60 + 30);
const EARLY: Window = (7 * 60, 15 * 60);
const EVENING: Window = (14 * 60, 22 * 60 + 30);
const NIGHT: Window = (22 * 60, 6 * 60);
const SHORT: Window = (9 * 60 + 15, 13 * 60);
const WHOLE_DAY: Window = (0, 24 * 60);
const UNTIL_MIDNIGHT: Window = (16 * 60, 24 * 60);

/// The schedule of a person; null and an empty one occur as well.
pub(super) fn sample(index: usize) -> Value {
    match index % 13 {
        0 | 1 | 6 | 9 => week(&[(&WEEKDAYS, OFFICE)]),
        2 => week(&[(&WEEKDAYS, EARLY), (&["saturday"], SHORT)]),
        3 => week(&[
            (&["tuesday", "wednesday", "thursday", "friday"], EVENING),
            (&["saturday"], UNTIL_MIDNIGHT),
        ]),
        4 => week(&[(&["sunday", "monday", "tuesday", "wednesday", "thursday"], NIGHT)]),
        5 => week(&[(&WEEKEND, (8 * 60, 20 * 60))]),
        7 => always(),
        8 => week(&[(&["monday", "wednesday", "friday"], SHORT)]),
        10 => Value::Null,
        11 => week(&[(&["sunday", "monday", "tuesday", "wednesday", "thursday"], (8 * 60, 16 * 60 + 45))]),
        _ => {
            if index.is_multiple_of(2) {
                json!({})
            } else {
                week(&[(&["monday", "tuesday"], OFFICE), (&["thursday", "friday"], NIGHT)])
            }
        }
    }
}

/// Around the clock, 0:00 to 24:00 on every day.
pub(super) fn always() -> Value {
    week(&[(&WEEKDAYS, WHOLE_DAY), (&WEEKEND, WHOLE_DAY)])
}

fn week(parts: &[(&[&str], Window)]) -> Value {
    let mut days = Map::new();
    for (names, window) in parts {
        for name in *names {
            days.insert((*name).to_owned(), json!({"from": time(window.0), "to": time(window.1)}));
        }
    }
    Value::Object(days)
}

fn time(minute_of_day: u32) -> Value {
    json!({"hour": minute_of_day / 60, "minute": minute_of_day % 60})
}
