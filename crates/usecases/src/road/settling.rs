//! Settling: what was sent and not confirmed is looked up, at the next start and whenever its connection answers again.

use std::sync::atomic::Ordering;
use std::time::Duration;

use callboard_journal::Intent;
use callboard_model::{
    CallboardError, ChangeId, ChangeKind, ConnectionId, Done, Edits, ErrorCode, JobId, LookResult,
    OpenChange, OpenState, Pointer, Result, Verdict,
};
use serde_json::Value;

use super::Changes;
use super::deed::Ground;
use super::ending::Seen;
use super::lanes::Turn;
use super::looking::Look;
use super::shown;
use crate::blocking::spawn_blocking;
use crate::found::Found;
use crate::gateway::Access;
use crate::jobs::Events;
use crate::merge::{apply, same};
use crate::open_changes::{is_over, is_running};

/// How long after it was written down a sent change may still arrive: up to a minute until the system takes one more request, and
/// twice as long as the client waits for an answer.
const MAY_ARRIVE: Duration = Duration::from_mins(2);

/// How long after one look the next one may follow, where a connection answers again and again.
const BETWEEN_LOOKS: Duration = Duration::from_secs(5);

impl Changes {
    /// Looks up what was sent and not confirmed: all of it at first, then that of each connection which answers again. Never
    /// ends; the shell runs it beside everything else.
    pub async fn keep_settling(&self) {
        let mut wanted = vec![None];
        loop {
            for connection in wanted {
                if let Err(error) = self.settle_changes(connection).await {
                    log::warn!("open changes could not be looked up: {:?}", error.code);
                }
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
            let answering = self.open.next_answering().await;
            wanted = answering.into_iter().map(Some).collect();
        }
    }

    /// The changes that are not done with.
    pub fn open_changes(&self) -> Vec<OpenChange> {
        self.open.list()
    }

    /// Told whenever something happens to an open change.
    pub fn watch_changes(&self) -> tokio::sync::watch::Receiver<u64> {
        self.open.watch()
    }

    /// How many changes are under way.
    pub fn changes_running(&self) -> usize {
        self.open.list().iter().filter(|change| is_running(&change.state)).count()
    }

    /// Answers when no change is under way.
    pub async fn when_idle(&self) {
        let mut moved = self.watch_changes();
        while self.changes_running() > 0 {
            if moved.changed().await.is_err() {
                return;
            }
        }
    }

    /// Shows again what an earlier run of the program sent and did not confirm. Done once; what was not sent is forgotten: it
    /// is still in its draft.
    pub(crate) async fn restore_changes(&self) -> Result<()> {
        if self.restored.load(Ordering::SeqCst) {
            return Ok(());
        }
        let journal = self.journal.clone();
        let intents = spawn_blocking(move || {
            journal.end_unsent_intents()?;
            journal.intents()
        })
        .await?;
        if !self.restored.swap(true, Ordering::SeqCst) {
            self.show_unsettled(intents)?;
        }
        Ok(())
    }

    /// Shows the changes that are to be settled of the accounts that connections lead to, each at its connection; those of
    /// other accounts are set aside. Done again whenever a connection comes, goes or leads elsewhere.
    pub(crate) async fn connections_moved(&self) -> Result<()> {
        let intents = self.sent_intents().await?;
        for intent in &intents {
            self.open.remove(&intent.id);
        }
        self.show_unsettled(intents)
    }

    fn show_unsettled(&self, intents: Vec<Intent>) -> Result<()> {
        let reached = self.connections.reached_accounts()?;
        for intent in intents {
            if let Some(connection) = reached.connection(&intent.account, &intent.connection) {
                self.open.add(OpenChange { connection, ..shown(&intent) });
            }
        }
        Ok(())
    }

    /// Looks up every change of a connection that was sent and not confirmed, or of all connections.
    ///
    /// # Errors
    /// [`ErrorCode::StorageFault`]. A system that cannot be read is no error: its changes stay open.
    pub async fn settle_changes(&self, connection: Option<ConnectionId>) -> Result<Vec<OpenChange>> {
        self.restore_changes().await?;
        for intent in self.sent_intents().await? {
            let wanted = connection.as_ref().is_none_or(|connection| &intent.connection == connection);
            if wanted && let Err(error) = self.settle(&intent).await {
                log::info!("a change could not be looked up: {:?}", error.code);
            }
        }
        Ok(self.open_changes())
    }

    /// Looks up one change.
    ///
    /// # Errors
    /// What keeps its system from being read, or [`ErrorCode::StorageFault`].
    pub async fn settle_change(&self, id: ChangeId, job: JobId, events: Events) -> Result<Vec<OpenChange>> {
        let _job = self.gateway.begin(job, events);
        if let Some(intent) = self.sent_intents().await?.into_iter().find(|intent| intent.id == id) {
            self.settle(&intent).await?;
        }
        Ok(self.open_changes())
    }

    /// Takes the admin's word for a change that nobody else can tell about.
    ///
    /// # Errors
    /// [`ErrorCode::StorageFault`] or [`ErrorCode::DiskFull`].
    pub async fn decide_change(&self, id: ChangeId, verdict: Verdict) -> Result<Vec<OpenChange>> {
        if let Some(intent) = self.sent_intents().await?.into_iter().find(|intent| intent.id == id) {
            if verdict == Verdict::Made {
                self.take_as_made(&intent).await?;
            }
            let journal = self.journal.clone();
            spawn_blocking(move || journal.end_intent(&intent.id)).await?;
        }
        self.open.remove(&id);
        Ok(self.open_changes())
    }

    /// Takes a change that ended off the list: the admin has seen it. One that runs or is not settled stays.
    pub fn dismiss_change(&self, id: &ChangeId) {
        if self.open.get(id).is_some_and(|change| is_over(&change.state)) {
            self.open.remove(id);
        }
    }

    /// The create of the same content that was wanted before this one and is not done with: under way, or sent and not
    /// settled. Both are written down by now, so that of two at once exactly one finds the other.
    pub(super) async fn earlier_twin(&self, created: &Intent) -> Result<Option<ChangeId>> {
        let journal = self.journal.clone();
        let intents = spawn_blocking(move || journal.intents()).await?;
        let earlier = intents.into_iter().take_while(|intent| intent.id != created.id);
        let twin = |intent: &Intent| {
            intent.kind == ChangeKind::Created
                && intent.account == created.account
                && intent.edits == created.edits
        };
        Ok(earlier.into_iter().find(twin).map(|intent| intent.id))
    }

    /// What was sent and is not under way in this run of the program.
    async fn sent_intents(&self) -> Result<Vec<Intent>> {
        let journal = self.journal.clone();
        let mut intents = spawn_blocking(move || journal.intents()).await?;
        intents.retain(|intent| {
            let running = self.open.get(&intent.id).is_some_and(|change| is_running(&change.state));
            intent.was_sent && !running
        });
        Ok(intents)
    }

    async fn settle(&self, intent: &Intent) -> Result<()> {
        let reached = self.connections.reached_accounts()?.connection(&intent.account, &intent.connection);
        let Some(connection) = reached else { return Ok(()) };
        let job =
            self.gateway.begin(JobId(format!("settle/{}", intent.id.as_str())), crate::jobs::no_events());
        let access = self.gateway.access(&connection, &job.call).await?;
        // Somebody may be changing the agent right now: what would be read then is neither before nor after.
        let lane = self.lanes.lane(intent);
        let Some(_turn) = Turn::take(&lane) else { return Ok(()) };
        // Whoever had the turn until now may have settled it.
        let unsettled = self.sent_intents().await?.into_iter().find(|other| other.id == intent.id);
        let Some(intent) = &unsettled else { return Ok(()) };
        let session = self.gateway.session(&access, &job.call);
        let ground = Ground { changes: self, access: &access, session };
        self.open.stage(&intent.id, callboard_model::Stage::Looking);
        let look = self.look(&ground, intent).await;
        let settled = self.settle_by(&access, intent, look).await;
        if let Err(error) = &settled {
            let state = OpenState::Sent { error: Some(error.clone()), look: LookResult::Unreadable };
            self.open.set(&intent.id, state);
        }
        settled
    }

    async fn settle_by(&self, access: &Access, intent: &Intent, look: Look) -> Result<()> {
        let id = &intent.id;
        match look {
            Look::Whole(seen) => self.settled(access, intent, seen).await,
            // Until then the rest of it may still arrive.
            Look::Part { found, stored } if self.cannot_arrive(intent) => {
                self.settled(access, &part_of(intent, &stored), Seen::Agent(found)).await?;
                let error = CallboardError::new(ErrorCode::UnclearOutcome).with_done(Done::Partly);
                self.open.add(OpenChange {
                    state: OpenState::Failed { error: error.with_system(access.connection.system.clone()) },
                    ..shown(intent)
                });
                Ok(())
            }
            Look::Nothing if self.cannot_arrive(intent) => {
                let (journal, ended) = (self.journal.clone(), id.clone());
                spawn_blocking(move || journal.end_intent(&ended)).await?;
                let error = CallboardError::new(ErrorCode::UnclearOutcome).with_done(Done::No);
                let error = error.with_system(access.connection.system.clone());
                self.open.set(id, OpenState::Failed { error });
                Ok(())
            }
            Look::Unreadable(error) => Err(error),
            look => {
                self.open.set(id, OpenState::Sent { error: None, look: look.result() });
                Ok(())
            }
        }
    }

    async fn settled(&self, access: &Access, intent: &Intent, seen: Seen) -> Result<()> {
        let confirmed = self.confirm(access, intent, seen, Vec::new(), Edits::default()).await?;
        if confirmed.recorded {
            self.open.remove(&intent.id);
        } else {
            let state = OpenState::Sent { error: None, look: LookResult::NotLooked };
            self.open.set(&intent.id, state);
        }
        Ok(())
    }

    /// Writes what the admin says was made into the history, as far as it can be read.
    ///
    /// # Errors
    /// [`ErrorCode::StorageFault`] where the history cannot be written now: the change stays open, to be said again.
    async fn take_as_made(&self, intent: &Intent) -> Result<()> {
        let reached = self.connections.reached_accounts()?.connection(&intent.account, &intent.connection);
        let Some(connection) = reached else { return Ok(()) };
        let call = callboard_systems::CallContext::quiet();
        let access = self.gateway.access(&connection, &call).await?;
        let ground = Ground { changes: self, access: &access, session: self.gateway.session(&access, &call) };
        // What is not stored of it stays in its draft, whatever the admin knows of the rest.
        if let Look::Part { found, stored } = self.look(&ground, intent).await {
            let (part, seen) = (part_of(intent, &stored), Seen::Agent(found));
            return self.record_made(&access, &part, seen).await;
        }
        let seen = match intent.kind {
            ChangeKind::VersionLaunched | ChangeKind::WebhookCreated => Seen::Answer(Value::Null),
            // One of its name may be another one's, also where it is the only new one.
            ChangeKind::Created if intent.agent.is_none() => Seen::Unseen,
            _ => match self.find_again(&ground, intent).await {
                // What is remembered is from before the change; nobody else can say what it is now.
                Ok(found) if found.is_remembered() => {
                    Seen::Agent(Found::fresh(apply(&found.document, &intent.edits)))
                }
                Ok(found) => {
                    let untouched = untouched(&access, intent, &found);
                    // What a create left over becomes the new agent's draft; where nothing has moved, somebody has put back what was
                    // made.
                    let whole = intent.kind == ChangeKind::Created || untouched.len() == intent.edits.0.len();
                    let made = if whole {
                        intent.clone()
                    } else {
                        without_lost_words(&access, without(intent, &untouched), &found)
                    };
                    return self.record_made(&access, &made, Seen::Agent(found)).await;
                }
                Err(error) if error.code != ErrorCode::AgentNotFound => return Err(error),
                Err(_) if intent.kind == ChangeKind::Deleted => Seen::Gone,
                Err(_) => Seen::Unseen,
            },
        };
        self.record_made(&access, intent, seen).await
    }

    async fn record_made(&self, access: &Access, intent: &Intent, seen: Seen) -> Result<()> {
        let confirmed = self.confirm(access, intent, seen, Vec::new(), Edits::default()).await?;
        if confirmed.recorded { Ok(()) } else { Err(ErrorCode::StorageFault.into()) }
    }

    fn cannot_arrive(&self, intent: &Intent) -> bool {
        let sent = intent.sent_at.as_deref().and_then(|at| at.parse::<jiff::Timestamp>().ok());
        sent.is_none_or(|sent| self.clock.now().duration_since(sent).unsigned_abs() > MAY_ARRIVE)
    }
}

/// The fields of a change that are as they were before it.
fn untouched(access: &Access, intent: &Intent, found: &Found) -> Vec<Pointer> {
    let now = access.masking().mask(&found.document);
    let places = intent.edits.0.keys();
    places.filter(|at| same(&at.read_or_null(&now), &at.read_or_null(&intent.before))).cloned().collect()
}

/// A change without these fields.
fn without(intent: &Intent, fields: &[Pointer]) -> Intent {
    let mut rest = intent.clone();
    rest.edits.0.retain(|pointer, _| !fields.contains(pointer));
    if let Some(drafted) = &mut rest.drafted {
        drafted.0.retain(|pointer, _| !fields.contains(pointer));
    }
    rest
}

/// A change that takes from the draft only what is stored as it was typed. The admin's word may be about a part of the
/// change, and what somebody else has in the place of the rest does not say that it ever arrived.
fn without_lost_words(access: &Access, mut made: Intent, found: &Found) -> Intent {
    let now = access.masking().mask(&found.document);
    if let Some(drafted) = &mut made.drafted {
        drafted.0.retain(|pointer, typed| same(&pointer.read_or_null(&now), typed));
    }
    made
}

/// What is stored of a change.
fn part_of(intent: &Intent, stored: &[Pointer]) -> Intent {
    let mut part = intent.clone();
    part.edits.0.retain(|pointer, _| stored.contains(pointer));
    if let Some(drafted) = &mut part.drafted {
        drafted.0.retain(|pointer, _| stored.contains(pointer));
    }
    part
}
