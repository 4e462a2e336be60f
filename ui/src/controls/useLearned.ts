/** What other agents have at a place, for pickers of an API that lists no such things. */
import { queryOptions, useQueries, useQuery } from "@tanstack/react-query";
import { type ConnectionId, commands, type Learned, type LearnedValue, unwrap } from "../bridge";

export function learnedQuery(connection: ConnectionId, learned: Learned | null) {
  return queryOptions({
    queryKey: [connection, "learned", learned],
    queryFn: () => (learned === null ? [] : unwrap(commands.learnedValues(connection, learned))),
    enabled: learned !== null,
    // Answered from what was read already: asking is cheap, and more agents are read all the time.
    staleTime: 10_000,
  });
}

const none: LearnedValue[] = [];

export function useLearned(connection: ConnectionId, learned: Learned | null): LearnedValue[] {
  return useQuery(learnedQuery(connection, learned)).data ?? none;
}

export type LearnedNames = (learned: Learned | null, value: string) => string | undefined;

/** What learned values are called, for lists of changes. */
export function useLearnedNames(connection: ConnectionId, places: readonly Learned[]): LearnedNames {
  const found = useQueries({ queries: places.map((learned) => learnedQuery(connection, learned)) });
  return (learned, value) => {
    const at = places.findIndex((place) => JSON.stringify(place) === JSON.stringify(learned));
    return found[at]?.data?.find((each) => each.value === value)?.label;
  };
}
