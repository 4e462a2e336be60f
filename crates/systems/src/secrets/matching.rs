//! Finding letters in a text that may have been written otherwise: percent-encoded, escaped for JSON or for HTML, several times
//! over.

/// How far a pattern was found from a place on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Matched {
    /// Bytes of the pattern that were found.
    pub(super) length: usize,
    /// Where they end in the text.
    pub(super) end: usize,
}

/// Whether two bytes are the same letter.
pub(super) type Same = fn(u8, u8) -> bool;

/// Finds as much of `pattern` as there is in `text` from `start` on.
pub(super) fn find_at(text: &[u8], start: usize, pattern: &[u8], same: Same) -> Matched {
    let mut ends = vec![start];
    let mut best = Matched { length: 0, end: start };
    for (index, byte) in pattern.iter().enumerate() {
        let mut next = Vec::new();
        for end in &ends {
            let rest = text.get(*end..).unwrap_or_default();
            // Lines of base64 are broken.
            let skipped = rest.iter().take_while(|byte| index > 0 && matches!(byte, b'\r' | b'\n')).count();
            for length in written_as(rest.get(skipped..).unwrap_or_default(), *byte, same) {
                let end = end + skipped + length;
                if !next.contains(&end) {
                    next.push(end);
                }
            }
        }
        let Some(end) = next.iter().copied().max() else { break };
        best = Matched { length: index + 1, end };
        ends = next;
    }
    best
}

/// Whether a text may begin with this byte, however it is written.
pub(super) fn may_begin(first: u8, byte: u8, same: Same) -> bool {
    matches!(first, b'%' | b'\\' | b'&' | b'+') || same(first, byte)
}

/// The lengths of what stands for `byte` at the beginning of `text`.
fn written_as(text: &[u8], byte: u8, same: Same) -> impl Iterator<Item = usize> + use<> {
    let mut lengths = [None; 4];
    match text.first() {
        Some(first) if same(*first, byte) => lengths[0] = Some(1),
        Some(b'+') if byte == b' ' => lengths[0] = Some(1),
        _ => {}
    }
    lengths[1] = percent_encoded(text, byte, same);
    lengths[2] = escaped(text, byte, same);
    lengths[3] = entity(text, byte, same);
    lengths.into_iter().flatten()
}

/// `%2B`, and `%252B` where it was encoded twice.
fn percent_encoded(text: &[u8], byte: u8, same: Same) -> Option<usize> {
    let mut digits = text.strip_prefix(b"%")?;
    let mut length = 3;
    while let Some(again) = digits.strip_prefix(b"25")
        && again.len() >= 2
        && byte_of_hex(again.get(..2)?).is_some_and(|found| same(found, byte))
    {
        digits = again;
        length += 2;
    }
    byte_of_hex(digits.get(..2)?).filter(|found| same(*found, byte)).map(|_| length)
}

/// `\"`, `\/`, `\n` and `\u0041`.
fn escaped(text: &[u8], byte: u8, same: Same) -> Option<usize> {
    let escaped = text.strip_prefix(b"\\")?;
    let found = match escaped.first()? {
        b'u' => {
            let digits = escaped.get(1..5)?;
            let found = byte_of_hex(digits.get(2..4)?).filter(|_| digits.starts_with(b"00"))?;
            return same(found, byte).then_some(6);
        }
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'b' => 8,
        b'f' => 12,
        other @ (b'"' | b'\\' | b'/') => *other,
        _ => return None,
    };
    (found == byte).then_some(2)
}

/// `&amp;` and `&#38;`.
fn entity(text: &[u8], byte: u8, same: Same) -> Option<usize> {
    let rest = text.strip_prefix(b"&")?;
    let length = rest.iter().take(8).position(|byte| *byte == b';')?;
    let name = std::str::from_utf8(rest.get(..length)?).ok()?;
    let found = match name {
        "amp" => b'&',
        "lt" => b'<',
        "gt" => b'>',
        "quot" => b'"',
        "apos" => b'\'',
        number => {
            let number = number.strip_prefix('#')?;
            let hex = number.strip_prefix(['x', 'X']).map(|digits| u8::from_str_radix(digits, 16).ok());
            hex.unwrap_or_else(|| number.parse().ok())?
        }
    };
    same(found, byte).then_some(length + 2)
}

fn byte_of_hex(digits: &[u8]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}
