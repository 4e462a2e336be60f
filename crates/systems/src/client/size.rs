//! How large an answer may be. A server decides how much it sends; what it fills here is decided here.

/// The bounds of one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerSize {
    /// Most bytes, after decompression.
    pub bytes: usize,
    /// Most values in its JSON, records and lists counted like the values in them: a value takes far more memory than the
    /// two bytes that it may have in the text.
    pub values: usize,
}

impl AnswerSize {
    /// An answer about one thing: 8 MiB and 200,000 values.
    pub const DOCUMENT: Self = Self { bytes: 8 * 1024 * 1024, values: 200_000 };

    /// One page of a list: 32 MiB and 500,000 values. Some systems answer all agents, each whole, on one page.
    pub const LIST: Self = Self { bytes: 32 * 1024 * 1024, values: 500_000 };
}

/// Most levels of lists and records within each other that are read, as in `serde_json`.
pub(super) const DEEPEST: usize = 128;

/// Why a JSON text is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Excess {
    /// It has too many values.
    Values,
    /// It is nested deeper than [`DEEPEST`].
    Depth,
}

/// Refuses a JSON text of too many values or levels, before anything is made of it. What is not JSON may pass: it is for
/// the parser to say.
pub(super) fn check(text: &[u8], most_values: usize) -> Result<(), Excess> {
    let (mut values, mut depth) = (1_usize, 0_usize);
    let (mut quoted, mut escaped) = (false, false);
    for byte in text {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            // Every value but the first follows a comma or is the first within a list or record.
            b',' => values = values.saturating_add(1),
            b'[' | b'{' => {
                values = values.saturating_add(1);
                depth = depth.saturating_add(1);
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Err(Excess::Depth);
        }
        if values > most_values {
            return Err(Excess::Values);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_counted_before_memory_is_taken_for_them() {
        let text = |count: usize| format!("[{}]", vec!["0"; count].join(","));
        assert_eq!(check(text(99).as_bytes(), 100), Ok(()));
        assert_eq!(check(text(1000).as_bytes(), 100), Err(Excess::Values));
        assert_eq!(check("[[],[],[]]".as_bytes(), 4), Err(Excess::Values), "empty lists take memory, too");
        assert_eq!(check(r#"{"a": [{"b": 1}, null]}"#.as_bytes(), 6), Ok(()));
    }

    #[test]
    fn what_stands_in_a_text_is_text() {
        let prompt = format!(r#"{{"prompt": "[[[,,,{{ \" ,,,{}"}}"#, "[,".repeat(1000));
        assert_eq!(check(prompt.as_bytes(), 3), Ok(()), "a long prompt could not be read");
        let ends_with_backslash = r#"["\\", [1, 2, 3, 4, 5]]"#;
        assert_eq!(check(ends_with_backslash.as_bytes(), 5), Err(Excess::Values));
    }

    #[test]
    fn depth_is_bounded_and_the_deepest_that_serde_reads_is_read() {
        let nested = |levels: usize| format!("{}0{}", "[".repeat(levels), "]".repeat(levels));
        assert_eq!(check(nested(DEEPEST).as_bytes(), 1000), Ok(()));
        assert_eq!(check(nested(DEEPEST + 1).as_bytes(), 1000), Err(Excess::Depth));
        assert_eq!(check("[".repeat(5_000_000).as_bytes(), usize::MAX), Err(Excess::Depth));
        assert_eq!(check("]]]]}}".as_bytes(), 1000), Ok(()), "what is not JSON is for the parser to say");
    }
}
