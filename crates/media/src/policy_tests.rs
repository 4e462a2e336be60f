#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::json;

use super::*;

fn form(fields: &[(&str, &str)]) -> UploadForm {
    UploadForm {
        media_url: None,
        file_id: None,
        url: "https://storage.example/bucket".to_owned(),
        form_data: fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect::<BTreeMap<_, _>>(),
        expected_fields: Vec::new(),
        given_at: None,
    }
}

fn encoded(document: &Value) -> String {
    base64::engine::general_purpose::STANDARD.encode(document.to_string())
}

fn policy(conditions: &Value) -> Policy {
    let document = json!({ "expiration": "2026-03-01T12:00:00.000Z", "conditions": conditions });
    Policy::of(&form(&[("policy", &encoded(&document))])).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

const EARLY: &str = "2026-03-01T11:59:59Z";

#[test]
fn every_kind_of_condition_is_read() {
    let policy = policy(&json!([
        { "bucket": "media" },
        ["starts-with", "$key", "avatars/"],
        ["eq", "$Content-Type", "image/png"],
        ["content-length-range", 10, "1048576"],
        ["from-the-future", "$x", "y"],
    ]));
    assert_eq!(policy.conditions().len(), 4);
    assert_eq!((policy.minimum_bytes(), policy.maximum_bytes()), (Some(10), Some(1_048_576)));
    assert_eq!(policy.expiration(), Some(at("2026-03-01T12:00:00Z")));
    assert!(policy.names("Key") && policy.names("content-type") && !policy.names("acl"));
    assert!(policy.allows_type("image/png") && !policy.allows_type("image/jpeg"));
}

#[test]
fn a_policy_that_cannot_be_read_is_skipped() {
    let whole =
        encoded(&json!({ "expiration": "2026-03-01T12:00:00Z", "conditions": [{ "bucket": "media" }] }));
    for unreadable in [&whole[..whole.len() - 10], "eyJleGFtcGxlIjogInBvbGljeSJ9", "", "§§§", "bnVsbA=="] {
        assert_eq!(Policy::of(&form(&[("policy", unreadable)])), None, "{unreadable}");
    }
    assert_eq!(Policy::of(&form(&[("key", "a")])), None);
    let unpadded = whole.trim_end_matches('=');
    assert!(
        Policy::of(&form(&[("Policy", unpadded)])).is_some(),
        "the field's case and padding differ by signer"
    );
}

#[test]
fn each_refusal_says_what_would_be_taken() {
    let policy =
        policy(&json!([["content-length-range", 10, 100], ["starts-with", "$Content-Type", "image/"],]));
    let refused = |size, content_type, now| policy.check(size, content_type, at(now)).unwrap_err();
    assert_eq!(refused(50, "image/png", "2026-03-01T12:00:00Z").code, ErrorCode::UploadExpired);
    let error = refused(101, "image/png", EARLY);
    assert_eq!((error.code, error.context["maximum"].as_str()), (ErrorCode::UploadTooLarge, "100"));
    let error = refused(9, "image/png", EARLY);
    assert_eq!((error.code, error.context["minimum"].as_str()), (ErrorCode::UploadTooSmall, "10"));
    let error = refused(50, "audio/wav", EARLY);
    assert_eq!((error.code, error.context["allowed"].as_str()), (ErrorCode::UploadTypeRefused, "image/"));
    policy.check(50, "image/png", at(EARLY)).unwrap();
}

#[test]
fn a_type_the_form_posts_itself_is_the_only_one() {
    let document = json!({ "conditions": [["starts-with", "$Content-Type", "image/"]] });
    let read =
        |posted| Policy::of(&form(&[("policy", &encoded(&document)), ("Content-Type", posted)])).unwrap();
    assert!(!read("image/png").allows_type("image/jpeg"), "the file would be stored under the wrong type");
    assert!(read("").allows_type("image/jpeg"));
}

proptest! {
    #[test]
    fn the_check_agrees_with_the_conditions(
        minimum in 0_u64..1000, span in 0_u64..1000, size in 0_u64..3000, png in any::<bool>(), late in any::<bool>(),
    ) {
        let maximum = minimum + span;
        let policy = policy(&json!([
            ["content-length-range", minimum, maximum], ["eq", "$Content-Type", "image/png"],
        ]));
        let now = at(if late { "2026-03-01T12:00:01Z" } else { EARLY });
        let taken = policy.check(size, if png { "image/png" } else { "image/gif" }, now).is_ok();
        prop_assert_eq!(taken, !late && png && (minimum..=maximum).contains(&size));
    }

    #[test]
    fn nothing_in_the_policy_field_breaks_the_program(text in ".{0,200}") {
        let _ = Policy::of(&form(&[("policy", &text)]));
    }
}

#[test]
fn a_media_type_is_known_by_each_of_its_names() {
    for (asked, given) in [
        ("audio/x-wav", "audio/wav"),
        ("audio/wave", "audio/wav"),
        ("audio/vnd.wave", "audio/wav"),
        ("audio/mp3", "audio/mpeg"),
        ("image/jpg", "image/jpeg"),
        ("Image/PNG", "image/png"),
    ] {
        let policy = policy(&json!([["eq", "$Content-Type", asked]]));
        assert_eq!(policy.name_of_type(given).as_deref(), Some(asked));
    }
    let beginning = policy(&json!([["starts-with", "$Content-Type", "audio/x-"]]));
    assert_eq!(beginning.name_of_type("audio/wav").as_deref(), Some("audio/x-wav"));
    assert_eq!(beginning.name_of_type("image/png"), None);
    let other = policy(&json!([["eq", "$Content-Type", "audio/x-wav"]]));
    assert!(!other.allows_type("audio/mpeg"), "a sound of another kind would be stored as WAV");
}

#[test]
fn a_sound_that_is_too_large_is_told_as_one_before_it_is_sent() {
    let policy = policy(&json!([["content-length-range", 0, 709_960]]));
    let refused = |content_type: &str| policy.check(710_336, content_type, at(EARLY)).unwrap_err();
    assert_eq!(refused("audio/wav").code, ErrorCode::UploadTooLarge);
    assert_eq!(refused("audio/wav").context.get("media").map(String::as_str), Some("sound"));
    assert_eq!(refused("image/png").context.get("media"), None);
    assert_eq!(policy.check(709_960, "audio/wav", at(EARLY)), Ok(()));
}
