/**
 * All agents of a connection, or of several: every page is fetched, one after the other, in the background. What has been read so far is
 * shown at once, and it is never shown as the whole: `state` says which of the two it is.
 */
import {
  type InfiniteData,
  InfiniteQueryObserver,
  type InfiniteQueryObserverResult,
  infiniteQueryOptions,
  notifyManager,
  type QueryClient,
  useQueries,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect, useMemo, useSyncExternalStore } from "react";
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

type Reading = InfiniteQueryObserverResult<InfiniteData<AgentPage>>;

interface Watch {
  readonly readings: () => readonly Reading[];
  readonly subscribe: (tell: () => void) => () => void;
}

/** One observer a connection: the library's own hook watches one query, and the number of connections changes. */
function watch(client: QueryClient, connections: readonly ConnectionId[]): Watch {
  const observers = connections.map(
    (connection) => new InfiniteQueryObserver(client, agentsQuery(connection)),
  );
  const look = () => observers.map((observer) => observer.getCurrentResult());
  let readings = look();
  return {
    readings: () => readings,
    subscribe: (tell) => {
      const changed = notifyManager.batchCalls(() => {
        readings = look();
        tell();
      });
      const stops = observers.map((observer) => observer.subscribe(changed));
      readings = look();
      return () => {
        for (const stop of stops) {
          stop();
        }
      };
    },
  };
}

/** The lists of several connections, each read to its end by itself. */
export function useLists(connections: readonly ConnectionId[]): readonly Agents[] {
  const client = useQueryClient();
  const names = JSON.stringify(connections);
  const watched = useMemo(() => watch(client, JSON.parse(names) as ConnectionId[]), [client, names]);
  const readings = useSyncExternalStore(watched.subscribe, watched.readings);
  useEffect(() => {
    for (const reading of readings) {
      if (reading.data !== undefined && reading.hasNextPage && !reading.isFetching && !reading.isError) {
        void reading.fetchNextPage();
      }
    }
  }, [readings]);
  const openness = useOpenness(connections, readings);
  return useMemo(
    () =>
      readings.map((reading, at) =>
        listOf(reading, openness[at], () => {
          const connection = (JSON.parse(names) as ConnectionId[])[at];
          // Marked as old, so that a reading somebody walks away from is begun again where they go.
          void client.invalidateQueries({ queryKey: agentsKey(connection ?? ""), exact: true });
        }),
      ),
    [readings, openness, client, names],
  );
}

export function useAgents(connection: ConnectionId): Agents {
  const [list] = useLists([connection]);
  if (list === undefined) {
    throw new Error("one connection has one list");
  }
  return list;
}

function listOf(
  reading: Reading,
  openness: readonly AgentOpenness[] | undefined,
  refresh: () => void,
): Agents {
  const { data, hasNextPage, isFetching, isError, error, dataUpdatedAt } = reading;
  return {
    agents: agentsWith(data, openness),
    total: data?.pages.at(-1)?.total ?? null,
    state: isError && !isFetching ? "broken" : data === undefined || hasNextPage ? "reading" : "whole",
    first: data === undefined && !isError,
    error,
    refreshing: isFetching && !reading.isFetchingNextPage && data !== undefined,
    readAt: dataUpdatedAt > 0 ? new Date(dataUpdatedAt) : null,
    goOn: () => void (reading.isFetchNextPageError ? reading.fetchNextPage() : reading.refetch()),
    refresh,
  };
}

/**
 * Several lists as one, in no order yet. It is whole only when each of them is, and says how many there are only when each
 * of them does.
 */
export function merged(lists: readonly Agents[]): Agents {
  const totals = lists.map((list) => (list.state === "whole" ? list.agents.length : list.total));
  const states = new Set(lists.map((list) => list.state));
  const moments = lists.map((list) => list.readAt).filter((moment) => moment !== null);
  const broken = lists.filter((list) => list.state === "broken");
  return {
    agents: lists.flatMap((list) => list.agents),
    total: totals.reduce<number | null>(
      (sum, total) => (sum === null || total === null ? null : sum + total),
      0,
    ),
    state: states.has("reading") ? "reading" : states.has("broken") ? "broken" : "whole",
    first: lists.every((list) => list.first),
    error: broken[0]?.error,
    refreshing: lists.some((list) => list.refreshing),
    // As old as the oldest of them.
    readAt: moments.sort((a, b) => a.getTime() - b.getTime())[0] ?? null,
    goOn: () => {
      for (const list of broken) {
        list.goOn();
      }
    },
    refresh: () => {
      for (const list of lists) {
        list.refresh();
      }
    },
  };
}

const none: readonly AgentOpenness[] = [];

/**
 * Who is open changes by itself. The core works it out each minute from what it has read; nothing is asked of the system.
 * An answer older than the list is not used.
 */
function useOpenness(
  connections: readonly ConnectionId[],
  readings: readonly Reading[],
): readonly (readonly AgentOpenness[])[] {
  return useQueries({
    queries: connections.map((connection, at) => ({
      queryKey: [connection, "openness"],
      queryFn: () => unwrap(commands.openness(connection)),
      enabled: readings[at]?.data !== undefined,
      refetchInterval: 60_000,
      refetchIntervalInBackground: false,
    })),
    combine: (answers) =>
      answers.map(({ data, dataUpdatedAt }, at) =>
        dataUpdatedAt > (readings[at]?.dataUpdatedAt ?? 0) ? (data ?? none) : none,
      ),
  });
}

// What was read is put together once, however often something else about the list changes.
const together = new WeakMap<
  InfiniteData<AgentPage>,
  { openness: readonly AgentOpenness[]; agents: readonly AgentSummary[] }
>();

function agentsWith(
  data: InfiniteData<AgentPage> | undefined,
  openness: readonly AgentOpenness[] = none,
): readonly AgentSummary[] {
  if (data === undefined) {
    return [];
  }
  const kept = together.get(data);
  if (kept?.openness === openness) {
    return kept.agents;
  }
  const agents = withOpenness(agentsOf(data), openness);
  together.set(data, { openness, agents });
  return agents;
}

function withOpenness(agents: AgentSummary[], fresh: readonly AgentOpenness[]): AgentSummary[] {
  if (fresh.length === 0) {
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
