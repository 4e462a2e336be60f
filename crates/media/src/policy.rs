//! The policy of an upload form: what storage will take, and until when.
//!
//! The form carries it as base64 of JSON (Amazon S3, "Creating an HTML form using POST", section "POST policy"). It is
//! read to tell the admin before a byte is sent; storage stays the judge. A policy that cannot be read is no reason
//! to refuse: the documented sample of Bird is one.

use std::iter;
use std::panic::{AssertUnwindSafe, catch_unwind};

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use callboard_model::media::UploadForm;
use callboard_model::{CallboardError, ErrorCode, Result};
use jiff::Timestamp;
use serde_json::Value;

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// What one condition asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// A form field has exactly this value. Field names are in lower case, without the dollar sign.
    Equals {
        /// The field.
        field: String,
        /// Its value.
        value: String,
    },
    /// A form field begins like this.
    StartsWith {
        /// The field.
        field: String,
        /// Its beginning; empty where any value will do.
        prefix: String,
    },
    /// The file's size in bytes, both ends included.
    Size {
        /// At least.
        minimum: u64,
        /// At most.
        maximum: u64,
    },
}

/// What storage will take, and until when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    expiration: Option<Timestamp>,
    conditions: Vec<Condition>,
}

impl Policy {
    /// Reads the policy of a form; `None` where there is none or it cannot be read. Conditions of unknown kinds are
    /// left out. A media type that the form itself posts counts as a condition.
    pub fn of(form: &UploadForm) -> Option<Self> {
        let encoded = form.form_data.iter().find(|(name, _)| name.eq_ignore_ascii_case("policy"))?.1;
        let encoded: String = encoded.split_whitespace().collect();
        // A parser that breaks off has read no policy.
        let read = || serde_json::from_slice(&BASE64.decode(encoded).ok()?).ok();
        let document: Value = catch_unwind(AssertUnwindSafe(read)).ok()??;
        let conditions = document.get("conditions")?.as_array()?;
        let mut conditions: Vec<_> = conditions.iter().flat_map(read_condition).collect();
        let posted = form.form_data.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        if let Some((_, value)) = posted.filter(|(_, value)| is_media_type(value)) {
            conditions.push(Condition::Equals { field: "content-type".to_owned(), value: value.clone() });
        }
        let expiration =
            document.get("expiration").and_then(Value::as_str).and_then(|text| text.parse().ok());
        Some(Self { expiration, conditions })
    }

    /// The conditions that could be read.
    pub fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// When storage stops taking the form.
    pub fn expiration(&self) -> Option<Timestamp> {
        self.expiration
    }

    /// Whether it is too late at `now`.
    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.expiration.is_some_and(|expiration| expiration <= now)
    }

    /// The least size in bytes.
    pub fn minimum_bytes(&self) -> Option<u64> {
        self.sizes().map(|(minimum, _)| minimum).max()
    }

    /// The greatest size in bytes.
    pub fn maximum_bytes(&self) -> Option<u64> {
        self.sizes().map(|(_, maximum)| maximum).min()
    }

    /// Whether a condition speaks of this form field.
    pub fn names(&self, field: &str) -> bool {
        self.conditions.iter().any(|condition| match condition {
            Condition::Equals { field: named, .. } | Condition::StartsWith { field: named, .. } => {
                named.eq_ignore_ascii_case(field)
            }
            Condition::Size { .. } => false,
        })
    }

    /// Whether a file of this media type is taken, under whichever of the type's names.
    pub fn allows_type(&self, content_type: &str) -> bool {
        self.name_of_type(content_type).is_some()
    }

    /// The name under which a file of this media type is taken, such as `audio/x-wav` for `audio/wav`; `None` where the type
    /// is not taken at all. Storage compares names letter by letter.
    pub fn name_of_type(&self, content_type: &str) -> Option<String> {
        let names = names_of(content_type);
        let is_meant = |asked: &str| names.iter().any(|name| name.eq_ignore_ascii_case(asked));
        let asked = self.conditions.iter().filter_map(|condition| match condition {
            Condition::Equals { field, value } if field == "content-type" && is_meant(value) => {
                Some(value.as_str())
            }
            _ => None,
        });
        names.iter().copied().chain(asked).find(|name| self.takes(name)).map(str::to_owned)
    }

    fn takes(&self, content_type: &str) -> bool {
        self.conditions.iter().all(|condition| match condition {
            Condition::Equals { field, value } if field == "content-type" => value == content_type,
            Condition::StartsWith { field, prefix } if field == "content-type" => {
                content_type.starts_with(prefix)
            }
            _ => true,
        })
    }

    /// Checks a file before it is sent.
    ///
    /// # Errors
    /// `UploadExpired`, `UploadTooSmall` (`minimum` bytes), `UploadTooLarge` (`maximum` bytes; `media`: `sound` for one),
    /// `UploadTypeRefused`
    /// (`allowed`: the types or beginnings of types, separated by commas).
    pub fn check(&self, size: u64, content_type: &str, now: Timestamp) -> Result<()> {
        if self.is_expired(now) {
            return Err(ErrorCode::UploadExpired.into());
        }
        if let Some(minimum) = self.minimum_bytes().filter(|minimum| size < *minimum) {
            return Err(CallboardError::new(ErrorCode::UploadTooSmall).with_context("minimum", minimum));
        }
        if let Some(maximum) = self.maximum_bytes().filter(|maximum| size > *maximum) {
            return Err(too_large(Some(maximum), content_type));
        }
        if self.allows_type(content_type) { Ok(()) } else { Err(self.type_refused()) }
    }

    pub(crate) fn type_refused(&self) -> CallboardError {
        let mut allowed: Vec<&str> = self
            .conditions
            .iter()
            .filter_map(|condition| match condition {
                Condition::Equals { field, value } if field == "content-type" => Some(value.as_str()),
                Condition::StartsWith { field, prefix } if field == "content-type" => Some(prefix.as_str()),
                _ => None,
            })
            .collect();
        allowed.dedup();
        CallboardError::new(ErrorCode::UploadTypeRefused).with_context("allowed", allowed.join(", "))
    }

    fn sizes(&self) -> impl Iterator<Item = (u64, u64)> {
        self.conditions.iter().filter_map(|condition| match condition {
            Condition::Size { minimum, maximum } => Some((*minimum, *maximum)),
            _ => None,
        })
    }
}

/// A sound can be made to fit in other ways than a picture, so it is told.
pub(crate) fn too_large(maximum: Option<u64>, content_type: &str) -> CallboardError {
    let mut error = CallboardError::new(ErrorCode::UploadTooLarge);
    if let Some(maximum) = maximum {
        error = error.with_context("maximum", maximum);
    }
    if content_type.starts_with("audio/") { error.with_context("media", "sound") } else { error }
}

/// Media types that several names are in use for, the registered one first where there is one (IANA; RFC 2361 for WAV).
const SAME_TYPES: [&[&str]; 6] = [
    &["audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave", "audio/x-pn-wav"],
    &["audio/mpeg", "audio/mp3", "audio/x-mp3", "audio/mpeg3", "audio/x-mpeg", "audio/x-mpeg-3"],
    &["audio/ogg", "application/ogg", "audio/x-ogg"],
    &["audio/flac", "audio/x-flac"],
    &["image/jpeg", "image/jpg", "image/pjpeg"],
    &["image/png", "image/x-png"],
];

/// All names of a media type, the one that is given first.
fn names_of(content_type: &str) -> Vec<&str> {
    let same = SAME_TYPES.iter().find(|names| names.contains(&content_type)).copied().unwrap_or_default();
    iter::once(content_type).chain(same.iter().copied().filter(|name| *name != content_type)).collect()
}

/// One entry: an object of exact values, or an array of operator and operands.
fn read_condition(entry: &Value) -> Vec<Condition> {
    match entry {
        Value::Object(fields) => fields
            .iter()
            .filter_map(|(field, value)| {
                Some(Condition::Equals { field: field_name(field), value: value.as_str()?.to_owned() })
            })
            .collect(),
        Value::Array(parts) => read_operation(parts).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn read_operation(parts: &[Value]) -> Option<Condition> {
    let [operator, first, second] = parts else { return None };
    let text = |value: &Value| value.as_str().map(str::to_owned);
    match operator.as_str()?.to_ascii_lowercase().as_str() {
        "eq" => Some(Condition::Equals { field: field_name(first.as_str()?), value: text(second)? }),
        "starts-with" => {
            Some(Condition::StartsWith { field: field_name(first.as_str()?), prefix: text(second)? })
        }
        "content-length-range" => Some(Condition::Size { minimum: size(first)?, maximum: size(second)? }),
        _ => None,
    }
}

fn field_name(name: &str) -> String {
    name.trim_start_matches('$').to_ascii_lowercase()
}

/// Some signers write sizes as text.
fn size(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

fn is_media_type(value: &str) -> bool {
    value.split_once('/').is_some_and(|(kind, name)| !kind.is_empty() && !name.is_empty())
}

#[cfg(test)]
#[path = "policy_tests.rs"]
mod tests;
