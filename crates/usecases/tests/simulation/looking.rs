//! Admins look up what became of their changes, and say what they know.

use callboard_model::{ListQuery, OpenChange, OpenState, Verdict};

use crate::operations::{Ended, quiet};
use crate::run::Run;
use crate::systems::Kind;

impl Run {
    pub(crate) fn refreshes(&mut self, admin: usize) {
        let kind = Kind::ALL[self.chance.below(3)];
        let connection = self.connection(admin, kind);
        self.begin(admin, "refresh", None, move |callboard, job| {
            Box::pin(async move {
                Ended::Looked(
                    callboard
                        .agents
                        .list_agents(connection, ListQuery::default(), None, job, quiet())
                        .await
                        .err(),
                )
            })
        });
    }

    pub(crate) fn begin_settling(&mut self, admin: usize) {
        self.begin(admin, "settle", None, |callboard, _| {
            Box::pin(async move { Ended::Looked(callboard.changes.settle_changes(None).await.err()) })
        });
    }

    fn open_change(&mut self, admin: usize) -> Option<OpenChange> {
        let open = self.admins[admin].callboard.changes.open_changes();
        let sent: Vec<OpenChange> =
            open.into_iter().filter(|change| matches!(change.state, OpenState::Sent { .. })).collect();
        self.chance.pick(&sent).cloned()
    }

    pub(crate) fn settles_one(&mut self, admin: usize) {
        let Some(change) = self.open_change(admin) else { return };
        self.begin(admin, "settle one", None, move |callboard, job| {
            Box::pin(async move {
                Ended::Looked(callboard.changes.settle_change(change.id, job, quiet()).await.err())
            })
        });
    }

    /// The admin knows by other ways what became of a change, and says the truth.
    pub(crate) fn decides(&mut self, admin: usize) {
        let Some(change) = self.open_change(admin) else { return };
        let state = self.world.state();
        let made = state.writes.iter().any(|write| write.change.as_ref() == Some(&change.id));
        let may_arrive = state.late.iter().any(|late| late.change.as_ref() == Some(&change.id))
            || self.running.iter().any(|running| {
                state.traces.get(&running.number).is_some_and(|trace| trace.changes.contains(&change.id))
            });
        drop(state);
        if !made && may_arrive {
            return;
        }
        let verdict = if made { Verdict::Made } else { Verdict::NotMade };
        if made {
            self.world.state().decided.insert(change.id.clone());
        }
        self.begin(admin, "decide", None, move |callboard, _| {
            Box::pin(async move {
                let decided = callboard.changes.decide_change(change.id.clone(), verdict).await;
                Ended::Decided(change, verdict, decided)
            })
        });
    }

    pub(crate) fn dismisses(&mut self, admin: usize) {
        let open = self.admins[admin].callboard.changes.open_changes();
        if let Some(change) = self.chance.pick(&open) {
            self.admins[admin].callboard.changes.dismiss_change(&change.id);
        }
    }
}
