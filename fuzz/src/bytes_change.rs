//! Changes of files and texts: bytes, numbers, pieces, and words that their format knows.

use std::ops::Range;

use arbitrary::Arbitrary;

use crate::chance::Drawn;

/// No input grows beyond this, in bytes.
const LARGEST: usize = 256 << 10;

/// Numbers at which readers go wrong.
const NUMBERS: [u64; 12] = [
    0,
    1,
    0x7f,
    0x80,
    0xff,
    0x7fff,
    0xffff,
    0x7fff_ffff,
    0x8000_0000,
    0xffff_ffff,
    i64::MAX as u64,
    u64::MAX,
];

#[derive(Clone, Copy, Debug, Default, Arbitrary)]
enum Change {
    #[default]
    Flip,
    Byte,
    Number,
    Cut,
    Remove,
    Double,
    Move,
    Fill,
    Word,
    Splice,
}

/// The bytes with one to six changes. `others` are what pieces are taken from, `words` what the format knows.
pub(crate) fn changed(drawn: &mut Drawn<'_>, seed: &[u8], others: &[Vec<u8>], words: &[&str]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=drawn.below(6) {
        apply(drawn.any(), drawn, &mut bytes, others, words);
    }
    bytes.truncate(LARGEST);
    bytes
}

fn apply(change: Change, drawn: &mut Drawn<'_>, bytes: &mut Vec<u8>, others: &[Vec<u8>], words: &[&str]) {
    let at = place(drawn, bytes.len());
    match change {
        Change::Flip => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << drawn.below(8);
            }
        }
        Change::Byte => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = drawn.any();
            }
        }
        Change::Number => number(drawn, bytes, at),
        Change::Cut => bytes.truncate(at),
        Change::Remove => drop(bytes.drain(piece(drawn, at, bytes.len()))),
        Change::Double | Change::Move => {
            let from = piece(drawn, at, bytes.len());
            let taken = bytes.get(from.clone()).unwrap_or_default().to_vec();
            if matches!(change, Change::Move) {
                bytes.drain(from);
            }
            let repeats = if matches!(change, Change::Double) && drawn.percent(10) { 64 } else { 1 };
            insert(bytes, drawn, &taken.repeat(repeats));
        }
        Change::Fill => {
            let value: u8 = drawn.any();
            let filled = piece(drawn, at, bytes.len());
            if let Some(filled) = bytes.get_mut(filled) {
                filled.fill(value);
            }
        }
        Change::Word => {
            let word = drawn.one(words).copied().unwrap_or("\0");
            insert(bytes, drawn, word.as_bytes());
        }
        Change::Splice => {
            let other = drawn.one(others).map_or(&[][..], Vec::as_slice);
            let start = place(drawn, other.len());
            let taken = other.get(piece(drawn, start, other.len())).unwrap_or_default();
            insert(bytes, drawn, taken);
        }
    }
}

/// A place in it, half of the time near its beginning, where the headers are.
fn place(drawn: &mut Drawn<'_>, length: usize) -> usize {
    if drawn.percent(50) { drawn.below(length.min(96)) } else { drawn.below(length) }
}

fn piece(drawn: &mut Drawn<'_>, at: usize, length: usize) -> Range<usize> {
    let most = if drawn.percent(20) { 4096 } else { 32 };
    let at = at.min(length);
    at..at.saturating_add(1 + drawn.below(most)).min(length)
}

fn insert(bytes: &mut Vec<u8>, drawn: &mut Drawn<'_>, taken: &[u8]) {
    if bytes.len() + taken.len() <= LARGEST {
        let at = place(drawn, bytes.len()).min(bytes.len());
        bytes.splice(at..at, taken.iter().copied());
    }
}

fn number(drawn: &mut Drawn<'_>, bytes: &mut [u8], at: usize) {
    let width = 1 << drawn.below(4);
    let value = drawn.one(&NUMBERS).copied().unwrap_or_default();
    let (little, big) = (value.to_le_bytes(), value.to_be_bytes());
    let written = if drawn.percent(50) { little.get(..width) } else { big.get(8 - width..) };
    let place = bytes.get_mut(at..).unwrap_or_default().iter_mut();
    place.zip(written.unwrap_or_default()).for_each(|(byte, value)| *byte = *value);
}
