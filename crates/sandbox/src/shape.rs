//! The form of request bodies, checked as strictly as a contract describes them: fields, types and ranges, nothing more.
//!
//! Which bodies a system takes is written in its own folder, as constants of [`Shape`].

use serde_json::Value;
use uuid::Uuid;

/// The form of a value in a request body.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    Text,
    /// A text that is one of these.
    OneOf(&'static [&'static str]),
    Uuid,
    Url,
    Boolean,
    /// A whole number, both ends included.
    Integer(i64, i64),
    /// Any number, both ends included.
    Number(f64, f64),
    List(&'static Shape),
    /// Every member is optional and no other is allowed.
    Object(&'static [(&'static str, Shape)]),
    /// The members named are typed, others pass.
    OpenObject(&'static [(&'static str, Shape)]),
    /// The same shape, or null.
    OrNull(&'static Shape),
    Anything,
}

/// Any whole number.
pub(crate) const ANY_INTEGER: Shape = Shape::Integer(i64::MIN, i64::MAX);

/// What does not fit, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mismatch {
    /// `voice.speed`, `messages[0]`; empty for the body as a whole.
    pub(crate) place: String,
    /// A sentence that names the place.
    pub(crate) message: String,
}

impl Mismatch {
    pub(crate) fn new(place: &str, what: &str) -> Self {
        let here = if place.is_empty() { "the body" } else { place };
        Self { place: place.to_owned(), message: format!("{here} {what}") }
    }
}

/// Holds a body against a shape; the first thing that does not fit.
pub(crate) fn check(body: &Value, shape: Shape) -> Result<(), Mismatch> {
    check_at(body, shape, "")
}

fn check_at(value: &Value, shape: Shape, place: &str) -> Result<(), Mismatch> {
    let fits = match shape {
        Shape::Text => value.is_string(),
        Shape::OneOf(known) => value.as_str().is_some_and(|text| known.contains(&text)),
        Shape::Uuid => value.as_str().is_some_and(|text| Uuid::parse_str(text).is_ok()),
        Shape::Url => value.as_str().is_some_and(|text| url::Url::parse(text).is_ok()),
        Shape::Boolean => value.is_boolean(),
        Shape::Integer(least, most) => value.as_i64().is_some_and(|number| (least..=most).contains(&number)),
        Shape::Number(least, most) => value.as_f64().is_some_and(|number| (least..=most).contains(&number)),
        Shape::Anything => true,
        Shape::OrNull(shape) => return if value.is_null() { Ok(()) } else { check_at(value, *shape, place) },
        Shape::List(item) => {
            let Some(items) = value.as_array() else { return Err(Mismatch::new(place, "has to be a list.")) };
            for (index, value) in items.iter().enumerate() {
                check_at(value, *item, &format!("{place}[{index}]"))?;
            }
            true
        }
        Shape::Object(members) => return check_members(value, members, false, place),
        Shape::OpenObject(members) => return check_members(value, members, true, place),
    };
    if fits { Ok(()) } else { Err(Mismatch::new(place, &format!("has to be {}.", wanted(shape)))) }
}

fn check_members(
    value: &Value,
    members: &'static [(&'static str, Shape)],
    open: bool,
    place: &str,
) -> Result<(), Mismatch> {
    let Some(object) = value.as_object() else { return Err(Mismatch::new(place, "has to be an object.")) };
    for (name, value) in object {
        let inner = if place.is_empty() { name.clone() } else { format!("{place}.{name}") };
        match members.iter().find(|(known, _)| known == name) {
            Some((_, shape)) => check_at(value, *shape, &inner)?,
            None if open => {}
            None => return Err(Mismatch::new(&inner, "is not a known field.")),
        }
    }
    Ok(())
}

fn wanted(shape: Shape) -> String {
    match shape {
        Shape::Text => "a text".to_owned(),
        Shape::OneOf(known) => format!("one of {}", known.join(", ")),
        Shape::Uuid => "a UUID".to_owned(),
        Shape::Url => "an address".to_owned(),
        Shape::Boolean => "true or false".to_owned(),
        Shape::Integer(i64::MIN, _) => "a whole number".to_owned(),
        Shape::Integer(least, i64::MAX) => format!("a whole number of at least {least}"),
        Shape::Integer(least, most) => format!("a whole number from {least} to {most}"),
        Shape::Number(least, most) if least.is_finite() || most.is_finite() => {
            format!("a number from {least} to {most}")
        }
        Shape::Number(..) => "a number".to_owned(),
        Shape::List(_) => "a list".to_owned(),
        Shape::Object(_) | Shape::OpenObject(_) => "an object".to_owned(),
        Shape::OrNull(shape) => wanted(*shape),
        Shape::Anything => "any value".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    const SHAPE: Shape = Shape::Object(&[
        ("voice", Shape::OneOf(&["echo", "alloy"])),
        ("speed", Shape::Number(0.5, 2.0)),
        ("address", Shape::OrNull(&Shape::Url)),
        ("open", Shape::OpenObject(&[("id", ANY_INTEGER)])),
        ("list", Shape::List(&Shape::Integer(0, i64::MAX))),
    ]);

    #[test]
    fn what_does_not_fit_is_named_with_its_place() {
        let cases = [
            (json!({"voice": "nova"}), "voice", "voice has to be one of echo, alloy."),
            (json!({"speed": 2.1}), "speed", "speed has to be a number from 0.5 to 2."),
            (json!({"address": "nowhere"}), "address", "address has to be an address."),
            (json!({"open": {"id": "1", "more": 2}}), "open.id", "open.id has to be a whole number."),
            (json!({"list": [1, -1]}), "list[1]", "list[1] has to be a whole number of at least 0."),
            (json!({"voices": 1}), "voices", "voices is not a known field."),
            (json!([]), "", "the body has to be an object."),
        ];
        for (body, place, message) in cases {
            let found = check(&body, SHAPE).unwrap_err();
            assert_eq!((found.place.as_str(), found.message.as_str()), (place, message));
        }
        check(&json!({"address": null, "open": {"id": 1, "more": [null]}, "speed": 1}), SHAPE).unwrap();
    }
}
