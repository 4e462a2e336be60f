//! The one road of every change: intend → lock → read → merge → validate → send → read back → confirm.
//!
//! A change is written down before the first byte is sent ([`callboard_journal::Intent`]), waits until no other change of the
//! same agent runs ([`lanes`]), is planned anew on what was just read for every try ([`deed`], [`deeds`]), sent once for each
//! plan, and confirmed by what reads back ([`ending`]). What was sent and cannot be confirmed is looked for ([`looking`]), at
//! once, whenever its connection answers again, and at the next start ([`settling`]); until then it stays among the open
//! changes ([`crate::open_changes`]).
//!
//! What one kind of change is, belongs into [`deeds`]; no kind may send, retry or write into the journal by itself.

pub(crate) mod deed;
pub(crate) mod deeds;
mod ending;
mod lanes;
mod looking;
mod settling;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use callboard_journal::{Intent, Journal};
use callboard_model::{
    CallboardError, ChangeId, ChangeKind, Done, Edits, ErrorCode, JobEvent, LookResult, OpenChange,
    OpenState, OptionalOperation, Pointer, Result, SaveOutcome, Stage,
};
use callboard_systems::{CallContext, WaitNotice, wait};
use serde_json::Value;
use std::time::Duration;
use tokio::time::Instant;

use crate::agents::Agents;
use crate::blocking::spawn_blocking;
use crate::connection_list::ConnectionList;
use crate::found::Found;
use crate::gateway::{Access, Gateway};
use crate::history::History;
use crate::jobs::Job;
use crate::local_storage::LocalStorage;
use crate::open_changes::OpenChanges;
use crate::surroundings::Clock;
use deed::{Deed, Ground, Planned, Sent, Step};
use ending::{Confirmed, Seen, with_others};
use lanes::{Lanes, Turn};
use looking::Look;
pub(crate) use looking::versions_called;

/// How long a look may take after somebody pressed Stop.
const LOOK_AFTER_STOP: Duration = Duration::from_secs(8);

/// The changes: each is carried out here, and those that are not done with are kept here.
pub struct Changes {
    pub(crate) gateway: Arc<Gateway>,
    pub(crate) connections: Arc<ConnectionList>,
    pub(crate) agents: Arc<Agents>,
    pub(crate) history: Arc<History>,
    pub(crate) clock: Arc<dyn Clock>,
    journal: Arc<Journal>,
    local_storage: Arc<LocalStorage>,
    open: Arc<OpenChanges>,
    lanes: Lanes,
    restored: AtomicBool,
}

/// What the changes work with.
pub(crate) struct ChangesParts {
    pub(crate) gateway: Arc<Gateway>,
    pub(crate) connections: Arc<ConnectionList>,
    pub(crate) agents: Arc<Agents>,
    pub(crate) history: Arc<History>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) journal: Arc<Journal>,
    pub(crate) local_storage: Arc<LocalStorage>,
    pub(crate) open: Arc<OpenChanges>,
}

/// How a change came off the road.
enum Ending {
    /// It is done and confirmed.
    Confirmed(SaveOutcome),
    /// It is done, and the history does not know of it yet.
    Unrecorded(SaveOutcome),
    /// The admin has to decide something; nothing more was sent.
    Undecided(SaveOutcome),
    /// It failed, and it is known how far it got.
    Failed(CallboardError),
    /// It was sent, and nobody knows what became of it.
    Sent { error: Option<CallboardError>, look: LookResult },
}

impl Changes {
    pub(crate) fn new(parts: ChangesParts) -> Self {
        let ChangesParts { gateway, connections, agents, history, clock, journal, local_storage, open } =
            parts;
        let (lanes, restored) = (Lanes::default(), AtomicBool::new(false));
        Self { gateway, connections, agents, history, clock, journal, local_storage, open, lanes, restored }
    }

    /// Carries a change out, from writing it down to confirming it.
    ///
    /// # Errors
    /// Whatever stands in its way; [`CallboardError::done`] says how far it got. What was sent and cannot be confirmed is no
    /// error but [`SaveOutcome::Sent`].
    pub(crate) async fn carry_out(
        &self,
        access: &Access,
        job: &Job<'_>,
        deed: &dyn Deed,
        batch: Option<String>,
    ) -> Result<SaveOutcome> {
        if let Some(fault) = self.local_storage.fault() {
            return Err(fault);
        }
        self.restore_changes().await?;
        let intent = self.intent(access, deed, batch);
        self.write_down(&intent).await?;
        let id = intent.id.clone();
        if intent.kind == ChangeKind::Created
            && let Some(twin) = self.earlier_twin(&intent).await?
        {
            self.end(&id).await;
            return Err(CallboardError::new(ErrorCode::AlreadySent)
                .with_system(access.connection.system.clone())
                .with_context("change", twin.as_str()));
        }
        self.open.add(OpenChange { job: Some(job.id.clone()), ..shown(&intent) });
        let lane = self.lanes.lane(&intent);
        let turn = match Turn::take(&lane) {
            Some(turn) => Some(turn),
            None => job.call.cancel.run_until_cancelled(Turn::wait(lane)).await,
        };
        let ground = Ground { changes: self, access, session: self.gateway.session(access, &job.call) };
        let walk = Walk { ground, job, deed, intent, theirs: Vec::new(), unclear: false, unanswered: false };
        let ending = match turn {
            Some(_turn) => walk.run().await,
            None => walk.given_up(ErrorCode::Cancelled.into()).await,
        };
        self.leave(&id, ending)
    }

    fn intent(&self, access: &Access, deed: &dyn Deed, batch: Option<String>) -> Intent {
        let wanted = deed.wanted();
        Intent {
            id: ChangeId(uuid::Uuid::new_v4().to_string()),
            account: access.account.clone(),
            connection: access.connection.id.clone(),
            agent: wanted.agent,
            agent_name: wanted.agent_name,
            kind: deed.kind(),
            began_at: self.clock.now().to_string(),
            batch,
            was_sent: false,
            sent_at: None,
            before: Value::Null,
            edits: wanted.edits,
            drafted: wanted.drafted,
            present_before: None,
            attachment: wanted.attachment,
            own: wanted.own,
            subject: wanted.subject,
        }
    }

    /// Writes an intent down. What is not on disk may not be sent.
    async fn write_down(&self, intent: &Intent) -> Result<()> {
        let (journal, intent) = (self.journal.clone(), intent.clone());
        spawn_blocking(move || journal.intend(&intent)).await
    }

    /// Ends an intent of which nothing was done. Where the disk refuses even that, the next start settles it.
    async fn end(&self, id: &ChangeId) {
        let (journal, id) = (self.journal.clone(), id.clone());
        if let Err(error) = spawn_blocking(move || journal.end_intent(&id)).await {
            log::warn!("a change that was not made stays written down: {:?}", error.code);
        }
    }

    /// Shows how a change ended to whoever looks for it, and answers it to whoever waits for it.
    fn leave(&self, id: &ChangeId, ending: Ending) -> Result<SaveOutcome> {
        match ending {
            Ending::Confirmed(outcome) => {
                self.open.remove(id);
                Ok(outcome)
            }
            Ending::Unrecorded(outcome) => {
                self.open.set(id, OpenState::Sent { error: None, look: LookResult::NotLooked });
                Ok(outcome)
            }
            Ending::Undecided(outcome) => {
                match outcome.clone() {
                    SaveOutcome::Conflicts { fresh, conflicts } => {
                        self.open.set(id, OpenState::Conflicts { fresh, conflicts });
                    }
                    SaveOutcome::Refused { findings } => {
                        self.open.set(id, OpenState::Refused { findings });
                    }
                    _ => self.open.remove(id),
                }
                Ok(outcome)
            }
            Ending::Failed(error) => {
                // Who stopped it knows that it ended.
                if error.code == ErrorCode::Cancelled && error.done == Done::No {
                    self.open.remove(id);
                } else {
                    self.open.set(id, OpenState::Failed { error: error.clone() });
                }
                Err(error)
            }
            Ending::Sent { error, look } => {
                self.open.set(id, OpenState::Sent { error: error.clone(), look });
                Ok(SaveOutcome::Sent { change: id.clone(), error: error.map(Box::new) })
            }
        }
    }
}

/// A change as the window shows it from the moment it is written down.
fn shown(intent: &Intent) -> OpenChange {
    OpenChange {
        id: intent.id.clone(),
        connection: intent.connection.clone(),
        agent: intent.agent.clone(),
        agent_name: intent.agent_name.clone(),
        kind: intent.kind,
        began_at: intent.began_at.clone(),
        batch: intent.batch.clone(),
        job: None,
        state: if intent.was_sent {
            OpenState::Sent { error: None, look: LookResult::NotLooked }
        } else {
            OpenState::Waiting
        },
    }
}

/// One change on its way.
struct Walk<'a> {
    ground: Ground<'a>,
    job: &'a Job<'a>,
    deed: &'a dyn Deed,
    intent: Intent,
    /// Fields that somebody else changed and that are kept.
    theirs: Vec<Pointer>,
    /// Whether something was sent of which nobody knows whether it was done.
    unclear: bool,
    /// Whether a request got no answer at all, so that it may still arrive.
    unanswered: bool,
}

impl Walk<'_> {
    /// Plans and sends until it is done, cannot be done, or the time for trying is over.
    async fn run(mut self) -> Ending {
        let began = Instant::now();
        let mut pauses = self.ground.changes.gateway.pauses();
        let mut attempt = 1;
        loop {
            let error = match self.once().await {
                Ok(ending) => return ending,
                Err(error) => error,
            };
            let again = passes_by_itself(&error) && (!self.unclear || self.may_repeat());
            let asked = error.retry_after_seconds.map(|seconds| Duration::from_secs(seconds.into()));
            let Some(pause) = pauses.next().map(|pause| asked.unwrap_or(pause)).filter(|_| again) else {
                return self.given_up(error).await;
            };
            if began.elapsed().saturating_add(pause) > self.job.call.retry_budget {
                return self.given_up(error).await;
            }
            attempt += 1;
            if !wait(&self.job.call, WaitNotice { pause, attempt, reason: error.code }).await {
                return self.given_up(ErrorCode::Cancelled.into()).await;
            }
        }
    }

    /// Whether it may be sent again although nobody knows what became of it: doing it twice has to be the same as doing it
    /// once, and what is there now has to be read before, or a colleague's change is overwritten.
    fn may_repeat(&self) -> bool {
        let Ground { changes, access, .. } = self.ground;
        let lists = || {
            let now = changes.connections.get(&access.connection.id);
            now.is_ok_and(|now| now.offers.get(&OptionalOperation::List) != Some(&false))
        };
        self.deed.is_repeatable() && (access.parts().read.is_some() || lists())
    }

    /// One try: read, merge, validate, send, read back, confirm.
    async fn once(&mut self) -> Result<Ending> {
        self.stage(if self.unclear { Stage::Looking } else { Stage::Reading });
        let step = match self.deed.plan(&self.ground, self.unclear).await? {
            Planned::Send(step) => step,
            Planned::True { found, theirs } => return Ok(self.already_true(found, theirs).await),
            Planned::Conflicts { fresh, conflicts } => {
                return Ok(self.undecided(SaveOutcome::Conflicts { fresh, conflicts }).await);
            }
            Planned::Refused { findings } => {
                return Ok(self.undecided(SaveOutcome::Refused { findings }).await);
            }
        };
        if self.job.call.cancel.is_cancelled() {
            return Err(ErrorCode::Cancelled.into());
        }
        self.will_send(&step).await?;
        self.stage(Stage::Sending);
        match self.deed.send(&self.ground, &step).await {
            Ok(sent) => Ok(self.check(step, sent).await),
            Err(error) if error.done == Done::No && !self.unclear => {
                self.intent.was_sent = false;
                Err(error)
            }
            Err(error) => {
                self.unclear |= error.done != Done::No;
                self.unanswered |= error.done != Done::No && !is_answered(&error);
                Err(error)
            }
        }
    }

    /// Writes down what is about to be sent. The agent as it was before the first try is what undo goes by, with what others did
    /// since.
    async fn will_send(&mut self, step: &Step) -> Result<()> {
        let changes = self.ground.changes;
        let description = self.ground.access.description();
        let masking = self.ground.access.masking();
        let fresh = masking.mask(&step.fresh);
        if self.unclear {
            let sent = &self.intent.edits;
            let places = sent.0.keys().chain(step.edits.0.keys());
            self.intent.before = with_others(description, &self.intent.before, &fresh, sent, places);
        } else {
            self.intent.before = fresh;
            self.intent.edits = Edits::default();
            self.theirs.clone_from(&step.theirs);
            self.intent.present_before.clone_from(&step.present_before);
        }
        self.intent.edits.0.extend(masking.mask_edits(&step.edits).0);
        let name = self.ground.access.name_of(&masking.mask(&step.fresh));
        if !name.is_empty() {
            self.intent.agent_name = name;
        }
        self.intent.was_sent = true;
        self.intent.sent_at = Some(changes.clock.now().to_string());
        changes.open.name(&self.intent.id, self.intent.agent.as_ref(), &self.intent.agent_name);
        changes.write_down(&self.intent).await
    }

    /// Reads back what was sent and confirms it.
    async fn check(&mut self, step: Step, sent: Sent) -> Ending {
        self.stage(Stage::Checking);
        let changes = self.ground.changes;
        if let Some(agent) = sent.agent {
            self.intent.agent = Some(agent);
            // From here on it is known which agent it is: a power cut must not make it be looked for by its fields.
            if let Err(error) = changes.write_down(&self.intent).await {
                log::warn!("the new agent's id is not written down: {:?}", error.code);
            }
            changes.open.name(&self.intent.id, self.intent.agent.as_ref(), "");
        }
        let mut seen = changes.read_back(&self.ground, &self.intent, &step, sent.answer.clone()).await;
        if self.job.call.cancel.is_cancelled() && seen.is_err() {
            // Whoever pressed Stop is told what was done, and that takes one more look.
            let calm = CallContext::quiet().with_retry_budget(LOOK_AFTER_STOP);
            let session = changes.gateway.session(self.ground.access, &calm);
            let ground = Ground { session, ..self.ground };
            let reading = changes.read_back(&ground, &self.intent, &step, sent.answer);
            if let Ok(read) = tokio::time::timeout(LOOK_AFTER_STOP, reading).await {
                seen = read;
            }
        }
        match seen {
            Ok(seen) => self.confirmed(seen, sent.remaining).await,
            Err(error) => {
                Ending::Sent { look: LookResult::Unreadable, error: Some(error.with_done(Done::Unclear)) }
            }
        }
    }

    /// What is wanted is there: it was before, or an earlier try did it.
    async fn already_true(&mut self, found: Option<Found>, theirs: Vec<Pointer>) -> Ending {
        if !self.unclear {
            self.intent.edits = Edits::default();
            self.theirs = theirs;
        }
        self.confirmed(found.map_or(Seen::Gone, Seen::Agent), Edits::default()).await
    }

    async fn confirmed(&mut self, seen: Seen, remaining: Edits) -> Ending {
        let changes = self.ground.changes;
        let theirs = std::mem::take(&mut self.theirs);
        match changes.confirm(self.ground.access, &self.intent, seen, theirs, remaining).await {
            Ok(Confirmed { outcome, recorded: true }) => Ending::Confirmed(outcome),
            Ok(Confirmed { outcome, recorded: false }) => Ending::Unrecorded(outcome),
            Err(error) => {
                Ending::Sent { look: LookResult::Unreadable, error: Some(error.with_done(Done::Yes)) }
            }
        }
    }

    /// The admin has to decide. Where an earlier try may have done it, it is looked for first: what is there goes into the
    /// history, and what nobody can tell stays open.
    async fn undecided(&mut self, outcome: SaveOutcome) -> Ending {
        if !self.unclear {
            self.ground.changes.end(&self.intent.id).await;
            return Ending::Undecided(outcome);
        }
        self.stage(Stage::Looking);
        match self.look_calmly().await {
            Look::Whole(seen) => self.confirmed(seen, Edits::default()).await,
            Look::Part { found, stored } if !self.unanswered => {
                self.confirm_part(found, &stored).await;
                Ending::Undecided(outcome)
            }
            Look::Nothing if !self.unanswered => {
                self.ground.changes.end(&self.intent.id).await;
                Ending::Undecided(outcome)
            }
            look => Ending::Sent { look: look.result(), error: None },
        }
    }

    /// Nothing more is tried. Where something may have been done, it is looked for before anything is said.
    async fn given_up(mut self, error: CallboardError) -> Ending {
        let changes = self.ground.changes;
        if !self.unclear {
            changes.end(&self.intent.id).await;
            return Ending::Failed(error.with_done(Done::No));
        }
        self.stage(Stage::Looking);
        match self.look_calmly().await {
            Look::Whole(seen) => self.confirmed(seen, Edits::default()).await,
            Look::Part { found, stored } if !self.unanswered => {
                self.confirm_part(found, &stored).await;
                Ending::Failed(error.with_done(Done::Partly))
            }
            Look::Nothing if !self.unanswered => {
                changes.end(&self.intent.id).await;
                Ending::Failed(error.with_done(Done::No))
            }
            look => Ending::Sent { look: look.result(), error: Some(error.with_done(Done::Unclear)) },
        }
    }

    /// Looks for what was sent, whether or not somebody pressed Stop meanwhile.
    async fn look_calmly(&self) -> Look {
        let calm = CallContext::quiet().with_retry_budget(LOOK_AFTER_STOP);
        let session = self.ground.changes.gateway.session(self.ground.access, &calm);
        let ground = Ground { session, ..self.ground };
        let looking = self.ground.changes.look_repeatedly(&ground, &self.intent);
        tokio::time::timeout(LOOK_AFTER_STOP, looking)
            .await
            .unwrap_or_else(|_| Look::Unreadable(ErrorCode::TimedOut.into()))
    }

    /// Puts what is stored of the change into the history, and leaves the rest in its draft.
    async fn confirm_part(&mut self, found: Found, stored: &[Pointer]) {
        self.intent.edits.0.retain(|pointer, _| stored.contains(pointer));
        if let Some(drafted) = &mut self.intent.drafted {
            drafted.0.retain(|pointer, _| stored.contains(pointer));
        }
        let confirmed = self.confirmed(Seen::Agent(found), Edits::default()).await;
        if let Ending::Sent { error: Some(error), .. } = confirmed {
            log::error!("what is stored of a change is not in the history: {:?}", error.code);
        }
    }

    fn stage(&self, stage: Stage) {
        self.ground.changes.open.stage(&self.intent.id, stage);
        if stage == Stage::Sending
            && let Some(event) = self.deed.event()
        {
            (self.job.events)(event);
        }
    }
}

/// Whether the same may work a moment later.
fn passes_by_itself(error: &CallboardError) -> bool {
    matches!(
        error.code,
        ErrorCode::RateLimited
            | ErrorCode::SystemFault
            | ErrorCode::Unreachable
            | ErrorCode::TimedOut
            | ErrorCode::UnreadableAnswer
    )
}

/// Whether the system itself said that it failed. A gateway's answer says nothing about the system behind it.
fn is_answered(error: &CallboardError) -> bool {
    error.status.is_some_and(|status| !matches!(status, 408 | 502 | 504))
}

/// The event of an upload's last step.
pub(crate) fn attaching() -> JobEvent {
    JobEvent::Upload { progress: callboard_model::media::UploadProgress::Attaching }
}
