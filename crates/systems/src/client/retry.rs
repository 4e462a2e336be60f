//! The one retry policy. What may be repeated, how long to wait, when to stop.
//!
//! Reads and idempotent writes are repeated after what tends to pass by itself. A create is repeated only where the
//! server certainly did nothing: no connection was made, or it said 429. Everything else about a create is for the
//! adapter to find out by looking.

use std::future::Future;
use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};
use callboard_model::ErrorCode;
use tokio::time::Instant;

use super::Limits;
use super::answer::Answer;
use super::failure::{Failure, Trouble};
use crate::session::{CallContext, WaitNotice, Waiting};

/// Most tries of one call, the first included.
const MOST_TRIES: usize = 6;

/// Whether doing it twice is the same as doing it once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// It is.
    Idempotent,
    /// It makes one more each time.
    Create,
}

/// Whether the policy repeats a try that ended like this.
pub(crate) fn repeats(repeat: Repeat, trouble: Trouble) -> bool {
    let by_itself = matches!(
        trouble,
        Trouble::TimedOut | Trouble::Broken | Trouble::Status(408 | 425 | 500 | 502 | 503 | 504)
    );
    let nothing_done = matches!(trouble, Trouble::NotConnected | Trouble::Status(429));
    nothing_done || (by_itself && repeat == Repeat::Idempotent)
}

/// Tries until it works, cannot be repeated, was stopped, or the budget does not cover the next pause. Answers the
/// last outcome and how many tries it took.
pub(crate) async fn run<F, Fut>(
    limits: &Limits,
    repeat: Repeat,
    call: &CallContext,
    mut attempt: F,
) -> (Result<Answer, Failure>, u32)
where
    F: FnMut() -> Fut,
    Fut: Future<Output = Result<Answer, Failure>>,
{
    let began = Instant::now();
    let mut pauses = ExponentialBuilder::new()
        .with_min_delay(limits.first_pause)
        .without_max_delay()
        .with_max_times(MOST_TRIES - 1)
        .with_jitter()
        .build();
    let mut tries = 1;
    loop {
        let outcome = attempt().await;
        let (trouble, reason, asked) = match &outcome {
            Ok(answer) => (
                Trouble::Status(answer.status),
                code_of_status(answer.status),
                answer.retry_after(limits.clock).filter(|wait| !wait.is_zero()),
            ),
            Err(failure) => (failure.trouble, failure.error.code, None),
        };
        if !repeats(repeat, trouble) {
            return (outcome, tries);
        }
        let Some(pause) = pauses.next().map(|pause| asked.unwrap_or(pause)) else { return (outcome, tries) };
        if began.elapsed() + pause > call.retry_budget {
            return (outcome, tries);
        }
        tries += 1;
        if !wait(call, WaitNotice { pause, attempt: tries, reason }).await {
            return (Err(Failure::cancelled(Repeat::Idempotent)), tries - 1);
        }
    }
}

/// Waits, and answers whether the call goes on.
pub(crate) async fn wait(call: &CallContext, notice: WaitNotice) -> bool {
    struct Told<'a>(&'a dyn Waiting);
    impl Drop for Told<'_> {
        fn drop(&mut self) {
            self.0.ends();
        }
    }
    call.waiting.begins(&notice);
    let _told = Told(call.waiting.as_ref());
    pause(call, notice.pause).await
}

/// Waits without telling anybody, and answers whether the call goes on.
pub(crate) async fn pause(call: &CallContext, pause: Duration) -> bool {
    call.cancel.run_until_cancelled(tokio::time::sleep(pause)).await.is_some()
}

/// What a status means wherever it is met; what depends on the operation is the adapter's to say.
pub(crate) fn code_of_status(status: u16) -> ErrorCode {
    match status {
        401 => ErrorCode::WrongKey,
        402 => ErrorCode::PaymentRequired,
        403 => ErrorCode::NotAllowed,
        408 => ErrorCode::TimedOut,
        409 => ErrorCode::AlreadyExists,
        400 | 422 => ErrorCode::RefusedValues,
        429 => ErrorCode::RateLimited,
        500..=599 => ErrorCode::SystemFault,
        _ => ErrorCode::UnexpectedStatus,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::sync::{Arc, Mutex};

    use tokio_util::sync::CancellationToken;

    use super::super::answer::tests::answer;
    use super::*;

    /// The pinned table: every status, and which are repeated. A status that is on neither list is never repeated.
    #[test]
    fn the_policy_says_for_every_status_whether_it_is_repeated() {
        let idempotent = [408, 425, 429, 500, 502, 503, 504];
        let create = [429];
        for status in 100..=599 {
            let trouble = Trouble::Status(status);
            assert_eq!(repeats(Repeat::Idempotent, trouble), idempotent.contains(&status), "read: {status}");
            assert_eq!(repeats(Repeat::Create, trouble), create.contains(&status), "create: {status}");
        }
    }

    #[test]
    fn the_policy_says_for_every_failure_whether_it_is_repeated() {
        let table = [
            (Trouble::NeverTried, false, false),
            (Trouble::NotConnected, true, true),
            (Trouble::Tls, false, false),
            (Trouble::TimedOut, true, false),
            (Trouble::Broken, true, false),
            (Trouble::TooLarge, false, false),
            (Trouble::Cancelled, false, false),
        ];
        for (trouble, idempotent, create) in table {
            assert_eq!(repeats(Repeat::Idempotent, trouble), idempotent, "{trouble:?}");
            assert_eq!(repeats(Repeat::Create, trouble), create, "{trouble:?}");
        }
    }

    #[test]
    fn nothing_that_may_have_created_an_agent_is_sent_again() {
        let statuses = (100..=599).map(Trouble::Status);
        let others = [Trouble::TimedOut, Trouble::Broken, Trouble::TooLarge];
        for trouble in statuses.chain(others).filter(|trouble| trouble.is_unclear()) {
            assert!(!repeats(Repeat::Create, trouble), "{trouble:?} would create the agent twice");
        }
    }

    #[derive(Default)]
    struct Heard {
        notices: Mutex<Vec<WaitNotice>>,
        ended: AtomicU32,
    }

    impl Waiting for Heard {
        fn begins(&self, notice: &WaitNotice) {
            self.notices.lock().unwrap().push(*notice);
        }
        fn ends(&self) {
            self.ended.fetch_add(1, Ordering::SeqCst);
        }
    }

    fn watched() -> (CallContext, Arc<Heard>) {
        let heard = Arc::new(Heard::default());
        (CallContext::new(CancellationToken::new(), heard.clone()), heard)
    }

    async fn run_with(call: &CallContext, answers: &[Answer]) -> (Result<Answer, Failure>, u32, Duration) {
        let began = Instant::now();
        let mut turn = 0;
        let (outcome, tries) = run(&Limits::default(), Repeat::Idempotent, call, || {
            let answer = answers.get(turn).or(answers.last()).unwrap().clone();
            turn += 1;
            async { Ok(answer) }
        })
        .await;
        (outcome, tries, began.elapsed())
    }

    #[tokio::test(start_paused = true)]
    async fn retry_after_in_seconds_is_obeyed_and_told() {
        let (call, heard) = watched();
        let (outcome, tries, took) =
            run_with(&call, &[answer(429, &[("retry-after", "7")], ""), answer(200, &[], "{}")]).await;
        assert_eq!((outcome.unwrap().status, tries), (200, 2));
        assert!((7.0..7.1).contains(&took.as_secs_f64()), "{took:?}");
        let told = WaitNotice { pause: Duration::from_secs(7), attempt: 2, reason: ErrorCode::RateLimited };
        assert_eq!(*heard.notices.lock().unwrap(), [told]);
        assert_eq!(heard.ended.load(Ordering::SeqCst), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn retry_after_as_a_date_is_obeyed() {
        let headers =
            [("date", "Tue, 12 Aug 2025 12:00:00 GMT"), ("retry-after", "Tue, 12 Aug 2025 12:00:04 GMT")];
        let (call, _) = watched();
        let (outcome, _, took) = run_with(&call, &[answer(503, &headers, ""), answer(200, &[], "{}")]).await;
        assert_eq!(outcome.unwrap().status, 200);
        assert!((4.0..4.1).contains(&took.as_secs_f64()), "{took:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_that_asks_for_more_than_the_budget_is_not_waited_for() {
        let (call, heard) = watched();
        let (outcome, tries, took) = run_with(&call, &[answer(429, &[("retry-after", "60")], "")]).await;
        assert_eq!((outcome.unwrap().status, tries), (429, 1));
        assert!(took < Duration::from_secs(1) && heard.notices.lock().unwrap().is_empty());
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_that_stays_down_is_given_up_within_the_budget() {
        let (call, heard) = watched();
        let (outcome, tries, took) = run_with(&call, &[answer(503, &[], "")]).await;
        assert_eq!(outcome.unwrap().status, 503);
        assert!(took <= CallContext::RETRY_BUDGET && tries >= 4, "{tries} tries in {took:?}");
        assert_eq!(
            heard.ended.load(Ordering::SeqCst),
            tries - 1,
            "the form would go on saying that it waits"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_stop_ends_the_wait_at_once() {
        let (call, heard) = watched();
        let token = call.cancel.clone();
        let stop = async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            token.cancel();
        };
        let waiting = [answer(429, &[("retry-after", "10")], "")];
        let ((outcome, _, took), ()) = tokio::join!(run_with(&call, &waiting), stop);
        assert_eq!(outcome.unwrap_err().error.code, ErrorCode::Cancelled);
        assert!(took < Duration::from_secs(1) && heard.ended.load(Ordering::SeqCst) == 1);
    }
}
