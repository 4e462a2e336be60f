//! Creating an agent. Sent once; after an unclear answer it is looked for, never sent again.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use callboard_model::{CallboardError, ChangeKind, Done, Edits, ErrorCode, Result};
use serde_json::{Value, json};

use crate::found::agent_of;
use crate::plan::plan;
use crate::road::deed::{Deed, Ground, Planned, Sent, Step, Wanted};
use crate::writable::only_by_update;

/// How long the list is tried for, before a create. It only helps to tell later what is ours.
const LIST_BUDGET: Duration = Duration::from_secs(2);

/// A new agent.
pub(crate) struct CreateAgent {
    /// Its fields. Secrets that were typed stand in the clear.
    edits: Edits,
    /// The same, masked.
    masked: Edits,
    name: String,
    /// The edits as the draft of the new agent has them; none where they come from no draft.
    drafted: Option<Edits>,
    /// What the create request could not carry.
    remaining: Mutex<Edits>,
}

impl CreateAgent {
    pub(crate) fn new(edits: Edits, masked: Edits, name: String, drafted: Option<Edits>) -> Self {
        Self { edits, masked, name, drafted, remaining: Mutex::default() }
    }

    fn keep_remaining(&self, remaining: Edits) {
        *self.remaining.lock().unwrap_or_else(PoisonError::into_inner) = remaining;
    }

    /// What the create request could not carry, to be saved as an update of the new agent.
    pub(crate) fn take_remaining(&self) -> Edits {
        std::mem::take(&mut *self.remaining.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[async_trait]
impl Deed for CreateAgent {
    fn kind(&self) -> ChangeKind {
        ChangeKind::Created
    }

    fn wanted(&self) -> Wanted {
        Wanted {
            agent_name: self.name.clone(),
            edits: self.masked.clone(),
            drafted: self.drafted.clone(),
            ..Wanted::default()
        }
    }

    async fn plan(&self, ground: &Ground<'_>, _again: bool) -> Result<Planned> {
        let Ground { access, session, .. } = ground;
        let judged = plan(access.description(), &json!({}), &self.masked, true);
        if judged.is_blocked() {
            return Ok(Planned::Refused { findings: judged.findings });
        }
        let call = session.call.with_retry_budget(LIST_BUDGET.min(session.call.retry_budget));
        let brief = callboard_systems::Session { call: &call, ..*session };
        let creating = access.part("createAgent", |parts| parts.create)?;
        let present = callboard_systems::present_before(creating, &brief, &self.edits).await;
        let present_before = match present {
            Ok(ids) => Some(ids.into_iter().map(String::from).collect()),
            Err(error) if error.code == ErrorCode::Cancelled => return Err(error),
            // It can be created all the same; only what an unclear answer means cannot be told then.
            Err(error) => {
                log::info!("the agents there are could not be listed before a create: {:?}", error.code);
                None
            }
        };
        Ok(Planned::Send(Step {
            fresh: Value::Null,
            edits: self.masked.clone(),
            theirs: Vec::new(),
            present_before,
        }))
    }

    async fn send(&self, ground: &Ground<'_>, step: &Step) -> Result<Sent> {
        let Ground { access, session, .. } = ground;
        let description = access.description();
        let masking = access.masking();
        let sent = masking.unmask(&self.edits, &Value::Null, &self.edits)?;
        // Also where the answer is lost and the new agent is found by a look.
        self.keep_remaining(only_by_update(description, &sent));
        let call = session.call.hiding(masking.secrets_of(&Value::Null, &sent));
        let created = access
            .part("createAgent", |parts| parts.create)?
            .create(&callboard_systems::Session { call: &call, ..*session }, &sent)
            .await?;
        let agent = agent_of(access, &created.document).map_err(|error| error.with_done(Done::Yes))?;
        // Nothing of this agent may be changed or shown as the new one: which one was made has to be looked for.
        if step.present_before.iter().flatten().any(|before| *before == agent.as_str()) {
            return Err(CallboardError::new(ErrorCode::AnotherAgent)
                .with_system(access.connection.system.clone())
                .with_operation("createAgent")
                .with_done(Done::Unclear));
        }
        let remaining = masking.mask_edits(&created.remaining);
        self.keep_remaining(created.remaining);
        Ok(Sent { agent: Some(agent), answer: None, remaining })
    }

    fn is_repeatable(&self) -> bool {
        false
    }
}
