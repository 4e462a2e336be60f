/** What an agent's page is told on the way to it: why the second half of a creation failed. */

import type { AgentId, CallboardError, ConnectionId } from "../bridge";
import { CallboardFailure } from "../bridge";
import { agentKey } from "../bridge/agentKey";

const failures = new Map<string, CallboardFailure>();

export function leaveFailure(connection: ConnectionId, agent: AgentId, error: CallboardError): void {
  failures.set(agentKey(connection, agent), new CallboardFailure(error));
}

export function failureOnArrival(connection: ConnectionId, agent: AgentId): CallboardFailure | undefined {
  return failures.get(agentKey(connection, agent));
}

export function forgetFailure(connection: ConnectionId, agent: AgentId): void {
  failures.delete(agentKey(connection, agent));
}
