/**
 * All agents of a connection: every page is fetched, one after the other, in the background. What has been read so far is
 * shown at once, and it is never shown as the whole: `state` says which of the two it is.
 */
import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  useInfiniteQuery,
  useQuery,
} from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import type { AgentId, AgentOpenness, AgentPage, AgentSummary, ConnectionId, ListQuery } from "../bridge";
import { commands, runJob, unwrap } from "../bridge";

const everything: ListQuery = {
  name: null,
  email: null,
  statuses: [],
  roles: [],
  statusChangedSince: null,
  statusActivity: null,
  ids: [],
  sort: "name",
  reverse: false,
};

export function agentsKey(connection: ConnectionId) {
  return [connection, "agents"] as const;
}

export function agentsQuery(connection: ConnectionId) {
  return infiniteQueryOptions({
    queryKey: agentsKey(connection),
    queryFn: ({ pageParam, signal }) =>
      runJob((job, channel) => commands.listAgents(connection, everything, pageParam, job, channel), {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page: AgentPage) => page.next,
    staleTime: 5 * 60_000,
    gcTime: Number.POSITIVE_INFINITY,
  });
}

/** Pages may overlap when somebody is added or removed while they are read: the newest answer for an agent counts. */
export function agentsOf(data: InfiniteData<AgentPage> | undefined): AgentSummary[] {
  const byId = new Map<string, AgentSummary>();
  for (const page of data?.pages ?? []) {
    for (const agent of page.agents) {
      byId.set(agent.id, agent);
    }
  }
  return [...byId.values()];
}

export type ListState = "reading" | "whole" | "broken";

export interface Agents {
  readonly agents: readonly AgentSummary[];
  /** How many the system says there are; none where it does not say. */
  readonly total: number | null;
  /** `reading`: more pages are on their way. `broken`: a page failed, what was read stays. */
  readonly state: ListState;
  /** Nothing has been read yet. */
  readonly first: boolean;
  readonly error: unknown;
  readonly refreshing: boolean;
  readonly readAt: Date | null;
  /** Goes on where a page failed. */
  readonly goOn: () => void;
  /** Reads everything again. */
  readonly refresh: () => void;
}

export function useAgents(connection: ConnectionId): Agents {
  const query = useInfiniteQuery(agentsQuery(connection));
  const { data, hasNextPage, isFetching, isError, error, fetchNextPage, refetch, dataUpdatedAt } = query;
  // A quick answer may come and go between two draws: the number of pages tells that one more was read.
  const pages = data?.pages.length ?? 0;
  useEffect(() => {
    if (pages > 0 && hasNextPage && !isFetching && !isError) {
      void fetchNextPage();
    }
  }, [pages, hasNextPage, isFetching, isError, fetchNextPage]);
  const openness = useOpenness(connection, data !== undefined, dataUpdatedAt);
  const agents = useMemo(() => withOpenness(agentsOf(data), openness), [data, openness]);
  const failedLate = query.isFetchNextPageError;
  const goOn = useCallback(() => {
    void (failedLate ? fetchNextPage() : refetch());
  }, [failedLate, fetchNextPage, refetch]);
  const refresh = useCallback(() => void refetch(), [refetch]);
  return {
    agents,
    total: data?.pages.at(-1)?.total ?? null,
    state: isError && !isFetching ? "broken" : data === undefined || hasNextPage ? "reading" : "whole",
    first: data === undefined && !isError,
    error,
    refreshing: isFetching && !query.isFetchingNextPage && data !== undefined,
    readAt: dataUpdatedAt > 0 ? new Date(dataUpdatedAt) : null,
    goOn,
    refresh,
  };
}

/**
 * Who is open changes by itself. The core works it out each minute from what it has read; nothing is asked of the system.
 * An answer older than the list is not used.
 */
function useOpenness(
  connection: ConnectionId,
  any: boolean,
  listAt: number,
): readonly AgentOpenness[] | undefined {
  const { data, dataUpdatedAt } = useQuery({
    queryKey: [connection, "openness"],
    queryFn: () => unwrap(commands.openness(connection)),
    enabled: any,
    refetchInterval: 60_000,
    refetchIntervalInBackground: false,
  });
  return dataUpdatedAt > listAt ? data : undefined;
}

function withOpenness(agents: AgentSummary[], fresh: readonly AgentOpenness[] | undefined): AgentSummary[] {
  if (fresh === undefined || fresh.length === 0) {
    return agents;
  }
  const byId = new Map(fresh.map((each) => [each.agent, each.openness]));
  return agents.map((agent) => {
    const openness = byId.get(agent.id);
    return openness === undefined ? agent : { ...agent, openness };
  });
}

/** After a save: the row shows the agent as it is stored now, without reading the whole list again. */
export function putInList(client: QueryClient, summary: AgentSummary): void {
  client.setQueryData(agentsQuery(summary.connection).queryKey, (known) => {
    const [first, ...others] = known?.pages ?? [];
    if (known === undefined || first === undefined) {
      return known;
    }
    const isThere = known.pages.some((page) => page.agents.some((agent) => agent.id === summary.id));
    if (!isThere) {
      const total = first.total === null ? null : first.total + 1;
      const pages = [{ ...first, agents: [summary, ...first.agents] }, ...others];
      return { ...known, pages: pages.map((page) => ({ ...page, total })) };
    }
    const pages = known.pages.map((page) => ({
      ...page,
      agents: page.agents.map((agent) => (agent.id === summary.id ? summary : agent)),
    }));
    return { ...known, pages };
  });
}

/** After a delete: the row goes at once. */
export function takeFromList(client: QueryClient, connection: ConnectionId, id: AgentId): void {
  client.setQueryData(agentsQuery(connection).queryKey, (known) => {
    if (known === undefined) {
      return known;
    }
    const pages = known.pages.map((page) => ({
      ...page,
      total: page.total === null ? null : Math.max(0, page.total - 1),
      agents: page.agents.filter((agent) => agent.id !== id),
    }));
    return { ...known, pages };
  });
}
