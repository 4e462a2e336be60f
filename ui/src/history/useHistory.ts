import { useInfiniteQuery } from "@tanstack/react-query";
import { commands, type HistoryPage, type HistoryQuery, unwrap } from "../bridge";
import { historyKey } from "../changes/keys";

/** The history of a query, page after page, newest first. */
export function useHistory(query: HistoryQuery) {
  return useInfiniteQuery({
    queryKey: [...historyKey, query],
    queryFn: ({ pageParam }) => unwrap(commands.history({ ...query, cursor: pageParam })),
    initialPageParam: null as string | null,
    getNextPageParam: (page: HistoryPage) => page.next,
    staleTime: 0,
  });
}
