//! Weekly hours in a time zone: read them, check them, and say "open now", "opens next", how full a week is, what a
//! change of the clocks does to it, how the hours of many agents cover it, and which holidays a calendar file holds.
//!
//! Pure: the present moment is passed in, nothing here reads a clock, a file of ours or the network. No system's
//! own quirks and no words for a person may enter; findings are codes.
//!
//! The rules, all by the clock on the agent's wall:
//! - A day's hours are open from their start up to, not including, their end. An end earlier than the start lies on
//!   the next day. An end equal to the start means no hours; a whole day is 0:00 to 24:00.
//! - A holiday closes its calendar day from 0:00 to 24:00 and nothing else. Hours that began the evening before are
//!   cut at midnight, for "closed on the 25th" leaves no room for a caller at one in the morning of the 25th; and the
//!   part of a holiday's own night that lies on the next day stays open, for that day is no holiday.
//! - What the wall shows decides when clocks change: hours inside a skipped hour do not happen that day, hours inside
//!   a repeated hour happen twice. A server that compares local time with the stored hours does the same.

mod calendar;
mod check;
mod clock_change;
mod coverage;
mod occurrence;
mod openness;
mod read;
mod week;
mod zone;

pub use calendar::preview_calendar;
pub use callboard_model::schedule::ClockChange;
pub use check::{Place, ScheduleFinding, check};
pub use clock_change::{clock_change_effects, clock_changes};
pub use coverage::{RosterEntry, coverage, week_start};
pub use occurrence::week_elsewhere;
pub use openness::{openness, openness_of_values};
pub use read::{UnreadableHours, holidays_from_value, week_from_value};
pub use week::{Interval, WeekIntervals, intervals, is_readable, week_strip};
pub use zone::{is_time_zone, zone_time};
