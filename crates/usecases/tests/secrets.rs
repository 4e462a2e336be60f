//! Secrets inside documents: they never cross to the window, never reach the disk, and are not lost.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use callboard_model::{ErrorCode, FindingCode, MaskedSecret, SaveOutcome};
use callboard_sandbox::FaultKind;
use serde::Serialize;
use serde_json::{Value, json};
use support::{Office, code_of, deleted, edits, job, pointer, quiet, saved};

const PROMPTS: &str = "/configuration/prompt";

/// Every bearer token of MessageFlow's sample agents, as its server has them.
async fn tokens_on_the_server(office: &Office) -> Vec<String> {
    let account = office.sandbox.account("messageflow").unwrap();
    let (base, tenant) = (&account.base_url, account.value("tenantId").unwrap());
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let get = |path: String| {
        let request = client.get(format!("{base}{path}?tenant_id={tenant}")).bearer_auth(support::KEY);
        async move { request.send().await.unwrap().json::<Value>().await.unwrap() }
    };
    let mut tokens = Vec::new();
    for agent in get("/agents".to_owned()).await.as_array().unwrap() {
        let document = get(format!("/agents/{}", agent["id"])).await;
        for prompt in document["configuration"]["prompt"].as_array().into_iter().flatten() {
            tokens.extend(prompt["integration"]["bearer_token"].as_str().map(str::to_owned));
        }
    }
    office.sandbox.requests().clear();
    tokens
}

/// An agent with at least two prompts, the first with a token.
async fn with_token(office: &Office) -> callboard_model::AgentRecord {
    let connection = office.connect("messageflow").await;
    for agent in office.agents_of(&connection).await {
        let record = office.read_of(&connection, &agent.id).await.unwrap();
        let prompts = record.document["configuration"]["prompt"].as_array().cloned().unwrap_or_default();
        let has_token =
            |prompt: &Value| MaskedSecret::of_value(&prompt["integration"]["bearer_token"]).is_some();
        if prompts.len() > 1 && prompts.iter().any(has_token) {
            return record;
        }
    }
    panic!("no sample agent has a token");
}

fn text(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

#[tokio::test]
async fn nothing_that_crosses_to_the_window_holds_a_token() {
    let office = Office::open().await;
    let tokens = tokens_on_the_server(&office).await;
    assert!(tokens.len() > 1, "the sample agents have no tokens to hide");
    let assert_hidden = |what: &str, crossed: String| {
        for token in &tokens {
            assert!(!crossed.contains(token.as_str()), "{what} shows a token to the web page");
        }
    };
    let record = with_token(&office).await;
    let connection = record.connection.clone();
    assert_hidden("a list", text(&office.agents_of(&connection).await));
    assert_hidden("a record", text(&record));
    let prompts = pointer(PROMPTS).read_or_null(&record.document);
    let learned = callboard_model::Learned { from: pointer("/configuration"), value: None, label: None };
    assert_hidden("a picker", text(&office.callboard.agents.learned_values(&connection, &learned)));
    let mut renamed = prompts.clone();
    renamed[0]["name"] = json!("Renamed");
    let changes = edits([(PROMPTS, renamed)]);
    let plan = office
        .callboard
        .drafts
        .check_edits(&connection, Some(&record.id), &record.document, &changes)
        .unwrap();
    assert_hidden("a plan", text(&plan));
    let copied = office
        .callboard
        .copying
        .duplicate_edits(connection.clone(), record.id.clone(), job(), quiet())
        .await
        .unwrap();
    assert_hidden("a copy", text(&copied));
    let target = office.connect("hmsSovereign").await;
    let plan = office
        .callboard
        .copying
        .plan_copy(connection.clone(), record.id.clone(), target, job(), quiet())
        .await
        .unwrap();
    assert_hidden("a plan of a copy", text(&plan));
    assert_hidden("a saved agent", text(&office.save_of(&record, changes).await.unwrap()));
    let history = office.history_of(&connection, None).await;
    assert!(!history.is_empty());
    assert_hidden("the history", text(&history));
    let undone = office.callboard.changes.undo_change(history[0].id.clone(), job(), quiet()).await.unwrap();
    assert_hidden("an undone change", text(&undone));
    deleted(
        office.callboard.changes.delete_agent(connection.clone(), record.id.clone(), job(), quiet()).await,
    );
    assert_hidden("a deleted agent", text(&office.history_of(&connection, None).await));
    for file in std::fs::read_dir(office.folder.path().join("journal")).unwrap() {
        let content = std::fs::read(file.unwrap().path()).unwrap();
        assert_hidden("the journal", String::from_utf8_lossy(&content).into_owned());
    }
}

#[tokio::test]
async fn saving_something_else_keeps_every_token_where_it_was() {
    let office = Office::open().await;
    let before = tokens_on_the_server(&office).await;
    let record = with_token(&office).await;
    let mut prompts = pointer(PROMPTS).read_or_null(&record.document);
    prompts[0]["prompt"] = json!("Speak more slowly.");
    saved(office.save_of(&record, edits([(PROMPTS, prompts), ("/description", json!("New"))])).await);
    assert_eq!(tokens_on_the_server(&office).await, before, "an integration stopped working");
}

#[tokio::test]
async fn a_typed_token_replaces_the_old_one_and_is_written_nowhere() {
    let office = Office::open().await;
    let record = with_token(&office).await;
    let mut prompts = pointer(PROMPTS).read_or_null(&record.document);
    let place = prompts
        .as_array()
        .unwrap()
        .iter()
        .position(|prompt| !prompt["integration"]["bearer_token"].is_null());
    prompts[place.unwrap()]["integration"]["bearer_token"] = json!("typed-just-now-4711");
    let changes = edits([(PROMPTS, prompts)]);
    let draft = callboard_model::Draft {
        connection: record.connection.clone(),
        agent: Some(record.id.clone()),
        base: record.document.clone(),
        edits: changes.clone(),
        updated_at: String::new(),
    };
    office.callboard.drafts.keep_draft(draft).await.unwrap();
    let kept = office.drafts().await;
    assert!(!text(&kept).contains("typed-just-now"), "a typed token lies on the disk");
    let plan = office
        .callboard
        .drafts
        .check_edits(&record.connection, Some(&record.id), &record.document, &kept[0].edits)
        .unwrap();
    assert!(
        plan.findings.iter().any(|finding| finding.code == FindingCode::SecretMissing),
        "an offered draft would send a mask for a token: {:?}",
        plan.findings
    );
    let outcome = office.save_of(&record, changes).await.unwrap();
    assert!(!text(&outcome).contains("typed-just-now"));
    assert!(matches!(outcome, SaveOutcome::Saved { .. }), "{outcome:?}");
    assert!(tokens_on_the_server(&office).await.contains(&"typed-just-now-4711".to_owned()));
    assert!(!text(&office.history_of(&record.connection, None).await).contains("typed-just-now"));
}

#[tokio::test]
async fn the_signing_secret_of_a_webhook_is_kept_replaced_and_removed_as_asked() {
    let office = Office::open().await;
    let connection = office.connect("hmsSovereign").await;
    let mut found = None;
    for agent in office.agents_of(&connection).await {
        let record = office.read_of(&connection, &agent.id).await.unwrap();
        if MaskedSecret::of_value(&record.document["webhook_secret"]).is_some() {
            found = Some(record);
            break;
        }
    }
    let record = found.expect("a sample agent with a signing secret");
    let (document, ..) = saved(office.save_of(&record, edits([("/first_message", json!("Hello."))])).await);
    assert_eq!(document["webhook_secret"], record.document["webhook_secret"], "the secret was lost");
    assert!(
        office.bodies("hmsSovereign.updateAgent").iter().all(|body| body.get("webhook_secret").is_none())
    );
    let (replaced, ..) =
        saved(office.save_of(&record, edits([("/webhook_secret", json!("brand-new-4711"))])).await);
    assert_ne!(replaced["webhook_secret"], record.document["webhook_secret"]);
    assert!(!replaced.to_string().contains("brand-new"));
    let mut record = record;
    record.document = replaced;
    let (removed, ..) = saved(office.save_of(&record, edits([("/webhook_secret", Value::Null)])).await);
    assert_eq!(removed.get("webhook_secret").cloned().unwrap_or_default(), Value::Null);
}

#[tokio::test]
async fn a_token_that_is_gone_is_asked_for_and_never_replaced_by_its_mask() {
    let office = Office::open().await;
    let record = with_token(&office).await;
    let mut prompts = pointer(PROMPTS).read_or_null(&record.document);
    for prompt in prompts.as_array_mut().unwrap() {
        if !prompt["integration"]["bearer_token"].is_null() {
            prompt["integration"]["bearer_token"] =
                MaskedSecret { mark: "zzzz".into(), at: "/nowhere".into() }.to_value();
        }
    }
    let refused = office.save_of(&record, edits([(PROMPTS, prompts)])).await;
    assert_eq!(code_of(refused), ErrorCode::SecretUnknown);
    assert!(office.sent("messageflow.updateAgent").is_empty());
}

#[tokio::test]
async fn a_refused_save_says_nothing_of_the_token_that_was_typed() {
    let office = Office::open().await;
    let record = with_token(&office).await;
    office.fault_once(FaultKind::InternalError, "messageflow.updateAgent");
    let mut prompts = pointer(PROMPTS).read_or_null(&record.document);
    prompts[0]["integration"] = json!({"name": "New", "bearer_token": "typed-just-now-4711"});
    prompts[0]["voice"] = json!("nobody");
    let outcome = office.save_of(&record, edits([(PROMPTS, prompts)])).await;
    assert!(!format!("{outcome:?}").contains("typed-just-now"), "{outcome:?}");
}
