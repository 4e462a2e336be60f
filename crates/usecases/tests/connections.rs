//! Connections: what a test of one tells apart, and where its credential is never found.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use callboard_model::{
    ConnectionDraft, ConnectionId, ConnectionTest, CredentialState, ErrorCode, HistoryQuery, Result,
    Sensitive,
};
use serde_json::json;
use support::{KEY, Office, bird, bird_in, code_of, edits, id_of, job, quiet, saved, workspace_of};

impl Office {
    async fn tries(&self, draft: ConnectionDraft, key: Option<&str>) -> Result<ConnectionTest> {
        self.callboard.connections.test_connection(draft, key.map(Sensitive::new), None, job(), quiet()).await
    }

    fn right(&self) -> ConnectionDraft {
        bird_in(&self.sandbox)
    }
}

#[tokio::test]
async fn a_test_tells_a_right_key_a_wrong_key_and_a_wrong_workspace_apart() {
    let office = Office::open().await;
    let found = office.tries(office.right(), Some(KEY)).await.unwrap();
    assert_eq!(found.agents.map(|count| count as usize), Some(office.everybody().await.len()));
    assert_eq!(found.own_name.as_deref(), Some("Marta Vidal Soler"));
    let wrong = office.tries(office.right(), Some("another-key-4711")).await.unwrap_err();
    assert_eq!((wrong.code, wrong.status), (ErrorCode::WrongKey, Some(401)));
    assert!(!format!("{wrong:?}").contains("4711"), "the key shows in the technical part of an error");
    let elsewhere =
        bird(&office.sandbox.account("bird").unwrap().base_url, "5f0c1f7e-0000-4000-8000-000000000000");
    assert_eq!(code_of(office.tries(elsewhere, Some(KEY)).await), ErrorCode::WrongWorkspace);
    assert_eq!(code_of(office.tries(office.right(), None).await), ErrorCode::CredentialMissing);
}

#[tokio::test]
async fn a_user_s_login_token_works_as_well() {
    let office = Office::open().await;
    let mut draft = office.right();
    draft.values.insert("authScheme".to_owned(), "bearer".to_owned());
    office.tries(draft, Some(KEY)).await.unwrap();
}

#[tokio::test]
async fn nobody_listening_is_told_and_plain_http_elsewhere_is_refused_before_anything_is_sent() {
    let office = Office::open().await;
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let nobody = bird(&format!("http://{free}"), workspace_of(&office.sandbox));
    assert_eq!(code_of(office.tries(nobody, Some(KEY)).await), ErrorCode::Unreachable);
    let plain = bird("http://bird.example", "w");
    assert_eq!(code_of(office.tries(plain.clone(), Some(KEY)).await), ErrorCode::PlainHttpRefused);
    let kept = office.callboard.connections.add_connection(plain, Sensitive::new(KEY)).await;
    assert_eq!(code_of(kept), ErrorCode::PlainHttpRefused);
    let unnamed = bird(&office.sandbox.account("bird").unwrap().base_url, "  ");
    assert_eq!(code_of(office.tries(unnamed, Some(KEY)).await), ErrorCode::ConnectionIncomplete);
    assert_eq!(office.callboard.connections.connections().unwrap().len(), 1);
}

#[tokio::test]
async fn a_connection_is_added_changed_and_removed_with_all_that_belongs_to_it() {
    let office = Office::open().await;
    let added = office
        .callboard
        .connections
        .add_connection(office.right(), Sensitive::new("outdated"))
        .await
        .unwrap();
    assert_eq!(added.credential, CredentialState::Session);
    let id = added.connection.id;
    let list = |id: ConnectionId| {
        office.callboard.agents.list_agents(id, callboard_model::ListQuery::default(), None, job(), quiet())
    };
    assert_eq!(code_of(list(id.clone()).await), ErrorCode::WrongKey);

    let renamed = ConnectionDraft { name: "Renamed".to_owned(), ..office.right() };
    let update = office.callboard.connections.update_connection(
        id.clone(),
        renamed.clone(),
        Some(Sensitive::new(KEY)),
    );
    assert_eq!(update.await.unwrap().connection.name, "Renamed");
    assert!(!list(id.clone()).await.unwrap().agents.is_empty());
    let kept =
        office.callboard.connections.update_connection(id.clone(), renamed.clone(), Some(Sensitive::new("")));
    kept.await.unwrap();
    list(id.clone()).await.expect("an empty field of the form has taken the key away");
    let tested =
        office.callboard.connections.test_connection(renamed, None, Some(id.clone()), job(), quiet());
    tested.await.expect("the stored key is not lent to the test");

    office.callboard.connections.remove_connection(id.clone(), false).await.unwrap();
    assert_eq!(code_of(list(id).await), ErrorCode::ConnectionNotFound);
    assert_eq!(
        office.callboard.connections.connections().unwrap().len(),
        1,
        "another connection went as well"
    );
}

#[tokio::test]
async fn removing_forgets_drafts_and_history_and_leaves_the_agents() {
    let office = Office::open().await;
    let before = office.person("Noah Jansen").await;
    let mine = edits([("/bio", json!("Mine"))]);
    saved(office.save(&before, mine.clone()).await);
    office.keep_draft(Some(&before), &mine).await;
    office.callboard.connections.remove_connection(office.connection.clone(), false).await.unwrap();
    assert!(office.drafts().await.is_empty(), "a draft of nobody is offered");
    assert_eq!(office.callboard.history.history(HistoryQuery::default()).await.unwrap().total, 0);
    assert!(office.callboard.connections.connection_views().await.unwrap().is_empty());
    let read =
        office.callboard.agents.read_agent(office.connection.clone(), id_of(&before), job(), quiet()).await;
    assert_eq!(code_of(read), ErrorCode::ConnectionNotFound);
    assert_eq!(office.stored(&before).await["bio"], "Mine");
}

#[tokio::test]
async fn the_credential_is_written_nowhere() {
    let office = Office::open().await;
    let before = office.person("Noah Jansen").await;
    let mine = edits([("/bio", json!("Mine"))]);
    office.keep_draft(Some(&before), &mine).await;
    saved(office.save(&before, mine).await);
    // A form may send the key among the values as well.
    let mut careless = office.right();
    careless.values.insert("credential".to_owned(), KEY.to_owned());
    office.callboard.connections.add_connection(careless, Sensitive::new(KEY)).await.unwrap();
    office.assert_no_secret_is_written();
    let start = office.callboard.start_up().await.unwrap();
    let shown = serde_json::to_string(&start).unwrap();
    assert!(!shown.contains(KEY), "the key crosses to the window");
    for request in office.sandbox.requests().list() {
        assert!(!request.query.contains(KEY) && !request.path.contains(KEY), "the key is in an address");
    }
}

#[tokio::test]
async fn without_a_keychain_nothing_is_kept_unless_the_admin_chose_so() {
    let office = Office::open().await;
    office.callboard.preferences.save_settings(&callboard_model::settings::Settings::default()).unwrap();
    let refused = office.callboard.connections.add_connection(office.right(), Sensitive::new(KEY)).await;
    assert_eq!(code_of(refused), ErrorCode::KeychainMissing);
    assert_eq!(
        office.callboard.connections.connections().unwrap().len(),
        1,
        "a connection without its key was kept"
    );
}
