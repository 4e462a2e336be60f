/** What the mocked core answers: believable agents, typed by the bindings. */
import type {
  AgentSummary,
  ConnectionView,
  Openness,
  StartUp,
  SystemDescription,
  WeekStrip,
} from "../src/bridge/bindings";
import written from "./descriptions.json" with { type: "json" };

export const now = new Date("2026-03-04T15:12:00Z");

// What Rust wrote of its descriptions; only the letters are those of the drawings.
export const descriptions = written as SystemDescription[];
const described = descriptions.find((system) => system.id === "bird");
if (described === undefined) {
  throw new Error("dev/descriptions.json has no bird");
}
export const bird: SystemDescription = { ...described, initials: "Br" };

export const connection: ConnectionView = {
  connection: {
    id: "northwind",
    system: "bird",
    name: "Northwind Support",
    values: {
      workspaceId: "6f1c0d5e-3c1a-4d0e-9f52-0e2b1a7c9d11",
      authScheme: "accessKey",
      baseUrl: "https://api.bird.com",
    },
    sample: false,
  },
  credential: "keychain",
  credentialOrigin: "https://api.bird.com",
};

export const sample: ConnectionView = {
  connection: { id: "sample", system: "bird", name: "", values: {}, sample: true },
  credential: "keychain",
  credentialOrigin: null,
};

export const started: StartUp = {
  settings: { colorScheme: "system", language: "en", sessionOnlyCredentials: false },
  systems: [bird],
  connections: [connection, sample],
  keychain: "ready",
  drafts: [],
  attachments: [],
  changes: [],
  setAside: [],
  journalSetAside: null,
  settingsSetAside: null,
  storage: null,
  unfinished: [],
  version: "0.1.0",
};

const open = (until: string | null): Openness => ({ kind: "open", until });
const closed = (opens: string | null): Openness => ({ kind: "closed", opens });
const weekdays: WeekStrip = [480, 480, 480, 480, 480, 0, 0];
const always: WeekStrip = [1440, 1440, 1440, 1440, 1440, 1440, 1440];

type Short = [
  name: string,
  teams: string[],
  zone: string | null,
  activity: string | null,
  openness: Openness,
  week: WeekStrip | null,
  kind: string,
  used: number,
];

const first: Short[] = [
  [
    "Adaeze Okafor",
    ["Billing"],
    "Africa/Lagos",
    "available",
    open("2026-03-04T17:00:00+01:00"),
    weekdays,
    "user",
    2,
  ],
  [
    "Ana Ruiz",
    ["Support, evenings"],
    "Europe/Madrid",
    "available",
    open("2026-03-04T22:00:00+01:00"),
    [480, 480, 540, 480, 240, 240, 0],
    "user",
    3,
  ],
  [
    "Bram Hendriks",
    ["Sales"],
    "Europe/Amsterdam",
    "on_call",
    open("2026-03-04T17:30:00+01:00"),
    weekdays,
    "user",
    5,
  ],
  ["Front desk (bot)", ["First answer"], null, "available", open(null), always, "bot", 0],
  [
    "Keiko Tanaka",
    ["Support"],
    "Asia/Tokyo",
    "available",
    closed("2026-03-09T09:00:00+09:00"),
    weekdays,
    "user",
    0,
  ],
  [
    "Liam Murphy",
    ["Escalations", "Support", "Billing"],
    "Europe/Dublin",
    "wrap_up",
    open("2026-03-04T18:00:00+00:00"),
    [480, 480, 0, 480, 480, 0, 0],
    "user",
    4,
  ],
  [
    "Mei Santos",
    ["Billing"],
    "America/Sao_Paulo",
    "away",
    open("2026-03-04T18:00:00-03:00"),
    [480, 480, 480, 480, 480, 240, 0],
    "user",
    1,
  ],
  [
    "ليلى حداد",
    ["Support"],
    "Asia/Beirut",
    "available",
    open("2026-03-04T18:00:00+02:00"),
    weekdays,
    "user",
    1,
  ],
  [
    "Maximiliane von Hohenberg-Steinfurth",
    [],
    "Europe/Vienna",
    "reviewing_tickets",
    { kind: "unknown" },
    null,
    "user",
    0,
  ],
];

const given = ["Noor", "Owen", "Pilar", "Quentin", "Rosa", "Sanne", "Tomás", "Uma", "Víctor", "Wouter"];
const family = ["Adeyemi", "Bakker", "Castillo", "Dubois", "Eriksen", "Fuentes", "Gupta", "Hughes"];
const teams = ["Support", "Billing", "Sales", "Escalations"];
const zones = ["Europe/Amsterdam", "America/Bogota", "Asia/Kolkata", "Europe/London"];

function pick<Value>(from: readonly Value[], at: number, fallback: Value): Value {
  return from[at % from.length] ?? fallback;
}

/** As many agents as asked for, the first ones written by hand. */
export function manyAgents(count: number, connectionId: string): AgentSummary[] {
  return Array.from({ length: count }, (_, at) => {
    const short: Short = first[at] ?? [
      `${pick(given, at, "Noor")} ${pick(family, Math.floor(at / 3), "Bakker")}`,
      [pick(teams, at, "Support")],
      pick(zones, at, "Europe/Amsterdam"),
      pick(["available", "available", "away", "busy"], at, "available"),
      at % 3 === 0 ? closed("2026-03-05T09:00:00+01:00") : open("2026-03-04T18:00:00+01:00"),
      weekdays,
      "user",
      at % 6,
    ];
    const [name, of, timeZone, activity, openness, week, kind, used] = short;
    const mail = name
      .normalize("NFD")
      .replace(/[^a-zA-Z]+/g, ".")
      .toLowerCase();
    return {
      connection: connectionId,
      id: `agent-${at}`,
      name,
      emails: kind === "bot" ? [] : [`${mail}@example.com`],
      picture: null,
      kind,
      status: at === 20 ? "inactive" : "active",
      activity,
      teams: of,
      roles: at % 5 === 0 ? ["Supervisor"] : ["Agent"],
      timeZone,
      openness,
      week,
      workload: kind === "bot" ? null : { used, capacity: 5 },
      createdAt: new Date(Date.UTC(2025, at % 12, (at % 27) + 1)).toISOString(),
    };
  });
}
