/** The history the mocked core answers: several agents, a deleted one, one of a connection that is gone. */
import type { ChangeRecord, HistoryPage, HistoryQuery } from "../src/bridge/bindings";
import { history } from "./agents";

const long = (close: string) =>
  `You answer questions about orders and deliveries. Be brief and kind, never promise a date that is not in the system, and ${close}.`;

export const everyEntry: ChangeRecord[] = [
  {
    id: "change-8",
    account: "account-northwind",
    connection: "northwind",
    agent: "agent-5",
    agentName: "Liam Murphy",
    kind: "updated",
    at: "2026-03-04T14:55:00Z",
    changes: [
      {
        pointer: "/bio",
        section: "profile",
        before: long("hand over to a colleague when somebody is angry"),
        after: long("hand over to a colleague when somebody asks for one"),
      },
    ],
  },
  {
    id: "change-7",
    account: "account-northwind",
    connection: "northwind",
    agent: "agent-77",
    agentName: "Piet de Vries",
    kind: "deleted",
    at: "2026-03-04T14:20:00Z",
    changes: [
      "name",
      "bio",
      "timezone",
      "status",
      "wrapUpTime",
      "defaultCallerId",
      "transcriptionLocale",
    ].map((key) => ({ pointer: `/${key}`, section: "profile", before: `Old ${key}`, after: null })),
  },
  {
    id: "change-6",
    account: "account-acme",
    connection: "acme",
    agent: "asst_12",
    agentName: "Night desk",
    kind: "updated",
    at: "2026-03-04T12:00:00Z",
    changes: [{ pointer: "/name", section: "profile", before: "Night", after: "Night desk" }],
  },
  {
    id: "change-5",
    account: "account-northwind",
    connection: "northwind",
    agent: "agent-2",
    agentName: "Bram Hendriks",
    kind: "webhookCreated",
    at: "2026-03-04T11:00:00Z",
    changes: [],
    document: "https://hooks.example.com/agent",
  },
  ...history.map((entry) => ({ ...entry, account: "account-northwind" })),
];

export function pageOf({ agent, kinds, text }: HistoryQuery): HistoryPage {
  const entries = everyEntry.filter(
    (entry) =>
      (agent === null || agent === undefined || entry.agent === agent) &&
      (kinds === undefined || kinds.length === 0 || kinds.includes(entry.kind)) &&
      JSON.stringify(entry)
        .toLowerCase()
        .includes((text ?? "").toLowerCase()),
  );
  return { entries, next: null, total: everyEntry.length };
}
