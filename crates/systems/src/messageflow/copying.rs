//! What an agent is in words that other systems share, and what a new one gets of another system's agent.

use callboard_model::{LeftOutReason, Meaning, Outline, OutlinePart, SystemDescription};
use serde_json::{Map, Value, json};

use super::description::{PROMPTS, VOICES, pointer};
use crate::outline::{self, Adopted};

/// Name and description, the texts of all prompts, and what the first one says first and speaks with.
pub(super) fn outline(description: &SystemDescription, document: &Value) -> Outline {
    let mut outline = outline::of_document(description, document);
    let prompts = pointer(PROMPTS).read_or_null(document);
    for (index, prompt) in prompts.as_array().into_iter().flatten().enumerate() {
        let members: &[(Meaning, &str)] = match index {
            0 => &[
                (Meaning::FirstMessage, "initial_response"),
                (Meaning::Prompt, "prompt"),
                (Meaning::Voice, "voice"),
            ],
            _ => &[(Meaning::Prompt, "prompt")],
        };
        for (meaning, member) in members {
            let text = prompt.get(*member).and_then(Value::as_str).unwrap_or_default();
            if !text.trim().is_empty() {
                let pointer = pointer(&place(index, member));
                outline.parts.push(OutlinePart { meaning: *meaning, pointer, value: json!(text) });
            }
        }
    }
    outline
}

/// Each instruction becomes a prompt. The first one gets what is said first; all of them get the voice.
pub(super) fn adopt(description: &SystemDescription, outline: &Outline) -> Adopted {
    let (mut adopted, ours) = outline::adopt_others(
        description,
        outline,
        &[Meaning::Prompt, Meaning::FirstMessage, Meaning::Voice],
    );
    let mut texts = Vec::new();
    let (mut first, mut voice) = (None, None);
    for part in ours {
        match (part.meaning, part.value.as_str()) {
            (Meaning::Prompt, Some(text)) => {
                adopted.note(part, pointer(&place(texts.len(), "prompt")));
                texts.push(text);
            }
            (Meaning::FirstMessage, Some(text)) if first.is_none() => {
                adopted.note(part, pointer(&place(0, "initial_response")));
                first = Some(text);
            }
            (Meaning::Voice, Some(name)) if voice.is_none() && VOICES.contains(&name) => {
                adopted.note(part, pointer(&place(0, "voice")));
                voice = Some(name);
            }
            (Meaning::FirstMessage, Some(_)) => adopted.leave_out(part, LeftOutReason::NoPlace),
            _ => adopted.leave_out(part, LeftOutReason::OtherValues),
        }
    }
    if first.is_some() || voice.is_some() || !texts.is_empty() {
        let name = outline.parts.iter().find(|part| part.meaning == Meaning::Name);
        let name = name.and_then(|part| part.value.as_str()).unwrap_or_default();
        let prompts = (0..texts.len().max(1))
            .map(|index| prompt(index, name, texts.get(index).copied(), first, voice))
            .collect();
        adopted.edits.0.insert(pointer(PROMPTS), Value::Array(prompts));
    }
    adopted
}

fn prompt(index: usize, name: &str, text: Option<&str>, first: Option<&str>, voice: Option<&str>) -> Value {
    let mut members = Map::new();
    let name = if index == 0 { name.to_owned() } else { format!("{name} {}", index + 1).trim().to_owned() };
    members.insert("name".to_owned(), json!(name));
    members.insert("prompt".to_owned(), json!(text.unwrap_or_default()));
    if let (0, Some(first)) = (index, first) {
        members.insert("initial_response".to_owned(), json!(first));
    }
    if let Some(voice) = voice {
        members.insert("voice".to_owned(), json!(voice));
    }
    Value::Object(members)
}

fn place(index: usize, member: &str) -> String {
    format!("{PROMPTS}/{index}/{member}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::super::description::describe;
    use super::*;

    fn part(meaning: Meaning, value: &str) -> OutlinePart {
        OutlinePart { meaning, pointer: pointer("/elsewhere"), value: json!(value) }
    }

    #[test]
    fn all_prompts_are_part_of_what_an_agent_is_and_the_first_says_how_it_begins() {
        let document = json!({"name": "Desk", "description": null, "configuration": {"prompt": [
            {"prompt": "Be brief.", "initial_response": "Hello", "voice": "echo"},
            {"prompt": "Be kind.", "initial_response": "Bye", "voice": "sage"},
            {"prompt": null},
        ]}});
        let outline = outline(&describe(), &document);
        let found: Vec<_> =
            outline.parts.iter().map(|part| (part.meaning, part.pointer.as_str(), &part.value)).collect();
        let expected = [
            (Meaning::Name, "/name", &json!("Desk")),
            (Meaning::FirstMessage, "/configuration/prompt/0/initial_response", &json!("Hello")),
            (Meaning::Prompt, "/configuration/prompt/0/prompt", &json!("Be brief.")),
            (Meaning::Voice, "/configuration/prompt/0/voice", &json!("echo")),
            (Meaning::Prompt, "/configuration/prompt/1/prompt", &json!("Be kind.")),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn instructions_become_prompts_that_speak_with_one_voice() {
        let parts = vec![
            part(Meaning::Name, "Desk"),
            part(Meaning::FirstMessage, "Hello"),
            part(Meaning::Prompt, "Be brief."),
            part(Meaning::Prompt, "Be kind."),
            part(Meaning::Voice, "echo"),
            part(Meaning::Language, "nl"),
        ];
        let adopted = adopt(&describe(), &Outline { parts: parts.clone() });
        let prompts = json!([
            {"name": "Desk", "prompt": "Be brief.", "initial_response": "Hello", "voice": "echo"},
            {"name": "Desk 2", "prompt": "Be kind.", "voice": "echo"},
        ]);
        assert_eq!(adopted.edits.0[&pointer(PROMPTS)], prompts);
        assert_eq!(adopted.edits.0[&pointer("/name")], json!("Desk"));
        assert_eq!(adopted.carried.len(), 5);
        assert_eq!(adopted.left_out, [(parts[5].clone(), LeftOutReason::NoPlace)]);
    }

    #[test]
    fn a_voice_that_is_none_of_the_eight_is_told_and_not_guessed() {
        let adopted = adopt(&describe(), &Outline { parts: vec![part(Meaning::Voice, "EXAMPLEVOICE")] });
        assert!(adopted.edits.0.is_empty());
        assert_eq!(adopted.left_out[0].1, LeftOutReason::OtherValues);
    }
}
