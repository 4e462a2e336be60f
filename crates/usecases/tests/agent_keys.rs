//! Agents with a key of their own: users, numbers and webhooks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use callboard_model::{
    ChangeKind, ConnectionId, CredentialState, ErrorCode, LookResult, OpenState, SaveOutcome, Sensitive,
    UserQuery, Verdict, WebhookDraft, WebhookHeader,
};
use callboard_sandbox::FaultKind;
use support::{KEY, Office, code_of, job, quiet, sent};

impl Office {
    async fn with_agent_keys(&self) -> ConnectionId {
        let connection = self.connect("raia").await;
        for key in self.sandbox.account("raia").unwrap().agent_keys.clone() {
            let added = self
                .callboard
                .connections
                .add_agent_key(connection.clone(), Sensitive::new(key), job(), quiet())
                .await;
            added.unwrap();
        }
        connection
    }
}

#[tokio::test]
async fn each_key_brings_its_agent_and_a_wrong_or_second_key_brings_none() {
    let office = Office::open().await;
    let connection = office.with_agent_keys().await;
    let agents = office.agents_of(&connection).await;
    assert_eq!(agents.len(), office.sandbox.account("raia").unwrap().agent_keys.len());
    let add = |key: &str| {
        office.callboard.connections.add_agent_key(connection.clone(), Sensitive::new(key), job(), quiet())
    };
    assert_eq!(code_of(add("nobody-s-key-4711").await), ErrorCode::WrongKey, "403 is a wrong key there");
    let twin = add(&office.sandbox.account("raia").unwrap().agent_keys[0]).await.unwrap_err();
    assert_eq!(twin.code, ErrorCode::AlreadyAdded);
    assert!(!twin.context["name"].is_empty());
    assert_eq!(code_of(add("  ").await), ErrorCode::CredentialMissing);
    assert_eq!(office.agents_of(&connection).await.len(), agents.len());
    let kept = office.callboard.connections.connections().unwrap();
    let kept = kept.iter().find(|kept| kept.id == connection).unwrap();
    let text = serde_json::to_string(kept).unwrap();
    assert!(!text.contains(KEY), "a key lies in the settings file");
    let gone = kept.agent_keys[0].clone();
    office.callboard.connections.remove_agent_key(connection.clone(), gone.id).await.unwrap();
    let left = office.agents_of(&connection).await;
    assert!(left.len() == agents.len() - 1 && left.iter().all(|agent| agent.id != gone.agent));
}

#[tokio::test]
async fn one_agent_that_does_not_answer_is_never_left_out_silently() {
    let office = Office::open().await;
    let connection = office.with_agent_keys().await;
    office.fault_once(FaultKind::Refused { status: 403, form: None }, "raia.getAgentByApiKey");
    let listed = office
        .callboard
        .agents
        .list_agents(connection, callboard_model::ListQuery::default(), None, job(), quiet())
        .await;
    assert_eq!(code_of(listed), ErrorCode::WrongKey);
}

#[tokio::test]
async fn an_organisation_without_its_key_works_with_the_agents_keys_alone() {
    let office = Office::open().await;
    let draft = callboard_model::ConnectionDraft {
        system: callboard_model::SystemId::new("raia"),
        name: "raia".to_owned(),
        values: [("baseUrl".to_owned(), office.sandbox.account("raia").unwrap().base_url.clone())].into(),
    };
    let view = office.callboard.connections.add_connection(draft, Sensitive::new("")).await.unwrap();
    assert_eq!(view.credential, CredentialState::NotNeeded);
    let key = Sensitive::new(office.sandbox.account("raia").unwrap().agent_keys[0].clone());
    office
        .callboard
        .connections
        .add_agent_key(view.connection.id.clone(), key, job(), quiet())
        .await
        .unwrap();
    assert_eq!(office.agents_of(&view.connection.id).await.len(), 1);
}

#[tokio::test]
async fn users_are_read_page_by_page() {
    let office = Office::open().await;
    let connection = office.with_agent_keys().await;
    let agent = office.agents_of(&connection).await[0].id.clone();
    let mut names = std::collections::BTreeSet::new();
    let mut page = 1;
    loop {
        let query = UserQuery { page: Some(page), page_size: Some(10), ..UserQuery::default() };
        let users = office
            .callboard
            .activity
            .agent_users(connection.clone(), agent.clone(), query, job(), quiet())
            .await
            .unwrap();
        assert_eq!((users.page, users.total), (page, 37));
        names.extend(users.users.into_iter().map(|user| user.id));
        if !users.has_next {
            break;
        }
        page += 1;
    }
    assert_eq!(names.len(), 37);
}

#[tokio::test]
async fn the_parts_of_a_period_add_up_to_the_whole() {
    let office = Office::open().await;
    let connection = office.with_agent_keys().await;
    let agent = office.agents_of(&connection).await[0].id.clone();
    let moments: Vec<String> = (1..=8).map(|day| format!("2026-10-{day:02}T00:00:00Z")).collect();
    let series =
        office.callboard.activity.agent_statistic(connection, agent, moments, job(), quiet()).await.unwrap();
    assert_eq!(series.parts.len(), 7);
    let sum: f64 = series.parts.iter().map(|part| part.statistic.tokens).sum();
    assert!(series.whole.tokens > 0.0 && (sum - series.whole.tokens).abs() < 0.5, "{series:?}");
    assert_eq!(office.sent("raia.getAgentStatistic").len(), 8, "each part is a request of its own");
}

#[tokio::test]
async fn a_webhook_is_created_once_and_its_headers_do_not_come_back() {
    let office = Office::open().await;
    let connection = office.with_agent_keys().await;
    let agent = office.agents_of(&connection).await[0].id.clone();
    let draft = || WebhookDraft {
        title: "Every message".to_owned(),
        description: "To the archive".to_owned(),
        url: "https://archive.example/hook".to_owned(),
        trigger: "each_message".to_owned(),
        headers: vec![WebhookHeader { name: "X-Archive".to_owned(), value: "Bearer hook-4711".to_owned() }],
    };
    let create = || {
        office.callboard.activity.create_webhook(connection.clone(), agent.clone(), draft(), job(), quiet())
    };
    let SaveOutcome::Done { answer, .. } = create().await.unwrap() else { panic!("no webhook") };
    assert!(!answer.to_string().contains("hook-4711"), "{answer}");
    assert!(answer.to_string().contains("Every message"));
    assert_eq!(office.bodies("raia.createAgentWebhook")[0]["headers"]["X-Archive"], "Bearer hook-4711");
    office.sandbox.requests().clear();
    office.fault_once(FaultKind::ConnectionReset { after_applying: true }, "raia.createAgentWebhook");
    let change = sent(create().await);
    assert_eq!(office.sent("raia.createAgentWebhook").len(), 1, "a webhook would be there twice");
    let open = office.callboard.changes.settle_changes(None).await.unwrap();
    let OpenState::Sent { look: LookResult::CannotTell, .. } = &open[0].state else { panic!("{open:?}") };
    let left = office.callboard.changes.decide_change(change, Verdict::Made).await.unwrap();
    assert!(left.is_empty(), "it is asked about again although the admin has answered: {left:?}");
    let history = office.history_of(&connection, Some(agent)).await;
    let written = serde_json::to_string(&history).unwrap();
    assert_eq!((history.len(), history[0].kind), (2, ChangeKind::WebhookCreated));
    assert!(written.contains("archive.example/hook") && !written.contains("hook-4711"), "{written}");
}
