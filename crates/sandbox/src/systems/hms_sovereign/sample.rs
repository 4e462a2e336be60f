//! Nine invented voice agents: every provider of the document, and what a client does not expect.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

use super::account::AGENTS;
use crate::documents::Sample;
use crate::moment;

/// The sample agents, as they stand at `now`.
pub(super) fn sample(now: Timestamp) -> Vec<Sample> {
    let agents = [
        bicycle_shop(),
        dental_practice(),
        restaurant(),
        heating_service(),
        night_desk(),
        concierge(),
        tea_orders(),
        furniture_survey(),
        trial(),
    ];
    agents.into_iter().zip(1..).map(|(agent, number)| stored(agent, number, now)).collect()
}

/// Adds what the server itself gives: the id first, the moments last.
fn stored(agent: Value, number: i64, now: Timestamp) -> Sample {
    let id = Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("hms-sovereign/agents/{number}").as_bytes());
    let created = now - SignedDuration::from_hours(24 * (180 - 17 * number));
    let updated = now - SignedDuration::from_hours(5 * number * number);
    let mut document = json!({ "id": id });
    if let (Some(members), Value::Object(settings)) = (document.as_object_mut(), agent) {
        members.extend(settings);
        members.insert("created_at".to_owned(), moment::in_milliseconds(created));
        members.insert("updated_at".to_owned(), moment::in_milliseconds(updated.max(created)));
    }
    Sample { collection: AGENTS.name, id: id.to_string(), document }
}

fn system_prompt(text: &str) -> Value {
    json!([{ "role": "system", "content": text }])
}

/// Deepgram, OpenAI, OpenAI: the plainest agent.
fn bicycle_shop() -> Value {
    json!({
        "name": "Klantenservice",
        "business_name": "Rijwielhandel De Ketting",
        "is_active": true,
        "first_message": "Goedemiddag, u spreekt met De Ketting. Waarmee kan ik u helpen?",
        "voicemail_detection": false,
        "max_duration_seconds": 600,
        "autonomous_silence_handling": true,
        "stt_config": {
            "provider": "deepgram",
            "model": "nova-3-general",
            "language": "nl",
            "keyterms": ["derailleur", "bakfiets", "remblok", "De Ketting"],
        },
        "llm_config": {
            "provider": "openai",
            "model": "gpt-4o-mini",
            "temperature": 0.7,
            "messages": system_prompt(
                "Je bent de telefonische assistent van Rijwielhandel De Ketting in Deventer.\n\n\
                 Je helpt bellers met:\n\
                 - de stand van een reparatie (vraag naar het bonnummer, vier cijfers);\n\
                 - openingstijden: dinsdag tot en met zaterdag van 9.00 tot 17.30 uur;\n\
                 - een afspraak voor een onderhoudsbeurt.\n\n\
                 Spreek in korte zinnen en zeg u. Noem nooit een prijs voor een reparatie: die volgt na de controle. \
                 Weet je iets niet, bied dan aan dat een collega terugbelt en vraag het nummer."
            ),
        },
        "tts_config": { "provider": "openai", "voice_id": "alloy", "language": "nl" },
    })
}

/// Anthropic and ElevenLabs, with an analysis plan.
fn dental_practice() -> Value {
    json!({
        "name": "Receptie",
        "business_name": "Tandartspraktijk Molenzicht",
        "notification_email": "receptie@molenzicht.example",
        "is_active": true,
        "first_message": "Tandartspraktijk Molenzicht, goedemorgen. Belt u voor een afspraak?",
        "voicemail_detection": false,
        "max_duration_seconds": 480,
        "autonomous_silence_handling": true,
        "stt_config": {
            "provider": "deepgram",
            "model": "nova-3-general",
            "language": "nl",
            "keyterms": ["wortelkanaal", "mondhygiënist", "kroon", "vulling"],
        },
        "llm_config": {
            "provider": "anthropic",
            "model": "claude-sonnet-4",
            "temperature": 0.3,
            "messages": system_prompt(
                "Je neemt de telefoon aan voor Tandartspraktijk Molenzicht in Ede.\n\n\
                 Vraag naam, geboortedatum en reden van bellen. Bij pijn, koorts of een afgebroken tand: noem \
                 dit een spoedgeval en zeg dat de assistente binnen een kwartier terugbelt. Geef geen medisch \
                 advies. Afspraken verzetten kan tot 24 uur van tevoren."
            ),
        },
        "tts_config": {
            "provider": "elevenlabs",
            "voice_id": "Yko7PKHZNXotIFUBG7I9",
            "language": "nl",
            "model": "eleven_flash_v2_5",
            "speed": 1.05,
            "stability": 0.55,
            "similarity_boost": 0.8,
            "use_speaker_boost": true,
        },
        "analysis_plan": {
            "structured_data_plan": {
                "type": "object",
                "properties": {
                    "patient_name": { "type": "string", "description": "Naam zoals de beller die noemt" },
                    "date_of_birth": { "type": "string", "format": "date" },
                    "reason": { "type": "string", "enum": ["controle", "pijn", "verzetten", "factuur", "anders"] },
                    "urgent": { "type": "boolean" },
                    "call_back_number": { "type": ["string", "null"] },
                },
                "required": ["reason", "urgent"],
            },
            "min_messages_threshold": 3,
        },
    })
}

/// Groq and Cartesia, with tools.
fn restaurant() -> Value {
    json!({
        "name": "Reservas",
        "business_name": "Restaurante Casa Lola",
        "is_active": true,
        "first_message": "Casa Lola, ¡buenas tardes! ¿Quiere reservar una mesa?",
        "voicemail_detection": false,
        "max_duration_seconds": 300,
        "autonomous_silence_handling": true,
        "stt_config": {
            "provider": "deepgram",
            "model": "nova-3-general",
            "language": "es",
            "keyterms": ["terraza", "salmorejo", "celíaco", "trona"],
        },
        "llm_config": {
            "provider": "groq",
            "model": "llama-3.3-70b-versatile",
            "temperature": 0.4,
            "messages": system_prompt(
                "Atiendes el teléfono de Casa Lola, un restaurante familiar de Sevilla.\n\n\
                 Para reservar necesitas día, hora, número de comensales y un nombre. Comprueba siempre la mesa \
                 con la herramienta antes de confirmar. Los lunes está cerrado. Pregunta por alergias y por si \
                 prefieren terraza o interior. Más de diez personas: toma el recado, llama Lola en persona."
            ),
            "tools": [
                {
                    "type": "function",
                    "function": {
                        "name": "check_table",
                        "description": "Mesas libres para un día, una hora y un número de personas",
                        "parameters": {
                            "type": "object",
                            "properties": {
                                "date": { "type": "string", "format": "date" },
                                "time": { "type": "string" },
                                "guests": { "type": "integer", "minimum": 1, "maximum": 10 },
                            },
                            "required": ["date", "time", "guests"],
                        },
                    },
                },
                {
                    "type": "function",
                    "function": {
                        "name": "book_table",
                        "description": "Reserva la mesa a un nombre",
                        "parameters": {
                            "type": "object",
                            "properties": { "table_id": { "type": "string" }, "name": { "type": "string" } },
                            "required": ["table_id", "name"],
                        },
                    },
                },
            ],
        },
        "tts_config": {
            "provider": "cartesia",
            "voice_id": "d4db5fb9-f44b-4bd1-85fa-192e0f0d75f9",
            "language": "es",
            "model": "sonic-2",
        },
    })
}

/// Mistral and a local voice; leaves messages on answering machines.
fn heating_service() -> Value {
    json!({
        "name": "Storingsdienst",
        "business_name": "Van Dijk Installatietechniek",
        "notification_email": "storing@vandijk.example",
        "is_active": true,
        "first_message": "Storingsdienst van Van Dijk. Is er nu water- of gaslekkage?",
        "voicemail_detection": true,
        "voicemail_message": "U sprak met de storingsdienst van Van Dijk. Onze monteur komt vandaag tussen twee en vijf. \
                              Komt dat niet uit, bel ons dan terug.",
        "max_duration_seconds": 900,
        "autonomous_silence_handling": false,
        "silence_timeout_seconds": 12,
        "stt_config": { "provider": "deepgram", "model": "nova-3-general", "language": "nl", "keyterms": [] },
        "llm_config": {
            "provider": "mistral",
            "model": "mistral-large-latest",
            "temperature": 0,
            "messages": system_prompt(
                "Je bent de storingslijn van Van Dijk Installatietechniek.\n\n\
                 1. Ruikt de beller gas? Zeg: draai de hoofdkraan dicht, zet een raam open, ga naar buiten en bel 112.\n\
                 2. Vraag postcode en huisnummer en herhaal ze cijfer voor cijfer.\n\
                 3. Vraag merk en foutcode van de ketel.\n\
                 4. Geef aan dat een monteur binnen vier uur belt. Beloof geen tijdstip."
            ),
        },
        "tts_config": { "provider": "local", "voice_id": "nl_NL-mls-medium", "language": "nl", "speed": 0.95 },
    })
}

/// xAI and the expressive ElevenLabs model, whose tags stand in the prompt.
fn night_desk() -> Value {
    json!({
        "name": "After-hours desk",
        "business_name": "Harbour View Hotel",
        "is_active": true,
        "first_message": "[cheerfully] Harbour View Hotel, good evening! How may I help?",
        "voicemail_detection": false,
        "max_duration_seconds": 600,
        "autonomous_silence_handling": true,
        "stt_config": {
            "provider": "deepgram",
            "model": "nova-3-general",
            "language": "en",
            "keyterms": ["late check-out", "cot", "sea view", "Harbour View"],
        },
        "llm_config": {
            "provider": "xai",
            "model": "grok-4-1-fast-non-reasoning",
            "temperature": 0.9,
            "messages": system_prompt(
                "You are the night desk of the Harbour View Hotel in Whitby. Guests call from their rooms or from \
                 the road.\n\n\
                 Begin every reply with one audio tag in square brackets that fits the moment: [professional] \
                 when you look something up, [whispering] after eleven at night, [laughing] only when the guest \
                 does, [sad] when you have to say no. Example: [professional] Let me look that up for you.\n\n\
                 You can promise a cot, extra towels and a wake-up call. For anything about money, say that the \
                 front desk opens at seven."
            ),
        },
        "tts_config": {
            "provider": "elevenlabs",
            "voice_id": "ZF6FPAbjXT4488VcRRnw",
            "language": "en",
            "model": "eleven_v3",
            "speed": 1,
            "stability": 0.3,
            "similarity_boost": 0.7,
            "use_speaker_boost": false,
        },
    })
}

/// Speech to speech: neither of the other two configurations.
fn concierge() -> Value {
    json!({
        "name": "Concierge live",
        "business_name": "Harbour View Hotel",
        "is_active": true,
        "first_message": "Concierge, hello.",
        "voicemail_detection": false,
        "max_duration_seconds": 1200,
        "autonomous_silence_handling": true,
        "llm_config": {
            "provider": "xai_realtime",
            "model": "grok-4-fast-non-reasoning",
            "voice": "eve",
            "temperature": 0.8,
            "messages": [
                {
                    "role": "system",
                    "content": "You are the concierge of the Harbour View Hotel. You know the abbey, the tide \
                                tables, the whale-watching boats and four honest places to eat. Keep an answer \
                                under twenty seconds and offer to send the address by text.",
                },
                { "role": "assistant", "content": "Good to hear from you. Shall I start with the weather?" },
            ],
        },
        "stt_config": null,
        "tts_config": null,
    })
}

/// With a webhook and its secret.
fn tea_orders() -> Value {
    json!({
        "name": "Order line",
        "business_name": "Northmoor Tea Company",
        "notification_email": "orders@northmoor.example",
        "is_active": true,
        "first_message": "Northmoor Tea, thank you for calling. Is this about a new order or one on its way?",
        "voicemail_detection": true,
        "voicemail_message": "This is Northmoor Tea about your order. We will try again tomorrow morning.",
        "max_duration_seconds": 420,
        "autonomous_silence_handling": true,
        "webhook_url": "https://hooks.northmoor.example/calls",
        "webhook_secret": "sample-secret-7Qm2vXc9",
        "webhook_events": ["tool-calls", "end-of-call-report"],
        "stt_config": {
            "provider": "deepgram",
            "model": "nova-3-general",
            "language": "en",
            "keyterms": ["lapsang", "darjeeling", "first flush", "caddy"],
        },
        "llm_config": {
            "provider": "openai",
            "model": "gpt-4o",
            "temperature": 0.5,
            "messages": system_prompt(
                "You take telephone orders for the Northmoor Tea Company.\n\n\
                 Confirm every item with its weight: 50, 125 or 250 grams. Orders above forty pounds travel free. \
                 Read the whole order back before you place it. Never take a card number over the phone: the \
                 customer gets a payment link by text."
            ),
            "tools": [{
                "type": "function",
                "function": {
                    "name": "place_order",
                    "description": "Places the order that was read back and confirmed",
                    "parameters": { "type": "object", "properties": { "items": { "type": "array" } } },
                },
            }],
        },
        "tts_config": { "provider": "openai", "voice_id": "sage", "language": "en", "speed": 1.1 },
        "analysis_plan": {
            // The form of the vendor's page; other samples have the schema itself, as the document does.
            "structured_data_plan": {
                "enabled": true,
                "schema": {
                    "type": "object",
                    "properties": { "order_total": { "type": "number", "minimum": 0 } },
                },
                "messages": [{ "role": "system", "content": "Read the order out of this call: {{transcript}}" }],
            },
            "min_messages_threshold": 2,
        },
    })
}

/// Switched off, and without a first message.
fn furniture_survey() -> Value {
    json!({
        "name": "Encuesta posventa",
        "business_name": "Muebles Ribera",
        "is_active": false,
        "first_message": null,
        "voicemail_detection": true,
        "voicemail_message": "Le llamamos de Muebles Ribera para saber si todo llegó bien. Puede llamarnos cuando quiera.",
        "max_duration_seconds": 180,
        "autonomous_silence_handling": true,
        "stt_config": { "provider": "deepgram", "model": "nova-3-general", "language": "es" },
        "llm_config": {
            "provider": "openai",
            "model": "gpt-4o-mini",
            "messages": system_prompt(
                "Llamas a clientes de Muebles Ribera una semana después de la entrega. Haz tres preguntas: si el \
                 mueble llegó entero, si el montaje fue puntual y qué nota del uno al diez le pondrían. No insistas si \
                 no quieren contestar. Da las gracias y despídete."
            ),
        },
        "tts_config": {
            "provider": "elevenlabs",
            "voice_id": "gD1IexrzCvsXPHUuT0s3",
            "language": "es",
            "model": "eleven_multilingual_v2",
            "stability": 0.5,
            "similarity_boost": 0.75,
        },
    })
}

/// Providers and fields that no document names: a client keeps and shows them.
fn trial() -> Value {
    json!({
        "name": "Proef nieuwe stem",
        "business_name": "Rijwielhandel De Ketting",
        "is_active": true,
        "first_message": "Hoi, met De Ketting! Dit is onze nieuwe stem, dus zeg het als iets vreemd klinkt.",
        "voicemail_detection": null,
        "max_duration_seconds": 240,
        "autonomous_silence_handling": true,
        "gdpr_mode": true,
        "stt_config": {
            "provider": "speechmatics",
            "model": "enhanced",
            "language": "nl",
            "diarization": "speaker",
        },
        "llm_config": {
            "provider": "openai",
            "model": "gpt-4.1-mini",
            "temperature": 0.65,
            "messages": system_prompt(
                "Je bent een proefversie van de assistent van De Ketting. Help zoals de gewone assistent dat doet, \
                 en vraag aan het eind hoe het gesprek beviel."
            ),
            "reasoning_effort": "low",
        },
        "tts_config": {
            "provider": "azure_neural",
            "voice_id": "nl-NL-FennaNeural",
            "language": "nl",
            "pitch": "+2st",
        },
        "routing": { "region": "eu-west", "fallback_number": "+31570555012", "weights": [0.8, 0.2] },
        "labels": ["proef", "winkel"],
        "xai_secret_id": null,
    })
}
