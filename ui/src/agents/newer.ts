/**
 * What a save, a create or a deletion taught about single agents, beside the list. A page whose request began before that may
 * still tell the old state, however late it arrives: the newer knowledge wins. Pure but for the memory at the end.
 */
import type { QueryClient } from "@tanstack/react-query";
import type { AgentId, AgentPage, AgentSummary, ConnectionId } from "../bridge";

/** Moments in their order; a clock could go backwards. */
let moment = 0;
export const nextMoment = () => ++moment;

export interface LearnedAgent {
  readonly at: number;
  /** As it is now; nothing once it is deleted. */
  readonly summary: AgentSummary | null;
}

export type Newer = ReadonlyMap<AgentId, LearnedAgent>;

export interface ReadPage extends AgentPage {
  /** When its request began. */
  readonly began?: number;
  /** Of the first page: the list is read a second time, because the first time it held fewer than it should. */
  readonly again?: boolean;
}

export interface KnownList {
  readonly agents: readonly AgentSummary[];
  /** How many the system says there are; none where it does not say. */
  readonly total: number | null;
}

/** The agents of the pages as they are known now. Pages may overlap while they are read: the newest answer for an agent counts. */
export function listOfPages(pages: readonly ReadPage[], newer: Newer): KnownList {
  const rows = new Map<AgentId, { readonly agent: AgentSummary; readonly began: number }>();
  for (const { agents, began = 0 } of pages) {
    for (const agent of agents) {
      if (began >= (rows.get(agent.id)?.began ?? 0)) {
        rows.set(agent.id, { agent, began });
      }
    }
  }
  const last = pages.at(-1);
  const asked = last?.began ?? 0;
  let total = last?.total ?? null;
  const count = (by: number) => {
    total = total === null ? null : Math.max(0, total + by);
  };
  for (const [id, { at, summary }] of newer) {
    const row = rows.get(id);
    const older = row === undefined ? pages.some(({ began = 0 }) => began < at) : row.began < at;
    if (!older) {
      continue;
    }
    if (summary === null) {
      rows.delete(id);
      if (asked < at) {
        count(-1);
      }
    } else {
      rows.set(id, { agent: summary, began: at });
      // While pages are missing it may well be on one of them.
      if (row === undefined && last?.next === null && asked < at) {
        count(1);
      }
    }
  }
  return { agents: [...rows.values()].map(({ agent }) => agent), total };
}

/** How many entries of the pages are left out because they cannot be read. */
export function unreadableOf(pages: readonly ReadPage[]): number {
  return pages.reduce((sum, page) => sum + page.unreadable, 0);
}

/** How many agents the system counts that its list, read to the end, does not hold. */
export function missingOf(pages: readonly ReadPage[], { agents, total }: KnownList): number {
  const held = agents.length + unreadableOf(pages);
  return pages.at(-1)?.next === null && total !== null ? Math.max(0, total - held) : 0;
}

interface Memory {
  readonly newer: Map<AgentId, LearnedAgent>;
  /** The next reading is the second one. */
  again: boolean;
  /** So many stayed missing when the list was read a second time. */
  missing: number;
}

const memories = new WeakMap<QueryClient, Map<ConnectionId, Memory>>();

export function memoryOf(client: QueryClient, connection: ConnectionId): Memory {
  const all = memories.get(client) ?? new Map<ConnectionId, Memory>();
  memories.set(client, all);
  const known = all.get(connection) ?? { newer: new Map(), again: false, missing: 0 };
  all.set(connection, known);
  return known;
}
