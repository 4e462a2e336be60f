/** Several systems side by side for the mocked core: their connections, their agents, and what a copy would become. */
import type {
  AgentSummary,
  ConnectionView,
  CopyPlan,
  Value as JsonValue,
  StartUp,
} from "../src/bridge/bindings";
import { bird, connection, descriptions } from "./fixtures";

const view = (id: string, system: string, name: string, more: Partial<ConnectionView["connection"]> = {}) =>
  ({
    connection: { id, system, name, values: {}, sample: false, ...more },
    credential: "keychain",
    credentialOrigin: null,
  }) satisfies ConnectionView;

/** What the core says at start when five systems are connected. */
export const several: Partial<StartUp> = {
  systems: descriptions.map((system) => (system.id === "bird" ? bird : system)),
  connections: [
    connection,
    view("reception", "hmsSovereign", "Reception line"),
    view("orders", "messageflow", "Order line"),
    view("helpdesk", "diga", "Helpdesk Utrecht", { offers: { list: false, versions: true } }),
    view("website", "raia", "Website assistants"),
  ],
};

type Short = readonly [name: string, kind: string | null, status: string | null, role?: string];

const voices: Readonly<Record<string, readonly Short[]>> = {
  reception: [
    ["Reception, weekdays", "voice", "active"],
    ["Reception, nights", "voice", "active"],
    ["Flu season line", "voice", "inactive"],
  ],
  orders: [
    ["Order desk", "voice", null],
    ["Returns", "voice", null],
  ],
  helpdesk: [
    ["Helpdesk first line", "voice", "published"],
    ["Helpdesk new greeting", "voice", "draft"],
  ],
  website: [
    ["Product guide", "bot", "active", "Sales assistant"],
    ["Onboarding guide", "bot", "active", "Customer success"],
  ],
};

/** The agents of a connection to AI voices; nothing for one that leads to people. */
export function voicesOf(connectionId: string): AgentSummary[] | undefined {
  return voices[connectionId]?.map(([name, kind, status, role], at) => ({
    connection: connectionId,
    id: `${connectionId}-${at}`,
    name,
    emails: [],
    picture: null,
    kind,
    status,
    activity: null,
    teams: [],
    roles: role === undefined ? [] : [role],
    timeZone: null,
    openness: { kind: "unknown" },
    week: null,
    workload: null,
    createdAt: null,
  }));
}

/** As little of an AI voice as its page needs. */
export function voiceDocument(summary: AgentSummary): { [key in string]: JsonValue } {
  return { id: summary.id, name: summary.name };
}

/** What the helpdesk's first line would become on the reception line. */
export const copyPlan: CopyPlan = {
  edits: {
    "/name": "Helpdesk first line",
    "/first_message": "Good morning, this is the helpdesk of Northwind. How can I help you?",
    "/stt_config/language": "nl",
    "/stt_config/keyterms": ["Northwind", "routerkast", "glasvezel"],
  },
  carried: [
    { meaning: "name", from: "/name", to: "/name", value: "Helpdesk first line" },
    {
      meaning: "firstMessage",
      from: "/greeting",
      to: "/first_message",
      value: "Good morning, this is the helpdesk of Northwind. How can I help you?",
    },
    { meaning: "language", from: "/language", to: "/stt_config/language", value: "nl" },
    {
      meaning: "keywords",
      from: "/boosted_keywords",
      to: "/stt_config/keyterms",
      value: ["Northwind", "routerkast", "glasvezel"],
    },
  ],
  leftOut: [
    {
      pointer: "/description",
      value: "Answers the first questions about broadband and passes the rest on.",
      reason: "noPlace",
    },
    { pointer: "/mode", value: "prompt", reason: "noPlace" },
    { pointer: "/redirect_number", value: "+31201234567", reason: "noPlace" },
    { pointer: "/voice_id", value: "7c1e0000-0000-4000-8000-000000000001", reason: "otherValues" },
  ],
  missing: ["/business_name", "/tts_config/voice_id"],
};
