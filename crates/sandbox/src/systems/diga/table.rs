//! The words of the sample agents, and the voices that the account knows. All names and numbers are fictional.

use serde_json::{Value, json};
use uuid::Uuid;

/// Names and descriptions of the voices.
const VOICES: &[(&str, &str)] = &[
    ("Lucía", "Cálida y neutra, castellano peninsular"),
    ("Mateo", "Grave y tranquila, castellano peninsular"),
    ("Montserrat", "Propera i clara, català central"),
    ("Jordi", "Enèrgica, català central"),
    ("Valeria", "Alegre, español de México"),
    ("Olivia", "Bright and friendly, British English"),
    ("Henry", "Measured and reassuring, American English"),
    ("Chloé", "Douce et posée, français de France"),
];

/// A sample agent.
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) description: Option<&'static str>,
    /// Paragraphs; older versions lack the last ones.
    pub(super) prompt: &'static [&'static str],
    pub(super) greeting: Option<&'static str>,
    pub(super) voice: usize,
    pub(super) language: &'static str,
    pub(super) keywords: &'static [&'static str],
    pub(super) redirect_number: Option<&'static str>,
    /// Count, milliseconds between them, messages.
    pub(super) reminders: (u32, u32, &'static [&'static str]),
    pub(super) knowledge_bases: usize,
    /// Names of the versions, oldest first.
    pub(super) versions: &'static [&'static str],
    /// Whether the last version is a draft.
    pub(super) draft: bool,
}

/// An id that depends on nothing but the a word and a number.
pub(super) fn id(what: &str, number: usize) -> String {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("callboard-sandbox/diga/{what}/{number}").as_bytes())
        .to_string()
}

/// The voice with this id. The account lists no voices, so an id that is not among them is taken on trust and stays
/// without a name; without an id it is the first voice.
pub(super) fn voice(wanted: Option<&str>) -> Value {
    let Some(wanted) = wanted else { return numbered_voice(0) };
    let known = (0..VOICES.len()).find(|number| id("voice", *number).eq_ignore_ascii_case(wanted));
    known.map_or_else(|| json!({ "id": wanted, "name": null, "description": null }), numbered_voice)
}

pub(super) fn numbered_voice(number: usize) -> Value {
    let (name, description) = VOICES.get(number).copied().unwrap_or_default();
    json!({ "id": id("voice", number), "name": name, "description": description, "preview_url": null })
}

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "Recepción Clínica Ejemplo",
        description: Some("Atiende llamadas de citas, cambios y anulaciones"),
        prompt: &[
            "Eres Lucía, la recepcionista de la Clínica Ejemplo. Atiendes con calma y hablas en frases cortas.",
            "Para dar una cita pide el nombre, el teléfono y el motivo, y ofrece como mucho tres huecos.",
            "Ante un dolor en el pecho o dificultad para respirar, pasa la llamada de inmediato.",
        ],
        greeting: Some("Hola, Clínica Ejemplo, le atiende Lucía. ¿En qué puedo ayudarle?"),
        voice: 0,
        language: "es",
        keywords: &["bradicardia", "ecocardiograma", "mutua"],
        redirect_number: Some("+12025550121"),
        reminders: (3, 7500, &[]),
        knowledge_bases: 2,
        versions: &["Primera prueba", "Con mutuas", "Urgencias", "v4"],
        draft: true,
    },
    Row {
        name: "Citas Taller Rueda",
        description: Some("Reserva revisiones y avisa de coches listos"),
        prompt: &[
            "Eres el asistente del Taller Rueda. Apunta matrícula, modelo y qué le pasa al coche.",
            "No des precios cerrados: di que el mecánico los confirma tras ver el coche.",
        ],
        greeting: Some("Taller Rueda, dígame."),
        voice: 1,
        language: "es",
        keywords: &["ITV", "embrague", "catalizador"],
        redirect_number: Some("+12025550122"),
        reminders: (2, 9000, &["¿Sigue ahí?", "Si prefiere, le llamamos más tarde."]),
        knowledge_bases: 1,
        versions: &["v1", "Revisiones de verano"],
        draft: false,
    },
    Row {
        name: "Enquestes ciutadanes",
        description: None,
        prompt: &[
            "Ets l'enquestadora de l'Ajuntament d'Exemple. Segueix el camí de preguntes sense sortir-te'n.",
        ],
        greeting: None,
        voice: 2,
        language: "ca",
        keywords: &[],
        redirect_number: None,
        reminders: (0, 7500, &[]),
        knowledge_bases: 0,
        versions: &["v1"],
        draft: true,
    },
    Row {
        name: "Hotel Mirador bilingüe",
        description: Some("Reservas en español e inglés en la misma llamada"),
        prompt: &[
            "You are the night receptionist of Hotel Mirador. Answer in the language the guest speaks, Spanish or English.",
            "Confirm dates by repeating day and month. Never promise an upgrade.",
            "Si preguntan por el desayuno: de siete a once, incluido en todas las tarifas.",
            "Late check-out until two o'clock costs 25 euros; after that it is a full night.",
        ],
        greeting: Some("Hotel Mirador, buenas noches, good evening."),
        voice: 4,
        language: "multi",
        keywords: &["Mirador", "check-out", "media pensión"],
        redirect_number: Some("+12025550123"),
        reminders: (4, 6000, &["¿Hola?", "Are you still there?"]),
        knowledge_bases: 3,
        versions: &["Apertura", "Inglés", "Temporada alta", "Desayunos", "v5"],
        draft: true,
    },
    Row {
        name: "Parcel desk",
        description: Some("Tells callers where their parcel is"),
        prompt: &[
            "You answer calls about parcels. Ask for the tracking code, letter by letter, and read it back.",
            "If the parcel is more than five days late, open a claim and give the claim number twice.",
        ],
        greeting: Some("Parcel desk, hello. Do you have your tracking code at hand?"),
        voice: 5,
        language: "en",
        keywords: &["tracking", "depot"],
        redirect_number: None,
        reminders: (3, 7500, &["Take your time, I am still here."]),
        knowledge_bases: 1,
        versions: &["v1", "v2", "Claims"],
        draft: false,
    },
    Row {
        name: "Restaurant La Plaça",
        description: Some("Reserves de taula i menús de grup"),
        prompt: &[
            "Ets en Jordi, del restaurant La Plaça. Pren nota de dia, hora, persones i al·lèrgies.",
            "Els grups de més de dotze persones han de parlar amb la Marta.",
        ],
        greeting: Some("Restaurant La Plaça, bon dia!"),
        voice: 3,
        language: "ca",
        keywords: &["calçotada", "celíac", "terrassa"],
        redirect_number: Some("+12025550124"),
        reminders: (2, 8000, &["Hi ets?"]),
        knowledge_bases: 1,
        versions: &["v1", "Terrassa"],
        draft: false,
    },
    Row {
        name: "Cobros amables",
        description: Some("Recuerda facturas vencidas sin presionar"),
        prompt: &[
            "Llamas por una factura vencida de {{empresa}}. Primero comprueba que hablas con {{cliente}}.",
            "Ofrece pagar en dos plazos. Si la persona se molesta, despídete y marca la llamada para una persona.",
        ],
        greeting: Some("Buenos días, le llamo de {{empresa}}. ¿Hablo con {{cliente}}?"),
        voice: 1,
        language: "es",
        keywords: &["vencimiento", "domiciliación"],
        redirect_number: Some("+12025550125"),
        reminders: (1, 5000, &[]),
        knowledge_bases: 0,
        versions: &["v1", "Dos plazos", "v3"],
        draft: true,
    },
    Row {
        name: "Property viewings",
        description: Some("Books viewings and answers questions about flats"),
        prompt: &[
            "You book viewings for Harbour Homes. Offer weekday slots first. Never quote a price below the listing.",
        ],
        greeting: Some("Harbour Homes, this is Henry. Which property are you calling about?"),
        voice: 6,
        language: "en",
        keywords: &["leasehold", "EPC"],
        redirect_number: Some("+12025550126"),
        reminders: (3, 7500, &[]),
        knowledge_bases: 2,
        versions: &["v1"],
        draft: false,
    },
    Row {
        name: "Farmàcia de guàrdia",
        description: Some("Diu quina farmàcia és oberta ara"),
        prompt: &["Digues quina farmàcia de guàrdia és més a prop. No donis mai consells sobre medicaments."],
        greeting: Some("Farmàcies d'Exemple, digui'm el seu codi postal."),
        voice: 2,
        language: "ca",
        keywords: &["guàrdia", "recepta"],
        redirect_number: None,
        reminders: (2, 1000, &[]),
        knowledge_bases: 1,
        versions: &["v1", "Codi postal"],
        draft: true,
    },
    Row {
        name: "Soporte Fibra Ejemplo",
        description: Some("Primer nivel: rúter, luces y reinicios"),
        prompt: &[
            "Eres el soporte de Fibra Ejemplo. Pregunta de qué color es la luz del rúter antes de nada.",
            "Pide reiniciar una sola vez. Si sigue igual, abre una avería.",
            "Comprueba antes si hay una incidencia en la zona: lo sabrás por la herramienta de incidencias.",
        ],
        greeting: Some("Fibra Ejemplo, soporte técnico. Cuénteme qué ocurre."),
        voice: 0,
        language: "es",
        keywords: &["rúter", "ONT", "wifi", "latencia"],
        redirect_number: Some("+12025550127"),
        reminders: (5, 12_000, &["Espero mientras lo reinicia.", "¿Ha vuelto la luz verde?"]),
        knowledge_bases: 2,
        versions: &["v1", "Reinicio único", "Incidencias"],
        draft: false,
    },
    Row {
        name: "Accueil Maison Exemple",
        description: Some("Prend les messages en dehors des heures de bureau"),
        prompt: &[
            "Vous prenez les messages de la Maison Exemple. Demandez le nom, le numéro et l'objet de l'appel.",
        ],
        greeting: Some("Maison Exemple, bonjour. Nos bureaux sont fermés, puis-je prendre un message ?"),
        voice: 7,
        language: "fr",
        keywords: &[],
        redirect_number: None,
        reminders: (3, 7500, &[]),
        knowledge_bases: 0,
        versions: &["v1"],
        draft: true,
    },
    Row {
        name: "Inscripciones escuela de música",
        description: Some("Informa de cursos y apunta a la prueba de nivel"),
        prompt: &[
            "Informas de los cursos de la Escuela de Música Ejemplo. Pregunta edad e instrumento.",
            "La prueba de nivel es gratuita y dura veinte minutos.",
        ],
        greeting: Some("Escuela de Música Ejemplo, ¡hola!"),
        voice: 4,
        language: "es",
        keywords: &["solfeo", "violonchelo"],
        redirect_number: Some("+12025550128"),
        reminders: (3, 7500, &["¿Me oye?"]),
        knowledge_bases: 1,
        versions: &["Curso pasado", "Matrícula"],
        draft: true,
    },
];
