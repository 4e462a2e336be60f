#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use serde_json::json;

use super::*;

fn description() -> SystemDescription {
    let mut description =
        callboard_systems::by_id(&callboard_model::SystemId::new("bird")).unwrap().description().clone();
    description.secret_members = vec!["bearer_token".to_owned(), "webhook_secret".to_owned()];
    description
}

fn edits(pairs: &[(&str, Value)]) -> Edits {
    Edits(pairs.iter().map(|(at, value)| (Pointer::parse(*at).unwrap(), value.clone())).collect())
}

fn prompts(tokens: &[&str]) -> Value {
    let prompts: Vec<_> = tokens
        .iter()
        .map(|token| json!({"name": format!("of {token}"), "integration": {"bearer_token": token}}))
        .collect();
    json!({"webhook_secret": "whsec", "configuration": {"prompt": prompts}})
}

#[test]
fn no_secret_is_left_in_a_masked_document_however_deep_it_lies() {
    let masked = mask(&description(), &prompts(&["tok-1", "tok-2"]));
    let text = masked.to_string();
    assert!(!text.contains("tok-1\"}") && !text.contains("whsec"), "{text}");
    assert!(
        MaskedSecret::of_value(&masked["configuration"]["prompt"][1]["integration"]["bearer_token"])
            .is_some()
    );
}

#[test]
fn moving_prompts_about_never_gives_one_servers_token_to_another() {
    let description = description();
    let document = prompts(&["tok-1", "tok-2", "tok-3"]);
    let mut list = mask(&description, &document)["configuration"]["prompt"].clone();
    let items = list.as_array_mut().unwrap();
    items.swap(0, 2);
    items.remove(1);
    let sent = unmask(&description, &edits(&[("/configuration/prompt", list)]), &document, &Edits::default())
        .unwrap();
    let sent = sent.0.values().next().unwrap();
    assert_eq!(sent[0], document["configuration"]["prompt"][2]);
    assert_eq!(sent[1], document["configuration"]["prompt"][0]);
}

#[test]
fn a_token_that_was_replaced_meanwhile_is_not_overwritten_by_the_mask_of_the_old_one() {
    let description = description();
    let list = mask(&description, &prompts(&["old"]))["configuration"]["prompt"].clone();
    let wanted = edits(&[("/configuration/prompt", list)]);
    let error = unmask(&description, &wanted, &prompts(&["new"]), &Edits::default()).unwrap_err();
    assert_eq!(error.code, ErrorCode::SecretUnknown);
    assert_eq!(error.field.unwrap().as_str(), "/configuration/prompt/0/integration/bearer_token");
}

#[test]
fn a_typed_secret_is_sent_as_typed_and_written_nowhere() {
    let description = description();
    let typed = edits(&[("/webhook_secret", json!("brand-new"))]);
    let travelled = mask_edits(&description, &typed);
    assert_eq!(unmask(&description, &travelled, &prompts(&[]), &typed).unwrap(), typed);
    for kept in [without_typed(&description, &typed), mask_edits(&description, &typed)] {
        assert!(!serde_json::to_string(&kept).unwrap().contains("brand-new"));
    }
    assert!(has_forgotten(without_typed(&description, &typed).0.values().next().unwrap()));
    let kept = edits(&[("/webhook_secret", mask(&description, &prompts(&[]))["webhook_secret"].clone())]);
    assert_eq!(
        without_typed(&description, &kept),
        kept,
        "a secret that was left alone need not be typed again"
    );
}

#[test]
fn an_emptied_secret_is_emptied() {
    let emptied = edits(&[("/webhook_secret", Value::Null)]);
    assert_eq!(unmask(&description(), &emptied, &prompts(&[]), &emptied).unwrap(), emptied);
}

#[test]
fn what_a_server_echoes_is_not_handed_on() {
    let error =
        CallboardError::new(ErrorCode::RefusedValues).with_detail("bad tok-1, bad typed-2, bad whsec");
    let typed = edits(&[("/configuration/prompt/0/integration/bearer_token", json!("typed-2"))]);
    let scrubbed = scrub(&description(), error, &prompts(&["tok-1"]), &typed);
    assert_eq!(scrubbed.detail.unwrap(), "bad …, bad …, bad …");
}

proptest! {
    #[test]
    fn whatever_secrets_a_document_holds_masking_and_unmasking_gives_it_back(tokens in prop::collection::vec("[a-z0-9]{1,12}", 1..5)) {
        let description = description();
        let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
        let document = prompts(&tokens);
        let list = mask(&description, &document)["configuration"]["prompt"].clone();
        let sent = unmask(&description, &edits(&[("/configuration/prompt", list)]), &document, &Edits::default()).unwrap();
        prop_assert_eq!(sent.0.values().next().unwrap(), &document["configuration"]["prompt"]);
    }
}

#[test]
fn a_token_typed_for_a_prompt_is_sent_although_a_colleague_put_another_prompt_before_it() {
    let description = description();
    let document = prompts(&["theirs", "tok-1"]);
    let mut typed = mask(&description, &prompts(&["tok-1"]))["configuration"]["prompt"].clone();
    typed[0]["integration"]["bearer_token"] = json!("typed");
    let typed = edits(&[("/configuration/prompt", typed)]);
    let mine = mask_edits(&description, &typed).0.into_values().next().unwrap();
    let theirs = mask(&description, &document)["configuration"]["prompt"][0].clone();
    let merged = edits(&[("/configuration/prompt", json!([theirs, mine[0]]))]);
    let sent = unmask(&description, &merged, &document, &typed).unwrap();
    let sent = sent.0.into_values().next().unwrap();
    let token = |at: usize| sent[at]["integration"]["bearer_token"].clone();
    assert_eq!((token(0), token(1)), (json!("theirs"), json!("typed")));
}
