//! Carrying an agent into another system: shown first, created only by a save.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use callboard_model::{LeftOutReason, Meaning, SaveOutcome};
use callboard_usecases::{SaveRequest, SaveTarget};
use serde_json::json;
use support::{Office, job, pointer, quiet};

#[tokio::test]
async fn a_voice_of_messageflow_becomes_one_of_hms_sovereign() {
    let office = Office::open().await;
    let (from, to) = (office.connect("messageflow").await, office.connect("hmsSovereign").await);
    let agents = office.agents_of(&from).await;
    let mut record = None;
    for agent in &agents {
        let read = office.read_of(&from, &agent.id).await.unwrap();
        if read.document["configuration"]["prompt"][0]["prompt"].as_str().is_some_and(|text| !text.is_empty())
        {
            record = Some(read);
            break;
        }
    }
    let record = record.expect("an agent with a prompt");
    office.sandbox.requests().clear();
    let plan = office
        .callboard
        .copying
        .plan_copy(from, record.id.clone(), to.clone(), job(), quiet())
        .await
        .unwrap();
    assert!(
        office.sandbox.requests().list().iter().all(|request| request.method == "GET"),
        "looking at a copy changed something"
    );
    let carried: Vec<Meaning> = plan.carried.iter().map(|field| field.meaning).collect();
    for meaning in [Meaning::Name, Meaning::Prompt, Meaning::Voice] {
        assert!(carried.contains(&meaning), "{meaning:?} is lost: {plan:?}");
    }
    assert_eq!(plan.edits.0[&pointer("/name")], record.document["name"]);
    assert!(!plan.missing.is_empty(), "what has to be filled in is not said");
    assert!(plan.left_out.iter().all(|field| field.reason != LeftOutReason::Secret || field.value.is_null()));
    for prompt in record.document["configuration"]["prompt"].as_array().unwrap() {
        if !prompt["integration"]["bearer_token"].is_null() {
            assert!(
                plan.left_out.iter().any(|field| field.reason == LeftOutReason::Secret),
                "nobody is told that a token stays behind: {:?}",
                plan.left_out
            );
        }
    }
    let mut wanted = plan.edits.clone();
    for pointer in &plan.missing {
        let value = match pointer.as_str() {
            "/stt_config/provider" => json!("deepgram"),
            "/stt_config/model" => json!("nova-3-general"),
            "/llm_config/provider" => json!("openai"),
            "/llm_config/model" => json!("gpt-4o-mini"),
            other if other.ends_with("/language") => json!("en"),
            other => panic!("nobody knows what to fill in at {other}"),
        };
        wanted.0.insert(pointer.clone(), value);
    }
    let request = SaveRequest {
        connection: to,
        target: SaveTarget::New,
        base: json!({}),
        edits: wanted,
        picks: Vec::new(),
    };
    let outcome = office.callboard.changes.save_agent(request, job(), quiet()).await.unwrap();
    let SaveOutcome::Saved { record: created, differences, .. } = outcome else { panic!("{outcome:?}") };
    assert!(differences.is_empty(), "{differences:?}");
    assert_eq!(created.summary.name, record.summary.name);
    let prompt = &record.document["configuration"]["prompt"][0]["prompt"];
    let messages = created.document["llm_config"]["messages"].as_array().unwrap();
    assert!(messages.iter().any(|message| &message["content"] == prompt), "{messages:?}");
}

#[tokio::test]
async fn the_words_of_a_diga_agent_go_along_and_its_own_ids_stay_behind() {
    let office = Office::open().await;
    let (from, to) = (office.connect("diga").await, office.connect("messageflow").await);
    let agent = office.agents_of(&from).await[0].id.clone();
    let plan = office.callboard.copying.plan_copy(from, agent, to, job(), quiet()).await.unwrap();
    assert!(plan.carried.iter().any(|field| field.meaning == Meaning::Prompt), "{plan:?}");
    assert!(
        plan.left_out.iter().any(
            |field| field.pointer == pointer("/voice_id") || field.pointer.as_str().starts_with("/voice")
        ),
        "{plan:?}"
    );
}

#[tokio::test]
async fn a_person_becomes_a_voice_with_no_more_than_a_name() {
    let office = Office::open().await;
    let to = office.connect("messageflow").await;
    let person = office.person("Marta Vidal Soler").await;
    let plan = office
        .callboard
        .copying
        .plan_copy(office.connection.clone(), support::id_of(&person), to, job(), quiet())
        .await
        .unwrap();
    assert_eq!(plan.edits.0[&pointer("/name")], json!("Marta Vidal Soler"));
    assert!(plan.left_out.iter().any(|field| field.pointer == pointer("/weeklySchedule")));
}

#[tokio::test]
async fn between_two_accounts_of_one_system_all_goes_along_but_what_is_known_by_ids() {
    let office = Office::open().await;
    let other = callboard_model::ConnectionDraft {
        name: "The other office".to_owned(),
        ..support::bird_in(&office.sandbox)
    };
    let other = office
        .callboard
        .connections
        .add_connection(other, callboard_model::Sensitive::new(support::KEY))
        .await
        .unwrap();
    let person = office.person("Marta Vidal Soler").await;
    let (from, id) = (office.connection.clone(), support::id_of(&person));
    let plan =
        office.callboard.copying.plan_copy(from, id, other.connection.id, job(), quiet()).await.unwrap();
    for place in ["/name", "/weeklySchedule", "/timezone"] {
        assert!(plan.edits.0.contains_key(&pointer(place)), "{place} stays behind: {plan:?}");
    }
    assert!(!plan.edits.0.contains_key(&pointer("/teamIds")), "a team of another account would be refused");
    assert!(plan.left_out.iter().any(|field| field.pointer == pointer("/teamIds")), "{plan:?}");
}
