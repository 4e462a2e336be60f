/** What of the history is looked for, as the page's fields have it, and as the core is asked. Pure. */
import type { AgentId, ChangeKind, ConnectionId, HistoryQuery } from "../bridge";

export const kinds: readonly ChangeKind[] = [
  "updated",
  "created",
  "deleted",
  "undone",
  "fileAttached",
  "dropCopied",
  "versionLaunched",
  "webhookCreated",
];

export const times = ["anyTime", "today", "week", "month", "between"] as const;
export type Time = (typeof times)[number];

export interface Filters {
  readonly text: string;
  readonly connection: ConnectionId | null;
  readonly agent: {
    readonly connection: ConnectionId;
    readonly agent: AgentId;
    readonly name: string;
  } | null;
  readonly kind: ChangeKind | null;
  readonly time: Time;
  /** Days (YYYY-MM-DD), where the time is between two. */
  readonly from: string;
  readonly to: string;
}

export const everything: Filters = {
  text: "",
  connection: null,
  agent: null,
  kind: null,
  time: "anyTime",
  from: "",
  to: "",
};

export function isNarrowed({ text, connection, agent, kind, time }: Filters): boolean {
  return text.trim() !== "" || connection !== null || agent !== null || kind !== null || time !== "anyTime";
}

/** Midnight of a day where this computer is, some days later. */
function midnight(day: Date, later = 0): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + later);
}

function dayOf(typed: string, later = 0): string | null {
  const [year, month, day] = typed.split("-").map(Number);
  const moment =
    year === undefined || month === undefined || day === undefined
      ? undefined
      : new Date(year, month - 1, day + later);
  return moment === undefined || Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

function span({ time, from, to }: Filters, now: Date): Pick<HistoryQuery, "since" | "until"> {
  switch (time) {
    case "anyTime":
      return { since: null, until: null };
    case "today":
      return { since: midnight(now).toISOString(), until: null };
    case "week":
      return { since: midnight(now, -6).toISOString(), until: null };
    case "month":
      return { since: midnight(now, -29).toISOString(), until: null };
    // The last day counts to its end.
    case "between":
      return { since: dayOf(from), until: dayOf(to, 1) };
  }
}

export function queryOf(filters: Filters, now: Date): HistoryQuery {
  const { text, connection, agent, kind } = filters;
  return {
    connection: connection ?? agent?.connection ?? null,
    agent: agent?.agent ?? null,
    kinds: kind === null ? [] : [kind],
    text: text.trim(),
    ...span(filters, now),
    batch: null,
    cursor: null,
  };
}
