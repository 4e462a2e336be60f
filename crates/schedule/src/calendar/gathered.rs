//! The days of all events of a file, by name: which come back every year, which move, which are written for some years.

use std::collections::{BTreeMap, BTreeSet};

use callboard_model::calendar::CalendarDay;
use jiff::Span;
use jiff::civil::Date;

use super::event::EventDays;
use super::recurrence::horizon;

/// Month, day and name.
type Key = (i8, i8, String);

/// For each year, the months and days of one name.
type DatesOfYears = BTreeMap<i16, BTreeSet<(i8, i8)>>;

/// When a day of one name comes.
#[derive(Default)]
struct Times {
    /// Its years, each with the year in which its event began: the first of January may belong to a December.
    years: BTreeMap<i16, i16>,
    endless: bool,
}

/// Days by name, gathered over all events.
#[derive(Default)]
pub(super) struct Days {
    days: BTreeMap<Key, Times>,
}

impl Days {
    pub(super) fn put(&mut self, name: &str, event: &EventDays) {
        for begin in &event.beginnings.dates {
            for (date, _) in begin.series(Span::new().days(1)).zip(0..event.length) {
                let times = self.days.entry((date.month(), date.day(), name.to_owned())).or_default();
                times.years.insert(date.year(), begin.year());
                times.endless |= event.beginnings.endless;
            }
        }
    }

    /// All of them in the order of the year.
    pub(super) fn told(self, today: Date) -> Vec<CalendarDay> {
        let left_out: Vec<Vec<i16>> =
            self.days.iter().map(|(key, times)| years_left_out(key, times, today)).collect();
        let yearly = |times: &Times, left_out: &[i16]| times.endless && left_out.is_empty();
        let moving = moving(
            self.days
                .iter()
                .zip(&left_out)
                .filter(|((_, times), left_out)| !yearly(times, left_out))
                .map(|(day, _)| day),
        );
        self.days
            .into_iter()
            .zip(left_out)
            .map(|(((month, day, name), times), left_out)| {
                let yearly = yearly(&times, &left_out);
                let movable = !yearly && moving.contains(&name);
                CalendarDay {
                    day: day.unsigned_abs(),
                    month: month.unsigned_abs(),
                    years: if yearly { Vec::new() } else { times.years.into_keys().collect() },
                    left_out: if movable { Vec::new() } else { left_out },
                    movable,
                    name,
                }
            })
            .collect()
    }
}

/// The years ahead in which a day does not come though it comes back without an end.
fn years_left_out((month, day, _): &Key, times: &Times, today: Date) -> Vec<i16> {
    if !times.endless {
        return Vec::new();
    }
    let last = horizon(today).year();
    (today.year()..=last)
        .filter(|year| {
            let date = Date::new(*year, *month, *day);
            date.is_ok_and(|date| date >= today) && !times.years.contains_key(year)
        })
        .collect()
}

/// Names that fall on as many days in one year as in another, but on other ones.
fn moving<'d>(days: impl Iterator<Item = (&'d Key, &'d Times)>) -> BTreeSet<String> {
    let mut by_name: BTreeMap<&str, DatesOfYears> = BTreeMap::new();
    for ((month, day, name), times) in days.filter(|((_, _, name), _)| !name.is_empty()) {
        for begun in times.years.values() {
            by_name.entry(name).or_default().entry(*begun).or_default().insert((*month, *day));
        }
    }
    let moves = |years: &DatesOfYears| {
        let years: Vec<_> = years.values().collect();
        years
            .iter()
            .enumerate()
            .any(|(at, one)| years.iter().skip(at + 1).any(|other| one.len() == other.len() && one != other))
    };
    by_name.into_iter().filter(|(_, years)| moves(years)).map(|(name, _)| name.to_owned()).collect()
}
