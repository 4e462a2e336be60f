//! The one retry policy. What may be repeated, how long to wait, when to stop.
//!
//! Reads are repeated after what tends to pass by itself. What changes something is never repeated here, not even where
//! the server certainly did nothing: while somebody waits, somebody else may have changed the same agent.

use std::future::Future;
use std::time::{Duration, SystemTime};

use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder};
use callboard_model::ErrorCode;
use callboard_network::TransportFaultKind;
use tokio::time::Instant;

use super::Limits;
use super::answer::Answer;
use super::call::{CallContext, WaitNotice, Waiting};
use super::failure::{AttemptOutcome, Failure};

/// Most tries of one call, the first included.
const MOST_TRIES: usize = 6;

/// Whether the policy repeats a try that ended like this. What changes something is sent once: whoever asked for it reads
/// again before another try.
pub(crate) fn repeats(changes: bool, outcome: AttemptOutcome) -> bool {
    let passes_by_itself = match outcome {
        AttemptOutcome::Status(status) => matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504),
        AttemptOutcome::NoAnswer(kind) => {
            matches!(
                kind,
                TransportFaultKind::NotConnected | TransportFaultKind::TimedOut | TransportFaultKind::Broken
            )
        }
        AttemptOutcome::Stopped | AttemptOutcome::StoppedUnderWay => false,
    };
    passes_by_itself && !changes
}

/// The pauses between the tries of one piece of work.
#[derive(Debug)]
pub struct Pauses(ExponentialBackoff);

impl Pauses {
    pub(crate) fn of(limits: &Limits) -> Self {
        let builder = ExponentialBuilder::new()
            .with_min_delay(limits.first_pause)
            .without_max_delay()
            .with_max_times(MOST_TRIES - 1)
            .with_jitter();
        let builder = match limits.chance_seed {
            Some(seed) => builder.with_jitter_seed(seed),
            None => builder,
        };
        Self(builder.build())
    }
}

impl Iterator for Pauses {
    type Item = Duration;

    fn next(&mut self) -> Option<Duration> {
        self.0.next()
    }
}

/// Tries until it works, cannot be repeated, was stopped, or the budget does not cover the next pause. Answers the
/// last outcome.
pub(crate) async fn run<F, Fut>(
    mut pauses: Pauses,
    clock: fn() -> SystemTime,
    changes: bool,
    call: &CallContext,
    mut attempt: F,
) -> Result<Answer, Failure>
where
    F: FnMut() -> Fut,
    Fut: Future<Output = Result<Answer, Failure>>,
{
    let began = Instant::now();
    let mut tries = 1;
    loop {
        let answered = attempt().await;
        let (outcome, reason, asked) = match &answered {
            Ok(answer) => (
                AttemptOutcome::Status(answer.status),
                code_of_status(answer.status),
                answer.retry_after(clock).filter(|wait| !wait.is_zero()),
            ),
            Err(failure) => (failure.outcome, failure.error.code, None),
        };
        if !repeats(changes, outcome) {
            return answered;
        }
        let Some(pause) = pauses.next().map(|pause| asked.unwrap_or(pause)) else { return answered };
        if began.elapsed().saturating_add(pause) > call.retry_budget {
            return answered;
        }
        tries = u32::saturating_add(tries, 1);
        if !wait(call, WaitNotice { pause, attempt: tries, reason }).await {
            return Err(Failure::stopped());
        }
    }
}

/// Waits as the notice says, which the call's watcher is told, and answers whether the call goes on: false where it was
/// stopped.
pub async fn wait(call: &CallContext, notice: WaitNotice) -> bool {
    struct EndOfWait<'a>(&'a dyn Waiting);
    impl Drop for EndOfWait<'_> {
        fn drop(&mut self) {
            self.0.ends();
        }
    }
    call.waiting.begins(&notice);
    let _end = EndOfWait(call.waiting.as_ref());
    call.cancel.run_until_cancelled(tokio::time::sleep(notice.pause)).await.is_some()
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
    use std::sync::Arc;
    use std::sync::atomic::Ordering;

    use tokio_util::sync::CancellationToken;

    use super::super::answer::tests::answer;
    use super::super::call::tests::Heard;
    use super::*;

    /// The pinned table: every status, and which are repeated. A status that is not listed is never repeated.
    #[test]
    fn the_policy_says_for_every_status_whether_it_is_repeated() {
        let passing = [408, 425, 429, 500, 502, 503, 504];
        for status in 100..=599 {
            let outcome = AttemptOutcome::Status(status);
            assert_eq!(repeats(false, outcome), passing.contains(&status), "a read: {status}");
            assert!(!repeats(true, outcome), "a change would be sent twice after {status}");
        }
    }

    #[test]
    fn the_policy_says_for_every_failure_whether_it_is_repeated() {
        let table = [
            (AttemptOutcome::NoAnswer(TransportFaultKind::NotSent), false),
            (AttemptOutcome::NoAnswer(TransportFaultKind::NotConnected), true),
            (AttemptOutcome::NoAnswer(TransportFaultKind::Tls), false),
            (AttemptOutcome::NoAnswer(TransportFaultKind::TimedOut), true),
            (AttemptOutcome::NoAnswer(TransportFaultKind::Broken), true),
            (AttemptOutcome::NoAnswer(TransportFaultKind::TooLarge), false),
            (AttemptOutcome::Stopped, false),
            (AttemptOutcome::StoppedUnderWay, false),
        ];
        for (outcome, read) in table {
            assert_eq!(repeats(false, outcome), read, "{outcome:?}");
            assert!(!repeats(true, outcome), "a change would be sent twice after {outcome:?}");
        }
    }

    #[test]
    fn the_pauses_double_and_a_seed_gives_the_same_ones_again() {
        let limits = Limits { chance_seed: Some(7), ..Limits::default() };
        let pauses: Vec<_> = Pauses::of(&limits).collect();
        assert_eq!(pauses, Pauses::of(&limits).collect::<Vec<_>>(), "a run could not be replayed");
        assert_eq!(pauses.len(), MOST_TRIES - 1);
        for (index, pause) in pauses.iter().enumerate() {
            let least = limits.first_pause * 2_u32.pow(u32::try_from(index).unwrap());
            assert!((least..=least * 2).contains(pause), "{pauses:?}");
        }
    }

    fn watched() -> (CallContext, Arc<Heard>) {
        let heard = Arc::new(Heard::default());
        (CallContext::new(CancellationToken::new(), heard.clone()), heard)
    }

    async fn run_with(call: &CallContext, answers: &[Answer]) -> (Result<Answer, Failure>, u32, Duration) {
        let began = Instant::now();
        let limits = Limits::default();
        let mut turn = 0;
        let outcome = run(Pauses::of(&limits), limits.clock, false, call, || {
            let answer = answers.get(turn).or(answers.last()).unwrap().clone();
            turn += 1;
            async { Ok(answer) }
        })
        .await;
        (outcome, u32::try_from(turn).unwrap(), began.elapsed())
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
    async fn a_server_that_asks_for_an_eternity_is_not_waited_for() {
        for eternity in ["18446744073709551615", "99999999999999999999999"] {
            let (call, _) = watched();
            let call = call.with_retry_budget(Duration::MAX);
            let answers = [answer(429, &[("retry-after", eternity)], ""), answer(200, &[], "{}")];
            let (outcome, tries, took) = run_with(&call, &answers).await;
            assert_eq!((outcome.unwrap().status, tries), (200, 2));
            assert!(took < Duration::from_secs(24 * 3600 + 1), "{eternity}: {took:?}");
        }
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
