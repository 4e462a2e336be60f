//! Refusals: each by its own code, whatever form it comes in.

use std::sync::Arc;

use callboard_model::{CallboardError, ErrorCode, Pointer};
use callboard_sandbox::FaultKind;

use crate::conformance::deed::{Deed, Whom, edits};
use crate::conformance::stage::{Account, Stage};

/// Every status that a contract names somewhere, and those that any service answers.
const STATUSES: [u16; 10] = [400, 401, 402, 403, 404, 409, 422, 429, 500, 503];

/// What `deed` is refused with.
async fn refused(stage: &Stage, deed: Deed, account: &Account, whom: Whom, when: &str) -> CallboardError {
    match deed.perform_for(stage, account, whom).await {
        Ok(value) => panic!("{deed:?} was not refused {when}: {value}"),
        Err(error) => error,
    }
}

fn assert_placed(stage: &Stage, operation: &str, error: &CallboardError) {
    assert_eq!(error.operation.as_deref(), Some(operation), "{error}");
    assert_eq!(
        error.system.as_ref().map(callboard_model::SystemId::as_str),
        Some(stage.subject.system),
        "{error}"
    );
}

pub(super) async fn a_wrong_key_is_told_by_every_operation(stage: Arc<Stage>) {
    for (deed, operation) in stage.deeds() {
        let account = stage.judged().with_wrong_keys();
        let error = refused(&stage, deed, &account, Whom::Sample, "for its wrong key").await;
        assert_eq!(error.code, ErrorCode::WrongKey, "{operation}: {error}");
        let told = serde_json::to_string(&error).unwrap();
        assert!(
            !told.contains("another-key") && !told.contains("another-agent-key"),
            "{operation} tells the key"
        );
    }
    let account = stage.judged().with_wrong_keys();
    let error = stage.system.test(&account.session()).await.expect_err("a connection with a wrong key");
    assert_eq!(error.code, ErrorCode::WrongKey);
}

pub(super) async fn an_account_that_does_not_exist_is_told_from_a_wrong_key(stage: Arc<Stage>) {
    let (key, value) = stage.subject.elsewhere.expect("an account that does not exist");
    let mut account = stage.judged();
    account.connection.values.insert(key.to_owned(), value.to_owned());
    for deed in [Deed::List, Deed::Create] {
        let error = refused(&stage, deed, &account, Whom::Sample, "for its account").await;
        assert_eq!(error.code, ErrorCode::WrongWorkspace, "{deed:?}: {error}");
    }
    let error = stage.system.test(&account.session()).await.expect_err("a connection to nowhere");
    assert_eq!(error.code, ErrorCode::WrongWorkspace);
}

pub(super) async fn an_agent_that_does_not_exist_is_told_by_every_operation(stage: Arc<Stage>) {
    let by_key = stage.system.description().capabilities.agent_keys;
    for (deed, operation) in stage.deeds().filter(|(deed, _)| deed.names_an_agent()) {
        let error = refused(&stage, deed, &stage.judged(), Whom::Nobody, "for its agent").await;
        let expected = match deed {
            Deed::FindMedia => ErrorCode::MediaNotFound,
            // Without the agent's key there is nothing to ask with; its users can be asked for by the organisation's.
            Deed::Users | Deed::UsersByOrganization => ErrorCode::AgentNotFound,
            _ if by_key => ErrorCode::CredentialMissing,
            _ => ErrorCode::AgentNotFound,
        };
        assert_eq!(error.code, expected, "{operation}: {error}");
    }
}

pub(super) async fn every_documented_refusal_is_told_by_its_code(stage: Arc<Stage>) {
    for (deed, operation) in stage.deeds() {
        for form in 1..=stage.subject.error_forms {
            for status in STATUSES {
                // A sandbox and a client of its own each time, so that no rate is met.
                stage.sandbox.faults().clear();
                stage.fault(operation, FaultKind::Refused { status, form: Some(form) }, |fault| fault);
                let account = stage.judged().impatient();
                let when = format!("with {status} in form {form}");
                let error = refused(&stage, deed, &account, Whom::Sample, &when).await;
                let expected = stage.subject.code(deed, status);
                assert_eq!(error.code, expected, "{operation} {when}: {error}");
                assert_eq!(error.status, Some(status), "{operation} {when}: {error}");
                assert_placed(&stage, operation, &error);
                let words = error.detail.as_deref().unwrap_or_default();
                assert_eq!(!words.is_empty(), stage.subject.errors_have_words, "{operation} {when}: {words}");
            }
            stage.reset().await;
        }
    }
}

/// The request breaks the contract, so it goes to the sandbox directly.
pub(super) async fn values_that_are_refused_are_told_and_nothing_is_stored(stage: Arc<Stage>) {
    let bad = stage.subject.refused.as_ref().expect("a value that is refused");
    let account = stage.direct();
    let before = stage.fresh(&account, &stage.sample_id).await;
    let change = edits(&[(bad.place, (bad.value)())]);
    let saved = stage
        .system
        .parts()
        .update
        .expect("a part the system has")
        .update(&account.session(), &stage.sample_id, &before, &change)
        .await;
    let error = saved.expect_err("a value that makes no sense");
    assert_eq!(error.code, ErrorCode::RefusedValues, "{error}");
    let place = Pointer::parse(bad.place).unwrap();
    assert_eq!(error.field, bad.names_field.then_some(place), "{error}");
    assert_eq!(stage.fresh(&account, &stage.sample_id).await, before, "something was stored all the same");
}
