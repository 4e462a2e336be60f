/** Agents' records among the queries, and the list's rows that follow them. */
import { type InfiniteData, type QueryClient, queryOptions } from "@tanstack/react-query";
import { agentsKey } from "../agents/useAgents";
import {
  type AgentId,
  type AgentPage,
  type AgentRecord,
  type AgentSummary,
  type ConnectionId,
  commands,
  runJob,
} from "../bridge";
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

type Pages = InfiniteData<AgentPage> | undefined;

function changeList(
  client: QueryClient,
  connection: ConnectionId,
  change: (pages: AgentPage[]) => AgentPage[],
) {
  client.setQueryData(agentsKey(connection), (known: Pages) =>
    known === undefined ? known : { ...known, pages: change(known.pages) },
  );
}

/** The list's pages with this agent as it is now; a new one joins the last page. */
export function withSummary(pages: AgentPage[], summary: AgentSummary): AgentPage[] {
  const known = pages.some((page) => page.agents.some((agent) => agent.id === summary.id));
  if (known) {
    return pages.map((page) => ({
      ...page,
      agents: page.agents.map((agent) => (agent.id === summary.id ? summary : agent)),
    }));
  }
  return pages.map((page, at) => ({
    ...page,
    agents: at === pages.length - 1 ? [...page.agents, summary] : page.agents,
    total: page.total === null ? null : page.total + 1,
  }));
}

export function withoutAgent(pages: AgentPage[], agent: AgentId): AgentPage[] {
  const known = pages.some((page) => page.agents.some((each) => each.id === agent));
  return pages.map((page) => ({
    ...page,
    agents: page.agents.filter((each) => each.id !== agent),
    total: page.total === null || !known ? page.total : page.total - 1,
  }));
}

/** What was just read or stored, wherever it is shown. */
export function keepRecord(client: QueryClient, record: AgentRecord): void {
  const { connection, id, summary } = record;
  client.setQueryData(recordQuery(connection, id).queryKey, record);
  client.setQueryData(ownRecordQuery(connection).queryKey, (own) => (own?.id === id ? record : own));
  changeList(client, connection, (pages) => withSummary(pages, summary));
  void client.invalidateQueries({ queryKey: historyKey });
}

export function forgetRecord(client: QueryClient, connection: ConnectionId, agent: AgentId): void {
  client.removeQueries({ queryKey: recordQuery(connection, agent).queryKey });
  changeList(client, connection, (pages) => withoutAgent(pages, agent));
}
