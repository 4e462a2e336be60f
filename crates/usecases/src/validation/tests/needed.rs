//! What is needed, and what cannot be emptied.

use super::*;

#[test]
fn what_another_choice_needs_is_missed_aloud_and_stands_in_nobodys_way() {
    let fields = vec![
        field("/model/provider", Control::Text),
        FieldDescription {
            wanted_when: vec![Condition::is("/model/provider", &["x"])],
            ..field("/voice", Control::Text)
        },
        field("/name", Control::Text),
    ];
    let found = |base: Value, edits: &[(&str, Value)]| -> Vec<_> {
        let found = judged(fields.clone(), base, edits, false);
        found.into_iter().map(|one| (one.pointer.as_str().to_owned(), one.code, one.severity)).collect()
    };
    let chosen = [("/model/provider", json!("x"))];
    assert_eq!(
        found(json!({}), &chosen),
        [("/voice".to_owned(), FindingCode::Wanted, Severity::Warning)],
        "an agent without a voice is saved without a word"
    );
    assert_eq!(found(json!({"voice": "a"}), &chosen), []);
    assert_eq!(found(json!({}), &[("/model/provider", json!("y"))]), []);
    assert_eq!(found(json!({"model": {"provider": "x"}}), &[("/name", json!("n"))]), [], "it was so before");
}

#[test]
fn what_was_not_edited_is_never_found_wrong() {
    let mut fields = vec![field("/phone", Control::Phone), field("/zone", Control::TimeZone)];
    fields.push(FieldDescription { required: true, ..field("/name", Control::Text) });
    fields.push(field("/bio", Control::Text));
    let base = json!({"phone": "ask Maria", "zone": 7, "name": null});
    let found = judged(fields, base, &[("/bio", json!("Hello"))], false);
    assert_eq!(found, [], "an old value nobody touched keeps an admin from saving a new one");
}

#[test]
fn a_new_agent_needs_what_is_required_and_an_old_one_keeps_it() {
    let name = FieldDescription { required: true, ..field("/name", Control::Text) };
    let shown =
        FieldDescription { required: true, access: FieldAccess::ReadOnly, ..field("/id", Control::Text) };
    let fields = || vec![name.clone(), shown.clone(), field("/bio", Control::Text)];
    let codes = |found: Vec<Finding>| -> Vec<_> {
        found.into_iter().map(|finding| (finding.pointer.as_str().to_owned(), finding.code)).collect()
    };
    let required = [("/name".to_owned(), FindingCode::Required)];
    assert_eq!(codes(judged(fields(), json!({}), &[("/bio", json!("Hi"))], true)), required);
    assert_eq!(codes(judged(fields(), json!({}), &[("/name", json!("  "))], true)), required);
    assert_eq!(codes(judged(fields(), json!({"name": "A"}), &[("/name", Value::Null)], false)), required);
    assert_eq!(codes(judged(fields(), json!({}), &[("/name", json!("A"))], true)), []);
}

#[test]
fn a_field_the_system_cannot_empty_is_not_emptied() {
    let fields = || vec![FieldDescription { clearing: Clearing::NotPossible, ..field("/it", Control::Text) }];
    for nothing in [Value::Null, json!(""), json!([]), json!({})] {
        let found = judged(fields(), json!({"it": "x"}), &[("/it", nothing.clone())], false);
        assert_eq!(
            found.first().map(|finding| finding.code),
            Some(FindingCode::CannotBeEmptied),
            "{nothing} looks saved and is still there"
        );
        assert_eq!(
            judged(fields(), json!({}), &[("/it", nothing)], true),
            [],
            "nothing is sent for it anyway"
        );
    }
    assert_eq!(said(&Control::Text, Value::Null), []);
}

#[test]
fn what_an_object_cannot_do_without_is_asked_for_as_soon_as_the_object_is_set() {
    let fields = || {
        vec![
            field("/voice/provider", Control::Text).required_within("/voice"),
            field("/voice/speed", number(None, None, false)),
        ]
    };
    let found = judged(fields(), json!({}), &[("/voice/speed", json!(1))], false);
    assert_eq!(found.iter().map(|found| found.pointer.as_str()).collect::<Vec<_>>(), ["/voice/provider"]);
    assert_eq!(found[0].code, FindingCode::Required);
    assert!(judged(fields(), json!({"voice": {"speed": 1}}), &[], false).is_empty(), "nobody edited it");
    let emptied = [("/voice/provider", Value::Null), ("/voice/speed", Value::Null)];
    let base = json!({"voice": {"provider": "a", "speed": 1}});
    assert!(judged(fields(), base, &emptied, false).is_empty(), "a whole object may be emptied");
}
