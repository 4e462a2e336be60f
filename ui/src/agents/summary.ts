import type { AgentId, AgentSummary, ConnectionId } from "../bridge";

/** An agent of which nothing is known but what it is called. */
export function namedSummary(connection: ConnectionId, id: AgentId, name: string): AgentSummary {
  return {
    connection,
    id,
    name,
    emails: [],
    picture: null,
    kind: "",
    status: "",
    activity: null,
    teams: [],
    roles: [],
    timeZone: null,
    openness: { kind: "unknown" },
    week: null,
    workload: null,
    createdAt: null,
  };
}
