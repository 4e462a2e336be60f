//! Finds planted keys in whatever was written, shown or kept in memory.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// A key in one of its forms.
pub(crate) struct Form {
    /// Which key, and how it is written.
    pub(crate) name: String,
    bytes: Vec<u8>,
}

/// Every form of a key that is searched for.
pub(crate) fn forms(name: &str, key: &str) -> Vec<Form> {
    let utf16 = |order: fn(u16) -> [u8; 2]| key.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let percent = |byte: u8| {
        let as_it_is = byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
        if as_it_is { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    let encoded: String = key.bytes().map(percent).collect();
    let mut forms = vec![
        ("plain".to_owned(), key.as_bytes().to_vec()),
        ("URL-encoded".to_owned(), encoded.to_lowercase().into_bytes()),
        ("URL-encoded".to_owned(), encoded.into_bytes()),
        (
            "JSON-escaped".to_owned(),
            serde_json::to_string(key).unwrap().trim_matches('"').as_bytes().to_vec(),
        ),
        ("UTF-16, little end first".to_owned(), utf16(u16::to_le_bytes)),
        ("UTF-16, big end first".to_owned(), utf16(u16::to_be_bytes)),
    ];
    for before in 0..3_usize {
        let padded: Vec<u8> = std::iter::repeat_n(0, before).chain(key.bytes()).collect();
        let (first, last) = ((before * 8).div_ceil(6), padded.len() * 8 / 6);
        for engine in [STANDARD_NO_PAD, URL_SAFE_NO_PAD] {
            let digits = engine.encode(&padded);
            forms.push((format!("base64 after {before} bytes"), digits.as_bytes()[first..last].to_vec()));
        }
    }
    forms.into_iter().map(|(form, bytes)| Form { name: format!("{name}, {form}"), bytes }).collect()
}

/// The forms that are in there.
pub(crate) fn found<'f>(content: &[u8], forms: &'f [Form]) -> Vec<&'f str> {
    // One look at every byte: the memory of a window has a few hundred million of them.
    let mut by_first: Vec<Vec<&Form>> = (0..256).map(|_| Vec::new()).collect();
    for form in forms {
        by_first[usize::from(form.bytes[0])].push(form);
    }
    let begins: Vec<bool> = by_first.iter().map(|forms| !forms.is_empty()).collect();
    let mut names = Vec::new();
    for (at, byte) in content.iter().enumerate() {
        if begins[*byte as usize] {
            let here = by_first[*byte as usize].iter().filter(|form| content[at..].starts_with(&form.bytes));
            names.extend(here.map(|form| form.name.as_str()));
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}

#[test]
fn the_search_finds_a_key_in_each_form_and_nothing_else() {
    let key = "sk-7Kq2wX/must+not\"be\\written";
    let searched = forms("key", key);
    assert_eq!(searched.len(), 12);
    for form in &searched {
        let content = [b"\0before ".as_slice(), &form.bytes, b" behind\0"].concat();
        assert!(found(&content, &searched).contains(&form.name.as_str()), "{} would not be found", form.name);
    }
    for before in ["", "a", "ab", "abc"] {
        for engine in [&STANDARD_NO_PAD, &URL_SAFE_NO_PAD] {
            let content = engine.encode(format!("{before}{key}:x"));
            assert!(!found(content.as_bytes(), &searched).is_empty(), "{content} would not be found");
        }
    }
    assert!(found(b"sk-7Kq2wX/must+not be written, or half of it", &searched).is_empty());
}
