//! What became of a change, where only one outcome is right.

use callboard_model::{AgentRecord, ChangeId, ErrorCode, Pointer, Result, SaveOutcome};
use serde_json::Value;

/// The saved document, the merged fields and the name of the entry in the history. Fails where something reads back
/// otherwise than it was sent.
#[track_caller]
pub(crate) fn saved(outcome: Result<SaveOutcome>) -> (Value, Vec<Pointer>, String) {
    match outcome.unwrap() {
        SaveOutcome::Saved { record, merged, differences, change, unrecorded, .. } => {
            assert!(!unrecorded, "the history does not know of it");
            assert_eq!(differences, [], "the system stored something else");
            (record.document, merged, change.unwrap_or_default())
        }
        other => panic!("not saved: {other:?}"),
    }
}

/// The agent as it is after an upload, a save or an undo.
#[track_caller]
pub(crate) fn record_of(outcome: SaveOutcome) -> AgentRecord {
    match outcome {
        SaveOutcome::Saved { record, .. } => *record,
        other => panic!("not saved: {other:?}"),
    }
}

/// The name of a deletion's entry in the history.
#[track_caller]
pub(crate) fn deleted(outcome: Result<SaveOutcome>) -> String {
    match outcome.unwrap() {
        SaveOutcome::Deleted { change } => change,
        other => panic!("not deleted: {other:?}"),
    }
}

/// The name of a change of which nobody knows what became of it.
#[track_caller]
pub(crate) fn sent(outcome: Result<SaveOutcome>) -> ChangeId {
    match outcome.unwrap() {
        SaveOutcome::Sent { change, .. } => change,
        other => panic!("it is said to be known: {other:?}"),
    }
}

#[track_caller]
pub(crate) fn code_of<T: std::fmt::Debug>(outcome: Result<T>) -> ErrorCode {
    outcome.unwrap_err().code
}
