//! Zones: by name, and what their clocks show.

use callboard_model::schedule::{Weekday, ZoneTime};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Whether the name is one of the IANA time zone database, written as it is there. Looking hours up is more
/// forgiving about capitals; a system that is sent the name may not be.
pub fn is_time_zone(name: &str) -> bool {
    zone_named(name).is_some_and(|zone| zone.iana_name() == Some(name))
}

/// The zone of that name in the IANA database.
pub(crate) fn zone_named(name: &str) -> Option<TimeZone> {
    TimeZone::get(name).ok().filter(|zone| !zone.is_unknown())
}

/// What the clocks of a zone show at a moment; none where the zone is not known.
pub fn zone_time(time_zone: &str, now: Timestamp) -> Option<ZoneTime> {
    let offset = zone_named(time_zone)?.to_offset(now);
    let wall = offset.to_datetime(now);
    Some(ZoneTime {
        zone: time_zone.to_owned(),
        at: now.display_with_offset(offset).to_string(),
        day: weekday(wall.date()),
        minute: u16::from(wall.hour().unsigned_abs()) * 60 + u16::from(wall.minute().unsigned_abs()),
        offset: offset.seconds() / 60,
    })
}

pub(crate) fn weekday(date: Date) -> Weekday {
    match date.weekday() {
        jiff::civil::Weekday::Monday => Weekday::Monday,
        jiff::civil::Weekday::Tuesday => Weekday::Tuesday,
        jiff::civil::Weekday::Wednesday => Weekday::Wednesday,
        jiff::civil::Weekday::Thursday => Weekday::Thursday,
        jiff::civil::Weekday::Friday => Weekday::Friday,
        jiff::civil::Weekday::Saturday => Weekday::Saturday,
        jiff::civil::Weekday::Sunday => Weekday::Sunday,
    }
}
