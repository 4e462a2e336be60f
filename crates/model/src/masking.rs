//! What stands in the place of a secret outside the core.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use specta::Type;

/// The only member of the object that stands where a secret is.
const MEMBER: &str = "$masked";

/// Stands in a document, an edit or the history where a secret is. Sent back unchanged it means "as it was".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MaskedSecret {
    /// Tells one agent's secrets apart, and says nothing about them. Empty where the secret is not known any more and has
    /// to be typed again.
    pub mark: String,
    /// Where the secret was, to tell two of the same mark apart.
    pub at: String,
}

impl MaskedSecret {
    /// A secret that was typed and is kept nowhere.
    pub fn forgotten() -> Self {
        Self { mark: String::new(), at: String::new() }
    }

    /// Whether it has to be typed again.
    pub fn is_forgotten(&self) -> bool {
        self.mark.is_empty()
    }

    /// Reads the object that stands in a secret's place.
    pub fn of_value(value: &Value) -> Option<Self> {
        let members = value.as_object().filter(|members| members.len() == 1)?;
        serde_json::from_value(members.get(MEMBER)?.clone()).ok()
    }

    /// The object that stands in a secret's place.
    pub fn to_value(&self) -> Value {
        json!({ MEMBER: { "mark": self.mark, "at": self.at } })
    }
}
