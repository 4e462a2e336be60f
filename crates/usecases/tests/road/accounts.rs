//! Accounts: what belongs to one is never applied to another, and is there when a connection leads to it again.

use std::collections::BTreeMap;

use callboard_model::{
    ConnectionDraft, ErrorCode, FindingCode, HistoryQuery, LookResult, OpenState, Sensitive, UnfinishedText,
    UnfinishedTexts,
};
use callboard_sandbox::FaultKind;
use serde_json::json;

use super::support::{KEY, Office, bird, bird_in, code_of, edits, id_of, pointer, saved, sent, workspace_of};

const ELSEWHERE: &str = "5f0c1f7e-0000-4000-8000-000000000000";

impl Office {
    async fn leads_to(&self, workspace: &str) {
        let draft: ConnectionDraft = bird(&self.sandbox.account("bird").unwrap().base_url, workspace);
        let key = Some(Sensitive::new(KEY));
        self.callboard.connections.update_connection(self.connection.clone(), draft, key).await.unwrap();
    }
}

#[tokio::test]
async fn drafts_and_history_stay_with_their_account_and_come_back_with_it() {
    let office = Office::open().await;
    let home = workspace_of(&office.sandbox).to_owned();
    let before = office.person("Noah Jansen").await;
    let (.., change) = saved(office.save(&before, edits([("/bio", json!("Mine"))])).await);
    office.keep_draft(Some(&before), &edits([("/bio", json!("More"))])).await;
    office.keep_draft(None, &edits([("/name", json!("Somebody New"))])).await;

    office.leads_to(ELSEWHERE).await;
    assert!(office.drafts().await.is_empty(), "a draft would be created in another workspace");
    assert!(office.history(None).await.is_empty());
    let aside = office.callboard.connections.set_aside().await.unwrap();
    assert_eq!((aside.len(), aside[0].drafts, aside[0].changes), (1, 2, 1), "they are not shown: {aside:?}");
    assert_eq!(aside[0].account.name, "Contact centre");
    let everywhere = office.callboard.history.history(HistoryQuery::default()).await.unwrap();
    assert_eq!(everywhere.entries.len(), 1, "the history over all accounts lacks it");
    office.sandbox.requests().clear();
    assert_eq!(code_of(office.undo(&change).await), ErrorCode::ConnectionNotFound);
    assert!(office.sandbox.requests().list().is_empty(), "another workspace's agent was touched");
    // The other account has drafts of its own.
    office.keep_draft(None, &edits([("/name", json!("Elsewhere"))])).await;

    office.leads_to(&home).await;
    let drafts = office.drafts().await;
    assert_eq!(drafts.len(), 2, "what was typed is lost");
    assert!(drafts.iter().all(|draft| draft.edits != edits([("/name", json!("Elsewhere"))])));
    saved(office.undo(&change).await);
}

#[tokio::test]
async fn what_is_half_typed_stays_with_its_account_and_comes_back_with_it() {
    let office = Office::open().await;
    let home = workspace_of(&office.sandbox).to_owned();
    let before = office.person("Noah Jansen").await;
    let text =
        UnfinishedText { text: "[1, ".to_owned(), code: FindingCode::Required, context: BTreeMap::new() };
    let typed = UnfinishedTexts {
        connection: office.connection.clone(),
        agent: Some(id_of(&before)),
        texts: [(pointer("/bio"), text)].into(),
    };
    office.callboard.drafts.keep_unfinished(typed.clone()).await.unwrap();

    office.leads_to(ELSEWHERE).await;
    assert_eq!(
        office.callboard.drafts.unfinished().await.unwrap(),
        [],
        "it stands on another account's agent"
    );
    let aside = office.callboard.connections.set_aside().await.unwrap();
    assert_eq!((aside.len(), aside[0].drafts), (1, 1), "nobody sees that it is kept");

    office.leads_to(&home).await;
    assert_eq!(office.callboard.drafts.unfinished().await.unwrap(), [typed], "what was half typed is lost");
}

#[tokio::test]
async fn another_key_or_another_name_leads_to_the_same_account() {
    let office = Office::open().await;
    office.keep_draft(None, &edits([("/name", json!("Somebody New"))])).await;
    let base = format!("{}/", office.sandbox.account("bird").unwrap().base_url);
    let mut draft = bird(&base, workspace_of(&office.sandbox));
    draft.name = "Renamed".to_owned();
    let key = Some(Sensitive::new("another"));
    office.callboard.connections.update_connection(office.connection.clone(), draft, key).await.unwrap();
    assert_eq!(office.drafts().await.len(), 1);
}

#[tokio::test]
async fn what_is_to_be_settled_is_set_aside_with_its_account_and_settled_when_it_is_back() {
    let mut office = Office::open().await;
    let home = workspace_of(&office.sandbox).to_owned();
    let before = office.person("Noah Jansen").await;
    office.fault(FaultKind::LateAnswer { milliseconds: 1_500 }, "updateAgent");
    let saving = office.begins(Some(&before), edits([("/bio", json!("Mine"))]), &super::support::job());
    office.until_sent("updateAgent").await;
    office.restart().await;
    saving.abort();
    office.sandbox.faults().clear();
    assert_eq!(super::look_of(&office.callboard.changes.open_changes()), LookResult::NotLooked);

    office.leads_to(ELSEWHERE).await;
    assert!(office.callboard.changes.open_changes().is_empty(), "it is shown on an agent of another account");
    assert!(office.settle().await.is_empty());
    assert_eq!(office.callboard.connections.set_aside().await.unwrap()[0].unsettled, 1);

    office.leads_to(&home).await;
    assert!(matches!(office.callboard.changes.open_changes()[0].state, OpenState::Sent { .. }));
    assert!(office.settle().await.is_empty());
    assert_eq!(office.history(Some(&before)).await[0].changes[0].after, json!("Mine"));
}

#[tokio::test]
async fn a_removed_connection_takes_its_history_only_where_the_admin_says_so() {
    for keep in [true, false] {
        let office = Office::open().await;
        let before = office.person("Noah Jansen").await;
        saved(office.save(&before, edits([("/bio", json!("Mine"))])).await);
        office.keep_draft(Some(&before), &edits([("/bio", json!("More"))])).await;
        office.callboard.connections.remove_connection(office.connection.clone(), keep).await.unwrap();
        let total = office.callboard.history.history(HistoryQuery::default()).await.unwrap().total;
        assert_eq!(total, u32::from(keep), "keep: {keep}");
        let aside = office.callboard.connections.set_aside().await.unwrap();
        assert_eq!(aside.len(), usize::from(keep));
        if let [kept] = aside.as_slice() {
            assert_eq!((kept.changes, kept.drafts), (1, 0));
            // Whoever adds the same account again has it back.
            let right = bird_in(&office.sandbox);
            let added =
                office.callboard.connections.add_connection(right, Sensitive::new(KEY)).await.unwrap();
            assert_eq!(office.history_of(&added.connection.id, None).await.len(), 1);
        }
    }
}

#[tokio::test]
async fn removing_one_of_two_ways_to_an_account_leaves_what_belongs_to_it() {
    let office = Office::open().await;
    let before = office.person("Noah Jansen").await;
    office.fault(FaultKind::ConnectionReset { after_applying: false }, "updateAgent");
    sent(office.save(&before, edits([("/wrapUpTime", json!(3))])).await);
    office.sandbox.faults().clear();
    office.keep_draft(Some(&before), &edits([("/bio", json!("Mine"))])).await;
    let right = bird_in(&office.sandbox);
    let other =
        office.callboard.connections.add_connection(right, Sensitive::new(KEY)).await.unwrap().connection.id;
    office.callboard.connections.remove_connection(office.connection.clone(), false).await.unwrap();
    let drafts = office.drafts().await;
    assert_eq!((drafts.len(), &drafts[0].connection), (1, &other));
    assert_eq!(office.callboard.changes.open_changes()[0].connection, other);
}
