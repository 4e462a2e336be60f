//! Changes of a zone's clocks: when the next ones are, and what each does to hours.

use callboard_model::schedule::{
    ChangedHours, ClockChange, ClockChangeEffect, Holiday, HoursEffect, WeeklySchedule,
};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

use crate::occurrence::{Calendar, MINUTE, Wall};
use crate::zone::zone_named;

/// The next changes of a zone's clocks after `now`, at most `count`; none where the zone is not known or its clocks
/// do not change.
pub fn clock_changes(time_zone: &str, now: Timestamp, count: usize) -> Vec<ClockChange> {
    let Some(zone) = zone_named(time_zone) else {
        return Vec::new();
    };
    turns(&zone, now, count).into_iter().map(Turn::change).collect()
}

/// The next changes of a zone's clocks after `now`, at most `count`, and which hours they make shorter or longer.
/// Hours on a holiday do not happen, so nothing happens to them.
pub fn clock_change_effects(
    schedule: &WeeklySchedule,
    holidays: &[Holiday],
    time_zone: &str,
    now: Timestamp,
    count: usize,
) -> Vec<ClockChangeEffect> {
    let Some(zone) = zone_named(time_zone) else {
        return Vec::new();
    };
    let calendar = Calendar::new(schedule, holidays);
    turns(&zone, now, count)
        .into_iter()
        .map(|turn| ClockChangeEffect { hours: turn.effects(&calendar), change: turn.change() })
        .collect()
}

/// A moment at which the clocks are turned.
#[derive(Clone, Copy)]
struct Turn {
    at: Timestamp,
    before: Offset,
    after: Offset,
}

impl Turn {
    /// Seconds the clocks are put forward.
    fn forward(self) -> i64 {
        i64::from(self.after.seconds()) - i64::from(self.before.seconds())
    }

    /// The day that becomes shorter or longer. Skipped time begins by the old offset, repeated time by the new one:
    /// at midnight these are two days.
    fn date(self) -> Date {
        if self.forward() > 0 { self.before } else { self.after }.to_datetime(self.at).date()
    }

    fn change(self) -> ClockChange {
        ClockChange {
            at: self.at.display_with_offset(self.after).to_string(),
            day: self.date().to_string(),
            minutes: i32::try_from(self.forward() / MINUTE).unwrap_or_default(),
        }
    }

    /// What the wall shows at the turn, by both offsets: from the earlier to the later, the skipped or repeated time.
    fn wall(self) -> (i64, i64) {
        let second = self.at.as_second();
        let [before, after] = [self.before, self.after].map(|offset| second + i64::from(offset.seconds()));
        (before.min(after), before.max(after))
    }

    fn effects(self, calendar: &Calendar<'_>) -> Vec<ChangedHours> {
        let Ok(first) = self.date().checked_sub(jiff::Span::new().days(2)) else {
            return Vec::new();
        };
        calendar.walls(first, 5).iter().filter_map(|hours| self.effect(hours)).collect()
    }

    fn effect(self, hours: &Wall) -> Option<ChangedHours> {
        let (from, to) = self.wall();
        let touched = hours.to.min(to) - hours.from.max(from);
        if touched <= 0 {
            return None;
        }
        let effect = if self.forward() > 0 {
            if touched == hours.to - hours.from { HoursEffect::Skipped } else { HoursEffect::Shorter }
        } else if touched == to - from {
            HoursEffect::Longer
        } else {
            HoursEffect::Twice
        };
        let minutes = i32::try_from(touched / MINUTE).ok()?;
        Some(ChangedHours {
            day: hours.day,
            date: hours.date.to_string(),
            from: hours.minute_of_day(hours.from)?,
            to: hours.minute_of_day(hours.to)?,
            minutes: if self.forward() > 0 { -minutes } else { minutes },
            effect,
        })
    }
}

/// The next turns of a zone's clocks after `now`, at most `count`.
fn turns(zone: &TimeZone, now: Timestamp, count: usize) -> Vec<Turn> {
    let mut before = zone.to_offset(now);
    let mut turns = Vec::new();
    // Some entries of the database change a name only; the bound keeps a zone of nothing but those from going on.
    for transition in zone.following(now).take(count.saturating_mul(4).saturating_add(8)) {
        if turns.len() >= count {
            break;
        }
        let turn = Turn { at: transition.timestamp(), before, after: transition.offset() };
        if turn.forward() / MINUTE != 0 {
            turns.push(turn);
        }
        before = turn.after;
    }
    turns
}
