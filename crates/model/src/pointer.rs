//! JSON pointers (RFC 6901): how a field is named inside an agent's document.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use specta::Type;

/// A JSON pointer that begins with `/`, such as `/forwardNumber/number`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Type)]
#[serde(transparent)]
pub struct Pointer(String);

/// The text is not a JSON pointer to a member.
#[derive(Debug, thiserror::Error)]
#[error("a pointer begins with a slash: {0:?}")]
pub struct NotAPointer(String);

impl Pointer {
    /// Reads a pointer; it has to begin with `/`, for the whole document is not a field.
    pub fn parse(text: impl Into<String>) -> Result<Self, NotAPointer> {
        let text = text.into();
        if text.starts_with('/') { Ok(Self(text)) } else { Err(NotAPointer(text)) }
    }

    /// The pointer to a top-level member of the given name.
    pub fn of_member(name: &str) -> Self {
        Self(format!("/{}", name.replace('~', "~0").replace('/', "~1")))
    }

    /// The pointer as RFC 6901 writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The unescaped segments, outermost first.
    pub fn segments(&self) -> impl Iterator<Item = String> + '_ {
        self.0.split('/').skip(1).map(|segment| segment.replace("~1", "/").replace("~0", "~"))
    }

    /// The name of the top-level member this pointer lies in.
    pub fn root(&self) -> String {
        self.segments().next().unwrap_or_default()
    }

    /// Whether `self` names the same place as `other` or one inside it.
    pub fn lies_within(&self, other: &Pointer) -> bool {
        self.0 == other.0 || self.0.strip_prefix(&other.0).is_some_and(|rest| rest.starts_with('/'))
    }

    /// The value at this place, if the document has one.
    pub fn read<'a>(&self, document: &'a Value) -> Option<&'a Value> {
        document.pointer(&self.0)
    }

    /// The value at this place, or null where the document has none.
    pub fn read_or_null(&self, document: &Value) -> Value {
        self.read(document).cloned().unwrap_or(Value::Null)
    }

    /// Puts `value` at this place. Objects that are missing on the way (or null) are made; array items have to exist.
    /// Answers whether the value could be put.
    pub fn write(&self, document: &mut Value, value: Value) -> bool {
        let mut place = document;
        for segment in self.segments() {
            if place.is_null() {
                *place = Value::Object(Map::new());
            }
            place = match place {
                Value::Object(members) => members.entry(segment).or_insert(Value::Null),
                Value::Array(items) => {
                    let Some(item) = segment.parse::<usize>().ok().and_then(|index| items.get_mut(index))
                    else {
                        return false;
                    };
                    item
                }
                _ => return false,
            };
        }
        *place = value;
        true
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl TryFrom<String> for Pointer {
    type Error = NotAPointer;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(text)
    }
}

impl<'de> Deserialize<'de> for Pointer {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_value_written_is_read_back_and_its_neighbours_stay() {
        let mut document = json!({"forwardNumber": {"enabled": true, "unknown": 1}, "items": [1, 2]});
        let number = Pointer::parse("/forwardNumber/number").unwrap();
        assert!(number.write(&mut document, json!("+31")));
        assert_eq!(number.read(&document), Some(&json!("+31")));
        assert_eq!(document["forwardNumber"]["unknown"], json!(1));
        assert!(!Pointer::parse("/items/7").unwrap().write(&mut document, json!(0)));
        assert!(!Pointer::parse("/items/0/inside").unwrap().write(&mut document, json!(0)));
    }

    #[test]
    fn a_place_inside_null_is_made() {
        let mut document = json!({"availability": null});
        assert!(Pointer::parse("/availability/activity").unwrap().write(&mut document, json!("busy")));
        assert_eq!(document, json!({"availability": {"activity": "busy"}}));
    }

    #[test]
    fn escaped_names_survive() {
        let mut document = json!({});
        let pointer = Pointer::of_member("a/b~c");
        assert!(pointer.write(&mut document, json!(1)));
        assert_eq!(document, json!({"a/b~c": 1}));
        assert_eq!(pointer.root(), "a/b~c");
    }

    #[test]
    fn a_pointer_without_its_slash_is_refused() {
        assert!(Pointer::parse("name").is_err());
        assert!(serde_json::from_value::<Pointer>(json!("name")).is_err());
    }

    #[test]
    fn names_that_only_begin_alike_do_not_lie_within() {
        let name = Pointer::parse("/name").unwrap();
        assert!(!Pointer::parse("/names").unwrap().lies_within(&name));
        assert!(Pointer::parse("/name/first").unwrap().lies_within(&name));
    }
}
