/** Voice agents for the mocked core: records, secrets, JSON and schemas as HMS Sovereign, MessageFlow and Diga have them. */
import type { AgentRecord, AgentSummary, Value as JsonValue } from "../src/bridge/bindings";

const stored = (mark: string, at: string) => ({ $masked: { mark, at } });

const reception: { [key in string]: JsonValue } = {
  id: "7d0c0000-0000-4000-8000-000000000001",
  name: "Reception",
  business_name: "Tandartspraktijk Molenzicht",
  is_active: true,
  notification_email: "reception@molenzicht.example",
  first_message:
    "[cheerfully] Molenzicht dental practice, good morning. Are you calling about an appointment?",
  llm_config: {
    provider: "openai",
    model: "gpt-4o-mini",
    messages: [
      {
        role: "system",
        content:
          "You answer the telephone for Molenzicht, a dental practice in Ede.\n\nAsk for the name, the date of birth and the reason of the call. Pain, fever or a broken tooth are urgent: say that the assistant calls back within a quarter of an hour. Give no medical advice. Appointments can be moved up to 24 hours before.",
        cache: true,
      },
      { role: "assistant", content: "Molenzicht, how can I help?" },
    ],
    tools: [
      { type: "function", name: "find_appointment", server: { url: "https://api.molenzicht.example" } },
    ],
  },
  stt_config: {
    provider: "deepgram",
    model: "nova-3-general",
    language: "nl",
    keyterms: ["wortelkanaal", "mondhygiënist", "kroon"],
  },
  tts_config: {
    provider: "elevenlabs",
    voice_id: "Yko7PKHZNXotIFUBG7I9",
    language: "nl",
    model: "eleven_v3",
    speed: 1.05,
    stability: 0.55,
  },
  max_duration_seconds: 480,
  autonomous_silence_handling: true,
  voicemail_detection: false,
  webhook_url: "https://hooks.molenzicht.example/calls",
  webhook_secret: stored("9f2c", "/webhook_secret"),
  webhook_events: ["end-of-call-report"],
  analysis_plan: {
    structured_data_plan: {
      type: "object",
      properties: {
        patient_name: { type: "string", description: "As the caller says it" },
        date_of_birth: { type: "string", format: "date" },
        reason: { type: "string", enum: ["check-up", "pain", "moving", "invoice"] },
        urgent: { type: "boolean" },
      },
      required: ["reason", "urgent"],
    },
    min_messages_threshold: 3,
  },
  created_at: "2025-11-03T08:12:00Z",
  updated_at: "2026-03-02T16:40:00Z",
};

const concierge = {
  ...reception,
  id: "7d0c0000-0000-4000-8000-000000000002",
  name: "Concierge",
  business_name: "Hotel Duinzicht",
  first_message: "Hotel Duinzicht, good evening.",
  llm_config: {
    provider: "xai_realtime",
    model: "grok-voice-latest",
    voice: "rex",
    temperature: 0.9,
    messages: [{ role: "system", content: "You are the concierge of a small hotel by the sea." }],
  },
  stt_config: null,
  tts_config: null,
};

const lawFirm: { [key in string]: JsonValue } = {
  id: 2,
  name: "Ortega law firm",
  number: 1002,
  description: "Answers new calls and passes the urgent ones on",
  configuration: {
    name: "Ortega law firm",
    description: "Answers new calls and passes the urgent ones on",
    prompt: [
      {
        id: 1,
        name: "Greeting",
        prompt:
          "You answer calls for Ortega, employment lawyers in Valencia.\n\nAsk whether the caller is a client already. If so, ask for the number of the case. If not, go on with “First consultation”. Never give legal advice.",
        initial_response: "Ortega, good morning. Do you have a case with us already?",
        voice: "coral",
        function_ids: [],
        tools: [{ name: "find_case", description: "Finds a case by its number" }],
        actions: { new_client: { go_to: "First consultation" } },
        integration: {
          id: 1,
          name: "Case files",
          server: "https://api.ortega.example",
          bearer_token: stored("41aa", "/configuration/prompt/0/integration/bearer_token"),
        },
        handover: { after_seconds: 90 },
      },
      {
        id: 2,
        name: "First consultation",
        prompt:
          "Take the name, the telephone number and a summary in one sentence. A term that ends this week is urgent: pass the call on.",
        initial_response: "Tell me in a few words what happened.",
        voice: "coral",
        function_ids: [4, 9],
        tools: [],
        actions: {},
        integration: null,
      },
      {
        id: 3,
        name: "Closing",
        prompt: "Repeat what was agreed, thank the caller and end the call.",
        initial_response: "",
        voice: "ash",
        function_ids: [],
        tools: [],
        actions: {},
        integration: null,
      },
    ],
  },
};

const digaTool = "0c700000-0000-4000-8000-000000000001";

const clinic: { [key in string]: JsonValue } = {
  agent_id: "hugo",
  name: "Hugo, clinic",
  description: "Appointments and results.",
  greeting: "Buenos días, le atiende Hugo. ¿En qué puedo ayudarle?",
  time_before_start: 0.5,
  prompt:
    "Atiendes el teléfono de una clínica. Sé breve y amable.\n\nPregunta el nombre y la fecha de nacimiento antes de mirar una cita.",
  mode: "free",
  dynamic_variables: { empresa: "Clínica Ejemplo" },
  voice_id: "a0100000-0000-4000-8000-000000000001",
  voice: { id: "a0100000-0000-4000-8000-000000000001", name: "Lucía" },
  language: "multi",
  boosted_keywords: ["radiografía", "volante"],
  reminder_messages: ["¿Sigue ahí?"],
  reminder_frequency_ms: null,
  max_reminder_count: null,
  redirect_number: "+12025550121",
  call_tools: [
    { call_tool_id: digaTool, settings: { digits: 8, end_key: "#" } },
    {
      name: "pasar_a_recepcion",
      type: "transfer_call",
      target_number: "+12025550123",
      description: "Pasa la llamada a una persona.",
      transfer_type: "transfer",
    },
  ],
  integrations: [
    {
      integration_id: "1e600000-0000-4000-8000-000000000001",
      tool_ids: [digaTool],
    },
  ],
  version_name: "Otoño",
  version_number: 4,
  is_draft: true,
  is_published: false,
  created_at: "2025-10-01T09:00:00Z",
  modified_at: "2026-03-01T09:00:00Z",
};

const documents: Readonly<Record<string, Readonly<Record<string, { [key in string]: JsonValue }>>>> = {
  hmsSovereign: { reception, concierge },
  messageflow: { "law-firm": lawFirm },
  diga: { hugo: clinic },
};

function summaryOf(connection: string, id: string, document: { [key in string]: JsonValue }): AgentSummary {
  return {
    connection,
    id,
    name: String(document.name),
    emails: [],
    picture: null,
    kind: "voice",
    status: null,
    activity: null,
    teams: [],
    roles: [],
    timeZone: null,
    openness: { kind: "unknown" },
    week: null,
    workload: null,
    createdAt: null,
  };
}

/** The voice agents of a connection; none for one that has no such agents. */
export function voiceAgents(connection: string): AgentSummary[] {
  return Object.entries(documents[connection] ?? {}).map(([id, document]) =>
    summaryOf(connection, id, document),
  );
}

export function voiceRecord(connection: unknown, agent: unknown): AgentRecord | undefined {
  const document = documents[String(connection)]?.[String(agent)];
  return document === undefined
    ? undefined
    : {
        connection: String(connection),
        id: String(agent),
        document,
        summary: summaryOf(String(connection), String(agent), document),
        readAt: "2026-03-04T15:12:00Z",
        remembered: false,
      };
}
