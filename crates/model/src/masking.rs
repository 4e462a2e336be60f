//! What stands in the place of a secret outside the core: an object where the whole value is one, a few letters within a text
//! that holds one.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use specta::Type;

/// The only member of the object that stands where a secret is.
const MEMBER: &str = "$masked";

/// What stands in a text begins with this; a mark follows, or nothing where the secret has to be typed again.
const OPENING: &str = "$masked";

/// Digits of a mark within a text.
const MARK_DIGITS: usize = 16;

/// Stands in a document, an edit or the history where a secret is. Sent back unchanged it means "as it was".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MaskedSecret {
    /// Tells one agent's secrets apart, and says nothing about them to whoever lacks this installation's key. Empty where
    /// the secret is not known any more and has to be typed again.
    pub mark: String,
    /// Where the secret was, to tell two of the same mark apart.
    pub at: String,
}

impl MaskedSecret {
    /// A secret that was typed and is kept nowhere.
    pub fn forgotten() -> Self {
        Self { mark: String::new(), at: String::new() }
    }

    /// Whether it has to be typed again.
    pub fn is_forgotten(&self) -> bool {
        self.mark.is_empty()
    }

    /// Reads the object that stands in a secret's place.
    pub fn of_value(value: &Value) -> Option<Self> {
        let members = value.as_object().filter(|members| members.len() == 1)?;
        serde_json::from_value(members.get(MEMBER)?.clone()).ok()
    }

    /// The object that stands in a secret's place.
    pub fn to_value(&self) -> Value {
        json!({ MEMBER: { "mark": self.mark, "at": self.at } })
    }
}

/// What stands within a text where a part of it is a secret: `$masked-0123456789abcdef$`, or `$masked$` where the part has to
/// be typed again. Every character of it may stand in an address as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaskedPart {
    /// Where it stands, in bytes.
    pub place: Range<usize>,
    /// The mark; empty where the part has to be typed again.
    pub mark: String,
}

impl MaskedPart {
    /// The letters for a part of this mark: 16 hexadecimal digits, or none for one that has to be typed again.
    pub fn text(mark: &str) -> String {
        if mark.is_empty() { format!("{OPENING}$") } else { format!("{OPENING}-{mark}$") }
    }

    /// All that stand in a text, from its beginning to its end.
    pub fn all(text: &str) -> Vec<Self> {
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(offset) = text.get(from..).and_then(|rest| rest.find(OPENING)) {
            let start = from + offset;
            from = start + OPENING.len();
            let Some(mark) = text.get(from..).and_then(mark_at_start) else { continue };
            let dash = usize::from(!mark.is_empty());
            let end = from + dash + mark.len() + 1;
            found.push(Self { place: start..end, mark: mark.to_owned() });
            from = end;
        }
        found
    }

    /// Whether it has to be typed again.
    pub fn is_forgotten(&self) -> bool {
        self.mark.is_empty()
    }
}

/// The mark that follows the opening; empty where a forgotten part follows, none where neither does.
fn mark_at_start(rest: &str) -> Option<&str> {
    if rest.starts_with('$') {
        return Some("");
    }
    let (mark, end) = rest.strip_prefix('-')?.split_at_checked(MARK_DIGITS)?;
    let is_mark = mark.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    (is_mark && end.starts_with('$')).then_some(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_a_part_of_a_text_is_found_wherever_it_stands() {
        let (one, forgotten) = (MaskedPart::text("0123456789abcdef"), MaskedPart::text(""));
        let text = format!("https://{one}{forgotten}@host/$masked-short$ $masked $masked-0123456789ABCDEF$");
        let found: Vec<_> =
            MaskedPart::all(&text).into_iter().map(|part| text.get(part.place).map(str::to_owned)).collect();
        assert_eq!(found, [Some(one), Some(forgotten)], "a secret would be sent as its mask");
    }
}
