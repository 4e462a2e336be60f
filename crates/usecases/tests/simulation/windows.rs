//! What the admins' windows make of the answers.

use callboard_model::{
    AgentRecord, CallboardError, ChangeId, ChangeKind, Done, DropCopy, DropCopyOutcome, Edits, ErrorCode,
    OpenChange, OpenState, Pointer, Result, SaveOutcome, Verdict,
};
use callboard_usecases::StartUp;
use serde_json::Value;

use crate::admin::{Form, Key, Promised};
use crate::invariants;
use crate::operations::Ended;
use crate::run::{Run, Running};
use crate::systems::Kind;

impl Run {
    /// What the window makes of an answer.
    pub(crate) fn ended(&mut self, running: &Running, ended: Ended) {
        let (admin, number) = (running.admin, running.number);
        let error = match &ended {
            Ended::Saved(_, _, result)
            | Ended::Deleted(result)
            | Ended::Undone(result)
            | Ended::Attached(result) => {
                self.outcome(running, result);
                result.as_ref().as_ref().err().cloned()
            }
            Ended::Copied(Ok(copies)) => {
                self.copied(number, copies);
                None
            }
            _ => None,
        };
        if let Some(error) = error {
            self.said_no(number, running.what, &error);
        }
        match ended {
            Ended::Started(started) => self.started(admin, *started),
            Ended::Opened(key, record) => self.opened(admin, key, *record),
            Ended::Kept(key, edits, kept) => self.kept(admin, &key, &edits, &kept),
            Ended::Saved(key, edits, outcome) => self.saved(admin, &key, &edits, *outcome),
            Ended::Decided(change, verdict, decided) => self.decided(admin, &change, verdict, &decided),
            Ended::Deleted(_)
            | Ended::Undone(_)
            | Ended::Attached(_)
            | Ended::Copied(_)
            | Ended::Looked(None)
            | Ended::Forgot(Ok(())) => {}
            Ended::Looked(Some(error)) | Ended::Forgot(Err(error)) => {
                self.world.state().counts.add("could not look", format!("{:?}", error.code));
            }
        }
        self.shown(admin, number);
    }

    fn outcome(&mut self, running: &Running, result: &Result<SaveOutcome>) {
        let name = match result {
            Ok(SaveOutcome::Saved { change: None, .. }) => "true already".to_owned(),
            Ok(SaveOutcome::Saved { unrecorded: true, .. }) => "saved, unrecorded".to_owned(),
            Ok(SaveOutcome::Saved { .. }) => "saved".to_owned(),
            Ok(SaveOutcome::Deleted { .. }) => "deleted".to_owned(),
            Ok(SaveOutcome::Done { .. }) => "done".to_owned(),
            Ok(SaveOutcome::Sent { .. }) => "sent, unknown".to_owned(),
            Ok(SaveOutcome::PartlyCreated { .. }) => "partly created".to_owned(),
            Ok(SaveOutcome::Conflicts { .. }) => "conflicts".to_owned(),
            Ok(SaveOutcome::Refused { .. }) => "refused".to_owned(),
            Err(error) => format!("{:?} ({:?})", error.code, error.done),
        };
        let mut state = self.world.state();
        let detail = result.as_ref().err().and_then(|error| error.detail.clone());
        state.tell(format!("{} {} ends: {name} {detail:?}", running.number, running.what));
        state.counts.add("outcomes", name);
    }

    /// An operation said that nothing was changed.
    fn said_no(&mut self, number: u64, what: &str, error: &CallboardError) {
        if error.done != Done::No {
            return;
        }
        let mut state = self.world.state();
        let changes: Vec<ChangeId> = state
            .traces
            .get(&number)
            .map(|trace| trace.changes.iter().cloned().collect())
            .unwrap_or_default();
        // Where an operation made several changes, the one that failed came last.
        if let Some(change) = changes.iter().max_by_key(|change| state.sent_last(change)).cloned()
            && (changes.len() == 1 || what != "create")
        {
            invariants::told_no(&mut state, &change, number, what);
        }
    }

    /// A copy to one agent said that nothing was changed.
    fn copied(&mut self, number: u64, copies: &[DropCopy]) {
        for copy in copies {
            let DropCopyOutcome::Failed { error } = &copy.outcome else { continue };
            let mut state = self.world.state();
            let changes: Vec<ChangeId> = state
                .traces
                .get(&number)
                .into_iter()
                .flat_map(|trace| trace.changes.iter().cloned())
                .collect();
            let place = (Kind::Bird, copy.agent.as_str().to_owned());
            for change in changes {
                if error.done == Done::No && state.targets.get(&change) == Some(&place) {
                    invariants::told_no(&mut state, &change, number, "copy a drop");
                }
            }
        }
    }

    /// What the list of open changes says.
    fn shown(&mut self, admin: usize, number: u64) {
        for change in self.admins[admin].callboard.changes.open_changes() {
            let mut state = self.world.state();
            match change.state {
                OpenState::Failed { error }
                    if error.done == Done::No && !state.told_no.contains_key(&change.id) =>
                {
                    state.counts.add("settled", "not made");
                    invariants::told_no(&mut state, &change.id, number, "open changes");
                }
                OpenState::Sent { look, .. } => {
                    state.counts.add("looks at open changes", format!("{look:?}"));
                }
                _ => {}
            }
        }
    }

    fn started(&mut self, admin: usize, started: Result<StartUp>) {
        self.admins[admin].starting = false;
        let start = match started {
            Ok(start) => start,
            Err(error) => {
                self.world.state().violated(format!("the program did not start: {error}"));
                return;
            }
        };
        self.admins[admin].offered_again(start.drafts);
    }

    fn opened(&mut self, admin: usize, key: Key, record: Result<AgentRecord>) {
        let Ok(record) = record else { return };
        let form = self.admins[admin].forms.entry(key).or_default();
        if form.edits.is_empty() {
            *form = Form { base: record.document, ..Form::default() };
        }
    }

    fn kept(&mut self, admin: usize, key: &Key, edits: &Edits, kept: &Result<()>) {
        if self.admins[admin].again.remove(key) {
            self.keep(admin, "keep", key, Vec::new());
        }
        self.world.state().tell(format!("admin {admin} kept {key:?}: {:?} {edits:?}", kept.is_ok()));
        if let Err(error) = kept {
            self.world.state().counts.add("not kept", format!("{:?}", error.code));
            return;
        }
        let admin = &mut self.admins[admin];
        let Some(form) = admin.forms.get(key) else { return };
        for (place, value) in &edits.0 {
            let typed = (key.clone(), place.clone());
            // What was typed again meanwhile is promised by a later answer.
            if form.edits.get(place) == Some(value)
                && let Some(token) = admin.typed.get(&typed)
                && token.as_ref().is_none_or(|token| invariants::holds(value, token))
            {
                let promised = Promised { value: value.clone(), token: token.clone() };
                admin.promised.insert(typed, promised);
            }
        }
    }

    fn saved(&mut self, admin: usize, key: &Key, sent: &Edits, outcome: Result<SaveOutcome>) {
        if let Ok(SaveOutcome::PartlyCreated { record, remaining, .. }) = &outcome {
            // The new agent is opened with the rest as its draft.
            let opened = (key.0, Some(record.id.as_str().to_owned()));
            let form = self.admins[admin].forms.entry(opened.clone()).or_default();
            form.base = record.document.clone();
            form.edits.extend(remaining.0.clone());
            for place in remaining.0.keys() {
                // What was typed over since is still in the form of the new agent.
                let typed = self.admins[admin].forms.get(key).and_then(|form| form.edits.get(place));
                if typed.is_some_and(|typed| sent.0.get(place) != Some(typed)) {
                    continue;
                }
                if let Some(promised) = self.admins[admin].promised.remove(&(key.clone(), place.clone())) {
                    self.admins[admin].promised.insert((opened.clone(), place.clone()), promised);
                }
            }
            self.keep(admin, "keep", &opened, Vec::new());
        }
        match outcome {
            Ok(SaveOutcome::Saved { record, .. } | SaveOutcome::PartlyCreated { record, .. }) => {
                let gone = {
                    let Some(form) = self.admins[admin].forms.get_mut(key) else { return };
                    form.edits.retain(|place, value| sent.0.get(place) != Some(value));
                    if form.edits.is_empty() {
                        form.base = record.document;
                    } else {
                        // What else is typed began from the document as it was, and what was typed again from what was sent.
                        for (place, value) in &sent.0 {
                            let stored = place.read_or_null(&record.document);
                            let began = if form.edits.contains_key(place) { value.clone() } else { stored };
                            place.write(&mut form.base, began);
                        }
                    }
                    form.edits.is_empty() && key.1.is_none()
                };
                if gone {
                    self.admins[admin].forms.remove(key);
                }
                self.keep(admin, "keep", key, Vec::new());
            }
            Ok(SaveOutcome::Conflicts { fresh, conflicts }) => {
                for conflict in conflicts {
                    self.world.state().counts.add("conflicts", conflict.pointer.as_str());
                    self.picks(admin, key, &fresh.document, &conflict.pointer);
                }
                self.keep(admin, "keep", key, Vec::new());
            }
            Ok(SaveOutcome::Refused { findings }) => {
                let mut state = self.world.state();
                for finding in findings {
                    state.counts.add("refused", format!("{:?} {}", finding.code, finding.pointer.as_str()));
                }
                drop(state);
                self.discard(admin, key);
            }
            Err(error) if error.code == ErrorCode::AgentNotFound && self.chance.percent(50) => {
                self.discard(admin, key);
            }
            _ => {}
        }
    }

    /// The admin picks a side of a conflict. Of lists, one's own items are put into the other side's.
    fn picks(&mut self, admin: usize, key: &Key, fresh: &Value, place: &Pointer) {
        let mine = self.chance.percent(50);
        let admin = &mut self.admins[admin];
        let Some(form) = admin.forms.get_mut(key) else { return };
        let Some(value) = form.edits.get(place).cloned() else { return };
        let promised = (key.clone(), place.clone());
        place.write(&mut form.base, place.read_or_null(fresh));
        if let (Value::Array(mut theirs), Value::Array(own)) = (place.read_or_null(fresh), value) {
            let known: Vec<String> = theirs.iter().filter_map(Kind::tag).map(str::to_owned).collect();
            let token = admin.typed.get(&promised).cloned().flatten();
            let added = own.into_iter().filter(|item| {
                Kind::tag(item)
                    .is_some_and(|tag| Some(tag) == token.as_deref() && !known.contains(&tag.to_owned()))
            });
            theirs.extend(added);
            form.edits.insert(place.clone(), Value::Array(theirs));
        } else if !mine {
            form.edits.remove(place);
            admin.promised.remove(&promised);
        }
    }

    fn decided(
        &mut self,
        admin: usize,
        change: &OpenChange,
        verdict: Verdict,
        decided: &Result<Vec<OpenChange>>,
    ) {
        self.world.state().counts.add("decided", format!("{verdict:?}"));
        if decided.is_ok() && verdict == Verdict::Made && change.kind == ChangeKind::Created {
            let kind = Kind::ALL
                .into_iter()
                .find(|kind| self.admins[admin].connections[kind].contains(&change.connection));
            if let Some(kind) = kind {
                self.discard(admin, &(kind, None));
            }
        }
    }
}
