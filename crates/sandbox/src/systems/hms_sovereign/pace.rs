//! The documented rate limit: one hundred requests per minute.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::{SignedDuration, Timestamp};

use super::refusal::Refusal;

/// Requests per minute.
const MOST: usize = 100;
const MINUTE: SignedDuration = SignedDuration::from_secs(60);

/// The requests of the last minute.
#[derive(Debug, Default)]
pub(super) struct Pace {
    taken: Mutex<VecDeque<Timestamp>>,
}

/// The limit is reached.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooMany {
    /// Whole seconds until the next request is taken, 1 to 60.
    retry_after_seconds: i64,
}

impl Pace {
    /// Counts a request. One that is refused does not count.
    pub(super) fn take(&self, now: Timestamp) -> Result<(), TooMany> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        while taken.front().is_some_and(|moment| now.duration_since(*moment) >= MINUTE) {
            taken.pop_front();
        }
        if taken.len() < MOST {
            taken.push_back(now);
            return Ok(());
        }
        let waited = taken.front().map_or(MINUTE, |moment| now.duration_since(*moment));
        let left = MINUTE - waited;
        Err(TooMany {
            retry_after_seconds: (left.as_secs() + i64::from(left.subsec_nanos() > 0)).clamp(1, 60),
        })
    }

    /// Forgets what was counted.
    pub(super) fn clear(&self) {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl IntoResponse for TooMany {
    fn into_response(self) -> Response {
        let mut response = Refusal::of_status(StatusCode::TOO_MANY_REQUESTS).into_response();
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(self.retry_after_seconds));
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hundred_and_first_request_of_a_minute_is_told_when_to_come_back() {
        let pace = Pace::default();
        let start = Timestamp::UNIX_EPOCH;
        for second in 0..100 {
            assert_eq!(pace.take(start + SignedDuration::from_millis(100 * second)), Ok(()));
        }
        let soon = start + SignedDuration::from_millis(10_500);
        assert_eq!(pace.take(soon), Err(TooMany { retry_after_seconds: 50 }));
        assert_eq!(pace.take(start + SignedDuration::from_secs(60)), Ok(()), "the first has left the minute");
        assert!(pace.take(start + SignedDuration::from_secs(60)).is_err(), "only one has left it");
    }
}
