//! The sample organisation: four agents and the users who talked to them. Reads no clock and no randomness of its own.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

use super::account::{AGENTS, USERS};
use super::statistic::Traffic;
use crate::documents::{Collection, Sample};
use crate::moment;

const FIRST_NAMES: &[&str] = &[
    "Avery",
    "Noor",
    "Émile",
    "Ximena",
    "Tomás",
    "Ingrid",
    "Wanjiru",
    "Kenji",
    "Zoë",
    "Oluwaseun",
    "Marta",
    "Piet",
    "Saoirse",
];

const LAST_NAMES: &[&str] =
    &["Ejemplo", "van der Muster", "Sample", "Ångström", "O'Placeholder", "Núñez", "Example"];

const SOURCES: &[Option<&str>] = &[Some("web"), Some("sms"), Some("email"), Some("phone"), None];

/// Conversations on the busiest weekday and number of users, per agent.
const SIZES: [(u32, usize); 4] = [(60, 37), (24, 20), (0, 0), (9, 4)];

/// How much the agent with this number is used.
pub(super) fn traffic(seed: u64, agent: usize) -> Traffic {
    let busiest = SIZES.get(agent).map_or(0, |(busiest, _)| *busiest);
    Traffic { seed, agent: u64::try_from(agent).unwrap_or_default(), busiest }
}

/// An id that depends on nothing but a word and a number.
fn id(what: &str, number: usize) -> String {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("callboard-sandbox/raia/{what}/{number}").as_bytes())
        .to_string()
}

/// The id of the agent with this number.
pub(super) fn agent_id(number: usize) -> String {
    id("agent", number)
}

/// What a fresh organisation holds.
pub(super) fn sample(now: Timestamp) -> Vec<Sample> {
    let of =
        |collection: Collection| move |(id, document)| Sample { collection: collection.name, id, document };
    agents(now).into_iter().map(of(AGENTS)).chain(users(now).into_iter().map(of(USERS))).collect()
}

/// The agents as they are kept, in the order of their keys: the API's document beside what only the sandbox knows.
fn agents(now: Timestamp) -> Vec<(String, Value)> {
    let documents = [
        json!({
            "name": "Sales assistant", "publicName": "Ask Avery", "role": "Sales",
            "description": "Answers questions about products and books demonstrations.",
            "avatarUrl": "/media/avatar-3.png",
            "status": "active", "tags": ["sales", "demo"],
            "model": { "name": "gpt-4o", "temperature": 0.4 },
        }),
        json!({
            "name": "Soporte técnico", "publicName": "Sofía", "role": "Support",
            "description": "Resuelve dudas de instalación por chat, SMS y teléfono.",
            "status": "active", "tags": ["support"],
        }),
        json!({
            "name": "Onboarding coach", "publicName": "Otto", "role": "Customer success",
            "status": "draft", "tags": null,
        }),
        json!({
            "name": "Facturatie", "publicName": "Fleur", "role": "Billing",
            "description": null,
            "status": "active", "tags": [],
        }),
    ];
    let stored = |(number, document): (usize, Value)| {
        let mut agent = json!({
            "organizationId": id("organization", 0),
            "organizationName": "Example Organization",
            "id": agent_id(number),
        });
        if let (Some(members), Value::Object(own)) = (agent.as_object_mut(), document) {
            members.extend(own);
            members.insert("vectorStoreId".to_owned(), Value::from(format!("vs_{:010}", 4_711 + number)));
        }
        let since = earlier(now, 24 * (420 - 60 * number));
        (agent_id(number), json!({ "since": moment::in_milliseconds(since), "agent": agent }))
    };
    documents.into_iter().enumerate().map(stored).collect()
}

/// The users of all agents as they are kept, each with its id.
fn users(now: Timestamp) -> Vec<(String, Value)> {
    let numbers = SIZES
        .iter()
        .enumerate()
        .flat_map(|(agent, (_, users))| (0..*users).map(move |number| (agent, agent * 100 + number)));
    numbers
        .map(|(agent, number)| {
            (id("user", number), json!({ "agent": agent_id(agent), "user": user(now, number) }))
        })
        .collect()
}

fn user(now: Timestamp, number: usize) -> Value {
    let first = FIRST_NAMES.get(number % FIRST_NAMES.len()).copied().unwrap_or_default();
    let last = LAST_NAMES.get(number % LAST_NAMES.len()).copied().unwrap_or_default();
    let source = SOURCES.get(number % SOURCES.len()).copied().flatten();
    let mut user = json!({
        "id": id("user", number),
        "firstName": first,
        "lastName": if number % 12 == 11 { Value::Null } else { Value::from(last) },
        "email": if number % 6 == 5 { Value::Null } else { Value::from(format!("user{number}@example.com")) },
        "phoneNumber": format!("+1202555{:04}", 100 + number % 100),
        "source": source,
        "context": null,
        "createdAt": moment::in_milliseconds(earlier(now, 9 + number * 11)),
    });
    let Some(members) = user.as_object_mut() else { return user };
    if number.is_multiple_of(4) {
        members.insert("context".to_owned(), Value::from("Asked for a demonstration and for prices."));
        members.insert(
            "metadata".to_owned(),
            json!({ "plan": "trial", "seats": 3 + number, "newsletter": true }),
        );
    }
    if number % 5 == 1 {
        members.insert("fkId".to_owned(), Value::from(format!("crm-{number}")));
        members.insert("fkUserId".to_owned(), Value::from(format!("crm-user-{}", 9_000 + number)));
    }
    user
}

fn earlier(now: Timestamp, hours: usize) -> Timestamp {
    let ago = SignedDuration::from_hours(i64::try_from(hours).unwrap_or_default());
    // Only a clock at the beginning of time could make this fail.
    now.checked_sub(ago).unwrap_or(now)
}
