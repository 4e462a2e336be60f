//! Waiting, trying again, and stopping.

use std::sync::Arc;
use std::time::{Duration, Instant};

use callboard_model::{Done, ErrorCode, ListQuery};
use callboard_sandbox::FaultKind;

use crate::conformance::deed::Deed;
use crate::conformance::stage::{Account, Stage};

pub(super) async fn a_system_that_asks_to_wait_is_waited_for(stage: Arc<Stage>) {
    for (deed, operation) in stage.deeds() {
        let kind = FaultKind::RateLimited { retry_after_seconds: 1, as_date: false };
        stage.fault(operation, kind, |fault| fault.times(1));
        let (account, heard) = stage.account_for(deed).heard();
        let done = deed.perform(&stage, &account).await;
        if !deed.only_reads() {
            // A change is for whoever asked for it to send again, from what is there after the wait.
            let error = done.map(|value| panic!("{operation}: {value}")).unwrap_err();
            assert_eq!((error.code, error.done), (ErrorCode::RateLimited, Done::No), "{operation}: {error}");
            assert_eq!(error.retry_after_seconds, Some(1), "{operation}");
            assert_eq!(heard.notices(), [], "{operation} was waited for");
            continue;
        }
        done.unwrap_or_else(|error| panic!("{operation}: {error}"));
        let notices = heard.notices();
        let told = notices.iter().find(|notice| notice.reason == ErrorCode::RateLimited);
        let told = told.unwrap_or_else(|| panic!("{operation}: nobody was told of the wait"));
        assert_eq!((told.pause, told.attempt), (Duration::from_secs(1), 2), "{operation}");
        assert!(stage.sandbox.faults().list().is_empty(), "{operation} was never refused");
    }
}

/// Seconds are judged. A contract may know no date there, so with a date it goes to the sandbox directly.
pub(super) async fn a_wait_longer_than_anybody_has_is_told_instead(stage: Arc<Stage>) {
    for (deed, operation) in stage.deeds() {
        for (as_date, account) in [(false, stage.account_for(deed)), (true, stage.direct())] {
            let kind = FaultKind::RateLimited { retry_after_seconds: 90, as_date };
            stage.fault(operation, kind, |fault| fault);
            let began = Instant::now();
            let done = deed.perform(&stage, &account).await;
            let error = done.map(|value| panic!("{operation}: {value}")).unwrap_err();
            assert_eq!(error.code, ErrorCode::RateLimited, "{operation}: {error}");
            let wait = error.retry_after_seconds.expect("how long to wait");
            assert!((85..=91).contains(&wait), "{operation}, as a date ({as_date}): {wait} seconds");
            assert!(began.elapsed() < Duration::from_secs(5), "{operation} kept somebody waiting");
            stage.sandbox.faults().clear();
        }
    }
}

pub(super) async fn a_fault_that_passes_is_tried_again_unless_it_changes_something(stage: Arc<Stage>) {
    for (deed, operation) in stage.deeds() {
        stage.fault(operation, FaultKind::Unavailable { retry_after_seconds: None }, |fault| fault.times(1));
        assert_tried_again_unless_it_changes(&stage, deed, &stage.account_for(deed)).await;
    }
}

/// Resets connections, which is no answer a contract knows, so it goes to the sandbox directly.
pub(super) async fn a_lost_answer_is_asked_for_again_unless_it_changes_something(stage: Arc<Stage>) {
    for (deed, operation) in stage.deeds() {
        stage.fault(operation, FaultKind::ConnectionReset { after_applying: true }, |fault| fault.times(1));
        assert_tried_again_unless_it_changes(&stage, deed, &stage.direct()).await;
    }
}

/// Does what fails once: a read is tried again and answers, a change is sent once and is unclear.
async fn assert_tried_again_unless_it_changes(stage: &Stage, deed: Deed, account: &Account) {
    let (_, operation) = stage.deeds().find(|(known, _)| *known == deed).expect("an operation");
    let before = stage.seen(operation).len();
    let done = deed.perform(stage, account).await;
    let tries = stage.seen(operation).len() - before;
    if deed.only_reads() {
        done.unwrap_or_else(|error| panic!("{operation}: {error}"));
        assert!(tries >= 2, "{operation} was not tried again");
    } else {
        let error = done.map(|value| panic!("{operation}: {value}")).unwrap_err();
        assert_eq!(error.done, Done::Unclear, "{operation}: {error}");
        assert_eq!(tries, 1, "{operation} was sent again");
    }
}

/// What is stopped half way has no answer to judge, and through a proxy it might still be done: directly.
pub(super) async fn a_stop_ends_every_operation_at_once(stage: Arc<Stage>) {
    for (deed, operation) in stage.deeds() {
        stage.fault(operation, FaultKind::Latency { milliseconds: 20_000 }, |fault| fault);
        let account = stage.direct();
        let before = stage.seen(operation).len();
        let stop = async {
            while stage.seen(operation).len() == before {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            account.call.cancel.cancel();
            Instant::now()
        };
        let limit = Duration::from_secs(10);
        let both = async { tokio::join!(deed.perform(&stage, &account), stop) };
        let (done, stopped) =
            tokio::time::timeout(limit, both).await.unwrap_or_else(|_| panic!("{operation} hangs"));
        let error = done.map(|value| panic!("{operation}: {value}")).unwrap_err();
        assert_eq!(error.code, ErrorCode::Cancelled, "{operation}: {error}");
        assert!(stopped.elapsed() < Duration::from_secs(2), "{operation} took its time");
        let expected = if deed.only_reads() { Done::No } else { Done::Unclear };
        assert_eq!(error.done, expected, "{operation} may have been done, and nobody is told");
        stage.sandbox.faults().clear();
    }
}

pub(super) async fn more_requests_than_a_minute_takes_are_held_back(stage: Arc<Stage>) {
    let per_minute = stage.system.description().capabilities.requests_per_minute.expect("a rate");
    let (account, heard) = stage.judged().heard();
    let list = async || stage.system.list(&account.session(), &ListQuery::default(), None).await;
    for _ in 0..per_minute {
        list().await.expect("a request within the rate");
    }
    assert_eq!(heard.notices(), [], "a request within the rate was held back");
    let stop = async {
        while heard.notices().is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        account.call.cancel.cancel();
    };
    let held = async { tokio::join!(list(), stop).0 };
    let held =
        tokio::time::timeout(Duration::from_secs(10), held).await.expect("somebody to be told of the wait");
    assert_eq!(held.expect_err("stopped while it was held back").code, ErrorCode::Cancelled);
    let told = heard.notices()[0];
    assert_eq!(told.reason, ErrorCode::RateLimited);
    assert!(told.pause <= Duration::from_secs(61), "{told:?}");
    let sent = stage.sandbox.requests().list().len();
    assert_eq!(sent, usize::try_from(per_minute).unwrap(), "the system had to refuse");
}
