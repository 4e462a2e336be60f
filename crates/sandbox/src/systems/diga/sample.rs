//! The sample agents as documents. Reads no clock and no randomness of its own.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use super::account::AGENTS;
use super::table::{ROWS, Row, id, numbered_voice};
use super::versions::moment;
use crate::documents::Sample;

/// The sample agents, oldest first: the same moment gives the same agents.
pub(super) fn sample(now: Timestamp) -> Vec<Sample> {
    let agents = ROWS.iter().enumerate().map(|(index, row)| Sample {
        collection: AGENTS.name,
        id: id("agent", index),
        document: agent(now, index, row),
    });
    agents.collect()
}

fn agent(now: Timestamp, index: usize, row: &Row) -> Value {
    let created = days_before(now, 400 - index * 30);
    let versions: Vec<Value> =
        (1..=row.versions.len()).map(|number| version(now, created, index, row, number)).collect();
    json!({ "versions": versions })
}

fn version(now: Timestamp, created: Timestamp, index: usize, row: &Row, number: usize) -> Value {
    let age = row.versions.len() - number;
    let is_draft = row.draft && age == 0;
    let is_published = !is_draft && age == usize::from(row.draft);
    // Versions follow each other every nine days; the newest is from the days before the start.
    let version_created = if number == 1 { created } else { days_before(now, 2 + index % 4 + age * 9) };
    let paragraphs = row.prompt.len().saturating_sub(age).max(1);
    let prompt = row.prompt.get(..paragraphs).unwrap_or_default().join("\n\n");
    let (reminder_count, reminder_frequency, reminder_messages) = row.reminders;
    let knowledge_bases: Vec<String> =
        (0..row.knowledge_bases).map(|base| id("knowledge-base", index + base)).collect();
    let pause = [Some(0.5), Some(0.0), Some(1.25), None].get(index % 4).copied().flatten();
    let mut version = json!({
        "agent_id": id("agent", index),
        "modified_at": moment(version_created + SignedDuration::from_mins(95)),
        "created_at": moment(created),
        "version_id": id("version", index * 100 + number),
        "version_number": number,
        "version_created_at": moment(version_created),
        "voice": numbered_voice(row.voice),
        "language": row.language,
        "mode": "free",
        "version_name": row.versions.get(number - 1),
        "is_draft": is_draft,
        "is_published": is_published,
        "name": row.name,
        "description": row.description,
        "prompt": prompt,
        "greeting": row.greeting,
        "time_before_start": pause,
        "boosted_keywords": row.keywords,
        "redirect_number": row.redirect_number,
        "max_reminder_count": reminder_count,
        "reminder_frequency_ms": reminder_frequency,
        "reminder_messages": reminder_messages,
        "knowledge_base_ids": knowledge_bases,
        "conversational_path_id": null,
        "integrations": [],
        "call_tools": [],
    });
    if let (Some(members), Value::Object(own)) = (version.as_object_mut(), particulars(index)) {
        members.extend(own);
    }
    version
}

/// What only some agents have: paths, tools, fields beyond the document, and fields that no page describes.
fn particulars(index: usize) -> Value {
    let calendar = json!({
        "integration_id": id("integration", 0),
        "tool_ids": [id("tool", 0), id("tool", 1)],
    });
    let customers = json!({ "integration_id": id("integration", 1), "tool_ids": [id("tool", 2)] });
    let hang_up = json!({ "call_tool_id": id("call-tool", 0), "settings": {} });
    let keypad = json!({
        "call_tool_id": id("call-tool", 1),
        "settings": { "digits": 8, "end_key": "#", "timeout_ms": 4000 },
    });
    let transfer = |number: &str| {
        json!({
            "name": "pasar_a_recepcion",
            "type": "transfer_call",
            "target_number": number,
            "description": "Pasa la llamada a una persona.",
            "transfer_type": "transfer",
        })
    };
    match index {
        0 => json!({
            "integrations": [calendar, customers],
            "call_tools": [hang_up, transfer("+12025550121")],
            "voice_speed": 1.0,
            "dynamic_variables": {},
            "background_audio": null,
            "pronunciation_dict": { "ECG": "e ce ge" },
        }),
        1 => json!({ "integrations": [calendar], "call_tools": [hang_up], "voice_speed": 0.95 }),
        2 => json!({
            "mode": "path",
            "conversational_path_id": id("path", 0),
            "boosted_keywords": null,
            "knowledge_base_ids": null,
        }),
        3 => json!({
            "integrations": [calendar],
            "call_tools": [hang_up, keypad, transfer("+12025550123")],
            "voice_speed": 1.1,
            "background_audio": "call_center",
            "pronunciation_dict": {},
            "recording": { "enabled": true, "retention_days": 30 },
        }),
        4 => json!({ "call_tools": [keypad], "background_audio": "call_center" }),
        6 => json!({
            "dynamic_variables": { "empresa": "Suministros Ejemplo", "cliente": "la clienta", "plazos": 2 },
            "integrations": [customers],
            "call_tools": [hang_up],
            "outbound_window": ["09:30", "19:00"],
        }),
        9 => json!({
            // The vendor names tools in answers without saying how: a member that a request must not carry.
            "integrations": [{
                "integration_id": id("integration", 2),
                "tool_ids": [id("tool", 3)],
                "name": "Incidencias",
            }],
            "call_tools": [transfer("+12025550127")],
            "voice_speed": 1.05,
        }),
        10 => json!({ "voice_speed": 0.9, "labels": ["fuera de horario", "francés"] }),
        _ => Value::Object(Map::new()),
    }
}

fn days_before(now: Timestamp, days: usize) -> Timestamp {
    let hours = i64::try_from(days).unwrap_or_default() * 24;
    // Only a clock at the beginning of time could make this fail.
    now.checked_sub(SignedDuration::from_hours(hours)).unwrap_or(now)
}
