//! One change at a time on one agent of one account, whoever asks. The others wait their turn, first come, first served.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use callboard_model::{AccountId, AgentId};
use tokio::sync::{Mutex as Lane, OwnedMutexGuard};

/// What a lane belongs to: an agent, or the making of new ones.
type Place = (AccountId, Option<AgentId>);

/// The lanes that somebody is in or waits for.
#[derive(Default)]
pub(crate) struct Lanes {
    lanes: Mutex<HashMap<Place, Arc<Lane<()>>>>,
}

/// The right to change an agent; the next one in turn gets it when this is dropped.
pub(crate) struct Turn {
    _held: OwnedMutexGuard<()>,
}

impl Lanes {
    /// The lane of an agent, or of new agents where there is none.
    pub(crate) fn lane(&self, account: &AccountId, agent: Option<&AgentId>) -> Arc<Lane<()>> {
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        // A lane that only this map holds is nobody's any more.
        lanes.retain(|_, lane| Arc::strong_count(lane) > 1);
        lanes.entry((account.clone(), agent.cloned())).or_default().clone()
    }
}

impl Turn {
    /// Takes the turn where nobody has it.
    pub(crate) fn take(lane: &Arc<Lane<()>>) -> Option<Self> {
        lane.clone().try_lock_owned().ok().map(|held| Self { _held: held })
    }

    /// Waits for the turn.
    pub(crate) async fn wait(lane: Arc<Lane<()>>) -> Self {
        Self { _held: lane.lock_owned().await }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn place(agent: &str) -> (AccountId, AgentId) {
        (AccountId("bird".to_owned()), AgentId(agent.to_owned()))
    }

    #[tokio::test]
    async fn two_changes_of_one_agent_never_run_side_by_side_and_other_agents_do_not_wait() {
        let lanes = Lanes::default();
        let (account, ana) = place("ana");
        let first = Turn::take(&lanes.lane(&account, Some(&ana))).unwrap();
        let same = lanes.lane(&account, Some(&ana));
        assert!(Turn::take(&same).is_none(), "two changes of one agent overwrite each other");
        assert!(Turn::take(&lanes.lane(&account, Some(&place("ben").1))).is_some());
        let other = AccountId("another account".to_owned());
        assert!(Turn::take(&lanes.lane(&other, Some(&ana))).is_some());
        drop(first);
        let _second = Turn::wait(same).await;
        assert!(
            Turn::take(&lanes.lane(&account, Some(&ana))).is_none(),
            "the lane was forgotten while it was in use"
        );
    }

    #[tokio::test]
    async fn lanes_that_nobody_uses_are_forgotten() {
        let lanes = Lanes::default();
        for number in 0..1000 {
            let (account, agent) = place(&number.to_string());
            drop(Turn::take(&lanes.lane(&account, Some(&agent))));
        }
        assert!(lanes.lanes.lock().unwrap().len() <= 2);
    }
}
