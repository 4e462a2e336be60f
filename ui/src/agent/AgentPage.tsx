import type { AgentId, ConnectionId } from "../bridge";

export interface AgentPageProps {
  readonly connection: ConnectionId;
  /** The agent, or `newAgent` of app/place while one is being created. */
  readonly agent: AgentId;
  /** The agent a new one starts as a copy of. */
  readonly copyOf?: AgentId;
  readonly section?: string;
}

/** One agent: its sections, its fields and the bar at the foot. */
export function AgentPage({ agent }: AgentPageProps) {
  return <h1>{agent}</h1>;
}
