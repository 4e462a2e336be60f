/**
 * Where in the program we are. One window, a handful of places: a small store serves better than a router.
 * A reload comes back to the same place; a restart begins with the last connection.
 */
import type { AgentId, ConnectionId, SystemId } from "../bridge";
import { createStore, useStore } from "../store/store";

export type Place =
  | { readonly screen: "first" }
  | { readonly screen: "connect"; readonly system?: SystemId }
  | { readonly screen: "connection"; readonly connection: ConnectionId }
  | {
      readonly screen: "agents";
      readonly connection: ConnectionId;
      /** The open agent; `new` while one is being created; nothing while none is open. */
      readonly agent?: AgentId | typeof newAgent;
      /** The agent a new one starts as a copy of. */
      readonly copyOf?: AgentId;
      readonly section?: string;
    }
  | {
      /** The list of every connection's agents, with the open agent's page beside it. */
      readonly screen: "everything";
      /** The open agent's connection; nothing while none is open. */
      readonly connection?: ConnectionId;
      readonly agent?: AgentId | typeof newAgent;
      readonly copyOf?: AgentId;
      readonly section?: string;
    }
  | { readonly screen: "me"; readonly connection: ConnectionId; readonly section?: string }
  | {
      /** How the agents cover a week: those of one connection or of all, or only some of them. */
      readonly screen: "coverage";
      readonly connection?: ConnectionId;
      readonly only?: readonly { readonly connection: ConnectionId; readonly agent: AgentId }[];
    }
  | {
      /** What was changed through the program, of every agent or of one. */
      readonly screen: "history";
      readonly of?: { readonly connection: ConnectionId; readonly agent: AgentId; readonly name: string };
    }
  /** What is under way or waits to be decided. */
  | { readonly screen: "unfinished" }
  | { readonly screen: "settings" };

export const newAgent = "new";

const key = "callboard.place";
const lastKey = "callboard.lastConnection";
let history: Place[] = [];
const current = createStore(restore());

function restore(): Place {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "null");
    if (typeof kept === "object" && kept !== null && "screen" in kept) {
      return kept as Place;
    }
  } catch {
    // What was kept cannot be read: begin at the beginning.
  }
  return { screen: "first" };
}

function arrive(place: Place): void {
  const here = connectionOf(place);
  if (here !== undefined && place.screen !== "everything") {
    localStorage.setItem(lastKey, here);
  }
  sessionStorage.setItem(key, JSON.stringify(place));
  current.set(place);
}

/** The connection a place belongs to, if any. */
export function connectionOf(place: Place): ConnectionId | undefined {
  return "connection" in place ? place.connection : undefined;
}

export const whereWeAre = current.get;

export interface OpenAgent {
  readonly connection: ConnectionId;
  readonly agent: AgentId | typeof newAgent;
  readonly copyOf: AgentId | undefined;
  readonly section: string | undefined;
}

/** Whether agents are listed here: of one connection, or of all. */
export function isAmongAgents(place: Place): place is Extract<Place, { screen: "agents" | "everything" }> {
  return place.screen === "agents" || place.screen === "everything";
}

/** The agent whose page is open, whichever list stands beside it. */
export function openAgentOf(place: Place): OpenAgent | undefined {
  if (!isAmongAgents(place) || place.connection === undefined || place.agent === undefined) {
    return undefined;
  }
  const { connection, agent, copyOf, section } = place;
  return { connection, agent, copyOf, section };
}

/**
 * Goes somewhere. Leaving an agent with edits asks nothing: the draft is kept. An agent opened while all connections are listed
 * opens beside that list.
 */
export function go(wanted: Place): void {
  const here = whereWeAre();
  const place: Place =
    here.screen === "everything" && wanted.screen === "agents" && wanted.agent !== undefined
      ? { ...wanted, screen: "everything" }
      : wanted;
  if (place.screen !== here.screen) {
    history = [...history.slice(-9), here];
  }
  arrive(place);
}

/** Back to the screen before this one. */
export function goBack(otherwise: Place): void {
  const last = history.at(-1);
  history = history.slice(0, -1);
  arrive(last ?? otherwise);
}

export function openAgent(connection: ConnectionId, agent: AgentId, section?: string): void {
  const before = openAgentOf(whereWeAre());
  const kept = before?.connection === connection ? before.section : undefined;
  go({ screen: "agents", connection, agent, section: section ?? kept });
}

export function createAgent(connection: ConnectionId, copyOf?: AgentId): void {
  go({ screen: "agents", connection, agent: newAgent, copyOf });
}

/** Leaves an agent's page for the list it was opened from. */
export function closeAgent(connection: ConnectionId): void {
  go(whereWeAre().screen === "everything" ? { screen: "everything" } : { screen: "agents", connection });
}

export function usePlace(): Place {
  return useStore(current);
}

/** Where a fresh start begins: with the connection used last, if it is still there; where a reload was, otherwise. */
export function beginWhereWeWere(known: readonly ConnectionId[]): void {
  const last = localStorage.getItem(lastKey);
  if (whereWeAre().screen === "first" && last !== null && known.includes(last)) {
    arrive({ screen: "agents", connection: last });
  }
}
