//! What came back: status, the few headers that are read, and a body that is JSON or an error.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use callboard_model::{CallboardError, ErrorCode, Result, number};
use reqwest::header::{DATE, HeaderMap, LOCATION, RETRY_AFTER};
use serde_json::Value;

use super::broken_text;

/// Headers in which servers name a request, the usual one first.
const REQUEST_ID_HEADERS: [&str; 5] =
    ["x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid", "cf-ray"];

/// What some servers put before their text. It says that the text is UTF-8, which JSON always is.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Most entries of a list in one answer. No account has so many agents.
const MOST_ENTRIES: usize = 50_000;

/// Longest wait that a server can ask for.
const LONGEST_WAIT: Duration = Duration::from_hours(24);

/// Most of a server's words that are looked through for secrets, in characters. What is passed on is shorter.
const MOST_WORDS: usize = 16 * 1024;

/// Words of a server; none where it says nothing. They are cut only when its secrets were taken out: half of one would be found
/// by nobody.
pub(crate) fn server_words(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.chars().take(MOST_WORDS).collect())
}

/// A whole answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    /// Whether the status says it was done.
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body as JSON, with its numbers to the letter ([`number`]); else an unreadable answer with the place where it stops being JSON.
    pub(crate) fn json(&self) -> Result<Value> {
        let body = self.body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&self.body);
        number::parse_exact(body).map_err(|error| {
            self.unreadable(format!(
                "not JSON at line {}, column {} ({:?})",
                error.line(),
                error.column(),
                error.classify()
            ))
        })
    }

    /// As [`Self::json`], for an answer that holds a list, which `list` finds in it. An entry that holds half a surrogate or
    /// bytes that are no UTF-8 becomes null: what it names is unknown, and the others are there all the same.
    pub(crate) fn json_of_list(&self, list: fn(&mut Value) -> Option<&mut Value>) -> Result<Value> {
        self.json().or_else(|error| {
            let (body, mark) = broken_text::marked(&self.body).ok_or_else(|| error.clone())?;
            let mut value = Self { body: body.into(), ..self.clone() }.json()?;
            let mut found = list(&mut value).map(Value::take).unwrap_or_default();
            for entry in found.as_array_mut().into_iter().flatten() {
                if broken_text::holds(entry, mark) {
                    *entry = Value::Null;
                }
            }
            if broken_text::holds(&value, mark) || !found.is_array() {
                return Err(error);
            }
            if let Some(place) = list(&mut value) {
                *place = found;
            }
            Ok(value)
        })
    }

    /// Takes the entries of a list out of an answer; null is an empty list to some servers. `place` is its name in the error.
    pub(crate) fn entries(&self, list: Option<&mut Value>, place: &str) -> Result<Vec<Value>> {
        match list.map(Value::take) {
            Some(Value::Array(entries)) if entries.len() > MOST_ENTRIES => {
                Err(self.error(ErrorCode::ListTooLong).with_context("maximum", MOST_ENTRIES))
            }
            Some(Value::Array(entries)) => Ok(entries),
            Some(Value::Null) => Ok(Vec::new()),
            _ => Err(self.unreadable(format!("{place} is no list"))),
        }
    }

    /// The error of an answer that is not what was documented.
    pub(crate) fn unreadable(&self, detail: impl std::fmt::Display) -> CallboardError {
        self.error(ErrorCode::UnreadableAnswer).with_detail(detail)
    }

    /// An error with what this answer's status line and headers say.
    pub(crate) fn error(&self, code: ErrorCode) -> CallboardError {
        CallboardError {
            status: Some(self.status),
            request_id: self.request_id(),
            ..CallboardError::new(code)
        }
    }

    /// The server's own name for the request.
    pub(crate) fn request_id(&self) -> Option<String> {
        REQUEST_ID_HEADERS
            .iter()
            .find_map(|name| self.header(name).filter(|id| !id.is_empty()))
            .map(str::to_owned)
    }

    /// Where the answer points to.
    pub(crate) fn location(&self) -> Option<&str> {
        self.header(LOCATION.as_str())
    }

    /// The server's clock when it answered, to the second.
    pub(crate) fn date(&self) -> Option<SystemTime> {
        httpdate::parse_http_date(self.header(DATE.as_str())?).ok()
    }

    /// How long the server asks to wait, at most a day: seconds, or a date seen from the server's own clock.
    pub(crate) fn retry_after(&self, clock: fn() -> SystemTime) -> Option<Duration> {
        let text = self.header(RETRY_AFTER.as_str())?.trim();
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            // A number that does not fit is more than a day as well.
            let wait = text.parse().map_or(LONGEST_WAIT, Duration::from_secs);
            return Some(wait.min(LONGEST_WAIT));
        }
        let date = httpdate::parse_http_date(text).ok()?;
        let wait = date.duration_since(self.date().unwrap_or_else(clock)).unwrap_or_default();
        Some(wait.min(LONGEST_WAIT))
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    #![allow(clippy::unwrap_used)]
    use reqwest::header::{HeaderName, HeaderValue};

    use super::*;

    pub(crate) fn answer(status: u16, headers: &[(&'static str, &str)], body: &str) -> Answer {
        let headers = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_str(value).unwrap()))
            .collect();
        let body = Bytes::copy_from_slice(body.as_bytes());
        Answer { status, headers, body }
    }

    fn noon() -> SystemTime {
        httpdate::parse_http_date("Tue, 12 Aug 2025 12:00:00 GMT").unwrap()
    }

    #[test]
    fn both_forms_of_retry_after_are_understood() {
        let wait = |headers: &[(&'static str, &str)]| answer(429, headers, "").retry_after(noon);
        assert_eq!(wait(&[("retry-after", "7")]), Some(Duration::from_secs(7)));
        assert_eq!(wait(&[("retry-after", "Tue, 12 Aug 2025 12:00:09 GMT")]), Some(Duration::from_secs(9)));
        assert_eq!(wait(&[("retry-after", "Tue, 12 Aug 2025 11:00:00 GMT")]), Some(Duration::ZERO));
        assert_eq!(wait(&[("retry-after", "soon")]), None);
        assert_eq!(wait(&[("retry-after", "-7")]), None);
        assert_eq!(wait(&[]), None);
    }

    #[test]
    fn no_server_can_ask_for_more_than_a_day() {
        for asked in
            ["86401", "18446744073709551615", "18446744073709551616", "Fri, 31 Dec 9999 23:59:59 GMT"]
        {
            let wait = answer(429, &[("retry-after", asked)], "").retry_after(noon);
            assert_eq!(wait, Some(LONGEST_WAIT), "{asked}");
        }
    }

    #[test]
    fn a_computer_whose_clock_is_wrong_waits_no_longer_than_the_server_asks() {
        let headers =
            [("retry-after", "Wed, 13 Aug 2025 08:00:05 GMT"), ("date", "Wed, 13 Aug 2025 08:00:00 GMT")];
        assert_eq!(answer(429, &headers, "").retry_after(noon), Some(Duration::from_secs(5)));
    }

    #[test]
    fn an_answer_that_is_not_json_says_where_it_stops_and_nothing_of_what_it_holds() {
        let error = answer(200, &[("request-id", "r-1")], "{\"name\": \"Avery\"").json().unwrap_err();
        assert_eq!(error.code, ErrorCode::UnreadableAnswer);
        assert_eq!(error.request_id.as_deref(), Some("r-1"));
        let detail = error.detail.unwrap();
        assert!(detail.contains("line 1") && !detail.contains("Avery"), "{detail}");
    }
}
