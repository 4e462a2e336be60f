//! When a value says nothing. There are two answers: one for what a system stores, and one for what somebody typed, where
//! white space is nothing either. Off and 0 say something.

use serde_json::Value;

/// Whether a value says nothing, however a system writes that: null, no text, an empty list, or an object of such members.
pub fn says_nothing(value: &Value) -> bool {
    is_without(value, str::is_empty)
}

/// As [`says_nothing`], where white space says nothing either.
pub fn is_blank(value: &Value) -> bool {
    is_without(value, |text| text.trim().is_empty())
}

fn is_without(value: &Value, is_no_text: fn(&str) -> bool) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => is_no_text(text),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.values().all(|member| is_without(member, is_no_text)),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn off_and_zero_are_kept_and_white_space_counts_only_where_it_was_typed() {
        for nothing in [json!(null), json!(""), json!([]), json!({}), json!({"a": null, "b": {"c": ""}})] {
            assert!(says_nothing(&nothing) && is_blank(&nothing), "{nothing}");
        }
        for something in [json!(false), json!(0), json!("a"), json!([null]), json!({"a": 0})] {
            assert!(!says_nothing(&something) && !is_blank(&something), "{something} would be lost");
        }
        for typed in [json!(" "), json!({"a": "\t"})] {
            assert!(!says_nothing(&typed) && is_blank(&typed), "{typed}");
        }
    }
}
