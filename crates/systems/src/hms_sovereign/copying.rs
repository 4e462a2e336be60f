//! What an agent is in words that other systems share, and what a new one gets of another system's agent.

use callboard_model::{LeftOutReason, Meaning, Outline, OutlinePart, SystemDescription};
use serde_json::{Value, json};

use super::description::{MESSAGES, SYSTEM_ROLE, pointer};
use crate::outline::{self, Adopted};

const STT_LANGUAGE: &str = "/stt_config/language";
const TTS_LANGUAGE: &str = "/tts_config/language";
const TTS_PROVIDER: &str = "/tts_config/provider";
const VOICE: &str = "/tts_config/voice_id";

/// The voices of `OpenAI`, which are the same wherever that provider is offered.
const OPENAI_VOICES: [&str; 8] = ["alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse"];

/// The fields with a meaning, and what the language model is instructed to do.
pub(super) fn outline(description: &SystemDescription, document: &Value) -> Outline {
    let mut outline = outline::of_document(description, document);
    let spoken = pointer(TTS_LANGUAGE);
    let listens = outline.parts.iter().any(|part| part.meaning == Meaning::Language);
    if let (false, Some(Value::String(language))) = (listens, spoken.read(document)) {
        outline.parts.push(part(Meaning::Language, TTS_LANGUAGE, json!(language)));
    }
    let messages = pointer(MESSAGES).read_or_null(document);
    for (index, message) in messages.as_array().into_iter().flatten().enumerate() {
        let text = message.get("content").and_then(Value::as_str).unwrap_or_default();
        if message.get("role").is_some_and(|role| role == SYSTEM_ROLE) && !text.trim().is_empty() {
            outline.parts.push(part(Meaning::Prompt, &content(index), json!(text)));
        }
    }
    outline
}

/// Instructions become messages, a language is both heard and spoken, and a voice is taken where its provider is known.
pub(super) fn adopt(description: &SystemDescription, outline: &Outline) -> Adopted {
    let (mut adopted, ours) =
        outline::adopt_others(description, outline, &[Meaning::Prompt, Meaning::Language, Meaning::Voice]);
    let mut messages = Vec::new();
    for part in ours {
        match (part.meaning, part.value.as_str()) {
            (Meaning::Prompt, Some(text)) => {
                adopted.note(part, pointer(&content(messages.len())));
                messages.push(json!({"role": SYSTEM_ROLE, "content": text}));
            }
            (Meaning::Language, Some(_)) if is_free(&adopted, STT_LANGUAGE) => {
                for place in [STT_LANGUAGE, TTS_LANGUAGE] {
                    adopted.note(part, pointer(place));
                    edit(&mut adopted, place, part.value.clone());
                }
            }
            (Meaning::Voice, Some(voice)) if OPENAI_VOICES.contains(&voice) && is_free(&adopted, VOICE) => {
                adopted.note(part, pointer(VOICE));
                edit(&mut adopted, TTS_PROVIDER, json!("openai"));
                edit(&mut adopted, VOICE, part.value.clone());
            }
            (Meaning::Voice, Some(voice)) if !OPENAI_VOICES.contains(&voice) => {
                adopted.leave_out(part, LeftOutReason::OtherValues);
            }
            (_, Some(_)) => adopted.leave_out(part, LeftOutReason::NoPlace),
            (_, None) => adopted.leave_out(part, LeftOutReason::OtherValues),
        }
    }
    if !messages.is_empty() {
        edit(&mut adopted, MESSAGES, Value::Array(messages));
    }
    adopted
}

fn content(index: usize) -> String {
    format!("{MESSAGES}/{index}/content")
}

fn part(meaning: Meaning, place: &str, value: Value) -> OutlinePart {
    OutlinePart { meaning, pointer: pointer(place), value }
}

fn is_free(adopted: &Adopted, place: &str) -> bool {
    !adopted.edits.0.contains_key(&pointer(place))
}

fn edit(adopted: &mut Adopted, place: &str, value: Value) {
    adopted.edits.0.insert(pointer(place), value);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::super::description::describe;
    use super::*;

    fn parts(outline: &Outline) -> Vec<(Meaning, &str, &Value)> {
        outline.parts.iter().map(|part| (part.meaning, part.pointer.as_str(), &part.value)).collect()
    }

    #[test]
    fn every_instruction_is_part_of_what_an_agent_is_and_what_others_said_is_not() {
        let document = json!({"name": "Desk", "tts_config": {"language": "nl", "voice_id": "alloy"}, "llm_config": {"messages": [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": "Hello"},
            {"role": "system", "content": "Be kind."},
            {"role": "system", "content": " "},
            {"role": "system"},
            "odd",
        ]}});
        let outline = outline(&describe(), &document);
        let expected = [
            (Meaning::Name, "/name", &json!("Desk")),
            (Meaning::Voice, "/tts_config/voice_id", &json!("alloy")),
            (Meaning::Language, "/tts_config/language", &json!("nl")),
            (Meaning::Prompt, "/llm_config/messages/0/content", &json!("Be brief.")),
            (Meaning::Prompt, "/llm_config/messages/2/content", &json!("Be kind.")),
        ];
        assert_eq!(parts(&outline), expected);
    }

    #[test]
    fn instructions_a_language_and_a_known_voice_find_their_places() {
        let outline = Outline {
            parts: vec![
                part(Meaning::Name, "/name", json!("Desk")),
                part(Meaning::Prompt, "/p/0", json!("Be brief.")),
                part(Meaning::Prompt, "/p/1", json!("Be kind.")),
                part(Meaning::Voice, "/v", json!("echo")),
                part(Meaning::Language, "/l", json!("nl-BE")),
                part(Meaning::Description, "/d", json!("Answers the door")),
            ],
        };
        let adopted = adopt(&describe(), &outline);
        let expected = json!({
            "/name": "Desk",
            "/llm_config/messages": [{"role": "system", "content": "Be brief."}, {"role": "system", "content": "Be kind."}],
            "/tts_config/provider": "openai",
            "/tts_config/voice_id": "echo",
            "/stt_config/language": "nl-BE",
            "/tts_config/language": "nl-BE",
        });
        assert_eq!(serde_json::to_value(&adopted.edits).unwrap(), expected);
        let to: Vec<_> = adopted.carried.iter().map(|field| field.to.as_str()).collect();
        let places = ["/name", "/llm_config/messages/0/content", "/llm_config/messages/1/content", VOICE];
        assert_eq!(to, [&places[..], &[STT_LANGUAGE, TTS_LANGUAGE]].concat());
        assert_eq!(adopted.left_out, [(outline.parts[5].clone(), LeftOutReason::NoPlace)]);
    }

    #[test]
    fn a_voice_of_nobody_knows_whom_is_told_and_not_guessed() {
        let outline = Outline { parts: vec![part(Meaning::Voice, "/v", json!("EXAMPLEVOICE"))] };
        let adopted = adopt(&describe(), &outline);
        assert!(adopted.edits.0.is_empty());
        assert_eq!(adopted.left_out[0].1, LeftOutReason::OtherValues);
    }
}
