#![allow(clippy::unwrap_used, clippy::indexing_slicing)]
use callboard_model::{Sensitive, SystemId};
use serde_json::json;

use super::*;

fn system(id: &str) -> &'static SystemDescription {
    crate::by_id(&SystemId::new(id)).unwrap().description()
}

/// The document with `###` for every secret that the form must not be shown.
fn hidden(id: &str, document: &Value) -> Value {
    let mut document = document.clone();
    let key = Sensitive::new("sk-7Kq2wX-of-the-connection");
    each_secret(system(id), &Forms::of([&key]), &mut document, &mut |_, found| match found {
        Found::Whole(value) => *value = json!("###"),
        Found::Within(text, parts) => *text = replace_parts(text, &parts, |_, _| Some("###".to_owned())),
    });
    document
}

fn ids() -> impl Iterator<Item = String> {
    crate::all().iter().map(|system| system.description().id.0.clone())
}

#[test]
fn every_system_hides_secrets_by_the_same_names_however_deep_they_lie() {
    let document = json!({"settings": [{"X-Api-Key": "s3cret", "client_secret": "s3cret", "private_key": "s3cret"},
        {"deep": {"Token": "s3cret", "AUTHORIZATION": "s3cret", "password": 4711}}]});
    for id in ids() {
        let shown = hidden(&id, &document).to_string();
        assert!(!shown.contains("s3cret") && !shown.contains("4711"), "{id} shows a secret: {shown}");
    }
}

#[test]
fn headers_are_hidden_in_every_shape() {
    for headers in [
        json!({"X-Anything": "s3cret", "Count": 4711, "more": {"deep": ["s3cret"]}}),
        json!([{"name": "X-Anything", "value": "s3cret"}, {"key": "Other", "value": "s3cret"}]),
        json!(["X-Anything: s3cret", "Other: s3cret"]),
        json!("X-Anything: s3cret\r\nOther: s3cret"),
        json!([["X-Anything", "s3cret"]]),
    ] {
        for name in ["headers", "httpHeaders", "custom_headers", "Headers"] {
            let mut document = json!({"webhook": {}});
            document["webhook"][name] = headers.clone();
            for id in ids() {
                let shown = hidden(&id, &document).to_string();
                assert!(!shown.contains("s3cret") && !shown.contains("4711"), "{id}: {shown}");
            }
        }
    }
    let pairs = hidden("diga", &json!({"headers": [{"name": "X-Anything", "value": "s3cret"}]}));
    assert_eq!(pairs["headers"][0]["name"], "X-Anything", "nobody could tell the headers apart");
}

#[test]
fn a_pair_is_hidden_by_the_name_it_gives() {
    let document = json!({"env": [{"name": "API_KEY", "value": "s3cret"}, {"key": "REGION", "value": "europe"}],
        "variables": [{"key": "customer_name", "label": "Name"}]});
    let shown = hidden("bird", &document);
    assert_eq!(shown["env"][0]["value"], "###");
    assert_eq!(shown["env"][1], document["env"][1], "an ordinary setting could not be read any more");
    assert_eq!(shown["variables"], document["variables"]);
}

#[test]
fn what_lets_somebody_in_is_hidden_in_addresses_and_the_rest_of_them_is_shown() {
    let shown = hidden("hmsSovereign", &json!({"webhook_url": "https://ana:s3cret@host/x?page=2&token=abc"}));
    assert_eq!(shown["webhook_url"], "https://###@host/x?page=2&token=###");
}

#[test]
fn a_credential_of_the_connection_is_hidden_in_whatever_text_or_name_it_stands() {
    use base64::Engine;
    let basic = base64::engine::general_purpose::STANDARD.encode("me:sk-7Kq2wX-of-the-connection");
    let document = json!({"name": "sk-7Kq2wX-of-the-connection", "notes": ["say sk-7Kq2wX-of-the-connection twice"],
        "basic": format!("Basic {basic}"), "sk-7Kq2wX-of-the-connection": {"a": 1}});
    for id in ids() {
        let shown = hidden(&id, &document);
        assert!(!shown.to_string().contains("7Kq2") && !shown.to_string().contains(&basic), "{id}: {shown}");
        assert_eq!(shown["notes"][0], "say ### twice");
        assert_eq!(shown["###"], json!({"a": 1}));
    }
}

/// A value that the field's control shows.
fn sample(field: &FieldDescription) -> Value {
    match &field.control {
        Control::Records { fields, .. } => {
            let mut record = json!({});
            for field in fields.iter().filter(|field| !matches!(field.control, Control::Secret)) {
                field.pointer.write(&mut record, sample(field));
            }
            json!([record])
        }
        _ => json!("an ordinary value"),
    }
}

#[test]
fn no_field_of_a_form_is_hidden_unless_it_is_described_as_a_secret() {
    let mut judged = 0;
    for id in ids() {
        let described: Vec<&FieldDescription> = system(&id).fields().map(|(_, field)| field).collect();
        for field in described {
            let mut document = json!({});
            field.pointer.write(&mut document, sample(field));
            let is_secret =
                matches!(field.control, Control::Secret) || field.pointer.as_str().ends_with("/headers");
            assert_eq!(hidden(&id, &document) != document, is_secret, "{id}: {}", field.pointer);
            let mut edits = Edits([(field.pointer.clone(), sample(field))].into());
            let before = edits.clone();
            each_secret_of_edits(system(&id), &Forms::default(), &mut edits, &mut |_, found| match found {
                Found::Whole(value) => *value = json!("###"),
                Found::Within(..) => {}
            });
            assert_eq!(edits != before, is_secret, "{id}: an edit of {}", field.pointer);
            judged += 1;
        }
    }
    assert!(judged > 100, "only {judged} fields were looked at");
}

#[test]
fn a_field_of_a_record_that_is_a_secret_is_found_in_a_document_and_in_an_edit() {
    let prompt = json!([{"name": "Day", "integration": {"name": "CRM", "bearer_token": "s3cret"}}]);
    let shown = hidden("messageflow", &json!({"configuration": {"prompt": prompt}}));
    assert_eq!(
        shown["configuration"]["prompt"][0]["integration"],
        json!({"name": "CRM", "bearer_token": "###"})
    );
    for (at, value) in [
        ("/configuration/prompt", prompt.clone()),
        ("/configuration/prompt/0/integration/bearer_token", json!("s3cret")),
        ("/settings/headers/X-Anything", json!("s3cret")),
        ("/settings/api_key/deep/part", json!("s3cret")),
    ] {
        let mut found = Vec::new();
        let mut edits = Edits([(Pointer::parse(at).unwrap(), value)].into());
        each_secret_of_edits(system("messageflow"), &Forms::default(), &mut edits, &mut |at, _| {
            found.push(at.to_owned());
        });
        assert_eq!(found.len(), 1, "{at} would be written to the disk");
    }
}

#[test]
fn the_address_of_a_stored_file_keeps_what_it_needs_to_be_fetched() {
    let signed = "https://files.example/a.png?X-Amz-Signature=0123";
    let document = json!({"avatarUrl": signed, "dropVms": [{"mediaUrl": signed}]});
    assert_eq!(hidden("bird", &document), document, "pictures and sounds could not be fetched");
    let shown = hidden(
        "bird",
        &json!({"dropVms": [{"token": "s3cret", "mediaUrl": "https://a:s3cret@host/x",
        "hook": "https://host/?api_key=s3cret", "httpHeaders": [{"name": "A", "value": "s3cret"}, "B: s3cret"]}]}),
    );
    assert!(!shown.to_string().contains("s3cret"), "{shown}");
}

#[test]
fn what_stands_for_a_secret_is_found_wherever_it_was_moved_to() {
    let mask = MaskedSecret { mark: "0123456789abcdef".to_owned(), at: "/x".to_owned() }.to_value();
    let part = MaskedPart::text("0123456789abcdef");
    let mut document =
        json!({"bio": mask, "list": [format!("a {part} b"), format!("https://new{part}@host")]});
    let mut found = Vec::new();
    each_secret(system("diga"), &Forms::default(), &mut document, &mut |at, each| {
        found.push((
            at.to_owned(),
            match each {
                Found::Whole(_) => 0,
                Found::Within(_, parts) => parts.len(),
            },
        ));
    });
    let expected = [("/bio", 0), ("/list/0", 1), ("/list/1", 2)].map(|(at, parts)| (at.to_owned(), parts));
    assert_eq!(found, expected, "a mask would be sent to the system");
}
