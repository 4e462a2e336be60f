//! Carrying an agent into another system: shown before anything is created.

use std::collections::BTreeSet;
use std::sync::Arc;

use callboard_model::{
    AgentId, CarriedField, ConnectionId, Control, CopyPlan, Edits, FieldAccess, FieldDescription,
    FindingCode, JobId, LeftOutField, LeftOutReason, MaskedSecret, Outline, Pointer, Result,
    SystemDescription,
};
use callboard_systems::Adopted;
use serde_json::{Value, json};

use crate::agents::Agents;
use crate::connection_list::ConnectionList;
use crate::gateway::Gateway;
use crate::jobs::Events;
use crate::masking::{Masking, forget_masked};
use crate::merge::{apply, same};
use crate::validation::validate;
use crate::writable::{copy_of, undescribed, writable_edits};

/// Plans of copies of agents.
pub struct Copying {
    gateway: Arc<Gateway>,
    connections: Arc<ConnectionList>,
    agents: Arc<Agents>,
}

impl Copying {
    pub(crate) fn new(gateway: Arc<Gateway>, connections: Arc<ConnectionList>, agents: Arc<Agents>) -> Self {
        Self { gateway, connections, agents }
    }

    /// What a new agent gets that shall be like this one: every field that can be written, without what belongs to one
    /// agent alone (its person, its picture, its recordings and its state of the moment). Secrets have to be typed again.
    /// What the system sent and no field describes stays behind, and is listed.
    ///
    /// # Errors
    /// What keeps the agent from being read.
    pub async fn duplicate_edits(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        job: JobId,
        events: Events,
    ) -> Result<CopyPlan> {
        let job = self.gateway.begin(job, events);
        let access = self.gateway.access(&connection, &job.call).await?;
        let document = access
            .part("read", |parts| parts.read)?
            .read(&self.gateway.session(&access, &job.call), &agent)
            .await?;
        Ok(duplicate(access.masking(), access.description(), &access.masking().mask(&document)))
    }

    /// What an agent becomes on another connection: what maps, what does not, and what has to be filled in. Only the agent is
    /// read; nothing is created.
    ///
    /// # Errors
    /// What keeps the agent from being read.
    pub async fn plan_copy(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        target: ConnectionId,
        job: JobId,
        events: Events,
    ) -> Result<CopyPlan> {
        let target = self.connections.system(&target)?;
        let job = self.gateway.begin(job, events);
        let access = self.gateway.access(&connection, &job.call).await?;
        let found = self.agents.find(&access, &self.gateway.session(&access, &job.call), &agent).await?;
        let document = access.masking().mask(&found.document);
        if target.description().id == access.description().id {
            return Ok(within_system(access.masking(), access.description(), &document));
        }
        let outline = access.system.outline(&document);
        let adopted = target.adopt(&without_masks(&outline));
        Ok(plan(access.description(), &document, &outline, adopted, target.description()))
    }
}

/// What a second agent of the same account gets.
pub(crate) fn duplicate(masking: &Masking, description: &SystemDescription, document: &Value) -> CopyPlan {
    of_edits(description, document, copy_of(masking, description, document), Vec::new())
}

/// Within one system everything goes along but what only the other account knows by its ids.
fn within_system(masking: &Masking, description: &SystemDescription, document: &Value) -> CopyPlan {
    let mut edits = copy_of(masking, description, document);
    let mut left = Vec::new();
    for (_, field) in description.fields() {
        let of_the_account = matches!(
            field.control,
            Control::Reference { .. } | Control::Chips { uuid: true, .. } | Control::Skills { .. }
        );
        if of_the_account && let Some(value) = edits.0.remove(&field.pointer) {
            left.push(left_out(field.pointer.clone(), value));
        }
    }
    of_edits(description, document, edits, left)
}

/// The plan of a copy whose edits are known, within one system.
fn of_edits(
    description: &SystemDescription,
    document: &Value,
    edits: Edits,
    mut left_out: Vec<LeftOutField>,
) -> CopyPlan {
    left_out.extend(staying_behind(description, document, |place| {
        edits.0.keys().any(|pointer| place.lies_within(pointer))
    }));
    let carried = description.fields().filter_map(|(_, field)| {
        let value = edits.0.get(&field.pointer)?.clone();
        let at = field.pointer.clone();
        Some(CarriedField { meaning: field.meaning?, from: at.clone(), to: at, value })
    });
    let carried = carried.collect();
    let missing = missing(description, &edits);
    CopyPlan { edits, carried, left_out, missing }
}

fn plan(
    from: &SystemDescription,
    document: &Value,
    outline: &Outline,
    adopted: Adopted,
    to: &SystemDescription,
) -> CopyPlan {
    let mut left_out: Vec<LeftOutField> = adopted
        .left_out
        .into_iter()
        .map(|(part, reason)| LeftOutField { pointer: part.pointer, value: part.value, reason })
        .collect();
    left_out.extend(without_meaning(from, document, outline));
    left_out.extend(staying_behind(from, document, |place| {
        outline.parts.iter().any(|part| place.lies_within(&part.pointer))
    }));
    let missing = missing(to, &adopted.edits);
    CopyPlan { edits: adopted.edits, carried: adopted.carried, left_out, missing }
}

/// Settings that no other system has words for; of a list of records, what is left of each record.
fn without_meaning(from: &SystemDescription, document: &Value, outline: &Outline) -> Vec<LeftOutField> {
    let parts: Vec<&Pointer> = outline.parts.iter().map(|part| &part.pointer).collect();
    let kept = writable_edits(from, document);
    let mut left = Vec::new();
    for (_, field) in from.fields() {
        let Some(value) = kept.0.get(&field.pointer) else { continue };
        if parts.iter().any(|part| field.pointer.lies_within(part)) {
            continue;
        }
        match &field.control {
            _ if !parts.iter().any(|part| part.lies_within(&field.pointer)) => {
                left.push(left_out(field.pointer.clone(), value.clone()));
            }
            Control::Records { fields, .. } => left.extend(of_records(&field.pointer, value, fields, &parts)),
            _ => {}
        }
    }
    left
}

fn of_records(
    list: &Pointer,
    records: &Value,
    fields: &[FieldDescription],
    parts: &[&Pointer],
) -> Vec<LeftOutField> {
    let mut left = Vec::new();
    for (index, record) in records.as_array().into_iter().flatten().enumerate() {
        for field in fields.iter().filter(|field| field.access != FieldAccess::ReadOnly) {
            let Ok(place) = Pointer::parse(format!("{list}/{index}{}", field.pointer)) else { continue };
            let value = field.pointer.read_or_null(record);
            let carried = parts.iter().any(|part| place.lies_within(part) || part.lies_within(&place));
            if !carried && !same(&value, &Value::Null) {
                left.push(left_out(place, value));
            }
        }
    }
    left
}

fn left_out(pointer: Pointer, value: Value) -> LeftOutField {
    if MaskedSecret::of_value(&value).is_some() {
        return LeftOutField { pointer, value: Value::Null, reason: LeftOutReason::Secret };
    }
    LeftOutField { pointer, value, reason: LeftOutReason::NoPlace }
}

/// What no field describes and does not go along. A secret is said to be one, and not shown.
fn staying_behind(
    description: &SystemDescription,
    document: &Value,
    goes_along: impl Fn(&Pointer) -> bool,
) -> Vec<LeftOutField> {
    let found = undescribed(description, document, goes_along);
    found
        .into_iter()
        .map(|left| match MaskedSecret::of_value(&left.value) {
            Some(_) => LeftOutField { value: Value::Null, reason: LeftOutReason::Secret, ..left },
            None => left,
        })
        .collect()
}

/// What the new agent still needs before it can be created.
fn missing(to: &SystemDescription, edits: &Edits) -> Vec<Pointer> {
    let document = apply(&json!({}), edits);
    let missing: BTreeSet<Pointer> = validate(to, &document, edits, true)
        .into_iter()
        .filter(|finding| finding.code == FindingCode::Required)
        .map(|finding| finding.pointer)
        .collect();
    let mut ordered: Vec<Pointer> = to
        .fields()
        .filter(|(_, field)| field.access != FieldAccess::ReadOnly)
        .map(|(_, field)| field.pointer.clone())
        .filter(|pointer| missing.contains(pointer))
        .collect();
    ordered.dedup();
    ordered
}

/// A secret is nobody's to carry.
fn without_masks(outline: &Outline) -> Outline {
    let parts = outline.parts.iter().filter(|part| MaskedSecret::of_value(&part.value).is_none());
    let mut parts: Vec<_> = parts.cloned().collect();
    for part in &mut parts {
        forget_masked(&mut part.value);
    }
    Outline { parts }
}

/// What of a document is not among the edits that a new agent gets.
pub(crate) fn left_behind(
    description: &SystemDescription,
    document: &Value,
    edits: &Edits,
) -> Vec<LeftOutField> {
    let kept = writable_edits(description, document);
    let mut left = Vec::new();
    for (pointer, value) in kept.0 {
        if edits.0.get(&pointer).is_none_or(|edit| !same(edit, &value)) {
            left.push(left_out(pointer, value));
        }
    }
    left.extend(undescribed(description, document, |pointer| {
        edits.0.keys().any(|edited| pointer.lies_within(edited))
    }));
    left
}
