//! Hours of many agents and of one: how a week is covered, what the clocks do to hours, holidays out of a calendar file.
//! Nothing is asked of a system: only agents that were read already count.

use std::collections::BTreeSet;
use std::io::Read;
use std::sync::Arc;

use callboard_model::calendar::{CalendarFault, CalendarPreview};
use callboard_model::coverage::Coverage;
use callboard_model::description::SystemDescription;
use callboard_model::field::Control;
use callboard_model::schedule::{ClockChangeEffect, Weekday};
use callboard_model::{AgentId, CallboardError, ConnectionId, ErrorCode, Pointer, Result};
use callboard_schedule::{RosterEntry, holidays_from_value, week_from_value, week_start};
use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use crate::blocking::spawn_blocking;
use crate::connection_list::ConnectionList;
use crate::files::Files;
use crate::known::KnownAgents;
use crate::surroundings::Clock;

/// Bytes of a calendar file that are read: one more than any file that is accepted has.
const CALENDAR_BYTES: u64 = 2_000_001;

/// The zone where the one that was asked for is not known.
const UTC: &str = "UTC";

/// An agent of a connection.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CoveredAgent {
    /// Its connection.
    pub connection: ConnectionId,
    /// Its id there.
    pub agent: AgentId,
}

/// Which week of whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CoverageQuestion {
    /// The connections whose agents count.
    pub connections: Vec<ConnectionId>,
    /// Only these of them; none for all.
    pub only: Option<Vec<CoveredAgent>>,
    /// The zone the week is laid out in.
    pub zone: String,
    /// The day on which weeks begin.
    pub first_day: Weekday,
    /// Weeks from the present one; negative for those before it.
    pub weeks_ahead: i16,
}

/// A week of coverage and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CoverageBoard {
    /// The agents that were counted; the coverage names them by their place in here.
    pub agents: Vec<CoveredAgent>,
    /// Agents of systems that store no hours; they are not counted.
    pub without_hours: u32,
    /// The week.
    pub coverage: Coverage,
}

/// What a calendar file says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum CalendarReading {
    /// Days to choose from.
    Read {
        /// They, and what was passed over.
        preview: CalendarPreview,
    },
    /// Nothing to choose from.
    Refused {
        /// Why.
        fault: CalendarFault,
    },
}

/// Where a system keeps hours.
struct HoursFields<'a> {
    schedule: &'a Pointer,
    holidays: Option<&'a Pointer>,
    time_zone: Option<&'a Pointer>,
}

impl<'a> HoursFields<'a> {
    fn of(system: &'a SystemDescription) -> Option<Self> {
        let at = |wanted: fn(&Control) -> bool| {
            system.fields().find(|(_, field)| wanted(&field.control)).map(|(_, field)| &field.pointer)
        };
        Some(Self {
            schedule: at(|control| matches!(control, Control::Schedule))?,
            holidays: at(|control| matches!(control, Control::Holidays)),
            time_zone: at(|control| matches!(control, Control::TimeZone)),
        })
    }

    fn entry(&self, document: &Value) -> RosterEntry {
        let value =
            |pointer: Option<&Pointer>| pointer.map_or(Value::Null, |pointer| pointer.read_or_null(document));
        RosterEntry::from_values(
            &value(Some(self.schedule)),
            &value(self.holidays),
            value(self.time_zone).as_str(),
        )
    }
}

/// What follows from the hours of the agents that were read so far.
pub struct Hours {
    connections: Arc<ConnectionList>,
    known: Arc<KnownAgents>,
    files: Arc<Files>,
    clock: Arc<dyn Clock>,
}

impl Hours {
    pub(crate) fn new(
        connections: Arc<ConnectionList>,
        known: Arc<KnownAgents>,
        files: Arc<Files>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { connections, known, files, clock }
    }

    /// How the agents that were read so far cover a week. A zone that is not known is UTC.
    ///
    /// # Errors
    /// [`ErrorCode::ConnectionNotFound`], [`ErrorCode::Unsupported`].
    pub async fn coverage(&self, question: CoverageQuestion) -> Result<CoverageBoard> {
        let only: Option<BTreeSet<CoveredAgent>> = question.only.map(|agents| agents.into_iter().collect());
        let (mut agents, mut roster, mut without_hours) = (Vec::new(), Vec::new(), 0_u32);
        for connection in question.connections {
            let fields = HoursFields::of(self.connections.system(&connection)?.description());
            for (id, document) in self.known.all(&connection) {
                let agent = CoveredAgent { connection: connection.clone(), agent: id };
                match &fields {
                    _ if only.as_ref().is_some_and(|only| !only.contains(&agent)) => {}
                    None => without_hours = without_hours.saturating_add(1),
                    Some(fields) => {
                        roster.push(fields.entry(&document));
                        agents.push(agent);
                    }
                }
            }
        }
        let now = self.clock.now();
        let (zone, first) = week_start(&question.zone, now, question.first_day)
            .map(|first| (question.zone, first))
            .or_else(|| week_start(UTC, now, question.first_day).map(|first| (UTC.to_owned(), first)))
            .ok_or_else(no_week)?;
        let first: Date = first
            .checked_add(Span::new().weeks(i64::from(question.weeks_ahead)))
            .map_err(|error| CallboardError::new(ErrorCode::Internal).with_detail(error))?;
        let week = move || callboard_schedule::coverage(&roster, &zone, first).ok_or_else(no_week);
        Ok(CoverageBoard { agents, without_hours, coverage: spawn_blocking(week).await? })
    }

    /// The next two changes of a zone's clocks and what they do to hours; none where the hours cannot be read.
    pub fn clock_changes(&self, schedule: &Value, holidays: &Value, zone: &str) -> Vec<ClockChangeEffect> {
        week_from_value(schedule).map_or_else(
            |_| Vec::new(),
            |week| {
                let holidays = holidays_from_value(holidays).unwrap_or_default();
                callboard_schedule::clock_change_effects(&week, &holidays, zone, self.clock.now(), 2)
            },
        )
    }

    /// What a chosen calendar file says. Nothing is stored.
    ///
    /// # Errors
    /// [`ErrorCode::FileUnreadable`].
    pub async fn preview_calendar(&self, token: &str) -> Result<CalendarReading> {
        let path = self.files.path(token)?;
        let today = self.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
        spawn_blocking(move || {
            let mut file = Vec::new();
            std::fs::File::open(&path)
                .and_then(|opened| opened.take(CALENDAR_BYTES).read_to_end(&mut file))
                .map_err(|error| CallboardError::new(ErrorCode::FileUnreadable).with_detail(error))?;
            Ok(match callboard_schedule::preview_calendar(&file, today) {
                Ok(preview) => CalendarReading::Read { preview },
                Err(fault) => CalendarReading::Refused { fault },
            })
        })
        .await
    }
}

fn no_week() -> CallboardError {
    CallboardError::new(ErrorCode::Internal).with_detail("the week lies beyond the calendar")
}
