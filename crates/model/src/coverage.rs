//! Who is there when: the hours of many agents laid over one week. Plain data; computed in the schedule room.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::schedule::Weekday;

/// A week in a zone and how many agents are on in each quarter of an hour.
///
/// Minutes count from the week's start as time passes, not as the clock on the wall shows it: a week with a change of
/// the clocks has 10,020 or 10,140 of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Coverage {
    /// The zone whose days these are.
    pub zone: String,
    /// Seven days, from the date that was asked for.
    pub days: Vec<CoverageDay>,
    /// The largest number in any quarter.
    pub most: u32,
    /// When nobody is on, in order, to the minute.
    pub gaps: Vec<CoverageGap>,
    /// For each agent, in the order they were given: when they are on, in order and apart from each other.
    pub agents: Vec<Vec<OnStretch>>,
    /// Agents, by their place in the list from 0, whose hours or zone are missing or cannot be read. They count as off.
    pub unknown: Vec<u32>,
}

/// One day of a week of coverage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CoverageDay {
    /// The date (`2026-03-29`).
    pub date: String,
    /// Its day of the week.
    pub day: Weekday,
    /// Minute of the week at which it begins.
    pub start: u32,
    /// How long it is in minutes: 1440, or 1380 and 1500 where the clocks change.
    pub minutes: u32,
    /// For each quarter of an hour that passes, the fewest agents that are on at any moment of it.
    pub quarters: Vec<u32>,
    /// What the clock on the wall shows when each quarter begins, in minutes of the day, 0 to 1439.
    pub walls: Vec<u16>,
}

/// A stretch of time in minutes of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OnStretch {
    /// First minute.
    pub from: u32,
    /// First minute after it.
    pub to: u32,
}

/// A stretch in which nobody is on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CoverageGap {
    /// First minute of the week.
    pub from: u32,
    /// First minute after it.
    pub to: u32,
    /// Whose hours could stretch over all of it, the least first; at most five.
    pub candidates: Vec<StretchCandidate>,
}

/// Hours that would close a gap if they began earlier or ended later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StretchCandidate {
    /// The agent, by its place in the list from 0.
    pub agent: u32,
    /// The day of the agent's week whose hours would change.
    pub day: Weekday,
    /// Which end of them.
    pub edge: HoursEdge,
    /// The new time in the agent's own zone: minutes from that day's midnight; above 1440 it lies on the next day.
    pub minute: u16,
    /// Minutes by which the hours would grow, as time passes.
    pub minutes: u32,
}

/// An end of hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum HoursEdge {
    /// Where they begin.
    Start,
    /// Where they end.
    End,
}
