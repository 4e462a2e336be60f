//! A calendar file's bytes as lines of text: whatever coding, line ends and folding its writer chose.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// A file's lines, as a reader of calendars takes them.
pub(super) struct Lines {
    /// Each ends in CR LF and is folded no more.
    pub(super) text: String,
    /// How many of them are no lines of a calendar.
    pub(super) flaws: u32,
}

/// The file as plain lines.
///
/// Lines are unfolded before they are decoded: writers that count bytes fold in the middle of a letter. What is UTF-8
/// is taken as such line by line, so that a file joined out of two codings is whole; the other lines are in the coding
/// that fits all of them best.
pub(super) fn plain_lines(file: &[u8]) -> Lines {
    let file = match wide(file) {
        Some(text) => text.into_bytes(),
        None => file.to_vec(),
    };
    let lines = unfolded(&file);
    let old = old_coding(&lines);
    let (mut text, mut flaws) = (String::with_capacity(file.len()), 0_u32);
    for line in &lines {
        let line = line.strip_prefix(b"\xef\xbb\xbf".as_slice()).unwrap_or(line);
        let line = match std::str::from_utf8(line) {
            Ok(line) => Cow::Borrowed(line),
            Err(_) => old.decode_without_bom_handling(line).0,
        };
        let line = line.trim_end().replace('\r', " ");
        flaws = flaws.saturating_add(u32::from(!line.is_empty() && !is_of_a_calendar(&line)));
        match exception_in_rule(&line) {
            Some((rule, exception)) => text.extend([&rule, "\r\nEXDATE:", &exception, "\r\n"]),
            None => text.extend([&line, "\r\n"]),
        }
    }
    Lines { text, flaws }
}

/// Whether a line has a name, and a colon that no quotation mark keeps open.
fn is_of_a_calendar(line: &str) -> bool {
    let value =
        line.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter));
    let mut quoted = false;
    let colon = value.chars().any(|letter| {
        quoted ^= letter == '"';
        letter == ':' && !quoted
    });
    value.len() < line.len() && value.starts_with([':', ';']) && colon
}

/// A rule with an exception written inside it, where no rule has one and readers would pass over it: both apart.
fn exception_in_rule(line: &str) -> Option<(String, String)> {
    let (name, rule) = line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("RRULE"))?;
    let (exceptions, parts): (Vec<&str>, Vec<&str>) = rule
        .split(';')
        .partition(|part| part.get(..7).is_some_and(|begin| begin.eq_ignore_ascii_case("EXDATE=")));
    let days: Vec<&str> = exceptions.iter().filter_map(|part| part.get(7..)).collect();
    (!days.is_empty()).then(|| (format!("{name}:{}", parts.join(";")), days.join(",")))
}

/// A file of two bytes a letter, or four, which Windows programs write as "Unicode".
fn wide(file: &[u8]) -> Option<String> {
    match file {
        [0xff, 0xfe, 0, 0, rest @ ..] => Some(four_bytes(rest, u32::from_le_bytes)),
        [0, 0, 0xfe, 0xff, rest @ ..] => Some(four_bytes(rest, u32::from_be_bytes)),
        [0xff, 0xfe, ..] | [_, 0, _, 0, ..] => Some(UTF_16LE.decode(file).0.into_owned()),
        [0xfe, 0xff, ..] | [0, _, 0, _, ..] => Some(UTF_16BE.decode(file).0.into_owned()),
        _ => None,
    }
}

fn four_bytes(file: &[u8], number: impl Fn([u8; 4]) -> u32) -> String {
    file.as_chunks::<4>()
        .0
        .iter()
        .map(|bytes| char::from_u32(number(*bytes)).unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// The lines without their ends, each with what was folded off it, and without empty ones. Lines end in LF, in CR LF, or in
/// CR alone, as old Macs write it.
fn unfolded(file: &[u8]) -> Vec<Vec<u8>> {
    let mut lines: Vec<Vec<u8>> = Vec::new();
    for line in ended(file) {
        match (line, lines.last_mut()) {
            ([b' ' | b'\t', rest @ ..], Some(last)) => last.extend_from_slice(rest),
            ([], _) => {}
            _ => lines.push(line.to_vec()),
        }
    }
    lines
}

fn ended(file: &[u8]) -> Vec<&[u8]> {
    let mut lines = Vec::new();
    let (mut rest, mut at) = (file, 0);
    while let Some(byte) = rest.get(at) {
        let ends = match byte {
            b'\n' => true,
            b'\r' => rest.get(at + 1..).is_some_and(begins_a_line),
            _ => false,
        };
        if ends && let Some((line, after)) = rest.split_at_checked(at) {
            lines.push(without_cr(line));
            (rest, at) = (after.get(1..).unwrap_or_default(), 0);
        } else {
            at += 1;
        }
    }
    lines.push(without_cr(rest));
    lines
}

/// Whether a CR before this ends a line: a property follows, more of a folded line, or nothing. Otherwise it stands
/// inside a text, or belongs to an LF.
fn begins_a_line(rest: &[u8]) -> bool {
    let name =
        rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
    match rest.get(name) {
        Some(b':' | b';') => name > 0,
        Some(b' ' | b'\t') | None => name == 0,
        Some(_) => false,
    }
}

fn without_cr(line: &[u8]) -> &[u8] {
    let kept = line.iter().rposition(|byte| *byte != b'\r').map_or(0, |last| last + 1);
    line.get(..kept).unwrap_or_default()
}

/// What the lines that are not UTF-8 are written in. Where a few letters do not speak clearly for another coding, it is the
/// one of Western Windows, which has the letters of Latin-1 in the same places.
fn old_coding(lines: &[Vec<u8>]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    for line in lines.iter().filter(|line| std::str::from_utf8(line).is_err()) {
        detector.feed(line, false);
        detector.feed(b"\n", false);
    }
    detector.feed(b"", true);
    detector.guess(Some(b"es"), Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use encoding_rs::WINDOWS_1252;

    use super::*;

    #[test]
    fn every_line_end_and_coding_gives_the_same_lines() {
        let text = "BEGIN:VCALENDAR\r\nSUMMARY:Día de\r\n  la Constitución \r\nX:1\r\n";
        let plain = "BEGIN:VCALENDAR\r\nSUMMARY:Día de la Constitución\r\nX:1\r\n";
        let wide = |number: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(number).collect::<Vec<u8>>();
        let four: Vec<u8> = text.chars().flat_map(|letter| u32::from(letter).to_le_bytes()).collect();
        let written: [(&str, Vec<u8>); 9] = [
            ("CR LF", text.into()),
            ("LF", text.replace("\r\n", "\n").into()),
            ("CR", text.replace("\r\n", "\r").into()),
            ("CR CR LF", text.replace("\r\n", "\r\r\n").into()),
            ("UTF-8 with its mark", [b"\xef\xbb\xbf", text.as_bytes()].concat()),
            ("UTF-16, low byte first", [vec![0xff, 0xfe], wide(u16::to_le_bytes)].concat()),
            ("UTF-16, high byte first", [vec![0xfe, 0xff], wide(u16::to_be_bytes)].concat()),
            ("UTF-16 without a mark", wide(u16::to_le_bytes)),
            ("UTF-32", [vec![0xff, 0xfe, 0, 0], four].concat()),
        ];
        for (name, bytes) in written {
            assert_eq!(plain_lines(&bytes).text, plain, "a calendar with {name} is not read");
        }
    }

    #[test]
    fn old_codings_of_the_west_are_known_by_few_letters() {
        for name in [
            "St. Patrick’s Day – office closed",
            "Día del Trabajo",
            "Inventur (Lager €)",
            "Mariä Himmelfahrt",
            "Fête nationale",
            "Fiesta de la Señora",
            "¡Cerrado!",
            "Eén dag vóór Pasen",
            "Geschäftsfeier für Kunden",
        ] {
            let (bytes, _, _) = WINDOWS_1252.encode(name);
            assert_eq!(plain_lines(&bytes).text.trim_end(), name);
        }
    }

    #[test]
    fn lines_that_are_none_of_a_calendar_are_counted() {
        let flaws = |line: &str| plain_lines(line.as_bytes()).flaws;
        for line in ["this line is broken", ";;;:", "ATTENDEE;CN=\"never closed:mailto:x", "SUMMARY", ":x"] {
            assert_eq!(flaws(line), 1, "{line}");
        }
        for line in ["X_UNDERSCORE_NAME;a_b=c:1", "SUMMARY:a \"b: c", "a.DTSTART;TZID=\"a:b\":1", "", "X:"] {
            assert_eq!(flaws(line), 0, "{line}");
        }
    }

    #[test]
    fn a_file_joined_out_of_two_codings_is_whole() {
        let joined = [&b"A:D\xeda\r\n"[..], "B:Día\r\n".as_bytes()].concat();
        assert_eq!(plain_lines(&joined).text, "A:Día\r\nB:Día\r\n");
    }
}
