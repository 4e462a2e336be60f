//! The plan of a save: field by field, before and after, with what stands in the way. Sends nothing.

use callboard_model::{AgentId, Change, ConnectionId, Edits, Plan, Pointer, Result, SystemDescription};
use serde_json::Value;

use crate::Callboard;
use crate::masking::mask_edits;
use crate::merge::{apply, real_edits};
use crate::validation::validate;

/// The plan for `edits` on `base`; `creating` where there is no agent yet.
pub fn plan(description: &SystemDescription, base: &Value, edits: &Edits, creating: bool) -> Plan {
    let edits = real_edits(base, &mask_edits(description, edits));
    Plan {
        changes: changes(description, base, &edits),
        findings: validate(description, &apply(base, &edits), &edits, creating),
    }
}

/// The changes of `edits` against `base`, in the order of the page.
pub(crate) fn changes(description: &SystemDescription, base: &Value, edits: &Edits) -> Vec<Change> {
    changes_between(description, base, &apply(base, edits), edits.0.keys())
}

/// What lies between two documents at these places, in the order of the page.
pub(crate) fn changes_between<'a>(
    description: &SystemDescription,
    before: &Value,
    after: &Value,
    places: impl Iterator<Item = &'a Pointer>,
) -> Vec<Change> {
    let place =
        |pointer: &Pointer| description.fields().position(|(_, field)| pointer.lies_within(&field.pointer));
    let section = |pointer: &Pointer| {
        description
            .fields()
            .find(|(_, field)| pointer.lies_within(&field.pointer))
            .map(|(section, _)| section.id.clone())
            .unwrap_or_default()
    };
    let mut changes: Vec<Change> = places
        .map(|pointer| Change {
            pointer: pointer.clone(),
            section: section(pointer),
            before: pointer.read_or_null(before),
            after: pointer.read_or_null(after),
        })
        .collect();
    changes.sort_by_key(|change| place(&change.pointer).unwrap_or(usize::MAX));
    changes
}

impl Callboard {
    /// The plan for edits of an agent, or of a new one where `agent` is none.
    pub fn check_edits(
        &self,
        connection: &ConnectionId,
        agent: Option<&AgentId>,
        base: &Value,
        edits: &Edits,
    ) -> Result<Plan> {
        Ok(plan(self.system(connection)?.description(), base, edits, agent.is_none()))
    }
}
