/** Which way to a new agent is being asked for; opened from the list, the palette and by a key. */
import type { Source, Sources } from "../agents/sources";
import type { ConnectionId } from "../bridge";
import { createStore, useStore } from "../store/store";
import { createAgent } from "../window/place";

export type Asking =
  | { readonly kind: "where" }
  | { readonly kind: "id"; readonly connection: ConnectionId }
  | { readonly kind: "key"; readonly connection: ConnectionId };

/** How an agent comes into a connection's list; nothing where the system offers no way. */
export type WayIn = "create" | "id" | "key";

export function wayInto(source: Source): WayIn | undefined {
  const capabilities = source.system?.capabilities;
  if (capabilities?.create === true) {
    return "create";
  }
  return capabilities?.agentKeys === true ? "key" : capabilities?.byId === true ? "id" : undefined;
}

const asking = createStore<Asking | undefined>(undefined);

export const ask = asking.set;

/** Begins the way into one connection. */
export function beginAdding(way: WayIn, connection: ConnectionId): void {
  if (way === "create") {
    ask(undefined);
    createAgent(connection);
  } else {
    ask({ kind: way, connection });
  }
}

/** "New agent" while every connection is listed: at once where only one can, else it is asked where. */
export function addSomewhere(sources: Sources): void {
  const ways = [...sources.values()].flatMap((source) => {
    const way = wayInto(source);
    return way === undefined ? [] : [{ way, connection: source.view.connection.id }];
  });
  const [only] = ways;
  if (only !== undefined && ways.length === 1) {
    beginAdding(only.way, only.connection);
  } else if (ways.length > 1) {
    ask({ kind: "where" });
  }
}

export const useAsking = () => useStore(asking);
