/** What an agent's page is told on the way to it: why the second half of a creation failed. */
import type { AgentId, CallboardError, ConnectionId } from "../bridge";
import { CallboardFailure } from "../bridge";

const failures = new Map<string, CallboardFailure>();
const key = (connection: ConnectionId, agent: AgentId) => JSON.stringify([connection, agent]);

export function leaveFailure(connection: ConnectionId, agent: AgentId, error: CallboardError): void {
  failures.set(key(connection, agent), new CallboardFailure(error));
}

export function failureOnArrival(connection: ConnectionId, agent: AgentId): CallboardFailure | undefined {
  return failures.get(key(connection, agent));
}

export function forgetFailure(connection: ConnectionId, agent: AgentId): void {
  failures.delete(key(connection, agent));
}
