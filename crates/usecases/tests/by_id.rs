//! Agents that cannot be read whenever one likes, and accounts without a list.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use callboard_model::{AgentId, ErrorCode, OptionalOperation};
use callboard_sandbox::FaultKind;
use serde_json::{Value, json};
use support::{Office, code_of, edits, job, quiet, saved};

impl Office {
    /// A connection to an account of Diga that documents one operation and has no other, and the id of an agent there.
    async fn without_list(&self) -> (callboard_model::ConnectionId, AgentId) {
        let connection = self.connect("diga").await;
        let id = self.agents_of(&connection).await[0].id.clone();
        let connection = {
            self.callboard.connections.remove_connection(connection, false).await.unwrap();
            self.connect("diga").await
        };
        for operation in ["diga.listAgents", "diga.listAgentVersions", "diga.launchAgentVersion"] {
            self.fault(FaultKind::NotOffered, operation);
        }
        self.sandbox.requests().clear();
        (connection, id)
    }

    fn offers(
        &self,
        connection: &callboard_model::ConnectionId,
    ) -> std::collections::BTreeMap<OptionalOperation, bool> {
        let connections = self.callboard.connections.connections().unwrap();
        connections.into_iter().find(|kept| &kept.id == connection).unwrap().offers
    }
}

#[tokio::test]
async fn an_agent_added_by_its_id_is_edited_and_what_the_last_answer_said_is_kept() {
    let office = Office::open().await;
    let (connection, id) = office.without_list().await;
    assert!(office.agents_of(&connection).await.is_empty());
    assert_eq!(office.offers(&connection).get(&OptionalOperation::List), Some(&false));
    let added = office
        .callboard
        .agents
        .add_agent_by_id(connection.clone(), format!(" {} ", id.as_str()))
        .await
        .unwrap();
    assert!(added.remembered && added.read_at.is_empty(), "nothing was said about it yet");
    assert_eq!(office.agents_of(&connection).await.len(), 1);
    let (document, ..) = saved(office.save_of(&added, edits([("/greeting", json!("Buenos dias"))])).await);
    assert_eq!(
        office.bodies("diga.updateAgent"),
        [json!({"greeting": "Buenos dias"})],
        "more was sent than was changed"
    );
    assert!(document["prompt"].is_string(), "the answer tells the whole agent");
    let again = office.read_of(&connection, &id).await.unwrap();
    assert!(again.remembered && !again.read_at.is_empty());
    assert_eq!(again.document, document);
    let (document, ..) = saved(office.save_of(&again, edits([("/greeting", Value::Null)])).await);
    assert_eq!(office.bodies("diga.updateAgent")[1], json!({"greeting": null}));
    assert_eq!(document["greeting"], Value::Null);
    let asked = office.sent("diga.listAgents").len();
    office.agents_of(&connection).await;
    assert_eq!(
        office.sent("diga.listAgents").len(),
        asked,
        "an account without a list is asked again and again"
    );
    office.callboard.agents.forget_agent(connection.clone(), id).await.unwrap();
    assert!(office.agents_of(&connection).await.is_empty());
}

#[tokio::test]
async fn an_id_that_is_none_is_refused_where_it_is_typed() {
    let office = Office::open().await;
    let connection = office.connect("diga").await;
    let refused = office.callboard.agents.add_agent_by_id(connection.clone(), "not an id".to_owned()).await;
    assert_eq!(code_of(refused), ErrorCode::InvalidEdits);
    let bird = office.callboard.agents.add_agent_by_id(office.connection.clone(), "x".to_owned()).await;
    assert_eq!(code_of(bird), ErrorCode::Unsupported);
}

#[tokio::test]
async fn where_the_account_has_a_list_an_agent_is_fresh_and_listed_once() {
    let office = Office::open().await;
    let connection = office.connect("diga").await;
    let listed = office.agents_of(&connection).await;
    assert!(listed.len() > 10, "only one page was read");
    let id = listed[0].id.clone();
    office.callboard.agents.add_agent_by_id(connection.clone(), id.as_str().to_owned()).await.unwrap();
    assert_eq!(office.agents_of(&connection).await.len(), listed.len(), "an agent is listed twice");
    let record = office.read_of(&connection, &id).await.unwrap();
    assert!(!record.remembered);
    let (_, _, change) = saved(office.save_of(&record, edits([("/name", json!("Recepcion"))])).await);
    let (undone, ..) = saved(office.callboard.changes.undo_change(change, job(), quiet()).await);
    assert_eq!(undone["name"], record.document["name"]);
    let versions = office
        .callboard
        .activity
        .agent_versions(connection.clone(), id.clone(), None, job(), quiet())
        .await
        .unwrap();
    office
        .callboard
        .activity
        .launch_version(connection.clone(), id.clone(), "Autumn".to_owned(), job(), quiet())
        .await
        .unwrap();
    let after = office.callboard.activity.agent_versions(connection, id, None, job(), quiet()).await.unwrap();
    assert!(
        after.versions.iter().any(|version| version.name == "Autumn" && version.is_published),
        "{versions:?} {after:?}"
    );
}

#[tokio::test]
async fn an_account_without_versions_says_so_once_and_is_asked_again_when_somebody_asks() {
    let office = Office::open().await;
    let (connection, id) = office.without_list().await;
    for _ in 0..2 {
        let refused = office
            .callboard
            .activity
            .agent_versions(connection.clone(), id.clone(), None, job(), quiet())
            .await;
        assert_eq!(code_of(refused), ErrorCode::NotOffered);
    }
    assert_eq!(office.sent("diga.listAgentVersions").len(), 1);
    office.sandbox.faults().clear();
    office.callboard.connections.ask_offers_again(connection.clone()).await.unwrap();
    office.callboard.activity.agent_versions(connection, id, None, job(), quiet()).await.unwrap();
}
