#![allow(clippy::unwrap_used)]
#![allow(clippy::format_collect, reason = "a test need not be quick")]
use base64::engine::general_purpose::{STANDARD, URL_SAFE, URL_SAFE_NO_PAD};
use callboard_model::ErrorCode;
use proptest::prelude::*;

use super::*;

const KEY: &str = "sk-7Kq2\"wX/must~not+be\\shown";

fn forms(keys: &[&str]) -> Forms {
    let keys: Vec<Sensitive> = keys.iter().map(|key| Sensitive::new(*key)).collect();
    Forms::of(&keys)
}

/// Every way in which somebody may repeat a key.
fn echoes(key: &str) -> Vec<String> {
    let percent = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let within = |before: &str| format!("{before}{key}:x");
    let mut echoes = vec![
        key.to_owned(),
        key.to_uppercase(),
        percent(key),
        percent(key).to_lowercase(),
        percent(key).replace('%', "%25"),
        key.replace('%', "%25")
            .replace('"', "%22")
            .replace('/', "%2F")
            .replace('+', "%2B")
            .replace('\\', "%5C"),
        serde_json::to_string(key).unwrap().trim_matches('"').to_owned(),
        key.bytes().map(|byte| format!("\\u{byte:04x}")).collect(),
        key.replace('&', "&amp;").replace('"', "&quot;"),
        key.bytes().map(|byte| format!("{byte:02x}")).collect(),
    ];
    for before in ["", "a", "ab", "abc", "user:"] {
        for engine in [&STANDARD, &URL_SAFE, &STANDARD_NO_PAD, &URL_SAFE_NO_PAD] {
            echoes.push(engine.encode(within(before)));
            echoes.push(percent(&engine.encode(within(before))));
            echoes.push(engine.encode(format!("{before}{key}")));
        }
    }
    echoes
}

#[test]
fn a_key_is_taken_out_in_whatever_form_a_server_repeats_it() {
    let forms = forms(&[KEY]);
    for echo in echoes(KEY) {
        let scrubbed = forms.scrub(&format!("refused: <{echo}> is none"));
        assert!(scrubbed.starts_with("refused: <") && scrubbed.ends_with("> is none"), "{echo}: {scrubbed}");
        assert!(scrubbed.chars().count() < 24, "the technical details would show the key: {scrubbed}");
    }
}

#[test]
fn a_key_at_the_cut_is_taken_out_before_the_text_is_cut() {
    let forms = forms(&[KEY]);
    for length in 440..510 {
        let text = format!("{}{KEY} and more", "x".repeat(length));
        let error = CallboardError::new(ErrorCode::RefusedValues).with_detail(text);
        let detail = forms.scrub_error(error).detail.unwrap();
        assert!(!detail.contains("sk-7Kq"), "cut at {length}: {detail}");
        assert!(detail.chars().count() <= LONGEST_TEXT);
    }
}

#[test]
fn a_key_that_the_server_cut_off_is_not_shown_either() {
    let forms = forms(&[KEY]);
    for length in LEAST_PART..KEY.len() {
        let begun = KEY.get(..length).unwrap();
        for text in
            [format!("bad key {begun}"), format!("bad key {begun}…"), format!("bad key \"{begun}...\"")]
        {
            assert!(!forms.scrub(&text).contains("sk-7Kq"), "{text}");
        }
        let rest = KEY.get(length..).unwrap();
        if rest.len() >= LEAST_PART {
            assert!(!forms.scrub(&format!("...{rest} is bad")).contains(rest), "{rest}");
        }
    }
}

#[test]
fn every_text_of_an_error_is_scrubbed() {
    let mut error = CallboardError::new(ErrorCode::UploadRefused)
        .with_detail(format!("detail {KEY}"))
        .with_context("storageCode", format!("Code{KEY}"))
        .with_context("name", "Ana");
    error.request_id = Some(format!("ray-{KEY}"));
    error.field =
        callboard_model::Pointer::parse(format!("/{}", KEY.replace('~', "~0").replace('/', "~1"))).ok();
    let scrubbed = forms(&[KEY, "another-key"]).scrub_error(error);
    assert!(!format!("{scrubbed:?}").contains("7Kq2"), "{scrubbed:?}");
    assert_eq!(scrubbed.context.get("name").map(String::as_str), Some("Ana"), "the sentence lost its name");
}

#[test]
fn ordinary_words_stay_as_they_are() {
    let forms = forms(&[KEY, "  ", ""]);
    for text in ["nothing to hide", "", "sk-7K", "must not be shown", "ümläut …"] {
        assert_eq!(forms.scrub(text), text);
        assert!(forms.places(text).is_empty());
    }
}

#[test]
fn a_short_key_is_no_word_of_a_document_but_is_hidden_where_it_stands_alone() {
    let forms = forms(&["abc"]);
    assert!(forms.places("the abc of cycling").is_empty());
    assert_eq!(forms.places("abc").first(), Some(&(0..3)));
    assert_eq!(forms.scrub("bad abc"), "bad …");
}

proptest! {
    #[test]
    fn no_key_survives_between_whatever_texts(
        key in "[!-~]{7,40}", before in "\\PC{0,20}", after in "\\PC{0,20}", form in 0_usize..70,
    ) {
        let echoes = echoes(&key);
        let echo = echoes.get(form % echoes.len()).unwrap();
        let text = format!("{before} {echo} {after}");
        let scrubbed = forms(&[&key]).scrub(&text);
        prop_assert!(!scrubbed.contains(echo.as_str()), "{text} became {scrubbed}");
    }
}
