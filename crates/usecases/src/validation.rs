//! Whether edits can be saved, judged from each field's own description: once, here, for every system.
//!
//! Only what was edited is judged, and a new agent as a whole for what is required. A value that a system has stored
//! already is never found wrong here, whatever it looks like: nobody could save anything beside it otherwise.
//! No system's own rules may enter; they belong into its description.

mod forms;
mod texts;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use callboard_model::emptiness::is_blank;
use callboard_model::{
    Clearing, Control, Edits, FieldAccess, FieldDescription, Finding, FindingCode, Pointer, Severity,
    SystemDescription,
};
use serde_json::Value;

use crate::masking;
use crate::merge::same;

/// Judges edits. `document` is the agent with the edits applied; `creating` says that the agent is a new one, whose
/// whole document has to hold what is required. Findings come in the order of the description.
///
/// Context of findings, by code: `minimum` and `maximum` (numbers; seconds for durations), `value`, `index` (place in
/// a list, from 0), `day` (`monday` … `sunday` for hours, the day of the month for holidays), `month`, `name`,
/// `expected` (what a value of another form should have been), `character` (`U+202E`).
pub fn validate(
    description: &SystemDescription,
    document: &Value,
    edits: &Edits,
    creating: bool,
) -> Vec<Finding> {
    let edited: Vec<Edited<'_>> = edits.0.keys().map(|pointer| Edited::of(description, pointer)).collect();
    let is_edited = |field: &FieldDescription| {
        edited.iter().any(|edited| edited.fields.iter().any(|candidate| std::ptr::eq(*candidate, field)))
    };
    let mut findings = Vec::new();
    for (_, field) in description.fields() {
        let value = field.pointer.read_or_null(document);
        let needed = field.required || is_needed(field, document);
        if is_edited(field) {
            if !field.is_shown(document) && is_another_fields(description, field, document) {
                continue;
            }
            findings.extend(judge(field, &value, needed, creating));
        } else if is_blank(&value)
            && field.access != FieldAccess::ReadOnly
            && field.is_shown(document)
            && (creating && field.required || needed && touches(edits, field))
        {
            findings.push(finding(&field.pointer, FindingCode::Required));
        } else if is_blank(&value) && field.is_shown(document) && is_wanted(edits, field, document) {
            let said = finding(&field.pointer, FindingCode::Wanted);
            findings.push(Finding { severity: Severity::Warning, ..said });
        }
    }
    let undescribed = edited.iter().filter(|edited| edited.fields.is_empty());
    findings.extend(undescribed.map(|edited| finding(edited.pointer, FindingCode::NotEditable)));
    findings
}

/// Whether a finding is about an item of another form that the list had already: nobody typed it, and what is beside it
/// could not be saved otherwise.
pub(crate) fn is_of_stored_item(finding: &Finding, base: &Value, document: &Value) -> bool {
    if finding.code != FindingCode::WrongForm {
        return false;
    }
    let index = finding.context.get("index").and_then(|index| index.parse::<usize>().ok());
    let items = |document| finding.pointer.read(document).and_then(Value::as_array);
    let item = index.and_then(|index| items(document)?.get(index));
    let stored = items(base).into_iter().flatten();
    item.is_some_and(|item| stored.into_iter().any(|stored| same(stored, item)))
}

/// Whether the object that cannot do without the field has anything else set.
fn is_needed(field: &FieldDescription, document: &Value) -> bool {
    let Some(object) = &field.required_within else { return false };
    match object.read(document) {
        Some(Value::Object(members)) => members.values().any(|member| !is_blank(member)),
        _ => false,
    }
}

/// Whether an edit lies in the object that cannot do without the field: what was incomplete before is not this save's fault.
fn touches(edits: &Edits, field: &FieldDescription) -> bool {
    let Some(object) = &field.required_within else { return false };
    edits.0.iter().any(|(pointer, value)| pointer.lies_within(object) && !is_blank(value))
}

/// Whether an edit made the field missed: what was so before is not this save's doing.
fn is_wanted(edits: &Edits, field: &FieldDescription, document: &Value) -> bool {
    let conditions = &field.wanted_when;
    let decides =
        |pointer: &Pointer| conditions.iter().any(|condition| condition.pointer.lies_within(pointer));
    !conditions.is_empty()
        && conditions.iter().all(|condition| condition.holds(document))
        && edits.0.keys().any(decides)
}

/// Whether another field that is shown edits the same place. The rules of a field that is hidden do not hold then.
fn is_another_fields(description: &SystemDescription, field: &FieldDescription, document: &Value) -> bool {
    description.fields().any(|(_, other)| {
        !std::ptr::eq(other, field) && other.pointer == field.pointer && other.is_shown(document)
    })
}

/// An edit and the fields it touches.
struct Edited<'a> {
    pointer: &'a Pointer,
    fields: Vec<&'a FieldDescription>,
}

impl<'a> Edited<'a> {
    /// The field at the pointer, or the innermost one around it; without either, the fields inside the edited value.
    fn of(description: &'a SystemDescription, pointer: &'a Pointer) -> Self {
        let fields = || description.fields().map(|(_, field)| field);
        let owner = fields()
            .filter(|field| pointer.lies_within(&field.pointer))
            // A value may be shown at one place and edited at another: the edit belongs to the latter.
            .max_by_key(|field| (field.pointer.as_str().len(), field.access != FieldAccess::ReadOnly));
        let fields = match owner {
            // Two fields of one place are for two circumstances.
            Some(owner) => fields()
                .filter(|field| field.pointer == owner.pointer && field.access == owner.access)
                .collect(),
            None => fields().filter(|field| field.pointer.lies_within(pointer)).collect(),
        };
        Self { pointer, fields }
    }
}

/// Everything there is to say about an edited field.
fn judge(field: &FieldDescription, value: &Value, needed: bool, creating: bool) -> Vec<Finding> {
    let only_shown = matches!(field.control, Control::Shown | Control::Moment);
    if only_shown
        || field.access == FieldAccess::ReadOnly
        || (field.access == FieldAccess::CreateOnly && !creating)
    {
        return vec![finding(&field.pointer, FindingCode::NotEditable)];
    }
    if is_blank(value) {
        return emptied(field, needed, creating)
            .into_iter()
            .map(|code| finding(&field.pointer, code))
            .collect();
    }
    let mut findings = forms::judge(field, value);
    findings.extend(texts::hidden_direction(&field.pointer, value));
    if masking::has_forgotten(value) {
        findings.push(finding(&field.pointer, FindingCode::SecretMissing));
    }
    if field.replaces_all {
        let said = finding(&field.pointer, FindingCode::ReplacesAll);
        findings.push(Finding { severity: Severity::Warning, ..said });
    }
    findings
}

/// What is wrong with emptying a field. While creating, an empty value is simply not sent.
fn emptied(field: &FieldDescription, needed: bool, creating: bool) -> Option<FindingCode> {
    if needed {
        Some(FindingCode::Required)
    } else if field.clearing == Clearing::NotPossible && !creating {
        Some(FindingCode::CannotBeEmptied)
    } else {
        None
    }
}

/// A finding that stands in the way, without context.
fn finding(pointer: &Pointer, code: FindingCode) -> Finding {
    Finding { pointer: pointer.clone(), code, severity: Severity::Error, context: BTreeMap::new() }
}

/// Adds a value for the sentence.
fn with(mut finding: Finding, key: &str, value: &(impl ToString + ?Sized)) -> Finding {
    finding.context.insert(key.to_owned(), value.to_string());
    finding
}
