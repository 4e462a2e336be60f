//! Texts with a standard behind them, each judged by a library that keeps up with it.

use callboard_model::{Finding, FindingCode, Pointer, Severity};
use email_address::{EmailAddress, Options};
use oxilangtag::LanguageTag;
use serde_json::Value;
use uuid::Uuid;

use super::{finding, with};

/// Kosovo has no code in ISO 3166-1; this user-assigned one is what address and telephone services use for it.
const KOSOVO: &str = "XK";

/// Digits of an international number with its country code: at most 15 (ITU-T E.164), and none in use is shorter than
/// 7 (Niue's `+683` and four digits).
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// What the finding's context says where no other way of writing the number is known.
const NO_SUGGESTION: &str = "none";

/// Judges a telephone number, with a warning at most: the documents call these fields texts, short numbers and extensions
/// are stored in them too, and numbering plans grow faster than any library. The context's `suggestion` is the same number
/// as E.164 has it, where it can be read so, or `none`.
pub(super) fn phone(at: &Pointer, text: &str) -> Option<Finding> {
    if is_known_number(text) {
        return None;
    }
    let suggestion = written_internationally(text).unwrap_or_else(|| NO_SUGGESTION.to_owned());
    let warning = Finding { severity: Severity::Warning, ..finding(at, FindingCode::NotAPhoneNumber) };
    Some(with(warning, "suggestion", &suggestion))
}

fn is_known_number(text: &str) -> bool {
    let shaped = text.strip_prefix('+').is_some_and(|digits| {
        PHONE_DIGITS.contains(&digits.len())
            && digits.bytes().all(|digit| digit.is_ascii_digit())
            && !digits.starts_with('0')
    });
    shaped && phonenumber::parse(None, text).is_ok_and(|number| phonenumber::is_valid(&number))
}

/// The number without the signs that people part digits by, its `00` as `+`. None where that is no number either, or where
/// letters or an extension would be lost.
fn written_internationally(text: &str) -> Option<String> {
    let bare: String = text
        .chars()
        .filter(|character| !character.is_whitespace() && !"-.()/".contains(*character))
        .collect();
    let international = bare.strip_prefix("00").map_or_else(|| bare.clone(), |rest| format!("+{rest}"));
    is_known_number(&international).then_some(international)
}

/// An address without a name around it, in a domain with a dot: mail to a bare host name reaches nobody outside.
pub(super) fn is_email(text: &str) -> bool {
    let options = Options::default().with_required_tld().without_display_text().without_domain_literal();
    EmailAddress::parse_with_options(text, options).is_ok()
}

/// A whole `https` or `http` address. The library forgives missing slashes and stray line breaks as browsers do;
/// a system that stores the text as it is would not.
pub(super) fn is_web_address(text: &str) -> bool {
    let scheme_and_slashes = ["https://", "http://"]
        .iter()
        .any(|start| text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)));
    let clean = !text.chars().any(|character| character.is_whitespace() || character.is_control());
    scheme_and_slashes && clean && url::Url::parse(text).is_ok_and(|url| url.has_host())
}

/// A UUID in its usual form with hyphens; the library takes braces and `urn:uuid:` too, which systems do not.
pub(super) fn is_uuid(text: &str) -> bool {
    text.len() == uuid::fmt::Hyphenated::LENGTH && Uuid::try_parse(text).is_ok()
}

/// An ISO 3166-1 alpha-2 code in capitals.
pub(super) fn is_country(text: &str) -> bool {
    text == KOSOVO || rust_iso3166::from_alpha2(text).is_some()
}

/// A language tag of BCP 47. An underscore is taken for a hyphen, as several vendors write it.
pub(super) fn is_language_tag(text: &str) -> bool {
    LanguageTag::parse(text.replace('_', "-")).is_ok()
}

/// Warns of a character that turns the direction of the text after it around: it is invisible, and what is read is
/// not what is stored. One warning for each field.
pub(super) fn hidden_direction(at: &Pointer, value: &Value) -> Option<Finding> {
    let character = turning_character(value)?;
    let warning = Finding { severity: Severity::Warning, ..finding(at, FindingCode::HiddenDirection) };
    Some(with(warning, "character", &format!("U+{:04X}", u32::from(character))))
}

/// The first embedding, override or isolate (Unicode Standard Annex 9) in a value's texts and names.
fn turning_character(value: &Value) -> Option<char> {
    let in_text = |text: &str| {
        text.chars().find(|character| matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
    };
    match value {
        Value::String(text) => in_text(text),
        Value::Array(items) => items.iter().find_map(turning_character),
        Value::Object(members) => {
            members.iter().find_map(|(name, member)| in_text(name).or_else(|| turning_character(member)))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}
