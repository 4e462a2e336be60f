import { useQueries, useQueryClient } from "@tanstack/react-query";
import { memoryOf } from "../agents/newer";
import { agentsOf, agentsQuery } from "../agents/useAgents";
import { quietLine } from "../agents/words";
import type { AgentId, ConnectionId, PictureAddress } from "../bridge";
import { commands, runJob } from "../bridge";
import { fold } from "../i18n";
import { lacksKey } from "../start/credential";
import { connectionName } from "../start/names";
import { useStartUp } from "../start/startUp";

/** As much of an agent as finding it takes. */
export interface KnownAgent {
  readonly connection: ConnectionId;
  readonly id: AgentId;
  readonly name: string;
  readonly picture: PictureAddress | null;
  readonly kind: string | null;
  readonly quiet: string;
  /** What is searched, without accents and capitals. */
  readonly hay: string;
}

/** A name that begins with what was typed comes before one that merely holds it. */
export function rank(agent: KnownAgent, terms: readonly string[]): number {
  const name = fold(agent.name);
  const first = terms[0] ?? "";
  return name.startsWith(first) ? 0 : name.split(/\s+/).some((word) => word.startsWith(first)) ? 1 : 2;
}

/**
 * The agents of every connection: from its list where that was read to the end, else from the quick index of names, which is asked for
 * while the palette is open.
 */
export function useKnownAgents(): { agents: KnownAgent[]; incomplete: boolean } {
  const { connections } = useStartUp();
  const client = useQueryClient();
  const lists = useQueries({
    queries: connections.map((view) => ({
      queryKey: agentsQuery(view.connection.id).queryKey,
      enabled: false,
    })),
  });
  const wholes = lists.map((list) => {
    const data = list.data as Parameters<typeof agentsOf>[0];
    const whole = data !== undefined && data.pages.at(-1)?.next === null;
    return { data, whole };
  });
  const indexes = useQueries({
    queries: connections.map((view, at) => ({
      queryKey: [view.connection.id, "index"],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        runJob((job, channel) => commands.indexAgents(view.connection.id, job, channel), { signal }),
      enabled: !lacksKey(view) && wholes[at]?.whole === false,
      staleTime: 5 * 60_000,
    })),
  });
  const several = connections.length > 1;
  const agents = connections.flatMap(({ connection }, at): KnownAgent[] => {
    const where = several ? connectionName(connection) : "";
    const { newer } = memoryOf(client, connection.id);
    const read = agentsOf(wholes[at]?.data, newer).map((agent) => ({
      connection: agent.connection,
      id: agent.id,
      name: agent.name,
      picture: agent.picture,
      kind: agent.kind,
      quiet: [quietLine(agent), where].filter((part) => part !== "").join(" · "),
      hay: fold([agent.name, ...agent.emails, ...agent.teams].join("\n")),
    }));
    const seen = new Set(read.map((agent) => agent.id));
    const named = (indexes[at]?.data ?? [])
      .filter((agent) => !seen.has(agent.id) && newer.get(agent.id)?.summary !== null)
      .map((agent) => ({
        connection: agent.connection,
        id: agent.id,
        name: agent.name,
        picture: null,
        kind: null,
        quiet: where,
        hay: fold(agent.name),
      }));
    return [...read, ...named];
  });
  const incomplete = wholes.some(({ whole }, at) => !whole && indexes[at]?.isSuccess !== true);
  return { agents, incomplete };
}
