//! Request bodies as the contract describes them. What needs knowledge of the world or of other agents is in `rules`.

use axum::http::{HeaderMap, StatusCode, header};
use serde_json::{Map, Value};

use super::refusal::Refusal;
use crate::shape::{ANY_INTEGER, Shape, check};

const TIME: Shape = Shape::Object(&[("hour", Shape::Integer(0, 24)), ("minute", Shape::Integer(0, 59))]);
const WINDOW: Shape = Shape::Object(&[("from", TIME), ("to", TIME)]);
const SCHEDULE: Shape = Shape::Object(&[
    ("monday", WINDOW),
    ("tuesday", WINDOW),
    ("wednesday", WINDOW),
    ("thursday", WINDOW),
    ("friday", WINDOW),
    ("saturday", WINDOW),
    ("sunday", WINDOW),
]);
const HOLIDAYS: Shape = Shape::List(&Shape::Object(&[
    ("name", Shape::Text),
    ("day", Shape::Integer(1, 31)),
    ("month", Shape::Integer(1, 12)),
]));
const SKILL_VALUES: Shape =
    Shape::List(&Shape::Object(&[("id", Shape::Uuid), ("value", Shape::Text), ("icon", Shape::Text)]));
const SKILLS: Shape = Shape::List(&Shape::Object(&[
    ("id", Shape::Uuid),
    ("name", Shape::Text),
    ("valueType", Shape::Text),
    ("selectedValues", SKILL_VALUES),
]));

/// `CreateAgentRequest` of the contract.
pub(super) const CREATE: Shape = Shape::Object(&[
    ("name", Shape::Text),
    ("bio", Shape::Text),
    ("type", Shape::Text),
    ("userId", Shape::Uuid),
    ("teamIds", Shape::List(&Shape::Uuid)),
    ("timezone", Shape::Text),
    ("defaultCountryCode", Shape::Text),
    ("weeklySchedule", SCHEDULE),
    ("holidays", HOLIDAYS),
]);

/// `UpdateAgentRequest` of the contract.
pub(super) const UPDATE: Shape = Shape::Object(&[
    ("name", Shape::Text),
    ("bio", Shape::Text),
    ("status", Shape::Text),
    ("avatarUrl", Shape::Text),
    ("dropVms", Shape::List(&Shape::Anything)),
    ("wrapUpTime", ANY_INTEGER),
    ("timezone", Shape::Text),
    ("defaultCountryCode", Shape::Text),
    ("defaultCallerId", Shape::Text),
    (
        "forwardNumber",
        Shape::Object(&[
            ("enabled", Shape::Boolean),
            ("number", Shape::Text),
            ("maskCaller", Shape::Boolean),
        ]),
    ),
    ("transcriptionLocale", Shape::Text),
    ("weeklySchedule", SCHEDULE),
    ("holidays", HOLIDAYS),
    ("assignedSkills", SKILLS),
    ("defaultSenderId", Shape::Uuid),
    ("outOfOfficeResponse", Shape::Text),
]);

/// `UpdateAvailabilityRequest` of the contract.
pub(super) const AVAILABILITY: Shape = Shape::Object(&[
    ("status", Shape::Text),
    ("activity", Shape::Text),
    ("activityTtl", ANY_INTEGER),
    ("activityText", Shape::Text),
]);

/// Parses a body and holds it against a shape. 415 for another media type, 400 for what is not JSON, 422 for the rest.
pub(super) fn parse(headers: &HeaderMap, bytes: &[u8], shape: Shape) -> Result<Map<String, Value>, Refusal> {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !content_type.is_some_and(|value| value.starts_with("application/json")) {
        return Err(Refusal::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported_media_type",
            "The body has to be application/json.",
        ));
    }
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|error| Refusal::bad_request("invalid_json", &format!("The body is not JSON: {error}.")))?;
    check(&value, shape).map_err(|mismatch| Refusal::invalid_agent(&mismatch.message))?;
    match value {
        Value::Object(members) => Ok(members),
        _ => Err(Refusal::invalid_agent("The body has to be an object.")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn unknown_fields_nulls_and_wrong_ranges_are_named() {
        let cases = [
            (json!({"nickname": "A"}), "nickname is not a known field."),
            (json!({"bio": null}), "bio has to be a text."),
            (
                json!({"weeklySchedule": {"monday": {"from": {"hour": 25}}}}),
                "weeklySchedule.monday.from.hour has to be a whole number from 0 to 24.",
            ),
            (json!({"holidays": [{"day": 0}]}), "holidays[0].day has to be a whole number from 1 to 31."),
            (json!({"wrapUpTime": 1.5}), "wrapUpTime has to be a whole number."),
            (json!({"defaultSenderId": "x"}), "defaultSenderId has to be a UUID."),
            (json!([]), "the body has to be an object."),
        ];
        for (body, message) in cases {
            assert_eq!(check(&body, UPDATE).unwrap_err().message, message);
        }
        check(&json!({"dropVms": [1, null, {"a": []}]}), UPDATE).unwrap();
    }

    #[test]
    fn fields_of_the_update_are_not_accepted_when_creating() {
        assert!(check(&json!({"status": "active"}), CREATE).is_err());
        check(&json!({"name": "A", "teamIds": []}), CREATE).unwrap();
    }
}
