//! Numbers to the letter: what an IEEE double would change travels as an object that no reader of JSON can hurt.
//!
//! JavaScript knows doubles only, and so do most readers of JSON. A number whose decimal value a double does not keep (an
//! id beyond 2^53, a long decimal, `1e400`) is guarded from [`parse_exact`] to [`write_exact`]: in documents, edits, the
//! journal and the window `{"$number": "<as it was written>"}` stands in its place.

use std::cmp::Ordering;

use serde::de::IgnoredAny;
use serde_json::{Value, json};

/// The only member of the object that stands in a number's place.
const MEMBER: &str = "$number";

/// Digits that every double keeps (`DBL_DIG`).
const KEPT_DIGITS: usize = 15;

/// Reads JSON; numbers that a double would change are guarded. Fails where serde_json does, with the same place, but not
/// for a number out of range.
pub fn parse_exact(text: &[u8]) -> serde_json::Result<Value> {
    match guarded_text(text) {
        None => serde_json::from_slice(text),
        Some(guarded) => serde_json::from_slice(&guarded)
            .map_err(|error| serde_json::from_slice::<IgnoredAny>(text).err().unwrap_or(error)),
    }
}

/// Writes JSON; guarded numbers become the numbers they are.
pub fn write_exact(value: &Value) -> String {
    if !holds_guarded(value) {
        return value.to_string();
    }
    let mut text = String::new();
    write(value, &mut text);
    text
}

/// A number for a value: the plain one where a double keeps it, else the guarded one. None where the text is no number as
/// JSON writes them.
pub fn of_text(text: &str) -> Option<Value> {
    if !is_number_text(text) {
        return None;
    }
    if needs_guard(text) { Some(json!({ MEMBER: text })) } else { serde_json::from_str(text).ok() }
}

/// The text of a guarded number. An object that only looks like one, because a double would keep its number, is none.
pub fn guarded(value: &Value) -> Option<&str> {
    let members = value.as_object().filter(|members| members.len() == 1)?;
    members.get(MEMBER)?.as_str().filter(|text| is_number_text(text) && needs_guard(text))
}

/// Whether the value is a guarded number.
pub fn is_guarded(value: &Value) -> bool {
    guarded(value).is_some()
}

/// Whether the value is a number, guarded or plain.
pub fn is_number(value: &Value) -> bool {
    value.is_number() || is_guarded(value)
}

/// The digits of a number, guarded or plain, as JSON writes them; none for any other value.
pub fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        value => guarded(value).map(str::to_owned),
    }
}

/// The double nearest to a number, guarded or plain; infinite beyond its range. For showing and for bounds.
pub fn as_f64(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        value => guarded(value)?.parse().ok(),
    }
}

/// Whether two numbers, guarded or plain, have one decimal value: 1 and 1.0 have. None where one of them is no number.
pub fn equal(one: &Value, other: &Value) -> Option<bool> {
    if let (Value::Number(one), Value::Number(other)) = (one, other)
        && one == other
    {
        return Some(true);
    }
    let (one, other) = (as_text(one)?, as_text(other)?);
    match (Decimal::read(&one), Decimal::read(&other)) {
        (Some(one), Some(other)) => Some(one == other),
        // Only exponents that no integer holds: what is written alike is alike.
        _ => Some(one == other),
    }
}

/// One text for every way of writing a number, guarded or plain: that of its decimal value. None for any other value.
pub fn canonical(value: &Value) -> Option<String> {
    let text = as_text(value)?;
    Some(match Decimal::read(&text) {
        Some(Decimal { negative, digits, point }) => {
            format!("{}0.{digits}e{point}", if negative { "-" } else { "" })
        }
        None => text,
    })
}

/// Whether a number, guarded or plain, is a whole one.
pub fn is_whole(value: &Value) -> bool {
    let Some(text) = as_text(value) else { return false };
    Decimal::read(&text).is_some_and(|decimal| decimal.is_whole())
}

/// How a number, guarded or plain, lies to a bound, by their decimal values.
pub fn compare(value: &Value, bound: f64) -> Option<Ordering> {
    let text = as_text(value)?;
    match (Decimal::read(&text), Decimal::read(&format!("{bound:e}"))) {
        (Some(value), Some(bound)) => Some(value.cmp(&bound)),
        _ => as_f64(value)?.partial_cmp(&bound),
    }
}

/// A decimal number in one form for every way of writing it: `0.digits` times ten to the power of `point`.
#[derive(Debug, PartialEq, Eq)]
struct Decimal {
    negative: bool,
    /// Without zeros at either end; empty for zero.
    digits: String,
    point: i128,
}

impl Decimal {
    /// Reads a number as JSON writes them; none for an exponent that no integer holds.
    fn read(text: &str) -> Option<Self> {
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        let digits = all.trim_start_matches('0');
        if digits.is_empty() {
            return Some(Self { negative: false, digits: String::new(), point: 0 });
        }
        let leading = i128::try_from(all.len() - digits.len()).ok()?;
        let exponent = i128::from(exponent.parse::<i64>().ok()?);
        let point = i128::try_from(whole.len()).ok()? - leading + exponent;
        Some(Self { negative, digits: digits.trim_end_matches('0').to_owned(), point })
    }

    fn is_whole(&self) -> bool {
        i128::try_from(self.digits.len()).is_ok_and(|length| length <= self.point)
    }

    /// Below, at or above nothing.
    fn sign(&self) -> i8 {
        match (self.digits.is_empty(), self.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let size = || self.point.cmp(&other.point).then_with(|| self.digits.cmp(&other.digits));
        let alike = if self.negative { Ordering::reverse } else { std::convert::identity };
        self.sign().cmp(&other.sign()).then_with(|| alike(size()))
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Whether a double would change this number, which JSON may write.
fn needs_guard(text: &str) -> bool {
    let exponent = text.contains(['e', 'E']);
    if !exponent && text.bytes().filter(u8::is_ascii_digit).count() <= KEPT_DIGITS {
        return false;
    }
    let Ok(double) = text.parse::<f64>() else { return true };
    // The shortest text of a double is what JavaScript writes.
    let kept = if double.is_finite() { Decimal::read(&format!("{double:e}")) } else { None };
    kept.is_none() || Decimal::read(text) != kept
}

/// Whether JSON may write a number like this.
fn is_number_text(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
        && text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
        && text.ends_with(|last: char| last.is_ascii_digit())
}

fn holds_guarded(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(holds_guarded),
        Value::Object(members) => is_guarded(value) || members.values().any(holds_guarded),
        _ => false,
    }
}

/// The text with every number guarded that needs it; none where none does. What is not JSON is not made JSON by it.
fn guarded_text(text: &[u8]) -> Option<Vec<u8>> {
    let mut guarded: Option<Vec<u8>> = None;
    let mut copied = 0;
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'"' => at = end_of_string(text, at),
            b'-' | b'0'..=b'9' => {
                let end = end_of_number(text, at);
                let number = text.get(at..end).and_then(|bytes| std::str::from_utf8(bytes).ok());
                if let Some(number) = number.filter(|number| is_number_text(number) && needs_guard(number)) {
                    let guarded = guarded.get_or_insert_default();
                    guarded.extend_from_slice(text.get(copied..at).unwrap_or_default());
                    guarded.extend_from_slice(format!("{{\"{MEMBER}\":\"{number}\"}}").as_bytes());
                    copied = end;
                }
                at = end;
            }
            _ => at += 1,
        }
    }
    let mut guarded = guarded?;
    guarded.extend_from_slice(text.get(copied..).unwrap_or_default());
    Some(guarded)
}

/// The place after a string that begins here.
fn end_of_string(text: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

/// The place after a number that begins here.
fn end_of_number(text: &[u8], start: usize) -> usize {
    let part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-');
    let length = text.get(start..).unwrap_or_default().iter().take_while(|byte| part(byte)).count();
    start + length
}

fn write(value: &Value, text: &mut String) {
    if let Some(number) = guarded(value) {
        text.push_str(number);
        return;
    }
    match value {
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write(item, text);
            }
            text.push(']');
        }
        Value::Object(members) => {
            text.push('{');
            for (index, (name, member)) in members.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                text.push_str(&Value::from(name.as_str()).to_string());
                text.push(':');
                write(member, text);
            }
            text.push('}');
        }
        plain => text.push_str(&plain.to_string()),
    }
}

#[cfg(test)]
#[path = "number_tests.rs"]
mod tests;
