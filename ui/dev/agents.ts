/** Whole agents for the mocked core: every documented field of Bird, with some that no document names. */

import type {
  AgentRecord,
  AgentSummary,
  ChangeRecord,
  Edits,
  Value as JsonValue,
  LearnedValue,
  LiveState,
  OpenChange,
  Plan,
  SaveOutcome,
} from "../src/bridge/bindings";
import { apply, readAt } from "../src/session/edits";

const day = (from: number, to: number) => ({
  from: { hour: from, minute: 0 },
  to: { hour: to, minute: 0 },
});

const skill = (id: string, name: string, valueType: string, values: readonly [string, string][]) => ({
  id: `5c100000-0000-4000-8000-00000000000${id}`,
  name,
  valueType,
  selectedValues: values.map(([key, value]) => ({
    id: `5c1a0000-0000-4000-8000-0000000000${key}`,
    value,
    icon: "flag",
  })),
});

export const availability = {
  status: "active",
  activity: "available",
  activityTtl: 3600,
  activityText: "At my desk",
  lastStatusSet: "2026-03-04T07:58:00.000Z",
  lastActivitySet: "2026-03-04T14:45:00.000Z",
  updatedAt: "2026-03-04T14:45:00.000Z",
};

export const workload = {
  id: "3a4c0000-0000-4000-8000-000000000001",
  workload: { messaging: 6, email: 4, voice: 1 },
  rule: {
    id: "4b1e0000-0000-4000-8000-000000000001",
    name: "Evening shift",
    description: "Five chats and ten e-mails at once",
    default: true,
    capacity: { messaging: 5, email: 10 },
    assignedAgentIds: [],
  },
  ruleId: "4b1e0000-0000-4000-8000-000000000001",
  updatedAt: "2026-03-04T15:10:00.000Z",
};

export function documentOf(summary: AgentSummary): { [key in string]: JsonValue } {
  return {
    id: summary.id,
    status: summary.status,
    statusBeforeOffline: "active",
    name: summary.name,
    overrideName: true,
    workspaceId: "6f1c0d5e-3c1a-4d0e-9f52-0e2b1a7c9d11",
    type: summary.kind,
    userEmails: summary.emails,
    bio: "Handles billing questions in the evening, in Spanish and English.",
    avatarUrl: null,
    dropVms: [],
    tagCount: 2,
    wrapUpTime: 30,
    lastAssignedAt: "2026-03-04T14:20:00.000Z",
    lastSetToAwayAt: null,
    teams: summary.teams.map((name, at) => ({
      id: `7ea00000-0000-4000-8000-00000000000${at}`,
      name,
      activeMemberCount: 4,
    })),
    workload,
    createdAt: summary.createdAt,
    updatedAt: "2026-03-03T10:05:00.000Z",
    availability,
    timezone: summary.timeZone,
    defaultCountryCode: "ES",
    defaultCallerId: "+34912345678",
    forwardNumber: { enabled: false, number: "+34612345678", maskCaller: false },
    transcriptionLocale: "es-ES",
    roles: [{ id: "401e0000-0000-4000-8000-000000000001", type: "organization", workspaces: [] }],
    user: {
      id: "05e40000-0000-4000-8000-000000000001",
      name: summary.name,
      defaultEmail: summary.emails[0] ?? null,
      phoneNumber: "+34612345678",
    },
    weeklySchedule: {
      monday: day(14, 22),
      tuesday: day(14, 22),
      wednesday: day(14, 22),
      thursday: day(14, 22),
      friday: day(18, 2),
      saturday: day(10, 16),
    },
    holidays: [
      { name: "A\u00f1o Nuevo", day: 1, month: 1 },
      { name: "Fiesta Nacional", day: 12, month: 10 },
    ],
    assignedSkills: [
      skill("1", "Language", "multi", [
        ["01", "Spanish"],
        ["02", "English"],
      ]),
      skill("2", "Products", "multi", [["11", "Invoices"]]),
    ],
    defaultSenderId: "5e4d0000-0000-4000-8000-000000000001",
    outOfOfficeResponse: "Thank you for writing. I am back in the evening.",
    fieldNobodyDocumented: { kept: true },
  };
}

export function recordOf(summary: AgentSummary, document: JsonValue = documentOf(summary)): AgentRecord {
  const name = readAt(document, "/name");
  return {
    connection: summary.connection,
    id: summary.id,
    document,
    summary: { ...summary, name: typeof name === "string" ? name : summary.name },
    readAt: "2026-03-04T15:12:00Z",
    remembered: false,
  };
}

export const liveState: LiveState = { availability, workload };

export function planOf(base: JsonValue, edits: Edits, findings: Plan["findings"]): Plan {
  const changes = Object.entries(edits).map(([pointer, after]) => ({
    pointer,
    section: "",
    before: readAt(base, pointer),
    after,
  }));
  return { changes, findings: findings.filter((finding) => finding.pointer in edits) };
}

/** The outcome of a change after which the agent is like this. */
export function storedAs(record: AgentRecord): SaveOutcome {
  return {
    kind: "saved",
    record,
    merged: [],
    differences: [],
    change: "change-9",
    unrecorded: false,
    missing: [],
  };
}

export function savedOf(summary: AgentSummary, base: JsonValue, edits: Edits): SaveOutcome {
  return storedAs(recordOf(summary, apply(base, edits)));
}

export function conflictsOf(
  summary: AgentSummary,
  { base, edits }: { base: JsonValue; edits: Edits },
  theirs: Edits,
): SaveOutcome {
  return {
    kind: "conflicts",
    fresh: recordOf(summary, apply(documentOf(summary), theirs)),
    conflicts: Object.entries(theirs).map(([pointer, value]) => ({
      pointer,
      item: null,
      member: null,
      order: false,
      original: readAt(base, pointer),
      theirs: value,
      mine: edits[pointer] ?? null,
      both: null,
    })),
  };
}

const learnedSkills = [
  skill("1", "Language", "multi", [["03", "Dutch"]]),
  skill("1", "Language", "multi", [["04", "Arabic"]]),
  skill("2", "Products", "multi", [["12", "Returns"]]),
  skill("3", "Certified", "single", [["21", "Payments"]]),
];

export function learnedAt(from: string): LearnedValue[] {
  const named = (value: string, label: string, agents: number, item: JsonValue = value) => ({
    value,
    label,
    agents,
    item,
  });
  switch (from) {
    case "/availability/activity":
      return ["available", "away", "on_call", "lunch"].map((value) => named(value, value, 12));
    case "/status":
      return [named("active", "active", 61), named("inactive", "inactive", 3)];
    case "/defaultSenderId":
      return [named("5e4d0000-0000-4000-8000-000000000001", "5e4d0000-0000-4000-8000-000000000001", 7)];
    case "/teams":
      return ["Billing", "Sales", "Support"].map((name, at) =>
        named(`7ea00000-0000-4000-8000-00000000000${at}`, name, 9 - at),
      );
    case "/assignedSkills":
      return learnedSkills.map((item) => named(item.id, item.name, 5, item));
    default:
      return [];
  }
}

export const history: ChangeRecord[] = [
  {
    id: "change-2",
    connection: "northwind",
    agent: "agent-1",
    agentName: "Ana Ruiz",
    kind: "updated",
    at: "2026-03-04T09:30:00Z",
    changes: [
      { pointer: "/wrapUpTime", section: "profile", before: 45, after: 30 },
      {
        pointer: "/weeklySchedule",
        section: "hours",
        before: { monday: day(14, 22), saturday: day(10, 14) },
        after: { monday: day(14, 22), saturday: day(10, 16) },
      },
      { pointer: "/forwardNumber/enabled", section: "profile", before: true, after: false },
    ],
  },
  {
    id: "change-1",
    connection: "northwind",
    agent: "agent-1",
    agentName: "Ana Ruiz",
    kind: "created",
    at: "2026-02-10T16:02:00Z",
    changes: [
      { pointer: "/name", section: "profile", before: null, after: "Ana Ruiz" },
      { pointer: "/timezone", section: "profile", before: null, after: "Europe/Madrid" },
    ],
  },
];

/** A change that is not done with. */
export function openChange(part: Partial<OpenChange>): OpenChange {
  return {
    id: "change-1",
    connection: "northwind",
    agent: "agent-1",
    agentName: "Ana Ruiz",
    kind: "updated",
    beganAt: "2026-03-04T15:00:00Z",
    batch: null,
    job: null,
    state: { kind: "running", stage: "sending" },
    ...part,
  };
}
