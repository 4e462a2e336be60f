//! Request bodies as the contract describes them, and what it says in words: which provider has which range.

use axum::http::{HeaderMap, header};
use serde_json::{Map, Value};

use super::refusal::Refusal;
use crate::shape::{ANY_INTEGER, Mismatch, Shape, check};

const STT: Shape = Shape::Object(&[
    ("provider", Shape::OneOf(&["deepgram", "elevenlabs", "gladia", "mistral", "google"])),
    ("model", Shape::Text),
    ("language", Shape::Text),
    ("keyterms", Shape::List(&Shape::Text)),
]);
const LLM: Shape = Shape::Object(&[
    (
        "provider",
        Shape::OneOf(&[
            "openai",
            "anthropic",
            "groq",
            "mistral",
            "xai",
            "xai_realtime",
            "google",
            "google_realtime",
            "openai_live",
        ]),
    ),
    ("model", Shape::Text),
    ("temperature", Shape::Number(0.0, 2.0)),
    ("messages", Shape::List(&Shape::OpenObject(&[("role", Shape::Text), ("content", Shape::Text)]))),
    ("tools", Shape::List(&Shape::OpenObject(&[]))),
    ("voice", Shape::Text),
]);
const TTS: Shape = Shape::Object(&[
    ("provider", Shape::OneOf(&["openai", "elevenlabs", "cartesia", "local", "inworld", "google", "xai"])),
    ("voice_id", Shape::Text),
    ("language", Shape::Text),
    ("model", Shape::Text),
    ("speed", Shape::Number(f64::NEG_INFINITY, f64::INFINITY)),
    ("stability", Shape::Number(0.0, 1.0)),
    ("similarity_boost", Shape::Number(0.0, 1.0)),
    ("use_speaker_boost", Shape::Boolean),
    ("style", Shape::Number(0.0, 1.0)),
]);
const ANALYSIS: Shape = Shape::Object(&[
    ("structured_data_plan", Shape::OpenObject(&[])),
    ("min_messages_threshold", ANY_INTEGER),
]);
const EVENTS: Shape = Shape::List(&Shape::Text);

/// `CreateAgentRequest` of the contract.
pub(super) const CREATE: Shape = Shape::Object(&[
    ("name", Shape::Text),
    ("business_name", Shape::Text),
    ("notification_email", Shape::Text),
    ("first_message", Shape::Text),
    ("is_active", Shape::Boolean),
    ("voicemail_detection", Shape::Boolean),
    ("voicemail_message", Shape::Text),
    ("max_duration_seconds", ANY_INTEGER),
    ("autonomous_silence_handling", Shape::Boolean),
    ("webhook_url", Shape::Url),
    ("webhook_secret", Shape::Text),
    ("webhook_events", EVENTS),
    ("stt_config", STT),
    ("llm_config", LLM),
    ("tts_config", TTS),
    ("analysis_plan", ANALYSIS),
    ("silence_timeout_seconds", ANY_INTEGER),
    ("gdpr_mode", Shape::Boolean),
]);

/// `UpdateAgentRequest` of the contract: the same fields, most of which a null clears.
pub(super) const UPDATE: Shape = Shape::Object(&[
    ("name", Shape::Text),
    ("business_name", Shape::OrNull(&Shape::Text)),
    ("notification_email", Shape::OrNull(&Shape::Text)),
    ("first_message", Shape::OrNull(&Shape::Text)),
    ("is_active", Shape::Boolean),
    ("voicemail_detection", Shape::OrNull(&Shape::Boolean)),
    ("voicemail_message", Shape::OrNull(&Shape::Text)),
    ("max_duration_seconds", Shape::OrNull(&ANY_INTEGER)),
    ("autonomous_silence_handling", Shape::Boolean),
    ("webhook_url", Shape::OrNull(&Shape::Url)),
    ("webhook_secret", Shape::OrNull(&Shape::Text)),
    ("webhook_events", Shape::OrNull(&EVENTS)),
    ("stt_config", STT),
    ("llm_config", LLM),
    ("tts_config", TTS),
    ("analysis_plan", ANALYSIS),
    ("silence_timeout_seconds", ANY_INTEGER),
    ("gdpr_mode", Shape::Boolean),
]);

/// What a configuration needs when it is there at all.
const NEEDED: [(&str, &[&str]); 3] = [
    ("stt_config", &["provider", "model", "language"]),
    ("llm_config", &["provider", "model"]),
    ("tts_config", &["provider", "voice_id", "language"]),
];

/// Parses a body and holds it against a shape and the rules behind it. 400 for everything that is wrong. What the agent
/// holds already passes: the service knows more providers and fields than its document names.
pub(super) fn parse(
    headers: &HeaderMap,
    bytes: &[u8],
    shape: Shape,
    stored: &Value,
) -> Result<Map<String, Value>, Refusal> {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !content_type.is_some_and(|value| value.starts_with("application/json")) {
        return Err(Refusal::unreadable("invalid_content_type", "The body has to be application/json", None));
    }
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|error| Refusal::unreadable("invalid_json", &format!("Invalid JSON: {error}"), None))?;
    check(&without_stored(&value, stored), shape)
        .and_then(|()| check_configurations(&value))
        .map_err(Refusal::invalid)?;
    match value {
        Value::Object(members) => Ok(members),
        _ => Err(Refusal::unreadable("invalid_json", "The body has to be an object", None)),
    }
}

/// The name, which every agent needs and which says something.
pub(super) fn check_name(request: &Map<String, Value>, required: bool) -> Result<(), Refusal> {
    match request.get("name").and_then(Value::as_str) {
        Some(name) if name.trim().is_empty() => {
            Err(Refusal::unreadable("invalid_parameter", "name must not be empty", Some("name")))
        }
        None if required => Err(Refusal::unreadable("missing_parameter", "name is required", Some("name"))),
        _ => Ok(()),
    }
}

/// The body without the members of configurations that say what the agent holds already.
fn without_stored(body: &Value, stored: &Value) -> Value {
    let mut rest = body.clone();
    for (name, _) in NEEDED {
        let Some(configuration) = rest.get_mut(name).and_then(Value::as_object_mut) else { continue };
        configuration.retain(|field, value| stored.get(name).and_then(|held| held.get(field)) != Some(value));
    }
    rest
}

fn check_configurations(body: &Value) -> Result<(), Mismatch> {
    for (name, needed) in NEEDED {
        let Some(configuration) = body.get(name) else { continue };
        if let Some(missing) = needed.iter().find(|field| configuration.get(field).is_none()) {
            return Err(Mismatch::new(&format!("{name}.{missing}"), "is required."));
        }
    }
    let voice = body.get("tts_config").unwrap_or(&Value::Null);
    let speed = voice.get("speed").and_then(Value::as_f64);
    let elevenlabs = voice.get("provider").is_some_and(|provider| provider == "elevenlabs");
    if elevenlabs && speed.is_some_and(|speed| !(0.5..=2.0).contains(&speed)) {
        return Err(Mismatch::new("tts_config.speed", "has to be a number from 0.5 to 2."));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    fn place(body: &Value, shape: Shape) -> Option<String> {
        check(body, shape).and_then(|()| check_configurations(body)).err().map(|mismatch| mismatch.place)
    }

    #[test]
    fn configurations_need_their_provider_and_keep_its_range() {
        let voice = |provider: &str, speed: f64| json!({"tts_config": {"provider": provider, "voice_id": "v", "language": "nl", "speed": speed}});
        assert_eq!(place(&voice("elevenlabs", 2.5), UPDATE).unwrap(), "tts_config.speed");
        assert_eq!(place(&voice("elevenlabs", 0.5), UPDATE), None);
        assert_eq!(place(&voice("openai", 4.0), UPDATE), None, "no range is documented for the others");
        let incomplete = json!({"stt_config": {"provider": "deepgram", "model": "nova-3-general"}});
        assert_eq!(place(&incomplete, CREATE).unwrap(), "stt_config.language");
    }

    #[test]
    fn nulls_clear_in_an_update_and_nowhere_else() {
        assert_eq!(place(&json!({"first_message": null, "webhook_secret": null}), UPDATE), None);
        assert_eq!(place(&json!({"first_message": null}), CREATE).unwrap(), "first_message");
        assert_eq!(place(&json!({"is_active": null}), UPDATE).unwrap(), "is_active");
        assert_eq!(place(&json!({"tts_config": null}), UPDATE).unwrap(), "tts_config");
    }
}
