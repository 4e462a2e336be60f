//! One change at a time on one agent of one account, whoever asks. The others wait their turn, first come, first served. New
//! agents have no id yet: those of one name wait for each other, because an agent that may have been created is looked for by
//! its name, and another one's would be found.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use callboard_journal::Intent;
use callboard_model::{AccountId, AgentId};
use tokio::sync::{Mutex as Lane, OwnedMutexGuard};

/// What a lane belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Place {
    Agent(AccountId, AgentId),
    /// The making of agents of this name.
    New(AccountId, String),
}

impl Place {
    fn of(intent: &Intent) -> Self {
        match &intent.agent {
            Some(agent) => Self::Agent(intent.account.clone(), agent.clone()),
            None => Self::New(intent.account.clone(), intent.agent_name.trim().to_owned()),
        }
    }
}

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
    /// The lane of a change.
    pub(crate) fn lane(&self, intent: &Intent) -> Arc<Lane<()>> {
        self.at(Place::of(intent))
    }

    fn at(&self, place: Place) -> Arc<Lane<()>> {
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        // A lane that only this map holds is nobody's any more.
        lanes.retain(|_, lane| Arc::strong_count(lane) > 1);
        lanes.entry(place).or_default().clone()
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

    fn account(name: &str) -> AccountId {
        AccountId(name.to_owned())
    }

    fn agent(name: &str) -> Place {
        Place::Agent(account("bird"), AgentId::parse(name).unwrap())
    }

    #[tokio::test]
    async fn two_changes_of_one_agent_never_run_side_by_side_and_other_agents_do_not_wait() {
        let lanes = Lanes::default();
        let first = Turn::take(&lanes.at(agent("ana"))).unwrap();
        let same = lanes.at(agent("ana"));
        assert!(Turn::take(&same).is_none(), "two changes of one agent overwrite each other");
        assert!(Turn::take(&lanes.at(agent("ben"))).is_some());
        let elsewhere = Place::Agent(account("another account"), AgentId::parse("ana").unwrap());
        assert!(Turn::take(&lanes.at(elsewhere)).is_some());
        drop(first);
        let _second = Turn::wait(same).await;
        assert!(Turn::take(&lanes.at(agent("ana"))).is_none(), "the lane was forgotten while it was in use");
    }

    #[test]
    fn new_agents_wait_for_those_of_their_name_alone() {
        let lanes = Lanes::default();
        let new = |name: &str| Place::New(account("bird"), name.to_owned());
        let _first = Turn::take(&lanes.at(new("Ana"))).unwrap();
        assert!(Turn::take(&lanes.at(new("Ana"))).is_none(), "the other one's agent would be found");
        assert!(Turn::take(&lanes.at(new("Ben"))).is_some(), "a slow create holds up every other one");
        assert!(Turn::take(&lanes.at(agent("Ana"))).is_some());
    }

    #[tokio::test]
    async fn lanes_that_nobody_uses_are_forgotten() {
        let lanes = Lanes::default();
        for number in 0..1000 {
            drop(Turn::take(&lanes.at(agent(&number.to_string()))));
        }
        assert!(lanes.lanes.lock().unwrap().len() <= 2);
    }
}
