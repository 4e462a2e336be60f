//! How many agents are on in each quarter of an hour of a week, when nobody is, and whose hours could stretch.
//!
//! Everything is intervals: the hours of each agent become stretches of passing time, one sweep over their ends counts
//! them, and only then the counts are laid on quarters of an hour.

use std::collections::HashMap;

use callboard_model::coverage::{Coverage, CoverageDay, CoverageGap, HoursEdge, OnStretch, StretchCandidate};
use callboard_model::schedule::{Holiday, Weekday, WeeklySchedule};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde_json::Value;

use crate::occurrence::{
    Calendar, MINUTE, OffsetSpan, Piece, WALL_DAY, WIDE_WEEK, joined, offset_spans, wall_midnight, wide_week,
};
use crate::read::{holidays_from_value, week_from_value};
use crate::week::is_readable;
use crate::zone::{weekday, zone_named};

/// A quarter of an hour, in seconds.
const QUARTER: i64 = 15 * MINUTE;

/// Candidates told for each gap.
const CANDIDATES: usize = 5;

/// What is known of one agent's hours.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RosterEntry {
    /// The week; none where there is none that can be read.
    pub schedule: Option<WeeklySchedule>,
    /// Days on which the agent is off.
    pub holidays: Vec<Holiday>,
    /// The agent's own zone.
    pub time_zone: Option<String>,
}

impl RosterEntry {
    /// From the values as a system stores them. Null hours, and values that cannot be read, are no hours.
    pub fn from_values(schedule: &Value, holidays: &Value, time_zone: Option<&str>) -> Self {
        let readable = (!schedule.is_null())
            .then(|| week_from_value(schedule).ok().zip(holidays_from_value(holidays).ok()))
            .flatten();
        let (schedule, holidays) = readable.unzip();
        Self { schedule, holidays: holidays.unwrap_or_default(), time_zone: time_zone.map(str::to_owned) }
    }
}

/// The date on which the week around `now` begins in a zone, where weeks begin on `first_day`.
pub fn week_start(time_zone: &str, now: Timestamp, first_day: Weekday) -> Option<Date> {
    let today = zone_named(time_zone)?.to_offset(now).to_datetime(now).date();
    (0..7)
        .filter_map(|back| today.checked_sub(Span::new().days(back)).ok())
        .find(|date| weekday(*date) == first_day)
}

/// Lays the hours of agents over the seven days from `first` in a zone; none where the zone is not known or the week
/// lies at the end of all time.
pub fn coverage(roster: &[RosterEntry], time_zone: &str, first: Date) -> Option<Coverage> {
    let zone = zone_named(time_zone)?;
    let week = Week::new(&zone, first)?;
    let mut zones = Zones::default();
    let mut unknown = Vec::new();
    let mut agents = Vec::with_capacity(roster.len());
    for (index, entry) in (0_u32..).zip(roster) {
        let on = zones.hours(entry, &week);
        if on.is_none() {
            unknown.push(index);
        }
        agents.push(on);
    }
    let on: Vec<Vec<(i64, i64)>> =
        agents.iter().map(|agent| agent.as_ref().map(|hours| week.on(hours)).unwrap_or_default()).collect();
    let steps = steps(&on, week.from, week.to);
    let days = week.days(&zone, &steps);
    let edges = Edges::of(&agents);
    let gaps = closed(&steps)
        .into_iter()
        .map(|(from, to)| CoverageGap {
            from: week.minute(from),
            to: week.minute(to),
            candidates: edges.candidates(from, to, &agents),
        })
        .collect();
    let stretch = |(from, to): &(i64, i64)| OnStretch { from: week.minute(*from), to: week.minute(*to) };
    Some(Coverage {
        zone: time_zone.to_owned(),
        most: days.iter().flat_map(|day| &day.quarters).copied().max().unwrap_or_default(),
        days,
        gaps,
        agents: on.iter().map(|stretches| stretches.iter().map(stretch).collect()).collect(),
        unknown,
    })
}

/// The week that is asked about, in seconds UTC.
struct Week {
    from: i64,
    to: i64,
    /// The dates, each with the second at which it begins, and the one after the last.
    dates: Vec<(Date, i64)>,
    wide: (Date, Timestamp, Timestamp),
}

impl Week {
    fn new(zone: &TimeZone, first: Date) -> Option<Self> {
        let begin =
            |date: Date| date.to_zoned(zone.clone()).ok().map(|zoned| (date, zoned.timestamp().as_second()));
        let dates: Vec<_> = first.series(Span::new().days(1)).take(8).filter_map(begin).collect();
        let (from, to) = (dates.first()?.1, dates.get(7)?.1);
        Some(Self { from, to, dates, wide: wide_week(first)? })
    }

    /// A moment as a minute of the week.
    fn minute(&self, second: i64) -> u32 {
        u32::try_from((second - self.from) / MINUTE).unwrap_or_default()
    }

    /// When an agent is on in this week, in order and apart from each other.
    fn on(&self, hours: &AgentHours<'_>) -> Vec<(i64, i64)> {
        let inside = hours.pieces.iter().map(|piece| (piece.from.max(self.from), piece.to.min(self.to)));
        joined(inside.filter(|(from, to)| from < to).collect())
    }

    fn days(&self, zone: &TimeZone, steps: &[Step]) -> Vec<CoverageDay> {
        let ends = self.dates.iter().skip(1).map(|(_, second)| *second);
        self.dates
            .iter()
            .zip(ends)
            .map(|((date, from), to)| self.day(*date, *from, to, zone, steps))
            .collect()
    }

    fn day(&self, date: Date, from: i64, to: i64, zone: &TimeZone, steps: &[Step]) -> CoverageDay {
        let begins = || (from..to).step_by(usize::try_from(QUARTER).unwrap_or(1));
        let mut later = steps.get(steps.partition_point(|step| step.to <= from)..).unwrap_or_default();
        let quarters = begins()
            .map(|begin| {
                let end = (begin + QUARTER).min(to);
                while later.first().is_some_and(|step| step.to <= begin) {
                    later = later.get(1..).unwrap_or_default();
                }
                later
                    .iter()
                    .take_while(|step| step.from < end)
                    .map(|step| step.count)
                    .min()
                    .unwrap_or_default()
            })
            .collect();
        let wall = |second: i64| {
            let shown =
                Timestamp::from_second(second).map_or(0, |at| i64::from(zone.to_offset(at).seconds()));
            u16::try_from((second + shown).rem_euclid(WALL_DAY) / MINUTE).unwrap_or_default()
        };
        CoverageDay {
            date: date.to_string(),
            day: weekday(date),
            start: self.minute(from),
            minutes: u32::try_from((to - from) / MINUTE).unwrap_or_default(),
            quarters,
            walls: begins().map(wall).collect(),
        }
    }
}

/// An agent's hours in and around the week.
struct AgentHours<'a> {
    calendar: Calendar<'a>,
    pieces: Vec<Piece>,
    spans: std::rc::Rc<[OffsetSpan]>,
}

/// The offsets of each zone, looked up once: a thousand agents live in a handful of zones.
#[derive(Default)]
struct Zones(HashMap<String, Option<std::rc::Rc<[OffsetSpan]>>>);

impl Zones {
    /// None where the agent has no hours, no zone, or some that cannot be read.
    fn hours<'a>(&mut self, entry: &'a RosterEntry, week: &Week) -> Option<AgentHours<'a>> {
        let schedule = entry.schedule.as_ref().filter(|schedule| is_readable(schedule))?;
        let name = entry.time_zone.as_deref()?;
        let (wide, from, to) = week.wide;
        if !self.0.contains_key(name) {
            let spans = zone_named(name).map(|zone| offset_spans(&zone, from, to).into());
            self.0.insert(name.to_owned(), spans);
        }
        let spans = self.0.get(name)?.clone()?;
        let calendar = Calendar::new(schedule, &entry.holidays);
        Some(AgentHours { pieces: calendar.pieces(wide, WIDE_WEEK, &spans), calendar, spans })
    }
}

/// A stretch of time in which nobody comes or goes.
struct Step {
    from: i64,
    to: i64,
    count: u32,
}

/// The week cut wherever somebody comes or goes.
fn steps(on: &[Vec<(i64, i64)>], from: i64, to: i64) -> Vec<Step> {
    let mut edges: Vec<(i64, i32)> =
        on.iter().flatten().flat_map(|(from, to)| [(*from, 1), (*to, -1)]).collect();
    edges.sort_unstable();
    let mut steps = Vec::new();
    let (mut begin, mut count) = (from, 0_u32);
    for (at, change) in edges.into_iter().chain([(to, 0)]) {
        if at > begin {
            steps.push(Step { from: begin, to: at, count });
            begin = at;
        }
        count = count.saturating_add_signed(change);
    }
    steps
}

/// The stretches in which nobody is on.
fn closed(steps: &[Step]) -> Vec<(i64, i64)> {
    joined(steps.iter().filter(|step| step.count == 0).map(|step| (step.from, step.to)).collect())
}

/// A moment at which an agent's stored hours begin or end, the agent, and the piece of hours.
type Edge = (i64, u32, Piece);

/// Where hours begin and end, each in the order of time.
struct Edges {
    starts: Vec<Edge>,
    ends: Vec<Edge>,
}

impl Edges {
    fn of(agents: &[Option<AgentHours<'_>>]) -> Self {
        let all = || {
            (0_u32..)
                .zip(agents)
                .filter_map(|(index, agent)| Some((index, agent.as_ref()?)))
                .flat_map(|(index, agent)| agent.pieces.iter().map(move |piece| (index, *piece)))
                // Hours that a holiday has cut are longer in store than they look, and may not grow to a day.
                .filter(|(_, piece)| piece.wall.whole_start && piece.wall.whole_end)
        };
        let mut starts: Vec<_> = all()
            .filter(|(_, piece)| piece.starts)
            .map(|(index, piece)| (piece.from, index, piece))
            .collect();
        let mut ends: Vec<_> =
            all().filter(|(_, piece)| piece.ends).map(|(index, piece)| (piece.to, index, piece)).collect();
        starts.sort_unstable_by_key(|(at, index, _)| (*at, *index));
        ends.sort_unstable_by_key(|(at, index, _)| (*at, *index));
        Self { starts, ends }
    }

    /// Who could cover the whole gap, the least stretch first, each agent once.
    fn candidates(&self, from: i64, to: i64, agents: &[Option<AgentHours<'_>>]) -> Vec<StretchCandidate> {
        // Hours last a day at most, so edges further away than that and any change of the clocks are of no use.
        const FAR: i64 = 2 * WALL_DAY;
        let before = between(&self.ends, to - FAR, from + 1);
        let after = between(&self.starts, to, from + FAR);
        let of = |index: u32| usize::try_from(index).ok().and_then(|index| agents.get(index)?.as_ref());
        let later = before
            .iter()
            .rev()
            .filter_map(|(at, index, piece)| of(*index)?.ending_later(*index, piece, *at, to));
        let earlier = after
            .iter()
            .filter_map(|(at, index, piece)| of(*index)?.starting_earlier(*index, piece, from, *at));
        let mut all = first_of_each(later);
        all.extend(first_of_each(earlier));
        all.sort_by_key(|candidate| (candidate.minutes, candidate.agent));
        first_of_each(all.into_iter())
    }
}

/// The edges from a moment up to, not including, another.
fn between(edges: &[Edge], from: i64, to: i64) -> &[Edge] {
    let [from, to] = [from, to].map(|moment| edges.partition_point(|(at, ..)| *at < moment));
    edges.get(from..to).unwrap_or_default()
}

/// The first of each agent, as many as are told.
fn first_of_each(candidates: impl Iterator<Item = StretchCandidate>) -> Vec<StretchCandidate> {
    let mut once: Vec<StretchCandidate> = Vec::with_capacity(CANDIDATES);
    for candidate in candidates {
        if once.len() == CANDIDATES {
            break;
        }
        if once.iter().all(|other| other.agent != candidate.agent) {
            once.push(candidate);
        }
    }
    once
}

impl AgentHours<'_> {
    fn ending_later(&self, agent: u32, piece: &Piece, end: i64, until: i64) -> Option<StretchCandidate> {
        let wall = piece.wall;
        let (_, latest) = self.shown(end, until)?;
        let to = latest.max(wall.to);
        (self.is_free(wall.to, to) && can_be_stored(wall.from, to, wall_midnight(wall.date))).then_some(())?;
        Some(StretchCandidate {
            agent,
            day: wall.day,
            edge: HoursEdge::End,
            minute: wall.minute_of_day(to)?,
            minutes: u32::try_from((until - end) / MINUTE).ok()?,
        })
    }

    fn starting_earlier(&self, agent: u32, piece: &Piece, from: i64, start: i64) -> Option<StretchCandidate> {
        let wall = piece.wall;
        let (earliest, _) = self.shown(from, start)?;
        let begin = earliest.min(wall.from);
        let midnight = wall_midnight(wall.date);
        (begin >= midnight && self.is_free(begin, wall.from) && can_be_stored(begin, wall.to, midnight))
            .then_some(())?;
        Some(StretchCandidate {
            agent,
            day: wall.day,
            edge: HoursEdge::Start,
            minute: wall.minute_of_day(begin)?,
            minutes: u32::try_from((start - from) / MINUTE).ok()?,
        })
    }

    /// The earliest and the latest the agent's wall shows between two moments. Where the clocks are put back in
    /// between, hours must hold all of it, for they are kept by the wall.
    fn shown(&self, from: i64, to: i64) -> Option<(i64, i64)> {
        let touched = self.spans.iter().filter(|span| span.from < to && from < span.to);
        let walls = touched.map(|span| (from.max(span.from) + span.offset, to.min(span.to) + span.offset));
        walls.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)))
    }

    /// Whether no holiday lies between two times on the wall.
    fn is_free(&self, from: i64, to: i64) -> bool {
        let days = from.div_euclid(WALL_DAY)..=(to - 1).max(from).div_euclid(WALL_DAY);
        days.into_iter().all(|day| {
            jiff::civil::date(1970, 1, 1)
                .checked_add(Span::new().days(day))
                .is_ok_and(|date| !self.calendar.is_holiday(date))
        })
    }
}

/// Whether a day can hold these hours: shorter than 24 hours, or the day itself.
fn can_be_stored(from: i64, to: i64, midnight: i64) -> bool {
    to - from < WALL_DAY || (from == midnight && to == midnight + WALL_DAY)
}
