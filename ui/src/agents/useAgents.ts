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
import type { AgentId, AgentOpenness, AgentSummary, ConnectionId, ListQuery } from "../bridge";
import { commands, runJob, unwrap } from "../bridge";
import {
  type KnownList,
  listOfPages,
  memoryOf,
  missingOf,
  type Newer,
  nextMoment,
  type ReadPage,
  unreadableOf,
} from "./newer";

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
    queryFn: async ({ pageParam, signal, client }): Promise<ReadPage> => {
      const began = nextMoment();
      const memory = memoryOf(client, connection);
      const again = pageParam === null && memory.again;
      memory.again = pageParam === null ? false : memory.again;
      const page = await runJob(
        (job, channel) => commands.listAgents(connection, everything, pageParam, job, channel),
        { signal },
      );
      return { ...page, began, again };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page: ReadPage) => page.next,
    staleTime: 5 * 60_000,
    gcTime: Number.POSITIVE_INFINITY,
  });
}

/** The agents that were read, as they are known now. */
export function agentsOf(
  data: InfiniteData<ReadPage> | undefined,
  newer: Newer = nothingNewer,
): readonly AgentSummary[] {
  return data === undefined ? [] : listOfPages(data.pages, newer).agents;
}

const nothingNewer: Newer = new Map();

export type ListState = "reading" | "whole" | "broken";

export interface Agents {
  readonly agents: readonly AgentSummary[];
  /** How many the system says there are; none where it does not say. */
  readonly total: number | null;
  /** `reading`: more pages are on their way. `broken`: a page failed, what was read stays. */
  readonly state: ListState;
  /** How many the system counts that its list does not hold, also when it is read a second time. */
  readonly missing: number;
  /** How many entries of the list are left out because they cannot be read. */
  readonly unreadable: number;
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

type Reading = InfiniteQueryObserverResult<InfiniteData<ReadPage>>;

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
  const memories = useMemo(
    () => (JSON.parse(names) as ConnectionId[]).map((connection) => memoryOf(client, connection)),
    [client, names],
  );
  useEffect(() => {
    for (const [at, reading] of readings.entries()) {
      const memory = memories[at];
      if (reading.data === undefined || memory === undefined || reading.isFetching || reading.isError) {
        continue;
      }
      if (reading.hasNextPage) {
        void reading.fetchNextPage();
        continue;
      }
      const { pages } = reading.data;
      const missing = missingOf(pages, listOfPages(pages, memory.newer));
      if (missing === 0 || pages[0]?.again) {
        memory.missing = missing;
      } else if (missing !== memory.missing) {
        // Agents that go while pages are read push others over the edge of a page: once more, from the beginning.
        memory.again = true;
        void reading.refetch();
      }
    }
  }, [readings, memories]);
  const openness = useOpenness(connections, readings);
  return useMemo(
    () =>
      readings.map((reading, at) =>
        listOf(reading, memories[at]?.newer ?? nothingNewer, openness[at], () => {
          const connection = (JSON.parse(names) as ConnectionId[])[at];
          // Marked as old, so that a reading somebody walks away from is begun again where they go.
          void client.invalidateQueries({ queryKey: agentsKey(connection ?? ""), exact: true });
        }),
      ),
    [readings, openness, memories, client, names],
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
  newer: Newer,
  openness: readonly AgentOpenness[] | undefined,
  refresh: () => void,
): Agents {
  const { data, hasNextPage, isFetching, isError, error, dataUpdatedAt } = reading;
  const { agents, total } = knownIn(data, newer, openness);
  const pages = data?.pages ?? [];
  return {
    agents,
    total,
    unreadable: unreadableOf(pages),
    // Before the second reading nobody is worried.
    missing: isFetching || !pages[0]?.again ? 0 : missingOf(pages, { agents, total }),
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
    missing: lists.reduce((sum, list) => sum + list.missing, 0),
    unreadable: lists.reduce((sum, list) => sum + list.unreadable, 0),
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
  InfiniteData<ReadPage>,
  { openness: readonly AgentOpenness[]; known: KnownList }
>();
const nothingRead: KnownList = { agents: [], total: null };

function knownIn(
  data: InfiniteData<ReadPage> | undefined,
  newer: Newer,
  openness: readonly AgentOpenness[] = none,
): KnownList {
  if (data === undefined) {
    return nothingRead;
  }
  const kept = together.get(data);
  if (kept?.openness === openness) {
    return kept.known;
  }
  const read = listOfPages(data.pages, newer);
  const known = { ...read, agents: withOpenness(read.agents, openness) };
  together.set(data, { openness, known });
  return known;
}

function withOpenness(
  agents: readonly AgentSummary[],
  fresh: readonly AgentOpenness[],
): readonly AgentSummary[] {
  if (fresh.length === 0) {
    return agents;
  }
  const byId = new Map(fresh.map((each) => [each.agent, each.openness]));
  return agents.map((agent) => {
    const openness = byId.get(agent.id);
    return openness === undefined ? agent : { ...agent, openness };
  });
}

/** The library takes data that say the same for the same data: what was learned makes them others. */
interface LearnedList extends InfiniteData<ReadPage> {
  readonly learned: number;
}

function learn(
  client: QueryClient,
  connection: ConnectionId,
  id: AgentId,
  summary: AgentSummary | null,
): void {
  const at = nextMoment();
  memoryOf(client, connection).newer.set(id, { at, summary });
  // What was read stays as it was told; that more is known is news to whoever shows it.
  const { queryKey } = agentsQuery(connection);
  client.setQueryData(queryKey, (read) => {
    const told: LearnedList | undefined = read && { ...read, learned: at };
    return told;
  });
}

/** After a save or a create: the row shows the agent as it is stored now, without reading the whole list again. */
export function putInList(client: QueryClient, summary: AgentSummary): void {
  learn(client, summary.connection, summary.id, summary);
}

/** After a delete: the row goes at once. */
export function takeFromList(client: QueryClient, connection: ConnectionId, id: AgentId): void {
  learn(client, connection, id, null);
}
