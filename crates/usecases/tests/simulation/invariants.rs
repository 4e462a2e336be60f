//! What has to hold, whatever happened.

use std::collections::BTreeSet;

use callboard_model::{ChangeId, ChangeKind, ChangeRecord, HistoryQuery};
use callboard_usecases::merge::same;
use reqwest::Method;
use serde_json::Value;

use crate::admin::{Admin, Key};
use crate::operations::pointer;
use crate::systems::{Kind, Target};
use crate::world::{Asked, Author, Place, State, World, Write};

/// Before a change is sent: it is written down, it was planned on a fresh reading, and nobody else of this program changes
/// the same agent. Answers what is changed and which change of the journal it is.
pub(crate) fn before_sending(
    state: &mut State,
    admin: usize,
    operation: u64,
    asked: &Asked,
    kind: Kind,
    target: &Target,
) -> (Option<Place>, Option<ChangeId>) {
    let (id, whole) = match target {
        Target::Agent(id) => (Some(id.clone()), true),
        Target::PartOf(id) => (Some(id.clone()), false),
        Target::Agents | Target::Elsewhere => (None, true),
    };
    // A new agent is known by its name until it has an id.
    let new = if id.is_none() { kind.name_in(&asked.body) } else { String::new() };
    let change = state.change_of(admin, operation, &asked.method, kind, id.as_deref().ok_or(&new));
    if change.is_none() {
        state.violated(format!(
            "operation {operation} sent {} {} without having written it down: after a power cut nobody knows of it",
            asked.method, asked.target
        ));
    }
    state.counts.add("sent", asked.method.as_str());
    let place = (kind, id.clone().unwrap_or_else(|| format!("new {new}")));
    if let Some(change) = &change {
        state.targets.insert(change.clone(), place.clone());
    }
    if let Some(other) = state.flights.insert((admin, place.clone()), operation)
        && other != operation
    {
        state.violated(format!("operations {other} and {operation} change {place:?} at the same time"));
    }
    if id.is_some() && whole {
        let trace = state.traces.entry(operation).or_default();
        let read = trace.readings.get(&place).and_then(|readings| readings.last()).map(|(moment, _)| *moment);
        let sent = trace.sent.get(&place).copied();
        match (read, sent) {
            (None, _) => {
                state.violated(format!("operation {operation} changed {place:?} without reading it first"));
            }
            (Some(read), Some(sent)) if read < sent => {
                state.violated(format!(
                    "operation {operation} sent a stale copy of {place:?} again: what others did meanwhile is overwritten"
                ));
            }
            _ => {}
        }
        state.moment += 1;
        let moment = state.moment;
        state.traces.entry(operation).or_default().sent.insert(place.clone(), moment);
    }
    (Some(place), change)
}

/// After the server carried out a change.
pub(crate) fn of_write(state: &mut State) {
    let Some(write) = state.writes.last() else { return };
    let Author::Admin { admin, operation } = write.author else { return };
    let found: Vec<String> = [
        created_once(state, write, admin, operation),
        lost_items(state, write, admin, operation),
        doubled_items(state, write, operation),
        own_changes_overwritten(state, write, admin, operation),
        told_otherwise(state, write),
    ]
    .into_iter()
    .flatten()
    .collect();
    for each in found {
        state.violated(each);
    }
}

fn created_once(state: &State, write: &Write, admin: usize, operation: u64) -> Option<String> {
    if write.method != Method::POST {
        return None;
    }
    let creates =
        || state.writes.iter().filter(|each| each.method == Method::POST && each.place.0 == write.place.0);
    let of_operation = creates().filter(|each| each.author == Author::Admin { admin, operation }).count();
    // Who takes a deletion back wants an agent of that name again.
    let wanted_again = |each: &Write| match each.author {
        Author::Admin { operation, .. } => {
            state.traces.get(&operation).is_some_and(|trace| trace.taken_out.contains("again"))
        }
        Author::Colleague => false,
    };
    let named = creates().filter(|each| {
        matches!(each.author, Author::Admin { admin: by, .. } if by == admin)
            && each.after["name"] == write.after["name"]
            && !wanted_again(each)
    });
    let named = named.count();
    if of_operation > 1 || (named > 1 && !wanted_again(write)) {
        return Some(format!(
            "{} agents called {} were created for one that was wanted (operation {operation})",
            named.max(of_operation),
            write.after["name"]
        ));
    }
    None
}

/// The last reading that a change of an agent was planned on.
fn planned_on<'a>(state: &'a State, write: &Write, operation: u64) -> Option<(u64, &'a Value)> {
    let readings = state.traces.get(&operation)?.readings.get(&write.place)?;
    readings
        .iter()
        .rev()
        .find(|(moment, _)| *moment < write.sent)
        .map(|(moment, document)| (*moment, &**document))
}

fn lost_items(state: &State, write: &Write, admin: usize, operation: u64) -> Option<String> {
    if write.method == Method::DELETE || write.before.is_null() {
        return None;
    }
    let kind = write.place.0;
    let (_, read) = planned_on(state, write, operation)?;
    let read = kind.tags(read);
    let after: BTreeSet<String> = kind.tags(&write.after).into_iter().collect();
    let trace = state.traces.get(&operation)?;
    let lost = kind.tags(&write.before).into_iter().find(|tag| {
        !after.contains(tag)
            && read.contains(tag)
            && !trace.taken_out.contains(tag)
            && !put_there_by(state, &write.place, tag, admin)
    })?;
    Some(format!(
        "{lost} vanished from {:?}, which operation {operation} had read and nobody took out",
        write.place
    ))
}

/// Whether an item of a list came there by an admin.
fn put_there_by(state: &State, place: &Place, tag: &String, admin: usize) -> bool {
    let kind = place.0;
    state.writes.iter().any(|write| {
        &write.place == place
            && matches!(write.author, Author::Admin { admin: by, .. } if by == admin)
            && !kind.tags(&write.before).contains(tag)
            && kind.tags(&write.after).contains(tag)
    })
}

fn doubled_items(state: &State, write: &Write, operation: u64) -> Option<String> {
    let kind = write.place.0;
    let (_, read) = planned_on(state, write, operation)?;
    let count = |tags: &[String], tag: &String| tags.iter().filter(|each| *each == tag).count();
    let (read, before, after) = (kind.tags(read), kind.tags(&write.before), kind.tags(&write.after));
    let doubled =
        after.iter().find(|tag| count(&after, tag) > count(&before, tag).max(1) && count(&read, tag) > 0)?;
    Some(format!("{doubled} is twice in {:?} by operation {operation}", write.place))
}

/// Changes of one program wait for each other, so that none is planned on what another one is about to change.
fn own_changes_overwritten(state: &State, write: &Write, admin: usize, operation: u64) -> Option<String> {
    if write.late {
        return None;
    }
    let (read, _) = planned_on(state, write, operation)?;
    let between = state.writes.iter().find(|each| {
        each.place == write.place
            && !each.late
            && each.number > read
            && each.number < write.number
            && matches!(each.author, Author::Admin { admin: by, operation: other }
                if by == admin && other != operation && state.alive.contains(&other))
    })?;
    Some(format!(
        "operation {operation} changed {:?} on a copy that {:?} of the same program made stale",
        write.place, between.author
    ))
}

fn told_otherwise(state: &State, write: &Write) -> Option<String> {
    let change = write.change.as_ref()?;
    let told = state.told_no.get(change)?;
    Some(format!(
        "{:?} {:?}: operation {told} said that nothing was changed, and it was applied afterwards",
        write.method, write.place
    ))
}

/// An admin is told that a change was not made.
pub(crate) fn told_no(state: &mut State, change: &ChangeId, operation: u64, what: &str) {
    state.told_no.insert(change.clone(), operation);
    let fields = state.fields.get(change).cloned().unwrap_or_default();
    let visible = state.writes.iter().find(|write| {
        if write.change.as_ref() != Some(change) {
            return false;
        }
        let now = state.agents.get(&write.place);
        match write.method {
            Method::POST => now.is_some(),
            Method::DELETE => true,
            // What somebody changed since cannot be told from what was never there.
            _ => now.is_some_and(|now| {
                effect(write, &fields).any(|(before, after, place)| {
                    let now = now.pointer(place).unwrap_or(&Value::Null);
                    !same(before, after) && same(now, after)
                })
            }),
        }
    });
    if let Some(write) = visible {
        let place = write.place.clone();
        state.violated(format!(
            "operation {operation} ({what}) said that nothing was changed, but {} {place:?} was made by it",
            write.method.clone()
        ));
    }
}

/// What a change did to the fields that it is about. Where an update replaces the agent, it may do more.
fn effect<'a>(
    write: &'a Write,
    fields: &'a [String],
) -> impl Iterator<Item = (&'a Value, &'a Value, &'a str)> {
    let at = |document: &'a Value, place: &str| document.pointer(place).unwrap_or(&Value::Null);
    fields.iter().map(move |place| (at(&write.before, place), at(&write.after, place), place.as_str()))
}

/// Looks at what a program wrote into its history and its drafts since it was looked at last.
pub(crate) fn of_journal(world: &World, admin: &mut Admin, keeping: &BTreeSet<Key>) {
    of_history(world, admin);
    of_drafts(world, admin, keeping);
}

fn of_history(world: &World, admin: &mut Admin) {
    let count = admin.disk.journal.count_changes(None).unwrap();
    if count <= admin.counted {
        return;
    }
    let new = count - admin.counted;
    admin.counted = count;
    let page = admin.disk.journal.changes(None, &HistoryQuery::default(), None, new).unwrap();
    for entry in page.entries {
        let Some(kind) =
            Kind::ALL.into_iter().find(|kind| admin.connections[kind].contains(&entry.connection))
        else {
            continue;
        };
        // Pages leave the documents of deleted agents out.
        let Some(entry) = admin.disk.journal.change(&entry.id).unwrap() else { continue };
        let mut state = world.state();
        state.counts.add("entries", format!("{:?}", entry.kind));
        of_entry(&mut state, admin.index, kind, &entry);
        drop(state);
        admin.entries.insert(entry.id.clone(), (entry.kind, kind, entry.agent.clone()));
    }
}

/// An entry of the history was true when it was read, and was made by the change it tells of.
fn of_entry(state: &mut State, admin: usize, kind: Kind, entry: &ChangeRecord) {
    let change = ChangeId(entry.id.clone());
    let own: Vec<&Write> =
        state.writes.iter().filter(|write| write.change.as_ref() == Some(&change)).collect();
    let Some(agent) = &entry.agent else {
        if entry.kind != ChangeKind::Created || own.is_empty() {
            state.violated(format!("the history says that an agent was made, and none was: {entry:?}"));
        }
        return;
    };
    let place = (kind, agent.as_str().to_owned());
    let found = match entry.kind {
        ChangeKind::Created => {
            let ours = own.iter().any(|write| write.place == place && write.method == Method::POST);
            (!ours).then(|| format!("the history says that {place:?} was created here, and it was not"))
        }
        ChangeKind::Deleted => (!state.gone.contains(&place))
            .then(|| format!("the history says that {place:?} was deleted, and it is there")),
        // Its admin knew that it was made, and nobody can read an agent that is gone.
        _ if state.decided.contains(&change) && !own.is_empty() && state.gone.contains(&place) => None,
        // The same may have been made by another change, and nobody can tell by which.
        _ if own.is_empty() && !made_by_another(state, &place, entry) => Some(format!(
            "the history tells a change {:?} of {place:?} that nobody made: {:?}",
            entry.kind, entry.changes
        )),
        _ => {
            let began = own.iter().map(|write| write.sent).min().unwrap_or_default();
            let readings =
                state.traces.iter().filter(|(operation, _)| state.owner_of(**operation) == Some(admin));
            let mut readings = readings.filter_map(|(_, trace)| trace.readings.get(&place)).flatten();
            let read = readings.any(|(moment, document)| {
                *moment >= began
                    && entry
                        .changes
                        .iter()
                        .all(|each| agrees(&each.after, &each.pointer.read_or_null(document)))
            });
            (!read).then(|| format!("the history says of {place:?} what was never read: {:?}", entry.changes))
        }
    };
    let document_missing = entry.kind == ChangeKind::Deleted && state.nothing_left(&change, entry);
    if let Some(found) = found {
        state.violated(found);
    }
    if document_missing {
        state.violated(format!("nothing is left of {place:?}, which was deleted"));
    }
}

fn made_by_another(state: &State, place: &Place, entry: &ChangeRecord) -> bool {
    state.writes.iter().any(|write| {
        &write.place == place
            && entry.changes.iter().any(|each| {
                let at = |document: &Value| each.pointer.read_or_null(document);
                !same(&at(&write.before), &at(&write.after)) && agrees(&each.after, &at(&write.after))
            })
    })
}

/// Every edit that was promised to be kept is in a draft, or was sent.
fn of_drafts(world: &World, admin: &mut Admin, keeping: &BTreeSet<Key>) {
    let drafts = admin.disk.journal.drafts().unwrap();
    let mut done = Vec::new();
    let mut state = world.state();
    for ((key, pointer), promised) in &admin.promised {
        if keeping.contains(key) {
            continue;
        }
        let Some(token) = &promised.token else { continue };
        let kept = drafts.iter().any(|(_, draft)| draft.edits.0.values().any(|value| holds(value, token)));
        if kept {
            continue;
        }
        let place = key.1.clone().map(|id| (key.0, id));
        let given_up = admin.unwanted.contains(key) && place.is_some_and(|place| state.gone.contains(&place))
            || given_up_with_new(&state, admin, key, token);
        let sent = state.writes.iter().any(|write| {
            matches!(write.author, Author::Admin { admin: by, .. } if by == admin.index)
                && holds(&write.after, token)
        });
        if sent || given_up {
            done.push((key.clone(), pointer.clone(), promised.value.clone()));
        } else {
            let what = format!("{} typed {token} into {pointer:?} of {key:?}, and it is lost", admin.index);
            done.push((key.clone(), pointer.clone(), promised.value.clone()));
            state.violated(what);
        }
    }
    // A window takes out of its forms what was confirmed meanwhile.
    for (key, form) in admin.forms.iter_mut().filter(|(key, _)| !keeping.contains(key)) {
        let draft = drafts.iter().find(|(_, draft)| {
            admin.connections[&key.0].contains(&draft.connection)
                && draft.agent.as_ref().map(callboard_model::AgentId::as_str) == key.1.as_deref()
        });
        form.edits.retain(|pointer, value| {
            let kept = draft.is_some_and(|(_, draft)| draft.edits.0.get(pointer) == Some(value));
            kept || !value.is_string()
                || !state.writes.iter().any(|write| {
                    matches!(write.author, Author::Admin { admin: by, .. } if by == admin.index)
                        && value.as_str().is_some_and(|token| holds(&write.after, token))
                })
        });
    }
    drop(state);
    for (key, pointer, value) in done {
        admin.promised.remove(&(key.clone(), pointer.clone()));
        if let Some(form) = admin.forms.get_mut(&key)
            && form.edits.get(&pointer) == Some(&value)
        {
            form.edits.remove(&pointer);
        }
    }
    of_files(world, admin);
}

/// Whether something was typed for a new agent that was made and that its admin has deleted since.
fn given_up_with_new(state: &State, admin: &Admin, key: &Key, token: &str) -> bool {
    let asked = admin.asked.get(key).filter(|asked| asked.0.values().any(|value| holds(value, token)));
    let Some(name) = asked.and_then(|asked| asked.0.get(&pointer("/name"))) else { return false };
    state.writes.iter().any(|write| {
        write.method == Method::POST
            && write.place.0 == key.0
            && matches!(write.author, Author::Admin { admin: by, .. } if by == admin.index)
            && same(&write.after["name"], name)
            && state.gone.contains(&write.place)
            && admin.unwanted.contains(&(key.0, Some(write.place.1.clone())))
    })
}

/// Every stored file is on its agent, or waits to be put there.
fn of_files(world: &World, admin: &mut Admin) {
    let waiting = admin.disk.journal.attachments().unwrap();
    let mut state = world.state();
    let mut done = Vec::new();
    for (id, address) in &admin.files {
        if waiting.iter().any(|(_, attachment)| &attachment.id == id) {
            continue;
        }
        done.push(id.clone());
        let sent = state.writes.iter().any(|write| {
            matches!(write.author, Author::Admin { admin: by, .. } if by == admin.index)
                && holds(&write.after, address)
        });
        if !sent {
            state.violated(format!("the stored file {address} is on no agent and waits no more"));
        }
    }
    drop(state);
    for id in done {
        admin.files.remove(&id);
    }
}

/// Whether a kept value is the one that was read. Secrets are kept masked.
fn agrees(kept: &Value, read: &Value) -> bool {
    match (kept, read) {
        (Value::Object(members), _) if members.contains_key("$masked") => true,
        (Value::Array(kept), Value::Array(read)) if kept.len() == read.len() => {
            kept.iter().zip(read).all(|(kept, read)| agrees(kept, read))
        }
        (Value::Object(kept), Value::Object(read)) if kept.len() == read.len() => {
            kept.iter().all(|(name, value)| agrees(value, read.get(name).unwrap_or(&Value::Null)))
        }
        _ => same(kept, read),
    }
}

pub(crate) fn holds(value: &Value, token: &str) -> bool {
    match value {
        Value::String(text) => text == token,
        Value::Array(items) => items.iter().any(|item| holds(item, token)),
        Value::Object(members) => members.values().any(|member| holds(member, token)),
        _ => false,
    }
}

/// At the end, when everything has arrived and was looked up: whatever the server carried out is known.
pub(crate) fn at_the_end(world: &World, admin: &Admin) {
    let intents = admin.disk.intents();
    let mut state = world.state();
    let unknown: Vec<String> = state
        .writes
        .iter()
        .filter(|write| matches!(write.author, Author::Admin { admin: by, .. } if by == admin.index))
        .filter(|write| {
            let Some(change) = &write.change else { return false };
            let open = intents.iter().any(|intent| &intent.id == change);
            !open && !admin.entries.contains_key(&change.0) && !state.told_no.contains_key(change)
        })
        .map(|write| {
            format!(
                "{} {:?} was made by {:?} and is neither in the history nor among the open changes",
                write.method, write.place, write.author
            )
        })
        .collect();
    for each in unknown {
        state.violated(each);
    }
    for intent in intents {
        state.counts.add("open at the end", format!("{:?}", intent.kind));
    }
}
