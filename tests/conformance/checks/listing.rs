//! Lists: all of it, once, or an error. Never a part that looks whole.

use std::collections::BTreeSet;
use std::sync::Arc;

use callboard_model::{ErrorCode, ListQuery, SortKey};
use callboard_sandbox::FaultKind;
use callboard_systems::walk;
use jiff::Timestamp;
use serde_json::Value;

use crate::conformance::deed::{Deed, ids};
use crate::conformance::stage::{Account, Stage};

async fn listed(stage: &Stage, account: &Account) -> Vec<String> {
    let documents =
        walk(stage.system, &account.session(), &ListQuery::default(), 200).await.expect("the list");
    texts(&ids(stage, &documents))
}

fn texts(ids: &Value) -> Vec<String> {
    ids.as_array().expect("ids").iter().map(|id| id.as_str().expect("an id").to_owned()).collect()
}

fn once(ids: &[String]) -> BTreeSet<&String> {
    ids.iter().collect()
}

/// The subject's paged lists with their operations and how many items make several pages.
fn paged(stage: &Stage) -> impl Iterator<Item = (Deed, &'static str, usize)> {
    stage.subject.paged.iter().map(|(deed, items)| {
        let operation = stage.deeds().find(|(known, _)| known == deed).expect("an operation").1;
        (*deed, operation, *items)
    })
}

pub(super) async fn every_agent_is_listed_once(stage: Arc<Stage>) {
    let account = stage.judged();
    let documents =
        walk(stage.system, &account.session(), &ListQuery::default(), 200).await.expect("the list");
    let ids = texts(&ids(&stage, &documents));
    assert_eq!(once(&ids).len(), ids.len(), "an agent is listed twice: {ids:?}");
    assert_eq!(ids.len(), stage.subject.agents, "some of the sample agents are missing or invented");
    for document in &documents {
        let id = stage.system.agent_id(document).expect("an agent has an id");
        let summary = stage.system.summary(&account.connection.id, id, document, Timestamp::now());
        assert!(!summary.name.is_empty(), "an agent is shown without its name: {document}");
    }
}

pub(super) async fn an_empty_list_is_empty(stage: Arc<Stage>) {
    stage.sandbox.faults().add(callboard_sandbox::Fault::new(FaultKind::EmptyList));
    let by_keys = stage.system.description().capabilities.agent_keys;
    // Where agents are there by their keys, no key is no agent.
    let account = if by_keys { Account { agent_keys: Vec::new(), ..stage.judged() } } else { stage.judged() };
    assert_eq!(listed(&stage, &account).await, Vec::<String>::new());
    for (deed, operation, _) in paged(&stage) {
        let found = deed
            .perform(&stage, &stage.judged())
            .await
            .unwrap_or_else(|error| panic!("{operation}: {error}"));
        assert_eq!(texts(&found), Vec::<String>::new(), "{operation}");
    }
}

pub(super) async fn a_list_in_small_pages_is_walked_to_its_end(stage: Arc<Stage>) {
    for (deed, operation, items) in paged(&stage) {
        let whole = texts(&deed.perform(&stage, &stage.judged()).await.expect("the list in one"));
        assert!(whole.len() > items, "{operation}: the sample data do not fill two pages");
        stage.fault(operation, FaultKind::SmallPages { items }, |fault| fault);
        let before = stage.seen(operation).len();
        let walked = texts(&deed.perform(&stage, &stage.judged()).await.expect("the list in pages"));
        assert_eq!(walked, whole, "{operation}: pages together are not the list");
        assert_eq!(
            stage.seen(operation).len() - before,
            whole.len().div_ceil(items),
            "{operation}: pages asked for"
        );
        stage.sandbox.faults().clear();
    }
}

pub(super) async fn a_last_page_that_is_full_is_the_last(stage: Arc<Stage>) {
    for (deed, operation, items) in paged(&stage) {
        let whole = texts(&deed.perform(&stage, &stage.judged()).await.expect("the list in one"));
        stage.fault(operation, FaultKind::SmallPages { items }, |fault| fault);
        stage.fault(operation, FaultKind::ExactlyFull, |fault| fault);
        let before = stage.seen(operation).len();
        let walked = texts(&deed.perform(&stage, &stage.judged()).await.expect("a list of full pages"));
        assert_eq!(walked.len(), whole.len() / items * items, "{operation}");
        assert_eq!(once(&walked).len(), walked.len(), "{operation}: an item comes twice");
        let pages = stage.seen(operation).len() - before;
        assert_eq!(pages, walked.len() / items, "{operation}: a page after the last one was asked for");
        stage.sandbox.faults().clear();
    }
}

pub(super) async fn a_list_that_names_the_same_page_again_is_refused(stage: Arc<Stage>) {
    for (deed, operation, items) in paged(&stage) {
        stage.fault(operation, FaultKind::SmallPages { items }, |fault| fault);
        stage.fault(operation, FaultKind::RepeatedCursor, |fault| fault);
        let refused = deed.perform(&stage, &stage.judged()).await.expect_err("a list that never ends");
        assert_eq!(refused.code, ErrorCode::UnreadableAnswer, "{operation}: {refused}");
        let asked = stage.seen(operation).len();
        assert!(asked <= 4, "{operation}: {asked} pages were asked for before it was seen");
        stage.sandbox.faults().clear();
    }
}

pub(super) async fn an_agent_shown_on_two_pages_is_listed_once(stage: Arc<Stage>) {
    for (deed, operation, items) in paged(&stage).filter(|(deed, ..)| *deed == Deed::List) {
        let whole = texts(&deed.perform(&stage, &stage.judged()).await.expect("the list in one"));
        stage.fault(operation, FaultKind::SmallPages { items }, |fault| fault);
        stage.fault(operation, FaultKind::DuplicateAtBorder, |fault| fault);
        let walked = texts(&deed.perform(&stage, &stage.judged()).await.expect("a list with doubles"));
        assert_eq!(walked, whole, "{operation}");
        stage.sandbox.faults().clear();
    }
}

pub(super) async fn every_form_of_a_last_page_ends_the_list(stage: Arc<Stage>) {
    let (_, operation, items) = paged(&stage).next().expect("a list in pages");
    for form in stage.subject.last_pages {
        stage.fault(operation, FaultKind::SmallPages { items }, |fault| fault);
        stage.fault(operation, form.clone(), |fault| fault);
        assert_eq!(listed(&stage, &stage.judged()).await.len(), stage.subject.agents, "{form:?}");
        stage.sandbox.faults().clear();
    }
}

pub(super) async fn a_list_whose_late_page_fails_is_no_list(stage: Arc<Stage>) {
    for (deed, operation, items) in paged(&stage) {
        stage.fault(operation, FaultKind::SmallPages { items }, |fault| fault);
        stage.fault(operation, FaultKind::InternalError, |fault| fault.after(1));
        let refused = deed.perform(&stage, &stage.judged().impatient()).await.expect_err("half a list");
        assert_eq!(refused.code, ErrorCode::SystemFault, "{operation}: {refused}");
        stage.sandbox.faults().clear();
        stage.sandbox.requests().clear();
    }
    if stage.system.description().capabilities.agent_keys {
        let operation = stage.deeds().find(|(deed, _)| *deed == Deed::Read).expect("how an agent is read").1;
        stage.fault(operation, FaultKind::InternalError, |fault| fault.after(2));
        let account = stage.judged().impatient();
        let listed = stage.system.list(&account.session(), &ListQuery::default(), None).await;
        let refused = listed.expect_err("a list without one of its agents");
        assert_eq!(refused.code, ErrorCode::SystemFault, "{refused}");
        assert!(refused.context.contains_key("agent"), "nobody can say which agent failed: {refused:?}");
    }
}

/// Breaks the contract on purpose, so it goes to the sandbox directly.
pub(super) async fn an_answer_cut_short_is_no_answer(stage: Arc<Stage>) {
    // The address of a file is a header, and there is no body to cut.
    for (deed, operation) in stage.deeds().filter(|(deed, _)| deed.only_reads() && *deed != Deed::FindMedia) {
        for kind in [FaultKind::CutShort, FaultKind::InvalidJson] {
            stage.fault(operation, kind.clone(), |fault| fault);
            let answered = deed.perform(&stage, &stage.direct().impatient()).await;
            let refused = answered.map(|value| panic!("{operation}, {kind:?}: {value}")).unwrap_err();
            assert_eq!(refused.code, ErrorCode::UnreadableAnswer, "{operation}, {kind:?}: {refused}");
            stage.sandbox.faults().clear();
        }
    }
}

pub(super) async fn the_index_names_the_agents_of_the_list(stage: Arc<Stage>) {
    let (account, index) = (
        stage.judged(),
        stage.system.parts().index.expect("a part the system has").index(&stage.judged().session()).await,
    );
    let index: Vec<String> = index.expect("the index").into_iter().map(|agent| agent.id.into()).collect();
    let listed = listed(&stage, &account).await;
    assert_eq!(once(&index), once(&listed));
    assert_eq!(index.len(), listed.len(), "an agent is in the index twice");
}

pub(super) async fn a_list_is_sorted_and_filtered_by_the_system(stage: Arc<Stage>) {
    let account = stage.judged();
    let all = listed(&stage, &account).await;
    for (sort, reverse) in [
        (SortKey::Name, false),
        (SortKey::CreatedAt, true),
        (SortKey::Assigned, false),
        (SortKey::StatusThenAssigned, true),
    ] {
        let query = ListQuery { sort: Some(sort), reverse, ..ListQuery::default() };
        let sorted = walk(stage.system, &account.session(), &query, 50).await.expect("a sorted list");
        assert_eq!(once(&texts(&ids(&stage, &sorted))), once(&all), "{sort:?} loses agents");
    }
    let name = stage.sample["name"].as_str().expect("a name");
    let status = stage.sample["status"].as_str().expect("a status");
    let query =
        ListQuery { name: Some(name.to_owned()), statuses: vec![status.to_owned()], ..ListQuery::default() };
    let found = walk(stage.system, &account.session(), &query, 50).await.expect("a filtered list");
    assert!(
        texts(&ids(&stage, &found)).contains(&stage.sample_id.as_str().to_owned()),
        "the agent is not found by its name"
    );
    assert!(found.len() < all.len(), "the filter lets everybody through");
    let query = ListQuery { ids: vec![stage.sample_id.clone()], ..ListQuery::default() };
    let found = walk(stage.system, &account.session(), &query, 50).await.expect("one agent by its id");
    assert_eq!(texts(&ids(&stage, &found)), [stage.sample_id.as_str()]);
}
