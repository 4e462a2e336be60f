//! Edited fields.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use crate::pointer::Pointer;

/// Edited fields and their new values. Null means emptied.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct Edits(pub BTreeMap<Pointer, Value>);
