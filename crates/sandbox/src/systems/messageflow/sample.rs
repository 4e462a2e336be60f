//! Seven invented voice agents with one to four prompts each, and what a client does not expect.

use serde_json::{Value, json};

use super::account::{AGENTS, number};
use crate::documents::Sample;

/// The sample agents. Nothing in this API carries a moment.
pub(super) fn sample() -> Vec<Sample> {
    let agents = [
        bicycle_shop(),
        law_firm(),
        parcel_service(),
        veterinary_practice(),
        theatre(),
        housing_association(),
        language_school(),
    ];
    agents.into_iter().zip(1..).map(|(agent, id)| stored(agent, id)).collect()
}

/// Puts what the server itself gives before the settings, and repeats name and description in the configuration.
fn stored(agent: Value, id: i64) -> Sample {
    let mut document = json!({ "id": id, "name": null, "number": number(id), "description": null });
    if let (Some(members), Value::Object(settings)) = (document.as_object_mut(), agent) {
        members.extend(settings);
        let (name, description) = (members.get("name").cloned(), members.get("description").cloned());
        if let Some(configuration) = members.get_mut("configuration").and_then(Value::as_object_mut) {
            configuration.shift_insert(0, "name".to_owned(), name.unwrap_or_default());
            configuration.shift_insert(1, "description".to_owned(), description.unwrap_or_default());
        }
    }
    Sample { collection: AGENTS.name, id: id.to_string(), document }
}

/// One prompt and an integration: the document's own example, filled in.
fn bicycle_shop() -> Value {
    json!({
        "name": "Front desk",
        "description": "Answers the main line of the bicycle shop",
        "configuration": {
            "prompt": [{
                "id": 1,
                "name": "Greeting",
                "prompt": "You answer calls for Chain & Spoke, a bicycle shop in Leeds. Be brief and friendly.\n\n\
                           Opening hours are Tuesday to Saturday, nine to half past five. For a repair, ask for the \
                           ticket number and look it up. If the repair is late, say so plainly and offer a call back.",
                "initial_response": "Chain and Spoke, hello! How can I help?",
                "voice": "echo",
                "function_ids": [4],
                "tools": [],
                "actions": {},
                "integration": {
                    "id": 1,
                    "name": "Repair tickets",
                    "server": "https://api.chainandspoke.example",
                    "bearer_token": "sample-token-repairs-4Tq8",
                },
            }],
        },
    })
}

/// Two prompts, tools and actions.
fn law_firm() -> Value {
    json!({
        "name": "Bufete Ortega – recepción",
        "description": "Filtra llamadas nuevas y pasa las urgentes",
        "configuration": {
            "prompt": [
                {
                    "id": 1,
                    "name": "Bienvenida",
                    "prompt": "Atiendes el teléfono del Bufete Ortega, abogados laboralistas en Valencia.\n\n\
                               Pregunta si la persona ya es cliente. Si lo es, pide el número de expediente. Si no, \
                               pasa a «Primera consulta». No des nunca consejo jurídico.",
                    "initial_response": "Bufete Ortega, buenos días. ¿Tiene ya un expediente con nosotros?",
                    "voice": "coral",
                    "function_ids": [],
                    "tools": [{ "name": "find_case", "description": "Busca un expediente por su número" }],
                    "actions": { "new_client": { "go_to": "Primera consulta" } },
                    "integration": null,
                },
                {
                    "id": 2,
                    "name": "Primera consulta",
                    "prompt": "Recoge nombre, teléfono y un resumen en una frase. Si hay un plazo que vence esta \
                               semana, por ejemplo un despido, márcalo como urgente y transfiere la llamada.",
                    "initial_response": "Cuénteme en pocas palabras qué ha pasado.",
                    "voice": "coral",
                    "function_ids": [11, 12],
                    "tools": [],
                    "actions": { "urgent": { "transfer_to": "+34960555014" } },
                    "integration": null,
                },
            ],
        },
    })
}

/// Four prompts, two integrations and fields that no document names.
fn parcel_service() -> Value {
    json!({
        "name": "Pakketservice Snel & Zeker",
        "description": "Track-and-trace, schade en ophalen",
        "plan": "business",
        "configuration": {
            "prompt": [
                {
                    "id": 1,
                    "name": "Keuze",
                    "prompt": "Je bent de telefonische assistent van Snel & Zeker. Vraag of de beller een pakket volgt, \
                               schade meldt of iets wil laten ophalen, en ga naar het juiste onderdeel.",
                    "initial_response": "Snel en Zeker, goedendag. Gaat het om volgen, schade of ophalen?",
                    "voice": "sage",
                    "function_ids": [],
                    "tools": [],
                    "actions": {
                        "volgen": { "go_to": "Volgen" },
                        "schade": { "go_to": "Schade" },
                        "ophalen": { "go_to": "Ophalen" },
                    },
                },
                {
                    "id": 2,
                    "name": "Volgen",
                    "prompt": "Vraag het pakketnummer in groepjes van drie en herhaal het. Noem de laatste stap met dag \
                               en plaats. Staat een pakket langer dan twee dagen stil, bied dan een melding aan.",
                    "initial_response": "Wat is het pakketnummer?",
                    "voice": "sage",
                    "function_ids": [21],
                    "tools": [{ "name": "track_parcel", "parameters": { "code": "string" } }],
                    "actions": {},
                    "integration": {
                        "id": 1,
                        "name": "Volgsysteem",
                        "server": "https://track.snelenzeker.example/v3",
                        "bearer_token": "sample-token-track-9Zr1",
                        "timeout_ms": 4000,
                    },
                    "temperature": 0.2,
                },
                {
                    "id": 3,
                    "name": "Schade",
                    "prompt": "Toon begrip. Vraag wat er stuk is, of de doos nog dicht was, en een e-mailadres voor de \
                               foto's. Beloof geen vergoeding: de afdeling Schade beslist binnen vijf werkdagen.",
                    "initial_response": "Wat vervelend. Wat is er beschadigd?",
                    "voice": "ballad",
                    "function_ids": [22, 23],
                    "tools": [],
                    "actions": { "after_call": { "send_email": "schade@snelenzeker.example" } },
                    "integration": {
                        "id": 2,
                        "name": "Schadeloket",
                        "server": "https://claims.snelenzeker.example",
                        "bearer_token": "sample-token-claims-2Kd7",
                    },
                },
                {
                    "id": 4,
                    "name": "Ophalen",
                    "prompt": "Plan een ophaalmoment: morgen of overmorgen, ochtend of middag. Vraag adres en aantal dozen.",
                    "initial_response": null,
                    "voice": "sage",
                    "function_ids": [],
                    "tools": [],
                    "actions": {},
                },
            ],
            "default_language": "nl",
            "fallback": { "after_seconds": 20, "transfer_to": "+31850550199" },
        },
    })
}

/// Three prompts, one of them long.
fn veterinary_practice() -> Value {
    json!({
        "name": "Willow Lane Vets",
        "description": "Day line and out-of-hours triage",
        "configuration": {
            "prompt": [
                {
                    "id": 1,
                    "name": "Day line",
                    "prompt": "You answer for Willow Lane Vets in Cork. Book appointments, repeat prescriptions and collections. \
                               Ask for the animal's name first: people are proud of it.",
                    "initial_response": "Willow Lane Vets. Who are we talking about today?",
                    "voice": "shimmer",
                    "function_ids": [31],
                    "tools": [{ "name": "free_slots" }, { "name": "book_slot" }],
                    "actions": {},
                    "integration": {
                        "id": 7,
                        "name": "Practice diary",
                        "server": "https://diary.willowlane.example/api",
                        "bearer_token": "sample-token-diary-5Hw3",
                    },
                },
                {
                    "id": 2,
                    "name": "Out-of-hours triage",
                    "prompt": "It is outside opening hours. Find out within four questions whether this is an emergency.\n\n\
                               Emergencies: trouble breathing, a swollen belly, a seizure, a road accident, poison, a \
                               birth that has stalled for more than an hour, bleeding that does not stop.\n\n\
                               If it is one: give the number of the night clinic, 021 555 0180, twice and slowly, and ask \
                               the caller to ring from the car. Do not keep them on the line.\n\n\
                               If it is not: reassure, suggest what can be done until the morning (water, quiet, no food \
                               for vomiting), and offer the first appointment of the day. Never suggest human medicine, \
                               not even half a tablet.",
                    "initial_response": "The practice is closed now, but I can help. What is happening?",
                    "voice": "verse",
                    "function_ids": [],
                    "tools": [],
                    "actions": { "emergency": { "transfer_to": "+353215550180" } },
                    "integration": null,
                },
                {
                    "id": 5,
                    "name": "Goodbye",
                    "prompt": "Thank the caller, say the animal's name once more and end the call.",
                    "initial_response": "Thank you for calling.",
                    "voice": "shimmer",
                    "function_ids": [],
                    "tools": [],
                    "actions": { "hang_up": true },
                },
            ],
        },
    })
}

/// One prompt, no description.
fn theatre() -> Value {
    json!({
        "name": "Kassa Stadstheater",
        "description": null,
        "configuration": {
            "prompt": [{
                "id": 1,
                "name": "Kaartverkoop",
                "prompt": "Je verkoopt kaarten voor het Stadstheater. Noem datum, zaal en drie prijsklassen. Rolstoelplaatsen \
                           en begeleiders gaan altijd via een medewerker. Uitverkocht? Bied de wachtlijst aan.",
                "initial_response": "Kassa van het Stadstheater. Voor welke voorstelling belt u?",
                "voice": "alloy",
                "function_ids": [41, 42, 43],
                "tools": [],
                "actions": {},
                "integration": {
                    "id": 3,
                    "name": "Kaartsysteem",
                    "server": "https://tickets.stadstheater.example",
                    "bearer_token": "sample-token-tickets-8Bn6",
                },
            }],
        },
    })
}

/// Two prompts in two languages.
fn housing_association() -> Value {
    json!({
        "name": "Woonstichting De Brug",
        "description": "Reparatieverzoeken, Nederlands en Engels",
        "configuration": {
            "prompt": [
                {
                    "id": 1,
                    "name": "Reparatie",
                    "prompt": "Je neemt reparatieverzoeken aan voor Woonstichting De Brug. Vraag postcode, huisnummer en wat er \
                               stuk is. Lekkage en geen verwarming bij vorst zijn spoed. Spreekt de beller Engels, ga dan naar \
                               «Repairs in English».",
                    "initial_response": "De Brug, goedemiddag. Wat is er kapot?",
                    "voice": "ash",
                    "function_ids": [51],
                    "tools": [],
                    "actions": { "english": { "go_to": "Repairs in English" } },
                },
                {
                    "id": 2,
                    "name": "Repairs in English",
                    "prompt": "Take repair requests in plain English for tenants who are new to the country. Speak slowly. Explain \
                               that a mechanic carries a card with a photograph and that nobody pays at the door.",
                    "initial_response": "Good afternoon, this is De Brug. What needs repairing?",
                    "voice": "ash",
                    "function_ids": [51],
                    "tools": [],
                    "actions": {},
                },
            ],
        },
    })
}

/// Not set up yet.
fn language_school() -> Value {
    json!({
        "name": "Academia Lingua (borrador)",
        "description": "Información de cursos, pendiente de textos",
        "configuration": {
            "prompt": [{
                "id": 1,
                "name": "Información",
                "prompt": "Informas sobre los cursos de la Academia Lingua.",
                "initial_response": "Academia Lingua, ¡hola!",
                "voice": "coral",
                "function_ids": [],
                "tools": [],
                "actions": {},
            }],
        },
    })
}
