//! The forms in which a credential may come back in somebody's words, and taking all of them out.

use std::fmt;
use std::ops::Range;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use callboard_model::{CallboardError, Sensitive};

use super::matching::{Matched, Same, find_at, may_begin};

/// Longest text of a server that is passed on in an error, in characters.
const LONGEST_TEXT: usize = 500;

/// Longest request id that is passed on, in characters.
const LONGEST_REQUEST_ID: usize = 128;

/// Least that is left out of a credential whose rest was cut off, in characters.
const LEAST_PART: usize = 6;

/// Shortest credential that is looked for within the texts of documents, in bytes: a shorter one is a word like others.
const SHORTEST_WITHIN: usize = 6;

/// Shortest text that is taken for a credential in base64 or hexadecimal digits, in characters.
const SHORTEST_ENCODED: usize = 8;

/// Most letters that are taken for marks of a cut before the rest of a credential.
const MOST_MARKS: usize = 8;

/// What stands where a credential was.
const LEFT_OUT: &str = "…";

/// Credentials in every form in which a text may repeat them: as they are, percent-encoded, escaped, in base64 of either
/// alphabet within whatever else was encoded with them, and in hexadecimal digits.
#[derive(Clone, Default)]
pub struct Forms {
    patterns: Vec<Pattern>,
    /// For every byte, the patterns that a text may begin with it; empty where there are none at all.
    by_first: Vec<Vec<usize>>,
}

#[derive(Clone)]
struct Pattern {
    letters: Sensitive,
    kind: Kind,
    /// Length of the credential, in bytes.
    of: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// As it is, in capital or small letters.
    Plain,
    /// In base64, with what stands around it.
    Base64,
    /// In hexadecimal digits.
    Hexadecimal,
}

impl Kind {
    fn same(self) -> Same {
        match self {
            Self::Plain | Self::Hexadecimal => |one, other| one.eq_ignore_ascii_case(&other),
            Self::Base64 => |one, other| standard(one) == standard(other),
        }
    }
}

/// The digit of the usual alphabet for one of either.
fn standard(digit: u8) -> u8 {
    match digit {
        b'-' => b'+',
        b'_' => b'/',
        digit => digit,
    }
}

impl Forms {
    /// The forms of these credentials. White space around them is not theirs.
    pub fn of<'a>(credentials: impl IntoIterator<Item = &'a Sensitive>) -> Self {
        let mut patterns = Vec::new();
        for credential in credentials {
            let text = credential.expose().trim();
            if text.is_empty() {
                continue;
            }
            let mut add = |letters: String, kind| {
                patterns.push(Pattern { letters: Sensitive::new(letters), kind, of: text.len() });
            };
            add(text.to_owned(), Kind::Plain);
            let encoded = (0..3).filter_map(|before| in_base64(text.as_bytes(), before));
            encoded
                .filter(|digits| digits.len() >= SHORTEST_ENCODED)
                .for_each(|digits| add(digits, Kind::Base64));
            let digits = in_hexadecimal(text);
            if digits.len() >= SHORTEST_ENCODED {
                add(digits, Kind::Hexadecimal);
            }
        }
        if patterns.is_empty() {
            return Self::default();
        }
        let beginning_with = |byte: u8| {
            let begins = |pattern: &Pattern| {
                let letter = pattern.letters.expose().as_bytes().first();
                letter.is_some_and(|letter| may_begin(byte, *letter, pattern.kind.same()))
            };
            patterns.iter().enumerate().filter(|(_, pattern)| begins(pattern)).map(|(at, _)| at).collect()
        };
        let by_first = (0..=u8::MAX).map(beginning_with).collect();
        Self { patterns, by_first }
    }

    /// Where a text holds one of the credentials, in bytes, in order and apart from each other. One of fewer than six bytes counts
    /// where it is all of the text.
    pub fn places(&self, text: &str) -> Vec<Range<usize>> {
        self.places_of(text, |pattern, found, start| {
            found.length == pattern.letters.expose().len()
                && (pattern.of >= SHORTEST_WITHIN || text.get(start..found.end) == Some(text.trim()))
        })
    }

    /// The text without any of the credentials, nor more than five letters of one that was cut off.
    pub fn scrub(&self, text: &str) -> String {
        let mut places = self.places_of(text, |pattern, found, _| {
            let whole = pattern.letters.expose().len();
            // The rest was cut off, by whoever wrote the text or somewhere on the way.
            let cut_off = found.length >= LEAST_PART && is_end(text, found.end);
            found.length == whole || cut_off || found.length >= (LEAST_PART + 2).max(whole / 2)
        });
        places.extend(self.cut_at_start(text).map(|end| 0..end));
        places.sort_by_key(|place| place.start);
        let mut scrubbed = String::with_capacity(text.len());
        let mut from = 0;
        for place in places {
            if place.end <= from {
                continue;
            }
            scrubbed.push_str(text.get(from..place.start).unwrap_or_default());
            scrubbed.push_str(LEFT_OUT);
            from = place.end;
        }
        scrubbed.push_str(text.get(from..).unwrap_or_default());
        scrubbed
    }

    /// The error without any of the credentials, its texts cut to what is passed on. First the one, then the other: half of a
    /// credential would be found by nobody.
    pub fn scrub_error(&self, mut error: CallboardError) -> CallboardError {
        let clean = |text: &str, most: usize| self.scrub(text).chars().take(most).collect::<String>();
        error.detail = error.detail.map(|text| clean(&text, LONGEST_TEXT));
        error.request_id = error.request_id.map(|text| clean(&text, LONGEST_REQUEST_ID));
        error.context =
            error.context.into_iter().map(|(key, text)| (key, clean(&text, LONGEST_TEXT))).collect();
        let is_clean = |segment: String| self.scrub(&segment) == segment;
        error.field = error.field.filter(|field| field.segments().all(is_clean));
        error
    }

    /// The places that `counts` takes, each as long as it can be.
    fn places_of(&self, text: &str, counts: impl Fn(&Pattern, Matched, usize) -> bool) -> Vec<Range<usize>> {
        let bytes = text.as_bytes();
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut start = 0;
        while let Some(first) = bytes.get(start) {
            let begins = self.by_first.get(usize::from(*first)).into_iter().flatten();
            let place = begins
                .filter_map(|at| self.patterns.get(*at))
                .filter_map(|pattern| {
                    let letters = pattern.letters.expose().as_bytes();
                    let matched = find_at(bytes, start, letters, pattern.kind.same());
                    counts(pattern, matched, start).then(|| match pattern.kind {
                        Kind::Plain => start..matched.end,
                        Kind::Base64 | Kind::Hexadecimal => run_around(bytes, start..matched.end),
                    })
                })
                .filter(|place| text.is_char_boundary(place.start) && text.is_char_boundary(place.end))
                .max_by_key(|place| place.end);
            start = match place {
                Some(mut place) => {
                    // What was found before may reach into it.
                    while let Some(last) = found.last().filter(|last| last.end > place.start) {
                        place.start = place.start.min(last.start);
                        found.pop();
                    }
                    let end = place.end.max(start + 1);
                    found.push(place);
                    end
                }
                None => start + 1,
            };
        }
        found
    }

    /// Where the rest of a credential ends with which a text begins.
    fn cut_at_start(&self, text: &str) -> Option<usize> {
        // Such a mark may be a letter of the credential as well.
        let marks = text.len() - text.trim_start_matches(is_mark_of_cut).len();
        let cut = |pattern: &Pattern, begin: usize| {
            let letters = pattern.letters.expose().as_bytes();
            let ends = (1..letters.len().saturating_sub(LEAST_PART - 1)).filter_map(|from| {
                let rest = letters.get(from..)?;
                let matched = find_at(text.as_bytes(), begin, rest, pattern.kind.same());
                (matched.length == rest.len() && text.is_char_boundary(matched.end)).then_some(matched.end)
            });
            ends.max()
        };
        let cut = &cut;
        let begins = (0..=marks).rev().take(MOST_MARKS);
        begins.flat_map(|begin| self.patterns.iter().filter_map(move |pattern| cut(pattern, begin))).max()
    }
}

impl fmt::Debug for Forms {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Forms").finish_non_exhaustive()
    }
}

/// Whether a text says nothing more from here on but that it was cut.
fn is_end(text: &str, from: usize) -> bool {
    text.get(from..).is_some_and(|rest| {
        // An escape may be cut, too.
        rest.chars().all(is_mark_of_cut) || (rest.len() < 6 && rest.starts_with(['%', '\\']))
    })
}

fn is_mark_of_cut(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '.' | '…' | '*' | '"' | '\'' | ')' | '(' | ']' | '[' | '}' | '%' | '=' | '\\')
}

/// The digits that a credential has in base64 whatever follows it, where `before` bytes (0 to 2) stand before it in its group of
/// three.
fn in_base64(credential: &[u8], before: usize) -> Option<String> {
    let padded: Vec<u8> = std::iter::repeat_n(0, before).chain(credential.iter().copied()).collect();
    // Of a group's first digits some bits belong to what stands before, of its last ones to what follows.
    let (first, last) = ((before * 8).div_ceil(6), padded.len() * 8 / 6);
    STANDARD_NO_PAD.encode(padded).get(first..last).map(str::to_owned)
}

/// The digits of a text's bytes.
fn in_hexadecimal(text: &str) -> String {
    let digit = |value: u8| char::from_digit(value.into(), 16);
    text.bytes().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).flatten().collect()
}

/// The whole run of base64 around a place: the digits at its ends hold bits of the credential, too.
fn run_around(bytes: &[u8], place: Range<usize>) -> Range<usize> {
    let is_digit = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/-_=%\\".contains(byte);
    let before =
        bytes.get(..place.start).unwrap_or_default().iter().rev().take_while(|byte| is_digit(byte)).count();
    let after = bytes.get(place.end..).unwrap_or_default().iter().take_while(|byte| is_digit(byte)).count();
    place.start - before..place.end + after
}

#[cfg(test)]
#[path = "forms_tests.rs"]
mod tests;
