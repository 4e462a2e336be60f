use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

/// What a window does to a value: every plain number becomes a double and is written as JavaScript writes it.
fn through_javascript(value: &Value) -> Value {
    match value {
        Value::Number(number) => {
            let double = number.as_f64().unwrap();
            serde_json::from_str(&format!("{double:e}")).unwrap()
        }
        Value::Array(items) => items.iter().map(through_javascript).collect(),
        Value::Object(members) => Value::Object(
            members.iter().map(|(name, member)| (name.clone(), through_javascript(member))).collect(),
        ),
        other => other.clone(),
    }
}

#[test]
fn a_number_that_a_double_keeps_stays_an_ordinary_one() {
    for text in [
        "0",
        "-0",
        "1.0",
        "30",
        "0.1",
        "1.25",
        "9007199254740992",
        "123456789012345",
        "1e21",
        "2.5E-3",
        "0e999999999999999999999",
    ] {
        assert!(parse_exact(text.as_bytes()).unwrap().is_number(), "{text} would be no number for the form");
    }
}

#[test]
fn a_number_that_a_double_would_change_is_guarded_and_written_as_it_was() {
    for text in [
        "9007199254740993",
        "-9007199254740993",
        "18446744073709551616",
        "1152921504606846976",
        "0.1000000000000000055511151231257827",
        "12345678.12345678901",
        "1e400",
        "1e-400",
        "1e99999999999999999999",
        "1.7976931348623159e308",
    ] {
        let value = parse_exact(text.as_bytes()).unwrap();
        assert_eq!(guarded(&value), Some(text));
        assert_eq!(write_exact(&through_javascript(&value)), text);
        assert_eq!(serde_json::to_string(&value).unwrap().parse::<Value>().unwrap(), value);
    }
}

#[test]
fn what_is_no_number_of_json_is_refused_as_before() {
    for text in [
        "01234567890123456789",
        "[1 12345678901234567890]",
        "12345678901234567890.",
        "-",
        "{12345678901234567890:1}",
        "1e400x",
        "\"12345678901234567890",
    ] {
        assert!(parse_exact(text.as_bytes()).is_err(), "{text} was taken for JSON");
    }
    let error = parse_exact(b"{\"id\": 12345678901234567890,\n \"name\" \"Ana\"}").unwrap_err();
    assert_eq!((error.line(), error.column()), (2, 9));
    assert!(parse_exact("[".repeat(200).as_bytes()).is_err(), "a deep answer would end the program");
}

#[test]
fn digits_inside_a_text_and_an_object_that_only_looks_alike_stay_what_they_are() {
    let text =
        r#"{"phone":"12345678901234567890 \" 12345678901234567891","$number":"1e400","x":{"$number":"12"}}"#;
    let value = parse_exact(text.as_bytes()).unwrap();
    assert_eq!(value["phone"], json!("12345678901234567890 \" 12345678901234567891"));
    assert_eq!(write_exact(&value), text);
    assert!(!is_guarded(&json!({"$number": "9007199254740993 "})));
    assert!(!is_guarded(&json!({"$number": 9})));
}

#[test]
fn numbers_are_compared_by_their_decimal_value() {
    let read = |text: &str| parse_exact(text.as_bytes()).unwrap();
    let same = |one: &str, other: &str| equal(&read(one), &read(other)).unwrap();
    assert!(same("1", "1.0") && same("100", "1e2") && same("-0", "0") && same("0.10", "1e-1"));
    assert!(same("12345678901234567890", "1234567890123456789e1"));
    assert!(!same("9007199254740993", "9007199254740992") && !same("9007199254740993", "9007199254740994"));
    assert!(!same("1e400", "1e401") && !same("1", "-1"));
    assert_eq!(equal(&json!("1"), &json!(1)), None);
    assert_eq!(compare(&read("9007199254740993"), 9_007_199_254_740_992.0), Some(Ordering::Greater));
    assert_eq!(compare(&read("-12345678901234567890"), 0.0), Some(Ordering::Less));
    assert_eq!(compare(&json!(0.7), 0.7), Some(Ordering::Equal));
    assert!(
        is_whole(&read("12345678901234567890"))
            && is_whole(&json!(2.0))
            && !is_whole(&read("0.12345678901234567"))
    );
}

/// JSON text with numbers of any kind.
fn any_text() -> impl Strategy<Value = String> {
    let number = prop_oneof![
        "-?(0|[1-9][0-9]{0,24})(\\.[0-9]{1,24})?([eE][+-]?[0-9]{1,3})?",
        any::<i64>().prop_map(|number| number.to_string()),
        any::<u64>().prop_map(|number| number.to_string()),
        any::<f64>()
            .prop_filter("JSON has no infinity", |number| number.is_finite())
            .prop_map(|number| format!("{number:e}")),
    ];
    let leaf = prop_oneof![
        number,
        Just("null".to_owned()),
        "[ -~é]{0,12}".prop_map(|text| Value::from(text).to_string()),
        "[0-9\\\\\"eE.-]{0,24}".prop_map(|text| Value::from(text).to_string()),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(|items| format!("[{}]", items.join(" ,"))),
            prop::collection::btree_map("[a-z\"\\\\]{1,4}", inner, 0..5).prop_map(|members| {
                let members: Vec<String> = members
                    .into_iter()
                    .map(|(name, value)| format!("{} : {value}", Value::from(name)))
                    .collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    })
}

/// The numbers of a JSON text in their order, and the text around them.
fn numbers(text: &str) -> Vec<String> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(&byte) = text.as_bytes().get(at) {
        match byte {
            b'"' => at = end_of_string(text.as_bytes(), at),
            b'-' | b'0'..=b'9' => {
                let end = end_of_number(text.as_bytes(), at);
                found.push(text[at..end].to_owned());
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

proptest! {
    #[test]
    fn every_number_comes_back_from_the_window_with_its_value(text in any_text()) {
        let value = parse_exact(text.as_bytes()).unwrap();
        let written = write_exact(&through_javascript(&value));
        let (before, after) = (numbers(&text), numbers(&written));
        prop_assert_eq!(before.len(), after.len());
        for (before, after) in before.iter().zip(&after) {
            prop_assert_eq!(Decimal::read(before), Decimal::read(after), "{} came back as {}", before, after);
        }
        prop_assert_eq!(parse_exact(written.as_bytes()).map(|again| write_exact(&again)).unwrap(), written);
    }

    #[test]
    fn what_serde_json_refuses_is_refused(text in "[\\[\\]{},:0-9eE.\"-]{0,40}") {
        let mine = parse_exact(text.as_bytes());
        prop_assert_eq!(mine.is_ok(), serde_json::from_slice::<IgnoredAny>(text.as_bytes()).is_ok());
    }
}
