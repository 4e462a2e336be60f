//! That everything the description offers works, and what it does not offer is not tried.

use std::collections::BTreeSet;
use std::sync::Arc;

use callboard_model::ErrorCode;

use crate::conformance::contract;
use crate::conformance::deed::{Deed, Whom};
use crate::conformance::stage::Stage;

pub(super) async fn every_operation_is_called_and_answered(stage: Arc<Stage>) {
    for (deed, operation) in stage.deeds() {
        assert!(deed.is_offered(stage.system), "{operation} is not offered");
        let answered = deed.perform(&stage, &stage.account_for(deed)).await;
        answered.unwrap_or_else(|error| panic!("{operation}: {error}"));
        assert!(!stage.seen(operation).is_empty(), "{operation} never reached the sandbox");
    }
    let known: BTreeSet<&str> = stage.deeds().map(|(_, operation)| operation).collect();
    let documented = contract::operations(stage.subject.contract);
    let documented: BTreeSet<&str> = documented.iter().map(|operation| operation.id.as_str()).collect();
    assert_eq!(known, documented, "an operation of the contract is called by nothing");
}

pub(super) async fn what_a_system_cannot_do_is_said_and_not_tried(stage: Arc<Stage>) {
    // The list may be made of other operations, and availability is a part of the update.
    let made_of_others = [Deed::List, Deed::Index, Deed::UpdateAvailability];
    for deed in Deed::ALL.into_iter().filter(|deed| !stage.can(*deed) && !made_of_others.contains(deed)) {
        assert!(!deed.is_offered(stage.system), "{deed:?} is offered");
        let refused = deed.perform_for(&stage, &stage.judged(), Whom::Nobody).await;
        let refused = refused.map(|value| panic!("{deed:?}: {value}")).unwrap_err();
        assert_eq!(refused.code, ErrorCode::Unsupported, "{deed:?}: {refused}");
    }
    assert_eq!(stage.sandbox.requests().list(), [], "something was asked for all the same");
}

pub(super) async fn a_connection_that_works_is_found_to_work(stage: Arc<Stage>) {
    let account = stage.judged();
    let found = stage.system.test(&account.session()).await.expect("the account works");
    if let Some(agents) = found.agents {
        assert_eq!(usize::try_from(agents).unwrap(), stage.subject.agents, "the number of agents is wrong");
    }
    assert_eq!(found.own_name.is_some(), stage.can(Deed::ReadOwn));
}

pub(super) async fn an_agent_is_read_whole(stage: Arc<Stage>) {
    let account = stage.judged();
    let document = stage
        .system
        .parts()
        .read
        .expect("a part the system has")
        .read(&account.session(), &stage.sample_id)
        .await
        .expect("the agent");
    assert_eq!(stage.system.agent_id(&document).as_ref(), Some(&stage.sample_id));
    assert_eq!(
        document.pointer(stage.subject.unknown),
        stage.sample.pointer(stage.subject.unknown),
        "what no document names is lost on the way in"
    );
}

pub(super) async fn the_own_agent_is_read_and_changed(stage: Arc<Stage>) {
    let account = stage.judged();
    let own = stage
        .system
        .parts()
        .own_agent
        .expect("a part the system has")
        .read_own(&account.session())
        .await
        .expect("the own agent");
    let change = stage.subject.change();
    let answered = stage
        .system
        .parts()
        .own_agent
        .expect("a part the system has")
        .update_own(&account.session(), &own, &change)
        .await
        .expect("change it");
    assert_eq!(answered, None, "what was answered would be taken for what is stored");
    let stored = stage
        .system
        .parts()
        .own_agent
        .expect("a part the system has")
        .read_own(&account.session())
        .await
        .expect("the own agent as it is stored");
    for (place, value) in &change.0 {
        assert_eq!(place.read(&stored), Some(value), "{place}");
    }
    let id = stage.system.agent_id(&own).expect("an id");
    let read = stage
        .system
        .parts()
        .read
        .expect("a part the system has")
        .read(&account.session(), &id)
        .await
        .expect("the same agent by its id");
    assert_eq!(stage.system.agent_id(&read), Some(id));
}
