import type { AgentId, ConnectionId } from "./bindings";

/** Names an agent among those of every connection; also the one that is being created in a connection, which has no id. */
export function agentKey(connection: ConnectionId, agent: AgentId | null): string {
  return JSON.stringify([connection, agent]);
}
