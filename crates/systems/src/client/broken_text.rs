//! Text that is none: halves of surrogates and bytes that are no UTF-8, found without giving up the text around them.

use serde_json::Value;

/// The same JSON with a mark in the place of every half of a surrogate and of bytes that are no UTF-8, and the mark, a
/// character that the text did not hold. None where there is nothing of the kind, or no such character.
pub(super) fn marked(text: &[u8]) -> Option<(Vec<u8>, char)> {
    let mark = ('\u{fdd0}'..='\u{fdef}').find(|mark| !is_in(text, *mark))?;
    let mut marked = Marked { text: Vec::with_capacity(text.len()), mark, marks: 0 };
    for chunk in text.utf8_chunks() {
        marked.take(chunk.valid().as_bytes());
        if !chunk.invalid().is_empty() {
            marked.put_mark();
        }
    }
    (marked.marks > 0).then_some((marked.text, mark))
}

/// Whether a mark stands in one of the texts of a value.
pub(super) fn holds(value: &Value, mark: char) -> bool {
    match value {
        Value::String(text) => text.contains(mark),
        Value::Array(items) => items.iter().any(|item| holds(item, mark)),
        Value::Object(members) => {
            members.iter().any(|(name, member)| name.contains(mark) || holds(member, mark))
        }
        _ => false,
    }
}

/// Whether a character stands in the text, as itself or escaped.
fn is_in(text: &[u8], character: char) -> bool {
    let mut plain = [0; 4];
    let plain = character.encode_utf8(&mut plain).as_bytes();
    let escaped = format!("\\u{:04x}", u32::from(character));
    let escaped = escaped.as_bytes();
    text.windows(plain.len()).any(|window| window == plain)
        || text.windows(escaped.len()).any(|window| window.eq_ignore_ascii_case(escaped))
}

struct Marked {
    text: Vec<u8>,
    mark: char,
    marks: usize,
}

impl Marked {
    fn put_mark(&mut self) {
        self.text.extend_from_slice(self.mark.encode_utf8(&mut [0; 4]).as_bytes());
        self.marks = self.marks.saturating_add(1);
    }

    fn take(&mut self, mut text: &[u8]) {
        while let Some(at) = text.iter().position(|byte| *byte == b'\\') {
            let (before, rest) = text.split_at(at);
            self.text.extend_from_slice(before);
            let length = match (surrogate(rest), surrogate(rest.get(ESCAPE..).unwrap_or_default())) {
                (None, _) => 2.min(rest.len()),
                (Some(Half::Leading), Some(Half::Trailing)) => 2 * ESCAPE,
                (Some(_), _) => {
                    self.put_mark();
                    text = rest.get(ESCAPE..).unwrap_or_default();
                    continue;
                }
            };
            let (escape, after) = rest.split_at(length);
            self.text.extend_from_slice(escape);
            text = after;
        }
        self.text.extend_from_slice(text);
    }
}

/// Length of an escape such as `\u00e9`.
const ESCAPE: usize = 6;

enum Half {
    Leading,
    Trailing,
}

/// The half of a surrogate that is escaped where the text begins.
fn surrogate(text: &[u8]) -> Option<Half> {
    let digits = text.get(..ESCAPE)?.strip_prefix(b"\\u")?;
    match u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()? {
        0xd800..=0xdbff => Some(Half::Leading),
        0xdc00..=0xdfff => Some(Half::Trailing),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;
    use crate::request_body::tests::any_json;

    fn told(text: &[u8]) -> Option<String> {
        marked(text).map(|(text, mark)| String::from_utf8(text).unwrap().replace(mark, "?"))
    }

    #[test]
    fn what_is_no_text_is_marked_and_all_around_it_stays() {
        for (text, expected) in [
            (&br#"["a\ud800"]"#[..], r#"["a?"]"#),
            (br#"["\uDC00b"]"#, r#"["?b"]"#),
            (br#"["\ud83d\ude00\ud83d"]"#, r#"["\ud83d\ude00?"]"#),
            (br#"["\ud800\u0041"]"#, r#"["?\u0041"]"#),
            (br#"["\ud800\ud800\udc00"]"#, r#"["?\ud800\udc00"]"#),
            (br#"["\\ud800", "\ud800"]"#, r#"["\\ud800", "?"]"#),
            (b"[\"\xff\xc3\"]", r#"["??"]"#),
            (b"[\"\xff\\", r#"["?\"#),
        ] {
            assert_eq!(told(text).as_deref(), Some(expected), "an agent beside it would be another one");
        }
        for whole in [&br#"["\ud83d\ude00"]"#[..], br#"["\\ud800"]"#, b"[1]", b""] {
            assert_eq!(told(whole), None);
        }
    }

    #[test]
    fn a_mark_is_never_a_character_that_somebody_wrote() {
        let text = "[\"\u{fdd0}\", \"\\uFDD1\", \"\\ud800\"]";
        assert_eq!(marked(text.as_bytes()).unwrap().1, '\u{fdd2}');
    }

    proptest! {
        #[test]
        fn json_without_broken_text_has_nothing_to_mark(value in any_json()) {
            prop_assert_eq!(marked(value.to_string().as_bytes()), None);
        }
    }
}
