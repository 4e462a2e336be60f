/** Agents' records among the queries, and the list's rows that follow them. */
import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { putInList, takeFromList } from "../agents/useAgents";
import { type AgentId, type AgentRecord, type ConnectionId, commands, runJob } from "../bridge";
import { historyKey } from "../changes/keys";

export function recordQuery(connection: ConnectionId, agent: AgentId) {
  return queryOptions({
    queryKey: [connection, "agent", agent],
    queryFn: ({ signal }) =>
      runJob((job, channel) => commands.readAgent(connection, agent, job, channel), { signal }),
    staleTime: 0,
  });
}

export function ownRecordQuery(connection: ConnectionId) {
  return queryOptions({
    queryKey: [connection, "me"],
    queryFn: ({ signal }) =>
      runJob((job, channel) => commands.readOwnAgent(connection, job, channel), { signal }),
    staleTime: 0,
  });
}

/** What was just read or stored, wherever it is shown. */
export function keepRecord(client: QueryClient, record: AgentRecord): void {
  const { connection, id, summary } = record;
  client.setQueryData(recordQuery(connection, id).queryKey, record);
  client.setQueryData(ownRecordQuery(connection).queryKey, (own) => (own?.id === id ? record : own));
  putInList(client, summary);
  void client.invalidateQueries({ queryKey: historyKey });
}

export function forgetRecord(client: QueryClient, connection: ConnectionId, agent: AgentId): void {
  client.removeQueries({ queryKey: recordQuery(connection, agent).queryKey });
  takeFromList(client, connection, agent);
}
