#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use serde_json::json;

use super::*;

/// Keeps the key as the settings file does.
#[derive(Default)]
struct Kept(Mutex<HashMap<String, Value>>);

impl Store for Kept {
    fn read(&self, key: &str) -> Option<Value> {
        self.0.lock().unwrap().get(key).cloned()
    }

    fn write(&self, key: &str, value: Value) -> Result<()> {
        self.0.lock().unwrap().insert(key.to_owned(), value);
        Ok(())
    }
}

const KEY: &str = "sk-7Kq2wX-of-the-connection";

fn description() -> &'static SystemDescription {
    callboard_systems::by_id(&callboard_model::SystemId::new("messageflow")).unwrap().description()
}

fn maskings() -> Maskings {
    Maskings::new(Arc::new(Kept::default()))
}

fn masking() -> Masking {
    maskings().opened(description(), &ConnectionId("c".to_owned()), &Sensitive::new(KEY), &[])
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
    let masked = masking().mask(&prompts(&["tok-1", "tok-2"]));
    let text = masked.to_string();
    assert!(!text.contains("tok-1\"}") && !text.contains("whsec"), "{text}");
    assert!(
        MaskedSecret::of_value(&masked["configuration"]["prompt"][1]["integration"]["bearer_token"])
            .is_some()
    );
}

#[test]
fn moving_prompts_about_never_gives_one_servers_token_to_another() {
    let masking = masking();
    let document = prompts(&["tok-1", "tok-2", "tok-3"]);
    let mut list = masking.mask(&document)["configuration"]["prompt"].clone();
    let items = list.as_array_mut().unwrap();
    items.swap(0, 2);
    items.remove(1);
    let sent =
        masking.unmask(&edits(&[("/configuration/prompt", list)]), &document, &Edits::default()).unwrap();
    let sent = sent.0.values().next().unwrap();
    assert_eq!(sent[0], document["configuration"]["prompt"][2]);
    assert_eq!(sent[1], document["configuration"]["prompt"][0]);
}

#[test]
fn a_token_that_was_replaced_meanwhile_is_not_overwritten_by_the_mask_of_the_old_one() {
    let masking = masking();
    let list = masking.mask(&prompts(&["old"]))["configuration"]["prompt"].clone();
    let wanted = edits(&[("/configuration/prompt", list)]);
    let error = masking.unmask(&wanted, &prompts(&["new"]), &Edits::default()).unwrap_err();
    assert_eq!(error.code, ErrorCode::SecretUnknown);
    assert_eq!(error.field.unwrap().as_str(), "/configuration/prompt/0/integration/bearer_token");
}

#[test]
fn a_typed_secret_is_sent_as_typed_and_written_nowhere() {
    let masking = masking();
    let typed = edits(&[("/webhook_secret", json!("brand-new"))]);
    let travelled = masking.mask_edits(&typed);
    assert_eq!(masking.unmask(&travelled, &prompts(&[]), &typed).unwrap(), typed);
    for kept in [masking.without_typed(&typed), masking.mask_edits(&typed)] {
        assert!(!serde_json::to_string(&kept).unwrap().contains("brand-new"));
    }
    assert!(has_forgotten(masking.without_typed(&typed).0.values().next().unwrap()));
    let kept = edits(&[("/webhook_secret", masking.mask(&prompts(&[]))["webhook_secret"].clone())]);
    assert_eq!(masking.without_typed(&kept), kept, "a secret that was left alone need not be typed again");
}

#[test]
fn an_emptied_secret_is_emptied() {
    let emptied = edits(&[("/webhook_secret", Value::Null)]);
    assert_eq!(masking().unmask(&emptied, &prompts(&[]), &emptied).unwrap(), emptied);
}

#[test]
fn what_is_sent_is_known_as_what_no_error_may_repeat() {
    let typed = edits(&[("/configuration/prompt/0/integration/bearer_token", json!("typed-2"))]);
    let document = json!({"webhook_secret": "whsec", "list": prompts(&["tok-1"]), "headers": {"Accept": 4711},
        "url": "https://a:b@host"});
    let secrets = masking().secrets_of(&document, &typed);
    let mut texts: Vec<&str> = secrets.iter().map(Sensitive::expose).collect();
    texts.sort_unstable();
    assert_eq!(texts, ["4711", "a:b", "tok-1", "typed-2", "whsec", "whsec"], "an echo of it would be shown");
}

proptest! {
    #[test]
    fn whatever_secrets_a_document_holds_masking_and_unmasking_gives_it_back(tokens in prop::collection::vec("[a-z0-9]{1,12}", 1..5)) {
        let masking = masking();
        let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
        let document = prompts(&tokens);
        let list = masking.mask(&document)["configuration"]["prompt"].clone();
        let sent = masking.unmask(&edits(&[("/configuration/prompt", list)]), &document, &Edits::default()).unwrap();
        prop_assert_eq!(sent.0.values().next().unwrap(), &document["configuration"]["prompt"]);
    }
}

#[test]
fn a_token_typed_for_a_prompt_is_sent_although_a_colleague_put_another_prompt_before_it() {
    let masking = masking();
    let document = prompts(&["theirs", "tok-1"]);
    let mut typed = masking.mask(&prompts(&["tok-1"]))["configuration"]["prompt"].clone();
    typed[0]["integration"]["bearer_token"] = json!("typed");
    let typed = edits(&[("/configuration/prompt", typed)]);
    let mine = masking.mask_edits(&typed).0.into_values().next().unwrap();
    let theirs = masking.mask(&document)["configuration"]["prompt"][0].clone();
    let merged = edits(&[("/configuration/prompt", json!([theirs, mine[0]]))]);
    let sent = masking.unmask(&merged, &document, &typed).unwrap();
    let sent = sent.0.into_values().next().unwrap();
    let token = |at: usize| sent[at]["integration"]["bearer_token"].clone();
    assert_eq!((token(0), token(1)), (json!("theirs"), json!("typed")));
}

/// Members of documents, the names of secrets and of ordinary things among them.
fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "name",
            "headers",
            "Authorization",
            "api_key",
            "key",
            "value",
            "tokens",
            "password",
            "url",
            "notes",
            "a/b~c",
            "",
            "0",
            "webhookHeaders",
            "auth",
            "credentials",
            "$masked",
            KEY,
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ]
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,12}",
        ("\\PC{0,6}", "\\PC{0,6}").prop_map(|(before, after)| format!("{before}{KEY}{after}")),
        ("[a-z:@]{1,8}", "[a-z&=?#]{0,12}")
            .prop_map(|(user, rest)| format!("see https://{user}@host/?token={rest}")),
        Just(format!("{KEY}{KEY}")),
        Just("Authorization: Bearer x".to_owned()),
        Just("$masked".to_owned()),
        Just("$masked-$".to_owned()),
    ]
}

fn any_document() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any_text().prop_map(Value::from),
        Just(json!({"$number": "123456789012345678901234567890"})),
    ];
    leaf.prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::Array),
            prop::collection::vec((any_name(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn an_odd_document_comes_back_as_it_was_to_the_last_letter(document in any_document()) {
        let masking = masking();
        let masked = masking.mask(&document);
        prop_assert_eq!(&masking.mask(&masked), &masked, "masking twice would lose a secret");
        prop_assert!(!masked.to_string().contains(KEY), "the connection's key would be shown");
        let wanted = edits(&[("/anything", masked)]);
        let sent = masking.unmask(&wanted, &document, &Edits::default()).unwrap();
        prop_assert_eq!(sent.0.values().next().unwrap().to_string(), document.to_string());
    }

    #[test]
    fn what_was_typed_is_sent_as_typed_and_none_of_its_secrets_is_kept(document in any_document()) {
        let masking = masking();
        let typed = edits(&[("/anything", document.clone())]);
        let sent = masking.unmask(&masking.mask_edits(&typed), &Value::Null, &typed).unwrap();
        prop_assert_eq!(sent.0.values().next().unwrap().to_string(), document.to_string());
        let secrets = masking.secrets_of(&Value::Null, &typed);
        let left = masking.secrets_of(&Value::Null, &masking.without_typed(&typed));
        prop_assert!(left.is_empty(), "{} of {} secrets would be written to the disk", left.len(), secrets.len());
    }
}

#[test]
fn marks_stay_from_start_to_start_and_differ_from_installation_to_installation() {
    let store = Arc::new(Kept::default());
    let (document, connection) = (prompts(&["tok-1"]), ConnectionId("c".to_owned()));
    let masked =
        |store: &Arc<Kept>| Maskings::new(store.clone()).of(description(), &connection).mask(&document);
    let first = masked(&store);
    assert_eq!(masked(&store), first, "every secret would seem to have changed after a restart");
    let other = masked(&Arc::new(Kept::default()));
    assert_ne!(other, first, "whoever has a journal could try passwords until one fits");
}

#[test]
fn a_mark_of_an_earlier_version_is_refused_and_loses_nothing() {
    // As an earlier version made it: sixteen bits of a digest that is the same everywhere.
    let old = MaskedSecret { mark: "3f2a".to_owned(), at: "/webhook_secret".to_owned() }.to_value();
    let wanted = edits(&[("/webhook_secret", old)]);
    let error = masking().unmask(&wanted, &prompts(&["tok-1"]), &Edits::default()).unwrap_err();
    assert_eq!(error.code, ErrorCode::SecretUnknown);
    assert_eq!(error.field.unwrap().as_str(), "/webhook_secret");
}

#[test]
fn a_part_of_an_address_that_was_left_alone_is_sent_although_the_rest_was_edited() {
    let masking = masking();
    let document = json!({"webhook_url": "https://ana:s3cret@host/old?token=abc"});
    let shown = masking.mask(&document)["webhook_url"].as_str().unwrap().to_owned();
    assert!(!shown.contains("s3cret") && !shown.contains("abc"), "{shown}");
    let wanted = edits(&[("/webhook_url", json!(shown.replace("/old", "/new")))]);
    let sent = masking.unmask(&wanted, &document, &Edits::default()).unwrap();
    assert_eq!(sent.0.values().next().unwrap(), "https://ana:s3cret@host/new?token=abc");
    let unknown = masking.unmask(&wanted, &json!({}), &Edits::default()).unwrap_err();
    assert_eq!(
        unknown.code,
        ErrorCode::SecretUnknown,
        "letters that stand for a password would be sent as one"
    );
}

#[test]
fn a_secret_that_was_kept_within_one_that_was_typed_is_put_back() {
    let masking = masking();
    let document = json!({"integration": {"bearer_token": "tok-1"}});
    let kept = masking.mask(&document)["integration"]["bearer_token"].clone();
    let typed = edits(&[("/credentials", json!({"user": "ana", "token": kept}))]);
    let sent = masking.unmask(&masking.mask_edits(&typed), &document, &typed).unwrap();
    assert_eq!(sent.0.values().next().unwrap(), &json!({"user": "ana", "token": "tok-1"}));
}

#[test]
fn a_draft_of_a_text_with_the_key_of_its_connection_asks_for_it_again() {
    let (maskings, connection) = (maskings(), ConnectionId("c".to_owned()));
    maskings.opened(description(), &connection, &Sensitive::new(KEY), &[]);
    let typed = edits(&[("/description", json!(format!("say {KEY} slowly")))]);
    let kept = maskings.of(description(), &connection).without_typed(&typed);
    let text = kept.0.values().next().unwrap();
    assert_eq!(text, "say $masked$ slowly", "the key would be written to the disk");
    assert!(has_forgotten(text));
}
