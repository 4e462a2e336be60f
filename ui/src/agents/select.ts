/** Which agents of a list are shown, and in which order. Pure. */
import type { AgentSummary } from "../bridge";
import { agentKey } from "../bridge/agentKey";
import { fold } from "../i18n";

export const facets = ["connection", "status", "kind", "team", "role"] as const;
export type Facet = (typeof facets)[number];

export const orders = ["name", "open", "workload", "created", "status"] as const;
export type Order = (typeof orders)[number];

export interface Selection {
  readonly search: string;
  readonly openNow: boolean;
  readonly chosen: Readonly<Record<Facet, readonly string[]>>;
  readonly order: Order;
  readonly reverse: boolean;
}

export const everyone: Selection = {
  search: "",
  openNow: false,
  chosen: { connection: [], status: [], kind: [], team: [], role: [] },
  order: "name",
  reverse: false,
};

export type Compare = (a: string, b: string) => number;

/** The values of a facet that an agent has. */
export function facetValues(agent: AgentSummary, facet: Facet): readonly string[] {
  switch (facet) {
    case "connection":
      return [agent.connection];
    case "status":
      return agent.status === null ? [] : [agent.status];
    case "kind":
      return agent.kind === null ? [] : [agent.kind];
    case "team":
      return agent.teams;
    case "role":
      return agent.roles;
  }
}

function matchesSearch(agent: AgentSummary, terms: readonly string[]): boolean {
  if (terms.length === 0) {
    return true;
  }
  const hay = fold([agent.name, ...agent.emails, ...agent.teams].join("\n"));
  return terms.every((term) => hay.includes(term));
}

export function isOpen(agent: AgentSummary): boolean {
  return agent.openness.kind === "open";
}

function matchesFacets(agent: AgentSummary, selection: Selection, except?: Facet): boolean {
  return facets.every((facet) => {
    const chosen = selection.chosen[facet];
    return (
      facet === except ||
      chosen.length === 0 ||
      facetValues(agent, facet).some((value) => chosen.includes(value))
    );
  });
}

export function termsOf(search: string): string[] {
  return fold(search)
    .split(/\s+/)
    .filter((term) => term !== "");
}

function load(agent: AgentSummary): number {
  const { workload } = agent;
  if (workload === null) {
    return -1;
  }
  return workload.capacity !== null && workload.capacity > 0
    ? workload.used / workload.capacity
    : Math.min(workload.used / 1000, 0.5);
}

/** Open ones first, then by the moment they open, then those nobody knows about. */
function openRank(agent: AgentSummary): string {
  switch (agent.openness.kind) {
    case "open":
      return "0";
    case "closed": {
      const at = agent.openness.opens === null ? Number.NaN : Date.parse(agent.openness.opens);
      return Number.isNaN(at) ? "2" : `1${String(at).padStart(16, "0")}`;
    }
    case "unknown":
      return "3";
  }
}

function plain(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byOrder(order: Order, compare: Compare): (a: AgentSummary, b: AgentSummary) => number {
  switch (order) {
    case "name":
      return () => 0;
    case "open":
      return (a, b) => plain(openRank(a), openRank(b));
    case "workload":
      return (a, b) => load(b) - load(a);
    case "created":
      return (a, b) => plain(b.createdAt ?? "", a.createdAt ?? "");
    case "status":
      return (a, b) => compare(a.status ?? "\uffff", b.status ?? "\uffff");
  }
}

export function select(
  agents: readonly AgentSummary[],
  selection: Selection,
  compare: Compare,
): AgentSummary[] {
  const terms = termsOf(selection.search);
  const inOrder = byOrder(selection.order, compare);
  const shown = agents
    .filter(
      (agent) =>
        (!selection.openNow || isOpen(agent)) &&
        matchesFacets(agent, selection) &&
        matchesSearch(agent, terms),
    )
    .sort(
      (a, b) =>
        inOrder(a, b) ||
        compare(a.name, b.name) ||
        plain(agentKey(a.connection, a.id), agentKey(b.connection, b.id)),
    );
  return selection.reverse ? shown.reverse() : shown;
}

/** The orders that tell these agents apart: a list without hours or workload is not sorted by them. */
export function ordersFor(agents: readonly AgentSummary[]): Order[] {
  const tells: Readonly<Record<Order, (agent: AgentSummary) => boolean>> = {
    name: () => true,
    open: (agent) => agent.openness.kind !== "unknown",
    workload: (agent) => agent.workload !== null,
    created: (agent) => agent.createdAt !== null,
    status: (agent) => agent.status !== null,
  };
  return orders.filter((order) => order === "name" || agents.some(tells[order]));
}

export interface FacetOption {
  readonly value: string;
  readonly count: number;
}

/** What can be chosen of a facet, with how many agents each choice would show beside the other filters. */
export function optionsOf(
  agents: readonly AgentSummary[],
  facet: Facet,
  selection: Selection,
  compare: Compare,
): FacetOption[] {
  const terms = termsOf(selection.search);
  const counts = new Map<string, number>();
  for (const agent of agents) {
    const counted =
      (!selection.openNow || isOpen(agent)) &&
      matchesFacets(agent, selection, facet) &&
      matchesSearch(agent, terms);
    for (const value of facetValues(agent, facet)) {
      counts.set(value, (counts.get(value) ?? 0) + (counted ? 1 : 0));
    }
  }
  for (const value of selection.chosen[facet]) {
    counts.set(value, counts.get(value) ?? 0);
  }
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => compare(a.value, b.value));
}

/** How many would be shown if only those open now were. */
export function openCount(agents: readonly AgentSummary[], selection: Selection, compare: Compare): number {
  return select(agents, { ...selection, openNow: true }, compare).length;
}

export function isNarrowed(selection: Selection): boolean {
  return (
    selection.openNow ||
    termsOf(selection.search).length > 0 ||
    facets.some((facet) => selection.chosen[facet].length > 0)
  );
}

export function toggled(selection: Selection, facet: Facet, value: string): Selection {
  const chosen = selection.chosen[facet];
  const next = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
  return { ...selection, chosen: { ...selection.chosen, [facet]: next } };
}
