//! Weekly hours on the dates of a calendar: first by the clock on the wall, then as time passes.

use callboard_model::schedule::{DayElsewhere, DayStretch, Holiday, Weekday, WeeklySchedule};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use crate::check::is_date;
use crate::week::SplitHours;
use crate::zone::{weekday, zone_named};

/// Seconds of a minute.
pub(crate) const MINUTE: i64 = 60;

/// Seconds of a day on the wall.
pub(crate) const WALL_DAY: i64 = 86_400;

/// Weekly hours with the days on which they do not hold.
pub(crate) struct Calendar<'a> {
    schedule: &'a WeeklySchedule,
    holidays: Vec<(i32, i32)>,
}

/// One day's hours on a date, by the clock on the wall and as far as holidays leave them: seconds from 1970-01-01
/// 0:00 on the wall.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wall {
    /// The day at which they are stored.
    pub(crate) day: Weekday,
    /// The date on which they begin.
    pub(crate) date: Date,
    /// First second.
    pub(crate) from: i64,
    /// First second after them.
    pub(crate) to: i64,
    /// Whether they begin where the stored hours begin, and not where a holiday ends.
    pub(crate) whole_start: bool,
    /// Whether they end where the stored hours end.
    pub(crate) whole_end: bool,
}

/// A piece of a day's hours as time passes: seconds from 1970-01-01 UTC.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    /// The hours it is a piece of.
    pub(crate) wall: Wall,
    /// First second.
    pub(crate) from: i64,
    /// First second after it.
    pub(crate) to: i64,
    /// Whether it is the first piece, and begins where the stored hours begin.
    pub(crate) starts: bool,
    /// Whether it is the last piece, and ends where the stored hours end.
    pub(crate) ends: bool,
}

/// A stretch of time in which a zone keeps its offset.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OffsetSpan {
    /// First second, UTC.
    pub(crate) from: i64,
    /// First second after it, UTC.
    pub(crate) to: i64,
    /// Seconds ahead of UTC.
    pub(crate) offset: i64,
}

impl Wall {
    /// A second on the wall as a minute of the day on which the hours begin.
    pub(crate) fn minute_of_day(&self, second: i64) -> Option<u16> {
        u16::try_from((second - wall_midnight(self.date)) / MINUTE).ok()
    }
}

impl<'a> Calendar<'a> {
    /// Days that no year has are passed over.
    pub(crate) fn new(schedule: &'a WeeklySchedule, holidays: &[Holiday]) -> Self {
        let holidays = holidays.iter().filter(|day| is_date(day)).map(|day| (day.month, day.day)).collect();
        Self { schedule, holidays }
    }

    pub(crate) fn is_holiday(&self, date: Date) -> bool {
        self.holidays.contains(&(i32::from(date.month()), i32::from(date.day())))
    }

    /// The hours that begin on so many dates, in their order.
    pub(crate) fn walls(&self, first: Date, days: usize) -> Vec<Wall> {
        first.series(Span::new().days(1)).take(days).filter_map(|date| self.wall(date)).collect()
    }

    fn wall(&self, date: Date) -> Option<Wall> {
        let day = weekday(date);
        let SplitHours { own, after_midnight } = self.schedule.day(day).and_then(SplitHours::of)?;
        let kept_own = own.filter(|_| !self.is_holiday(date));
        let kept_after = after_midnight.filter(|_| date.tomorrow().is_ok_and(|next| !self.is_holiday(next)));
        let midnight = wall_midnight(date);
        let second = |minute: u16| midnight + i64::from(minute) * MINUTE;
        let next = |minute: u16| second(minute) + WALL_DAY;
        let (from, to) = match (kept_own, kept_after) {
            (Some(own), Some(after)) => (second(own.from), next(after.to)),
            (Some(own), None) => (second(own.from), second(own.to)),
            (None, Some(after)) => (next(after.from), next(after.to)),
            (None, None) => return None,
        };
        Some(Wall {
            day,
            date,
            from,
            to,
            whole_start: kept_own.is_some() || own.is_none(),
            whole_end: kept_after.is_some() || after_midnight.is_none(),
        })
    }

    /// The pieces of the hours that begin on so many dates, as time passes where the zone's offsets are these.
    /// Hours inside a skipped hour have none, hours inside a repeated hour have two.
    pub(crate) fn pieces(&self, first: Date, days: usize, spans: &[OffsetSpan]) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(days);
        for wall in self.walls(first, days) {
            let begin = pieces.len();
            pieces.extend(spans.iter().filter_map(|span| {
                let from = wall.from.max(span.from + span.offset) - span.offset;
                let to = wall.to.min(span.to + span.offset) - span.offset;
                (from < to).then_some(Piece { wall, from, to, starts: false, ends: false })
            }));
            if let Some(piece) = pieces.get_mut(begin) {
                piece.starts = wall.whole_start;
            }
            if let Some(piece) = pieces.get_mut(begin..).and_then(<[Piece]>::last_mut) {
                piece.ends = wall.whole_end;
            }
        }
        pieces
    }
}

/// Seconds from 1970-01-01 0:00 to 0:00 of a date, on the same wall.
pub(crate) fn wall_midnight(date: Date) -> i64 {
    date.duration_since(jiff::civil::date(1970, 1, 1)).as_secs()
}

/// The offsets of a zone from one moment to another, in order and without holes.
pub(crate) fn offset_spans(zone: &TimeZone, from: Timestamp, to: Timestamp) -> Vec<OffsetSpan> {
    let mut begin = from;
    let mut offset = zone.to_offset(from);
    let mut spans = Vec::new();
    let mut push = |begin: Timestamp, end: Timestamp, offset: i32| {
        spans.push(OffsetSpan { from: begin.as_second(), to: end.as_second(), offset: i64::from(offset) });
    };
    for transition in zone.following(from).take_while(|transition| transition.timestamp() < to) {
        if transition.offset() != offset {
            push(begin, transition.timestamp(), offset.seconds());
            begin = transition.timestamp();
            offset = transition.offset();
        }
    }
    push(begin, to, offset.seconds());
    spans
}

/// Days before and after a week whose hours can reach into it, in whatever zones the two are: hours reach a day
/// ahead, and zones lie up to 26 hours apart.
pub(crate) const MARGIN: i32 = 3;

/// Days of a week with its margins.
pub(crate) const WIDE_WEEK: usize = 13;

/// The first date of a week with its margins, and the moments between which all its hours lie.
pub(crate) fn wide_week(first: Date) -> Option<(Date, Timestamp, Timestamp)> {
    let utc = |date: Date| date.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp());
    let wide = first.checked_sub(Span::new().days(MARGIN)).ok()?;
    let from = wide.checked_sub(Span::new().days(2)).ok()?;
    let to = first.checked_add(Span::new().days(7 + MARGIN + 2)).ok()?;
    Some((wide, utc(from)?, utc(to)?))
}

/// Stretches in order, those that overlap or touch made one.
pub(crate) fn joined(mut stretches: Vec<(i64, i64)>) -> Vec<(i64, i64)> {
    stretches.sort_unstable();
    let mut apart: Vec<(i64, i64)> = Vec::with_capacity(stretches.len());
    for (from, to) in stretches {
        match apart.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => apart.push((from, to)),
        }
    }
    apart
}

/// The seven days from a date as somebody in another zone sees hours kept in this one, by the clock on the wall
/// there. Time that is repeated there counts as open when it is open once. None where a zone is not known.
pub fn week_elsewhere(
    schedule: &WeeklySchedule,
    holidays: &[Holiday],
    time_zone: &str,
    elsewhere: &str,
    first: Date,
) -> Option<Vec<DayElsewhere>> {
    let (zone, other) = zone_named(time_zone).zip(zone_named(elsewhere))?;
    let (wide, from, to) = wide_week(first)?;
    let pieces = Calendar::new(schedule, holidays).pieces(wide, WIDE_WEEK, &offset_spans(&zone, from, to));
    let spans = offset_spans(&other, from, to);
    let shown = pieces.iter().flat_map(|piece| {
        spans.iter().filter_map(|span| {
            let (from, to) = (piece.from.max(span.from), piece.to.min(span.to));
            (from < to).then_some((from + span.offset, to + span.offset))
        })
    });
    let shown = joined(shown.collect());
    Some(first.series(Span::new().days(1)).take(7).map(|date| day_elsewhere(date, &shown)).collect())
}

fn day_elsewhere(date: Date, shown: &[(i64, i64)]) -> DayElsewhere {
    let midnight = wall_midnight(date);
    let minute =
        |second: i64| u16::try_from((second - midnight).clamp(0, WALL_DAY) / MINUTE).unwrap_or_default();
    let stretches = shown
        .iter()
        .map(|(from, to)| DayStretch { from: minute(*from), to: minute(*to) })
        .filter(|stretch| stretch.from < stretch.to)
        .collect();
    DayElsewhere { date: date.to_string(), stretches }
}
