//! Carrying an agent into another system: shown before anything is created.

use std::collections::BTreeSet;

use callboard_model::{
    Access as FieldAccess, AgentId, ConnectionId, CopyPlan, Edits, FieldDescription, FindingCode, JobId,
    LeftOutField, LeftOutReason, MaskedSecret, Outline, Pointer, Result, SystemDescription,
};
use callboard_systems::Adopted;
use serde_json::{Value, json};

use crate::creating::writable_edits;
use crate::jobs::Events;
use crate::merge::apply;
use crate::validation::validate;
use crate::{Callboard, masking};

impl Callboard {
    /// What an agent becomes on another connection: what maps, what does not, and what has to be filled in. Only the agent is
    /// read; nothing is created.
    pub async fn plan_copy(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        target: ConnectionId,
        job: JobId,
        events: Events,
    ) -> Result<CopyPlan> {
        let target = self.system(&target)?;
        let access = self.access(&connection).await?;
        let job = self.jobs.begin(job, events);
        let found = self.find(&access, &access.session(&self.client, &job.call), &agent).await?;
        let document = masking::mask(access.description(), &found.document);
        let outline = access.system.outline(&document);
        let adopted = target.adopt(&without_masks(&outline));
        Ok(plan(access.description(), &document, &outline, adopted, target.description()))
    }
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
    let missing = missing(to, &adopted.edits);
    CopyPlan { edits: adopted.edits, carried: adopted.carried, left_out, missing }
}

/// Settings that no other system has words for.
fn without_meaning<'a>(
    from: &'a SystemDescription,
    document: &'a Value,
    outline: &'a Outline,
) -> impl Iterator<Item = LeftOutField> + 'a {
    let places: Vec<Pointer> = outline.parts.iter().map(|part| part.pointer.clone()).collect();
    let related = move |field: &FieldDescription| {
        places.iter().any(|place| place.lies_within(&field.pointer) || field.pointer.lies_within(place))
    };
    let kept = writable_edits(from, document);
    from.fields().map(|(_, field)| field).filter(move |field| !related(field)).filter_map(move |field| {
        let value = kept.0.get(&field.pointer)?.clone();
        let secret = MaskedSecret::of_value(&value).is_some();
        let reason = if secret { LeftOutReason::Secret } else { LeftOutReason::NoPlace };
        let value = if secret { Value::Null } else { value };
        Some(LeftOutField { pointer: field.pointer.clone(), value, reason })
    })
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
    Outline { parts: parts.cloned().collect() }
}
