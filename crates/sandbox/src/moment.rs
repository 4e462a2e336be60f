//! Moments as several of the vendors write them.

use jiff::Timestamp;
use serde_json::Value;

/// `2025-03-01T09:30:00.000Z`: in UTC, with milliseconds.
pub(crate) fn in_milliseconds(timestamp: Timestamp) -> Value {
    Value::from(timestamp.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string())
}
