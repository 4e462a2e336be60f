//! Keeping to the number of requests that a system takes in a minute, before it has to say 429.
//!
//! A sliding window: at most so many requests of one connection in any sixty seconds. Token buckets, which the usual
//! libraries are, let up to twice as many through in the first minute and run on a clock of their own, so that no test
//! could turn it.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use callboard_model::{ConnectionId, ErrorCode};
use tokio::time::Instant;

use super::call::{CallContext, WaitNotice};
use super::failure::Failure;
use super::retry;

/// A minute, and a little for requests that travel at different speeds.
const WINDOW: Duration = Duration::from_millis(60_250);

/// How fast a connection may send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pace {
    /// The connection that is counted.
    pub(crate) connection: ConnectionId,
    /// Most requests in any sixty seconds.
    pub(crate) per_minute: u32,
}

/// The turns of each connection. Cheap to clone; clones count together.
#[derive(Clone, Debug, Default)]
pub(super) struct Paces {
    turns: Arc<Mutex<HashMap<ConnectionId, VecDeque<Instant>>>>,
}

impl Paces {
    /// Waits until one more request may be sent. The call's watcher is told of the wait. A call that is stopped meanwhile
    /// has sent nothing and gives the turn back.
    pub(super) async fn wait_for_turn(&self, pace: &Pace, call: &CallContext) -> Result<(), Failure> {
        let now = Instant::now();
        let turn = self.take(pace, now);
        let pause = turn.saturating_duration_since(now);
        if pause.is_zero() {
            return Ok(());
        }
        let notice = WaitNotice { pause, attempt: 1, reason: ErrorCode::RateLimited };
        let taken = TakenTurn { paces: self, pace, turn: Some(turn) };
        if retry::wait(call, notice).await {
            taken.keep();
            Ok(())
        } else {
            Err(Failure::stopped())
        }
    }

    /// Takes the next turn: now, or as soon as the window has room. Turns are given in the order they were asked for.
    fn take(&self, pace: &Pace, now: Instant) -> Instant {
        let mut connections = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        let turns = connections.entry(pace.connection.clone()).or_default();
        while turns.front().is_some_and(|turn| now.saturating_duration_since(*turn) >= WINDOW) {
            turns.pop_front();
        }
        let most = usize::try_from(pace.per_minute.max(1)).unwrap_or(usize::MAX);
        let before = turns.len().checked_sub(most).and_then(|index| turns.get(index));
        let turn = before.map_or(now, |before| now.max(before.checked_add(WINDOW).unwrap_or(*before)));
        turns.push_back(turn);
        turn
    }

    fn give_back(&self, pace: &Pace, turn: Instant) {
        let mut connections = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        let turns = connections.get_mut(&pace.connection);
        if let Some((turns, index)) =
            turns.and_then(|turns| turns.iter().rposition(|taken| *taken == turn).map(|index| (turns, index)))
        {
            turns.remove(index);
        }
    }
}

/// A turn that is given back unless it is used, also where the call is dropped while it waits.
struct TakenTurn<'a> {
    paces: &'a Paces,
    pace: &'a Pace,
    turn: Option<Instant>,
}

impl TakenTurn<'_> {
    fn keep(mut self) {
        self.turn = None;
    }
}

impl Drop for TakenTurn<'_> {
    fn drop(&mut self) {
        if let Some(turn) = self.turn {
            self.paces.give_back(self.pace, turn);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use std::sync::atomic::Ordering;

    use tokio_util::sync::CancellationToken;

    use super::*;
    use crate::client::call::tests::Heard;

    const MINUTE: Duration = Duration::from_mins(1);

    fn pace(connection: &str, per_minute: u32) -> Pace {
        Pace { connection: ConnectionId(connection.to_owned()), per_minute }
    }

    async fn moments(paces: &Paces, pace: &Pace, count: usize) -> Vec<Instant> {
        let mut moments = Vec::new();
        for _ in 0..count {
            paces.wait_for_turn(pace, &CallContext::quiet()).await.unwrap();
            moments.push(Instant::now());
        }
        moments
    }

    #[tokio::test(start_paused = true)]
    async fn no_minute_holds_more_requests_than_the_system_takes() {
        let (paces, pace) = (Paces::default(), pace("c-1", 100));
        let moments = moments(&paces, &pace, 350).await;
        assert_eq!(moments[99], moments[0], "the first hundred would wait for nothing");
        for window in moments.windows(101) {
            assert!(window[100] - window[0] >= MINUTE, "the hundred and first request is one too many");
        }
        assert!(moments[349] - moments[0] < MINUTE * 4, "and none waits longer than it has to");
    }

    #[tokio::test(start_paused = true)]
    async fn requests_side_by_side_are_counted_together_and_connections_apart() {
        let (paces, account) = (Paces::default(), pace("c-1", 2));
        let (one, other) = (paces.clone(), paces.clone());
        let (one, other) = tokio::join!(moments(&one, &account, 2), moments(&other, &account, 2));
        let mut all = [one, other].concat();
        all.sort();
        assert!(all[2] - all[0] >= MINUTE && all[3] - all[1] >= MINUTE, "{all:?}");
        let began = Instant::now();
        moments(&paces, &pace("c-2", 2), 2).await;
        assert_eq!(Instant::now(), began, "another account would wait for this one");
    }

    #[tokio::test(start_paused = true)]
    async fn a_wait_is_told_with_its_length_and_its_end() {
        let (paces, pace) = (Paces::default(), pace("c-1", 1));
        let heard = Arc::new(Heard::default());
        let call = CallContext::new(CancellationToken::new(), heard.clone());
        paces.wait_for_turn(&pace, &call).await.unwrap();
        assert!(heard.notices.lock().unwrap().is_empty(), "a request that goes at once is nobody's wait");
        paces.wait_for_turn(&pace, &call).await.unwrap();
        let told = WaitNotice { pause: WINDOW, attempt: 1, reason: ErrorCode::RateLimited };
        assert_eq!(*heard.notices.lock().unwrap(), [told]);
        assert_eq!(heard.ended.load(Ordering::SeqCst), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn a_stop_ends_the_wait_at_once_and_gives_the_turn_to_the_next() {
        let (paces, pace) = (Paces::default(), pace("c-1", 1));
        let call = CallContext::quiet();
        let began = Instant::now();
        paces.wait_for_turn(&pace, &call).await.unwrap();
        let stop = async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            call.cancel.cancel();
        };
        let (outcome, ()) = tokio::join!(paces.wait_for_turn(&pace, &call), stop);
        assert_eq!(outcome.unwrap_err().error.code, ErrorCode::Cancelled);
        assert!(began.elapsed() < Duration::from_secs(2), "stopping would take as long as waiting");
        paces.wait_for_turn(&pace, &CallContext::quiet()).await.unwrap();
        assert!(began.elapsed() < WINDOW + Duration::from_secs(1), "the stopped request's turn was lost");
    }
}
