/** The week of the board: asked of the core once the lists it counts have been read as far as they are. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useLists } from "../agents/useAgents";
import type { AgentSummary, ConnectionId, CoveredAgent, Weekday } from "../bridge";
import { commands, unwrap } from "../bridge";
import { lacksKey } from "../start/credential";
import { useStartUp } from "../start/startUp";
import type { Place } from "../window/place";

export type CoveragePlace = Extract<Place, { screen: "coverage" }>;

export function nameKey({ connection, agent }: CoveredAgent): string {
  return `${connection}/${agent}`;
}

export function useCoverage(place: CoveragePlace, zone: string, firstDay: Weekday, weeksAhead: number) {
  const { connections } = useStartUp();
  const names = connections
    .filter((view) => !lacksKey(view))
    .map((view) => view.connection.id)
    .filter((id) => place.connection === undefined || id === place.connection)
    .join("\n");
  const ids = useMemo((): ConnectionId[] => (names === "" ? [] : names.split("\n")), [names]);
  const lists = useLists(ids);
  const agents = useMemo(
    () =>
      new Map<string, AgentSummary>(
        lists
          .flatMap((list) => list.agents)
          .map((agent) => [nameKey({ connection: agent.connection, agent: agent.id }), agent]),
      ),
    [lists],
  );
  const read = lists.map((list) => `${list.agents.length}/${list.readAt?.getTime() ?? 0}`).join(" ");
  const only = place.only === undefined ? null : [...place.only];
  const answer = useQuery({
    queryKey: [place.connection ?? "", "coverage", ids, only, zone, firstDay, weeksAhead, read],
    queryFn: () => unwrap(commands.coverage({ connections: ids, only, zone, firstDay, weeksAhead })),
    placeholderData: keepPreviousData,
    refetchOnMount: "always",
  });
  return {
    answer,
    agents,
    reading: lists.some((list) => list.first),
    incomplete: lists.some((list) => list.state !== "whole"),
  };
}
