//! Secrets within addresses, wherever in a text those stand: who logs in (`https://name:password@host`), and parameters that let
//! somebody in (`?token=…`).

use std::ops::Range;

use percent_encoding::percent_decode_str;

use super::names::is_secret_parameter;

/// The places of secrets, in bytes and in order. `parameters` says whether those are looked at; the addresses of stored files
/// are signed by theirs.
pub(super) fn secret_places(text: &str, parameters: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(offset) = text.get(from..).and_then(|rest| rest.find("://")) {
        let start = from + offset + 3;
        let end = end_of(text, start, |letter| letter.is_whitespace() || "\"'<>`".contains(letter));
        let host_end = end_of(text, start, |letter| "/?#\\".contains(letter)).min(end);
        if let Some(at) = text.get(start..host_end).and_then(|authority| authority.rfind('@'))
            && at > 0
        {
            found.push(start..start + at);
        }
        if parameters {
            found.extend(secret_parameters(text, host_end..end));
        }
        from = end.max(start);
    }
    // An address may be written without its beginning.
    if parameters && from == 0 && !text.contains(char::is_whitespace) {
        found.extend(secret_parameters(text, 0..text.len()));
    }
    found
}

fn end_of(text: &str, start: usize, ends: impl Fn(char) -> bool) -> usize {
    text.get(start..).and_then(|rest| rest.find(ends)).map_or(text.len(), |offset| start + offset)
}

fn secret_parameters(text: &str, within: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let query = end_of(text, within.start, |letter| matches!(letter, '?' | '#'));
    let mut start = query + 1;
    while start < within.end {
        let end = end_of(text, start, |letter| matches!(letter, '&' | ';' | '?' | '#')).min(within.end);
        if let Some((name, value)) = text.get(start..end).and_then(|pair| pair.split_once('='))
            && !value.is_empty()
            && !is_placeholder(value)
            && is_secret_parameter(&percent_decode_str(name).decode_utf8_lossy())
        {
            found.push(end - value.len()..end);
        }
        start = end + 1;
    }
    found
}

/// Whether the system puts something else there when it uses the address.
fn is_placeholder(value: &str) -> bool {
    let value = percent_decode_str(value).decode_utf8_lossy();
    let value = value.trim_start_matches('$');
    value.starts_with('{') && value.ends_with('}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets(text: &str) -> Vec<&str> {
        secret_places(text, true).into_iter().filter_map(|place| text.get(place)).collect()
    }

    #[test]
    fn who_logs_in_and_what_lets_in_is_found_in_an_address() {
        for (text, expected) in [
            ("https://ana:s3cret@host/x", vec!["ana:s3cret"]),
            ("https://sk-live@host", vec!["sk-live"]),
            ("https://host/x?token=abc&page=2#access_token=def", vec!["abc", "def"]),
            ("https://host/?X-Amz-Signature=ab;sig=cd&api%5Fkey=ef", vec!["ab", "cd", "ef"]),
            ("Call https://a:b@host?key=k1 and https://host/?code=k2, then stop", vec!["a:b", "k1", "k2,"]),
            ("host/hook?secret=abc", vec!["abc"]),
            ("https://ana:p@ss@host/", vec!["ana:p@ss"]),
        ] {
            assert_eq!(secrets(text), expected, "{text}");
        }
    }

    #[test]
    fn an_ordinary_address_is_shown_as_it_is() {
        for text in [
            "https://host/a@b?page=2&tokens=5",
            "https://host/?token={{token}}&key=${key}",
            "mail ana@host.example",
            "is it a key? token=none",
            "https://host/?token=",
            "://",
            "https://@host",
        ] {
            assert!(secrets(text).is_empty(), "{text}: {:?}", secrets(text));
        }
    }

    #[test]
    fn the_signature_of_a_stored_file_is_left_where_its_address_is_needed() {
        assert!(secret_places("https://host/a.png?X-Amz-Signature=ab", false).is_empty());
        let places = secret_places("https://a:b@host/a.png?sig=ab", false);
        assert_eq!(places.first(), Some(&(8..11)));
        assert_eq!(places.len(), 1);
    }
}
