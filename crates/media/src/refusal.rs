//! What a refusal of storage means.
//!
//! The answer is the XML of Amazon S3 ("Error responses"). It is read by its code. The one exception is a form that
//! expired: S3 says `AccessDenied` for that and for everything else it will not say, so the policy's own expiration and
//! the clock decide.

use std::panic::catch_unwind;

use callboard_model::{CallboardError, ErrorCode};
use jiff::Timestamp;
use reqwest::header::{DATE, HeaderMap};
use serde::Deserialize;

use crate::Policy;
use crate::policy::too_large;

/// S3's error document, as far as it is used.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Document {
    code: String,
    message: Option<String>,
    request_id: Option<String>,
    max_size_allowed: Option<u64>,
    min_size_allowed: Option<u64>,
}

/// What was being uploaded when it was refused.
pub struct Attempt<'a> {
    /// The form's policy, where it had one.
    pub policy: Option<&'a Policy>,
    /// The file's media type.
    pub content_type: &'a str,
    /// The moment, by this computer's clock.
    pub now: Timestamp,
}

/// Turns storage's answer into an error.
pub fn refusal(status: u16, headers: &HeaderMap, body: &str, attempt: &Attempt<'_>) -> CallboardError {
    let document = read(body);
    let mut error = meaning(status, &document, headers, attempt);
    error.status = Some(status);
    let header = headers.get("x-amz-request-id").and_then(|value| value.to_str().ok()).map(str::to_owned);
    error.request_id = document.request_id.clone().or(header);
    if !document.code.is_empty() {
        error = error.with_context("storageCode", &document.code);
        let message = document.message.unwrap_or_default();
        error = error.with_detail(format!("{}: {message}", document.code));
    }
    error
}

/// What the body says; nothing where it is no such document, also where it breaks the parser.
fn read(body: &str) -> Document {
    catch_unwind(|| quick_xml::de::from_str(body).unwrap_or_default()).unwrap_or_default()
}

fn meaning(status: u16, document: &Document, headers: &HeaderMap, attempt: &Attempt<'_>) -> CallboardError {
    let policy = attempt.policy;
    match document.code.as_str() {
        "EntityTooLarge" => {
            let maximum = document.max_size_allowed.or_else(|| policy?.maximum_bytes());
            too_large(maximum, attempt.content_type)
        }
        "EntityTooSmall" => {
            let minimum = document.min_size_allowed.or_else(|| policy?.minimum_bytes());
            limited(ErrorCode::UploadTooSmall, "minimum", minimum)
        }
        "ExpiredToken" => ErrorCode::UploadExpired.into(),
        "RequestTimeout" => ErrorCode::UploadStalled.into(),
        _ if status >= 500 => ErrorCode::SystemFault.into(),
        _ if status == 413 => too_large(policy.and_then(Policy::maximum_bytes), attempt.content_type),
        _ => match policy {
            Some(policy) if policy.is_expired(latest(headers, attempt.now)) => {
                ErrorCode::UploadExpired.into()
            }
            Some(policy) if !policy.allows_type(attempt.content_type) => policy.type_refused(),
            _ => ErrorCode::UploadRefused.into(),
        },
    }
}

fn limited(code: ErrorCode, key: &str, limit: Option<u64>) -> CallboardError {
    let error = CallboardError::new(code);
    match limit {
        Some(limit) => error.with_context(key, limit),
        None => error,
    }
}

/// Storage goes by its own clock, which it tells; this computer's may be wrong.
fn latest(headers: &HeaderMap, now: Timestamp) -> Timestamp {
    let told = headers
        .get(DATE)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| httpdate::parse_http_date(text).ok())
        .and_then(|time| Timestamp::try_from(time).ok());
    told.map_or(now, |told| told.max(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_document_of_storage_breaks_the_program() {
        let deep = format!("<Error>{}", "<a>".repeat(20_000));
        let closed = format!("<Error>{}{}</Error>", "<a>".repeat(9_000), "</a>".repeat(9_000));
        let entities =
            "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><Error><Code>&b;</Code></Error>";
        for body in [
            "",
            "<",
            "<Error",
            "<Error><Code>",
            "\0",
            "<Error><Code>&#x110000;</Code></Error>",
            &deep,
            &closed,
            entities,
        ] {
            assert!(!read(body).code.contains("aaaa"), "an entity is expanded");
        }
        assert_eq!(read("<Error><Code>EntityTooLarge</Code><X><Y>z</Y></X></Error>").code, "EntityTooLarge");
    }
}
