/** What the mocked core answers about users, numbers, webhooks, versions, agents' keys and agents known by their ids. */
import type {
  AgentRecord,
  AgentSummary,
  AgentUser,
  AgentVersion,
  ConnectionView,
  Value as JsonValue,
  StartUp,
  Statistic,
  StatisticSeries,
  UserPage,
  UserQuery,
  VersionPage,
  WebhookDraft,
} from "../src/bridge/bindings";
import { descriptions, started } from "./fixtures";

function connectionOf(
  id: string,
  name: string,
  more: Partial<ConnectionView["connection"]> = {},
): ConnectionView {
  return {
    connection: { id, system: id, name, values: {}, sample: false, agentKeys: [], offers: {}, ...more },
    credential: "keychain",
    credentialOrigin: null,
  };
}

export const raia: ConnectionView = {
  ...connectionOf("raia", "Northwind assistants", {
    values: { baseUrl: "https://api-eu.raia2.com" },
    agentKeys: [
      { id: "key-1", agent: "avery", name: "Avery, sales" },
      { id: "key-2", agent: "robin", name: "Robin, returns" },
    ],
  }),
  credential: "notNeeded",
  credentialOrigin: null,
};

export const diga = connectionOf("diga", "Northwind voices", {
  values: { baseUrl: "https://api.diga.io" },
  offers: { list: false, versions: true },
});

/** Every system with a connection to it. */
export const everySystem: Partial<StartUp> = {
  systems: descriptions.map((system) => (system.id === "bird" ? { ...system, initials: "Br" } : system)),
  connections: [
    ...started.connections,
    connectionOf("hmsSovereign", "Reception"),
    connectionOf("messageflow", "Outreach"),
    diga,
    raia,
  ],
};

function summaryOf(connection: string, id: string, name: string, status: string | null): AgentSummary {
  return {
    connection,
    id,
    name,
    emails: [],
    picture: null,
    kind: "bot",
    status,
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

const summaries: Readonly<Record<string, readonly AgentSummary[]>> = {
  raia: [
    summaryOf("raia", "avery", "Avery, sales", "active"),
    summaryOf("raia", "robin", "Robin, returns", "active"),
  ],
  diga: [
    summaryOf("diga", "greta", "Greta, reservations", "published"),
    summaryOf("diga", "known-by-id", "", null),
  ],
};

const documents: Readonly<Record<string, JsonValue>> = {
  avery: {
    organizationId: "0e900000-0000-4000-8000-000000000001",
    organizationName: "Northwind",
    id: "avery",
    name: "Avery, sales",
    publicName: "Ask Avery",
    role: "Sales",
    description: "Answers questions about products and prices.",
    vectorStoreId: "vs_0000000000",
    status: "active",
    tags: ["sales", "demo"],
  },
  greta: {
    agent_id: "greta",
    name: "Greta, reservations",
    description: "Takes reservations in the evening.",
    greeting: "Good evening, you speak with Greta. How can I help?",
    prompt: "You take reservations for a restaurant. Be brief and kind.",
    language: "en",
    version_name: "Spring menu",
    version_number: 7,
    is_draft: true,
    is_published: false,
    version_created_at: "2026-03-01T09:20:00Z",
    version_id: "5f1c0d5e-3c1a-4d0e-9f52-0e2b1a7c9d11",
  },
};

/** The agents of raia and Diga; nothing for other connections. */
export function otherAgents(connection: unknown): readonly AgentSummary[] | undefined {
  return typeof connection === "string" ? summaries[connection] : undefined;
}

export function recordOfOther(connection: unknown, agent: unknown): AgentRecord | undefined {
  const summary = otherAgents(connection)?.find((each) => each.id === agent);
  if (summary === undefined) {
    return undefined;
  }
  const said = summary.name !== "";
  return {
    connection: summary.connection,
    id: summary.id,
    document: documents[summary.id] ?? { agent_id: summary.id },
    summary,
    readAt: said ? "2026-03-03T13:05:00Z" : "",
    remembered: summary.connection === "diga",
  };
}

const given = ["Avery", "Robin", "Kim", "Noor", "Luca", "Inés", "Sam", "Marit", "Teo", "Yara"];
const family = ["Example", "Sample", "Placeholder", "de Vries", "Ortega", "Lindqvist"];
const sources = ["web", "sms", "email", "import"];

function userAt(at: number): AgentUser {
  const name = `${given[at % given.length]} ${family[at % family.length]}`;
  const sparse = at % 9 === 8;
  return {
    id: `user-${at}`,
    name: sparse ? "" : name,
    email: sparse ? "" : `${name.toLowerCase().replace(/[^a-z]+/g, ".")}@example.com`,
    phone: at % 4 === 3 ? "" : `+120255501${String(10 + at).padStart(2, "0")}`,
    source: sources[at % sources.length] ?? "",
    more: sparse
      ? {}
      : { context: "Asked for a demo", fkId: null, metadata: { plan: "trial", seats: 5 + at } },
  };
}

const userCount = 37;

export function usersPage({ page, pageSize }: UserQuery): UserPage {
  const size = pageSize ?? 10;
  const at = page ?? 1;
  const users = Array.from({ length: userCount }, (_, index) => userAt(index)).slice(
    (at - 1) * size,
    at * size,
  );
  const pages = Math.ceil(userCount / size);
  return { users, page: at, pages, total: userCount, hasNext: at < pages, withoutUsers: false };
}

/** Steady use with a quiet weekend, so that a picture has something to say. */
function used(from: string, to: string): Statistic {
  const begins = new Date(from);
  const hours = (new Date(to).getTime() - begins.getTime()) / 3_600_000;
  const weekend = hours < 30 && (begins.getDay() === 0 || begins.getDay() === 6);
  const wave = 1 + 0.35 * Math.sin(begins.getTime() / 172_800_000);
  const share = (hours / 24) * wave * (weekend ? 0.2 : 1);
  return {
    tokens: Math.round(41_250 * share),
    tokensPerConversation: 4310.3 * wave,
    callSeconds: Math.round(5400 * share),
    averageCallSeconds: 93.1 * wave,
    textMessages: Math.round(22 * share),
    textMessagesPerConversation: 1.4,
    emails: Math.round(9 * share),
    emailsPerConversation: 1.1,
  };
}

export function seriesOf(moments: readonly string[]): StatisticSeries {
  const parts = moments.slice(1).map((to, at) => {
    const from = moments[at] ?? to;
    return { from, to, statistic: used(from, to) };
  });
  const first = moments[0] ?? "";
  const last = moments.at(-1) ?? first;
  return { whole: used(first, last), parts: moments.length > 2 ? parts : [] };
}

function webhookOf(draft: WebhookDraft): JsonValue {
  return {
    id: "3eb00000-0000-4000-8000-000000000001",
    title: draft.title,
    description: draft.description,
    url: draft.url,
    triggerCondition: draft.trigger,
    headers: Object.fromEntries(draft.headers.map(({ name }) => [name, { $masked: { mark: "", at: "" } }])),
  };
}

const versions: AgentVersion[] = Array.from({ length: 8 }, (_, at) => ({
  id: `version-${8 - at}`,
  number: 8 - at,
  name:
    ["", "Spring menu", "Shorter greeting", "Winter hours", "Second voice", "", "Reminders", "First"][at] ??
    "",
  createdAt: new Date(Date.UTC(2026, 2, 3 - at * 6, 9, 20)).toISOString(),
  isDraft: at === 0,
  isPublished: at === 1,
}));

export function versionsPage(cursor: unknown): VersionPage {
  return cursor === "more"
    ? { versions: versions.slice(5), next: null }
    : { versions: versions.slice(0, 5), next: "more" };
}

type Arguments = Record<string, unknown>;

export const activityAnswers: Record<string, (of: Arguments) => unknown> = {
  agent_users: (of) => usersPage(of.query as UserQuery),
  agent_statistic: (of) => seriesOf(of.moments as string[]),
  create_webhook: (of) => ({
    kind: "done",
    answer: webhookOf(of.draft as WebhookDraft),
    change: "change-20",
  }),
  agent_versions: (of) => versionsPage(of.cursor),
  launch_version: () => ({ kind: "done", answer: null, change: "change-21" }),
  add_agent_key: () => ({
    ...raia,
    connection: {
      ...raia.connection,
      agentKeys: [
        ...(raia.connection.agentKeys ?? []),
        { id: "key-3", agent: "kim", name: "Kim, appointments" },
      ],
    },
  }),
  remove_agent_key: (of) => ({
    ...raia,
    connection: {
      ...raia.connection,
      agentKeys: raia.connection.agentKeys?.filter((key) => key.id !== of.key),
    },
  }),
  add_agent_by_id: () => recordOfOther("diga", "known-by-id"),
  forget_agent: () => null,
  ask_offers_again: () => ({ ...diga, connection: { ...diga.connection, offers: {} } }),
};
