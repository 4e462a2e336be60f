//! HMS Sovereign described as data: what a connection needs, and every setting of an agent.
//!
//! Source of the fields, models, prices and bounds: the vendor's agents reference, as written down in the contract.
//! Providers of speech recognition beside Deepgram, the language models of Google and OpenAI's live one, the voice providers
//! Inworld, Google and xAI and the voices of `xai_realtime` are from the vendor's own client library. Providers and models change quickly, so other values than these are kept and may
//! be typed.

use callboard_model::{
    Aid, Capabilities, ChoiceOption, Clearing, Colour, Condition, ConnectionField, Control, FieldAccess,
    FieldDescription, Group, ItemIdentity, JsonForm, Learned, Meaning, Pointer, Section, SectionKind,
    SystemDescription, SystemId, Unit,
};
use serde_json::json;

use crate::connection;

/// Speech recognition.
pub(super) const STT: &str = "/stt_config";
/// The language model.
pub(super) const LLM: &str = "/llm_config";
/// The voice.
pub(super) const TTS: &str = "/tts_config";
/// What the language model is told before a call.
pub(super) const MESSAGES: &str = "/llm_config/messages";
/// The role of a message that instructs the language model.
pub(super) const SYSTEM_ROLE: &str = "system";

const LLM_PROVIDER: &str = "/llm_config/provider";
const STT_PROVIDER: &str = "/stt_config/provider";
const TTS_PROVIDER: &str = "/tts_config/provider";

/// The document's model that listens and speaks by itself, without speech recognition or a voice beside it.
const XAI_REALTIME: &str = "xai_realtime";
/// All that do, those of the vendor's client library included.
const SPEECH_TO_SPEECH: [&str; 3] = [XAI_REALTIME, "google_realtime", "openai_live"];
/// The text model of which the document says that it "needs" speech recognition and a voice.
const XAI: &str = "xai";
/// The events of the vendor's page on webhooks (<https://doc.hmsovereign.com/docs/core-concepts/webhooks>); there may be more.
const EVENTS: [&str; 4] = ["assistant-request", "tool-calls", "status-update", "end-of-call-report"];
const ELEVENLABS: &str = "elevenlabs";

/// "100 requests per minute".
const REQUESTS_PER_MINUTE: u32 = 100;

/// Grok's text models: name, price and context of the vendor's table.
const GROK: [(&str, &str, &str); 8] = [
    ("grok-4-1-fast-non-reasoning", "0.50", "2M"),
    ("grok-4-1-fast-reasoning", "0.50", "2M"),
    ("grok-4-fast-non-reasoning", "0.50", "2M"),
    ("grok-4-fast-reasoning", "0.50", "2M"),
    ("grok-code-fast-1", "1.50", "256K"),
    ("grok-4-0709", "15.00", "256K"),
    ("grok-3-mini", "0.50", "131K"),
    ("grok-3", "15.00", "131K"),
];

/// ElevenLabs' voice models, in the order of the vendor's table; the first is the default.
const ELEVENLABS_MODELS: [&str; 5] = [
    "eleven_flash_v2_5",
    "eleven_v3",
    "eleven_multilingual_v2",
    "eleven_turbo_v2_5",
    "eleven_monolingual_v1",
];

/// Words in square brackets that the document names for Eleven v3.
const AUDIO_TAGS: [&str; 6] = ["sad", "laughing", "whispering", "cheerfully", "cautiously", "professional"];

/// HMS Sovereign as data.
pub(super) fn describe() -> SystemDescription {
    let form = |id: &str, groups| Section::new(id, SectionKind::Form, groups);
    // The fields say so as well as their group: what is not shown is not asked for.
    let with_other_models = Condition::is_not(LLM_PROVIDER, &SPEECH_TO_SPEECH);
    let speech = |id: &str, fields: Vec<FieldDescription>| {
        let fields = fields.into_iter().map(|field| field.when(with_other_models.clone())).collect();
        Group::new(id, fields).when(with_other_models.clone())
    };
    SystemDescription {
        id: SystemId::new("hmsSovereign"),
        name: "HMS Sovereign".to_owned(),
        initials: "HS".to_owned(),
        colour: Colour { red: 0x7a, green: 0x4f, blue: 0xb0 },
        capabilities: Capabilities {
            requests_per_minute: Some(REQUESTS_PER_MINUTE),
            ..Capabilities::default()
        },
        connection: connection(),
        sections: vec![
            form(
                "profile",
                vec![Group::new("identity", identity()), Group::new("more", more()).rarely_used()],
            ),
            form(
                "conversation",
                vec![
                    Group::new("opening", vec![first_message()]),
                    Group::new("model", model()),
                    Group::new("messages", vec![messages()]),
                    Group::new("tools", vec![tools()]).rarely_used(),
                ],
            ),
            form("listening", vec![speech("listening", listening())]),
            form("voice", vec![speech("voice", voice())]),
            form("calls", vec![Group::new("limits", limits()), Group::new("voicemail", voicemail())]),
            form("events", vec![Group::new("webhook", webhook())]),
            form("analysis", vec![Group::new("analysis", analysis())]),
        ],
        secret_members: crate::secrets::secret_words(),
    }
}

fn connection() -> Vec<ConnectionField> {
    vec![connection::credential(), connection::base_url("https://api.hmsovereign.com/api/v1")]
}

fn identity() -> Vec<FieldDescription> {
    vec![
        FieldDescription::new("/name", "name", Control::Text)
            .required()
            .cleared_by(Clearing::NotPossible)
            .meaning(Meaning::Name),
        FieldDescription::new("/business_name", "businessName", Control::Text).meaning(Meaning::BusinessName),
        FieldDescription::new("/is_active", "isActive", Control::Switch)
            .cleared_by(Clearing::NotPossible)
            .with_preset(true),
        FieldDescription::new("/notification_email", "notificationEmail", Control::Email)
            .meaning(Meaning::Email),
    ]
}

fn more() -> Vec<FieldDescription> {
    vec![
        shown("/id", "id", Control::Shown),
        shown("/created_at", "createdAt", Control::Moment),
        shown("/updated_at", "updatedAt", Control::Moment),
    ]
}

fn first_message() -> FieldDescription {
    FieldDescription::new("/first_message", "firstMessage", Control::LongText)
        .meaning(Meaning::FirstMessage)
        .with_aid(audio_tags())
}

fn model() -> Vec<FieldDescription> {
    let providers = choice(
        &[
            "openai",
            "anthropic",
            "groq",
            "mistral",
            XAI,
            XAI_REALTIME,
            "google",
            "google_realtime",
            "openai_live",
        ],
        LLM_PROVIDER,
    );
    let named = |name: &str, provider: &str| offered(name, LLM_PROVIDER, provider);
    let grok = GROK.iter().map(|(name, price, context)| ChoiceOption {
        price: Some((*price).to_owned()),
        context: Some((*context).to_owned()),
        ..named(name, XAI)
    });
    let models = [named("gpt-4o-mini", "openai"), named("claude-sonnet-4", "anthropic")];
    vec![
        within(LLM, FieldDescription::new(LLM_PROVIDER, "llmProvider", providers)),
        within(
            LLM,
            FieldDescription::new(
                "/llm_config/model",
                "llmModel",
                open_choice(models.into_iter().chain(grok).collect(), "/llm_config/model"),
            ),
        ),
        FieldDescription::new("/llm_config/temperature", "temperature", slider(0.0, 2.0, 0.1))
            .with_preset(0.7),
        FieldDescription::new(
            "/llm_config/voice",
            "realtimeVoice",
            choice(&["ara", "rex", "sal", "eve", "leo"], "/llm_config/voice"),
        )
        .when(Condition::is(LLM_PROVIDER, &[XAI_REALTIME])),
    ]
}

fn messages() -> FieldDescription {
    let roles = ["system", "user", "assistant"].map(ChoiceOption::new).to_vec();
    let fields = vec![
        FieldDescription::new(
            "/role",
            "messageRole",
            Control::Choice { options: roles, open: true, learned: None },
        ),
        FieldDescription::new("/content", "messageContent", Control::LongText).with_aid(audio_tags()),
    ];
    let control =
        Control::Records { fields, title: None, blank: json!({"role": SYSTEM_ROLE, "content": ""}) };
    FieldDescription::new(MESSAGES, "messages", control)
        .cleared_by(Clearing::EmptyCollection)
        .known_by(ItemIdentity::role_and_place("role"))
}

fn tools() -> FieldDescription {
    FieldDescription::new("/llm_config/tools", "tools", Control::Json { expected: JsonForm::Array })
        .cleared_by(Clearing::EmptyCollection)
        .known_by(ItemIdentity::first_of(&["id", "name", "/function/name"]))
}

fn listening() -> Vec<FieldDescription> {
    let providers = choice(&["deepgram", ELEVENLABS, "gladia", "mistral", "google"], STT_PROVIDER);
    let models = vec![offered("nova-3-general", STT_PROVIDER, "deepgram")];
    let words =
        Control::Chips { known: Vec::new(), learned: Some(learned("/stt_config/keyterms")), uuid: false };
    vec![
        within(STT, FieldDescription::new(STT_PROVIDER, "sttProvider", providers))
            .wanted_when(Condition::is(LLM_PROVIDER, &[XAI])),
        within(
            STT,
            FieldDescription::new("/stt_config/model", "sttModel", open_choice(models, "/stt_config/model")),
        ),
        within(STT, FieldDescription::new("/stt_config/language", "sttLanguage", language()))
            .meaning(Meaning::Language),
        FieldDescription::new("/stt_config/keyterms", "keyterms", words)
            .cleared_by(Clearing::EmptyCollection)
            .meaning(Meaning::Keywords)
            .known_by(ItemIdentity::Value),
    ]
}

fn voice() -> Vec<FieldDescription> {
    let providers =
        choice(&["openai", ELEVENLABS, "cartesia", "local", "inworld", "google", XAI], TTS_PROVIDER);
    let models = ELEVENLABS_MODELS.map(|name| offered(name, TTS_PROVIDER, ELEVENLABS)).to_vec();
    let of_elevenlabs = |place: &str, key: &str, control| {
        FieldDescription::new(place, key, control).when(Condition::is(TTS_PROVIDER, &[ELEVENLABS]))
    };
    vec![
        within(TTS, FieldDescription::new(TTS_PROVIDER, "ttsProvider", providers))
            .wanted_when(Condition::is(LLM_PROVIDER, &[XAI])),
        within(
            TTS,
            FieldDescription::new(
                "/tts_config/voice_id",
                "voiceId",
                open_choice(Vec::new(), "/tts_config/voice_id"),
            ),
        )
        .meaning(Meaning::Voice),
        within(TTS, FieldDescription::new("/tts_config/language", "ttsLanguage", language())),
        FieldDescription::new("/tts_config/model", "ttsModel", open_choice(models, "/tts_config/model")),
        // The document bounds the speed for ElevenLabs alone: two fields of one place, of which one is shown.
        of_elevenlabs("/tts_config/speed", "speed", slider(0.5, 2.0, 0.05)),
        FieldDescription::new("/tts_config/speed", "speedElsewhere", any_number())
            .when(Condition::is_not(TTS_PROVIDER, &[ELEVENLABS])),
        of_elevenlabs("/tts_config/stability", "stability", slider(0.0, 1.0, 0.05)),
        of_elevenlabs("/tts_config/similarity_boost", "similarityBoost", slider(0.0, 1.0, 0.05)),
        of_elevenlabs("/tts_config/use_speaker_boost", "useSpeakerBoost", Control::Switch),
    ]
}

fn limits() -> Vec<FieldDescription> {
    let duration = Control::Duration { minimum: None, maximum: None, stored: Unit::Seconds };
    vec![
        FieldDescription::new("/max_duration_seconds", "maxDuration", duration),
        FieldDescription::new("/autonomous_silence_handling", "silenceHandling", Control::Switch)
            .cleared_by(Clearing::NotPossible),
    ]
}

fn voicemail() -> Vec<FieldDescription> {
    vec![
        FieldDescription::new("/voicemail_detection", "voicemailDetection", Control::Switch),
        FieldDescription::new("/voicemail_message", "voicemailMessage", Control::LongText)
            .meaning(Meaning::VoicemailMessage),
    ]
}

fn webhook() -> Vec<FieldDescription> {
    let events = Control::Chips {
        known: EVENTS.map(str::to_owned).to_vec(),
        learned: Some(learned("/webhook_events")),
        uuid: false,
    };
    vec![
        FieldDescription::new("/webhook_url", "webhookUrl", Control::Url).meaning(Meaning::WebhookUrl),
        FieldDescription::new("/webhook_secret", "webhookSecret", Control::Secret),
        FieldDescription::new("/webhook_events", "webhookEvents", events)
            .cleared_by(Clearing::EmptyCollection)
            .known_by(ItemIdentity::Value),
    ]
}

fn analysis() -> Vec<FieldDescription> {
    let count = Control::Number { minimum: Some(0.0), maximum: None, whole: true, unit: None, slider: None };
    vec![
        // The document has the schema itself here, the vendor's page a plan around it; both are kept as they are.
        FieldDescription::new(
            "/analysis_plan/structured_data_plan",
            "structuredData",
            Control::JsonSchema { in_plan: true },
        ),
        FieldDescription::new("/analysis_plan/min_messages_threshold", "minMessages", count),
    ]
}

/// A field that its configuration cannot do without. A configuration that is there cannot be taken away again: the
/// contract knows no null for one.
fn within(configuration: &str, field: FieldDescription) -> FieldDescription {
    field.required_within(configuration).cleared_by(Clearing::NotPossible)
}

fn slider(minimum: f64, maximum: f64, step: f64) -> Control {
    Control::Number {
        minimum: Some(minimum),
        maximum: Some(maximum),
        whole: false,
        unit: None,
        slider: Some(step),
    }
}

fn any_number() -> Control {
    Control::Number { minimum: None, maximum: None, whole: false, unit: None, slider: None }
}

fn language() -> Control {
    Control::Language { known: ["nl", "en", "de"].map(str::to_owned).to_vec(), open: true }
}

fn audio_tags() -> Aid {
    Aid::AudioTags {
        tags: AUDIO_TAGS.map(str::to_owned).to_vec(),
        shown_when: vec![
            Condition::is_not(LLM_PROVIDER, &SPEECH_TO_SPEECH),
            Condition::is(TTS_PROVIDER, &[ELEVENLABS]),
            Condition::is("/tts_config/model", &["eleven_v3"]),
        ],
    }
}

/// An option of one provider.
fn offered(value: &str, place: &str, provider: &str) -> ChoiceOption {
    ChoiceOption { shown_when: vec![Condition::is(place, &[provider])], ..ChoiceOption::new(value) }
}

/// An open choice of these values and those that other agents have.
fn choice(known: &[&str], from: &str) -> Control {
    open_choice(known.iter().copied().map(ChoiceOption::new).collect(), from)
}

fn open_choice(options: Vec<ChoiceOption>, from: &str) -> Control {
    Control::Choice { options, open: true, learned: Some(learned(from)) }
}

fn learned(from: &str) -> Learned {
    Learned { from: pointer(from), value: None, label: None }
}

/// A pointer written in this room, which the tests read in full.
pub(super) fn pointer(text: &str) -> Pointer {
    Pointer::parse(text).unwrap_or_else(|_| Pointer::of_member(text))
}

/// Only shown.
fn shown(place: &str, key: &str, control: Control) -> FieldDescription {
    FieldDescription::new(place, key, control)
        .with_access(FieldAccess::ReadOnly)
        .cleared_by(Clearing::NotPossible)
}

#[cfg(test)]
mod tests;
