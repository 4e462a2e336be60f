//! Finding out whether an agent was created: who is there by that name, and who is to the letter what was asked for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use callboard_model::{AgentId, CallboardError, Edits, ErrorCode};
use callboard_systems::{look_for, present_before};
use serde_json::{Value, json};
use support::{AGENTS, Stage, bird, edits, ok, refusal, system};
use wiremock::matchers::{method, path, query_param, query_param_is_missing};
use wiremock::{Mock, ResponseTemplate};

/// A system with a list, where its list is, and how it wraps one agent.
struct Subject {
    name: &'static str,
    list: &'static str,
    listed: fn(&[Value]) -> Value,
    single: fn(&Value) -> Value,
}

const SUBJECTS: [Subject; 3] = [
    Subject {
        name: "bird",
        list: "/workspaces/w-1/agents",
        listed: |agents| json!({"results": agents}),
        single: Value::clone,
    },
    Subject {
        name: "hmsSovereign",
        list: "/agents",
        listed: |agents| json!({"agents": agents}),
        single: |agent| json!({"agent": agent}),
    },
    Subject { name: "messageflow", list: "/agents", listed: |agents| json!(agents), single: Value::clone },
];

impl Subject {
    async fn stage(&self) -> Stage {
        let mut stage = Stage::of(self.name).await;
        let values = [("workspaceId", "w-1"), ("authScheme", "accessKey"), ("tenantId", "1")];
        stage.connection.values.extend(values.map(|(key, value)| (key.to_owned(), value.to_owned())));
        stage
    }

    /// Lists the agents with their names only, and answers each whole.
    async fn holds(&self, agents: &[Value]) -> Stage {
        let stage = self.stage().await;
        let short: Vec<_> =
            agents.iter().map(|agent| json!({"id": agent["id"], "name": agent["name"]})).collect();
        stage.answers_at("GET", self.list, ok(&(self.listed)(&short))).await;
        for agent in agents {
            let id = agent["id"].as_str().map_or_else(|| agent["id"].to_string(), str::to_owned);
            stage.answers_at("GET", &format!("{}/{id}", self.list), ok(&(self.single)(agent))).await;
        }
        stage
    }

    async fn found(&self, stage: &Stage, edits: &Edits) -> Result<Vec<Value>, CallboardError> {
        look_for(system(self.name).parts().create.unwrap(), &stage.session(), edits).await
    }
}

fn hms() -> &'static Subject {
    &SUBJECTS[1]
}

/// A new agent of each system, and how the system tells it.
fn created(subject: &Subject) -> (Edits, Value) {
    match subject.name {
        "bird" => (
            edits(&[
                ("/name", json!("Avery")),
                ("/bio", json!("Billing")),
                ("/teamIds", json!(["t-1", "t-2"])),
                ("/userId", json!("u-1")),
                ("/wrapUpTime", json!(30)),
                ("/holidays", json!([{"name": "New Year", "day": 1, "month": 1}])),
            ]),
            json!({"id": "new", "name": "Avery", "bio": "Billing", "user": {"id": "u-1", "name": "A"},
                "teams": [{"id": "t-2", "name": "Two"}, {"id": "t-1"}], "wrapUpTime": null,
                "holidays": [{"name": "New Year", "day": 1, "month": 1}], "status": "active"}),
        ),
        "hmsSovereign" => (
            edits(&[
                ("/name", json!("Avery")),
                ("/first_message", Value::Null),
                ("/max_duration_seconds", json!(600)),
                ("/webhook_url", json!("https://example.com/hook")),
                ("/webhook_secret", json!("whsec-1")),
                ("/webhook_events", json!(["call.ended"])),
            ]),
            json!({"id": "new", "name": "Avery", "first_message": "", "max_duration_seconds": 600.0,
                "webhook_url": "https://example.com/hook", "webhook_secret": "whsec-…",
                "webhook_events": ["call.ended"], "created_at": "2025-12-13T10:00:00.000Z"}),
        ),
        _ => (
            edits(&[
                ("/name", json!("Avery")),
                ("/description", json!("Nights")),
                (
                    "/configuration/prompt",
                    json!([{"id": 4, "name": "Main", "prompt": "Be kind",
                    "integration": {"id": 3, "server": "https://example.com", "bearer_token": "b"}}]),
                ),
            ]),
            json!({"id": 9, "name": "Avery", "number": "t1", "description": "Nights",
                "configuration": {"name": null, "prompt": [{"id": 77, "name": "Main", "prompt": "Be kind",
                    "voice": null, "integration": {"id": 78, "server": "https://example.com"}}]}}),
        ),
    }
}

#[tokio::test]
async fn an_agent_whose_answer_was_lost_is_found_whole() {
    for subject in &SUBJECTS {
        let (edits, agent) = created(subject);
        let stage = subject.holds(&[json!({"id": "other", "name": "Robin"}), agent.clone()]).await;
        let found = subject.found(&stage, &edits).await.unwrap();
        assert_eq!(found, [agent], "{}: it would be created a second time", subject.name);
        assert_eq!(stage.sent("GET").await, stage.requests().await.len(), "looking changes nothing");
        assert_eq!(stage.requests().await.len(), 2, "only who has the name is read");
    }
}

#[tokio::test]
async fn an_agent_that_differs_in_one_field_is_a_colleagues() {
    let others: [&[(&str, Value)]; 3] = [
        &[
            ("/bio", json!("Sales")),
            ("/bio", Value::Null),
            ("/user/id", json!("u-2")),
            ("/teams", json!([{"id": "t-1"}])),
            ("/holidays", json!([{"name": "New Year", "day": 1, "month": 2}])),
        ],
        &[
            ("/max_duration_seconds", json!(601)),
            ("/webhook_url", Value::Null),
            ("/webhook_events", json!(["call.started"])),
        ],
        &[
            ("/description", json!("Days")),
            ("/configuration/prompt/0/prompt", json!("Be quick")),
            ("/configuration/prompt", json!([])),
            ("/configuration", Value::Null),
        ],
    ];
    for (subject, others) in SUBJECTS.iter().zip(others) {
        let (edits, agent) = created(subject);
        for (place, value) in others {
            let mut other = agent.clone();
            *other.pointer_mut(place).unwrap() = value.clone();
            let stage = subject.holds(&[other]).await;
            let found = subject.found(&stage, &edits).await.unwrap();
            assert!(
                found.is_empty(),
                "{} {place}: a colleague's agent was taken for the new one",
                subject.name
            );
        }
    }
}

#[tokio::test]
async fn every_agent_that_agrees_is_told_so_that_nobody_picks_by_chance() {
    for subject in &SUBJECTS {
        let (edits, agent) = created(subject);
        let mut twin = agent.clone();
        twin["id"] = json!("twin");
        let stage = subject.holds(&[agent, twin]).await;
        assert_eq!(subject.found(&stage, &edits).await.unwrap().len(), 2, "{}", subject.name);
    }
}

#[tokio::test]
async fn who_is_there_by_that_name_is_known_from_the_list_alone() {
    for subject in &SUBJECTS {
        let (edits, agent) = created(subject);
        let others = [json!({"id": "same", "name": "Avery"}), json!({"id": "no", "name": "Avery B"})];
        let stage = subject.holds(&[std::slice::from_ref(&agent), &others].concat()).await;
        let present = present_before(system(subject.name).parts().create.unwrap(), &stage.session(), &edits)
            .await
            .unwrap();
        let id = system(subject.name).agent_id(&agent).unwrap();
        assert_eq!(present, [id, AgentId::parse("same").unwrap()].into(), "{}", subject.name);
        assert_eq!(stage.requests().await.len(), 1);
    }
}

#[tokio::test]
async fn a_look_that_could_not_see_everything_is_an_error_and_never_not_there() {
    for subject in &SUBJECTS {
        let (edits, agent) = created(subject);
        let stage = subject.stage().await;
        stage.answers_at("GET", subject.list, refusal(500, "No")).await;
        let stage = Stage { call: stage.call.with_retry_budget(std::time::Duration::ZERO), ..stage };
        let error = subject.found(&stage, &edits).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::SystemFault, "the list: {}", subject.name);
        let error = present_before(system(subject.name).parts().create.unwrap(), &stage.session(), &edits)
            .await
            .unwrap_err();
        assert_eq!(error.code, ErrorCode::SystemFault, "the list: {}", subject.name);

        let stage = subject.stage().await;
        stage.answers_at("GET", subject.list, ok(&(subject.listed)(std::slice::from_ref(&agent)))).await;
        let id = agent["id"].as_str().map_or_else(|| agent["id"].to_string(), str::to_owned);
        stage.answers_at("GET", &format!("{}/{id}", subject.list), refusal(403, "No")).await;
        let error = subject.found(&stage, &edits).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::NotAllowed, "a candidate: {}", subject.name);

        let nameless = json!({"id": null, "name": "Avery"});
        let stage = subject.stage().await;
        stage.answers_at("GET", subject.list, ok(&(subject.listed)(&[nameless]))).await;
        let error = subject.found(&stage, &edits).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::UnreadableAnswer, "one without an id: {}", subject.name);
    }
}

#[tokio::test]
async fn a_candidate_that_was_deleted_meanwhile_is_not_there() {
    let (edits, agent) = created(hms());
    let stage = hms().stage().await;
    stage.answers_at("GET", "/agents", ok(&json!({"agents": [agent]}))).await;
    let gone = ResponseTemplate::new(404).set_body_json(json!({"error": "Agent not found"}));
    stage.answers_at("GET", "/agents/new", gone).await;
    assert_eq!(hms().found(&stage, &edits).await.unwrap(), [] as [Value; 0]);
}

#[tokio::test]
async fn bird_is_asked_by_name_and_walked_to_its_end() {
    let stage = Stage::new().await;
    let (edits, agent) = created(&SUBJECTS[0]);
    let list = || Mock::given(method("GET")).and(path(AGENTS)).and(query_param("name", "Avery"));
    let first = json!({"results": [{"id": "x", "name": "Avery Two"}], "nextPageToken": "t"});
    list().and(query_param_is_missing("pageToken")).respond_with(ok(&first)).mount(&stage.server).await;
    let second = json!({"results": [{"id": "new", "name": "Avery"}]});
    list().and(query_param("pageToken", "t")).respond_with(ok(&second)).mount(&stage.server).await;
    stage.answers("GET", "/new", ok(&agent)).await;
    assert_eq!(look_for(bird().parts().create.unwrap(), &stage.session(), &edits).await.unwrap(), [agent]);
    let circle = Stage::new().await;
    circle.answers("GET", "", ok(&json!({"results": [], "nextPageToken": "t"}))).await;
    let error = look_for(bird().parts().create.unwrap(), &circle.session(), &edits).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::UnreadableAnswer, "a list that runs in a circle shows nobody");
}

#[tokio::test]
async fn edits_that_no_create_takes_are_refused_before_anything_is_asked() {
    let stage = Stage::new().await;
    let wrong = edits(&[("/name", json!("A")), ("/workload", json!(1))]);
    let error = look_for(bird().parts().create.unwrap(), &stage.session(), &wrong).await.unwrap_err();
    assert_eq!((error.code, error.operation.as_deref()), (ErrorCode::InvalidEdits, Some("createAgent")));
    assert!(stage.requests().await.is_empty());
}
