//! Names of events as a person can read them.

/// Characters of a name that are kept.
const MOST_OF_A_NAME: usize = 120;

/// A name in one line, without what nobody sees: such characters are stored, and then found by no search.
pub(super) fn readable(text: &str) -> String {
    let seen: String = text.chars().filter(|letter| !is_unseen(*letter)).collect();
    let words: Vec<&str> = seen.split_whitespace().collect();
    words.join(" ").chars().take(MOST_OF_A_NAME).collect()
}

/// Control characters that are no blank, format characters, private ones and those that are no character. What joins
/// letters and pictures (U+200C, U+200D) is seen in what it joins.
fn is_unseen(letter: char) -> bool {
    let number = u32::from(letter);
    (letter.is_control() && !letter.is_whitespace())
        || matches!(number & 0xffff, 0xfffe | 0xffff)
        || matches!(number,
            0x85 | 0xad | 0x34f | 0x61c | 0x180e | 0x200b | 0x200e | 0x200f | 0x202a..=0x202e | 0x2060..=0x206f
            | 0xe000..=0xf8ff | 0xfdd0..=0xfdef | 0xfeff | 0xfff9..=0xfffb | 0xe0000..=0xe0fff | 0xf0000..=0x10_ffff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_not_stored() {
        assert_eq!(readable("Mid\u{feff}summer\u{200b} Eve\u{fffe}\u{ad}"), "Midsummer Eve");
        assert_eq!(readable("New\u{7}\u{0} Year\u{90}\u{202e}’s\t\n Day\u{e001}"), "New Year’s Day");
        assert_eq!(readable("  Día\u{a0}de\u{2003}Reyes\r\n"), "Día de Reyes");
    }

    #[test]
    fn what_joins_letters_and_pictures_is_kept() {
        for name in ["Family day 👩\u{200d}👧", "می\u{200c}خواهم", "❤\u{fe0f} day", "Noël — «Fiesta»"]
        {
            assert_eq!(readable(name), name);
        }
    }
}
